"""The report as one JSON object, for programs.

Lines and columns count from 1, offsets from 0, all in code points of the decoded file; `end` is exclusive.
"""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from policylint.documents import find_line_starts, find_position
from policylint.findings import Edit, Failure, Finding, Fix, Report, Suppressed
from policylint.reporters.options import Options
from policylint.resources import VERSION


def render(report: Report, options: Options) -> str:
    """Render a report by the contract that scorers and editors rely on."""
    del options  # a program sees everything
    sources = dict(report.sources)
    starts: dict[str, tuple[int, ...]] = {}
    findings = []
    for finding in report.findings:
        if finding.fix and finding.path not in starts:
            starts[finding.path] = find_line_starts(sources.get(finding.path, ""))
        findings.append(_finding(finding, starts))
    value = {
        "version": VERSION,
        "files": [{"path": file.path, "kind": file.kind, "language": file.language} for file in report.files],
        "findings": findings,
        "suppressed": [_suppressed(each) for each in report.suppressed],
        "skipped": [{"path": skipped.path, "reason": skipped.reason} for skipped in report.skipped],
        "errors": [_failure(failure) for failure in report.errors],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _finding(finding: Finding, starts: Mapping[str, tuple[int, ...]]) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level,
        "remedy": finding.remedy,
        "message": finding.message,
        "path": finding.path,
        "kind": finding.kind,
        "language": finding.language,
        "start": _place(finding.start, finding.span.start),
        "end": _place(finding.stop, finding.span.stop),
        "excerpt": finding.excerpt,
        "context": finding.context,
        "fingerprint": finding.fingerprint,
        "owner": finding.owner,
        "until": finding.until,
        "fix": _fix(finding.fix, starts[finding.path]) if finding.fix else None,
    }


def _suppressed(suppressed: Suppressed) -> dict[str, Any]:
    finding = suppressed.finding
    return {
        "rule": finding.rule,
        "path": finding.path,
        "line": finding.start[0],
        "excerpt": finding.excerpt,
        "fingerprint": finding.fingerprint,
        "owner": finding.owner,
        "until": finding.until,
        "source": suppressed.source,
        "reason": suppressed.reason,
    }


def _fix(fix: Fix, line_starts: tuple[int, ...]) -> dict[str, Any]:
    edit = partial(_edit, line_starts=line_starts)
    return {
        "title": fix.title,
        "safety": fix.safety,
        "edits": [edit(each) for each in fix.edits],
        "fill_in": list(fix.unknown),
        "note": fix.note,
        "decide": fix.decide,
    }


def _edit(edit: Edit, line_starts: tuple[int, ...]) -> dict[str, Any]:
    start, stop = edit.span.start, edit.span.stop
    return {
        "start": _place(find_position(line_starts, start), start),
        "end": _place(find_position(line_starts, stop), stop),
        "text": edit.text,
    }


def _place(position: tuple[int, int], offset: int) -> dict[str, int]:
    return {"line": position[0], "column": position[1], "offset": offset}


def _failure(failure: Failure) -> dict[str, Any]:
    return {"path": failure.path, "line": failure.line, "message": failure.message}
