import json
from dataclasses import replace

import pytest

from policylint.findings import CheckedFile, Report
from policylint.reporters import get_reporter
from tests.report_house import HOSTILE, MAIL, MAIL_SOURCE, OPTIONS, PAGE_SOURCE, make_report

MARK = b"\xef\xbb\xbf"


def render(report):
    text = get_reporter("rdjson").render(report, OPTIONS)
    text.encode()
    return json.loads(text)


def cut(data, place):
    """What stands in a range of the lines of a file, as reviewdog counts: bytes, the byte order mark among them."""
    lines = data.split(b"\n")
    start, end = place["start"], place["end"]
    first = sum(len(line) + 1 for line in lines[: start["line"] - 1]) + start["column"] - 1
    last = sum(len(line) + 1 for line in lines[: end["line"] - 1]) + end["column"] - 1
    return data[first:last].decode()


def suggest(data, suggestion):
    """The lines that reviewdog would suggest: those of the range, with the text in place of it."""
    lines, place = data.split(b"\n"), suggestion["range"]
    before = lines[place["start"]["line"] - 1][: place["start"]["column"] - 1]
    after = lines[place["end"]["line"] - 1][place["end"]["column"] - 1 :]
    return (before + suggestion["text"].encode() + after).decode()


def test_ranges_count_bytes():
    first, note, absent, *_ = render(make_report())["diagnostics"]
    data = MARK + MAIL_SOURCE.encode()
    assert first["location"]["range"]["start"] == {"line": 1, "column": 13}
    assert cut(data, first["location"]["range"]) == "you fool"
    assert cut(data, note["location"]["range"]) == "you fool ```!"
    assert cut(PAGE_SOURCE.encode(), absent["location"]["range"]) == "<h1>Hello 😀</h1>"


def test_a_suggestion_makes_all_edits_in_one():
    first, _, absent, *_ = render(make_report())["diagnostics"]
    [suggestion] = first["suggestions"]
    assert suggest(MARK + MAIL_SOURCE.encode(), suggestion) == "\ufeff😀 e\u0301 please do pay.\r"
    [suggestion] = absent["suggestions"]
    assert suggest(PAGE_SOURCE.encode(), suggestion) == "<h1>Hello 😀</h1>\n<p>We answer within 24 hours.</p>"


def test_diagnostics_tell_rule_severity_and_message():
    result = render(make_report())
    assert result["source"] == {"name": "policylint"}
    diagnostics = result["diagnostics"]
    assert [each["severity"] for each in diagnostics] == ["ERROR", "INFO", "WARNING", "ERROR", "ERROR"]
    assert [each["code"]["value"] for each in diagnostics] == [
        "insult",
        "insult",
        "missing-time",
        "no-refund",
        "unread",
    ]
    assert diagnostics[1]["message"] == HOSTILE
    assert diagnostics[2]["message"] == "Say it kindly.\n\nWho?\n\nRewrite, to be checked: it promises something."
    assert [each["location"]["path"] for each in diagnostics[2:]] == [
        "new\nli?ne\ufffd%.html",
        "terms.docx",
        "broken.txt",
    ]
    assert diagnostics[4]["location"]["range"] == {"start": {"line": 3}}


def test_ideas_and_packed_files_have_no_suggestion():
    assert "suggestions" not in render(make_report())["diagnostics"][3]


@pytest.mark.parametrize(("encoding", "suggests"), [("utf-8", True), ("windows-1251", False), ("utf-16", False)])
def test_a_suggestion_in_utf_8_is_not_put_into_another_encoding(encoding, suggests):
    report = make_report()
    file = CheckedFile(MAIL, "page", "en", "txt", encoding)
    [diagnostic] = render(replace(report, files=(file,), findings=report.findings[:1], errors=()))["diagnostics"]
    assert ("suggestions" in diagnostic) is suggests


def test_nothing_found_is_a_result_without_diagnostics():
    assert render(Report())["diagnostics"] == []
