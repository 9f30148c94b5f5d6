"""Files to segments: each format is a chain of readers, each reader makes segments of a segment."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

from policylint.documents import Segment
from policylint.errors import ReadError
from policylint.readers.formats import FORMATS, Format, find_format, find_packed_format

__all__ = ["FORMATS", "Format", "Loaded", "find_format", "get_format", "load", "read_source"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as text: `source`, and of a packed one what was unpacked from it.

    `unread` tells the parts that no text could be had of, each with its line of the source.
    """

    source: str
    encoding: str
    format: str
    segments: tuple[Segment, ...] = ()
    unread: tuple[tuple[int, str], ...] = ()


def load(data: bytes, path: str, format: str = "") -> Loaded:
    """Make text of a file's bytes, by the format that is asked for or that path and content show.

    Raises ReadError for what is too large, binary, broken or in an unknown encoding.
    """
    from policylint.readers.decoding import check_size, decode

    packed = find_packed_format(path, data) if not format else format if get_format(format).is_packed else ""
    if packed:
        check_size(data, path)
        unpacker = import_module(f"policylint.readers.{get_format(packed).chain[0]}")
        return unpacker.unpack(data, packed)  # type: ignore[no-any-return]
    source, encoding = decode(data, path, format)
    return Loaded(source, encoding, format or find_format(path, source))


def get_format(name: str) -> Format:
    """The format of a name, which may carry the dialect of its templates, as `html.jinja` does.

    Raises ReadError for an unknown one.
    """
    known = FORMATS.get(name.split(".", 1)[0].lower())
    if known is None:
        raise ReadError(f"unknown format {name!r}, expected one of {', '.join(sorted(FORMATS))}")
    return known


def read_source(
    source: str, format: str, unpacked: Iterable[Segment] = ()
) -> tuple[tuple[Segment, ...], dict[str, str]]:
    """Read a source into its segments, and what it says about itself.

    Of a packed format, `unpacked` are the segments to go on from. Raises ReadError for an unknown format and for a
    source that breaks its rules.
    """
    known = get_format(format)
    segments = list(unpacked) if known.is_packed else [Segment.whole(source)]
    facts: dict[str, str] = {}
    for reader in known.readers():
        made = [each for segment in segments for each in reader(segment)]
        for name, value in (fact for each in made for fact in each.meta):
            facts.setdefault(name, value)
        segments = [each for each in made if each.role != "meta"]
    return tuple(segments), facts
