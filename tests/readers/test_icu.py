"""ICU MessageFormat, against what people who know it expect."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.documents import Segment
from policylint.readers import read_source
from policylint.readers.tags.icu import find_arguments
from tests.readers.exact import assert_exact


def say(text: str) -> str:
    """What is left of a text when the syntax of its choosing arguments is replaced."""
    return Segment.whole(text).replace(find_arguments(text)).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We answer in {n, plural, one {# hour} other {# hours}}.", "We answer in N hour | N hours."),
        ("{n,plural,=0{No letters}one{One letter}other{# letters}}", "No letters | One letter | N letters"),
        ("{sex, select, male {He} female {She} other {They}} will write.", "He | She | They will write."),
        ("Your {n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} letter", "Your Nst | Nnd | Nrd | Nth letter"),
        ("{n, plural, offset:1 =1 {you} other {you and # more}}", "you | you and N more"),
        ("{days_left, plural, one {# день} few {# дня} many {# дней} other {# дня}}",
         "DaysLeft день | DaysLeft дня | DaysLeft дней | DaysLeft дня"),
        ("{päevi, plural, one {# päev} other {# päeva}}", "Päevi päev | Päevi päeva"),
        ("\n{ n , plural ,\n  one { # hour }\n  other { # hours }\n}\n", "\n N hour  |  N hours \n"),
        # In one another, and `#` belongs to the plural around it.
        ("{n, plural, one {{who, select, host {Your letter #} other {A letter #}}} other {Letters}}",
         "Your letter N | A letter N | Letters"),
        ("{who, select, host {{n, plural, one {#} other {#s}}} other {#}}", "N | Ns | #"),
        ("{a, plural, other {# {b, plural, other {#}} #}}", "A B A"),
        ("{a, select, x {1} other {2}}{b, select, x {3} other {4}}", "1 | 23 | 4"),
        # What prints is left to others.
        ("{n, plural, one {{name} wrote} other {{name} and {n} wrote on {when, date, long}}}",
         "{name} wrote | {name} and {n} wrote on {when, date, long}"),
        ("{n, plural, =0 {now} other {{{ n }} days}}", "now | {{ n }} days"),
        ("{{ a }} {n, select, x {b} other {c}}", "{{ a }} b | c"),
        # Quoting.
        ("{n, plural, other {It''s '{'late'}' isn't it}}", "It's {late} isn't it"),
        ("{n, plural, other {'{it''s} a'}}", "{it's} a"),
        ("{n, plural, other {'#' is #}}", "# is N"),
        ("{n, select, other {'# is #'}}", "'# is #'"),
        ("'{'a'}' {n, select, other {b}} '{c'", "{a} b {c"),
        ("don't {n, select, other {b}} it's", "don't b it's"),
        ("<a href='{'>{n, select, other {&#39;b}}</a>", "<a href='{'>&#39;b</a>"),
    ],
)  # fmt: skip
def test_each_branch_is_text(text: str, said: str) -> None:
    assert say(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "", "{name}", "{when, date, long}", "{red, green, blue}", "{n, plural}", "{n, plural, }", "{n, plural, one}",
        "{n, plural, one {# hour}", "{n, plural, one {# hour} other}", "{n, plural, one {a { b} other {c}}", "{n, plurals, one {a}}",
        "'{'a'}' it''s", "a {plural, select} b", "{n, plural, one {a} junk }", "It is 5 {n, select, x {",
    ],
)  # fmt: skip
def test_what_is_no_whole_argument_is_left_alone(text: str) -> None:
    assert list(find_arguments(text)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We answer {name} in {n, plural, one {# hour} other {{n} hours}}.", "We answer Name in N hour | N hours."),
        ("{n, plural, one {<b>One</b> day} other {%{n} days, {{ name }}}}", "One day | N days, Name"),
        ("{n, plural, other {on {when, date, long}, at {at, time}}} for {sum, number, ::currency/EUR}", "on When, at At for Sum"),
    ],
)  # fmt: skip
def test_tags_in_branches_are_read_as_anywhere(text: str, said: str) -> None:
    assert [segment.text for segment in read_source(text, "html")[0]] == [said]


_TEXT = st.text(alphabet="aõщ🙂 .-’", min_size=1, max_size=8).map(lambda text: f"x{text}x")
_NAME = st.sampled_from(["n", "days", "user.name", "0"])


def _choose(inner: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str]]:
    """Arguments whose branches are what `inner` makes, each with what it says."""
    return st.builds(
        _write, _NAME, st.sampled_from(["plural", "select", "selectordinal"]), st.lists(inner, min_size=1, max_size=3)
    )


def _write(name: str, kind: str, branches: list[tuple[str, str]]) -> tuple[str, str]:
    written = " ".join(f"x{index} {{{text}}}" for index, (text, _) in enumerate(branches))
    return f"{{{name}, {kind}, {written}}}", " | ".join(said for _, said in branches)


_MESSAGES = st.recursive(
    _TEXT.map(lambda text: (text, text)),
    lambda inner: _choose(inner) | st.lists(inner, min_size=1, max_size=3).map(lambda parts: tuple(map("".join, zip(*parts, strict=True)))),
    max_leaves=12,
)  # fmt: skip


@given(message=_MESSAGES)
@settings(max_examples=150, deadline=None)
def test_any_nesting_says_its_branches_in_order(message: tuple[str, str]) -> None:
    text, said = message
    made = Segment.whole(text).replace(find_arguments(text))
    assert_exact(text, made, said)


@pytest.mark.parametrize(
    "text",
    [
        "{a,select,b{" * 50_000, "{a,select,b{" * 50_000 + "}}" * 50_000, "{a,select,b{" * 30 + "}" * 100_000, "'{" * 100_000,
        "{a, plural, b {" + "'{" * 100_000, "{a, plural, " * 50_000, "{a, plural, b {c} " * 50_000, "{" * 200_000, "{a,plural,b{c}}" * 20_000,
        "{a,plural,b{'" + "''" * 100_000 + "{'x", "{a,plural,offset:" + " " * 100_000,
    ],
)  # fmt: skip
def test_hostile_texts_take_no_time(text: str) -> None:
    assert len(say(text)) <= 2 * len(text)
