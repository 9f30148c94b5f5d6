"""String literals of program code: which are prose, and what they say."""

import re
from collections.abc import Iterator

from policylint.documents import Piece, Segment
from policylint.readers import html, plain, templates

_PROSE = re.compile(r"[^\W\d_]{2,}+[,:;–—-]? [^\W\d_]|[^\W\d_]{2,}+ \S++ [^\W\d_]{2}")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,5})\}|x([0-9a-fA-F]{2})|(\r\n|[^ux]))", re.DOTALL)
_SIGNS = {"n": "\n", "r": "\n", "t": "\t", "v": " ", "f": " ", "0": "", "\n": "", "\r\n": "", "\r": ""}
_MARKUP = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9-]*+(?:\s[^<>]*+)?/?|!--)>")
# What programs say to themselves: queries, class lists, paths, formats.
_CODE = re.compile(
    r"^\s*+(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER)\s|[;{}]\s*+$|[a-z]-[a-z\d]++ [a-z]++-[a-z\d]", re.ASCII
)


def is_prose(text: str) -> bool:
    """Whether a string literal is a text for people: two words or more, and no code."""
    return _PROSE.search(text) is not None and (_CODE.search(text) is None or "." in text.rstrip()[-1:])


def read_string(segment: Segment, pieces: list[Piece]) -> Iterator[Segment]:
    """Read pieces of string literals, which make up one text, as plain text or HTML."""
    made = segment.compose([part for piece in pieces for part in _unescape(segment.text, piece)])
    if not is_prose(made.text):
        return
    for ready in templates.read(made):
        reader = html.read if _MARKUP.search(ready.text) else plain.read
        yield from reader(ready)


def _unescape(text: str, piece: Piece) -> Iterator[Piece]:
    if piece.text is not None:
        yield piece
        return
    done = piece.start
    for escape in _ESCAPE.finditer(text, piece.start, piece.stop):
        if done < escape.start():
            yield Piece(done, escape.start())
        yield Piece(*escape.span(), _decode(escape))
        done = escape.end()
    if done < piece.stop:
        yield Piece(done, piece.stop)


def _decode(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2] or escape[3]
    if digits:
        return chr(int(digits, 16))
    return _SIGNS.get(escape[4], escape[4])
