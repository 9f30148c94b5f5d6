"""How a finding is said better: the stretch that a fix changes, before and after."""

from dataclasses import dataclass

from policylint.findings import Finding, Report
from policylint.reporters.characters import shorten
from policylint.reporters.edits import merge_edits
from policylint.reporters.phrases import SAFETIES

_LONGEST = 600
_LEFT_OUT = "(left out)"


@dataclass(frozen=True, slots=True)
class Reworded:
    """A stretch of a text and what is to stand there, each of some length; `how` tells how far to trust it."""

    how: str
    before: str
    after: str
    decide: str


class Rewordings:
    """Tells the rewrites of a report."""

    def __init__(self, report: Report) -> None:
        self._sources = dict(report.sources)

    def find(self, finding: Finding) -> Reworded | None:
        """Find what a finding's fix makes of its stretch of the text; None when it has no fix, or no source is left."""
        fix, source = finding.fix, self._sources.get(finding.path, "")
        if not fix or not fix.edits or not source:
            return None
        edit = merge_edits(source, fix)
        before = source[edit.span.start : edit.span.stop].strip()
        return Reworded(
            SAFETIES[fix.safety],
            shorten(before, _LONGEST),
            shorten(edit.text.strip(), _LONGEST) or _LEFT_OUT,
            fix.decide,
        )
