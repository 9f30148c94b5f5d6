"""Markdown inside a paragraph: links, emphasis, code spans, escapes, inline HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from policylint.documents import BREAK, DECODED, PLACEHOLDER, Link, Piece, Segment
from policylint.readers.flow import ENTITY, Flow, decode_entities, trim
from policylint.readers.markup.elements import CODE, OTHER, START, Tokenizer, find_attributes

_SPECIAL = re.compile(rf"[\\`*_~\[\]<]|!\[|{ENTITY}")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~\r\n])")
_TICKS = re.compile(r"`++")
_TARGET = re.compile(
    r"\(\s*+(?:<([^<>\n]*+)>|([^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+)*+))"
    r"(?:\s++(?:\"[^\"]{0,500}+\"|'[^']{0,500}+'|\([^()]{0,500}+\)))?+\s*+\)"
)
_LABEL = re.compile(r"\[([^\[\]]{0,200}+)\]")
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]{1,60}+\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]++|[\w.+-]++@[\w.-]++)>")
_RUN = re.compile(r"\*++|_++|~++")


@dataclass(slots=True)
class _Bracket:
    """A `[` that may begin a link; `piece` is where its own piece stands."""

    start: int
    stop: int
    is_image: bool


@dataclass(slots=True)
class _Inline:
    """What was found in one paragraph."""

    segment: Segment
    targets: dict[str, str]
    pieces: list[Piece] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    images: list[tuple[int, int]] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    emphasis: dict[str, list[list[int]]] = field(default_factory=dict)


def read_inline(segment: Segment, targets: dict[str, str]) -> Iterator[Segment]:
    """Yield a paragraph as people read it, then the alternative texts of its images.

    `targets` holds where the reference links of the document lead, by label.
    """
    if _SPECIAL.search(segment.text) is None:
        yield from trim(segment)
        return
    found = _scan(segment, targets)
    pieces = sorted(found.pieces, key=lambda piece: (piece.start, piece.stop))
    links = tuple(Link(*link) for link in sorted(found.links))
    yield from trim(replace(segment, links=links).replace(_without_overlaps(pieces)))
    for start, stop in found.images:
        flow = Flow(segment)
        flow.add_text(start, stop)
        yield from flow.finish("attribute", segment.language, "alt")


def _without_overlaps(pieces: list[Piece]) -> Iterator[Piece]:
    done = 0
    for piece in pieces:
        if piece.start >= done:
            yield piece
            done = piece.stop


def _scan(segment: Segment, targets: dict[str, str]) -> _Inline:
    text = segment.text
    found = _Inline(segment, targets)
    tokenizer = Tokenizer(text)
    ticks = _find_ticks(text)
    at = 0
    while special := _SPECIAL.search(text, at):
        at = special.start()
        sign = text[at]
        if sign == "\\":
            at = _read_escape(found, at)
        elif sign == "`":
            at = _read_code(found, at, ticks)
        elif sign in "*_~":
            at = _read_emphasis(found, at)
        elif sign == "<":
            at = _read_angle(found, at, tokenizer)
        elif sign == "]":
            at = _close_bracket(found, at)
        elif sign == "&":
            found.pieces += (piece for piece in decode_entities(text, at, special.end()) if piece.text is not None)
            at = special.end()
        else:
            at = _open_bracket(found, at, special.end())
    return found


def _read_escape(found: _Inline, at: int) -> int:
    if escape := _ESCAPED.match(found.segment.text, at):
        found.pieces.append(Piece(at, at + 1, ""))
        return escape.end()
    return at + 1


def _find_ticks(text: str) -> dict[int, list[int]]:
    """Where the runs of back-ticks of each length begin, last one first."""
    ticks: dict[int, list[int]] = {}
    if "`" in text:
        for run in _TICKS.finditer(text):
            ticks.setdefault(run.end() - run.start(), []).append(run.start())
        for places in ticks.values():
            places.reverse()
    return ticks


def _read_code(found: _Inline, at: int, ticks: dict[int, list[int]]) -> int:
    run = _TICKS.match(found.segment.text, at)
    size = len(run[0]) if run else 1
    places = ticks.get(size, [])
    while places and places[-1] <= at:
        places.pop()
    if not places:
        return at + size
    stop = places.pop() + size
    found.pieces.append(Piece(at, stop, "Code", PLACEHOLDER))
    return stop


def _read_emphasis(found: _Inline, at: int) -> int:
    """Match a run of emphasis signs with runs before it, and keep what is left of it for runs behind it."""
    text = found.segment.text
    run = _RUN.match(text, at)
    stop = run.end() if run else at + 1
    sign, count = text[at], stop - at
    before, after = text[at - 1 : at] or " ", text[stop : stop + 1] or " "
    opens, closes = not after.isspace(), not before.isspace()
    if (sign == "_" and before.isalnum() and after.isalnum()) or (sign == "~" and count != 2):
        return stop
    openers = found.emphasis.setdefault(sign, [])
    place = at
    while closes and count and openers:
        begin, size = openers[-1]
        used = min(size, count)
        found.pieces += (Piece(begin + size - used, begin + size, ""), Piece(place, place + used, ""))
        place, count = place + used, count - used
        openers[-1][1] -= used
        if not openers[-1][1]:
            openers.pop()
    if opens and count:
        openers.append([place, count])
    return stop


def _read_angle(found: _Inline, at: int, tokenizer: Tokenizer) -> int:
    text = found.segment.text
    if address := _AUTOLINK.match(text, at):
        found.pieces += (Piece(at, at + 1, ""), Piece(address.end() - 1, address.end(), ""))
        found.links.append((*address.span(1), address[1]))
        return address.end()
    token = tokenizer.read(at, len(text))
    if token is None or "@" in token.name:
        return at + 1
    if token.kind == OTHER and not token.name and token.stop == len(text) and text[-1] != ">":
        return at + 1
    if token.kind == START:
        token = tokenizer.widen(token, len(text))
    if token.kind == CODE:
        found.pieces.append(Piece(at, token.stop, "Code", PLACEHOLDER))
    else:
        stands_for = "\n" if token.name == "br" and not text.startswith(("\n", "\r"), token.stop) else ""
        found.pieces.append(Piece(at, token.stop, stands_for, BREAK))
        for attribute in find_attributes(text, *token.attributes):
            if attribute.name == "alt":
                found.images.append((attribute.start, attribute.stop))
    return token.stop


def _open_bracket(found: _Inline, at: int, stop: int) -> int:
    text = found.segment.text
    if mark := _FOOTNOTE.match(text, at):
        found.pieces.append(Piece(at, mark.end(), mark[0], DECODED))
        return mark.end()
    found.brackets.append(_Bracket(at, stop, text[at] == "!"))
    return stop


def _close_bracket(found: _Inline, at: int) -> int:
    if not found.brackets:
        return at + 1
    opener = found.brackets.pop()
    stop, target = _find_target(found, opener, at)
    if target is None:
        return at + 1
    if opener.is_image:
        found.images.append((opener.stop, at))
        found.pieces = [piece for piece in found.pieces if piece.start < opener.start]
        found.links = [link for link in found.links if link[0] < opener.start]
        found.pieces.append(Piece(opener.start, stop, ""))
    else:
        found.pieces += (Piece(opener.start, opener.stop, ""), Piece(at, stop, ""))
        found.links.append((opener.stop, at, target))
    return stop


def _find_target(found: _Inline, opener: _Bracket, at: int) -> tuple[int, str | None]:
    """Where the link that ends its text at `at` leads, and where it ends."""
    text = found.segment.text
    if place := _TARGET.match(text, at + 1):
        return place.end(), place[1] or place[2] or ""
    if label := _LABEL.match(text, at + 1):
        name = label[1] or text[opener.stop : at]
        if (target := found.targets.get(fold_label(name))) is not None:
            return label.end(), target
    if at - opener.stop > 200:
        return at + 1, None
    return at + 1, found.targets.get(fold_label(text[opener.stop : at]))


def fold_label(label: str) -> str:
    """Fold a reference label as Markdown compares them."""
    return " ".join(label.split()).casefold()
