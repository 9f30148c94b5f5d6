"""One module a format: `render` turns a report into text and decides nothing."""

from typing import Protocol

from policylint.findings import Report
from policylint.reporters import json, text
from policylint.reporters.options import Options

__all__ = ["REPORTERS", "Options", "Reporter"]


class Reporter(Protocol):
    """What a module of this folder offers."""

    def render(self, report: Report, options: Options) -> str:
        """Render a report; the text ends with a line end unless it is empty."""


REPORTERS: dict[str, Reporter] = {"text": text, "json": json}
