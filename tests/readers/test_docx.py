"""Word files: what python-docx writes is read at its very characters; what people don't see is not read."""

import io
import zipfile
from contextlib import suppress

import docx
import pytest
from docx.shared import Pt, RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.errors import ReadError
from policylint.readers import find_packed_format, load, read_source
from policylint.readers.packed import archives
from tests.readers.exact import assert_exact
from tests.readers.packed_files import close, make_docx, relations, word_part, zip_files
from tests.readers.prose import paragraphs, sentences
from tests.test_roundtrip import assert_maps


def unpack(data):
    return load(data, "a.docx")


def body_texts(body, **parts):
    """The texts of a body, as they are unpacked."""
    return [segment.text for segment in unpack(make_docx(body, **parts)).segments]


def read(data):
    loaded = unpack(data)
    return loaded.source, list(read_source(loaded.source, loaded.format, loaded.segments)[0])


def paragraph(*runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction, *result):
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{char('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{char('separate')}{''.join(result)}{char('end')}"


# --- exact


def save(document):
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


@given(
    texts=st.lists(paragraphs, min_size=1, max_size=4),
    cells=st.lists(sentences, min_size=2, max_size=2),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_what_the_library_writes_is_read_at_its_characters(texts, cells, data):
    document = docx.Document()
    for text in texts:
        written = document.add_paragraph()
        cut = data.draw(st.integers(0, len(text)))
        written.add_run(text[:cut]).bold = True
        written.add_run(text[cut:])
    table = document.add_table(1, 2)
    for cell, text in zip(table.row_cells(0), cells, strict=True):
        cell.text = text
    loaded = unpack(save(document))
    for segment, text in zip(loaded.segments, texts + cells, strict=True):
        assert_exact(loaded.source, segment, text)
    assert loaded.source == "".join(f"{text}\n" for text in texts + cells)


def test_the_library_reads_the_same():
    document = docx.Document()
    document.add_heading("Tingimused", 1)
    document.add_paragraph("Vastame kahe päeva\tjooksul.\nTäname!").add_run(" Ваш банк").font.size = Pt(7)
    document.add_paragraph("Esimene", style="List Bullet")
    document.add_table(2, 2).cell(0, 1).text = "Hind"
    again = docx.Document(io.BytesIO(save(document)))
    theirs = [each.text for each in again.paragraphs] + [
        each.text for row in again.tables[0].rows for cell in row.cells for each in cell.paragraphs
    ]
    loaded = unpack(save(document))
    assert loaded.source == "".join(f"{text}\n" for text in theirs)
    assert [segment.role for segment in loaded.segments] == ["heading", "p", "item", "cell"]


# --- complete, and only


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (paragraph(run("We an"), run("swer", "<w:b/>"), run(" soon.")), ["We answer soon."]),
        (paragraph("<w:r><w:t> no space kept </w:t></w:r>", run("x")), ["no space keptx"]),
        (paragraph(run("a"), "<w:r><w:tab/><w:br/><w:t>b</w:t><w:cr/></w:r>", run("c")), ["a\t\nb\nc"]),
        (paragraph("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t></w:r>"), ["non\u2011stop"]),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', run(" done")), ["• done"]),
        (paragraph(run("a"), "<w:del>" + run("gone") + "</w:del><w:ins>" + run("new") + "</w:ins>"), ["anew"]),
        (paragraph("<w:moveFrom>" + run("gone") + "</w:moveFrom>", run("a")), ["a"]),
        (paragraph(run("We "), properties="<w:rPr><w:del/></w:rPr>") + paragraph(run("answer")), ["We answer"]),
        (paragraph(run("a"), run("hidden", "<w:vanish/>"), run("b", '<w:vanish w:val="0"/>')), ["ab"]),
        (paragraph(run("m"), run("2", '<w:vertAlign w:val="superscript"/>')), ["m²"]),
        (paragraph(field(" PAGE ", run("7")), run(" pages")), ["7 pages"]),
        (paragraph(field(f' IF {field("MERGEFIELD Sex", run("m"))} = "m" "Sir" "Madam"', run("Sir"))), ["Sir"]),
        (paragraph('<w:fldSimple w:instr=" DATE ">' + run("today") + "</w:fldSimple>"), ["today"]),
        (
            paragraph("<w:ruby><w:rt>" + run("up") + "</w:rt><w:rubyBase>" + run("down") + "</w:rubyBase></w:ruby>"),
            ["down"],
        ),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph(run("a")) + "</w:sdtContent></w:sdt>", ["a"]),
        (paragraph(run("a", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), ["a"]),
        (paragraph("<w:t>in no run</w:t>"), []),
        ("<w:r><w:t>in no paragraph</w:t></w:r>", []),
    ],
)
def test_a_body_is_read_as_people_see_it(body, texts):
    assert body_texts(body) == texts


def test_a_text_box_is_read_once_and_behind_its_paragraph():
    def box(text):
        return f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"

    drawn = f"<w:r><mc:AlternateContent><mc:Choice>{box('in the box')}</mc:Choice><mc:Fallback>{box('in the box')}</mc:Fallback></mc:AlternateContent></w:r>"
    assert body_texts(paragraph(run("Be"), drawn, run("fore"))) == ["Before", "in the box"]


def test_headers_notes_and_footers_stand_around_the_body():
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
    body = paragraph(run("Free"), reference(5), run(" now"), reference(2), '<w:r><w:endnoteReference w:id="2"/></w:r>')

    def note(kind, number, text, type=""):
        return f'<w:{kind} w:id="{number}"{type}>{paragraph(f"<w:r><w:{kind}Ref/></w:r>", run(text))}</w:{kind}>'

    data = make_docx(
        body,
        header=paragraph(run("Bank")),
        footnotes=note("footnote", 0, "---", ' w:type="separator"')
        + note("footnote", 2, " second")
        + note("footnote", 5, " first"),
        endnotes=note("endnote", 2, " end"),
        footer=paragraph(run("Tallinn")),
    )
    loaded = unpack(data)
    assert loaded.source == "Bank\nFree[1] now[2][i]\n[2] second\n[1] first\n[i] end\nTallinn\n"
    assert [(segment.text, segment.role, segment.context) for segment in loaded.segments[2:5]] == [
        ("second", "note", "2"), ("first", "note", "1"), ("end", "note", "i"),
    ]  # fmt: skip
    assert loaded.segments[2].styles[0].place == "word/footnotes.xml, paragraph 2, run 1"


def test_a_note_with_a_mark_of_its_own_shows_that_mark():
    reference = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    notes = f'<w:footnote w:id="1">{paragraph(run("* Not on Sundays"))}</w:footnote>'
    _, segments = read(make_docx(paragraph(run("Always"), reference), footnotes=notes))
    assert [segment.text for segment in segments] == ["Always*", "Not on Sundays"]


# --- looks, links, fields, roles

_STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:rPr><w:color w:val="112233"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Small"/><w:basedOn w:val="N"/><w:rPr><w:sz w:val="13"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="R"><w:name w:val="Red"/><w:rPr><w:color w:val="FF0000"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="H"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/></w:style>
<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
"""


@pytest.mark.parametrize(
    ("style", "properties", "look"),
    [
        ("", "", (11.0, "#112233")),
        ("S", "", (6.5, "#112233")),
        ("S", '<w:rStyle w:val="R"/>', (6.5, "#ff0000")),
        ("S", '<w:rStyle w:val="R"/><w:sz w:val="40"/><w:color w:val="auto"/>', (20.0, "")),
        ("A", "", (11.0, "")),
        ("unknown", '<w:sz w:val="big"/>', (11.0, "")),
    ],
)
def test_a_look_is_inherited(style, properties, look):
    body = paragraph(run("x", properties), properties=f'<w:pStyle w:val="{style}"/>' if style else "")
    [segment] = unpack(make_docx(body, _STYLES)).segments
    assert [(each.size, each.color) for each in segment.styles] == [look]


def test_looks_written_by_the_library_are_read():
    document = docx.Document()
    small = document.add_paragraph("Big ").add_run("small")
    small.font.size, small.font.color.rgb = Pt(6), RGBColor(0xCC, 0xCC, 0xCC)
    loaded = unpack(save(document))
    [first, second] = loaded.segments[0].styles
    assert (second.size, second.color, second.place) == (6.0, "#cccccc", "word/document.xml, paragraph 1, run 2")
    assert loaded.source[second.span.start : second.span.stop] == "small"
    assert first.size == 11.0


@pytest.mark.parametrize(
    ("properties", "role"),
    [
        ("", "p"),
        ('<w:pStyle w:val="H1"/>', "heading"),
        ('<w:outlineLvl w:val="1"/>', "heading"),
        ('<w:outlineLvl w:val="9"/>', "p"),
        ('<w:pStyle w:val="L"/>', "item"),
        ('<w:numPr><w:numId w:val="1"/></w:numPr>', "item"),
        ('<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>', "p"),
    ],
)
def test_a_paragraph_has_a_role(properties, role):
    [segment] = unpack(make_docx(paragraph(run("x"), properties=properties), _STYLES)).segments
    assert segment.role == role


def test_what_a_style_hides_is_hidden():
    assert body_texts(paragraph(run("a"), run("b", '<w:rStyle w:val="H"/>')), styles=_STYLES) == ["a"]


def test_links_go_with_their_words_through_template_tags():
    linked = '<w:hyperlink r:id="rId1">' + run("our terms") + "</w:hyperlink>"
    body = paragraph(
        run("{{ name }}, see "), linked, run(" or "), field(' HYPERLINK "https://b.ee" ', run("{{ other }} page"))
    )
    _, [segment] = read(make_docx(body, links=["https://a.ee"]))
    assert segment.text == "Name, see our terms or Other page"
    assert [(segment.text[link.start : link.stop], link.target) for link in segment.links] == [
        ("our terms", "https://a.ee"), ("Other page", "https://b.ee"),
    ]  # fmt: skip


def test_a_merge_field_is_a_placeholder():
    body = paragraph(
        run("Dear "), field(r' MERGEFIELD "Ticket Number" \* MERGEFORMAT ', run("«Ticket Number»")), run("!")
    )
    source, [segment] = read(make_docx(body))
    assert source == "Dear «Ticket Number»!\n"
    assert (segment.text, segment.source_map.kinds) == ("Dear TicketNumber!", "lpl")


# --- hidden words


@pytest.mark.parametrize(
    ("runs", "word", "stretch"),
    [
        ((run("рас"), run("торж", "<w:b/>"), run("ение")), "расторжение", "расторжение"),
        ((run("mo\u0303"), run("ne")), "mõne", "mo\u0303ne"),
        ((run("дого"), "<w:r><w:softHyphen/></w:r>", run("вор")), "договор", "дого\u00adвор"),
        ((run("non"), "<w:r><w:noBreakHyphen/></w:r>", run("stop")), "non-stop", "non\u2011stop"),
        ((run("C"), run("чета")), "Счета", "Cчета"),
        ((run("tea &amp; "), run("m"), "<w:del>" + run("x") + "</w:del>", run("ilk")), "tea & milk", "tea & milk"),
    ],
)
def test_a_hidden_word_is_found(runs, word, stretch):
    source, [segment] = read(make_docx(paragraph(run("x "), *runs)))
    place = segment.text.index(word)
    span = segment.source_map.span(place, place + len(word))
    assert source[span.start : span.stop] == stretch


# --- robust


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a whole zip file"),
        (b"PK\x03\x04 and no more", "not a whole zip file"),
        (make_docx(paragraph(run("x")))[:700], "not a whole zip file"),
        (zip_files({"a.txt": "x"}), "no word/document.xml is in it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected by a password"),
        (make_docx("<w:p>"), "word/document.xml is broken XML in its line 1: mismatched tag"),
        (zip_files({"word/document.xml": ""}), "broken XML"),
        (zip_files({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "document type of its own"),
        (zip_files({"word/document.xml": "<?xml version='1.0' encoding='nonsense'?><a/>"}), "unknown encoding"),
        (make_docx("<w:p>" * 100_000), "nested too deeply"),
        (make_docx("<w:r>" * 3_000 + "</w:r>" * 3_000), "nested too deeply"),
    ],
)  # fmt: skip
def test_what_is_no_word_file_is_refused(data, reason):
    with pytest.raises(ReadError, match=reason):
        unpack(data)


def test_a_zip_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "_LARGEST", 1_000_000)
    bomb = make_docx(paragraph(run("a" * 2_000_000)))
    with pytest.raises(ReadError, match=r"unpack to 2 MB"):
        unpack(bomb)
    many = make_docx(paragraph(run("a" * 600_000)), header=paragraph(run("b" * 600_000)))
    with pytest.raises(ReadError, match=r"unpack to 1 MB"):
        unpack(many)


def test_a_part_that_was_packed_too_well_is_refused():
    with pytest.raises(ReadError, match=r"unpack to 6 MB"):
        unpack(make_docx(paragraph(run("a" * 6_000_000))))


def test_a_lie_about_the_size_is_found():
    data = make_docx(paragraph(run("a" * 5_000)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    with pytest.raises(ReadError, match="can't be unpacked"):
        unpack(data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))


def test_an_encrypted_part_is_refused():
    data = bytearray(make_docx(paragraph(run("x"))))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 8] |= 1
    with pytest.raises(ReadError, match="protected by a password"):
        unpack(bytes(data))


_BITS = st.sampled_from(
    ["<w:p>", "</w:p>", "<w:r>", "</w:r>", run("word "), "<w:t>x", "</w:t>", "<w:tc>", "</w:tc>", "<w:del>", "</w:del>", "<w:pPr>",
     "</w:pPr>", "<w:rPr>", "</w:rPr>", "<w:hyperlink>", "</w:hyperlink>", '<w:fldChar w:fldCharType="begin"/>', "<w:fldSimple>",
     '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>', "</w:fldSimple>", "<w:txbxContent>",
     "</w:txbxContent>", "<w:instrText>MERGEFIELD a", "</w:instrText>", '<w:footnoteReference w:id="1"/>', "<w:footnoteRef/>",
     "<w:sz/>", '<w:numId w:val="1"/>', '<w:pStyle w:val="H1"/>', "<w:br/>", '<w:outlineLvl w:val="0"/>', "õ", "&amp;"]
)  # fmt: skip


@given(bits=st.lists(_BITS, max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_order_of_elements_is_read(bits):
    loaded = unpack(make_docx(close(bits), _STYLES))
    segments, _ = read_source(loaded.source, loaded.format, loaded.segments)
    for segment in (*loaded.segments, *segments):
        assert segment.text == segment.text.strip() != ""
        assert_maps(loaded.source, segment)


@given(at=st.integers(0, 2_000), byte=st.integers(0, 255))
@settings(max_examples=100, deadline=None)
def test_a_damaged_file_is_read_or_refused(at, byte):
    data = bytearray(make_docx(paragraph(run("Dear customer")), _STYLES, header=paragraph(run("Bank"))))
    data[at % len(data)] = byte
    with suppress(ReadError):
        unpack(bytes(data))


# --- which format


def test_a_word_file_is_known_by_what_is_in_it():
    data = make_docx(paragraph(run("x")))
    assert find_packed_format("letter", data) == "docx"
    assert find_packed_format("letter.docx", b"text") == "docx"
    assert find_packed_format("letter.zip", zip_files({"a": "b"})) == ""
    assert find_packed_format("letter.txt", b"text") == ""


def test_the_main_part_may_have_another_name():
    data = zip_files(
        {
            "_rels/.rels": relations(("officeDocument", "/word/document2.xml")),
            "word/document2.xml": word_part("document", paragraph(run("x"))),
        }
    )
    assert load(data, "letter").source == "x\n"
