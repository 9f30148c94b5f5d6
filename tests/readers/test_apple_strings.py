"""Apple's .strings: every string is read at its very characters."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.documents import Segment
from policylint.errors import ReadError
from policylint.readers import find_format, load, read_source
from policylint.readers.catalogues import apple_strings
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import paragraphs, sentences
from tests.readers.test_reader_positions import find_word

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix == ".strings")


def read(source: str) -> list[Segment]:
    return read_texts(apple_strings.read, source)


def places(source: str) -> list[str]:
    """Each value's key, language and text."""
    return [f"{segment.context} {segment.language}: {segment.text}" for segment in read(source)]


# --- exact

TEXTS = paragraphs.map("Tere, {}".format)  # signs alone are no text


def quote(text: str, *, is_ascii: bool) -> str:
    """Write a string as Apple's tools do; characters beyond ASCII as halves of UTF-16 where they must be."""
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    units = text.encode("utf-16-be")
    codes = [int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2)]
    return "".join(chr(code) if code < 128 else f"\\U{code:04x}" for code in codes) if is_ascii else text


@given(
    texts=st.lists(st.tuples(sentences, TEXTS), min_size=1, max_size=4),
    end=st.sampled_from(LINE_ENDS),
    is_ascii=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_at_its_characters(texts, end, is_ascii) -> None:
    lines = [
        line
        for key, text in texts
        for line in ("/* A note. */", f'"{quote(key, is_ascii=False)}" = "{quote(text, is_ascii=is_ascii)}";', "")
    ]
    source = end.join(lines)
    for segment, (key, text) in zip(read(source), texts, strict=True):
        assert_exact(source, segment, text)
        assert segment.context == " ".join(key.split())[:80]


# --- which values


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('/* a */ "b" = "c";\n// "d" = "e";\n"f"="g" ;', ["b : c", "f : g"]),
        ("a.b = 'c d'; e = f; \"own text\";", ["a.b : c d", "e : f", "own text : own text"]),
        ('"Ready. Go on." = "Valmis. \\"Jätka\\"."', ReadError),
        ('"Ready. Go on." = "Valmis. \\"Jätka\\".";', ['Ready. Go on. : Valmis. "Jätka".']),
        ('"ru" = "Русский"; "a.et" = "Eesti keel";', ["ru ru: Русский", "a.et et: Eesti keel"]),
        ('{ "a" = "b\nc\\\nd"; }', ["a : b\nc\nd"]),
        ('"a" = "https://x.y/"; "b" = ""; "c" = "12";', []),
        ("// only a comment", []),
        ("", []),
    ],
)
def test_values_are_text(source: str, expected: list[str] | type[ReadError]) -> None:
    if isinstance(expected, list):
        assert places(source) == expected
    else:
        with pytest.raises(expected, match="found the end of the file, expected ';'"):
            read(source)


def test_a_file_of_two_bytes_a_character_is_read() -> None:
    loaded = load('"a" = "Ваш счёт";'.encode("utf-16"), "ru.lproj/Localizable.strings")
    assert (loaded.format, read_source(loaded.source, loaded.format)[0][0].text) == ("strings", "Ваш счёт")
    assert find_format("Localizable.strings", "<?xml version='1.0'?><plist/>") == "xml"


# --- hidden words


@pytest.mark.parametrize(
    ("said", "word", "stretch"),
    [
        ('"pl\\U00e4xi"', "pläxi", "pl\\U00e4xi"),
        ('"pl\\u00E4xi"', "pläxi", "pl\\u00E4xi"),
        ('"l\\141te fee"', "late fee", "l\\141te fee"),
        ('"pay late\\nfee"', "late\nfee", "late\\nfee"),
        ('"\\U0440\\U0430с\\u00adторжение"', "расторжение", "\\U0440\\U0430с\\u00adторжение"),
        ('"mo\u0303ne p\u00e4ev"', "mõne", "mo\u0303ne"),
        ('"x \\ud83d\\ude42 fee"', "🙂 fee", "\\ud83d\\ude42 fee"),
        ('"ра<b>сторж</b>ение"', "расторжение", "ра<b>сторж</b>ение"),
        ('"within %1$@ days"', "Value days", "%1$@ days"),
    ],
)
def test_a_hidden_word_is_found_where_it_was_written(said: str, word: str, stretch: str) -> None:
    assert find_word(f'"a" = {said};', word, "strings") == stretch


# --- robust


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ('"a" = "b";\n"c" = "d', 2, "a string is never closed"),
        ('"a" = "b"\r\r"c" = "d";', 3, "a string is never closed|expected ';'"),
        ('"a"\n"b"', 2, "found '\"', expected '='"),
        ('"a" = ;', 1, "found ';', expected a value"),
        ('= "a";', 1, "found '=', expected a key"),
        ("/* " * 100_000, 1, "found '/', expected a key"),
        ('"a" = "' + "\\" * 200_001, 1, "never closed"),
        ("<" * 100_000, 1, "found '<', expected a key"),
    ],
)
def test_what_is_broken_is_refused_with_its_line(source: str, line: int, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        read(source)
    assert caught.value.line == line
    assert caught.value.message.startswith("broken strings: ")


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("{" * 100_000 + '"a" = "b";', 1),
        ('"a" = "' + "\\U00e4" * 50_000 + '";', 1),
        ("/*" + "*" * 200_000 + '/"a" = "b c";', 1),
        ("//\n" * 100_000, 0),
        ("a;" * 20_000, 20_000),
    ],
)
def test_hostile_files_are_read(source: str, count: int) -> None:
    assert len(read(source)) == count


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_file_cut_short_is_read_or_refused(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for stop in range(0, len(source), 5):
        with suppress(ReadError):
            for segment in read(source[:stop]):
                assert_exact(source, segment, segment.text)
