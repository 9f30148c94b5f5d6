"""Phrases, found by spaCy's Matcher; the only module that imports spaCy, and only when a phrase may be there."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from policylint.sentences import Passage

Range = tuple[int, int]


@cache
def _vocabulary() -> Any:
    from spacy.lang.xx import MultiLanguage  # 0.45 s: paid only by texts in which a phrase may stand

    return MultiLanguage().vocab


class PhraseMatcher:
    """Finds the catalogue's phrases, by number; spaCy's matchers are made when first needed.

    A phrase is one or more chunks with gaps between them. Gaps are counted here, since optional wildcards multiply
    the states of spaCy's matcher; a chunk of words only is looked up in their sets. What has optional steps, facts,
    endings or spaCy's own token patterns is left to spaCy, whose import (0.45 s) most texts are thus spared.
    """

    def __init__(self, phrases: list[dict[str, Any]], word_set: Callable[[int], frozenset[str]]) -> None:
        self._phrases = phrases
        self._word_set = word_set
        self._matchers: dict[tuple[int, int], Any] = {}

    def find(self, number: int, passage: Passage) -> tuple[Range, ...]:
        """Ranges of tokens at which a phrase stands, the longest where they overlap."""
        known = passage.memory.get(number)
        if known is None:
            known = passage.memory[number] = _longest(self._join_chunks(number, passage))
        return known

    def _join_chunks(self, number: int, passage: Passage) -> set[Range]:
        phrase = self._phrases[number]
        found: set[Range] = set()
        for index, tokens in enumerate(phrase["chunks"]):
            here = self._find_chunk(number, index, tokens, passage)
            if index:
                most = phrase["gaps"][index - 1]
                here = {(a, d) for a, b in found for c, d in here if b <= c <= b + most}
            if not here:
                return set()
            found = here
        return found

    def _find_chunk(self, number: int, index: int, tokens: list[dict[str, Any]], passage: Passage) -> set[Range]:
        sets = [
            self._word_set(_set_of(token)) if "OP" not in token and _set_of(token) >= 0 else None for token in tokens
        ]
        plain = [asked for asked in sets if asked is not None]
        if len(plain) == len(tokens):
            return _find_run(plain, passage.words)
        key = (number, index)
        if key not in self._matchers:
            self._matchers[key] = self._make_matcher(tokens)
        doc = passage.memory.get("doc")
        if doc is None:
            doc = passage.memory["doc"] = _make_doc(passage)
        return {(start, stop) for _, start, stop in self._matchers[key](doc)}

    def _make_matcher(self, tokens: list[dict[str, Any]]) -> Any:
        from spacy.matcher import Matcher

        spelled = [
            {**token, "ORTH": {"IN": list(self._word_set(_set_of(token)))}} if _set_of(token) >= 0 else token
            for token in tokens
        ]
        matcher = Matcher(_vocabulary(), validate=False)
        matcher.add("phrase", [spelled])
        return matcher


def _find_run(sets: Sequence[frozenset[str]], words: Sequence[str]) -> set[Range]:
    """Where words of these sets follow one another."""
    first, rest = sets[0], sets[1:]
    return {
        (at, at + len(sets))
        for at, word in enumerate(words[: len(words) - len(rest)])
        if word in first and all(words[at + 1 + step] in asked for step, asked in enumerate(rest))
    }


def _longest(ranges: set[Range]) -> tuple[Range, ...]:
    """The ranges by place; where two overlap, the one that begins first, and the longest of those."""
    kept: list[Range] = []
    for start, stop in sorted(ranges, key=lambda found: (found[0], -found[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, stop))
    return tuple(kept)


def _set_of(token: dict[str, Any]) -> int:
    """The number of the set of words that a token pattern asks for; -1 when it asks otherwise."""
    asked = token.get("ORTH")
    return int(asked["SET"]) if isinstance(asked, dict) and "SET" in asked else -1


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
