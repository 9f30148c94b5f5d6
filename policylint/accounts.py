"""How things stand with a baseline, drawn up by owner."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from policylint.entries import Entry, Solved, Standing
from policylint.today import count_days


@dataclass(frozen=True, slots=True)
class Passing:
    """An entry that went from one owner to another."""

    day: str
    giver: str
    taker: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Account:
    """What one owner has and had to do with a baseline since a day: counts, and days.

    `oldest` is the age in days of the oldest entry, `next_day` the first day that is still to come.
    """

    owner: str
    entries: int
    overdue: int
    oldest: int
    next_day: str
    solved: int
    passed_on: int
    taken_over: int


def draw_up(standing: Standing, since: str) -> list[Account]:
    """Draw up what each owner has, and had to do since a day; who has most that is overdue comes first."""
    solved, passings = list_solved(standing, since), list_passings(standing, since)
    names = {entry.owner for entry in standing.entries} | {each.owner for each in solved}
    names |= {name for each in passings for name in (each.giver, each.taker)}
    accounts = [_draw_up(name, standing, solved, passings) for name in names]
    return sorted(accounts, key=lambda account: (-account.overdue, -account.entries, not account.owner, account.owner))


def list_overdue(standing: Standing) -> list[Entry]:
    """List the entries whose day is over, the longest overdue first."""
    overdue = (entry for entry in standing.entries if entry.until < standing.today)
    return sorted(overdue, key=lambda entry: (entry.until, entry.path, entry.rule))


def list_solved(standing: Standing, since: str) -> list[Solved]:
    """List what was solved since a day, in order of time."""
    solved = (each for each in (*standing.solved, *standing.gone) if each.day >= since)
    return sorted(solved, key=lambda each: (each.day, each.path, each.rule))


def list_passings(standing: Standing, since: str) -> list[Passing]:
    """List which entries were passed on since a day, in order of time."""
    passings = (each for entry in standing.entries for each in _passings(entry) if each.day >= since)
    return sorted(passings, key=lambda each: (each.day, each.entry.path, each.entry.rule))


def _passings(entry: Entry) -> Iterator[Passing]:
    for (_, giver), (day, taker) in pairwise(entry.since):
        yield Passing(day, giver, taker, entry)


def _draw_up(name: str, standing: Standing, solved: Iterable[Solved], passings: Iterable[Passing]) -> Account:
    entries = [entry for entry in standing.entries if entry.owner == name]
    to_come = [entry.until for entry in entries if entry.until >= standing.today]
    return Account(
        owner=name,
        entries=len(entries),
        overdue=len(entries) - len(to_come),
        oldest=max((count_days(entry.first_day, standing.today) for entry in entries), default=0),
        next_day=min(to_come, default=""),
        solved=sum(1 for each in solved if each.owner == name),
        passed_on=sum(1 for each in passings if each.giver == name),
        taken_over=sum(1 for each in passings if each.taker == name),
    )
