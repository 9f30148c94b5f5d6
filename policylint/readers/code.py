"""Program code (PHP, Python and their like): the string literals that are prose, wherever they stand."""

import re
from collections.abc import Iterator

from policylint.documents import Piece, Segment
from policylint.readers.strings import read_string

_TOKEN = re.compile(
    r"(?P<comment>/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|//[^\n]*+|#[^\n]*+)"
    r"|(?P<long>\"\"\"(?:[^\"\\]++|\\.|\"(?!\"\"))*+(?:\"\"\"|\Z)|'''(?:[^'\\]++|\\.|'(?!''))*+(?:'''|\Z))"
    r"|(?P<string>\"(?:[^\"\\]++|\\.)*+(?:\"|\Z)|'(?:[^'\\]++|\\.)*+(?:'|\Z))"
    r"|<<<[ \t]*+[\"']?(?P<heredoc>\w++)[\"']?[ \t]*+\r?\n",
    re.DOTALL,
)
# So many openers of here-documents without an end are looked after.
_PATIENCE = 20
# Between parts of one text: a line end, `+` or `.`, the next literal's prefix.
_JOINT = re.compile(r"\s*+[+.]?\s*+[fFrRbBuU]{0,2}$")


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the prose of a program's string literals; literals that are joined make one text."""
    if segment.role == "meta":
        yield segment
        return
    text = segment.text
    pieces: list[Piece] = []
    end = 0
    for start, stop, inner in _find_literals(text):
        if pieces and (start - end > 400 or not _JOINT.match(text[end:start])):
            yield from read_string(segment, pieces)
            pieces = []
        pieces.append(Piece(*inner))
        end = stop
    if pieces:
        yield from read_string(segment, pieces)


def _find_literals(text: str) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Yield where each string literal begins and ends, and its inside."""
    at = vain = 0
    while token := _TOKEN.search(text, at):
        at = token.end()
        if token.lastgroup == "heredoc":
            end = re.compile(rf"\n[ \t]*+{token[token.lastgroup]}\b")
            closer = end.search(text, at - 1) if vain < _PATIENCE else None
            if closer is None:
                vain += 1
            else:
                yield token.start(), closer.end(), (at, max(at, closer.start()))
                at = closer.end()
        elif token.lastgroup in ("string", "long"):
            size = 3 if token.lastgroup == "long" else 1
            closed = token[0].endswith(token[0][:size]) and at - token.start() >= 2 * size
            yield token.start(), at, (token.start() + size, at - size if closed else at)
