"""What day it is, told in one place, so that people and tests can set it; and counting in days, all in ISO dates."""

import os
import re
import time

from policylint.errors import ConfigError

VARIABLE = "POLICYLINT_TODAY"
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def today() -> str:
    """Give the day that `POLICYLINT_TODAY` states, else the local one; raises ConfigError when it states none."""
    stated = os.environ.get(VARIABLE, "")
    if stated and not is_day(stated):
        raise ConfigError(f"{VARIABLE} is '{stated}', expected a date such as 2026-12-30")
    return stated or time.strftime("%Y-%m-%d")


def is_day(text: str) -> bool:
    """Whether a text is the date of a day that there is."""
    from datetime import date  # as below: only baselines count in days

    try:
        return bool(_ISO.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def add_days(day: str, count: int) -> str:
    """Give the day so many days later, or earlier; at most the last one there is."""
    from datetime import date, timedelta

    try:
        return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
    except OverflowError:
        return (date.max if count > 0 else date.min).isoformat()


def count_days(first: str, last: str) -> int:
    """Count the days from one day to another."""
    from datetime import date

    return (date.fromisoformat(last) - date.fromisoformat(first)).days
