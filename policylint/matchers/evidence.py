"""Evidence: how much the words of a passage speak for a rule, by weights learned from the labelled corpora.

Frames find what their authors thought of, and people say the same thing in other words. A linear model over the words
of a passage hears those too, and doubts a frame whose words met by chance. Its weights are data,
`rules/evidence/*.tsv`, made from `corpora/` by `make evidence`; nothing is learned while checking.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import sqrt

from policylint.facts import Fact
from policylint.sentences import BEGINNING, Passage

UNIT = 1000  # weights are kept as whole numbers of thousandths
ANCHOR = 300  # a word of this weight must be there: what says nothing by itself adds up to nothing
SMALLEST = 24  # features of some eight words: what is shorter says less than its rare words weigh
FEWEST = 15  # features of some five words: a heading names a matter and promises nothing
LENGTHY = 90  # features of some 25 words: a contract's sentence says too much beside a fault to be doubted by its words
SPREAD = 3  # a fault may be spread over so many sentences
_STEM, _SHORT_STEM = 5, 4
_DAYS = (1, 6.9, 13.9, 31, 185)  # what thresholds tell apart: a day, a week, two, a month, half a year


def find_features(passage: Passage) -> set[str]:
    """What a model knows of a sentence.

    Its words, their beginnings, pairs of beginnings, `!` and the beginning of a negated word, `@` and the kind, size
    and relation of a fact. Numbers are alike, and so are placeholders.
    """
    plain = [
        "{}" if stand_in else "#" if word[0].isdigit() else word
        for word, stand_in in zip(passage.words, passage.placeholders, strict=True)
    ]
    stems = [find_stem(word) for word in plain]
    features = {*plain, *stems, *(find_stem(word, _SHORT_STEM) for word in plain)}
    features.update(f"{first} {second}" for first, second in pairwise(stems))
    features.update(f"!{stems[at]}" for at in passage.negated)
    for fact, _, _ in passage.facts:
        size = f"@{fact.kind}{_size(fact)}"
        features.update((size, f"{size}:{fact.relation}"))
    return features


def find_stem(word: str, length: int = _STEM) -> str:
    """The beginning of a word, by which its forms are much alike."""
    return word if len(word) <= length else word[:length] + "~"


def _size(fact: Fact) -> str:
    """How long a duration is, as far as thresholds tell durations apart."""
    if fact.kind != "duration" or fact.high is None:
        return ""
    return next((f"<{days}" for days in _DAYS if fact.high <= 24 * days), ">")


@dataclass(frozen=True, slots=True)
class Column:
    """A rule in a language.

    `bias` is the score of no words; above `fires` words alone tell the rule, below `keeps` a frame is doubted.
    """

    language: str
    rule: str
    bias: float
    fires: float
    keeps: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weights of some sentences added up by column, the number of features, columns with an anchor."""

    sums: Mapping[int, int]
    size: int
    anchored: frozenset[int]

    def __add__(self, other: "Weighed") -> "Weighed":
        sums = dict(self.sums)
        for column, weight in other.sums.items():
            sums[column] = sums.get(column, 0) + weight
        return Weighed(sums, self.size + other.size, self.anchored | other.anchored)


class Scales:
    """Weighs sentences; a table of weights is opened by the first feature that asks for it."""

    def __init__(self, columns: Sequence[Column], tables: Callable[[str], Mapping[str, Sequence[int]]]) -> None:
        self.columns = columns
        self._tables = cache(tables)
        self._weights = cache(self._find_weights)
        self._anchors = cache(self._find_anchors)
        self._numbers = {(column.language, column.rule): number for number, column in enumerate(columns)}

    def number(self, language: str, rule: str) -> int:
        """The number of a rule's column; -1 where nothing was learned."""
        return self._numbers.get((language, rule), -1)

    def anchored_by(self, words: Iterable[str]) -> frozenset[int]:
        """Columns of which one of these words is an anchor."""
        return frozenset().union(*map(self._anchors, words))

    def weigh(self, passage: Passage, columns: frozenset[int]) -> Weighed:
        """Add up the weights of a sentence's features for some columns."""
        sums = dict.fromkeys(columns, 0)
        features = find_features(passage)
        for feature in features:
            known = self._weights(feature)
            if known:
                for column in columns & known.keys():
                    sums[column] += known[column]
        return Weighed(sums, len(features), self.anchored_by(passage.words))

    def score(self, weighed: Weighed, number: int) -> float:
        """How much weighed sentences speak for a column."""
        return weighed.sums.get(number, 0) / UNIT / sqrt(max(weighed.size, SMALLEST)) + self.columns[number].bias

    def _find_weights(self, feature: str) -> dict[int, int]:
        known = self._tables(feature[:BEGINNING]).get(feature, ())
        return dict(zip(known[::2], known[1::2], strict=True))

    def _find_anchors(self, word: str) -> frozenset[int]:
        plain = "#" if word[0].isdigit() else word
        return frozenset(
            column
            for feature in {plain, find_stem(plain), find_stem(plain, _SHORT_STEM)}
            for column, weight in self._weights(feature).items()
            if weight >= ANCHOR
        )


def find_windows(sentences: Sequence[Weighed]) -> Iterator[tuple[range, Weighed]]:
    """Runs of `SPREAD` neighbouring sentences, all together where there are fewer."""
    width = min(SPREAD, len(sentences))
    for first in range(len(sentences) - width + 1 if width else 0):
        weighed = sentences[first]
        for following in sentences[first + 1 : first + width]:
            weighed = weighed + following
        yield range(first, first + width), weighed
