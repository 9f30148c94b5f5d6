"""One module a format: `render` turns a report into text and decides nothing."""

from importlib import import_module
from typing import Protocol, cast

from policylint.findings import Report
from policylint.reporters.options import Options

__all__ = ["REPORTERS", "WITH_RULES", "Options", "Reporter", "get_reporter"]


class Reporter(Protocol):
    """What a module of this folder offers."""

    def render(self, report: Report, options: Options) -> str:
        """Render a report; the text ends with a line end unless it is empty."""


# By the name on the command line; modules are imported when they are asked for.
REPORTERS = {name: name for name in "text json html sarif github gitlab junit checkstyle rdjson markdown".split()}
# Formats that describe the rules: `Options.rules` is filled for them only.
WITH_RULES = frozenset({"html", "sarif", "github", "markdown"})


def get_reporter(name: str) -> Reporter:
    """Give the module that renders a format."""
    return cast(Reporter, import_module(f"policylint.reporters.{REPORTERS[name]}"))
