"""Markdown, line by line: which lines make up a paragraph, a heading, an item, a cell - and which are no text."""

import re
from collections.abc import Generator, Iterator
from dataclasses import replace

from policylint.documents import Piece, Segment
from policylint.readers.front_matter import read_front_matter
from policylint.readers.html import read_html
from policylint.readers.inline import fold_label, read_inline

_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)++")
_INDENT = re.compile(r"[ \t]*+")
_FENCE = re.compile(r"(`{3,}+(?=[^`]*+$)|~{3,}+)")
_HEADING = re.compile(r"#{1,6}+(?=[ \t]|$)[ \t]*+")
_HEADING_END = re.compile(r"(?:(?<=[ \t])#++)?[ \t]*+$")
_UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+$")
_RULE = re.compile(r"(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]|\([a-z0-9]{1,3}\))(?:[ \t]++|$)(?:\[[ xX]\][ \t]++)?+")
_DEFINITION = re.compile(r"\[(?!\^)([^\[\]]{1,200}+)\]:[ \t]*+(?:<([^<>]*+)>|(\S++))[ \t]*+(?:[\"'(].*+)?$")
_NOTE = re.compile(r"\[(\^[^\s\[\]]{1,60}+)\]:[ \t]*+")
_DELIMITERS = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
_CELL_END = re.compile(r"(?<!\\)\|")
_HTML = re.compile(
    r"<(?:!--|!\[CDATA|\?|/?(?:address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|meta|nav|ol|option|p|pre|script|section|style|summary|svg"
    r"|table|tbody|td|tfoot|th|thead|title|tr|ul)(?=[\s/>]|$))",
    re.IGNORECASE,
)
_STARTERS = frozenset("`~#=-*_+<[|(0123456789")
_BLANK = re.compile(r"\n[^\S\n]*+(?=\n)")
_HTML_ENDS = {"<!--": "-->", "<script": "</script", "<style": "</style", "<pre": "</pre", "<svg": "</svg"}


def read(segment: Segment) -> Iterator[Segment]:
    """Divide Markdown into the segments a person reads."""
    if segment.role == "meta":
        yield segment
        return
    facts, start = read_front_matter(segment)
    yield from facts
    # The same text with one kind of line end, and offsets unchanged.
    view = segment.text.replace("\r\n", " \n").replace("\r", "\n")
    yield from _Scanner(segment, view, start).read()


class _Scanner:
    """The blocks that are open at one line."""

    def __init__(self, segment: Segment, view: str, at: int) -> None:
        self.segment = segment
        self.view = view
        self.at = at
        self.targets = _find_targets(view, at)
        self.ranges: list[tuple[int, int]] = []
        self.role = "p"
        self.context = ""
        self.indents: list[int] = []
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
            pieces = [Piece(*line) for line in self.ranges]
            made = replace(self.segment.compose(pieces), role=self.role, context=self.context)
            self.ranges = []
            yield from read_inline(made, self.targets)
        self.role, self.context = "p", ""

    def _read_line(self, start: int, end: int) -> Iterator[Segment]:
        """Read one line and go on behind it, or behind the block that it begins."""
        view = self.view
        self.at = end + 1
        if quote := _QUOTE.match(view, start, end):
            start = quote.end()
        begin = _match_end(_INDENT, view, start, end)
        if begin == end:
            yield from self._flush()
            self.after_blank = True
            return
        indent = len(view[start:begin].expandtabs(4))
        if self.after_blank:
            while self.indents and indent < self.indents[-1]:
                self.indents.pop()
        is_code = indent >= (self.indents[-1] if self.indents else 0) + 4 and not self.ranges
        self.after_blank = False
        if is_code:
            self.after_blank = True
            return
        line = view[begin:end]
        if line[0] in _STARTERS and (yield from self._read_special(begin, end, line, indent)):
            return
        if "|" in line and not self.ranges and self._is_table(end):
            yield from self._read_table(begin, end)
            return
        self.ranges.append((begin, min(end + 1, len(view))))

    def _read_special(self, begin: int, end: int, line: str, indent: int) -> Generator[Segment, None, bool]:
        """Read a line that its first character may make more than text; return whether it did."""
        if fence := _FENCE.match(line):
            yield from self._flush()
            self._skip_fence(fence[1])
        elif heading := _HEADING.match(line):
            yield from self._flush()
            self.role = "heading"
            stop = begin + _HEADING_END.search(line).start()  # type: ignore[union-attr]
            self.ranges = [(begin + heading.end(), stop)] if begin + heading.end() < stop else []
            yield from self._flush()
        elif self.ranges and _UNDERLINE.match(line):
            self.role = "heading" if self.role == "p" else self.role
            yield from self._flush()
        elif _RULE.match(line):
            yield from self._flush()
        elif item := _ITEM.match(line):
            yield from self._begin_item(begin, end, indent, item)
        elif _HTML.match(line):
            yield from self._flush()
            yield from self._read_html(begin, end, line)
        elif line[0] == "[" and not self.ranges and _DEFINITION.match(line):
            pass
        elif line[0] == "[" and (note := _NOTE.match(line)):
            yield from self._flush()
            self.role, self.context = "note", note[1]
            self.ranges = [(begin + note.end(), min(end + 1, len(self.view)))]
        elif line[0] == "|" and not self.ranges and _DELIMITERS.match(line):
            pass
        else:
            return False
        return True

    def _begin_item(self, begin: int, end: int, indent: int, item: re.Match[str]) -> Iterator[Segment]:
        yield from self._flush()
        while self.indents and indent < self.indents[-1]:
            self.indents.pop()
        self.indents.append(indent + min(item.end(), 6))
        self.role = "item"
        if begin + item.end() < end:
            self.ranges = [(begin + item.end(), min(end + 1, len(self.view)))]

    def _skip_fence(self, fence: str) -> None:
        """Go on behind the fence that closes the one that was read."""
        closer = re.compile(rf"^(?:[ \t>]*+){re.escape(fence[0])}{{{len(fence)},}}+[ \t]*+$", re.MULTILINE)
        found = closer.search(self.view, self.at)
        self.at = found.end() + 1 if found else len(self.view)

    def _read_html(self, begin: int, end: int, line: str) -> Iterator[Segment]:
        """Read a block of HTML: up to a blank line, or up to the end of what may hold blank lines."""
        low = line[:8].lower()
        closer = next((ends for opens, ends in _HTML_ENDS.items() if low.startswith(opens)), "")
        place = self.view.find(closer, begin) if closer else -1
        blank = _BLANK.search(self.view, end if place < 0 else place)
        stop = blank.start() if blank else len(self.view)
        self.at = stop + 1
        yield from read_html(self.segment, begin, stop)

    def _is_table(self, end: int) -> bool:
        """Whether the line behind this one divides a table's head from its rows."""
        stop = self.view.find("\n", end + 1)
        line = self.view[end + 1 : stop if stop >= 0 else len(self.view)].strip(" \t>")
        return "-" in line and _DELIMITERS.match(line) is not None

    def _read_table(self, begin: int, end: int) -> Iterator[Segment]:
        """Read the rows of a table, each cell as a segment."""
        while begin < end and "|" in self.view[begin:end]:
            if not _DELIMITERS.match(self.view[begin:end].strip(" \t>")):
                yield from self._read_row(begin, end)
            begin = self.at = min(end + 1, len(self.view))
            end = self.view.find("\n", begin)
            end = len(self.view) if end < 0 else end

    def _read_row(self, begin: int, end: int) -> Iterator[Segment]:
        start = begin
        for wall in (*(found.start() for found in _CELL_END.finditer(self.view, begin, end)), end):
            if start < wall and self.view[start:wall].strip():
                self.role = "cell"
                self.ranges = [(start, wall)]
                yield from self._flush()
            start = wall + 1


def _match_end(pattern: re.Pattern[str], text: str, start: int, stop: int) -> int:
    found = pattern.match(text, start, stop)
    return found.end() if found else start


def _find_targets(view: str, at: int) -> dict[str, str]:
    """Where the reference links of a document lead, by folded label."""
    targets: dict[str, str] = {}
    if "]:" not in view:
        return targets
    for line in re.finditer(r"^[ \t>]*+(\[.*+)$", view[at:], re.MULTILINE):
        if definition := _DEFINITION.match(line[1]):
            targets.setdefault(fold_label(definition[1]), definition[2] or definition[3] or "")
    return targets
