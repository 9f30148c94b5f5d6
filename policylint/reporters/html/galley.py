"""A file set for reading: passages with marks and numbers, their notes, and what lies between them, folded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policylint.findings import LEVELS, CheckedFile, Finding
from policylint.folding import Folded
from policylint.reporters.html.changes import Change, compare
from policylint.reporters.html.passages import Piece, Place, Stretch, count_lines, cut, divide, show

_MOST_FOLDED = 1_500_000  # characters of a page that only unfolding shows, shared among its files
_MOST_FOLDED_OF_ONE = 60_000


@dataclass(frozen=True, slots=True)
class Note:
    """What is said beside a passage about one finding; `line` is 0 where it would tell nothing.

    `others` are the paths of more files that have the same passage.
    Lines of packed files are ours: people find their way in them by what the finding's `context` tells.
    """

    number: int
    finding: Finding
    line: int
    change: Change | None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text and the notes on it; without notes it is folded, and told by its lines alone without pieces."""

    language: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = ()
    lines: int = 0

    def find(self, number: int) -> Finding:
        """Give the finding that a note is on."""
        return next(note.finding for note in self.notes if note.number == number)

    def level(self, numbers: Iterable[int]) -> str:
        """Give the worst level of some of its findings."""
        return max((self.find(number).level for number in numbers), key=LEVELS.index)


@dataclass(frozen=True, slots=True)
class Galley:
    """A file with its passages in order, and how many findings it has."""

    number: int
    file: CheckedFile
    passages: tuple[Passage, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A finding and where it is shown: marked from `start` to `stop`, or quoted because the source is in code there."""

    finding: Finding
    start: int
    stop: int
    others: tuple[str, ...]
    is_quoted: bool = False


class Setter:
    """Sets so many files, one after the other, and numbers the findings."""

    def __init__(self, sources: Mapping[str, str], files: int) -> None:
        self._sources = sources
        self._room = min(_MOST_FOLDED_OF_ONE, _MOST_FOLDED // max(1, files))
        self._done = 0

    def set(self, number: int, file: CheckedFile, findings: Sequence[Folded]) -> Galley:
        """Set one file with its findings."""
        source = self._sources.get(file.path, "")
        placed = sorted((_place(source, each) for each in findings), key=lambda each: (each.start, each.stop))
        numbered = [(self._done + index, each) for index, each in enumerate(placed, 1)]
        self._done += len(placed)
        notes = {n: _note(n, each, source, is_packed=file.is_packed) for n, each in numbered}
        places = [
            Place(n, each.start, each.stop, _sentence(each.finding))
            for n, each in numbered
            if each.start >= 0 and not each.is_quoted
        ]
        parts = [(stretch.start, self._set_stretch(source, stretch, file, notes)) for stretch in divide(source, places)]
        alone = [(each.start, _set_alone(notes[n], each)) for n, each in numbered if each.start < 0 or each.is_quoted]
        passages = tuple(part for _, part in sorted([*parts, *alone], key=lambda pair: pair[0]))
        return Galley(number, file, _limit(passages, self._room), len(findings))

    def _set_stretch(self, source: str, stretch: Stretch, file: CheckedFile, notes: dict[int, Note]) -> Passage:
        told = tuple(notes[place.number] for place in stretch.places)
        if told:
            return Passage(told[0].finding.language, tuple(cut(source, stretch)), told)
        text = source[stretch.start : stretch.stop]
        pieces = tuple(cut(source, stretch)) if len(text) <= self._room else ()
        return Passage(file.language, pieces, lines=count_lines(text))


def _place(source: str, folded: Folded) -> _Placed:
    finding = folded.finding
    others = tuple(dict.fromkeys(other.path for other in folded.others if other.path != finding.path))
    start, stop = finding.span.start, finding.span.stop
    if finding.excerpt:
        return _Placed(finding, start, stop, others, is_quoted=source[start:stop] != finding.excerpt)
    if finding.fix and finding.fix.edits and source:
        start = min(edit.span.start for edit in finding.fix.edits)
        return _Placed(finding, start, start, others)
    return _Placed(finding, -1, -1, others)


def _sentence(finding: Finding) -> tuple[int, int]:
    """The range that a finding and its fix are about."""
    spans = [finding.span, *(edit.span for edit in finding.fix.edits)] if finding.fix else [finding.span]
    if not finding.excerpt:
        spans = spans[1:]
    return min(span.start for span in spans), max(span.stop for span in spans)


def _note(number: int, placed: _Placed, source: str, *, is_packed: bool) -> Note:
    finding = placed.finding
    line = 0 if is_packed or not finding.excerpt else finding.start[0]
    return Note(number, finding, line, compare(source, finding), placed.others)


def _set_alone(note: Note, placed: _Placed) -> Passage:
    """A passage of the finding's own words, or of none when they are missing from the whole text."""
    numbers = (note.number,)
    pieces = (Piece(show(placed.finding.excerpt), numbers, numbers, numbers),) if placed.is_quoted else ()
    return Passage(note.finding.language, pieces, (note,))


def _limit(passages: Sequence[Passage], room: int) -> tuple[Passage, ...]:
    """Passages without the folded text that there is no room for."""
    return tuple(_fit(passages, room))


def _fit(passages: Sequence[Passage], room: int) -> Iterator[Passage]:
    for passage in passages:
        if not passage.notes:
            size = sum(len(piece.text) for piece in passage.pieces)
            if size > room:
                yield replace(passage, pieces=())
                continue
            room -= size
        yield passage
