import json
from dataclasses import replace

import jsonschema

from policylint.findings import Report
from policylint.reporters import get_reporter
from tests.report_house import OPTIONS, make_large_report, make_report

# What GitLab holds each entry against; the first that doesn't fit ends the reading.
SCHEMA = {
    "type": "object",
    "required": ["description", "fingerprint", "severity", "location", "check_name"],
    "properties": {
        "description": {"type": "string", "minLength": 1},
        "check_name": {"type": "string", "minLength": 1},
        "fingerprint": {"type": "string", "minLength": 1},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "lines"],
            "properties": {
                "path": {"type": "string", "pattern": r"^(?!\.?/)"},
                "lines": {
                    "type": "object",
                    "required": ["begin"],
                    "properties": {"begin": {"type": "integer", "minimum": 1}},
                },
            },
        },
    },
}


def render(report):
    text = get_reporter("gitlab").render(report, OPTIONS)
    assert text.encode().startswith(b"[")  # no byte order mark
    return json.loads(text)


def test_each_entry_has_what_gitlab_requires():
    entries = render(make_report())
    assert len(entries) == 5
    for entry in entries:
        jsonschema.validate(entry, SCHEMA)


def test_findings_are_told_with_their_lines_and_severity():
    first, note, absent, packed, failure = render(make_report())
    assert first["location"] == {"path": "mails/a b#1.txt", "lines": {"begin": 1, "end": 1}}
    assert absent["location"] == {"path": "new\nli?ne\ufffd%.html", "lines": {"begin": 1, "end": 1}}
    assert note["location"]["lines"] == {"begin": 2, "end": 2}
    assert packed["location"] == {"path": "terms.docx", "lines": {"begin": 1, "end": 1}}
    assert packed["description"] == "Say it kindly. (page 3)"
    assert (failure["check_name"], failure["location"]["lines"]) == ("unread", {"begin": 3})
    severities = [entry["severity"] for entry in (first, note, absent, failure)]
    assert severities == ["major", "info", "minor", "critical"]


def test_the_same_words_in_two_files_have_two_fingerprints_that_stay():
    report = make_report()
    twin = replace(report.findings[0], path="/repo/other.txt")
    entries = render(Report(files=report.files, findings=(report.findings[0], twin), sources=report.sources))
    assert entries[0]["fingerprint"] != entries[1]["fingerprint"]
    moved = replace(report.findings[0], message="Said anew", start=(9, 1), stop=(9, 9))
    assert render(Report(findings=(moved,)))[0]["fingerprint"] == entries[0]["fingerprint"]


def test_fingerprints_are_unique():
    entries = render(make_large_report(300))
    assert len({entry["fingerprint"] for entry in entries}) == 300


def test_nothing_found_is_an_empty_list():
    assert render(Report()) == []
