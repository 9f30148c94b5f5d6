"""Lines of a source as a terminal shows them: how wide each character is, and what must not reach it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_TAB = 4
_UNSEEN = "\ufffd"  # stands in for control and direction characters, which could rewrite the screen
_JOINERS = "\u200b\u200c\u200d\u00ad\ufeff"
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line cut to fit; what to point at begins `left` columns in and is `width` columns wide."""

    text: str
    left: int
    width: int


def clean(text: str) -> str:
    """Make a text safe for one line of a terminal: no controls, no line ends."""
    return text if text.isprintable() else "".join(shown for shown, _ in _cells(" ".join(text.splitlines())))


def show_line(source: str, start: int, stop: int, limit: int) -> ShownLine:
    """Show the line of a source on which a range begins, cut around the range to `limit` columns."""
    first, last = line_around(source, start)
    stop = min(max(stop, start), last)
    # A character has a column as a rule, so a few times the limit is all that can ever be seen of a line of 5 MB.
    reach = 2 * limit
    begin, end = max(first, start - reach), min(last, max(start, min(stop, start + reach)) + reach)
    cells = list(_cells(source[begin:end]))
    a, b = start - begin, max(start, min(stop, end)) - begin
    low, high = _choose_window([width for _, width in cells], a, b, limit)
    before = ELLIPSIS if begin + low > first else ""
    after = ELLIPSIS if begin + high < last else ""
    b = min(b, high)
    text = before + "".join(shown for shown, _ in cells[low:high]) + after
    left = len(before) + sum(width for _, width in cells[low:a])
    width = sum(width for _, width in cells[a:b])
    return ShownLine(text.rstrip(), left, max(1, width))


def line_around(source: str, offset: int) -> tuple[int, int]:
    """Where the line with an offset begins and ends, without its line end."""
    first = max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1
    ends = [end for end in (source.find("\n", offset), source.find("\r", offset)) if end >= 0]
    return first, min(ends, default=len(source))


def _choose_window(widths: list[int], start: int, stop: int, limit: int) -> tuple[int, int]:
    """Choose the cells to show: all, else the range with as much around it as there is room for."""
    if sum(widths) <= limit:
        return 0, len(widths)
    low, high, room = start, start, limit - 2
    while high < stop and room >= widths[high]:
        room -= widths[high]
        high += 1
    # Two thirds of what is left go before the range: what a sentence is about stands there.
    before = room * 2 // 3
    while low > 0 and before >= widths[low - 1]:
        low -= 1
        before -= widths[low]
        room -= widths[low]
    while high < len(widths) and room >= widths[high]:
        room -= widths[high]
        high += 1
    while low > 0 and room >= widths[low - 1]:
        low -= 1
        room -= widths[low]
    return low, high


def _cells(text: str) -> Iterator[tuple[str, int]]:
    """What is shown for each character, and how many columns it takes."""
    column = 0
    for character in text:
        if " " <= character <= "~":
            shown, width = character, 1
        elif character == "\t":
            width = _TAB - column % _TAB
            shown = " " * width
        else:
            shown, width = _cell(character)
        column += width
        yield shown, width


def _cell(character: str) -> tuple[str, int]:
    category = unicodedata.category(character)
    if category in {"Mn", "Me"} or character in _JOINERS:
        return character, 0
    if category in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return _UNSEEN, 1
    return character, 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
