"""What is unpacked from a file that isn't text: paragraphs, one after the other, as a source with its segments."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from policylint.documents import PLACEHOLDER, Link, Piece, Segment, Style
from policylint.readers import Loaded
from policylint.readers.flow import trim
from policylint.readers.tags.expressions import name_placeholder
from policylint.spans import Span

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LINE_ENDS = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks; None leaves it to what lies below."""

    size: float | None = None
    color: str | None = None
    is_hidden: bool | None = None
    is_raised: bool | None = None

    def over(self, below: "Look") -> "Look":
        """This look where it says something, else the one below."""
        return Look(
            below.size if self.size is None else self.size,
            below.color if self.color is None else self.color,
            below.is_hidden if self.is_hidden is None else self.is_hidden,
            below.is_raised if self.is_raised is None else self.is_raised,
        )


UNSAID = Look()


@dataclass(slots=True)
class _Stretch:
    """A part of a paragraph that looks alike and stands at one place."""

    start: int
    stop: int
    look: Look
    place: str

    def style(self, offset: int) -> Style:
        """The style of the stretch in a paragraph that begins at an offset of the source."""
        span = Span(offset + self.start, offset + self.stop)
        return Style(span, self.look.size or 0.0, self.look.color or "", self.place)


@dataclass(slots=True)
class Paragraph:
    """What people read as one unit, under construction.

    `lead` counts the characters in front that are no part of the prose, as the mark of a footnote.
    """

    role: str = "p"
    context: str = ""
    lead: int = 0
    length: int = 0
    parts: list[str] = field(default_factory=list)
    stretches: list[_Stretch] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    stand_ins: list[Piece] = field(default_factory=list)

    def add(self, text: str, look: Look, place: str) -> None:
        """Add text that looks alike, unless nobody sees it; a line end in it is a line break."""
        if look.is_hidden or not text:
            return
        if look.is_raised and text.isdecimal():
            text = text.translate(_RAISED)
        start = self.length
        self.length += len(text)
        self.parts.append(text)
        last = self.stretches[-1] if self.stretches else None
        if last and last.place == place and last.look == look:
            last.stop = self.length
        else:
            self.stretches.append(_Stretch(start, self.length, look, place))

    def end_with(self, text: str) -> None:
        """Put text in the place of the last character."""
        self.parts[-1] = self.parts[-1][:-1] + text
        self.length += len(text) - 1
        self.stretches[-1].stop = self.length

    def said_since(self, start: int) -> str:
        """What was added from `start` on."""
        parts: list[str] = []
        at = self.length
        for part in reversed(self.parts):
            if at <= start:
                break
            parts.append(part)
            at -= len(part)
        return "".join(reversed(parts))

    def link(self, start: int, target: str) -> None:
        """Make a link of all that was added from `start` on."""
        if start < self.length and target:
            self.links.append(Link(start, self.length, target))

    def stand_in(self, start: int, name: str) -> None:
        """Say that what was added from `start` on is what a field of this name shows."""
        while self.stand_ins and self.stand_ins[-1].start >= start:
            self.stand_ins.pop()
        if start < self.length:
            self.stand_ins.append(Piece(start, self.length, name_placeholder(name), PLACEHOLDER))


def join(paragraphs: Sequence[Paragraph], format: str, unread: Iterable[tuple[int, str]] = ()) -> Loaded:
    """Put paragraphs together, each on a line of its own."""
    source = "".join(f"{''.join(paragraph.parts)}\n" for paragraph in paragraphs)
    return Loaded(source, "utf-8", format, tuple(_cut(source, paragraphs)), tuple(unread))


def _cut(source: str, paragraphs: Iterable[Paragraph]) -> Iterator[Segment]:
    whole = Segment.whole(source)
    start = 0
    for paragraph in paragraphs:
        stop = start + paragraph.length
        if start < stop:
            made = replace(
                whole.cut(start, stop),
                role=paragraph.role,
                context=paragraph.context,
                links=tuple(paragraph.links),
                styles=tuple(each.style(start) for each in paragraph.stretches if each.start < each.stop),
            )
            if paragraph.stand_ins:
                made = made.replace(paragraph.stand_ins)
            if paragraph.lead:
                made = made.cut(paragraph.lead, len(made.text))
            yield from trim(made)
        start = stop + 1


def flatten(text: str) -> str:
    """Text without line ends, which in XML and PDF aren't seen."""
    return _LINE_ENDS.sub(" ", text)


def write_roman(number: int) -> str:
    """A number as endnotes are numbered: i, ii, iii, iv."""
    parts = []
    for value, letters in _ROMAN:
        parts.append(letters * (number // value))
        number %= value
    return "".join(parts)
