"""What git knows of a run's files: which of their findings are new since a revision, and what is staged."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace

from policylint.checking import Checker
from policylint.findings import Failure, Finding, Outcome, Skipped
from policylint.readers import get_format
from policylint.repository import Change, Repository, find_root
from policylint.walking import Harvest, Target, show_path, why_left_out


class Changes:
    """The changes since a revision, in each repository that files are met in.

    Raises ConfigError when a file is in no repository, or the repository doesn't know the revision.
    """

    def __init__(self, revision: str, *, staged: bool = False) -> None:
        self._revision = revision
        self._staged = staged
        self._known: dict[str, tuple[Repository, str, dict[str, Change]]] = {}  # by the top of the working tree
        self._roots: dict[str, str] = {}  # by folder

    def touch(self, target: Target) -> bool:
        """Tell whether anything changed in a file."""
        return self._find(target)[2] is not None

    def keep_new(self, outcome: Outcome, target: Target, checker: Checker) -> Outcome:
        """Leave out the findings that were there before: those that stand on no changed line.

        What a whole text lacks stands on no line, and a packed file or UTF-16 has no lines that git knows: there, what
        was found in the old version as well is left out.
        """
        if outcome.file is None or not outcome.findings:
            return outcome
        repository, base, change = self._find(target)
        if change is None:
            return replace(outcome, findings=(), failing=0)
        has_lines = not get_format(outcome.file.format).is_packed and not outcome.file.encoding.startswith("utf-16")
        old: frozenset[str] | None = None
        kept = []
        for finding in outcome.findings:
            if has_lines and finding.excerpt:
                is_new = _is_touched(finding, outcome.source, change)
            else:
                old = _find_old(repository, base, change, target, checker) if old is None else old
                is_new = finding.fingerprint not in old
            if is_new:
                kept.append(finding)
        return replace(outcome, findings=tuple(kept), failing=checker.count_failing(kept))

    def _find(self, target: Target) -> tuple[Repository, str, Change | None]:
        folder = os.path.dirname(os.path.realpath(target.location))
        root = self._roots.get(folder) or self._roots.setdefault(folder, find_root(folder))
        if root not in self._known:
            repository = Repository(root)
            base = repository.find_base(self._revision)
            self._known[root] = repository, base, repository.find_changes(base, staged=self._staged)
        repository, base, changes = self._known[root]
        place = os.path.join(folder, os.path.basename(target.location))
        return repository, base, changes.get(os.path.relpath(place, root).replace(os.sep, "/"))


def _is_touched(finding: Finding, source: str, change: Change) -> bool:
    """Whether a finding stands on a changed line; git ends lines with LF only."""
    first = source.count("\n", 0, finding.span.start) + 1
    last = first + source.count("\n", finding.span.start, max(finding.span.start, finding.span.stop - 1))
    return any(first < lines.stop and lines.start <= last for lines in change.lines)


def _find_old(repository: Repository, base: str, change: Change, target: Target, checker: Checker) -> frozenset[str]:
    """The fingerprints of what is found in a file as it was."""
    if not change.before:
        return frozenset()
    location = os.path.join(repository.root, *change.before.split("/"))
    data = repository.read_file(change.before, base)
    before = checker.check_bytes(data, Target(show_path(location), location, len(data), target.named, data))
    return frozenset(finding.fingerprint for finding in before.findings)


def find_staged(paths: Iterable[str], is_left_out: Callable[[str], str]) -> Harvest:
    """Find the staged files among those that paths stand for, with the bytes that are staged.

    `is_left_out` is asked as in `find_targets`. Raises ConfigError for a path that is in no repository.
    """
    harvest = Harvest()
    found: dict[str, Target] = {}
    for path in paths:
        location = os.path.abspath(path)
        folder = location if os.path.isdir(location) else os.path.dirname(location)
        root = find_root(os.path.realpath(folder))
        repository = Repository(root)
        inside = os.path.relpath(os.path.realpath(location), root).replace(os.sep, "/")
        staged = {
            name: blob
            for name, blob in repository.find_staged().items()
            if inside in (".", name) or name.startswith(inside + "/")
        }
        if not staged and not os.path.lexists(location):
            harvest.failures.append(Failure(path, 0, "no such file or folder, and nothing staged there"))
        for name, data in zip(staged, repository.read_blobs(list(staged.values())), strict=True):
            place = os.path.join(root, *name.split("/"))
            is_named = inside == name
            reason = "" if is_named else why_left_out(place, os.path.realpath(folder), is_left_out)
            if reason:
                harvest.skipped.append(Skipped(show_path(place), reason))
            else:
                found.setdefault(place, Target(show_path(place), place, len(data), is_named, data))
    harvest.targets = sorted(found.values(), key=lambda target: target.path)
    return harvest
