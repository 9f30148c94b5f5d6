import pytest

from policylint.documents import Document, find_line_starts
from policylint.findings import Finding
from policylint.spans import Span
from policylint.suppression_rules import RULES
from policylint.suppressions import Suppressor, find_suppressions

KNOWN = frozenset({"insult", "threat", "resend-warning", *RULES})


def make_document(source, format="html", language="en"):
    return Document(
        "a.txt", source, format=format, language=language, line_starts=find_line_starts(source)
    )  # fmt: skip


def make_finding(document, words, rule="insult"):
    start = document.source.index(words)
    span = Span(start, start + len(words))
    places = document.position(span.start), document.position(span.stop)
    return Finding(rule, "error", "wording", "", "a.txt", "page", "en", span, *places, words)


def apply(document, *findings, judging=KNOWN):
    return [finding.rule for finding in Suppressor(document, KNOWN, judging).apply(findings)]


@pytest.mark.parametrize(
    ("format", "comment"),
    [
        ("html", "<!-- policylint: allow insult -- a quotation -->"),
        ("html", "{# policylint: allow insult -- a quotation #}"),
        ("html", "{* policylint: allow insult -- a quotation *}"),
        ("html", "<%# policylint: allow insult -- a quotation %>"),
        ("html", "<%-- policylint: allow insult -- a quotation --%>"),
        ("html", "{{! policylint: allow insult -- a quotation }}"),
        ("html", "{{!-- policylint: allow insult -- a quotation --}}"),
        ("html", "{{-- policylint: allow insult -- a quotation --}}"),
        ("html", "{% comment %} policylint: allow insult -- a quotation {% endcomment %}"),
        ("html", "<?php // policylint: allow insult -- a quotation ?>"),
        ("html", "/* policylint: allow insult -- a quotation */"),
        ("html", "/** policylint: allow insult -- a quotation */"),
        ("html", "// policylint: allow insult -- a quotation"),
        ("md", "[//]: # (policylint: allow insult -- a quotation)"),
        ("md", '[comment]: # "policylint: allow insult -- a quotation"'),
        ("md", "<!--\n  policylint: allow insult -- a quotation\n-->"),
        ("txt", "policylint: allow insult -- a quotation"),
        ("txt", "# policylint: allow insult -- a quotation"),
        ("txt", "; policylint: allow insult -- a quotation"),
        ("yaml", "# policylint: allow insult -- a quotation"),
        ("yaml", "key: value  # policylint: allow insult -- a quotation"),
    ],
)
def test_a_comment_allows_the_line_below_it_in_every_syntax(format, comment):
    document = make_document(f"first\n{comment}\nYou fool\nlast", format)
    suppression = next(iter(find_suppressions(document)))
    assert suppression.rules == ("insult",)
    assert suppression.reason == "a quotation"
    assert apply(document, make_finding(document, "You fool")) == []


def test_a_comment_allows_the_line_it_stands_on():
    document = make_document("<p>You fool</p> <!-- policylint: allow insult -- a quotation -->\n")
    assert apply(document, make_finding(document, "You fool")) == []


def test_a_comment_does_not_reach_two_lines_down():
    document = make_document("<!-- policylint: allow insult -- why -->\nfine\nYou fool\n")
    assert apply(document, make_finding(document, "You fool")) == ["unused-suppression", "insult"]


def test_allow_file_reaches_everywhere():
    document = make_document("You fool\n\n\n\n<!-- policylint: allow-file insult -- an archive of old mails -->")
    assert apply(document, make_finding(document, "You fool")) == []


def test_several_rules_may_be_allowed_at_once():
    document = make_document("{# policylint: allow insult, threat -- a play #}\nYou fool, beware")
    findings = make_finding(document, "You fool"), make_finding(document, "beware", "threat")
    assert apply(document, *findings) == []


def test_other_rules_are_not_allowed():
    document = make_document("{# policylint: allow insult -- a play #}\nYou fool, beware")
    findings = make_finding(document, "You fool"), make_finding(document, "beware", "threat")
    assert apply(document, *findings) == ["threat"]


def test_no_reason_is_a_finding_and_suppresses_all_the_same():
    document = make_document("<!-- policylint: allow insult -->\nYou fool")
    assert apply(document, make_finding(document, "You fool")) == ["unexplained-suppression"]


def test_a_suppression_of_nothing_is_a_finding():
    document = make_document("<!-- policylint: allow insult -- was here once -->\nDear Sir")
    (finding,) = Suppressor(document, KNOWN, KNOWN).apply([])
    assert (finding.rule, finding.start) == ("unused-suppression", (1, 6))
    assert "insult" in finding.message


def test_each_rule_that_is_allowed_in_vain_is_named():
    document = make_document("<!-- policylint: allow insult, threat -- reason -->\nYou fool")
    (finding,) = Suppressor(document, KNOWN, KNOWN).apply([make_finding(document, "You fool")])
    assert "threat" in finding.message


def test_an_unknown_rule_is_named_with_the_nearest_known_one():
    document = make_document("<!-- policylint: allow insutl -- reason -->")
    (finding,) = Suppressor(document, KNOWN, KNOWN).apply([])
    assert "insutl (did you mean 'insult'?)" in finding.message


def test_a_rule_that_is_not_judging_is_not_called_unused():
    document = make_document("<!-- policylint: allow insult -- reason -->\nYou fool")
    assert apply(document, judging=KNOWN - {"insult"}) == []


def test_complaints_can_be_switched_off():
    document = make_document("<!-- policylint: allow insult -->")
    assert apply(document, judging=frozenset({"insult"})) == []


@pytest.mark.parametrize(("language", "words"), [("ru", "Уберите"), ("et", "Eemaldage")])
def test_complaints_are_in_the_language_of_the_text(language, words):
    document = make_document("<!-- policylint: allow insult -- reason -->", language=language)
    assert words in Suppressor(document, KNOWN, KNOWN).apply([])[0].message


@pytest.mark.parametrize(
    ("format", "source"),
    [
        ("html", "<p>Write policylint: allow insult -- reason</p>\nYou fool"),
        ("html", "&lt;!-- policylint: allow insult -- reason --&gt;\nYou fool"),
        ("md", "```html\n<!-- policylint: allow insult -- reason -->\n```\nYou fool"),
        ("md", "Use `policylint: allow insult -- reason`\nYou fool"),
        ("md", "# policylint: allow insult -- a heading\nYou fool"),
        ("txt", "Then say policylint: allow insult -- reason\nYou fool"),
        ("txt", "See https://policylint: allow insult -- reason\nYou fool"),
    ],
)
def test_a_directive_outside_a_comment_is_prose(format, source):
    document = make_document(source, format)
    assert apply(document, make_finding(document, "You fool")) == ["insult"]


def test_the_words_of_a_directive_are_not_judged():
    document = make_document("policylint: allow threat -- You fool\nbeware", "txt")
    assert apply(document, make_finding(document, "You fool"), make_finding(document, "beware", "threat")) == []


def test_a_finding_without_words_on_line_one_can_be_allowed():
    document = make_document("<!-- policylint: allow-file resend-warning -- see the footer -->\nHello")
    finding = Finding("resend-warning", "warning", "process", "", "a.txt", "page", "en", Span(0, 0), (1, 1), (1, 1), "")
    assert apply(document, finding) == []


def test_many_openers_take_no_quadratic_time():
    document = make_document("{# policylint: allow \n" * 20_000)
    assert len(list(find_suppressions(document))) == 20_000


def test_what_a_comment_allows_is_told_with_its_reason():
    document = make_document("<!-- policylint: allow insult -- a quotation -->\nYou fool!", "md")
    allowed = make_finding(document, "You fool")
    (told,) = Suppressor(document, KNOWN, KNOWN).suppressed([allowed])
    assert (told.finding, told.source, told.reason) == (allowed, "comment", "a quotation")
