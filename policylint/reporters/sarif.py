"""The report as SARIF 2.1.0, within what GitHub's code scanning takes.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/ and GitHub's "SARIF support for code scanning". Columns are in UTF-16
units, as `columnKind` states.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any

from policylint.findings import Failure, Finding, Fix, Report, Suppressed
from policylint.reporters.characters import shorten
from policylint.reporters.columns import UTF16
from policylint.reporters.documents import render_json
from policylint.reporters.line_hashes import hash_lines
from policylint.reporters.options import Options
from policylint.reporters.paths import to_uri
from policylint.reporters.phrases import SAFETIES, count, tell
from policylint.reporters.places import Places, Region
from policylint.reporters.rewordings import Rewordings
from policylint.reporters.sarif_rules import LONGEST, describe_rules
from policylint.reporters.severity import count_levels, rank
from policylint.resources import VERSION

MOST_RESULTS = 25_000
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LONGEST_SNIPPET = 1000
_KINDS = {"comment": "inSource", "baseline": "external"}


def render(report: Report, options: Options) -> str:
    """Render a report as a log of one run; paths are relative to the root, which no line of the log names."""
    findings, let_pass = report.findings, report.suppressed
    dropped: list[Finding] = []
    if len(findings) + len(let_pass) > MOST_RESULTS:
        ranked = sorted(findings, key=rank)
        findings, dropped = tuple(ranked[:MOST_RESULTS]), ranked[MOST_RESULTS:]
        let_pass = let_pass[: MOST_RESULTS - len(findings)]
    rules = describe_rules(options, chain(findings, (each.finding for each in let_pass)))
    results = _Results(report, options, rules, chain(findings, (each.finding for each in let_pass)))
    notifications = [results.notify(failure) for failure in report.errors]
    if dropped or len(let_pass) < len(report.suppressed):
        notifications.append(_tell_dropped(dropped, len(report.suppressed) - len(let_pass)))
    run = {
        "tool": {"driver": {"name": "policylint", "semanticVersion": VERSION, "version": VERSION, "rules": rules}},
        "automationDetails": {"id": "policylint/"},
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top of the repository."}}},
        "invocations": [{"executionSuccessful": not report.errors, "toolExecutionNotifications": notifications}],
        "results": [*map(results.make, findings), *map(results.make_suppressed, let_pass)],
    }
    return render_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


class _Results:
    """Makes results of findings."""

    def __init__(
        self, report: Report, options: Options, rules: list[dict[str, Any]], findings: Iterable[Finding]
    ) -> None:
        self._places = Places(report, options, UTF16)
        self._rewordings = Rewordings(report)
        self._indices = {rule["id"]: index for index, rule in enumerate(rules)}
        self._hashes = _hash_findings(self._places, findings)
        self._has_baseline = bool(report.baseline)  # a state has to be told of all results, or of none

    def make(self, finding: Finding) -> dict[str, Any]:
        """Make the result of a finding that is reported."""
        result = self._make(finding, self._places.find(finding))
        if self._has_baseline:
            result["baselineState"] = "unchanged" if finding.until else "new"
        return result

    def make_suppressed(self, suppressed: Suppressed) -> dict[str, Any]:
        """Make the result of a finding that isn't reported elsewhere."""
        result = self._make(suppressed.finding, self._places.find(suppressed.finding))
        reason = {"justification": shorten(suppressed.reason, LONGEST)} if suppressed.reason else {}
        result["suppressions"] = [{"kind": _KINDS.get(suppressed.source, "external"), **reason}]
        if self._has_baseline:
            result["baselineState"] = "unchanged" if suppressed.source == "baseline" else "new"
        return result

    def notify(self, failure: Failure) -> dict[str, Any]:
        """Make the notification of what couldn't be read."""
        region = {"region": {"startLine": failure.line}} if failure.line else {}
        location = {"physicalLocation": {"artifactLocation": self._artifact(failure.path), **region}}
        message = {"text": shorten(failure.message, LONGEST) or "can't be read"}
        return {"level": "error", "message": message, **({"locations": [location]} if failure.path else {})}

    def _make(self, finding: Finding, region: Region) -> dict[str, Any]:
        fix = finding.fix if finding.fix and finding.fix.safety != "display" else None
        fingerprints = {"policylint/v1": finding.fingerprint} if finding.fingerprint else {}
        if line_hash := self._hashes.get((finding.path, region.start[0])):
            fingerprints["primaryLocationLineHash"] = line_hash
        properties = {
            "remedy": finding.remedy,
            "kind": finding.kind,
            "language": finding.language,
            "owner": finding.owner,
            "until": finding.until,
        }
        return {
            "ruleId": finding.rule,
            "ruleIndex": self._indices[finding.rule],
            "level": finding.level,
            "message": {"text": self._tell(finding)},
            "locations": [self._locate_finding(finding, region)],
            **({"partialFingerprints": fingerprints} if fingerprints else {}),
            **({"fixes": [self._fix(fix, finding.path)]} if fix and fix.edits else {}),
            "properties": {name: value for name, value in properties.items() if value},
        }

    def _tell(self, finding: Finding) -> str:
        """The message, and the rewrite, since GitHub shows no fixes."""
        told = tell(finding)
        reworded = self._rewordings.find(finding)
        more = f"\n\n{reworded.how.capitalize()}: {reworded.after}" if reworded else ""
        return told + more if len(told) + len(more) <= LONGEST else shorten(told, LONGEST)

    def _locate_finding(self, finding: Finding, region: Region) -> dict[str, Any]:
        source, span = self._places.source(finding.path), region.span
        snippet = source[span.start : min(span.stop, span.start + _LONGEST_SNIPPET)]
        physical = {
            "artifactLocation": self._artifact(finding.path),
            "region": {**_region(region), **({"snippet": {"text": snippet}} if snippet else {})},
        }
        place = {"logicalLocations": [{"fullyQualifiedName": finding.context}]} if finding.context else {}
        return {"physicalLocation": physical, **place}

    def _fix(self, fix: Fix, path: str) -> dict[str, Any]:
        replacements = [
            {
                "deletedRegion": _region(self._places.measure(path, edit.span)),
                **({"insertedContent": {"text": edit.text}} if edit.text else {}),
            }
            for edit in fix.edits
        ]
        changes = {"artifactLocation": self._artifact(path), "replacements": replacements}
        return {"description": {"text": SAFETIES[fix.safety].capitalize()}, "artifactChanges": [changes]}

    def _artifact(self, path: str) -> dict[str, str]:
        uri = to_uri(self._places.path(path))
        return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _ROOT}


def _hash_findings(places: Places, findings: Iterable[Finding]) -> dict[tuple[str, int], str]:
    """The hashes of the lines that findings stand on, by path and line."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for finding in findings:
        if places.source(finding.path) and not places.is_packed(finding.path):
            wanted[finding.path].add(places.find(finding).start[0])
    hashes = {}
    for path, lines in wanted.items():
        has_mark = places.encoding(path) == "utf-8-sig"
        found = hash_lines(places.source(path), frozenset(lines), has_mark=has_mark)
        hashes.update({(path, line): found[line] for line in lines})
    return hashes


def _region(region: Region) -> dict[str, int]:
    (start_line, start), (end_line, end) = region.start, region.stop
    return {"startLine": start_line, "startColumn": start, "endLine": end_line, "endColumn": end}


def _tell_dropped(dropped: list[Finding], let_pass: int) -> dict[str, Any]:
    left_out = [count_levels(dropped), count(let_pass, "suppressed finding") if let_pass else ""]
    text = f"Only {MOST_RESULTS:,} results are told, the worst first; left out: {', '.join(filter(None, left_out))}."
    return {"level": "warning", "message": {"text": text}}
