"""Fluent: messages, terms and their attributes; each variant of a choice is text.

As for Fluent itself, an entry with a fault in it is none, and what stands around it is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policylint.documents import PLACEHOLDER, Piece, Segment
from policylint.readers.catalogues.key_paths import KeyedStrings
from policylint.readers.programs.strings import unescape
from policylint.readers.tags.expressions import divide, name_placeholder

_NAME = r"[A-Za-z][A-Za-z0-9_-]*+"
_NUMBER = r"-?[0-9]++(?:\.[0-9]++)?"
_BLANK = r"(?: |\r?\n)*+"
_STRING = r"\"(?:[^\"\\\n]++|\\(?:[\"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}))*+\""
_LITTLE = rf"\((?:[^()\"{{}}]++|{_STRING})*+\)"
_LESS = rf"\((?:[^()\"{{}}]++|{_STRING}|{_LITTLE})*+\)"
_ARGUMENTS = rf"\((?:[^()\"{{}}]++|{_STRING}|{_LESS})*+\)"

_ENTRY = re.compile(rf"^(-?{_NAME}) *+=", re.MULTILINE)
_ATTRIBUTE = re.compile(rf"{_BLANK}\.(?:({_NAME}) *+=)?+")
_SPACES = re.compile(r" *+")
_GAP = re.compile(_BLANK)
_TEXT = re.compile(r"(?:[^{}\r\n]++|\r(?!\n))++")
_LINE_END = re.compile(r"\r?\n|\Z")
# Down to a line that goes on with the text.
_NEXT_LINE = re.compile(r"\r?\n(?: *+\r?\n)*+( *+)(?:(?=\{)|(?<= )(?![}.\[*]|\Z))")
_EXPRESSION = re.compile(rf"{_STRING}|{_NUMBER}|[-$]?{_NAME}(?:\.{_NAME})?+(?:{_BLANK}{_ARGUMENTS})?+")
_CHOICE = re.compile(r"-> *+(?=\r?\n)")
_VARIANT = re.compile(rf"(\*)?\[{_BLANK}(?:{_NUMBER}|{_NAME}){_BLANK}\]")
_ESCAPE = re.compile(r"\\(?:(?P<hex>u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6})|(?P<sign>.))")
_DEEPEST = 100

_Texts = list[tuple[str, list[Piece]]]


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the texts of messages, terms and attributes, each with its identifier."""
    strings = KeyedStrings(segment)
    at = 0
    while entry := _ENTRY.search(segment.text, at):
        try:
            texts, at = _read_entry(segment.text, entry)
        except _JunkError as junk:
            # The line that an entry breaks off on may be the first of another one.
            at = max(segment.text.rfind("\n", entry.end(), junk.at), entry.end())
            continue
        for path, pieces in texts:
            strings.add_flat(path, segment.compose(pieces))
    yield from strings.finish()


class _JunkError(Exception):
    """At an offset stands something else than Fluent has there."""

    def __init__(self, at: int) -> None:
        self.at = at
        super().__init__(at)


def _read_entry(text: str, entry: re.Match[str]) -> tuple[_Texts, int]:
    """Read a message or term: the pieces of its value and attributes, and the offset behind."""
    texts: _Texts = []
    name, at = entry[1], entry.end()
    while True:
        pattern = _PatternReader(text)
        end = pattern.read(at)
        if end is not None:
            texts.append((name, pattern.pieces))
            at = end
        elif name[0] == "-" or name != entry[1]:
            raise _JunkError(at)
        attribute = _ATTRIBUTE.match(text, at)
        if attribute is None:
            break
        at = attribute.end()
        if attribute[1] is None:
            raise _JunkError(at)
        name = f"{entry[1]}.{attribute[1]}"
    if not texts:
        raise _JunkError(at)
    return texts, at


@dataclass(slots=True)
class _Pattern:
    """A text that is being read: its line breaks with the indents behind them, and the least of these."""

    breaks: list[tuple[int, str, int]] = field(default_factory=list)
    indent: int = -1


@dataclass(slots=True)
class _Placeable:
    """What stands in braces: what it shows, or of a choice, how far its variants were read and which kinds were."""

    start: int
    shown: tuple[int, int] | None = None
    is_nested: bool = False
    done: int = -1
    has_variants: bool = False
    has_default: bool = False


class _PatternReader:
    """Reads one text, in which choices may be nested, into its pieces."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_Pattern | _Placeable] = []
        self.pieces: list[Piece] = []

    def read(self, at: int) -> int | None:
        """Read the text that begins here: the offset behind it; None when there is none."""
        begin = self._begin(at)
        if begin is None:
            return None
        at = begin
        while self._open:
            inside = self._open[-1]
            at = self._read_text(at, inside) if isinstance(inside, _Pattern) else self._read_placeable(at, inside)
        return at

    def _begin(self, at: int) -> int | None:
        """Begin a text on this line or a later one."""
        at = _skip(_SPACES, self._text, at)
        pattern = _Pattern()
        if not _LINE_END.match(self._text, at):
            self._open.append(pattern)
            return at
        line = _NEXT_LINE.match(self._text, at)
        if line is None:
            return None
        self._open.append(pattern)
        self._break(pattern, line, "")
        return line.end()

    def _break(self, pattern: _Pattern, line: re.Match[str], ends: str) -> None:
        """Note a break of lines; what it says is known when all indents are."""
        indent = len(line[1])
        pattern.breaks.append((len(self.pieces), ends, indent))
        pattern.indent = indent if pattern.indent < 0 else min(indent, pattern.indent)
        self.pieces.append(Piece(line.start(), line.end(), ""))

    def _read_text(self, at: int, pattern: _Pattern) -> int:
        if run := _TEXT.match(self._text, at):
            self.pieces.append(Piece(*run.span()))
            at = run.end()
        sign = self._text[at : at + 1]
        if sign == "{":
            self._open_placeable(at)
            return at + 1
        if sign == "}":
            raise _JunkError(at)
        if line := _NEXT_LINE.match(self._text, at):
            self._break(pattern, line, "\n" * line[0].count("\n"))
            return line.end()
        self._finish(pattern, at)
        return at

    def _finish(self, pattern: _Pattern, at: int) -> None:
        """Finish a text: what it was set in by goes, and white space at its end."""
        if self.pieces and self.pieces[-1].stop == at and self.pieces[-1].text is None:
            start = self.pieces[-1].start
            self.pieces[-1] = Piece(start, start + len(self._text[start:at].rstrip(" \r\n")))
        for index, ends, indent in pattern.breaks:
            gap = self.pieces[index]
            self.pieces[index] = Piece(gap.start, gap.stop, ends + " " * (indent - pattern.indent))
        self._open.pop()
        if self._open and isinstance(self._open[-1], _Placeable):
            self._open[-1].done = at

    def _open_placeable(self, at: int) -> None:
        if len(self._open) >= _DEEPEST:
            raise _JunkError(at)
        self._open.append(_Placeable(at))

    def _read_placeable(self, at: int, inside: _Placeable) -> int:
        at = _skip(_GAP, self._text, at)
        if inside.done >= 0:
            return self._read_variant(at, inside)
        if inside.shown is None and not inside.is_nested:
            return self._read_expression(at, inside)
        if self._text.startswith("}", at):
            self._open.pop()
            self.pieces += _show(self._text, inside, at + 1)
            return at + 1
        choice = _CHOICE.match(self._text, at)
        if choice is None or inside.is_nested:
            raise _JunkError(at)
        inside.done = choice.end()
        return choice.end()

    def _read_expression(self, at: int, inside: _Placeable) -> int:
        if self._text.startswith("{", at):
            inside.is_nested = True
            self._open_placeable(at)
            return at + 1
        expression = _EXPRESSION.match(self._text, at)
        if expression is None:
            raise _JunkError(at)
        inside.shown = expression.span()
        return expression.end()

    def _read_variant(self, at: int, inside: _Placeable) -> int:
        if self._text.startswith("}", at) and inside.has_default:
            self._open.pop()
            return at + 1
        variant = _VARIANT.match(self._text, at)
        if variant is None or (variant[1] and inside.has_default):
            raise _JunkError(at)
        if inside.has_variants:
            self.pieces.append(divide(inside.done, variant.end()))
        inside.has_variants = True
        inside.has_default = inside.has_default or variant[1] is not None
        begin = self._begin(variant.end())
        if begin is None:
            raise _JunkError(variant.end())
        return begin


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _show(text: str, placeable: _Placeable, stop: int) -> Iterator[Piece]:
    """What a placeable shows that is no choice: a literal itself, else a word that stands for its value."""
    if placeable.shown is None:
        return
    begin, end = placeable.shown
    expression = text[begin:end]
    if expression[0] == '"':
        yield from unescape(text, begin + 1, end - 1, _ESCAPE, {})
    elif expression.lstrip("-")[0].isdigit():
        yield Piece(begin, end)
    else:
        named = expression.partition("(")[0] if expression[0] == "-" else expression
        yield Piece(placeable.start, stop, name_placeholder(named.replace("-", "_")), PLACEHOLDER)
