"""Java, Kotlin, C#, Go, Swift, Dart, Ruby, CoffeeScript: each language's strings say what it says they do."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.readers import find_format
from policylint.readers.programs import code, ruby
from tests.readers.exact import LINE_ENDS, assert_exact
from tests.readers.programs import list_placeholders, read_strings, say, texts, told
from tests.readers.test_reader_positions import find_word


def write_plain(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("$", "\\$").replace("#", "\\#")


def write_escaped(text: str) -> str:
    return json.dumps(text).replace("$", "\\$").replace("#", "\\u0023")


def write_verbatim(text: str) -> str:
    return '@"' + text.replace('"', '""') + '"'


def write_back_ticked(text: str) -> str:
    return "`" + text.replace("`", "'") + "`"


def write_block(text: str) -> str:
    inside = text.replace("\\", "\\\\").replace("$", "\\$").replace('"', '\\"').split("\n")
    return '"""\n' + "".join(f"    {line}\n" for line in inside) + '    """'


def write_single(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def write_heredoc(text: str) -> str:
    inside = text.replace("\\", "\\\\").replace("#", "\\#").split("\n")
    return "<<~TEXT\n" + "".join(f"    {line}\n" for line in inside) + "  TEXT"


_WRITERS = [write_plain, write_escaped, write_verbatim, write_back_ticked, write_block]
_RUBY_WRITERS = [
    write_plain,
    write_escaped,
    write_single,
    write_heredoc,
    lambda text: f"{write_single(text[:6])} +\n  {write_plain(text[6:])}",
]


@given(
    written=st.lists(st.tuples(texts, st.sampled_from(_WRITERS)), min_size=1, max_size=4),
    end=st.sampled_from(LINE_ENDS),
)
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_at_its_characters(written, end) -> None:
    source = "".join(f"val a = {write(text)};\n// it's\n" for text, write in written).replace("\n", end)
    for segment, (text, write) in zip(read_strings(code.read, source), written, strict=True):
        # Verbatim strings keep their line ends; Go drops returns.
        kept = {write_verbatim: end, write_back_ticked: end.replace("\r", "")}.get(write, "\n")
        assert_exact(source, segment, text.replace("\n", kept) + "\n" * (write is write_block))


@given(
    written=st.lists(st.tuples(texts, st.sampled_from(_RUBY_WRITERS)), min_size=1, max_size=4),
    end=st.sampled_from(LINE_ENDS),
)
@settings(max_examples=150, deadline=None)
def test_what_ruby_is_told_is_read_at_its_characters(written, end) -> None:
    source = "".join(f"a = {write(text)}\n# it's\n" for text, write in written).replace("\n", end)
    for segment, (text, write) in zip(read_strings(ruby.read, source), written, strict=True):
        assert_exact(source, segment, text + "\n" * (write is write_heredoc))


@pytest.mark.parametrize(
    ("literal", "said", "placeholders"),
    [
        (r'"Dear $name, it is ${a.b["x"]} \$5 \u0442 \101"', "Dear Name, it is ABX $5 т A", ["$name", '${a.b["x"]}']),
        (r'"Dear \(user.name(x)), it is so"', "Dear UserNameX, it is so", [r"\(user.name(x))"]),
        (
            r'$"Dear {user["x"]}, it is {sum:N2} {{or}} so"',
            "Dear UserX, it is Sum {or} so",
            ['{user["x"]}', "{sum:N2}"],
        ),
        ('@"it is ""so"" \\n here"', 'it is "so" \\n here', []),
        ('$@"it is ""{so}"" \\n here"', 'it is "So" \\n here', ["{so}"]),
        ('`it is "so" \\n here`', 'it is "so" \\n here', []),
        ('#"it is "so" \\n here"#', 'it is "so" \\n here', []),
        ("r'it is $so \\n here'", "it is $so \\n here", []),
        ("'Dear $name, it\\'s ' 'so'", "Dear Name, it's so", ["$name"]),
        ('"""\n    it is "so"\n      or $so \\\n    here\n    """', 'it is "so"\n  or So here\n', ["$so"]),
        ('"""it is "so" here""""', 'it is "so" here"', []),
        ('"it is " + so + ", or " +\n  (x ? 1 : 2) + " here"', "it is So, or X here", ["so", "(x ? 1 : 2)"]),
    ],
)
def test_strings_say_what_their_language_says(literal: str, said: str, placeholders: list[str]) -> None:
    source = f"a = {literal};"
    (segment,) = read_strings(code.read, source)
    assert segment.text == said
    assert list_placeholders(source, segment) == placeholders


@pytest.mark.parametrize(
    ("literal", "said", "placeholders"),
    [
        (r'"Dear #{user["x"]}, it is \u0442 \u{1F642} \q \#{so}"', "Dear UserX, it is т 🙂 q #{so}", ['#{user["x"]}']),
        (r"'Dear #{name}, it\'s \n here'", r"Dear #{name}, it's \n here", []),
        ("%q(it is (so) \\n here)", "it is (so) \\n here", []),
        ("%(it is (so) #{or_so} here)", "it is (so) OrSo here", ["#{or_so}"]),
        ("<<~A.strip\n    it is #{so}\n      or not\n  A\n", "it is So\n  or not\n", ["#{so}"]),
        ("<<-'A'\n  it is #{so}\n  A\n", "  it is #{so}\n", []),
        ("'''\n  it is \"so\"\n    here\n'''", '\nit is "so"\n  here\n', []),
    ],
)
def test_strings_say_what_ruby_says(literal: str, said: str, placeholders: list[str]) -> None:
    source = f"a = {literal}"
    (segment,) = read_strings(ruby.read, source)
    assert segment.text == said
    assert list_placeholders(source, segment) == placeholders


def test_two_here_documents_may_begin_on_one_line() -> None:
    source = "mail(<<~A, <<~B, 'and one more')\n  This is first\nA\n  This is second\nB\nx = 'this is last'"
    assert told(source, "rb") == ["and one more", "This is first", "This is second", "this is last"]


def test_keys_tell_where_a_text_is_held() -> None:
    assert say(
        'val m = mapOf("a" to "One two")\nval T = "Two words"\nshow(title = "Our title")\nlet d = ["late": "You are late"]',
        "code",
    ) == [
        "m : One two",
        "T : Two words",
        "title : Our title",
        "d.late : You are late",
    ]
    assert say(
        'var m = map[string]string{\n "late": "You are late",\n "et": `Te ei maksnud`,\n}\nnew() { ["bye"] = "Good bye" };',
        "code",
    ) == [
        "m.late : You are late",
        "m.et et: Te ei maksnud",
        "bye : Good bye",
    ]
    source = "T = { key: 'One two', 'et' => 'Te ei maksnud', :c => ['one two'] }\nmodule.exports =\n  \"late\": 'You are ' +\n    'late'\n  more: \"one more\"\nflash[:notice] = t 'We are sorry'"
    assert say(source, "rb") == [
        "T.key : One two",
        "T.et et: Te ei maksnud",
        "T.c[0] : one two",
        "late : You are late",
        "more : one more",
        " : We are sorry",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "// it's \"not a text\"", "/* it's\n \"not a text\" */", "#region it's \"not a\"", 'Log.d("not a text")', 'throw new IllegalStateException("not a text");', "fun `does not answer`() {}", 'log.Printf("not a text")',
        'x == "not a text"', "c = '\"'; d = '\\''; e = 'x'", 'Regex("not a text")', 'db.query("SELECT a FROM b")', 'x = "SELECT a FROM b WHERE c"', 'type T struct { A string `json:"a"` }', 'fatalError("not a text")', 'x = "not a text',
    ],
)  # fmt: skip
def test_what_is_no_text(source: str) -> None:
    assert told(source, "code") == []


@pytest.mark.parametrize(
    "source",
    [
        "# it's 'not a text'", "=begin\nit's 'not a text'\n=end", "### it's 'not\n a text' ###", "\n=begin\n'not a text'\n=end", "x =~ /'not a text'/", "%w[not a text]", "x = `not a text`", "logger.info 'x'", "logger.info('not a text')",
        "it('not a text') { }", "require 'a/b'", "__END__\n'not a text'", "x = 'not a text", "x = {'not a text' => 1}",
    ],
)  # fmt: skip
def test_what_is_no_text_in_ruby(source: str) -> None:
    assert told("x\n" + source, "rb") == []


@pytest.mark.parametrize("suffix", "java kt kts scala groovy cs go swift dart rb coffee".split())
def test_a_program_is_known_by_its_suffix(suffix: str) -> None:
    assert find_format(f"a.{suffix}", "") == ("rb" if suffix in ("rb", "coffee") else "code")


@pytest.mark.parametrize(
    ("format", "source", "word", "stretch"),
    [
        ("code", 'x = "see mo\u0303ne lause"', "mõne", "mo\u0303ne"),
        ("code", r'x = "see m\u00f5ne lause"', "mõne", r"m\u00f5ne"),
        ("code", 'x = "это рас" +\n "торжение"', "расторжение", 'рас" +\n "торжение'),
        ("code", 'x = """\n  это рас\\\n  торжение\n  """', "расторжение", "рас\\\n  торжение"),
        ("code", 'x = "<p>это рас<b>торж</b>ение</p>"', "расторжение", "рас<b>торж</b>ение"),
        ("rb", "x = 'наши Cчета'", "Счета", "Cчета"),
        ("rb", 'x = "это рас\\u00adтор\u200bжение"', "расторжение", "рас\\u00adтор\u200bжение"),
        ("rb", "x = <<~A\n  это рас<b>торж</b>ение <br>\n A", "расторжение", "рас<b>торж</b>ение"),
    ],
)
def test_hidden_words_are_found(format: str, source: str, word: str, stretch: str) -> None:
    assert find_word(source, word, format) == stretch


@pytest.mark.parametrize("format", ["code", "rb"])
@pytest.mark.parametrize(
    "source",
    [
        '"' * 100_001, '"${' * 30_000, '"\\(' * 30_000, '"#{' * 30_000, "<<~A\n" * 30_000, "%q(" * 30_000, "%q((" * 20_000, "= /[" * 30_000, "'" + "\\'" * 60_000, '"""' * 33_333, '$"{' * 30_000, "###" * 30_001, "=begin\n" * 10_000, "\n" * 100_000,
        "{a:" * 50_000, "'a b' + " * 20_000, "x = '''\n" + " a\n" * 30_000, "`" * 100_001, "/*" * 50_000, "[" * 100_000,
    ],
    ids=range(20),
)  # fmt: skip
def test_hostile_programs_take_no_time(format: str, source: str) -> None:
    assert told(source, format) is not None
