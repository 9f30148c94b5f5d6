"""A search that is linear over a whole scan, however often and however vainly it is asked."""


class Finder:
    """Finds marks in a text for a scan that only goes forward.

    An answer is kept until the scan has passed it. So a million openers without a closer cost one look
    to the end of the text, not a million.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[str, tuple[int, int]] = {}

    def find(self, mark: str, at: int) -> int:
        """Offset of the first `mark` at or behind `at`; -1 when there is none."""
        asked, place = self._known.get(mark, (0, -2))
        if place != -2 and asked <= at and (place == -1 or at <= place):
            return place
        place = self.text.find(mark, at)
        self._known[mark] = (at, place)
        return place
