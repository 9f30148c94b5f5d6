"""What a text of markup stands in: a link, a button, an item or a label is no place for a paragraph."""

import re
from collections.abc import Iterable, Sequence

from policylint.documents import Document, Segment

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(?P<alone>/?)>")
_ENCLOSING = frozenset("a button li dt th label option select summary caption legend figcaption nav title".split())
_CELL = re.compile(r"<td\b", re.IGNORECASE)
_ROW = re.compile(r"</?tr\b", re.IGNORECASE)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_FEWEST_WORDS = 5

Opened = tuple[tuple[str, int], ...]  # tags, the outermost first, with where each begins


def leave_out_enclosed(document: Document, segments: Sequence[Segment]) -> list[Segment]:
    """Leave out texts that wholly stand in a tag that holds no paragraphs, or are a label in a cell beside others."""
    bounds = {
        number: (each.source_map.start(0), each.source_map.stop(len(each.text) - 1))
        for number, each in enumerate(segments)
    }
    opened = _find_open(document.source, {at for pair in bounds.values() for at in pair})
    return [
        each
        for number, each in enumerate(segments)
        if not _is_enclosed(document.source, each.text, opened[bounds[number][0]], opened[bounds[number][1]])
    ]


def _is_enclosed(source: str, text: str, before: Opened, behind: Opened) -> bool:
    around = [tag for tag in before if tag in behind]
    if any(name in _ENCLOSING for name, _ in around):
        return True
    cells = [at for name, at in around if name == "td"]
    return bool(cells) and len(text.split()) < _FEWEST_WORDS and _has_neighbours(source, cells[-1])


def _find_open(source: str, places: Iterable[int]) -> dict[int, Opened]:
    """The tags that are open at each place."""
    found: dict[int, Opened] = {}
    opened: list[tuple[str, int]] = []
    tags = _TAG.finditer(source)
    tag = next(tags, None)
    for place in sorted(places):
        while tag and tag.end() <= place:
            _follow(opened, tag)
            tag = next(tags, None)
        found[place] = tuple(opened)
    return found


def _follow(opened: list[tuple[str, int]], tag: re.Match[str]) -> None:
    """Open or close a tag; one that closes takes those with it that were left open in it."""
    name = tag["name"].lower()
    if not tag["close"]:
        if not tag["alone"] and name not in _VOID:
            opened.append((name, tag.start()))
        return
    names = [each for each, _ in opened]
    if name in names:
        del opened[len(names) - 1 - names[::-1].index(name) :]


def _has_neighbours(source: str, cell: int) -> bool:
    """Whether the row of a cell has others."""
    rows = [row.start() for row in _ROW.finditer(source)]
    start = max((row for row in rows if row < cell), default=0)
    stop = min((row for row in rows if row > cell), default=len(source))
    return sum(1 for _ in _CELL.finditer(source, start, stop)) > 1
