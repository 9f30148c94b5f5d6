"""A word that something hides from programs but not from people is found in every format, where it stands.

A rule of ours finds it, and one that is made of nothing but these words: then nothing but they can tell the prefilter to
have a file read.
"""

import base64
import quopri
from functools import cache

import pytest

from policylint.api import check_bytes
from policylint.checkers import Checkers
from policylint.checking import Checker
from policylint.engine import Engine
from policylint.readers import FORMATS
from policylint.settings import Settings
from policylint.walking import name_target
from tests.house import check, make_engine

SENTENCES = {
    "en": "We are sorry that the weather was so {} today in our small town.",
    "et": "Sel nädalal läks meie töö täiesti {} ja me vabandame selle pärast.",
    "ru": "На этой неделе наша служба работала {}, просим у всех прощения.",
}
HIDDEN = {
    "decomposed": ("et", "po\u0303rgusse"),
    "soft hyphen": ("en", "cra\u00adppy"),
    "zero-width space": ("ru", "хре\u200bново"),
    "word joiner": ("et", "põr\u2060gusse"),
    "stress mark": ("ru", "хрено\u0301во"),
    "Latin look-alikes": ("ru", "хpeновo"),
    "Cyrillic look-alikes": ("en", "сrарру"),
    "no-break hyphen": ("en", "cock\u2011up"),
    "plain": ("en", "crappy"),
}
# Each format with a text in it, and the ways in which it may write or cut a word.
FILES = {
    "txt": ("Dear friends,\n\n{}\n", ["хре{# no #}ново", "хре{% if a %}но{% endif %}во", "хре<%# no %>ново"]),
    "md": (
        "# Dear friends\n\n{}\n",
        ["хре**но**во", "хр*ен*ово", "хре<b>но</b>во", "х[рен](http://a.ee)ово", "хре&#1085;ово", "хре&shy;ново"],
    ),
    "mdmail": ("# Dear friends\n\n{}\n", ["хре**но**во", "хре<b>но</b>во"]),
    "rst": ("Dear friends\n============\n\n{}\n", ["хре\\ *но*\\ во", "хре\\ ново"]),
    "asciidoc": ("= Dear friends\n\n{}\n", ["хре**но**во", "хре&#1085;ово"]),
    "html": (
        "<p>{}</p>",
        [
            "хре<b>но</b>во",
            "хре<!-- no -->ново",
            "хре&#1085;ово",
            "хре&shy;ново",
            "хре<wbr>ново",
            "хре<span class=a>н</span>ово",
        ],
    ),
    "component": ("<template>\n  <p>{}</p>\n</template>\n", ["хре<b>но</b>во", "хре&#x43D;ово"]),
    "js": ("const a = '{}';\n", ["хре\\u043dово", "хре\\u{43D}ово", "хре' + 'ново", "хре\\\nново", "хре<b>но</b>во"]),
    "php": (
        '<?php return ["a" => "{}"];\n',
        ["хре\\u{43d}ово", "хре\\xD0\\xBDово", "хре\\320\\275ово", 'хре" . "ново', "хре<b>но</b>во"],
    ),
    "py": (
        "a = '{}'\n",
        ["хре\\u043dово", "хре\\N{CYRILLIC SMALL LETTER EN}ово", "хре' 'ново", "хре' + 'ново", "хре\\\nново"],
    ),
    "rb": ('a = "{}"\n', ["хре\\u043dово", "хре\\u{43d}ово", 'хре" + "ново', "хре<b>но</b>во"]),
    "code": ('var a = "{}";\n', ["хре\\u043dово", 'хре" + "ново', "хре<b>но</b>во"]),
    "yaml": ('a: "{}"\n', ["хре\\u043dово", "хре\\\n  ново", "хре<b>но</b>во"]),
    "json": ('{{"a": "{}"}}\n', ["хре\\u043dово", "хре<b>но</b>во"]),
    "toml": ('a = """{}"""\n', ["хре\\u043dово", "хре\\\n  ново", "хре<b>но</b>во"]),
    "xml": ("<a>{}</a>\n", ["хре&#1085;ово", "хре<b>но</b>во", "хре<!-- no -->ново"]),
    "po": ('msgid "a b"\nmsgstr "{}"\n', ['хре"\n"ново', "хре\\320\\275ово", "хре<b>но</b>во"]),
    "properties": ("a = {}\n", ["хре\\u043dово", "хре\\\n  ново", "хре<b>но</b>во"]),
    "ini": ("a = {}\n", ["хре<b>но</b>во", "хре<b>&#1085;</b>ово"]),
    "strings": ('"a" = "{}";\n', ["хре\\U043dово", "хре<b>но</b>во"]),
    "fluent": ("a = {}\n", ['хре{{ "н" }}ово', 'хре{{"\\u043D"}}ово', "хре<b>но</b>во"]),
    "sql": ("INSERT INTO a (b) VALUES ('{}');\n", ["хре<b>но</b>во", "хре<b>&#1085;</b>ово"]),
    "eml": ("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{}\n", []),
}
CASES = [(name, *hidden) for name in FILES for hidden in HIDDEN.values()]
SPLITS = [(name, "ru", word) for name, (_, words) in FILES.items() for word in words]
SETTINGS = Settings(cache=False, select=("profanity",), formats={name: (f"**/*.{name}-case",) for name in FILES})
PATTERNS = {"en": ["crappy", "cock - up"], "et": ["põrgusse"], "ru": ["хреново"]}


@cache
def get_checker() -> Checker:
    checkers = Checkers(SETTINGS)
    return checkers.all[checkers.number_for(name_target("a", 0).location)]


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> Engine:
    return make_engine(tmp_path_factory.mktemp("rules"), kinds="all", patterns=PATTERNS)


def wrap(format: str, language: str, word: str) -> tuple[str, str]:
    """A file of a format that says the word, and the word as it is written there."""
    template = FILES[format][0]
    written = word.replace("{{", "{").replace("}}", "}") if format == "fluent" else word
    return template.format(SENTENCES[language].format("\0")).replace("\0", written), written


def find(data: bytes, format: str) -> list[str]:
    """The stretches of the source of a file at which a rule of ours finds a word."""
    outcome = get_checker().check_bytes(data, name_target(f"a.{format}-case", len(data)))
    assert outcome.failures == ()
    return [outcome.source[finding.span.start : finding.span.stop] for finding in outcome.findings]


def test_all_formats_of_texts_are_tried() -> None:
    assert FILES.keys() == {name for name, known in FORMATS.items() if not known.is_packed}


@pytest.mark.parametrize(("format", "language", "word"), [*CASES, *SPLITS])
def test_a_hidden_word_is_found_where_it_stands(engine: Engine, format: str, language: str, word: str) -> None:
    source, written = wrap(format, language, word)
    assert FORMATS[format].is_opaque or engine.can_match(source, "page")
    spans = [finding.span for finding in check(engine, source, format=format, language=language)]
    assert [source[span.start : span.stop] for span in spans] == [written]


@pytest.mark.parametrize("format", FILES)
def test_a_rule_of_ours_finds_it_for_any_caller(format: str) -> None:
    source, written = wrap(format, *HIDDEN["decomposed"])
    report = check_bytes(source.encode(), f"a.{format}-case", SETTINGS)
    ((_, read),) = report.sources
    assert [read[finding.span.start : finding.span.stop] for finding in report.findings] == [written]


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("format", ["txt", "html", "py"])
def test_a_rule_of_ours_finds_whatever_is_hidden(format: str, hidden: str) -> None:
    source, written = wrap(format, *HIDDEN[hidden])
    assert find(source.encode(), format) == [written]


def test_encoded_mails_hide_nothing() -> None:
    head = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {}\n\n{}"
    text = SENTENCES["ru"].format("хре\u00adново")
    quoted = quopri.encodestring(text.encode()).decode()
    (stretch,) = find(head.format("quoted-printable", quoted).encode(), "eml")
    assert quopri.decodestring(stretch).decode() == "хре\u00adново"
    encoded = base64.encodebytes(text.encode()).decode()
    (stretch,) = find(head.format("base64", encoded).encode(), "eml")
    assert stretch in encoded


@pytest.mark.parametrize("format", [name for name in FILES if not FORMATS[name].is_opaque])
def test_a_clean_file_is_not_even_read(engine: Engine, format: str) -> None:
    source = FILES[format][0].format(SENTENCES["en"].format("nice")).replace("<", " <")
    assert not engine.can_match(source, "page")
