"""Bytes to text: which encoding a file is in, and what is refused."""

import codecs
import re

from policylint.errors import ReadError, WriteError
from policylint.readers.formats import find_format
from policylint.readers.mails.octets import find_charset

LARGEST_FILE = 20_000_000
_HEAD = 2048
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\x7fELF")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*\\?["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_LEGACY = ("windows-1251", "koi8-r", "iso-8859-1", "iso-8859-15", "windows-1252", "windows-1257")
# A third of the letters of a Russian text, read rightly, are among the commonest ten.
_LEAST_COMMON = 0.3
_LETTERS = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_COMMON_CYRILLIC = re.compile(r"[оеаинтсрвл]")
_CONTROLS = re.compile(r"[\x80-\x9f]")


def decode(data: bytes, path: str, format: str = "") -> tuple[str, str]:
    """Decode a file to its text without byte order mark, and name the encoding.

    Without `format`, path and content tell whether it is a mail, of which each part has an encoding of its own. Raises
    ReadError for what is too large, binary or undecodable.
    """
    check_size(data, path)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_strictly(data, "utf-16", path), "utf-16"
    if b"\x00" in data or data.startswith(_MAGIC):
        raise ReadError("binary file", path=path)
    if data.startswith(codecs.BOM_UTF8):
        return _decode_strictly(data[3:], "utf-8", path), "utf-8-sig"
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_legacy(data, path, format, error)


def encode(text: str, encoding: str, like: bytes) -> bytes:
    """Encode a text as `decode` found it, with the byte order mark and byte order that the bytes `like` have.

    Raises WriteError when the encoding has no place for one of its characters.
    """
    try:
        if encoding == "utf-16":
            mark = codecs.BOM_UTF16_BE if like.startswith(codecs.BOM_UTF16_BE) else codecs.BOM_UTF16_LE
            return mark + text.encode("utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-16-le")
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise WriteError(f"{encoding} has no '{text[error.start]}', which the rewrite needs", line=line) from None


def find_writing_encoding(data: bytes, encoding: str) -> str:
    """Name the encoding that new letters are to be in: of a file in ASCII, what it declares itself to be in."""
    return (data.isascii() and _find_declared(data)) or encoding


def check_size(data: bytes, path: str) -> None:
    """Raise ReadError for a file that is too large to be read."""
    if len(data) > LARGEST_FILE:
        size, limit = len(data) / 1e6, LARGEST_FILE / 1e6
        raise ReadError(f"file of {size:.1f} MB is over the limit of {limit:.0f} MB", path=path)


def _decode_strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refuse(data, path, error, encoding) from error


def _refuse(data: bytes, path: str, error: UnicodeDecodeError, encoding: str) -> ReadError:
    before = data[: error.start].decode(encoding, "replace")
    line = 1 + before.count("\n") + before.replace("\r\n", "\n").count("\r")
    byte = data[error.start]
    message = f"byte 0x{byte:02x} is not {encoding} and no other encoding was declared or recognised"
    return ReadError(message, path=path, line=line)


def _decode_legacy(data: bytes, path: str, format: str, error: UnicodeDecodeError) -> tuple[str, str]:
    """Decode what is not UTF-8: as it declares itself, else as it reads."""
    declared = _find_mail_charset(data, path, format) or _find_declared(data)
    if declared and declared != "utf-8":
        return _decode_strictly(data, declared, path), declared
    detected = _detect(data)
    if detected is None:
        raise _refuse(data, path, error, "utf-8")
    return _decode_strictly(data, detected, path), detected


def _find_mail_charset(data: bytes, path: str, format: str) -> str:
    """Name the encoding of the parts of a mail that are in no transfer encoding; empty for what is no mail."""
    source = data.decode("latin-1")
    if (format or find_format(path, source)).partition(".")[0] != "eml":
        return ""
    from policylint.readers.mails.mime import find_raw_charset

    return find_raw_charset(source)


def _find_declared(data: bytes) -> str:
    """Name the encoding that the head of a file declares; empty when none or unknown."""
    names = (find_charset(declaration[1].decode("ascii")) for declaration in _DECLARED.finditer(data[:_HEAD]))
    return next(filter(None, names), "")


def _detect(data: bytes) -> str | None:
    """Name the legacy encoding a text without declaration is in; None when it reads as none."""
    # 150 lone bytes of UTF-8 gone wrong are a broken file, not a legacy one.
    if _is_mostly_utf8(data):
        return None
    cyrillic = _detect_cyrillic(data)
    if cyrillic:
        return cyrillic
    from charset_normalizer import from_bytes  # 40 ms, only for the rare file that is not UTF-8

    best = from_bytes(data[:200_000], cp_isolation=list(_LEGACY), threshold=0.4).best()
    name = codecs.lookup(best.encoding).name if best else ""
    return _choose_latin(data, name)


def _is_mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    broken = text.count("�")
    return broken * 10 < sum(1 for character in text if character > "\x7f") - broken


def _detect_cyrillic(data: bytes) -> str:
    """Tell windows-1251 and KOI8-R by their letters: each reads the other's small letters as capitals."""
    high = sum(1 for byte in data[:200_000] if byte > 0x7F)
    if high * 3 < len(re.findall(rb"[A-Za-z\x80-\xff]", data[:200_000])):
        return ""
    scores = {}
    for name in ("windows-1251", "koi8-r"):
        text = data[:200_000].decode(name, "replace")
        scores[name] = len(_COMMON_CYRILLIC.findall(text)) / max(1, len(_LETTERS.findall(text)))
    best = max(scores, key=lambda name: scores[name])
    return codecs.lookup(best).name if scores[best] > _LEAST_COMMON else ""


def _choose_latin(data: bytes, guess: str) -> str | None:
    """Settle on one of the Latin encodings: bytes that are controls in ISO-8859 mean Windows."""
    if _CONTROLS.search(data.decode("latin-1")):
        for name in (guess, "windows-1252", "windows-1257", "windows-1251"):
            if name and not name.startswith("iso8859"):
                try:
                    data.decode(name)
                except UnicodeDecodeError:
                    continue
                return codecs.lookup(name).name
        return None
    # What differs between ISO-8859-1 and -15 in these three languages is š, ž and € against ¦, ¨, ´, ¸, ¼-¾ and ¤.
    if re.search(rb"[A-Za-z][\xa6\xa8\xb4\xb8][A-Za-z]|\d ?\xa4", data):
        return "iso8859-15"
    return guess if guess.startswith("iso8859") else "iso8859-1"
