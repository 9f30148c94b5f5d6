"""A string out of a container: plain text or HTML, with or without template tags."""

import re
from collections.abc import Iterator

from policylint.documents import Segment
from policylint.readers import plain
from policylint.readers.formats import has_markup
from policylint.readers.markup import html
from policylint.readers.tags import templates

# In translated texts, elements have names of the program's own.
_ELEMENT = re.compile(r"<([A-Za-z][\w-]*+)>[^<>]*+</\1>")


def read(segment: Segment) -> Iterator[Segment]:
    """Read a string as what it looks like."""
    for ready in templates.read_string(segment):
        is_marked_up = has_markup(ready.text) or _ELEMENT.search(ready.text)
        yield from (html if is_marked_up else plain).read(ready)
