"""Texts are cut without losing a word, and marks stand on the words that they are about."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policylint.reporters.html.passages import Place, count_lines, cut, divide, show, show_name

SOURCES = st.lists(
    st.sampled_from(
        ["word ", "слово ", "\n", "\r\n", "\r", "\n\n", "    ", "\t", "<p>", "</p>", "{% if x %}", "😀", "e\u0301", "\x00", "\u202e", "x" * 400]
    ),
    max_size=60,
).map("".join)  # fmt: skip


def make_place(source, number, words, sentence=""):
    start = source.index(words)
    first = source.index(sentence or words)
    return Place(number, start, start + len(words), (first, first + len(sentence or words)))


def bare(text):
    """A text without white space, as it is shown: what is left when lines and indents don't matter."""
    return "".join(show(text).split())


def marked(pieces, number):
    return "".join(piece.text for piece in pieces if number in piece.numbers)


def read(source, *places):
    """The stretches, each as its text and the numbers that stand in it."""
    return [
        ("".join(piece.text for piece in cut(source, stretch)), [place.number for place in stretch.places])
        for stretch in divide(source, places)
    ]


@given(SOURCES, st.lists(st.tuples(st.integers(0, 500), st.integers(0, 80)), max_size=6))
def test_every_word_is_shown_once_and_every_mark_is_where_its_finding_is(source, ranges):
    places = []
    for number, (offset, length) in enumerate(ranges, 1):
        start = min(offset, len(source))
        stop = min(start + length, len(source))
        places.append(Place(number, start, stop, (start, stop)))
    stretches = divide(source, places)
    pieces = [cut(source, stretch) for stretch in stretches]

    assert all(one.stop <= other.start for one, other in pairwise(stretches))
    shown = "".join(piece.text for part in pieces for piece in part)
    assert bare(shown).replace("…", "") == bare(source)
    assert sorted(place.number for stretch in stretches for place in stretch.places) == [p.number for p in places]
    every = [piece for part in pieces for piece in part]
    for place in places:
        assert bare(marked(every, place.number)) == bare(source[place.start : place.stop])
        if bare(source[place.start : place.stop]) or place.start == place.stop:
            assert sum(piece.first.count(place.number) for piece in every) == 1
            assert sum(piece.last.count(place.number) for piece in every) == 1


def test_a_finding_over_lines_is_marked_without_line_ends_and_indents():
    source = "You are a\n    fool, sir.\nBye."
    [stretch] = divide(source, [make_place(source, 1, "a\n    fool")])
    pieces = cut(source, stretch)
    assert [piece.text for piece in pieces if piece.numbers] == ["a", "fool"]
    assert "".join(piece.text for piece in pieces) == source


def test_findings_that_overlap_share_the_words_that_they_share():
    source = "you utter fool, pay"
    [stretch] = divide(source, [make_place(source, 1, "you utter fool"), make_place(source, 2, "utter fool, pay")])
    assert [(piece.text, piece.numbers, piece.first, piece.last) for piece in cut(source, stretch)] == [
        ("you ", (1,), (1,), ()),
        ("utter fool", (1, 2), (2,), (1,)),
        (", pay", (2,), (), (2,)),
    ]


def test_what_is_missing_has_a_piece_without_words():
    source = "Hello.\nBye."
    [stretch] = divide(source, [Place(1, 6, 6, (6, 6))])
    assert [(piece.text, piece.first, piece.last) for piece in cut(source, stretch)] == [
        ("Hello.", (), ()),
        ("", (1,), (1,)),
        ("\n", (), ()),
        ("Bye.", (), ()),
    ]


def test_an_indent_that_all_lines_share_is_left_out():
    source = "\t\tone\n\n\t\t\ttwo\n\t\tfool"
    assert read(source, make_place(source, 1, "fool")) == [("one\n\n\ttwo\nfool", [1])]


def test_a_long_text_is_cut_into_passages_with_two_lines_around_them():
    lines = [f"Line {number}." for number in range(60)]
    lines[20], lines[50] = "You fool.", "You knave."
    source = "\n".join(lines)
    assert [(text.splitlines()[0], text.splitlines()[-1], numbers) for text, numbers in read(
        source, make_place(source, 1, "fool"), make_place(source, 2, "knave")
    )] == [
        ("Line 0.", "Line 17.", []),
        ("Line 18.", "Line 22.", [1]),
        ("Line 23.", "Line 47.", []),
        ("Line 48.", "Line 52.", [2]),
        ("Line 53.", "Line 59.", []),
    ]  # fmt: skip


def test_neighbours_are_parted_before_a_paragraph_and_nothing_is_folded_between_them():
    source = "You fool.\nMore of it.\n\nDear knave,\nhello."
    places = make_place(source, 1, "fool"), make_place(source, 2, "knave")
    assert read(source, *places) == [("You fool.\nMore of it.", [1]), ("Dear knave,\nhello.", [2])]


def test_the_sentence_of_a_fix_is_shown_whole():
    source = "The\nfirst\nsentence says fool and\ngoes\non. Then\nanother knave.\n"
    first = make_place(source, 1, "fool", source[: source.index("Then") - 1])
    assert read(source, first, make_place(source, 2, "knave")) == [
        ("The\nfirst\nsentence says fool and\ngoes\non. Then", [1]),
        ("another knave.", [2]),
    ]


def test_a_long_line_is_cut_between_words_around_each_finding():
    source = "word " * 2000 + "fool" + " word" * 2000 + " knave" + " word" * 2000
    shown = read(source, make_place(source, 1, "fool"), make_place(source, 2, "knave"))
    assert [numbers for _, numbers in shown] == [[], [1], [], [2], []]
    for text, numbers in shown:
        assert set(re.findall(r"\w+", text)) <= {"word", "fool", "knave"}
        assert len(text) < 700 or not numbers
    assert shown[1][0].startswith("…")
    assert shown[1][0].endswith("…")


def test_lines_of_tags_alone_are_no_context():
    tags = ["<td>"] * 12
    source = "\n".join([*["One.", "Two.", "Three."] * 5, *tags, "<p>fool</p>", *tags, *["Four.", "Five.", "Six."] * 5])
    _, (text, _), _ = read(source, make_place(source, 1, "fool"))
    assert [line for line in text.splitlines() if line != "<td>"] == ["Two.", "Three.", "<p>fool</p>", "Four.", "Five."]


def test_tags_are_told_from_what_they_hold():
    source = '<!DOCTYPE html>\n<p class="x">Dear <%= name %>, {% if late %}fool{% endif %}<% end %> 2 < 3 and 4 > 1</p>'
    [stretch] = divide(source, [make_place(source, 1, "fool")])
    assert [piece.text for piece in cut(source, stretch) if piece.is_markup] == [
        "<!DOCTYPE html>", '<p class="x">', "{% if late %}", "{% endif %}", "<% end %>", "</p>"
    ]  # fmt: skip


def test_nothing_that_is_unseen_reaches_the_page():
    assert show("a\x00b\x1b[2Jc\u202ed\u2028e\udce9f\r\ng\th") == "a\ufffdb\ufffd[2Jc\ufffdd\ufffde\ufffdf\ng\th"
    assert show("👩\u200d💻 co\u00adop e\u0301") == "👩\u200d💻 co\u00adop e\u0301"
    assert show_name("a\nb\tc\u2066.txt") == "a\ufffdb\ufffdc\ufffd.txt"


def test_blank_lines_are_not_counted():
    assert count_lines("one\r\n \r\ntwo\n\n") == 2
