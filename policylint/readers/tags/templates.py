"""Template tags of all dialects, in one linear scan, before any layer could read them as markup.

ICU arguments, which hold texts that may have tags in them, come before. An output tag becomes a placeholder word,
a control tag or comment nothing, the beginning of another branch a divider. What is not closed, or is no tag of a known
dialect, is literal text.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from policylint.documents import PLACEHOLDER, Piece, Segment
from policylint.readers.finding import Finder
from policylint.readers.tags.angle_tags import read_angle
from policylint.readers.tags.at_blocks import find_blocks
from policylint.readers.tags.blade import read_directive
from policylint.readers.tags.bracket_tags import read_bracket
from policylint.readers.tags.expressions import (
    Tag,
    braced,
    control,
    name_placeholder,
    output,
    remove,
    skip,
)
from policylint.readers.tags.icu import find_arguments
from policylint.readers.tags.placeholders import (
    find_selectors,
    read_apostrophes,
    read_bar,
    read_colon,
    read_dollar,
    read_dollar_in_string,
    read_linked,
    read_merge,
    read_percent,
    read_typed,
)
from policylint.readers.tags.smarty import read_smarty
from policylint.readers.tags.velocity import find_directives

_Reader = Callable[[Finder, int], Tag | None]

_MARKS = ("{", "%", "<?", "@", "<#", "<@", "</", "*|", "$t(", "''", "[#", "[/", "[=", "[[", "[(", "#set", "#if")
_STRING_MARKS = (*_MARKS, ":", "|", "$")
_OPENER = re.compile(r"\{{1,3}+|%[-+0#\d.{(%@A-Za-z]|\$(?:\{(?!\{)|t\()|<%|<\?|</?[#@\d]|@[a-z:.]|\*\||''|\[[#/=@\[(]")
_STRING_OPENER = re.compile(rf"{_OPENER.pattern}|:[A-Za-z]|\||\$[A-Za-z]")
_BRACED_NAME = re.compile(
    r"\{\s?+(?:[^\W\d_][^\W_]{0,20}+(?: [^\W_]{1,20}+){1,2}+|[\w.:\[\]'-]{1,80}+(?:\|[^{}\n|][^{}\n]{0,80}+)?+)\s?+\}"
)
# Blocks of these hold notes, settings of shops, styles and code.
_NO_TEXT = frozenset({"comment", "schema", "style", "stylesheet", "javascript", "doc", "highlight"})
_LIQUID_NAME = re.compile(r"\{%[-+~]?\s*+((?:trans|translate|t)(\s++[\"'\w])(?!ith\b)|\w*+)")


def read(segment: Segment) -> Iterator[Segment]:
    """Replace the template tags of a segment with what they stand for."""
    yield _replace_tags(segment, in_string=False) if _has_any(segment, _MARKS) else segment


def read_string(segment: Segment) -> Iterator[Segment]:
    """Replace the template tags of a string out of a container, where `:name` and `one|many` are tags too."""
    if not _has_any(segment, _STRING_MARKS):
        yield segment
        return
    selectors = list(find_selectors(segment.text)) if "|" in segment.text else []
    yield _replace_tags(segment.replace(selectors) if selectors else segment, in_string=True)


def _has_any(segment: Segment, marks: Iterable[str]) -> bool:
    text = segment.text
    return any(mark in text for mark in marks)


def _replace_tags(segment: Segment, *, in_string: bool) -> Segment:
    for find in (find_arguments, find_blocks, find_directives) if "{" in segment.text or "#" in segment.text else ():
        if syntax := list(find(segment.text)):
            segment = segment.replace(syntax)
    pieces = list(find_tags(segment.text, in_string=in_string))
    return segment.replace(pieces) if pieces else segment


def find_tags(text: str, *, in_string: bool = False) -> Iterator[Piece]:
    """Yield what stands for each template tag of a text, in order; a tag may be in several pieces."""
    finder = Finder(text)
    last_brace = text.rfind("}")
    opening = _STRING_OPENER if in_string else _OPENER
    readers = _STRING_READERS if in_string else _READERS
    at = 0
    while opener := opening.search(text, at):
        start = opener.start()
        if opener[0][-1] == "{" and last_brace < start:
            at = opener.end()
            continue
        tag = readers[opener[0][:1]](finder, start)
        if tag is None:
            at = start + 1
        else:
            at = tag[0]
            yield from tag[1]


def skip_tag(finder: Finder, start: int) -> int:
    """Offset behind the template tag that begins at `start`; `start` when none does."""
    opener = _OPENER.match(finder.text, start)
    tag = _READERS[opener[0][:1]](finder, start) if opener else None
    return tag[0] if tag else start


def _read_braces(finder: Finder, start: int) -> Tag | None:
    following = finder.text[start + 1 : start + 2]
    if following == "{":
        return _read_double(finder, start)
    reader = _BRACES.get(following)
    return reader(finder, start) if reader else _read_single(finder, start)


def _read_double(finder: Finder, start: int) -> Tag | None:
    text = finder.text
    for opener in ("{{!--", "{{--"):
        if text.startswith(opener, start):
            return skip(finder, start, "--}}")
    raw = text.startswith("{{{", start)
    begin = start + (3 if raw else 2)
    end = finder.find("}}}" if raw else "}}", begin)
    if end < 0 or 0 <= finder.find("{{", start + 2) < end:
        return None
    stop = end + (3 if raw else 2)
    if not raw and text[stop : stop + 1] == "}" and "{" in text[begin:end]:
        stop, end = stop + 1, end + 1
    while text[begin : begin + 1] in ("-", "~"):
        begin += 1
    return stop, braced(text, start, stop, (begin, end))


def _read_block(finder: Finder, start: int) -> Tag | None:
    text = finder.text
    end = finder.find("%}", start + 2)
    if end < 0 or 0 <= finder.find("{%", start + 2) < end:
        return None
    name = _LIQUID_NAME.match(text, start)
    word = name[1] if name else ""
    if word in _NO_TEXT:
        closer = finder.find(f"end{word}", end)
        end = max(end, finder.find("%}", closer)) if closer >= 0 else end
        return end + 2, [remove(start, end + 2)]
    if name and name[2]:
        return end + 2, output(text, start, end + 2, (name.start(1), end))
    return end + 2, control(text, start, end + 2, (start + 2, end))


def _read_comment(finder: Finder, start: int) -> Tag | None:
    return skip(finder, start, "#}")


def _read_smarty_comment(finder: Finder, start: int) -> Tag | None:
    return skip(finder, start, "*}")


def _read_unescaped(finder: Finder, start: int) -> Tag | None:
    end = finder.find("!!}", start + 3)
    if end < 0 or not finder.text.startswith("{!!", start):
        return None
    return end + 3, output(finder.text, start, end + 3, (start + 3, end))


def _read_single(finder: Finder, start: int) -> Tag | None:
    text = finder.text
    if text.startswith("{/*", start):
        return skip(finder, start, "*/}")
    if tag := read_smarty(finder, start):
        return tag
    if name := _BRACED_NAME.match(text, start):
        return name.end(), [Piece(*name.span(), name_placeholder(name[0]), PLACEHOLDER)]
    return read_typed(finder, start)


def _read_at(finder: Finder, start: int) -> Tag | None:
    return (read_linked if finder.text[start + 1] in ":." else read_directive)(finder, start)


_BRACES: dict[str, _Reader] = {
    "%": _read_block,
    "#": _read_comment,
    "*": _read_smarty_comment,
    "!": _read_unescaped,
}
_READERS: dict[str, _Reader] = {
    "{": _read_braces,
    "%": read_percent,
    "$": read_dollar,
    "<": read_angle,
    "@": _read_at,
    "*": read_merge,
    "'": read_apostrophes,
    "[": read_bracket,
}
_STRING_READERS = _READERS | {":": read_colon, "|": read_bar, "$": read_dollar_in_string}
