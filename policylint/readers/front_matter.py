"""The `key: value` lines between two `---` at the top of a text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from policylint.documents import Piece, Segment
from policylint.readers.catalogues.yaml_scalars import (
    find_indentation,
    read_block,
    read_double,
    read_plain,
    read_single,
)
from policylint.readers.flow import trim

WHOLE = "whole"  # stated where a text is a message of its own in a format that holds strings as a rule
_BLOCK = re.compile(r"\s*+---[ \t]*+(?:\r\n|\r|\n)(.{0,8000}?)(?:\r\n|\r|\n)---[ \t]*+(?=[\r\n]|\Z)", re.DOTALL)
_LINE = re.compile(r"[^\r\n]++")
_FIELD = re.compile(r"([\w.-]++)[ \t]*+:[ \t]*+")
_CONTINUED = re.compile(r"[ \t#\-]|\}")
_NAMES = {"kind": "kind", "lang": "lang", "language": "lang", "locale": "lang", "subject": "subject", "title": "title"}
_TEXTS = frozenset({"subject", "title"})
# What is shown beside the text: in the list of mails, in search results.
_BESIDE = frozenset("description preheader preview preview_text summary excerpt heading headline lead".split())
_NESTED = re.compile(r"\s*+[\w.-]++[ \t]*+:(?:\s|$)|\s*+-\s|[\[{]")
_COMMENT = re.compile(r"[ \t]++#.*+")


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
    starts = [line.start() for line in lines if line[0][0] not in " \t"]
    ranges = zip(starts, [*starts[1:], block.end(1)], strict=True)
    return [made for start, stop in ranges for made in _read_field(segment, start, stop)], block.end()


def _read_field(segment: Segment, start: int, stop: int) -> Iterator[Segment]:
    """Read a field with the lines that go on with it."""
    field = _FIELD.match(segment.text, start, stop)
    key = field[1].lower() if field else ""
    name = _NAMES.get(key, "")
    if field is None or not (name or key in _BESIDE):
        return
    value = segment.compose(_read_value(segment.text, field.end(), stop))
    for made in trim(replace(value, role="title" if name else "p", context=field[1])):
        if name:
            yield state(segment, name, made.text)
        if name in _TEXTS or not name:
            yield made


def _read_value(text: str, start: int, stop: int) -> Iterator[Piece]:
    """Yield what a value of YAML says, in whichever style it is written."""
    value = text[start:stop].rstrip()
    stop = start + len(value)
    if value[:1] in ("|", ">"):
        yield from read_block(text, start, stop, find_indentation(text, start, stop, "x"))
    elif len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        yield from (read_single if value[0] == "'" else read_double)(text, start + 1, stop - 1)
    elif not _NESTED.match(value):
        comment = _COMMENT.search(value)
        yield from read_plain(text, start, start + comment.start() if comment else stop)


def state(segment: Segment, name: str, value: str) -> Segment:
    """Make the segment that states a fact about the whole document."""
    return replace(segment.cut(0, 0), role="meta", meta=((name, value),))
