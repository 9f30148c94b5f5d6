"""Lists of durations that share a unit and a relation: 14, 7 and 3 days before; за 3 дня и за 1 день до."""

from bisect import bisect_left
from dataclasses import replace

from policylint.facts.fact import Fact
from policylint.facts.lexicon import lexicon
from policylint.facts.quantities import Quantity
from policylint.facts.scan import Scan
from policylint.facts.units import hours

_SHARED = ("before", "after", "in", "ago")


def complete_lists(scan: Scan, quantities: list[Quantity], durations: list[Fact]) -> list[Fact]:
    """Return the durations, in order, with what the last member of a list says for those before it."""
    completed = _with_relations(scan, durations)
    return sorted(completed + _with_units(scan, quantities, completed), key=lambda fact: fact.start)


def _with_relations(scan: Scan, durations: list[Fact]) -> list[Fact]:
    found: list[Fact] = []
    for fact in reversed(durations):
        following = found[-1] if found else None
        if following and following.relation in _SHARED and _is_joined(scan, fact.stop, following.start):
            lead = scan.words[bisect_left(scan.starts, fact.start)]
            if not fact.relation or (lead == "за" and fact.relation == "within"):
                found.append(replace(fact, relation=following.relation))
                continue
        found.append(fact)
    return found[::-1]


def _is_joined(scan: Scan, stop: int, start: int) -> bool:
    between = scan.words[bisect_left(scan.starts, stop) : bisect_left(scan.starts, start)]
    return 0 < len(between) <= 2 and lexicon().connectors.issuperset(between)


def _with_units(scan: Scan, quantities: list[Quantity], durations: list[Fact]) -> list[Fact]:
    found: list[Fact] = []
    by_token = {bisect_left(scan.starts, fact.start): fact for fact in durations if fact.relation in _SHARED}
    if not by_token:
        return found
    for quantity in reversed(quantities):
        at = quantity.stop
        while at - quantity.stop < 2 and scan.word(at) in lexicon().connectors:
            at += 1
        following = by_token.get(at)
        if following is None or at == quantity.stop or quantity.low is None or quantity.high is None:
            continue
        if quantity.form == "article" or quantity.is_year or quantity.is_cited or quantity.is_ordinal:
            continue
        low, high = hours(quantity.low, following.unit), hours(quantity.high, following.unit)
        start, stop = scan.starts[quantity.begin], scan.stops[quantity.stop - 1]
        by_token[quantity.begin] = replace(following, start=start, stop=stop, low=low, high=high)
        if _begins_with_number(scan, at):
            found.append(by_token[quantity.begin])
        else:
            del by_token[quantity.begin]
    return found


def _begins_with_number(scan: Scan, index: int) -> bool:
    word = scan.word(index)
    return word[:1].isdigit() or word in lexicon().numbers
