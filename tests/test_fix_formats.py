"""Each format's own library reads what a fix has made of a file: the new words, and all others as they were."""

import ast
import configparser
import email
import email.policy
import io
import json
import re
import sqlite3
import tomllib
from email.message import EmailMessage

import javaproperties
import polib
import pytest
import tomli_w
import yaml
from fluent.syntax import parse
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from policylint.readers import FORMATS
from tests.fix_house import BAD, GOOD, NASTY, ROUGH, SAID, fix, reasons, write_rules

LANGUAGES = ("en", "ru", "et")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return write_rules(tmp_path_factory.mktemp("fix-rules"))


@pytest.fixture(autouse=True)
def rules(house, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("policylint.catalogue.rules_folder", lambda: house)


# --- one writer and one oracle for each format


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def write_po(*texts):
    po = polib.POFile(wrapwidth=60)
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    po.extend(polib.POEntry(msgid=f"key {number}", msgstr=text) for number, text in enumerate(texts))
    return str(po) + "\n"


def write_mail(*texts, encoding="8bit", subtype="plain", charset="utf-8"):
    mail = EmailMessage(policy=email.policy.default)
    mail["Subject"] = "Weather"
    body = "\n\n".join(texts) if subtype == "plain" else "".join(f"<p>{text}</p>\n" for text in texts)
    mail.set_content(body + "\n", subtype=subtype, cte=encoding, charset=charset)
    return mail.as_bytes()


def read_mail(data):
    body = email.message_from_bytes(data, policy=email.policy.default).get_content()
    return (
        paragraphs(body)
        if "<p>" not in body
        else [each.text_content() for each in lxml_html.fromstring(body).iter("p")]
    )


def paragraphs(text):
    return [" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def read_markdown(data):
    inline = [token for token in MarkdownIt().parse(data.decode()) if token.type == "inline"]
    return ["".join(child.content if child.type == "text" else " " for child in token.children) for token in inline]


def read_sql(data):
    base = sqlite3.connect(":memory:")
    base.executescript(data.decode())
    return [text for (text,) in base.execute("select body from mails order by rowid")]


def read_ini(data):
    parser = configparser.RawConfigParser()
    parser.read_string(data.decode())
    return list(parser["mails"].values())


def read_android(data):
    return [re.sub(r"\\(['\"\\@?])", r"\1", each.text) for each in etree.fromstring(data).iter("string")]


def strings_of(pattern, unescape):
    return lambda data: [unescape(found) for found in re.findall(pattern, data.decode())]


def read_json_string(text):
    return json.loads(f'"{text}"')


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


CASES = {
    "txt": ("a.txt", lambda *texts: "\n\n".join(texts) + "\n", lambda data: paragraphs(data.decode())),
    "md": ("a.md", lambda *texts: "\n\n".join(texts) + "\n", read_markdown),
    "mdmail": (
        "a.blade.php",
        lambda *texts: "@component('mail::message')\n" + "\n\n".join(texts) + "\n\n@endcomponent\n",
        lambda data: paragraphs(data.decode().replace("@component('mail::message')\n", "").replace("@endcomponent", "")),
    ),
    "rst": ("a.rst", lambda *texts: "\n\n".join(texts) + "\n", lambda data: paragraphs(data.decode())),
    "asciidoc": ("a.adoc", lambda *texts: "\n\n".join(texts) + "\n", lambda data: paragraphs(data.decode())),
    "html": (
        "a.html",
        lambda *texts: "<!doctype html><html><body>\n" + "".join(f"<p>{escaped(text)}</p>\n" for text in texts) + "</body></html>\n",
        lambda data: [each.text_content() for each in lxml_html.fromstring(data.decode()).iter("p")],
    ),
    "component": (
        "a.vue",
        lambda *texts: "<template>\n<div>\n" + "".join(f"<p>{escaped(text)}</p>\n" for text in texts) + "</div>\n</template>\n",
        lambda data: [each.text_content() for each in lxml_html.fromstring(data.decode()).iter("p")],
    ),
    "eml": ("a.eml", write_mail, read_mail),
    "js": (
        "a.js",
        lambda *texts: "".join(f"const message{n} = {quoted(text)};\n" for n, text in enumerate(texts)),
        strings_of(r'"((?:[^"\\]|\\.)*)"', read_json_string),
    ),
    "php": (
        "a.php",
        lambda *texts: "<?php\nreturn [\n" + "".join(f"  'm{n}' => '{text}',\n" for n, text in enumerate(texts)) + "];\n",
        strings_of(r"=> '((?:[^'\\]|\\.)*)'", lambda text: text.replace("\\'", "'").replace("\\\\", "\\")),
    ),
    "py": (
        "a.py",
        lambda *texts: "".join(f"message_{n} = {text!r}\n" for n, text in enumerate(texts)),
        lambda data: [node.value.value for node in ast.parse(data).body],
    ),
    "rb": (
        "a.rb",
        lambda *texts: "".join(f"message_{n} = {quoted(text)}\n" for n, text in enumerate(texts)),
        strings_of(r'"((?:[^"\\]|\\.)*)"', read_json_string),
    ),
    "code": (
        "a.java",
        lambda *texts: "".join(f"String message{n} = {quoted(text)};\n" for n, text in enumerate(texts)),
        strings_of(r'"((?:[^"\\]|\\.)*)"', read_json_string),
    ),
    "yaml": (
        "a.yaml",
        lambda *texts: yaml.safe_dump({f"m{n}": text for n, text in enumerate(texts)}, allow_unicode=True, width=50),
        lambda data: list(yaml.safe_load(data).values()),
    ),
    "json": (
        "a.json",
        lambda *texts: json.dumps({f"m{n}": text for n, text in enumerate(texts)}, ensure_ascii=False, indent=1),
        lambda data: list(json.loads(data).values()),
    ),
    "toml": (
        "a.toml",
        lambda *texts: tomli_w.dumps({f"m{n}": text for n, text in enumerate(texts)}),
        lambda data: list(tomllib.loads(data.decode()).values()),
    ),
    "xml": (
        "strings.xml",
        lambda *texts: "<resources>\n" + "".join(f'<string name="m{n}">{escaped(text)}</string>\n' for n, text in enumerate(texts)) + "</resources>\n",
        read_android,
    ),
    "po": ("a.po", write_po, lambda data: [entry.msgstr for entry in polib.pofile(data.decode())]),
    "properties": (
        "a.properties",
        lambda *texts: "".join(f"m{n}={javaproperties.escape(text)}\n" for n, text in enumerate(texts)),
        lambda data: list(javaproperties.load(io.BytesIO(data)).values()),
    ),
    "ini": ("a.ini", lambda *texts: "[mails]\n" + "".join(f"m{n} = {text}\n" for n, text in enumerate(texts)), read_ini),
    "strings": (
        "a.strings",
        lambda *texts: "".join(f'"m{n}" = {quoted(text)};\n' for n, text in enumerate(texts)),
        strings_of(r'= "((?:[^"\\]|\\.)*)";', read_json_string),
    ),
    "fluent": (
        "a.ftl",
        lambda *texts: "".join(f"message-{n} = {text}\n" for n, text in enumerate(texts)),
        lambda data: ["".join(each.value for each in entry.value.elements) for entry in parse(data.decode()).body],
    ),
    "sql": (
        "a.sql",
        lambda *texts: "create table mails (body text);\n"
        + "".join("insert into mails (body) values ('{}');\n".format(text.replace("'", "''")) for text in texts),
        read_sql,
    ),
}  # fmt: skip


def make(format, *texts):
    path, write, read = CASES[format]
    made = write(*texts)
    data = made if isinstance(made, bytes) else made.encode()
    assert [" ".join(text.split()) for text in read(data)] == list(texts)
    return path, data, read


def test_every_format_of_text_has_a_case():
    assert set(CASES) == {name for name, known in FORMATS.items() if not known.is_packed}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", CASES)
def test_the_rewrite_is_read_by_others_and_all_else_is_as_it_was(format, language):
    good = GOOD[language]
    path, data, read = make(format, good, f"{good} {BAD[language]} {good}", f"{good} {good}")
    file = fix(data, path, language=language)
    assert file.failures == ()
    said = [" ".join(text.split()) for text in read(file.after)]
    assert said == [good, f"{good} {SAID[language]} {good}", f"{good} {good}"], file.fixed
    assert not fix(file.after, path, language=language).is_changed


# Where a rewrite can't be written because the format has no way to, it is left; everywhere else it is written.
_NO_WAY = {"ini", "md", "mdmail", "rst", "asciidoc"}


@pytest.mark.parametrize("format", CASES)
def test_quotes_backslashes_and_signs_are_written_as_the_format_has_them(format):
    good = GOOD["en"]
    rough, words = ("Roughfish", ROUGH) if format == "sql" else ("Nastyfish", NASTY)  # MySQL has escapes, others none
    path, data, read = make(format, good, f"{good} {rough} swim. {good}", good)
    file = fix(data, path)
    if not file.is_changed:
        assert format in _NO_WAY
        assert "would" in reasons(file)["nasty"]
        return
    said = [" ".join(text.split()) for text in read(file.after)]
    assert said == [good, f"{good} {words} swim. {good}", good]
    assert not fix(file.after, path).is_changed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: Nastyfish swim.\nb: x\n", None),
        ("a: Fine 'weather'. Nastyfish swim.\nb: x\n", None),
        ("a:\n  Fine weather.\n  Nastyfish swim\n  here.\nb: x\n", None),
        ("a: 'Nastyfish swim.'\nb: x\n", None),
        ('a: "Nastyfish swim."\nb: x\n', None),
        ("a: |\n  Nastyfish swim.\n  Fine.\nb: x\n", None),
        ("a: >-\n  Nastyfish swim.\n  Fine.\nb: x\n", None),
        ("- Nastyfish swim.\n- b: Nastyfish swim. # a comment\n", None),
        ("a: [Nastyfish swim., b]\n", None),
    ],
)
def test_every_style_of_yaml_holds_every_sign(before, after):
    file = fix(before, "a.yaml")
    assert file.fixed.left == ()

    def strings(node):
        inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else None
        return [node] if inside is None else [text for each in inside for text in strings(each)]

    old, new = strings(yaml.safe_load(before)), strings(yaml.safe_load(file.after))
    assert [" ".join(text.split()) for text in new] == [
        " ".join(text.replace("Nastyfish", NASTY).split()) for text in old
    ]
    assert ("# a comment" in before) == ("# a comment" in file.after.decode())


def test_a_long_translation_stays_in_lines_of_its_own():
    text = f"{GOOD['en']} A long time ago a longfish swam by. {GOOD['en']} {GOOD['en']}"
    path, data, read = make("po", text)
    after = fix(data, path).after
    assert [GOOD["en"] in entry for entry in read(after)] == [True]
    assert "We keep trout in cold and clear water all year round, and we feed them" in read(after)[0]
    assert max(len(line) for line in after.decode().splitlines()) <= 70


# --- mails


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable"])
@pytest.mark.parametrize("subtype", ["plain", "html"])
@pytest.mark.parametrize(
    ("language", "charset"), [("en", "utf-8"), ("ru", "utf-8"), ("ru", "windows-1251"), ("et", "iso-8859-15")]
)
def test_a_mail_in_any_encoding_is_fixed(encoding, subtype, language, charset):
    good, bad = GOOD[language], BAD[language]
    data = write_mail(good, f"{good} {bad} {good}", encoding=encoding, subtype=subtype, charset=charset)
    file = fix(data, "a.eml", language=language)
    assert file.fixed.left == ()
    assert read_mail(file.after) == [good, f"{good} {SAID[language]} {good}"]
    assert all(len(line) <= 998 for line in file.after.splitlines())
    if encoding == "quoted-printable":
        assert file.after.isascii()
        assert max(map(len, file.after.splitlines())) <= 78


def test_a_mail_in_base64_is_left_and_told_why():
    data = write_mail(GOOD["ru"], BAD["ru"], encoding="base64")
    file = fix(data, "a.eml", language="ru")
    assert file.after == data
    assert "base64" in reasons(file)["scold"]


def test_letters_that_a_mail_has_not_declared_are_not_put_in_it():
    data = write_mail(GOOD["en"], "Some dashfish swim.", encoding="7bit", charset="us-ascii")
    file = fix(data, "a.eml")
    assert file.after == data
    assert reasons(file)["dash"]


# --- encodings


@pytest.mark.parametrize(
    ("language", "encoding", "path"),
    [
        ("ru", "windows-1251", "a.txt"),
        ("ru", "windows-1251", "a.html"),
        ("ru", "koi8-r", "a.txt"),
        ("ru", "utf-16", "a.txt"),
        ("ru", "utf-8-sig", "a.txt"),
        ("et", "iso-8859-15", "a.txt"),
        ("et", "utf-8-sig", "a.html"),
        ("en", "utf-16", "a.strings"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_mark_and_line_ends_are_kept(language, encoding, path, end):
    sentences = [GOOD[language]] * 8
    text = "\n\n".join([*sentences, BAD[language], *sentences, ""]).replace("\n", end)
    if path.endswith("strings"):
        text = f'"a" = "{GOOD["en"]}";{end}"b" = "{BAD["en"]}";{end}'
    data = text.encode(encoding)
    assert fix(data, path, language=language).after == text.replace(BAD[language], SAID[language]).encode(encoding)


def test_utf_16_keeps_its_byte_order():
    data = b"\xfe\xff" + f"{GOOD['en']}\n\n{BAD['en']}\n".encode("utf-16-be")
    assert fix(data, "a.txt").after == b"\xfe\xff" + f"{GOOD['en']}\n\n{SAID['en']}\n".encode("utf-16-be")


def test_a_letter_that_the_encoding_lacks_is_told_and_others_are_fixed():
    text = "Täna on ilus ilm õues.\n\nSome dashfish swim.\n\nA scoldfish.\n"
    file = fix(text.encode("iso-8859-1"), "a.txt")
    assert file.after.decode("iso-8859-1") == text.replace("A scoldfish.", SAID["en"])
    assert reasons(file) == {"dash": "iso8859-1 has no '—', which the rewrite needs"}


def test_markup_writes_a_letter_that_its_encoding_lacks_as_an_entity():
    text = '<meta charset="iso-8859-1">\n<p>Täna on ilus ilm.</p>\n<p>Some dashfish swim.</p>\n'
    after = fix(text.encode("iso-8859-1"), "a.html").after
    assert b"trout &#8212; &#8220;fresh&#8221; swim" in after
    assert "Täna".encode("iso-8859-1") in after


def test_a_page_in_ascii_gets_letters_in_the_encoding_that_it_declares():
    text = '<meta charset="windows-1251">\n<p>Some dashfish swim.</p>\n'
    after = fix(text, "a.html").after
    assert after == text.replace("dashfish", "trout — “fresh”").encode("windows-1251")


def test_properties_get_escapes_where_java_may_read_them_in_latin_1():
    after = fix("a=Fine\nb=Some dashfish swim.\n", "a.properties").after
    assert after == b"a=Fine\nb=Some trout \\u2014 \\u201cfresh\\u201d swim.\n"
    data = "a=Täna\nb=Some dashfish swim.\n".encode("iso-8859-1")
    assert javaproperties.load(io.BytesIO(fix(data, "a.properties").after))["b"] == "Some trout — “fresh” swim."


def test_a_message_format_gets_its_apostrophes_doubled():
    after = fix("a=Don''t, {0}.\nb=Nastyfish swim.\n", "a.properties").after
    assert b"b=We''re" in after


def test_packed_files_are_left_and_told_why():
    from tests.readers.packed_files import make_docx

    data = make_docx("<w:p><w:r><w:t>A scoldfish is here.</w:t></w:r></w:p>")
    file = fix(data, "a.docx", unsafe=True)
    assert file.after == data
    assert reasons(file) == {"scold": "the text is inside a file that only its own program can change"}


def test_a_string_that_is_cut_in_pieces_keeps_its_code_and_comments():
    text = 'const a = "Fine weather. A scold" + // keep me\n  "fish swims here today.";\n'
    file = fix(text, "a.js")
    assert file.after.decode() == f'const a = "Fine weather. {SAID["en"]}" + // keep me\n  "";\n'
