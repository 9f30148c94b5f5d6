"""Phrases, found by spaCy's Matcher; the only module that imports spaCy, and only when a phrase may be there."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from policylint.sentences import Passage

_LONGEST_FACT = 15  # tokens; "from five (5) to seven (7) working days after" has fewer


@cache
def _vocabulary() -> Any:
    from spacy.lang.xx import MultiLanguage  # 0.45 s: paid only by texts in which a phrase may stand

    return MultiLanguage().vocab


class PhraseMatcher:
    """Finds the catalogue's phrases, by number; spaCy's matchers are made when first needed."""

    def __init__(self, phrases: list[dict[str, Any]], word_set: Callable[[int], frozenset[str]]) -> None:
        self._phrases = phrases
        self._word_set = word_set
        self._steps: dict[int, list[tuple[frozenset[str], int]]] = {}
        self._matchers: dict[int, Any] = {}

    def find(self, number: int, passage: Passage) -> tuple[tuple[int, int], ...]:
        """Ranges of tokens at which a phrase stands, the longest where they overlap."""
        known = passage.memory.get(number)
        if known is None:
            known = self._match(number, passage) if self._may_stand(number, passage) else ()
            passage.memory[number] = known
        return known

    def _may_stand(self, number: int, passage: Passage) -> bool:
        """Whether the phrase's words follow each other closely enough; spares most calls of spaCy, and its import."""
        steps = self._steps.get(number)
        if steps is None:
            steps = self._steps[number] = self._make_steps(self._phrases[number]["tokens"])
        words = passage.words
        ends: Sequence[int] = range(len(words))  # where the step before may have stood
        for index, (asked, gap) in enumerate(steps):
            if index:
                near = {at for end in ends for at in range(end + 1, min(end + 2 + gap, len(words)))}
                ends = sorted(near)
            ends = [at for at in ends if words[at] in asked]
            if not ends:
                return False
        return True

    def _make_steps(self, tokens: list[dict[str, Any]]) -> list[tuple[frozenset[str], int]]:
        """The words a phrase can't do without, each with how many tokens may stand before it."""
        steps: list[tuple[frozenset[str], int]] = []
        gap = 0
        for token in tokens:
            number = _set_of(token)
            if "OP" not in token and number >= 0:
                steps.append((self._word_set(number), gap))
                gap = 0
            else:
                gap += 1 if token.get("OP") in {"?", None} else _LONGEST_FACT
        return steps

    def _match(self, number: int, passage: Passage) -> tuple[tuple[int, int], ...]:
        matcher = self._matchers.get(number)
        if matcher is None:
            matcher = self._matchers[number] = self._make_matcher(self._phrases[number]["tokens"])
        doc = passage.memory.get("doc")
        if doc is None:
            doc = passage.memory["doc"] = _make_doc(passage)
        return tuple(sorted((start, stop) for _, start, stop in matcher(doc)))

    def _make_matcher(self, tokens: list[dict[str, Any]]) -> Any:
        from spacy.matcher import Matcher

        spelled = [
            {**token, "ORTH": {"IN": list(self._word_set(_set_of(token)))}} if _set_of(token) >= 0 else token
            for token in tokens
        ]
        matcher = Matcher(_vocabulary(), validate=False)
        matcher.add("phrase", [spelled], greedy="LONGEST")
        return matcher


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
            labels[token] = f"{'I' if token > first else 'B'}-{fact.kind}"
    return Doc(_vocabulary(), words=list(passage.words), ents=_well_formed(labels))


def _well_formed(labels: list[str]) -> list[str]:
    """Make every run of one kind begin with B-, as spaCy demands where facts overlapped."""
    before = "O"
    for index, label in enumerate(labels):
        if label.startswith("I-") and before[2:] != label[2:]:
            labels[index] = "B-" + label[2:]
        before = labels[index]
    return labels
