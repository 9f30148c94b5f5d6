"""What all languages share: the folding of a form, the error, and the shape of a language module."""

from typing import Protocol

_FOLDED = str.maketrans({"ё": "е", "Ё": "е", "’": "'", "ʼ": "'"})


class UnknownLemma(LookupError):  # noqa: N818 -- it is a finding about a rule, caught by name
    """A lemma that a language can't expand. The message tells the rule's author what to write instead."""

    def __init__(self, lemma: str, reason: str = "not in the dictionary") -> None:
        self.lemma = lemma
        super().__init__(f"can't expand {lemma!r}: {reason} (give 'forms:' with every form that counts)")


class Language(Protocol):
    """What a module of this folder offers."""

    STOPWORDS: frozenset[str]
    """The most frequent function words; a form among them is too common to stand alone in a pattern."""
    NEGATORS: dict[str, int]
    """Words that turn what follows into its opposite, and how many tokens they reach."""
    CARRIERS: frozenset[str]
    """Words that hand a negation on to what follows them."""
    NEGATIVE_ENDINGS: tuple[str, ...]
    """Endings of words that are negative by themselves."""
    ABBREVIATIONS: frozenset[str]
    """Words whose final period mostly ends no sentence, lower case, without that period (`руб` may still end one)."""

    def expand(self, lemma: str) -> frozenset[str]:
        """Give every form of a folded lemma; raise `UnknownLemma` where the language can't."""


def fold(word: str) -> str:
    """Fold a word as forms are folded: lower case, `ё` to `е`, a typographic apostrophe to `'`."""
    return word.strip().lower().translate(_FOLDED)


def words(text: str) -> frozenset[str]:
    """Give the words of a list written as a paragraph."""
    return frozenset(text.split())
