"""Texts or paths, and settings -> a report: the only door for command lines, editors and scripts.

What does the work is imported when it is first asked for, so that importing this costs next to nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from policylint.entries import Standing
from policylint.errors import ConfigError
from policylint.findings import Failure, Finding, Outcome, Report, Skipped
from policylint.fixing.fixes import Ask, FixedFile
from policylint.rules import KINDS
from policylint.settings import FAIL_LEVELS, LANGUAGES, Settings
from policylint.suggestions import suggest

__all__ = ["Progress", "Settings", "check_bytes", "check_paths", "check_text", "fix_bytes", "fix_paths", "save"]

Progress = Callable[[int, int], None]


def check_text(
    text: str,
    *,
    kind: str | None = None,
    language: str | None = None,
    format: str = "txt",
    settings: Settings | None = None,
) -> Report:
    """Check a text that is no file; without `kind` or `language`, its words tell them.

    No `policylint.yaml` is looked for, except the one that `settings` may name. Raises `ConfigError` for
    a rule, kind or language that doesn't exist, and `ReadError` for an unknown format.
    """
    from policylint.checkers import Checkers

    checkers = Checkers(_vetted(settings or Settings(), kind or "", language or ""))
    outcome = checkers.for_text().check_text(text, format)
    return _report([outcome], checkers.failures)


def check_bytes(data: bytes, path: str, settings: Settings | None = None) -> Report:
    """Check what a file of this path holds or would hold; the path tells configuration, format and kind."""
    from policylint.checkers import Checkers
    from policylint.gate import Gate
    from policylint.walking import name_target

    wishes = _vetted(settings or Settings())
    checkers = Checkers(wishes)
    target = name_target(path, len(data))
    outcome = checkers.all[checkers.number_for(target.location)].check_bytes(data, target)
    gate = Gate(checkers, wishes)
    outcome = gate.pass_through(outcome, target)
    return _report([outcome], [*checkers.failures, *gate.failures], baseline=gate.standings([path]))


def check_paths(
    paths: Iterable[str],
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
    planned: Any = None,
) -> Report:
    """Check files and all files in folders, each by its nearest `policylint.yaml`.

    What can't be read or honoured is told in `Report.errors`, and the rest is checked all the same. Raises
    `ConfigError` only for what `settings` themselves ask for and nobody knows. `progress` is called with
    the number of bytes that are done, and of all. A `planned` Configuration counts as if it were written already.
    """
    from policylint.checkers import Checkers
    from policylint.gate import Gate
    from policylint.processes import check_all
    from policylint.walking import find_targets

    paths = list(paths)
    wishes = _vetted(settings or Settings())
    checkers = Checkers(wishes, planned)
    changes = _changes(wishes)
    if wishes.staged:
        harvest = _find_staged(paths, checkers.left_out)
    else:
        harvest = find_targets(paths, checkers.left_out, forced=wishes.force_exclude)
    targets = [target for target in harvest.targets if changes is None or changes.touch(target)]
    jobs = [(checkers.number_for(target.location), target) for target in targets]
    outcomes = check_all(checkers.all, jobs, wishes.jobs, progress or _unseen)
    if changes:
        outcomes = [
            changes.keep_new(outcome, target, checkers.all[number])
            for outcome, (number, target) in zip(outcomes, jobs, strict=True)
        ]
    gate = Gate(checkers, wishes)
    outcomes = [gate.pass_through(outcome, target) for outcome, target in zip(outcomes, targets, strict=True)]
    standings = gate.standings(paths)
    return _report(outcomes, [*checkers.failures, *gate.failures, *harvest.failures], harvest.skipped, standings)


def fix_paths(
    paths: Iterable[str], settings: Settings | None = None, *, unsafe: bool = False, ask: Ask | None = None
) -> Iterator[FixedFile]:
    """Fix files and all files in folders, in memory: one outcome each, in the order of their paths; `save` writes one.

    Safe fixes are applied, and with `unsafe` those that promise something; with `ask`, a person decides on each.
    """
    from policylint.checkers import Checkers
    from policylint.fixing.files import fix_file
    from policylint.gate import Gate
    from policylint.walking import find_targets

    wishes = _vetted(settings or Settings())
    checkers = Checkers(wishes)
    gate = Gate(checkers, wishes)
    harvest = find_targets(paths, checkers.left_out, forced=wishes.force_exclude)
    numbers = [checkers.number_for(target.location) for target in harvest.targets]
    for failure in (*checkers.failures, *harvest.failures):
        yield FixedFile(failure.path, failures=(failure,))
    for number, target in zip(numbers, harvest.targets, strict=True):
        file = fix_file(checkers.all[number], target, unsafe=unsafe, ask=ask)
        yield replace(file, failing=gate.count_failing(_left(file), target.location))
    for failure in gate.failures:
        yield FixedFile(failure.path, failures=(failure,))


def fix_bytes(data: bytes, path: str, settings: Settings | None = None, *, unsafe: bool = False) -> FixedFile:
    """Fix what a file of this path holds or would hold, in memory."""
    from policylint.checkers import Checkers
    from policylint.fixing import files as file_fixing
    from policylint.gate import Gate
    from policylint.walking import name_target

    wishes = _vetted(settings or Settings())
    checkers = Checkers(wishes)
    gate = Gate(checkers, wishes)
    target = name_target(path, len(data))
    fixed = file_fixing.fix_bytes(checkers.all[checkers.number_for(target.location)], data, target, unsafe=unsafe)
    failing = gate.count_failing(_left(fixed), target.location)
    return replace(fixed, failing=failing, failures=(*checkers.failures, *gate.failures, *fixed.failures))


def _left(file: FixedFile) -> list[Finding]:
    return [each.finding for each in file.fixed.left] if file.fixed else []


def save(file: FixedFile) -> None:
    """Write a fixed file, whole or not at all; raises WriteError when it was changed meanwhile or can't be written."""
    from policylint import saving

    saving.save(file.location, file.before, file.after)


def _changes(wishes: Settings) -> Any:
    """What changed since the revision that is asked for, if one is."""
    if not wishes.diff_base:
        return None
    from policylint.changes import Changes

    return Changes(wishes.diff_base, staged=wishes.staged)


def _find_staged(paths: Iterable[str], is_left_out: Callable[[str], str]) -> Any:
    from policylint.changes import find_staged

    return find_staged(paths, is_left_out)


def _report(
    outcomes: Sequence[Outcome],
    failures: Iterable[Failure],
    skipped: Iterable[Skipped] = (),
    baseline: tuple[Standing, ...] = (),
) -> Report:
    """Put outcomes together, in the order of their paths."""
    return Report(
        files=tuple(outcome.file for outcome in outcomes if outcome.file),
        findings=tuple(chain.from_iterable(outcome.findings for outcome in outcomes)),
        skipped=(*skipped, *(outcome.skipped for outcome in outcomes if outcome.skipped)),
        errors=(*failures, *chain.from_iterable(outcome.failures for outcome in outcomes)),
        sources=tuple((outcome.file.path, outcome.source) for outcome in outcomes if outcome.file and outcome.source),
        failing=sum(outcome.failing for outcome in outcomes),
        suppressed=tuple(chain.from_iterable(outcome.suppressed for outcome in outcomes)),
        baseline=baseline,
    )


def _vetted(settings: Settings, kind: str = "", language: str = "") -> Settings:
    """Settings with a kind and a language of their own, all that they name being known."""
    from policylint.readers.formats import FORMATS

    settings = replace(settings, kind=kind or settings.kind, language=language or settings.language)
    for what, value, known in (
        ("kind", settings.kind, KINDS),
        ("language", settings.language, LANGUAGES),
        ("format", settings.format, FORMATS),
        ("fail level", settings.fail_level, FAIL_LEVELS),
    ):
        if value and value not in known:
            raise ConfigError(f"unknown {what} '{value}', expected one of {', '.join(known)}{suggest(value, known)}")
    return settings


def _unseen(_done: int, _total: int) -> None:
    """Nobody is watching."""
