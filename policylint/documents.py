"""Text as rules see it, and the way back to the characters it came from.

source  <p>Dear {{ name }}, tea &amp; milk</p>
text    Dear Name, tea & milk
kinds   lllllpppplllllldlllll
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO

from policylint.spans import Match, Span

LITERAL = "l"
DECODED = "d"
PLACEHOLDER = "p"
BREAK = "b"

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class SourceMap:
    """For each character of a text: where it came from, and how.

    Run `i` covers `text[offsets[i]:offsets[i + 1]]` (the last one ends at `length`) and came from
    `source[starts[i]:stops[i]]`. A literal run maps character by character; a decoded, placeholder
    or break run maps as a whole. Made of arrays, a map of many runs costs a tenth of what tuples would.
    """

    offsets: Sequence[int]
    starts: Sequence[int]
    stops: Sequence[int]
    kinds: str
    length: int

    @classmethod
    def identity(cls, length: int) -> "SourceMap":
        """Map a text of `length` characters to itself."""
        return cls((0,), (0,), (length,), LITERAL, length) if length else cls((), (), (), "", 0)

    def run_at(self, index: int) -> int:
        """Number of the run that covers character `index` of the text."""
        return bisect_right(self.offsets, index) - 1

    def kind(self, index: int) -> str:
        """How character `index` came to be: l, d, p or b."""
        return self.kinds[self.run_at(index)]

    def start(self, index: int) -> int:
        """Offset in the source at which character `index` of the text begins."""
        run = self.run_at(index)
        if self.kinds[run] == LITERAL:
            return self.starts[run] + index - self.offsets[run]
        return self.starts[run]

    def stop(self, index: int) -> int:
        """Offset in the source just behind character `index` of the text."""
        run = self.run_at(index)
        if self.kinds[run] == LITERAL:
            return self.starts[run] + index - self.offsets[run] + 1
        return self.stops[run]

    def span(self, start: int, stop: int) -> Span:
        """Where `text[start:stop]` stands in the source; an empty range gives an empty span."""
        if start >= stop:
            place = self.point(start)
            return Span(place, place)
        return Span(self.start(start), self.stop(stop - 1))

    def point(self, index: int) -> int:
        """Offset in the source of the gap before character `index` (which may be the end)."""
        if index < self.length:
            return self.start(index)
        return self.stop(self.length - 1) if self.length else 0

    def runs(self, start: int, stop: int) -> Iterator[tuple[int, int, str, int, int]]:
        """Runs that meet `text[start:stop]`, cut to it: text start, text stop, kind, source start, source stop."""
        if start >= stop:
            return
        first = self.run_at(start)
        for run in range(first, len(self.offsets)):
            begin = self.offsets[run]
            if begin >= stop:
                break
            end = self.offsets[run + 1] if run + 1 < len(self.offsets) else self.length
            a, b = max(begin, start), min(end, stop)
            if self.kinds[run] == LITERAL:
                yield a, b, LITERAL, self.starts[run] + a - begin, self.starts[run] + b - begin
            else:
                yield a, b, self.kinds[run], self.starts[run], self.stops[run]

    def has(self, kind: str, start: int, stop: int) -> bool:
        """Whether any character of `text[start:stop]` is of this kind."""
        if start >= stop:
            return False
        return kind in self.kinds[self.run_at(start) : self.run_at(stop - 1) + 1]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a new text made from `text[start:stop]` of an old one.

    With `text` None the old characters are kept; else `text` stands in for them, read as `kind`.
    An insertion has `start == stop`.
    """

    start: int
    stop: int
    text: str | None = None
    kind: str = DECODED


@dataclass(frozen=True, slots=True)
class Link:
    """A link over a range of characters of `Segment.text`."""

    start: int
    stop: int
    target: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of the source looks, and where it stands in a file that isn't made of lines.

    `size` is in points, 0 when unknown; `color` is `#rrggbb` or empty; `place` is for people: a page, or a part with
    its paragraph and run.
    """

    span: Span
    size: float = 0.0
    color: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Prose that rules see as one unit.

    `role` is what the unit is in its document (`p`, `heading`, `item`, `cell`, `title`, `button`,
    `attribute`, `note` ...); `language` is set only when the markup states it; `context` tells where
    a container held it (a key path, an anchor); `styles` tell how it looks there. A segment of role
    `meta` has no text: its `meta` is what a reader learned about the whole document (`kind`, `lang`,
    `title` ...).
    """

    text: str
    source_map: SourceMap
    role: str = "p"
    language: str = ""
    context: str = ""
    links: tuple[Link, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    styles: tuple[Style, ...] = ()

    @classmethod
    def whole(cls, source: str) -> "Segment":
        """The segment that is the whole source, mapped to itself."""
        return cls(source, SourceMap.identity(len(source)))

    def span(self, match: Match) -> Span:
        """Where a match stands in the source."""
        return self.source_map.span(match.start, match.stop)

    def compose(self, pieces: Iterable[Piece]) -> "Segment":
        """Make a segment from pieces of this one, in order; links go with their words, the rest is kept."""
        builder = _Builder(self)
        for piece in pieces:
            builder.add(piece)
        links = tuple(builder.move_links()) if self.links else ()
        return replace(self, text=builder.parts.getvalue(), source_map=builder.finish(), links=links)

    def cut(self, start: int, stop: int) -> "Segment":
        """The part of this segment from `start` to `stop`."""
        return self.compose([Piece(start, stop)])

    def replace(self, pieces: Iterable[Piece]) -> "Segment":
        """This segment with stand-ins for parts of it; `pieces` are in order and don't overlap."""
        return self.compose(self._with_gaps(pieces))

    def _with_gaps(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        done = 0
        for piece in pieces:
            if done < piece.start:
                yield Piece(done, piece.start)
            yield piece
            done = piece.stop
        if done < len(self.text):
            yield Piece(done, len(self.text))


class _Builder:
    """Collects pieces of an old segment into a new text and its map."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.parts = StringIO()
        self.length = 0
        self.offsets, self.starts, self.stops = array("I"), array("I"), array("I")
        self.kinds: list[str] = []
        self.moves: list[tuple[Piece, int]] = []

    def add(self, piece: Piece) -> None:
        old = self.segment.source_map
        if self.segment.links:
            self.moves.append((piece, self.length))
        if piece.text is None:
            for a, b, kind, start, stop in old.runs(piece.start, piece.stop):
                self._append(self.segment.text[a:b], kind, start, stop)
        elif piece.text:
            if piece.start < piece.stop:
                span = old.span(piece.start, piece.stop)
            else:
                place = old.point(piece.start)
                span = Span(place, place)
            self._append(piece.text, piece.kind, span.start, span.stop)

    def _append(self, text: str, kind: str, start: int, stop: int) -> None:
        if kind == LITERAL and self.kinds and self.kinds[-1] == LITERAL and self.stops[-1] == start:
            self.stops[-1] = stop
        else:
            self.offsets.append(self.length)
            self.starts.append(start)
            self.stops.append(stop)
            self.kinds.append(kind)
        self.parts.write(text)
        self.length += len(text)

    def move_links(self) -> Iterator[Link]:
        """The links of the old segment over what was kept of their words."""
        starts = [piece.start for piece, _ in self.moves]
        stops = [piece.stop for piece, _ in self.moves]
        for link in self.segment.links:
            first, last = bisect_right(stops, link.start), bisect_left(starts, link.stop) - 1
            if first > last:
                continue
            piece, start = self.moves[first]
            if piece.text is None:
                start += max(0, link.start - piece.start)
            piece, stop = self.moves[last]
            stop += min(link.stop, piece.stop) - piece.start if piece.text is None else len(piece.text)
            if start < stop:
                yield Link(start, stop, link.target)

    def finish(self) -> SourceMap:
        return SourceMap(self.offsets, self.starts, self.stops, "".join(self.kinds), self.length)


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read: `source` is the decoded file, without its byte order mark.

    Offsets count Unicode code points of `source`; when the file began with a byte order mark, the mark
    is not part of `source`. In what is no whole message (a catalogue of strings, the subject of a mail)
    nothing is missing; `parts` are other files of the same message. The source of a packed file (Word, PDF) is
    what was unpacked from it.
    """

    path: str
    source: str
    format: str = "txt"
    encoding: str = "utf-8"
    kind: str = "page"
    language: str = "en"
    segments: tuple[Segment, ...] = ()
    line_starts: tuple[int, ...] = field(default=(), repr=False)
    is_whole: bool = True
    is_packed: bool = False
    parts: tuple["Document", ...] = ()

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset in the source."""
        return find_position(self.line_starts, offset)


def find_line_starts(source: str) -> tuple[int, ...]:
    """Offsets at which the lines of a source begin; a line ends with LF, CRLF or a lone CR."""
    return (0, *(end.end() for end in _LINE_END.finditer(source)))


def find_line_end(source: str) -> str:
    """How a source ends its lines, going by the first one; LF when it has one line only."""
    end = _LINE_END.search(source)
    return end[0] if end else "\n"


def find_position(line_starts: tuple[int, ...], offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset in the source that has its lines there."""
    line = bisect_right(line_starts, offset)
    return line, offset - line_starts[line - 1] + 1
