"""The `key: value` lines between two `---` at the top of a text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from policylint.documents import Segment
from policylint.readers.flow import trim

_BLOCK = re.compile(r"\s*+---[ \t]*+(?:\r\n|\r|\n)(.{0,8000}?)(?:\r\n|\r|\n)---[ \t]*+(?=[\r\n]|\Z)", re.DOTALL)
_LINE = re.compile(r"[^\r\n]++")
_FIELD = re.compile(r"([\w.-]++)[ \t]*+:[ \t]*+(.*?)[ \t]*+$", re.DOTALL)
_CONTINUED = re.compile(r"[ \t#\-]|\}")
_NAMES = {"kind": "kind", "lang": "lang", "language": "lang", "locale": "lang", "subject": "subject", "title": "title"}
_TEXTS = frozenset({"subject", "title"})


def read_front_matter(segment: Segment) -> tuple[list[Segment], int]:
    """Read the front matter of a text: its segments, and the offset behind it (0 when there is none)."""
    if segment.text.lstrip()[:3] != "---":
        return [], 0
    block = _BLOCK.match(segment.text)
    if block is None:
        return [], 0
    lines = list(_LINE.finditer(segment.text, *block.span(1)))
    if not lines or not _FIELD.match(lines[0][0]):
        return [], 0
    if not all(_FIELD.match(line[0]) or _CONTINUED.match(line[0]) for line in lines):
        return [], 0
    return [made for line in lines for made in _read_field(segment, line.start(), line[0])], block.end()


def _read_field(segment: Segment, at: int, line: str) -> Iterator[Segment]:
    field = _FIELD.match(line)
    name = _NAMES.get(field[1].lower()) if field else None
    if field is None or name is None:
        return
    start, stop = field.span(2)
    if stop - start > 1 and line[start] == line[stop - 1] and line[start] in "'\"":
        start, stop = start + 1, stop - 1
    value = replace(segment.cut(at + start, at + stop), role="title", context=field[1])
    for made in trim(value):
        yield state(segment, name, made.text)
        if name in _TEXTS:
            yield made


def state(segment: Segment, name: str, value: str) -> Segment:
    """Make the segment that states a fact about the whole document."""
    return replace(segment.cut(0, 0), role="meta", meta=((name, value),))
