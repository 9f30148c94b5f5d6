"""Blocks of Angular and Razor: `@if (late) {`, `} @else {` and the brace that ends them, which no other dialect has."""

import re
from collections.abc import Iterator

from policylint.documents import Piece
from policylint.readers.tags.expressions import divide, remove

_ARGUMENTS = r"\((?:[^()]++|\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\))*+\)"
_BRACE = r"\s*+\{(?![{!%#$])"
_OPENER = (
    rf"(?<![\w@.])@(?:(?:if|for|foreach|while|switch|using|lock|case)\s*+{_ARGUMENTS}"
    rf"|(?:defer|default)(?:\s*+{_ARGUMENTS})?){_BRACE}"
)
_BRANCH = (
    rf"\}}\s*+(?:@?else(?:\s++if\s*+{_ARGUMENTS})?|@(?:empty|placeholder|loading|error)(?:\s*+{_ARGUMENTS})?){_BRACE}"
)
_FIRST = re.compile(_OPENER)
_TOKEN = re.compile(rf"{_OPENER}|{_BRANCH}|[{{}}]")


def find_blocks(text: str) -> Iterator[Piece]:
    """Yield what stands for the syntax of such blocks, in order; other braces are left to those that know them."""
    first = _FIRST.search(text) if "@" in text else None
    if first is None:
        return
    blocks: list[bool] = []
    at = first.start()
    while token := _TOKEN.search(text, at):
        at = token.end()
        if token[0] == "{":
            blocks.append(False)
        elif token[0][0] == "@":
            blocks.append(True)
            yield (divide if token[0].startswith(("@case", "@default")) else remove)(*token.span())
        elif token[0] == "}":
            if blocks and blocks.pop():
                yield remove(*token.span())
        elif blocks and blocks[-1]:
            yield divide(*token.span())
        else:
            at = token.start() + 1
            blocks[-1:] = []
