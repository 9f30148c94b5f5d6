"""TOML: the string values, each with the path of tables and keys to it.

The scanner knows no numbers and dates, and doesn't mind what stands twice. Where a file has template tags in it, lines
that are no TOML are passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from policylint.documents import Piece, Segment, find_line_starts, find_position
from policylint.errors import ReadError
from policylint.readers.catalogues.key_paths import Branch, Key, KeyedStrings
from policylint.readers.tags.templates import find_tags

_BLANK = re.compile(r"[ \t]*+")
_GAP = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_LINE = re.compile(r"[^\r\n]*+")
_BARE_KEY = re.compile(r"[^\s.=\"'#\[\]{},]++")
_BARE_VALUE = re.compile(r"[^\s,\]}#\"'\[{]++(?: \d\d:[\d:.Zz+-]++)?")  # between day and hour may be a blank
_END_OF_LINE = re.compile(r"[ \t]*+(?:#[^\r\n]*+)?(?=[\r\n]|\Z)")
_STRING = re.compile(
    r"\"\"\"(?:\r\n?|\n)?((?:[^\"\\]++|\\.|\"{1,2}+(?!\"))*+)(\"{3,5}+)?"
    r"|'''(?:\r\n?|\n)?((?:[^']++|'{1,2}+(?!'))*+)('{3,5}+)?"
    r"|\"((?:[^\"\\\r\n]++|\\[^\r\n])*+)(\")?"
    r"|'([^'\r\n]*+)(')?",
    re.DOTALL,
)
_ESCAPE = re.compile(
    r"\r\n?|\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([ \t]*+(?:\r\n?|\n)[ \t\r\n]*+)|([^\r\n]))"
)
_LINE_END = re.compile(r"\r\n?")
_DEEPEST = 1_000
_SIGNS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the string values of a TOML file.

    Raises ReadError for a string or array that is never closed, and for lines that are no TOML in a file without tags.
    """
    yield from _Scanner(segment).scan().finish()


@dataclass(slots=True)
class _Open:
    """An array or inline table that is being read: where it began, its branch, and where in it we are."""

    start: int
    branch: Branch
    index: int | None


class _Scanner:
    """Goes through a file once and collects its strings."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._text = segment.text
        self._strings = KeyedStrings(segment)
        self._branches: dict[tuple[Branch, Key], Branch] = {}
        self._lengths: dict[Branch, int] = {}

    def scan(self) -> KeyedStrings:
        """Read all statements."""
        root = table = Branch()
        at = self._skip(_GAP, 0)
        while at < len(self._text):
            try:
                if self._text[at] == "[":
                    at, table = self._read_header(at, root)
                else:
                    at = self._read_pair(at, table)
                at = self._end_line(at)
            except _StrayError as stray:
                at = self._pass_over(at, stray)
            at = self._skip(_GAP, at)
        return self._strings

    def _pass_over(self, at: int, stray: "_StrayError") -> int:
        if not self._has_tags:
            raise self._refuse(stray.at, f"found {self._show(stray.at)}, expected {stray.expected}") from None
        return self._skip(_LINE, max(at, stray.at))

    @cached_property
    def _has_tags(self) -> bool:
        return any(self._text[tag.start] in "{<" for tag in find_tags(self._text))

    def _refuse(self, at: int, words: str) -> ReadError:
        return ReadError(f"broken TOML: {words}", line=find_position(find_line_starts(self._text), at)[0])

    def _show(self, at: int) -> str:
        found = self._text[at : at + 1]
        return "the end of the line" if found in "\r\n" else repr(found)

    def _skip(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self._text, at)
        return found.end() if found else at

    def _expect(self, mark: str, at: int) -> int:
        at = self._skip(_BLANK, at)
        if not self._text.startswith(mark, at):
            raise _StrayError(at, f"'{mark}'")
        return at + len(mark)

    def _end_line(self, at: int) -> int:
        end = _END_OF_LINE.match(self._text, at)
        if end is None:
            raise _StrayError(self._skip(_BLANK, at), "the end of the line")
        return end.end()

    def _read_header(self, at: int, root: Branch) -> tuple[int, Branch]:
        """Read `[table]` or `[[array.of.tables]]`."""
        mark = "[[" if self._text.startswith("[[", at) else "["
        keys, at = self._read_keys(at + len(mark))
        at = self._expect("]" * len(mark), at)
        branch = root
        for key in keys:
            # A table of an array belongs to the element that was begun last.
            branch = self._open(branch, key)
            if branch in self._lengths and key is not keys[-1]:
                branch = self._open(branch, self._lengths[branch] - 1)
        if mark == "[[":
            self._lengths[branch] = self._lengths.get(branch, 0) + 1
            branch = self._open(branch, self._lengths[branch] - 1)
        return at, branch

    def _open(self, branch: Branch, key: Key) -> Branch:
        """The branch below another one, the same each time it is named."""
        place = branch, key
        if place not in self._branches:
            self._branches[place] = branch.open(key)
        return self._branches[place]

    def _read_keys(self, at: int) -> tuple[list[str], int]:
        """Read `key` or `dotted.keys`."""
        keys: list[str] = []
        while True:
            at = self._skip(_BLANK, at)
            if self._text[at : at + 1] in ('"', "'"):
                made, at = self._read_string(at)
                keys.append(made.text)
            elif bare := _BARE_KEY.match(self._text, at):
                keys.append(bare[0])
                at = bare.end()
            else:
                raise _StrayError(at, "a key")
            at = self._skip(_BLANK, at)
            if self._text[at : at + 1] != ".":
                return keys, at
            at += 1

    def _read_pair(self, at: int, branch: Branch) -> int:
        """Read `key = value`, in which arrays and inline tables may be nested as deeply as anybody likes."""
        at, branch, key = self._read_key(at, branch)
        opened: list[_Open] = []
        while True:
            at, inner = self._read_value(at, branch, key)
            if inner is not None:
                opened.append(inner)
                if len(opened) > _DEEPEST:
                    raise self._refuse(inner.start, f"more than {_DEEPEST} levels")
            # Behind a value: what is closed, and the place of the next value.
            while opened:
                at, next_place = self._move_on(at, opened[-1], is_new=inner is not None)
                inner = None
                if next_place is not None:
                    branch, key = next_place
                    break
                opened.pop()
            if not opened:
                return at

    def _read_key(self, at: int, branch: Branch) -> tuple[int, Branch, Key]:
        (*above, key), at = self._read_keys(at)
        for each in above:
            branch = self._open(branch, each)
        return self._skip(_BLANK, self._expect("=", at)), branch, key

    def _read_value(self, at: int, branch: Branch, key: Key) -> tuple[int, _Open | None]:
        """Read a string or what is none; an array or table is only opened."""
        sign = self._text[at : at + 1]
        if sign in ('"', "'"):
            made, at = self._read_string(at)
            self._strings.add(branch, key, made)
            return at, None
        if sign in ("[", "{"):
            return at + 1, _Open(at, self._open(branch, key), 0 if sign == "[" else None)
        end = self._skip(_BARE_VALUE, at)
        if end == at:
            raise _StrayError(at, "a value")
        return end, None

    def _move_on(self, at: int, inside: _Open, *, is_new: bool) -> tuple[int, tuple[Branch, Key] | None]:
        """Go to the next value of an array or inline table, or behind its end."""
        closer = "}" if inside.index is None else "]"
        at = self._skip(_GAP, at)
        if self._text[at : at + 1] == "," and not is_new:
            at = self._skip(_GAP, at + 1)
            is_new = True
            inside.index = None if inside.index is None else inside.index + 1
        if at >= len(self._text):
            raise self._refuse(inside.start, f"'{self._text[inside.start]}' is never closed")
        if self._text[at] == closer:
            return at + 1, None
        if not is_new:
            raise _StrayError(at, f"',' or '{closer}'")
        if inside.index is not None:
            return at, (inside.branch, inside.index)
        at, branch, key = self._read_key(at, inside.branch)
        return at, (branch, key)

    def _read_string(self, at: int) -> tuple[Segment, int]:
        found = _STRING.match(self._text, at)
        assert found is not None
        assert found.lastindex is not None
        group = found.lastindex
        if group % 2:
            raise self._refuse(at, "a string is never closed")
        # Of five quotation marks at the end, two are said.
        start, stop = found.start(group - 1), found.end() - (3 if group < 5 else 1)
        escape = _ESCAPE if self._text[at] == '"' else _LINE_END
        return self._segment.compose(_decode(escape, self._text, start, stop)), found.end()


class _StrayError(Exception):
    """Something else stands where a part of TOML was expected."""

    def __init__(self, at: int, expected: str) -> None:
        self.at = at
        self.expected = expected
        super().__init__(at, expected)


def _decode(special: re.Pattern[str], text: str, start: int, stop: int) -> Iterator[Piece]:
    done = start
    for found in special.finditer(text, start, stop):
        shown = _show_escape(found)
        if shown is not None:
            if done < found.start():
                yield Piece(done, found.start())
            yield Piece(*found.span(), shown)
            done = found.end()
    if done < stop:
        yield Piece(done, stop)


def _show_escape(found: re.Match[str]) -> str | None:
    """What an escape says; nothing when it is none that TOML knows."""
    if found[0][0] == "\r":
        return "\n"
    digits = found[1] or found[2] or found[3]
    if digits:
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else None
    return "" if found[4] else _SIGNS.get(found[5])
