"""Template tags in angle brackets: PHP, ERB and its kin, FreeMarker, and the numbered elements of translated texts."""

import re

from policylint.readers.expressions import Tag, control, is_control, output, remove, skip
from policylint.readers.finding import Finder

# An element of a translated text, as `<1>here</1>`.
_NUMBERED = re.compile(r"</?\d{1,2}\s?+/?>")
_FREEMARKER = re.compile(r"</?#(?=[^\W\d_])")


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
    opener = _FREEMARKER.match(text, start)
    end = finder.find(">", start) if opener else -1
    if opener is None or end < 0 or "<" in text[opener.end() : end]:
        return None
    return end + 1, control(text, start, end + 1, (opener.end(), end))


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
    if mark in ("#", "!", "@"):
        return end + 2, [remove(start, end + 2)]
    begin = start + (3 if mark in ("=", "-", "+") else 2)
    if mark in ("=", "-") and not (mark == "-" and is_control(text[begin:end])):
        return end + 2, output(text, start, end + 2, (begin, end))
    return end + 2, control(text, start, end + 2, (begin, end))
