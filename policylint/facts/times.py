"""Clock times: 24:00, 8 pm, 22:00-08:00, kell 22, в 9 утра, полночь."""

import re

from policylint.facts.fact import Fact
from policylint.facts.lexicon import lexicon
from policylint.facts.quantities import Quantity
from policylint.facts.relations import after, before
from policylint.facts.scan import Hole, Scan

_COLON = re.compile(r"(?<![\w:.,/])([01]?[0-9]|2[0-4])[:]([0-5][0-9])(?::[0-5][0-9])?(?![0-9:])")
_DOT = re.compile(r"(?<![\w:.,/])([01]?[0-9]|2[0-4])\.([0-5][0-9])(?![0-9%€$]|\.[0-9])")
_DOT_RANGE = re.compile(r"\s?-\s?(?:[01]?[0-9]|2[0-4])\.[0-5][0-9](?![0-9.])")
_DOT_CUE = re.compile(r"(?:\bkell|\bkella|\bkl|\bat|\bв|\bhours|\bчасы|\bavatud|\bopen|[0-9]\.[0-9]{2}\s?-)\s?\Z")
_UNTIL_CUE = re.compile(r"(?:\bby|\buntil|\btill|\bbefore|\bдо|\bkuni|\bс|\bfrom|\bk|\bк|\bhiljemalt)\s\Z")
_NO_TIME_AFTER = re.compile(
    r"\s?(?:%|€|\$|£|eur|usd|gbp|руб|р\b|rub|sent|процент|protsen|percent|days?|hours?|päev|tun|дн|час)"
)
_CUE_REACH = 12
_HALF_DAY = 720
_PARTS_LIKE_UNITS = frozenset(("дня", "ночи", "вечера"))


def find_clocks(folded: str) -> list[Hole]:
    """Return times written with minutes, in order; `low` is minutes after midnight."""
    found = [_hole(match) for match in _COLON.finditer(folded)] if ":" in folded else []
    for match in _DOT.finditer(folded) if "." in folded else ():
        lead = folded[max(0, match.start() - _CUE_REACH) : match.start()]
        is_cued = _DOT_CUE.search(lead) or _DOT_RANGE.match(folded, match.end())
        is_late = _UNTIL_CUE.search(lead) and (int(match[2]) > 12 or int(match[2]) == 0)
        if (is_cued or is_late) and not _NO_TIME_AFTER.match(folded, match.end()):
            found.append(_hole(match))
    return [hole for hole in found if hole.low is not None and hole.low <= 1440]


def _hole(match: re.Match[str]) -> Hole:
    minutes = float(int(match[1]) * 60 + int(match[2]))
    return Hole(match.start(), match.end(), "time", minutes, minutes)


def find_times(scan: Scan, quantities: list[Quantity]) -> list[Fact]:
    """Return clock times in order; a range over midnight has low > high."""
    points = _points(scan, quantities)
    found: list[Fact] = []
    position = 0
    while position < len(points):
        begin, stop, low, high = points[position]
        following = points[position + 1] if position + 1 < len(points) else None
        if following and low == high and _is_joined(scan, stop, following[0]):
            stop, high = following[1], following[3]
            position += 1
        found.append(_finish(scan, begin, stop, low, high))
        position += 1
    return found


def _is_joined(scan: Scan, stop: int, begin: int) -> bool:
    between = [word for word in scan.words[stop:begin] if word not in lexicon().time_marks]
    return len(between) == 1 and (between[0] in ("-", "until", "till") or between[0] in lexicon().range_words)


def _points(scan: Scan, quantities: list[Quantity]) -> list[tuple[int, int, float, float]]:
    """Return begin and stop token, and minutes, of every time."""
    found: list[tuple[int, int, float, float]] = []
    for index, hole in scan.holes.items():
        if hole.kind == "time" and hole.low is not None:
            part = _day_part(scan, index + 1)
            minutes = _shift(hole.low, part[0]) if part else hole.low
            found.append((index, part[1] if part and part[0] != "clock" else index + 1, minutes, minutes))
    for index in scan.anchors:
        named = lexicon().named_times.get(scan.words[index])
        if named is not None:
            found.append((index, index + 1, float(named), float(named)))
    found += [point for quantity in quantities if (point := _hour(scan, quantity))]
    return sorted(found)


def _hour(scan: Scan, quantity: Quantity) -> tuple[int, int, float, float] | None:
    """Read full hours: 8 pm, kell 22, в 9 часов, с 9 до 18 часов."""
    low, high = quantity.low, quantity.high
    if low is None or high is None or low > 24 or high > 24 or low != int(low) or quantity.form == "article":
        return None
    part, lead = _day_part(scan, quantity.stop), scan.word(quantity.begin - 1)
    is_marked = lead in lexicon().time_marks
    is_span = low < high and scan.word(quantity.begin) in ("с", "со") and part is not None
    if part and part[0] == "clock":
        is_clear = is_span or lead == "в" or "'" in scan.words[quantity.stop : part[1]] or is_marked
        is_clear = is_clear or (lead in ("до", "к", "с") and scan.word(quantity.begin - 2) in ("сегодня", "завтра"))
    elif part and scan.words[part[1] - 1] in _PARTS_LIKE_UNITS and part[1] == quantity.stop + 1:
        is_clear = lead in ("в", "к", "с", "около", "kell") or is_span  # "2 дня" is two days
    else:
        is_clear = part is not None or lead in ("kell", "kella", "kl", "klo")
    if not is_clear:
        return None
    shift = part[0] if part else ""
    begin = quantity.begin
    return begin, part[1] if part else quantity.stop, _shift(low * 60, shift), _shift(high * 60, shift)


def _day_part(scan: Scan, index: int) -> tuple[str, int] | None:
    return after(scan, index, lexicon().day_parts)


def _shift(minutes: float, part: str) -> float:
    if part == "pm" and minutes < _HALF_DAY:
        return minutes + _HALF_DAY
    if part in ("am", "night") and _HALF_DAY <= minutes < _HALF_DAY + 60:
        return minutes - _HALF_DAY
    return minutes


def _finish(scan: Scan, begin: int, stop: int, low: float, high: float) -> Fact:
    start = begin
    if scan.word(start - 1) in lexicon().time_marks:
        start -= 1
    found = before(scan, start, lexicon().date_before)
    relation = found[0] if found else ""
    start = found[1] if found else start
    ending = scan.words[stop + 1] if scan.word(stop) == "-" and stop + 1 < len(scan.words) else scan.word(stop)
    if not relation and scan.is_glued(stop) and ending in ("ks", "ni"):
        relation, stop = "until", stop + 1 if ending == scan.word(stop) else stop + 2
    return Fact("time", scan.starts[start], scan.stops[stop - 1], low, high, "", relation)
