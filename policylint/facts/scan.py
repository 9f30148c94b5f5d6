"""Text -> tokens, with what is already known (links, clock times, template variables) as single tokens."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from policylint.facts.lexicon import lexicon

# Two noncharacters in turn stand for known ranges, so that neighbours stay apart.
_MARKS = ("\ufdd0", "\ufdd1")
# An apostrophe or hyphen is a token of its own; a blank line is one too, so that no fact reaches over it.
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|\ufdd0+|\ufdd1+|\n\s*\n|_+|[^\w\s]")
_FOLD = {
    "ё": "е",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    **dict.fromkeys("–—‑−‒‐", "-"),
    **dict.fromkeys("\u00a0\u2009\u202f\u2007\u2002\u2003\u3000", " "),
}
_FOLD_PAIRS = tuple(_FOLD.items())


@dataclass(frozen=True, slots=True)
class Hole:
    """A range of the text whose meaning is known before words are read."""

    start: int
    stop: int
    kind: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    name: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scan:
    """Tokens as parallel lists; `holes` by token; `anchors` are tokens where a fact can begin or end."""

    words: list[str]
    starts: list[int]
    stops: list[int]
    holes: dict[int, Hole]
    anchors: list[int]

    def word(self, index: int) -> str:
        """Return the token, or "" outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_glued(self, index: int) -> bool:
        """Say whether no space stands before the token."""
        return 0 < index < len(self.words) and self.stops[index - 1] == self.starts[index]

    def matches(self, index: int, phrase: tuple[str, ...]) -> bool:
        """Say whether the phrase begins at the token."""
        return index >= 0 and tuple(self.words[index : index + len(phrase)]) == phrase


def fold(text: str) -> str:
    """Return the text in lower case, character by character, with one form of dash, space, apostrophe and ё."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for char, plain in _FOLD_PAIRS:
        folded = folded.replace(char, plain)
    for mark in _MARKS:
        folded = folded.replace(mark, " ")
    return folded


def mask(text: str, holes: Iterable[Hole]) -> str:
    """Return the text with marks over the holes, which are in order and don't overlap."""
    parts, position = [], 0
    for number, hole in enumerate(holes):
        parts += [text[position : hole.start], _MARKS[number % 2] * (hole.stop - hole.start)]
        position = hole.stop
    return "".join(parts) + text[position:]


def scan(folded: str, holes: list[Hole]) -> Scan:
    """Cut folded text into tokens; the holes are in order, not empty, and don't overlap."""
    words: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    anchors: list[int] = []
    wanted = lexicon().anchors
    for match in _TOKEN.finditer(mask(folded, holes) if holes else folded):
        word = match.group()
        if word in wanted or "0" <= word[0] <= "9" or word[0] in "_\ufdd0\ufdd1":
            anchors.append(len(words))
        words.append(word if word[0] != "\n" else "\n")
        starts.append(match.start())
        stops.append(match.end())
    by_start = {hole.start: hole for hole in holes}
    found = {index: by_start[starts[index]] for index in anchors if words[index][0] in _MARKS} if holes else {}
    for index in found:
        words[index] = _MARKS[0]
    return Scan(words, starts, stops, found, anchors)


@dataclass(frozen=True, slots=True)
class Taken:
    """Ranges of the text, in order and apart, that later finders leave alone."""

    starts: list[int]
    stops: list[int]

    def overlaps(self, start: int, stop: int) -> bool:
        """Say whether some range shares a character with this one."""
        index = bisect_left(self.starts, stop)
        return index > 0 and self.stops[index - 1] > start


def taken_by(ranges: Iterable[tuple[int, int]]) -> Taken:
    """Return the union of half-open ranges."""
    starts: list[int] = []
    stops: list[int] = []
    for start, stop in sorted(ranges):
        if stops and start <= stops[-1]:
            stops[-1] = max(stops[-1], stop)
        else:
            starts.append(start)
            stops.append(stop)
    return Taken(starts, stops)


def in_order(holes: list[Hole]) -> list[Hole]:
    """Return the holes by place, without those that overlap an earlier and longer one."""
    kept: list[Hole] = []
    for hole in sorted(holes, key=lambda hole: (hole.start, -hole.stop)):
        if hole.start < hole.stop and (not kept or hole.start >= kept[-1].stop):
            kept.append(hole)
    return kept
