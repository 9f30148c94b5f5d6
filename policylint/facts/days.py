"""Days told from today: tomorrow, послезавтра, järgmisel tööpäeval, next week, this Friday."""

from policylint.facts.fact import Fact
from policylint.facts.lexicon import lexicon
from policylint.facts.scan import Scan

# Characters between "today" and its clock time.
_APART = 3


def find_days(scan: Scan, times: list[Fact]) -> list[Fact]:
    """Return a duration from now, and a date with the unit "relative", for every such phrase."""
    fixed, found = lexicon().fixed, []
    for index in scan.anchors:
        for offset, phrase, (low, high, unit, relation) in fixed.get(scan.words[index], ()):
            begin = index - offset
            if scan.matches(begin, phrase):
                start, stop = scan.starts[begin], scan.stops[begin + len(phrase) - 1]
                found.append(
                    Fact("duration", start, stop, *_until_clock(low, high, (start, stop), times), unit, relation)
                )
                if relation == "in" and unit != "hour" and high != 4320:
                    found.append(Fact("date", start, stop, None, None, "relative", relation))
                break
    return found + _next_weekdays(scan)


def _until_clock(low: float, high: float, place: tuple[int, int], times: list[Fact]) -> tuple[float, float]:
    """Return hours till the clock time that is named with "today": today at 22:00 is 0 to 22 hours off."""
    start, stop = place
    if low == 0 and high in (0, 12):
        for time in times:
            if time.high is not None and (0 <= time.start - stop <= _APART or 0 <= start - time.stop <= _APART):
                return 0, time.high / 60
    return float(low), float(high)


def _next_weekdays(scan: Scan) -> list[Fact]:
    weekdays, nexts = lexicon().weekdays, lexicon().next_weekday
    return [
        Fact("duration", scan.starts[index - 1], scan.stops[index], 24.0, 144.0, "day", "in")
        for index in scan.anchors
        if scan.words[index] in weekdays and scan.word(index - 1) in nexts
    ]
