"""Bits of text that a regular expression can't match without."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylint.catalogue.regex_hints import find_hints

CASES = [
    ("(?:do not|never) call", {" call"}),
    (r"\b(?:do not|never)\b", {"do not", "never"}),
    (r"\w+\s+(?:kohe|viivitamata)\s*!", {"kohe", "viivitamata"}),
    (r"(?:a|b)?[cd]*", set()),
    (r"(?i:Urgent)(?:ly)?", {"urgent"}),
    (r"[ab]{2,}", set()),
    (r"(?:foo|\d+)", set()),
    (r"(?<=price )\d", {"price "}),
]


@pytest.mark.parametrize(("source", "hints"), CASES)
def test_hints_of_an_expression(source: str, hints: set[str]) -> None:
    assert set(find_hints(source)) == hints


@given(st.sampled_from([source for source, _ in CASES]), st.data())
def test_a_match_holds_a_hint(source: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(source, re.IGNORECASE | re.ASCII)))
    hints = find_hints(source)
    assert not hints or any(hint in text.lower() for hint in hints)
