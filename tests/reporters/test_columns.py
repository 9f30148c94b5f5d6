from hypothesis import example, given
from hypothesis import strategies as st

from policylint.documents import find_line_starts, find_position
from policylint.reporters.columns import UTF8, UTF16, Ruler

# Lines longer than a step of the ruler, in alphabets of one to four bytes a letter.
TEXTS = st.lists(
    st.sampled_from(["a", "é", "語", "😀", "e\u0301", "\r\n", "\n", "\r", "слово " * 900]), max_size=12
).map("".join)


@given(TEXTS, st.data())
@example("😀 e\u0301 fool\r\n😀x", None)
def test_columns_count_what_stands_before_on_the_line(source, data):
    offset = data.draw(st.integers(0, len(source))) if data else len(source)
    line, column = find_position(find_line_starts(source), offset)
    before = source[offset - column + 1 : offset]
    assert Ruler(source, UTF16).place(offset) == (line, len(before.encode("utf-16-le")) // 2 + 1)
    assert Ruler(source, UTF8).place(offset) == (line, len(before.encode()) + 1)


def test_a_byte_order_mark_counts_where_bytes_do_and_on_the_first_line_only():
    assert Ruler("fool\nfool", UTF8, has_mark=True).place(0) == (1, 4)
    assert Ruler("fool\nfool", UTF8, has_mark=True).place(5) == (2, 1)
    assert Ruler("fool\nfool", UTF16, has_mark=True).place(0) == (1, 1)


def test_halves_of_characters_count_as_what_they_would_take():
    assert Ruler("\ud800fool", UTF16).place(1) == (1, 2)
    assert Ruler("\ud800fool", UTF8).place(1) == (1, 4)


def test_a_line_ends_before_its_line_end():
    ruler = Ruler("one\r\ntwo\n", UTF16)
    assert [ruler.end_of_line(offset) for offset in (0, 3, 5, 9)] == [3, 3, 8, 9]
