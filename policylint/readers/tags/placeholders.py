"""Placeholders without anything in them: printf's, `:name`, `@:linked.key`, `$t(key)`, `*|MERGE|*` and their kin.

Each function reads what begins at an offset: it gives the offset behind it and what stands for it, or nothing.
"""

import re
from collections.abc import Iterator

from policylint.documents import PLACEHOLDER, Piece
from policylint.readers.finding import Finder
from policylint.readers.tags.expressions import Tag, divide, name_placeholder, output, remove

_CONVERSION = r"\d{0,3}(?:\.\d{1,2})?(?:hh?|ll?|q|z)?"
_PERCENT = re.compile(
    r"%\(([\w. -]{1,80}+)\)[#0 +-]?\d{0,3}(?:\.\d{1,2})?[a-zA-Z]|%\{([\w.: -]{1,80}+)\}"
    rf"|%\d{{1,2}}\$[-+0#']{{0,2}}{_CONVERSION}[@a-zA-Z]"
    rf"|(%[-+0#]{{0,2}}{_CONVERSION}[@sdiufegGxXoc])(?!\w|%(?!%))"
    r"|%%?([A-Za-z][\w.]{2,60}+)%%?"
)
_TWO_PERCENT = re.compile(r"%%(?![\w%])")
# '20% of', '5 %d' and the like are percentages.
_AMOUNT = re.compile(r"[\w%]|(?<=\d)[ \u00a0\u202f]")
_DOLLAR = re.compile(r"\$\{((?:[^{}]++|\{[^{}]*+\})*+)\}|\$t\(([^()]{1,200}+)\)")
_UPPER = re.compile(r"\$([A-Za-z]\w{1,60})\$(?!\w)")
_MERGE = re.compile(r"\*\|([\w:. -]{1,80}+)\|\*")
_LINKED = re.compile(r"@(?:\.[a-z]{1,20})?:(?:\(([\w.:-]{1,80}+)\)|([\w-]++(?:\.[\w-]++)*+))")
_NAMED = re.compile(r":([A-Za-z]\w{0,60}[A-Za-z0-9])(?![\w:=({])", re.ASCII)
_LONGEST_TAG = 60
_OPENING = frozenset("([«„“‘/|#№$€£-–—")
_TYPED = re.compile(
    r"\{\s*+([\w.]{1,60}+)\s*+,\s*+(?:number|date|time|datetime|list|ordinal|duration|spellout|relativetime|currency)\s*+"
    r"(?:,[^{}\n]{1,100}+)?\}"
)
_BAR = re.compile(r"(?<=[\w.!?…)}>»”\"'%])\|(?=[\w{<:«„“\"'(%\[])")
_SELECTOR = r"(?:\{\d{1,6}(?:,\d{1,6}){0,9}\}|[\[\]](?:-Inf|\d{1,9}),\s?(?:\*|\+?Inf|\d{1,9})[\[\]])"
_FIRST_SELECTOR = re.compile(rf"\s*+{_SELECTOR}\s*+(?=[^|]*+\|)")
_NEXT_SELECTOR = re.compile(rf"(?<!\s)\s*+\|\s*+{_SELECTOR}\s*+")


def read_percent(finder: Finder, start: int) -> Tag | None:
    """Read `%(name)s`, `%{name}`, `%NAME%`, `%1$s`, `%d` or `%%` behind a number."""
    text = finder.text
    tag = _PERCENT.match(text, start)
    if tag is None or (tag[3] and start and _AMOUNT.match(text, start - 1)):
        return _read_two_percent(text, start) if text[start - 1 : start].isdigit() else None
    name = tag[1] or tag[2] or tag[4] or ""
    pieces = [Piece(*tag.span(), name_placeholder(name), PLACEHOLDER)]
    sign = _read_two_percent(text, tag.end()) if tag[4] is None else None
    return (sign[0], [*pieces, *sign[1]]) if sign else (tag.end(), pieces)


def _read_two_percent(text: str, start: int) -> Tag | None:
    two = _TWO_PERCENT.match(text, start)
    return (two.end(), [Piece(*two.span(), "%")]) if two else None


def read_dollar(finder: Finder, start: int) -> Tag | None:
    """Read `${expression}` or `$t(key)`."""
    tag = _DOLLAR.match(finder.text, start)
    if tag is None:
        return None
    if tag[2] is None:
        return tag.end(), output(finder.text, *tag.span(), tag.span(1))
    return tag.end(), [Piece(*tag.span(), name_placeholder(tag[2].split(",")[0]), PLACEHOLDER)]


def read_dollar_in_string(finder: Finder, start: int) -> Tag | None:
    """Read `$NAME$`, else what may stand anywhere."""
    tag = _UPPER.match(finder.text, start)
    if tag is None or finder.text[start - 1 : start].isalnum():
        return read_dollar(finder, start)
    return tag.end(), [Piece(*tag.span(), name_placeholder(tag[1]), PLACEHOLDER)]


def read_merge(finder: Finder, start: int) -> Tag | None:
    """Read `*|NAME|*`, or `*|IF:NAME|*` and its kin."""
    tag = _MERGE.match(finder.text, start)
    if tag is None:
        return None
    if tag[1].startswith(("IF", "END", "ELSE")):
        return tag.end(), [(divide if tag[1].startswith("ELSE") else remove)(*tag.span())]
    return tag.end(), [Piece(*tag.span(), name_placeholder(tag[1]), PLACEHOLDER)]


def read_linked(finder: Finder, start: int) -> Tag | None:
    """Read `@:other.key`, with or without brackets or a modifier."""
    tag = _LINKED.match(finder.text, start)
    if tag is None or finder.text[start - 1 : start].isalnum():
        return None
    return tag.end(), [Piece(*tag.span(), name_placeholder(tag[1] or tag[2]), PLACEHOLDER)]


def read_typed(finder: Finder, start: int) -> Tag | None:
    """Read `{when, date, long}`."""
    tag = _TYPED.match(finder.text, start)
    return (tag.end(), [Piece(*tag.span(), name_placeholder(tag[1]), PLACEHOLDER)]) if tag else None


def read_apostrophes(finder: Finder, start: int) -> Tag | None:
    """Read an apostrophe in a word that is doubled, as formats want it that quote with single ones."""
    before, after = finder.text[start - 1 : start], finder.text[start + 2 : start + 3]
    return (start + 2, [Piece(start, start + 2, "'")]) if before.isalpha() and after.isalpha() else None


def read_colon(finder: Finder, start: int) -> Tag | None:
    """Read `:name` where it begins a word and is neither a time nor the end of one."""
    text = finder.text
    tag = _NAMED.match(text, start)
    if tag is None or not _begins_word(text, start, tag.end()):
        return None
    return tag.end(), [Piece(*tag.span(), name_placeholder(tag[1]), PLACEHOLDER)]


def _begins_word(text: str, start: int, stop: int) -> bool:
    before = text[start - 1 : start]
    if not before or before.isspace():
        return True
    if before in "\"'*_":
        return text[stop : stop + 1] == before and not text[start - 2 : start - 1].isalnum()
    if before == ">":
        return not text.startswith("</", max(0, text.rfind("<", max(0, start - _LONGEST_TAG), start)))
    return before in _OPENING


def read_bar(finder: Finder, start: int) -> Tag | None:
    """Read the bar between two forms of one text: no space around it, as it would have between two things."""
    return (start + 1, [divide(start, start + 1)]) if _BAR.match(finder.text, start) else None


def find_selectors(text: str) -> Iterator[Piece]:
    """Yield what stands for the numbers in front of forms of one text: `{0} none|[1,19] some`."""
    first = _FIRST_SELECTOR.match(text)
    if first is None:
        return
    yield remove(*first.span())
    for selector in _NEXT_SELECTOR.finditer(text, first.end()):
        yield divide(*selector.span())
