"""Mails (`.eml`, and web pages kept as mails): subject and bodies, out of whatever they are encoded in.

Of `multipart/alternative`, the plain text is read only where there is no HTML: both say the same, and a fault told
twice is a nuisance. Attachments are no text, but mails that were passed on are. What isn't encoded stands in the file
as it is read; see `mime.find_raw_charset` for 8-bit parts.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from policylint.documents import Piece, Segment
from policylint.errors import ReadError
from policylint.readers import plain
from policylint.readers.flow import trim
from policylint.readers.front_matter import state
from policylint.readers.mails.mime import LINE_END, Part, find_language, find_line, find_parts
from policylint.readers.mails.octets import (
    Octets,
    find_charset,
    is_plain,
    join,
    read_base64,
    read_octets,
    read_quoted,
    spell,
    unquote,
)
from policylint.readers.markup import html
from policylint.readers.tags import templates

_READERS = {"text/plain": plain, "text/html": html, "application/xhtml+xml": html}
_ENCODED_WORD = re.compile(r"=\?([^?*\s]++)(?:\*[^?\s]*+)?\?([bBqQ])\?([^?\r\n]*+)\?=")

# A template of a mail may leave the charset open.
_TAG = re.compile(r"[{}$%<>]")


def read(segment: Segment) -> Iterator[Segment]:
    """Read the texts of a mail, and of the mails in it."""
    parts = find_parts(segment.text)
    bodies = {id(part) for part in _choose(segment.text, parts)}
    for part in parts:
        if part.is_message:
            yield from _read_head(segment, part)
        if id(part) in bodies:
            yield from _read_body(segment, part)


def find_bodies(text: str) -> Iterator[Part]:
    """Find the parts of a mail that are read."""
    return _choose(text, find_parts(text))


def _choose(text: str, parts: list[Part]) -> Iterator[Part]:
    told = _find_told_in_html(text, parts)
    for part in parts:
        is_told = part.type == "text/plain" and id(part.parent) in told
        if part.type in _READERS and not is_told and not _is_attached(text, part):
            yield part


def decode_body(segment: Segment, part: Part) -> Segment:
    """Decode the body of a part.

    Raises ReadError for a charset or a transfer encoding that nobody knows.
    """
    text, encoding = segment.text, part.value(segment.text, "content-transfer-encoding")
    stated = part.parameters.get("charset", "").partition(" ")[0]
    charset = find_charset("ascii" if _TAG.search(stated) else stated or "ascii")
    if not charset:
        raise ReadError(f"unknown charset {stated!r}", line=find_line(text, part.fields["content-type"][0]))
    charset = "utf-8" if charset == "ascii" else charset  # which ASCII is a part of
    place = part.start, part.stop
    if encoding == "base64":
        return segment.compose(spell(text, read_base64(text, *place), charset))
    if encoding == "quoted-printable":
        return segment.compose(unquote(text, *place, charset))
    if encoding in ("x-uuencode", "uuencode"):
        line = find_line(text, part.fields["content-transfer-encoding"][0])
        raise ReadError(f"transfer encoding {encoding}, expected base64 or quoted-printable", line=line)
    if not is_plain(charset) and text[slice(*place)].isascii():
        return segment.compose(spell(text, read_octets(text, *place), charset))
    return segment.cut(*place)


def decode_header(segment: Segment, start: int, stop: int) -> Segment:
    """Decode the value of a header field: its lines are unfolded, encoded words are read."""
    return segment.compose(_decode_words(segment.text, start, stop))


def _decode_words(text: str, start: int, stop: int) -> Iterator[Piece]:
    done = start
    for charset, words in _find_words(text, start, stop):
        between = text[done : words[0].start()]
        if done == start or between.strip():  # what parts two encoded words is not meant
            yield from _unfold(text, done, words[0].start())
        yield from spell(text, join(_read_word(text, word, charset) for word in words), charset, by_words=False)
        done = words[-1].end()
    yield from _unfold(text, done, stop)


def _find_words(text: str, start: int, stop: int) -> Iterator[tuple[str, list[re.Match[str]]]]:
    """Yield encoded words with their charset; neighbours may share a letter, so they come together."""
    words: list[re.Match[str]] = []
    charset = ""
    for word in _ENCODED_WORD.finditer(text, start, stop):
        known = find_charset(word[1])
        if words and (known != charset or text[words[-1].end() : word.start()].strip()):
            yield charset, words
            words = []
        if known:
            words.append(word)
            charset = known
    if words:
        yield charset, words


def _read_word(text: str, word: re.Match[str], charset: str) -> Octets:
    if word[2] in "bB":
        return read_base64(text, *word.span(3))
    return read_quoted(text, *word.span(3), charset, in_header=True)


def _unfold(text: str, start: int, stop: int) -> Iterator[Piece]:
    for end in LINE_END.finditer(text, start, stop):
        if start < end.start():
            yield Piece(start, end.start())
        start = end.end()
    if start < stop:
        yield Piece(start, stop)


def _read_head(segment: Segment, part: Part) -> Iterator[Segment]:
    """Read what the header of a mail says; of a mail inside a mail, its subject only."""
    text = segment.text
    if part.parent is None:
        if language := find_language(part.value(text, "content-language")):
            yield state(segment, "lang", language)
        if _is_automatic(text, part):
            yield state(segment, "kind", "autoreply")
    subject = decode_header(segment, *part.fields.get("subject", (0, 0)))
    for ready in templates.read(replace(subject, role="title", language=part.language, context="Subject")):
        for made in trim(ready):
            if part.parent is None:
                yield state(segment, "subject", made.text)
            yield made


def _is_automatic(text: str, part: Part) -> bool:
    """Whether a mail says of itself that it answers without a person."""
    return (
        part.value(text, "auto-submitted") == "auto-replied"
        or part.value(text, "precedence") == "auto_reply"
        or part.value(text, "x-autoreply") not in ("", "no")
    )


def _read_body(segment: Segment, part: Part) -> Iterator[Segment]:
    body = replace(decode_body(segment, part), language=part.language, context=part.type)
    for ready in templates.read(body):
        for made in _READERS[part.type].read(ready):
            if made.role != "meta" or not part.is_passed_on:
                yield made


def _is_attached(text: str, part: Part) -> bool:
    return part.value(text, "content-disposition") == "attachment"


def _find_told_in_html(text: str, parts: list[Part]) -> set[int]:
    """Tell which alternatives have HTML among them, somewhere below."""
    told: set[int] = set()
    for part in parts:
        if _READERS.get(part.type) is not html or _is_attached(text, part) or not text[part.start : part.stop].strip():
            continue
        above = part.parent
        while above and above.is_multipart and id(above) not in told:
            told.add(id(above))
            above = above.parent
    return {id(part) for part in parts if part.type == "multipart/alternative"} & told
