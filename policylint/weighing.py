"""What all words of a document say beside its patterns."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from policylint.documents import Document
from policylint.located import Located
from policylint.matchers.evidence import FEWEST, LENGTHY, Column, Weighed, find_windows
from policylint.matchers.words import Said, split_words
from policylint.ruleset import Ruleset
from policylint.sentences import Passage
from policylint.spans import Match


class Judge(Protocol):
    """What weighing may ask of the judge of a document."""

    ruleset: Ruleset
    document: Document

    def passages(self, index: int) -> list[tuple[Passage, Said]]:
        """The sentences of a segment with the groups of words said in them."""

    def sentence_of(self, located: Located) -> int:
        """The number of the sentence of its segment in which a match begins."""

    def allows(self, rule: str, language: str, segment: int, sentence: int) -> bool:
        """Whether the scopes and thresholds that hold for a whole rule let it speak of a sentence."""

    def is_excepted(self, rule: str, passage: Passage, said: Said, match: Match) -> bool:
        """Whether a match in a passage overlaps one of the rule's exceptions."""


class Evidence:
    """What the words of a document speak for, beside its patterns: it doubts frames, and tells what they missed."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._scales = judge.ruleset.scales
        self._learned = judge.ruleset.learned(judge.document.kind)

    def settle(self, index: int, located: Sequence[Located]) -> Iterator[Located]:
        """The findings of a segment that words bear out, and those that words alone tell."""
        words = split_words(self._judge.document.segments[index].text)
        anchored = self._scales.anchored_by(words) & self._learned
        asked = {self._scales.number(each.language, each.rule) for each in located} - {-1}
        if not anchored and not asked:
            yield from located
            return
        sentences = [self._scales.weigh(passage, anchored | asked) for passage, _ in self._judge.passages(index)]
        windows = list(find_windows(sentences))
        kept = [each for each in located if self._is_borne_out(each, sentences, windows)]
        yield from kept
        told = {(each.rule, self._judge.sentence_of(each)) for each in kept}
        for covered, weighed in windows:
            best = self._best_column(weighed) if weighed.size >= FEWEST else -1
            if best < 0:
                continue
            column = self._scales.columns[best]
            if any((column.rule, number) in told for number in covered):
                continue
            number = max(covered, key=lambda each: self._scales.score(sentences[each], best))
            told.add((column.rule, number))
            yield from self._speak(index, number, column)

    def _best_column(self, weighed: Weighed) -> int:
        """The column that is spoken for most clearly; -1 when none is."""
        clear = {
            number: self._scales.score(weighed, number) - self._scales.columns[number].fires
            for number in weighed.anchored & self._learned
        }
        best = max(clear, key=lambda number: clear[number], default=-1)
        return best if best >= 0 and clear[best] > 0 else -1

    def _is_borne_out(
        self, located: Located, sentences: Sequence[Weighed], windows: Sequence[tuple[range, Weighed]]
    ) -> bool:
        """Whether words don't speak against a pattern, in its sentence or with those around it."""
        number = self._scales.number(located.language, located.rule)
        if number < 0 or located.rule in self._judge.ruleset.selection.options:
            return True  # nothing was learned, or with other thresholds than those in force
        sentence = self._judge.sentence_of(located)
        if sentences[sentence].size > LENGTHY and self._judge.ruleset.rule(located.rule).kinds == ("terms",):
            return True
        around = [weighed for covered, weighed in windows if sentence in covered]
        if max(weighed.size for weighed in around) < FEWEST:
            return True
        best = max(self._scales.score(weighed, number) for weighed in (sentences[sentence], *around))
        return best >= self._scales.columns[number].keeps

    def _speak(self, index: int, number: int, column: Column) -> Iterator[Located]:
        """A finding at a sentence, unless the rule's own exceptions, scopes or thresholds speak against it."""
        judge = self._judge
        passage, said = judge.passages(index)[number]
        match = Match(passage.start, passage.stop)
        if judge.allows(column.rule, column.language, index, number) and not judge.is_excepted(
            column.rule, passage, said, match
        ):
            level = judge.ruleset.rule(column.rule).level
            yield Located(column.rule, index, match, level, column.language, by_words=True)
