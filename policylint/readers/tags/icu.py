"""ICU MessageFormat: `{n, plural, one {# hour} other {# hours}}` and its kin, each branch of which is text.

Only arguments that choose between texts are read here; those that print (`{name}`, `{when, date, long}`) are template
tags like any other. What is no complete argument is left as it is.
"""

import re
from collections.abc import Iterator

from policylint.documents import PLACEHOLDER, Piece
from policylint.readers.tags.expressions import divide, name_placeholder, remove

_HEAD = re.compile(
    r"\{\s*+([\w.-]++)\s*+,\s*+(plural|selectordinal|select)\s*+,\s*+(?:offset\s*+:\s*+\d++\s*+)?(?=[^\s{}]++\s*+\{)"
)
_SELECTOR = re.compile(r"\s*+[^\s{}]++\s*+\{")
_END = re.compile(r"\s*+\}")
# `''` is an apostrophe; an apostrophe before a sign of syntax begins a stretch without any.
_QUOTED = r"'[{}]++(?:[^']++|'')*+'"
# Behind `=` it is the value of an attribute.
_QUOTE = re.compile(rf"(?<!=){_QUOTED}")
_SIGN = re.compile(rf"''|{_QUOTED}|'#++(?:[^']++|'')*+'|(?<!&)#|[{{}}]")
_PRINTS = re.compile(r"\{\{[^{}]*+\}\}|\{[^{}]*+\}")
_DEEPEST = 50  # arguments in one another
_PATIENCE = 10  # so many arguments without an end are looked after


def find_arguments(text: str) -> Iterator[Piece]:
    """Yield what stands for the syntax of arguments that choose between texts, and for quoting in a text with such."""
    at = vain = done = 0
    while vain < _PATIENCE and (head := _HEAD.search(text, at)):
        found = _read_argument(text, head)
        if found is None:
            vain += 1
            at = head.end()
            continue
        yield from _unquote_all(text, done, head.start())
        yield from found
        at = done = found[-1].stop
    if done:
        yield from _unquote_all(text, done, len(text))


def _unquote_all(text: str, start: int, stop: int) -> Iterator[Piece]:
    for quoted in _QUOTE.finditer(text, start, stop):
        yield from _unquote(text, *quoted.span())


def _unquote(text: str, start: int, stop: int) -> Iterator[Piece]:
    """Yield what a quoted stretch says: the marks around it go, a doubled one in it is one."""
    if stop - start == 2:
        yield Piece(start, stop, "'")
        return
    yield remove(start, start + 1)
    done = start + 1
    while (at := text.find("''", done, stop - 1)) >= 0:
        yield Piece(done, at)
        yield Piece(at, at + 2, "'")
        done = at + 2
    yield Piece(done, stop - 1)
    yield remove(stop - 1, stop)


def _read_argument(text: str, head: re.Match[str]) -> list[Piece] | None:
    """Read an argument with all that is nested in it; None when it has no end."""
    pieces: list[Piece] = []
    numbers: list[str] = []  # for each argument that is open, what `#` stands for in it
    at = _open(text, head, pieces, numbers)
    while 0 < len(numbers) <= _DEEPEST:
        sign = _SIGN.search(text, at)
        if sign is None:
            return None
        at = sign.end()
        if sign[0][0] == "'":
            if sign[0][1] == "#" and not numbers[-1]:
                at = sign.start() + 1
            else:
                pieces += _unquote(text, *sign.span())
        elif sign[0] == "#":
            if numbers[-1]:
                pieces.append(Piece(*sign.span(), numbers[-1], PLACEHOLDER))
        elif sign[0] == "}":
            end = _close(text, sign.start(), pieces, numbers)
            if end is None:
                return None
            at = end
        elif inner := _HEAD.match(text, sign.start()):
            at = _open(text, inner, pieces, numbers)
        elif prints := _PRINTS.match(text, sign.start()):
            at = prints.end()
        else:
            return None
    return None if numbers else pieces


def _open(text: str, head: re.Match[str], pieces: list[Piece], numbers: list[str]) -> int:
    """Open an argument and its first branch."""
    selector = _SELECTOR.match(text, head.end())
    assert selector is not None
    pieces.append(remove(head.start(), selector.end()))
    outer = numbers[-1] if numbers else ""
    numbers.append(outer if head[2] == "select" else name_placeholder(head[1]))
    return selector.end()


def _close(text: str, at: int, pieces: list[Piece], numbers: list[str]) -> int | None:
    """Close a branch: open the next one, or close the argument; None when neither follows."""
    if selector := _SELECTOR.match(text, at + 1):
        pieces.append(divide(at, selector.end()))
        return selector.end()
    end = _END.match(text, at + 1)
    if end is None:
        return None
    numbers.pop()
    pieces.append(remove(at, end.end()))
    return end.end()
