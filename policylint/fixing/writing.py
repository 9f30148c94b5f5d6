"""Rewrites as the container they stand in would write them, the likeliest way first."""

import re
from collections.abc import Iterator

from policylint.documents import DECODED, Document, Segment, find_line_end
from policylint.findings import Edit, Finding
from policylint.fixing.segment_places import find_segment
from policylint.fixing.wrapping import wrap
from policylint.readers import get_format
from policylint.readers.escapes import (
    OF_MARKUP,
    OF_MESSAGE_FORMATS,
    OF_SQL,
    OF_STRINGS,
    QUOTED_PRINTABLE,
    Escape,
    between_double_quotes,
    between_single_quotes,
    doubled_quotes,
    for_android,
    in_ascii,
)
from policylint.spans import Span

_DOUBLING = frozenset({"yaml", "ini"})
_CODE = re.compile(r"^content-transfer-encoding:[ \t]*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_DOUBLED_APOSTROPHE = re.compile(r"\w''\w")
_PLAIN_ENDS = "\"'|>"


def write(finding: Finding, document: Document) -> Iterator[tuple[Edit, ...]]:
    """Give the edits of a finding's fix in each way in which they may be written, each once."""
    assert finding.fix
    edits = finding.fix.edits
    segment = document.segments[find_segment(document.segments, edits[0].span)] if document.segments else None
    seen = set()
    for escape in _escapes(document, segment):
        is_laid_out = bool(finding.excerpt) and escape not in QUOTED_PRINTABLE
        written = tuple(_write(edit, document, segment if is_laid_out else None, escape) for edit in edits)
        if written not in seen and _is_fitting(written, document):
            seen.add(written)
            yield written
    if segment and document.format.startswith("yaml"):
        yield from _in_quotes(edits, segment, document)


def _write(edit: Edit, document: Document, segment: Segment | None, escape: Escape) -> Edit:
    """An edit in the letters, and in a text of several lines in the lines, of where it stands."""
    if not edit.text:
        return edit
    end = find_line_end(document.source)
    if segment is None:
        text = escape(edit.text)
        return Edit(edit.span, text if end in text else text.replace("\n", end))
    made = wrap(edit.text, document, segment, edit.span)
    return Edit(made.span, made.joint.join([*map(escape, made.lines), *([""] if made.ends_line else [])]))


def _escapes(document: Document, segment: Segment | None) -> Iterator[Escape]:
    """All ways that a format may have, those first that the beginning of the text speaks for."""
    name = document.format.split(".", 1)[0]
    start = segment.source_map.start(0) if segment and segment.text else 0
    known = get_format(document.format)
    if name == "eml":
        if _CODE.findall(document.source, 0, start)[-1:] == ["quoted-printable"]:
            yield from QUOTED_PRINTABLE
        yield from OF_MARKUP
    elif not (known.holds_strings or known.is_opaque):
        yield from OF_MARKUP
    elif name == "sql":
        yield from OF_SQL
    elif name == "xml" and "<resources" in document.source:
        yield for_android
    elif name == "properties" and _DOUBLED_APOSTROPHE.search(document.source):
        yield from OF_MESSAGE_FORMATS
    else:
        yield from _escapes_of_strings(document, segment, start, name)


def _escapes_of_strings(document: Document, segment: Segment | None, start: int, name: str) -> Iterator[Escape]:
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
    """Whether a file of Java's that is in ASCII stays so: who else reads it may read it as Latin-1."""
    if not document.format.startswith("properties") or not document.source.isascii():
        return True
    return all(edit.text.isascii() for edit in edits)


def _in_quotes(edits: tuple[Edit, ...], segment: Segment, document: Document) -> Iterator[tuple[Edit, ...]]:
    """Put the whole plain scalar that a text stands in between quotes, when what stays needs no escapes."""
    source = document.source
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
            yield _quoted([_write(edit, document, segment, escape) for edit in edits], begin, end, quote)


def _quoted(made: list[Edit], begin: Span, end: Span, quote: str) -> tuple[Edit, ...]:
    """The edits with quotes around the scalar; a quote that stands where a text is put goes into that text."""
    if made[0].span.start == begin.start:
        made[0] = Edit(made[0].span, quote + made[0].text)
    else:
        made.insert(0, Edit(begin, quote))
    if made[-1].span.stop == end.stop:
        made[-1] = Edit(made[-1].span, made[-1].text + quote)
    else:
        made.append(Edit(end, quote))
    return tuple(made)
