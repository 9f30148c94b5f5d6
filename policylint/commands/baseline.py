"""The `baseline` commands: write faults down, keep the list true, tell how things stand."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import click

from policylint.api import check_paths
from policylint.baseline.file import BaselineFile, parse, render
from policylint.baseline.known import load_baseline
from policylint.baseline.report import count, render_json, render_table, tell_entry, tell_passing, tell_solved
from policylint.baseline.upkeep import Update, days_for, list_governed, locate, pass_on, update, write_down_all
from policylint.commands.console import warn
from policylint.entries import NOBODY, Entry
from policylint.errors import ConfigError, PolicylintError, WriteError
from policylint.findings import Report
from policylint.reporters.lines import clean
from policylint.rulebook import Rulebook
from policylint.saving import create, save
from policylint.settings import Settings
from policylint.suggestions import suggest
from policylint.today import add_days, is_day, today
from policylint.walking import show_path

CLEAN, WRONG = 0, 2
_DAYS_TOLD = 30


@dataclass(frozen=True, slots=True)
class Handover:
    """Which entries go to which owner: `names` are rules, paths and fingerprints, `until` a day or empty."""

    names: tuple[str, ...] = ()
    owner: str = ""
    until: str = ""


def run_write(paths: Sequence[str], settings: Settings, *, force: bool) -> int:
    """Write a new baseline of all that is found."""
    place = locate(paths, settings)
    if os.path.lexists(place) and not force:
        raise WriteError("is there already: `baseline update` keeps it, --force writes it anew", path=show_path(place))
    report = check_paths(paths, replace(settings, uses_baseline=False))
    entries = write_down_all(report, list_governed(report, place, settings), place, settings)
    if not entries:
        click.echo("Nothing was found: no baseline is needed.")
        return _complain(report)
    new = render(BaselineFile(entries)).encode()
    if os.path.lexists(place):
        save(place, _read(place), new)
    else:
        create(place, new)
    click.echo(clean(f"{show_path(place)}: {count(len(entries), 'entry')} written"))
    _tell_owners(entries)
    return _complain(report)


def run_update(paths: Sequence[str], settings: Settings, *, adds: bool, handover: Handover) -> int:
    """Take out what is solved, and on request add what is new or pass entries on."""
    _vet(handover)
    place = locate(paths, settings)
    for error in load_baseline(place).errors:
        raise ConfigError(f"{error.message} (nothing was changed: mend it first)", path=error.path, line=error.line)
    old = _read(place)
    file = parse(old.decode("utf-8-sig"), show_path(place))
    report = check_paths(paths, settings)
    standing = next((each for each in report.baseline if each.path == show_path(place)), None)
    if standing is None:
        raise ConfigError("none of these files is under this baseline", path=show_path(place))
    new = [finding for finding in list_governed(report, place, settings) if not finding.until]
    added = write_down_all(report, new, place, settings) if adds else ()
    change = update(file, standing, added)
    if handover.names:
        change = _pass_on(change, handover, place, settings)
    if change.file != file:
        save(place, old, render(change.file).encode())
    _tell_update(change, show_path(place), before=len(file.entries))
    if new and not adds:
        click.echo(f"{count(len(new), 'finding')} not in the baseline: solve them, or write them down with --add.")
    return _complain(report)


def run_report(paths: Sequence[str], settings: Settings, *, form: str, since: str) -> int:
    """Tell how things stand."""
    if since and not is_day(since):
        raise click.UsageError(f"--since {since}: expected a date such as 2026-12-30")
    report = check_paths(paths, settings)
    first = since or add_days(today(), -_DAYS_TOLD)
    if form == "json":
        click.echo(render_json(report.baseline, first), nl=False)
    elif report.baseline:
        click.echo(render_table(report.baseline, first), nl=False)
    else:
        click.echo("There is no baseline here: policylint baseline write")
    return _complain(report)


def _vet(handover: Handover) -> None:
    if handover.names and handover.owner in {"", NOBODY}:
        raise click.UsageError("--pass-on needs --to OWNER: somebody has to have it")
    if handover.owner and not handover.names:
        raise click.UsageError("--to needs --pass-on RULE or PATH")
    if handover.until and not handover.names:
        raise click.UsageError("--until is for --pass-on: an owner solves it or passes it on, and takes no more time")
    if handover.until and not (is_day(handover.until) and handover.until >= today()):
        raise click.UsageError(f"--until {handover.until}: expected a date to come, such as {add_days(today(), 30)}")


def _pass_on(change: Update, handover: Handover, place: str, settings: Settings) -> Update:
    folder, entries = os.path.dirname(place), change.file.entries
    tests = [_matcher(name, folder) for name in handover.names]
    for name, test in zip(handover.names, tests, strict=True):
        if not any(map(test, entries)):
            hint = suggest(name, {word for entry in entries for word in (entry.rule, entry.path)})
            raise click.UsageError(f"--pass-on {name}: no entry has this rule, path or fingerprint{hint}")
    wanted = {entry for entry in entries if any(test(entry) for test in tests)}
    if all(entry.owner == handover.owner for entry in wanted):
        raise click.UsageError(f"{handover.owner} has all of this already: an owner solves it or passes it on")
    rules, days, day = Rulebook(settings.config).rules, days_for(place, settings), today()

    def until(entry: Entry) -> str:
        """The day that is stated, else as much time as a new entry gets, and never less than was left."""
        remedy = rules[entry.rule].remedy if entry.rule in rules else "wording"
        return handover.until or max(entry.until, add_days(day, days[remedy]))

    return pass_on(change, lambda entry: entry in wanted, handover.owner, day, until)


def _matcher(name: str, folder: str) -> Callable[[Entry], bool]:
    place = os.path.abspath(name)

    def matches(entry: Entry) -> bool:
        location = os.path.normpath(os.path.join(folder, entry.path))
        return name in (entry.rule, entry.fingerprint) or f"{location}{os.sep}".startswith(
            place.rstrip(os.sep) + os.sep
        )

    return matches


def _tell_update(change: Update, path: str, *, before: int) -> None:
    lists = (
        ("Solved", [tell_solved(each) for each in change.solved]),
        ("Passed on", [tell_passing(each) for each in change.passed_on]),
        ("Moved", [f"{old} -> {tell_entry(entry)}" for old, entry in change.moved]),
        ("Added", [f"{tell_entry(each)}: {each.owner or NOBODY}, until {each.until}" for each in change.added]),
    )
    for head, lines in lists:
        if lines:
            click.echo(f"{head}:")
            for line in lines:
                click.echo(clean(f"  {line}"))
    now = len(change.file.entries)
    click.echo(clean(f"{path}: {count(now, 'entry')}" + (f", {before} before" if now != before else "")))


def _tell_owners(entries: Sequence[Entry]) -> None:
    counts = Counter(entry.owner for entry in entries)
    first = {owner: min(entry.until for entry in entries if entry.owner == owner) for owner in counts}
    width = max(len(owner or NOBODY) for owner in counts)
    for owner, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        click.echo(clean(f"  {(owner or NOBODY).ljust(width)}  {number:>5}, the first until {first[owner]}"))


def _read(place: str) -> bytes:
    try:
        with open(place, "rb") as file:
            return file.read()
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise ConfigError(f"can't read the baseline: {reason}", path=show_path(place)) from None


def _complain(report: Report) -> int:
    for failure in report.errors:
        warn(PolicylintError(failure.message, path=failure.path, line=failure.line))
    return WRONG if report.errors else CLEAN
