"""Code points -> the units that formats count columns in: the only place where columns are converted."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from policylint.documents import find_line_starts, find_position

_STEP = 4096  # characters between two marks: what is measured for one column at most


@dataclass(frozen=True, slots=True)
class Unit:
    """What a column counts: a unit of an encoding, of so many bytes; `mark` is what a byte order mark counts as."""

    encoding: str
    size: int
    mark: int


UTF16 = Unit("utf-16-le", 2, 0)
UTF8 = Unit("utf-8", 1, 3)  # whoever counts bytes counts them all


class Ruler:
    """Tells lines and columns of one source in a unit; lines of any length cost the same."""

    def __init__(self, source: str, unit: Unit, *, has_mark: bool = False) -> None:
        self._source = source
        self._unit = unit
        self._starts = find_line_starts(source)
        self._mark = unit.mark if has_mark else 0
        # How many units stand before each step; of ASCII, all units are one.
        self._steps = None if source.isascii() else [0, *accumulate(self._measure_steps())]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset in code points."""
        line, column = find_position(self._starts, offset)
        if self._steps is not None:
            column = self._before(offset) - self._before(offset - column + 1) + 1
        return line, column + (self._mark if line == 1 else 0)

    def end_of_line(self, offset: int) -> int:
        """The offset at which the line with an offset ends, its line end left out."""
        line, _ = find_position(self._starts, offset)
        stop = self._starts[line] if line < len(self._starts) else len(self._source)
        return self._starts[line - 1] + len(self._source[self._starts[line - 1] : stop].rstrip("\r\n"))

    def _before(self, offset: int) -> int:
        assert self._steps is not None
        step = offset // _STEP
        return self._steps[step] + self._measure(step * _STEP, offset)

    def _measure_steps(self) -> Iterator[int]:
        for start in range(0, len(self._source), _STEP):
            yield self._measure(start, start + _STEP)

    def _measure(self, start: int, stop: int) -> int:
        return len(self._source[start:stop].encode(self._unit.encoding, "surrogatepass")) // self._unit.size
