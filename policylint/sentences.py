"""Sentences and tokens: the units in which rules meet words.

One tokenizer serves all languages and the compiler of rules alike. A word is folded (lower case,
`ё` to `е`); a prefix that people hyphenate at will is joined to its word (`re-send`, `e-mail`), any
other hyphen divides; an English `'ll`, `'s` and the like is a token of its own, `n't` stays with its verb.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from policylint.facts import Fact, find_facts
from policylint.languages import LANGUAGES
from policylint.negation import find_negated

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*+"
    r"|\b(?:re|pre|non|co|e)-(?=[^\W\d_]{3})[^\W\d_]++"
    r"|[^\W\d_]+n't\b"
    r"|'(?:ll|re|ve|d|m|s)\b"
    r"|[^\W\d_]++"
    r"|\S",
    re.IGNORECASE,
)
_TERMINATOR = re.compile(r"[.!?…]+[\"'»”“’)\]*_]*+(?=\s)|\n[ \t]*\n|\n")
_OPENING = re.compile(r"[\s\"'«„“(\[*_#–—-]*+")
_MEASURE = re.compile(r"\d\s?(?:р|руб|коп|тыс|млн|ч|час|мин|сек|eur|hrs?|mins?|secs?|kr)\Z", re.IGNORECASE)
BEGINNING = 3  # letters of a word by which tables of words are divided, so that a text opens few of them
_SHORT_LINE = 46
_CLAUSE_MARKS = frozenset(",;:()—–|…")
_CLAUSE_WORDS = frozenset(
    (
        "because but if when whenever unless so while whereas although since until or and which who "
        "потому но если когда поскольку иначе однако хотя либо или и а то которые который чтобы пока "
        "sest aga kuid kui kuna muidu vaid ning ja või et mis kes kuni"
    ).split()
)
_JOINING = frozenset("or and nor или и ни ega ja või ning либо".split())


def fold(word: str) -> str:
    """Fold a word to the form in which rules know it."""
    return word.lower().replace("ё", "е")


def tokenize(text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[str, int, int]]:
    """Yield folded word, start and stop of each token in `text[start:stop]`."""
    for found in _TOKEN.finditer(text, start, len(text) if stop is None else stop):
        word = fold(found.group())
        if len(word) > 3 and "-" in word:
            word = word.replace("-", "")
        yield word, found.start(), found.end()


@dataclass(frozen=True)
class Passage:
    """Neighbouring sentences of one segment, tokenized: the unit that patterns are matched on.

    `starts` and `stops` are offsets in `text`, the whole segment's text; `placeholders` tells of each
    token whether it stands in for a template variable; `links` are ranges of `text` that lead somewhere.
    """

    text: str
    start: int
    stop: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    stops: tuple[int, ...]
    placeholders: tuple[bool, ...]
    links: tuple[tuple[int, int, str], ...] = ()
    memory: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)  # what matchers found here

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words said here."""
        return frozenset(self.words)

    @cached_property
    def facts(self) -> tuple[tuple[Fact, int, int], ...]:
        """Facts with the range of tokens that each covers."""
        ranges = [
            (a - self.start, b - self.start)
            for a, b, stand_in in zip(self.starts, self.stops, self.placeholders, strict=True)
            if stand_in
        ]
        found = [*find_facts(self.text[self.start : self.stop], ranges), *self._link_facts()]
        return tuple((fact, *self.tokens_of(fact.start + self.start, fact.stop + self.start)) for fact in found)

    def _link_facts(self) -> Iterator[Fact]:
        for start, stop, target in self.links:
            if start < self.stop and self.start < stop:
                kind = {"mailto": "email", "tel": "phone"}.get(target.partition(":")[0], "link")
                yield Fact(
                    kind, max(start, self.start) - self.start, min(stop, self.stop) - self.start, None, None, target
                )

    def tokens_of(self, start: int, stop: int) -> tuple[int, int]:
        """The range of tokens that meets `text[start:stop]`."""
        first = next((i for i, end in enumerate(self.stops) if end > start), len(self.words))
        last = next((i for i in range(first, len(self.words)) if self.starts[i] >= stop), len(self.words))
        return first, max(last, first + 1)

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """Number of the clause that each token stands in."""
        number, numbers = 0, []
        for word in self.words:
            if _ends_clause(word):
                number += 1
            numbers.append(number)
        return tuple(numbers)

    @cached_property
    def _negated(self) -> dict[str, frozenset[int]]:
        return {language: find_negated(self.words, self._clause_ends, language) for language in LANGUAGES}

    @cached_property
    def _clause_ends(self) -> tuple[int, ...]:
        """For each token the first token after it that no longer belongs to its clause."""
        ends, end = [], len(self.words)
        for index in range(len(self.words) - 1, -1, -1):
            ends.append(end)
            if _ends_clause(self.words[index]):
                end = index
        return tuple(reversed(ends))

    @cached_property
    def negated(self) -> frozenset[int]:
        """Tokens that are negated in any language."""
        return frozenset().union(*self._negated.values())

    def is_negated(self, token: int, language: str) -> bool:
        """Whether a token stands within the reach of a negator before it."""
        return token in self._negated[language]


def _ends_clause(word: str) -> bool:
    return word in _CLAUSE_MARKS or word in {".", "!", "?"} or (word in _CLAUSE_WORDS and word not in _JOINING)


def join(first: Passage, second: Passage) -> Passage:
    """Join two neighbouring passages of one segment."""
    return Passage(
        first.text,
        first.start,
        second.stop,
        first.words + second.words,
        first.starts + second.starts,
        first.stops + second.stops,
        first.placeholders + second.placeholders,
        first.links,
    )


def find_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each sentence, without the white space around it."""
    start = 0
    for end in _ends(text):
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start < stop:
        yield start, stop


def _ends(text: str) -> Iterator[int]:
    line_start = 0
    for found in _TERMINATOR.finditer(text):
        mark = found.group()
        if mark[0] == "\n":
            if mark.count("\n") > 1 or _breaks_line(text, line_start, found.start(), found.end()):
                yield found.start()
            line_start = found.end()
        elif not _is_abbreviation(text, found.start(), mark) and _opens_sentence(text, found.end()):
            yield found.end()


def _breaks_line(text: str, start: int, end: int, following: int) -> bool:
    """Whether a line end without a full stop ends a sentence: a short line before a line that opens one."""
    return end - start < _SHORT_LINE and _opens_sentence(text, following) and text[end - 1 : end] not in {",", "-", "–"}


def _opens_sentence(text: str, at: int) -> bool:
    opening = _OPENING.match(text, at)
    first = text[opening.end() : opening.end() + 1] if opening else ""
    return not first or not first.islower()


def _is_abbreviation(text: str, at: int, mark: str) -> bool:
    if mark != "." or _measures(text, at):
        return False
    begin = at
    while begin > 0 and not text[begin - 1].isspace() and at - begin < 12:
        begin -= 1
    word = fold(text[begin:at].lstrip("(«\"'„“["))
    return any(word in module.ABBREVIATIONS for module in LANGUAGES.values()) or (len(word) == 1 and word.isalpha())


def _measures(text: str, at: int) -> bool:
    """Whether a shortened word tells what a number counts and a capital letter goes on: '990 р. Что'."""
    opening = _OPENING.match(text, at + 1)
    return bool(opening and text[opening.end() : opening.end() + 1].isupper() and _MEASURE.search(text, at - 12, at))


def make_passage(
    text: str,
    start: int,
    stop: int,
    stand_ins: Sequence[tuple[int, int]],
    links: tuple[tuple[int, int, str], ...] = (),
) -> Passage:
    """Tokenize one sentence; `stand_ins` are the ranges of `text` that template variables left, in order."""
    words, starts, stops, flags = [], [], [], []
    for word, a, b in tokenize(text, start, stop):
        words.append(word)
        starts.append(a)
        stops.append(b)
        flags.append(any(x < b and a < y for x, y in stand_ins) if stand_ins else False)
    return Passage(text, start, stop, tuple(words), tuple(starts), tuple(stops), tuple(flags), links)
