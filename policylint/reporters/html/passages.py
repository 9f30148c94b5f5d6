"""A text cut into stretches for somebody who looks for faults: lines with findings, and what lies between them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_REACH = 300  # characters of a long line that are shown on each side of a finding
_CONTEXT = 2  # lines with words in them, above and below
_SMALL_GAP = 500  # what is shorter than this, and of few lines, isn't worth folding
_FEW_LINES = 8
_LONGEST_MARK = 3000
_WORD_CUT = 40

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
# Tags, comments and what a template does; not what it says, such as {{ name }} and <%= name %>.
_TAG = re.compile(r"<!--.{0,500}?-->|<([%?])(?!=).{0,300}?\1>|<[/!]?[A-Za-z][^<>]{0,500}>|\{%.{0,300}?%\}", re.DOTALL)
_WORD = re.compile(r"\w")
_INDENT = re.compile(r"[ \t]*")
_LINE_REST = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_LINE = re.compile(r"[^\r\n]")
# Controls, direction marks and lone surrogates, which could hide or turn around what stands beside them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A range of the source that finding `number` is about; an empty one is a place where something is missing.

    `sentence` is a range around it that is to be shown whole.
    """

    number: int
    start: int
    stop: int
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the source and the places that stand in it: none in what lies between."""

    start: int
    stop: int
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that all of the findings `numbers` are about; `first` begin and `last` end with it."""

    text: str
    numbers: tuple[int, ...] = ()
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    is_markup: bool = False


def show(text: str) -> str:
    """Make a text safe to stand in a page: controls as U+FFFD, lines ended by LF."""
    return _UNSEEN.sub("\ufffd", _LINE_END.sub("\n", text))


def show_name(text: str) -> str:
    """Make the name of a file or person safe to stand on one line of a page."""
    return show(text).replace("\n", "\ufffd").replace("\t", "\ufffd")


def count_lines(text: str) -> int:
    """How many lines with words in them a text has."""
    return sum(1 for line in _LINE_END.split(text) if line.strip())


def divide(source: str, places: Iterable[Place]) -> list[Stretch]:
    """Cut a source into stretches, in order: one for each group of places that share lines, and the gaps between.

    Blank gaps are left out, small ones belong to their neighbours.
    """
    stretches: list[Stretch] = []
    done = 0
    for start, stop, group in _gather(source, places):
        if _is_small(source[done:start]):
            rest = begin = _last_paragraph(source, done, start) if stretches else done
        else:
            begin = _reach_back(source, start, done)
            rest = _reach_on(source, done, begin) if stretches else done
        stretches = [*_end(stretches, rest), *_gap(source, rest, begin), Stretch(begin, stop, group)]
        done = stop
    if stretches:
        done = len(source) if _is_small(source[done:]) else _reach_on(source, done, len(source))
    return [*_end(stretches, done), *_gap(source, done, len(source))]


def _end(stretches: list[Stretch], stop: int) -> list[Stretch]:
    """Stretches of which the last one goes on to `stop`."""
    return [*stretches[:-1], replace(stretches[-1], stop=stop)] if stretches else []


def _gap(source: str, start: int, stop: int) -> Iterator[Stretch]:
    if source[start:stop].strip():
        yield Stretch(start, stop)


def _last_paragraph(source: str, start: int, stop: int) -> int:
    """Where the last paragraph in a range begins; its end when there is only one."""
    return max((found.end() for found in _BLANK_LINE.finditer(source, start, stop)), default=stop)


def _is_small(gap: str) -> bool:
    return len(gap) <= _SMALL_GAP and count_lines(gap) <= _FEW_LINES


def _says_something(text: str) -> bool:
    """Whether there are words outside of the tags."""
    return bool(_WORD.search(_TAG.sub("", text)))


def _gather(source: str, places: Iterable[Place]) -> Iterator[tuple[int, int, tuple[Place, ...]]]:
    """Groups of places whose lines meet, in order: where those lines begin and end."""
    group: list[Place] = []
    start = stop = 0
    for place in sorted(places, key=lambda place: (place.start, place.stop)):
        begin = _line_start(source, max(place.sentence[0], place.start - _REACH))
        end = _line_end(source, min(place.stop, place.start + _LONGEST_MARK))
        end = max(end, _line_end(source, min(place.sentence[1], place.stop + _REACH)))
        if group and (begin < stop or _is_one_line(source[stop : begin + 1])):
            group.append(place)
            stop = max(stop, end)
            continue
        if group:
            yield start, stop, tuple(group)
        group, start, stop = [place], begin, end
    if group:
        yield start, stop, tuple(group)


def _is_one_line(gap: str) -> bool:
    return len(gap) <= _SMALL_GAP and not _LINE_END.search(gap)


def _line_start(source: str, offset: int) -> int:
    """Where the line with an offset begins, or a word of it within reach."""
    low = max(0, offset - _REACH)
    found = max(source.rfind("\n", low, offset), source.rfind("\r", low, offset)) + 1
    if found or not low:
        return found
    space = source.find(" ", low, min(offset, low + _WORD_CUT))
    return space + 1 if space >= 0 else low


def _line_end(source: str, offset: int) -> int:
    """Where the line with an offset ends, or a word of it within reach."""
    high = min(len(source), offset + _REACH)
    end = _LINE_END.search(source, offset, high)
    if end or high == len(source):
        return end.start() if end else high
    space = source.rfind(" ", max(offset, high - _WORD_CUT), high)
    return space if space >= 0 else high


def _reach_back(source: str, start: int, floor: int) -> int:
    """Where the lines of context above a stretch begin."""
    low = max(floor, start - _REACH)
    starts = [end.end() for end in _LINE_END.finditer(source, low, start)]
    if low in (0, floor):
        starts.insert(0, low)
    best, lines = start, 0
    for begin in reversed(starts):
        if lines < _CONTEXT and _says_something(source[begin:best]):
            best, lines = begin, lines + 1
    return best


def _reach_on(source: str, stop: int, ceiling: int) -> int:
    """Where the lines of context below a stretch end."""
    high = min(ceiling, stop + _REACH)
    stops = [end.start() for end in _LINE_END.finditer(source, stop, high)]
    if high == ceiling:
        stops.append(high)
    best, lines = stop, 0
    for end in stops:
        if lines < _CONTEXT and _says_something(source[best:end]):
            best, lines = end, lines + 1
    return best


def cut(source: str, stretch: Stretch) -> list[Piece]:
    """Cut a stretch into pieces, without the indent that its lines share; marks leave out what lies between lines."""
    start, stop = _trim(source, stretch)
    text = source[start:stop]
    breaks = [found.span() for found in _BREAK.finditer(text)]
    tags = [found.span() for found in _TAG.finditer(text)]
    indents = _indents(text, is_cut=_is_inside_line(source, start))
    places = [_move(place, start, len(text)) for place in stretch.places]
    edges = {edge for span in ((0, len(text)), *breaks, *tags, *indents) for edge in span}
    edges.update(edge for place in places for edge in (place.start, place.stop))
    pieces = []
    for begin, end in pairwise([*sorted(edges), len(text)]):
        missing = tuple(place.number for place in places if place.start == place.stop == begin)
        if missing:
            pieces.append(Piece("", missing))
        if begin < end and not _covers(indents, begin):
            numbers = tuple(place.number for place in places if place.start <= begin and end <= place.stop)
            is_break = _covers(breaks, begin)
            pieces.append(Piece(text[begin:end], () if is_break else numbers, is_markup=_covers(tags, begin)))
    lead, tail = ([Piece("…", is_markup=True)] * _is_inside_line(source, edge) for edge in (start, stop))
    return [*lead, *_name_ends(pieces), *tail]


def _move(place: Place, start: int, length: int) -> Place:
    """A place as a range of a text that begins at `start`."""
    first, last = (
        min(max(edge - start, 0), length) for edge in (place.start, min(place.stop, place.start + _LONGEST_MARK))
    )
    return replace(place, start=first, stop=last)


def _is_inside_line(source: str, offset: int) -> bool:
    return offset > 0 and source[offset - 1] not in "\r\n" and not _LINE_REST.match(source, offset)


def _trim(source: str, stretch: Stretch) -> tuple[int, int]:
    """A stretch without blank lines around it; what is to be pointed at stays in."""
    start, stop = stretch.start, stretch.stop
    text = source[start:stop]
    lead = re.match(r"(?:[ \t]*(?:\r\n|\r|\n))*", text)
    low = start + (lead.end() if lead else 0)
    high = start + len(text.rstrip())
    if stretch.places:
        low = min(low, *(place.start for place in stretch.places), stop)
        high = max(high, *(place.start for place in stretch.places))
    return low, max(low, high)


def _indents(text: str, *, is_cut: bool) -> list[tuple[int, int]]:
    """Where the white space stands that all lines begin with."""
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))][is_cut:]
    indents = [found for begin in starts if (found := _INDENT.match(text, begin)) and _LINE.match(text, found.end())]
    shared = min((found[0] for found in indents), key=len, default="")
    while not all(found[0].startswith(shared) for found in indents):
        shared = shared[:-1]
    return [(found.start(), found.start() + len(shared)) for found in indents if shared]


def _covers(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether one of these ranges, in order, has an offset in it."""
    index = bisect_left(spans, (offset + 1, 0)) - 1
    return index >= 0 and spans[index][0] <= offset < spans[index][1]


def _name_ends(pieces: Sequence[Piece]) -> Iterator[Piece]:
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        for number in piece.numbers:
            first.setdefault(number, index)
            last[number] = index
    for index, piece in enumerate(pieces):
        yield Piece(
            show(piece.text),
            piece.numbers,
            tuple(number for number in piece.numbers if first[number] == index),
            tuple(number for number in piece.numbers if last[number] == index),
            piece.is_markup,
        )
