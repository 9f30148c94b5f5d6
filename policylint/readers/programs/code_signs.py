"""The signs that programs of most languages share, and a scan that tells `Texts` of them."""

import re
from collections.abc import Callable, Iterator

from policylint.documents import Piece, Segment
from policylint.readers.programs.literals import Texts

_PATIENCE = 20  # times the length of a program
# The end of a line, unless the next one goes on with an expression.
LINE = r"(?:\r\n?|\n)(?!\s{0,200}[+.?:&|])"

# A slash begins a regular expression where a value is expected.
BEFORE_REGEX = re.compile(
    r"(?:\A|[(,=:\[!&|?{};+*%<>~^-]|\b(?:return|typeof|case|in|of|do|else|if|unless|when|and|or|not|then))\s*+\Z"
)
REGEX = re.compile(r"/(?![*/])(?:[^/\\\[\r\n]{1,200}+|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n]){0,200}+\]){1,50}+/[a-z]*+")

# Where a literal begins and ends, and what it is made of; nothing when it is no literal, no pieces when it is no text.
Literal = tuple[int, int, list[Piece] | None] | None

_STEPS: dict[str, Callable[[Texts, int, int], None]] = {
    name: getattr(Texts, name)
    for name in "open close arrow compare assign joint part ask key divide comment line".split()
}
_STEPS["continued"] = Texts.comment


def make_tokens(*special: str, starts: str = "", joint: str = r"\+", line: str = "") -> re.Pattern[str]:
    """Make the expression for the tokens of a language: its comments and what opens its literals, then the signs.

    `starts` are the characters which those begin with, as a class of characters has them; `line` is the end of a line,
    where that may end a statement. Where no token begins a match has no group.
    """
    signs = [
        r"(?P<skip>\+\+|::|\?->|\?\.|:=)",
        r"(?P<continued>\\(?:\r\n?|\n))",
        r"(?P<arrow>=>)",
        r"(?P<compare>[=!]==?|<=>?|>=|[=!]~)",
        r"(?P<assign>=)",
        r"(?P<part>\|\||&&|\?\?|\?:)",
        rf"(?P<joint>{joint})",
        r"(?P<open>[(\[{])",
        r"(?P<close>[)\]}])",
        r"(?P<ask>\?)",
        r"(?P<key>:)",
        r"(?P<divide>[,;])",
    ]
    if line:
        starts += r"\r\n"
        signs.append(rf"(?P<line>{line})")
    return re.compile(rf"[^{starts}\"'+:?=!<>|&(\[{{)\]}},;\\]*+(?:{'|'.join([*special, *signs])}|.)", re.DOTALL)


def tell(texts: Texts, token: re.Match[str]) -> bool:
    """Tell of a comment or sign; False when the token is something else."""
    kind = token.lastgroup or ""
    step = _STEPS.get(kind)
    if step is not None:
        step(texts, *token.span(kind))
    return step is not None


class Closers:
    """Looks for the ends of literals; when too much was looked through in vain, no literal has one any more."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left = _PATIENCE * len(text)

    def match(self, body: re.Pattern[str], at: int, *, in_line: bool = False) -> re.Match[str] | None:
        """Match the inside of a literal with its end, which may have to be in the same line."""
        if self._left < 0:
            return None
        found = body.match(self._text, at)
        if found is None:
            end = self._text.find("\n", at) if in_line else -1
            self._left -= (end if end >= 0 else len(self._text)) - at
        return found


def read_code(
    segment: Segment, texts: Texts, tokens: re.Pattern[str], read_literal: Callable[[Closers, re.Match[str]], Literal]
) -> Iterator[Segment]:
    """Yield the texts of a program; `read_literal` reads what tokens of the group `literal` begin."""
    text = segment.text
    closers = Closers(text)
    at = 0
    while token := tokens.match(text, at):
        at = token.end()
        if token.lastgroup == "literal":
            literal = read_literal(closers, token)
            if literal is not None:
                start, at, pieces = literal
                if pieces is not None:
                    texts.literal(start, at, pieces)
        else:
            tell(texts, token)
    yield from texts.finish()
