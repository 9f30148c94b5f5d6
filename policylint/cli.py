"""The command line: words -> settings -> a report, printed; and an exit code.

0 clean, 1 findings at or above the fail level, 2 wrong use, configuration or file (the rest is checked all the same).
"""

import errno
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import click

from policylint.commands.baseline_group import baseline
from policylint.commands.console import warn
from policylint.errors import PolicylintError
from policylint.reporters import REPORTERS
from policylint.reporters.options import GROUPS
from policylint.resources import VERSION
from policylint.rules import KINDS
from policylint.settings import FAIL_LEVELS, LANGUAGES, Settings

CLEAN, FOUND, WRONG = 0, 1, 2
INTERRUPTED = 130
HOSTS = ("github", "gitlab", "shell", "none")
_FULL = (errno.ENOSPC, errno.EDQUOT)

_HELP = """Find hostile customer communication in English, Russian and Estonian texts.

\b
Examples:
  policylint init                      set it up for a repository
  policylint check templates/          judge all texts in a folder
  policylint fix --diff templates/     show better sentences in place
  policylint rules                     list what is looked for
  policylint explain resend-warning    say why, with examples
"""
_CHECK_HELP = """Find wording that turns its back on the customer.

PATHS are files and folders; '-' is standard input. Without any, the current folder is checked.

\b
Examples:
  policylint check templates/
  policylint check --format json --exit-zero . > report.json
  policylint check --kind reminder --language et meeldetuletus.txt
  policylint check --select support,no-reply-address --fail-level error mails/
  git show HEAD:mail.html | policylint check --stdin-filename mail.html -
"""
_FIX_HELP = """Put better sentences in place, where reading the result again proves that nothing else changed.

PATHS are files and folders; '-' is standard input, written to standard output. Without any, the current folder is
fixed. Rewrites that promise something new are applied with --unsafe only; values nobody has stated are listed to be
filled in.

\b
Examples:
  policylint fix templates/
  policylint fix --unsafe --diff mails/ | less
  policylint fix --interactive --select support reply.html
"""
_INIT_HELP = """Look at a repository, and write what it needs to have its texts checked.

That is policylint.yaml with what is clear of the texts in FOLDER, a baseline of the faults that are there, the entry
for pre-commit and a recipe for CI. What is there is kept unless you agree to the change that is shown. A second run
changes nothing.

Ends with 0 when all is in place, 1 when something is left to be put in by hand, 2 when something can't be read or
written.

\b
Examples:
  policylint init
  policylint init --dry-run mails/ | less
  policylint init --ci gitlab --source https://git.example/policylint@v0.1.0
"""
_CONFIG_HELP = "The configuration to use; without it, the nearest policylint.yaml upwards from each file."


def _about_texts(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that tell of texts and rules."""
    options = (
        click.option("--kind", type=click.Choice(KINDS), help="What all the texts are for."),
        click.option("--language", type=click.Choice(LANGUAGES), help="The language of all the texts."),
        click.option("--format-in", metavar="NAME", help="The format of all the texts. [default: as they look]"),
        click.option("--select", multiple=True, metavar="NAMES", help="Only these rules or categories, with commas."),
        click.option("--ignore", multiple=True, metavar="NAMES", help="All but these rules or categories."),
        click.option(
            "--force-exclude", is_flag=True, help="Leave alone what is excluded even when it is named, as hooks do."
        ),
        click.option(
            "--fail-level", type=click.Choice(FAIL_LEVELS), help="The lowest level that fails. [default: warning]"
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group(help=_HELP, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.version_option(VERSION, prog_name="policylint")
def commands() -> None:
    """Say what policylint can do."""


@commands.command(help=_CHECK_HELP)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "report_format", type=click.Choice(list(REPORTERS)), default="text", help="How to report.")
@click.option("--output-format", multiple=True, metavar="FORMAT=FILE", help="Another report, into a file; any number.")
@_about_texts
@click.option("--by", type=click.Choice(GROUPS), help="Group the findings, the group with the most first.")
@click.option("--no-fold", is_flag=True, help="Tell a passage that stands on many pages as often.")
@click.option("--diff-base", metavar="REV", help="Only what stands on lines changed since a revision.")
@click.option("--staged", is_flag=True, help="What is staged in git, not the working copy.")
@click.option("--baseline", metavar="FILE", help="Known findings. [default: the nearest policylint-baseline.yaml]")
@click.option("--no-baseline", is_flag=True, help="Report known findings too.")
@click.option("--fail-on-new", is_flag=True, help="Fail only on findings that the baseline doesn't know.")
@click.option("--max-findings", type=click.IntRange(min=0), default=0, metavar="N", help="Fail on more than N.")
@click.option("--exit-zero", is_flag=True, help="End with 0 even when there are findings.")
@click.option("--config", metavar="FILE", help=_CONFIG_HELP)
@click.option("--no-cache", is_flag=True, help="Forget what is known from earlier runs.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes. [default: one a core]")
@click.option("--stdin-filename", metavar="FILE", help="The name that standard input would have as a file.")
@click.option("-q", "--quiet", is_flag=True, help="One line a finding, and nothing else.")
@click.option("-v", "--verbose", is_flag=True, help="Tell how each file was read, and how long it took.")
def check(paths: Sequence[str], **options: Any) -> int:
    """Check texts and print the report."""
    from policylint.commands import check as check_command

    settings = replace(
        _settings(options),
        cache=not options["no_cache"],
        jobs=options["jobs"] or 0,
        diff_base=options["diff_base"] or "",
        staged=options["staged"],
        baseline=options["baseline"] or "",
        uses_baseline=not options["no_baseline"],
        fail_on_new=options["fail_on_new"],
    )
    wishes = check_command.Wishes(
        format=options["report_format"],
        files=check_command.parse_outputs(options["output_format"]),
        stdin_name=options["stdin_filename"] or "",
        by=options["by"] or "",
        folds=not options["no_fold"],
        most=options["max_findings"],
        fails=not options["exit_zero"],
        is_quiet=options["quiet"],
        is_verbose=options["verbose"],
    )
    return check_command.run(paths or ["."], settings, wishes)


@commands.command(help=_FIX_HELP)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--unsafe", is_flag=True, help="Also apply rewrites that promise something new.")
@click.option("--diff", "shows_diff", is_flag=True, help="Show what would change, and change nothing.")
@click.option("-i", "--interactive", is_flag=True, help="Ask for each finding: apply, skip, edit, allow, quit.")
@_about_texts
@click.option("--exit-zero", is_flag=True, help="End with 0 even when findings are left.")
@click.option("--config", metavar="FILE", help=_CONFIG_HELP)
@click.option("--stdin-filename", metavar="FILE", help="The name that standard input would have as a file.")
def fix(paths: Sequence[str], **options: Any) -> int:
    """Put better sentences in place."""
    from policylint.commands import fix as fix_command

    code = fix_command.run(
        paths or ["."],
        _settings(options),
        unsafe=options["unsafe"],
        shows_diff=options["shows_diff"],
        asks=options["interactive"],
        stdin_name=options["stdin_filename"] or "",
    )
    return CLEAN if code == FOUND and options["exit_zero"] else code


@commands.command()
@click.option("--format", "table_format", type=click.Choice(["table", "json", "markdown"]), default="table")
@click.option("--output", metavar="FOLDER", help="Write a Markdown page for each rule, and the list, into a folder.")
@click.option("--config", metavar="FILE", help=_CONFIG_HELP)
def rules(table_format: str, output: str | None, config: str | None) -> int:
    """List the rules: yours, if the configuration has any, and the built-in ones."""
    from policylint import rule_pages
    from policylint.rulebook import Rulebook

    book = Rulebook(config or "")
    listed = list(book.rules.values())
    if output:
        if table_format != "markdown":
            raise click.UsageError("--output writes pages of --format markdown")
        _write_pages(rule_pages.render_pages(listed, book.presets, len(KINDS)), output)
    elif table_format == "json":
        click.echo(rule_pages.render_json(listed), nl=False)
    elif table_format == "markdown":
        click.echo(rule_pages.render_markdown(listed, len(KINDS)), nl=False)
    else:
        click.echo(rule_pages.render_table(listed, len(KINDS)), nl=False)
    return _complain(book.errors)


def _write_pages(pages: Mapping[str, str], folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
        for name, page in pages.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
                file.write(page)
    except OSError as problem:
        raise click.UsageError(f"can't write to {folder}: {problem.strerror}") from None


@commands.command()
@click.argument("rule")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="The language to explain it in.")
@click.option("--config", metavar="FILE", help=_CONFIG_HELP)
def explain(rule: str, language: str, config: str | None) -> int:
    """Say why RULE exists, with examples, rewrite, options and references; of a category, list the rules."""
    from policylint import rule_pages
    from policylint.rulebook import Rulebook

    book = Rulebook(config or "")
    members = [each for each in book.rules.values() if each.category == rule]
    if members:
        click.echo(rule_pages.render_table(members, len(KINDS)), nl=False)
    else:
        click.echo(rule_pages.render_page(book.find(rule), language), nl=False)
    return CLEAN


@commands.command()
@click.argument("names", nargs=-1, metavar="[RULE]...")
@click.option("--config", metavar="FILE", help=_CONFIG_HELP)
@click.option("-v", "--verbose", is_flag=True, help="Name each example.")
def test(names: Sequence[str], config: str | None, *, verbose: bool) -> int:
    """Run the examples of rule files: all, or those of the named rules."""
    from policylint.rulebook import Rulebook

    book = Rulebook(config or "")
    passed = failed = 0
    for trial in book.try_examples(names):
        if trial.reason:
            failed += 1
            click.echo(f"{trial.path}:{trial.line}: {trial.name}: {trial.reason}")
        else:
            passed += 1
            if verbose:
                click.echo(f"{trial.name}: as it should be")
    click.echo(f"{passed} examples are as they should be, {failed} are not.")
    return _complain(book.errors) or (FOUND if failed else CLEAN)


@commands.command(help=_INIT_HELP)
@click.argument("folder", default=".")
@click.option("--ci", type=click.Choice(HOSTS), help="The CI to write a recipe for. [default: what is there]")
@click.option("--source", metavar="ADDRESS[@REV]", help="The git repository that you keep policylint in.")
@click.option("--no-hook", is_flag=True, help="Write no entry for pre-commit.")
@click.option("--no-baseline", is_flag=True, help="Write no baseline.")
@click.option("-y", "--yes", is_flag=True, help="Change files that are there without asking.")
@click.option("--dry-run", is_flag=True, help="Show all that would be written, and write nothing.")
def init(folder: str, **options: Any) -> int:
    """Look at a repository and write what it needs."""
    from policylint.commands import init as init_command
    from policylint.init.recipes import Source

    wishes = init_command.Wishes(
        ci=options["ci"] or "",
        source=Source.parse(options["source"]) if options["source"] else None,
        has_hook=not options["no_hook"],
        has_baseline=not options["no_baseline"],
        agrees=options["yes"],
        tries=options["dry_run"],
    )
    return init_command.run(folder, wishes)


commands.add_command(baseline)


def run() -> None:
    """Run the command that was typed, and end the process with its exit code."""
    # A run builds large tables and hardly any circles: looking for those all the time costs a tenth of a short run.
    gc.set_threshold(100_000, 50, 50)
    try:
        code = main()
    except OSError:  # not even standard error takes a word
        code = WRONG
    # All is written; taking the tables apart piece by piece would cost as much again.
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code; whatever goes wrong is told on standard error."""
    for stream in (sys.stdout, sys.stderr):
        # Texts are in three alphabets; a terminal that claims to know only ASCII gets them all the same.
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = commands.main(args=None if arguments is None else list(arguments), standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as problem:
        problem.show()
        return WRONG
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the report has seen enough; Python must not complain while it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except PolicylintError as error:
        return _complain([error])
    except Exception as problem:
        is_full = isinstance(problem, OSError) and problem.errno in _FULL
        if os.environ.get("POLICYLINT_TRACEBACK") and not is_full:
            raise
        told = f"internal error: {type(problem).__name__}: {problem} (POLICYLINT_TRACEBACK=1 shows where)"
        return _complain([PolicylintError("can't write: the disk is full" if is_full else told)])
    return int(code or CLEAN)


def _settings(options: Mapping[str, Any]) -> Settings:
    """What the options of a command ask for."""
    return Settings(
        select=_split(options["select"]) if options["select"] else None,
        ignore=_split(options["ignore"]),
        fail_level=options["fail_level"] or "",
        kind=options["kind"] or "",
        language=options["language"] or "",
        format=options["format_in"] or "",
        config=options["config"] or "",
        force_exclude=options["force_exclude"],
    )


def _split(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _complain(errors: Sequence[PolicylintError]) -> int:
    for error in errors:
        warn(error)
    return WRONG if errors else CLEAN
