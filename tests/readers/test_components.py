"""Components in one file: each of their blocks is read as what it is, at the offsets where it stands."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.errors import ReadError
from policylint.readers import find_format, read_source
from policylint.readers.markup import components
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import words

_PLAIN = st.lists(words.filter(lambda word: not set(word) & set("{}<>&%:'\"\\/=$*[")), min_size=2, max_size=8).map(
    " ".join
)
_TEXTS = _PLAIN.map("We answer {}".format)


def _read(source: str) -> list[str]:
    return [segment.text for segment in read_source(source, "component")[0]]


@given(text=_TEXTS, code=_TEXTS, message=_TEXTS, end=st.sampled_from(LINE_ENDS))
@settings(max_examples=100, deadline=None)
def test_texts_of_all_blocks_stand_where_they_were_written(text: str, code: str, message: str, end: str) -> None:
    messages = json.dumps({"en": {"a": message}}, ensure_ascii=False)
    source = (
        f'<template>\n<p>{text}</p>\n</template>\n<script>\nlet a = "{code}"\n</script>\n<i18n>\n{messages}\n</i18n>\n'
    )
    source = source.replace("\n", end)
    found = read_texts(components.read, source)
    assert len(found) == 3
    for segment, written in zip(found, (text, code, message), strict=True):
        assert_exact(source, segment, written)


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<template>\n<div><template #a>one</template></div>\n</template>", ["one"]),
        ("<template lang='pug'>\np no\n</template>", []),
        ("<template>a\n</template>\n<style>\nno\n</style>", ["a"]),
        (
            "<template>\n<p :title=\"no + 'no no'\" title='yes'>{{ a > b ? 'late again' : 'in time' }}</p>\n</template>",
            ["late again | in time", "yes"],
        ),
        ("it's {name}, isn't it {'}'}", ["it's Name, isn't it Value"]),
        ("{#if a}one{:else}two{/if}", ["one | two"]),
        ("{@html a.b}{@const c = 1}", ["AB"]),
        ("<p on:click={() => a > {b}} title='yes'>one</p>", ["one", "yes"]),
        ("<script>let a = 'one two'</script>\n<p>three</p>\n<style>no {}</style>", ["one two", "three"]),
        ("<template>unclosed", ["unclosed"]),
        ("{unclosed", ["{unclosed"]),
    ],
)
def test_each_block_is_read_as_what_it_is(source: str, texts: list[str]) -> None:
    assert _read(source) == texts


def test_messages_have_a_language_and_a_key() -> None:
    source = '<i18n locale="et">\n{"a": {"b": "Tere taas"}}\n</i18n>\n<i18n lang="yaml">\nru:\n  c: Мы здесь\n</i18n>'
    found = [(segment.language, segment.context, segment.text) for segment in read_source(source, "component")[0]]
    assert found == [("et", "a.b", "Tere taas"), ("ru", "ru.c", "Мы здесь")]


def test_broken_messages_are_refused_at_their_line() -> None:
    with pytest.raises(ReadError) as refused:
        _read('<template>\na\n</template>\n<i18n>\n{"a": }\n</i18n>')
    assert refused.value.line == 5


def test_components_are_known_by_suffix() -> None:
    assert find_format("a/Cancel.vue", "") == find_format("Plan.svelte", "") == "component"


@pytest.mark.parametrize(
    "unit", ["{", "{'", "{a ? '", "<template>\n", "<script>\n", "<i18n>\n", "{#if ", "`", "<template '"]
)
def test_hostile_components_are_read_in_one_go(unit: str) -> None:
    source = unit * 20_000 + "x"
    try:
        found = read_texts(components.read, source)
    except ReadError:
        return
    assert sum(len(segment.text) for segment in found) <= 2 * len(source)
