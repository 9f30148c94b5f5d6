"""What every reader promises of the texts it gives: each character knows where it stands."""

from collections.abc import Callable, Iterator

from policylint.documents import LITERAL, Segment

LINE_ENDS = ("\n", "\r\n", "\r")


def read_texts(read: Callable[[Segment], Iterator[Segment]], source: str) -> list[Segment]:
    """The texts a reader finds in a source."""
    return [segment for segment in read(Segment.whole(source)) if segment.role != "meta"]


def assert_exact(source: str, segment: Segment, text: str) -> None:
    """Assert that a segment says the text, and that each of its characters came from where it stands.

    A literal character is the very character of the source at its offset; what was decoded came from a stretch that lies
    behind all that was read before it.
    """
    assert segment.text == text
    done = 0
    for index, character in enumerate(text):
        start, stop = segment.source_map.start(index), segment.source_map.stop(index)
        if segment.source_map.kind(index) == LITERAL:
            assert source[start:stop] == character
        assert done <= start <= stop <= len(source)
        done = start
