"""The words of the `baseline` commands."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from policylint.settings import Settings

_WRITE_HELP = """Write down all that is found now, with an owner and a day for each, so that only what is new fails.

Owners are those of `owners:` in policylint.yaml or of CODEOWNERS, else the authors that git names. They have 30 days
for wording, 90 for a process and 180 for a contract, or what `baseline_days:` says.
"""
_HELP = """Known faults, each with an owner and a day: policylint-baseline.yaml.

\b
Examples:
  policylint baseline write       write down what is found now
  policylint baseline update      take out what is solved
  policylint baseline report      tell who has what
"""
_UPDATE_HELP = """Take out what is solved, and follow files that were renamed. Nothing is added without --add.

\b
Examples:
  policylint baseline update
  policylint baseline update --pass-on mails/dunning --to @billing
  policylint baseline update --pass-on silent-renewal --to anna@kevad.example --until 2027-03-01
"""


def _about_baselines(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the paths and options that all of these have."""
    named = click.option("--baseline", metavar="FILE", help="The baseline. [default: the nearest]")
    config = click.option("--config", metavar="FILE", help="The configuration. [default: the nearest of each file]")
    return click.argument("paths", nargs=-1, metavar="[PATH]...")(named(config(command)))


def _settings(options: dict[str, Any]) -> Settings:
    return Settings(baseline=options["baseline"] or "", config=options["config"] or "")


@click.group(help=_HELP, no_args_is_help=True)
def baseline() -> None:
    """Say what can be done with a baseline."""


@baseline.command(help=_WRITE_HELP)
@_about_baselines
@click.option("--force", is_flag=True, help="Write it anew, though there is one.")
def write(paths: Sequence[str], **options: Any) -> int:
    """Write down all that is found now."""
    from policylint.commands import baseline as baseline_command

    return baseline_command.run_write(paths or ["."], _settings(options), force=options["force"])


@baseline.command(help=_UPDATE_HELP)
@_about_baselines
@click.option("--add", "adds", is_flag=True, help="Write down what is new, too.")
@click.option("--pass-on", multiple=True, metavar="RULE|PATH", help="Give entries to another owner; any number.")
@click.option("--to", "owner", metavar="OWNER", help="Who gets them.")
@click.option("--until", metavar="DATE", help="Until when they have them. [default: as long as for a new entry]")
def update(paths: Sequence[str], **options: Any) -> int:
    """Take out what is solved."""
    from policylint.commands import baseline as baseline_command

    owner, until = (options["owner"] or "").strip(), options["until"] or ""
    handover = baseline_command.Handover(options["pass_on"], owner, until)
    return baseline_command.run_update(paths or ["."], _settings(options), adds=options["adds"], handover=handover)


@baseline.command()
@_about_baselines
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to report.")
@click.option("--since", metavar="DATE", help="What was solved and passed on since. [default: 30 days ago]")
def report(paths: Sequence[str], **options: Any) -> int:
    """Tell who has how many, how old, what is overdue, and what was solved and passed on."""
    from policylint.commands import baseline as baseline_command

    since = options["since"] or ""
    return baseline_command.run_report(paths or ["."], _settings(options), form=options["form"], since=since)
