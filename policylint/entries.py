"""What a baseline holds: faults that were here before, who has them and until when; and what became of others."""

from dataclasses import dataclass

NOBODY = "nobody"  # how a missing owner is written and shown


@dataclass(frozen=True, slots=True)
class Entry:
    """A fault that its owner has until the end of a day to solve or pass on. Days are ISO dates.

    `path` is relative to the baseline's folder, with forward slashes. `since` tells who has had it from which day, the
    first one being the day it was written down; `owner` is empty when nobody is known. `note` is people's own.
    """

    rule: str
    path: str
    fingerprint: str
    owner: str
    until: str
    since: tuple[tuple[str, str], ...]
    excerpt: str = ""
    note: str = ""

    @property
    def first_day(self) -> str:
        """The day on which it was written down."""
        return self.since[0][0]


@dataclass(frozen=True, slots=True)
class Solved:
    """A fault that is gone since a day, who had it then, and since when it was known.

    `how` is empty, or `allowed` when the fault is still there but a comment in the text allows it.
    """

    day: str
    rule: str
    path: str
    owner: str
    since: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stood with a baseline after a run: all its entries as they are now, and what is solved.

    `path` is the baseline's own, as users see it, `folder` what the entries' paths are relative to. `solved` is its
    history; `gone` was found to be solved in this run and still has an entry in the file. `moved` are the old paths
    of entries whose file has another name now, `unjudged` counts entries that this run couldn't tell anything about.
    """

    path: str
    folder: str
    today: str
    entries: tuple[Entry, ...]
    solved: tuple[Solved, ...] = ()
    gone: tuple[Solved, ...] = ()
    moved: tuple[tuple[str, Entry], ...] = ()
    unjudged: int = 0
