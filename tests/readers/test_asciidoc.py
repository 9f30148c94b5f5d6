"""AsciiDoc: expectations made by hand, after the language's documentation."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.readers import read_source
from policylint.readers.markup import asciidoc
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import paragraphs
from tests.readers.test_reader_positions import find_word

# In an item, a line that begins with a dash is another one.
_TEXTS = paragraphs.map(lambda text: f"We {text}".replace("\n- ", "\n"))


def _read(source: str) -> list[str]:
    return [segment.text for segment in read_source(source, "asciidoc")[0]]


@given(texts=st.lists(_TEXTS, min_size=1, max_size=4), end=st.sampled_from(LINE_ENDS))
@settings(max_examples=100, deadline=None)
def test_prose_stands_where_it_was_written(texts: list[str], end: str) -> None:
    forms = ("{}", "== No\n\n{}", "* {}", "====\n{}\n====", "NOTE: {}", "----\nno\n----\n\n{}")
    written = [text.replace("*star*", r"\*star*") for text in texts]
    source = "\n\n".join(forms[number % 6].format(text) for number, text in enumerate(written)).replace("\n", end)
    found = [segment for segment in read_texts(asciidoc.read, source) if segment.text != "No"]
    assert len(found) == len(texts)
    for segment, text in zip(found, texts, strict=True):
        assert_exact(source, segment, text.replace("\n", end))


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("= Title\nJane Doe <a@b.c>\nv1.0\n:toc:\n\ntext", ["Title", "text"]),
        ("== One ==\ntext", ["One", "text"]),
        ("Old title\n---------\n\ntext", ["Old title", "text"]),
        ("one\n// no\ntwo", ["one\ntwo"]),
        ("////\nno\n\nno\n////\ntext", ["text"]),
        ("[source,ruby]\nno\nno\n\ntext", ["text"]),
        ("[source]\n--\nno\n\nno\n--\ntext", ["text"]),
        ("```js\nno\n```\ntext", ["text"]),
        (" no\n no\n\ntext", ["text"]),
        ("* a\nb\n\n** c\n. d\n- [ ] e\n<.> f", ["a\nb", "c", "d", "e", "f"]),
        ("Term:: means\nOther::\n  that\n\nmore", ["Term", "means", "Other", "that", "more"]),
        ("Call std::swap at 12:30", ["Call std::swap at 12:30"]),
        ("[quote, Jane]\n____\nsaid\n____", ["said"]),
        ("[TIP]\n====\na\n\n* b\n====", ["a", "b"]),
        (".Head\n|===\n|a |b\nc\n\n|d\n2+^|*e* \\| f\nl|no\n|===\ntext", ["Head", "a", "b\nc", "d", "e | f", "text"]),
        ("image::a.png[Our office, 20]\n\nimage:b.png[A hall] text", ["Our office", "text", "A hall"]),
        ("ifdef::a[]\none\nendif::[]\n\nifdef::a[two]\n\ninclude::b[]", ["one", "two"]),
        (":a: no \\\n  no\n\ntext", ["text"]),
        ("a\n\n'''\n\n<<<\n\nb", ["a", "b"]),
    ],
)
def test_blocks_are_read(source: str, texts: list[str]) -> None:
    assert _read(source) == texts


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("*a* _b_ #c# `d e` **f**g __h__ [.x]#i#", "a b c Code fg h i"),
        ("a*b*c 2 * 3 * 4 snake_case_name", "a*b*c 2 * 3 * 4 snake_case_name"),
        ("*a _b* c_", "a b c"),
        ("E=mc^2^ H~2~O", "E=mc2 H2O"),
        (
            "link:a[b, window=_blank] link:c[] https://d.e[f^] https://g.h mailto:i@j.k[l] <<m,n>> <<o-p>> xref:q[r]",
            "b c f https://g.h l n O r",
        ),
        ("\\*a* \\link:b[c] +d*e+", "*a* link:b[c] d*e"),
        ("\"`a`\" '`b`' c&amp;d (C)", "\"a\" 'b' c&d (C)"),
        ("kbd:[F1] btn:[OK] ((a)) (((b, c))) [[d]]e stem:[x^2]", "Code OK a  e Code"),
        ("a +\nb {nbsp} {name}", "a\nb   Name"),
    ],
)
def test_marks_inside_a_paragraph_are_read(source: str, text: str) -> None:
    assert _read(source) == [text]


def test_notes_know_their_mark() -> None:
    text, *notes = read_source(
        "a footnote:[One *two*.] b footnote:x[Three.] c footnote:x[] footnote:[Four.]", "asciidoc"
    )[0]
    assert text.text == "a [1] b [x] c [x] [2]"
    assert [(note.role, note.context, note.text) for note in notes] == [
        ("note", "1", "One two."), ("note", "x", "Three."), ("note", "2", "Four."),
    ]  # fmt: skip


def test_the_language_is_stated() -> None:
    assert read_source("= A\n:lang: et\n\nb", "asciidoc")[1] == {"lang": "et"}


@pytest.mark.parametrize(
    ("source", "word", "stretch"),
    [
        ("за**каз**ано", "заказано", "за**каз**ано"),
        ("mo\u0303ne _asi_", "mõne asi", "mo\u0303ne _asi"),
        ("dogo{shy}vor", "dogovor", "dogo{shy}vor"),
        ("* in\n  two", "in\ntwo", "in\n  two"),
        ("|===\n|re**fund** |x\n|===", "refund", "re**fund"),
    ],
)
def test_a_word_is_found_where_it_was_written(source: str, word: str, stretch: str) -> None:
    assert find_word(source, word, "asciidoc") == stretch


@pytest.mark.parametrize(
    "unit",
    [
        "* ",
        "*a ",
        "**",
        "`",
        "link:a[",
        "https://a[",
        "<<a,",
        "((",
        "|===\n|",
        "a|",
        "!===\n",
        "a:: ",
        "----\n",
        ":a: \\\n",
        "[",
        "^a",
        "+",
    ],
)
def test_hostile_asciidoc_is_read_in_one_go(unit: str) -> None:
    source = unit * 20_000 + " " * 50_000 + "x"
    texts = read_texts(asciidoc.read, source)
    assert sum(len(segment.text) for segment in texts) <= 2 * len(source)
    assert not any(re.search(r"\A\s|\s\Z", segment.text) for segment in texts)
