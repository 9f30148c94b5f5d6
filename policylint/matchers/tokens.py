"""Phrases, found by spaCy's Matcher; the only module that imports spaCy, and only when a phrase may be there."""

from functools import cache
from typing import Any

from policylint.sentences import Passage


@cache
def _vocabulary() -> Any:
    from spacy.lang.xx import MultiLanguage  # 0.45 s: paid only by texts in which a phrase may stand

    return MultiLanguage().vocab


class PhraseMatcher:
    """Finds the catalogue's phrases, by number; matchers are made when first needed."""

    def __init__(self, phrases: list[dict[str, Any]]) -> None:
        self._phrases = phrases
        self._matchers: dict[int, Any] = {}
        self._last: tuple[Passage, Any] | None = None

    def find(self, number: int, passage: Passage) -> tuple[tuple[int, int], ...]:
        """Ranges of tokens at which a phrase stands, longest first where they overlap."""
        matcher = self._matchers.get(number)
        if matcher is None:
            matcher = self._make(number)
        return tuple((start, stop) for _, start, stop in sorted(matcher(self._doc(passage)), key=lambda hit: hit[1]))

    def _make(self, number: int) -> Any:
        from spacy.matcher import Matcher

        matcher = Matcher(_vocabulary(), validate=False)
        matcher.add("phrase", [self._phrases[number]["tokens"]], greedy="LONGEST")
        self._matchers[number] = matcher
        return matcher

    def _doc(self, passage: Passage) -> Any:
        """The passage as a spaCy Doc of folded words, facts marked as entities; the last one is kept."""
        if self._last is None or self._last[0] is not passage:
            from spacy.tokens import Doc

            labels = ["O"] * len(passage.words)
            for fact, first, last in reversed(passage.facts):
                for token in range(first, min(last, len(labels))):
                    labels[token] = f"{'I' if token > first else 'B'}-{fact.kind}"
            self._last = (passage, Doc(_vocabulary(), words=list(passage.words), ents=_well_formed(labels)))
        return self._last[1]


def _well_formed(labels: list[str]) -> list[str]:
    """Make every run of one kind begin with B-, as spaCy demands where facts overlapped."""
    before = "O"
    for index, label in enumerate(labels):
        if label.startswith("I-") and before[2:] != label[2:]:
            labels[index] = "B-" + label[2:]
        before = labels[index]
    return labels
