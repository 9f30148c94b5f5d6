"""The report for reviewdog: its Diagnostic Format, with suggestions that a reviewer can take with one click.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf; columns count the bytes of a line in UTF-8, a byte order
mark among them. Fields of Protocol Buffers are in snake case.
"""

from typing import Any

from policylint.findings import Failure, Finding, Report
from policylint.reporters.columns import UTF8
from policylint.reporters.documents import render_json
from policylint.reporters.edits import merge_edits
from policylint.reporters.options import Options
from policylint.reporters.paths import readable
from policylint.reporters.phrases import SAFETIES, tell
from policylint.reporters.places import Places, Region

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}
# A suggestion is put into the bytes of a line, which it must not mix with another encoding.
_ENCODINGS = frozenset({"", "utf-8", "utf-8-sig"})


def render(report: Report, options: Options) -> str:
    """Render a report as one result; rewrites that are ideas only are told, but not suggested."""
    places = Places(report, options, UTF8)
    diagnostics = [_diagnose(finding, places) for finding in report.findings]
    diagnostics += [_complain(failure, places) for failure in report.errors]
    return render_json({"source": {"name": "policylint"}, "severity": "WARNING", "diagnostics": diagnostics})


def _diagnose(finding: Finding, places: Places) -> dict[str, Any]:
    region = places.find(finding)
    suggestion = _suggest(finding, places)
    message = tell(finding)
    if finding.fix:
        message += f"\n\n{finding.fix.decide}" if finding.fix.decide else ""
        message += f"\n\n{SAFETIES['unsafe'].capitalize()}." if suggestion and finding.fix.safety == "unsafe" else ""
    return {
        "message": message,
        "location": {"path": readable(places.path(finding.path)), "range": _range(region)},
        "severity": _SEVERITIES[finding.level],
        "code": {"value": finding.rule},
        **({"suggestions": [suggestion]} if suggestion else {}),
    }


def _suggest(finding: Finding, places: Places) -> dict[str, Any] | None:
    """One suggestion of all edits: several ones would be alternatives."""
    fix, source = finding.fix, places.source(finding.path)
    if not fix or not fix.edits or fix.safety == "display" or not source:
        return None
    if places.encoding(finding.path) not in _ENCODINGS:
        return None
    edit = merge_edits(source, fix)
    return {"range": _range(places.measure(finding.path, edit.span)), "text": edit.text}


def _complain(failure: Failure, places: Places) -> dict[str, Any]:
    return {
        "message": failure.message,
        "location": {
            "path": readable(places.path(failure.path)),
            "range": {"start": {"line": max(1, failure.line)}},
        },
        "severity": "ERROR",
        "code": {"value": "unread"},
    }


def _range(region: Region) -> dict[str, Any]:
    start, stop = ({"line": line, "column": column} for line, column in (region.start, region.stop))
    return {"start": start, "end": stop}
