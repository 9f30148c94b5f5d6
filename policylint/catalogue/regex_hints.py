"""What a regular expression can't match without: bits of text, one of which must be there, read from its syntax."""

import re._constants as codes  # the standard library's own parser: its names have been stable since Python 3.11
import re._parser as parser
from collections.abc import Iterable
from typing import Any

_MOST = 60  # more bits than these cost more to look for than the expression itself
_REPEATS = frozenset({codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT})
Hints = frozenset[str]


def find_hints(source: str) -> tuple[str, ...]:
    """Bits of text in lower case, one of which is part of every match; empty when nothing can be said."""
    return tuple(sorted(_of_sequence(parser.parse(source))))


def _of_sequence(steps: Iterable[tuple[Any, Any]]) -> Hints:
    """The most telling of what the steps of a sequence ask for."""
    best: Hints = frozenset()
    run = ""
    for operation, argument in steps:
        if operation is codes.LITERAL:
            run += chr(argument).lower()
            continue
        best, run = _better(best, _of_run(run)), ""
        best = _better(best, _of_step(operation, argument))
    return _better(best, _of_run(run))


def _of_step(operation: Any, argument: Any) -> Hints:
    if operation is codes.SUBPATTERN:
        return _of_sequence(argument[-1])
    if operation is codes.ATOMIC_GROUP:
        return _of_sequence(argument)
    if operation in _REPEATS and argument[0] > 0:
        return _of_sequence(argument[2])
    if operation is codes.BRANCH:
        branches = [_of_sequence(branch) for branch in argument[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if operation is codes.ASSERT:
        return _of_sequence(argument[1])
    return frozenset()


def _of_run(run: str) -> Hints:
    return frozenset({run}) if run.strip() else frozenset()


def _better(one: Hints, other: Hints) -> Hints:
    """The set whose shortest bit is longer; of equals the smaller one."""
    if not one or not other:
        return one or other
    return max(one, other, key=_worth)


def _worth(hints: Hints) -> tuple[bool, int, int]:
    return len(hints) <= _MOST, min(map(len, hints)), -len(hints)
