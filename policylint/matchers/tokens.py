"""Phrases: runs of steps with gaps between them. spaCy is imported here, and only for its own token patterns.

What the short form can say - words, optional steps, facts, endings - is matched by ourselves: spaCy's import costs
0.45 s and its optional wildcards multiply states. A rule's `tokens:` pattern goes to spaCy's Matcher.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from policylint.sentences import Passage

Range = tuple[int, int]
_SHORTEST_ENDING = 3


@cache
def _vocabulary() -> Any:
    from spacy.lang.xx import MultiLanguage  # 0.45 s: paid only by texts in which a token pattern may stand

    return MultiLanguage().vocab


class PhraseMatcher:
    """Finds the catalogue's phrases, by number."""

    def __init__(self, phrase: Callable[[int], dict[str, Any]], word_set: Callable[[int], frozenset[str]]) -> None:
        self._phrase = phrase
        self._word_set = word_set
        self._matchers: dict[int, Any] = {}

    def find(self, number: int, passage: Passage) -> tuple[Range, ...]:
        """Ranges of tokens at which a phrase stands, the longest where they overlap."""
        known = passage.memory.get(number)
        if known is None:
            known = passage.memory[number] = _longest(self._join_chunks(number, passage))
        return known

    def _join_chunks(self, number: int, passage: Passage) -> set[Range]:
        phrase = self._phrase(number)
        if "tokens" in phrase:
            return self._find_tokens(number, phrase["tokens"], passage)
        found: set[Range] = set()
        for index, steps in enumerate(phrase["chunks"]):
            here = set(self._find_run(steps, passage))
            if index:
                most = phrase["gaps"][index - 1]
                here = {(a, d) for a, b in found for c, d in here if b <= c <= b + most}
            if not here:
                return set()
            found = here
        return found

    def _find_run(self, steps: Sequence[tuple[Any, ...]], passage: Passage) -> Iterator[Range]:
        """Where steps follow one another."""
        opened = [
            (optional, labels, self._word_set(words) if words >= 0 else frozenset(), endings)
            for optional, labels, words, endings in steps
        ]
        optional, labels, words, endings = opened[0]
        plain = not optional and not labels and not endings
        for start, word in enumerate(passage.words):
            if plain and word not in words:
                continue
            stop = _follow(opened, 0, start, passage)
            if stop > start:
                yield start, stop

    def _find_tokens(self, number: int, tokens: list[dict[str, Any]], passage: Passage) -> set[Range]:
        if number not in self._matchers:
            from spacy.matcher import Matcher

            matcher = self._matchers[number] = Matcher(_vocabulary(), validate=False)
            matcher.add("phrase", [tokens])
        doc = passage.memory.get("doc")
        if doc is None:
            doc = passage.memory["doc"] = _make_doc(passage)
        return {(start, stop) for _, start, stop in self._matchers[number](doc)}


def _follow(steps: Sequence[tuple[Any, ...]], step: int, at: int, passage: Passage) -> int:
    """The furthest token at which the steps, begun at a token, may end; -1 where they don't fit."""
    if step == len(steps):
        return at
    optional, labels, words, endings = steps[step]
    best = -1
    if at < len(passage.words):
        if labels:
            stops = [
                last
                for fact, first, last in passage.facts
                if first <= at < last and f"{fact.kind}:{fact.relation}" in labels
            ]
        else:
            stops = [at + 1] if _fits(passage.words[at], words, endings) else []
        best = max((_follow(steps, step + 1, stop, passage) for stop in stops), default=-1)
    return max(best, _follow(steps, step + 1, at, passage)) if optional else best


def _fits(word: str, words: frozenset[str], endings: frozenset[str]) -> bool:
    if word in words:
        return True
    return bool(endings) and any(word[-size:] in endings for size in range(_SHORTEST_ENDING, len(word)))


def _longest(ranges: set[Range]) -> tuple[Range, ...]:
    """The ranges by place; where two overlap, the one that begins first, and the longest of those."""
    kept: list[Range] = []
    for start, stop in sorted(ranges, key=lambda found: (found[0], -found[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, stop))
    return tuple(kept)


def _make_doc(passage: Passage) -> Any:
    """The passage as a spaCy Doc of folded words, facts marked as entities."""
    from spacy.tokens import Doc

    labels = ["O"] * len(passage.words)
    for fact, first, last in reversed(passage.facts):
        for token in range(first, min(last, len(labels))):
            labels[token] = f"{'I' if token > first else 'B'}-{fact.kind}:{fact.relation}"
    return Doc(_vocabulary(), words=list(passage.words), ents=_well_formed(labels))


def _well_formed(labels: list[str]) -> list[str]:
    """Make every run of one kind begin with B-, as spaCy demands where facts overlapped."""
    before = "O"
    for index, label in enumerate(labels):
        if label.startswith("I-") and before[2:] != label[2:]:
            labels[index] = "B-" + label[2:]
        before = labels[index]
    return labels
