"""JSON: what the json module writes and reads, policylint reads at its very characters."""

import json
import re
from pathlib import Path
from typing import Any

import json5
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.documents import Segment
from policylint.errors import ReadError
from policylint.readers import find_format, read_source
from policylint.readers.catalogues import json_strings
from policylint.readers.catalogues.key_paths import is_for_programs
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import keys, paragraphs
from tests.readers.test_reader_positions import find_word

CASES = sorted(
    path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix in (".json", ".jsonl", ".arb")
)


def read(source: str) -> list[Segment]:
    return read_texts(json_strings.read, source)


def texts(source: str) -> list[str]:
    return [segment.text for segment in read(source)]


def read_or_refuse(source: str) -> tuple[list[Segment], int]:
    """The texts of a source, or the line at which it is refused."""
    try:
        return read(source), 0
    except ReadError as error:
        return [], error.line


def places(source: str) -> list[str]:
    """Each string's place, language and text."""
    return [f"{segment.context} {segment.language}: {segment.text}" for segment in read(source)]


def find_strings(node: Any) -> list[str]:
    """The texts of a tree, as json gives it: no keys, and nothing that says nothing to people."""
    found, waiting = [], [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            # json5 leaves the halves of a character apart.
            whole = node.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
            found.append(re.sub("[\ud800-\udfff]", "\ufffd", whole))
        elif isinstance(node, dict):
            waiting += reversed(
                [node[key] for key in node if not key.startswith("@") and key not in ("lang", "locale")]
            )
        elif isinstance(node, list):
            waiting += reversed(node)
    return [text for text in found if text.strip() and not is_for_programs(text)]


# --- exact


@given(
    paths=st.lists(st.tuples(keys, paragraphs.filter(lambda text: not is_for_programs(text))), min_size=1, max_size=4),
    indent=st.sampled_from([None, 0, 2, "\t"]),
    separators=st.sampled_from([(",", ":"), (", ", ": "), (" , ", " : ")]),
    end=st.sampled_from(LINE_ENDS),
    ensure_ascii=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_what_json_writes_is_read_at_its_characters(paths, indent, separators, end, ensure_ascii) -> None:
    tree = {f"part {number}": {".".join(path): [{"a": text}]} for number, (path, text) in enumerate(paths)}
    source = json.dumps(tree, indent=indent, separators=separators, ensure_ascii=ensure_ascii).replace("\n", end)
    for segment, (number, (path, text)) in zip(read(source), enumerate(paths), strict=True):
        assert_exact(source, segment, text)
        assert segment.context == f"part {number}.{'.'.join(path)}[0].a"


_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12) | paragraphs,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5).filter(bool), inner, max_size=4),
    max_leaves=12,
)


@given(values=st.lists(_VALUES, min_size=1, max_size=3), ensure_ascii=st.booleans(), indent=st.sampled_from([None, 1]))
@settings(max_examples=200, deadline=None)
def test_no_text_is_missed_and_no_key_is_told(values, ensure_ascii, indent) -> None:
    source = "\n".join(json.dumps(value, ensure_ascii=ensure_ascii, indent=indent) for value in values)
    assert texts(source) == [text for value in values for text in find_strings(value)]


_SCRAPS = st.sampled_from(
    ["a b", "õ", "🙂", " ", "\t", "\\n", "\\u0041", "\\ud83d", "\\ude42", "\\ud83d\\ude42", "\\uD83D", "\\\\", "\\/", '\\"', "\\b", "\\u00", "'", "\\x", "{", ",", ":", "//"]
)  # fmt: skip


@given(parts=st.lists(_SCRAPS, max_size=12))
@settings(max_examples=200, deadline=None)
def test_escapes_say_what_json_says(parts) -> None:
    source = json.dumps({"k": "?"}).replace("?", "".join(parts))
    try:
        value = json.loads(source, strict=False)
    except ValueError:
        return
    assert texts(source) == find_strings(value)


def _write_array(items: list[str], trivia: str, end: str) -> str:
    inside = f"{trivia},{trivia}".join(items)
    return f"{trivia}[{trivia}{inside}{trivia}{end if items else ''}{trivia}]{trivia}"


def _write_object(pairs: list[tuple[str, str]], trivia: str, end: str) -> str:
    inside = f"{trivia},{trivia}".join(
        f"{key}{number}{trivia}:{trivia}{value}" for number, (key, value) in enumerate(pairs)
    )
    return f"{trivia}{{{trivia}{inside}{trivia}{end if pairs else ''}{trivia}}}{trivia}"


_NAMES = st.sampled_from(["key", "$x", "_y"])
_TRIVIA = st.sampled_from(["", " ", "\n", "\t\ufeff", "// ', \"\n", "/* } */", "/**/\r\n"])
_WORDS = st.sampled_from(
    ["'a b'", '"c d"', "'e\\\nf \"g'", "\"h 'i\"", '"\\x41 \\v b"', "'\\'q\\' \\z'", "''", "1", "+.5", "-0x1F", "Infinity", "null", "true"]
)  # fmt: skip
_JSON5 = st.recursive(
    _WORDS,
    lambda inner: (
        st.builds(_write_array, st.lists(inner, max_size=3), _TRIVIA, st.sampled_from(["", ","]))
        | st.builds(_write_object, st.lists(st.tuples(_NAMES, inner), max_size=3), _TRIVIA, st.sampled_from(["", ","]))
    ),
    max_leaves=10,
)


@given(source=_JSON5)
@settings(max_examples=150, deadline=None)
def test_whatever_json5_reads_is_read(source: str) -> None:
    assert texts(source) == find_strings(json5.loads(source))


def test_json5_is_read() -> None:
    source = (
        '// Texts\n{\n  key: \'it\\\'s late\', /* "no text" */ "b": "one \\\n  two", // more\n'
        " 'c d': [+1, .5, 0x1F, Infinity, 'three four',], n: null,\n}\n"
    )
    assert places(source) == ["key : it's late", "b : one   two", "c d[4] : three four"]
    assert texts(source) == find_strings(json5.loads(source))


# --- complete and only


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_the_texts_of_a_file_are_those_that_json_finds(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    values = [json5.loads(line) for line in source.splitlines()] if path.suffix == ".jsonl" else [json5.loads(source)]
    expected = [text for value in values for text in find_strings(value)]
    if path.name == "messages.json":
        expected = [message["message"] for message in values[0].values()]
    assert texts(source) == expected


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('{"et": {"a": "Kiri on käes"}, "ru": {"a": "Письмо у нас"}}', ["et.a et: Kiri on käes", "ru.a ru: Письмо у нас"]),
        ('{"a": {"en": "We write", "et-EE": "Me kirjutame"}}', ["a.en en: We write", "a.et-EE et-EE: Me kirjutame"]),
        ('[{"lang": "ru", "text": "Мы ответим"}, {"text": "We answer"}]', ["[0].text ru: Мы ответим", "[1].text : We answer"]),
        ('[{"text": "Мы ответим", "locale": "ru"}]', ["[0].text ru: Мы ответим"]),
        ('{"@@locale": "et_EE", "@@context": "No text", "a": "Me vastame", "@a": {"description": "No text"}}', ["a et_EE: Me vastame"]),
        ('{"@a": {"placeholders": {"n": {"example": "No text"}}}, "b": {"@context": "No text"}, "c": "It is text"}', ["c : It is text"]),
        ('{"m": {"": {"lang": "ru", "plural-forms": "No text"}, "Wait": ["Ждите нас", "Ждите всех"]}}',
         ["m.Wait[0] ru: Ждите нас", "m.Wait[1] ru: Ждите всех"]),
        ('{"a": "It is late"} {"a": "It is early"}\n["Very late"]', ["[0].a : It is late", "[1].a : It is early", "[2][0] : Very late"]),
        ('"It is late"', [" : It is late"]),
        ('{"a": {"message": "It is late", "description": "No text", "placeholders": {"n": {"content": "$1 no text"}}}, "b": {"message": "No"}}',
         ["a.message : It is late", "b.message : No"]),
        ('{"x1": {"description": "No text", "defaultMessage": "It is late"}}', ["x1.defaultMessage : It is late"]),
        ('{"a": {"message": "It is late", "description": "It is text"}, "b": {"description": "It is text"}}',
         ["a.message : It is late", "a.description : It is text", "b.description : It is text"]),
        ('{"a": {"message": "It is late", "description": "It is text"}, "b": "Text"}',
         ["a.message : It is late", "a.description : It is text", "b : Text"]),
        ('{"error": [{"message": "It is late", "description": "It is text"}]}',
         ["error[0].message : It is late", "error[0].description : It is text"]),
        ('{"": "It is late", "a\\u0062": "It is early"}', [" : It is late", "ab : It is early"]),
    ],
)  # fmt: skip
def test_a_text_is_told_with_its_place_and_language(source: str, told: list[str]) -> None:
    assert places(source) == told


def test_the_subject_is_told_of_a_single_message_only() -> None:
    source = '{"subject": "Your request", "body": "We answer.", "kind": "autoreply", "lang": "en"}'
    segments, facts = read_source(source, "json")
    assert facts == {"subject": "Your request", "kind": "autoreply", "lang": "en"}
    assert [segment.role for segment in segments] == ["title", "p", "p"]
    assert read_source(f"{source}\n{source}", "json")[1] == {"lang": "en"}


def test_a_lock_file_says_next_to_nothing() -> None:
    entry = {
        "version": "1.2.3",
        "resolved": "https://r.example/a/-/a-1.2.3.tgz",
        "integrity": f"sha512-{'ab+/' * 20}==",
        "dev": True,
    }
    source = json.dumps({"lockfileVersion": 3, "packages": {f"node_modules/a{n}": entry for n in range(50)}}, indent=2)
    assert texts(source) == []


# --- templates inside


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('{"a": "Hi {{ name }}, late", "n": {{ count }}, "b": "It is late"}', ["Hi {{ name }}, late", "It is late"]),
        ('{% if x %}{"a": "It is late"}{% else %}{"a": "It is early"}{% endif %}', ["It is late", "It is early"]),
        ('[{% for a in b %}{"a": "It is late"}{% if not loop.last %},{% endif %}{% endfor %}]', ["It is late"]),
        ('{<% if a %>"a": "It is late"<% else %>"a": "It is early"<% end %>}', ["It is late", "It is early"]),
        ('{{{ key }}: "It is late", {# no " text #} "b": ${value}}', ["It is late"]),
        ('{{{ key }}: {"a": "It is late"}, "": {"a": "no text"}, {{ key }}: {"a": "It is early"}}', ["It is late", "It is early"]),
        ('<?php header("x: y"); ?>{"a": "It is late"}', ["It is late"]),
        ('{{#each a}}{"a": "It is late"},{{/each}}', ["It is late"]),
    ],
)  # fmt: skip
def test_tags_may_stand_anywhere(source: str, told: list[str]) -> None:
    assert texts(source) == told


# --- hidden words


@pytest.mark.parametrize(
    ("source", "word", "stretch"),
    [
        ('{"a": "\\u0440\\u0430\\u0441\\u0442\\u043e\\u0440\\u0436ение"}', "расторжение", "\\u0440\\u0430\\u0441\\u0442\\u043e\\u0440\\u0436ение"),
        ('{"a": "mo\\u0303ne p\u00e4eva"}', "mõne", "mo\\u0303ne"),
        ('{"a": "mo\u0303ne päeva"}', "mõne", "mo\u0303ne"),
        ('{"a": "дого\\u00adвор\\u200bа"}', "договора", "дого\\u00adвор\\u200bа"),
        ('{"a": "\\u0043чета"}', "Счета", "\\u0043чета"),
        ('{"a": "<p>ра<b>сторж<\\/b>ение<\\/p>"}', "расторжение", "ра<b>сторж<\\/b>ение"),
        ('{"a": "tea &amp;\\u00a0milk <br>"}', "tea & milk", "tea &amp;\\u00a0milk"),
        ('{"a": "\\ud83d\\ude42 late fee"}', "🙂 late", "\\ud83d\\ude42 late"),
        ('{"a": "late \\\n fee"}', "late  fee", "late \\\n fee"),
    ],
)  # fmt: skip
def test_hidden_words_are_found_where_they_stand(source: str, word: str, stretch: str) -> None:
    assert find_word(source, word, "json") == stretch


# --- robust


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ('{\n"a": "b', 2, "a string is never closed"),
        ('{"a": "b\n"}', 1, "a string is never closed"),
        ('{"a":\n[1', 2, "'[' is never closed"),
        ('{"a": 1\r"b": 2}', 2, "found '\"', expected ',' or '}'"),
        ('{"a" 1}', 1, "found '1', expected ':'"),
        ('{"a": }', 1, "found '}', expected a value"),
        ("[1,\r\n,2]", 2, "found ',', expected a value"),
        ("[1}", 1, "found '}', expected ',' or ']'"),
        ("{1 2}", 1, "found '2', expected ':'"),
        ("[a: 1]", 1, "found 'a', expected a value"),
        ("\n/* x", 2, "a comment is never closed"),
        ('{"a": /x/}', 1, "found '/', expected a value"),
        ("{{ a", 1, "found '{', expected a key"),
        ("]", 1, "found ']', expected a value"),
        ('"a",', 1, "found ',', expected a value"),
        ("[" * 100_000, 1, "more than 1000 levels"),
        ('{"a":' * 100_000, 1, "more than 1000 levels"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(source: str, line: int, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(source)
    assert (caught.value.line, caught.value.message) == (line, f"broken JSON: {message}")


@pytest.mark.parametrize(
    "source",
    [
        '"' + "\\u00e4" * 100_000 + '"', '"' + "\\" * 200_001, "'" * 100_000, "/*" * 100_000, "{{" * 100_000, "{% a %}" * 20_000 + "}" * 20_000,
        "{{a}}" + "[{,:" * 300, "<%" * 100_000, '{"' + "k" * 200_000 + '":"a b"}', "[" * 900 + '"a b"' + "]" * 900, '"a"' * 30_000, "{" + '"a b":{},' * 20_000 + "}",
        " " * 300_000 + "x:", "//" * 100_000, "\\" * 100_000, '{"a":"' + "{a,select,b{" * 10_000 + '"}',
    ],
)  # fmt: skip
def test_hostile_files_take_no_time(source: str) -> None:
    segments, line = read_or_refuse(source)
    assert not (segments and line)


@given(
    source=st.lists(
        st.sampled_from(
            [*"{}[],:\"'\\", "a", "a b", "{{a}}", "{%b%}", "\n", "\\u00", "//", "/*", "*/", "@@locale", '""', "lang"]
        ),
        max_size=40,
    ).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_anything_is_read_or_refused(source: str) -> None:
    segments, line = read_or_refuse(source)
    assert 0 <= line <= source.count("\n") + 1
    for segment in segments:
        assert_exact(source, segment, segment.text)


@pytest.mark.parametrize(
    "name", ["a.json", "a.JSON5", "a.jsonc", "app_et.arb", "site.webmanifest", "mails.jsonl", "a.json.j2", "a.json.erb"]
)
def test_json_is_known_by_its_suffix(name: str) -> None:
    assert find_format(name, "") == "json"
