"""SQL: the strings that statements put into tables, where they are prose, each with its table and column."""

import re
from collections.abc import Iterator
from contextlib import suppress

from policylint.documents import Piece, Segment, find_line_starts, find_position
from policylint.errors import ReadError
from policylint.readers.catalogues import json_strings
from policylint.readers.catalogues.key_paths import Branch, Key, KeyedStrings, name_language
from policylint.readers.catalogues.sql_literals import TOKEN, decode, escapes_by_backslash
from policylint.readers.finding import Finder
from policylint.readers.programs.strings import has_words

_PART = r"(?:`[^`]++`|\"[^\"]++\"|\[[^\]]++\]|[\w$#@]++)"
_TABLE = rf"(?P<table>{_PART}(?:\s*+\.\s*+{_PART})*+)"
_COLUMNS = r"(?:\s*+\((?P<columns>[^()']*+)\))?+"
_HEADERS = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "INSERT": r"(?:INSERT|REPLACE)\s++(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|OR\s++\w++|INTO)\s++)*+"
        + _TABLE
        + _COLUMNS,
        "UPDATE": r"UPDATE\s++(?:(?:LOW_PRIORITY|IGNORE|ONLY|OR\s++\w++)\s++)*+"
        rf"{_TABLE}(?P<columns>)(?:\s++(?:AS\s++)?\w++)??\s++SET\b",
        "COPY": rf"COPY\s++{_TABLE}{_COLUMNS}\s++FROM\s++stdin\b[^;\r\n]*+;[^\S\r\n]*+(?:\r\n?|\n)",
        "CREATE": r"CREATE\s++(?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED)\s++)*+TABLE\s++(?:IF\s++NOT\s++EXISTS\s++)?+"
        rf"{_TABLE}(?P<columns>)\s*+(?=\()",
    }.items()
}
_HEADERS["REPLACE"] = _HEADERS["INSERT"]
_EACH_PART = re.compile(_PART)
_JOINT = re.compile(r"\s*+(?:\|\||\+)?\s*+")
_LINE = re.compile(r"([^\r\n]*+)(?:\r\n?|\n|\Z)")
# With these words another statement begins, with or without a semicolon before it; behind those are no more values.
_STATEMENTS = frozenset("ALTER CREATE DECLARE DELETE DROP EXEC GO GRANT TRUNCATE USE".split())
_BLOCKS = frozenset("BEGIN CALL COMMIT ELSE END EXECUTE IF PRINT RAISERROR RETURN".split())
_CONDITIONS = frozenset("FROM WHERE HAVING RETURNING JOIN".split())
_KEYWORDS = _STATEMENTS | _BLOCKS | _CONDITIONS | set(_HEADERS) | {"VALUES", "VALUE", "SELECT", "SET", "UNION"}
_NO_COLUMNS = frozenset("PRIMARY KEY UNIQUE CONSTRAINT FULLTEXT INDEX FOREIGN CHECK SPATIAL EXCLUDE LIKE".split())
_SAYS_LANGUAGE = re.compile(r"(?:\w*_)?(?:lang|language|locale)(?:_?(?:code|iso))?", re.IGNORECASE)
_LONGEST_JOINT = 200
_LONGEST_CODE = 10
_LETTER = re.compile(r"[^\W\d_]")
_TEMPLATE = re.compile(r"\{[{%]|<[%?]")
_PHP = re.compile(r"[aOs]:\d++:[{\"]")
_PHP_STRING = re.compile(r"\bs:\d++:\"((?:[^\"]++|\"(?!;))*+)(?:\";|\Z)")
_JSON = re.compile(r"\s*+(?:\{\s*+\"|\[\s*+[\"{\[])")


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the prose among the strings that are inserted, updated or copied.

    Raises ReadError for a string that is never closed, unless there are template tags around.
    """
    scanner = _Scanner(segment)
    scanner.scan()
    yield from scanner.finish()


class _Scanner:
    """Goes through a file once and collects what is put into which column."""

    def __init__(self, segment: Segment) -> None:
        self._text = segment.text
        self._texts = _Texts(segment)
        self._finder = Finder(segment.text)
        self._escapes = escapes_by_backslash(segment.text)
        self._known: dict[str, list[str]] = {}
        # Parts of one text: `'a' || 'b'`.
        self._parts: list[Piece] = []
        self._end = self._depth = 0
        self._begin("", "", [])

    def _begin(self, does: str, table: str, columns: list[str]) -> None:
        """Begin a statement; `does` is what it does at this point of it."""
        self._does, self._table = does, table
        self._columns = columns
        self._index = 0
        self._base = self._depth
        self._column = self._name = ""
        self._texts.open_row(table)

    def scan(self) -> None:
        """Read all tokens."""
        at = 0
        while token := TOKEN[self._escapes].search(self._text, at):
            at = token.end()
            kind = token.lastgroup
            if kind in ("string", "escaping"):
                quoted = token.start() + (1 if token[0][0] in "'\"" else 2)
                self._take_string(token.start(), at, quoted, at - 1, self._name_escapes(kind))
            elif kind == "word":
                at = self._take_word(token[0].upper(), token)
            elif kind == "mark":
                self._take_mark(token[0])
            elif kind == "name":
                self._take_name(token[0][1:-1])
            elif kind == "dollar":
                at = self._take_dollar(token)
            elif kind == "unclosed":
                if not _TEMPLATE.search(self._text):
                    line = find_position(find_line_starts(self._text), token.start())[0]
                    raise ReadError(f"broken SQL: a string in {token[0]} is never closed", line=line)
                break
        self._flush()

    def finish(self) -> Iterator[Segment]:
        """Yield all texts."""
        return self._texts.finish()

    def _name_escapes(self, kind: str) -> str:
        return "mysql" if self._escapes else "escaping" if kind == "escaping" else "plain"

    def _take_string(self, start: int, stop: int, inner: int, end: int, escapes: str) -> None:
        if self._does not in ("values", "set") or self._depth < self._base:
            return
        if self._parts and not (start - self._end < _LONGEST_JOINT and _JOINT.fullmatch(self._text, self._end, start)):
            self._flush()
        self._parts.append(Piece(inner, end, escapes))
        self._end = stop

    def _flush(self) -> None:
        """End the text under construction."""
        if self._parts:
            self._texts.add(self._parts, self._find_key())
            self._parts = []

    def _find_key(self) -> Key:
        if self._does == "set":
            return self._column
        return self._columns[self._index] if self._index < len(self._columns) else self._index + 1

    def _take_mark(self, mark: str) -> None:
        self._flush()
        if mark in "([":
            self._depth += 1
            if self._depth == self._base and self._does == "values":
                self._index = 0
                self._texts.open_row(self._table)
        elif mark in ")]":
            self._depth -= 1
        elif mark == ";":
            self._depth = 0
            self._begin("", "", [])
        elif self._depth == self._base:
            if mark == ",":
                self._index += 1
            else:
                self._column = self._name
        if self._does == "create" and self._depth == self._base and mark in "(,":
            self._name = ""

    def _take_name(self, name: str) -> None:
        """Take an identifier; the first one of each part of CREATE TABLE is a column."""
        if self._does == "create" and self._depth == self._base and not self._name and name.upper() not in _NO_COLUMNS:
            self._columns.append(name)
        self._name = name

    def _take_word(self, word: str, token: re.Match[str]) -> int:
        if word not in _KEYWORDS:
            self._take_name(token[0])
            return token.end()
        header = _HEADERS[word].match(self._text, token.start()) if word in _HEADERS else None
        if header:
            self._flush()
            return self._take_header(word, header)
        does, beyond = self._does, self._depth - self._base
        if word in ("VALUES", "VALUE") and does == "insert":
            self._turn("values", self._depth + 1)
        elif word == "SELECT" and (does == "insert" or (does == "values" and beyond == 0)):
            self._turn("values", self._depth)
            self._texts.open_row(self._table)
        elif (word == "SET" and does == "insert") or (word == "UPDATE" and does == "values"):
            self._turn("set", self._depth)
        elif word in _CONDITIONS and does in ("values", "set") and beyond == 0:
            self._turn("select", self._depth)
        elif word == "UNION" and does == "select":
            self._turn("insert", self._depth)
        elif does != "create" and ((word in _STATEMENTS and beyond <= 0) or (word in _BLOCKS and beyond < 0)):
            self._flush()
            self._begin("", "", [])
        else:
            self._take_name(token[0])
        return token.end()

    def _turn(self, does: str, base: int) -> None:
        self._flush()
        self._does, self._base, self._index = does, base, 0

    def _take_header(self, word: str, header: re.Match[str]) -> int:
        """Take the beginning of a statement, down to what it puts into the table."""
        table = _unquote(_EACH_PART.findall(header["table"])[-1])
        listed = header["columns"] or ""
        columns = [_unquote(each) for each in _EACH_PART.findall(listed)] or self._known.get(table, [])
        if word == "CREATE":
            columns = self._known[table] = []
        does = {"UPDATE": "set", "CREATE": "create"}.get(word, "insert")
        self._begin(does, table, columns)
        if word == "CREATE":
            self._base += 1
        if word != "COPY":
            return header.end()
        end = self._copy(header.end())
        self._begin("", "", [])
        return end

    def _take_dollar(self, token: re.Match[str]) -> int:
        end = self._finder.find(token[0], token.end())
        if end < 0:
            return token.end()
        stop = end + len(token[0])
        self._take_string(token.start(), stop, token.end(), end, "none")
        return stop

    def _copy(self, at: int) -> int:
        r"""Read the lines of tab-separated values of PostgreSQL, which `\.` ends."""
        for line in _LINE.finditer(self._text, at):
            if line[1] == "\\." or line.end() == len(self._text):
                return line.end()
            self._texts.open_row(self._table)
            self._index = 0
            start = line.start()
            for field in line[1].split("\t"):
                self._texts.add([Piece(start, start + len(field), "copy")], self._find_key())
                start += len(field) + 1
                self._index += 1
        return len(self._text)


class _Texts:
    """Collects texts by row and column."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._strings = KeyedStrings(segment)
        self._table = ""
        self._root = self._row = Branch()

    def open_row(self, table: str) -> None:
        """Begin a row of a table; in another column, it may say which language it is in."""
        self._table = table
        self._row = self._root.open(table)

    def add(self, parts: list[Piece], key: Key) -> None:
        """Add the parts of a value, each with how it is escaped in place of its text, if it is prose."""
        text = self._segment.text
        places = [(part.start, part.stop) for part in parts]
        if isinstance(key, str) and _SAYS_LANGUAGE.fullmatch(key) and places[0][1] - places[0][0] < _LONGEST_CODE:
            value = text[slice(*places[0])]
            named = name_language(value.lower(), at_the_top=True)
            self._row.language = (value if named == value.lower() else named) or self._row.language
        elif any(text.find(" ", *part) >= 0 and _LETTER.search(text, *part) for part in places):
            decoded = (piece for part in parts for piece in decode(text, part.start, part.stop, part.text or ""))
            branch = self._find_branch(key)
            for made in _take_apart(self._segment.compose(decoded)):
                if has_words(made.text):
                    self._strings.add(branch, key, made)

    def _find_branch(self, key: Key) -> Branch:
        """The row, or the part of it that is in the language that a column such as `body_ru` names."""
        suffix = key.rpartition("_")[2] if isinstance(key, str) and "_" in key else ""
        if not name_language(suffix):
            return self._row
        branch = self._root.open(self._table)
        branch.language = suffix
        return branch

    def finish(self) -> Iterator[Segment]:
        """Yield all texts."""
        return self._strings.finish()


def _take_apart(value: Segment) -> Iterator[Segment]:
    """Yield the strings in a value that PHP or JSON has put together, or the value."""
    if _PHP.match(value.text):
        for string in _PHP_STRING.finditer(value.text):
            yield value.cut(*string.span(1))
        return
    if _JSON.match(value.text):
        with suppress(ReadError):
            yield from [made for made in json_strings.read(value) if made.role != "meta"]
            return
    yield value


def _unquote(name: str) -> str:
    return name[1:-1] if name[0] in '`"[' else name
