"""The report for the log of GitHub Actions: workflow commands, which become annotations of the files.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions; a step shows ten annotations of a
level, so that the worst come first and the rest is counted. Columns are in UTF-16 units, as GitHub's pages count.
"""

from collections.abc import Iterator

from policylint.findings import LEVELS, Failure, Finding, Report
from policylint.reporters.characters import shorten, well_formed
from policylint.reporters.columns import UTF16
from policylint.reporters.options import Options
from policylint.reporters.paths import readable
from policylint.reporters.phrases import count, tell
from policylint.reporters.places import Places
from policylint.reporters.rewordings import Rewordings
from policylint.reporters.severity import count_levels

MOST = 10
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_LONGEST = 4000  # of a message; GitHub takes 64 KB for an annotation
_TITLE = "policylint"


def render(report: Report, options: Options) -> str:
    """Render the worst findings as commands, and a line on those that are left out."""
    failures = report.errors[:MOST]
    shown, dropped = _choose(report.findings, len(failures))
    places, rewordings = Places(report, options, UTF16), Rewordings(report)
    lines = [_complain(failure, places) for failure in failures]
    lines += [_annotate(finding, places, rewordings) for finding in shown]
    if report.errors[MOST:]:
        lines.append(f"{count(len(report.errors) - MOST, 'more file')} could not be read.")
    if dropped:
        lines.append(f"{count(len(dropped), 'more finding')}: {count_levels(dropped)}. The step summary tells more.")
    return "".join(f"{well_formed(line)}\n" for line in lines)


def _choose(findings: tuple[Finding, ...], failures: int) -> tuple[list[Finding], list[Finding]]:
    """Ten findings of each level, those that couldn't be read counting as errors; and the rest."""
    shown: list[Finding] = []
    dropped: list[Finding] = []
    for level in reversed(LEVELS):
        room = MOST - failures if level == "error" else MOST
        of_level = [finding for finding in findings if finding.level == level]
        shown += of_level[:room]
        dropped += of_level[room:]
    return shown, dropped


def _complain(failure: Failure, places: Places) -> str:
    where = {"file": readable(places.path(failure.path))} if failure.path else {}
    line = {"line": str(failure.line)} if failure.line else {}
    return _command("error", failure.message, {**where, **line, "title": f"{_TITLE}: can't be read"})


def _annotate(finding: Finding, places: Places, rewordings: Rewordings) -> str:
    region = places.find(finding)
    (line, column), (end_line, end_column) = region.start, region.stop
    where = {"file": readable(places.path(finding.path)), "line": str(line), "endLine": str(end_line)}
    if line == end_line:  # GitHub has no columns in a range of lines
        where |= {"col": str(column), "endColumn": str(end_column)}
    return _command(_COMMANDS[finding.level], "\n\n".join(_tell(finding, rewordings)), where | {"title": finding.rule})


def _tell(finding: Finding, rewordings: Rewordings) -> Iterator[str]:
    yield tell(finding)
    if reworded := rewordings.find(finding):
        yield from filter(None, (reworded.decide,))
        yield f"{reworded.how.capitalize()}:\n{reworded.after}"


def _command(name: str, message: str, properties: dict[str, str]) -> str:
    told = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    return f"::{name} {told}::{_escape(shorten(message, _LONGEST))}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
