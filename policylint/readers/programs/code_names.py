"""What stands between the literals of a program: a value that is joined to them, the name of what holds them."""

import re

from policylint.documents import BREAK, PLACEHOLDER, Piece
from policylint.readers.tags.expressions import name_placeholder

_REACH = 100  # characters of an expression that are looked at
# Behind these an expression begins, in front of them it ends.
_LEADING = re.compile(
    r"\s*+(?:(?:return|echo|print|yield|await|else|elseif|case|puts|in|and|or|not|when|then|do)\b\s*+|[|&!?]++\s*+)*+"
)
_BREAK = re.compile(r"\|\||&&|\?\?|[<>](?!\w)|\b(?:if|else|or|and|unless|while|for|in|is|return|to)\b")
_NAME = re.compile(r"(?:\A|[\s({\[,;.>:@])[$@:]?([^\W\d][\w-]*+)\s*+\Z")
_NUMBER = re.compile(r"\s*+(\d{1,9}|[A-Z]\w*+(?:::\w++)?)\s*+")
_LINE_BREAKS = frozenset({"PHP_EOL", "os.linesep", "os.EOL", "EOL", "Environment.NewLine", "System.lineSeparator()"})


def stand_for(text: str, start: int, stop: int) -> Piece:
    """What stands for an expression that is joined to texts."""
    leading = _LEADING.match(text, start, stop)
    begin = leading.end() if leading else start
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    expression = text[begin : min(stop, begin + _REACH)]
    if expression in _LINE_BREAKS:
        return Piece(begin, stop, "\n", BREAK)
    return Piece(begin, stop, name_placeholder(expression), PLACEHOLDER)


def ends_expression(text: str, start: int, stop: int) -> bool:
    """Whether what stands behind a literal begins another expression."""
    return _BREAK.search(text, start, min(stop, start + _REACH)) is not None


def find_key(before: str) -> str | None:
    """The name or number at the end of what stands before a sign, by which a value is held."""
    found = _NAME.search(before) or _NUMBER.fullmatch(before)
    return found[1] if found else None
