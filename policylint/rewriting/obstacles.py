"""Why a sentence can't be put in the place of another: it is a header, or holds a list or a table together."""

import re

from policylint.documents import Segment
from policylint.rewriting.extents import Extent
from policylint.rewriting.leads import is_header
from policylint.spans import Match

_MARKS = re.compile(r"\*\*\*|\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_COLUMNS = re.compile(r"\t|\s\|\s")


def find_obstacle(segment: Segment, extent: Extent, text: str, *, is_followed: bool) -> str:
    """Tell what speaks against a rewrite of whole sentences; nothing when it may stand there.

    `is_followed` tells that the document goes on behind the segment.
    """
    if extent.is_part:
        return ""
    old = segment.text[extent.place.start : extent.place.stop]
    if is_header(segment.text, extent.sentence):
        return "it is the header of a mail"
    if old.endswith(":") and not text.endswith(":") and (is_followed or segment.text[extent.place.stop :].strip()):
        return "the rewrite would part a list from what introduces it"
    if _COLUMNS.search(old) and not _COLUMNS.search(text):
        return "the rewrite would break a row of a table"
    return ""


def balance(text: str, around: str, place: Match) -> tuple[str, Match]:
    """Keep the mark that makes words bold, of which only one of a pair is in the words that go."""
    marks = _MARKS.findall(around[place.start : place.stop])
    if len(marks) % 2 == 0 or any(mark in text for mark in marks):
        return text, place
    mark = marks[-1]
    if around[: place.start].count(mark) % 2:  # opened before: it closes there
        start = len(around[: place.start].rstrip())
        return f"{mark}{around[start : place.start]}{text}", Match(start, place.stop)
    stop = place.stop + len(around[place.stop :]) - len(around[place.stop :].lstrip())
    return f"{text}{around[place.stop : stop]}{mark}", Match(place.start, stop)
