"""What goes with words that are taken out: the tags, the bullet and the line that would be left empty."""

import re
from collections.abc import Sequence

from policylint.spans import Span

_TAG_BEFORE = re.compile(
    r"<(li|ul|ol|p|div|dd|dt|dl|blockquote|h[1-6]|small|span|font|center|b|strong|em|i|u)\b[^<>]*>\s*\Z", re.IGNORECASE
)
_INLINE = re.compile(r"<(b|strong|em|i|u|span|font|small|mark)\b[^<>]*>\Z", re.IGNORECASE)
_BULLET = re.compile(r"[ \t]*(?:>[ \t]?)*(?:(?:[-*+•–—]|\d{1,3}[.)])[ \t]+)?\Z")
_REST = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_BLANK_BEFORE = re.compile(r"(?:\A|\r\n|\n|\r)(?:[ \t]*(?:>[ \t]?)*[ \t]*(?:\r\n|\n|\r))\Z")
_BLANK = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:\r\n|\n|\r)")
_REACH = 300


def widen(source: str, span: Span) -> Span:
    """Widen a span over the tags or the bullet that would be left empty, and the line with one blank line."""
    start, stop = span.start, span.stop
    while tag := _TAG_BEFORE.search(source, max(0, start - _REACH), start):
        end = re.compile(rf"\s*</{tag[1]}\s*>", re.IGNORECASE).match(source, stop)
        if end is None:
            break
        start, stop = tag.start(), end.end()
    line = max(source.rfind("\n", 0, start), source.rfind("\r", 0, start)) + 1
    end = _REST.match(source, stop)
    if end and _BULLET.match(source, line, start):
        start, stop = line, end.end()
        if _BLANK_BEFORE.search(source, max(0, start - _REACH), start) and (blank := _BLANK.match(source, stop)):
            stop = blank.end()
    return Span(start, stop)


def widen_inline(source: str, span: Span, others: Sequence[Span]) -> Span:
    """Widen a span over the inline tags that hold nothing else."""
    start, stop = span.start, span.stop
    while tag := _INLINE.search(source, max(0, start - _REACH), start):
        end = re.compile(rf"</{tag[1]}\s*>", re.IGNORECASE).match(source, stop)
        wider = Span(tag.start(), end.end()) if end else None
        if wider is None or any(other.overlaps(wider) for other in others if other != span):
            break
        start, stop = wider.start, wider.stop
    return Span(start, stop)
