"""String literals of program code: which are prose, and what they say."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from policylint.documents import PLACEHOLDER, Piece
from policylint.readers.expressions import name_placeholder

_PROSE = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{2,}+(?:['’][^\W\d_]++)?[,:;–—-]?[ \u00a0\u202f][^\W\d_]|[^\W\d_]{2,}+ \S++ [^\W\d_]{2})")
_HIGH, _LOW = "[dD][89abAB][0-9a-fA-F]{2}", "[dD][c-fC-F][0-9a-fA-F]{2}"
# What two halves of a character beyond the first 65,536 are written as, behind a backslash.
PAIR = rf"(?P<pair>[uU]{_HIGH}\\[uU]{_LOW})"
# What programs say to themselves: queries, styles, lists of classes, expressions, statements.
_CODE = re.compile(
    r"\A\s*+(?:SELECT\b[^;]{1,500}?\bFROM\b|(?:INSERT|REPLACE)\s++INTO\b|UPDATE\s++\S++\s++SET\b|DELETE\s++FROM\b"
    r"|(?:CREATE|ALTER|DROP)\s++(?:TABLE|INDEX|UNIQUE|DATABASE|VIEW|TRIGGER|TEMP\w*)\b|select \*|(?:[A-Z]+ )?(?:WHERE|ORDER BY) )"
    r"|\(\?[:P=!<]|\\[dswDSW](?![A-Za-z])|\[\^|\.\*|(?<![-=])[=!]==?(?!=)|\s=> |&&|\|\||\w\(\)\s*+[;{:]|\b(?:function|def|class) \w*+\s?\("
    r"|(?:\A|[\s;{])(?:color|background|font|margin|padding|border|display|position|width|height|max-width|text-align)(?:-\w++)*+:\s?+[^\s;][^;}]*+[;}]"
    r"|\A\s*+(?:return|static|const|var|let|int|void|char|throw)\b[^.!?]*+;\s*+\Z|[=()\[\]][^=()\[\].!?]{0,80}+[;{}]\s*+\Z"
)
_BLANKS = re.compile(r"[ \t]*+")
_LINE_END = re.compile(r"\r\n?|\n")
_CLASSES = re.compile(r"\s*+(?:[a-z\d]++(?:[-:/_.]\[?[a-z\d.%#]++\]?)++\s++|[a-z\d]++\s++(?=\S*[-:]))++[a-z\d:/\[\]._-]++\s*+", re.ASCII)


def has_words(text: str) -> bool:
    """Whether two words or more stand beside each other."""
    return _PROSE.search(text) is not None


def is_prose(text: str) -> bool:
    """Whether a string literal is a text for people: two words or more, and no code."""
    return has_words(text) and _CODE.search(text) is None and _CLASSES.fullmatch(text) is None


def unescape(text: str, start: int, stop: int, escape: re.Pattern[str], signs: Mapping[str, str]) -> Iterator[Piece]:
    """Yield a stretch of a string literal, with what its escapes stand for.

    The groups of `escape` tell what is written: `pair` and `hex` a code point, `octal` and `octets` the bytes of one in
    UTF-8, `named` a character by its name, `line` a line end, `field` an expression whose value is put there, `sign`
    what `signs` knows or itself; an escape without a group says nothing.
    """
    done = start
    for found in escape.finditer(text, start, stop):
        if done < found.start():
            yield Piece(done, found.start())
        if found.lastgroup == "field":
            yield Piece(*found.span(), name_placeholder(found["field"]), PLACEHOLDER)
        else:
            yield Piece(*found.span(), _show(found, signs))
        done = found.end()
    if done < stop:
        yield Piece(done, stop)


def _show(escape: re.Match[str], signs: Mapping[str, str]) -> str:
    group = escape.lastgroup
    said = escape[group] if group else ""
    if group == "pair":
        return chr(0x10000 + ((int(said[1:5], 16) & 0x3FF) << 10) + (int(said[7:11], 16) & 0x3FF))
    if group == "hex":
        code = int(said.strip("uUx{}"), 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)
    if group == "octal":
        octets = bytes(int(digits, 8) & 0xFF for digits in said.split("\\"))
        return octets.decode("latin-1" if len(octets) == 1 else "utf-8", "replace")
    if group == "octets":
        return bytes.fromhex(said.replace("x", "").replace("\\", "").zfill(2)).decode("utf-8", "replace")
    if group == "line":
        return "\n"
    if group == "named":
        return _look_up(said) or escape[0]
    return signs.get(said, said)


def _look_up(name: str) -> str:
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return ""


def stretch(opener: str, brackets: str = "{}") -> str:
    """Make the expression for what stands in brackets inside a string: with quotes, and with brackets in brackets.

    Everything in it is bounded, so that a million openers take no longer than a million letters.
    """
    start, stop = map(re.escape, brackets)
    plain_or_quoted = rf"[^{start}{stop}\"'\r\n]|\"(?:[^\"\\\r\n]|\\.){{0,200}}+\"|'(?:[^'\\\r\n]|\\.){{0,200}}+'"
    return rf"{opener}(?:(?:{plain_or_quoted}|{start}(?:{plain_or_quoted}){{0,200}}+{stop}){{1,400}}+){stop}"


def cut_indents(text: str, start: int, stop: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a stretch of lines that are left when each line loses this many blanks in front."""
    done = at = start
    while True:
        blanks = _BLANKS.match(text, at, min(stop, at + size))
        if blanks and blanks.end() > at:
            if done < at:
                yield done, at
            done = blanks.end()
        end = _LINE_END.search(text, max(at, done), stop)
        if end is None:
            break
        at = end.end()
    if done < stop:
        yield done, stop
