"""Findings counted: where they are most, of which rules, and who answers for them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from policylint.accounts import Account, draw_up
from policylint.entries import Standing
from policylint.findings import LEVELS, Finding

_MOST_ROWS = 10
_MANY_FILES = 30
_DEEPEST = 12
FIRST_LEVELS = tuple(reversed(LEVELS))  # as a page tells them: the worst first


@dataclass(frozen=True, slots=True)
class Row:
    """How many findings a file, a folder or a rule has of each level that it has, the worst first."""

    name: str
    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many findings there are of all levels."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Table:
    """The longest rows, longest first; `rest` is how many more there are, with `rest_total` findings."""

    name: str
    rows: tuple[Row, ...]
    rest: int = 0
    rest_total: int = 0

    @property
    def most(self) -> int:
        """What the longest bar stands for."""
        return max((row.total for row in self.rows), default=1)


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """What somebody answers for: findings, and an account of what a baseline knows, if there is one."""

    row: Row
    account: Account


def count_levels(findings: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    """How many findings there are of each level that there is, the worst first."""
    counts = Counter(finding.level for finding in findings)
    return tuple((level, counts[level]) for level in FIRST_LEVELS if counts[level])


def count_by(name: str, findings: Iterable[Finding], key: Callable[[Finding], str]) -> Table:
    """Count findings by what `key` tells of each."""
    rows = _rows(findings, key)
    rest = rows[_MOST_ROWS:] if len(rows) > _MOST_ROWS + 1 else []
    shown = rows[: len(rows) - len(rest)]
    return Table(name, tuple(shown), len(rest), sum(row.total for row in rest))


def count_places(findings: Sequence[Finding]) -> Table:
    """Count findings by file, or by folder where there are many files and folders that tell more."""
    folders = {finding.path: finding.path.replace("\\", "/").split("/")[:-1] for finding in findings}
    for depth in range(_DEEPEST, 0, -1) if len(folders) > _MANY_FILES else ():
        names = {path: "/".join(parts[:depth]) + "/" for path, parts in folders.items()}
        if 2 < len(set(names.values())) <= _MOST_ROWS + 1:
            return count_by("by_folder", findings, partial(_look_up, names))
    return count_by("by_text", findings, lambda finding: finding.path)


def _look_up(names: Mapping[str, str], finding: Finding) -> str:
    return names[finding.path]


def count_owners(findings: Iterable[Finding], standings: Sequence[Standing], since: str) -> list[OwnerRow]:
    """Count by owner what is found and what baselines know; nothing when no owner is known."""
    rows = {row.name: row for row in _rows(findings, lambda finding: finding.owner)}
    accounts: dict[str, Account] = {}
    for account in chain.from_iterable(draw_up(standing, since) for standing in standings):
        known = accounts.get(account.owner)
        accounts[account.owner] = _add(known, account) if known else account
    names = {*rows, *accounts}
    if not any(names):
        return []
    owned = [OwnerRow(rows.get(name, Row(name, ())), accounts.get(name, _nothing(name))) for name in names]
    return sorted(owned, key=lambda each: (-each.row.total, -each.account.entries, not each.row.name, each.row.name))


def _nothing(name: str) -> Account:
    return Account(name, entries=0, overdue=0, oldest=0, next_day="", solved=0, passed_on=0, taken_over=0)


def _add(one: Account, other: Account) -> Account:
    """The accounts of one owner with two baselines."""
    return Account(
        one.owner,
        entries=one.entries + other.entries,
        overdue=one.overdue + other.overdue,
        oldest=max(one.oldest, other.oldest),
        next_day=min(filter(None, (one.next_day, other.next_day)), default=""),
        solved=one.solved + other.solved,
        passed_on=one.passed_on + other.passed_on,
        taken_over=one.taken_over + other.taken_over,
    )


def _rows(findings: Iterable[Finding], key: Callable[[Finding], str]) -> list[Row]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    rows = [Row(name, count_levels(group)) for name, group in groups.items()]
    return sorted(rows, key=lambda row: (-row.total, row.name))
