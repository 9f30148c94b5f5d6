"""TOML: what tomli-w writes and tomllib reads, policylint reads at its very characters."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.documents import Segment
from policylint.errors import ReadError
from policylint.readers import find_format, read_source
from policylint.readers.catalogues import toml_strings
from policylint.readers.catalogues.key_paths import is_for_programs
from policylint.suppressions import Suppressor
from tests.house import make_engine
from tests.house import read as read_document
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import keys, paragraphs
from tests.readers.test_reader_positions import find_word

CASE = Path(__file__).parent / "cases" / "shop.toml"


def read(source: str) -> list[Segment]:
    return read_texts(toml_strings.read, source)


def strings_of(value: Any, path: str = "") -> list[tuple[str, str]]:
    """The strings of a tree with their paths, in order of the paths."""
    if isinstance(value, dict):
        return sorted(each for key, below in value.items() for each in strings_of(below, f"{path}.{key}".strip(".")))
    if isinstance(value, list):
        return sorted(each for index, below in enumerate(value) for each in strings_of(below, f"{path}[{index}]"))
    return [(path, value)] if isinstance(value, str) and not is_for_programs(value) else []


def places(source: str) -> list[tuple[str, str]]:
    return sorted((segment.context, segment.text) for segment in read(source))


# --- exact


@given(
    paths=st.lists(st.tuples(keys, paragraphs), min_size=1, max_size=4),
    multiline=st.booleans(),
    end=st.sampled_from(LINE_ENDS),
)
@settings(max_examples=150, deadline=None)
def test_what_tomli_w_writes_is_read_at_its_characters(paths, multiline, end) -> None:
    tree = {f"part {number}": {".".join(path): [{"a": text}]} for number, (path, text) in enumerate(paths)}
    source = tomli_w.dumps(tree, multiline_strings=multiline).replace("\n", end)
    for segment, (number, (path, text)) in zip(read(source), enumerate(paths), strict=True):
        assert_exact(source, segment, text)
        assert segment.context == f"part {number}.{'.'.join(path)}[0].a"


_SCRAPS = st.sampled_from(
    [
        "a",
        "bc",
        "õ",
        "🙂",
        " ",
        "\t",
        "\\n",
        "\\u0041",
        "\\U0001F642",
        "\\\n  ",
        "\\ \r\n",
        '\\"',
        "'",
        '"',
        "''",
        '""',
        "\n",
        "\r\n",
        "#",
    ]
)
_FRAMES = st.sampled_from(
    ['k = "%s"', "k = '%s'", 'k = ["""%s""", 1]', "k = {a.b = '''%s'''} # c", '"%s" = "b c"', "k = 1 %s"]
)


@given(frame=_FRAMES, scraps=st.lists(_SCRAPS, max_size=10))
@settings(max_examples=400, deadline=None)
def test_any_string_says_what_tomllib_takes_it_for(frame: str, scraps: list[str]) -> None:
    source = frame % "".join(scraps)
    try:
        expected = tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return
    made = read(source)
    assert sorted(segment.text for segment in made) == sorted(text for _, text in strings_of(expected))
    for segment in made:
        assert_exact(source, segment, segment.text)


_STATEMENTS = st.sampled_from(
    [
        "[a]", "[[l]]", "[[l.m]]", "[l.n]", "[ l . 'n' . o ]", "a.b = 'x y'", 'b = "x y" # "no"', "'q.r' = {}", "d = 1979-05-27T07:32:00Z",
        "c = ['a b', {b.c = 'd e', e = \"f g\"}, 1, [ ], ['''x y'''],]", "s.t = {u = 'v w', w = {x = 'y z'}}", 'e = [ # c "\n "a b" , # d\n]',
        'f = """\nx\ny"""', "g = -1e5", "h = true",
    ]
)  # fmt: skip


@given(statements=st.lists(_STATEMENTS, max_size=8))
@settings(max_examples=300, deadline=None)
def test_every_string_has_the_path_that_tomllib_gives_it(statements: list[str]) -> None:
    source = "\n".join(statements)
    try:
        expected = tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return
    assert places(source) == strings_of(expected)


def test_the_case_says_what_tomllib_reads() -> None:
    source = CASE.read_text(encoding="utf-8")
    said = [(path, text) for path, text in strings_of(tomllib.loads(source)) if not path.endswith("lang")]
    assert places(source) == said


# --- whose


def test_keys_tell_the_language() -> None:
    source = 'a = "x"\n[ru.mail]\nb = "y"\n[[c]]\nd = "z"\nlang = "et"\n[[c]]\nd = {en = "v", c = "w"}\n[c.ru]\ne = "u"'
    assert [segment.language for segment in read(source)] == ["", "ru", "et", "en", "", "ru"]


def test_a_file_in_one_language_says_so() -> None:
    segments, facts = read_source(
        'kind = "reminder"\nsubject = "Teie arve"\nlang = "et"\n[a]\nb = "Makske palun."', "toml"
    )
    assert facts == {"kind": "reminder", "subject": "Teie arve", "lang": "et"}
    assert [segment.role for segment in segments] == ["p", "title", "p"]
    assert find_format("i18n/et.toml", "") == "toml"


# --- hidden words


@pytest.mark.parametrize(
    ("source", "word", "stretch"),
    [
        ('a = "пла\\u0442а"', "плата", "пла\\u0442а"),
        ('a = "late\\tfee"', "late\tfee", "late\\tfee"),
        ('a = """ла\\\n   вка"""', "лавка", "ла\\\n   вка"),
        ("a = '''\nmo\u0303ne\r\npäev'''", "mõne\npäev", "mo\u0303ne\r\npäev"),
        ("a = 'рас\u00adтор\u200bжение'", "расторжение", "рас\u00adтор\u200bжение"),
        ('a = "рас\\u00ADторжение"', "расторжение", "рас\\u00ADторжение"),
        ("a = '<p>ра<b>сторж</b>ение</p>'", "расторжение", "ра<b>сторж</b>ение"),
    ],
)
def test_a_hidden_word_is_found_where_it_was_written(source: str, word: str, stretch: str) -> None:
    assert find_word(source, word, "toml") == stretch


def test_a_fault_is_found_and_allowed_through_the_whole_program(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, patterns={"en": ["late fee"]})
    fault = 'b = """\nWe say a lot.\n\nPay a la\\\n  te\\u0020fee now."""\nc = "no fee"\n'
    for comment, expected in (
        ("", ["la\\\n  te\\u0020fee"]),
        ("# policylint: allow mumbling -- the law asks for it\n", []),
    ):
        document = read_document(f"[a]\n{comment}{fault}", format="toml")
        assert engine.can_match(document.source, "page")
        found = Suppressor(document, {"mumbling"}, {"mumbling"}).apply(engine.check(document))
        assert [finding.excerpt for finding in found] == expected


# --- robust


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ('a = 1\nb = "c\nd = 2', 2, "a string is never closed"),
        ("a = 1\r\rb = '''c\nd", 3, "a string is never closed"),
        ("a = 1\nb = [1,\n 2", 2, r"'\[' is never closed"),
        ("a = 1\nb = {c = 2", 2, r"'\{' is never closed"),
        ("a = 1\nb = [1 [2]]", 2, r"found '\[', expected ',' or '\]'"),
        ("a = 1\nb", 2, "found the end of the line, expected '='"),
        ("a = 1\nb =\nc = 2", 2, "found the end of the line, expected a value"),
        ("a = 1 b = 2", 1, "found 'b', expected the end of the line"),
        ("[a\nb = 1", 1, "found the end of the line, expected ']'"),
        ("[[a]\nb = 1", 1, r"found '\]', expected '\]\]'"),
        ('a = "b" c', 1, "found 'c', expected the end of the line"),
        ("=", 1, "found '=', expected a key"),
        ("a = " + "[" * 100_000, 1, "levels"),
        ("a = " + "{a=" * 100_000, 1, "levels"),
        ("a." * 100_000, 1, "a key"),
        ('a = """' + '""x' * 100_000, 1, "a string is never closed"),
    ],
)
def test_what_is_broken_is_refused_with_its_line(source: str, line: int, words: str) -> None:
    if len(source) < 100:
        with pytest.raises(tomllib.TOMLDecodeError):
            tomllib.loads(source)
    with pytest.raises(ReadError, match=words) as caught:
        read(source)
    assert caught.value.line == line
    assert caught.value.message.startswith("broken TOML: ")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% if x %}\na = 'one {{ y }}'\n{% endif %}\nb = {{ z }}\nc = 'two'", ["one {{ y }}", "two"]),
        ("a = {{ x }}, 'no'\nb = 'two'\n{{ template }}\n[{{ y }}]\nc = 'three'", ["two", "three"]),
        ("a = 'one'\nb = [ {{ x }} ]\n<%= y %>\nc = 'two'", ["one", "two"]),
    ],
)
def test_lines_of_tags_are_passed_over(source: str, expected: list[str]) -> None:
    assert [segment.text for segment in read(source)] == expected


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("", 0),
        ("# nothing", 0),
        ("a." * 50_000 + "b = 'x y'", 1),
        ("[" + "a." * 5_000 + "b]\n" + "x = 'y z'\n" * 5_000, 5_000),
        ("[[a]]\n[[a.b]]\n" * 10_000 + "c = 'd e'", 1),
        ("{{ x }}\n" * 20_000, 0),
        ('a = """\\\n' + " \n" * 100_000 + '"""', 0),
        ("a = [" + "#\n" * 100_000 + "]", 0),
    ],
)
def test_hostile_files_are_read(source: str, count: int) -> None:
    assert len(read(source)) == count


def test_a_file_cut_short_is_read_or_refused() -> None:
    source = CASE.read_text(encoding="utf-8")
    for stop in range(len(source)):
        try:
            segments = read(source[:stop])
        except ReadError as problem:
            assert 0 < problem.line <= source.count("\n") + 1  # noqa: PT017
        else:
            for segment in segments:
                assert_exact(source, segment, segment.text)
