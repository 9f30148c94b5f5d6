"""Bytes that a text holds as quoted-printable or base64, and the characters they make, each with its place."""

import codecs
import re
from array import array
from binascii import a2b_base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from policylint.documents import Piece

_ESCAPES = re.compile(r"(?:=[0-9A-Fa-f]{2}|=[ \t]*+(?:\r\n|[\r\n]|\Z))++")
_QUOTED = re.compile(r"=([0-9A-Fa-f]{2})|=[ \t]*+(?:\r\n|[\r\n]|\Z)|(.)", re.DOTALL)
_DIGITS = re.compile(r"[A-Za-z0-9+/]++")
# Words come as a whole: whoever points to words loses nothing, and a map of words is a fifth of one of letters.
_WORDS = re.compile(r"[^\W_]++|[\W_]")
_CHARACTERS = re.compile(r".", re.DOTALL)
# Codecs that Python counts among the encodings of text, and nobody writes letters in.
_NO_CHARSETS = frozenset("idna mbcs oem punycode raw-unicode-escape undefined unicode-escape".split())


@dataclass(frozen=True, slots=True)
class _Digits:
    """Where the digit of base64 stands that has a certain bit of a byte; each has six of them."""

    places: Sequence[int]
    bit: int

    def __getitem__(self, byte: int) -> int:
        return self.places[(8 * byte + self.bit) // 6]


@dataclass(frozen=True, slots=True)
class Octets:
    """Bytes out of a text: byte `i` was written from the character at `firsts[i]` to the one at `lasts[i]`."""

    data: bytes
    firsts: Sequence[int] | _Digits
    lasts: Sequence[int] | _Digits


def find_charset(name: str) -> str:
    """Give Python's name for a charset; empty when there is no such charset."""
    try:
        known = codecs.lookup(name).name
        "a".encode(known)
    except (LookupError, ValueError):
        return ""
    return "" if known in _NO_CHARSETS else known


@cache
def is_plain(charset: str) -> bool:
    """Whether the bytes of ASCII stand for ASCII in a charset, and are no part of any other character."""
    text = bytes(range(256)).decode(charset, "replace")
    return len(text) == 256 and text[:128].isascii()


def read_octets(text: str, start: int, stop: int) -> Octets:
    """Take a range of ASCII as bytes."""
    return Octets(text[start:stop].encode("ascii"), range(start, stop), range(start, stop))


def read_base64(text: str, start: int, stop: int) -> Octets:
    """Decode a range of base64; what is no digit is passed over, the first `=` ends it."""
    end = text.find("=", start, stop)
    digits, places = [], array("I")
    for run in _DIGITS.finditer(text, start, stop if end < 0 else end):
        digits.append(run[0])
        places.extend(range(*run.span()))
    size = len(places) * 3 // 4
    data = a2b_base64("".join(digits)[: -(-size * 4 // 3)] + "==")
    return Octets(data, _Digits(places, 0), _Digits(places, 7))


def read_quoted(text: str, start: int, stop: int, charset: str, *, in_header: bool = False) -> Octets:
    """Decode a range of quoted-printable; in a header `_` is a space. Letters that should be escaped needn't be."""
    data, firsts, lasts = bytearray(), array("I"), array("I")
    for token in _QUOTED.finditer(text, start, stop):
        if token[1]:
            made = bytes((int(token[1], 16),))
        elif token[2]:
            made = b" " if in_header and token[2] == "_" else _to_bytes(token[2], charset)
        else:
            continue
        data += made
        firsts.extend([token.start()] * len(made))
        lasts.extend([token.end() - 1] * len(made))
    return Octets(bytes(data), firsts, lasts)


def _to_bytes(character: str, charset: str) -> bytes:
    return character.encode("ascii" if character.isascii() else charset, "replace")


def join(parts: Iterable[Octets]) -> Octets:
    """Join bytes that a text holds in several places."""
    data, firsts, lasts = bytearray(), array("I"), array("I")
    for part in parts:
        data += part.data
        firsts.extend(part.firsts[byte] for byte in range(len(part.data)))
        lasts.extend(part.lasts[byte] for byte in range(len(part.data)))
    return Octets(bytes(data), firsts, lasts)


def unquote(text: str, start: int, stop: int, charset: str) -> Iterator[Piece]:
    """Yield a range of quoted-printable as pieces: each escaped character is one, what lies between stays as it is."""
    if not is_plain(charset):
        yield from spell(text, read_quoted(text, start, stop, charset), charset)
        return
    done = start
    for escapes in _ESCAPES.finditer(text, start, stop):
        if done < escapes.start():
            yield Piece(done, escapes.start())
        yield from spell(text, read_quoted(text, *escapes.span(), charset), charset, by_words=False)
        done = escapes.end()
    if done < stop:
        yield Piece(done, stop)


def spell(text: str, octets: Octets, charset: str, *, by_words: bool = True) -> Iterator[Piece]:
    """Yield the characters that bytes make, or the words, as pieces of the text they came from."""
    made, ends = _decode(octets.data, charset)
    for unit in (_WORDS if by_words else _CHARACTERS).finditer(made):
        first = min(ends[unit.start() - 1] if unit.start() else 0, len(octets.data) - 1)
        last = max(ends[unit.end() - 1] - 1, first)
        start, stop = octets.firsts[first], octets.lasts[last] + 1
        yield Piece(start, stop) if text[start:stop] == unit[0] else Piece(start, stop, unit[0])


def _decode(data: bytes, charset: str) -> tuple[str, Sequence[int]]:
    """Decode bytes, and tell of each character how many bytes there are up to its end."""
    text = data.decode(charset, "replace")
    if len(text) == len(data):
        return text, range(1, len(text) + 1)
    ends = array("I", accumulate(len(character.encode(charset, "replace")) for character in text))
    # A broken character takes more bytes to write than were there, so that the sums agree only when all do.
    if text and ends[-1] == len(data):
        return text, ends
    try:
        return _decode_bytewise(data, charset)
    except UnicodeError:  # UTF-16 that doesn't say so
        return text, array("I", [len(data)] * len(text))


def _decode_bytewise(data: bytes, charset: str) -> tuple[str, Sequence[int]]:
    """Decode what is broken, or in a charset with shifts, byte by byte."""
    decoder = codecs.getincrementaldecoder(charset)("replace")
    made, ends = [], array("I")
    for at in range(len(data)):
        text = decoder.decode(data[at : at + 1])
        if text:
            made.append(text)
            ends.extend([at] * (len(text) - 1))
            ends.append(at + 1)
    rest = decoder.decode(b"", final=True)
    return "".join((*made, rest)), ends + array("I", [len(data)] * len(rest))
