"""The characters of a PDF page -> stretches of text on one line, where they stand and what they look like."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from policylint.readers.packed.unpacking import Look

HYPHEN = "\x02"  # what pdfium gives for a hyphen at the end of a line that divides a word
_WIDE = 2.5  # a gap of so many times the size of the letters is no space between words
_HALF = re.compile("[\ud800-\udfff]")
_NO_BREAK = "\u00a0"  # what it joins is one word on paper
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


@dataclass(slots=True)
class Line:
    """A stretch of text that stands on one line; boxes are in points, from the lower left corner of the page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    base: float
    parts: list[tuple[str, Look]] = field(default_factory=list)
    length: int = 0
    first_word: float = 0.0  # the width of it
    has_space: bool = False

    def stretch(self, box: Any) -> None:
        """Make room for the box of another character."""
        self.right = max(self.right, box.right)
        self.left = min(self.left, box.left)
        self.top = max(self.top, box.top)
        self.bottom = min(self.bottom, box.bottom)

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(text for text, _ in self.parts)

    @property
    def size(self) -> float:
        """The size that most of it is in."""
        return max(self.parts, key=lambda part: len(part[0]))[1].size or 1.0

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        box = " ".join(f"{edge:.0f}" for edge in (self.left, self.bottom, self.right, self.top))
        return f"page {self.page}, box {box}"


class _Writer:
    """Puts the characters of one line together."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._line: Line | None = None
        self._look = Look()
        self._letters: list[str] = []

    def finish(self) -> Iterator[Line]:
        self._flush()
        if self._line and not self._line.text.isspace():
            if not self._line.has_space:
                self._line.first_word = self._line.right - self._line.left
            yield self._line
        self._line = None

    def is_far(self, box: Any, size: float) -> bool:
        """Whether a character can't belong to the line: it stands far behind its end, or before its beginning."""
        line = self._line
        return line is not None and (box.left - line.right > _WIDE * size or box.right < line.left)

    def add(self, letter: str, box: Any, look: Look) -> None:
        line = self._line
        if line is None:
            line = self._line = Line(self._page, box.left, box.bottom, box.right, box.top, base=box.bottom)
        if look is not self._look and look != self._look:
            self._flush()
            self._look = look
        self._letters.append(letter)
        line.stretch(box)

    def add_space(self) -> None:
        line = self._line
        if line is None or (self._letters and self._letters[-1] == " "):
            return
        if not line.has_space:
            line.has_space, line.first_word = True, line.right - line.left
        self._letters.append(" ")

    def _flush(self) -> None:
        if self._line and self._letters:
            text = _pair("".join(self._letters))
            self._line.parts.append((text, self._look))
            self._line.length += len(text)
        self._letters = []


def _pair(text: str) -> str:
    """Make one character of the two halves that pdfium gives for those beyond 16 bits."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _HALF.search(text) else text


def read_lines(textpage: Any, page: int) -> Iterator[Line]:
    """Yield the lines of a page in pdfium's order, each divided at wide gaps."""
    characters = _Characters(textpage)
    writer = _Writer(page)
    for index in range(textpage.count_chars()):
        letter = characters.letter(index)
        if letter in "\r\n":
            yield from writer.finish()
        elif letter.isspace() and letter != _NO_BREAK:
            writer.add_space()
        elif letter >= " " or letter == HYPHEN:
            look = characters.look(index)
            box = characters.box(index)
            if writer.is_far(box, look.size or 1.0):
                yield from writer.finish()
            writer.add(_LIGATURES.get(letter, letter), box, look)
            if letter == HYPHEN:
                yield from writer.finish()
    yield from writer.finish()


class _Characters:
    """What pdfium knows of each character; the look is asked for once for each text object."""

    def __init__(self, textpage: Any) -> None:
        from pypdfium2 import raw

        self._raw, self._page = raw, textpage.raw
        self._box = raw.FS_RECTF()
        self._object, self._look = -1, Look()

    def letter(self, index: int) -> str:
        code = self._raw.FPDFText_GetUnicode(self._page, index)
        return HYPHEN if code == 0xFFFE else chr(code) if code < 0x110000 else "\ufffd"

    def box(self, index: int) -> Any:
        """The box of a character, good until the next one is asked for."""
        self._raw.FPDFText_GetLooseCharBox(self._page, index, self._box)
        return self._box

    def look(self, index: int) -> Look:
        found = self._raw.FPDFText_GetTextObject(self._page, index)
        address = ctypes.addressof(found.contents) if found else 0
        if address != self._object:
            self._object, self._look = address, Look(self._size(index), self._color(index))
        return self._look

    def _size(self, index: int) -> float:
        """The size as it is seen: pdfium's own is before the text is scaled."""
        matrix = self._raw.FS_MATRIX()
        size: float = self._raw.FPDFText_GetFontSize(self._page, index)
        if self._raw.FPDFText_GetMatrix(self._page, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
        return round(size, 1)

    def _color(self, index: int) -> str:
        shades = [ctypes.c_uint() for _ in "rgba"]
        if not self._raw.FPDFText_GetFillColor(self._page, index, *shades):
            return ""
        return "#" + "".join(f"{shade.value:02x}" for shade in shades[:3])
