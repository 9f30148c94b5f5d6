"""The `check` command: texts checked, reports written, and the exit code."""

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import click

from policylint.api import check_bytes, check_paths
from policylint.commands.console import make_progress, say, warn, wipe
from policylint.errors import PolicylintError, WriteError
from policylint.findings import Report
from policylint.reporters import REPORTERS, WITH_RULES, Options, get_reporter
from policylint.reporters.phrases import count
from policylint.repository import find_root
from policylint.settings import Settings

CLEAN, FOUND, WRONG = 0, 1, 2
_LARGEST_SUMMARY = 1 << 20  # bytes that GitHub takes of a step


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a caller wants to be told: `format` on standard output, `files` (a format and a path each) beside it.

    More than `most` findings that reach the fail level fail. `by` groups findings, without `folds` a passage
    that stands on many pages is told as often.
    """

    format: str = "text"
    files: tuple[tuple[str, str], ...] = ()
    stdin_name: str = ""
    by: str = ""
    folds: bool = True
    most: int = 0
    fails: bool = True
    is_quiet: bool = False
    is_verbose: bool = False


def parse_outputs(values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Take `FORMAT=FILE` apart."""
    outputs = []
    for value in values:
        name, _, path = value.partition("=")
        if not path or name not in REPORTERS:
            raise click.UsageError(f"--output-format {value}: expected FORMAT=FILE, FORMAT of {', '.join(REPORTERS)}")
        outputs.append((name, path))
    return tuple(outputs)


def run(paths: Sequence[str], settings: Settings, wishes: Wishes) -> int:
    """Check texts, write the reports and give the exit code."""
    started = time.perf_counter()
    report = _check(paths, settings, wishes)
    problems = _write_reports(report, settings, wishes)
    for failure in report.errors:
        warn(PolicylintError(failure.message, path=failure.path, line=failure.line))
    for problem in problems:
        warn(problem)
    if wishes.is_verbose:
        _tell_details(report, time.perf_counter() - started)
    if report.errors or problems:
        return WRONG
    return FOUND if wishes.fails and report.failing > wishes.most else CLEAN


def _check(paths: Sequence[str], settings: Settings, wishes: Wishes) -> Report:
    if "-" in paths:
        if len(paths) > 1:
            raise click.UsageError("'-' can't be combined with other paths")
        if settings.staged or settings.diff_base:
            raise click.UsageError("--staged and --diff-base are about files: they can't be combined with '-'")
        return check_bytes(sys.stdin.buffer.read(), wishes.stdin_name or "<stdin>", settings)
    if wishes.stdin_name:
        raise click.UsageError("--stdin-filename is for standard input: add '-'")
    progress = make_progress() if sys.stderr.isatty() and not wishes.is_quiet else None
    try:
        return check_paths(paths, settings, progress=progress)
    finally:
        if progress:
            wipe()


def _write_reports(report: Report, settings: Settings, wishes: Wishes) -> list[WriteError]:
    """Write all reports, and tell which couldn't be written."""
    options = _options(settings, wishes)
    sys.stdout.write(get_reporter(wishes.format).render(report, options))
    sys.stdout.flush()
    plain = Options(root=options.root, rules=options.rules, by=options.by, folds=options.folds)
    problems = []
    for name, path in wishes.files:
        try:
            _write(path, get_reporter(name).render(report, plain))
        except OSError as problem:
            problems.append(_complain(problem, path))
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and "github" in (wishes.format, *(name for name, _ in wishes.files)):
        try:
            _append_summary(summary, report, plain)
        except OSError as problem:
            problems.append(_complain(problem, summary))
    return problems


def _append_summary(path: str, report: Report, options: Options) -> None:
    """Tell a step of GitHub Actions in its summary what its log has no room for, behind what is there."""
    from policylint.reporters.markdown import render_summary

    with open(path, "ab") as file:
        gap = b"\n" if file.tell() else b""
        summary = render_summary(report, options, _LARGEST_SUMMARY - file.tell() - len(gap))
        file.write(gap + summary.encode())


def _complain(problem: OSError, path: str) -> WriteError:
    return WriteError(f"the report can't be written: {(problem.strerror or str(problem)).lower()}", path=path)


def _write(path: str, text: str) -> None:
    """Write a report; the folder is made when there is none."""
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as file:
        file.write(text.encode("utf-8", "replace"))


def _options(settings: Settings, wishes: Wishes) -> Options:
    is_terminal = sys.stdout.isatty()
    wants_color = os.environ.get("FORCE_COLOR") or (is_terminal and os.environ.get("TERM") != "dumb")
    rules = {}
    if any(name in WITH_RULES for name in (wishes.format, *(name for name, _ in wishes.files))):
        from policylint.rulebook import Rulebook

        rules = dict(Rulebook(settings.config).rules)
    return Options(
        color=bool(wants_color) and not os.environ.get("NO_COLOR"),
        width=max(40, os.get_terminal_size().columns) if is_terminal else 100,
        quiet=wishes.is_quiet,
        root=find_root(os.getcwd()),
        rules=rules,
        by=wishes.by,
        folds=wishes.folds,
    )


def _tell_details(report: Report, seconds: float) -> None:
    """Tell what a person asks when a report surprises them."""
    for file in report.files:
        how = f"{file.kind}, {file.language}, {file.format}, {file.encoding}"
        say(f"{file.path}: {how}, {file.seconds * 1000:.1f} ms")
    for skipped in report.skipped:
        say(f"{skipped.path}: skipped: {skipped.reason}")
    for each in report.suppressed:
        place = f"{each.finding.path}:{each.finding.start[0]}"
        say(f"{place}: {each.finding.rule} not reported ({each.source}): {each.reason}")
    say(f"{count(len(report.files), 'file')} in {seconds:.2f} s")
