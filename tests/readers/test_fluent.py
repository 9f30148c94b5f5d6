"""Fluent: what fluent.syntax writes and reads, policylint reads at its very characters."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.serializer import serialize_expression
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.documents import Segment
from policylint.engine import Engine
from policylint.readers import find_format, read_source
from policylint.readers.catalogues import fluent
from policylint.readers.catalogues.key_paths import is_for_programs
from policylint.readers.tags.expressions import name_placeholder
from policylint.suppression_rules import RULES
from policylint.suppressions import Suppressor
from tests.house import make_engine
from tests.house import read as read_document
from tests.readers.exact import assert_exact, read_texts
from tests.readers.prose import paragraphs, sentences
from tests.readers.test_reader_positions import find_word

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix == ".ftl")
LINE_ENDS = ("\n", "\r\n")  # to Fluent, a lone CR is a character like any other


def read(source: str) -> list[Segment]:
    return read_texts(fluent.read, source)


def places(source: str) -> list[str]:
    """Each text's identifier and text."""
    return [f"{segment.context}: {segment.text}" for segment in read(source)]


# --- the oracle: what fluent.syntax makes of a file, as texts


def places_by_library(source: str) -> list[str]:
    """Each text of the messages and terms that are whole, in order."""
    found = []
    for entry in FluentParser(with_spans=False).parse(source).body:
        if isinstance(entry, (ast.Message, ast.Term)):
            name = ("-" if isinstance(entry, ast.Term) else "") + entry.id.name
            named = [(name, entry.value), *((f"{name}.{each.id.name}", each.value) for each in entry.attributes)]
            found += [(path, show(pattern)) for path, pattern in named if pattern]
    return [f"{path}: {text}" for path, text in found if not is_for_programs(text)]


def show(pattern: ast.Pattern) -> str:
    return "".join(
        each.value if isinstance(each, ast.TextElement) else show_placeable(each) for each in pattern.elements
    )


def show_placeable(placeable: ast.Placeable) -> str:
    inside = placeable.expression
    if isinstance(inside, ast.Placeable):
        return show_placeable(inside)
    if isinstance(inside, ast.SelectExpression):
        return " | ".join(show(variant.value) for variant in inside.variants)
    if isinstance(inside, ast.StringLiteral):
        return str(inside.parse()["value"])
    if isinstance(inside, ast.NumberLiteral):
        return inside.value
    if isinstance(inside, ast.TermReference):
        return name_placeholder(inside.id.name.replace("-", "_"))
    return name_placeholder(serialize_expression(inside).replace("-", "_"))


# --- exact

TEXTS = paragraphs.map("Tere, {}".format)  # signs alone are no text
LABELS = sentences.map("Tere, {}".format)


def make_pattern(text: str) -> ast.Pattern:
    """A text as Fluent has to write it: braces, and signs that begin a line, as literals."""
    parts = re.split(r"([{}]|^[.*\[])", text, flags=re.MULTILINE)
    literal = {"{", "}", ".", "*", "["}
    return ast.Pattern(
        [ast.Placeable(ast.StringLiteral(part)) if part in literal else ast.TextElement(part) for part in parts if part]
    )


@given(
    texts=st.lists(st.tuples(TEXTS, LABELS), min_size=1, max_size=4),
    has_choice=st.booleans(),
    end=st.sampled_from(LINE_ENDS),
)
@settings(max_examples=150, deadline=None)
def test_what_fluent_writes_is_read_at_its_characters(texts, has_choice, end) -> None:
    body, expected = [], []
    for number, (text, label) in enumerate(texts):
        value = make_pattern(text)
        if has_choice:
            variants = [
                ast.Variant(ast.Identifier("one"), make_pattern(label)),
                ast.Variant(ast.Identifier("other"), make_pattern(text), default=True),
            ]
            selector = ast.VariableReference(ast.Identifier("count"))
            value = ast.Pattern([*value.elements, ast.Placeable(ast.SelectExpression(selector, variants))])
        attribute = ast.Attribute(ast.Identifier("label"), make_pattern(label))
        body.append(ast.Message(ast.Identifier(f"mail-{number}"), value, [attribute], ast.Comment("A note = no text")))
        said = f"{text}{label} | {text}" if has_choice else text
        expected += [(f"mail-{number}", said), (f"mail-{number}.label", label)]
    source = FluentSerializer().serialize(ast.Resource(body)).replace("\n", end)
    for segment, (name, text) in zip(read(source), expected, strict=True):
        assert_exact(source, segment, text)
        assert segment.context == name


_SCRAPS = st.sampled_from(
    ["a", "b c", "õ", "🙂", " ", "   ", "\n", "\n", "\n\n", "\n ", "\n  ", "\n    ", "\r\n", "a\rb", "\t", "x = ", "\nx = ", "\n-t = y", "\n .b = ", "\n   .c =\n", ".",
     "{", "}", "{ $n }", "{$n}", '{ "q \\u0416 \\"" }', "{ -t }", '{ -t(a: "b") }', "{ NUMBER($n, a: 2) }", "{ 5.0 }", "{ m.b }", "{{ $n }}", "\n{ $n }", '"',
     "{ $n ->\n [one] x\n *[other] y\n}", "{ $n ->\n", "\n [one] ", "\n *[other] ", "\n[ a ]\n  ", "\n}", "\n  }", "\n# c", "#", "*", "[", "->", "(", ")", "$n"]
)  # fmt: skip


@given(scraps=st.lists(_SCRAPS, max_size=16), start=st.sampled_from(["", "x = ", "x = { $n ->\n [one] ", "-t =\n    "]))
@settings(max_examples=500, deadline=None)
def test_any_file_says_what_fluent_takes_it_for(start: str, scraps: list[str]) -> None:
    source = start + "".join(scraps)
    assert places(source) == places_by_library(source)
    for segment in read(source):
        assert_exact(source, segment, segment.text)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_case_says_what_fluent_reads(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert places(source) == places_by_library(source)


# --- which texts


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# c = d\n## e\n\na = b\n-f = g\nh = { -f } on { $user-name }", ["a: b", "-f: g", "h: F on UserName"]),
        ("a =\n    .label = b\n    .title =\n      c\n      d", ["a.label: b", "a.title: c\nd"]),
        ("a =\n\n      b\n    c\n\n     d  \n\ne = f", ["a:   b\nc\n\n d", "e: f"]),
        ("a = b\n   c\r\n   d\n", ["a: b\nc\nd"]),
        ("a = { $n ->\n[one] b\n*[other] c { $n ->\n [x] d\n*[y] e\n}\n} f", ["a: b | c d | e f"]),
        ("a = { $n ->\n  [one]\n     b\n       c\n *[other] d\n}", ["a: b\n  c | d"]),
        ('a = { "{" }b{ "}" } {"\\u0436\\U01F642\\\\"} { 5 } {{ "x" }}', ["a: {b} ж🙂\\ 5 x"]),
        ('a = { DATETIME($date, month: "long") } { b.c }', ["a: DatetimeDate BC"]),
        ("a = b }\nc = d { $e\nf = g\nh = i {\nj = k", ["f: g", "j: k"]),
        ("a = { $n ->\n [one] b\n}\nc = d\ne\nf = \ng = h", ["c: d", "g: h"]),
        ("ru = Русский\na = https://x.y/", ["ru: Русский"]),
        ("", []),
    ],
)  # fmt: skip
def test_messages_terms_and_attributes_are_text(source: str, expected: list[str]) -> None:
    assert places(source) == expected


def test_branches_and_placeholders_have_their_kinds() -> None:
    (segment,) = read_source("a = Hi { $name }, { $n ->\n  [one] one\n *[other] many\n }", "fluent")[0]
    assert segment.text == "Hi Name, one | many"
    kinds = "".join(segment.source_map.kind(index) for index in range(len(segment.text)))
    assert kinds == "lllpppplllllbbbllll"


@pytest.mark.parametrize(
    ("path", "source", "format"),
    [
        ("et/main.ftl", "### Head\n\n# Note\n-brand = Pood\n", "fluent"),
        ("main.ftl", "hello =\n    .label = a", "fluent"),
        ("main.ftl", "price = ${ $sum } each", "fluent"),
        ("mail.ftl", "Dear ${name}, we = you", "txt"),
        ("mail.ftl", "a = b\n<#if c>d</#if>", "txt"),
        ("mail.ftl", "<p>a = b</p>", "html"),
        ("mail.html.ftl", "${a}", "html"),
        ("mail.txt.ftl", "<p>${a}", "txt"),
        ("mail.ftl", "", "txt"),
    ],
)
def test_fluent_is_told_from_freemarker(path: str, source: str, format: str) -> None:
    assert find_format(path, source) == format


# --- hidden words


@pytest.mark.parametrize(
    ("said", "word", "stretch"),
    [
        ("pay late\n    fee", "late\nfee", "late\n    fee"),
        ("\n    pay late\r\n    fee", "late\nfee", "late\r\n    fee"),
        ('la{ "te" } fee', "late fee", 'la{ "te" } fee'),
        ('pl{"\\u00e4"}xi', "pläxi", 'pl{"\\u00e4"}xi'),
        ("mo\u0303ne p\u00e4ev", "mõne", "mo\u0303ne"),
        ("рас\u00adтор\u200bжение", "расторжение", "рас\u00adтор\u200bжение"),
        ("<p>ра<b>сторж</b>ение</p>", "расторжение", "ра<b>сторж</b>ение"),
        ("within { $hours } hours", "within Hours hours", "within { $hours } hours"),
    ],
)
def test_a_hidden_word_is_found_where_it_was_written(said: str, word: str, stretch: str) -> None:
    assert find_word(f"a = {said}", word, "fluent") == stretch


# --- robust


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("a = " + "{" * 100_000, 0),
        ("a = { $n ->\n *[x] " * 20_000, 0),
        ("a = { $x\n" * 20_000 + "b = c", 1),
        ("a = {F(\n" * 20_000 + "b = c", 1),
        ("a = {F" + "(F" * 50_000 + "\nb = c", 1),
        ('a = { "' + "\\\\" * 100_000 + "\nb = c", 1),
        ("a = b" + "\n" * 200_000 + " c", 1),
        ("a = b" + " \n" * 100_000 + " .c", 0),
        ("a = b\n" + " .c = d\n" * 20_000, 20_001),
        ("a =" + " " * 200_000, 0),
        ("a" * 500_000, 0),
        ("a = b" + "{ 1 }" * 20_000, 1),
        ("a = b" + "\n      c\n " * 20_000 + " d", 1),
    ],
)
def test_hostile_files_are_read(source: str, count: int) -> None:
    assert len(read(source)) == count


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_file_cut_short_is_read(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for stop in range(0, len(source), 5):
        for segment in read(source[:stop]):
            assert_exact(source, segment, segment.text)


# --- comments that allow


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> Engine:
    return make_engine(tmp_path_factory.mktemp("rules"), patterns={"en": ["late fee"]})


@pytest.mark.parametrize(
    ("format", "source"),
    [
        ("fluent", "# {}\na =\n    Some words\n    before the late fee\nb = no fee"),
        ("fluent", "# {}\na = Some\n\n   late fee\n\nb = no fee"),
        ("properties", "# {}\na = Some \\\n  words before \\\n  the late fee\nb = no fee"),
        ("ini", "; {}\na = Some\n  words before\n  the late fee\nb = no fee"),
        ("strings", '/* {} */\n"a" = "Some\nwords before\nthe late fee";\n"b" = "no fee";'),
        ("strings", '// {}\n"a" = "the late fee";'),
    ],
)
def test_a_comment_allows_a_fault_in_all_of_a_string(engine: Engine, format: str, source: str) -> None:
    for directive, count in (("policylint: allow mumbling -- the law asks for it", 0), ("a note", 1)):
        document = read_document(source.format(directive), format=format)
        suppressor = Suppressor(document, {"mumbling", *RULES}, {"mumbling", *RULES})
        assert len(suppressor.apply(engine.check(document))) == count
