"""The report for GitLab: its code quality JSON, an issue a finding.

https://docs.gitlab.com/ci/testing/code_quality/; entries of the same fingerprint count as one, and the first entry
that isn't valid hides all behind it.
"""

from hashlib import sha256
from typing import Any

from policylint.findings import Finding, Report
from policylint.reporters.columns import UTF16
from policylint.reporters.documents import render_json
from policylint.reporters.options import Options
from policylint.reporters.paths import readable
from policylint.reporters.phrases import tell
from policylint.reporters.places import Places

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}
_UNREAD = "critical"  # nobody knows what a file says that couldn't be read


def render(report: Report, options: Options) -> str:
    """Render a report as a list of issues; files that couldn't be read are issues, too."""
    places = Places(report, options, UTF16)
    issues = [_issue(finding, places) for finding in report.findings]
    for failure in report.errors:
        path = places.path(failure.path)
        issues.append(
            {
                "description": failure.message or "can't be read",
                "check_name": "unread",
                "fingerprint": _fingerprint(path, f"unread {failure.line} {failure.message}"),
                "severity": _UNREAD,
                "location": {"path": readable(path), "lines": {"begin": max(1, failure.line)}},
            }
        )
    return render_json(issues)


def _issue(finding: Finding, places: Places) -> dict[str, Any]:
    path, region = places.path(finding.path), places.find(finding)
    return {
        "description": tell(finding),
        "check_name": finding.rule,
        "fingerprint": _fingerprint(path, finding.fingerprint or f"{finding.rule} {finding.span}"),
        "severity": _SEVERITIES[finding.level],
        "location": {"path": readable(path), "lines": {"begin": region.start[0], "end": region.stop[0]}},
    }


def _fingerprint(path: str, identity: str) -> str:
    """A digest by which an issue is known again; a finding's own is unique within its file only."""
    return sha256(f"{path}\n{identity}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
