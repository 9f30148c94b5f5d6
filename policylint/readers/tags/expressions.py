"""What the inside of a template tag says: a name, a branch, a control word, or a text to translate."""

import re
from collections.abc import Iterable, Iterator

from policylint.documents import BREAK, PLACEHOLDER, Piece
from policylint.readers.finding import Finder

BRANCH_TEXT = " | "

Tag = tuple[int, Iterable[Piece]]  # the offset behind it, and what stands for it

_NAME = re.compile(r"[^\W\d]\w*+(?:(?:\.|->|::|\?\.|\?->)\$?\w++|\[\s*+['\":]?\w++['\"]?\s*+\])*+")
_VARIABLE = re.compile(r"[$@](" + _NAME.pattern + ")")
_PARTS = re.compile(r"[^\W_]+")
_ITSELF = frozenset({"this", "self"})
_OPERATORS = frozenset({"if", "or", "and", "not", "is", "in", "else", "unless", "as", "default"})
_BRANCH = re.compile(
    r"[\s}~_+-]*+(?:else|elif|elsif|elseif|foreachelse|sectionelse|forelse|when|case|empty|plural|default)\b"
)
_CONTROL = re.compile(
    r"[\s}~_+-]*+(?:(?:if|els\w{1,4}|when|case|unless|end|with|block|for|each|foreach|while|switch|do|end\w++|include|require"
    r"|require_once|include_once|set|break|continue|import|extends|layout|render|yield|content_for|provide|use|namespace)\b|[}#/>]|$)"
)
# Between two braces a word such as `case` or `template` may as well be a variable.
_BRACED_BRANCH = re.compile(r"\s*+(?:\^|else(?:\s++(?:if|with|unless)\s.*+|\s*+$))", re.DOTALL)
_BRACED_CONTROL = re.compile(
    r"\s*+(?:(?:end|break|continue)[\s-]*+$|[#/>]|$"
    r"|(?:if|unless|range|define|template|with|block|each|import|include|layout|set|let)\s++[\"'$.(\w])"
)
_LITERAL = r"(?:'((?:[^'\\]++|\\.)*+)'|\"((?:[^\"\\]++|\\.)*+)\")"
# What prints the text it is called with, or takes it as what to press.
_TRANSLATION = re.compile(
    r"[\s~&-]*+(?:echo\s++)?+(?:(?:_|__|_e|[tTl]|tr|gettext|ugettext|trans|trans_choice|translate|i18n|lang|esc_html__|esc_html_e"
    r"|esc_attr__|esc_attr_e|\$t|I18n\.t|link_to|button_to|submit_tag|raw|\w{1,30}\.(?:submit|button))(?:\s*+\(\s*+|\s++)|s=)?+"
    + _LITERAL,
    re.DOTALL,
)
# What gives a text to a variable or a section.
_SETTING = re.compile(
    r"[\s#+~-]*+(?:(?:set|assign)\s++[\w.]++\s*+=|section\s*+\(\s*+['\"][\w.-]++['\"]\s*+,"
    r"|(?:content_for|provide)\s*+\(?\s*+:\w++\s*+,|assign\s++var=['\"]?\w++['\"]?\s++value=)\s*+" + _LITERAL,
    re.DOTALL,
)
_CHOICE = re.compile(rf"(?<!\?)\?\s*+{_LITERAL}\s*+:\s*+{_LITERAL}", re.DOTALL)
# What puts another template in.
_EMBEDDING = re.compile(
    r"\s*+(?:(?:include|render|partial|parent|source|csrf_\w++|form_(?:start|end|rest|errors)|javascript_\w++|stylesheet_\w++)"
    r"(?:\s*+\(|\s++['\":])|yield\b(?![.\w]))"
)
_ARGUMENT = re.compile(r"\w\s*+=\s*+(\"[^\"]*+\"|'[^']*+')")
_PROSE = re.compile(r"[^\W\d_][^\w\s]*+\s\W*+[^\W\d_]")
_IN_STRING = re.compile(
    r"\\(?=['\"\\])|(?<=[^\s|])\|(?=[^\s|])|(?<![\w%])%(?:\d\$)?[sd](?!\w)|[%#$]?\{\$?[A-Za-z_][^{}\n]{0,100}\}|%(?:\w{2,60}%|\(\w{1,60}\)s)"
    r"|(?<=[\s'\"(«„“]):[A-Za-z]\w{1,60}(?![\w:=])"
)
_LONGEST_NAME = 60


def name_placeholder(expression: str) -> str:
    """Make one CamelCase word out of the leading name of an expression; `Value` when it has none.

    A call adds the name of what it is called with: `number_format($total, 2)` gives `NumberFormatTotal`.
    """
    first = _NAME.search(expression)
    if first is None:
        return "Value"
    names = first[0]
    rest = expression[first.end() : first.end() + 200]
    if rest[:1] == "(" or (rest[:1] == " " and rest[1:2] not in "|+-*/%=?&<>.,:"):
        argument = _VARIABLE.search(rest) or _NAME.search(rest)
        if argument is not None and argument[0] not in _OPERATORS and "|" not in rest[: argument.start()]:
            names = f"{names} {argument[0]}"
    return _join_camel_case(names)


def _join_camel_case(names: str) -> str:
    parts = _PARTS.findall(names)
    while len(parts) > 1 and parts[0].lower() in _ITSELF:
        parts.pop(0)
    words = [part.capitalize() if part.isupper() else part[0].upper() + part[1:] for part in parts]
    word = "".join(words).lstrip("0123456789")[:_LONGEST_NAME]
    return word if word.isalnum() else "Value"


def is_branch(expression: str) -> bool:
    """Whether a control tag begins another branch of a condition."""
    return _BRANCH.match(expression) is not None


def is_control(expression: str) -> bool:
    """Whether an expression steers the template and prints nothing itself."""
    return _CONTROL.match(expression) is not None


def is_prose(literal: str) -> bool:
    """Whether a literal of an expression has two words."""
    return _PROSE.search(literal) is not None


def keep_arguments(text: str, start: int, stop: int, inner: tuple[int, int]) -> Iterator[Piece]:
    """Leave out a tag but the texts that it hands over, as in `<@button label="Pay now">`."""
    done = start
    for argument in _ARGUMENT.finditer(text, *inner):
        if is_prose(argument[1]):
            yield divide(done, argument.start(1) + 1)
            done = argument.end(1) - 1
    yield (remove if done == start else divide)(done, stop)


def remove(start: int, stop: int) -> Piece:
    """Leave a tag out of the text."""
    return Piece(start, stop, "", BREAK)


def skip(finder: Finder, start: int, closer: str) -> Tag | None:
    """Leave out what begins with two signs at an offset, down to a closer; nothing when there is none."""
    end = finder.find(closer, start + 2)
    if end < 0:
        return None
    stop = end + len(closer)
    return stop, [remove(start, stop)]


def divide(start: int, stop: int) -> Piece:
    """Put a mark between two branches, so that they never read as one clause."""
    return Piece(start, stop, BRANCH_TEXT, BREAK)


def control(text: str, start: int, stop: int, inner: tuple[int, int]) -> Iterator[Piece]:
    """Leave out a control tag, divide where it begins another branch, or keep the text that it sets apart."""
    setting = _SETTING.match(text, *inner)
    if setting and (kept := _find_prose(setting)):
        yield divide(start, kept[0])
        yield from _read_literal(text, *kept)
        yield divide(kept[1], stop)
    else:
        yield divide(start, stop) if is_branch(text[inner[0] : inner[1]]) else remove(start, stop)


def output(text: str, start: int, stop: int, inner: tuple[int, int]) -> Iterator[Piece]:
    """Let a tag that prints stand for its value, or for its text or texts when it prints literal ones."""
    literal = _TRANSLATION.match(text, *inner)
    if literal and (kept := _find_prose(literal)):
        yield remove(start, kept[0])
        yield from _read_literal(text, *kept)
        yield remove(kept[1], stop)
    elif (choice := _CHOICE.search(text, *inner)) and any(is_prose(each or "") for each in choice.groups()):
        first, second = (choice.span(group) for group in range(1, 5) if choice[group] is not None)
        yield remove(start, first[0])
        yield from _read_literal(text, *first)
        yield divide(first[1], second[0])
        yield from _read_literal(text, *second)
        yield remove(second[1], stop)
    elif _EMBEDDING.match(text, *inner):
        yield remove(start, stop)
    else:
        yield Piece(start, stop, name_placeholder(text[inner[0] : inner[1]]), PLACEHOLDER)


def braced(text: str, start: int, stop: int, inner: tuple[int, int]) -> Iterable[Piece]:
    """Say what a tag of two braces stands for, which prints something, steers, or is a comment."""
    expression = text[slice(*inner)].lstrip()
    if expression.startswith(("<", "%")):
        return keep_arguments(text, start, stop, inner)
    if _BRACED_BRANCH.match(expression):
        return [divide(start, stop)]
    if expression.startswith(("!", "/*", "=")) or _BRACED_CONTROL.match(expression):
        return [remove(start, stop)]
    return output(text, start, stop, inner)


def _find_prose(found: re.Match[str]) -> tuple[int, int] | None:
    """Where the literal stands that was found, when it is prose."""
    group = found.lastindex
    return found.span(group) if group and is_prose(found[group]) else None


def _read_literal(text: str, start: int, stop: int) -> Iterator[Piece]:
    """Keep the text of a literal, with stand-ins for what is none in it."""
    for mark in _IN_STRING.finditer(text, start, stop):
        if mark[0] == "\\":
            yield remove(*mark.span())
        elif mark[0] == "|":
            yield divide(*mark.span())
        else:
            name = mark[0].strip("%sd") if mark[0][0] == "%" else mark[0]
            yield Piece(*mark.span(), name_placeholder(name), PLACEHOLDER)
