"""PHP: string literals and here-documents of the code, and what stands outside of it."""

import re
from collections.abc import Iterator

from policylint.documents import BREAK, Piece, Segment
from policylint.readers import plain
from policylint.readers.formats import has_markup
from policylint.readers.markup import html
from policylint.readers.programs.code_signs import Closers, Literal, make_tokens, tell
from policylint.readers.programs.literals import Texts
from policylint.readers.programs.strings import cut_indents, has_words, stretch, unescape
from policylint.readers.tags import templates

_OPEN = re.compile(r"<\?(?:php\b|(=)|(?!xml))", re.IGNORECASE)
_TOKENS = make_tokens(
    r"(?P<comment>/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|(?://|#(?!\[))(?:[^\r\n?]++|\?(?!>))*+)",
    r"(?P<end>\?>(?:\r\n?|\n)?)",
    r"(?P<heredoc><<<[ \t]*+(?:(?P<name>[^\W\d]\w*+)|(?P<quote>[\"'])(?P<quoted>[^\W\d]\w*+)(?P=quote))[ \t]*+"
    r"(?:\r\n?|\n))",
    r"(?P<literal>[\"'`])",
    starts="#/.`",
    joint=r"\.(?=[^\d=]|\Z)",
)
_BRACED, _DOLLAR_BRACED = stretch(r"[{](?=[$])"), stretch(r"[$][{]")
_FIELD = rf"\$[^\W\d]\w*+(?:\[[^\]\[\s\"']{{1,60}}+\]|\??->[^\W\d]\w*+)?+|{_BRACED}|{_DOLLAR_BRACED}"
_BODIES = {
    "'": re.compile(r"(?:[^'\\]++|\\.)*+'", re.DOTALL),
    '"': re.compile(rf"(?:[^\"\\{{$]++|\\.|{_BRACED}|{_DOLLAR_BRACED}|[{{$])*+\"", re.DOTALL),
    "`": re.compile(r"(?:[^`\\]++|\\.)*+`", re.DOTALL),
}
_SINGLE = re.compile(r"\\(?P<sign>[\\'])")
_HEX = "[0-9a-fA-F]"
# What is written in bytes is put together to characters.
_OCTETS = (
    rf"(?P<octets>x[cCdD]{_HEX}\\x[89abAB]{_HEX}|x[eE]{_HEX}(?:\\x[89abAB]{_HEX}){{2}}|x[fF][0-7](?:\\x[89abAB]{_HEX}){{3}}"
    rf"|x[0-7]?{_HEX})|(?P<octal>3[0-3][0-7]\\2[0-7]{{2}}|34[0-7](?:\\2[0-7]{{2}}){{2}}|35[0-7](?:\\2[0-7]{{2}}){{2}}"
    r"|36[0-7](?:\\2[0-7]{2}){3}|[0-7]{1,3})"
)
_ESCAPE = rf"\\(?:{_OCTETS}|u\{{(?P<hex>{_HEX}{{1,6}})\}}|(?P<sign>[nrtvef\\$"
_DOUBLE = re.compile(rf"{_ESCAPE}\"]))|(?P<field>{_FIELD})")
_HEREDOC = re.compile(rf"{_ESCAPE}]))|(?P<field>{_FIELD})")
_NOTHING = re.compile(r"(?!)")
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "e": "\x1b", "f": "\f"}
_PRINTS = re.compile(r"\s*+(?:echo|print|_e|esc_html_e)\b")
_PATIENCE = 20  # so many openers of here-documents without an end are looked after


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the texts of a PHP file: of its code, and those around it."""
    scanner = _Scanner(segment)
    scanner.scan()
    yield from scanner.texts.finish()


class _Scanner:
    """Goes through a file once, in and out of code."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.text = segment.text
        self.texts = Texts(segment)
        self._closers = Closers(segment.text)
        self._vain = 0

    def scan(self) -> None:
        """Read all code, and the rest if anything is said there."""
        outside: list[str] = []
        printed: list[int] = []
        hiding: list[Piece] = []
        at = 0
        while opener := _OPEN.search(self.text, at):
            start, stop = opener.span()
            outside.append(self.text[at:start])
            self.texts.divide(start, stop)
            prints = opener[1] or _PRINTS.match(self.text, stop)
            if prints:
                printed.append(stop)
            at = self._read_block(stop, is_told=not prints)
            if 0 <= self.text.find("?>", stop) < at - len("?>\r\n"):
                hiding.append(Piece(start, at, "", BREAK))
        outside.append(self.text[at:])
        if has_words(rest := " ".join(outside)):
            self._read_page(rest, hiding)
        else:
            for stop in printed:
                self._read_block(stop, is_told=True)

    def _read_page(self, rest: str, hiding: list[Piece]) -> None:
        """Read what stands around the code, and what the code prints there; some of it may hide its end."""
        page = self.segment.replace(hiding) if hiding else self.segment
        for ready in templates.read(page):
            self.texts.aside += (html if has_markup(rest) else plain).read(ready)

    def _read_block(self, at: int, *, is_told: bool) -> int:
        """Read code to its end, and say where that is."""
        while token := _TOKENS.match(self.text, at):
            at = token.end()
            kind = token.lastgroup
            if kind == "end":
                self.texts.divide(*token.span("end"))
                return at
            if kind in ("literal", "heredoc"):
                literal = self._read_literal(token) if kind == "literal" else self._read_heredoc(token)
                if literal is not None:
                    start, at, pieces = literal
                    if is_told and pieces is not None:
                        self.texts.literal(start, at, pieces)
            else:
                tell(self.texts, token)
        return len(self.text)

    def _read_literal(self, token: re.Match[str]) -> Literal:
        quote = token["literal"]
        body = self._closers.match(_BODIES[quote], token.end())
        if body is None:
            return None
        escape = _SINGLE if quote == "'" else _DOUBLE
        made = unescape(self.text, token.end(), body.end() - 1, escape, _SIGNS)
        return token.start("literal"), body.end(), None if quote == "`" else list(made)

    def _read_heredoc(self, token: re.Match[str]) -> Literal:
        name = token["name"] or token["quoted"]
        closer = None
        if self._vain < _PATIENCE:
            closer = re.compile(rf"(?<=[\r\n])[ \t]*+{name}\b").search(self.text, token.end())
        if closer is None:
            self._vain += 1
            return None
        begin, stop = token.end(), closer.start()
        if stop > begin:
            stop -= 2 if self.text.endswith("\r\n", begin, stop) else 1
        escape = _NOTHING if token["quote"] == "'" else _HEREDOC
        size = closer.end() - len(name) - closer.start()
        pieces = [
            piece
            for a, b in cut_indents(self.text, begin, stop, size)
            for piece in unescape(self.text, a, b, escape, _SIGNS)
        ]
        return token.start("heredoc"), closer.end(), pieces
