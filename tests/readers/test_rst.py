"""reStructuredText: the text is docutils', at the offsets where it stands."""

import re

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.readers import read_source
from policylint.readers.markup import rst
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import paragraphs
from tests.readers.test_reader_positions import find_word

_SETTINGS = {"report_level": 5, "halt_level": 6, "docinfo_xform": False, "doctitle_xform": False, "raw_enabled": False}
_HIDDEN = (
    nodes.comment, nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.substitution_definition,
    nodes.system_message, nodes.field_name, nodes.label, nodes.footnote_reference, nodes.citation_reference,
)  # fmt: skip
_BLOCKS = (
    "Title\n=====", "=====\n Over\n=====", "Sub *title*\n----------", "one\ntwo", "*a* **b** ``c`` `d`", "e\\ *f*\\ g \\*h\\*",
    "`i <http://j.k>`_ l_ `m n`_ o__", ".. _l: http://p.q", ".. _m n: http://r.s", "__ http://t.u", "- a\n  b\n\n  c\n- d", "- e\n\n  - f\n\n    1. g",
    "1. h\n2. i\n#. j", "(a) k\n(b) l", "A. Einstein was\na man", "term\n   meaning\n\n   more", "t1\n  m1\nt2\n  m2",
    ":field: value\n   goes on", "literal::\n\n   no\n\n     no\n\n   no", "::\n\n   no", "ends with ::\n\n  no", "   quote\n\n   goes on",
    ".. comment\n   no\n\n   no", "..\n   no", "..", ".. note:: n1\n   n2", ".. warning::\n\n   w1\n\n   - w2", ".. tip::\n   t",
    ".. admonition:: Own\n   :class: x\n\n   body", ".. code-block:: python\n\n   no", ".. math:: no", ".. topic:: Topic\n\n   text",
    ".. figure:: a.png\n   :width: 2\n\n   caption\n\n   legend", ".. [#] note\n   goes on\n\n   more", ".. [1] one", "see [#]_ [1]_ here",
    "| line a\n| line b\n  goes on", ">>> no\nno", "----", ".. |s| replace:: no", ".. rubric:: Rubric", ".. container:: x\n\n   inside",
    "+---+---+\n| a | b |\n+===+===+\n| c | d |\n|   | e |\n+---+---+", "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n| d     |\n+-------+",
    "===  ===\na    b\n===  ===\nc    d\n\n     e\nf\n===  ===", "=== ===\ng   h\ni   j k\n=== ===", "*x\ny* z", "a *b",
)  # fmt: skip


def _show_oracle(node: nodes.Node) -> str:
    """The text of a tree that a person reads; code is a word."""
    if isinstance(node, nodes.Text):
        return str(node.astext())
    if isinstance(node, nodes.problematic):  # a reference to nothing, as it was written
        return re.sub(r"^\[.*\]_$", "", node.astext()).strip("`_")
    if isinstance(node, nodes.literal | nodes.math):
        return " Code "
    if isinstance(node, _HIDDEN):
        return " "
    return " ".join(map(_show_oracle, node.children)) if isinstance(node, nodes.Element) else ""


def _letters(text: str) -> str:
    return "".join(sorted("".join(text.split())))


@given(blocks=st.lists(st.sampled_from(_BLOCKS), min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_rst_reads_as_docutils_reads_it(blocks: list[str]) -> None:
    source = "\n\n".join(f"{block}\n\npara {number}" for number, block in enumerate(blocks)) + "\n"
    tree = publish_doctree(source, settings_overrides=_SETTINGS)
    ours = " ".join(segment.text for segment in read_texts(rst.read, source))
    assert _letters(re.sub(r"\[(?:#|1)\]", "", ours)) == _letters(_show_oracle(tree))


@given(texts=st.lists(paragraphs.map("We {}".format), min_size=1, max_size=4), end=st.sampled_from(LINE_ENDS))
@settings(max_examples=100, deadline=None)
def test_prose_stands_where_it_was_written(texts: list[str], end: str) -> None:
    forms = ("{}", "- {}", ".. note::\n\n  {}", "term\n  {}", ".. [1] {}", "no text::\n\n  no\n\n{}")
    written = [re.sub(r"([\\`*_|\[\]:])", r"\\\1", text) for text in texts]
    blocks = [
        forms[number % 6].format(text.replace("\n", "\n" if number % 6 in (0, 5) else "\n  "))
        for number, text in enumerate(written)
    ]
    source = "\n\n".join(blocks).replace("\n", end)
    found = [segment for segment in read_texts(rst.read, source) if segment.text not in ("term", "no text:")]
    assert len(found) == len(texts)
    for segment, text in zip(found, texts, strict=True):
        assert_exact(source, segment, text.replace("\n", end))


def test_notes_know_their_mark_and_links_their_target() -> None:
    source = "a [#x]_ `b`_ :ref:`c <d>` :code:`e`\n\n.. [#x] one\n\n   two\n.. _b: http://b\n\nthree"
    first, one, two, three = read_source(source, "rst")[0]
    assert first.text == "a [#x] b c Code"
    assert [first.text[link.start : link.stop] for link in first.links] == ["b"]
    assert [(note.role, note.context) for note in (one, two)] == [("note", "#x")] * 2
    assert (three.role, three.context) == ("p", "")


@pytest.mark.parametrize(
    ("source", "word", "stretch"),
    [
        ("за\\ **каз**\\ ано", "заказано", "за\\ **каз**\\ ано"),
        ("mo\u0303ne *asi*", "mõne asi", "mo\u0303ne *asi"),
        ("- in\n  two", "in\ntwo", "in\n  two"),
        ("+------+\n| in   |\n| two  |\n+------+", "in\ntwo", "in   |\n| two"),
        ("{% if a %}\nWe write {{ name }}\n{% endif %}", "We write Name", "We write {{ name }}"),
    ],
)
def test_a_word_is_found_where_it_was_written(source: str, word: str, stretch: str) -> None:
    assert find_word(source, word, "rst") == stretch


@pytest.mark.parametrize(
    "unit",
    [
        "::\n",
        ".. a\n",
        ".. note:: ",
        "- ",
        "+-",
        "+-+\n",
        "|",
        "= =\n",
        "=== ===\n",
        "*a ",
        "`",
        "a_ ",
        "[#",
        ":a:`",
        "1. ",
        "\\",
        "(a) ",
    ],
)
def test_hostile_rst_is_read_in_one_go(unit: str) -> None:
    source = unit * 20_000 + " " * 50_000 + "x"
    assert sum(len(segment.text) for segment in read_texts(rst.read, source)) <= 2 * len(source)


def test_tables_in_cells_end_somewhere() -> None:
    table = "+-+\n|x|\n+-+"
    for _ in range(40):
        lines = table.split("\n")
        wall = f"+{'-' * len(lines[0])}+"
        table = "\n".join([wall, *(f"|{line}|" for line in lines), wall])
    assert any("x" in segment.text for segment in read_texts(rst.read, table))
