"""String literals of program code: which are prose, and what they say."""

import re
from collections.abc import Iterable, Iterator, Mapping

from policylint.documents import Piece, Segment
from policylint.readers import html, plain, templates

_PROSE = re.compile(r"[^\W\d_]{2,}+[,:;–—-]? [^\W\d_]|[^\W\d_]{2,}+ \S++ [^\W\d_]{2}")
_HIGH, _LOW = "[dD][89abAB][0-9a-fA-F]{2}", "[dD][c-fC-F][0-9a-fA-F]{2}"
# What two halves of a character beyond the first 65,536 are written as, behind a backslash.
PAIR = rf"(?P<pair>[uU]{_HIGH}\\[uU]{_LOW})"
_ESCAPE = re.compile(
    rf"\\(?:{PAIR}|(?P<hex>u[0-9a-fA-F]{{4}}|u\{{[0-9a-fA-F]{{1,5}}\}}|x[0-9a-fA-F]{{2}})|(?P<sign>\r\n|[^ux]))"
)
_SIGNS = {"n": "\n", "r": "\n", "t": "\t", "v": " ", "f": " ", "0": "", "\n": "", "\r\n": "", "\r": ""}
_MARKUP = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9-]*+(?:\s[^<>]*+)?/?|!--)>")
# What programs say to themselves: queries, class lists, paths, formats.
_CODE = re.compile(
    r"^\s*+(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER)\s|[;{}]\s*+$|[a-z]-[a-z\d]++ [a-z]++-[a-z\d]", re.ASCII
)


def has_words(text: str) -> bool:
    """Whether two words or more stand beside each other."""
    return _PROSE.search(text) is not None


def is_prose(text: str) -> bool:
    """Whether a string literal is a text for people: two words or more, and no code."""
    return has_words(text) and (_CODE.search(text) is None or "." in text.rstrip()[-1:])


def read_string(segment: Segment, pieces: list[Piece]) -> Iterator[Segment]:
    """Read pieces of string literals, which make up one text, as plain text or HTML."""
    made = segment.compose([part for piece in pieces for part in _decode(segment.text, piece)])
    if not _PROSE.search(made.text):
        return
    for ready in templates.read_string(made):
        # A brace that closes a tag is none of a program.
        if is_prose(ready.text):
            reader = html.read if _MARKUP.search(ready.text) else plain.read
            yield from reader(ready)


def _decode(text: str, piece: Piece) -> Iterable[Piece]:
    return [piece] if piece.text is not None else unescape(text, piece.start, piece.stop, _ESCAPE, _SIGNS)


def unescape(text: str, start: int, stop: int, escape: re.Pattern[str], signs: Mapping[str, str]) -> Iterator[Piece]:
    """Yield a stretch of a string literal, with what its escapes stand for.

    The groups of `escape` tell what is written: `pair` and `hex` a code point, `octal` the bytes of one in UTF-8,
    `sign` what `signs` knows or itself; an escape without a group says nothing.
    """
    done = start
    for found in escape.finditer(text, start, stop):
        if done < found.start():
            yield Piece(done, found.start())
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
    return signs.get(said, said)
