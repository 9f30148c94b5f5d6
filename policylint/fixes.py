"""What fixing gives: answers, what was applied, what was left and why."""

from collections.abc import Callable
from dataclasses import dataclass

from policylint.documents import Document
from policylint.findings import Failure, Finding

APPLY, SKIP, ALLOW, QUIT = "apply", "skip", "allow", "quit"


@dataclass(frozen=True, slots=True)
class Checked:
    """A document, read whole, and what is found in it."""

    document: Document
    findings: tuple[Finding, ...]


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
    """A source before and after the fixes that were applied to it, in order, and the findings that are left in it."""

    original: str
    source: str
    applied: tuple[Finding, ...] = ()
    left: tuple[Left, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The values that a person has to fill in, each once."""
        return tuple(dict.fromkeys(name for finding in self.applied if finding.fix for name in finding.fix.unknown))


@dataclass(frozen=True, slots=True)
class FixedFile:
    """What came of fixing one file: `before` and `after` are its bytes; `failures` tell why it is as it was."""

    path: str
    location: str = ""
    before: bytes = b""
    after: bytes = b""
    fixed: Fixed | None = None
    skipped: str = ""
    failures: tuple[Failure, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether there is something to write."""
        return self.before != self.after


Ask = Callable[[Finding, Document], Answer]
