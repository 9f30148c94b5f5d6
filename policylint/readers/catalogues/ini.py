"""Language files of `key = value` lines below `[sections]`, as Python's configparser and PHP read them."""

import re
from collections.abc import Iterator

from policylint.documents import Piece, Segment
from policylint.readers.catalogues.key_paths import KeyedStrings
from policylint.readers.programs.strings import unescape

_LINE = re.compile(r"([^\S\r\n]*+)([^\r\n]*+)")
_LINE_END = re.compile(r"[^\r\n]*+(?:\r\n|[\r\n]|\Z)")
_SECTION = re.compile(r"\[([^\r\n]+)\]")
_OPTION = re.compile(r"([^\r\n=:]++)[=:][^\S\r\n]*+")
_QUOTED = re.compile(
    r"(?:\"((?:[^\"\\]++|\\[\s\S]|\"_QQ_\"|\"\"_QQ_\"\")*+)\"|'([^'\r\n]*+)')[ \t]*+(?:[;#][^\r\n]*+)?(?=[\r\n]|\Z)"
)
_COMMENT = re.compile(r"\s;")
_ESCAPE = re.compile(r"(?P<sign>\\[nrt])")
# Joomla's files write a quotation mark in this way.
_QUOTED_ESCAPE = re.compile(r"(?P<sign>\\[nrt\"'\\]|\"\"_QQ_\"\"|\"_QQ_\"|_QQ_)")
_SIGNS = {"\\n": "\n", "\\r": "\r", "\\t": "\t", '\\"': '"', "\\'": "'", "\\\\": "\\"}
_SIGNS |= dict.fromkeys(('""_QQ_""', '"_QQ_"', "_QQ_"), '"')


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the values, each with its section and key.

    A line that is set in deeper than the key goes on with its value; a value without quotation marks ends at a
    semicolon behind white space. Lines that are none of these are passed over.
    """
    yield from _Scanner(segment).scan().finish()


class _Scanner:
    """Goes through the lines of a file and collects their values."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._text = segment.text
        self._strings = KeyedStrings(segment)
        self._section = ""
        self._path = ""  # of the value that lines may go on with; empty when there is none
        self._indent = 0
        self._pieces: list[Piece] = []
        self._place = 0  # behind its last line
        self._breaks = 0

    def scan(self) -> KeyedStrings:
        """Read all lines."""
        at = 0
        while at < len(self._text):
            line = _LINE.match(self._text, at)
            assert line is not None
            end = _LINE_END.match(self._text, self._take(line))
            assert end is not None
            at = end.end()
        self._close_value()
        return self._strings

    def _take(self, line: re.Match[str]) -> int:
        """Take a line, and give the offset that it was read to."""
        start, stop = line.span(2)
        if start == stop:
            self._breaks += 1
        elif self._text[start] in "#;":
            pass
        elif self._path and start - line.start() > self._indent:
            self._add_line(start, stop)
        else:
            self._close_value()
            self._indent = start - line.start()
            if section := _SECTION.match(self._text, start, stop):
                self._section = f"{section[1]}."
            elif option := _OPTION.match(self._text, start, stop):
                return self._open_value(option, stop)
        return stop

    def _open_value(self, option: re.Match[str], stop: int) -> int:
        path = self._section + option[1].strip().strip("\"'")
        if quoted := _QUOTED.match(self._text, option.end()):
            double = quoted[1] is not None
            start, end = quoted.span(1 if double else 2)
            pieces = unescape(self._text, start, end, _QUOTED_ESCAPE, _SIGNS) if double else [Piece(start, end)]
            self._strings.add_flat(path, self._segment.compose(pieces))
            return quoted.end()
        self._path, self._breaks = path, 0
        self._add_line(option.end(), stop)
        return stop

    def _add_line(self, start: int, stop: int) -> None:
        """Add a line of a value without quotation marks."""
        comment = _COMMENT.search(self._text, start - 1, stop)
        stop = start + len(self._text[start : comment.start() if comment else stop].rstrip())
        if self._breaks:
            self._pieces.append(Piece(self._place, start, "\n" * self._breaks))
        self._pieces += unescape(self._text, start, stop, _ESCAPE, _SIGNS)
        self._place, self._breaks = stop, 1

    def _close_value(self) -> None:
        if self._pieces:
            self._strings.add_flat(self._path, self._segment.compose(self._pieces))
        self._path, self._pieces = "", []
