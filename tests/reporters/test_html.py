"""The page is read by lxml's reader of HTML, as a browser without scripts would."""

import base64
import hashlib
import re
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import pytest
import yaml
from lxml import html

from policylint.documents import find_line_starts, find_position
from policylint.entries import Entry, Solved, Standing
from policylint.findings import CheckedFile, Edit, Failure, Finding, Fix, Report, Skipped, Suppressed
from policylint.reporters import Options, get_reporter
from policylint.reporters.html.words import Words
from policylint.rules import KINDS
from policylint.settings import LANGUAGES
from policylint.spans import Span
from tests.report_house import HOSTILE, OPTIONS, make_finding, make_report, make_rule

HERE = replace(OPTIONS, root="")
FOLDER = files("policylint.reporters.html")
TRICK = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;{{ 7*7 }}\u202e\u2028\x00\ud800"


def render(report, options=HERE):
    """The page, parsed, which must be well-formed text."""
    page = get_reporter("html").render(report, options)
    assert page.endswith("</html>\n")
    return html.document_fromstring(page.encode())


def make(source, *words, path="mail.txt", language="en", **keys):
    """A report of findings of words that stand in a source."""
    findings = tuple(make_finding(path, source, 0, each, language=language, **keys) for each in words)
    return Report(
        files=(CheckedFile(path, "page", language, "txt", "utf-8"),), findings=findings, sources=((path, source),)
    )


def text(element):
    """What an element says to people who see it."""
    element = html.fromstring(html.tostring(element, encoding="unicode"))
    for unseen in element.xpath(".//*[@class='vh' or contains(@class, 'ref ')]"):
        unseen.drop_tree()
    for block in element.xpath("descendant-or-self::*[self::td or self::th or self::li or @class='reason']"):
        block.text = f" {block.text or ''}"
    return " ".join(element.text_content().split())


def marked(page, number):
    """What the marks of a finding say."""
    return " ".join(text(mark) for mark in page.xpath(f"//mark[contains(concat(' ', @data-n, ' '), ' {number} ')]"))


def headings(page):
    return [text(heading) for heading in page.xpath("//h1 | //h2")]


def test_the_words_are_marked_in_place_and_the_note_stands_beside_them():
    page = render(make("Dear Ann,\nyou fool, pay.\nBye.", "you fool"))
    [mark] = page.xpath("//mark")
    assert mark.get("class") == "error"
    assert text(mark) == "you fool"
    assert mark.text_content() == " [error 1: you fool] "
    [reference] = page.xpath("//a[@id='m1']")
    assert mark.getnext() is reference
    assert (reference.get("href"), reference.get("aria-label")) == ("#n1", "1: error, Insult")
    [passage] = page.xpath("//*[@class='passage']")
    assert text(passage.find("div")) == "Dear Ann, you fool, pay. Bye."
    [note] = passage.xpath(".//article[@id='n1']")
    assert text(note.find("h4")) == "1 Insult"
    assert [text(part) for part in note.findall("p")] == ["error · wording · line 2", "Say it kindly."]


def test_a_rewrite_is_told_before_and_after_with_what_stays():
    source = "Dear Ann, you fool, pay."
    start = source.index("you fool, ")
    fix = Fix("Insult", (Edit(Span(start, start + 10), "please, {{ name }}, "),), "unsafe", ("name",), "", "Who pays?")
    page = render(make(source, "you fool", fix=fix))
    [change] = page.xpath("//*[contains(@class, 'change')]")
    assert [text(part) for part in change] == [
        "Instead of Dear Ann, you fool, pay.",
        "Better, but check: it promises something Dear Ann, please, {{ name }}, pay.",
    ]
    assert (change.xpath("string(.//del)"), change.xpath("string(.//ins)")) == ("you fool, ", "please, {{ name }}, ")
    assert text(page.xpath("//*[@class='decide']")[0]) == "To decide first. Who pays?"
    assert "To fill in: name" in text(page.xpath("//article[@id='n1']")[0])


@pytest.mark.parametrize(
    ("safety", "label"),
    [
        ("safe", "Better"),
        ("unsafe", "Better, but check: it promises something"),
        ("display", "An idea, to be put into your own words"),
    ],
)
def test_how_far_a_rewrite_is_to_be_trusted_is_told(safety, label):
    source = "You fool and everybody who is like you, go away."
    page = render(make(source, "fool", fix=Fix("Insult", (Edit(Span(0, len(source)), ""),), safety)))
    assert [text(part) for part in page.xpath("//*[contains(@class, 'change')]")[0]] == [
        f"Instead of {source}",
        f"{label} (Leave it out.)",
    ]


def test_what_is_missing_is_told_where_it_would_stand():
    source = "Hello.\n\nBye."
    page = render(make(source, "", fix=Fix("Missing", (Edit(Span(6, 6), "\n\nWe answer soon."),), "unsafe")))
    [mark] = page.xpath("//mark")
    assert mark.get("class") == "error caret"
    assert mark.text_content() == " [error 1, missing here: +] "
    assert text(mark.getparent()) == "Hello.+ Bye."
    assert [text(part) for part in page.xpath("//*[contains(@class, 'change')]")[0]] == [
        "Better, but check: it promises something We answer soon."
    ]


def test_what_is_missing_without_a_rewrite_is_told_of_the_whole_text():
    page = render(make("Hello.", ""))
    assert page.xpath("//mark") == []
    assert text(page.xpath("//*[@class='passage']")[0]).startswith("Missing from the whole text 1 Insult")


def test_words_that_are_in_code_in_the_source_are_quoted():
    source = 'x = "\\u0442\\u044b"; y = "you \\u0442\\u044b"'
    finding = replace(make("", "").findings[0], excerpt="ты", span=Span(5, 17), start=(1, 6), stop=(1, 18))
    fix = Fix("Rude", (Edit(Span(5, 17), "Вы"),), "safe")
    page = render(replace(make(source), findings=(replace(finding, fix=fix),)))
    assert [text(mark) for mark in page.xpath("//mark")] == ["ты"]
    assert [text(part) for part in page.xpath("//*[contains(@class, 'change')]")[0]] == ["Better Вы"]


def test_in_packed_files_the_context_is_told_and_no_line():
    page = render(make_report(), OPTIONS)
    [note] = page.xpath("//article[@data-rule='no-refund']")
    assert text(note.findall("p")[0]) == "error · wording · page 3"
    assert text(note.xpath("ancestor::*[@class='passage']//mark")[0]) == "No refunds"


def test_findings_that_overlap_and_run_over_lines_keep_all_their_words():
    source = "You are\r\n    an utter\r\n    fool, sir."
    report = make(source, "are\r\n    an utter", "utter\r\n    fool", level="note")
    report = replace(report, findings=(report.findings[0], replace(report.findings[1], level="warning")))
    page = render(report)
    assert (marked(page, 1), marked(page, 2)) == ("are an utter", "utter fool")
    [shared] = page.xpath("//mark[@data-n='1 2']")
    assert shared.get("class") == "warning two"
    assert [link.get("href") for link in page.xpath("//a[starts-with(@class, 'ref')]")] == ["#n1", "#n2"]
    assert text(page.xpath("//*[@class='running']")[0]) == "You are an utter fool, sir."


def test_nothing_that_texts_say_becomes_markup():
    source = f"Before {TRICK} after"
    fix = Fix(TRICK, (Edit(Span(7, 7 + len(TRICK)), TRICK * 2),), "safe", (TRICK,), TRICK, TRICK)
    report = make(
        source,
        TRICK,
        path=f"a/{TRICK}.txt",
        rule=TRICK,
        message=TRICK,
        context=TRICK,
        owner=TRICK,
        until=TRICK,
        fix=fix,
    )
    suppressed = tuple(Suppressed(report.findings[0], source, TRICK) for source in ("comment", "baseline"))
    report = replace(
        report, errors=(Failure(TRICK, 1, TRICK),), skipped=(Skipped(TRICK, TRICK),), suppressed=suppressed
    )  # fmt: skip
    rules = {TRICK: replace(make_rule(TRICK), title={"en": TRICK}, why={"en": TRICK}, references=(TRICK,))}
    page = render(report, Options(rules=rules))
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//img | //*[@onerror]") == []
    shown = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;{{ 7*7 }}\ufffd\ufffd\ufffd\ufffd"
    assert "".join(marked(page, 1).split()) == "".join(shown.split())
    for place in (
        "//h3",
        "//article//h4",
        "//article/@data-owner",
        "//option",
        "//*[@class='unread']",
        "//*[@class='owners']//th",
        "//*[@class='suppressed']",
        "//ins",
        "//code",
    ):
        [*found] = page.xpath(place)
        assert any(shown[:-4] in (each if isinstance(each, str) else each.text_content()) for each in found), place


def test_the_house_of_hostile_names_and_words_is_shown():
    page = render(make_report(), OPTIONS)
    assert [text(head) for head in page.xpath("//h3[@class='path']")] == [
        "mails/a b#1.txt", "new\ufffdli?ne\ufffd%.html", "terms.docx"
    ]  # fmt: skip
    assert [marked(page, number) for number in (1, 2, 4)] == ["you fool", "you fool ```!", "No refunds"]
    assert " ".join(HOSTILE.replace("\x07", "\ufffd").split()) in text(page)


def test_the_page_is_one_file_that_allows_only_its_own_style_and_script():
    page = render(make_report(), OPTIONS)
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    allowed = dict(part.split(" ", 1) for part in policy.split("; "))
    assert allowed.pop("default-src") == "'none'"
    for name in ("style", "script"):
        [content] = page.xpath(f"//{name}/text()")
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert allowed.pop(f"{name}-src") == f"'sha256-{digest}'"
        assert "http" not in content
        assert "</" not in content
    assert allowed == {"img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
    assert page.xpath("//*[@style]") == []
    assert page.xpath("//@src") == []
    assert {link[:1] for link in page.xpath("//a/@href")} == {"#"}
    assert page.xpath("//link/@href") == ["data:,"]


@pytest.mark.parametrize("report", [make_report(), Report(), Report(errors=(Failure("a.pdf", 0, "broken"),))])
def test_links_go_to_places_that_there_are_and_names_are_given_once(report):
    page = render(report, OPTIONS)
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    targets = {link[1:] for link in page.xpath("//a/@href")}
    targets |= {name for value in page.xpath("//@aria-labelledby") for name in value.split()}
    assert targets <= set(names)


def test_headings_step_down_one_by_one_and_landmarks_are_named():
    page = render(make_report(), OPTIONS)
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(page.xpath("//main")) == len(page.xpath("//h1")) == 1
    assert all(section.get("aria-labelledby") for section in page.xpath("//section"))
    assert page.xpath("//a")[0].get("href") == "#texts"


def test_counts_are_told_in_the_language_of_most_texts():
    counts = {
        "en": "21 findings in 1 of 1 texts",
        "ru": "21 замечание в 1 тексте из 1",
        "et": "21 leidu 1 tekstis 1-st",
    }
    for language, said in counts.items():
        source = "fool " * 21
        report = make(source, *["fool"] * 21, language=language)
        page = render(report)
        assert page.get("lang") == language
        assert text(page.xpath("//h1")[0]) == said


def test_each_passage_and_note_is_in_the_language_of_its_text():
    russian, english = make("Ты дурак.", "дурак", path="b.txt", language="ru"), make("You fool.", "fool", path="a.txt")
    report = Report(
        files=(*english.files, *russian.files, CheckedFile("c.txt", "page", "et"), CheckedFile("d.txt", "page", "et")),
        findings=(*english.findings, *russian.findings),
        sources=(*english.sources, *russian.sources),
    )
    page = render(report)
    assert page.get("lang") == "en"  # of equals, and texts without findings don't count
    assert page.xpath("//*[@class='running']/@lang") == ["en", "ru"]
    assert page.xpath("//article[starts-with(@id, 'n')]/@lang") == ["en", "ru"]
    assert [text(title) for title in page.xpath("//h4")] == ["1 Insult", "2 Оскорбление"]


def test_words_are_there_in_every_language_with_the_forms_that_numbers_need():
    table = yaml.safe_load((FOLDER / "words.yaml").read_text(encoding="utf-8"))
    for name, words in table.items():
        assert list(words) == list(LANGUAGES), name
        kinds = {type(said) for said in words.values()}
        assert len(kinds) == 1, name
        if kinds == {list}:
            assert [len(said) for said in words.values()] == [2, 3, 2], name
        values = [said if isinstance(said, list) else [said] for said in words.values()]
        assert len({frozenset(re.findall(r"\{\w+\}", form)) for said in values for form in said}) == 1, name
    assert set(KINDS) | set(LANGUAGES) <= set(table)


def test_every_word_of_the_table_is_used():
    template = (FOLDER / "page.html.jinja").read_text(encoding="utf-8")
    used = set(re.findall(r"[a-z_]+", template)) | {*KINDS, *LANGUAGES, "by_text", "by_folder", "by_rule"}
    for ending in ("s", "_means"):
        used |= {f"{level}{ending}" for level in ("error", "warning", "note", "wording", "process", "contract")}
    table = yaml.safe_load((FOLDER / "words.yaml").read_text(encoding="utf-8"))
    told = {
        "error",
        "warning",
        "note",
        "wording",
        "process",
        "contract",
        "safe",
        "unsafe",
        "display",
        "comment",
        "baseline",
    }
    assert set(table) - used - told == set()


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 замечание"), (2, "2 замечания"), (5, "5 замечаний"), (11, "11 замечаний"), (1021, "1 021 замечание"), (112, "112 замечаний")],
)  # fmt: skip
def test_russian_counts(number, said):
    assert Words("ru").count("finding", number).replace("\xa0", " ") == said


def test_bars_tell_what_they_show_and_what_they_leave_out():
    paths = [f"{number:02}.txt" for number in range(13)]
    reports = [make("fool knave", *["fool"] * (number + 1), path=path) for number, path in enumerate(paths)]
    findings = [finding for report in reports for finding in report.findings]
    findings[-1] = replace(findings[-1], level="note")
    page = render(Report(
        files=tuple(report.files[0] for report in reports),
        findings=tuple(findings), sources=tuple(report.sources[0] for report in reports),
    ))  # fmt: skip
    [chart] = page.xpath("//table[@class='chart'][caption='Texts']")
    rows = chart.xpath("tbody/tr")
    assert [text(row) for row in (rows[0], rows[1], rows[9], rows[10])] == [
        "12.txt 13",
        "11.txt 12",
        "03.txt 4",
        "3 more 6",
    ]
    assert rows[0].xpath(".//svg/@aria-label") == ["12\xa0errors, 1\xa0note"]
    assert rows[0].xpath(".//svg/@viewbox") == ["0 0 13 1"]
    assert [(bar.get("class"), bar.get("x"), bar.get("width")) for bar in rows[0].xpath(".//rect")] == [
        ("error wide", "0", "12"), ("note wide", "12", "1")
    ]  # fmt: skip
    assert rows[1].xpath(".//svg/@viewbox") == ["0 0 13 1"]
    assert rows[10].xpath(".//svg") == []


def test_many_files_are_counted_by_folder():
    paths = [f"site/{'abc'[number % 3]}/{number:02}.txt" for number in range(60)]
    reports = [make("fool", "fool", path=path) for path in paths]
    page = render(Report(
        files=tuple(report.files[0] for report in reports),
        findings=tuple(report.findings[0] for report in reports),
        sources=tuple(report.sources[0] for report in reports),
    ), replace(HERE, folds=False))  # fmt: skip
    [chart] = page.xpath("//table[@class='chart'][caption='Folders']")
    assert [text(row) for row in chart.xpath("tbody/tr")] == ["site/a/ 20", "site/b/ 20", "site/c/ 20"]


def test_what_was_not_read_stands_before_all_else_and_is_never_folded():
    report = replace(
        make("You fool.", "fool"),
        errors=(Failure("scan.pdf", 12, "page 2 has no text layer"),),
        skipped=(Skipped("a.png", "binary file"), Skipped("b.png", "binary file")),
    )
    page = render(report)
    assert headings(page)[1] == "Not read"
    [item] = page.xpath("//section[@class='unread']/ul/li")
    assert text(item) == "scan.pdf, line 12: page 2 has no text layer"
    assert item.xpath("ancestor::details") == []
    [details] = page.xpath("//section[@class='unread']/details")
    assert text(details) == "Left out: 2 files, binary file a.png b.png"


def test_what_was_not_read_is_told_when_nothing_was_found():
    page = render(Report(errors=(Failure("scan.pdf", 0, "broken"),)))
    assert headings(page) == ["No findings", "Not read"]


def test_what_is_known_already_is_folded_with_its_reasons():
    finding = replace(make("You fool.", "fool").findings[0], owner="@mails", until="2026-03-01")
    report = replace(make("You fool."), suppressed=(
        Suppressed(finding, "comment", "a quotation"), Suppressed(finding, "comment", ""), Suppressed(finding, "baseline", "x"),
    ))  # fmt: skip
    [details] = render(report).xpath("//details[@class='suppressed']")
    assert details.get("open") is None
    assert text(details.find("summary")) == "3 findings"
    assert [text(item) for item in details.xpath(".//li")] == [
        "mail.txt, line 1: Insult fool allowed in the text: a quotation · @mails · 2026-03-01",
        "mail.txt, line 1: Insult fool allowed in the text: no reason is given · @mails · 2026-03-01",
        "mail.txt, line 1: Insult fool known to the baseline · @mails · 2026-03-01",
    ]


def test_why_it_hurts_is_told_once_a_rule_and_found_from_each_note():
    page = render(make("You fool, you fool.", "fool", "fool"))
    [why] = page.xpath("//*[@id='why-insult-en']")
    assert text(why.getparent()) == "Insult It *hurts*. See ISO 10002:2018"
    assert page.xpath("//details[@class='why']//a/@href") == ["#why-insult-en"] * 2


def test_owners_are_told_when_they_are_known():
    assert "Who answers for it" not in headings(render(make("You fool.", "fool")))
    report = make("You fool, you knave.", "fool", "knave", owner="@mails")
    report = replace(report, findings=(report.findings[0], replace(report.findings[1], owner="")))
    page = render(report)
    assert "Who answers for it" in headings(page)
    rows = page.xpath("//table[@class='owners']//tr")
    assert [text(row) for row in rows] == ["Owner Told here", "@mails 1", "nobody yet 1"]
    assert page.xpath("//select[@name='owner']/option/@value") == ["", "", "@mails"]


def test_a_baseline_is_told_by_owner_with_what_became_of_it():
    passed = (("2026-01-02", "@mails"), ("2026-01-20", "@legal"))
    entries = (
        Entry("insult", "a.txt", "1", "@legal", "2026-01-31", passed),
        Entry("insult", "b.txt", "2", "@legal", "2026-02-28", (("2026-01-02", "@legal"),)),
    )
    solved = (
        Solved("2026-01-15", "insult", "c.txt", "@mails", "2026-01-02"),
        Solved("2025-11-01", "insult", "d.txt", "@mails", "2025-10-01"),
    )
    report = Report(baseline=(Standing("policylint-baseline.yaml", "/repo", "2026-02-01", entries, solved),))
    page = render(report)
    heads = [text(head) for head in page.xpath("//table[@class='owners']/thead//th")]
    rows = [[text(cell) for cell in row] for row in page.xpath("//table[@class='owners']/tbody/tr")]
    assert heads[2:] == [
        "Told here", "In the baseline", "Overdue", "Oldest", "Next date", "Solved", "Passed on", "Taken over"
    ]  # fmt: skip
    assert rows == [
        ["@legal", "", "0", "2", "1", "30 days", "2026-02-28", "–", "–", "1"],
        ["@mails", "", "0", "–", "–", "–", "–", "1", "1", "–"],
    ]
    assert [text(details) for details in page.xpath("//details[@class='history']")] == [
        "Solved since 2026-01-02: 1 2026-01-15 c.txt: Insult @mails",
        "Passed on since 2026-01-02: 1 2026-01-20 a.txt: Insult @mails → @legal",
    ]


def test_what_many_pages_share_is_told_once_with_a_few_places():
    source = "<p>A page.</p><footer>You fool, whoever of you may be reading this here.</footer>"
    words = "You fool, whoever of you may be reading this here"
    reports = [make(source, words, path=f"{number:02}.html") for number in range(20)]
    report = Report(
        files=tuple(report.files[0] for report in reports),
        findings=tuple(report.findings[0] for report in reports),
        sources=tuple(report.sources[0] for report in reports),
    )
    page = render(report)
    assert text(page.xpath("//h1")[0]) == "20 findings in 20 of 20 texts"
    assert len(page.xpath("//mark")) == 1
    [others] = page.xpath("//details[@class='others']")
    assert text(others.find("summary")) == "also in 19 more texts"
    assert [text(option) for option in page.xpath("//select[@name='remedy']/option")] == ["all", "wording (1)"]
    assert [text(item) for item in others.xpath(".//li")] == [
        *(f"{number:02}.html" for number in range(1, 11)),
        "9 more",
    ]
    assert len(render(report, replace(HERE, folds=False)).xpath("//mark")) == 20


def test_a_long_text_is_shortened_and_its_rest_is_folded():
    lines = [f"Line number {number}." for number in range(200)]
    lines[100] = "You fool."
    page = render(make("\n".join(lines), "fool"))
    assert [text(passage) for passage in page.xpath("//*[@class='passage']/*[@class='running']")] == [
        "Line number 98. Line number 99. You fool. Line number 101. Line number 102."
    ]
    assert [text(gap.find("summary")) for gap in page.xpath("//details[@class='gap']")] == ["98 lines", "97 lines"]
    assert "Line number 7." in text(page.xpath("//details[@class='gap']")[0])


def test_what_is_too_long_to_be_folded_is_counted():
    page = render(make("You fool.\n" + "word " * 10 + "\n" + "Line.\n" * 20_000, "fool"))
    assert [text(gap) for gap in page.xpath("//p[@class='gap']")] == ["19,999 lines, not shown"]


def test_two_thousand_findings_in_five_hundred_texts_stay_light():
    body = "\n".join(f"Sentence {number} of a text that goes on for a while." for number in range(400))
    reports = [
        make(f"{body}\nYou fool number {page}.\n{body}", *["You fool"] * 4, path=f"{page}.txt") for page in range(500)
    ]
    report = Report(
        files=tuple(each.files[0] for each in reports),
        findings=tuple(finding for each in reports for finding in each.findings),
        sources=tuple(each.sources[0] for each in reports),
    )
    page = get_reporter("html").render(report, replace(HERE, folds=False))
    assert page.count('<article class="entry') == 2000
    assert len(page.encode()) < 4_500_000


def test_paths_begin_at_the_root_of_the_repository():
    page = render(make("You fool.", "fool", path="/repo/mails/a.txt"), OPTIONS)
    assert text(page.xpath("//h3[@class='path']")[0]) == "mails/a.txt"
    assert text(page.xpath("//table[@class='chart'][1]//tbody/tr")[0]) == "mails/a.txt 1"


def test_without_rules_the_rewrite_or_the_rule_gives_the_title():
    fix = Fix("Schimpf", (Edit(Span(4, 8), "Ann"),), "safe")
    page = render(make("You fool, you knave.", "fool", fix=fix), Options())
    assert text(page.xpath("//h4")[0]) == "1 Schimpf"
    assert text(render(make("You fool.", "fool"), Options()).xpath("//h4")[0]) == "1 insult"


def test_the_filter_offers_what_there_is():
    page = render(make("You fool, you knave.", "fool", "knave"))
    assert page.xpath("//form/@hidden")
    assert page.xpath("//input[@name='level']/@value") == ["error"]
    assert [text(option) for option in page.xpath("//select[@name='remedy']/option")] == ["all", "wording (2)"]
    assert [text(option) for option in page.xpath("//select[@name='rule']/option")] == ["all", "Insult (2)"]
    assert page.xpath("//select[@name='language'] | //select[@name='owner']") == []


def test_positions_after_emoji_marks_and_line_ends_are_exact():
    source = "\ufeff😀 e\u0301\r\n\t<b>fool</b>"
    lines = find_line_starts(source)
    start = source.index("fool")
    place = find_position(lines, start)
    finding = Finding(
        "insult", "error", "wording", "", "a.html", "page", "en", Span(start, start + 4), place, place, "fool"
    )
    page = render(Report(findings=(finding,), sources=(("a.html", source),)))
    assert marked(page, 1) == "fool"
    assert text(page.xpath("//*[@class='running']")[0]) == "\ufeff😀 e\u0301 <b>fool</b>"
