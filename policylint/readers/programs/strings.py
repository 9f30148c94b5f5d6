"""Strings of programs and catalogues: what their escapes say, and whether they hold words."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from policylint.documents import PLACEHOLDER, Piece
from policylint.readers.tags.expressions import name_placeholder

_PROSE = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{2,}+(?:(?:['’][^\W\d_]++)?[,:;–—-]?[ \u00a0\u202f][^\W\d_]| \S++ [^\W\d_]{2})"
)
_HIGH, _LOW = "[dD][89abAB][0-9a-fA-F]{2}", "[dD][c-fC-F][0-9a-fA-F]{2}"
# What two halves of a character beyond the first 65,536 are written as, behind a backslash.
PAIR = rf"(?P<pair>[uU]{_HIGH}\\[uU]{_LOW})"
_BLANKS = re.compile(r"[ \t]*+")
_LINE_END = re.compile(r"\r\n?|\n")


def has_words(text: str) -> bool:
    """Whether two words or more stand beside each other."""
    return _PROSE.search(text) is not None


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
    group = escape.lastgroup or ""
    said = escape[group] if group else ""
    show = _SHOWN.get(group)
    return signs.get(said, said) if show is None else show(said)


def _show_pair(said: str) -> str:
    return chr(0x10000 + ((int(said[1:5], 16) & 0x3FF) << 10) + (int(said[7:11], 16) & 0x3FF))


def _show_code_point(said: str) -> str:
    code = int(said.strip("uUx{}"), 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _show_octal(said: str) -> str:
    octets = bytes(int(digits, 8) & 0xFF for digits in said.split("\\"))
    return octets.decode("latin-1" if len(octets) == 1 else "utf-8", "replace")


def _show_octets(said: str) -> str:
    octets = bytes.fromhex("".join(digits.zfill(2) for digits in said.replace("x", "").split("\\")))
    return octets.decode("latin-1" if len(octets) == 1 else "utf-8", "replace")


def _show_named(name: str) -> str:
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return f"\\N{{{name}}}"


_SHOWN: dict[str, Callable[[str], str]] = {
    "pair": _show_pair,
    "hex": _show_code_point,
    "octal": _show_octal,
    "octets": _show_octets,
    "line": lambda _: "\n",
    "named": _show_named,
}


def stretch(opener: str, brackets: str = "{}") -> str:
    """Make the expression for what stands in brackets inside a string: with quotes, and with brackets in brackets.

    Everything in it is bounded, so that a million openers take no longer than a million letters.
    """
    start, stop = map(re.escape, brackets)
    plain_or_quoted = rf"[^{start}{stop}\"'\r\n]|\"(?:[^\"\\\r\n]|\\.){{0,200}}+\"|'(?:[^'\\\r\n]|\\.){{0,200}}+'"
    return rf"{opener}(?:(?:{plain_or_quoted}|{start}(?:{plain_or_quoted}){{0,200}}+{stop}){{1,400}}+){stop}"


def cut_indents(
    text: str, start: int, stop: int, size: int, indent: re.Pattern[str] = _BLANKS
) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a stretch of lines that are left when each line loses an indent of this size at most."""
    done = at = start
    while size:
        blanks = indent.match(text, at, min(stop, at + size))
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
