"""Where words stand in the source, whatever stands between their letters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html  # type: ignore[import-untyped]

from policylint.documents import Segment
from policylint.errors import ReadError
from policylint.readers import find_format, normalise, read_source


def find_word(source: str, word: str, format: str) -> str:
    """The stretch of a source from which a word of its text was read."""
    for segment in read_source(source, format)[0]:
        if (place := segment.text.find(word)) >= 0:
            span = segment.source_map.span(place, place + len(word))
            return source[span.start : span.stop]
    return ""


@pytest.mark.parametrize(
    ("source", "word", "format", "stretch"),
    [
        ("🙂 late 🙂 fee", "fee", "txt", "fee"),
        ("one\r\ntwo\rfee", "fee", "txt", "fee"),
        ("сро\u0301к ответа", "срок", "txt", "сро\u0301к"),
        ("mo\u0303ne", "mõne", "txt", "mo\u0303ne"),
        ("Cчета", "Счета", "txt", "Cчета"),
        ("рас\u00adтор\u200bжение", "расторжение", "txt", "рас\u00adтор\u200bжение"),
        ("non\u2011stop", "non-stop", "txt", "non\u2011stop"),
        ("we\u2019ll", "we'll", "txt", "we\u2019ll"),
        ("<p>ра<b>сторж</b>ение</p>", "расторжение", "html", "ра<b>сторж</b>ение"),
        ("<p>tea &amp; milk</p>", "tea & milk", "html", "tea &amp; milk"),
        ("<p>dogo&shy;vor</p>", "dogovor", "html", "dogo&shy;vor"),
        ("<p>5&nbsp;days</p>", "5 days", "html", "5&nbsp;days"),
        ("<p>a\n   b</p>", "a b", "html", "a\n   b"),
        ("<p>We write {{ soon }} now</p>", "write Soon now", "html", "write {{ soon }} now"),
        ("in **two** days", "two days", "md", "two** days"),
        ("in \\*two", "*two", "md", "*two"),
        ("> in\n> two", "in\ntwo", "md", "in\n> two"),
    ],
)
def test_a_word_is_found_where_it_was_written(source: str, word: str, format: str, stretch: str) -> None:
    assert find_word(source, word, format) == stretch


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ ticket.id | upper }}", "TicketId"),
        ("%(response_hours)s", "ResponseHours"),
        ("<%= @user.name %>", "UserName"),
        ("<?= number_format($total, 2) ?>", "NumberFormatTotal"),
        ("${{ '{}' }}", "$Value"),
        ("%FIRST_NAME%", "FirstName"),
        ("{{{ body }}}", "Body"),
        ("{{ case.number }}", "CaseNumber"),
        ("{{ __('We will write') }}", "We will write"),
        ("{{#if a}}x{{else}}y{{/if}}", "x | y"),
        ("{{#a}}x{{/a}}{{^a}}y{{/a}}", "x | y"),
        ("{% if a %}x{% elif b %}y{% endif %}", "x | y"),
        ("<#if a>x<#else>y</#if>", "x | y"),
        ("a <?php unclosed ?", "a"),
        ("a {{ unclosed", "a {{ unclosed"),
        ("a {% unclosed {% if b %}c", "a {% unclosed c"),
        ("20% of 5 { = }", "20% of 5 { = }"),
        ("{{!-- no }} text --}}a", "a"),
    ],
)
def test_template_tags_read_as_what_they_stand_for(source: str, text: str) -> None:
    assert [segment.text for segment in read_source(source, "txt")[0]] == [text]


@pytest.mark.parametrize(
    ("path", "source", "format"),
    [
        ("a.txt", "<p>x</p>", "txt"), ("a.MD", "", "md"), ("a.html.twig", "", "html"), ("a.txt.erb", "<p>", "txt"),
        ("a.md.j2", "", "md"), ("a.tpl", "x", "txt"), ("a.tpl", "<p>x</p>", "html"), ("a", "<html>", "html"),
        ("dir.html/a", "x", "txt"), ("a.blade.php", "<div>", "html"), ("a.php", "<?php return ['<p>'];", "php"),
        ("a.tsx", "", "js"), ("", "", "txt"),
    ],
)  # fmt: skip
def test_a_format_is_found_by_name_then_by_content(path: str, source: str, format: str) -> None:
    assert find_format(path, source) == format


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ReadError, match="unknown format 'poem'"):
        read_source("", "poem")


def test_a_format_may_name_its_template_dialect() -> None:
    assert read_source("a {{ b }}", "txt.jinja")[0][0].text == "a B"


def test_deep_nesting_does_not_recurse() -> None:
    assert [segment.text for segment in read_source("<div>" * 100_000 + "x", "html")[0]] == ["x"]
    assert read_source("x = (" + "{<a>" * 50_000, "js")[0] == ()


def test_folding_leaves_plain_text_alone() -> None:
    assert normalise.fold("plain õö ё") == "plain õö ё"
    assert normalise.fold("o\u0303\u00a0Cчет") == "õ Счет"
    assert not normalise.hides_words("plain õö ё Wi-Fi")


_WORDS = st.sampled_from(
    ["tea", "milk &amp; tea", "сло<b>во</b>", "&lt;5&gt;", "a&nbsp;b", "õ ö", "x\n  y", "<i>i</i> j", "&euro;5", "it's"]
)
_TAGS = st.sampled_from(["p", "div", "h1", "li", "td", "blockquote", "pre"])
_BLOCKS = st.recursive(
    st.builds(
        lambda tag, words: f"<{tag} class='a > b'>{' '.join(words)}</{tag}>", _TAGS, st.lists(_WORDS, min_size=1)
    ),
    lambda inner: st.builds(lambda blocks: f"<div id=x>\n{''.join(blocks)}</div>", st.lists(inner, max_size=4)),
    max_leaves=12,
)


@given(body=_BLOCKS)
@settings(max_examples=200, deadline=None)
def test_html_reads_as_lxml_reads_it(body: str) -> None:
    source = f"<html><head><style>p {{}}</style></head><body>{body}<!-- no --><script>no()</script></body></html>"
    tree = lxml_html.document_fromstring(source)
    for skipped in [*tree.iter("script", "style"), *tree.xpath("//comment()")]:
        skipped.drop_tree()
    ours = " ".join(_text(segment) for segment in read_source(source, "html")[0])
    assert "".join(ours.split()) == "".join(tree.text_content().split())


def _text(segment: Segment) -> str:
    return segment.text
