"""Which words are said, as the numbers of the groups they belong to: the arithmetic of every prefilter."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from policylint.sentences import BEGINNING, tokenize

_SPACED = bytes(byte if byte >= 0x80 or chr(byte).isalnum() or chr(byte) == "'" else 0x20 for byte in range(256))
_JOINED = re.compile(r"\b(?:re|pre|non|co|e)-[^\W\d_]{3,}+")
Said = frozenset[int]

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
    """From words to the numbers of the groups they belong to, word endings included.

    `tables` gives the words that begin alike with their groups; a table is opened by the first word that asks for it.
    """

    def __init__(
        self, tables: Callable[[str], Mapping[str, Sequence[int]]], endings: Mapping[str, Sequence[int]]
    ) -> None:
        self._tables = cache(tables)
        self._endings = endings
        self._sizes = sorted({len(ending) for ending in endings})
        self._groups: dict[str, Said] = {}
        self._silent: set[str] = set()

    def said_by(self, words: Iterable[str]) -> Said:
        """All groups that any of the words belongs to."""
        told = words if isinstance(words, set | frozenset) else set(words)
        return frozenset().union(*map(self.of, told.difference(self._silent)))

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
        if not groups:
            self._silent.add(word)
            return frozenset()
        return self._groups.setdefault(word, frozenset(groups))
