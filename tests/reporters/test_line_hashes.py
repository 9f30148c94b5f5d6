"""Values that GitHub's own action computes for these texts (its test of fingerprints), and what it does elsewhere."""

import pytest

from policylint.reporters.line_hashes import hash_lines

GREETINGS = [
    "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
]  # fmt: skip
REPEATED = [
    *(f"a7f2ff13bc495cf2:{number}" for number in range(1, 7)),
    "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1",
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
        (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", GREETINGS),
        (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", GREETINGS),
        (" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", GREETINGS),
        ("Lorem ipsum dolor sit amet.\n" * 10, REPEATED),
    ],
)
def test_hashes_are_those_of_github(source, expected):
    lines = frozenset(range(1, len(expected) + 1))
    assert list(hash_lines(source, lines).values()) == expected


def test_a_space_parts_a_line_end_into_two():
    assert hash_lines("a\r \nb", frozenset({3})) == hash_lines("x\n\nb", frozenset({3}))


def test_only_wanted_lines_are_told():
    assert list(hash_lines("a\nb\nc", frozenset({2}))) == [2]


def test_emoji_count_as_the_two_units_that_javascript_has_and_a_mark_as_one():
    # By hand: 0xFEFF, 0xD83D, 0xDE00, the end, and nothing up to a hundred.
    value = 0
    for unit in (0xFEFF, 0xD83D, 0xDE00, 0xFFFF, *[0] * 96):
        value = (value * 37 + unit) % 2**64
    assert hash_lines("😀", frozenset({1}), has_mark=True) == {1: f"{value:x}:1"}
