"""Programs of C's family (Java, Kotlin, Scala, C#, Go, Swift, Dart): their string literals, raw ones and long ones too.

One scan does for all of them: where they differ, the rarer reading loses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policylint.documents import Segment
from policylint.readers.programs.code_signs import Closers, Literal, make_tokens, read_code
from policylint.readers.programs.literals import Texts
from policylint.readers.programs.strings import PAIR, cut_indents, stretch, unescape

_TOKENS = make_tokens(
    r"(?P<comment>//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)"
    r"|\#(?:region|endregion|if|elif|else|endif|error|warning|pragma|line|define|undef|nullable)\b[^\r\n]*+)",
    r"(?P<literal>#?\"\"\"|\$\"\"\"|[#$]\"|(?:\$?@|@\$)\"|'''|[\"'`])",
    starts="#/$@`",
    line=r"(?:\r\n?|\n)(?!\s{0,200}[+.?:&|\"'])",
)
# Dart's raw strings; Kotlin's names in back-ticks.
_RAW_PREFIX = re.compile(r"(?<!\w)r\Z")
_NAME_PREFIX = re.compile(r"(?:\b(?:fun|val|var|def|func|case|import|class|object)\s|\.)\Z")
_BRACED = stretch(r"\{")
_FIELD = rf"{stretch(r'[$][{]')}|\\{stretch('[(]', '()')}"
_LINE = r"(?P<line>\r\n?)"
_ESCAPE = (
    rf"\\(?:{PAIR}|(?P<hex>u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|u\{{[0-9a-fA-F]{{1,6}}\}}|x[0-9a-fA-F]{{2}})"
    r"|(?P<octal>[0-3][0-7]{1,2}|0)|(?P<sign>\r\n?|[^uxU(0-7]))"
)
_VARIABLE = r"[$][^\W\d]\w*+(?:\.[^\W\d]\w*+)*+"
_USUAL = re.compile(rf"(?P<field>{_FIELD}|{_VARIABLE})|{_ESCAPE}|{_LINE}")
_FORMATTED = re.compile(rf"(?P<open>\{{\{{)|(?P<close>\}}\}})|(?P<field>{_BRACED})|{_ESCAPE}|{_LINE}")
_VERBATIM = re.compile(r'(?P<sign>"")')
_VERBATIM_FORMATTED = re.compile(rf'(?P<sign>"")|(?P<open>\{{\{{)|(?P<close>\}}\}})|(?P<field>{_BRACED})')
_RAW = re.compile(_LINE)
_RAW_FORMATTED = re.compile(rf"(?P<field>{_BRACED})|{_LINE}")
_GO_RAW = re.compile(r"(?P<dropped>\r)")
_SIGNS = {
    "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "e": "\x1b", "s": " ",
    "\n": "", "\r": "", "\r\n": "",
    "{{": "{", "}}": "}", '""': '"',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of literal goes on to its closing mark, and what is special in it."""

    body: re.Pattern[str]
    special: re.Pattern[str]


def _short(quote: str, field: str, special: re.Pattern[str], opener: str = "$") -> _Kind:
    return _Kind(
        re.compile(rf"(?:[^{quote}\\\r\n{opener}]++|{field}|\\(?:\r\n|.)|[{opener}])*+({quote})", re.DOTALL), special
    )


def _long(quote: str, special: re.Pattern[str], escape: str = r"|\\.") -> _Kind:
    kept = r"\\" if escape else ""
    ending = rf"{quote}(?!{quote}{quote}(?!{quote}))"
    return _Kind(re.compile(rf"(?:[^{quote}{kept}]++{escape}|{ending})*+({quote * 3})", re.DOTALL), special)


_KINDS = {
    '"': _short('"', _FIELD, _USUAL),
    "'": _short("'", _FIELD, _USUAL),
    '$"': _short('"', rf"[{{]{{2}}|{_BRACED}", _FORMATTED, opener="{"),
    '@"': _Kind(re.compile(r'(?:[^"]++|"")*+(")'), _VERBATIM),
    '$@"': _Kind(re.compile(r'(?:[^"]++|"")*+(")'), _VERBATIM_FORMATTED),
    '#"': _Kind(re.compile(r'(?:[^"\r\n]++|"(?!#))*+("#)'), _RAW),
    'r"': _Kind(re.compile(r'[^"\r\n]*+(")'), _RAW),
    "r'": _Kind(re.compile(r"[^'\r\n]*+(')"), _RAW),
    "`": _Kind(re.compile(r"[^`]*+(`)"), _GO_RAW),
    '"""': _long('"', _USUAL),
    "'''": _long("'", _USUAL),
    'r"""': _long('"', _RAW, escape=""),
    "r'''": _long("'", _RAW, escape=""),
    '$"""': _long('"', _RAW_FORMATTED, escape=""),
    '#"""': _Kind(re.compile(r'(?:[^"]++|"(?!""#))*+("""#)'), _RAW),
}
_FIRST_LINE = re.compile(r"[ \t]*+(?:\r\n?|\n)")
# Kotlin and Scala cut each line up to a bar.
_CUTS_MARGIN = re.compile(r"\.(?:trimMargin\(\)|stripMargin)")
_MARGIN = re.compile(r"[ \t]*+\|")
_INDENT = re.compile(r"(?:\r\n?|\n)([ \t]*+)(?=[^\s]|\Z)")


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the texts of a program."""
    yield from read_code(segment, Texts(segment, joins_neighbours=True), _TOKENS, _read_literal)


def _read_literal(closers: Closers, token: re.Match[str]) -> Literal:
    text = token.string
    mark, begin = token["literal"], token.start("literal")
    if mark[0] in "\"'" and _RAW_PREFIX.search(text, max(0, begin - 2), begin):
        mark, begin = "r" + mark, begin - 1
    kind = _KINDS[mark.replace("@$", "$@")]
    body = closers.match(kind.body, token.end(), in_line=mark in ('"', "'"))
    if body is None:
        return None
    if mark == "`" and _NAME_PREFIX.search(text, max(0, begin - 10), begin):
        return begin, body.end(), None
    start, stop, size = token.end(), body.start(1), 0
    if len(mark) > 2 and (first := _FIRST_LINE.match(text, start, stop)):
        size = min((len(indent[1]) for indent in _INDENT.finditer(text, first.end() - 1, stop)), default=0)
        start = first.end()
    if len(mark) > 2 and _CUTS_MARGIN.match(text, body.end()):
        kept = cut_indents(text, start, stop, stop - start, _MARGIN)
    else:
        kept = cut_indents(text, start, stop, size)
    pieces = [piece for a, b in kept for piece in unescape(text, a, b, kind.special, _SIGNS)]
    return begin, body.end(), pieces
