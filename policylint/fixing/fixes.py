"""What fixing gives: answers, what was applied, what was left and why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from policylint.documents import Document
from policylint.findings import Edit, Failure, Finding

APPLY, SKIP, ALLOW, QUIT = "apply", "skip", "allow", "quit"


@dataclass(frozen=True, slots=True)
class Checked:
    """A document, read whole, and what is found in it."""

    document: Document
    findings: tuple[Finding, ...]


class Reader(Protocol):
    """Reads sources that stand in the place of a file's own, and judges what was read."""

    def read(self, source: str) -> Document:
        """Read a source whole; raises ReadError when it is broken, WriteError when the file can't hold it."""
        ...

    def judge(self, document: Document) -> tuple[Finding, ...]:
        """Tell what is found in a document, in order of place."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """The fix of a finding, and its edits as the file would write them; `is_own` if a person chose the words."""

    finding: Finding
    written: tuple[Edit, ...]
    is_own: bool = False

    @property
    def said(self) -> tuple[Edit, ...]:
        """The edits as they are meant."""
        return self.finding.fix.edits if self.finding.fix else ()

    @property
    def is_removal(self) -> bool:
        """Whether words are taken out and none put in their place, but for a capital letter behind them."""
        return all(len(edit.text) <= 1 for edit in self.said)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says to a proposal: `text` is their own rewrite, or the reason for which a fault is allowed."""

    action: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A finding that was left as it is, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A source before and after the fixes that were applied to it, in order, and the findings that are left in it.

    `lost` are the placeholders that went with a sentence that was taken out, and its addresses, phone numbers, links.
    """

    original: str
    source: str
    applied: tuple[Finding, ...] = ()
    left: tuple[Left, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The values that a person has to fill in, each once."""
        return tuple(dict.fromkeys(name for finding in self.applied if finding.fix for name in finding.fix.unknown))


@dataclass(frozen=True, slots=True)
class FixedFile:
    """What came of fixing one file: `before` and `after` are its bytes; `failures` tell why it is as it was.

    `failing` counts the findings that are left and reach the fail level of the configuration the file is under.
    """

    path: str
    location: str = ""
    before: bytes = b""
    after: bytes = b""
    fixed: Fixed | None = None
    skipped: str = ""
    failing: int = 0
    failures: tuple[Failure, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether there is something to write."""
        return self.before != self.after


Ask = Callable[[Finding, Document], Answer]
