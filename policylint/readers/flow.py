"""Prose under construction: pieces of a segment, with white space collapsed and entities decoded across them."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from policylint.documents import BREAK, Link, Piece, Segment

_SPACES = re.compile(r"[ \t\n\r\f]*+")
ENTITY = r"&(?:#[0-9]{1,7}+;?|#[xX][0-9a-fA-F]{1,6}+;?|[a-zA-Z][a-zA-Z0-9]{1,31}+;?)"
_SPECIAL = re.compile(rf"[\t\n\r\f][ \t\n\r\f]*+| [ \t\n\r\f]++|{ENTITY}")
_ENTITY = re.compile(ENTITY)


class Flow:
    """Collects one segment's text from ranges of another segment's, in order."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.text = segment.text
        self.keeps_space = False
        self._pieces: list[Piece] = []
        self._length = 0
        self._spaced = True
        self._links: list[Link] = []
        self._open: tuple[int, str] | None = None

    def add_text(self, start: int, stop: int) -> None:
        """Add a range of marked-up text: entities are decoded, white space collapses unless it is kept."""
        if self.keeps_space:
            for piece in decode_entities(self.text, start, stop):
                self._put(piece)
            return
        if self._spaced:
            start = _SPACES.match(self.text, start, stop).end()  # type: ignore[union-attr]
        if start >= stop:
            return
        done = start
        for special in _SPECIAL.finditer(self.text, start, stop):
            begin, end = special.span()
            decoded = " " if self.text[begin] != "&" else html.unescape(special[0])
            if decoded == special[0]:
                continue
            if done < begin:
                self._put(Piece(done, begin))
            self._put(Piece(begin, end, decoded))
            done = end
        if done < stop:
            self._put(Piece(done, stop))
        self._spaced = self.text[stop - 1] in " \t\n\r\f"

    def put(self, start: int, stop: int, text: str, kind: str) -> None:
        """Add a stand-in for a range."""
        self._put(Piece(start, stop, text, kind))
        self._spaced = text.endswith(("\n", " "))

    def keep(self, start: int, stop: int) -> None:
        """Add a range as it is."""
        self._put(Piece(start, stop))
        self._spaced = False

    def ends_line(self) -> bool:
        """Whether the last thing added is a line break of the markup."""
        return bool(self._pieces) and self._pieces[-1].text == "\n" and self._pieces[-1].kind == BREAK

    def _put(self, piece: Piece) -> None:
        self._pieces.append(piece)
        self._length += piece.stop - piece.start if piece.text is None else len(piece.text)

    def open_link(self, target: str) -> None:
        """Begin a link at the text to come; a link that is still open ends."""
        self.close_link()
        self._open = (self._length, target)

    def close_link(self) -> None:
        """End the link that is open, if any."""
        if self._open and self._open[0] < self._length:
            self._links.append(Link(self._open[0], self._length, self._open[1]))
        self._open = None

    def finish(self, role: str, language: str = "", context: str = "") -> Iterator[Segment]:
        """Yield the collected text as a segment, unless it is empty, and begin anew; an open link goes on."""
        target = self._open[1] if self._open else None
        self.close_link()
        pieces = self._pieces
        while pieces and (text := pieces[-1].text) is not None and text.isspace():
            pieces.pop()
            self._length -= len(text)
        if pieces:
            made = self.segment.compose(pieces)
            ends = self._length
            links = tuple(replace(link, stop=min(link.stop, ends)) for link in self._links if link.start < ends)
            language, context = language or made.language, f"{made.context} {context}".strip()
            yield from trim(replace(made, role=role, language=language, context=context, links=links))
        self._pieces, self._links, self._length = [], [], 0
        self._spaced = True
        if target is not None:
            self._open = (0, target)


def decode_entities(text: str, start: int, stop: int) -> Iterator[Piece]:
    """Yield a range as pieces with its entities decoded."""
    done = start
    for entity in _ENTITY.finditer(text, start, stop):
        decoded = html.unescape(entity[0])
        if decoded != entity[0]:
            if done < entity.start():
                yield Piece(done, entity.start())
            yield Piece(*entity.span(), decoded)
            done = entity.end()
    if done < stop:
        yield Piece(done, stop)


def trim(segment: Segment) -> Iterator[Segment]:
    """Yield a segment without white space and branch dividers at its ends; nothing when nothing is left."""
    text = segment.text
    if text and text[0].isalnum() and text[-1].isalnum():
        yield segment
        return
    start, stop = 0, len(text)
    while start < stop and (text[start].isspace() or _is_divider(segment, start)):
        start += 1
    while start < stop and (text[stop - 1].isspace() or _is_divider(segment, stop - 1)):
        stop -= 1
    if start == 0 and stop == len(text) and text:
        yield segment
    elif start < stop:
        yield segment.cut(start, stop)


def _is_divider(segment: Segment, index: int) -> bool:
    return segment.text[index] == "|" and segment.source_map.kind(index) == BREAK
