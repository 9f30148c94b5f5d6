"""The `init` command: what there is, what is written for it, and what to do next."""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import click

from policylint.api import check_paths
from policylint.baseline.file import BaselineFile, render
from policylint.baseline.known import load_baseline
from policylint.baseline.report import count
from policylint.baseline.upkeep import list_governed, write_down_all
from policylint.catalogue import load_catalogue
from policylint.commands.console import make_progress, warn, wipe
from policylint.config import Configuration, load_configuration
from policylint.errors import ConfigError, PolicylintError
from policylint.findings import Failure, Report
from policylint.init.placements import Placement, put_in_place, render_diff
from policylint.init.plan import Plan
from policylint.init.recipes import Source, render_configuration
from policylint.init.report import tell_faults, tell_plan, tell_survey
from policylint.init.survey import Ground, Survey, find_ground, look_at
from policylint.reporters.lines import clean
from policylint.settings import BASELINE_NAME, CONFIG_NAME, Settings
from policylint.walking import NO_FILES, show_path

IN_PLACE, LEFT, WRONG = 0, 1, 2
Result = TypeVar("Result")
_COUNTRIES = {"et": "EE", "ru": "RU", "en": "DE"}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What to write: the recipe for `ci` (empty: for what there is), the hook and the baseline, with what `source`.

    `agrees` answers yes to all questions; with `tries`, everything is shown and nothing is written.
    """

    ci: str = ""
    source: Source | None = None
    has_hook: bool = True
    has_baseline: bool = True
    agrees: bool = False
    tries: bool = False


def run(folder: str, wishes: Wishes) -> int:
    """Look at a folder, write what it needs, and give the exit code."""
    location = os.path.abspath(folder)
    if not os.path.isdir(location):
        raise click.UsageError(f"{folder}: no such folder")
    ground = find_ground(location)
    stated, problems = _read_stated(ground)
    if problems:
        return _stop(problems)
    survey = _watched(lambda progress: look_at(location, stated.settings.rules, progress))
    _say(tell_survey(survey, show_path(location)))
    plan = Plan(ground, wishes.source, _consent(wishes))
    planned = _plan_configuration(plan, survey)
    report = _check(ground, planned)
    problems = [failure for failure in report.errors if os.path.basename(failure.path) in (CONFIG_NAME, BASELINE_NAME)]
    if problems:
        return _stop(problems)
    _plan_baseline(plan, report, wishes)
    if wishes.has_hook:
        plan.add_hook()
    if wishes.ci != "none":
        plan.add_ci(wishes.ci or ground.host or "shell")
    if not wishes.tries:
        put_in_place(plan.placements)
    for placement in plan.placements if wishes.tries else ():
        _show(placement)
    click.echo()
    _say(tell_plan(plan, is_done=not wishes.tries))
    return _complain(report) or (LEFT if plan.by_hand else IN_PLACE)


def _read_stated(ground: Ground) -> tuple[Configuration, list[Failure]]:
    """Read what is stated already, and tell what is wrong with it."""
    stated = Configuration()
    errors: list[ConfigError] = []
    if os.path.lexists(ground.configuration):
        stated = load_configuration(show_path(ground.configuration))
        errors += stated.errors
    if os.path.lexists(ground.baseline):
        errors += load_baseline(ground.baseline).errors
    return stated, [Failure(error.path, error.line, error.message) for error in errors]


def _plan_configuration(plan: Plan, survey: Survey) -> Configuration | None:
    """Plan `policylint.yaml`, and give it when it isn't the one that is there."""
    ground = plan.ground
    if os.path.dirname(ground.configuration) != ground.folder:
        plan.notes[show_path(ground.configuration)] = "kept: it holds here, too"
        return None
    text = render_configuration(
        survey.clear_kinds,
        survey.clear_languages,
        survey.bystanders,
        codeowners=ground.codeowners,
        country=_COUNTRIES[next(iter(survey.languages), "en")],
        presets=load_catalogue(()).presets,
    )
    what = ", ".join(_list_stated(survey)) or "nothing is stated yet"
    is_ours = plan.offer(ground.configuration, text, what)
    return Configuration(ground.configuration, ground.folder, survey.settings) if is_ours else None


def _list_stated(survey: Survey) -> list[str]:
    counts = {
        "kind": sum(folder.total for folder in survey.clear_kinds),
        "language": sum(folder.total for folder in survey.clear_languages),
    }
    stated = [f"the {name} of {count(number, 'text')}" for name, number in counts.items() if number]
    return [*stated, f"{count(len(survey.bystanders), 'exclusion')}"] if survey.bystanders else stated


def _check(ground: Ground, planned: Configuration | None) -> Report:
    """Check the folder under what will be stated; a baseline that is there holds."""
    settings = Settings(uses_baseline=os.path.lexists(ground.baseline))
    return _watched(lambda progress: check_paths([ground.folder], settings, progress=progress, planned=planned))


def _plan_baseline(plan: Plan, report: Report, wishes: Wishes) -> None:
    place = plan.ground.baseline
    is_there = os.path.lexists(place)
    findings = [each for each in list_governed(report, place, Settings()) if not (is_there and each.until)]
    entries = write_down_all(report, findings, place, Settings())
    if report.files:
        _say(tell_faults(findings, [entry.owner for entry in entries], is_known=is_there))
    if is_there:
        advice = f"; {count(len(findings), 'fault')} not in it: policylint baseline update --add" if findings else ""
        plan.notes[show_path(place)] = f"kept{advice}"
    elif entries and wishes.has_baseline:
        first = min(entry.until for entry in entries)
        plan.offer(place, render(BaselineFile(entries)), f"{count(len(entries), 'entry')}, the first until {first}")


def _consent(wishes: Wishes) -> Callable[[Placement], bool]:
    """Ask for each file that is there, at a terminal; elsewhere nobody has agreed."""

    def ask(placement: Placement) -> bool:
        if wishes.agrees or not (wishes.tries or stands_at_terminal()):
            return wishes.agrees
        _show(placement)
        return not wishes.tries and click.confirm(clean(f"Change {placement.path} like this?"), default=False)

    return ask


def stands_at_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _show(placement: Placement) -> None:
    click.echo()
    _say(render_diff(placement).splitlines())


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(clean(line))


def _watched(work: Callable[[Callable[[int, int], None] | None], Result]) -> Result:
    """Do long work with a bar that shows how far it is."""
    if not sys.stderr.isatty():
        return work(None)
    try:
        return work(make_progress())
    finally:
        wipe()


def _stop(failures: Iterable[Failure]) -> int:
    for failure in failures:
        warn(PolicylintError(failure.message, path=failure.path, line=failure.line))
    warn("nothing was written: mend this first")
    return WRONG


def _complain(report: Report) -> int:
    """Tell what couldn't be read; that a folder has no texts yet is no mistake here."""
    failures = [failure for failure in report.errors if report.files or failure.message != NO_FILES]
    for failure in failures:
        warn(PolicylintError(failure.message, path=failure.path, line=failure.line))
    return WRONG if failures else IN_PLACE
