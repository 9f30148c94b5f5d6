"""SQL dumps: what SQLite writes is read back exactly, and so is what other databases write by their own rules."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.errors import ReadError
from policylint.readers import read_source
from policylint.readers.catalogues.sql_strings import read
from tests.readers.exact import LINE_ENDS, assert_exact, read_texts
from tests.readers.prose import paragraphs

texts = st.lists(paragraphs.map(lambda text: f"Tere päevast {text}"), min_size=1, max_size=4)


def write_sqlite(values: list[str]) -> str:
    with sqlite3.connect(":memory:") as database:
        database.execute("create table mails (id integer, body text default 'not a text', code text)")
        database.executemany("insert into mails values (?, ?, 'a-b')", enumerate(values))
        return "\n".join(database.iterdump()) + "\n"


_SIGNS = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\0": "\\0", "\x1a": "\\Z"}


def write_mysql(values: list[str]) -> str:
    rows = ",".join(
        f"({index},'{''.join(_SIGNS.get(sign, sign) for sign in value)}')" for index, value in enumerate(values)
    )
    return f"CREATE TABLE `mails` (\n  `id` int,\n  `body` text\n) ENGINE=InnoDB;\nINSERT INTO `mails` VALUES {rows};\n"


def write_copy(values: list[str]) -> str:
    signs = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    lines = (
        f"{index}\t{''.join(signs.get(sign, sign) for sign in value)}\t\\N\n" for index, value in enumerate(values)
    )
    return f"COPY public.mails (id, body, code) FROM stdin;\n{''.join(lines)}\\.\n\n"


def write_dollars(values: list[str]) -> str:
    return "\n".join(f"INSERT INTO mails (body, n) VALUES ($mail${value}$mail$, 1);" for value in values)


def write_escape_strings(values: list[str]) -> str:
    signs = {
        "\\": "\\\\",
        "'": "''",
        "\n": "\\n",
        "õ": "\\u00f5",
        "🙂": "\\U0001F642",
        "В": "\\xD0\\x92",
        "ä": "\\303\\244",
    }
    rows = (f"E'{''.join(signs.get(sign, sign) for sign in value)}'" for value in values)
    return "".join(f"INSERT INTO mails (body) VALUES ({row});\n" for row in rows)


def write_sql_server(values: list[str]) -> str:
    rows = (value.replace("'", "''") for value in values)
    return "".join(f"INSERT [dbo].[mails] ([Id], [body]) VALUES (1, N'{row}')\nGO\n" for row in rows)


WRITERS = [write_sqlite, write_mysql, write_copy, write_dollars, write_escape_strings, write_sql_server]
_RAW = (write_sqlite, write_dollars, write_sql_server)


@pytest.mark.parametrize("write", WRITERS)
@given(values=texts, end=st.sampled_from(LINE_ENDS))
@settings(max_examples=60, deadline=None)
def test_each_text_is_read_where_it_was_written(write: Callable[[list[str]], str], values: list[str], end: str) -> None:
    source = write(values).replace("\n", end)
    made = read_texts(read, source)
    assert len(made) == len(values)
    for segment, value in zip(made, values, strict=True):
        assert_exact(source, segment, value.replace("\n", end) if write in _RAW else value)
        assert segment.context == "mails.body"


@given(value=st.text(alphabet="a' \\\"n\nõ", max_size=12), behind=st.text(alphabet="a' \\\"n", max_size=12))
@settings(max_examples=300, deadline=None)
def test_sqlite_and_we_see_the_same_values(value: str, behind: str) -> None:
    values = [f"two words {value}", f"two words {behind}"]
    source = "PRAGMA foreign_keys=OFF;\n" + write_sqlite(values)
    with sqlite3.connect(":memory:") as database:
        database.executescript(source)
        loaded = [row[0] for row in database.execute("select body from mails")]
    assert [segment.text for segment in read_texts(read, source)] == loaded == values


def find(source: str) -> list[tuple[str, str, str]]:
    return [(segment.language, segment.context, segment.text) for segment in read_source(source, "sql")[0]]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("insert into mails (id, subject) values (1, 'We write')", [("mails.subject", "We write")]),
        ("insert into db.`mails` values (1, 'a', 'We write')", [("mails[3]", "We write")]),
        ('INSERT INTO "a"."mails" ("id","body") VALUES (1,\'We write\')', [("mails.body", "We write")]),
        ("INSERT OR REPLACE INTO m (a) VALUES ('We write'), ('You read')", [("m.a", "We write"), ("m.a", "You read")]),
        ("INSERT IGNORE INTO m SET a='We write', b = 'You read'", [("m.a", "We write"), ("m.b", "You read")]),
        ("INSERT INTO m (a, b) SELECT 1, 'We write' UNION ALL SELECT 2, 'You read' FROM x WHERE y='not this'",
         [("m.b", "We write"), ("m.b", "You read")]),
        ("INSERT INTO m (a,b) VALUES (f('x', 2), 'We write') ON DUPLICATE KEY UPDATE a=VALUES(a), b='You read'",
         [("m.b", "We write"), ("m.b", "You read")]),
        ("UPDATE m SET a = 'We write', n = n + 1 WHERE b = 'not this one'; SELECT 'nor this one'", [("m.a", "We write")]),
        ("begin INSERT m (a) VALUES (N'We write')\nend\nif exists (select 1 from m where a = N'not this one') PRINT ('nor this one')",
         [("m.a", "We write")]),
        ("COPY m (a) FROM stdin;\nWe don't write\n\\.\nINSERT INTO m (a) VALUES ('C:\\', 'You read')", [("m.a", "We don't write"), ("m[2]", "You read")]),
        ("UPDATE [dbo].[m] SET [a] = N'We write' WHERE [b] = N'not this one'\nGO\nSELECT 'nor this one'", [("m.a", "We write")]),
        ("INSERT m (a) VALUES (N'We ' + N'write')\nGO\nALTER TABLE m ADD DEFAULT ('not this one') FOR a", [("m.a", "We write")]),
        ("INSERT INTO m (a) VALUES ('We write ' ||\n 'to you')", [("m.a", "We write to you")]),
        ("INSERT INTO m (a) VALUES (CONCAT('We write ', x, ' and read'))", [("m.a", "We write"), ("m.a", "and read")]),
        ("CREATE TABLE IF NOT EXISTS m (\n id int, body text DEFAULT 'not this one', PRIMARY KEY (id));\nINSERT INTO m VALUES (1,'We write')",
         [("m.body", "We write")]),
        ("-- don't INSERT INTO m VALUES ('not this one')\n/* it's 'not this one' */ INSERT INTO m (a) VALUES ('We write')",
         [("m.a", "We write")]),
        ("INSERT INTO `m` (a) VALUES ('We write'); # don't read this\nINSERT INTO `m` (a) VALUES ('You read')",
         [("m.a", "We write"), ("m.a", "You read")]),
        ("INSERT INTO m VALUES ('C:\\', 'We write', 'D:\\')", [("m[2]", "We write")]),
        ("INSERT INTO m VALUES ('It\\'s up to us', 'We\\nwrite to you')", [("m[1]", "It's up to us"), ("m[2]", "We\nwrite to you")]),
        ("INSERT INTO `m` VALUES (\"We say \\\"no\\\" now\", 'and say ''yes''')", [("m[1]", 'We say "no" now'), ("m[2]", "and say 'yes'")]),
        ("INSERT INTO `m` VALUES (_utf8'We write', x'4142', 'a\\%b c\\_d ee ff')", [("m[1]", "We write"), ("m[3]", "a\\%b c\\_d ee ff")]),
        ("COPY m FROM stdin;\n1\tWe\\twrite a\\\\b\t\\N\n\\.\nINSERT INTO m (a) VALUES ('You read')",
         [("m[2]", "We\twrite a\\b"), ("m.a", "You read")]),
        ("INSERT INTO m (a) VALUES ('<p>We write</p><p>You&nbsp;read {{ it }}</p>')", [("m.a", "We write"), ("m.a", "You read It")]),
        ("INSERT INTO m (a, b) VALUES (ARRAY['We write', 'You read'], 'We call')",
         [("m.a", "We write"), ("m.a", "You read"), ("m.b", "We call")]),
        ("COPY m (a) FROM stdin;\n\\.\nSELECT setval('not this one')", []),
        ("CREATE FUNCTION f() AS $$ BEGIN INSERT INTO m VALUES ('not this one'); END $$", []),
        ("INSERT INTO m (a) VALUES ({{ x }}, 'We write", []),
        ("REPLACE(body, 'not this one', 'nor this one')", []),
        ("", []),
    ],
)  # fmt: skip
def test_strings_that_are_put_into_tables(source: str, texts: list[tuple[str, str]]) -> None:
    assert [(context, text) for _, context, text in find(source)] == texts


def test_a_row_says_its_language() -> None:
    source = """INSERT INTO mails (body, lang, body_ru) VALUES ('Me vastame teile', 'et', 'Мы ответим вам'), ('We write', 'en-GB', ''), ('We call', 'english', '');
    INSERT INTO mails (title_en, ru) VALUES ('We write', 'Мы ответим');"""
    assert find(source) == [
        ("et", "mails.body", "Me vastame teile"),
        ("ru", "mails.body_ru", "Мы ответим вам"),
        ("en-GB", "mails.body", "We write"),
        ("en", "mails.body", "We call"),
        ("en", "mails.title_en", "We write"),
        ("ru", "mails.ru", "Мы ответим"),
    ]


def test_values_that_hold_strings() -> None:
    stored = 'a:2:{s:7:"subject";s:15:"We write \\"now\\"";s:4:"body";s:8:"You read";}'
    told = json.dumps({"a": "We will õ write", "b": [1, "You read"]}).replace("\\", "\\\\")
    source = f"INSERT INTO `options` (`value`) VALUES ('{stored}'), ('{told}'), ('{{not: json \\'at all');"
    assert [text for _, _, text in find(source)] == [
        'We write "now"',
        "You read",
        "We will õ write",
        "You read",
        "{not: json 'at all",
    ]


@pytest.mark.parametrize(
    ("source", "word", "stretch"),
    [
        ("INSERT INTO m VALUES ('we don''t answer')", "don't", "don''t"),
        ("INSERT INTO `m` VALUES ('we don\\'t answer')", "don't", "don\\'t"),
        ("INSERT INTO m VALUES (E'the co\\u00adurt here')", "court", "co\\u00adurt"),
        ("INSERT INTO m VALUES ('the co\u00adurt here')", "court", "co\u00adurt"),
        ("INSERT INTO m VALUES ('mo\u0303ned kulud')", "mõned", "mo\u0303ned"),
        ("INSERT INTO m VALUES ('the co' || 'urt here')", "court", "co' || 'urt"),
        ("INSERT INTO m VALUES ('the co<b>ur</b>t here')", "court", "co<b>ur</b>t"),
        ("COPY m FROM stdin;\n1\tp\\303\\244ring on k\u00e4es\n\\.\n", "päring", "p\\303\\244ring"),
    ],
)
def test_a_hidden_word_is_found_where_it_was_written(source: str, word: str, stretch: str) -> None:
    (segment,) = read_source(source, "sql")[0]
    place = segment.text.index(word)
    span = segment.source_map.span(place, place + len(word))
    assert source[span.start : span.stop] == stretch


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("INSERT INTO m VALUES (1,\n 'We write)", 2),
        ("SELECT 1;\r\n\r\nINSERT INTO `m` VALUES ('We \\'ll);", 3),
        ("'", 1),
        ("'" + "''" * 100_000, 1),
    ],
)
def test_an_unclosed_string_is_refused_with_its_line(source: str, line: int) -> None:
    with pytest.raises(ReadError, match="a string in ' is never closed") as caught:
        read_source(source, "sql")
    assert caught.value.line == line


@pytest.mark.parametrize(
    "part",
    ["(", ")", "INSERT INTO t VALUES (", "INSERT ", "COPY t FROM stdin;\n", "COPY a ", "UPDATE t SET ", "UPDATE a.a.a ", "$a$ ", "$",
     "/*", "--", "#", "[", "`", '"', "''", "E'\\\\'", "CREATE TABLE t (", "CREATE TEMP ", "a,", "\\", "'\\''", "INSERT INTO a (",
     "INSERT INTO t VALUES ('s:1:\"a b", "REPLACE INTO t VALUES ('{\"a b"],
)  # fmt: skip
def test_hostile_sql_ends(part: str) -> None:
    for source in (part * 20_000, "INSERT INTO t VALUES ('" + part * 20_000 + "')"):
        with suppress(ReadError):
            read_source(source, "sql")
