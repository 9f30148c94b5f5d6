"""XML and its dialects: what lxml and plistlib write is read back exactly; what is no text isn't read."""

import plistlib
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from policylint.documents import Segment
from policylint.errors import ReadError
from policylint.readers import find_format, read_source
from policylint.readers.catalogues.xml_strings import read
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import paragraphs, sentences

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
texts = st.lists(paragraphs.map(lambda text: f"Tere päevast {text}"), min_size=1, max_size=4)


def write_anything(values: list[str]) -> bytes:
    root = etree.Element("mails", {_LANGUAGE: "et"})
    for value in values:
        root.append(etree.Comment(" no text in here "))
        etree.SubElement(etree.SubElement(root, "mail"), "body", id="a").text = value
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def write_sections(values: list[str]) -> bytes:
    root = etree.Element("mails")
    for value in values:
        etree.SubElement(root, "body").text = etree.CDATA(value)
    return etree.tostring(root, encoding="utf-8")


def write_entities(values: list[str]) -> bytes:
    root = etree.Element("mails")
    for value in values:
        etree.SubElement(root, "body").text = value
    return etree.tostring(root, encoding="ascii")


def write_xliff(values: list[str]) -> bytes:
    root = etree.Element("xliff", version="1.2")
    body = etree.SubElement(etree.SubElement(root, "file", {"source-language": "en", "target-language": "et"}), "body")
    for value in values:
        unit = etree.SubElement(body, "trans-unit", id="a")
        etree.SubElement(unit, "source").text = "not this one"
        etree.SubElement(unit, "target").text = value
    return etree.tostring(root, encoding="utf-8")


def write_resx(values: list[str]) -> bytes:
    root = etree.Element("root")
    etree.SubElement(etree.SubElement(root, "resheader", name="version"), "value").text = "2.0"
    for value in values:
        data = etree.SubElement(root, "data", name="body")
        etree.SubElement(data, "value").text = value
        etree.SubElement(data, "comment").text = "said to translators"
    return etree.tostring(root, encoding="utf-8")


def write_qt(values: list[str]) -> bytes:
    root = etree.Element("TS", language="et_EE")
    context = etree.SubElement(root, "context")
    etree.SubElement(context, "name").text = "Main"
    for value in values:
        message = etree.SubElement(context, "message")
        etree.SubElement(message, "source").text = "not this one"
        etree.SubElement(message, "translation").text = value
    return etree.tostring(root, encoding="utf-8")


def write_plist(values: list[str]) -> bytes:
    return plistlib.dumps({f"key{index}": {"one": value, "type": "li"} for index, value in enumerate(values)})


def write_resources(values: list[str]) -> bytes:
    root = etree.Element("resources")
    for value in values:
        escaped = re.sub(r"[\\'\"]", r"\\\g<0>", value).replace("\n", "\\n")
        etree.SubElement(root, "string", name="body").text = escaped
    return etree.tostring(root, encoding="utf-8")


WRITERS = [
    write_anything,
    write_sections,
    write_entities,
    write_xliff,
    write_resx,
    write_qt,
    write_plist,
    write_resources,
]


@pytest.mark.parametrize("write", WRITERS)
@given(values=texts, end=st.sampled_from(LINE_ENDS))
@settings(max_examples=40, deadline=None)
def test_each_text_is_read_where_it_was_written(
    write: Callable[[list[str]], bytes], values: list[str], end: str
) -> None:
    source = write(values).decode().replace("\n", end)
    made = read_texts(read, source)
    assert len(made) == len(values)
    for segment, value in zip(made, values, strict=True):
        assert_exact(source, segment, value)


@given(parts=st.lists(st.tuples(sentences, sentences), min_size=1, max_size=4), end=st.sampled_from(LINE_ENDS))
@settings(max_examples=60, deadline=None)
def test_elements_between_words_are_part_of_the_text(parts: list[tuple[str, str]], end: str) -> None:
    root = etree.Element("mails")
    body = etree.SubElement(root, "body")
    body.text = "Tere\n"
    for inner, behind in parts:
        child = etree.SubElement(etree.SubElement(body, "outer"), "term")
        child.text = inner
        child.getparent().tail = f" {behind}"
    source = etree.tostring(root, encoding="unicode").replace("\n", end)
    (made,) = read_texts(read, source)
    assert_exact(source, made, "".join(root.itertext()))


def find(source: str, format: str = "xml") -> list[tuple[str, str, str]]:
    return [(segment.language, segment.context, segment.text) for segment in read_source(source, format)[0]]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<r><m>We write</m><m>you read</m></r>", [("m", "We write"), ("m[2]", "you read")]),
        ("<r><m id='x'>We <n>write</n></m></r>", [("x", "We write")]),
        ("<r><m name='x'><title>Your bill</title></m></r>", [("x.title", "Your bill")]),
        ("<r><id>42</id><at>2020-01-02</at><l>http://x.y/z</l><k>snake_case</k><w>Hello</w></r>", [("w", "Hello")]),
        ("<r><script>let us write</script><m><code>a = b or c</code></m></r>", []),
        ("<r><m title='Read it now' class='two words' href='x y'/></r>", [("m.title", "Read it now")]),
        ("<r><v a:text='Write to us' a:hint='@string/x'/></r>", [("v.a:text", "Write to us")]),
        ("<r><m>We write</m>\n<m>We</m> write</r>", [("r", "We write"), ("r", "We write")]),
        ("<r>{% if x %}<m>We write</m>{% endif %}</r>", [("m", "We write")]),
        ("<r><form string='Send it now'><div title='Read it now'>We write</div></form></r>",
         [("form.string", "Send it now"), ("form", "We write"), ("form title", "Read it now")]),
        ("<a>&lt;p&gt;We write&lt;/p&gt;&lt;p&gt;You read&lt;/p&gt;</a>", [("a", "We write"), ("a", "You read")]),
        ("<a><![CDATA[<p>We &amp; you</p>]]></a>", [("a", "We & you")]),
        ("<a><![CDATA[We &amp; you]]></a>", [("a", "We &amp; you")]),
        ("<!DOCTYPE a [<!ENTITY us 'Acme'>]><a>Ask &us; now</a>", [("a", "Ask Us now")]),
        ("<a>Ask&nbsp;us now</a>", [("a", "Ask us now")]),
        ("<t><p>Dear <t t-out='o.name'>x</t>, <span t-field='o.sum'/> is due</p></t>", [("t", "Dear OName, OSum is due")]),
        ("<t><p><t t-if='a'>We write</t><t t-else=''>we call</t></p></t>", [("t", "We write | we call")]),
        ("<x><p>Dear <xsl:value-of select='name'/>, hello</p></x>", [("x", "Dear Name, hello")]),
        ("<?xml version='1.0'?><a><?php foo() ?>We <?other x?>write</a>", [("a", "We write")]),
        ("{% load x %}<a b='{% if c < d %}x{% endif %}'>We write {{ x }}</a>", [("a", "We write X")]),
        ("<a>{% if x < 1 %}<b>We write{% endif %}</a>", [("", "We write")]),
        ("<Ответ><Текст>Мы ответим</Текст></Ответ>", [("Текст", "Мы ответим")]),
        ("<m>" * 500 + "We write" + "</m>" * 500, [("…" + ".m" * 20, "We write")]),
        ("", []),
        (" \n", []),
    ],
)  # fmt: skip
def test_texts_of_any_xml(source: str, texts: list[tuple[str, str]]) -> None:
    assert [(context, text) for _, context, text in find(source)] == texts


def test_a_text_is_in_the_language_that_its_element_states() -> None:
    source = "<r><m xml:lang='ru'><x>Мы ответим</x></m><m><lang>et</lang><x>Me vastame</x></m><en>We write</en></r>"
    assert [(language, text) for language, _, text in find(source)] == [
        ("ru", "Мы ответим"),
        ("et", "Me vastame"),
        ("en", "We write"),
    ]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        (r"Don\'t \"go\" \@home\n\u00f5\ud83d\ude42", 'Don\'t "go" @home\nõ🙂'),
        ('"  keep   this "\n   but\n not that', "keep   this  but not that"),
        ("@string/other", None),
        ("?attr/some", None),
        ('Tap <b>here</b>\\n<a href="http://x.y">now</a>', "Tap here\nnow"),
        ("&lt;b>Tap&lt;/b> \\'now\\'", "Tap 'now'"),
        ('<xliff:g id="name">%1$s</xliff:g> has left', "Value has left"),
    ],
)  # fmt: skip
def test_android_has_escapes_of_its_own(source: str, texts: str | None) -> None:
    found = find(f"<resources><string name='a'>{source}</string></resources>")
    assert [text for _, _, text in found] == ([] if texts is None else [texts])


def test_what_android_translates() -> None:
    source = """<resources tools:locale="et"><string name="a" translatable="false">Not this text</string>
    <string name="b">Tere kõigile</string><color name="c">not a text</color>
    <plurals name="d"><item quantity="one">üks päev</item><item quantity="other">%d päeva</item></plurals>
    <string-array name="e"><item>esimene asi</item><item>teine asi</item></string-array></resources>"""
    assert find(source) == [
        ("et", "string.b", "Tere kõigile"),
        ("et", "plurals.d.one", "üks päev"),
        ("et", "plurals.d.other", "Value päeva"),
        ("et", "string-array.e[1]", "esimene asi"),
        ("et", "string-array.e[2]", "teine asi"),
    ]


def test_xliff_1_tells_translations_and_what_waits_for_one() -> None:
    source = """<xliff version="1.2"><file source-language="en" target-language="ru"><body>
    <trans-unit id="1" resname="mail.hi"><source>Hello</source><target>Привет, <x id="INTERPOLATION" equiv-text="{{ user }}"/>!</target>
      <note>for translators</note><alt-trans><target>Другой текст</target></alt-trans></trans-unit>
    <trans-unit id="2"><source>Only here</source></trans-unit>
    <trans-unit id="3"><source>Newly here</source><target state="needs-translation">Newly here too</target></trans-unit>
    <trans-unit id="4" translate="no"><source>Never here</source></trans-unit>
    <group><trans-unit id="5"><source/><target>Ра<g id="1">стор</g><g id="2">ж</g>ение <bpt id="2">&lt;b&gt;</bpt>договора<ept id="2"/><ph id="3">code</ph></target>
    </trans-unit></group></body></file></xliff>"""
    assert find(source) == [
        ("ru", "trans-unit.mail.hi", "Привет, User!"),
        ("en", "trans-unit.2", "Only here"),
        ("en", "trans-unit.3", "Newly here"),
        ("ru", "trans-unit.5", "Расторжение договораValue"),
    ]


def test_xliff_2_has_segments_with_a_state() -> None:
    source = """<xliff version="2.0" srcLang="en" trgLang="et"><file id="f"><unit id="u"><notes><note>for them</note></notes>
    <segment><source>Hi</source><target>Tere <ph id="1" equiv="NAME"/>, <pc id="2">head aega</pc></target></segment>
    <segment state="initial"><source>Another text</source><target>Another text</target></segment></unit>
    <unit id="v" translate="no"><segment><source>Not this</source></segment></unit></file></xliff>"""
    assert find(source) == [("et", "unit.u", "Tere Name, head aega"), ("en", "unit.u[2]", "Another text")]


def test_qt_tells_finished_translations() -> None:
    source = """<?xml version="1.0"?><!DOCTYPE TS><TS language="ru"><context><name>Main</name>
    <message><source>Hello there</source><translation>Привет всем</translation></message>
    <message id="x"><source>Hello</source><translation type="unfinished">Ещё не так</translation></message>
    <message numerus="yes"><source>%n days</source><translation><numerusform>%n день</numerusform></translation></message>
    <message><source>Old</source><translation type="vanished">Было так</translation></message></context></TS>"""
    assert find(source) == [("ru", "Main.message[1]", "Привет всем"), ("ru", "Main.message[3][1]", "%n день")]
    assert find_format("app_ru.ts", source) == "xml"
    assert find_format("app.ts", "const a = <T>() => 1") == "js"


def test_other_resources() -> None:
    resx = """<root><resheader name="a"><value>two words</value></resheader><data name="b"><value>Мы ответим</value>
    <comment>said to translators</comment></data><data name="c" type="System.Drawing.Size"><value>no text here</value></data>
    <data name="&gt;&gt;d"><value>no text either</value></data></root>"""
    assert find(resx) == [("", "data.b", "Мы ответим")]
    plist = """<plist><dict><key>days</key><dict><key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string>
    <key>one</key><string>%d day left</string></dict><key>list</key><array><string>One thing</string><string>Another thing</string>
    </array></dict></plist>"""
    assert [(context, text) for _, context, text in find(plist)] == [
        ("days.one", "Value day left"),
        ("list.string", "One thing"),
        ("list.string[2]", "Another thing"),
    ]


@pytest.mark.parametrize(
    ("source", "word", "stretch"),
    [
        ("<a>уйди из рас&#173;торжения</a>", "расторжения", "рас&#173;торжения"),
        ("<a>in the cou&#x200B;rt</a>", "court", "cou&#x200B;rt"),
        ("<a>mo&#771;ned kulud</a>", "mõned", "mo&#771;ned"),
        ("<a>hidden co<em>ur</em>t</a>", "court", "co<em>ur</em>t"),
        ("<a>hidden co<term>ur</term>t</a>", "court", "co<term>ur</term>t"),
        ("<a>hidden co&lt;b&gt;urt&lt;/b&gt;</a>", "court", "co&lt;b&gt;urt"),
        ("<a>in the co<![CDATA[ur]]>t</a>", "court", "co<![CDATA[ur]]>t"),
        ("<a>in the co<!-- x -->urt</a>", "court", "co<!-- x -->urt"),
        (r"<resources><string name='a'>the co\u00ADurt</string></resources>", "court", r"co\u00ADurt"),
        (r"<resources><string name='a'>don\'t go</string></resources>", "don't", r"don\'t"),
    ],
)
def test_a_hidden_word_is_found_where_it_was_written(source: str, word: str, stretch: str) -> None:
    (segment,) = (segment for segment in read_source(source, "xml")[0] if word in segment.text)
    place = segment.text.index(word)
    span = segment.source_map.span(place, place + len(word))
    assert source[span.start : span.stop] == stretch


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("<a>\n<b>We write</a>", 2, "mismatched tag"),
        ("<a>\r\rWe write", 3, "no element found"),
        ("<a>\n</a>\n<b/>", 3, "junk after document element"),
        ("<a b='We write", 1, "unclosed token"),
        ("just some text {name}", 1, "syntax error"),
        ("<a>\r\nõõ \x00</a>", 2, "not well-formed"),
        ("<a>\n" * 1001 + "</a>" * 1001, 1001, "more than 1000 levels"),
        ("<a>" * 100_000, 1, "no element found"),
        (
            '<!DOCTYPE a [<!ENTITY a0 "lol">'
            + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
            + "]><a>&a11;</a>",
            1,
            "amplification",
        ),
    ],
)
def test_broken_xml_is_refused_with_its_line(source: str, line: int, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        read_source(source, "xml")
    assert caught.value.line == line


@pytest.mark.parametrize(
    "source",
    [
        "<r>" + "<a/>" * 50_000 + "</r>",
        "<r>" + "<a b='c'>x</a>" * 20_000 + "</r>",
        "<a>x " * 900 + "</a>" * 900,
        "<a>" + "&amp;" * 100_000 + "</a>",
        "<a>" + "<!-- -->" * 50_000 + "</a>",
        "<a><![CDATA[" + "x ]] " * 50_000 + "]]></a>",
        "<a {% " + "b='" * 50_000,
        "<a {% if %}>" + "<!--" * 50_000,
        "<?php " + "<![CDATA[" * 50_000,
        "<!DOCTYPE a [" + "<!ENTITY b 'c'>" * 20_000 + "]><a>&b;</a>",
        "<resources><string name='a'>" + "\\u00" * 50_000 + '"' * 50_000 + "</string></resources>",
        "<xliff>"
        + "<group>" * 900
        + "<trans-unit><source>a b</source></trans-unit>" * 2_000
        + "</group>" * 900
        + "</xliff>",
        "<plist><dict>"
        + "<key>a</key><dict>" * 400
        + "<string>two words</string>"
        + "</dict>" * 400
        + "</dict></plist>",
    ],
    ids=range(13),
)
def test_hostile_xml_ends(source: str) -> None:
    read_source(source, "xml")


def test_a_truncated_file_is_refused_or_read() -> None:
    source = write_anything(["Tere 'päevast' & nii", "Tere <p> jälle"]).decode().rstrip()
    for stop in range(6, len(source)):
        with pytest.raises(ReadError):
            list(read(Segment.whole(source[:stop])))
