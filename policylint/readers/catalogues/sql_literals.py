"""String literals of SQL in all its dialects: how far each goes, and what it says."""

import re
from collections.abc import Iterator

from policylint.documents import Piece
from policylint.readers.programs.strings import PAIR, unescape

_COMMENT = r"--[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|(?<![^\r\n])(?:REM|PROMPT)\b[^\r\n]*+"
_NAME = r"`[^`]*+`|\[[^\[\]'\"\r\n]*+\]"
_ESCAPING = r"'(?:[^'\\]++|\\.|'')*+'"
# Where a backslash is an escape as in MySQL, and where it is none but in E''.
_LITERALS = {
    True: rf"(?P<comment>{_COMMENT}|(?<![^\s;])#[^\r\n]*+)|(?P<string>(?:(?<!\w)[NnEe])?{_ESCAPING}"
    rf"|\"(?:[^\"\\]++|\\.|\"\")*+\")|(?P<name>{_NAME})|(?P<unclosed>['\"])",
    False: rf"(?P<comment>{_COMMENT})|(?P<escaping>(?<!\w)[Ee]{_ESCAPING})"
    rf"|(?P<string>(?:(?<!\w)[Nn])?'(?:[^']++|'')*+')"
    rf"|(?P<name>{_NAME}|\"(?:[^\"]++|\"\")*+\")"
    r"|(?P<dollar>(?<![\w$])\$(?:[^\W\d]\w*+)?\$)|(?P<unclosed>')",
}
_LITERAL = {mode: re.compile(pattern, re.DOTALL | re.IGNORECASE) for mode, pattern in _LITERALS.items()}
TOKEN = {
    mode: re.compile(rf"{pattern}|(?P<word>(?<!\w)[^\W\d]\w*+)|(?P<mark>[(),;=\[\]])", re.DOTALL | re.IGNORECASE)
    for mode, pattern in _LITERALS.items()
}
_MYSQL = re.compile(
    r"(?:INTO|TABLE|EXISTS|UPDATE)\s++`|ENGINE\s?=|(?:MySQL|MariaDB) dump|/\*!\d{5}|AUTO_INCREMENT", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\bPRAGMA\b|\bAUTOINCREMENT\b|(?<!\w)E'|::\w|\[dbo\]|^GO\s*+$|\bnextval\(|\bPostgreSQL\b",
    re.MULTILINE | re.IGNORECASE,
)
# What pg_dump writes; lines of copied values know no quotation marks.
_COPIES = re.compile(r"\bFROM\s++stdin\b", re.IGNORECASE)
# What may follow a string at once.
_BEHIND = frozenset((*" \t\r\n,);:|+-=]/*", ""))

_ESCAPED = (
    rf"\\(?:{PAIR}|(?P<hex>u[\da-fA-F]{{4}}|U[\da-fA-F]{{8}})|(?P<octal>[0-7]{{1,3}}(?:\\[0-7]{{1,3}})*+)"
    r"|(?P<octets>x[\da-fA-F]{2}(?:\\x[\da-fA-F]{2})*+|x[\da-fA-F]))"
)
# How each kind of string is escaped.
_ESCAPES = {
    "none": re.compile(r"(?!)"),
    "plain": re.compile(r"'(?P<sign>')"),
    "mysql": re.compile(r"(?:'(?=')|\"(?=\")|\\)(?P<sign>.)", re.DOTALL),
    "escaping": re.compile(rf"{_ESCAPED}|(?:'(?=')|\\)(?P<sign>.)", re.DOTALL),
    "copy": re.compile(rf"{_ESCAPED}|\\(?P<sign>.)", re.DOTALL),
}
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v"}
_MYSQL_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "0": "\0", "Z": "\x1a", "%": "\\%", "_": "\\_"}


def escapes_by_backslash(text: str) -> bool:
    """Whether a backslash in a string is an escape: as the quotation marks fit, else as is usual in the dialect."""
    if _COPIES.search(text):
        return False
    is_likely = _MYSQL.search(text) is not None or ("\\n" in text and _OTHERS.search(text) is None)
    if "\\'" not in text and '\\"' not in text:
        return is_likely
    fits = {mode: _find_misfit(text, _LITERAL[mode]) for mode in (True, False)}
    return is_likely if fits[True] == fits[False] else fits[True] > fits[False]


def _find_misfit(text: str, literal: re.Pattern[str]) -> int:
    """Where a string ends as no string can; the end of the text when none does."""
    for token in literal.finditer(text):
        if token.lastgroup == "unclosed":
            return token.start()
        if token.lastgroup in ("string", "escaping") and text[token.end() : token.end() + 1] not in _BEHIND:
            return token.start()
    return len(text)


def decode(text: str, start: int, stop: int, kind: str) -> Iterator[Piece]:
    """Yield a stretch of a string of this kind with its escapes decoded."""
    return unescape(text, start, stop, _ESCAPES[kind], _MYSQL_SIGNS if kind == "mysql" else _SIGNS)
