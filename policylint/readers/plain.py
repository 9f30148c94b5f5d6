"""Plain text: paragraphs, list items, quoted lines, headings."""

import re
from collections.abc import Iterator
from dataclasses import replace

from policylint.documents import DECODED, LITERAL, Piece, Segment
from policylint.readers.flow import trim
from policylint.readers.front_matter import read_front_matter, state

_BLANK = re.compile(r"\n(?:[^\S\n]*+\n)++")
_ITEM = r"(?:[-*•–—·‣▪●○➢✓✔]|\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}\.?|\([a-zа-я0-9]{1,3}\)|[a-zа-я]\))[ \t]++"
_RULE = r"[-=*_~+#]{2,}+[ \t]*+$"
_DIRECTIVE = r"(?:#|//|;|--|/?\*|<!--|\{[#*]|'|\.\.|REM\b)?[ \t]*+policylint:[ \t]*+allow"
_QUOTE = r"(?:>[ \t]?+)++"
_SUBJECT = r"(?:Subject|Тема|Teema)[ \t]*+:[ \t]*+"
_SPECIAL = re.compile(
    rf"^[ \t]*+(?:(?P<item>{_ITEM})|(?P<rule>{_RULE})|(?P<directive>{_DIRECTIVE}.*+)|(?P<quote>{_QUOTE})"
    rf"|(?P<subject>{_SUBJECT}))",
    re.MULTILINE | re.IGNORECASE,
)
# A paragraph that goes on with the sentence before it, or that is set in: that was no heading.
_GOES_ON = re.compile(r"[ \t]*+[a-zа-яёäõöüšž]|[ \t]|\Z")
_LONGEST_HEADING = 70
_HEAD = 400
_HEADING_END = tuple(".!?:;,…|")


def read(segment: Segment) -> Iterator[Segment]:
    """Divide plain text into its paragraphs, items and headings."""
    facts, start = read_front_matter(segment)
    yield from facts
    # The same text with one kind of line end, and offsets unchanged.
    view = segment.text.replace("\r\n", " \n").replace("\r", "\n")
    for blank in _BLANK.finditer(view, start):
        goes_on = _GOES_ON.match(view, blank.end()) is not None
        yield from _read_paragraph(segment, view, start, blank.start(), followed=not goes_on)
        start = blank.end()
    yield from _read_paragraph(segment, view, start, len(view), followed=False)


def _read_paragraph(segment: Segment, view: str, start: int, stop: int, *, followed: bool) -> Iterator[Segment]:
    if start >= stop:
        return
    if _SPECIAL.search(view, start, stop) is None:
        role = "heading" if followed and _is_heading(segment, start, stop) else "p"
        yield from _cut(segment, [Piece(start, stop)], role)
    else:
        yield from _read_lines(segment, view, start, stop)


def _is_heading(segment: Segment, start: int, stop: int) -> bool:
    if stop - start > _LONGEST_HEADING + 40:
        return False
    line = segment.text[start:stop].strip()
    return (
        len(line) <= _LONGEST_HEADING
        and len(line.splitlines()) == 1
        and not line.endswith(_HEADING_END)
        and line[0] not in "[<"
        and any(character.isalpha() for character in line)
        and (segment.source_map.has(LITERAL, start, stop) or segment.source_map.has(DECODED, start, stop))
        and ": " not in line
    )


def _read_lines(segment: Segment, view: str, start: int, stop: int) -> Iterator[Segment]:
    """Divide a paragraph with items, rules, quote marks or directives in it."""
    pieces: list[Piece] = []
    role = "p"
    done = start
    for special in _SPECIAL.finditer(view, start, stop):
        begin, end = special.span()
        if begin < done:
            continue
        if done < begin:
            pieces.append(Piece(done, begin))
        done = end
        if special.lastgroup in ("quote", "directive"):
            continue
        if special.lastgroup == "rule" and len(pieces) == 1 and _is_heading(segment, pieces[0].start, pieces[0].stop):
            role = "heading"
        yield from _cut(segment, pieces, role)
        pieces, role = [], {"item": "item", "subject": "title"}.get(special.lastgroup or "", "p")
        if special.lastgroup == "subject":
            done = _end_line(view, end, stop)
            yield from _read_subject(segment, end, done)
            role = "p"
    if done < stop:
        pieces.append(Piece(done, stop))
    yield from _cut(segment, pieces, role)


def _end_line(view: str, at: int, stop: int) -> int:
    end = view.find("\n", at, stop)
    return stop if end < 0 else end


def _read_subject(segment: Segment, start: int, stop: int) -> Iterator[Segment]:
    for made in _cut(segment, [Piece(start, stop)], "title"):
        if start < _HEAD:
            yield state(segment, "subject", made.text)
        yield made


def _cut(segment: Segment, pieces: list[Piece], role: str) -> Iterator[Segment]:
    if pieces:
        made = segment.compose(pieces)
        yield from trim(replace(made, role=role if segment.role == "p" else segment.role))
