"""Java's .properties: the values, with what their escapes and line joints say."""

import re
from collections.abc import Iterator

from policylint.documents import Segment, find_line_starts, find_position
from policylint.errors import ReadError
from policylint.readers.catalogues.key_paths import KeyedStrings
from policylint.readers.programs.strings import PAIR, unescape

_JOINT = r"\\(?:\r\n|[\r\n]|\Z)[ \t\f]*+"
_BLANK = rf"(?:[ \t\f]++|{_JOINT})*+"
_ENTRY = re.compile(
    rf"[ \t\f]*+(?:[#!][^\r\n]*+|{_BLANK}((?:[^\\=: \t\f\r\n]++|{_JOINT}|\\.)*+)"
    rf"{_BLANK}(?:[=:]{_BLANK})?+((?:[^\\\r\n]++|{_JOINT}|\\.)*+))(?:\r\n|[\r\n]|\Z)"
)
_ESCAPE = re.compile(rf"{_JOINT}|\\(?:{PAIR}|(?P<hex>u[0-9a-fA-F]{{4}})|(?P<sign>.))")
_BROKEN = re.compile(r"(?:[^\\]++|\\(?:[^u]|u[0-9a-fA-F]{4}))*+\\u")
_SIGNS = {"t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the values, each with its key.

    Raises ReadError for a code point without four digits, which Java refuses as well.
    """
    strings = KeyedStrings(segment)
    for entry in _ENTRY.finditer(segment.text):
        if entry[2]:
            key, made = (
                segment.compose(unescape(segment.text, *_check(entry, group), _ESCAPE, _SIGNS)) for group in (1, 2)
            )
            strings.add_flat(key.text, made)
    yield from strings.finish()


def _check(entry: re.Match[str], group: int) -> tuple[int, int]:
    """The range of a key or value, when all its code points are whole."""
    start, stop = entry.span(group)
    text = entry.string
    if text.find("\\u", start, stop) >= 0 and (broken := _BROKEN.match(text, start, stop)):
        line = find_position(find_line_starts(text), broken.end())[0]
        found = text[broken.end() - 2 : broken.end() + 4]
        raise ReadError(f"broken properties: found {found!r}, expected four hexadecimal digits behind '\\u'", line=line)
    return start, stop
