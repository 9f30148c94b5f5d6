"""JSON and its kin (JSON5, JSON Lines, ARB, `messages.json`): the string values, each with the path of keys to it.

The scanner is as tolerant as JSON5, and takes template tags between values as they come.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policylint.documents import Piece, Segment, find_line_starts, find_position
from policylint.errors import ReadError
from policylint.readers.catalogues.key_paths import Branch, Key, KeyedStrings, is_for_programs
from policylint.readers.finding import Finder
from policylint.readers.tags.templates import skip_tag

# White space and comments; a string, a mark or a word; the colon behind a key.
_TOKEN = re.compile(
    r"(?:[\s\ufeff]++|//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+"
    r"(?:(\"(?:[^\"\\\r\n]++|\\(?:\r\n|[\s\S]))*+\"|'(?:[^'\\\r\n]++|\\(?:\r\n|[\s\S]))*+')"
    r"|([\[\]{},:])|([^\s\[\]{},:\"'/<]++))?+(?:(?<=[^\[\]{},:])\s*+(:))?"
)
_TAG = re.compile(r"\{[{%#!]|<[%?#]|\$\{")
_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})|u([\da-fA-F]{4})|x([\da-fA-F]{2})"
    r"|(\r\n|[\n\r\u2028\u2029])|([^ux]))"
)
_SIGNS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}
_LONGEST_TAG = 20  # of a language, which is a name that programs use
_DEEPEST = 1_000  # about where the json module gives up

_KEY, _COLON, _VALUE, _COMMA = "a key", "':'", "a value", "','"
_CLOSERS = {"{": "}", "[": "]"}
# Of an extension's `messages.json` and its like: what is shown, and what is told to translators.
_MESSAGES = frozenset({"message", "defaultMessage", "string"})
_NOTES = frozenset("description placeholders comment developer_comment meaning context example hash id".split())


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the string values, each with the path of keys to it and the language that its keys state.

    Of many values without a comma (JSON Lines), each is an element. Raises ReadError for what JSON5 refuses as well,
    unless there are template tags around.
    """
    scanner = _Scanner(segment, is_sequence=False)
    if not scanner.scan():
        scanner = _Scanner(segment, is_sequence=True)
        scanner.scan()
    yield from scanner.finish()


@dataclass(slots=True)
class _Open:
    """An object or array that is being read: its opener, its branch, and where in it we are.

    It has no branch when nothing in it is text. What an empty key holds is about the collection around it, its
    `header`, as gettext has it. `says` tells whether a message is held here.
    """

    start: int
    mark: str
    branch: Branch | None
    key: Key
    header: Branch | None = None
    says: bool = False


class _Scanner:
    """Goes through a file once and collects its strings."""

    def __init__(self, segment: Segment, *, is_sequence: bool) -> None:
        self._segment = segment
        self._text = segment.text
        self._is_sequence = is_sequence
        self._top = Branch()
        self._roots = 0
        self._open: list[_Open] = []
        self._awaits = _VALUE
        self._has_tags = False
        self._finder = Finder(segment.text)
        self._strings: list[tuple[Branch, Key, Segment, bool]] = []
        self._has_messages_only = True

    def scan(self) -> bool:
        """Read all values; False when they turn out to be a sequence."""
        at = 0
        while self._roots < 2 or self._is_sequence:
            token = _TOKEN.match(self._text, at)
            assert token is not None
            at = token.end()
            if token[2] is not None:
                at = self._take_mark(token[2], token.start(2))
            elif (group := 1 if token[1] is not None else 3) and token[group] is not None:
                self._take_word(*token.span(group), has_colon=token[4] is not None)
            elif at < len(self._text):
                at = self._take_stray(at)
            else:
                if self._open and not self._has_tags:
                    last = self._open[-1]
                    raise self._refuse(last.start, f"'{last.mark}' is never closed")
                return True
        return False

    def finish(self) -> Iterator[Segment]:
        """Yield all strings behind what they say of the whole file."""
        keyed = KeyedStrings(self._segment)
        for branch, key, made, is_note in self._strings:
            if not (is_note and self._has_messages_only):
                keyed.add(branch, key, made)
        return keyed.finish()

    def _refuse(self, at: int, words: str) -> ReadError:
        return ReadError(f"broken JSON: {words}", line=find_position(find_line_starts(self._text), at)[0])

    def _expect(self, at: int, *awaited: str) -> None:
        """Refuse what stands here unless it was awaited; among template tags anything may stand anywhere."""
        if self._awaits in awaited or self._has_tags:
            return
        expected = self._awaits
        if self._open and expected == _COMMA:
            expected = f"',' or '{_CLOSERS[self._open[-1].mark]}'"
        raise self._refuse(at, f"found {self._text[at]!r}, expected {expected}")

    def _take_stray(self, at: int) -> int:
        """Go over a template tag, or complain."""
        if self._text[at] in "\"'":
            raise self._refuse(at, "a string is never closed")
        if self._text.startswith("/*", at):
            raise self._refuse(at, "a comment is never closed")
        if (end := self._skip_tag(at)) > at:
            return end
        self._expect(at)
        return at + 1

    def _skip_tag(self, at: int) -> int:
        if not _TAG.match(self._text, at):
            return at
        end = skip_tag(self._finder, at)
        if end > at:
            self._has_tags = True
            if self._awaits == _KEY:
                self._open[-1].key = self._text[at:end]
        return end

    def _take_mark(self, mark: str, at: int) -> int:
        """Take a bracket, comma or colon."""
        if mark == "{" and (end := self._skip_tag(at)) > at:
            return end
        if mark in "{[":
            self._open_collection(mark, at)
        elif mark in "}]":
            self._close_collection(mark, at)
        elif mark == ",":
            self._expect(at, _COMMA if self._open else "")
            self._move_on()
        else:
            self._expect(at, _COLON)
            self._awaits = _VALUE
        return at + 1

    def _move_on(self) -> None:
        """Go to the next place in the collection that is open."""
        if not self._open:
            return
        inside = self._open[-1]
        if isinstance(inside.key, int):
            inside.key += 1
        self._awaits = _KEY if inside.mark == "{" else _VALUE

    def _open_collection(self, mark: str, at: int) -> None:
        self._expect(at, _VALUE)
        if len(self._open) >= _DEEPEST:
            raise self._refuse(at, f"more than {_DEEPEST} levels")
        opened = _Open(at, mark, None, 0 if mark == "[" else "")
        if not self._open:
            self._roots += 1
            opened.branch = self._top.open(self._roots - 1) if self._is_sequence else self._top
        else:
            above = self._open[-1]
            if above.key == "":
                opened.header = above.branch
            elif above.branch is not None and not _is_aside(above.key):
                opened.branch = above.branch.open(above.key)
        self._open.append(opened)
        self._awaits = _KEY if mark == "{" else _VALUE

    def _close_collection(self, mark: str, at: int) -> None:
        matches = bool(self._open) and _CLOSERS[self._open[-1].mark] == mark
        self._expect(at, *((_COMMA, _KEY if mark == "}" else _VALUE) if matches else ()))
        if not matches:
            return
        closed = self._open.pop()
        self._awaits = _COMMA if self._open else _VALUE
        if len(self._open) == 1:
            self._has_messages_only = self._has_messages_only and closed.says

    def _take_word(self, start: int, stop: int, *, has_colon: bool) -> None:
        """Take a string or a bare word: a key when a key is awaited, else a value."""
        is_string = self._text[start] in "\"'"
        if has_colon or self._awaits == _KEY:
            self._expect(start, _KEY)
            if self._open and self._open[-1].mark == "{":
                self._open[-1].key = self._say(start + 1, stop - 1) if is_string else self._text[start:stop]
            self._awaits = _VALUE if has_colon else _COLON
            return
        self._expect(start, _VALUE)
        if not self._open:
            self._roots += 1
        if is_string:
            self._add(start + 1, stop - 1)
        self._awaits = _COMMA if self._open else _VALUE

    def _say(self, start: int, stop: int) -> str:
        """What a string says."""
        if self._text.find("\\", start, stop) < 0:
            return self._text[start:stop]
        return self._segment.compose(_decode(self._text, start, stop)).text

    def _add(self, start: int, stop: int) -> None:
        """Add the string at the place where we are, if it may be text."""
        branch, key = self._find_place()
        # Of the thousands of addresses and digests in a lock file no segment is made.
        if branch is None or (stop - start > _LONGEST_TAG and is_for_programs(self._text[start:stop])):
            return
        made = self._segment.compose(_decode(self._text, start, stop))
        if made.text.strip():
            self._strings.append((branch, key, made, self._note_message()))

    def _find_place(self) -> tuple[Branch | None, Key]:
        """The branch and key of a string here; no branch where none is text."""
        if not self._open:
            return self._top, self._roots - 1 if self._is_sequence else ""
        inside = self._open[-1]
        if inside.key == "@@locale":
            return inside.branch, "locale"
        if inside.header is not None and str(inside.key).lower() in ("lang", "language"):
            return inside.header, "lang"
        return None if _is_aside(inside.key) else inside.branch, inside.key

    def _note_message(self) -> bool:
        """See what the string here is in a file of messages: whether it is only told to translators."""
        if len(self._open) < 2:
            self._has_messages_only = False
            return False
        inside = self._open[1]
        if len(self._open) == 2 and inside.key in _MESSAGES:
            inside.says = inside.says or self._open[0].mark == "{" or inside.key == "defaultMessage"
        return inside.key in _NOTES


def _is_aside(key: Key) -> bool:
    """Whether what a key holds is about other values, as `"@key": {...}` is in ARB."""
    return isinstance(key, str) and key.startswith("@")


def _decode(text: str, start: int, stop: int) -> Iterator[Piece]:
    """Yield what stands between two quotation marks, with its escapes decoded."""
    done = start
    at = text.find("\\", start, stop)
    while at >= 0:
        escape = _ESCAPE.match(text, at, stop)
        if escape is None:
            at = text.find("\\", at + 1, stop)
            continue
        if done < at:
            yield Piece(done, at)
        done = escape.end()
        yield Piece(at, done, _show(escape))
        at = text.find("\\", done, stop)
    if done < stop:
        yield Piece(done, stop)


def _show(escape: re.Match[str]) -> str:
    """What an escape says; half a surrogate pair is no character."""
    if escape[1]:
        return chr(0x10000 + ((int(escape[1], 16) & 0x3FF) << 10) + (int(escape[2], 16) & 0x3FF))
    if digits := escape[3] or escape[4]:
        code = int(digits, 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
    return "" if escape[5] else _SIGNS.get(escape[6], escape[6])
