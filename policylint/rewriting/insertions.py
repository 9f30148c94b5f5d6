"""Where a text says what it has not said yet: after the greeting or before the closing, in the document's format."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policylint.documents import LITERAL, PLACEHOLDER, Document, Segment, find_line_end
from policylint.facts.placeholders import split_name
from policylint.findings import Edit
from policylint.languages.partings import find_opening, find_parting
from policylint.rewriting.enclosures import leave_out_enclosed
from policylint.spans import Match, Span

_OPEN = r"(?:<(?:a|b|strong|em|i|u|span|font|small|mark)\b[^<>]*>\s*)*"
_CLOSED = re.compile(r"(?:\s*</(?:a|b|strong|em|i|u|span|font|small|mark)\s*>)*", re.IGNORECASE)
_BLOCK = re.compile(
    rf"(?P<indent>[ \t]*)<(?P<tag>p|div)\b(?P<rest>(?:\s[^<>]*)?)>\s*(?P<inline>{_OPEN})\Z", re.IGNORECASE
)
_INLINE = re.compile(rf"{_OPEN}\Z", re.IGNORECASE)
_NAME = re.compile(r"""\sid\s*=\s*(?:"[^"]*"|'[^']*'|\S+)""", re.IGNORECASE)
# What programs show in the list of mails, not in the mail.
_HIDDEN = re.compile(r"<[^<>]*(?:display:\s*none|font-size:\s*[01]px|\shidden\b)[^<>]*>\s*\Z", re.IGNORECASE)
_SHOUTED = re.compile(r"<[^<>]*text-transform:\s*uppercase[^<>]*>\s*\Z", re.IGNORECASE)
_ROLES = frozenset({"p", "cell", "heading"})
# Words of the names of variables that sign a text.
_SIGNING = frozenset(
    "name team company brand shop store sender signature firm organisation organization agent firma nimi imya".split()
)
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_REACH = 400
_ENDS = frozenset("!.?…:")
_CLOSERS = "\"'»”“’)]*_"
_SENTENCE_ENDS = frozenset("!.?")
_FEWEST_WORDS = 5  # of a paragraph: what is shorter is a signature, a label, an address
_SIGNS = re.compile(r"([ \t]*(?:>[ \t]?)*)[*_~`#\[\"'«„“ ]*")
_CLOSING_SIGNS = re.compile(r"(?:[*_~`]+(?=[ \t]*(?:\r|\n|\Z)))?")
_EMPTY_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t>]*(?:\r\n|\n|\r)")
_SPOKEN_SMALL = re.compile(r"[^\W\d_]+(?![\w@./-])")  # a word, no address and no name like 'iPhone'


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a segment."""

    segment: Segment
    start: int
    stop: int

    @property
    def text(self) -> str:
        return self.segment.text[self.start : self.stop]

    @property
    def is_first(self) -> bool:
        return not self.segment.text[: self.start].strip()

    @property
    def is_last(self) -> bool:
        return not self.segment.text[self.stop :].strip()


def insert(document: Document, text: str, *, before_closing: bool) -> Iterator[Edit]:
    """Say something new after the greeting or before the closing, else behind the last or before the first text.

    Gives nothing when there is no place for a text of its own.
    """
    segments = [each for each in document.segments if each.role in _ROLES and each.text.strip()]
    segments = [each for each in segments if not _is_styled(document, each, _HIDDEN)]
    if any(_is_markup(document, each) for each in segments):
        segments = leave_out_enclosed(document, segments)
    lines = [line for each in segments for line in _split(each)]
    if lines:
        yield from _append(document, lines, text) if before_closing else _open(document, lines, text)


def add_behind(document: Document, segment: Segment, stop: int, text: str) -> Edit:
    """Say something more behind a sentence that ends at `stop`; one that has no mark at its end gets a full stop."""
    at = segment.source_map.stop(stop - 1)
    if _is_markup(document, segment):
        at = _CLOSED.match(document.source, at).end()  # type: ignore[union-attr]  # it matches nothing, too
    is_ended = segment.text[:stop].rstrip(_CLOSERS)[-1:] in _ENDS
    return Edit(Span(at, at), f"{'' if is_ended else '.'} {text}")


def _split(segment: Segment) -> Iterator[_Line]:
    for found in re.finditer(r"[^\n]*\S[^\n]*", segment.text):
        yield _Line(segment, found.start(), found.end())


def _is_styled(document: Document, segment: Segment, style: re.Pattern[str]) -> bool:
    """Whether the tag in front of a text gives it a style."""
    start = segment.source_map.start(0)
    return style.search(document.source, max(0, start - _REACH), start) is not None


# --- where


def _append(document: Document, lines: Sequence[_Line], text: str) -> Iterator[Edit]:
    """Before the closing or the signature, else behind the last paragraph."""
    lines = [line for line in lines if line.segment.role != "heading"] or lines
    parting = find_parting([_masked(line) for line in lines])
    if parting is None:
        body = [line for line in lines if len(line.text.split()) >= _FEWEST_WORDS]
        body = [line for line in body if not _is_styled(document, line.segment, _SHOUTED)]
        last = (body or lines)[-1]
        last = last if last.text.rstrip()[-1] in _SENTENCE_ENDS else lines[-1]
        yield _behind(document, last.segment, text)
        return
    line = lines[parting.line]
    if parting.offset:
        yield _before_sentence(document, line, parting.offset, text)
    elif not line.is_first:
        yield _before_line(document, line, text)
    elif parting.line and _is_boxed(document, line.segment):
        yield _behind(document, lines[parting.line - 1].segment, text)
    else:
        yield _before(document, line.segment, text)


def _masked(line: _Line) -> str:
    """A line's text, but for a variable that stands alone: only of a name it may be a signature."""
    first = next(line.segment.source_map.runs(line.start, line.stop))
    is_alone = first[2] == PLACEHOLDER and first[1] >= line.stop
    return "…" if is_alone and split_name(line.text).isdisjoint(_SIGNING) else line.text


def _open(document: Document, lines: Sequence[_Line], text: str) -> Iterator[Edit]:
    """Behind the greeting, else before the first text; what the greeting's sentence went on with begins anew."""
    opening = find_opening([line.text for line in lines])
    line = lines[opening.line]
    following = next(iter(lines[opening.line + 1 :]), None)
    if not opening.is_greeted:
        plain = (each for each in lines[opening.line :] if each.segment.role != "heading")
        first = next((each for each in plain if not _is_styled(document, each.segment, _SHOUTED)), line)
        yield _before(document, first.segment, text) if first.is_first else _before_line(document, first, text)
        return
    if opening.offset < len(line.text):
        is_open = line.text[: opening.offset].rstrip()[-1:] == ","
        said = text[0].lower() + text[1:] if is_open and text[1:2].islower() else text
        yield _before_sentence(document, line, opening.offset, said)
        following = _Line(line.segment, line.start + opening.offset, line.stop)
    elif following and not line.is_last:
        yield _before_line(document, following, text)
    elif following and _is_boxed(document, line.segment):
        yield _before(document, following.segment, text)
    else:
        yield _behind(document, line.segment, text)
    if following and line.text[: opening.offset].rstrip()[-1:] not in _SENTENCE_ENDS:
        yield from _begin(following)


def _begin(line: _Line) -> Iterator[Edit]:
    """The small letter of a line that went on with a greeting's sentence, made a capital."""
    word = _SPOKEN_SMALL.match(line.text)
    segment = line.segment
    if word and word[0].islower() and segment.source_map.kind(line.start) == LITERAL:
        yield Edit(segment.span(Match(line.start, line.start + 1)), line.text[0].upper())


def _is_boxed(document: Document, segment: Segment) -> bool:
    """Whether a text of markup stands in something else than a paragraph."""
    return _is_markup(document, segment) and _block_before(document, segment, segment.source_map.start(0)) is None


# --- how


def _before_sentence(document: Document, line: _Line, offset: int, text: str) -> Edit:
    """In the line, before one of its sentences."""
    at = line.segment.source_map.start(line.start + offset)
    at = _skip_open(document.source, at) if _is_markup(document, line.segment) else at
    return Edit(Span(at, at), f"{text} ")


def _before_line(document: Document, line: _Line, text: str) -> Edit:
    """A line or a paragraph of its own before a line in the midst of a segment."""
    source = document.source
    at = line.segment.source_map.start(line.start)
    gap, parting = _gaps(document, line.segment)
    if _is_markup(document, line.segment):
        at = _skip_open(source, at)
        return Edit(Span(at, at), text + parting)
    begin = _line_start(source, at)
    signs = _SIGNS.fullmatch(source, begin, at)
    at, quote = (signs.end(1), signs[1]) if signs else (at, "")
    if parting == gap:
        return Edit(Span(at, at), f"{text}{gap}{quote}")
    return Edit(Span(at, at), f"{gap}{quote}{text}{gap}{quote.rstrip(' ')}{gap}{quote}")


def _before(document: Document, segment: Segment, text: str) -> Edit:
    """A paragraph of its own before another."""
    source, at = document.source, segment.source_map.start(0)
    gap, parting = _gaps(document, segment)
    if _is_markup(document, segment):
        if block := _block_before(document, segment, at):
            start = block.start("tag") - 1
            return Edit(Span(start, start), f"{_wrap(block, text)}{gap}{block['indent']}")
        at = _skip_open(source, at)
        return Edit(Span(at, at), text + parting)
    signs = _SIGNS.fullmatch(source, _line_start(source, at), at)
    at = signs.end(1) if signs else at  # in front of what makes the first words bold, or a heading
    quote = signs[1] if signs else ""
    between = gap if parting == gap else f"{gap}{quote.rstrip(' ')}{gap}"
    return Edit(Span(at, at), f"{text}{between}{quote}")


def _behind(document: Document, segment: Segment, text: str) -> Edit:
    """A paragraph of its own behind another."""
    source, at = document.source, segment.source_map.stop(len(segment.text) - 1)
    gap, parting = _gaps(document, segment)
    if _is_markup(document, segment):
        at = _CLOSED.match(source, at).end()  # type: ignore[union-attr]  # it matches nothing, too
        block = _block_before(document, segment, segment.source_map.start(0))
        close = re.compile(rf"\s*</{block['tag']}\s*>", re.IGNORECASE).match(source, at) if block else None
        if block and close:
            return Edit(Span(close.end(), close.end()), f"{gap}{block['indent']}{_wrap(block, text)}")
        return Edit(Span(at, at), parting + text)
    quote = _QUOTE.match(source, _line_start(source, at))
    sign = quote[0] if quote else ""
    between = f"{gap}{sign}" if parting == gap else f"{gap}{sign.rstrip(' ')}{gap}{sign}"
    at = _CLOSING_SIGNS.match(source, at).end()  # type: ignore[union-attr]  # it matches nothing, too
    return Edit(Span(at, at), f"{between}{text}")


def _is_markup(document: Document, segment: Segment) -> bool:
    return document.format.startswith("html") or segment.context == "text/html"


def _gaps(document: Document, segment: Segment) -> tuple[str, str]:
    """How a line ends here, and what parts two texts: a line without any in a document that has no empty line."""
    end = find_line_end(document.source)
    if _is_markup(document, segment):
        return end, f"<br>{end}"
    said = document.source.strip()
    is_in_lines = re.search(r"[\r\n]", said) and not _EMPTY_LINE.search(said)
    return end, end if is_in_lines else end + end


def _skip_open(source: str, at: int) -> int:
    """The place in front of the inline tags that open before a place."""
    found = _INLINE.search(source, max(0, at - _REACH), at)
    return found.start() if found else at


def _line_start(source: str, at: int) -> int:
    return max(source.rfind("\n", 0, at), source.rfind("\r", 0, at)) + 1


def _block_before(document: Document, segment: Segment, at: int) -> re.Match[str] | None:
    return _BLOCK.search(document.source, max(0, at - _REACH), at) if _is_markup(document, segment) else None


def _wrap(block: re.Match[str], text: str) -> str:
    return f"<{block['tag']}{_NAME.sub('', block['rest'])}>{text}</{block['tag']}>"
