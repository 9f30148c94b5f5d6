"""Which segments of a document an edit changes or a finding is in."""

from collections.abc import Iterator, Sequence

from policylint.documents import Segment
from policylint.spans import Span


def find_segment(segments: Sequence[Segment], span: Span) -> int:
    """Number of the segment that a span is in, else of the nearest before."""
    return next(find_segments(segments, span), nearest_before(segments, span))


def find_segments(segments: Sequence[Segment], span: Span) -> Iterator[int]:
    """Numbers of the segments that have any of a span for their text; of an empty span, that have it at an end."""
    for index, segment in enumerate(segments):
        if not segment.text:
            continue
        first, last = segment.source_map.start(0), segment.source_map.stop(len(segment.text) - 1)
        if span.start <= last and first <= span.stop and _reads(segment, span):
            yield index


def nearest_before(segments: Sequence[Segment], span: Span) -> int:
    """Number of the last segment that ends before a span; the first one when none does."""
    best, end = 0, -1
    for index, segment in enumerate(segments):
        last = segment.source_map.stop(len(segment.text) - 1) if segment.text else 0
        if end < last <= span.start:
            best, end = index, last
    return best


def _reads(segment: Segment, span: Span) -> bool:
    places = segment.source_map
    for start, stop in zip(places.starts, places.stops, strict=True):
        if start < span.stop and span.start < stop:
            return True
        if span.start == span.stop and start <= span.start <= stop and start < stop:
            return True
    return False
