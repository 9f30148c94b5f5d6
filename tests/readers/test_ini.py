"""Language files: what configparser writes and reads, and what PHP has in quotation marks, is read at its very characters."""

import configparser
import io
from configparser import RawConfigParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.documents import Segment
from policylint.readers import find_format, read_source
from policylint.readers.catalogues import ini
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import keys, paragraphs
from tests.readers.test_reader_positions import find_word


def read(source: str) -> list[Segment]:
    return read_texts(ini.read, source)


def texts(source: str) -> list[str]:
    return [segment.text for segment in read(source)]


def places(source: str) -> list[str]:
    """Each value's section and key, language and text."""
    return [f"{segment.context} {segment.language}: {segment.text}" for segment in read(source)]


def make_parser() -> RawConfigParser:
    return RawConfigParser(inline_comment_prefixes=(";",))


# --- exact

TEXTS = paragraphs.map("Tere, {}".format)  # signs alone are no text


@given(
    values=st.lists(st.tuples(keys, TEXTS.map(lambda text: text.replace("\n#", "\n"))), min_size=1, max_size=4),
    end=st.sampled_from(LINE_ENDS),
)
@settings(max_examples=150, deadline=None)
def test_what_configparser_writes_is_read_at_its_characters(values, end) -> None:
    parser = make_parser()
    for number, (path, text) in enumerate(values):
        parser[f"part {number}"] = {".".join(path): text}
    written = io.StringIO()
    parser.write(written)
    source = written.getvalue().replace("\n", end)
    for segment, (number, (path, text)) in zip(read(source), enumerate(values), strict=True):
        assert_exact(source, segment, text)
        assert segment.context == f"part {number}.{'.'.join(path)}"


@given(text=TEXTS, end=st.sampled_from(LINE_ENDS), is_joomla=st.booleans(), space=st.sampled_from(["", " ", "\t"]))
@settings(max_examples=150, deadline=None)
def test_a_value_in_quotation_marks_is_read_at_its_characters(text, end, is_joomla, space) -> None:
    inner = text.replace("\\", "\\\\").replace('"', '"_QQ_"' if is_joomla else '\\"').replace("\n", "\\n")
    source = f'; note{end}[mail]{end}TEXT{space}={space}"{inner}"{space}; note{end}NEXT="two words"'
    first, second = read(source)
    assert_exact(source, first, text)
    assert_exact(source, second, "two words")


_SCRAPS = st.sampled_from(
    ["a", "b c", "õ", "🙂", " ", "  ", "\t", "=", " = ", ":", "#", ";", " ; ", "'", '"', "\n", "\n", "\nd = ", "\n  ", "\n\t", "\n[e]\n", "\n# ", "\u00a0"]
)  # fmt: skip


@given(scraps=st.lists(_SCRAPS, max_size=14))
@settings(max_examples=400, deadline=None)
def test_any_value_says_what_configparser_takes_it_for(scraps: list[str]) -> None:
    source = "[x]\nk = " + "".join(scraps)
    parser = make_parser()
    try:
        parser.read_string(source)
    except configparser.Error:
        return
    if any(value.startswith(("'", '"')) for section in parser.values() for value in section.values()):
        return
    said = [value for section in parser.values() for value in section.values()]
    made = read(source)
    for segment in made:
        assert_exact(source, segment, segment.text)
    assert [segment.text.strip() for segment in made] == [text.strip() for text in said if any(map(str.isalpha, text))]


def test_a_case_says_what_configparser_reads() -> None:
    source = (Path(__file__).parent / "cases" / "texts.ini").read_text(encoding="utf-8")
    parser = make_parser()
    parser.read_string(source)
    assert texts(source) == [value for section in parser.values() for value in section.values() if " " in value]


# --- which values


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a=b\n; c\n# d = e\n\n[f.g]\nh: i", ["a : b", "f.g.h : i"]),
        ("[ru]\na=текст\n[mail]\net=Tere", ["ru.a ru: текст", "mail.et et: Tere"]),
        ("a=one ; two\nb=one; two\nc = ;x y\nd=#x y", ["a : one", "b : one; two", "d : #x y"]),
        ("a = 'x y'\nb = \"z\" ; w\nc = 'd' e\nf = 'don't'", ["a : x y", "b : z", "c : 'd' e", "f : 'don't'"]),
        ('a = "x\n  y"\nb = z', ["a : x\n  y", "b : z"]),
        ('a = "x\nb = "y" z', ['a : "x', 'b : "y" z']),
        ("a = x\n   y\n\n   # no\n   z\nb =\n  c", ["a : x\ny\n\nz", "b : \nc"]),
        ("  a = x\n  b = y\n    z", ["a : x", "b : y\nz"]),
        ('"a" = x\\ny\nb[] = "c\\\\n"', ["a : x\ny", "b[] : c\\n"]),
        ('A="x "_QQ_"y"_QQ_""\nB="_QQ_"\nC=""_QQ_"z"_QQ_""\nD="<a href=""_QQ_""u""_QQ_"">"', ['A : x "y"', 'C : "z"', 'D : <a href="u">']),
        ("a=https://example.com/x\nb=first_name\nc=12\nd=\n[broken\ne", []),
        ("", []),
    ],
)  # fmt: skip
def test_values_are_text(source: str, expected: list[str]) -> None:
    assert places(source) == expected


def test_a_subject_is_a_title() -> None:
    segments, facts = read_source("subject = Ваш счёт\n[mail]\nsubject = Arve\nbody = Tekst", "ini")
    assert facts == {"subject": "Ваш счёт"}
    assert [segment.role for segment in segments] == ["title", "title", "p"]
    assert read_source("lang = ru\na = текст", "ini")[1] == {"lang": "ru"}


@pytest.mark.parametrize(
    ("path", "source", "format"),
    [
        ("et-EE.com_shop.ini", "", "ini"),
        ("ru_RU.lang", "", "ini"),
        ("auth.lang.php", "<?php return ['a' => 'b'];", "php"),
        ("config.ini.php", "; <?php exit; ?>\na = b", "php"),
        ("a.yml.php", "a: b", "txt"),
    ],
)
def test_a_language_file_is_known_by_its_name(path: str, source: str, format: str) -> None:
    assert find_format(path, source) == format


# --- hidden words


@pytest.mark.parametrize(
    ("source", "word", "stretch"),
    [
        ("a = pay late\r\n   fee now", "late\nfee", "late\r\n   fee"),
        ('a = "pay \\"late\\" fee"', '"late" fee', '\\"late\\" fee'),
        ('a = "pay "_QQ_"late"_QQ_" fee"', '"late" fee', '"_QQ_"late"_QQ_" fee'),
        ("a = don''t pay", "don't", "don''t"),
        ("a = mo\u0303ne p\u00e4ev", "mõne", "mo\u0303ne"),
        ("a = рас\u00adтор\u200bжение", "расторжение", "рас\u00adтор\u200bжение"),
        ('a = "<p>ра<b>сторж</b>ение</p>"', "расторжение", "ра<b>сторж</b>ение"),
        ('a = "within %1$s days\\nor %s"', "days\nor", "days\\nor"),
    ],
)
def test_a_hidden_word_is_found_where_it_was_written(source: str, word: str, stretch: str) -> None:
    assert find_word(source, word, "ini") == stretch


# --- robust


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("[" * 200_000, 0),
        ('a="b c\n' * 30_000, 30_000),
        ('a="_QQ_"' * 30_000, 1),
        ('a="' + "\\" * 200_001 + '"', 0),
        ("a=b\n" + "  c\n" * 30_000, 1),
        ("a=b" + "\n" * 200_000 + " c", 1),
        ("a=" + " " * 200_000 + ";", 0),
        ("a=b" + " ;" * 100_000, 1),
        ("a" * 300_000 + "\n" + " " * 300_000 + "=", 0),
    ],
)
def test_hostile_files_are_read(source: str, count: int) -> None:
    assert len([text for text in texts(source) if any(map(str.isalpha, text))]) == count
