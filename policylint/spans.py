"""Two kinds of range that can never be mistaken for each other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters in `Document.source`."""

    start: int
    stop: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.stop and other.start < self.stop


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A half-open range of characters in `Segment.text`."""

    start: int
    stop: int

    def overlaps(self, other: "Match") -> bool:
        """Whether the two share a character."""
        return self.start < other.stop and other.start < self.stop
