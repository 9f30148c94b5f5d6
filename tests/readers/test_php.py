"""PHP: strings and here-documents are read at their very characters, in code and around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.readers import find_format
from policylint.readers.programs import php
from tests.readers.exact import LINE_ENDS, assert_exact
from tests.readers.programs import VALUES, list_placeholders, read_strings, say, texts, told
from tests.readers.test_reader_positions import find_word


def write_single(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def write_double(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace("$", "\\$").replace('"', '\\"').replace("\n", "\\n") + '"'


def write_octets(text: str) -> str:
    return (
        '"'
        + "".join(
            f"\\x{byte:02X}" if ord(char) > 127 else write_double(char)[1:-1] for char in text for byte in char.encode()
        )
        + '"'
    )


def write_octal(text: str) -> str:
    return (
        '"'
        + "".join(
            f"\\{byte:o}" if ord(char) > 127 else write_double(char)[1:-1] for char in text for byte in char.encode()
        )
        + '"'
    )


def write_code_points(text: str) -> str:
    return (
        '"' + "".join(f"\\u{{{ord(char):x}}}" if ord(char) > 127 else write_double(char)[1:-1] for char in text) + '"'
    )


def write_joined(text: str) -> str:
    return f"{write_single(text[:6])} . // don't\n  {write_double(text[6:])}"


def write_heredoc(text: str) -> str:
    lines = text.replace("\\", "\\\\").replace("$", "\\$").split("\n")
    return "<<<TEXT\n" + "".join(f"    {line}\n" for line in lines) + "    TEXT"


def write_nowdoc(text: str) -> str:
    return f"<<<'A_B'\n{text}\nA_B"


_WRITERS = st.sampled_from(
    [
        write_single,
        write_double,
        write_octets,
        write_octal,
        write_code_points,
        write_joined,
        write_heredoc,
        write_nowdoc,
    ]
)
_TEMPLATES = st.sampled_from(["$a = {};\n", "return [{}\n];\n", "say({}\n , 'k');\n", "?> \n<?php # it's\n $b ??= {};"])


@given(written=st.lists(st.tuples(texts, _WRITERS, _TEMPLATES), min_size=1, max_size=4), end=st.sampled_from(LINE_ENDS))
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_at_its_characters(written, end) -> None:
    source = "<?php\n" + "".join(template.format(write(text)) for text, write, template in written)
    source = source.replace("\n", end)
    for segment, (text, write, _) in zip(read_strings(php.read, source), written, strict=True):
        in_source = write in (write_single, write_joined, write_heredoc, write_nowdoc)
        expected = text.replace("\n", end) if in_source else text
        if write is write_joined:
            expected = text[:6].replace("\n", end) + text[6:]
        assert_exact(source, segment, expected)


_PARTS = st.lists(
    st.one_of(
        texts.map(lambda text: (write_double(text)[1:-1], text)),
        st.sampled_from([(f"${name}", VALUES[name]) for name in VALUES]),
    ),
    min_size=2,
    max_size=5,
)


@given(parts=_PARTS)
@settings(max_examples=100, deadline=None)
def test_variables_in_strings_are_placeholders(parts) -> None:
    source = '<?php $x = "' + ",".join(written for written, _ in parts) + '";'
    if not any(text not in VALUES.values() for _, text in parts):
        return
    (segment,) = read_strings(php.read, source)
    assert_exact(source, segment, ",".join(text for _, text in parts))


@pytest.mark.parametrize(
    ("string", "said", "placeholders"),
    [
        (r'"Dear $name, hi there"', "Dear Name, hi there", ["$name"]),
        (r'"Dear $user->name, hi there"', "Dear UserName, hi there", ["$user->name"]),
        (r'"Dear {$user->mails["a"]}, hi there"', "Dear UserMailsA, hi there", ['{$user->mails["a"]}']),
        (r'"Dear $x[0] and $y[key]x, hi there"', "Dear X0 and YKeyx, hi there", ["$x[0]", "$y[key]"]),
        (r'"Dear ${name}, it is $5 \$x {$y"', "Dear Name, it is $5 $x {Y", ["${name}", "$y"]),
        (r"'Dear $name, it\'s \n here'", r"Dear $name, it's \n here", []),
        ('<<<"A"\nDear {$a->b()}, it\'s "$c"\nA', 'Dear AB, it\'s "C"', ["{$a->b()}", "$c"]),
        ("<<<'A'\nDear $a, it is so\nA", "Dear $a, it is so", []),
        (r'"tab\ttwo \q \e[0m \x41\101 x"', "tab\ttwo \\q \x1b[0m AA x", []),
    ],
)
def test_strings_say_what_php_says(string: str, said: str, placeholders: list[str]) -> None:
    source = f"<?php return {string};"
    (segment,) = read_strings(php.read, source)
    assert segment.text == said
    assert list_placeholders(source, segment) == placeholders


def test_what_is_joined_is_one_text() -> None:
    source = (
        "<?php $x = 'Dear ' . htmlspecialchars($user->name, ENT_QUOTES) . ', we ' . \"never\" . PHP_EOL . 'answer in ' . $h;\n"
        "$b .= $days . ' days are left'; $c = $d ? 'not paid yet' : 'all is paid';"
    )
    assert told(source, "php") == [
        "Dear HtmlspecialcharsUserName, we never\nanswer in H",
        "Days days are left",
        "not paid yet",
        "all is paid",
    ]


def test_keys_tell_where_a_text_is_held() -> None:
    source = (
        "<?php\n$_['text_late'] = 'You are late';\ndefine('TEXT_A', 'Two words');\nconst TEXT_B = 'Two more';\nreturn [\n"
        " 'mails' => ['welcome' => 'Be our guest', 'list' => array('one word', 'two words', [ 'x' => 'one two' ])],\n"
        " 'et' => ['late' => 'Te ei maksnud'], 'ru' => \"Вы не заплатили\", ['lang' => 'et', 'body' => __('Me ei vasta')],\n];"
    )
    assert say(source, "php") == [
        "text_late : You are late",
        "TEXT_A : Two words",
        "TEXT_B : Two more",
        "mails.welcome : Be our guest",
        "mails.list[0] : one word",
        "mails.list[1] : two words",
        "mails.list[2].x : one two",
        "et.late et: Te ei maksnud",
        "ru ru: Вы не заплатили",
        "[3].body et: Me ei vasta",
    ]


def test_a_page_is_read_with_the_code_in_it() -> None:
    source = (
        "<?php $title = 'We write to you'; /* it's */ ?>\n<h1><?= $title ?></h1>\n<p>We <b>never</b> answer, <?php echo 'dear customer' ?>.</p>\n"
        "<?php if ($a): ?><p>One more?</p><?php endif; $b = 'And the last one';"
    )
    assert told(source, "php") == [
        "We write to you",
        "Title",
        "We never answer, dear customer.",
        "One more?",
        "And the last one",
    ]


@pytest.mark.parametrize(
    ("path", "source", "format"),
    [
        ("a.php", "<?php return ['a' => 'two words'];", "php"),
        ("a.php", "<?php\n$a = 1; $b = 2; $c = 3; ?><p>x</p>", "php"),
        ("a.php", "<p>Dear <?php echo $name ?>,</p><p>we never answer.</p>", "html"),
        ("a.php", "Dear <?= $name ?>,\nwe don't answer.", "txt"),
        ("a.blade.php", "<p>x</p>", "html"),
        ("et.php", "<?php\nreturn ['a' => '<p>two words</p>'];\n?>\n", "php"),
    ],
)
def test_pages_and_programs_are_told_apart(path: str, source: str, format: str) -> None:
    assert find_format(path, source) == format


@pytest.mark.parametrize(
    "code",
    [
        "// it's 'not a text'", "# it's 'not a text'", "/* it's\n 'not a text' */", "$x = `not a text`;", "throw new InvalidArgumentException('not a text');", "error_log('not a text');",
        "$logger->info('not a text');", 'Log::error("not a $text");', "$db->query('not a text');", "preg_match('/not a text/', $x);", "$x = 'SELECT a FROM b WHERE c';",
        "if ($x === 'not a text') {}", "$x['not a text'] = 1;", "$x = ['not a text' => 1];", "$x = \"<?php 'x' ?>\";", "require 'not/text a.php';", "trigger_error('not a text');",
    ],
)  # fmt: skip
def test_what_is_no_text(code: str) -> None:
    assert told(f"<?php {code}", "php") == []


@pytest.mark.parametrize(
    "code",
    [
        "throw new UserError('This is a text');", "throw new \\Exception('This is a text');", "echo 'This is a text';", 'print "This is a text";', "#[Attr]\n$x = 'This is a text';", "// ?>\n<?php $x = 'This is a text';",
        "$x = <<< 'A'\nThis is a text\nA;", "$x = <<<AB\n  This is a text\n  AB . '';", "f(a: 1, b: 'This is a text');", "$x = fn() => 'This is a text';", "match($x) { 'a b' => 'This is a text' };", "$x ??= $y ?: 'This is a text';",
        "$x = $a->b()?->c ?? 'This is a text';", "return (object) ['a' => 'This is a text'];", "use A; $x = 'This is a text';", "$x = 1.5 . ''; $y = 'This is a text';", "switch ($x) { case 1: return 'This is a text'; }",
    ],
)  # fmt: skip
def test_what_is_a_text(code: str) -> None:
    assert told(f"<?php {code}", "php") == ["This is a text"]


@pytest.mark.parametrize(
    ("string", "word", "stretch"),
    [
        ("'see mo\u0303ne lause'", "mõne", "mo\u0303ne"),
        (r'"see m\xC3\xB5ne lause"', "mõne", r"m\xC3\xB5ne"),
        (r'"see m\303\265ne lause"', "mõne", r"m\303\265ne"),
        ("'это рас' . 'торжение'", "расторжение", "рас' . 'торжение"),
        (r'"это рас\u{AD}тор' + "\u200b" + 'жение"', "расторжение", r"рас\u{AD}тор" + "\u200bжение"),
        ("'<p>это рас<b>торж</b>ение</p>'", "расторжение", "рас<b>торж</b>ение"),
        ("<<<A\n  это рас&shy;торжение <br>\n  A", "расторжение", "рас&shy;торжение"),
    ],
)
def test_hidden_words_are_found(string: str, word: str, stretch: str) -> None:
    assert find_word(f"<?php return {string};", word, "php") == stretch


@pytest.mark.parametrize(
    "source",
    [
        '"' * 100_001, '"{$' * 30_000, '"' + "{$a" * 50_000, "<<<A\n" * 30_000, "".join(f"<<<A{n}\n" for n in range(20_000)), "[" * 100_000, "?><?php " * 20_000, "'a b' . " * 20_000, "'a b' => " * 20_000,
        '"' + '\\"' * 60_000, '"\\x' * 30_000, "/*" * 50_000, "#" * 100_000, "$a['b'] = " * 10_000, "x(" * 100_000, "\n" * 100_000, "<<<'A'\nx", "'a b", "?>" + "<?" * 50_000, "?>" + "<?=" * 30_000,
    ],
    ids=range(20),
)  # fmt: skip
def test_hostile_programs_take_no_time(source: str) -> None:
    assert told("<?php " + source, "php") is not None
