"""The tables of all languages in one, turned round: form -> meaning. Built once, on first use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, TypeVar

from policylint.facts import en, et, ru

# Letters that stand for a number to be filled in: "within N days".
BLANKS = frozenset(("n", "x", "xx", "nn"))
LANGUAGES: tuple[ModuleType, ...] = (en, ru, et)

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


Meaning = TypeVar("Meaning")
# How far into the phrase its longest word stands, the phrase, and what it means.
FixedPhrase = tuple[int, tuple[str, ...], tuple[float, float, str, str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by form; phrases by first word, those before a value by their last, fixed ones by their longest."""

    numbers: dict[str, float]
    multipliers: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]
    weak_units: dict[str, str]
    unit_relations: dict[str, str]
    unit_phrases: Phrases
    adjectives: dict[str, str]
    compounds: dict[str, tuple[float, str]]
    modifiers: dict[str, str]
    fixed: dict[str, list[FixedPhrase]]
    before: Phrases
    after: Phrases
    fillers: frozenset[str]
    periods: Phrases
    trailing_periods: frozenset[str]
    leading_periods: dict[str, str]
    links: frozenset[str]
    range_words: frozenset[str]
    range_openers: frozenset[str]
    betweens: dict[str, str]
    connectors: frozenset[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    next_weekday: frozenset[str]
    day_nouns: dict[str, str]
    until_forms: frozenset[str]
    date_before: Phrases
    date_fillers: frozenset[str]
    time_marks: frozenset[str]
    named_times: dict[str, int]
    day_parts: Phrases
    currencies: dict[str, tuple[str, float]]
    percents: frozenset[str]
    citations: frozenset[str]
    phone_cues: frozenset[str]
    not_phone_cues: frozenset[str]
    ages: frozenset[str]
    notice_stems: tuple[str, ...]
    anchors: frozenset[str]


def _turn_round(name: str) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for language in LANGUAGES:
        for meaning, forms in getattr(language, name).items():
            table.update(dict.fromkeys(forms.split(), meaning))
    return table


def _words(name: str) -> frozenset[str]:
    return frozenset(word for language in LANGUAGES for word in getattr(language, name).split())


def _phrases(
    tables: Iterable[Mapping[Meaning, str]], *, by_last: bool
) -> dict[str, list[tuple[tuple[str, ...], Meaning]]]:
    found: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for table in tables:
        for meaning, phrases in table.items():
            for phrase in filter(None, phrases.split("|")):
                words = tuple(phrase.split())
                found.setdefault(words[-1 if by_last else 0], []).append((words, meaning))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _compounds() -> dict[str, tuple[float, str]]:
    """Return words that are number and unit at once: двухнедельный, seitsmepäevane."""
    found: dict[str, tuple[float, str]] = {}
    for language in LANGUAGES:
        for value, stems in language.STEMS.items():
            for stem in stems.split():
                for unit, adjectives in language.ADJECTIVES.items():
                    found.update((stem + adjective, (value, unit)) for adjective in adjectives.split())
    return found


def _fixed_phrases() -> dict[str, list[FixedPhrase]]:
    """Return fixed phrases by their longest word, the rarest as a rule: an article must not start a search."""
    found: dict[str, list[FixedPhrase]] = {}
    for entries in _phrases([language.FIXED for language in LANGUAGES], by_last=False).values():
        for phrase, meaning in entries:
            longest = max(phrase, key=len)
            found.setdefault(longest, []).append((phrase.index(longest), phrase, meaning))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[1]))
    return found


def _tables(name: str) -> list[dict[str, str]]:
    return [getattr(language, name) for language in LANGUAGES]


@cache
def lexicon() -> Lexicon:
    """Return the merged tables of every language."""
    numbers: dict[str, float] = _turn_round("NUMBERS")
    units: dict[str, str] = _turn_round("UNITS")
    compounds = _compounds()
    fixed = _fixed_phrases()
    named_times: dict[str, int] = _turn_round("NAMED_TIMES")
    weekdays: dict[str, int] = _turn_round("WEEKDAYS")
    ordinals: dict[str, int] = _turn_round("ORDINALS")
    adjectives: dict[str, str] = _turn_round("ADJECTIVES")
    return Lexicon(
        numbers=numbers, multipliers=_turn_round("MULTIPLIERS"), ordinals=ordinals, units=units,
        weak_units=_turn_round("WEAK_UNITS"), unit_relations=_turn_round("UNIT_RELATIONS"),
        unit_phrases=_unit_phrases(),
        adjectives=adjectives, compounds=compounds, modifiers=_turn_round("MODIFIERS"), fixed=fixed,
        before=_phrases(_tables("BEFORE_NUMBER"), by_last=True), after=_phrases(_tables("AFTER_UNIT"), by_last=False),
        fillers=_words("FILLERS"), periods=_phrases(_tables("PERIODS"), by_last=False),
        trailing_periods=_words("TRAILING_PERIODS"), leading_periods=_turn_round("LEADING_PERIODS"),
        links=_words("LINKS"), range_words=_words("RANGE_WORDS"), range_openers=_words("RANGE_OPENERS"),
        betweens={language.BETWEEN: language.AND for language in LANGUAGES}, connectors=_words("CONNECTORS"),
        months=_turn_round("MONTHS"), weekdays=weekdays,
        next_weekday=_words("NEXT_WEEKDAY"),
        day_nouns=_turn_round("DAY_NOUNS"), until_forms=_words("UNTIL_FORMS"),
        date_before=_phrases(_tables("DATE_RELATIONS"), by_last=True), date_fillers=_words("DATE_FILLERS"),
        time_marks=_words("TIME_MARKS"), named_times=named_times,
        day_parts=_phrases(_tables("DAY_PARTS"), by_last=False), currencies=_turn_round("CURRENCIES"),
        percents=_words("PERCENTS"), citations=_words("CITATIONS"), phone_cues=_words("PHONE_CUES"),
        not_phone_cues=_words("NOT_PHONE_CUES"), ages=_words("AGES"),
        notice_stems=tuple(stem for language in LANGUAGES for stem in language.NOTICE_STEMS),
        anchors=frozenset((*numbers, *units, *compounds, *fixed, *named_times, *weekdays, *ordinals, *BLANKS)),
    )  # fmt: skip


def _unit_phrases() -> Phrases:
    return _phrases(
        [{unit: phrase} for language in LANGUAGES for phrase, unit in language.UNIT_PHRASES.items()], by_last=False
    )
