"""Markdown of mails whose template tags are set in with what they enclose: there, indented lines are text."""

from collections.abc import Iterator

from policylint.documents import Segment
from policylint.readers.markup.markdown import read_markdown


def read(segment: Segment) -> Iterator[Segment]:
    """Divide the Markdown of a mail into the segments a person reads."""
    yield from read_markdown(segment, indented_is_code=False)
