"""The parts of a MIME message: where the header fields and the body of each stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policylint.documents import find_line_starts, find_position
from policylint.errors import ReadError
from policylint.readers.mails.octets import find_charset

# More than any mailer lets through; each costs memory.
_MOST_PARTS = 10_000
_FIELDS = frozenset(
    "content-type content-transfer-encoding content-disposition content-language subject auto-submitted x-autoreply"
    " precedence".split()
)
LINE_END = re.compile(r"\r\n|[\r\n]")
_POSTMARK = re.compile(r"From [^\r\n]*+(?:\r\n|[\r\n]|\Z)")
_FIELD = re.compile(r"([!-9;-~]*+):([^\r\n]*+(?:(?:\r\n|[\r\n])[ \t][^\r\n]*+)*+)(?:\r\n|[\r\n]|\Z)")
_DELIMITER = re.compile(r"(?:\r\n|[\r\n])--([^\r\n]*+)(?:\r\n|[\r\n]|\Z)")
_TYPE = re.compile(r"[^\s;/]++/[^\s;/]++")
_PARAMETER = re.compile(r";\s*+([^\s=;]++)\s*+=\s*+(?:\"((?:[^\"\\]++|\\.)*+)|([^;]*+))", re.DOTALL)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]++)*+", re.IGNORECASE)
_MESSAGES = ("message/rfc822", "message/global")


@dataclass(slots=True)
class Part:
    """A message, a multipart or a leaf of one: its `fields` (name -> place of the value), and where its body stands.

    What a part of type `message/rfc822` holds is a part whose parent it is, and passed on with all its own parts.
    `language` is stated for a part, or for one that holds it; what the whole mail states doesn't count.
    """

    type: str
    start: int
    stop: int
    fields: dict[str, tuple[int, int]]
    parent: "Part | None" = None
    parameters: dict[str, str] = field(default_factory=dict)
    language: str = ""
    is_passed_on: bool = False

    @property
    def is_message(self) -> bool:
        """Whether the part is a mail of its own, not a part of one."""
        return self.parent is None or self.parent.holds_message

    @property
    def holds_message(self) -> bool:
        """Whether the body is a mail that was passed on."""
        return self.type in _MESSAGES

    @property
    def is_multipart(self) -> bool:
        """Whether the body is made of parts."""
        return self.type.startswith("multipart/")

    def value(self, text: str, name: str) -> str:
        """The value of a field on one line, without its comments and parameters; empty when there is none."""
        found = _unfold(text, self.fields.get(name, (0, 0))).partition(";")[0].partition("(")[0]
        return found.strip().lower()


def find_parts(text: str) -> list[Part]:
    """Find the parts of a message, each after the one that holds it.

    Raises ReadError for parts that can't be told apart.
    """
    return _Scan(text).run()


def find_raw_charset(source: str) -> str:
    """Name the charset of the parts of a mail that are in no transfer encoding; empty when none is declared.

    `source` has a character for each byte. Raises ReadError when two parts can't be in the same charset.
    """
    found = ""
    for part in find_parts(source):
        body = source[part.start : part.stop]
        charset = find_charset(part.parameters.get("charset", "ascii"))
        if not part.type.startswith("text/") or body.isascii() or charset in ("", "ascii"):
            continue
        data = body.encode("latin-1")
        if found and data.decode(found, "replace") != data.decode(charset, "replace"):
            message = f"part in {charset}, expected {found} as in the 8bit part before it"
            raise ReadError(message, line=find_line(source, part.start))
        found = found or charset
    return found


def declares_letters(source: str) -> bool:
    """Whether each part that isn't in ASCII, and in no code, says so and names its charset.

    `source` has a character for each byte.
    """
    try:
        parts = [part for part in find_parts(source) if not source[part.start : part.stop].isascii()]
    except ReadError:
        return False
    return all(
        part.value(source, "content-transfer-encoding") in ("8bit", "binary")
        and find_charset(part.parameters.get("charset", "ascii")) not in ("", "ascii")
        for part in parts
        if part.type.startswith("text/")
    )


def find_language(value: str) -> str:
    """Give the language that a field names; empty when it names several or none."""
    return value if _LANGUAGE.fullmatch(value) else ""


def find_line(text: str, offset: int) -> int:
    """The number of the line, from 1, at an offset."""
    return find_position(find_line_starts(text), offset)[0]


class _Scan:
    """One pass over the lines of a message that may divide it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[Part] = []
        self.open: dict[str, int] = {}  # boundary -> its place in the stack
        self.stack: list[tuple[str, Part]] = []

    def run(self) -> list[Part]:
        postmark = _POSTMARK.match(self.text)
        at, parent = postmark.end() if postmark else 0, None
        while at >= 0:
            if len(self.parts) == _MOST_PARTS:
                raise ReadError(f"more than {_MOST_PARTS} parts", line=find_line(self.text, at))
            part = self._read_head(at, parent)
            self.parts.append(part)
            if part.holds_message:
                at, parent = part.start, part
            else:
                at, parent = self._leave(part)
        return self.parts

    def _read_head(self, at: int, parent: Part | None) -> Part:
        fields: dict[str, tuple[int, int]] = {}
        while found := _FIELD.match(self.text, at):
            if self.open and self.text.startswith("--", at) and self._which(_end_line(self.text, at)[2:])[0] >= 0:
                break
            name = found[1].lower()
            if name in _FIELDS:
                fields.setdefault(name, found.span(2))
            at = found.end()
        blank = LINE_END.match(self.text, at)
        value = _unfold(self.text, fields.get("content-type", (0, 0)))
        usual = "message/rfc822" if parent and parent.type == "multipart/digest" else "text/plain"
        stated = _TYPE.match(value.strip())
        name = stated[0].lower() if stated else usual
        start = blank.end() if blank else at
        part = Part(name, start, len(self.text), fields, parent, dict(_find_parameters(value)))
        if parent:
            part.language = find_language(part.value(self.text, "content-language")) or parent.language
            part.is_passed_on = parent.holds_message or parent.is_passed_on
        return part

    def _leave(self, part: Part) -> tuple[int, Part | None]:
        """Go on to the next part, and tell in which multipart it is; -1 when there is none."""
        boundary = part.parameters.get("boundary", "").rstrip() if part.is_multipart else ""
        if boundary and boundary not in self.open:
            self.open[boundary] = len(self.stack)
            self.stack.append((boundary, part))
        after = part.start
        is_first = True
        while self.stack:
            start, after, place, closes = self._find_delimiter(after)
            if is_first:
                self._end(part, start, is_divided=place >= 0 and self.stack[place][0] == boundary)
                is_first = False
            if place < 0:
                return -1, None
            while len(self.stack) > place + (not closes):
                del self.open[self.stack.pop()[0]]
            if not closes:
                return after, self.stack[-1][1]
        if is_first:
            self._end(part, len(self.text), is_divided=False)
        return -1, None

    def _end(self, part: Part, stop: int, *, is_divided: bool) -> None:
        part.stop = max(part.start, stop)
        if part.is_multipart and not is_divided and self.text[part.start : part.stop].strip():
            line = find_line(self.text, max(part.start - 1, 0))
            raise ReadError(f"{part.type} whose parts are not divided, expected lines of its boundary", line=line)

    def _find_delimiter(self, at: int) -> tuple[int, int, int, bool]:
        """The next line that divides an open multipart: its start and stop, which one, and whether it is the last."""
        for line in _DELIMITER.finditer(self.text, max(at - 1, 0)):
            place, closes = self._which(line[1])
            if place >= 0:
                return line.start(), line.end(), place, closes
        return len(self.text), len(self.text), -1, False

    def _which(self, name: str) -> tuple[int, bool]:
        name = name.rstrip(" \t")
        if name in self.open:
            return self.open[name], False
        return (self.open.get(name[:-2], -1), True) if name.endswith("--") else (-1, False)


def _end_line(text: str, at: int) -> str:
    end = LINE_END.search(text, at)
    return text[at : end.start()] if end else text[at:]


def _unfold(text: str, place: tuple[int, int]) -> str:
    return LINE_END.sub("", text[slice(*place)])


def _find_parameters(value: str) -> Iterator[tuple[str, str]]:
    """Yield the parameters of a header field; `name*=charset'language'value` is read, numbered ones are not."""
    for found in _PARAMETER.finditer(value):
        name, stated = found[1].lower(), re.sub(r"\\(.)", r"\1", found[2]) if found[2] is not None else found[3].strip()
        yield name.rstrip("*"), stated.rpartition("'")[2] if name.endswith("*") else stated
