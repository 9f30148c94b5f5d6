"""Tables of reStructuredText: which stretches of which lines make up each cell."""

import re
from collections.abc import Iterator
from itertools import pairwise

from policylint.documents import BREAK, Piece

_WALL = re.compile(r"[-=]++$")
_COLUMN = re.compile(r"=++")
_SPAN = re.compile(r"[ ]*+-++(?:[ ]++-++)*+[ ]*+$")

Cell = list[Piece]


def _find_lines(view: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the lines from an offset: where each begins, and where its line break stands."""
    while start < len(view):
        stop = view.find("\n", start)
        stop = len(view) if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _add(cell: Cell, start: int, line: str) -> None:
    """Add a line to a cell."""
    stop = start + len(line.rstrip())
    cell += (Piece(start, stop), Piece(stop, stop, "\n", BREAK))


def find_grid_cells(view: str, start: int) -> tuple[int, list[Cell]]:
    """Find the cells of a table drawn with `+`, `-` and `|`: the offset behind it, and the pieces of each cell."""
    lines = []
    at = start
    for begin, stop in _find_lines(view, start):
        if view[begin:stop].lstrip()[:1] not in ("+", "|"):
            break
        lines.append((begin, stop))
        at = min(stop + 1, len(view))
    corners = {index for begin, stop in lines for index, sign in enumerate(view[begin:stop]) if sign == "+"}
    open_cells: dict[int, Cell] = {}
    cells: list[Cell] = []
    for begin, stop in lines:
        line = view[begin:stop]
        walls = [index for index, sign in enumerate(line) if sign in "|+" and index in corners]
        lefts = iter(sorted(open_cells))
        cell = next(lefts, -1)
        for left, right in pairwise(walls):
            is_wall = _WALL.match(line, left + 1, right) is not None
            while -1 < cell < right:
                if is_wall and left <= cell:
                    cells.append(open_cells.pop(cell))
                cell = next(lefts, -1)
            if not is_wall:
                _add(open_cells.setdefault(left, []), begin + left + 1, line[left + 1 : right])
    return at, cells + [open_cells[left] for left in sorted(open_cells)]


def find_simple_cells(view: str, start: int) -> tuple[int, list[Cell]]:
    """Find the cells of a table whose columns are drawn with `=`: the offset behind it, and the pieces of each cell."""
    lines = _find_lines(view, start)
    begin, stop = next(lines)
    columns = [found.span() for found in _COLUMN.finditer(view[begin:stop])]
    row: dict[int, Cell] = {}
    cells: list[Cell] = []
    borders = 0
    at = min(stop + 1, len(view))
    for begin, stop in lines:
        at = min(stop + 1, len(view))
        line = view[begin:stop]
        text = line.strip()
        is_border = text[:1] == "=" and not text.strip("= ")
        is_new = is_border or _SPAN.match(line) is not None or bool(line[columns[0][0] : columns[0][1]].strip())
        if is_new:
            cells += [row[left] for left in sorted(row)]
            row = {}
        if is_border:
            borders += 1
            after = view.find("\n", at)
            if borders == 2 or not view[at : after if after >= 0 else len(view)].strip():
                break
        elif text and not _SPAN.match(line):
            _add_row(row, columns, begin, line)
    return at, cells + [row[left] for left in sorted(row)]


def _add_row(row: dict[int, Cell], columns: list[tuple[int, int]], begin: int, line: str) -> None:
    """Add a line to the cells of a row; what stands across the gap of two columns is in both."""
    first = columns[0][0]
    for index, (_, right) in enumerate(columns):
        following = columns[index + 1][0] if index + 1 < len(columns) else len(line)
        if following < len(line) and line[right:following].strip():
            continue
        stop = following if index + 1 < len(columns) else len(line)
        if first < stop and line[first:stop].strip():
            _add(row.setdefault(first, []), begin + first, line[first:stop])
        first = following
