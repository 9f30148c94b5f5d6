"""How a reader wants to see a report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Wishes that any reporter may honour; `width` is in columns, `quiet` leaves out all but the findings."""

    color: bool = False
    width: int = 100
    quiet: bool = False
