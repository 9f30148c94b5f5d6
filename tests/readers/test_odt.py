"""OpenDocument texts: what odfpy writes is read at its very characters; what people don't see is not read."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf import table, text
from odf.opendocument import OpenDocumentText
from odf.teletype import addTextToElement, extractText

from policylint.errors import ReadError
from policylint.readers import find_packed_format, load, read_source
from tests.readers.exact import assert_exact
from tests.readers.packed_files import close, make_odt, zip_files
from tests.readers.prose import paragraphs, sentences
from tests.test_roundtrip import assert_maps


def unpack(data):
    return load(data, "a.odt")


def body_texts(body, automatic="", styles=""):
    """The texts of a body, as they are unpacked."""
    return [segment.text for segment in unpack(make_odt(body, automatic, styles)).segments]


def read(data):
    loaded = unpack(data)
    return loaded.source, list(read_source(loaded.source, loaded.format, loaded.segments)[0])


def style(name, properties, family="text", parent=""):
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}"{above}><style:text-properties {properties}/></style:style>'


def span(name, inside):
    return f'<text:span text:style-name="{name}">{inside}</text:span>'


def note(mark, inside):
    citation = f"<text:note-citation>{mark}</text:note-citation>"
    return f"<text:note>{citation}<text:note-body><text:p>{inside}</text:p></text:note-body></text:note>"


# --- exact


def save(document):
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


@given(texts=st.lists(paragraphs, min_size=1, max_size=4), cell=sentences, data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_the_library_writes_is_read_at_its_characters(texts, cell, data):
    document = OpenDocumentText()
    for each in texts:
        written = text.P()
        cut = data.draw(st.integers(0, len(each)))
        inner = text.Span()
        addTextToElement(inner, each[:cut])
        written.addElement(inner)
        addTextToElement(written, each[cut:])
        document.text.addElement(written)
    row, held = table.TableRow(), table.TableCell()
    held.addElement(text.P(text=cell))
    row.addElement(held)
    rows = table.Table()
    rows.addElement(row)
    document.text.addElement(rows)
    loaded = unpack(save(document))
    for segment, each in zip(loaded.segments, [*texts, cell], strict=True):
        assert_exact(loaded.source, segment, each)


def test_the_library_reads_the_same():
    document = OpenDocumentText()
    document.text.addElement(text.H(outlinelevel=1, text="Tingimused"))
    written = text.P()
    addTextToElement(written, "Vastame   kahe päeva\tjooksul.\nТäname!")
    document.text.addElement(written)
    theirs = [extractText(element) for element in document.text.childNodes]
    loaded = unpack(save(document))
    assert loaded.source == "".join(f"{each}\n" for each in theirs)
    assert [segment.role for segment in loaded.segments] == ["heading", "p"]


# --- complete, and only

_HIDDEN = style("H", 'text:display="none"')


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<text:p>We an<text:span>swer</text:span> soon.</text:p>", ["We answer soon."]),
        ("<text:p>\n  a \n <text:span> b</text:span>  c\n</text:p>", ["a b c"]),
        ('<text:p>a<text:s text:c="3"/>b<text:s/>c<text:tab/>d<text:line-break/>e</text:p>', ["a   b c\td\ne"]),
        (f"<text:p>a{span('H', 'hidden')}b</text:p>", ["ab"]),
        (f"<text:p>a{span('H', 'hid' + span('H', 'den'))}{span('unknown', 'b')}</text:p>", ["ab"]),
        ("<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>a</text:p>", ["a"]),
        ("<text:p>a<office:annotation><text:p>no</text:p></office:annotation>b</text:p>", ["ab"]),
        ('<text:section text:display="none"><text:p>no</text:p></text:section><text:section><text:p>a</text:p></text:section>', ["a"]),
        ('<text:p>a<text:hidden-text text:is-hidden="true">no</text:hidden-text><text:hidden-text>b</text:hidden-text></text:p>', ["ab"]),
        ("<text:p>Be<draw:frame><svg:title>no</svg:title><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>fore</text:p>",
         ["Before", "box"]),
        ("<text:p><text:ruby><text:ruby-base>down</text:ruby-base><text:ruby-text>up</text:ruby-text></text:ruby></text:p>", ["down"]),
        ("<text:p>page <text:page-number>7</text:page-number></text:p>", ["page 7"]),
        ("<text:table-of-content-source>no</text:table-of-content-source>in no paragraph", []),
    ],
)  # fmt: skip
def test_a_body_is_read_as_people_see_it(body, texts):
    assert body_texts(body, _HIDDEN) == texts


def test_notes_headers_and_footers_stand_around_the_body():
    styles = (
        "<office:master-styles><style:master-page><style:header><text:p>Bank</text:p></style:header>"
        '<style:header-left style:display="false"><text:p>no</text:p></style:header-left>'
        "<style:footer><text:p>Tallinn</text:p></style:footer></style:master-page></office:master-styles>"
    )
    loaded = unpack(make_odt(f"<text:p>Free{note('1', 'Not on Sundays')} now</text:p><text:p>a</text:p>", "", styles))
    assert loaded.source == "Bank\nFree[1] now\na\n[1] Not on Sundays\nTallinn\n"
    segment = loaded.segments[3]
    assert (segment.text, segment.role, segment.context) == ("Not on Sundays", "note", "1")
    assert segment.styles[0].place == "content.xml, paragraph 2, run 1"


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("<text:h>x</text:h>", "heading"),
        ('<text:p text:style-name="T">x</text:p>', "heading"),
        ("<text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>", "item"),
        ("<table:table-cell><text:p>x</text:p></table:table-cell>", "cell"),
        ("<text:p>x</text:p>", "p"),
    ],
)
def test_a_paragraph_has_a_role(body, role):
    automatic = style("T", "", "paragraph", parent="Title") + style("Title", "", "paragraph")
    [segment] = unpack(make_odt(body, automatic)).segments
    assert segment.role == role


# --- looks, links, fields

_STYLES = (
    '<office:styles><style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt" fo:color="#112233"/>'
    "</style:default-style>"
    + style("Body", 'fo:font-size="0.5in"', "paragraph")
    + style("Loop", "", "paragraph", "Loop")
    + "</office:styles>"
)
_AUTOMATIC = (
    style("P", "", "paragraph", "Body")
    + style("S", 'fo:font-size="50%" fo:color="#FF0000"')
    + style("W", 'style:use-window-font-color="true" fo:font-size="huge"')
)


@pytest.mark.parametrize(
    ("body", "looks"),
    [
        ("<text:p>x</text:p>", [(12.0, "#112233")]),
        ('<text:p text:style-name="P">x</text:p>', [(36.0, "#112233")]),
        (f'<text:p text:style-name="P">x{span("S", "y" + span("S", "z"))}</text:p>', [(36.0, "#112233"), (18.0, "#ff0000"), (9.0, "#ff0000")]),
        (f"<text:p>{span('W', 'x')}</text:p>", [(12.0, "")]),
        ('<text:p text:style-name="Loop">x</text:p>', [(0.0, "")]),
    ],
)  # fmt: skip
def test_a_look_is_inherited(body, looks):
    [segment] = unpack(make_odt(body, _AUTOMATIC, _STYLES)).segments
    assert [(each.size, each.color) for each in segment.styles] == looks


def test_links_and_fields_are_kept():
    body = (
        '<text:p>Dear <text:database-display text:column-name="First Name">&lt;Name&gt;</text:database-display>, see '
        '<text:a xlink:href="https://a.ee">our <text:span>terms</text:span></text:a> for {{ year }} or '
        "<text:placeholder>&lt;Phone&gt;</text:placeholder></text:p>"
    )
    source, [segment] = read(make_odt(body))
    assert source == "Dear <Name>, see our terms for {{ year }} or <Phone>\n"
    assert (segment.text, segment.source_map.kinds) == ("Dear FirstName, see our terms for Year or Phone", "lplplp")
    assert [(segment.text[link.start : link.stop], link.target) for link in segment.links] == [
        ("our terms", "https://a.ee")
    ]


# --- hidden words


@pytest.mark.parametrize(
    ("body", "word", "stretch"),
    [
        (f"рас{span('B', 'торж')}ение", "расторжение", "расторжение"),
        (f"mo\u0303{span('B', 'ne')}", "mõne", "mo\u0303ne"),
        ("дого\u00adвор", "договор", "дого\u00adвор"),
        ("C<text:bookmark/>чета", "Счета", "Cчета"),
        ("tea &amp; mi&#108;k", "tea & milk", "tea & milk"),
    ],
)
def test_a_hidden_word_is_found(body, word, stretch):
    source, [segment] = read(make_odt(f"<text:p>x {body}</text:p>"))
    place = segment.text.index(word)
    found = segment.source_map.span(place, place + len(word))
    assert source[found.start : found.stop] == stretch


# --- robust


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a whole zip file"),
        (make_odt("<text:p>x</text:p>")[:300], "not a whole zip file"),
        (zip_files({"a.txt": "x"}), "no content.xml is in it"),
        (
            zip_files({"META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": ""}),
            "protected by a password",
        ),
        (make_odt("<text:p>"), "content.xml is broken XML"),
        (make_odt("<text:span>" * 50_000), "nested too deeply"),
    ],
)
def test_what_is_no_opendocument_text_is_refused(data, reason):
    with pytest.raises(ReadError, match=reason):
        unpack(data)


def test_a_million_spaces_are_a_thousand():
    loaded = unpack(
        make_odt('<text:p>a<text:s text:c="99999999"/><text:s text:c="999999999999"/><text:s text:c="²"/>b</text:p>')
    )
    assert loaded.source == f"a{' ' * 1002}b\n"


_BITS = st.sampled_from(
    ["<text:p>", "</text:p>", "<text:h>", "</text:h>", "<text:span>", "</text:span>", "word ", " ", "<text:s/>", "<text:a>", "</text:a>",
     "<text:note>", "</text:note>", "<text:note-citation>", "</text:note-citation>", "<draw:frame>", "</draw:frame>", "<text:placeholder>",
     "</text:placeholder>", "<table:table-cell>", "</table:table-cell>", "<text:list-item>", "</text:list-item>", "õ", "&amp;",
     "<style:footer>", "</style:footer>", "<text:line-break/>", "<text:tab/>", "<style:text-properties/>"]
)  # fmt: skip


@given(bits=st.lists(_BITS, max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_order_of_elements_is_read(bits):
    loaded = unpack(make_odt(close(bits), _AUTOMATIC, _STYLES))
    segments, _ = read_source(loaded.source, loaded.format, loaded.segments)
    for segment in (*loaded.segments, *segments):
        assert segment.text == segment.text.strip() != ""
        assert_maps(loaded.source, segment)


@given(at=st.integers(0, 1_500), byte=st.integers(0, 255))
@settings(max_examples=100, deadline=None)
def test_a_damaged_file_is_read_or_refused(at, byte):
    data = bytearray(make_odt("<text:p>Dear customer</text:p>", _AUTOMATIC, _STYLES))
    data[at % len(data)] = byte
    with suppress(ReadError):
        unpack(bytes(data))


def test_an_opendocument_text_is_known_by_what_is_in_it():
    assert find_packed_format("letter", make_odt("")) == "odt"
    assert find_packed_format("letter.ott", b"text") == "odt"
