"""Properties: what javaproperties writes and reads, policylint reads at its very characters."""

import re
from pathlib import Path

import javaproperties
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.documents import Segment
from policylint.errors import ReadError
from policylint.readers import find_format, read_source
from policylint.readers.catalogues import properties
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import keys, paragraphs
from tests.readers.test_reader_positions import find_word

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix == ".properties")


def read(source: str) -> list[Segment]:
    return read_texts(properties.read, source)


def places(source: str) -> list[str]:
    """Each value's key, language and text."""
    return [f"{segment.context} {segment.language}: {segment.text}" for segment in read(source)]


# --- exact

TEXTS = paragraphs.map("Tere, {}".format)  # signs alone are no text


@given(
    texts=st.lists(st.tuples(keys, TEXTS), min_size=1, max_size=4),
    separator=st.sampled_from(["=", " = ", ": ", " "]),
    is_ascii=st.booleans(),
    end=st.sampled_from(LINE_ENDS),
)
@settings(max_examples=150, deadline=None)
def test_what_javaproperties_writes_is_read_at_its_characters(texts, separator, is_ascii, end) -> None:
    pairs = [(f"part {number}.{'.'.join(path)}", text) for number, (path, text) in enumerate(texts)]
    source = javaproperties.dumps(pairs, separator=separator, ensure_ascii=is_ascii).replace("\n", end)
    for segment, (key, text) in zip(read(source), pairs, strict=True):
        assert_exact(source, segment, text)
        assert segment.context == key


_SCRAPS = st.sampled_from(
    ["a", "b", "õ", "🙂", " ", "\t", "\f", "=", ":", "#", "!", "\\", "\\\\", "\\n", "\\ ", "\\=", "\\z", "\\u0416", "\\ud83d\\ude42", "\n", "\n", "\r\n", "\r",
     "\\\n", "\\\n  ", "\\\r\n\t", "\\\r", "k=", "\nk: v"]
)  # fmt: skip


@given(scraps=st.lists(_SCRAPS, max_size=14))
@settings(max_examples=400, deadline=None)
def test_any_file_says_what_javaproperties_takes_it_for(scraps: list[str]) -> None:
    source = "".join(scraps)
    try:
        said = javaproperties.loads(source, object_pairs_hook=list)
    except javaproperties.InvalidUEscapeError:
        return
    made = read(source)
    texts = [re.sub("[\ud800-\udfff]", "\ufffd", text) for _, text in said if any(map(str.isalpha, text))]
    assert [segment.text for segment in made] == texts
    for segment in made:
        assert_exact(source, segment, segment.text)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_case_says_what_javaproperties_reads(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    said = [text for text in javaproperties.loads(source).values() if " " in text]
    assert [segment.text for segment in read(source)] == said


# --- which values


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a=b\n# c\n ! d = e\n\nf:g", ["a : b", "f : g"]),
        ("a b\n  c\\ d\\=e = f", ["a : b", "c d=e : f"]),
        ("ru.mail.body=текст\nmail.et=Tere", ["ru.mail.body ru: текст", "mail.et et: Tere"]),
        ("a=https://example.com/x\nb=first_name\nc=12\nd=", []),
        ("a\\u0062=c\\u0064", ["ab : cd"]),
        ("a=\\\n  # no comment \\\n  b\nc=d", ["a : # no comment b", "c : d"]),
        ("", []),
        ("\\", []),
    ],
)
def test_values_are_text(source: str, expected: list[str]) -> None:
    assert places(source) == expected


def test_a_subject_is_a_title() -> None:
    segments, facts = read_source("subject=Ваш счёт\nmail.subject=Arve\nmail.body=Tekst", "properties")
    assert facts == {"subject": "Ваш счёт"}
    assert [segment.role for segment in segments] == ["title", "title", "p"]
    assert find_format("Messages_ru.properties", "") == "properties"


# --- hidden words


@pytest.mark.parametrize(
    ("source", "word", "stretch"),
    [
        ("a=\\u043f\\u043bата за", "плата", "\\u043f\\u043bата"),
        ("a=late\\u0020fee\\nx", "late fee", "late\\u0020fee"),
        ("a=ла\\\n    вка", "лавка", "ла\\\n    вка"),
        ("a=ла\\\r\n\t вка", "лавка", "ла\\\r\n\t вка"),
        ("a=late\\ fe\\e", "late fee", "late\\ fe\\e"),
        ("a=don''t pay", "don't", "don''t"),
        ("a=mo\u0303ne p\u00e4ev", "mõne", "mo\u0303ne"),
        ("a=рас\\u00ADтор\u200bжение", "расторжение", "рас\\u00ADтор\u200bжение"),
        ("a=<p>ра<b>сторж</b>ение</p>", "расторжение", "ра<b>сторж</b>ение"),
        ("a=x \\ud83d\\ude42 fee", "🙂 fee", "\\ud83d\\ude42 fee"),
    ],
)
def test_a_hidden_word_is_found_where_it_was_written(source: str, word: str, stretch: str) -> None:
    assert find_word(source, word, "properties") == stretch


# --- robust


@pytest.mark.parametrize(
    ("source", "line"), [("a=b\nc=\\u12", 2), ("a\\u=b", 1), ("a=b\\\\\\uzzzz", 1), ("a=\\\r\\u041", 2)]
)
def test_a_code_point_without_digits_is_refused(source: str, line: int) -> None:
    with pytest.raises(ReadError, match="broken properties: found") as caught:
        read(source)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("a=" + "\\" * 200_001, 0),
        ("a=b" + "\\\n  c" * 50_000, 1),
        ("\\\n" * 100_000 + "a=b", 1),
        ("a" * 500_000, 0),
        (" \\\n" * 50_000, 0),
        ("a=b\\\\u" * 50_000, 1),
        ("." * 200_000 + "=b c", 1),
    ],
)
def test_hostile_files_are_read(source: str, count: int) -> None:
    assert len(read(source)) == count
