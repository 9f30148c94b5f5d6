"""Template tags in angle brackets: PHP, ERB and its kin, FreeMarker, and the numbered elements of translated texts."""

import re
from collections.abc import Iterator

from policylint.documents import Piece
from policylint.readers.finding import Finder
from policylint.readers.tags.expressions import Tag, control, is_control, keep_arguments, output, remove, skip

# An element of a translated text, as `<1>here</1>`.
_NUMBERED = re.compile(r"</?\d{1,2}\s?+/?>")
_ARGUMENTS = r"(?:[^<>()\"']++|<(?![#@/!a-zA-Z])|\([^()]*+\)|[()]|\"[^\"]*+\"|'[^']*+')*+"
_FREEMARKER = re.compile(rf"</?#(?=[^\W\d_])({_ARGUMENTS})>")
_MACRO = re.compile(rf"</?@(?:[A-Za-z_][\w.]*+({_ARGUMENTS}))?>")
# A macro of these names prints a text.
_PRINTS = re.compile(r"[\w.]*(?:[mM]essage|[mM]sg)\w*+")
_OPENS_BLOCK = re.compile(r"(?:\bdo(?:\s*+\|[^|]{0,100}+\|)?|\bfunction\s*+\([^()]*+\)\s*+\{|=>\s*+\{)\s*+$")


def read_angle(finder: Finder, start: int) -> Tag | None:
    """Read the tag that begins with an angle bracket at an offset."""
    text = finder.text
    if text.startswith("<?", start):
        return _read_php(finder, start)
    if text.startswith("<%", start):
        return _read_erb(finder, start)
    if text.startswith("<#--", start):
        return skip(finder, start, "-->")
    if numbered := _NUMBERED.match(text, start):
        return numbered.end(), [remove(*numbered.span())]
    return _read_freemarker(finder, start)


def _read_freemarker(finder: Finder, start: int) -> Tag | None:
    text = finder.text
    if tag := _FREEMARKER.match(text, start):
        return tag.end(), control(text, *tag.span(), tag.span(1))
    tag = _MACRO.match(text, start)
    return (tag.end(), _read_macro(text, tag)) if tag else None


def _read_macro(text: str, tag: re.Match[str]) -> Iterator[Piece]:
    """Leave out a macro's tag but the texts that it hands over."""
    stop = tag.end()
    if tag[1] is None:
        yield remove(*tag.span())
    elif tag[1].endswith("/") and _PRINTS.match(text, tag.start() + 2):
        yield from output(text, *tag.span(), (tag.start() + 2, stop - 2))
    else:
        yield from keep_arguments(text, *tag.span(), tag.span(1))


def _read_php(finder: Finder, start: int) -> Tag | None:
    text = finder.text
    end = finder.find("?>", start + 2)
    is_php = text[start + 2 : start + 5].lower() == "php"
    if end < 0:
        return (len(text), [remove(start, len(text))]) if is_php else None
    begin = start + (5 if is_php else 2)
    if text.startswith("=", begin):
        return end + 2, output(text, start, end + 2, (begin + 1, end))
    body = text[begin : min(end, begin + 200)].lstrip()
    if body.startswith(("echo ", "print ", "echo(", "_e(", "esc_html_e(")):
        begin = text.index(body[:5], begin) + (5 if body[0] in "ep" and body[1] in "cr" else 0)
        return end + 2, output(text, start, end + 2, (begin, end))
    return end + 2, control(text, start, end + 2, (begin, end))


def _read_erb(finder: Finder, start: int) -> Tag | None:
    text = finder.text
    mark = text[start + 2 : start + 3]
    if text.startswith("<%--", start) and finder.find("--%>", start) >= 0:
        return skip(finder, start, "--%>")
    end = finder.find("%>", start + 2)
    if end < 0 or 0 <= finder.find("<%", start + 2) < end:
        return None
    if mark in ("#", "!", "@") or (mark == text[end - 1] == "=" and end > start + 3):
        return end + 2, [remove(start, end + 2)]
    begin = start + (3 if mark in ("=", "-", "+") else 2)
    expression = text[begin:end]
    if mark in ("=", "-") and not ((mark == "-" and is_control(expression)) or _OPENS_BLOCK.search(expression[-200:])):
        return end + 2, output(text, start, end + 2, (begin, end))
    return end + 2, control(text, start, end + 2, (begin, end))
