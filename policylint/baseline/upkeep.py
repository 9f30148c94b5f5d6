"""What people do with a baseline: write faults down, take out what is solved, pass entries on."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from policylint.accounts import Passing
from policylint.baseline.blame import Authors
from policylint.baseline.file import BaselineFile
from policylint.baseline.known import path_within
from policylint.config import find_configuration, load_configuration
from policylint.entries import Entry, Solved, Standing
from policylint.findings import Finding, Report
from policylint.reporters.lines import ELLIPSIS, clean
from policylint.repository import find_root
from policylint.settings import BASELINE_NAME, Settings
from policylint.today import add_days, today
from policylint.walking import find_upwards

DAYS = {"wording": 30, "process": 90, "contract": 180}
_LONGEST_EXCERPT = 80
_DAYS_KEPT = 90  # for which it is told what was solved


@dataclass(frozen=True, slots=True)
class Update:
    """What becomes of a baseline, and what is to be told about it."""

    file: BaselineFile
    solved: tuple[Solved, ...] = ()
    added: tuple[Entry, ...] = ()
    passed_on: tuple[Passing, ...] = ()
    moved: tuple[tuple[str, Entry], ...] = ()


def locate(paths: Iterable[str], settings: Settings) -> str:
    """Name the baseline for paths: the stated or nearest one, else where a new one belongs.

    That is beside the nearest configuration, else at the top of the repository; looked for from the working folder, or
    from the folder that all paths share when it is elsewhere.
    """
    if settings.baseline:
        return os.path.abspath(settings.baseline)
    start = os.getcwd()
    places = [os.path.abspath(path) for path in paths]
    if any(os.path.commonpath([start, place]) != start for place in places):
        shared = os.path.commonpath(places)
        start = shared if os.path.isdir(shared) else os.path.dirname(shared)
    configuration = settings.config or find_configuration(start)
    home = os.path.dirname(os.path.abspath(configuration)) if configuration else find_root(start)
    return find_upwards(start, BASELINE_NAME) or os.path.join(home, BASELINE_NAME)


def is_governed(folder: str, baseline: str, settings: Settings) -> bool:
    """Whether the faults in a folder's files belong into a baseline, and not into a nearer one."""
    nearest = find_upwards(folder, BASELINE_NAME)
    is_nearer = nearest.startswith(os.path.dirname(baseline).rstrip(os.sep) + os.sep) and nearest != baseline
    return bool(settings.baseline) or not is_nearer


def write_down(finding: Finding, baseline: str, owner: str, day: str, days: Mapping[str, int]) -> Entry:
    """Make the entry for a finding, its owner having as many days as its remedy takes."""
    words = clean(" ".join(finding.excerpt.split()))
    return Entry(
        rule=finding.rule,
        path=path_within(os.path.abspath(finding.path), os.path.dirname(baseline)),
        fingerprint=finding.fingerprint,
        owner=owner,
        until=add_days(day, {**DAYS, **days}[finding.remedy]),
        since=((day, owner),),
        excerpt=words if len(words) <= _LONGEST_EXCERPT else words[: _LONGEST_EXCERPT - 1].rstrip() + ELLIPSIS,
    )


def list_governed(report: Report, place: str, settings: Settings) -> list[Finding]:
    """List the findings that a baseline is for."""
    folders: dict[str, bool] = {}
    governed = []
    for finding in report.findings:
        folder = os.path.dirname(os.path.abspath(finding.path))
        if folder not in folders:
            folders[folder] = is_governed(folder, place, settings)
        governed += [finding] if folders[folder] else []
    return governed


def write_down_all(report: Report, findings: Iterable[Finding], place: str, settings: Settings) -> tuple[Entry, ...]:
    """Make entries for findings that belong into a baseline; git is asked for owners that nothing else names."""
    packed = {file.path for file in report.files if file.is_packed}
    sources, authors = dict(report.sources), Authors()
    day, days = today(), days_for(place, settings)
    entries = []
    for finding in findings:
        is_packed = finding.path in packed
        owner = finding.owner or authors.find(finding, sources.get(finding.path, ""), is_packed=is_packed)
        entries.append(write_down(finding, place, owner, day, days))
    return tuple(entries)


def days_for(place: str, settings: Settings) -> dict[str, int]:
    """Tell the days that owners have, by remedy, as the baseline's configuration states them."""
    path = settings.config or find_configuration(os.path.dirname(place))
    stated = load_configuration(path).settings.baseline_days if path else {}
    return {**DAYS, **stated}


def update(file: BaselineFile, standing: Standing, added: Iterable[Entry]) -> Update:
    """Take out what is solved, note it in the history, and add entries; files that were renamed keep their comments."""
    oldest = add_days(standing.today, -_DAYS_KEPT)
    comments = dict(file.comments)
    for path, entry in standing.moved:
        comments[entry.path, entry.fingerprint] = comments.pop((path, entry.fingerprint), "")
    added = tuple(added)
    entries = (*standing.entries, *added)
    solved = (*(each for each in standing.solved if each.day >= oldest), *standing.gone)
    changed = replace(file, entries=entries, solved=solved, comments=comments)
    return Update(changed, standing.gone, added, tuple(_passed_by_hand(file, standing)), standing.moved)


def _passed_by_hand(file: BaselineFile, standing: Standing) -> Iterator[Passing]:
    known = {(entry.fingerprint, entry.since) for entry in file.entries}
    for entry in standing.entries:
        if (entry.fingerprint, entry.since) not in known:
            day, owner = entry.since[-1]
            yield Passing(day, entry.since[-2][1], owner, entry)


def pass_on(
    change: Update, wanted: Callable[[Entry], bool], owner: str, day: str, until: Callable[[Entry], str]
) -> Update:
    """Give the wanted entries to an owner, who has them from a day until another; what is theirs stays as it is."""
    entries, passings = [], []
    for entry in change.file.entries:
        if wanted(entry) and entry.owner != owner:
            passed = replace(entry, owner=owner, until=until(entry), since=(*entry.since, (day, owner)))
            passings.append(Passing(day, entry.owner, owner, passed))
            entries.append(passed)
        else:
            entries.append(entry)
    return replace(change, file=replace(change.file, entries=tuple(entries)), passed_on=(*change.passed_on, *passings))
