"""PDF files: their text in reading order, with page, box, size and color; what has no text is told."""

import sys
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from policylint.errors import ReadError
from policylint.readers import find_packed_format, load, read_source
from policylint.readers.packed import pdf, pdf_streams
from tests.readers.exact import assert_exact
from tests.readers.packed_files import Pdf
from tests.readers.prose import sentences
from tests.test_roundtrip import assert_maps

CASES = Path(__file__).parent / "cases"


def unpack(written):
    return load(written if isinstance(written, bytes) else written.bytes(), "a.pdf")


def lines(loaded):
    return loaded.source.splitlines()


def page(text, **looks):
    """A PDF of one page that has these lines."""
    return Pdf().page().lines(50, 700, text, **looks)


# --- exact


def show(text):
    """What a text looks like on paper: one space between words."""
    return " ".join(text.split(" "))


@given(texts=st.lists(sentences, min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_each_paragraph_is_read_at_its_characters(texts):
    written = Pdf().page()
    for number, text in enumerate(texts):
        written.text(20, 760 - 40 * number, text, size=8)
    loaded = unpack(written)
    for segment, text in zip(loaded.segments, texts, strict=True):
        assert_exact(loaded.source, segment, show(text))


# --- reading order

_LONG = "We answer every letter within two days, and until then\nplease send no other one, because it would only make\nthe queue longer."
_OTHER = "Vastame igale kirjale kahe päeva jooksul ja palume\nteil oodata."


def joined(text):
    return text.replace("\n", " ")


def test_lines_become_paragraphs():
    written = page(_LONG).lines(50, 640, _OTHER)
    assert lines(unpack(written)) == [joined(_LONG), joined(_OTHER)]


def test_a_line_that_was_ended_on_purpose_ends_a_paragraph():
    letter = "Dear Anna,\n" + _LONG + "\nYours,\nBank"
    assert lines(unpack(page(letter))) == ["Dear Anna,", joined(_LONG), "Yours,", "Bank"]


def test_a_first_line_set_in_begins_a_paragraph():
    full = "aaaa bbbb cccc dddd eeee ffff gggg hhhh.\n"
    written = page(full).lines(65, 688, full[:-4] + ".").lines(50, 676, full)
    assert lines(unpack(written)) == [full.strip(), joined(full[:-4] + ". " + full).strip()]


@pytest.mark.parametrize("is_mixed", [False, True])
def test_columns_are_kept_apart(is_mixed):
    left, right = _LONG.split("\n"), _OTHER.split("\n")
    written = Pdf().page()
    rows = [(40, left, number) for number in range(3)] + [(330, right, number) for number in range(2)]
    if is_mixed:
        rows.sort(key=lambda row: row[2])
    for x, column, number in rows:
        written.text(x, 700 - 12 * number, column[number], size=9)
    assert lines(unpack(written)) == [joined(_LONG), joined(_OTHER)]


def test_a_wide_gap_divides_cells():
    written = Pdf().page()
    for row, (name, sum_) in enumerate([("Late fee", "10 €"), ("Trükitud arve", "2 €")]):
        written.text(50, 700 - 30 * row, name).text(400, 700 - 30 * row, sum_)
    assert lines(unpack(written)) == ["Late fee", "10 €", "Trükitud arve", "2 €"]


def test_items_are_told_apart():
    text = "You may leave at any time, and we ask nothing for it:\n1. by mail, to the address that stands on every bill;\n2. by phone."
    loaded = unpack(page(text))
    assert lines(loaded) == text.split("\n")
    roles = [(segment.role, segment.text) for segment in read_source(loaded.source, "pdf", loaded.segments)[0]]
    assert roles[1:] == [("item", "by mail, to the address that stands on every bill;"), ("item", "by phone.")]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("the whole infor-", "mation is here", "the whole information is here"),
        ("в течение рас-", "торжения договора", "в течение расторжения договора"),
        ("users of the Wi-", "Fi at our office", "users of the Wi-Fi at our office"),
        ("osta ostu-", "ja müügileping meilt", "osta ostu- ja müügileping meilt"),
        ("the whole infor\u00ad", "mation is here", "the whole information is here"),
        ("ends with a hyphen-", "", "ends with a hyphen-"),
    ],
)
def test_divided_words_are_joined(first, second, said):
    loaded = unpack(page(f"{first}\n{second}".strip()))
    assert lines(loaded) == [said]
    for segment in loaded.segments:
        assert_maps(loaded.source, segment)
        assert [style.span.stop for style in segment.styles] == sorted(style.span.stop for style in segment.styles)
        assert segment.styles[-1].span.stop == len(said)


def test_a_sentence_may_go_on_over_the_page():
    written = (
        page("You may cancel your contract")
        .page()
        .lines(50, 700, "at any time.\n\nNo fee.")
        .page()
        .text(50, 700, "next")
    )
    assert lines(unpack(written)) == ["You may cancel your contract at any time.", "No fee.", "next"]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.pdf")), ids=lambda path: path.name)
def test_all_letters_are_read_and_no_others(path):
    """In pdfium's own order or another, but each once; what divides a word at a line's end is none."""
    data = path.read_bytes()
    document = PdfDocument(data)
    theirs = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert sorted(filter(str.isalnum, unpack(data).source)) == sorted(filter(str.isalnum, theirs))


def test_ligatures_are_letters():
    assert lines(unpack(page("e\ufb03cient of\ufb01ce"))) == ["efficient office"]


# --- looks


def test_size_color_and_box_are_kept():
    written = (
        page(_LONG).text(50, 600, "Fine print", size=1, scale=6, color=(170, 170, 170)).text(50, 750, "Terms", size=20)
    )
    loaded = unpack(written)
    body, small, title = loaded.segments
    assert {(style.size, style.color) for style in body.styles} == {(10.0, "#000000")}
    assert [style.place for style in body.styles][:2] == ["page 1, box 50 698 320 708", "page 1, box 50 686 310 696"]
    assert [(style.size, style.color) for style in small.styles] == [(6.0, "#aaaaaa")]
    assert (title.role, body.role, small.role) == ("heading", "p", "p")
    for segment in loaded.segments:
        assert all(loaded.source[style.span.start : style.span.stop].strip() for style in segment.styles)


# --- hidden words


@pytest.mark.parametrize(
    ("text", "word", "stretch"),
    [
        ("x рас-\nторжение", "расторжение", "расторжение"),
        ("x mo\u0303ne", "mõne", "mo\u0303ne"),
        ("x дого\u00adвор y", "договор", "дого\u00adвор"),
        ("x non\u2011stop", "non-stop", "non\u2011stop"),
        ("x Cчета", "Счета", "Cчета"),
    ],
)
def test_a_hidden_word_is_found(text, word, stretch):
    loaded = unpack(page(text))
    [segment] = read_source(loaded.source, "pdf", loaded.segments)[0]
    place = segment.text.index(word)
    span = segment.source_map.span(place, place + len(word))
    assert loaded.source[span.start : span.stop] == stretch


# --- what is not read


def test_pages_without_text_are_told():
    written = page("One").page(image=True).page(image=True).page().text(50, 700, "Two").page(paths=150).page()
    assert unpack(written).unread == (
        (2, "pages 2 to 3 have no text layer: they were not read"),
        (3, "page 5 has no text layer: it was not read"),
    )


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (Pdf().page(image=True), "its one page has no text layer: it was not read"),
        (Pdf().page(image=True).page(image=True), "none of its 2 pages has a text layer: it was not read"),
    ],
)
def test_a_scanned_file_is_refused(written, reason):
    with pytest.raises(ReadError, match=reason):
        unpack(written)


def test_an_empty_page_is_nothing():
    loaded = unpack(Pdf().page())
    assert (loaded.source, loaded.unread) == ("", ())


def test_too_many_pages_are_told(monkeypatch):
    monkeypatch.setattr(pdf, "_MOST_PAGES", 2)
    written = page("One").page().text(50, 700, "Two").page().text(50, 700, "Three").page()
    loaded = unpack(written)
    assert lines(loaded) == ["One", "Two"]
    assert loaded.unread == ((2, "pages 3 to 4 are over the limit of 2 pages: they were not read"),)


def test_too_many_characters_are_told(monkeypatch):
    monkeypatch.setattr(pdf, "_MOST_CHARACTERS", 5)
    loaded = unpack(page("One").page().text(50, 700, "Two three"))
    assert lines(loaded) == ["One"]
    assert loaded.unread == ((1, "page 2 is over the limit of 5 characters: it was not read"),)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", b"text", Pdf().page().text(5, 5, "x").bytes()[:200]])
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(ReadError, match="broken, or none"):
        load(data, "a.pdf")


def test_a_stream_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_streams, "_LARGEST_STREAM", 2_000_000)
    packed = zlib.compress(b"q " * 2_000_000)
    with pytest.raises(ReadError, match="it unpacks to more than"):
        unpack(b"%PDF-1.7\n1 0 obj<</Length 9>>stream\r\n" + packed + b"\nendstream endobj")
    with pytest.raises(ReadError, match="broken, or none"):
        unpack(b"%PDF-1.7\n1 0 obj<</Subtype/Image/Length 9>>stream\r\n" + packed + b"\nendstream endobj")


def test_an_encrypted_file_is_refused():
    data = Pdf().page().text(50, 700, "x").bytes()
    owner = "00" * 32
    locked = data.replace(
        b"/Root 1 0 R",
        f"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<{owner}>/U<{owner}>/P -4>>".encode(),
    )
    with pytest.raises(ReadError, match="protected by a password"):
        load(locked, "a.pdf")


def test_without_the_library_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReadError, match=r"pip install 'policylint\[pdf\]'"):
        unpack(Pdf().page())


@given(at=st.integers(0, 3_000), bytes_=st.binary(min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused(at, bytes_):
    data = page(_LONG).page(image=True).bytes()
    at %= len(data)
    with suppress(ReadError):
        loaded = unpack(data[:at] + bytes_ + data[at + len(bytes_) :])
        for segment in loaded.segments:
            assert_maps(loaded.source, segment)


def test_a_pdf_is_known_by_its_first_bytes():
    assert find_packed_format("bill", b"%PDF-1.7") == "pdf"
    assert find_packed_format("bill.PDF", b"text") == "pdf"
