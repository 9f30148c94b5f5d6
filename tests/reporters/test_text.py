import re
from dataclasses import replace

import pytest

from policylint.documents import find_line_starts, find_position
from policylint.findings import CheckedFile, Edit, Finding, Fix, Report, Suppressed
from policylint.reporters import Options, get_reporter
from policylint.spans import Span


def make_finding(
    source, words, *, fix=None, level="error", remedy="wording", path="mail.txt", message="Say it kindly."
):
    start = source.index(words)
    stop = start + len(words)
    lines = find_line_starts(source)
    return Finding(
        "insult", level, remedy, message, path, "page", "en",
        Span(start, stop), find_position(lines, start), find_position(lines, stop), words, fix,
    )  # fmt: skip


def render(source, *findings, **options):
    report = Report(files=(CheckedFile("mail.txt", "page", "en"),), findings=findings, sources=(("mail.txt", source),))
    return get_reporter("text").render(report, Options(**options))


def underlined(text):
    """What stands above the carets, by column."""
    lines = text.splitlines()
    number = next(n for n, line in enumerate(lines) if set(line.partition("|")[2].strip()) == {"^"})
    start, stop = lines[number].index("^"), lines[number].rindex("^") + 1
    return lines[number - 1][start:stop]


def test_a_finding_is_shown_at_its_place_with_its_words_underlined_and_its_rewrite():
    source = "Dear customer,\nyou fool, pay now.\n"
    fix = Fix("Insult", (Edit(Span(source.index("you fool, "), source.index("pay")), "please "),), "safe")
    assert render(source, make_finding(source, "you fool", fix=fix)) == (
        "mail.txt:2:1: error insult: Say it kindly.\n"
        "   2 | you fool, pay now.\n"
        "     | ^^^^^^^^\n"
        "     = rewrite\n"
        "     - you fool, pay now.\n"
        "     + please pay now.\n"
        "\n"
        "1 finding in 1 of 1 file: 1 error.\n"
        "To be put right: 1 by wording alone.\n"
    )


def test_carets_stand_under_the_words_after_tabs():
    source = "\ta\tfool here"
    assert underlined(render(source, make_finding(source, "fool"))) == "fool"


def test_carets_count_double_width_and_emoji_as_two_columns_and_combining_marks_as_none():
    source = "日本 🙂 e\u0301 fool"
    line = next(line for line in render(source, make_finding(source, "fool")).splitlines() if "^" in line)
    assert line.partition("| ")[2] == " " * (4 + 1 + 2 + 1 + 1 + 1) + "^^^^"


def test_double_width_words_have_carets_as_wide_as_they_are():
    source = "a 日本"
    assert "  ^^^^" in render(source, make_finding(source, "日本"))


def test_a_long_line_is_cut_around_the_finding():
    source = "word " * 100_000 + "fool" + " word" * 100_000
    text = render(source, make_finding(source, "fool"), width=80)
    assert max(len(line) for line in text.splitlines()) <= 80
    assert underlined(text) == "fool"
    assert text.count("…") == 2


def test_a_finding_over_two_lines_has_both_underlined():
    source = "You are a\n   fool, sir.\nBye."
    text = render(source, make_finding(source, "a\n   fool"))
    assert "   1 | You are a\n     |         ^\n   2 |    fool, sir.\n     |    ^^^^\n" in text


def test_a_rewrite_over_several_lines_shows_the_words_alone():
    source = "Hello.\nYou are a\nfool, sir. Bye."
    old = "You are a\nfool, sir."
    start = source.index(old)
    fix = Fix("Insult", (Edit(Span(start, start + len(old)), "You are welcome."),), "unsafe")
    text = render(source, make_finding(source, "a\nfool", fix=fix))
    assert "     - You are a fool, sir.\n     + You are welcome.\n" in text
    assert "it promises something" in text


def test_an_insertion_shows_what_is_added():
    source = "Hello.\n"
    fix = Fix("Missing", (Edit(Span(6, 6), "\n\nWe answer within 24 hours."),), "unsafe")
    finding = make_finding(source, "", fix=fix)
    text = render(source, finding)
    assert "     + We answer within 24 hours.\n" in text
    assert "     - " not in text


def test_nothing_in_a_text_can_steer_the_terminal():
    source = "\x1b[2Jfool \u202eevil"
    text = render(source, make_finding(source, "fool", message="bad \x1b[31m words", path="mail.txt"))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_color_is_used_only_when_asked_for():
    source = "fool"
    assert "\x1b[" not in render(source, make_finding(source, "fool"))
    assert "\x1b[31m" in render(source, make_finding(source, "fool"), color=True)


def test_quiet_leaves_one_line_a_finding():
    source = "fool"
    assert render(source, make_finding(source, "fool"), quiet=True) == "mail.txt:1:1: error insult: Say it kindly.\n"


def test_the_summary_counts_by_level_and_by_remedy():
    source = "fool knave"
    text = render(
        source,
        make_finding(source, "fool"),
        make_finding(source, "knave", level="note", remedy="contract"),
    )
    assert text.endswith(
        "2 findings in 1 of 1 file: 1 error, 1 note.\n"
        "To be put right: 1 by wording alone, 1 with a change of the contract.\n"
    )


def test_a_clean_run_says_so():
    assert render("fine") == "No findings in 1 file.\n"


def test_groups_come_with_their_counts_the_largest_first():
    source = "fool knave lout"
    findings = [
        replace(make_finding(source, "fool"), rule="b"),
        replace(make_finding(source, "knave", level="note"), rule="a"),
        replace(make_finding(source, "lout"), rule="b"),
    ]
    text = render(source, *findings, by="rule")
    heads = [line for line in text.splitlines() if re.match(r"[ab]:", line)]
    assert heads == ["b: 2 findings, 2 errors", "a: 1 finding, 1 note"]
    assert text.index("mail.txt:1:12") < text.index("mail.txt:1:6")  # what belongs together stands together
    assert text.endswith("To be put right: 3 by wording alone.\n")


def test_groups_of_one_size_are_in_order_of_their_names_and_what_has_none_is_told():
    source = "fool knave"
    findings = [make_finding(source, "fool"), replace(make_finding(source, "knave"), owner="@mails")]
    text = render(source, *findings, by="owner")
    assert text.index("@mails: 1 finding") < text.index("no owner: 1 finding")


def test_quiet_groups_are_in_order_without_heads():
    source = "fool knave lout"
    findings = [
        make_finding(source, "fool"),
        *(replace(make_finding(source, w), kind="bill") for w in ("knave", "lout")),
    ]
    lines = render(source, *findings, by="kind", quiet=True).splitlines()
    assert [line.split(":")[2] for line in lines] == ["6", "12", "1"]


def test_the_owner_is_told_once():
    finding = replace(make_finding("fool", "fool"), owner="@mails")
    assert "     = owner @mails\n" in render("fool", finding)
    overdue = replace(finding, message="@mails: solve it.", until="2026-01-31")
    assert render("fool", overdue).count("@mails") == 1


def make_site(pages):
    """A report on pages that share a passage."""
    findings = [make_finding("You fool, pay.", "You fool", path=f"{page}.html") for page in range(pages)]
    files = tuple(CheckedFile(finding.path, "page", "en") for finding in findings)
    sources = tuple((finding.path, "You fool, pay.") for finding in findings)
    return Report(files=files, findings=tuple(findings), sources=sources)


def test_a_passage_on_many_pages_is_told_once_with_a_few_places():
    told = get_reporter("text").render(make_site(8), Options())
    assert told.count("Say it kindly") == 1
    assert "= the same in 7 more places, such as 1.html:1, 2.html:1, 3.html:1 (--no-fold tells all)\n" in told
    assert "8 findings in 8 of 8 files" in told


@pytest.mark.parametrize("wish", [{"folds": False}, {"quiet": True}, {"by": "path"}])
def test_a_passage_on_many_pages_is_told_as_often_on_request(wish):
    assert get_reporter("text").render(make_site(8), Options(**wish)).count("Say it kindly") == 8


def test_a_group_counts_what_is_folded_in_it():
    assert "insult: 8 findings, 8 errors\n" in get_reporter("text").render(make_site(8), Options(by="rule"))


def test_what_a_baseline_holds_back_is_counted():
    finding = make_finding("fool", "fool")
    suppressed = tuple(Suppressed(finding, source, "") for source in ("baseline", "baseline", "comment"))
    report = Report(files=(CheckedFile("mail.txt", "page", "en"),), suppressed=suppressed)
    told = get_reporter("text").render(report, Options())
    assert told == "No findings in 1 file.\n2 known findings in the baseline, not due yet.\n"
