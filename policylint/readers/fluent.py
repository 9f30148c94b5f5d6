"""Fluent: messages, terms and their attributes; each variant of a choice is text.

As for Fluent itself, an entry with a fault in it is none, and what stands around it is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policylint.documents import PLACEHOLDER, Piece, Segment
from policylint.readers.expressions import divide, name_placeholder
from policylint.readers.key_paths import KeyedStrings
from policylint.readers.strings import unescape

_NAME = r"[A-Za-z][A-Za-z0-9_-]*+"
_BLANK = r"(?: |\r?\n)*+"
_STRING = r"\"(?:[^\"\\\n]++|\\(?:[\"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}))*+\""
_ENTRY = re.compile(rf"^(-?{_NAME}) *+=", re.MULTILINE)
_ATTRIBUTE = re.compile(rf"{_BLANK}(\.{_NAME}) *+=")
_SPACES = re.compile(r" *+")
_GAP = re.compile(_BLANK)
_TEXT = re.compile(r"(?:[^{}\r\n]++|\r(?!\n))++")
# A line that goes on with the text of the one before.
_NEXT_LINE = re.compile(r"(?:\r?\n(?: *+\r?\n)*+)( *+)(?:(?=\{)|(?<= )(?![}.\[*]|\Z))")
_LITTLE = rf"\((?:[^()\"{{}}]++|{_STRING})*+\)"
_LESS = rf"\((?:[^()\"{{}}]++|{_STRING}|{_LITTLE})*+\)"
_ARGUMENTS = rf"\((?:[^()\"{{}}]++|{_STRING}|{_LESS})*+\)"
_EXPRESSION = re.compile(rf"{_STRING}|-?[0-9]++(?:\.[0-9]++)?|[-$]?{_NAME}(?:\.{_NAME})?+(?:{_BLANK}{_ARGUMENTS})?+")
_CHOICE = re.compile(r"-> *+(?=\r?\n)")
_VARIANT = re.compile(rf"(\*?)\[{_BLANK}(?:-?[0-9]++(?:\.[0-9]++)?|{_NAME}){_BLANK}\]")
_ESCAPE = re.compile(r"\\(?:(?P<hex>u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6})|(?P<sign>.))")


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the texts of messages, terms and attributes, each with its identifier."""
    if segment.role == "meta":
        yield segment
        return
    strings = KeyedStrings(segment)
    at = 0
    while entry := _ENTRY.search(segment.text, at):
        try:
            texts, at = _read_entry(segment.text, entry)
        except _JunkError as junk:
            # An entry may begin on the line on which another one broke off.
            at = max(segment.text.rfind("\n", entry.end(), junk.at), entry.end())
            continue
        for path, pieces in texts:
            strings.add_flat(path, segment.compose(pieces))
    yield from strings.finish()


class _JunkError(Exception):
    """Something else stands at an offset where a part of an entry was expected."""

    def __init__(self, at: int) -> None:
        self.at = at
        super().__init__(at)


@dataclass(slots=True)
class _Pattern:
    """A text that is being read: the lines that it was continued on, by their pieces, and their least indent."""

    breaks: list[tuple[int, str, int]] = field(default_factory=list)
    indent: int | None = None


@dataclass(slots=True)
class _Placeable:
    """What stands between braces: where it begins, what it shows, and of a choice, how far its variants were read."""

    start: int
    shown: tuple[int, int] | None = None
    is_nested: bool = False
    done: int | None = None
    has_variants: bool = False
    has_default: bool = False


def _read_entry(text: str, entry: re.Match[str]) -> tuple[list[tuple[str, list[Piece]]], int]:
    """Read the value and attributes of a message or term: the pieces of each, and the offset behind."""
    texts = []
    value = _Value(text)
    if (at := value.read(entry.end())) is not None:
        texts.append((entry[1], value.pieces))
    ...
