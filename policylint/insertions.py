"""Where a text says what it has not said yet: after the greeting or before the closing, in the document's format."""

import re
from collections.abc import Iterator

from policylint.documents import Document, Segment, find_line_end
from policylint.findings import Edit
from policylint.languages.greetings import is_closing, is_greeting
from policylint.spans import Span

_LONGEST_GREETING = 60
_BLOCK = re.compile(r"(?P<indent>[ \t]*)<(?P<tag>p|div)\b(?P<rest>(?:\s[^<>]*)?)>\s*\Z", re.IGNORECASE)
_NAME = re.compile(r"""\sid\s*=\s*(?:"[^"]*"|'[^']*'|\S+)""", re.IGNORECASE)
# What programs show in the list of mails, not in the mail.
_HIDDEN = re.compile(r"<[^<>]*(?:display:\s*none|font-size:\s*[01]px|\shidden\b)[^<>]*>\s*\Z", re.IGNORECASE)
_SHOUTED = re.compile(r"<[^<>]*text-transform:\s*uppercase[^<>]*>\s*\Z", re.IGNORECASE)
_ROLES = frozenset({"p", "cell", "heading"})
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_REACH = 400
_FEWEST_WORDS = 5  # of a paragraph: what is shorter is a signature, a label, an address
_SIGNS = re.compile(r"([ \t]*(?:>[ \t]?)*)[*_~`#\[\"'«„“ ]*")


def insert(document: Document, text: str, *, before_closing: bool) -> Iterator[Edit]:
    """Say something new after the greeting or before the closing, else behind the last or before the first text."""
    segments = [segment for segment in document.segments if segment.role in _ROLES and segment.text.strip()]
    segments = [segment for segment in segments if not _is_styled(document, segment, _HIDDEN)]
    if not segments:
        return
    closing = next((each for each in reversed(segments[1:]) if is_closing(_first_line(each.text))), None)
    if before_closing and closing:
        yield _before(document, closing, text)
        return
    plain = [each for each in segments if each.role != "heading" and not _is_styled(document, each, _SHOUTED)]
    paragraphs = [each for each in plain if each.role == "p" and len(each.text.split()) >= _FEWEST_WORDS]
    if before_closing and paragraphs:
        yield _behind(document, paragraphs[-1], text)
        return
    for segment in segments[:4]:
        if is_greeting(segment.text):
            end = segment.source_map.stop(len(segment.text) - 1)
            following = next((each for each in plain if each.source_map.start(0) >= end), None)
            yield _after(document, segment, following, text)
            return
    yield _before(document, (plain or segments)[0], text)


def _is_styled(document: Document, segment: Segment, style: re.Pattern[str]) -> bool:
    """Whether the tag in front of a text gives it a style."""
    start = segment.source_map.start(0)
    return style.search(document.source, max(0, start - _REACH), start) is not None


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def _before(document: Document, segment: Segment, text: str) -> Edit:
    at = segment.source_map.start(0)
    gap, parting = _gaps(document, segment)
    if (block := _block_before(document, segment, at)) and parting != gap + gap:
        start = block.start("tag") - 1
        return Edit(Span(start, start), f"{_wrap(block, text)}{gap}{block['indent']}")
    if parting != gap + gap:
        return Edit(Span(at, at), text + parting)
    line = max(document.source.rfind("\n", 0, at), document.source.rfind("\r", 0, at)) + 1
    signs = _SIGNS.fullmatch(document.source, line, at)
    at = signs.end(1) if signs else at  # in front of what makes the first words bold, or a heading
    quote = signs[1] if signs else ""
    return Edit(Span(at, at), f"{text}{gap}{quote.rstrip(' ')}{gap}{quote}")


def _behind(document: Document, segment: Segment, text: str) -> Edit:
    """A paragraph of its own behind another."""
    at = segment.source_map.stop(len(segment.text) - 1)
    gap, parting = _gaps(document, segment)
    block = _block_before(document, segment, segment.source_map.start(0))
    close = re.compile(rf"\s*</{block['tag']}\s*>", re.IGNORECASE).match(document.source, at) if block else None
    if block and close and parting != gap + gap:
        return Edit(Span(close.end(), close.end()), f"{gap}{block['indent']}{_wrap(block, text)}")
    if parting != gap + gap:
        return Edit(Span(at, at), parting + text)
    line = max(document.source.rfind("\n", 0, at), document.source.rfind("\r", 0, at)) + 1
    quote = _QUOTE.match(document.source, line)
    sign = quote[0] if quote else ""
    return Edit(Span(at, at), f"{gap}{sign.rstrip(' ')}{gap}{sign}{text}")


def _after(document: Document, segment: Segment, following: Segment | None, text: str) -> Edit:
    lines = segment.text.splitlines() or [""]
    is_short = len(lines[0]) <= _LONGEST_GREETING
    end = len(lines[0]) if is_short else len(segment.text)
    at = segment.source_map.stop(end - 1)
    gap, parting = _gaps(document, segment)
    is_whole = not segment.text[end:].strip()
    block = _block_before(document, segment, segment.source_map.start(0))
    if block and is_whole and parting != gap + gap:
        close = re.compile(rf"\s*</{block['tag']}\s*>", re.IGNORECASE).match(document.source, at)
        if close:
            return Edit(Span(close.end(), close.end()), f"{gap}{block['indent']}{_wrap(block, text)}")
    if is_whole and parting != gap + gap and following:
        return _before(document, following, text)  # a greeting in a box of its own
    # What follows in the same paragraph begins a new one; its own line end is there already.
    return Edit(Span(at, at), parting + text + ("" if is_whole or parting != gap + gap else gap))


def _gaps(document: Document, segment: Segment) -> tuple[str, str]:
    """How a line ends here, and what parts two paragraphs."""
    end = find_line_end(document.source)
    is_markup = document.format.startswith("html") or segment.context == "text/html"
    return end, f"<br>{end}" if is_markup else end + end


def _block_before(document: Document, segment: Segment, at: int) -> re.Match[str] | None:
    if not (document.format.startswith("html") or segment.context == "text/html"):
        return None
    return _BLOCK.search(document.source, max(0, at - _REACH), at)


def _wrap(block: re.Match[str], text: str) -> str:
    return f"<{block['tag']}{_NAME.sub('', block['rest'])}>{text}</{block['tag']}>"
