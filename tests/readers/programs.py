"""What the tests of readers of program code share: the strings as they are, before anything is read in them."""

import re
from collections.abc import Callable, Iterator
from unittest.mock import patch

from hypothesis import strategies as st

from policylint.documents import PLACEHOLDER, Segment
from policylint.readers import read_source
from policylint.readers.programs.code_prose import is_prose
from policylint.readers.tags.expressions import name_placeholder
from tests.readers.exact import read_texts
from tests.readers.prose import paragraphs

texts = paragraphs.filter(is_prose)
# What names stand for, as a placeholder writes it: so that a program may be run, and must say what is read.
VALUES = {name: name_placeholder(name) for name in ("name", "order", "sum_due")}
gaps = st.sampled_from(["", " ", "\n", "  \t"])


def read_strings(read: Callable[[Segment], Iterator[Segment]], source: str) -> list[Segment]:
    """The strings of a program that are texts, just as they are."""
    with patch("policylint.readers.programs.literals.prose.read", lambda segment: iter((segment,))):
        return read_texts(read, source)


def say(source: str, format: str) -> list[str]:
    """Place, language and text of all that is read."""
    return [f"{segment.context} {segment.language}: {segment.text}" for segment in read_source(source, format)[0]]


def told(source: str, format: str) -> list[str]:
    """The texts that are read."""
    return [segment.text for segment in read_source(source, format)[0]]


def list_placeholders(source: str, segment: Segment) -> list[str]:
    """The stretches of the source that placeholders stand for."""
    runs = segment.source_map.runs(0, len(segment.text))
    return [source[start:stop] for _, _, kind, start, stop in runs if kind == PLACEHOLDER]


def end_lines(source: str, end: str) -> str:
    """The same source with other line ends."""
    return re.sub(r"\n", end, source)
