"""For any source in any format, every character of every segment knows where it came from."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.documents import LITERAL, Segment
from policylint.errors import ReadError
from policylint.readers import FORMATS, normalise, read_source
from policylint.readers.decoding import decode
from policylint.readers.formats import Reader

_PARTS = (
    "{{", "}}", "{{{", "}}}", "{%", "%}", "{#", "#}", "{{#a}}", "{{/a}}", "{{^a}}", "{{else}}", "{$a|b}", "{if $a}", "{/if}",
    "{l s='we will write'}", "{* x *}", "<%", "%>", "<%= a.b %>", "<?php", "<?= $a ?>", "?>", "%{name}", "%(name)s", "${a.b}",
    "{name}", "{", "}", "%NAME%", "@if(a)", "@endif", "@lang('two words')", "{!!", "!!}", "<#if a>", "</#if>", "*|A|*", "%s",
    "<p>", "</p>", "<b>", "</b>", "<br>", "<td>", "<li>", "<a href='x'>", "</a>", "<img alt='a &amp; b'>", "<script>", "</script>",
    "<!--", "-->", "<code>", "</code>", "<pre>", "</pre>", "<title>", "<button>", "<", ">", "&amp;", "&nbsp;", "&shy;", "&#233;",
    "&notit;", "&", "<![CDATA[", "]]>", "<p lang=ru id=x>", "<html lang=et>",
    "# ", "- ", "1. ", "> ", "---\n", "===\n", "title: x\n", "| a | b |\n", "|---|---|\n", "```\n", "`", "``", "*", "**", "_", "~~",
    "[", "]", "(", ")", "![", "](", "[^1]", "[^1]: ", "[a]: b\n", "\\", "\\*", "<http://a.b>", "policylint: allow x\n", "Subject: ",
    "Content-Type: multipart/alternative; boundary=x\n\n", "\n--x\n", "\n--x--\n", "Content-Type: text/html; charset=utf-16\n",
    "Content-Type: message/rfc822\n\n", "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n",
    "=?utf-8?b?0JLQ?=", "=?koi8-r?q?=C1_?=", "=D0=", "=\n", "0JLQsA==\n",
    "key: ", "- |\n  ", "k: >-\n    ", "&a ", "!!str ", "ru:\n  ", "\\u0442", "\\\n", "''", '"""', "'''", "[[a]]\n", 'a.b = "', " = ",
    'msgid ""\n', 'msgid "a"\n', 'msgstr "b"\n', 'msgstr[0] ""\n"', "#, fuzzy\n", "Language: et\\n", "a=b \\\n", "\\u0416", "\\303\\265", "\n[s]\n", '"_QQ_"', "\n; ",
    '"a" = "b";\n', '";\n', "\na = ", "\n-t = ", "\n .l = ", "{ $n ->", "\n *[other] ", "\n [one] ", '{ "q" }', "{ -t }", "\n}",
    "'", '"', "/*", "*/", "//", "return (", "const a = `", "className={a}", '{" "}', "=> ",
    "{n, plural, one {# a}", " other {b}}", "{a, select, x {", "}}", "'{'", "''", "{n, date}", ":name", "%1$s", "%d%%", "@:a.b", "$t(a)", "<1>", "a|b", "{0} ", "|[1,*]",
    '{"a": "', '", "b": [', "\\u0441", "\\ud83d\\ude42", "\\ud83d", '"@@locale": "ru"', '{"en": {',
    "<r>", "</r>", "<r x='1'/>", "<resources>", "<string name='a'>", "</string>", "</resources>", "<xliff>", "<target>", "<x id='a'/>",
    "<?xml version='1.0'?>", "<!DOCTYPE a [", "&own;", "<t t-out='a'/>", "<t t-else=''>", "\\'", "\\u00f5",
    "INSERT INTO t VALUES (", "UPDATE t SET a = ", "COPY t (a, b) FROM stdin;\n", "\\.\n", "''", "E'", "N'", "$$", " || ", "');",
    "[#if a]", "[/#if]", "[@a b=c /]", "[[${a}]]", "<@a b='We write'>", "</@a>", "@if (a) {", "} @else {", "#if($a)", "#end", "$!{a}", "{{<", ">}}",
    "{ldelim}", "{{ a ? 'b c' : 'd e' }}", "<p th:text='a'>", "<c:out value='a'/>", "<c:when>", "<x-a>", "<template>\n", "\n</template>", "{:else}",
    "::\n\n", ".. note:: ", ".. ", ".. [#] ", "+---+\n", "|a  |\n", "==  ==\n", "a  b\n", ":a:`", "`_", "__", ":a: ", "term\n  ", "====\n", "----\n",
    "|===\n", "2+|", "a|", "footnote:[", "link:a[", "<<a,", "((", "((a))", "* ", ". ", "a:: ", "NOTE: ", "[source]\n", "image::a[b]\n", "+\n", ":::",
    "!!! a\n", "\n: ", "$$", "[^a]: ", "subject: >\n ",
    '$x = "', "{$a->b}", "<<<A\n", "\nA;", "<<~A\n", "f'", 'f"', "{a!r:>5}", " . '", "' . ", "' + \"", "#{a}", "\\(a)", '$@"', "`${a}", "%q(", "r'", "= /a", "/*", "['et' => '",
    "word", "слово", "õ", "o\u0303", "о\u0301", "ра\u00adз", "Cчета", "\u200b", "\u2011", "\u00a0", "’", "🙂", "\ufeff",
    " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\x00", "\x0b", "\u2028", "    ",
)  # fmt: skip
_SOURCES = st.one_of(st.lists(st.sampled_from(_PARTS), max_size=40).map("".join), st.text(max_size=80))


def assert_maps(source: str, segment: Segment) -> None:
    """Check the map of one segment of a source, character by character."""
    source_map = segment.source_map
    assert source_map.length == len(segment.text)
    done = 0
    for index, character in enumerate(segment.text):
        start, stop = source_map.start(index), source_map.stop(index)
        assert 0 <= start <= stop <= len(source)
        if source_map.kind(index) == LITERAL:
            assert (source[start], stop) == (character, start + 1)
        assert start >= done or source_map.kind(index) != LITERAL
        done = max(done, start)
    assert list(source_map.starts) == sorted(source_map.starts)
    assert list(source_map.stops) == sorted(source_map.stops)
    for link in segment.links:
        assert 0 <= link.start < link.stop <= len(segment.text)


def read_or_refuse(reader: Reader, segment: Segment) -> list[Segment]:
    with suppress(ReadError):
        return list(reader(segment))
    return []


@given(source=_SOURCES, format=st.sampled_from(sorted(name for name, known in FORMATS.items() if not known.is_packed)))
@settings(max_examples=600, deadline=None)
def test_every_literal_character_maps_to_itself(source: str, format: str) -> None:
    segments: tuple[Segment, ...] = ()
    facts: dict[str, str] = {}
    with suppress(ReadError):
        segments, facts = read_source(source, format)
    for segment in segments:
        assert segment.text == segment.text.strip() != ""
        assert segment.role != "meta"
        assert_maps(source, segment)
    assert all(isinstance(value, str) for value in facts.values())


@given(source=_SOURCES)
@settings(max_examples=300, deadline=None)
def test_each_layer_keeps_the_map_on_its_own(source: str) -> None:
    for reader in {reader for known in FORMATS.values() for reader in known.readers()}:
        for segment in read_or_refuse(reader, Segment.whole(source)):
            assert_maps(source, segment)


@given(text=st.text(alphabet="aоCеx\u0301\u0303\u00ad\u200b\u00a0’ ё\u0308õö\u2011", max_size=30))
@settings(max_examples=300, deadline=None)
def test_folding_gives_the_text_the_layer_gives(text: str) -> None:
    shown = [segment.text for segment in normalise.read(Segment.whole(text))]
    assert "".join(shown).strip() == normalise.fold(text).strip()
    if not normalise.hides_words(text):
        assert normalise.fold(text) == text


@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=60).map(lambda text: text.encode("utf-16"))))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, "a.txt")
    except ReadError:
        return
    assert isinstance(text, str)
    assert encoding
