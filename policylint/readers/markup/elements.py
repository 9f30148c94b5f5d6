"""Tags, comments and raw text of HTML, found in one linear pass with exact positions."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from policylint.readers.finding import Finder

TEXT, START, END, CODE, OTHER = "text", "start", "end", "code", "other"

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>")
_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(r"(?<![^\s\"'<>/=])([^\s\"'<>/=]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_CODES = frozenset({"code", "kbd", "samp"})
# Elements that a missing end tag doesn't stretch to the end of the text.
_CLOSED_INSIDE = _CODES | {"svg", "math"}
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])[^>]*+>", re.IGNORECASE)
    for name in (*sorted(_CLOSED_INSIDE), "script", "style", "mj-style")
}
# So often a quote that is never closed is looked for; then quotes in tags are no longer believed.
_PATIENCE = 50


@dataclass(frozen=True, slots=True)
class Token:
    """A tag, a range of text, or something that is neither (a comment, a declaration)."""

    kind: str
    start: int
    stop: int
    name: str = ""
    attributes: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute's value, and where it stands."""

    name: str
    start: int
    stop: int
    value: str


class Tokenizer:
    """Reads markup at given places of a text; linear as long as the places only go forward."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.finder = Finder(text)
        self._last_end = text.rfind(">")
        self._vain = 0
        self._unclosed: set[str] = set()

    def tokens(self, start: int, stop: int) -> Iterator[Token]:
        """Yield what stands between two offsets, in order."""
        at = done = start
        find = self.text.find
        while (place := find("<", at, stop)) >= 0:
            token = self.read(place, stop)
            if token is None:
                at = place + 1
                continue
            if done < place:
                yield Token(TEXT, done, place)
            at = done = token.stop
            if token.kind == START and token.name in _RAW:
                token = self.widen(token, stop)
                at = done = token.stop
            yield token
        if done < stop:
            yield Token(TEXT, done, stop)

    def widen(self, token: Token, stop: int) -> Token:
        """Widen a start tag to its element when the element's inside is no prose."""
        name = token.name
        if name not in _RAW:
            return token
        if self.text[token.stop - 2] == "/" and name in _CLOSED_INSIDE:
            return Token(OTHER, token.start, token.stop)
        end = None if name in self._unclosed else _RAW[name].search(self.text, token.stop, stop)
        if end:
            return Token(CODE if name in _CODES else OTHER, token.start, end.end(), name)
        self._unclosed.add(name)
        return token if name in _CLOSED_INSIDE else Token(OTHER, token.start, stop)

    def read(self, at: int, stop: int) -> Token | None:
        """Read the tag, comment or declaration that begins at `at`; None when the `<` there is text."""
        following = self.text[at + 1 : at + 2]
        if following == "!":
            return self._read_declaration(at, stop)
        if following == "?":
            end = self._find(">", at, stop)
            return None if end < 0 else Token(OTHER, at, end + 1)
        if not (following == "/" or (following.isascii() and following.isalpha())):
            return None
        return self._read_tag(at, stop)

    def _find(self, mark: str, at: int, stop: int) -> int:
        place = self.finder.find(mark, at)
        return place if place + len(mark) <= stop else -1

    def _read_declaration(self, at: int, stop: int) -> Token | None:
        if self.text.startswith("<!--", at):
            if self.text.startswith(("<!-->", "<!--->"), at):
                return Token(OTHER, at, self.text.index(">", at) + 1)
            end = self._find("-->", at + 4, stop)
            return Token(OTHER, at, stop if end < 0 else end + 3)
        if self.text.startswith("<![CDATA[", at):
            end = self._find("]]>", at, stop)
            return None if end < 0 else Token(OTHER, at, end + 3, "cdata")
        end = self._find(">", at, stop)
        return None if end < 0 else Token(OTHER, at, end + 1)

    def _read_tag(self, at: int, stop: int) -> Token | None:
        if at > self._last_end:
            return None
        tag = _TAG.match(self.text, at, stop) if self._vain < _PATIENCE else None
        if tag:
            kind = END if tag[1] else START
            return Token(kind, at, tag.end(), tag[2].lower(), tag.span(3))
        name = _NAME.match(self.text, at, stop)
        if name is None:
            return None
        self._vain += 1
        end = self._find(">", name.end(), stop)
        return None if end < 0 else Token(END if name[1] else START, at, end + 1, name[2].lower(), (name.end(), end))


def find_attributes(text: str, start: int, stop: int) -> Iterator[Attribute]:
    """Yield the attributes with a value that stand in a range of a text."""
    for found in _ATTRIBUTE.finditer(text, start, stop):
        group = found.lastindex or 4
        value = found[group]
        yield Attribute(
            found[1].lower(), found.start(group), found.end(group), html.unescape(value) if "&" in value else value
        )
