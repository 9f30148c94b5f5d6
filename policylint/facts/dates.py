"""Dates: 5 May, May 5th, 05.05.2026, 5. maiks, до 5-го числа, by Friday."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from policylint.facts.fact import Fact
from policylint.facts.lexicon import lexicon
from policylint.facts.quantities import Quantity
from policylint.facts.relations import before
from policylint.facts.scan import Hole, Scan

ASSUMED_YEAR = 2026
_ISO = re.compile(r"(?<![\w./-])([12][0-9]{3})([-./])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
_NUMERIC = re.compile(r"(?<![\w./-])([0-9]{1,2})([./-])([0-9]{1,2})\2([12][0-9]{3}|[0-9]{2})(?![0-9]|[./-][0-9])")
_SHORT = re.compile(r"(?<![\w./-])([0-9]{1,2})\.([01]?[0-9])\.?(?![0-9%])")
_SHORT_CUE = re.compile(r"\b(?:by|until|till|before|до|не позднее|kuni|hiljemalt|enne|с|от|к|on)\s\Z")
_AMOUNT_AFTER = re.compile(
    r"\s?(?:%|€|\$|£|eur|usd|gbp|руб|р\b|rub|sent|час|h\b|tun|päev|дн|days?|hours?|процент|protsen|percent)"
)
_CUE_REACH = 12
_DAYS_IN_MONTH = 30


def find_numeric_dates(folded: str) -> list[Hole]:
    """Return dates in figures in order; day before month unless that gives no date (05/25/2026)."""
    found: list[Hole] = []
    for match in _ISO.finditer(folded):
        found += _hole(match, int(match[1]), int(match[3]), int(match[4]))
    for match in _NUMERIC.finditer(folded):
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        day, month = int(match[1]), int(match[3])
        day, month = (month, day) if month > 12 and match[2] == "/" else (day, month)
        found += _hole(match, year, month, day)
    for match in _SHORT.finditer(folded) if "." in folded else ():
        if _SHORT_CUE.search(folded[max(0, match.start() - _CUE_REACH) : match.start()]) and not _AMOUNT_AFTER.match(
            folded, match.end()
        ):
            found += _hole(match, 0, int(match[2]), int(match[1]))
    return found


def _hole(match: re.Match[str], year: int, month: int, day: int) -> list[Hole]:
    ordinal = _ordinal(year, month, day)
    if ordinal is None:
        return []
    stop = match.end() - (match.group().endswith("."))
    return [Hole(match.start(), stop, "date", ordinal, ordinal, "date" if year else "day-month")]


def _ordinal(year: int, month: int, day: int) -> float | None:
    try:
        return float(date(year or ASSUMED_YEAR, month, day).toordinal())
    except ValueError:
        return None


def find_dates(scan: Scan, quantities: list[Quantity]) -> list[Fact]:
    """Return dates, days of the month and weekdays."""
    found = [_finish(scan, i, i + 1, h.low, h.high, h.unit) for i, h in scan.holes.items() if h.kind == "date"]
    for quantity in quantities:
        fact = _month_date(scan, quantity) or _day_of_month(scan, quantity)
        if fact:
            found.append(fact)
    return found + _weekdays(scan)


def _month_date(scan: Scan, quantity: Quantity) -> Fact | None:
    low, high = quantity.low, quantity.high
    if low is None or high is None or not 1 <= low <= high <= 31 or low != int(low):
        return None
    at, begin, months = quantity.stop, quantity.begin, lexicon().months
    while scan.word(at) in (".", "-", "of", "день", "th"):
        at += 1
    if scan.word(at) in months:
        month, stop = months[scan.words[at]], at + 1
    elif scan.word(begin - 1) in months or (scan.word(begin - 1) in (".", "the") and scan.word(begin - 2) in months):
        begin -= 1 if scan.word(begin - 1) in months else 2
        month, stop = months[scan.words[begin]], quantity.stop
    else:
        return None
    if scan.words[stop - 1] == "may" and quantity.form == "words" and not quantity.is_ordinal:
        return None
    year, stop = _year(scan, stop)
    first, last = _ordinal(year, month, int(low)), _ordinal(year, month, int(high))
    if first is None or last is None:
        return None
    return _finish(scan, begin, stop, first, last, "date" if year else "day-month")


def _year(scan: Scan, index: int) -> tuple[int, int]:
    at = index + 1 if scan.word(index) in (",", ".", "of") else index
    word = scan.word(at)
    if len(word) == 4 and word.isdigit() and "1900" <= word <= "2100":
        return int(word), at + 1
    return 0, index


def _day_of_month(scan: Scan, quantity: Quantity) -> Fact | None:
    """Read "by the 5th", "до 5 числа", "5. kuupäevaks"."""
    low, high = quantity.low, quantity.high
    if low is None or high is None or not 1 <= low <= high <= 31:
        return None
    at = quantity.stop + (scan.word(quantity.stop) == ".")
    noun = scan.word(at)
    if noun in lexicon().day_nouns:
        return _finish(scan, quantity.begin, at + 1, low, high, "day-of-month")
    ending = scan.words[quantity.stop - 1]
    if not quantity.is_ordinal or ending not in ("th", "st", "nd", "rd") or scan.word(quantity.begin - 1) != "the":
        return None
    begin = quantity.begin - 1
    if scan.matches(quantity.stop, ("day", "of")):
        return _finish(scan, begin, quantity.stop + 1, low, high, "day-of-month")
    if scan.word(quantity.stop) in lexicon().units or not before(scan, begin, lexicon().date_before):
        return None
    return _finish(scan, begin, quantity.stop, low, high, "day-of-month")


def _weekdays(scan: Scan) -> list[Fact]:
    weekdays = lexicon().weekdays
    found = []
    for index in scan.anchors:
        word = scan.words[index]
        if word in weekdays:
            low = high = float(weekdays[word])
            found.append(_finish(scan, index, index + 1, low, high, "weekday"))
    return found


def _finish(scan: Scan, begin: int, stop: int, low: float | None, high: float | None, unit: str) -> Fact:
    words = lexicon()
    start = begin
    for _ in range(4):
        if scan.word(start - 1) in words.date_fillers or scan.word(start - 1) in words.next_weekday:
            start -= 1
    found = before(scan, start, words.date_before)
    relation, start = found or ("", begin)
    if (
        any(w in words.until_forms or words.day_nouns.get(w) == "until" for w in scan.words[begin:stop])
        and relation != "over"
    ):
        relation = "until"
    return Fact("date", scan.starts[start], scan.stops[stop - 1], low, high, unit, relation)


def find_intervals(dates: Iterable[Fact]) -> list[Fact]:
    """Return the hours between each date and the next one said: due on the 5th, cut off on the 6th.

    Days of the month without a month are taken for the same month, or for the next one when the second is smaller.
    """
    known = sorted((fact.start, fact.stop, fact.unit, fact.low) for fact in dates if fact.low is not None)
    found = []
    for (start, _, unit, low), (_, stop, next_unit, next_low) in pairwise(known):
        if unit == next_unit == "day-of-month":
            days = (next_low - low) % _DAYS_IN_MONTH
        elif {unit, next_unit} <= {"date", "day-month"}:
            days = next_low - low
        else:
            continue
        if days >= 0:
            found.append(Fact("interval", start, stop, days * 24, days * 24, "day"))
    return found
