"""Apple's .strings: `"key" = "value";`, with comments between."""

import re
from collections.abc import Iterator

from policylint.documents import Segment, find_line_starts, find_position
from policylint.errors import ReadError
from policylint.readers.catalogues.key_paths import KeyedStrings
from policylint.readers.programs.strings import PAIR, unescape

_GAP = r"(?:\s++|//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+"
_STRING = r"\"(?:[^\"\\]++|\\[\s\S])*+\"|'(?:[^'\\]++|\\[\s\S])*+'|[\w$.:-][\w$./:-]*+"
_ENTRY = re.compile(rf"{_GAP}(?:({_STRING}){_GAP}(?:(=){_GAP}({_STRING})?+{_GAP})?+(;)?+|[{{}}]|\Z)?+")
_ESCAPE = re.compile(rf"\\(?:{PAIR}|(?P<hex>[uU][0-9a-fA-F]{{4}})|(?P<octal>[0-7]{{1,3}})|(?P<sign>[\s\S]))")
_SIGNS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the values, each with its key; a key that has no value is its own.

    Raises ReadError where anything else stands, as Apple's tools do.
    """
    strings = KeyedStrings(segment)
    at = 0
    while at < len(segment.text):
        entry = _ENTRY.match(segment.text, at)
        assert entry is not None
        _check(entry)
        at = entry.end()
        if entry[1]:
            key, value = _decode(segment, entry.span(1)), _decode(segment, entry.span(3 if entry[3] else 1))
            strings.add_flat(key.text, value)
    yield from strings.finish()


def _check(entry: re.Match[str]) -> None:
    """Raise ReadError where an entry is not whole."""
    text, at = entry.string, entry.end()
    if entry[1] is None:
        if at == len(text) or entry[0][-1:] in ("{", "}"):
            return
        expected = "a key"
    elif entry[2] and entry[3] is None:
        at = entry.start(4) if entry[4] else at
        expected = "a value"
    elif entry[4]:
        return
    else:
        expected = "';'" if entry[3] else "'='"
    found = repr(text[at]) if at < len(text) else "the end of the file"
    is_open = expected[0] == "a" and found in ("'\"'", '"\'"')
    words = "a string is never closed" if is_open else f"found {found}, expected {expected}"
    raise ReadError(f"broken strings: {words}", line=find_position(find_line_starts(text), at)[0])


def _decode(segment: Segment, literal: tuple[int, int]) -> Segment:
    start, stop = literal
    if segment.text[start] in "\"'":
        start, stop = start + 1, stop - 1
    return segment.compose(unescape(segment.text, start, stop, _ESCAPE, _SIGNS))
