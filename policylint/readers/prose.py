"""A string out of a container: plain text or HTML, with or without template tags."""

from collections.abc import Iterator

from policylint.documents import Segment
from policylint.readers import html, plain, templates
from policylint.readers.formats import has_markup


def read(segment: Segment) -> Iterator[Segment]:
    """Read a string as what it looks like."""
    if segment.role == "meta":
        yield segment
        return
    for ready in templates.read(segment):
        yield from (html if has_markup(ready.text) else plain).read(ready)
