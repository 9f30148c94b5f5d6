"""Rewrites as the container they stand in would write them, the likeliest way first."""

import re
from collections.abc import Iterator

from policylint.documents import DECODED, Document, Segment, find_line_end
from policylint.findings import Edit, Finding
from policylint.readers import get_format
from policylint.readers.escapes import (
    OF_MARKUP,
    OF_STRINGS,
    QUOTED_PRINTABLE,
    Escape,
    between_double_quotes,
    between_single_quotes,
    doubled_quotes,
    for_android,
    in_ascii,
)
from policylint.segment_places import find_segment
from policylint.spans import Span

# Formats whose files may hold other letters than ASCII only where they declare it.
_ASCII_UNLESS_DECLARED = frozenset({"properties", "eml"})
_DOUBLING = frozenset({"yaml", "sql", "ini"})
_HEXADECIMAL = re.compile(r"=[0-9A-F]{2}|=\r?\n")
_DOUBLED_APOSTROPHE = re.compile(r"\w''\w")
_PLAIN_ENDS = "\"'|>"


def write(finding: Finding, document: Document) -> Iterator[tuple[Edit, ...]]:
    """Give the edits of a finding's fix in each way in which they may be written, each once."""
    assert finding.fix
    edits = finding.fix.edits
    segment = document.segments[find_segment(document.segments, edits[0].span)] if document.segments else None
    seen = set()
    for escape in _escapes(document, segment):
        written = tuple(Edit(edit.span, _escape(escape, edit, document)) for edit in edits)
        if written not in seen and _is_fitting(written, document):
            seen.add(written)
            yield written
    if segment and document.format.startswith("yaml"):
        yield from _in_quotes(edits, segment, document.source)


def _escape(escape: Escape, edit: Edit, document: Document) -> str:
    text = escape(edit.text) if edit.text else ""
    end = find_line_end(document.source)
    return text if end == "\n" or "\r" in text else text.replace("\n", end)


def _escapes(document: Document, segment: Segment | None) -> Iterator[Escape]:
    """All ways that a format may have, those first that the beginning of the text speaks for."""
    name = document.format.split(".", 1)[0]
    if name == "eml":
        if segment and _HEXADECIMAL.search(_written(document, segment)):
            yield from QUOTED_PRINTABLE
        yield from (*OF_MARKUP, *QUOTED_PRINTABLE)
        return
    known = get_format(document.format)
    if not (known.holds_strings or known.is_opaque):
        yield from OF_MARKUP
        return
    if name == "xml" and "<resources" in document.source:
        yield for_android
        return
    if name == "properties" and _DOUBLED_APOSTROPHE.search(document.source):
        yield doubled_quotes
        yield lambda text: in_ascii(doubled_quotes(text))
        return
    start = segment.source_map.start(0) if segment and segment.text else 0
    mark = document.source[start - 1 : start]
    if segment and "\\u" in _written(document, segment):
        yield in_ascii
    if mark == '"':
        yield between_double_quotes
    elif mark == "'":
        yield doubled_quotes if name in _DOUBLING else between_single_quotes
    yield from OF_STRINGS


def _written(document: Document, segment: Segment) -> str:
    """What a segment has of its source in code."""
    runs = segment.source_map.runs(0, len(segment.text))
    return " ".join(document.source[start:stop] for _, _, kind, start, stop in runs if kind == DECODED)


def _is_fitting(edits: tuple[Edit, ...], document: Document) -> bool:
    """Whether letters that are no ASCII stand only where such letters stood before."""
    if document.format.split(".", 1)[0] not in _ASCII_UNLESS_DECLARED:
        return True
    source = document.source
    if document.format.startswith("properties") and not source.isascii():
        return True
    return all(
        edit.text.isascii() or not source[edit.span.start : edit.span.stop].isascii() for edit in edits
    )


def _in_quotes(edits: tuple[Edit, ...], segment: Segment, source: str) -> Iterator[tuple[Edit, ...]]:
    """Put the whole plain scalar that a text stands in between quotes, when what stays needs no escapes."""
    if not segment.text:
        return
    start, stop = segment.source_map.start(0), segment.source_map.stop(len(segment.text) - 1)
    begin, end = Span(start, start), Span(stop, stop)
    rest, at = [], start
    for edit in sorted(edits, key=lambda each: each.span):
        rest.append(source[at : edit.span.start])
        at = edit.span.stop
    kept = "".join([*rest, source[at:stop]])
    if source[start - 1 : start] in _PLAIN_ENDS and start:
        return
    for quote, escape in (('"', between_double_quotes), ("'", doubled_quotes)):
        if quote not in kept and (quote == "'" or "\\" not in kept):
            yield _quoted(edits, begin, end, quote, escape)


def _quoted(edits: tuple[Edit, ...], begin: Span, end: Span, quote: str, escape: Escape) -> tuple[Edit, ...]:
    """The edits with quotes around the scalar; a quote that stands where a text is put goes into that text."""
    made = [Edit(edit.span, escape(edit.text)) for edit in edits]
    if made[0].span.start == begin.start:
        made[0] = Edit(made[0].span, quote + made[0].text)
    else:
        made.insert(0, Edit(begin, quote))
    if made[-1].span.stop == end.stop:
        made[-1] = Edit(made[-1].span, made[-1].text + quote)
    else:
        made.append(Edit(end, quote))
    return tuple(made)
