"""Percentages and what they are counted by: 0.1% per day, 24 % годовых, 0,15% päevas."""

from policylint.facts.fact import Fact
from policylint.facts.lexicon import lexicon
from policylint.facts.quantities import Quantity
from policylint.facts.relations import all_before, choose
from policylint.facts.scan import Scan
from policylint.facts.units import read_period

# "0.1 % of the outstanding amount due for each day": words that may stand between rate and period.
_REACH = 9


def find_percents(scan: Scan, quantities: list[Quantity]) -> list[Fact]:
    """Return percentages in order, with the unit "percent" or "percent/day" and the like."""
    found: list[Fact] = []
    for quantity in quantities:
        stop = _percent_stop(scan, quantity)
        if stop is None:
            continue
        earlier, begin = all_before(scan, quantity.begin)
        limits = [relation for relation in earlier if relation in ("within", "over")]
        start = begin if limits else quantity.begin
        period = read_period(scan, stop, reach=_REACH)
        unit, relation = "percent", choose(limits, "")
        if period:
            unit, stop = f"percent/{period[0]}", period[1]
        elif earlier_period := _period_before(scan, start):
            unit, start = f"percent/{earlier_period[0]}", earlier_period[1]
        fact = Fact(
            "percent", scan.starts[start], scan.stops[stop - 1], quantity.low, quantity.high, unit, relation,
            placeholder=quantity.form == "hole",
        )  # fmt: skip
        found.append(fact)
    return found


def _percent_stop(scan: Scan, quantity: Quantity) -> int | None:
    at = quantity.stop
    if quantity.form == "article" or quantity.is_ordinal:
        return None
    at += 1 if quantity.form == "words" and scan.word(at) in ("a", "of") else 0
    if scan.matches(at, ("per", "cent")):
        return at + 2
    at += 1 if scan.word(at) == "-" and scan.is_glued(at) else 0
    if scan.word(at) not in lexicon().percents:
        return None
    glued = scan.word(at) == "%" and scan.word(at + 1) == "-"
    return (
        at + 1 + (2 if glued and scan.word(at + 2) in ("ne", "st", "se", "ный", "ного", "ной", "й", "ая", "ую") else 0)
    )


def _period_before(scan: Scan, index: int) -> tuple[str, int] | None:
    """Return the period that stands before a rate, and where it begins: "за каждый день просрочки 0,1%"."""
    words = lexicon()
    for at in range(index - 1, max(-1, index - _REACH - 1), -1):
        word = scan.words[at]
        if word in words.leading_periods:
            return words.leading_periods[word], at
        if word in (".", ";", ",", "\n", "%") or "0" <= word[0] <= "9":
            return None
        for phrase, unit in words.periods.get(word, ()):
            if (len(phrase) > 1 or word in _CLEAR) and scan.matches(at, phrase):
                return unit, at - (scan.word(at - 1) in ("за", "for", "per"))
    return None


_CLEAR = frozenset("päevas aastas ööpäevas ежедневно ежемесячно annually daily yearly monthly".split())
