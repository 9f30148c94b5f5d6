"""HTML: block elements divide prose, inline tags vanish, entities are decoded, positions stay exact."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from policylint.documents import BREAK, PLACEHOLDER, Segment
from policylint.readers.finding import Finder
from policylint.readers.flow import Flow
from policylint.readers.front_matter import read_front_matter, state
from policylint.readers.markup.elements import CODE, END, START, TEXT, Attribute, Token, Tokenizer, find_attributes
from policylint.readers.markup.prose_attributes import find_printed, find_replacing, is_shown, may_tell
from policylint.readers.tags.expressions import BRANCH_TEXT, is_prose, name_placeholder

_ROLES = {
    "li": "item", "dd": "item", "dt": "item", "td": "cell", "th": "cell", "title": "title", "button": "button",
    "mj-button": "button", "mj-title": "title", "option": "option", "label": "label", "legend": "label",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "heading"), "heading"),
}  # fmt: skip
_BLOCKS = frozenset(_ROLES) | frozenset(
    "address article aside audio blockquote body canvas caption center column container datalist details dialog dir "
    "div dl fieldset "
    "figcaption figure footer form frameset head header hgroup hr html iframe main menu nav noscript object ol "
    "optgroup p pre "
    "section select summary table tbody template text textarea tfoot thead tr ul row video".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# A paragraph in one of these is still a part of it; in a cell it is a paragraph (mails are laid out in tables).
_PASSED_ON = frozenset({"item", "heading", "button", "option", "label", "title"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
# One of these is shown, not all.
_BRANCHES = frozenset({"c:when", "c:otherwise", "t:else", "th:case"})
# Elements whose text may be replaced at run time.
_REPLACED = _BLOCKS | frozenset("a b em i label small span strong u".split())


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    role: str
    language: str
    context: str


def read(segment: Segment) -> Iterator[Segment]:
    """Divide HTML into the segments a person reads."""
    facts, start = read_front_matter(segment)
    yield from facts
    yield from read_html(segment, start, len(segment.text))


def read_html(segment: Segment, start: int, stop: int) -> Iterator[Segment]:
    """Read a range of a segment as HTML."""
    reader = _Reader(segment)
    for token in Tokenizer(segment.text).tokens(start, stop):
        if token.start < reader.skipped:
            continue
        if token.kind == TEXT:
            reader.flow.add_text(token.start, token.stop)
        elif token.kind == START:
            yield from reader.start(token)
        elif token.kind == END:
            yield from reader.end(token)
        elif token.kind == CODE:
            reader.flow.put(token.start, token.stop, "Code", PLACEHOLDER)
        elif token.name == "cdata":
            reader.flow.keep(token.start + 9, token.stop - 3)
    yield from reader.divide()


class _Reader:
    """What is open at one point of the text."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.text = segment.text
        self.flow = Flow(segment)
        self.stack = [_Element("", segment.role, "", "")]
        self.open: Counter[str] = Counter()
        self.aside: list[Segment] = []
        self.finder = Finder(segment.text)
        self.skipped = 0
        self.last = ""

    def divide(self) -> Iterator[Segment]:
        """End the segment under construction; what stood in its attributes follows it."""
        element = self.stack[-1]
        yield from self.flow.finish(element.role, element.language, element.context)
        if self.aside:
            yield from self.aside
            self.aside = []

    def start(self, token: Token) -> Iterator[Segment]:
        """Take in a start tag."""
        name = token.name
        if name == "br":
            yield from self._break_line(token)
            return
        attributes = self._attributes(token)
        is_block = name in _BLOCKS or name.startswith("mj-")
        if is_block:
            yield from self.divide()
            self._push(name, attributes)
        elif name == "a":
            self.flow.open_link(attributes["href"].value if "href" in attributes else "")
        if name in _BRANCHES and self.last != "c:choose":
            self.flow.put(token.start, token.stop, BRANCH_TEXT, BREAK)
        self.last = name
        if attributes:
            self._read_attributes(token, attributes)
        if name == "pre":
            self.flow.keeps_space = True
        if is_block and self.text[token.stop - 2] == "/":
            self._pop(name)

    def _break_line(self, token: Token) -> Iterator[Segment]:
        """A line break; two of them with nothing between end a paragraph."""
        if self.flow.ends_line():
            yield from self.divide()
        else:
            self.flow.put(token.start, token.stop, "\n", BREAK)

    def end(self, token: Token) -> Iterator[Segment]:
        """Take in an end tag."""
        name = token.name
        if name == "a":
            self.flow.close_link()
        elif name in _BLOCKS or name.startswith("mj-"):
            yield from self.divide()
            self._pop(name)
            if name == "pre":
                self.flow.keeps_space = False

    def _push(self, name: str, attributes: dict[str, Attribute]) -> None:
        if name in _VOID:
            return
        above = self.stack[-1]
        role = _ROLES.get(name) or (above.role if above.role in _PASSED_ON or name not in ("p", "pre") else "p")
        if name in ("ul", "ol", "table", "body"):
            role = "p"
        language, context = above.language, above.context
        if name != "html" and "lang" in attributes and _LANGUAGE.fullmatch(attributes["lang"].value):
            language = attributes["lang"].value
        if "id" in attributes:
            context = "#" + attributes["id"].value
        self.stack.append(_Element(name, role, language, context))
        self.open[name] += 1

    def _pop(self, name: str) -> None:
        if not self.open[name]:
            return
        while self.stack[-1].name != name:
            self.open[self.stack.pop().name] -= 1
        self.stack.pop()
        self.open[name] -= 1

    def _attributes(self, token: Token) -> dict[str, Attribute]:
        start, stop = token.attributes
        if stop - start < 5:
            return {}
        if not may_tell(self.text[start:stop].lower()):
            return {}
        return {found.name: found for found in find_attributes(self.text, start, stop)}

    def _read_attributes(self, token: Token, attributes: dict[str, Attribute]) -> None:
        language = attributes.get("lang") or attributes.get("xml:lang")
        if token.name in ("html", "mjml") and language and _LANGUAGE.fullmatch(language.value):
            self.aside.append(state(self.segment, "lang", language.value))
        for name, attribute in attributes.items():
            if is_shown(token.name, name, attributes):
                self._read_value(name, attribute)
        if printed := find_printed(token.name, attributes):
            self._print(token.start, token.stop, printed)
        elif (replacing := find_replacing(attributes)) and token.name in _REPLACED:
            end = self.finder.find(f"</{token.name}", token.stop)
            if end >= 0:
                self._print(token.start, end, replacing)
                self.skipped = end

    def _print(self, start: int, stop: int, attribute: Attribute) -> None:
        """Put what an attribute prints in the place of a range."""
        inside = (attribute.start + attribute.value.startswith("#"), attribute.stop)
        if self.segment.source_map.has(PLACEHOLDER, *inside) or is_prose(attribute.value):
            self.flow.add_text(*inside)
        else:
            self.flow.put(start, stop, name_placeholder(attribute.value), PLACEHOLDER)

    def _read_value(self, name: str, attribute: Attribute) -> None:
        flow = Flow(self.segment)
        flow.add_text(attribute.start, attribute.stop)
        self.aside += flow.finish("attribute", self.stack[-1].language, name)
