"""reStructuredText, line by line: which lines make up a paragraph, a title, an item - and which are no text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policylint.documents import Piece, Segment
from policylint.readers.front_matter import read_front_matter
from policylint.readers.markup.rst_inline import fold_name, read_inline
from policylint.readers.markup.rst_lines import (
    ADMONITIONS,
    ADORNMENT,
    BORDER,
    BULLET,
    CODE,
    DEFINITION,
    DIRECTIVE,
    ENUMERATOR,
    EXPLICIT,
    FIELD,
    FOOTNOTE,
    GRID,
    PROMPT,
    SHOWN_OPTIONS,
    TARGET,
    TITLED,
    VERSIONED,
)
from policylint.readers.markup.rst_tables import find_grid_cells, find_simple_cells

# So many items begin on one line, and so deep do tables stand in cells.
_MOST_AT_ONCE = 20
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the view: where its text begins and ends, how far it is set in, where the next one begins."""

    start: int
    begin: int
    end: int
    indent: int
    after: int

    @property
    def is_blank(self) -> bool:
        return self.begin == self.end


def read(segment: Segment) -> Iterator[Segment]:
    """Divide reStructuredText into the segments a person reads."""
    facts, start = read_front_matter(segment)
    yield from facts
    # The same text with one kind of line end, and offsets unchanged.
    view = segment.text.replace("\r\n", " \n").replace("\r", "\n")
    targets = {fold_name(found[1] or found[2]): found[3] for found in TARGET.finditer(view)} if ".. _" in view else {}
    yield from _Scanner(segment, view, start, targets).read()


class _Scanner:
    """The paragraph that is open: its lines, its role, and how far it and what stands around it are set in.

    `indent` is None when the next line tells it, as behind the name of a field.
    """

    def __init__(self, segment: Segment, view: str, at: int, targets: dict[str, str], depth: int = 0) -> None:
        self.segment = segment
        self.view = view
        self.at = at
        self.targets = targets
        self.depth = depth
        self.ranges: list[tuple[int, int]] = []
        self.base = 0
        self.indent: int | None = 0
        self.role = segment.role
        self.context = ""
        self.note = ("", 0)

    def read(self) -> Iterator[Segment]:
        """Read all lines."""
        while self.at < len(self.view):
            line = self._line(self.at)
            self.at = line.after
            if line.is_blank:
                yield from self._flush()
                continue
            begin = self._goes_on(line) if self.ranges else -1
            if begin >= 0:
                self.ranges.append((begin, line.after))
            else:
                yield from self._flush(is_followed=True)
                yield from self._begin_block(line)
        yield from self._flush()

    def _line(self, start: int) -> _Line:
        stop = self.view.find("\n", start)
        after = len(self.view) if stop < 0 else stop + 1
        written = self.view[start:after]
        text = written.strip()
        begin = start + len(written) - len(written.lstrip()) if text else start
        return _Line(start, begin, begin + len(text), len(self.view[start:begin].expandtabs(8)), after)

    def _flush(self, *, is_followed: bool = False) -> Iterator[Segment]:
        """End the paragraph that is open, and go on behind the literal block that it announces."""
        if not self.ranges:
            return
        ranges, role, context = self.ranges, self.role, self.context
        self.ranges, self.role, self.context = [], self.segment.role, ""
        start, stop = ranges[-1]
        stop = start + len(self.view[start:stop].rstrip())
        announces = self.view.endswith("::", start, stop)
        if announces:
            stop -= 1
            stop -= self.view[max(start, stop - 2) : stop - 1].isspace() or stop - 1 == start
            ranges[-1] = (start, stop)
        made = self.segment.compose(Piece(*line) for line in ranges)
        yield from read_inline(replace(made, role="p" if role == "line" else role, context=context), self.targets)
        if announces and not is_followed:
            self._skip_block(self.base)

    def _skip_block(self, base: int) -> None:
        """Go on behind all lines that are set in further."""
        while self.at < len(self.view):
            line = self._line(self.at)
            if not line.is_blank and line.indent <= base:
                return
            self.at = line.after

    def _goes_on(self, line: _Line) -> int:
        """Offset at which a line goes on with the open paragraph; -1 when it doesn't."""
        if self.role == "line":
            if self.view[line.begin] == "|":
                return min(line.begin + 2, line.end)
            return line.begin if line.indent > self.base else -1
        if self.indent is None and line.indent > self.base:
            self.indent = line.indent
        if line.indent == self.indent:
            return line.begin
        if line.indent > self.base and len(self.ranges) == 1 and self.role == "p":
            self.role = "item"
        return -1

    def _begin(self, start: int, line: _Line, role: str, context: str = "", *, indent: int | None = None) -> None:
        """Open a paragraph with what stands on a line from `start`."""
        if role == "note":
            self.note = (context, line.indent)
        elif role == "p" and self.note[0]:
            role, context = "note", self.note[0]
        self.role, self.context = role if self.segment.role == "p" else self.segment.role, context
        self.base, self.indent = line.indent, indent
        if start < line.end:
            self.ranges = [(start, line.after)]

    def _begin_block(self, line: _Line) -> Iterator[Segment]:
        """Read a line that begins something, with as much below it as that takes."""
        text = self.view[line.begin : line.end]
        if line.indent <= self.note[1]:
            self.note = ("", 0)
        if text == "::":
            self._skip_block(line.indent)
        elif text.startswith(PROMPT):
            self._skip_lines()
        elif GRID.match(text) or BORDER.match(text):
            yield from self._read_table(line, text)
        elif ADORNMENT.match(text) and self._is_adorned(line, text):
            yield from self._read_title(self._line(self.at))
        elif not line.indent and self._is_underlined(line):
            yield from self._read_title(line)
        elif ADORNMENT.match(text) and len(text) >= 4:
            pass
        elif explicit := EXPLICIT.match(text):
            yield from self._read_explicit(line, line.begin + explicit.end())
        elif text.startswith(("__ ", ":orphan:")):
            pass
        else:
            self._begin_text(line)

    def _begin_text(self, line: _Line) -> None:
        """Open the paragraph, item, field or line that a line begins."""
        begin, indent, role = line.begin, line.indent, "p"
        for _ in range(_MOST_AT_ONCE):
            text = self.view[begin : line.end]
            if field := FIELD.match(text):
                begin += field.end()
                self._begin(begin, replace(line, indent=indent), "item", field[1])
                return
            item = BULLET.match(text) or ENUMERATOR.match(text)
            if item is None or not self._is_item(replace(line, indent=indent), text):
                break
            begin, indent, role = begin + item.end(), indent + item.end(), "item"
        if text.startswith("| ") or text == "|":
            self._begin(min(begin + 2, line.end), replace(line, indent=indent), "line")
        else:
            self._begin(begin, replace(line, indent=indent), role, indent=indent)

    def _is_item(self, line: _Line, text: str) -> bool:
        """Whether a number or letter begins an item: not when the sentence goes on below it."""
        following = self._line(self.at) if self.at < len(self.view) else line
        if following is line or following.is_blank or following.indent != line.indent or BULLET.match(text):
            return True
        return ENUMERATOR.match(self.view[following.begin : following.end]) is not None

    def _skip_lines(self) -> None:
        """Go on behind the next blank line."""
        while self.at < len(self.view) and not (line := self._line(self.at)).is_blank:
            self.at = line.after

    def _is_adorned(self, line: _Line, text: str) -> bool:
        """Whether a line of signs stands over a title that has another one below it."""
        title = self._line(self.at) if self.at < len(self.view) else line
        if title is line or title.is_blank or title.after >= len(self.view):
            return False
        below = self._line(title.after)
        return self.view[below.begin : below.end] == text

    def _is_underlined(self, line: _Line) -> bool:
        """Whether there is a line of signs below, long enough for a title."""
        below = self._line(self.at) if self.at < len(self.view) else line
        signs = self.view[below.begin : below.end]
        is_short = len(signs) < min(4, line.end - line.begin)
        return below is not line and not below.indent and not is_short and ADORNMENT.match(signs) is not None

    def _read_title(self, line: _Line) -> Iterator[Segment]:
        self.at = self._line(line.after).after
        self._begin(line.begin, replace(line, after=line.end), "heading")
        yield from self._flush(is_followed=True)

    def _read_explicit(self, line: _Line, begin: int) -> Iterator[Segment]:
        """Read what two dots begin: a footnote, a directive, the place of a link, or a comment."""
        text = self.view[begin : line.end]
        if footnote := FOOTNOTE.match(text):
            self._begin(begin + footnote.end(), line, "note", footnote[1])
        elif directive := None if DEFINITION.match(text) else DIRECTIVE.match(text):
            yield from self._read_directive(directive[1].lower(), begin + directive.end(), line)
        elif text or (self.at < len(self.view) and not self._line(self.at).is_blank):
            self._skip_block(line.indent)

    def _read_directive(self, name: str, begin: int, line: _Line) -> Iterator[Segment]:
        if name in TITLED and begin < line.end:
            self._begin(begin, replace(line, after=line.end), "heading")
            yield from self._flush(is_followed=True)
        elif name in VERSIONED:
            begin += (self.view[begin : line.end] + " ").index(" ")
        is_text = name in ADMONITIONS or name in VERSIONED
        yield from self._read_options(line, is_text=is_text or begin >= line.end)
        if name in CODE:
            self._skip_block(line.indent)
        elif is_text:
            self._begin(begin, line, "p")

    def _read_options(self, line: _Line, *, is_text: bool) -> Iterator[Segment]:
        """Read the options below a directive's name, and skip what goes on with its argument when that is no text."""
        while self.at < len(self.view):
            below = self._line(self.at)
            field = FIELD.match(self.view[below.begin : below.end])
            if below.is_blank or below.indent <= line.indent or (is_text and not field):
                return
            if field and field[1] in SHOWN_OPTIONS:
                shown = self.segment.cut(below.begin + field.end(), below.end)
                yield from read_inline(replace(shown, role="attribute", context=field[1]), self.targets)
            self.at = below.after

    def _read_table(self, line: _Line, text: str) -> Iterator[Segment]:
        """Read the cells of a table, each of them like a text of its own."""
        find = find_grid_cells if text[0] == "+" else find_simple_cells
        self.at, cells = find(self.view, line.start)
        for pieces in cells:
            cell = replace(self.segment.compose(pieces), role="cell")
            if self.depth < _DEEPEST:
                view = cell.text.replace("\r\n", " \n").replace("\r", "\n")
                yield from _Scanner(cell, view, 0, self.targets, self.depth + 1).read()
            else:
                yield from read_inline(cell, self.targets)
