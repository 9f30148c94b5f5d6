"""Units of time after a number, what they come to in hours, and what money and percentages are counted by."""

from dataclasses import dataclass
from math import ceil

from policylint.facts.lexicon import lexicon
from policylint.facts.quantities import Quantity
from policylint.facts.relations import after
from policylint.facts.scan import Scan

HOURS = {
    "second": 1 / 3600, "minute": 1 / 60, "hour": 1, "working-hour": 1, "day": 24, "working-day": 24, "week": 168,
    "fortnight": 336, "decade": 240, "month": 720, "quarter": 2160, "year": 8760,
}  # fmt: skip
_WRITTEN_AS = {"fortnight": "week", "decade": "day"}
_WORKING = {"day": "working-day", "hour": "working-hour"}
_SINGLE_LETTERS = frozenset("h d ч".split())
_MODIFIERS_ALLOWED = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit read from the tokens up to `stop`; `is_weak` units (t, p) need a relation beside them."""

    name: str
    stop: int
    relation: str = ""
    is_weak: bool = False
    is_adjective: bool = False


def hours(value: float, unit: str) -> float:
    """Return hours of calendar time; 5 working days or more take in their weekends."""
    if unit == "working-day" and value >= 5:
        return ceil(value * 7 / 5) * 24.0
    return round(value * HOURS[unit], 4)


def written_as(unit: str) -> str:
    """Return the unit's name in a fact: a fortnight is told in weeks."""
    return _WRITTEN_AS.get(unit, unit)


def read_unit(scan: Scan, quantity: Quantity) -> Unit | None:
    """Return the unit of time that follows a quantity: 14 days, 5 (пяти) рабочих дней, 14-day, 24h."""
    words, at, is_working = lexicon(), quantity.stop, False
    found = after(scan, at, words.unit_phrases)
    if found:
        return Unit(*found)
    for _ in range(_MODIFIERS_ALLOWED):
        word = scan.word(at)
        if (word == "." and at > quantity.stop) or word == "-" or (word in ("'", "+") and quantity.form != "article"):
            at += 1
        elif word in words.modifiers and scan.word(at + 1):
            is_working = is_working or words.modifiers[word] == "working"
            at += 1
        else:
            break
    return _unit_at(scan, at, quantity, is_working=is_working)


def _unit_at(scan: Scan, at: int, quantity: Quantity, *, is_working: bool) -> Unit | None:
    words, word = lexicon(), scan.word(at)
    is_adjective = word not in words.units and word in words.adjectives
    is_weak = word in words.weak_units
    name = words.units.get(word) or words.adjectives.get(word) or words.weak_units.get(word)
    if name is None or ((word in _SINGLE_LETTERS or is_weak) and quantity.form not in ("digits", "hole")):
        return None
    if is_working:
        name = _WORKING.get(name, name)
    return Unit(name, at + 1, words.unit_relations.get(word, ""), is_weak, is_adjective)


def read_period(scan: Scan, index: int, *, reach: int = 0) -> tuple[str, int] | None:
    """Return what a rate is counted by, and the token after it: per day, за каждый день, päevas.

    `reach` is how many other words ("of the amount due") may stand between.
    """
    words = lexicon()
    for at in range(index, min(index + reach + 1, len(scan.words))):
        found = after(scan, at, words.periods)
        is_bare = found is not None and found[1] == at + 1 and scan.words[at] in words.trailing_periods
        if found and not (at > index and is_bare) and not (is_bare and scan.word(index - 1) in ("", ",")):
            return found
        if (scan.words[at] in (".", ";", "\n") and at > index) or "0" <= scan.words[at][0] <= "9":
            return None
    return None
