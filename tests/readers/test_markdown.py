"""Markdown: the text is markdown-it's, at the offsets where it stands; what CommonMark doesn't know is read as its users mean it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

from policylint.readers import find_format, read_source
from policylint.readers.markup import markdown
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import paragraphs

_RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_SIGNS = re.compile(r"([\\`*_\[\]<>~|&#:!-])")
_BLOCKS = (
    "# One *two*", "Set\next\n===", "Lower\n---", "## Closed ##", "one\ntwo", "one  \ntwo", "- a\n- b", "- a\n\n  b\n  - c\n    d", "1. a\n2. b",
    "* a\n  > b\n  > c", "> a\nb", "> a\n> > b\n> c", "> - a\n>   b", "```\nno\n```", "~~~ x\nno\n~~~", "    no", "- ```\n  no\n  ```", "***",
    "| a | b |\n|---|:-:|\n| c | *d* |", "a | b\n--- | ---\nc | d", "[a]: http://b.c 'd'", "[e]:\n  http://b.c", "see [a] and [b][e] [f][g]",
    "[h](http://i.j 'k') <http://l.m>", "![alt](n.png)", "<div>o <b>p</b></div>", "<!-- no\n\nno -->", "q <i>r</i> `s` ``t ` u``", "\\*v\\* &amp; &copy;",
    "w **x *y* z** ~~aa~~", "1) # bb\n2) cc", "+ + dd\n  + ee", "ff\n    gg", "##hh", "- ii\n\n\n- jj",
)  # fmt: skip


def _read(source: str) -> list[str]:
    return [segment.text for segment in read_source(source, "md")[0]]


def _letters(text: str) -> str:
    """What a text has without white space, in any order: alternative texts follow their paragraph."""
    return "".join(sorted("".join(text.split())))


@given(blocks=st.lists(st.sampled_from(_BLOCKS), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_markdown_reads_as_markdown_it_reads_it(blocks: list[str]) -> None:
    source = "\n\n".join(f"{block}\n\npara {number}" for number, block in enumerate(blocks))
    tree = lxml_html.document_fromstring(f"<html><body>{_RENDERER.render(source)}</body></html>")
    for skipped in [*tree.iter("pre"), *tree.xpath("//comment()")]:
        skipped.drop_tree()
    for code in tree.iter("code"):
        code.text = "Code"
    for image in tree.iter("img"):
        image.text = image.get("alt")
    ours = " ".join(segment.text for segment in read_texts(markdown.read, source))
    assert _letters(ours) == _letters(tree.text_content())


@given(texts=st.lists(paragraphs.map("We {}".format), min_size=1, max_size=4), end=st.sampled_from(LINE_ENDS))
@settings(max_examples=100, deadline=None)
def test_prose_stands_where_it_was_written(texts: list[str], end: str) -> None:
    forms = ("{}", "# Title\n\n{}", "- item\n\n  {}", "> {}", "[^1]: {}")
    written = [_SIGNS.sub(r"\\\1", text) for text in texts]
    blocks = [forms[number % 5].format(text.replace("\n", "\n> " if number % 5 == 3 else "\n"))
              for number, text in enumerate(written)]  # fmt: skip
    source = "\n\n".join(blocks).replace("\n", end)
    found = [segment for segment in read_texts(markdown.read, source) if segment.text not in ("Title", "item")]
    assert len(found) == len(texts)
    for segment, text in zip(found, texts, strict=True):
        assert_exact(source, segment, text.replace("\n", end))


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("::: tip Mind this\ntext\n:::", ["Mind this", "text"]),
        ("::: {.note}\ntext\n:::", ["text"]),
        ('??? note "Open me"\n    text\n\n    more', ["Open me", "text", "more"]),
        ("Term\n: meaning", ["Term", "meaning"]),
        ("# Head {#id .x}", ["Head"]),
        ("text\n{: .lead}\n\nmore", ["text", "more"]),
        ("import A from './a';\n\n<A>\ntext\n</A>", ["text"]),
        ("a\n\n$$\nx\n$$\n\nb", ["a", "b"]),
        ('{{< box title="Our new office" >}}text{{< /box >}}', ["Our new office | text"]),
        ("{% highlight ruby %}\nno = text\n{% endhighlight %}\ntext", ["text"]),
        ("[^a]: one\n\n    two\n\nthree", ["one", "two", "three"]),
        ("за**каз**ано", ["заказано"]),
        ("- " * 30 + "x", ["- " * 10 + "x"]),
    ],
)
def test_extensions_are_read(source: str, texts: list[str]) -> None:
    assert _read(source) == texts


def test_notes_know_their_mark() -> None:
    notes = [
        segment for segment in read_source("a[^x]\n\n[^x]: one\n\n    two\n\n- b", "md")[0] if segment.role == "note"
    ]
    assert [(note.text, note.context) for note in notes] == [("one", "^x"), ("two", "^x")]


def test_front_matter_is_read_as_yaml() -> None:
    source = '---\ntitle: |\n  One\n  two\ndescription: a\n  b # no\npreheader: "c \\u00f5"\nlist:\n  - x\nsubject: [no, text]\n---\ntext'
    segments, facts = read_source(source, "md")
    assert [(segment.context, segment.text) for segment in segments] == [
        ("title", "One\ntwo"), ("description", "a b"), ("preheader", "c õ"), ("", "text"),
    ]  # fmt: skip
    assert facts == {"title": "One\ntwo"}


def test_indented_lines_of_markdown_mails_are_text() -> None:
    source = "@component('mail::message')\n@if($late)\n        You are late.\n@endif\n@endcomponent"
    assert find_format("late.blade.php", source) == "mdmail"
    assert [segment.text for segment in read_source(source, "mdmail")[0]] == ["You are late."]
    assert list(read_source("        no text", "md")[0]) == []


@pytest.mark.parametrize(
    "unit",
    [
        "> ",
        "- ",
        "- > ",
        "[a]: b\n",
        "[a]:\n",
        "::: a [",
        '!!! a "',
        "$$",
        "# a {#",
        "[^1]: x\n    ",
        "<A b='",
        "|",
        "`",
        "[",
        "*a ",
    ],
)
def test_hostile_markdown_is_read_in_one_go(unit: str) -> None:
    source = unit * 30_000 + " " * 50_000 + "x"
    assert sum(len(segment.text) for segment in read_texts(markdown.read, source)) <= len(source)
