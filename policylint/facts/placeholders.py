"""Template variables: what the name of one says about the value that it carries."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from policylint.facts.fact import Fact
from policylint.facts.lexicon import lexicon
from policylint.facts.relations import after, all_before, before, choose
from policylint.facts.scan import Hole, Scan, Taken, in_order, taken_by

KINDS: dict[str, str] = {
    "duration": "hours hour hrs days day minutes weeks months deadline duration eta sla timeout delay period"
    " tunnid päevad paevad"
    " chasov dnej dney dni srok leadtime workingdays businessdays responsetime replytime turnaround tunde päevi paevi",
    "date": "date due until deadline expires expiry expiration paidtill till srok kuupaev kuupäev tahtaeg tähtaeg"
    " data dataotkl"
    " expire enddate duedate paiduntil eta renewal renews day_of deadlineat",
    "money": "amount price sum total balance debt fee summa cena hind cost subtotal payment saldo dolg stoimost"
    " võlg volg tasu"
    " amountdue totaldue charge owed stoimosti tsena",
    "link": "url link href uri website site weblink veeb viide ssylka",
    "email": "email mail emailaddress epost e-mail",
    "phone": "phone tel telephone telefon telefoni hotline mobile",
    "time": "clock hourminute",
    "number": "id number nr no num ref reference ticket case code count value n x quantity nomer numb invoiceid"
    " arve uid",
}
_KIND_BY_WORD = {
    word: frozenset(k for k, v in KINDS.items() if word in v.split()) for v in KINDS.values() for word in v.split()
}
_WORDS = re.compile(r"[^\W\d_]?[^\W\d_a-zа-яõäöü]+(?![a-zа-яõäöü])|[^\W\d_][a-zа-яõäöü]*|[0-9]+")
_REPLY_WORDS = frozenset("response reply answer waiting wait resolution processing delivery reaction".split())
_UNIT_BY_WORD = {
    "hours": "hour",
    "hour": "hour",
    "hrs": "hour",
    "days": "day",
    "day": "day",
    "minutes": "minute",
    "weeks": "week",
    "months": "month",
}
# What a reader left in the text: %s, %(days)s, %DATE%, %{days}, {days}, {{ days }}, ${days}, [[days]].
_LEFTOVER = re.compile(
    r"(?<![0-9\w%])%[sd](?!\w)|%\([\w.]{1,60}\)[sd]|%\{[\w. ]{1,60}\}|(?<![\w%])%[A-Z_]{2,40}%"
    r"|\{\{[^{}\n]{1,80}\}\}|\$?\{[\w.\- ]{1,60}\}|\[\[[\w. ]{1,60}\]\]"
)


def find_variables(text: str, ranges: Sequence[tuple[int, int]]) -> list[Hole]:
    """Return template variables in order: the given ranges of the text, and what looks like one besides."""
    size = len(text)
    clipped = [(max(0, start), min(size, stop)) for start, stop in ranges]
    given = taken_by((start, stop) for start, stop in clipped if start < stop)
    spare = [(start, stop) for start, stop in _leftovers(text) if not given.overlaps(start, stop)]
    found = sorted([(start, stop) for start, stop in clipped if start < stop] + spare)
    return in_order([Hole(start, stop, "placeholder", name=split_name(text[start:stop])) for start, stop in found])


def _leftovers(text: str) -> Iterable[tuple[int, int]]:
    return [match.span() for match in _LEFTOVER.finditer(text)] if "%" in text or "{" in text or "[[" in text else []


def split_name(name: str) -> frozenset[str]:
    """Return the words of a variable's name in lower case, and neighbours joined (responsetime)."""
    words = [word.lower() for word in _WORDS.findall(name)]
    return frozenset(words) | {a + b for a, b in pairwise(words)}


def kinds_of(name: frozenset[str]) -> frozenset[str]:
    """Return the kinds of fact that the words of a name promise."""
    kinds = {kind for word in name for kind in _KIND_BY_WORD.get(word, ())}
    if "time" in name or "aeg" in name or "vremya" in name:
        kinds.add("duration" if name & _REPLY_WORDS else "time")
    if "link" in kinds or "email" in kinds or "phone" in kinds:
        kinds -= {"number", "money", "date", "duration"}
    if len(kinds) > 1:
        kinds -= {"number"}
    return frozenset(kinds)


def find_placeholder_facts(scan: Scan, taken: Taken) -> list[Fact]:
    """Return what variables carry by their names, leaving out those that already are a number of something."""
    found: list[Fact] = []
    for index, hole in scan.holes.items():
        if hole.kind == "placeholder" and not taken.overlaps(hole.start, hole.stop):
            found += [_fact(scan, index, kind, hole) for kind in sorted(kinds_of(hole.name))]
    return found


def _fact(scan: Scan, index: int, kind: str, hole: Hole) -> Fact:
    begin, stop, relation, unit = index, index + 1, "", ""
    if kind == "duration":
        earlier, begin = all_before(scan, index)
        later = after(scan, index + 1, lexicon().after)
        relation = choose(["within" if r == "за" else r for r in earlier], later[0] if later else "")
        begin, stop = begin if earlier else index, later[1] if later else stop
        unit = next((_UNIT_BY_WORD[word] for word in sorted(hole.name) if word in _UNIT_BY_WORD), "")
    elif kind in ("date", "time"):
        found = before(scan, index, lexicon().date_before)
        relation, begin = found or ("", index)
        unit = "date" if kind == "date" else ""
    return Fact(kind, scan.starts[begin], scan.stops[stop - 1], None, None, unit, relation, placeholder=True)
