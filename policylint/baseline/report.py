"""How things stand with baselines, as a table for people or as JSON for programs."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from policylint.accounts import Passing, draw_up, list_overdue, list_passings, list_solved
from policylint.entries import NOBODY, Entry, Solved, Standing
from policylint.reporters.lines import clean
from policylint.resources import VERSION
from policylint.today import count_days

_HEADS = ("owner", "entries", "overdue", "oldest", "next day", "solved", "passed on", "taken over")


def render_table(standings: Iterable[Standing], since: str) -> str:
    """Render who has how much, what is overdue, and what became of the rest since a day."""
    lines = (line for standing in standings for line in _tell(standing, since))
    return "".join(f"{clean(line)}\n" for line in lines).rstrip("\n") + "\n"


def render_json(standings: Iterable[Standing], since: str) -> str:
    """Render the same, every entry with it."""
    standings = list(standings)
    value = {
        "version": VERSION,
        "since": since,
        "today": standings[0].today if standings else "",
        "baselines": [_standing(each, since) for each in standings],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def tell_entry(entry: Entry) -> str:
    """Name an entry in a line."""
    return f"{entry.path} {entry.rule}"


def tell_passing(passing: Passing) -> str:
    """Tell in a line what was passed on."""
    hands = f"{passing.giver or NOBODY} -> {passing.taker or NOBODY}"
    return f"{tell_entry(passing.entry)}: {hands}, until {passing.entry.until}"


def tell_solved(solved: Solved) -> str:
    """Tell in a line what was solved."""
    how = ", allowed by a comment" if solved.how else ""
    days = count(count_days(solved.since, solved.day), "day")
    return f"{solved.path} {solved.rule}: {solved.owner or NOBODY}, after {days}{how}"


def _tell(standing: Standing, since: str) -> Iterator[str]:
    overdue, solved, passings = list_overdue(standing), list_solved(standing, since), list_passings(standing, since)
    yield f"{standing.path}: {count(len(standing.entries), 'entry')}, {len(overdue)} overdue on {standing.today}"
    yield ""
    yield from _table(standing, since)
    yield from _list("Overdue:", [_tell_overdue(entry, standing.today) for entry in overdue])
    yield from _list(f"Passed on since {since}:", [f"{each.day} {tell_passing(each)}" for each in passings])
    yield from _list(f"Solved since {since}:", [f"{each.day} {tell_solved(each)}" for each in solved])
    if standing.gone:
        yield f"{count(len(standing.gone), 'entry')} solved and still listed: policylint baseline update"
    if standing.unjudged:
        yield f"{count(standing.unjudged, 'entry')} could not be judged: the file or the rule wasn't checked"
    yield ""


def _table(standing: Standing, since: str) -> Iterator[str]:
    rows: list[Sequence[str]] = [_HEADS]
    for each in draw_up(standing, since):
        oldest = count(each.oldest, "day") if each.entries else ""
        counts = (str(number or "") for number in (each.solved, each.passed_on, each.taken_over))
        rows.append((each.owner or NOBODY, str(each.entries), str(each.overdue or ""), oldest, each.next_day, *counts))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *others in rows:
        cells = [name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()
    yield ""


def _tell_overdue(entry: Entry, today: str) -> str:
    words = f": {entry.excerpt}" if entry.excerpt else ""
    age = count(count_days(entry.first_day, today), "day")
    return f"{tell_entry(entry)}: {entry.owner or NOBODY}, until {entry.until}, {age} old{words}"


def _list(head: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from (head, *(f"  {line}" for line in lines), "")


def count(number: int, noun: str) -> str:
    """Say how many there are of something."""
    plural = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def _standing(standing: Standing, since: str) -> dict[str, Any]:
    return {
        "path": standing.path,
        "owners": [
            {
                "owner": each.owner,
                "entries": each.entries,
                "overdue": each.overdue,
                "oldest_days": each.oldest,
                "next_day": each.next_day,
                "solved": each.solved,
                "passed_on": each.passed_on,
                "taken_over": each.taken_over,
            }
            for each in draw_up(standing, since)
        ],
        "entries": [_entry(each, standing.today) for each in standing.entries],
        "solved": [_solved(each, is_listed=each in standing.gone) for each in list_solved(standing, since)],
        "passed_on": [
            {"day": each.day, "from": each.giver, "to": each.taker, **_name(each.entry)}
            for each in list_passings(standing, since)
        ],
        "unjudged": standing.unjudged,
    }


def _name(entry: Entry) -> dict[str, str]:
    return {"rule": entry.rule, "path": entry.path, "fingerprint": entry.fingerprint}


def _entry(entry: Entry, today: str) -> dict[str, Any]:
    return {
        **_name(entry),
        "excerpt": entry.excerpt,
        "owner": entry.owner,
        "until": entry.until,
        "overdue": entry.until < today,
        "since": [{"day": day, "owner": owner} for day, owner in entry.since],
        "days": count_days(entry.first_day, today),
        "note": entry.note,
    }


def _solved(solved: Solved, *, is_listed: bool) -> dict[str, Any]:
    return {
        "day": solved.day,
        "rule": solved.rule,
        "path": solved.path,
        "owner": solved.owner,
        "since": solved.since,
        "days": count_days(solved.since, solved.day),
        "how": solved.how or "solved",
        "still_listed": is_listed,
    }
