"""String literals of SQL in all its dialects: how far each goes, and what it says."""

import re
from collections.abc import Iterator

from policylint.documents import Piece

_COMMENT = r"--[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|(?<![^\r\n])(?:REM|PROMPT)\b[^\r\n]*+"
_NAME = r"`[^`]*+`|\[[^\[\]'\"\r\n]*+\]"
_ESCAPING = r"'(?:[^'\\]++|\\.|'')*+'"
# Where a backslash is an escape as in MySQL, and where it is none but in E''.
_LITERALS = {
    True: rf"(?P<comment>{_COMMENT}|(?<![^\s;])#[^\r\n]*+)|(?P<string>(?:(?<!\w)[NnEe])?{_ESCAPING}"
    rf"|\"(?:[^\"\\]++|\\.|\"\")*+\")|(?P<name>{_NAME})|(?P<unclosed>['\"])",
    False: rf"(?P<comment>{_COMMENT})|(?P<escaping>(?<!\w)[Ee]{_ESCAPING})"
    rf"|(?P<string>(?:(?<!\w)[Nn])?'(?:[^']++|'')*+')|(?P<name>{_NAME}|\"(?:[^\"]++|\"\")*+\")|(?P<dollar>(?<![\w$])\$(?:[^\W\d]\w*+)?\$)|(?P<unclosed>')",
}
_LITERAL = {mode: re.compile(pattern, re.DOTALL | re.IGNORECASE) for mode, pattern in _LITERALS.items()}
TOKEN = {
    mode: re.compile(rf"{pattern}|(?P<word>(?<!\w)[^\W\d]\w*+)|(?P<mark>[(),;=])", re.DOTALL | re.IGNORECASE)
    for mode, pattern in _LITERALS.items()
}
_MYSQL = re.compile(
    r"(?:INTO|TABLE|EXISTS|UPDATE)\s++`|ENGINE\s?=|(?:MySQL|MariaDB) dump|/\*!\d{5}|AUTO_INCREMENT", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\bPRAGMA\b|\bAUTOINCREMENT\b|(?<!\w)E'|::\w|\bCOPY\s[^;']*+FROM\s+stdin|\[dbo\]|^GO\s*+$|\bnextval\(|\bPostgreSQL\b",
    re.MULTILINE | re.IGNORECASE,
)
# What may follow a string at once.
_BEHIND = frozenset((*" \t\r\n,);:|+-=]/*", ""))

_DOUBLED = r"''"
_BYTES = r"((?:\\x[\da-f]{1,2}|\\[0-7]{1,3})++)|\\(?:u([\da-f]{4})|U([\da-f]{8})|(.))"
# How each kind of string is escaped.
ESCAPES = {
    "none": re.compile(r"(?!)"),
    "plain": re.compile(_DOUBLED),
    "mysql": re.compile(rf"{_DOUBLED}|\"\"|\\(.)", re.DOTALL),
    "escaping": re.compile(f"{_DOUBLED}|{_BYTES}", re.DOTALL | re.IGNORECASE),
    "copy": re.compile(_BYTES, re.DOTALL | re.IGNORECASE),
}
_BYTE = re.compile(r"\\(?:x([\da-f]{1,2})|([0-7]{1,3}))", re.IGNORECASE)
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v"}
_MYSQL_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "0": "\0", "Z": "\x1a", "%": "\\%", "_": "\\_"}


def escapes_by_backslash(text: str) -> bool:
    """Whether a backslash in a string is an escape: as the quotation marks fit, else as is usual in the dialect."""
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
    done = start
    for escape in ESCAPES[kind].finditer(text, start, stop):
        if done < escape.start():
            yield Piece(done, escape.start())
        yield Piece(*escape.span(), _decode_mysql(escape) if kind == "mysql" else _decode_other(escape))
        done = escape.end()
    if done < stop:
        yield Piece(done, stop)


def _decode_mysql(escape: re.Match[str]) -> str:
    return _MYSQL_SIGNS.get(escape[1], escape[1]) if escape[1] else escape[0][0]


def _decode_other(escape: re.Match[str]) -> str:
    if escape[0] == "''":
        return "'"
    if escape[1]:
        values = (int(byte[1], 16) if byte[1] else int(byte[2], 8) & 0xFF for byte in _BYTE.finditer(escape[1]))
        return bytes(values).decode("utf-8", "replace")
    digits = escape[2] or escape[3]
    if digits:
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"
    return _SIGNS.get(escape[4], escape[4])
