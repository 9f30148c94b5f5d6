"""JavaScript and its kin: strings are read at their very characters, in code, in templates and in elements."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.readers.programs import javascript
from tests.readers.exact import LINE_ENDS, assert_exact
from tests.readers.programs import VALUES, read_strings, say, texts, told
from tests.readers.test_reader_positions import find_word


def write_single(text: str) -> str:
    return "'" + json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"


def write_template(text: str) -> str:
    return "`" + text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${") + "`"


def write_code_points(text: str) -> str:
    return '"' + "".join(f"\\u{{{ord(char):X}}}" if ord(char) > 127 else json.dumps(char)[1:-1] for char in text) + '"'


def write_joined(text: str) -> str:
    return f"{write_single(text[:6])}\n  + /* don't */ {write_template(text[6:])}"


_WRITERS = st.sampled_from(
    [
        json.dumps,
        lambda text: json.dumps(text, ensure_ascii=False),
        write_single,
        write_template,
        write_code_points,
        write_joined,
    ]
)
_TEMPLATES = st.sampled_from(
    [
        "const a = {};\n",
        "export default {{ a: [{}] }}\n",
        "say({}, x / y / z)\n",
        "// it's\nlet b = /[/'\"`]/.test(x) ? {} : ''\n",
        "const c = () => {{ return {} }}\n",
    ]
)


@given(written=st.lists(st.tuples(texts, _WRITERS, _TEMPLATES), min_size=1, max_size=4), end=st.sampled_from(LINE_ENDS))
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_at_its_characters(written, end) -> None:
    source = "".join(template.format(write(text)) for text, write, template in written).replace("\n", end)
    for segment, (text, _, _) in zip(read_strings(javascript.read, source), written, strict=True):
        assert_exact(source, segment, text)


@given(
    parts=st.lists(
        texts.map(lambda text: (write_template(text)[1:-1], text))
        | st.sampled_from([(f"${{{name}}}", VALUES[name]) for name in VALUES]),
        min_size=2,
        max_size=5,
    )
)
@settings(max_examples=100, deadline=None)
def test_what_templates_put_in_is_a_placeholder(parts) -> None:
    source = f"x = `{','.join(written for written, _ in parts)}`"
    if any(text not in VALUES.values() for _, text in parts):
        (segment,) = read_strings(javascript.read, source)
        assert_exact(source, segment, ",".join(text for _, text in parts))


def test_strings_say_what_javascript_says() -> None:
    source = r"""x = "we say \x41\u0442\u{1F642}\ud83d\ude42 \101\0 \q \
so"; y = 'it\'s "so" \t now or then'; z = `one \` two ${ {a: "}"}["a"] } \${three}`"""
    assert [segment.text for segment in read_strings(javascript.read, source)] == [
        "we say Aт🙂🙂 A\0 q so",
        'it\'s "so" \t now or then',
        "one ` two A ${three}",
    ]


def test_texts_in_templates_are_texts() -> None:
    source = "x = `Dear ${names.map(name => `mr ${name} the first`)}, we ${late ? 'will never answer' : `may answer`} ${'soon'}`"
    assert told(source, "js") == [
        "Dear NamesMapName, we Late soon",
        "mr Name the first",
        "will never answer",
        "may answer",
    ]


def test_what_is_joined_is_one_text() -> None:
    source = "a = 'Dear ' + user.name + ', we ' +\n  `never ${x}` + os.EOL + \"answer in \" + h;\nb = days + ' days are left'"
    assert told(source, "js") == ["Dear UserName, we never X\nanswer in H", "Days days are left"]


def test_keys_tell_where_a_text_is_held() -> None:
    source = (
        "export const SUBJECT: string = 'We write to you'\nexport default {\n mails: { welcome: 'Be our guest', 'to us': [`one two`, 'two words', { x: cond ? 'one two' : 'two three' }] },\n"
        " et: { late: () => `Te ei maksnud` }, ru: t('Вы не заплатили'), [key]: 'three words',\n}\nmessages['en']['late'] = 'You are late'\n"
        "const et = { a: 'Te ei maksa' }\nsend({ lang: 'et', body: 'Me ei vasta', to })\nfunction f(el = 'not a language') { return 'this text' }"
    )
    assert say(source, "js") == [
        "SUBJECT : We write to you",
        "mails.welcome : Be our guest",
        "mails.to us[0] : one two",
        "mails.to us[1] : two words",
        "mails.to us[2].x : one two",
        "mails.to us[2].x : two three",
        "et.late et: Te ei maksnud",
        "ru ru: Вы не заплатили",
        " : three words",
        "late : You are late",
        "et.a et: Te ei maksa",
        "body et: Me ei vasta",
        " : not a language",
        " : this text",
    ]


def test_elements_and_what_they_are_given() -> None:
    source = (
        "const A = () => (\n <Layout className='not a text' message=\"We don&apos;t answer\" title='Our title here'>\n"
        "  <p>Hello{' '}{'my dear friend'}, {late ? 'pay now please' : <b>thanks a lot</b>} {/* it's no text */}</p>\n"
        "  <Card text={'text for a card'} className={cn('not a', 'text not')} onClick={() => say('this is said')} />\n </Layout>\n)\nconst b = 'and one more'"
    )
    assert told(source, "js") == [
        "We don't answer",
        "Our title here",
        "Hello my dear friend, thanks a lot",
        "pay now please",
        "text for a card",
        "this is said",
        "and one more",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "const a = <string>b; x = 'This is a text'", "const f = <T,>(a: T) => 'This is a text'", "const f = <T extends A>(a) => 'This is a text'", "f<A>(b, 'This is a text')", "if (a <b && c> d) x = 'This is a text'",
        "class A<T> { x: Map<string, B<T>> = 'This is a text' }", "x = a as B<C>; y = 'This is a text'", "const f = async <T>(a: T): Promise<T> => 'This is a text'",
    ],
)  # fmt: skip
def test_types_are_no_elements(source: str) -> None:
    assert told(source, "js") == ["This is a text"]


@pytest.mark.parametrize(
    "source",
    [
        "// it's 'not a text'", "/* it's\n 'not a text' */", "console.log('not a text')", "logger.error(`not a ${text}`)", "throw new TypeError('not a text')", "x = /'not a text'/g",
        "a = b / 'x'.length / 2", 'x.match(/not a "text/)', "styled.div`color: red; not a text`", "css`not a text`", "gql`query A { not a text }`", "x === 'not a text'", "describe('not a', () => it('text or so'))",
        "document.querySelector('not a text')", "x = { 'not a text': 1 }", "x['not a text'] = 1", "x = 'flex items-center px-4'", "'use strict'; x", "x = `SELECT a FROM b WHERE c`", "x = 'not a text", "x = 'not a\ntext'",
        "x = <div className='not a text' data-x='not a text'/>", "x = 'function a() { return b }'",
    ],
)  # fmt: skip
def test_what_is_no_text(source: str) -> None:
    assert told(source, "js") == []


@pytest.mark.parametrize(
    "source",
    [
        "throw new Error('This is a text')", "throw new UserError(`This is a text`)", "alert('This is a text')", "x = a / b; y = 'This is a text' / c", "x = y || 'This is a text'", "x = y ?? 'This is a text'", "case 'x y': return 'This is a text'",
        "html`This is a text`", "x = { a, 'b c': 'This is a text' }", "const x =\n  'This is a text'", "x = [a?.b ?.5:1, 'This is a text']", "@A('x')\nclass B { c = 'This is a text' }", "x = y\n/a/.z('This is a text')", "x = 'This is ' +\n// no\n 'a text'",
    ],
)  # fmt: skip
def test_what_is_a_text(source: str) -> None:
    assert told(source, "js") == ["This is a text"]


@pytest.mark.parametrize(
    ("string", "word", "stretch"),
    [
        ("'see mo\u0303ne lause'", "mõne", "mo\u0303ne"),
        (r"'see m\u00f5ne lause'", "mõne", r"m\u00f5ne"),
        ("'это рас' + 'торжение'", "расторжение", "рас' + 'торжение"),
        ("`это рас\\\nторжение`", "расторжение", "рас\\\nторжение"),
        ("'это рас\\u00adтор\u200bжение'", "расторжение", "рас\\u00adтор\u200bжение"),
        ("'<p>это рас<b>торж</b>ение</p>'", "расторжение", "рас<b>торж</b>ение"),
        ("<p>это рас{'торж'}ение</p>", "расторжение", "рас{'торж'}ение"),
        ("<p>это рас<b>торж</b>е&shy;ние</p>", "расторжение", "рас<b>торж</b>е&shy;ние"),
    ],
)
def test_hidden_words_are_found(string: str, word: str, stretch: str) -> None:
    assert find_word(f"x = {string};", word, "js") == stretch


@pytest.mark.parametrize(
    "source",
    [
        '"' * 100_001, "`${" * 30_000, "{`${`" * 20_000, "=<a>" * 50_000, "=<a b={" * 20_000, "".join(f"=<a{n}>" for n in range(20_000)), "= /[" * 30_000, "/" * 100_000, "x = `a b", "(" * 100_000, "'a b' + " * 20_000, "{a:" * 50_000,
        "'" + "\\'" * 60_000, "</" * 50_000, "=<" + "a" * 100_000, "x?" * 50_000, "x = <a>" + "{<b>" * 20_000, "\n" * 100_000, "]})" * 30_000, "`" + "\\" * 100_001,
    ],
    ids=range(20),
)  # fmt: skip
def test_hostile_programs_take_no_time(source: str) -> None:
    assert told(source, "js") is not None
