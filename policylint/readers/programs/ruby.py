"""Ruby and CoffeeScript: string literals and here-documents, with what `#{}` puts into them."""

import re
from collections.abc import Iterator

from policylint.documents import Piece, Segment
from policylint.readers.programs.code_signs import BEFORE_REGEX, LINE, REGEX, Closers, Literal, make_tokens, tell
from policylint.readers.programs.literals import Texts
from policylint.readers.programs.strings import PAIR, cut_indents, stretch, unescape

_TOKENS = make_tokens(
    r"(?P<comment>(?<=[\r\n])=begin\b.*?(?:[\r\n]=end\b|\Z)|###(?!#)(?:[^#]++|#(?!##))*+###|#[^\r\n]*+)",
    r"(?P<end>__END__(?=[\r\n]|\Z))",
    r"(?P<heredoc><<(?P<indents>[~-]?)(?:(?P<name>[A-Z_]\w*+)|(?P<quote>[\"'`])(?P<quoted>[A-Z_]\w*+)(?P=quote)))",
    r"(?P<quoted_by_percent>%[qQ]?[(\[{<|!]|%[wWiIxr][(\[{<|!/])",
    r"(?P<literal>\"\"\"|'''|[\"'`])",
    r"(?P<slash>/)",
    starts="#_%/`",
    line=LINE,
)
_FIELD = stretch(r"\#\{")
_BODIES = {
    '"': re.compile(rf"(?:[^\"\\#]++|\\.|{_FIELD}|\#)*+(\")", re.DOTALL),
    '"""': re.compile(rf"(?:[^\"\\#]++|\\.|{_FIELD}|\#|\"(?!\"\"))*+(\"\"\")", re.DOTALL),
    "'": re.compile(r"(?:[^'\\]++|\\.)*+(')", re.DOTALL),
    "'''": re.compile(r"(?:[^'\\]++|\\.|'(?!''))*+(''')", re.DOTALL),
    "`": re.compile(r"(?:[^`\\]++|\\.)*+(`)", re.DOTALL),
}
_CLOSERS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_BEFORE_PERCENT = re.compile(r"(?:\A|[\s(\[{,=:])\Z")
_LINE = r"(?P<line>\r\n?)"
_USUAL = re.compile(
    rf"(?P<field>{_FIELD})|\\(?:{PAIR}|(?P<hex>u[0-9a-fA-F]{{4}}|u\{{[0-9a-fA-F]{{1,6}}\}}|x[0-9a-fA-F]{{1,2}})"
    rf"|(?P<octal>[0-3]?[0-7]{{1,2}})|(?P<sign>\r\n?|[^ux0-7]))|{_LINE}"
)
_SINGLE = re.compile(rf"\\(?P<sign>[\\'])|{_LINE}")
_RAW = re.compile(_LINE)
_SIGNS = {
    "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "s": " ", "t": "\t", "v": "\v",
    "\n": "", "\r": "", "\r\n": "",
}  # fmt: skip
_LINE_END = re.compile(r"\r\n?|\n|\Z")
_INDENT = re.compile(r"(?:\A|(?<=[\r\n]))([ \t]*+)(?=\S)")
_PATIENCE = 20  # so many openers of here-documents without an end are looked after


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the texts of a program."""
    yield from _Scanner(segment).read()


class _Scanner:
    """Goes through a program once; here-documents begin on the line behind the one that opens them."""

    def __init__(self, segment: Segment) -> None:
        self.text = segment.text
        self.texts = Texts(segment)
        self._closers = Closers(segment.text)
        self._vain = 0
        self._resume = 0

    def read(self) -> Iterator[Segment]:
        """Read all tokens."""
        at = 0
        while token := _TOKENS.match(self.text, at):
            at = token.end()
            kind = token.lastgroup
            if kind == "end":
                break
            if kind in ("line", "comment"):
                tell(self.texts, token)
                at = max(at, self._resume)
            elif kind == "slash":
                at = self._skip_regex(token.start("slash"))
            elif kind in ("literal", "heredoc", "quoted_by_percent"):
                at = self._take(token, kind)
            else:
                tell(self.texts, token)
        yield from self.texts.finish()

    def _skip_regex(self, at: int) -> int:
        found = REGEX.match(self.text, at) if BEFORE_REGEX.search(self.text, max(0, at - 20), at) else None
        return found.end() if found else at + 1

    def _take(self, token: re.Match[str], kind: str) -> int:
        readers = {
            "literal": self._read_literal,
            "heredoc": self._read_heredoc,
            "quoted_by_percent": self._read_percent,
        }
        literal = readers[kind](token)
        if literal is None:
            return token.end()
        start, stop, pieces = literal
        if pieces is not None:
            self.texts.literal(start, stop, pieces)
        if kind == "heredoc":
            # What follows on the line stands before the text of it.
            self.texts.part(stop, stop)
        return stop

    def _read_literal(self, token: re.Match[str]) -> Literal:
        mark = token["literal"]
        body = self._closers.match(_BODIES[mark], token.end())
        if body is None:
            return None
        start, stop, size = token.end(), body.start(1), 0
        if len(mark) > 1:
            size = self._measure(start, stop)
        return token.start("literal"), body.end(), None if mark == "`" else self._decode(mark[0], start, stop, size)

    def _decode(self, quote: str, start: int, stop: int, size: int) -> list[Piece]:
        special = _SINGLE if quote == "'" else _USUAL
        kept = cut_indents(self.text, start, stop, size)
        return [piece for a, b in kept for piece in unescape(self.text, a, b, special, _SIGNS)]

    def _measure(self, start: int, stop: int) -> int:
        return min((len(indent[1]) for indent in _INDENT.finditer(self.text, start, stop)), default=0)

    def _read_heredoc(self, token: re.Match[str]) -> Literal:
        name, quote = token["name"] or token["quoted"], token["quote"]
        end = _LINE_END.search(self.text, token.end())
        begin = max(end.end() if end else len(self.text), self._resume)
        closer = None
        if self._vain < _PATIENCE:
            closer = re.compile(rf"(?:(?<=[\r\n])|\A)[ \t]*+{name}(?=\s|\Z)").search(self.text, begin)
        if closer is None:
            self._vain += 1
            return None
        self._resume = closer.end()
        size = self._measure(begin, closer.start()) if token["indents"] == "~" else 0
        pieces = None if quote == "`" else self._decode(quote or '"', begin, closer.start(), size)
        return token.start("heredoc"), token.end(), pieces

    def _read_percent(self, token: re.Match[str]) -> Literal:
        mark, begin = token["quoted_by_percent"], token.start("quoted_by_percent")
        if not _BEFORE_PERCENT.search(self.text, max(0, begin - 1), begin):
            return None
        opener, closer = re.escape(mark[-1]), re.escape(_CLOSERS.get(mark[-1], mark[-1]))
        nested = rf"|{opener}(?:[^{opener}{closer}\\]++|\\.)*+{closer}" if opener != closer else ""
        inside = re.compile(rf"(?:[^{opener}{closer}\\]++|\\.{nested})*+({closer})", re.DOTALL)
        body = self._closers.match(inside, token.end())
        if body is None:
            return None
        is_text = mark[1] in "qQ" or len(mark) == 2
        pieces = self._decode("'" if mark[1] == "q" else '"', token.end(), body.start(1), 0)
        return begin, body.end(), pieces if is_text else None
