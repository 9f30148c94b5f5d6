"""The order of work: what stands by itself, then words around numbers, then one fact a place."""

import re
from collections.abc import Iterable, Sequence

from policylint.facts.dates import find_dates, find_intervals, find_numeric_dates
from policylint.facts.days import find_days
from policylint.facts.durations import find_durations
from policylint.facts.fact import Fact
from policylint.facts.lexicon import lexicon
from policylint.facts.links import find_links
from policylint.facts.money import find_money
from policylint.facts.percents import find_percents
from policylint.facts.phones import find_phones
from policylint.facts.placeholders import find_placeholder_facts, find_variables
from policylint.facts.quantities import Quantity, find_quantities
from policylint.facts.scan import Hole, Scan, Taken, fold, in_order, mask, scan, taken_by
from policylint.facts.times import find_clocks, find_times

_DIGIT = re.compile("[0-9]")
_LINKISH = re.compile(r"\w[.@]\w|://|%[sd({A-Z]|[{_]")
_WORD = re.compile(r"[^\W\d_]+")


def find_facts(text: str, placeholders: Sequence[tuple[int, int]] = ()) -> tuple[Fact, ...]:
    """Return the facts of a text by place; facts of one kind don't overlap.

    `placeholders` are ranges of the text that stand in for template variables, each as one CamelCase word.
    """
    folded = fold(text)
    has_digit = _DIGIT.search(text) is not None
    is_plain = not (placeholders or has_digit or _LINKISH.search(text))
    if is_plain and lexicon().anchors.isdisjoint(_WORD.findall(folded)):
        return ()
    holes = _find_holes(text, folded, placeholders, has_digit=has_digit)
    tokens = scan(folded, holes)
    if not tokens.anchors:
        return ()
    found = _find_all(tokens)
    return tuple(_longest_by_kind(found))


def _find_holes(text: str, folded: str, placeholders: Sequence[tuple[int, int]], *, has_digit: bool) -> list[Hole]:
    holes = find_variables(text, placeholders)
    masked = mask(folded, holes)
    finders = [find_links] if "." in text or "@" in text or "://" in text else []
    if has_digit:
        finders += [find_numeric_dates, find_clocks, find_phones]
    for find in finders:
        fresh = find(masked)
        if fresh:
            holes = in_order(holes + fresh)
            masked = mask(folded, holes)
    return holes


def _find_all(tokens: Scan) -> list[Fact]:
    quantities = find_quantities(tokens)
    times = find_times(tokens, quantities)
    rates = find_money(tokens, quantities) + find_percents(tokens, quantities)
    dates = find_dates(tokens, quantities)
    taken = _ranges(rates + times + [fact for fact in dates if fact.unit != "weekday"])
    durations = find_durations(tokens, quantities) + find_days(tokens, times)
    free = [fact for fact in durations if not taken.overlaps(fact.start, fact.stop)]
    found = [*times, *rates, *dates, *free, *_plain(tokens)]
    found += find_placeholder_facts(tokens, _ranges(fact for fact in found if fact.placeholder))
    return found + _numbers(tokens, quantities, _ranges(found)) + find_intervals(dates)


def _ranges(facts: Iterable[Fact]) -> Taken:
    return taken_by((fact.start, fact.stop) for fact in facts)


def _plain(tokens: Scan) -> list[Fact]:
    kinds = ("link", "email", "phone")
    return [Fact(h.kind, h.start, h.stop, None, None, h.unit) for h in tokens.holes.values() if h.kind in kinds]


def _numbers(tokens: Scan, quantities: list[Quantity], taken: Taken) -> list[Fact]:
    """Return figures that no other fact holds."""
    found = []
    for quantity in quantities:
        start, stop = tokens.starts[quantity.begin], tokens.stops[quantity.stop - 1]
        if quantity.form == "digits" and not taken.overlaps(start, stop):
            found.append(Fact("number", start, stop, quantity.low, quantity.high))
    return found


def _longest_by_kind(facts: list[Fact]) -> list[Fact]:
    """Return facts by place; where two of a kind overlap, the longer one."""
    kept: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: (fact.kind, fact.start, -fact.stop)):
        row = kept.setdefault(fact.kind, [])
        if not row or fact.start >= row[-1].stop:
            row.append(fact)
        elif fact.stop - fact.start > row[-1].stop - row[-1].start:
            row[-1] = fact
    return sorted((fact for row in kept.values() for fact in row), key=lambda fact: (fact.start, fact.stop, fact.kind))
