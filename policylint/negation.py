"""What a negator takes back: which words of a sentence are said not to be so.

A negator reaches a number of tokens forward, never past the end of its clause. Where it stands before a *carrier*,
an auxiliary or a verb that means little by itself (`не будут рассмотрены`, `ei saa tagastada`), it reaches what is
carried. A word may be negative by its form (`vastamata`); a negated negative counts as said.
"""

from collections.abc import Iterator, Sequence

from policylint.languages import LANGUAGES, Language

_CARRIED = 5  # tokens after a carrier that the negation before it still reaches
_ONLY = frozenset({"only", "только", "ainult", "лишь", "vaid", "just", "merely", "просто", "lihtsalt"})


def find_negated(words: Sequence[str], clause_ends: Sequence[int], name: str) -> frozenset[int]:
    """Numbers of the tokens that are negated, as a language sees them; `clause_ends` is for each token."""
    language = LANGUAGES[name]
    reached: set[int] = set()
    for index, word in enumerate(words):
        reach = language.NEGATORS.get("n't" if word.endswith("n't") else word, 0)
        if reach and not (index + 1 < len(words) and words[index + 1] in _ONLY):
            reached.update(_reach(words, index, min(clause_ends[index], len(words)), reach, language))
    negative = {index for index, word in enumerate(words) if word.endswith(language.NEGATIVE_ENDINGS)}
    return frozenset(reached ^ negative)


def _reach(words: Sequence[str], index: int, end: int, reach: int, language: Language) -> Iterator[int]:
    last = index + reach
    for following in range(index + 1, end):
        if following > last:
            return
        yield following
        if words[following] in language.CARRIERS:
            last = max(last, following + _CARRIED)
