"""Sums of money: €5, 5 eurot, 1 000,50 EUR, 400 руб. 50 коп., 1.50 EUR/min, от 5 до 10 евро."""

from policylint.facts.fact import Fact
from policylint.facts.lexicon import lexicon
from policylint.facts.quantities import Quantity, read_quantity
from policylint.facts.relations import all_before, choose
from policylint.facts.scan import Scan
from policylint.facts.units import read_period

_LIMITS = ("within", "over")
_PENCE = "p"
_ABBREVIATIONS = frozenset(("руб", "р", "коп", "грн", "долл"))


def find_money(scan: Scan, quantities: list[Quantity]) -> list[Fact]:
    """Return sums in order. What is charged by time or request has the relation "every" and a unit like "EUR/min"."""
    found: list[Fact] = []
    taken = 0
    for quantity in quantities:
        if quantity.begin < taken or quantity.form == "article" or quantity.is_ordinal:
            continue
        read = _read(scan, quantity, taken)
        if read:
            fact, taken = read
            found.append(fact)
    return found


def _read(scan: Scan, quantity: Quantity, taken: int) -> tuple[Fact, int] | None:
    priced = _currency(scan, quantity, taken)
    if priced is None:
        return None
    code, factor, begin, stop = priced
    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        low, high = round(low * factor, 4), round(high * factor, 4)
        added = _read_cents(scan, stop, code) if factor == 1 else None
        if added:
            low, high, stop = low + added[0], high + added[0], added[1]
    earlier, start = all_before(scan, begin)
    limits = [relation for relation in earlier if relation in _LIMITS]
    begin = start if limits else begin
    period = read_period(scan, _after_abbreviation(scan, stop))
    unit, relation = code, choose(limits, "")
    if period:
        unit, relation, stop = f"{code}/{period[0]}", "every", period[1]
    fact = Fact(
        "money",
        scan.starts[begin],
        scan.stops[stop - 1],
        low,
        high,
        unit,
        relation,
        placeholder=quantity.form == "hole",
    )
    return fact, stop


def _after_abbreviation(scan: Scan, stop: int) -> int:
    """Return the token after the full stop of "руб." or after a bracket; the end of a sentence stays."""
    is_short = (scan.word(stop) == "." and scan.words[stop - 1] in _ABBREVIATIONS) or scan.word(stop) == ")"
    return stop + (is_short and scan.is_glued(stop))


def _currency(scan: Scan, quantity: Quantity, taken: int) -> tuple[str, float, int, int] | None:
    """Return code, factor and the tokens of the sum with its currency, which stands before or after."""
    currencies, at = lexicon().currencies, quantity.stop
    before, begin = scan.word(quantity.begin - 1), quantity.begin - 1
    if (
        quantity.begin > taken
        and before in currencies
        and ((len(before) == 1 and before != "р") or scan.word(at) not in currencies)
    ):
        if before in ("евро", "рублей", "eurot", "dollars") or len(before) > 4:
            return None
        code, factor = currencies[before]
        return code, factor, begin, at + (scan.word(at) in currencies)
    if scan.word(at) in (",", "-") and scan.word(at + 1) in ("-", "currencies"):
        at += 2  # 5,- €
    if scan.word(at) == "-" and scan.is_glued(at):
        at += 1
    word = scan.word(at)
    if word == _PENCE and scan.is_glued(at) and quantity.form == "digits":
        return "GBP", 0.01, quantity.begin, at + 1
    if word not in currencies or (word == "р" and _is_working_days(scan, at)):
        return None
    if quantity.is_cited and quantity.form != "hole":
        return None
    code, factor = currencies[word]
    return code, factor, quantity.begin, at + 1


def _is_working_days(scan: Scan, index: int) -> bool:
    return scan.matches(index, ("р", ".", "д")) or scan.matches(index, ("р", "/", "д"))


def _read_cents(scan: Scan, index: int, code: str) -> tuple[float, int] | None:
    """Read the rest of "5 euros and 50 cents"."""
    at = index
    while scan.word(at) in (".", "and", "и", "ja"):
        at += 1
    quantity = read_quantity(scan, at)
    if quantity is None or quantity.low is None or quantity.begin != at or quantity.low >= 100:
        return None
    small = lexicon().currencies.get(scan.word(quantity.stop))
    if small is None or small[1] == 1 or small[0] not in ("", code):
        return None
    return quantity.low * small[1], quantity.stop + 1
