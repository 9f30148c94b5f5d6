"""Mails: what Python's own email package writes and reads, policylint reads at its very characters."""

from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.documents import Segment
from policylint.errors import ReadError
from policylint.readers import find_format, load, read_source
from policylint.readers.mails import mail
from policylint.readers.mails.mail import decode_body, decode_header
from policylint.readers.mails.mime import Part, find_parts, find_raw_charset
from tests.readers.exact import LINE_ENDS, assert_exact
from tests.readers.prose import paragraphs, sentences

_ENCODINGS = st.sampled_from(["quoted-printable", "base64", "8bit"])
_RUSSIAN = "Мы ответим вам как можно скорее, не позднее пятницы."
_ESTONIAN = "Vastame teile õige pea, hiljemalt žürii päeval."


def read(data: bytes | str) -> list[Segment]:
    loaded = load(data.encode() if isinstance(data, str) else data, "a.eml")
    return list(read_source(loaded.source, loaded.format)[0])


def read_texts(data: bytes | str) -> list[str]:
    return [segment.text for segment in read(data)]


def read_facts(source: str) -> dict[str, str]:
    return read_source(source, "eml")[1]


def leaves(source: str) -> list[tuple[Part, Segment]]:
    """The parts of a mail that are text, decoded."""
    whole = Segment.whole(source)
    return [(part, decode_body(whole, part)) for part in find_parts(source) if part.type.startswith("text/")]


def write(text: str, encoding: str, charset: str = "utf-8", subtype: str = "plain") -> EmailMessage:
    message = EmailMessage()
    message.set_content(text, subtype=subtype, cte=encoding, charset=charset)
    return message


# --- exact


@given(text=paragraphs, html=sentences, encoding=_ENCODINGS, end=st.sampled_from(LINE_ENDS))
@settings(max_examples=150, deadline=None)
def test_what_the_library_writes_is_read_at_its_characters(text: str, html: str, encoding: str, end: str) -> None:
    message = write(text, encoding)
    message.add_alternative(html, subtype="html", cte=encoding)
    message.add_attachment(write(text + " again", encoding))
    source = message.as_bytes(policy=policy.default.clone(linesep=end, max_line_length=0)).decode()
    written = [text, html, text + " again"]
    for (_, body), expected in zip(leaves(source), written, strict=True):
        ends = "\n" if encoding == "base64" else end
        assert_exact(source, body, (expected + "\n").replace("\n", ends))


@given(
    text=paragraphs,
    encoding=_ENCODINGS,
    charset=st.sampled_from(["cp1251", "koi8-r", "iso-8859-15"]),
)
@settings(max_examples=100, deadline=None)
def test_every_charset_is_honoured(text: str, encoding: str, charset: str) -> None:
    text = text.encode(charset, "replace").decode(charset)
    loaded = load(write(text, encoding, charset).as_bytes(), "a.eml")
    [(_, body)] = leaves(loaded.source)
    assert_exact(loaded.source, body, text + "\n")


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "gb18030", "utf-8-sig"])
@given(text=paragraphs)
@settings(max_examples=30, deadline=None)
def test_charsets_with_shifts_are_honoured(text: str, charset: str) -> None:
    part = MIMEPart(policy.default)
    part.set_content(text.encode(charset), "text", "plain", cte="base64", params={"charset": charset})
    source = part.as_string()
    [(_, body)] = leaves(source)
    assert_exact(source, body, text)


def test_seven_bits_may_hold_another_charset() -> None:
    source = f"Content-Type: text/plain; charset=utf-7\n\nTere, {'õhtust'.encode('utf-7').decode()}!\n"
    assert read_texts(source) == ["Tere, õhtust!"]


@given(subject=sentences, charset=st.sampled_from(["utf-8", "koi8-r"]), width=st.sampled_from([40, 78, 0]))
@settings(max_examples=150, deadline=None)
def test_a_subject_is_read_as_the_library_reads_it(subject: str, charset: str, width: int) -> None:
    message = EmailMessage()
    message["Subject"] = subject.replace("\xad", "")
    data = message.as_bytes(policy=policy.default.clone(max_line_length=width))
    source = data.decode()
    shown = decode_header(Segment.whole(source), *find_parts(source)[0].fields["subject"])
    parsed = message_from_bytes(data, policy=policy.default)["Subject"]
    assert_exact(source, shown, shown.text)
    assert shown.text.split() == str(parsed).split()


@pytest.mark.parametrize(
    ("encoding", "stretch"),
    [
        # Byte 5 begins in the second half of digit 6, the last bits of the space being in the first.
        ("base64", "DQvtGC0LLQtdGC0LjQvC"),
        ("quoted-printable", "=D0=BE=D1=82=D0=B2=D0=B5=D1=82=D0=B8=D0=BC"),
        ("8bit", "ответим"),
    ],
)
def test_a_word_points_to_its_digits_its_escapes_or_itself(encoding: str, stretch: str) -> None:
    source = write(_RUSSIAN, encoding).as_bytes().decode()
    [segment] = read(source)
    place = segment.text.index("ответим")
    span = segment.source_map.span(place, place + len("ответим"))
    assert source[span.start : span.stop] == stretch


def test_letters_cut_by_two_encoded_words_are_whole() -> None:
    assert read_texts("Subject: =?utf-8?B?0JLQ?=\n =?UTF-8?Q?=B0=D1=88?= =?koi8-r*ru?q?_=C4=CF=CC=C7?= now\n\n") == [
        "Ваш долг now"
    ]


def test_an_encoded_word_of_an_unknown_charset_stays_as_it_is() -> None:
    assert read_texts("Subject: =?x-unknown?Q?=B0?= we answer\n\n") == ["=?x-unknown?Q?=B0?= we answer"]


# --- complete and only


def _oracle(message: MIMEPart) -> list[str]:
    """The texts of a mail, by Python's own parser: of alternatives, HTML alone."""
    if message.get_content_type() == "message/rfc822":
        return _oracle(message.get_content())
    if message.is_multipart():
        parts = list(message.iter_parts())
        is_told = message.get_content_subtype() == "alternative" and any(
            each.get_content_type() == "text/html" for part in parts for each in part.walk()
        )
        return [
            text
            for part in parts
            if not (is_told and part.get_content_type() == "text/plain")
            for text in _oracle(part)
        ]
    if message.get_content_disposition() == "attachment" or message.get_content_type() not in (
        "text/plain",
        "text/html",
    ):
        return []
    return [message.get_content()]


@st.composite
def _messages(draw: st.DrawFn, depth: int = 2) -> EmailMessage:
    message = write(draw(paragraphs), draw(_ENCODINGS), subtype=draw(st.sampled_from(["plain", "html"])))
    message["Subject"] = draw(sentences).replace("\xad", "")
    for kind in draw(st.lists(st.sampled_from(["html", "related", "text", "image", "mail"]), max_size=3)):
        if kind == "html" and message.get_content_type() in ("text/plain", "multipart/alternative"):
            message.add_alternative(draw(sentences), subtype="html", cte=draw(_ENCODINGS))
        elif kind == "related" and message.get_content_type().startswith("text/"):
            message.add_related(b"GIF89a", "image", "gif", cid="<a@b>")
        elif kind == "text":
            message.add_attachment(draw(sentences), filename="a.txt", cte=draw(_ENCODINGS))
        elif kind == "image":
            message.add_attachment(b"\x89PNG", "image", "png", filename="a.png")
        elif kind == "mail" and depth:
            message.add_attachment(draw(_messages(depth=depth - 1)))
    return message


@given(message=_messages())
@settings(max_examples=100, deadline=None)
def test_all_that_the_library_reads_is_read_and_nothing_else(message: EmailMessage) -> None:
    data = message.as_bytes()
    source = Segment.whole(data.decode())
    ours = [decode_body(source, part).text for part in mail.find_bodies(source.text)]
    assert ours == _oracle(message_from_bytes(data, policy=policy.default))


def test_html_is_read_in_place_of_its_plain_alternative_only() -> None:
    message = write("Plain words.", "7bit")
    message.add_related(b"x", "image", "gif", cid="<a>")
    assert read_texts(message.as_bytes()) == ["Plain words."]
    message = write("Plain words.", "7bit")
    message.add_alternative("Only words", subtype="html")
    message.get_payload()[1].add_related(b"x", "image", "gif", cid="<a>")
    message.add_attachment("more words", disposition="inline")
    assert read_texts(message.as_bytes()) == ["Only words", "more words"]


def test_html_without_tags_is_html() -> None:
    assert read_texts(write("tea &amp; milk\nx", "8bit", subtype="html").as_bytes()) == ["tea & milk x"]


def test_a_multipart_without_content_types_and_ends_is_read() -> None:
    source = (
        "Content-Type: multipart/mixed; BOUNDARY=a b\n\npreamble\n--a b \n\nOne.\n--a b\nContent-Type: broken\n\nTwo."
    )
    assert read_texts(source) == ["One.", "Two."]


def test_what_comes_before_and_behind_the_parts_is_no_text() -> None:
    source = (
        'Content-Type: multipart/mixed; boundary="--a:b"\n\npreamble\n----a:b\n\nOne.\n----a:b--\nepilogue\n----a:bc\n'
    )
    assert read_texts(source) == ["One."]


def test_quoted_replies_and_template_tags_are_read_as_in_plain_text() -> None:
    assert read_texts("Subject: {{ a }} is here\n\n> We wrote\n> {{ name }}\n") == ["A is here", "We wrote\nName"]


def test_a_template_may_leave_charset_and_encoding_open() -> None:
    head = "Content-Type: text/html; charset={{ charset }}\nContent-Transfer-Encoding: ${encoding}\n\n"
    assert read_texts(head + "<p>Tere, {{ nimi }}, õhtust") == ["Tere, Nimi, õhtust"]


# --- facts


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("Subject: =?utf-8?q?Tere?=\n  =?utf-8?q?_k=C3=B5ik?=", {"subject": "Tere kõik"}),
        ("Content-Language: et-EE", {"lang": "et-ee"}),
        ("Content-Language: et, ru", {}),
        ("Auto-Submitted: Auto-Replied (vacation); x=y", {"kind": "autoreply"}),
        ("Auto-Submitted: auto-generated", {}),
        ("X-Autoreply: yes", {"kind": "autoreply"}),
        ("X-Autoreply: no", {}),
        ("Precedence: auto_reply", {"kind": "autoreply"}),
        ("Precedence: bulk", {}),
    ],
)
def test_the_header_states_facts(head: str, facts: dict[str, str]) -> None:
    assert read_facts(f"From a@b Mon\n{head}\nX: y\n\nWe answer.\n") == facts


def test_a_mail_that_was_passed_on_states_no_facts() -> None:
    message = write("See below.", "7bit")
    inner = write("<html lang=ru><p>Мы ответим", "8bit", subtype="html")
    inner["Subject"], inner["Precedence"], inner["Content-Language"] = "Inner", "auto_reply", "ru"
    message.add_attachment(inner)
    source = message.as_bytes().decode()
    segments, facts = read_source(source, "eml")
    assert facts == {}
    assert [(each.role, each.text, each.language) for each in segments] == [
        ("p", "See below.", ""),
        ("title", "Inner", "ru"),
        ("p", "Мы ответим", "ru"),
    ]


# --- 8-bit parts


def _raw(*parts: tuple[str, bytes]) -> bytes:
    bodies = b"".join(
        b"--x\r\nContent-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s\r\n"
        % (name.encode(), body)
        for name, body in parts
    )
    return b"Content-Type: multipart/mixed; boundary=x\r\nX-Long: " + b"y" * 3000 + b"\r\n\r\n" + bodies + b"--x--\r\n"


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "iso-8859-5", "utf-8"])
def test_an_8bit_part_is_in_the_charset_that_it_declares(charset: str) -> None:
    data = _raw(("utf-8", b"only ASCII"), (charset, _RUSSIAN.encode(charset)), ("us-ascii", b"so is this"))
    assert read_texts(data) == ["only ASCII", _RUSSIAN, "so is this"]


def test_8bit_parts_of_two_charsets_are_refused_when_they_differ() -> None:
    estonian = _ESTONIAN.encode("iso-8859-15")
    assert read_texts(_raw(("iso-8859-15", estonian), ("iso-8859-1", "õ".encode("latin-1")))) == [_ESTONIAN, "õ"]
    with pytest.raises(ReadError, match="part in koi8-r, expected iso8859-15") as caught:
        read_texts(_raw(("iso-8859-15", estonian), ("koi8-r", _RUSSIAN.encode("koi8-r"))))
    assert caught.value.line == 13
    with pytest.raises(ReadError, match="part in koi8-r, expected utf-8"):
        find_raw_charset(_raw(("utf-8", _RUSSIAN.encode()), ("koi8-r", _RUSSIAN.encode("koi8-r"))).decode("latin-1"))


def test_raw_letters_in_a_header_are_in_the_charset_of_the_body() -> None:
    data = "Subject: Ответ\nContent-Type: text/plain; charset=koi8-r\n\nМы ответим\n".encode("koi8-r")
    assert read_texts(data) == ["Ответ", "Мы ответим"]


# --- hidden words


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("hidden", ["сро\u0301к", "с\u00adрок", "cрок", "ср\u200bок", "ср<b>ок</b>"])
def test_hidden_words_are_found_where_they_stand(hidden: str, encoding: str) -> None:
    source = write(f"<p>Наш {hidden} — два дня</p>", encoding, subtype="html").as_bytes().decode()
    [segment] = read(source)
    assert segment.text == "Наш срок — два дня"
    first, last = segment.source_map.span(4, 8), segment.source_map.span(9, 10)
    shown = decode_body(Segment.whole(source), find_parts(source)[0])
    assert shown.source_map.start(7) <= first.start < first.stop <= last.start


# --- robust


def test_an_unknown_charset_is_refused_with_its_line() -> None:
    with pytest.raises(ReadError, match="unknown charset 'martian'") as caught:
        read_texts("Subject: a\nContent-Type: text/plain;\n charset=martian\n\nbody\n")
    assert caught.value.line == 2


@pytest.mark.parametrize("charset", ["idna", "rot13", "unicode_escape", "a\x00b"])
def test_what_is_no_charset_is_refused(charset: str) -> None:
    with pytest.raises(ReadError, match="unknown charset"):
        read_source(f'Content-Type: text/plain; charset="{charset}"\n\nbody\n', "eml")


def test_an_unread_transfer_encoding_is_refused() -> None:
    with pytest.raises(ReadError, match="transfer encoding x-uuencode"):
        read_texts("Content-Transfer-Encoding: X-UUencode\n\nbegin 666 a\n")


@pytest.mark.parametrize("head", ["multipart/mixed", 'multipart/mixed; boundary="a"'])
def test_a_multipart_that_is_not_divided_is_refused(head: str) -> None:
    with pytest.raises(ReadError, match="multipart/mixed whose parts are not divided") as caught:
        read_texts(f"Content-Type: {head}\n\nWe answer.\n--b\n")
    assert caught.value.line == 2
    assert read_texts(f"Content-Type: {head}\n\n") == []


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(ReadError, match="more than 10000 parts"):
        read_texts("Content-Type: multipart/mixed; boundary=a\n\n" + "--a\n\n" * 20_000)
    with pytest.raises(ReadError, match="more than 10000 parts"):
        read_texts("Content-Type: message/rfc822\n\n" * 100_000)


@pytest.mark.parametrize(
    "source",
    [
        "".join(f"Content-Type: multipart/mixed; boundary=a{n}\n\n--a{n}\n" for n in range(9_000)),
        "Content-Type: multipart/mixed; boundary=a\n\n--a\n" + "--b\n" * 200_000,
        "Subject: " + "=?utf-8?q?" * 100_000,
        "Subject: " + "=?utf-8?b?0JLQ?= " * 20_000,
        "Subject:" + "\n " * 100_000,
        "Content-Type: text/plain;" + ' a="' * 50_000,
        "Content-Type: text/plain;" + "; " * 100_000,
        "Content-Transfer-Encoding: quoted-printable\n\n" + "= " * 100_000,
        "Content-Transfer-Encoding: quoted-printable\n\n" + "=D0" * 100_000,
        "Content-Transfer-Encoding: base64\n\n" + "A" * 100_000,
        "Content-Transfer-Encoding: base64\n\n" + "A " * 100_000,
        "a" * 1_000_000,
    ],
    ids=range(12),
)
def test_hostile_mails_are_read_quickly(source: str) -> None:
    read_source(source, "eml")


def test_a_mail_may_end_anywhere() -> None:
    message = write(_RUSSIAN, "base64")
    message["Subject"] = _RUSSIAN
    message.add_alternative(f"<p>{_ESTONIAN}", subtype="html", cte="quoted-printable")
    data = message.as_bytes()
    for stop in range(0, len(data), 3):
        with suppress(ReadError):
            read_texts(data[:stop])


@given(
    body=st.binary(max_size=40),
    charset=st.sampled_from(["utf-8", "utf-16", "utf-7", "iso-2022-jp", "shift_jis", "gb18030", "ascii"]),
)
@settings(max_examples=150, deadline=None)
def test_broken_bytes_read_as_the_library_reads_them(body: bytes, charset: str) -> None:
    part = MIMEPart(policy.default)
    part.set_content(body, "text", "plain", cte="base64")
    source = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n{part.get_payload()}"
    [(_, shown)] = leaves(source)
    if charset in ("utf-8", "ascii"):
        assert_exact(source, shown, body.decode("utf-8", "replace"))
    else:
        assert_exact(source, shown, shown.text)


# --- by name and content


@pytest.mark.parametrize(
    ("path", "source", "format"),
    [
        ("a.eml", "", "eml"),
        ("a.mhtml", "", "eml"),
        ("welcome.eml.erb", "", "eml"),
        ("cur/1234.host", "Return-Path: <a>\r\nReceived: b\r\n\tc\r\nMime-version: 1.0\r\n\r\n", "eml"),
        ("a.tpl", "Subject: a\nhello\nMIME-Version: 1.0\n", "txt"),
    ],
)
def test_a_mail_is_known_by_name_or_header(path: str, source: str, format: str) -> None:
    assert find_format(path, source) == format
