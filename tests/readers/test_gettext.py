"""Gettext: what polib writes and reads, policylint reads at its very characters."""

from contextlib import suppress
from pathlib import Path

import polib  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.documents import Segment
from policylint.errors import ReadError
from policylint.readers import find_format, read_source
from policylint.readers.catalogues import gettext
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import paragraphs, sentences
from tests.readers.test_reader_positions import find_word

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix in (".po", ".pot"))
HEADER = 'msgid ""\nmsgstr "Language: {}\\n"\n\n'


def read(source: str) -> list[Segment]:
    return read_texts(gettext.read, source)


def places(source: str) -> list[str]:
    """Each text's place, language and text."""
    return [f"{segment.context} {segment.language}: {segment.text}" for segment in read(source)]


# --- exact

TEXTS = paragraphs.map("Tere, {}".format)  # signs alone are no text


@given(
    texts=st.lists(st.tuples(sentences, TEXTS, st.booleans()), min_size=1, max_size=4),
    width=st.sampled_from([0, 20, 78]),
    end=st.sampled_from(LINE_ENDS),
)
@settings(max_examples=150, deadline=None)
def test_what_polib_writes_is_read_at_its_characters(texts, width, end) -> None:
    file = polib.POFile(wrapwidth=width)
    file.metadata = {"Language": "et_EE", "Content-Type": "text/plain; charset=utf-8"}
    expected = []
    for number, (original, text, is_plural) in enumerate(texts):
        msgid = f"{number} {original}"
        if is_plural:
            forms = {0: text, 1: f"{text} x"}
            file.append(
                polib.POEntry(msgid=msgid, msgid_plural=original, msgstr_plural=forms, occurrences=[("a.c", "1")])
            )
        else:
            forms = {0: text}
            file.append(polib.POEntry(msgid=msgid, msgstr=text, tcomment="note", flags=["c-format"]))
        expected += [(" ".join(msgid.split())[:40], form) for form in forms.values()]
    source = str(file).replace("\n", end)
    for segment, (context, text) in zip(read(source), expected, strict=True):
        assert_exact(source, segment, text)
        assert (segment.language, segment.context) == ("et_EE", context)


_SCRAPS = st.sampled_from(
    [
        "a",
        "bc",
        "õ",
        "🙂",
        " ",
        "\\n",
        "\\t",
        '\\"',
        "\\\\",
        "\\q",
        '"\n"',
        '"\n\n  "',
        '"\r\n"',
        '"\r"',
        "%s",
        "#",
        "'",
    ]
)


@given(scraps=st.lists(_SCRAPS, max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_string_says_what_polib_takes_it_for(scraps: list[str]) -> None:
    source = f'msgid "x"\nmsgstr "a{"".join(scraps)}"\n'
    (segment,) = read(source)
    assert_exact(source, segment, polib.pofile(source)[0].msgstr)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_case_says_what_polib_reads(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    entries = [entry for entry in polib.pofile(source) if not entry.obsolete]
    said = [
        text for entry in entries if not entry.fuzzy for text in (entry.msgstr, *entry.msgstr_plural.values()) if text
    ]
    said = said or [text for entry in entries for text in (entry.msgid, entry.msgid_plural) if text]
    assert [segment.text for segment in read(source)] == [text for text in said if " " in text]


# --- which texts, and whose


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (HEADER.format("et") + 'msgid "a b"\nmsgstr "c d"\n\nmsgid "e"\nmsgstr ""', ["a b et: c d"]),
        (HEADER.format("en_GB") + 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""', ["a en_GB: b", "c en_GB: c"]),
        (HEADER.format("et") + 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] ""\nmsgstr[1] ""', ["a en: a", "a en: as"]),
        ('msgid ""\nmsgstr "X-Source-Language: ru\\n"\nmsgid "a"\nmsgstr ""', ["a ru: a"]),
        ('msgid ""\nmsgstr "Language: \\nX-Generator: x\\n"\nmsgid "a"\nmsgstr "b"', ["a : b"]),
        ('msgid "Ваш счёт"\nmsgstr ""', ["Ваш счёт : Ваш счёт"]),
        ('msgid "a"\nmsgstr "b"\n\n#, fuzzy, c-format\nmsgid "c"\nmsgstr "d"\n\nmsgid "e"\nmsgstr "f"', ["a : b", "e : f"]),
        ('#, fuzzy\n#~ msgid "c"\n#~ msgstr "d"\n\nmsgid "a"\nmsgstr "b"', ["a : b"]),
        ('#| msgid "c"\n#: x.c:1\nmsgctxt "in  a\\nmail"\nmsgid "a"\nmsgstr "b"', ["in a mail : b"]),
        ('msgid "a"\nmsgstr "https://example.com/"\nmsgid "b"\nmsgstr "c" "d"', ["b : cd"]),
        ('msgid ""\nmsgstr "Language: et\\n"', []),
        ("# only a comment\n#, fuzzy", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_shown_to_people_is_text(source: str, expected: list[str]) -> None:
    assert places(source) == expected


def test_a_file_says_its_language() -> None:
    assert read_source(HEADER.format("et") + 'msgid "a"\nmsgstr "b"', "po")[1] == {"lang": "et"}
    assert read_source(HEADER.format("et") + 'msgid "a"\nmsgstr ""', "po")[1] == {"lang": "en"}
    assert read_source(HEADER.format("et"), "po")[1] == {}
    assert find_format("locale/et/messages.po", "") == find_format("a.POT", "") == "po"


# --- hidden words


@pytest.mark.parametrize(
    ("said", "word", "stretch"),
    [
        ('"pay a late "\n"fee now"', "late fee", 'late "\n"fee'),
        ('"lat"\r\n"e fee"', "late fee", 'lat"\r\n"e fee'),
        (r'"pl\303\244xi"', "pläxi", r"pl\303\244xi"),
        (
            r'"\320\277\320\273ата \342\202\254 \360\237\231\202"',
            "плата € 🙂",
            r"\320\277\320\273ата \342\202\254 \360\237\231\202",
        ),
        (r'"late\x20fee\tx"', "late fee", r"late\x20fee"),
        (r'"l\141te \377"', "late ÿ", r"l\141te \377"),
        ('"mo\u0303ne p\u00e4ev"', "mõne", "mo\u0303ne"),
        ('"рас\u00adтор"\n"\u200bжение"', "расторжение", 'рас\u00adтор"\n"\u200bжение'),
        ('"<p>ра<b>сторж</b>ение</p>"', "расторжение", "ра<b>сторж</b>ение"),
        (r'"within %(count)d \"days\""', 'Count "days"', r"%(count)d \"days\""),
    ],
)
def test_a_hidden_word_is_found_where_it_was_written(said: str, word: str, stretch: str) -> None:
    assert find_word(f'msgid "x"\nmsgstr {said}\n', word, "po") == stretch


# --- robust


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ('msgid "a"\nmsgstr "b\n', 2, "a string is never closed"),
        ('msgid "a"\r\rmsgstr b\r', 3, "found 'b', expected a string or msgctxt or msgid or msgstr"),
        ('msgid "a"\nmsgid "b"', 2, "found 'msgid', expected a string or msgid_plural or msgstr"),
        ('\n"a"', 2, "found a string, expected msgctxt or msgid"),
        ('msgstr "a"', 1, "found 'msgstr', expected msgctxt or msgid"),
        ('msgid "a"\n', 2, "found the end of the file, expected a string or msgid_plural or msgstr"),
        ('msgid "a"\nmsgstr "b\\', 2, "never closed"),
        ('msgid "a"\nmsgstr ' + '""\n' * 100_000 + '"', 100_002, "never closed"),
        ("{{" * 100_000, 1, "found '{'"),
    ],
)
def test_what_gettext_refuses_is_refused_with_its_line(source: str, line: int, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        read(source)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('msgid "a"\nmsgstr "' + "\\" * 200_000 + '"', 0),
        ('msgid "a"\nmsgstr ' + '"b c"\n' * 30_000, 1),
        ('msgid "a"\nmsgstr "' + "\\303" * 50_000 + 'x"', 1),
        ("#, fuzzy" * 50_000 + "\n" * 50_000, 0),
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
