"""AsciiDoc, line by line: which lines make up a paragraph, a title, an item, a cell - and which are no text."""

import re
from collections.abc import Generator, Iterator
from dataclasses import replace

from policylint.documents import PLACEHOLDER, Piece, Segment
from policylint.readers.front_matter import read_front_matter, state
from policylint.readers.markup.asciidoc_inline import Notes, read_inline

_DELIMITER = re.compile(r"(-{4,}+|\.{4,}+|\+{4,}+|/{4,}+|`{3,}+)[\w,.+-]*+$")
_ENCLOSING = re.compile(r"(?:={4,}+|\*{4,}+|_{4,}+|--|:{3,}+|~{4,}+)$")
_TABLE = re.compile(r"[|!,:]={3,}+$")
_BREAK = re.compile(r"(?:'{3,}+|-{3}|\*{3}|<{3,}+|- - -|\* \* \*)$")
_TITLE = re.compile(r"(?:={1,6}|#{1,6})[ \t]++(?=\S)(.{1,1000}?)(?:[ \t]{1,50}+[=#]{1,6})?$")
_UNDERLINE = re.compile(r"([=~^+-])\1++$")
_BLOCK_TITLE = re.compile(r"\.(?=[^\s.])")
_ATTRIBUTE = re.compile(r":(!?[\w-]++!?):(?:[ \t]++(.*))?$")
_STYLE = re.compile(r"\[(?:\[[^\[\]]*+\]|([^\[\]\"]*+(?:\"[^\"]*+\"[^\[\]\"]*+)*+))\]$")
_CODE_STYLES = re.compile(
    r"(?:source|listing|literal|stem|latexmath|asciimath|pass|comment|graphviz|plantuml|mermaid|ditaa)\b"
)
_MACRO = re.compile(r"([a-z]\w*+)::([^\s\[\]]*+)\[(.*)\]$")
_ITEM = re.compile(
    r"(?:\*{1,5}|-|\.{1,5}|\d{1,4}\.|[a-zA-Z]\.|[ivxIVX]{1,6}\)|<(?:\d{1,3}|\.)>)[ \t]++(?:\[[ xX*]\][ \t]++)?+"
)
_TERM = re.compile(r"((?:[^:;]++|:(?!:)|;(?!;)|::++(?=\S)|;;(?=\S))*+)(?::{2,4}|;;)(?:[ \t]++|$)")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]++")
_CELL = re.compile(
    r"(?:(?<![^\s|!])(?:(?:\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})[*+])?[<^>]?(?:\.[<^>])?(?P<style>[aehlmdsv])?)(?<!\\)(?P<wall>[|!])"
)
_SPACES = {"Nbsp": "\u00a0", "Sp": " ", "Zwsp": "", "Empty": "", "Wj": "", "Shy": ""}
_SPACE = re.compile("|".join(_SPACES))
_DEEPEST = 3


def read(segment: Segment) -> Iterator[Segment]:
    """Divide AsciiDoc into the segments a person reads."""
    facts, start = read_front_matter(segment)
    yield from facts
    segment = segment.replace(_show_spaces(segment))
    # The same text with one kind of line end, and offsets unchanged.
    view = segment.text.replace("\r\n", " \n").replace("\r", "\n")
    yield from _Scanner(segment, view, start, Notes()).read()


def _show_spaces(segment: Segment) -> Iterator[Piece]:
    """Yield the spaces that are written as attributes, which were taken for names."""
    for name in _SPACE.finditer(segment.text):
        run = segment.source_map.run_at(name.start())
        if segment.source_map.kinds[run] == PLACEHOLDER and segment.source_map.offsets[run] == name.start():
            yield Piece(*name.span(), _SPACES[name[0]])


class _Scanner:
    """The paragraph that is open at one line, and what the lines before it said of the block to come."""

    def __init__(self, segment: Segment, view: str, at: int, notes: Notes, depth: int = 0) -> None:
        self.segment = segment
        self.view = view
        self.at = at
        self.notes = notes
        self.depth = depth
        self.ranges: list[tuple[int, int]] = []
        self.role = segment.role
        self.in_item = False
        self.style = ""
        self.in_header = False

    def read(self) -> Iterator[Segment]:
        """Read all lines."""
        while self.at < len(self.view):
            start = self.at
            stop = self.view.find("\n", start)
            stop = len(self.view) if stop < 0 else stop
            self.at = stop + 1
            line = self.view[start:stop].rstrip()
            if not line:
                yield from self._flush()
                self.in_header = False
            elif not (yield from self._read_block(start, line)):
                yield from self._read_text(start, line)
        yield from self._flush()

    def _flush(self) -> Iterator[Segment]:
        """End the paragraph that is open."""
        if self.ranges:
            made = replace(self.segment.compose(Piece(*line) for line in self.ranges), role=self.role)
            self.ranges = []
            yield from read_inline(made, self.notes)
        self.role = self.segment.role
        self.in_item = False

    def _read_block(self, start: int, line: str) -> Generator[Segment, None, bool]:
        """Read a line that is more than text, or none; return whether it is."""
        if line[0] == "/" and line.startswith("//") and (line[2:3] != "/" or _DELIMITER.match(line)):
            if line[2:3] == "/":
                yield from self._flush()
                self._skip_to(line)
            return True
        if self.ranges and len(self.ranges) == 1 and self._is_underlined(line):
            self.role = "heading"
            yield from self._flush()
        elif _DELIMITER.match(line) or (_ENCLOSING.match(line) and _CODE_STYLES.match(self.style)):
            yield from self._flush()
            self._skip_to(line if line[0] != "`" else "```")
        elif _TABLE.match(line):
            yield from self._flush()
            yield from self._read_table(line)
        elif _ENCLOSING.match(line) or _BREAK.match(line) or line == "+":
            yield from self._flush()
        elif style := _STYLE.match(line):
            yield from self._flush()
            self.style = style[1] or self.style
            return True
        else:
            return (yield from self._read_line(start, line))
        self.style = ""
        return True

    def _read_line(self, start: int, line: str) -> Generator[Segment, None, bool]:
        """Read a line that means something by itself: a title, an attribute, a macro, a line of the header."""
        if title := None if self.ranges else _TITLE.match(line):
            self.in_header = line[1] in " \t" and not self.depth
            yield from self._read_heading(start + title.start(1), start + title.end(1))
        elif attribute := None if self.ranges else _ATTRIBUTE.match(line):
            if attribute[1] == "lang" and attribute[2]:
                yield state(self.segment, "lang", attribute[2].strip())
            while line.endswith("\\") and self.at < len(self.view):
                stop = self.view.find("\n", self.at)
                stop = len(self.view) if stop < 0 else stop
                line, self.at = self.view[self.at : stop].rstrip(), stop + 1
        elif macro := _MACRO.match(line):
            yield from self._flush()
            yield from self._read_macro(start, macro)
        elif self.in_header:
            pass
        elif block_title := None if self.ranges else _BLOCK_TITLE.match(line):
            yield from self._read_heading(start + block_title.end(), start + len(line))
        else:
            return False
        return True

    def _read_text(self, start: int, line: str) -> Iterator[Segment]:
        """Read a line that is text, or begins an item."""
        stripped = line.lstrip()
        begin, after = start + len(line) - len(stripped), min(self.at, len(self.view))
        may_begin = self.in_item or not self.ranges
        if may_begin and (item := _ITEM.match(stripped)):
            yield from self._begin_item(begin + item.end(), after)
        elif may_begin and (term := _TERM.match(stripped)) and term[1].strip():
            yield from self._begin_item(begin, begin + term.end(1))
            yield from self._begin_item(begin + term.end(), after)
        elif self.ranges:
            self.ranges.append((begin, after))
        elif _CODE_STYLES.match(self.style) or self._is_set_in(start, begin):
            self._skip_lines()
        else:
            label = _ADMONITION.match(line)
            self.ranges = [(begin + label.end() if label else begin, after)]
        self.style = ""

    def _is_set_in(self, start: int, begin: int) -> bool:
        """Whether a line begins with white space, and not with a tag that was left out."""
        place = self.segment.source_map
        return begin > start and (start == 0 or place.stop(start - 1) == place.start(start))

    def _begin_item(self, start: int, stop: int) -> Iterator[Segment]:
        yield from self._flush()
        self.role, self.in_item = self._name_role("item"), True
        self.ranges = [(start, stop)]

    def _name_role(self, role: str) -> str:
        return role if self.segment.role == "p" else self.segment.role

    def _read_heading(self, start: int, stop: int) -> Iterator[Segment]:
        yield from self._flush()
        self.role, self.ranges = self._name_role("heading"), [(start, stop)]
        yield from self._flush()

    def _is_underlined(self, line: str) -> bool:
        """Whether a line of signs is as long as the one above it."""
        start, stop = self.ranges[0]
        return _UNDERLINE.match(line) is not None and abs(len(self.view[start:stop].rstrip()) - len(line)) < 2

    def _skip_to(self, delimiter: str) -> None:
        """Go on behind the line that is the delimiter again; to the end when there is none."""
        closer = re.compile(rf"^{re.escape(delimiter)}[ \t]*+$", re.MULTILINE).search(self.view, self.at)
        self.at = closer.end() + 1 if closer else len(self.view)

    def _skip_lines(self) -> None:
        """Go on behind the next blank line."""
        blank = re.compile(r"\n[ \t]*+(?=\n)").search(self.view, self.at - 1)
        self.at = blank.end() if blank else len(self.view)

    def _read_macro(self, start: int, macro: re.Match[str]) -> Iterator[Segment]:
        """Read a macro that is a block: the alternative text of an image, the text under a condition."""
        begin, stop = start + macro.start(3), start + macro.end(3)
        if macro[1] == "image":
            stop = begin + len(macro[3].split(",")[0])
            yield from read_inline(replace(self.segment.cut(begin, stop), role="attribute", context="alt"), self.notes)
        elif macro[1] in ("ifdef", "ifndef") and begin < stop:
            self.ranges = [(begin, stop)]
            yield from self._flush()

    def _read_table(self, delimiter: str) -> Iterator[Segment]:
        """Read the cells of a table, each of them like a text of its own."""
        start = self.at
        self._skip_to(delimiter)
        stop = self.view.rfind(delimiter, start, self.at)
        stop = self.at if stop < 0 else stop
        wall = delimiter[0]
        walls = [found for found in _CELL.finditer(self.view, start, stop) if found["wall"] == wall]
        for index, cell in enumerate(walls):
            end = walls[index + 1].start() if index + 1 < len(walls) else stop
            made = replace(self.segment.cut(cell.end(), end), role="cell")
            if cell["style"] == "l" or not made.text.strip():
                continue
            if self.depth < _DEEPEST:
                view = made.text.replace("\r\n", " \n").replace("\r", "\n")
                at = len(view) - len(view.lstrip())
                yield from _Scanner(made, view, at, self.notes, self.depth + 1).read()
            else:
                yield from read_inline(made, self.notes)
