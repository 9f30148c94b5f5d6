"""Python: its string literals, with prefixes, neighbours joined and fields of f-strings; no comments, no docstrings."""

import re
from collections.abc import Iterator

from policylint.documents import Segment
from policylint.readers.programs.code_signs import Closers, Literal, make_tokens, read_code
from policylint.readers.programs.literals import Texts
from policylint.readers.programs.strings import PAIR, stretch, unescape

_TOKENS = make_tokens(
    r"(?P<comment>#[^\r\n]*+)",
    r"(?P<literal>\"\"\"|'''|\"|')",
    starts="#",
    line=r"\r\n?|\n",
)
_PREFIX = re.compile(r"(?<!\w)[rRbBfFuUtT]{1,2}\Z")
_FIELD = stretch(r"\{")


def _make_body(mark: str, *, is_formatted: bool) -> re.Pattern[str]:
    """The inside of a literal down to its closing mark."""
    plain = mark[0] + r"\\" + ("{" if is_formatted else "") + (r"\r\n" if len(mark) == 1 else "")
    more = [rf"[^{plain}]++", r"\\(?:\r\n|.)"]
    if is_formatted:
        more += [r"\{\{", _FIELD, r"\{"]
    if len(mark) > 1:
        more.append(f"{mark[0]}(?!{mark[1:]})")
    return re.compile(rf"(?:{'|'.join(more)})*+{mark}", re.DOTALL)


_BODIES = {
    (mark, is_formatted): _make_body(mark, is_formatted=is_formatted)
    for mark in ('"', "'", '"""', "'''")
    for is_formatted in (False, True)
}
_LINE = r"(?P<line>\r\n?)"
_ESCAPE = (
    rf"\\(?:{PAIR}|(?P<hex>x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}})|N\{{(?P<named>[^{{}}\r\n]{{1,100}}+)\}}"
    rf"|(?P<octal>[0-3]?[0-7]{{1,2}})|(?P<sign>\r\n?|[\n\\'\"abfnrtv]))"
)
_SIGNS = {
    "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\n": "", "\r": "", "\r\n": "",
    "{{": "{", "}}": "}",
}  # fmt: skip
_DOUBLED = r"(?P<open>\{\{)|(?P<close>\}\})"
# What `format` fills in without a name, or in a way of its own; `{name}` is a template tag as any other.
_SPEC = r":[^{}\s\"']{1,20}+"
_FORMAT = rf"(?P<field>(?<![%${{])\{{(?:\}}|(?:[A-Za-z_][\w.]{{0,60}}+|\d{{0,2}}+)(?:![rsa](?:{_SPEC})?|{_SPEC})\}}))"
_PLAIN = re.compile(rf"{_ESCAPE}|{_FORMAT}|{_LINE}")
_RAW = re.compile(rf"{_FORMAT}|{_LINE}")
_FORMATTED = re.compile(rf"{_ESCAPE}|{_DOUBLED}|(?P<field>{_FIELD})|{_LINE}")
_RAW_FORMATTED = re.compile(rf"{_DOUBLED}|(?P<field>{_FIELD})|{_LINE}")


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the texts of a Python module."""
    yield from read_code(segment, Texts(segment, joins_neighbours=True, is_indented=True), _TOKENS, _read_literal)


def _read_literal(closers: Closers, token: re.Match[str]) -> Literal:
    text = token.string
    mark, begin = token["literal"], token.start("literal")
    found = _PREFIX.search(text, max(0, begin - 3), begin)
    prefix = found[0].lower() if found else ""
    is_formatted = "f" in prefix or "t" in prefix
    body = closers.match(_BODIES[mark, is_formatted], token.end(), in_line=len(mark) == 1)
    if body is None:
        return None
    start = begin - len(prefix)
    if "b" in prefix:
        return start, body.end(), None
    escape = (_RAW_FORMATTED if "r" in prefix else _FORMATTED) if is_formatted else _RAW if "r" in prefix else _PLAIN
    return start, body.end(), list(unescape(text, token.end(), body.end() - len(mark), escape, _SIGNS))
