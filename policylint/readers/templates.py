"""Template tags of all dialects, in one linear scan, before any layer could read them as markup.

An output tag becomes a placeholder word, a control tag or comment nothing, the beginning of another branch a
divider. What is not closed, or is no tag of a known dialect, is literal text.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from policylint.documents import PLACEHOLDER, Piece, Segment
from policylint.readers.expressions import (
    control,
    divide,
    is_braced_branch,
    is_braced_control,
    is_control,
    name_placeholder,
    output,
    remove,
)
from policylint.readers.finding import Finder

_Tag = tuple[int, Iterable[Piece]]
_Reader = Callable[[Finder, int], _Tag | None]

_MARKS = ("{", "%", "<?", "@", "<#", "</#", "*|")
_OPENER = re.compile(r"\{++|%(?:[{(]|%?[A-Za-z]|\d\$)|\$\{(?!\{)|<%|<\?|</?#|@[a-z]|\*\|")
# A tag with one brace is looked for over this many characters and no further.
_REACH = 2000

_SMARTY_CONTROL = re.compile(
    r"\{(?:(?:if|elseif|else\s*if|foreach|section|for|while|include|include_php|assign|capture|block|extends|function|hook|insert"
    r"|config_load|cycle|counter|call|append|fetch|math|eval|setfilter"
    r"|html_\w+)(?=[\s(])"
    r"|(?:else|foreachelse|sectionelse|forelse|literal|strip|nocache|capture|break|continue|debug|php)\s*+\}"
    r"|/[A-Za-z_]\w*+\s*+\})"
)
_SMARTY_CALL = re.compile(r"\{[A-Za-z_]\w*+\s++[\w-]++\s*+=")
_BRACED_NAME = re.compile(
    r"\{\s?+(?:[^\W\d_][^\W_]{0,20}+(?: [^\W_]{1,20}+){1,2}+|[\w.:\[\]'-]{1,80}+(?:\|[^{}\n|][^{}\n]{0,80}+)?+)\s?+\}"
)
_PERCENT = re.compile(
    r"%\(([\w. -]{1,80}+)\)[#0 +-]?\d{0,3}(?:\.\d{1,2})?[a-zA-Z]|%\{([\w.: -]{1,80}+)\}|%%?([A-Za-z][\w.]{2,60}+)%%?"
    r"|%(?:\d\$)?([sd])(?![\w%])"
)
_DOLLAR = re.compile(r"\$\{((?:[^{}]++|\{[^{}]*+\})*+)\}")
_MERGE = re.compile(r"\*\|([\w:. -]{1,80}+)\|\*")
_BLADE = re.compile(
    r"@(?:(?:if|elseif|unless|foreach|forelse|for|while|switch|case|isset|empty|auth|guest|can|cannot|include\w*+|extends|section"
    r"|yield|component|slot|push|stack|lang|choice|json|class|style|php|each|props|error|env|hasSection|use)(?=\s?\()"
    r"|(?:else|endif|endunless|endforeach|endforelse|endfor|endwhile|endswitch|endisset|endempty|endauth|endguest|endcan"
    r"|endcannot|endsection|endcomponent|endslot|endpush|enderror|endenv|endphp|show|stop|parent|csrf|default|break|continue|auth|guest|empty|php)"
    r"(?![\w(.-]))"
)
_ARGUMENTS = re.compile(r" ?\((?:[^()]++|\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\))*+\)")
_LIQUID_NAME = re.compile(r"\{%[-+~]?\s*+(\w*+)")


def read(segment: Segment) -> Iterator[Segment]:
    """Replace the template tags of a segment with what they stand for."""
    text = segment.text
    if segment.role == "meta" or not any(mark in text for mark in _MARKS):
        yield segment
        return
    pieces = list(_find_tags(text))
    yield segment.replace(pieces) if pieces else segment


def _find_tags(text: str) -> Iterator[Piece]:
    finder = Finder(text)
    last_brace = text.rfind("}")
    at = 0
    while opener := _OPENER.search(text, at):
        start = opener.start()
        if opener[0][-1] == "{" and last_brace < start:
            at = opener.end()
            continue
        tag = _READERS[opener[0][:1]](finder, start)
        if tag is None:
            at = start + 1
        else:
            at = tag[0]
            yield from tag[1]


def _read_braces(finder: Finder, start: int) -> _Tag | None:
    following = finder.text[start + 1 : start + 2]
    if following == "{":
        return _read_double(finder, start)
    reader = _BRACES.get(following)
    return reader(finder, start) if reader else _read_single(finder, start)


def _read_double(finder: Finder, start: int) -> _Tag | None:
    text = finder.text
    for opener in ("{{!--", "{{--"):
        if text.startswith(opener, start):
            return _skip(finder, start, "--}}")
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
    expression = text[begin:end].lstrip()
    if expression.startswith(("!", "/*")):
        return stop, [remove(start, stop)]
    if is_braced_branch(expression):
        return stop, [divide(start, stop)]
    if is_braced_control(expression):
        return stop, [remove(start, stop)]
    return stop, output(text, start, stop, (begin, end))


def _read_block(finder: Finder, start: int) -> _Tag | None:
    text = finder.text
    end = finder.find("%}", start + 2)
    if end < 0 or 0 <= finder.find("{%", start + 2) < end:
        return None
    name = _LIQUID_NAME.match(text, start)
    word = name[1] if name else ""
    if word == "comment":
        closer = finder.find("endcomment", end)
        end = finder.find("%}", closer) if closer >= 0 else end
        return end + 2, [remove(start, end + 2)]
    inner = (start + 2, end)
    if word in ("trans", "translate", "t") and name:
        return end + 2, output(text, start, end + 2, (name.start(1), end))
    if text[start + 2] in "-+~":
        inner = (start + 3, end)
    return end + 2, [control(text, start, end + 2, inner)]


def _skip(finder: Finder, start: int, closer: str) -> _Tag | None:
    end = finder.find(closer, start + 2)
    if end < 0:
        return None
    stop = end + len(closer)
    return stop, [remove(start, stop)]


def _read_comment(finder: Finder, start: int) -> _Tag | None:
    return _skip(finder, start, "#}")


def _read_smarty_comment(finder: Finder, start: int) -> _Tag | None:
    return _skip(finder, start, "*}")


def _read_unescaped(finder: Finder, start: int) -> _Tag | None:
    end = finder.find("!!}", start + 3)
    if end < 0 or not finder.text.startswith("{!!", start):
        return None
    return end + 3, output(finder.text, start, end + 3, (start + 3, end))


def _read_single(finder: Finder, start: int) -> _Tag | None:
    text = finder.text
    if text.startswith("{/*", start):
        return _skip(finder, start, "*/}")
    steers = _SMARTY_CONTROL.match(text, start)
    if steers or text.startswith("{$", start) or _SMARTY_CALL.match(text, start):
        stop = _close_brace(text, start)
        if stop is None:
            return None
        if steers:
            return stop, [control(text, start, stop, (start + 1, stop - 1))]
        begin = start + 3 if text.startswith("{l ", start) else start + 1
        return stop, output(text, start, stop, (begin, stop - 1))
    if name := _BRACED_NAME.match(text, start):
        return name.end(), [Piece(*name.span(), name_placeholder(name[0]), PLACEHOLDER)]
    return None


def _close_brace(text: str, start: int) -> int | None:
    """Find the end of a tag with one brace: a brace in a quoted string doesn't close it."""
    end = start
    for _ in range(8):
        end = text.find("}", end + 1, start + _REACH)
        if end < 0:
            return None
        inside = text[start + 1 : end].replace("\\'", "").replace('\\"', "")
        if inside.count("'") % 2 == 0 and inside.count('"') % 2 == 0:
            return None if "{" in inside and not ("'" in inside or '"' in inside) else end + 1
    return None


def _read_percent(finder: Finder, start: int) -> _Tag | None:
    tag = _PERCENT.match(finder.text, start)
    if tag is None:
        return None
    if tag[4] and start and (finder.text[start - 1].isalnum() or finder.text[start - 1] == "%"):
        return None
    name = tag[1] or tag[2] or tag[3] or ""
    return tag.end(), [Piece(*tag.span(), name_placeholder(name), PLACEHOLDER)]


def _read_dollar(finder: Finder, start: int) -> _Tag | None:
    tag = _DOLLAR.match(finder.text, start)
    return (tag.end(), output(finder.text, *tag.span(), tag.span(1))) if tag else None


def _read_merge(finder: Finder, start: int) -> _Tag | None:
    tag = _MERGE.match(finder.text, start)
    if tag is None:
        return None
    if tag[1].startswith(("IF", "END", "ELSE")):
        return tag.end(), [(divide if tag[1].startswith("ELSE") else remove)(*tag.span())]
    return tag.end(), [Piece(*tag.span(), name_placeholder(tag[1]), PLACEHOLDER)]


def _read_blade(finder: Finder, start: int) -> _Tag | None:
    text = finder.text
    tag = _BLADE.match(text, start)
    if tag is None or (start and (text[start - 1].isalnum() or text[start - 1] in "@.")):
        return None
    if tag[0] == "@php" and text[tag.end() : tag.end() + 1] != "(":
        closer = finder.find("@endphp", tag.end())
        return (closer + 7, [remove(start, closer + 7)]) if closer >= 0 else None
    stop = _close_bracket(text, tag.end())
    if tag[0] in ("@lang", "@choice"):
        return stop, output(text, start, stop, (text.find("(", start) + 1, stop - 1))
    return stop, [control(text, start, stop, (start + 1, stop))]


def _close_bracket(text: str, at: int) -> int:
    """Find the end of the argument list that may begin at `at`."""
    arguments = _ARGUMENTS.match(text, at)
    return arguments.end() if arguments else at


def _read_angle(finder: Finder, start: int) -> _Tag | None:
    text = finder.text
    if text.startswith("<?", start):
        return _read_php(finder, start)
    if text.startswith("<%", start):
        return _read_erb(finder, start)
    if text.startswith("<#--", start):
        return _skip(finder, start, "-->")
    begin = text.index("#", start) + 1
    end = finder.find(">", begin)
    if end < 0 or not text[begin : begin + 1].isalpha() or "<" in text[begin:end]:
        return None
    return end + 1, [control(text, start, end + 1, (begin, end))]


def _read_php(finder: Finder, start: int) -> _Tag | None:
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
    return end + 2, [control(text, start, end + 2, (begin, end))]


def _read_erb(finder: Finder, start: int) -> _Tag | None:
    text = finder.text
    mark = text[start + 2 : start + 3]
    if text.startswith("<%--", start) and finder.find("--%>", start) >= 0:
        return _skip(finder, start, "--%>")
    end = finder.find("%>", start + 2)
    if end < 0 or 0 <= finder.find("<%", start + 2) < end:
        return None
    if mark in ("#", "!", "@"):
        return end + 2, [remove(start, end + 2)]
    begin = start + (3 if mark in ("=", "-", "+") else 2)
    if mark in ("=", "-") and not (mark == "-" and is_control(text[begin:end])):
        return end + 2, output(text, start, end + 2, (begin, end))
    return end + 2, [control(text, start, end + 2, (begin, end))]


_BRACES: dict[str, _Reader] = {
    "%": _read_block,
    "#": _read_comment,
    "*": _read_smarty_comment,
    "!": _read_unescaped,
}
_READERS: dict[str, _Reader] = {
    "{": _read_braces,
    "%": _read_percent,
    "$": _read_dollar,
    "<": _read_angle,
    "@": _read_blade,
    "*": _read_merge,
}
