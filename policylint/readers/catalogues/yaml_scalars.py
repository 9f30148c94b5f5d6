"""What a scalar of YAML says, from the characters that it is written with: one function a style."""

import re
from collections.abc import Iterator

from policylint.documents import Piece

_BREAK = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
_BREAKS = rf"{_BREAK}(?:[ \t]*+{_BREAK})*+[ \t]*+"
_ONE_BREAK = re.compile(_BREAK)
_KEPT_BREAKS = re.compile(rf"\n++|{_BREAK}")
_PLAIN = re.compile(_BREAKS)
_SINGLE = re.compile(rf"''|{_BREAKS}")
_DOUBLE = re.compile(
    rf"\\(?:x([0-9a-fA-F]{{2}})|u([0-9a-fA-F]{{4}})|U([0-9a-fA-F]{{8}})|{_BREAKS}|[^\n\r\x85\u2028\u2029])|{_BREAKS}"
)
_KEPT = ("\u2028", "\u2029")
_SIGNS = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_PROPERTIES = re.compile(
    r"(?:[&!][^ \t\n\r\x85\u2028\u2029]*+(?:[ \t\n\r\x85\u2028\u2029]++(?:#[^\n\r\x85\u2028\u2029]*+)?)*+)++"
)
_HEADER = re.compile(rf"[|>]([-+\d]*+)[^\n\r\x85\u2028\u2029]*+{_BREAK}?")
_LINE = re.compile(rf"( *+)([^\n\r\x85\u2028\u2029]*+)({_BREAK}|\Z)")


def skip_properties(text: str, start: int) -> int:
    """Offset behind the anchor and tag that a node may begin with."""
    found = _PROPERTIES.match(text, start)
    return found.end() if found else start


def read_plain(text: str, start: int, stop: int) -> Iterator[Piece]:
    """Yield a scalar without quotes: lines are folded."""
    return _read_flow(_PLAIN, text, start, stop)


def read_single(text: str, start: int, stop: int) -> Iterator[Piece]:
    """Yield what stands between two apostrophes: lines are folded, a doubled apostrophe is one."""
    return _read_flow(_SINGLE, text, start, stop)


def read_double(text: str, start: int, stop: int) -> Iterator[Piece]:
    """Yield what stands between two quotation marks: lines are folded, escapes decoded."""
    return _read_flow(_DOUBLE, text, start, stop)


def _read_flow(special: re.Pattern[str], text: str, start: int, stop: int) -> Iterator[Piece]:
    done = start
    for found in special.finditer(text, start, stop):
        begin, end = found.span()
        decoded = _decode(found)
        if decoded is None:
            continue
        if text[begin] not in "'\\":
            while done < begin and text[begin - 1] in " \t":
                begin -= 1
        if done < begin:
            yield Piece(done, begin)
        yield Piece(begin, end, decoded)
        done = end
    if done < stop:
        yield Piece(done, stop)


def _decode(found: re.Match[str]) -> str | None:
    """What an escape or a stretch with line breaks says; nothing when it is no escape that YAML knows."""
    written = found[0]
    if written == "''":
        return "'"
    if written[0] != "\\":
        return _fold(_ONE_BREAK.findall(written))
    if found.lastindex:
        code = int(found[found.lastindex], 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else None
    if len(written) == 2 and written[1] in _SIGNS:
        return _SIGNS[written[1]]
    breaks = _ONE_BREAK.findall(written)
    return "".join(map(_show_break, breaks[1:])) if breaks else None


def _fold(breaks: list[str]) -> str:
    """A single line break is a space, of more breaks the first is nothing."""
    first, *rest = map(_show_break, breaks)
    return "".join(rest) or " " if first == "\n" else "".join([first, *rest])


def _show_break(written: str) -> str:
    return written if written in _KEPT else "\n"


def find_indentation(text: str, start: int, stop: int, value: str) -> int:
    """How far a block scalar that says `value` is set in; `value` must have a character that is no space or break."""
    body = _HEADER.match(text, start, stop)
    first = _first_line(text, body.end() if body else start, stop)
    return first - _first_line(value, 0, len(value))


def _first_line(text: str, start: int, stop: int) -> int:
    """The number of spaces at the beginning of the first line that has anything else."""
    for line in _LINE.finditer(text, start, stop):
        if line[2]:
            return len(line[1])
    return 0


def read_block(text: str, start: int, stop: int, indentation: int) -> Iterator[Piece]:
    """Yield a block scalar, literal or folded, that is set in so far."""
    header = _HEADER.match(text, start, stop)
    if header is None:
        return
    done = header.end()
    may_fold = False
    for line in _LINE.finditer(text, done, stop):
        begin = line.start() + min(indentation, len(line[1]))
        end = line.end(2)
        if begin < end:
            is_set_in = text[begin] in " \t"
            yield from (_fold_gap if may_fold and not is_set_in else _keep_gap)(text, done, begin)
            yield Piece(begin, end)
            done = end
            may_fold = text[start] == ">" and not is_set_in
    if "-" not in header[1]:
        last = _ONE_BREAK.match(text, done, stop)
        yield from _keep_gap(text, done, stop if "+" in header[1] or last is None else last.end())


def _fold_gap(text: str, start: int, stop: int) -> Iterator[Piece]:
    """Yield the line breaks between two lines that flow."""
    if _show_break(text[start]) != "\n":
        yield from _keep_gap(text, start, stop)
    else:
        yield Piece(start, stop, _fold(_ONE_BREAK.findall(text, start, stop)))


def _keep_gap(text: str, start: int, stop: int) -> Iterator[Piece]:
    """Yield the line breaks between two lines one by one."""
    for run in _KEPT_BREAKS.finditer(text, start, stop):
        yield Piece(*run.span()) if run[0][0] == "\n" or run[0] in _KEPT else Piece(*run.span(), "\n")
