"""Markdown, line by line: which lines make up a paragraph, a heading, an item, a cell - and which are no text."""

import re
from collections.abc import Generator, Iterator
from dataclasses import replace

from policylint.documents import Piece, Segment
from policylint.readers.finding import Finder
from policylint.readers.front_matter import read_front_matter
from policylint.readers.markup.html import read_html
from policylint.readers.markup.inline import fold_label, read_inline
from policylint.readers.markup.markdown_lines import (
    ADMONITION,
    BLANK,
    CELL_END,
    COMPONENT,
    CONTAINER,
    DEFINED,
    DEFINITION,
    DELIMITERS,
    FENCE,
    HEADING,
    HTML,
    HTML_ENDS,
    INDENT,
    ITEM,
    NOTE,
    QUOTE,
    RULE,
    STARTERS,
    TERM,
    UNDERLINE,
    WORDLESS,
    end_heading,
)

# So many containers begin on one line.
_MOST_AT_ONCE = 20


def read(segment: Segment) -> Iterator[Segment]:
    """Divide Markdown into the segments a person reads."""
    yield from read_markdown(segment, indented_is_code=True)


def read_markdown(segment: Segment, *, indented_is_code: bool) -> Iterator[Segment]:
    """Divide Markdown into segments; indented lines may be text, as where templates indent what tags enclose."""
    facts, start = read_front_matter(segment)
    yield from facts
    # The same text with one kind of line end, and offsets unchanged.
    view = segment.text.replace("\r\n", " \n").replace("\r", "\n")
    yield from _Scanner(segment, view, start, indented_is_code=indented_is_code).read()


class _Scanner:
    """The blocks that are open at one line.

    `indents` tells how far the lines of each open item are set in, in the innermost quote; `outside` the same for the
    quotes around it. `note` is the mark of the footnote that is open, and how many items are when it is.
    """

    def __init__(self, segment: Segment, view: str, at: int, *, indented_is_code: bool) -> None:
        self.segment = segment
        self.view = view
        self.finder = Finder(view)
        self.at = at
        self.indented_is_code = indented_is_code
        self.targets = _find_targets(view, at)
        self.ranges: list[tuple[int, int]] = []
        self.role = "p"
        self.context = ""
        self.indents: list[int] = []
        self.outside: list[list[int]] = []
        self.note = ("", 0)
        self.after_blank = True

    def read(self) -> Iterator[Segment]:
        """Read all lines."""
        while self.at < len(self.view):
            end = self.view.find("\n", self.at)
            end = len(self.view) if end < 0 else end
            yield from self._read_line(self.at, end)
        yield from self._flush()

    def _flush(self) -> Iterator[Segment]:
        """End the paragraph that is open."""
        if self.ranges:
            if self.role == "p" and self.note[0]:
                self.role, self.context = "note", self.note[0]
            pieces = [Piece(*line) for line in self.ranges]
            made = replace(self.segment.compose(pieces), role=self.role, context=self.context)
            self.ranges = []
            yield from read_inline(made, self.targets)
        self.role, self.context = "p", ""

    def _read_line(self, start: int, end: int) -> Iterator[Segment]:
        """Read one line and go on behind it, or behind the block that it begins."""
        view = self.view
        self.at = end + 1
        at = start
        start, depth = self._find_quotes(start, end)
        begin = _match_end(INDENT, view, start, end)
        goes_on = bool(self.ranges) and depth < len(self.outside) and begin < end and view[begin] not in STARTERS
        if depth != len(self.outside) and not goes_on:
            yield from self._flush()
            if not self.outside:
                self._end_items(_match_end(INDENT, view, at, end) - at)
            self._set_depth(depth)
        if begin == end:
            yield from self._flush()
            self.after_blank = True
            return
        indent = len(view[start:begin].expandtabs(4))
        if self.after_blank:
            self._end_items(indent)
        is_code = indent >= _last(self.indents) + 4 and not self.ranges and self.indented_is_code
        self.after_blank = is_code
        if not is_code:
            yield from self._read_blocks(begin, end, indent)

    def _end_items(self, indent: int) -> None:
        """End the items that a line set in so little is no part of."""
        while self.indents and indent < self.indents[-1]:
            self.indents.pop()
        if len(self.indents) < self.note[1]:
            self.note = ("", 0)

    def _find_quotes(self, start: int, end: int) -> tuple[int, int]:
        """Offset behind the quote marks of a line, and how many they are."""
        quote = QUOTE.match(self.view, start, end)
        if quote is None or quote[0].index(">") >= _last(self.outside[0] if self.outside else self.indents) + 4:
            return start, 0
        return quote.end(), quote[0].count(">")

    def _set_depth(self, depth: int) -> None:
        while len(self.outside) < depth:
            self.outside.append(self.indents)
            self.indents = []
        while len(self.outside) > depth:
            self.indents = self.outside.pop()

    def _read_blocks(self, begin: int, end: int, indent: int) -> Iterator[Segment]:
        """Read what stands on a line: items and quotes may begin on it before anything else does."""
        view = self.view
        for _ in range(_MOST_AT_ONCE):
            line = view[begin:end]
            item = ITEM.match(line) if line[0] in STARTERS and not self._is_underlined(line) else None
            if item is None:
                break
            yield from self._begin_item(indent, item)
            begin, indent = begin + item.end(), indent + item.end()
            if begin < end and view[begin] == ">":
                begin, depth = self._find_quotes(begin, end)
                self._set_depth(len(self.outside) + depth)
                begin = _match_end(INDENT, view, begin, end)
            if begin == end:
                return
        if line[0] in STARTERS and (yield from self._read_special(begin, end, line)):
            return
        if "|" in line and not self.ranges and self._is_table(end):
            yield from self._read_table(begin, end)
            return
        self.ranges.append((begin, min(end + 1, len(view))))

    def _is_underlined(self, line: str) -> bool:
        """Whether a line of signs is one below a heading, or a rule, and not an item."""
        return RULE.match(line) is not None or (bool(self.ranges) and UNDERLINE.match(line) is not None)

    def _begin_item(self, indent: int, item: re.Match[str]) -> Iterator[Segment]:
        yield from self._flush()
        self._end_items(indent)
        self.indents.append(indent + min(item.end(), 6))
        self.role = "item"

    def _read_special(self, begin: int, end: int, line: str) -> Generator[Segment, None, bool]:
        """Read a line that its first character may make more than text; return whether it did."""
        if fence := FENCE.match(line):
            yield from self._flush()
            self._skip_fence(fence[1])
        elif heading := HEADING.match(line):
            yield from self._read_heading(begin + heading.end(), begin + end_heading(line))
        elif self.ranges and UNDERLINE.match(line):
            self.role = "heading" if self.role == "p" else self.role
            yield from self._flush()
        elif RULE.match(line):
            yield from self._flush()
        elif HTML.match(line):
            yield from self._flush()
            yield from self._read_html(begin, end, line)
        elif COMPONENT.match(line):
            yield from self._flush()
            yield from read_html(self.segment, begin, end)
        elif line[0] == "[":
            return (yield from self._read_definition(begin, end))
        elif line[0] == "|" and not self.ranges and DELIMITERS.match(line):
            pass
        else:
            return (yield from self._read_extension(begin, end, line))
        return True

    def _read_heading(self, start: int, stop: int) -> Iterator[Segment]:
        yield from self._flush()
        if start < stop:
            self.role, self.ranges = "heading", [(start, stop)]
            yield from self._flush()

    def _read_definition(self, begin: int, end: int) -> Generator[Segment, None, bool]:
        """Read where a reference link leads, which is no text, or the beginning of a footnote, which is."""
        if not self.ranges and (target := DEFINITION.match(self.view, begin)):
            self.at = target.end() + 1
            return True
        if note := NOTE.match(self.view, begin, end):
            yield from self._flush()
            self.note = (note[1], 1)
            self.indents = [4]
            self.ranges = [(note.end(), min(end + 1, len(self.view)))]
            return True
        return False

    def _read_extension(self, begin: int, end: int, line: str) -> Generator[Segment, None, bool]:
        """Read what CommonMark doesn't know: definitions of terms, containers, formulas, code of MDX."""
        if self.ranges and (term := TERM.match(line)):
            yield from self._flush()
            self.role, self.ranges = "item", [(begin + term.end(), min(end + 1, len(self.view)))]
        elif box := CONTAINER.match(line) or ADMONITION.match(line):
            yield from self._flush()
            if line[0] != ":":
                self.indents.append(_last(self.indents) + 4)
            if box[1]:
                yield from self._read_heading(begin + box.start(1), begin + box.end(1))
        elif WORDLESS.match(line):
            yield from self._flush()
        elif line.startswith("$$") and (closer := self.view.find("$$", begin + 2)) >= 0:
            yield from self._flush()
            stop = self.view.find("\n", closer)
            self.at = stop + 1 if stop >= 0 else len(self.view)
        else:
            return False
        return True

    def _skip_fence(self, fence: str) -> None:
        closer = re.compile(rf"^(?:[ \t>]*+){re.escape(fence[0])}{{{len(fence)},}}+[ \t]*+$", re.MULTILINE)
        found = closer.search(self.view, self.at)
        self.at = found.end() + 1 if found else len(self.view)

    def _read_html(self, begin: int, end: int, line: str) -> Iterator[Segment]:
        """Read a block of HTML: up to a blank line, or up to the end of what may hold blank lines."""
        low = line[:8].lower()
        closer = next((ends for opens, ends in HTML_ENDS.items() if low.startswith(opens)), "")
        place = self.finder.find(closer, begin) if closer else -1
        blank = BLANK.search(self.view, end) if place < 0 else None
        ends = self.view.find("\n", place) if place >= 0 else -1
        stop = blank.start() if blank else ends if ends >= 0 else len(self.view)
        self.at = stop + 1
        yield from read_html(self.segment, begin, stop)

    def _is_table(self, end: int) -> bool:
        """Whether the line behind this one divides a table's head from its rows."""
        stop = self.view.find("\n", end + 1)
        line = self.view[end + 1 : stop if stop >= 0 else len(self.view)].strip(" \t>")
        return "-" in line and DELIMITERS.match(line) is not None

    def _read_table(self, begin: int, end: int) -> Iterator[Segment]:
        """Read the rows of a table, each cell as a segment."""
        while begin < end and "|" in self.view[begin:end]:
            if not DELIMITERS.match(self.view[begin:end].strip(" \t>")):
                yield from self._read_row(begin, end)
            begin = self.at = min(end + 1, len(self.view))
            end = self.view.find("\n", begin)
            end = len(self.view) if end < 0 else end

    def _read_row(self, begin: int, end: int) -> Iterator[Segment]:
        start = begin
        for wall in (*(found.start() for found in CELL_END.finditer(self.view, begin, end)), end):
            if start < wall and self.view[start:wall].strip():
                self.role = "cell"
                self.ranges = [(start, wall)]
                yield from self._flush()
            start = wall + 1


def _last(indents: list[int]) -> int:
    return indents[-1] if indents else 0


def _match_end(pattern: re.Pattern[str], text: str, start: int, stop: int) -> int:
    found = pattern.match(text, start, stop)
    return found.end() if found else start


def _find_targets(view: str, at: int) -> dict[str, str]:
    """Where the reference links of a document lead, by folded label."""
    targets: dict[str, str] = {}
    if "]:" not in view:
        return targets
    for definition in DEFINED.finditer(view, at):
        targets.setdefault(fold_label(definition[1]), definition[2] or definition[3] or "")
    return targets
