"""AsciiDoc inside a paragraph: emphasis, links, macros, footnotes, escapes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from policylint.documents import DECODED, PLACEHOLDER, Link, Piece, Segment
from policylint.readers.flow import ENTITY, decode_entities, trim
from policylint.readers.tags.expressions import name_placeholder

_BEFORE = r"(?<![\w:;}\\])"
_SPECIAL = re.compile(
    r"\\(?=[*_`#^~+{\[<|]|https?:|\w{1,20}:)"
    r"|(?P<pass>\+\+\+|\+\+)|(?P<loose>\*\*|__|``|##)"
    rf"|(?P<tight>{_BEFORE}(?:[*_`#+](?=[^\s*_`#+])))|(?P<raised>[\^~](?=[^\s^~]))"
    r"|(?P<quote>(?<!\w)[\"']`(?=\S)|`[\"'](?!\w))"
    r"|(?P<role>\[[.#%\w][^\[\]\n]{0,80}\](?=#{1,2}\S|[*_`]\S))"
    r"|(?P<macro>(?<![\w:])(?:link|mailto|xref|image|icon|kbd|btn|menu|footnote|footnoteref|indexterm2?|anchor|stem|latexmath|asciimath|pass"
    r"|span|[a-z]{2,12}(?=:\[)):(?!:)[^\s\[\]]{0,500}+\[|(?:https?|ftp|irc)://[^\s\[\]<>\"]{1,500}+\[)"
    r"|(?P<cross><<(?P<place>[^<>,\n]{1,200}+)(?:,\s*+(?P<shown>[^<>]{1,300}+))?>>)|(?P<anchor>\[\[[^\[\]\n]{1,200}+\]\])"
    r"|(?P<index>\(\(\([^()]{1,300}+\)\)\)|\(\((?=[^\s()])|(?<=[^\s(])\)\))"
    rf"|(?P<break>[ \t]\+[ \t]*+(?=[\r\n]|\Z))|(?P<entity>{ENTITY})"
)
_PROBE = re.compile(r"[\\*_`#+^~\[<&]|\(\(|\)\)")
_CLOSERS = {sign: re.compile(rf"(?<=[^\s\\]){re.escape(sign)}(?!\w)") for sign in "*_`#+"} | {
    sign: re.compile(re.escape(sign)) for sign in ("**", "__", "``", "##", "++", "+++")
}
_RAISED = {sign: re.compile(rf"[^\s\\{sign}]{{1,200}}\{sign}") for sign in "^~"}
_CLOSING_BRACKET = re.compile(r"(?<!\\)\]")
_ATTRIBUTES = re.compile(r",\s*+[\w%-]++\s*+=|\^?\s*+$")
_LONGEST = 4000  # text of a macro
_NOTES = ("footnote", "footnoteref")
_HIDDEN = frozenset({"indexterm", "anchor", "icon", "toc"})
_CODE = frozenset({"kbd", "stem", "latexmath", "asciimath"})


@dataclass(slots=True)
class Notes:
    """The footnotes of a document: how many there were."""

    count: int = 0


@dataclass(slots=True)
class _Inline:
    """What was found in one paragraph; `ends` tells how far each sign has closed, `closers` where those stand.

    `bracket` is where the next one closes, -1 when none does.
    """

    segment: Segment
    notes: Notes
    pieces: list[Piece] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    aside: list[tuple[int, int, str, str]] = field(default_factory=list)
    closers: dict[int, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    bracket: int = 0

    def drop(self, start: int, stop: int) -> None:
        """Leave out a range."""
        self.pieces.append(Piece(start, stop, ""))


def read_inline(segment: Segment, notes: Notes) -> Iterator[Segment]:
    """Yield a paragraph as people read it, then its footnotes and the alternative texts of its images."""
    if _PROBE.search(segment.text) is None:
        yield from trim(segment)
        return
    found = _Inline(segment, notes)
    at = 0
    while special := _SPECIAL.search(segment.text, at):
        at = _read_special(found, special)
    pieces = sorted(found.pieces, key=lambda piece: (piece.start, piece.stop))
    links = tuple(sorted(found.links, key=lambda link: link.start))
    yield from trim(replace(segment, links=links).replace(_without_overlaps(pieces)) if pieces else segment)
    for start, stop, role, context in found.aside:
        yield from read_inline(replace(segment.cut(start, stop), role=role, context=context), notes)


def _without_overlaps(pieces: list[Piece]) -> Iterator[Piece]:
    done = 0
    for piece in pieces:
        if piece.start >= done:
            yield piece
            done = piece.stop


def _read_special(found: _Inline, special: re.Match[str]) -> int:
    start, stop = special.span()
    kind = special.lastgroup or ""
    if (closer := found.closers.pop(start, 0)) and kind != "macro":
        return closer
    if kind == "macro":
        return _read_macro(found, start, stop)
    if kind in ("tight", "loose", "pass"):
        return _read_pair(found, start, stop)
    if kind == "raised":
        pair = _RAISED[special[0]].match(found.segment.text, stop)
        if pair:
            found.drop(start, stop)
            found.drop(pair.end() - 1, pair.end())
    elif kind == "entity":
        found.pieces += (piece for piece in decode_entities(found.segment.text, start, stop) if piece.text is not None)
    elif kind == "quote":
        found.pieces.append(Piece(start, stop, special[0].strip("`")))
    elif special["cross"]:
        _read_cross(found, special)
    elif kind:
        found.drop(start, stop)
    else:
        found.drop(start, stop)
        return stop + 1
    return stop


def _read_pair(found: _Inline, start: int, stop: int) -> int:
    """Read a sign that may begin emphasis or code; it is text when nothing closes it."""
    text = found.segment.text
    sign = text[start:stop]
    if start < found.ends.get(sign, 0):
        return stop
    end = _CLOSERS[sign].search(text, stop + 1)
    found.ends[sign] = end.end() if end else len(text)
    if end is None:
        return stop
    if sign[0] == "`":
        found.pieces.append(Piece(start, end.end(), "Code", PLACEHOLDER))
        return end.end()
    found.drop(start, stop)
    found.drop(*end.span())
    found.closers[end.start()] = end.end()
    return end.end() if sign[0] == "+" else stop


def _read_cross(found: _Inline, special: re.Match[str]) -> None:
    """Read `<<place,what is shown>>`."""
    if special["shown"]:
        found.drop(special.start(), special.start("shown"))
        found.drop(special.end("shown"), special.end())
        found.links.append(Link(*special.span("shown"), f"#{special['place']}"))
    else:
        found.pieces.append(Piece(*special.span(), name_placeholder(special["place"]), PLACEHOLDER))


def _read_macro(found: _Inline, start: int, begin: int) -> int:
    """Read a macro or an address with a text in brackets."""
    text = found.segment.text
    if 0 <= found.bracket < begin:
        end = _CLOSING_BRACKET.search(text, begin)
        found.bracket = end.start() if end else -1
    stop = found.bracket
    if not begin <= stop < begin + _LONGEST:
        return begin
    name, _, mark = text[start : begin - 1].partition(":")
    if name in _NOTES:
        _read_note(found, (start, begin, stop), name, mark)
    elif name in _HIDDEN:
        found.drop(start, stop + 1)
    elif name in _CODE:
        found.pieces.append(Piece(start, stop + 1, "Code", PLACEHOLDER))
    elif name == "image":
        found.drop(start, stop + 1)
        found.aside.append((begin, _end_text(text, begin, stop, ","), "attribute", "alt"))
    else:
        return _read_link(found, (start, begin, stop), _find_target(text[start : begin - 1]))
    return stop + 1


def _find_target(macro: str) -> str:
    """Where a macro leads to, if anywhere."""
    name, _, target = macro.partition(":")
    if name in ("link", "xref"):
        return target
    return macro if name == "mailto" or target.startswith("//") else ""


def _end_text(text: str, begin: int, stop: int, mark: str = "") -> int:
    """Where the text of a macro ends, before its attributes."""
    if mark and (place := text.find(mark, begin, stop)) >= 0:
        return place
    attributes = _ATTRIBUTES.search(text, begin, stop)
    return attributes.start() if attributes else stop


def _read_link(found: _Inline, place: tuple[int, int, int], target: str) -> int:
    """Keep the text of a macro, or of an address without one the address; emphasis in it is read next."""
    start, begin, stop = place
    text = found.segment.text
    end = _end_text(text, begin, stop)
    if end - begin > 1 and text[begin] == text[end - 1] == '"':
        begin, end = begin + 1, end - 1
    if begin == end and target:
        begin, end = start + text.startswith("link:", start) * 5, begin - 1
    found.drop(start, begin)
    found.drop(end, stop + 1)
    if begin < end and target:
        found.links.append(Link(begin, end, target))
    return begin if begin > start else stop + 1


def _read_note(found: _Inline, place: tuple[int, int, int], name: str, mark: str) -> None:
    """Read a footnote: its mark stays where it is, its text follows the paragraph."""
    start, begin, stop = place
    text = found.segment.text
    if name == "footnoteref":
        mark, _, shown = text[begin:stop].partition(",")
        begin = stop - len(shown)
    if not mark:
        found.notes.count += 1
        mark = str(found.notes.count)
    found.pieces.append(Piece(start, stop + 1, f"[{mark}]", DECODED))
    if begin < stop:
        found.aside.append((begin, stop, "note", mark))
