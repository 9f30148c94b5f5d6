"""Which encoding bytes are in, and what is refused."""

import pytest

from policylint.errors import ReadError
from policylint.readers import decoding
from policylint.readers.decoding import decode

_RUSSIAN = "Мы ответим на ваше обращение в течение двух дней. Повторные обращения не нужны.\n"
_ESTONIAN = "Vastame teie kirjale kahe päeva jooksul. Palun ärge saatke uut kirja, täname!\n"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        ("õ".encode(), "õ", "utf-8"),
        (b"\xef\xbb\xbfa", "a", "utf-8-sig"),
        ("õ".encode("utf-16"), "õ", "utf-16"),
        (b"\xfe\xff" + "õ".encode("utf-16-be"), "õ", "utf-16"),
        (_RUSSIAN.encode("cp1251"), _RUSSIAN, "cp1251"),
        (_RUSSIAN.encode("koi8-r"), _RUSSIAN, "koi8-r"),
        (_ESTONIAN.encode("latin-1"), _ESTONIAN, "iso8859-1"),
        (("šokk, žürii " + _ESTONIAN).encode("iso-8859-15"), "šokk, žürii " + _ESTONIAN, "iso8859-15"),
        (("“Vastame” – " + _ESTONIAN).encode("cp1252"), "“Vastame” – " + _ESTONIAN, "cp1252"),
        (b'<meta charset="windows-1257">\xf0\xfe', '<meta charset="windows-1257">šž', "cp1257"),
        (b"<?xml version='1.0' encoding='KOI8-R'?>\xc1", "<?xml version='1.0' encoding='KOI8-R'?>а", "koi8-r"),
    ],
)
def test_bytes_are_decoded(data: bytes, text: str, encoding: str) -> None:
    assert decode(data, "a") == (text, encoding)


@pytest.mark.parametrize("data", [b"a\x00b", b"%PDF-1.7", b"PK\x03\x04", b"\x89PNG"])
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="binary file"):
        decode(data, "a")


def test_the_line_of_the_first_bad_byte_is_named() -> None:
    data = "õäöü žš\n".encode() * 20 + b"\xff" + "õäöü\n".encode() * 20
    with pytest.raises(ReadError) as caught:
        decode(data, "a.txt")
    assert str(caught.value).startswith("a.txt:21: byte 0xff")


def test_large_files_are_refused_with_size_and_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGEST_FILE", 2_000_000)
    with pytest.raises(ReadError, match=r"file of 3\.0 MB is over the limit of 2 MB"):
        decode(b"a" * 3_000_000, "a")
