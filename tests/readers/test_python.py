"""Python: what its own parser takes for a string is read as one, at its very characters."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.readers.programs import python
from tests.readers.exact import LINE_ENDS, assert_exact
from tests.readers.programs import VALUES, end_lines, list_placeholders, read_strings, say, texts, told
from tests.readers.test_reader_positions import find_word


def _write_long(text: str, quote: str) -> str:
    return quote * 3 + text.replace("\\", "\\\\").replace(quote, "\\" + quote) + quote * 3


_WRITERS = st.sampled_from(
    [
        repr,
        ascii,
        lambda text: f"u{text!r}",
        lambda text: _write_long(text, '"'),
        lambda text: _write_long(text, "'"),
        lambda text: f"({text[:5]!r}\n  {text[5:]!r})",
        lambda text: f"{text[:7]!r} \\\n  {text[7:]!r}",
        lambda text: f"({text[:3]!r} + # don't\n {text[3:]!r})",
        lambda text: f"_({text!r})",
    ]
)
_TEMPLATES = st.sampled_from(["TEXT = {}\n", "x = {{'a': {}}}\n", "def f():\n    '''It's none.'''\n    return {}\n"])


@given(written=st.lists(st.tuples(texts, _WRITERS, _TEMPLATES), min_size=1, max_size=4), end=st.sampled_from(LINE_ENDS))
@settings(max_examples=200, deadline=None)
def test_what_python_writes_is_read_at_its_characters(written, end) -> None:
    source = end_lines("".join(template.format(write(text)) for text, write, template in written), end)
    ast.parse(source)
    for segment, (text, _, _) in zip(read_strings(python.read, source), written, strict=True):
        assert_exact(source, segment, text)


_PARTS = st.lists(
    st.one_of(
        texts.map(ast.Constant),
        st.sampled_from([*VALUES, "name.upper", "name[0]"]).map(
            lambda name: ast.FormattedValue(ast.parse(name).body[0].value, -1)
        ),
    ),
    min_size=1,
    max_size=5,
)


@given(parts=_PARTS)
@settings(max_examples=150, deadline=None)
def test_fields_of_formatted_strings_are_placeholders(parts) -> None:
    if not any(isinstance(part, ast.Constant) for part in parts):
        return
    source = ast.unparse(ast.JoinedStr(parts))
    read = read_strings(python.read, f"x = {source}")
    fields = [ast.unparse(part.value) for part in parts if isinstance(part, ast.FormattedValue)]
    assert [list_placeholders(f"x = {source}", segment) for segment in read] == [[f"{{{field}}}" for field in fields]]
    names = {**VALUES, "name": type("Name", (str,), {"upper": "NameUpper", "__getitem__": lambda *_: "Name0"})("Name")}
    assert [segment.text for segment in read] == [eval(source, names)]


_SCRAPS = st.sampled_from(
    ["we say", " ", "õ", "🙂", "\\n", "\\t", "\\\\", "\\'", '\\"', "\\x41", "\\u0442", "\\U0001F642", "\\N{BULLET}", "\\101", "\\0", "\\a", "\\q", "\\\n", "#", "\\N{no such}", "}", "%"]
)  # fmt: skip


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@given(scraps=st.lists(_SCRAPS, max_size=9), prefix=st.sampled_from(["", "r", "R", "u", "f", "rf", "Fr"]))
@settings(max_examples=300, deadline=None)
def test_escapes_say_what_python_says(scraps, prefix) -> None:
    source = f'x = {prefix}"{"".join(scraps)}we say so"'
    try:
        value = ast.literal_eval(ast.parse(source).body[0].value) if "f" not in prefix.lower() else eval(source[4:])
    except (SyntaxError, ValueError, NameError):
        return
    assert [segment.text for segment in read_strings(python.read, source)] == [value]


def test_fields_may_hold_quotes_braces_and_formats() -> None:
    source = """x = f"Pay {order['sum']:>{width}} by {when:%d.%m} or {'never' if a else "now"}, {{x}} \\N{BULLET} {a!r:>5}" """
    assert told(source, "py") == ["Pay OrderSum by When or Never, X • A"]


def test_what_format_fills_in_is_a_placeholder() -> None:
    assert told("x = 'Pay {} by {0} or {:.2f}, {name!r}, %s, %(name)s; {} {}'.format(a)", "py") == [
        "Pay Value by Value or F, Name, Value, Name; Value Value"
    ]


def test_what_is_joined_is_one_text() -> None:
    source = "a = 'Dear ' + user.name + ', we ' + 'never' + os.linesep + \"answer \" + str(hours)\nb = hours + ' hours are left'"
    assert told(source, "py") == ["Dear UserName, we never\nanswer StrHours", "Hours hours are left"]


def test_keys_tell_where_a_text_is_held() -> None:
    source = (
        "SUBJECT = 'We write to you'\nMAILS: dict = {\n 'et': {'late': 'Te ei maksnud arvet', 'more': ['üks lause', 'kaks lauset']},\n"
        " 'ru': dict(late='Вы не заплатили'),\n}\nMAILS['en']['late'] = 'You are late'\nsend(subject='One more mail', lang='et', body=_('Two words'))\n"
    )
    assert say(source, "py") == [
        "SUBJECT : We write to you",
        "MAILS.et.late et: Te ei maksnud arvet",
        "MAILS.et.more[0] et: üks lause",
        "MAILS.et.more[1] et: kaks lauset",
        "MAILS.ru.late ru: Вы не заплатили",
        "late : You are late",
        "subject : One more mail",
        "body : Two words",
    ]


def test_a_stated_language_counts_for_what_stands_beside_it() -> None:
    assert say("x = [{'lang': 'et', 'body': 'Me ei vasta'}, {'body': 'We do not'}]\nlang = 'ru'", "py") == [
        "x[0].body et: Me ei vasta",
        "x[1].body : We do not",
    ]


@pytest.mark.parametrize(
    "source",
    [
        '"""It is a module."""', "def f():\n    'It is a function.'\n    pass", "class A:\n\n  # no\n  r'''It is\n  a class.'''", "async def f(a: int) -> str: 'one line'",
        "x = 1\n'It is about x.'\n", "# it's 'not a text'", "b'bytes are none'", "logger.info('not a text')", "self.log.error(f'not a {text}')",
        "raise ValueError('not a text')", "raise TypeError('not a' + 'text')", "assert x, 'not a text'", "warnings.warn('not a text', stacklevel=2)",
        "re.compile('not a text')", "cursor.execute('not a text')", "x = 'SELECT a b FROM c'", "x = '''\nSELECT a, b\nFROM c'''", "if x == 'not a text': pass",
        "namedtuple('A', 'not a text')", "x = 'not a text'.split()", "x = 'oneword'", "x = 'https://a.b/c d'", "x = r'(?:not a|text)'", "__doc__ = 'not a text'",
        "x = {'not a text': 1}", "x['not a text'] = 1", "x = 'btn-primary btn-lg mt-4'", "x = 'color: red; border: none;'", "import a  # 'not a text'", 'x = "not a text',
    ],
)  # fmt: skip
def test_what_is_no_text(source: str) -> None:
    assert told(source, "py") == []


@pytest.mark.parametrize(
    "source",
    [
        "raise UserError('This is a text')", "raise Exception('This is a text')", "print('This is a text')", "def f():\n  return 'This is a text'", "def f(): return 'This is a text'",
        "else: x = 'This is a text'", "assert x\ny = 'This is a text'", "x = y or 'This is a text'", "x = 'This is a text' if y else ''", "f(\n  'This is a text'\n)", "x = {1: 'This is a text'}[1]",
        "x = '' 'This is a text'", "x = ['https://a.b',\n 'This is a text']", "f(b'a', 'This is a text')", "x = ('This '\n  # no\n  'is a text')", "x = 'This is a text' # 'no'", "x\\\n= 'This is a text'", "    'This is '\n    'a text'\n",
    ],
)  # fmt: skip
def test_what_is_a_text(source: str) -> None:
    assert told(source, "py") == ["This is a text"]


@pytest.mark.parametrize(
    ("source", "word", "stretch"),
    [
        ("x = 'see mo\u0303ne lause'", "mõne", "mo\u0303ne"),
        (r"x = 'see m\u00f5ne lause'", "mõne", r"m\u00f5ne"),
        ("x = 'это рас' 'торжение'", "расторжение", "рас' 'торжение"),
        ("x = ('это рас' +\n  'торжение')", "расторжение", "рас' +\n  'торжение"),
        ("x = 'это рас\\\nторжение'", "расторжение", "рас\\\nторжение"),
        (r"x = 'это рас\N{SOFT HYPHEN}тор\u200bжение'", "расторжение", r"рас\N{SOFT HYPHEN}тор\u200bжение"),
        ("x = '<p>это рас<b>торж</b>ение</p>'", "расторжение", "рас<b>торж</b>ение"),
        ("x = 'наши Cчета'", "Счета", "Cчета"),
    ],
)
def test_hidden_words_are_found(source: str, word: str, stretch: str) -> None:
    assert find_word(source, word, "py") == stretch


@pytest.mark.parametrize(
    "source",
    [
        '"' * 100_001, 'f"{' * 30_000, 'f"' + "{" * 100_000, "(" * 100_000, "{'a b':" * 20_000, 'r"a b"' * 20_000, "'" + "\\'" * 60_000, "\n" * 100_000, "a." * 100_000, "'a b' + " * 20_000,
        "'\\N{" * 30_000, '"""' * 33_333, "x = 'a b", "f'{", "a = " * 50_000, "])}" * 30_000, "'a b'\n" * 10_000, "#" * 100_000, "x = " + "a" * 100_000,
    ],
    ids=range(19),
)  # fmt: skip
def test_hostile_programs_take_no_time(source: str) -> None:
    assert told(source, "py") is not None
