"""A rewrite in lines as wide, as far in and joined as those of the text that it stands in."""

import re
import textwrap
from dataclasses import dataclass

from policylint.documents import BREAK, Document, Segment
from policylint.spans import Span

_LINE_END = re.compile(r"\r\n|\r|\n")
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$?\{[^{}]*\}|\[[^\[\]]*\]|<[^<>]*>")
_JOINT = re.compile(
    r"""[ \t]*["'`]?[ \t]*[+\\.&]?[ \t]*(?:\r\n|\r|\n)[ \t]*(?:>[ \t]?)*[ \t]*[+.&]?[ \t]*["'`]?[ \t]*"""
)
_LONGEST_JOINT = 80
_NARROWEST = 40
_HELD, _INDENT = "\x01", "\x02"  # a space that may not be broken at, and one that takes room only


@dataclass(frozen=True, slots=True)
class Lines:
    """A text in lines, the joint that stands between two of them, and the span of the source they stand in for."""

    lines: tuple[str, ...]
    joint: str
    span: Span
    ends_line: bool = False


def wrap(text: str, document: Document, segment: Segment, span: Span) -> Lines:
    """Lay out a text that stands in for a span of a segment; in lines, if the segment is in several."""
    joint = _find_joint(document.source, segment)
    if not text or not joint or _LINE_END.search(text):
        return Lines((text,), "", span)
    source = document.source
    head, tail = _LINE_END.split(joint)
    before = span.start - _line_start(source, span.start)
    width = max(_NARROWEST, _width(source, segment)) - len(head.rstrip())
    held = _PLACEHOLDER.sub(lambda found: found[0].replace(" ", _HELD), text)
    wrapped = textwrap.wrap(
        _INDENT * before + held, width, subsequent_indent=_INDENT * len(tail), break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    lines = tuple(line.replace(_INDENT, "").replace(_HELD, " ") for line in wrapped)
    rest = source[span.stop : _line_stop(source, span.stop)]
    if rest[:1] == " " and len(rest.rstrip()) > max(width - len(wrapped[-1]), 1) and not head.strip():
        return Lines(lines, joint, Span(span.start, span.stop + 1), ends_line=True)
    return Lines(lines, joint, span)


def _find_joint(source: str, segment: Segment) -> str:
    """What stands between two lines of a segment and says a space: its line end, what joins strings, a mark of quotes.

    Empty when the segment is on one line.
    """
    places, text = segment.source_map, segment.text
    whole = places.span(0, len(text))
    if _LINE_END.search(source, whole.start, whole.stop) is None:
        return ""
    last = -1
    for at, character in enumerate(text):
        if character.isspace() or places.kind(at) == BREAK:
            continue
        start, stop = (places.stop(last), places.start(at)) if last >= 0 else (0, 0)
        if 0 < stop - start <= _LONGEST_JOINT:
            joint = source[start:stop]
            if _JOINT.fullmatch(joint):
                return joint if at - last > 1 else f" {joint}"
        last = at
    return ""


def _width(source: str, segment: Segment) -> int:
    """The length of the longest line that a segment is on."""
    whole = segment.source_map.span(0, len(segment.text))
    lines = source[_line_start(source, whole.start) : _line_stop(source, whole.stop)]
    return max(len(line) for line in _LINE_END.split(lines))


def _line_start(source: str, at: int) -> int:
    return max(source.rfind("\n", 0, at), source.rfind("\r", 0, at)) + 1


def _line_stop(source: str, at: int) -> int:
    end = _LINE_END.search(source, at)
    return end.start() if end else len(source)
