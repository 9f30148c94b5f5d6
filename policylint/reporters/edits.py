"""Fixes as reports show them: the stretch they change, before and after."""

from collections.abc import Iterable

from policylint.findings import Edit, Fix
from policylint.spans import Span


def apply_edits(source: str, edits: Iterable[Edit], start: int, stop: int) -> str:
    """Give the source from `start` to `stop` with edits, in order, made in it."""
    parts = []
    for edit in edits:
        parts += [source[start : edit.span.start], edit.text]
        start = edit.span.stop
    return "".join([*parts, source[start:stop]])


def merge_edits(source: str, fix: Fix) -> Edit:
    """Make one edit that does what all edits of a fix do."""
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    start, stop = edits[0].span.start, edits[-1].span.stop
    return Edit(Span(start, stop), apply_edits(source, edits, start, stop))
