"""Findings -> findings told once: a passage that stands on many pages is one fault to mend, not thousands."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policylint.findings import Finding

FEWEST_FILES = 5
_ENOUGH_WORDS = 6  # an excerpt this long is known again by itself; a shorter one by the words around it
_REACH = 60
_TAGS = re.compile(r"^[^<>]*>|<[^<>]*>|<[^<>]*$")


@dataclass(frozen=True, slots=True)
class Folded:
    """A finding, and the same one on other pages, in order of path and place."""

    finding: Finding
    others: tuple[Finding, ...] = ()


def fold(findings: Iterable[Finding], sources: Mapping[str, str]) -> list[Folded]:
    """Put the findings together that many files share: the same words under the same rule; the rest stays single.

    `sources` are texts by path. What a text lacks is never shared.
    """
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_key(finding, sources.get(finding.path, "")), []).append(finding)
    folded = []
    for group in groups.values():
        if len({finding.path for finding in group}) >= FEWEST_FILES:
            folded.append(Folded(group[0], tuple(group[1:])))
        else:
            folded.extend(map(Folded, group))
    return sorted(folded, key=lambda each: (each.finding.path, each.finding.span, each.finding.rule))


def _key(finding: Finding, source: str) -> tuple[str, ...]:
    """What findings have in common that are one fault."""
    span = finding.span
    words = finding.excerpt.casefold().split()
    if not words:
        return finding.rule, finding.path, finding.fingerprint
    before = after = ""
    if len(words) < _ENOUGH_WORDS:
        before = _TAGS.sub(" ", source[max(0, span.start - _REACH) : span.start])
        after = _TAGS.sub(" ", source[span.stop : span.stop + _REACH])
    owned = finding.level, finding.owner, finding.until
    return finding.rule, *owned, " ".join(before.split()), " ".join(words), " ".join(after.split())
