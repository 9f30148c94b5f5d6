"""Which words are said, as the numbers of the groups they belong to: the arithmetic of every prefilter."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from policylint.sentences import BEGINNING, tokenize

_SPACED = bytes(byte if byte >= 0x80 or chr(byte).isalnum() or chr(byte) == "'" else 0x20 for byte in range(256))
_JOINED = re.compile(r"\b(?:re|pre|non|co|e)-[^\W\d_]{3,}+")
Said = frozenset[int]
Hint = tuple[int, Sequence[int], Sequence[int]]

_MOST_REMEMBERED = 200_000


def split_words(text: str) -> set[str]:
    """All words that the tokenizer can find in a text, and perhaps more; ten times as fast."""
    folded = text.lower().replace("ё", "е").replace("’", "'")
    words = set(folded.encode("utf-8", "replace").translate(_SPACED).decode("utf-8").split())
    for word in [word for word in words if not word.isalpha() and not word.isdigit()]:
        words.update(token for token, _, _ in tokenize(word))
    if "e-" in folded or "n-" in folded or "o-" in folded:
        words.update(found.group().replace("-", "") for found in _JOINED.finditer(folded))
    return words


class WordGroups:
    """From words to the numbers of the groups that they, or phrases they may make, belong to.

    `tables` gives the words that begin alike with their groups; a table is opened by the first word that asks for it.
    `hints` gives, by the group of its rarest word (-1 without one), each phrase's number, the groups that all its words
    need, and the groups that the phrase belongs to.
    """

    def __init__(
        self,
        tables: Callable[[str], Mapping[str, Sequence[int]]],
        endings: Mapping[str, Sequence[int]],
        hints: Mapping[int, Sequence[Hint]],
    ) -> None:
        self._tables = cache(tables)
        self._endings = endings
        self._sizes = sorted({len(ending) for ending in endings})
        self._groups: dict[str, Said] = {}
        self._silent: set[str] = set()
        self._hints = hints
        self._hinted_by = cache(self._find_hinted)

    def said_by(self, words: Iterable[str]) -> Said:
        """All groups that any of the words, or a phrase that may stand among them, belongs to."""
        told = (words if isinstance(words, set | frozenset) else set(words)).difference(self._silent)
        said = frozenset().union(*map(self.of, told))
        return said.union(*(groups for _, groups in self._possible(told, said)))

    def possible_phrases(self, words: Iterable[str], said: Said) -> frozenset[int]:
        """Numbers of the phrases all of whose words are said."""
        return frozenset(number for number, _ in self._possible(words, said))

    def _possible(self, words: Iterable[str], said: Said) -> Iterator[tuple[int, Sequence[int]]]:
        covers = said.issuperset
        for hinted in (self._hints.get(-1, ()), *map(self._hinted_by, words)):
            for number, needs, groups in hinted:
                if covers(needs):
                    yield number, groups

    def _find_hinted(self, word: str) -> tuple[Hint, ...]:
        """Phrases whose rarest word this may be."""
        return tuple(hint for group in self.of(word) for hint in self._hints.get(group, ()))

    def of(self, word: str) -> Said:
        """The groups that a word belongs to."""
        known = self._groups.get(word)
        return self._look_up(word) if known is None else known

    def _look_up(self, word: str) -> Said:
        groups = set(self._tables(word[:BEGINNING]).get(word, ()))
        for size in self._sizes:
            if size >= len(word):
                break
            groups.update(self._endings.get(word[-size:], ()))
        if len(self._silent) + len(self._groups) > _MOST_REMEMBERED:
            self._silent.clear()
            self._groups.clear()
            self._hinted_by.cache_clear()
        if not groups:
            self._silent.add(word)
            return frozenset()
        return self._groups.setdefault(word, frozenset(groups))
