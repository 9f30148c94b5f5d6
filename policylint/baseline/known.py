"""One baseline in force: which findings it knows, and how things stand with it after a run."""

import os
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, replace
from typing import Any

from policylint.cache import Cache, make_key
from policylint.entries import Entry, Solved, Standing
from policylint.errors import ConfigError
from policylint.resources import VERSION
from policylint.walking import show_path


@dataclass(frozen=True, slots=True)
class Baseline:
    """A `policylint-baseline.yaml` as it was read; `folder` is what its paths are relative to.

    `errors` tell which entries can't be honoured, or why none is.
    """

    path: str
    folder: str
    entries: tuple[Entry, ...] = ()
    solved: tuple[Solved, ...] = ()
    errors: tuple[ConfigError, ...] = ()


def load_baseline(path: str, *, cached: bool = True) -> Baseline:
    """Read a baseline; what can't be honoured is left out and told in `errors`, be it the whole file."""
    location = os.path.abspath(path)
    shown, folder = show_path(location), os.path.dirname(location)
    try:
        with open(location, "rb") as file:
            data = file.read()
        text = data.decode("utf-8-sig")
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        return Baseline(shown, folder, errors=(ConfigError(f"can't read the baseline: {reason}", path=shown),))
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        return Baseline(shown, folder, errors=(ConfigError("the baseline is not UTF-8", path=shown, line=line),))
    entries, solved, problems = _parse(data, text, shown, cached=cached)
    errors = tuple(ConfigError(message, path=shown, line=line) for message, line in problems)
    return Baseline(shown, folder, tuple(Entry(*row) for row in entries), tuple(Solved(*row) for row in solved), errors)


def _parse(data: bytes, text: str, path: str, *, cached: bool) -> tuple[Any, Any, Any]:
    """Parse a baseline into tuples, or remember that this very text was parsed before."""
    with open(os.path.join(os.path.dirname(__file__), "schema.json"), "rb") as file:
        key = make_key(data, file.read(), VERSION)
    shelf = Cache("baselines")
    known = shelf.load(key) if cached else None
    if known is not None:
        return known  # type: ignore[no-any-return]  # the digest of the cache vouches for it
    from policylint.baseline.file import parse

    parsed = parse(text, path)
    rows = (astuple(entry) for entry in parsed.entries), (astuple(each) for each in parsed.solved)
    result = tuple(rows[0]), tuple(rows[1]), parsed.problems
    if cached:
        shelf.save(key, result)
    return result


def path_within(location: str, folder: str) -> str:
    """Name a place as a baseline in a folder does; bytes that are no UTF-8 are spelled out."""
    relative = os.path.relpath(location, folder).replace(os.sep, "/")
    return relative.encode("utf-8", "backslashreplace").decode()


class Known:
    """Finds the entries for a run's findings, each entry once, and tells how things stand when all is judged."""

    def __init__(self, baseline: Baseline, today: str) -> None:
        self._baseline = baseline
        self.today = today
        self.folder = baseline.folder
        self._entries = [_as_owned(entry, today) for entry in baseline.entries]
        self._by_place = {(entry.path, entry.fingerprint): entry for entry in self._entries}
        self._by_fingerprint: dict[str, list[Entry]] = {}
        for entry in self._entries:
            self._by_fingerprint.setdefault(entry.fingerprint, []).append(entry)
        self._found: dict[tuple[str, str], str] = {}  # where each entry that was met stands now
        self._judged: dict[str, tuple[Callable[[str], bool], frozenset[str]]] = {}  # by path
        self._exist: dict[str, bool] = {}  # by path

    def find(self, location: str, fingerprint: str) -> Entry | None:
        """Find the entry for a finding in a file: its own, else one of a file that is gone, which may be this one."""
        if fingerprint not in self._by_fingerprint:
            return None
        path = path_within(location, self.folder)
        entry = self._by_place.get((path, fingerprint)) or self._find_moved(fingerprint)
        if entry:
            self._found[entry.path, fingerprint] = path
        return entry

    def record(self, location: str, has_rule: Callable[[str], bool], allowed: Iterable[str]) -> None:
        """Note that a file was judged whole, by which rules, and the fingerprints that comments allow in it."""
        self._judged[path_within(location, self.folder)] = has_rule, frozenset(allowed)

    def stand(self, *, is_whole: bool) -> Standing:
        """Tell how things stand; a file that is gone was solved only when the run saw all the folder (`is_whole`)."""
        entries, gone, moved, unjudged = [], [], [], 0
        for entry in self._entries:
            place = self._found.get((entry.path, entry.fingerprint))
            how = self._how_solved(entry, is_whole=is_whole)
            if place and place != entry.path:
                entries.append(replace(entry, path=place))
                moved.append((entry.path, entries[-1]))
            elif place or how is None:
                entries.append(entry)
                unjudged += not place
            else:
                gone.append(Solved(self.today, entry.rule, entry.path, entry.owner, entry.first_day, how))
        return Standing(
            path=self._baseline.path,
            folder=self.folder,
            today=self.today,
            entries=tuple(entries),
            solved=self._baseline.solved,
            gone=tuple(gone),
            moved=tuple(moved),
            unjudged=unjudged,
        )

    def _find_moved(self, fingerprint: str) -> Entry | None:
        strays = self._by_fingerprint[fingerprint]
        free = (entry for entry in strays if (entry.path, fingerprint) not in self._found)
        return next((entry for entry in free if not self._is_there(entry.path)), None)

    def _how_solved(self, entry: Entry, *, is_whole: bool) -> str | None:
        """How an entry that wasn't met is solved; None when it isn't, or this run can't tell."""
        if entry.path not in self._judged:
            return "" if is_whole and not self._is_there(entry.path) else None
        has_rule, allowed = self._judged[entry.path]
        if not has_rule(entry.rule):
            return None
        return "allowed" if entry.fingerprint in allowed else ""

    def _is_there(self, path: str) -> bool:
        if path not in self._exist:
            self._exist[path] = os.path.lexists(os.path.join(self.folder, path))
        return self._exist[path]


def _as_owned(entry: Entry, today: str) -> Entry:
    """An entry that was given another owner by hand, as passed on today."""
    if entry.owner == entry.since[-1][1]:
        return entry
    return replace(entry, since=(*entry.since, (today, entry.owner)))
