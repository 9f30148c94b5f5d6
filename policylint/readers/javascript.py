"""JavaScript and TypeScript, with or without JSX: elements are read as HTML, string literals as texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policylint.documents import BREAK, PLACEHOLDER, Piece, Segment
from policylint.readers.expressions import BRANCH_TEXT, name_placeholder
from policylint.readers.html import read_html
from policylint.readers.strings import read_string

_CODE = re.compile(
    r"//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|\"(?:[^\"\\\n]++|\\.)*+\"?|'(?:[^'\\\n]++|\\.)*+'?|[`{}]|<(?=[A-Za-z>])",
    re.DOTALL,
)
_TEMPLATE = re.compile(r"\\.|`|\$\{", re.DOTALL)
_CHILDREN = re.compile(r"\{|</?(?=[A-Za-z>])")
_TAG = re.compile(r"\{|/?>|\"[^\"]*+\"|'[^']*+'")
_BEFORE_ELEMENT = re.compile(r"(?:^|[(,=?:&|{}\[>;]|\breturn|\bdefault|=>)\s*+$")
_LITERAL = re.compile(r"\s*+(?:\"((?:[^\"\\\n]++|\\.)*+)\"|'((?:[^'\\\n]++|\\.)*+)')\s*+$")
_COMMENTS = re.compile(r"(?:\s++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+$")
_VOID = re.compile(r"(?:br|img|hr|input|meta|link)\b")


@dataclass(slots=True, eq=False)
class _Mode:
    """What the scan is inside of: `code`, `template`, `children` or `tag`.

    `start` is where it began, `cut` how far its text is accounted for, `depth` how many braces or
    elements are open in it. All that stands in one outermost element shares its `pieces`.
    """

    name: str
    start: int
    cut: int
    pieces: list[Piece]
    in_element: bool
    depth: int = 0
    closes: bool = False
    has_elements: bool = False


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the prose of a script: its elements and its string literals."""
    if segment.role == "meta":
        yield segment
        return
    yield from _Scanner(segment).read()


class _Scanner:
    """A stack of modes over one script; nothing recurses, whatever is nested in what."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.text = segment.text
        self.modes = [_Mode("code", 0, 0, [], in_element=False)]
        self.aside: list[Segment] = []
        self.steps = {
            "code": self._in_code,
            "template": self._in_template,
            "children": self._in_children,
            "tag": self._in_tag,
        }

    def read(self) -> Iterator[Segment]:
        """Scan the script to its end."""
        at = 0
        while at < len(self.text):
            mode = self.modes[-1]
            at = self.steps[mode.name](mode, at)
            if self.aside and not self.modes[-1].in_element:
                yield from self.aside
                self.aside = []
        # What is left open ends here; an element's pieces are all in its outermost one.
        for mode in self.modes:
            if mode.name == "children" and mode.pieces:
                self._read_element(mode.pieces)
                mode.pieces.clear()
        yield from self.aside

    def _open(self, name: str, start: int) -> None:
        outer = self.modes[-1]
        shares = name != "template" and outer.in_element
        pieces = outer.pieces if shares or outer.name == "template" else []
        in_element = shares or name == "children"
        if name == "children" and not shares:
            pieces = []
        self.modes.append(_Mode(name, start, start, pieces if name != "template" else [], in_element))

    def _in_code(self, mode: _Mode, at: int) -> int:
        token = _CODE.search(self.text, at)
        if token is None:
            return len(self.text)
        sign = token[0][0]
        if sign in "\"'":
            self._read_literal(token.start(), token.end())
        elif sign == "`":
            self._open("template", token.end())
        elif sign == "{":
            mode.depth += 1
        elif sign == "}":
            self._close_brace(mode, token.end())
        elif sign == "<" and _BEFORE_ELEMENT.search(self.text, max(0, token.start() - 60), token.start()):
            if mode.in_element and mode.has_elements:
                mode.pieces.append(Piece(mode.cut, token.start(), BRANCH_TEXT, BREAK))
            mode.has_elements = True
            self._open("children", token.start())
            return token.start()
        return token.end()

    def _read_literal(self, start: int, stop: int) -> None:
        closed = stop - start > 1 and self.text[stop - 1] == self.text[start]
        self.aside += read_string(self.segment, [Piece(start + 1, stop - 1 if closed else stop)])

    def _close_brace(self, mode: _Mode, end: int) -> None:
        """Close a block, or the expression in an element, a tag or a template that this code is."""
        if mode.depth:
            mode.depth -= 1
        elif len(self.modes) > 1:
            self.modes.pop()
            outer = self.modes[-1]
            if not (mode.in_element and mode.has_elements):
                outer.pieces += _stand_for(self.text, mode, end, outer.name)
            outer.cut = end

    def _in_template(self, mode: _Mode, at: int) -> int:
        token = _TEMPLATE.search(self.text, at)
        if token is None:
            mode.pieces.append(Piece(mode.cut, len(self.text)))
            self._end_template(mode)
            return len(self.text)
        if token[0] == "${":
            mode.pieces.append(Piece(mode.cut, token.start()))
            self._open("code", token.start())
        elif token[0] == "`":
            mode.pieces.append(Piece(mode.cut, token.start()))
            self._end_template(mode)
        return token.end()

    def _end_template(self, mode: _Mode) -> None:
        self.modes.pop()
        self.aside += read_string(self.segment, [piece for piece in mode.pieces if piece.start < piece.stop])

    def _in_children(self, mode: _Mode, at: int) -> int:
        token = _CHILDREN.search(self.text, at)
        if token is None:
            return len(self.text)
        if token[0] == "{":
            mode.pieces.append(Piece(mode.cut, token.start()))
            self._open("code", token.start())
            return token.end()
        mode.pieces.append(Piece(mode.cut, token.start()))
        self._open("tag", token.start())
        self.modes[-1].closes = token[0] == "</"
        return token.end()

    def _in_tag(self, mode: _Mode, at: int) -> int:
        token = _TAG.search(self.text, at)
        if token is None:
            return len(self.text)
        if token[0] == "{":
            mode.pieces.append(Piece(mode.cut, token.start()))
            self._open("code", token.start())
        elif token[0] in (">", "/>"):
            self._end_tag(mode, token.end(), is_empty=token[0] == "/>")
        return token.end()

    def _end_tag(self, mode: _Mode, end: int, *, is_empty: bool) -> None:
        mode.pieces.append(Piece(mode.cut, end))
        self.modes.pop()
        outer = self.modes[-1]
        outer.cut = end
        if mode.closes:
            outer.depth -= 1
        elif not is_empty and not _VOID.match(self.text, mode.start + 1):
            outer.depth += 1
        if outer.depth <= 0:
            self._end_element(outer, end)

    def _end_element(self, mode: _Mode, end: int) -> None:
        """Go back to the code an element stands in; read the element when it is the outermost."""
        self.modes.pop()
        outer = self.modes[-1]
        outer.cut = end
        if not outer.in_element:
            self._read_element(mode.pieces)

    def _read_element(self, pieces: list[Piece]) -> None:
        made = self.segment.compose(piece for piece in pieces if piece.start < piece.stop)
        self.aside[:0] = read_html(made, 0, len(made.text))


def _stand_for(text: str, mode: _Mode, end: int, place: str) -> list[Piece]:
    """What an expression between braces puts into the text around it."""
    if place == "tag":
        return [Piece(mode.start, end, '""', BREAK)]
    begin = mode.start + (2 if place == "template" else 1)
    expression = text[begin : end - 1]
    if literal := _LITERAL.match(expression):
        group = literal.lastindex or 1
        return [Piece(begin + literal.start(group), begin + literal.end(group))]
    if _COMMENTS.match(expression):
        return []
    return [Piece(mode.start, end, name_placeholder(expression), PLACEHOLDER)]
