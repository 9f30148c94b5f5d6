"""Checkstyle and JUnit: what XML can't hold is replaced, all else comes out as it was."""

from xml.etree import ElementTree as ET

import lxml.etree
import pytest

from policylint.findings import Report
from policylint.reporters import get_reporter
from tests.report_house import HOSTILE, OPTIONS, make_report

SHOWN = HOSTILE.replace("\x07", "\ufffd")
PAGE = "new\nli?ne\ufffd%.html"


def render(format, report):
    text = get_reporter(format).render(report, OPTIONS)
    lxml.etree.fromstring(text.encode())  # another parser has nothing to say either
    return ET.fromstring(text)


@pytest.mark.parametrize("format", ["checkstyle", "junit"])
def test_an_empty_report_is_well_formed(format):
    assert len(render(format, Report())) == 0


def test_checkstyle_has_an_error_a_finding_grouped_by_file():
    root = render("checkstyle", make_report())
    assert root.tag == "checkstyle"
    assert [file.get("name") for file in root] == ["mails/a b#1.txt", PAGE, "terms.docx", "broken.txt"]
    first, note = root[0]
    assert dict(first.attrib) == {
        "line": "1", "column": "7", "severity": "error", "message": "Say it kindly.", "source": "policylint.insult"
    }  # fmt: skip
    assert (note.get("severity"), note.get("column"), note.get("message")) == ("info", "17", SHOWN)
    assert root[1][0].get("severity") == "warning"
    assert root[3][0].get("message") == "can't be read: \ufffd <odd>\ufffd"


def test_junit_has_a_suite_a_file_and_a_test_a_finding():
    root = render("junit", make_report())
    assert [suite.get("name") for suite in root] == ["mails/a b#1.txt", PAGE, "ok.md", "terms.docx", "broken.txt"]
    assert {name: root.get(name) for name in ("tests", "failures", "errors")} == {
        "tests": "8", "failures": "4", "errors": "1"
    }  # fmt: skip
    mails = root[0]
    assert {name: mails.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "3", "failures": "2", "errors": "0", "skipped": "1"
    }  # fmt: skip
    assert [case.get("name") for case in mails] == ["insult", "insult 2", "jargon"]
    assert {case.get("classname") for case in mails} == {"mails/a b#1.txt"}


def test_junit_tells_the_place_the_words_and_the_rewrite_of_a_failure():
    mails, page, clean, terms, broken = render("junit", make_report())
    failure = mails[0][0]
    assert (failure.tag, failure.get("type"), failure.get("message")) == ("failure", "error", "Say it kindly.")
    assert failure.text == "mails/a b#1.txt:1:7\n\nowner @team\n\nyou fool\n\nrewrite:\nplease do"
    assert mails[1][0].get("message") == SHOWN
    assert "overdue: it was due by 2026-01-31" in page[0][0].text
    assert [case.get("name") for case in clean] == ["policylint"]
    assert len(clean[0]) == 0
    assert terms[0][0].get("message") == "Say it kindly. (page 3)"
    assert (broken[0][0].tag, broken[0][0].text) == ("error", "line 3")


def test_what_is_let_pass_is_a_skipped_test():
    mails, page, *_ = render("junit", make_report())
    assert [(case[0].tag, case[0].get("message")) for case in (mails[2], page[1])] == [
        ("skipped", "comment: a quote"),
        ("skipped", "baseline: "),
    ]
