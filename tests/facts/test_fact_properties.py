"""What holds for any text: no error, ranges inside the text, one fact of a kind at a place, linear time."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylint.facts import find_facts

WORDS = (
    "1 2 5 10 24 30 100 1.000,50 2026 day days hours дней дня часов päeva tunni jooksul within через в течение за"
    " до before pärast"
    " enne kuni - – ( ) . , % € EUR руб. р. per a an every the 5th May мая mail 05.05.2026 22:00 kell at in of"
    " half двух üks N"
    " https://x.ee a@b.ee +372 tel 24/7 today завтра täna Friday and и ja {x} %s \n \n\n ' § p t h"
).split(" ")
texts = st.one_of(
    st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join), st.lists(st.sampled_from(WORDS)).map("".join)
)


@given(texts, st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=4))
def test_facts_of_any_text(text: str, placeholders: list[tuple[int, int]]) -> None:
    found = find_facts(text, placeholders)
    assert all(0 <= fact.start < fact.stop <= len(text) for fact in found)
    assert all((fact.low is None) == (fact.high is None) for fact in found)
    for kind in {fact.kind for fact in found}:
        same = [fact for fact in found if fact.kind == kind]
        assert all(a.stop <= b.start for a, b in pairwise(same))
    assert list(found) == sorted(found, key=lambda fact: (fact.start, fact.stop, fact.kind))


@pytest.mark.parametrize(
    "piece",
    ["1 ", "1", "1.", "1-", "a.", "a@", "a", "(1", "1 000 ", "5 days ", "www.", "{", "%", "\n ", "за ", "one ", "9:",
    "+1 ", "{{ ", "12:30 "],
)  # fmt: skip
def test_time_is_linear(piece: str) -> None:
    started = time.perf_counter()
    find_facts(piece * (60_000 // len(piece)))
    assert time.perf_counter() - started < 5
