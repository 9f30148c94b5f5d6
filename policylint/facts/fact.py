"""The one noun of this folder, and how to compare what it carries."""

from dataclasses import dataclass

DAYS_IN = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1,
    "working-day": 1,
    "week": 7,
    "month": 30,
    "quarter": 91,
    "year": 365,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A value in prose, at a half-open range of characters of the text (relation words are inside).

    `low` and `high` are hours (duration), currency units (money), percent, minutes after midnight (time),
    proleptic ordinals (date, 2026 where no year is written), or the plain number; None where the value is
    unknown (a template variable carries it) or isn't a number (link, email, phone).
    A time range over midnight has low > high (22:00-08:00); elsewhere low <= high.

    `unit` is what was written. Dates: "date", "day-month" (no year), "day-of-month" (low is the day of the month),
    "weekday" (low is 0 for Monday), "relative" (today, next week; low None, and a duration says how far).
    Phones: the digits. Links and mail addresses: the address.
    Intervals: the hours between two dates of one text, from the first to the next one said.
    `relation` also knows "ago" ("3 days ago", "the last 30 days"), so that the past is no promise.
    """

    kind: str
    start: int
    stop: int
    low: float | None
    high: float | None
    unit: str = ""
    relation: str = ""
    placeholder: bool = False


def percent_per_day(fact: Fact) -> float | None:
    """Return the upper rate in percent per day, or None where there is no figure or no period."""
    days = DAYS_IN.get(rate_period(fact))
    if fact.kind != "percent" or fact.high is None or days is None:
        return None
    return fact.high / days


def rate_period(fact: Fact) -> str:
    """Return what money or a percentage is counted by ("day", "minute", "request" ...), or ""."""
    return fact.unit.partition("/")[2] if fact.kind in ("money", "percent") else ""
