"""Gettext's PO and POT: the translations, or the texts of the program where these are what people see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from policylint.documents import Piece, Segment, find_line_starts, find_position
from policylint.errors import ReadError
from policylint.readers.catalogues.key_paths import is_for_programs
from policylint.readers.front_matter import state
from policylint.readers.programs.strings import unescape

_TOKEN = re.compile(
    r"[ \t\r\n\f\v]*+(?:(?P<comment>#[^\r\n]*+)|(?P<keyword>msgctxt|msgid_plural|msgid|msgstr)\b"
    r"(?:[ \t]*+\[[ \t]*+\d++[ \t]*+\])?+|\"(?P<string>(?:[^\"\\\r\n]++|\\[^\r\n])*+)\")?+"
)
_ESCAPE = re.compile(
    r"\\(?:(?P<octal>3[0-3][0-7]\\2[0-7]{2}|3[45][0-7](?:\\2[0-7]{2}){2}|36[0-4](?:\\2[0-7]{2}){3}|[0-7]{1,3})"
    r"|(?P<hex>x[0-9a-fA-F]{1,2})|(?P<sign>[abfnrtv\"\\]))"
)
_SIGNS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_HEADER = re.compile(r"^(Language|X-Source-Language):[ \t]*+([\w@-]++)", re.MULTILINE)
_FUZZY = re.compile(r"#[,=].*\bfuzzy\b")
# Which keywords a keyword may stand behind; a new message begins behind `msgstr`.
_BEHIND = {
    "msgctxt": ("", "msgstr"),
    "msgid": ("", "msgctxt", "msgstr"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid", "msgid_plural", "msgstr"),
}
_NO_ENGLISH = re.compile(r"[^\W\d_a-zA-Z]")
_SAMPLE = 200  # messages
_LONGEST_CONTEXT = 40


@dataclass(slots=True)
class _Message:
    """A message: each keyword with the pieces of its strings."""

    is_fuzzy: bool
    texts: list[tuple[str, list[Piece]]] = field(default_factory=list)

    def find(self, *keywords: str) -> list[list[Piece]]:
        """What these keywords say, if anything."""
        return [pieces for keyword, pieces in self.texts if pieces and keyword in keywords]

    def translations(self) -> list[list[Piece]]:
        """What is shown in place of the program's own texts."""
        return [] if self.is_fuzzy else self.find("msgstr")


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the translations, each with its context or what it translates.

    Where nothing is translated (POT), and in the language of the program, the texts of the program are what is shown.
    Raises ReadError for what gettext refuses as well.
    """
    messages = _read_messages(segment.text)
    header = next((message for message in messages if not message.find("msgctxt", "msgid")), _Message(is_fuzzy=False))
    messages = [message for message in messages if message.find("msgid")]
    facts = {name: value for said in header.find("msgstr") for name, value in _HEADER.findall(_say(segment, said))}
    language, source = facts.get("Language", ""), facts.get("X-Source-Language") or _guess(segment, messages)
    if not any(message.translations() for message in messages):
        language = source
    if language and messages:
        yield state(segment, "lang", language)
    for message in messages:
        texts = message.translations()
        if not texts and language[:2] == source[:2]:
            texts = message.find("msgid", "msgid_plural")
        context = _say(segment, message.find("msgctxt", "msgid")[0])
        for pieces in texts:
            made = segment.compose(pieces)
            if not is_for_programs(made.text):
                yield replace(made, language=language, context=" ".join(context.split())[:_LONGEST_CONTEXT])


def _say(segment: Segment, pieces: list[Piece]) -> str:
    return segment.compose(pieces).text


def _guess(segment: Segment, messages: list[_Message]) -> str:
    """The language of the program's texts, which is English if it looks so; else it isn't known."""
    sample = "".join(_say(segment, pieces) for message in messages[:_SAMPLE] for pieces in message.find("msgid"))
    return "en" if len(_NO_ENGLISH.findall(sample)) * 100 <= len(sample) else ""


def _read_messages(text: str) -> list[_Message]:
    messages: list[_Message] = []
    is_fuzzy = False
    last = ""
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        assert token is not None
        at = token.end()
        if comment := token["comment"]:
            # Flags in front of an obsolete message aren't those of the next.
            is_fuzzy = (is_fuzzy or _FUZZY.match(comment) is not None) and not comment.startswith("#~")
        elif keyword := token["keyword"]:
            if last not in _BEHIND[keyword]:
                raise _refuse(text, token.start("keyword"), repr(keyword), last)
            if keyword == "msgctxt" or (keyword == "msgid" and last != "msgctxt"):
                messages.append(_Message(is_fuzzy))
                is_fuzzy = False
            messages[-1].texts.append((keyword, []))
            last = keyword
        elif token["string"] is not None:
            if not last:
                raise _refuse(text, token.start("string"), "a string", last)
            messages[-1].texts[-1][1].extend(unescape(text, *token.span("string"), _ESCAPE, _SIGNS))
        elif at < len(text):
            raise _refuse(text, at, repr(text[at]), last)
    if last not in ("", "msgstr"):
        raise _refuse(text, at, "the end of the file", last)
    return messages


def _refuse(text: str, at: int, found: str, last: str) -> ReadError:
    expected = [*(["a string"] if last else []), *(name for name, before in _BEHIND.items() if last in before)]
    words = "a string is never closed" if found == "'\"'" else f"found {found}, expected {' or '.join(expected)}"
    return ReadError(f"broken PO: {words}", line=find_position(find_line_starts(text), at)[0])
