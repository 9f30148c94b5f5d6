"""YAML: what PyYAML writes and reads, policylint reads at its very characters."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.documents import Segment
from policylint.engine import Engine
from policylint.errors import ReadError
from policylint.readers import find_format, read_source
from policylint.readers.catalogues import yaml_strings
from policylint.readers.catalogues.key_paths import is_for_programs
from policylint.suppression_rules import RULES
from policylint.suppressions import Suppressor
from tests.house import make_engine
from tests.house import read as read_document
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import keys, paragraphs
from tests.readers.test_reader_positions import find_word

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix in (".yml", ".yaml"))
STYLES = (None, "'", '"', "|", ">")


def read(source: str) -> list[Segment]:
    return read_texts(yaml_strings.read, source)


def texts(source: str) -> list[str]:
    return [segment.text for segment in read(source)]


def places(source: str) -> list[str]:
    """Each string's place, language and text."""
    return [f"{segment.context} {segment.language}: {segment.text}" for segment in read(source)]


def tree(paths: list[tuple[list[str], str]]) -> dict[str, Any]:
    """A tree in which each text lies at a path of its own."""
    return {f"part {number}": {".".join(path): [{"a": text}]} for number, (path, text) in enumerate(paths)}


# --- exact


@given(
    paths=st.lists(st.tuples(keys, paragraphs), min_size=1, max_size=4),
    style=st.sampled_from(STYLES),
    flow=st.sampled_from([None, True, False]),
    width=st.sampled_from([15, 80, 10_000]),
    end=st.sampled_from(LINE_ENDS),
    allow_unicode=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_what_pyyaml_writes_is_read_at_its_characters(paths, style, flow, width, end, allow_unicode) -> None:
    source = yaml.safe_dump(
        tree(paths),
        default_style=style,
        default_flow_style=flow,
        width=width,
        line_break=end,
        allow_unicode=allow_unicode,
    )
    for segment, (number, (path, text)) in zip(read(source), enumerate(paths), strict=True):
        assert_exact(source, segment, text)
        assert segment.context == f"part {number}.{'.'.join(path)}[0].a"


_SCRAPS = st.sampled_from(
    ["a", "bc", "õ", "🙂", " ", "  ", "\t", "''", "\\n", "\\x41", "\\\n", "\\ ", "#", ":", "\n", "\n", "\r\n", "\r", "\x85", "\u2028", "\n  ", "\n   "]
)  # fmt: skip
_FRAMES = st.sampled_from(
    [
        "k: %s",
        "- '%s'",
        '[ "%s" ]',
        '"%s"',
        "k: !t &a '%s'",
        "k: |\n %s",
        "k: >\n  %s",
        "- |2-\n  %s",
        "- >+ # c\n    %s\n\n- b",
    ]
)


@given(frame=_FRAMES, scraps=st.lists(_SCRAPS, max_size=12))
@settings(max_examples=400, deadline=None)
def test_any_scalar_says_what_pyyaml_takes_it_for(frame: str, scraps: list[str]) -> None:
    source = frame % "".join(scraps)
    try:
        expected = list(strings_of(source))
    except yaml.YAMLError:
        return
    made = read(source)
    assert [segment.text for segment in made] == [text for text in expected if not is_for_programs(text)]
    for segment in made:
        assert_exact(source, segment, segment.text)


def strings_of(source: str) -> list[str]:
    """The string values of all documents, as PyYAML composes them, in order and each once."""
    found: list[str] = []
    seen: set[yaml.Node] = set()
    todo = [node for node in reversed(list(yaml.compose_all(source, Loader=yaml.CSafeLoader))) if node is not None]
    while todo:
        node = todo.pop()
        if node in seen:
            continue
        seen.add(node)
        if isinstance(node, yaml.MappingNode):
            todo.extend(value for _, value in reversed(node.value))
        elif isinstance(node, yaml.SequenceNode):
            todo.extend(reversed(node.value))
        elif node.tag.endswith((":str", "!t", "!Sub")):
            found.append(node.value)
    return found


@pytest.mark.parametrize("path", [path for path in CASES if path.name != "plan.yml"], ids=lambda path: path.name)
def test_a_case_says_what_pyyaml_reads(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    said = [text for text in strings_of(source) if " " in text or ("_" not in text and text not in ("et", "en", "ru"))]
    assert texts(source) == said


# --- which scalars, and whose


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- yes\n- 12\n- 1.5\n- ~\n- 2026-11-29\n- <<\n- Yes please\n- '12 of us'\n- !!str No", ["Yes please", "12 of us", "No"]),
        ("a: !!binary aGVsbG8=\nb: !ruby/regexp /x y/\nc: !Sub Text of ${x}\nd: !!timestamp 2026-11-29", ["Text of ${x}"]),
        ("a: &x !t # why\n  text one\nb: *x\nc: !t &y 'two'\nd: &z |\n three\n", ["text one", "two", "three\n"]),
        ("? complex key\n: a value\n? [not, this]\n: - nor\n? {k: v, w: {x: y}}\n: here", ["a value", "nor", "here"]),
        ("a: https://example.com/x\nb: first_name\nc: ./file.txt\nd: '#ffcc00'\ne: '***'\nf: Mail", ["Mail"]),
        ("--- one text\n--- >\n two\n texts\n...\n%YAML 1.1\n---\n- three", ["one text", "two texts\n", "three"]),
        ("\ufeffa: b c\n---\n\ufeffd: e f", ["b c", "e f"]),
        ("# only a comment", []),
        ("", []),
        ("---\n", []),
        ("---\na: null\n---\n# end", []),
    ],
)  # fmt: skip
def test_values_that_are_strings_are_text(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("ru:\n  a: x\n  b: [y, {c: z}]", ["ru.a ru: x", "ru.b[0] ru: y", "ru.b[1].c ru: z"]),
        ("a: {en: x, ru-RU: y, pt_BR: z, to: w}", ["a.en en: x", "a.ru-RU ru-RU: y", "a.pt_BR pt_BR: z", "a.to : w"]),
        ("- {text: x, lang: et-EE}\n- {text: y}", ["[0].text et-EE: x", "[1].text : y"]),
        ("locale: en\na:\n  russian: {b: x}\n  c: y", ["a.russian.b ru: x", "a.c en: y"]),
        ("no: {a: x}\nb: {no: y}", ["no.a no: x", "b.no : y"]),
        ("language: simple words\na: x", ["language : simple words", "a : x"]),
        ("a: &m {b: x}\nc: {<<: *m, d: y}\ne: {<<: {f: z}}", ["a.b : x", "c.d : y", "e.f : z"]),
        ("*k : x", ["*k : x"]),
        ("'a  b': x\n? |\n c\n d\n: y", ["a b : x", "c d : y"]),
    ],
)
def test_keys_tell_place_and_language(source: str, expected: list[str]) -> None:
    assert places(source) == expected


def test_a_file_in_one_language_says_so() -> None:
    assert read_source("kind: reminder\nsubject: Ваш счёт\nru: {a: x}", "yaml")[1] == {
        "kind": "reminder",
        "subject": "Ваш счёт",
    }
    assert read_source("ru: {a: x}", "yaml")[1] == {"lang": "ru"}
    assert [segment.role for segment in read_source("subject: Ваш счёт\nbody: Текст", "yaml")[0]] == ["title", "p"]


@pytest.mark.parametrize("path", ["a.yml", "config/locales/ru.yaml", "a.yml.erb", "values.YAML.j2"])
def test_yaml_is_known_by_its_name(path: str) -> None:
    assert find_format(path, "") == "yaml"


# --- templates


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a: {{ x }} and more", ["{{ x }} and more"]),
        ("{% if x %}\na: one two\n{% endif %}\nb: three", ["one two", "three"]),
        ('a: "say {{ f "x" }} now"\nb: {{ y }}', ['say {{ f "x" }} now', "{{ y }}"]),
        ("a: |\n  one\n{% if x %}\n    two\n{% endif %}\n  three\nb: {{ y }} z", ["one\n{% if x %}\n  two\n{% endif %}\nthree", "{{ y }} z"]),
        ("a: |\n{% if x %}\n  one\n{% endif %}\nb: >\n  two\n  {{ y }}\n  three\n<%= z %>\nc: @if(x) 'd'", ["{% if x %}\none", "two {{ y }} three", "@if(x) 'd'"]),
        ("<% 3.times do |n| %>\na<%= n %>: text <%= n %>\n<% end %>\nb: '", ReadError),
    ],
)  # fmt: skip
def test_tags_where_yaml_has_no_place_for_them_are_kept(source: str, expected: Any) -> None:
    if expected is ReadError:
        with pytest.raises(ReadError, match="scalar"):
            read(source)
    else:
        for segment, text in zip(read(source), expected, strict=True):
            assert_exact(source, segment, text)


def test_doubled_apostrophes_are_no_tags() -> None:
    assert texts("{% if x %}\na: '''one'' two'\n{% endif %}\nb: ''\nc: '{{ x }} isn''t'") == [
        "'one' two",
        "{{ x }} isn't",
    ]


def test_the_key_of_a_masked_file_is_as_written() -> None:
    assert places("{{ a }} b: {{ c }} d") == ["{{ a }} b : {{ c }} d"]


# --- hidden words


@pytest.mark.parametrize(
    ("source", "word", "stretch"),
    [
        ('a: "пла\\u0442а"', "плата", "пла\\u0442а"),
        ('a: "late\\x20fee\\nx"', "late fee", "late\\x20fee"),
        ('a: "ла\\\n    вка"', "лавка", "ла\\\n    вка"),
        ("a: 'don''t'", "don't", "don''t"),
        ("a: we write\n  soon", "write soon", "write\n  soon"),
        ("a: >\r\n  we write\r\n  soon", "write soon", "write\r\n  soon"),
        ("a: |\n  mo\u0303ne p\u00e4ev", "mõne", "mo\u0303ne"),
        ("a: рас\u00adтор\u200bжение", "расторжение", "рас\u00adтор\u200bжение"),
        ('a: "рас\\xadторжение"', "расторжение", "рас\\xadторжение"),
        ("a: <p>ра<b>сторж</b>ение</p>", "расторжение", "ра<b>сторж</b>ение"),
    ],
)
def test_a_hidden_word_is_found_where_it_was_written(source: str, word: str, stretch: str) -> None:
    assert find_word(source, word, "yaml") == stretch


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> Engine:
    return make_engine(tmp_path_factory.mktemp("rules"), patterns={"en": ["late fee"], "ru": ["мы не платим"]})


def judge(engine: Engine, source: str) -> list[str]:
    """What stands in the source where faults are found; the prefilter is asked, and comments are heard."""
    document = read_document(source, format="yaml")
    assert engine.can_match(source, "page")
    findings = engine.check(document)
    left = Suppressor(document, {"mumbling", *RULES}, {"mumbling", *RULES}).apply(findings)
    return [source[finding.span.start : finding.span.stop] for finding in left]


@pytest.mark.parametrize(
    ("source", "stretch"),
    [
        ("a: pay a late fee now", "late fee"),
        ("a: >-\n  pay a late\n  fee now", "late\n  fee"),
        ('a: "pay a l\\x61te\\nfee now"', "l\\x61te\\nfee"),
        ('a: "pay a la\\\n  te\\u00a0fee now"', "la\\\n  te\\u00a0fee"),
        ("ru:\r\n  a: Мы не\r\n    платим", "Мы не\r\n    платим"),
        (yaml.safe_dump({"ru": {"a": "мы не платим"}}), "\\u043C\\u044B \\u043D\\u0435 \\u043F\\u043B\\u0430\\u0442\\u0438\\u043C"),
    ],
)  # fmt: skip
def test_a_fault_is_found_through_the_whole_program(engine: Engine, source: str, stretch: str) -> None:
    assert judge(engine, source) == [stretch]


@pytest.mark.parametrize(
    "source",
    [
        "a:\n  # policylint: allow mumbling -- the law asks for it\n  b: pay a late fee now",
        "a: pay a late fee now  # policylint: allow mumbling -- the law asks for it",
        "# policylint: allow mumbling -- the law asks for it\na: |\n  pay a late fee now",
        "b: c\n---\n# policylint: allow-file mumbling -- the law asks for it\n\n- x\n- pay a late fee now\n- pay a late fee",
        "# policylint: allow mumbling -- the law asks for it\na: >-\n\n  we say\n  a lot\n\n  and a late\n  fee\n\nb: c",
        "a: |  # policylint: allow mumbling -- the law asks for it\n  we say\n\n  a late fee",
        "# policylint: allow mumbling -- the law asks for it\na: 'we say\n  a lot of a late\n  fee'",
        "{% if x %}\n# policylint: allow mumbling -- the law asks for it\na: pay a late fee now\n{% endif %}",
    ],
)
def test_a_comment_allows_a_fault(engine: Engine, source: str) -> None:
    assert judge(engine, source) == []


def test_a_comment_does_not_reach_the_next_string(engine: Engine) -> None:
    comment = "# policylint: allow mumbling -- the law asks for it\n"
    assert judge(engine, f"{comment}a: |\n  a late fee\n  or two\nb: a late fee") == ["late fee"]
    assert judge(engine, f"{comment}a: a late fee\nb: |\n  a late fee") == ["late fee"]


def test_a_comment_that_allows_nothing_is_told(engine: Engine) -> None:
    source = "a: pay a late fee now\nb:\n# policylint: allow mumbling -- the law asks for it\n  c: fine"
    assert judge(engine, source) == ["late fee", "policylint: allow mumbling -- the law asks for it"]


# --- robust


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("a: b\nc: 'd\n\n", 2, "quoted scalar"),
        ("a: b\r\rc: [d\r", 4, "expected"),
        ("a: b\n c: d", 2, "mapping values"),
        ("a: b\n\tc: d", 2, "tab"),
        ("a: b\nc: \x07", 2, r"U\+0007"),
        ("a: \ud800", 1, r"U\+D800"),
        ('a: b\nc: "\\ud83d"', 2, "invalid Unicode"),
        ("[" * 100_000, 1, "nesting|levels"),
        ("{a: " * 100_000, 1, "nesting|levels"),
        ("- " * 100_000, 1, "nesting|levels"),
        ("{{" * 100_000, 1, "nesting|levels"),
        ("{% x %}\n" * 20_000 + "a: [", 20_001, "node"),
        ('a: "' + "x\n " * 100_000, 1, "quoted scalar"),
    ],
)
def test_what_pyyaml_refuses_is_refused_with_its_line(source: str, line: int, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        read(source)
    assert caught.value.line == line
    assert caught.value.message.startswith("broken YAML: ")


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("a0: &a0 'lol lol'\n" + "".join(f"a{i + 1}: &a{i + 1} [{','.join([f'*a{i}'] * 9)}]\n" for i in range(50)), 1),
        ("a: |\n" + "\n" * 200_000 + "  x", 1),
        ("a: '" + "''" * 50_000 + "x'", 1),
        ('a: "' + " " * 200_000 + '\n"', 0),
        ("a: !x " + "#y\n " * 50_000 + "z", 1),
        ("".join(" " * i + "a:\n" for i in range(900)) + " " * 900 + "b: text here", 1),
    ],
)
def test_hostile_files_are_read(source: str, count: int) -> None:
    assert len(read(source)) == count


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_file_cut_short_is_read_or_refused(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for stop in range(0, len(source), 3):
        try:
            segments = read(source[:stop])
        except ReadError as problem:
            assert 0 < problem.line <= source.count("\n") + 1  # noqa: PT017
        else:
            for segment in segments:
                assert_exact(source, segment, segment.text)
