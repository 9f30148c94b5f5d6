"""The git repository that texts live in: where it begins, what changed in it, what is staged."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from policylint.errors import ConfigError

_QUOTED = re.compile(rb'\\(?:([0-7]{3})|([abtnvfr"\\]))')
_SIGNS = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
_HUNK = re.compile(rb"@@ -[0-9,]+ \+([0-9]+)(?:,([0-9]+))? @@")
_NOTHING = b"/dev/null"
_REGULAR = (b"100644", b"100755")
# What a person has configured for their own eyes must not change what is parsed here.
_DIFF = (
    "-c core.quotePath=true diff --unified=0 --inter-hunk-context=0 --find-renames --text --no-color --no-ext-diff "
    "--no-textconv --ignore-submodules --src-prefix=a/ --dst-prefix=b/"
).split()


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in a file: ranges of lines, counted from 1, of how it is now; `before` is its old path, if any."""

    before: str
    lines: tuple[range, ...]


def find_root(folder: str) -> str:
    """Find the top of the git working tree with an absolute folder; without one, the folder itself."""
    place = folder
    while not os.path.exists(os.path.join(place, ".git")):
        parent = os.path.dirname(place)
        if parent == place:
            return folder
        place = parent
    return place


class Repository:
    """A git working tree, asked through the git program. Paths are relative to its top, with forward slashes.

    Raises ConfigError when there is no git, the folder is in no repository, or git refuses.
    """

    def __init__(self, folder: str) -> None:
        self.root = find_root(folder)
        if not os.path.exists(os.path.join(self.root, ".git")):
            raise ConfigError("this folder is in no git repository", path=folder)

    def find_base(self, revision: str) -> str:
        """Find the commit at which the present one left a revision: what was changed there since is not our change."""
        commit = self._try("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        if commit is None:
            shallow = self._try("rev-parse", "--is-shallow-repository") == b"true"
            advice = ", which is a shallow clone: fetch it first ('fetch-depth: 0', 'git fetch --unshallow')"
            raise ConfigError(f"revision '{revision}' is not in this repository{advice if shallow else ''}")
        base = self._try("merge-base", commit.decode(), "HEAD")  # none in a shallow clone, or without any commit
        return (base or commit).decode().split()[0]

    def find_changes(self, base: str, *, staged: bool = False) -> dict[str, Change]:
        """Find what changed since a commit in the files there are now, or in those staged, by path."""
        # All that follows is bytes: paths need not be UTF-8, nor need the texts.
        told = self._run(*_DIFF, *(["--cached"] if staged else []), base, "--")
        changes = dict(_parse(told))
        if not staged:
            new = self._run("ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/")
            for path in filter(None, new.split(b"\0")):
                changes[os.fsdecode(path)] = Change("", (range(1, 1 << 60),))
        return changes

    def find_staged(self) -> dict[str, str]:
        """Find the files that are staged, other than those that will be gone: their blobs, by path."""
        told = self._run("diff", "--cached", "--raw", "--no-renames", "--no-abbrev", "-z", "--diff-filter=d", "--")
        parts = iter(told.split(b"\0"))
        staged = {}
        for head, path in zip(parts, parts, strict=False):
            _, mode, _, blob, _ = head.split()
            if mode in _REGULAR:
                staged[os.fsdecode(path)] = blob.decode()
        return staged

    def read_blobs(self, names: list[str]) -> list[bytes]:
        """Read blobs by their names."""
        told = self._run("cat-file", "--batch", asked="\n".join(names).encode())
        blobs, at = [], 0
        for _ in names:
            start = told.index(b"\n", at) + 1
            stop = start + int(told[at:start].split()[2])
            blobs.append(told[start:stop])
            at = stop + 1
        return blobs

    def read_file(self, path: str, commit: str) -> bytes:
        """Read a file as it was at a commit; empty when it wasn't there."""
        done = self._call(("cat-file", "blob", f"{commit}:{path}"), b"")
        return bytes(done.stdout) if done.returncode == 0 else b""

    def find_authors(self, path: str) -> list[str]:
        """Find the address of each line's author; empty where it isn't committed, or a shallow clone doesn't know."""
        is_shallow = self._try("rev-parse", "--is-shallow-repository") == b"true"
        told = self._try("blame", "--line-porcelain", "-w", *([] if is_shallow else ["--root"]), "--", path)
        authors, address = [], ""
        for line in (told or b"").split(b"\n"):
            if line.startswith(b"author-mail "):
                address = line[12:].decode("utf-8", "replace").strip("<>")
            elif line == b"boundary":  # the oldest commit there is: with an older one, it might be somebody else's
                address = ""
            elif line.startswith(b"\t"):
                authors.append("" if address == "not.committed.yet" else address)
        return authors

    def find_last_author(self, path: str) -> str:
        """Find the address of who committed a file last; empty when nobody did, or a shallow clone doesn't know."""
        told = self._try("log", "-1", "--format=%aE", "--", path)
        is_shallow = self._try("rev-parse", "--is-shallow-repository") == b"true"
        return "" if is_shallow else (told or b"").decode("utf-8", "replace")

    def find_remote(self) -> str:
        """Find the address of the remote, `origin` before others; empty when there is none."""
        told = (self._try("config", "--get-regexp", r"^remote\..*\.url$") or b"").decode("utf-8", "replace")
        addresses = dict(line.partition(" ")[::2] for line in told.splitlines())
        return addresses.get("remote.origin.url") or next(iter(addresses.values()), "")

    def find_main_branch(self) -> str:
        """Find the branch that others start from: the remote's own, else `main` or `master`, else the present one."""
        head = self._try("symbolic-ref", "--short", "refs/remotes/origin/HEAD") or b""
        local = self._try("for-each-ref", "--format=%(refname:short)", "refs/heads/main", "refs/heads/master") or b""
        name = head.partition(b"/")[2] or local.split(b"\n")[0] or self._try("symbolic-ref", "--short", "HEAD")
        return (name or b"main").decode("utf-8", "replace")

    def _try(self, *arguments: str) -> bytes | None:
        """Ask git, and give what it says; None when it has no answer."""
        done = self._call(arguments, b"")
        return bytes(done.stdout).strip() if done.returncode == 0 else None

    def _run(self, *arguments: str, asked: bytes = b"") -> bytes:
        done = self._call(arguments, asked)
        if done.returncode:
            reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            raise ConfigError(f"git can't tell: {reason}", path=self.root)
        return bytes(done.stdout)

    def _call(self, arguments: tuple[str, ...], asked: bytes) -> Any:
        import subprocess  # 3 ms, for those only who ask git

        command = ["git", "-C", self.root, *arguments]
        try:
            environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
            return subprocess.run(command, input=asked, capture_output=True, env=environment, check=False)  # noqa: S603
        except OSError as problem:
            raise ConfigError(f"git can't be run: {(problem.strerror or str(problem)).lower()}") from None


def _parse(diff: bytes) -> Iterator[tuple[str, Change]]:
    """Read a diff: each file that is there now, and its changed lines."""
    before = after = b""
    lines: list[range] = []
    for line in diff.split(b"\n"):
        if line.startswith(b"diff --git "):
            yield from _change(before, after, lines)
            before, after, lines = b"", b"", []
        elif line.startswith(b"--- ") and not after:
            before = _unquote(line[4:])
        elif line.startswith(b"+++ ") and not after:
            after = _unquote(line[4:])
        elif hunk := _HUNK.match(line):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            lines.append(range(first, first + count))
    yield from _change(before, after, lines)


def _change(before: bytes, after: bytes, lines: list[range]) -> Iterator[tuple[str, Change]]:
    if after and after != _NOTHING:
        old = "" if before == _NOTHING else os.fsdecode(before[2:])
        yield os.fsdecode(after[2:]), Change(old, tuple(lines))


def _unquote(path: bytes) -> bytes:
    """Read a path as git writes it: quoted like a string in C where it must be, else ended by a tab for its spaces."""
    if path[:1] != b'"':
        return path.removesuffix(b"\t")
    return _QUOTED.sub(
        lambda found: bytes([int(found[1], 8)]) if found[1] else _SIGNS.get(found[2], found[2]),
        path.rstrip(b"\t")[1:-1],
    )
