"""reStructuredText inside a paragraph: emphasis, literals, references, roles, escapes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from policylint.documents import DECODED, PLACEHOLDER, Link, Piece, Segment
from policylint.readers.flow import trim
from policylint.readers.tags.expressions import name_placeholder

_OPENS = r"(?<![^\s\"'(\[{<\-/:«„“‘‚‹”’»›–—…¡¿·])"
_CLOSES = r"(?=[\s\"')\]}>\-/:.,;!?\\«„“‘‚‹”’»›–—…·]|\Z)"
_SPECIAL = re.compile(rf"\\|{_OPENS}(?:\*\*?|``|_`|:[\w:.+-]{{1,60}}:`|`|\|(?=\S)|\[(?=[#*\w]))|_(?=_?{_CLOSES})")
_PROBE = re.compile(r"[\\*`|\[_]")
_ENDS = {
    sign: re.compile(rf"(?<=[^\s\\]){re.escape(sign)}{'_{0,2}' if sign in ('`', '|') else ''}{_CLOSES}")
    for sign in ("*", "**", "`", "|")
} | {"``": re.compile(rf"(?<=\S)``{_CLOSES}")}
_PAIRS = {'"': '"', "'": "'", "(": ")", "[": "]", "{": "}", "<": ">"}
_FOOTNOTE = re.compile(rf"\[(#[\w.-]*+|\*|\w[\w.+:-]*+)\]_{_CLOSES}")
_TARGET = re.compile(r"(?<!\s)\s*+<([^<>]++)>$")
_NAME = re.compile(r"[^\W_](?:[\w.+:-]{0,80}[^\W_])?\Z")
_LONGEST_NAME = 82
_CODE = frozenset(
    "code command envvar file func function class meth method attr data exc mod obj option program raw math samp kbd "
    "literal makevar mailheader "
    "mimetype newsgroup regexp token keyword any numref eq download pep rfc".split()
)
_PLACES = frozenset({"ref", "doc"})


@dataclass(slots=True)
class _Inline:
    """What was found in one paragraph; `vain` are the signs that nothing closes any more."""

    segment: Segment
    targets: dict[str, str]
    pieces: list[Piece] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    vain: set[str] = field(default_factory=set)


def read_inline(segment: Segment, targets: dict[str, str]) -> Iterator[Segment]:
    """Yield a paragraph as people read it; `targets` holds where the named links of the document lead."""
    if _PROBE.search(segment.text) is None:
        yield from trim(segment)
        return
    found = _Inline(segment, targets)
    text = segment.text
    at = 0
    while special := _SPECIAL.search(text, at):
        start, sign = special.start(), special[0]
        if sign == "\\":
            at = _read_escape(found, start)
        elif sign == "[":
            at = _read_footnote(found, start)
        elif sign == "_":
            at = _read_reference(found, start)
        else:
            at = _read_pair(found, start, special.end())
    yield from trim(replace(segment, links=tuple(found.links)).replace(found.pieces) if found.pieces else segment)


def _read_escape(found: _Inline, at: int) -> int:
    """A backslash is nothing, and so is white space behind it."""
    text = found.segment.text
    stop = at + 1
    if text[stop : stop + 1].isspace():
        stop += 2 if text.startswith("\r\n", stop) else 1
        found.pieces.append(Piece(at, stop, ""))
        return stop
    found.pieces.append(Piece(at, stop, ""))
    return stop + 1


def _read_footnote(found: _Inline, at: int) -> int:
    mark = _FOOTNOTE.match(found.segment.text, at)
    if mark is None:
        return at + 1
    found.pieces.append(Piece(*mark.span(), f"[{mark[1]}]", DECODED))
    return mark.end()


def _read_reference(found: _Inline, at: int) -> int:
    """Read the sign behind a word that makes a link of it."""
    text = found.segment.text
    done = found.pieces[-1].stop if found.pieces else 0
    name = (
        _NAME.search(text[max(done, at - _LONGEST_NAME) : at].split()[-1])
        if at > done and text[at - 1].isalnum()
        else None
    )
    stop = at + (2 if text[at + 1 : at + 2] == "_" else 1)
    if name is None:
        return stop
    found.pieces.append(Piece(at, stop, ""))
    if target := found.targets.get(fold_name(name[0])):
        found.links.append(Link(at - len(name[0]), at, target))
    return stop


def _read_pair(found: _Inline, start: int, begin: int) -> int:
    """Read what stands between two signs; the sign is text when there is no other one."""
    text = found.segment.text
    opener = text[start:begin]
    sign = opener if opener in _ENDS else "`"
    following = text[begin : begin + 1]
    if not following or following.isspace() or (start and _PAIRS.get(text[start - 1]) == following):
        return begin
    end = None if sign in found.vain else _ENDS[sign].search(text, begin + 1)
    if end is None:
        found.vain.add(sign)
        return begin
    _MEANINGS.get(sign, _read_marked)(found, start, begin, end)
    return end.end()


def _read_marked(found: _Inline, start: int, begin: int, end: re.Match[str]) -> None:
    found.pieces += (Piece(start, begin, ""), Piece(*end.span(), ""))


def _read_literal(found: _Inline, start: int, _: int, end: re.Match[str]) -> None:
    found.pieces.append(Piece(start, end.end(), "Code", PLACEHOLDER))


def _read_substitution(found: _Inline, start: int, begin: int, end: re.Match[str]) -> None:
    name = found.segment.text[begin : end.start()]
    found.pieces.append(Piece(start, end.end(), name_placeholder(name), PLACEHOLDER))


def _read_interpreted(found: _Inline, start: int, begin: int, end: re.Match[str]) -> None:
    """Read what stands between back-ticks: a link, or a text in some role."""
    text = found.segment.text
    role = text[start:begin].strip(":`_").rsplit(":", 1)[-1].lower()
    stop = end.start()
    target = _TARGET.search(text, begin, stop)
    if role in _CODE or (role in _PLACES and target is None):
        stands_for = "Code" if role in _CODE else name_placeholder(text[begin:stop])
        found.pieces.append(Piece(start, end.end(), stands_for, PLACEHOLDER))
        return
    shown = target.start() if target else stop
    if shown == begin:
        begin, shown = target.span(1) if target else (begin, shown)
    place = target[1] if target and not role else found.targets.get(fold_name(text[begin:shown]), "")
    found.pieces += (Piece(start, begin, ""), Piece(shown, end.end(), ""))
    if place and end[0].endswith("_"):
        found.links.append(Link(begin, shown, place))


def fold_name(name: str) -> str:
    """Fold the name of a link as they are compared."""
    return " ".join(name.split()).casefold()


_MEANINGS: dict[str, Callable[[_Inline, int, int, re.Match[str]], None]] = {
    "``": _read_literal,
    "|": _read_substitution,
    "`": _read_interpreted,
}
