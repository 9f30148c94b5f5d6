"""JavaScript and TypeScript, with or without JSX: elements are read as HTML, string literals as texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policylint.documents import BREAK, PLACEHOLDER, Piece, Segment
from policylint.readers.finding import Finder
from policylint.readers.flow import decode_entities
from policylint.readers.front_matter import WHOLE, state
from policylint.readers.markup.elements import Attribute
from policylint.readers.markup.html import read_html
from policylint.readers.markup.prose_attributes import is_shown
from policylint.readers.programs.code_signs import BEFORE_REGEX, LINE, REGEX, Closers, make_tokens, tell
from policylint.readers.programs.literals import Texts
from policylint.readers.programs.strings import PAIR, unescape
from policylint.readers.tags.expressions import BRANCH_TEXT, name_placeholder

_CODE = make_tokens(
    r"(?P<comment>//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z))",
    r"(?P<literal>[\"'])",
    r"(?P<template>`)",
    r"(?P<slash>/)",
    # No list of types, nor the parameters of an arrow function behind one.
    r"(?P<element><(?![A-Z]\w*+(?:,|\s++extends\s|>\([^()<]{0,200}+\)[^<={]{0,100}+=>))(?=>|(?P<tag>[A-Za-z][\w.:-]*+)))",
    starts="/`",
    line=LINE,
)
_BODIES = {quote: re.compile(rf"(?:[^{quote}\\\r\n]++|\\(?:\r\n|.))*+{quote}", re.DOTALL) for quote in "\"'"}
_TEMPLATE = re.compile(r"\\.|`|\$\{", re.DOTALL)
_CHILDREN = re.compile(r"\{|</?(?=[A-Za-z>])")
_TAG = re.compile(r"\{|/?>|\"[^\"]*+\"|'[^']*+'")
_MESSAGE = 30  # words
# An element that is cut off has words behind its tag; a type has a bracket or a name there.
_PROSE_BEHIND = re.compile(r">\s*+(?:[^\W\d_]++[,)]?+[ ]++){4}")
_BEFORE_ELEMENT = re.compile(r"(?:^|[(,=?:&|{}\[>;]|\breturn|\bdefault|=>)\s*+$")
_COMMENTS = re.compile(r"(?:\s++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+$")
_VOID = re.compile(r"(?:br|img|hr|input|meta|link)\b")
_ESCAPE = re.compile(
    rf"\\(?:{PAIR}|(?P<hex>u[0-9a-fA-F]{{4}}|u\{{[0-9a-fA-F]{{1,6}}\}}|x[0-9a-fA-F]{{2}})"
    r"|(?P<octal>[0-3][0-7]{0,2}|[4-7][0-7]?)|(?P<sign>\r\n?|[^ux0-7]))|(?P<line>\r\n?)"
)
_SIGNS = {
    "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
    "\n": "", "\r": "", "\r\n": "", "\u2028": "", "\u2029": "",
}  # fmt: skip
# Attributes that programs read; a tag before a template that is no text; an attribute's name before its value.
_NO_TEXT = re.compile(
    r"(?:class|className|style|href|src|srcSet|id|key|type|name|d|viewBox|sizes|rel|ref|css|sx|tw)=\Z"
)
_TAGGED = re.compile(
    r"\b(?:css|gql|graphql|sql|glsl|keyframes|raw|tw|createGlobalStyle|injectGlobal|styled[\w.]*+(?:\([^()]*+\))?)\Z"
)
_TAG_NAME = re.compile(r"[^\s/>]++")
_ATTRIBUTE = re.compile(r"([A-Za-z][\w:.-]*+)\s*+=\s*+\Z")
_PATIENCE = 50  # for so many names of elements an end is looked for; then each is believed to have one


@dataclass(slots=True, eq=False)
class _Mode:
    """What the scan is inside of: `code`, `template`, `children` or `tag`.

    `start` is where it began, `cut` how far its text is accounted for, `depth` how many elements, or brackets in all,
    are open when it ends. All that stands in one outermost element shares its `pieces`.
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
    yield from _Scanner(segment).read()


class _Scanner:
    """A stack of modes over one script; nothing recurses, whatever is nested in what."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.text = segment.text
        self.modes = [_Mode("code", 0, 0, [], in_element=False)]
        self.texts = Texts(segment)
        self._closers = Closers(segment.text)
        self.finder = Finder(segment.text)
        self._closed: dict[str, bool] = {}
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
        # What is left open ends here; an element's pieces are all in its outermost one.
        for mode in self.modes:
            if mode.name == "children" and mode.pieces:
                self._read_element(mode.pieces)
                mode.pieces.clear()
        yield from self.texts.finish()

    def _open(self, name: str, start: int) -> None:
        outer = self.modes[-1]
        shares = name != "template" and outer.in_element
        pieces = outer.pieces if shares or outer.name == "template" else []
        in_element = shares or name == "children"
        if name == "children" and not shares:
            pieces = []
        self.modes.append(_Mode(name, start, start, pieces if name != "template" else [], in_element))

    def _open_code(self, start: int, stop: int) -> None:
        is_silent = _NO_TEXT.search(self.text, max(0, start - 20), start) is not None
        self._open("code", start)
        self.texts.open(start, stop, is_barrier=True, is_silent=is_silent)
        self.modes[-1].depth = self.texts.depth

    def _in_code(self, mode: _Mode, at: int) -> int:
        token = _CODE.match(self.text, at)
        if token is None:
            return len(self.text)
        kind = token.lastgroup or ""
        if kind == "literal":
            return self._read_literal(token.start(kind))
        if kind == "template":
            self._open("template", token.end())
        elif kind == "slash":
            return self._skip_regex(token.start(kind))
        elif kind == "element":
            return self._begin_element(mode, token)
        elif kind == "close" and token[kind] == "}":
            self._close_brace(mode, *token.span(kind))
        else:
            tell(self.texts, token)
        return token.end()

    def _read_literal(self, start: int) -> int:
        body = self._closers.match(_BODIES[self.text[start]], start + 1, in_line=True)
        if body is None:
            return start + 1
        self.texts.literal(start, body.end(), list(unescape(self.text, start + 1, body.end() - 1, _ESCAPE, _SIGNS)))
        return body.end()

    def _skip_regex(self, at: int) -> int:
        found = REGEX.match(self.text, at) if BEFORE_REGEX.search(self.text, max(0, at - 60), at) else None
        return found.end() if found else at + 1

    def _begin_element(self, mode: _Mode, token: re.Match[str]) -> int:
        start = token.start("element")
        before = _BEFORE_ELEMENT.search(self.text, max(0, start - 60), start)
        if before is None or not self._is_closed(token["tag"] or "", start):
            return token.end()
        if mode.in_element and mode.has_elements:
            mode.pieces.append(Piece(mode.cut, start, BRANCH_TEXT, BREAK))
        mode.has_elements = True
        self._open("children", start)
        return start

    def _close_brace(self, mode: _Mode, start: int, stop: int) -> None:
        """Close a block, or the expression in an element, a tag or a template that this code is."""
        is_value = len(self.modes) > 1 and self.modes[-2].name != "tag" and mode.depth == self.texts.depth
        alone = self.texts.take(start) if is_value else None
        self.texts.close(start, stop)
        if len(self.modes) == 1 or self.texts.depth >= mode.depth:
            return
        self.modes.pop()
        outer = self.modes[-1]
        if not (mode.in_element and mode.has_elements):
            outer.pieces += alone if alone is not None else _stand_for(self.text, mode, stop, outer.name)
        outer.cut = stop

    def _is_closed(self, name: str, at: int) -> bool:
        """Whether an element may end: what has no end in the whole script is a type."""
        if name not in self._closed and len(self._closed) < _PATIENCE:
            self._closed[name] = self.text.find(f"</{name}", at) >= 0
        if self._closed.get(name, True) or _PROSE_BEHIND.match(self.text, at + 1 + len(name)):
            return True
        return not self.text.startswith(">", at + 1 + len(name)) and self.finder.find("/>", at) >= 0

    def _in_template(self, mode: _Mode, at: int) -> int:
        token = _TEMPLATE.search(self.text, at)
        if token is None:
            mode.pieces.append(Piece(mode.cut, len(self.text)))
            self._end_template(mode, len(self.text))
            return len(self.text)
        if token[0] == "${":
            mode.pieces.append(Piece(mode.cut, token.start()))
            self._open_code(token.start(), token.end())
        elif token[0] == "`":
            mode.pieces.append(Piece(mode.cut, token.start()))
            self._end_template(mode, token.end())
        return token.end()

    def _end_template(self, mode: _Mode, stop: int) -> None:
        self.modes.pop()
        start = mode.start - 1
        if _TAGGED.search(self.text, max(0, start - 80), start):
            return
        pieces: list[Piece] = []
        for piece in mode.pieces:
            pieces += (
                [piece] if piece.text is not None else unescape(self.text, piece.start, piece.stop, _ESCAPE, _SIGNS)
            )
        self.texts.literal(start, stop, pieces)

    def _in_children(self, mode: _Mode, at: int) -> int:
        token = _CHILDREN.search(self.text, at)
        if token is None:
            return len(self.text)
        mode.pieces.append(Piece(mode.cut, token.start()))
        if token[0] == "{":
            self._open_code(token.start(), token.end())
        else:
            self._open("tag", token.start())
            self.modes[-1].closes = token[0] == "</"
        return token.end()

    def _in_tag(self, mode: _Mode, at: int) -> int:
        token = _TAG.search(self.text, at)
        if token is None:
            return len(self.text)
        if token[0] == "{":
            mode.pieces.append(Piece(mode.cut, token.start()))
            self._open_code(token.start(), token.end())
        elif token[0] in (">", "/>"):
            self._end_tag(mode, token.end(), is_empty=token[0] == "/>")
        elif self.text[mode.start + 1].isupper():
            self._read_property(mode, *token.span())
        return token.end()

    def _read_property(self, mode: _Mode, start: int, stop: int) -> None:
        """Read what a component of the program's own is told, beside what any element may say."""
        found = _ATTRIBUTE.search(self.text, max(mode.start, start - 60), start)
        tag = _TAG_NAME.match(self.text, mode.start + 1)
        if found is None or tag is None or _NO_TEXT.match(f"{found[1]}="):
            return
        name = found[1].lower()
        attribute = Attribute(name, start + 1, stop - 1, self.text[start + 1 : stop - 1])
        if not is_shown(tag[0].lower(), name, {name: attribute}):
            self.texts.hold(found[1], list(decode_entities(self.text, start + 1, stop - 1)))

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
        """Read an outermost element; a component that says much is a message or page of its own."""
        made = self.segment.compose(piece for piece in pieces if piece.start < piece.stop)
        texts = list(read_html(made, 0, len(made.text)))
        if sum(len(each.text.split()) for each in texts) >= _MESSAGE:
            self.texts.aside.append(state(self.segment, WHOLE, "component"))
        self.texts.aside += texts


def _stand_for(text: str, mode: _Mode, end: int, place: str) -> list[Piece]:
    """What an expression between braces puts into the text around it."""
    if place == "tag":
        return [Piece(mode.start, end, '""', BREAK)]
    expression = text[mode.start + (2 if place == "template" else 1) : end - 1]
    if _COMMENTS.match(expression):
        return []
    return [Piece(mode.start, end, name_placeholder(expression), PLACEHOLDER)]
