"""The Markdown is read by another's reader of it, and what comes out is compared with what went in."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policylint.findings import CheckedFile, Finding, Report
from policylint.reporters import Options, get_reporter
from policylint.reporters.markdown import MOST_UNITS, render_summary
from policylint.reporters.markdown_text import write_block, write_code, write_html, write_prose
from policylint.spans import Span
from tests.report_house import OPTIONS, make_large_report, make_report

READER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
NARROW = "\u200b"


class Page(HTMLParser):
    """Collects the tags of a page, and checks that they are closed."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.texts, self.codes = [], [], [], []
        self.feed(READER.render(text))
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        (self.codes if "code" in self.open else self.texts).append(data)

    def text(self):
        return " ".join("".join(self.texts).split())


def render(report, options=OPTIONS):
    text = get_reporter("markdown").render(report, options)
    text.encode()
    return text


def test_the_comment_counts_first_and_tells_the_findings_of_each_file():
    text = render(make_report())
    assert text.startswith(
        "## policylint: 4 findings in 3 of 4 files\n\n"
        "| | by wording alone | with a change of process | with a change of the contract | all |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| error | 2 |  |  | 2 |\n"
        "| warning | 1 |  |  | 1 |\n"
        "| note | 1 |  |  | 1 |\n\n"
        "2 findings let pass: 1 by baseline, 1 by comment.\n\n"
        "**1 problem with what was to be read:**\n\n- `broken.txt`, line 3: "
    )
    assert "\n### `mails/a b#1.txt`: 2 findings\n" in text
    assert (
        "<details>\n<summary><b>error</b> line 1: Say it kindly. (<code>insult</code>)</summary>\n\n"
        "```text\nyou fool\n```\n\n"
        "**Why:** It \\*hurts\\*.\n\n"
        "**Rewrite:**\n\n```diff\n- you fool,\n+ please do\n```\n\n"
        "**Owner:** `@team`\n\n</details>\n"
    ) in text
    assert "**To decide:** Who?" in text
    assert "**Overdue:** it was due by 2026-01-31." in text


def test_nothing_but_our_own_markup_comes_out():
    page = Page(render(make_report()))
    ours = "h2 h3 table thead tbody tr th td p strong ul li details summary b code pre span"
    assert set(page.tags) <= set(ours.split())
    assert page.tags.count("details") == 4
    assert "you fool ```!\n" in page.codes


def test_hostile_words_are_shown_and_do_nothing():
    text = render(make_report())
    shown = Page(text).text().replace(NARROW, "")
    assert "“@team #1 | <b>`x`</b> $5 %0A ]]> & \ufffd" in shown
    summary = next(line for line in text.splitlines() if "::error::" in line)
    assert f"@{NARROW}team #{NARROW}1" in unescape(summary)  # no mention, no reference
    assert "$5" not in summary  # no formula


@given(st.text(st.sampled_from("ab *_`|<>&[]()#!~$@\\{}-+.1\n\u202e😀\x00\ud800"), max_size=30))
def test_prose_comes_out_of_the_reader_as_it_was(text):
    shown = re.sub(r"\s+", " ", " ".join(text.splitlines()))
    shown = re.sub("[\u202e\x00\ud800]", "\ufffd", shown).strip()
    for written in (f"({write_prose(text)})", f"<summary>({write_html(text)})</summary>"):
        page = Page(written)
        assert set(page.tags) <= {"p", "summary", "span"}
        assert page.text().replace(NARROW, "")[1:-1].strip() == shown


@given(st.text(st.sampled_from("a`| *\\<"), min_size=1, max_size=20))
def test_code_comes_out_of_the_reader_as_it_was_in_tables_too(text):
    if not text.strip():
        return
    page = Page(f"| h |\n| --- |\n| {write_code(text)} |\n")
    assert "".join(page.codes).strip() == text.strip()
    assert page.tags.count("td") == 1


@given(st.lists(st.text(st.sampled_from("a`~ <&\\"), max_size=12), min_size=1, max_size=4))
def test_a_block_ends_where_it_should(lines):
    page = Page(write_block(lines, "text") + "\n\nafter")
    assert "".join(page.codes) == "\n".join(lines) + "\n"
    assert page.text() == "after"


def test_a_comment_is_never_longer_than_github_takes_and_keeps_the_worst():
    text = render(make_large_report(30_000))
    assert 60_000 < len(text.encode("utf-16-le")) // 2 <= MOST_UNITS
    shown = text.count("<details>")
    assert text.count("<b>error</b>") == shown
    assert text.endswith(
        f"**{30_000 - shown:,} more findings** had no room here: {10_000 - shown:,} errors, 10,000 warnings, 10,000 notes.\n"
    )
    Page(text)


def test_long_texts_are_cut_so_that_each_finding_can_be_shown():
    report = make_report()
    long = replace(report.findings[0], message="m" * 5000, excerpt="word " * 50_000)
    text = render(replace(report, findings=(long,)))
    assert len(text) < 5000
    assert "…" in text


@pytest.mark.parametrize("room", [0, 300, 2_000, 50_000])
def test_a_summary_keeps_to_its_room_in_bytes_and_stays_whole(room):
    text = render_summary(make_large_report(600), OPTIONS, room)
    assert len(text.encode()) <= room
    page = Page(text)
    assert ("table" in page.tags) is (room > 300)
    assert page.tags.count("details") == text.count("</details>")


def test_nothing_found_is_one_line():
    assert render(Report()) == "## policylint: no findings in 0 files\n"


def test_a_passage_on_many_pages_is_told_once_with_a_few_places():
    pages = [f"{page}.html" for page in range(8)]
    finding = Finding(
        "insult", "error", "wording", "Be kind.", "", "page", "en", Span(0, 8), (1, 1), (1, 9), "You fool"
    )
    report = Report(
        files=tuple(CheckedFile(path, "page", "en", "html", "utf-8") for path in pages),
        findings=tuple(replace(finding, path=path) for path in pages),
        sources=tuple((path, "You fool, pay.") for path in pages),
    )
    told = get_reporter("markdown").render(report, Options())
    assert told.count("<details>") == 1
    assert "the same in 7 more places, such as 1.html:1, 2.html:1, 3.html:1" in told.replace("\\", "")
    assert get_reporter("markdown").render(report, Options(folds=False)).count("<details>") == 8
