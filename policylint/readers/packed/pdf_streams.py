"""What a PDF unpacks to, known before pdfium unpacks it: that ends the process when its memory is full."""

import re
import zlib

from policylint.errors import ReadError

_LARGEST_STREAM = 20_000_000
_LARGEST = 400_000_000
_CHUNK = 1 << 16
_HEAD = 4_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")  # as zlib's output begins


def check_streams(data: bytes) -> None:
    """Raise ReadError for a PDF of which a stream, other than a picture, or all of them unpack to too much."""
    total = 0
    for stream in _STREAM.finditer(data):
        head = data[max(0, stream.start() - _HEAD) : stream.start()].rpartition(b"obj")[2]
        if b"/Image" in head:
            continue
        size = _measure(data, stream.end())
        total += size
        if size > _LARGEST_STREAM or total > _LARGEST:
            raise ReadError(f"not a PDF that can be read: it unpacks to more than {max(size, total) / 1e6:.0f} MB")


def _measure(data: bytes, at: int) -> int:
    """The size to which a stream unpacks, or more than is allowed; what is broken in it doesn't count."""
    inflater = zlib.decompressobj()
    size = 0
    try:
        while size <= _LARGEST_STREAM and not inflater.eof:
            packed = inflater.unconsumed_tail or data[at : at + _CHUNK]
            if not inflater.unconsumed_tail:
                at += _CHUNK
            if not packed:
                break
            size += len(inflater.decompress(packed, _CHUNK * 16))
    except zlib.error:
        pass
    return size
