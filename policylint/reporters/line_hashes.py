"""The hash by which GitHub's code scanning knows a line again, as its own action `upload-sarif` computes it.

It is a polynomial over the first hundred characters from the start of the line, spaces left out, followed by how many
lines had the same hash before. A report without it is uploaded through the action only; one with another value makes
the action complain of each finding.
"""

import re
from collections import Counter
from collections.abc import Iterator

_BLOCK = 100
_BASE = 37
_MASK = (1 << 64) - 1
_END = "\uffff"
_SPACES = re.compile(r"[ \t]+")
_LINE_END = re.compile(r"\r\n?|\n")
_ORDER = "utf-16-le"


def hash_lines(source: str, wanted: frozenset[int], *, has_mark: bool = False) -> dict[int, str]:
    """Give the hashes of the wanted lines, by their numbers from 1; a byte order mark is part of the first line."""
    hashes = {}
    seen: Counter[int] = Counter()
    for number, block in enumerate(_blocks("\ufeff" * has_mark + source), 1):
        key = hash(block)  # a file may have half a million lines
        seen[key] += 1
        if number in wanted:
            hashes[number] = f"{_hash(block):x}:{seen[key]}"
    return hashes


def _blocks(source: str) -> Iterator[bytes]:
    """The characters that each line is known by: its own and those of the lines below, as far as there are."""
    # Spaces go first: one between CR and LF parts them into two line ends, so line ends are told apart before.
    text = _SPACES.sub("", _LINE_END.sub("\n", source)) + _END
    units = text.encode(_ORDER, "surrogatepass")
    start, newline = 0, "\n".encode(_ORDER)
    for line in text.split("\n"):
        yield units[start : start + 2 * _BLOCK]
        start += len(line.encode(_ORDER, "surrogatepass")) + len(newline)


def _hash(block: bytes) -> int:
    value = 0
    for unit in _units(block):
        value = (value * _BASE + unit) & _MASK
    return value * pow(_BASE, _BLOCK - len(block) // 2, 1 << 64) & _MASK


def _units(block: bytes) -> Iterator[int]:
    return (low | high << 8 for low, high in zip(block[::2], block[1::2], strict=True))
