"""The worst first, where a format has no room for all findings."""

from collections import Counter
from collections.abc import Iterable

from policylint.findings import LEVELS, Finding
from policylint.reporters.phrases import count


def rank(finding: Finding) -> int:
    """Rank a finding by its level, to sort by: errors before warnings before notes."""
    return -LEVELS.index(finding.level)


def count_levels(findings: Iterable[Finding]) -> str:
    """Say how many findings there are of each level, the worst first."""
    levels = Counter(finding.level for finding in findings)
    return ", ".join(count(levels[level], level) for level in reversed(LEVELS) if levels[level])
