"""Zip files of XML parts, as Word and OpenDocument make them: read in bounded time and memory, nothing is written."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from policylint.errors import ReadError

Attributes = Mapping[str, str]
Start = Callable[[Attributes], bool | None]

_LARGEST = 60_000_000  # bytes of all parts that are read, unpacked
_THINNEST = 5_000_000  # bytes of a part from which on it may not be more than `_RATIO` times as large as it was packed
_RATIO = 200
_DEEPEST = 1_000  # elements in one another; Word itself stays under a hundred
_CHUNK = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Handlers:
    """What is done at the elements of a part, by their names without prefix.

    Elements `unseen`, with all that is in them, are left out, and those of whose start the handler says so.
    """

    starts: Mapping[str, Start]
    ends: Mapping[str, Callable[[], None]]
    text: Callable[[str], None]
    unseen: frozenset[str] = frozenset()


class Archive:
    """A zip file in memory; `kind` is what it should be, for messages.

    Raises ReadError for what is no such file, is protected by a password, or would unpack to too much.
    """

    def __init__(self, data: bytes, kind: str) -> None:
        if data.startswith(_OLE):
            raise ReadError(f"not {kind}: it is protected by a password, or of the formats before 2007")
        self._kind = kind
        self._left = _LARGEST
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as problem:
            raise self._refuse("not a whole zip file") from problem
        self.names = frozenset(self._zip.namelist())

    def parse(self, name: str, handlers: Handlers) -> None:
        """Walk through an XML part; raises ReadError when it is missing or broken."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        walk = _Walk(handlers, name)
        parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
        parser.CharacterDataHandler = walk.text
        try:
            for chunk in self._chunks(name):
                parser.Parse(chunk, False)  # noqa: FBT003 - expat takes no keywords
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError as problem:
            reason = expat.ErrorString(problem.code)
            raise self._refuse(f"{name} is broken XML in its line {problem.lineno}: {reason}") from problem
        except LookupError as problem:
            raise self._refuse(f"{name} is in an unknown encoding") from problem

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        return b"".join(self._chunks(name))

    def _chunks(self, name: str) -> Iterator[bytes]:
        if name not in self.names:
            raise self._refuse(f"no {name} is in it")
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise self._refuse("it is protected by a password")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._refuse(f"{name} is packed in an unknown way")
        if info.file_size > min(self._left, max(_THINNEST, _RATIO * info.compress_size)):
            raise self._refuse(f"{name} would unpack to {info.file_size / 1e6:.0f} MB")
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise self._refuse(f"it unpacks to more than {_LARGEST / 1e6:.0f} MB")
                    yield chunk
        except _BROKEN as problem:
            raise self._refuse(f"{name} can't be unpacked") from problem

    def _refuse(self, reason: str) -> ReadError:
        return ReadError(f"not {self._kind}: {reason}")

    def _refuse_doctype(self, *_: object) -> None:
        raise self._refuse("it has a document type of its own")


@dataclass(slots=True)
class _Element:
    """What is done at the elements of one name."""

    start: Start | None
    end: Callable[[], None] | None
    is_unseen: bool


class _Walk:
    """One way through a part."""

    def __init__(self, handlers: Handlers, name: str) -> None:
        self._handlers = handlers
        self._name = name
        self._elements: dict[str, _Element] = {}
        self._depth = self._hidden_at = 0

    def _learn(self, name: str) -> _Element:
        local = _drop_prefix(name)
        handlers = self._handlers
        element = _Element(handlers.starts.get(local), handlers.ends.get(local), local in handlers.unseen)
        self._elements[name] = element
        return element

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ReadError(f"{self._name} is nested too deeply to be read")
        if self._hidden_at:
            return
        element = self._elements.get(name) or self._learn(name)
        is_unseen: bool | None = element.is_unseen
        if element.start:
            is_unseen = element.start({_drop_prefix(each): attributes[each] for each in attributes}) or is_unseen
        if is_unseen:
            self._hidden_at = self._depth

    def end(self, name: str) -> None:
        if not self._hidden_at:
            element = self._elements.get(name)
            if element and element.end:
                element.end()
        elif self._hidden_at == self._depth:
            self._hidden_at = 0
        self._depth -= 1

    def text(self, text: str) -> None:
        if not self._hidden_at:
            self._handlers.text(text)


def _drop_prefix(name: str) -> str:
    return name[name.find(":") + 1 :]
