"""What is said on standard error: warnings, remarks, and how far a long run has come."""

import sys
import time
from collections.abc import Callable

import click


def warn(message: object) -> None:
    """Tell what went wrong."""
    say(f"policylint: {message}")


def say(message: str) -> None:
    """Tell something, on one line and without what could rewrite the screen."""
    from policylint.reporters.lines import clean

    click.echo(clean(message), err=True)


def make_progress() -> Callable[[int, int], None]:
    """Make a bar that appears when the work takes longer than a second."""
    started = time.monotonic()
    shown = started

    def show(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - started > 1 and now - shown > 0.1 and total:
            shown = now
            filled = 30 * done // total
            bar = "█" * filled + "░" * (30 - filled)
            sys.stderr.write(f"\r{bar} {100 * done // total:3} % of {total / 1e6:.1f} MB")
            sys.stderr.flush()

    return show


def wipe() -> None:
    """Take the bar off the screen."""
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
