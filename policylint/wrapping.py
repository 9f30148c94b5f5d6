"""A rewrite in lines as wide, as far in and joined as those of the text that it stands in."""

import re
import textwrap

from policylint.documents import BREAK, Document, Segment
from policylint.findings import Edit
from policylint.spans import Span

_LINE_END = re.compile(r"\r\n|\r|\n")
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$?\{[^{}]*\}|\[[^\[\]]*\]|<[^<>]*>")
_LONGEST_JOINT = 80
_NARROWEST = 40
_HELD, _INDENT = "\x01", "\x02"  # a space that may not be broken at, and one that takes room only


def wrap(text: str, document: Document, segment: Segment, span: Span) -> Edit:
    """Put a text in place of a span of a segment; in lines, if the segment is in several."""
    joint = _find_joint(document.source, segment)
    if not text or not joint or _LINE_END.search(text):
        return Edit(span, text)
    source = document.source
    head, tail = _LINE_END.split(joint)
    before = span.start - _line_start(source, span.start)
    width = max(_NARROWEST, _width(source, segment)) - len(head)
    held = _PLACEHOLDER.sub(lambda found: found[0].replace(" ", _HELD), text)
    lines = textwrap.wrap(
        _INDENT * before + held, width, subsequent_indent=_INDENT * len(tail), break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    room = width - len(lines[-1])
    said = joint.join(line.replace(_INDENT, "").replace(_HELD, " ") for line in lines)
    rest = source[span.stop : _line_stop(source, span.stop)]
    if rest[:1] == " " and len(rest.rstrip()) > max(room, 1) and not head.strip():
        return Edit(Span(span.start, span.stop + 1), said + joint)
    return Edit(span, said)


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
            if len(_LINE_END.findall(joint)) == 1 and "<" not in joint:
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
