"""Which words are everyday words, and which may be somebody's name: of words in capitals nothing else tells that.

Russian has its dictionary; English and Estonian know the words that our own texts write in small letters
(`data/*-ordinary.txt`, made by `tests/tools/make_ordinary.py`), and what is made of those.
"""

import re
from functools import cache
from pathlib import Path

from policylint.languages import et, ru
from policylint.languages.lemmas import fold, words

_DATA = Path(__file__).with_name("data")
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})  # of pymorphy's grammemes
# Everyday words that are half of a name as often: 'Castle Street', 'Ilmatsalu tänav'.
_OF_NAMES = {
    "en": words(
        """
        street road avenue lane county shire borough castle saint st mount upper lower north south west east royal
        """
    ),
    "ru": words("улица улице улицы улицу проспект проспекте проспекта площадь площади переулок переулке"),
    "et": words("tänav tänava tänaval maantee maanteel puiestee puiesteel jaan mari mart anu"),
}
_ENGLISH_ENDINGS = re.compile(r"(?:'s|s|es|ed|d|ing|ly|er|ers|ness|ment|able)\Z")
_ENGLISH_BEGINNINGS = re.compile(r"\A(?:un|re|non|pre)(?=\w{3})")
_SHORTEST_PART = 3


def is_ordinary(word: str, language: str) -> bool:
    """Tell whether a word is an everyday one and hardly ever part of a name."""
    word = fold(word)
    if word in _OF_NAMES[language]:
        return False
    return {"en": _is_english, "ru": _is_russian, "et": _is_estonian}[language](word)


def _is_english(word: str) -> bool:
    known = _read("en")
    if word in known or word.replace("'", "") in known:
        return True
    stem = _ENGLISH_ENDINGS.sub("", _ENGLISH_BEGINNINGS.sub("", word))
    undoubled = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    stems = {stem, undoubled, f"{stem}e", f"{stem[:-1]}y" if stem.endswith("i") else stem}
    return len(stem) >= _SHORTEST_PART and not stems.isdisjoint(known)


def _is_russian(word: str) -> bool:
    parses = ru.analyzer().parse(word)
    if not parses[0].is_known:
        return bool(re.fullmatch("[a-z]+", word)) and _is_english(word)
    return _NAMES.isdisjoint(parses[0].tag.grammemes)


def _is_estonian(word: str) -> bool:
    """Whether a word is known, or a compound of which the last part is."""
    known = _read("et")
    if word in known or et.is_form(word):
        return True
    return any(
        (word[:at] in known or et.is_form(word[:at])) and (word[at:] in known or et.is_form(word[at:]))
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART)
    )


@cache
def _read(language: str) -> frozenset[str]:
    return words((_DATA / f"{language}-ordinary.txt").read_text(encoding="utf-8"))
