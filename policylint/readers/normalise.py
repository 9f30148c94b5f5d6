"""What hides words from a reader of characters but not from a person: hidden, combining and look-alike characters."""

import re
import unicodedata
from collections.abc import Iterator

from policylint.documents import Piece, Segment
from policylint.readers.flow import trim

_DROPPED = "\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SIGNS = "\u2010\u2011\u2018\u2019\u02bc"
_MARKS = "\u0300-\u036f"
_LATIN = "A-Za-z"
_CYRILLIC = "\u0400-\u045f"
_HIDDEN = re.compile(f"[{_DROPPED}]++|[{_SPACES}]|[{_SIGNS}]|[^\\s{_MARKS}]?[{_MARKS}]++")
_MIXED_WORD = re.compile(
    f"(?<![{_LATIN}{_CYRILLIC}])(?:[{_LATIN}]++[{_CYRILLIC}]|[{_CYRILLIC}]++[{_LATIN}])[{_LATIN}{_CYRILLIC}]*+"
)
_PROBE = re.compile(f"[{_DROPPED}{_SPACES}{_SIGNS}{_MARKS}]")
_HAS_CYRILLIC = re.compile(f"[{_CYRILLIC}]")
# Both branches begin at a Latin letter, which a Russian text has few of: that is what makes the search fast.
_MIXED = re.compile(f"[{_LATIN}][{_CYRILLIC}]|[{_LATIN}](?<=[{_CYRILLIC}].)")
_TO_CYRILLIC = dict(zip("aceopxyiABCEHIKMOPTXY", "асеорхуіАВСЕНІКМОРТХУ", strict=True))
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items()}
_IS_LATIN = re.compile(f"[{_LATIN}]")


def hides_words(text: str) -> bool:
    """Whether normalising could change the text."""
    return not text.isascii() and (_PROBE.search(text) is not None or _mixes_alphabets(text))


def _mixes_alphabets(text: str) -> bool:
    return _HAS_CYRILLIC.search(text) is not None and _MIXED.search(text) is not None


def fold(text: str) -> str:
    """Normalise a string for which no way back is needed."""
    if not hides_words(text):
        return text
    text = _HIDDEN.sub(lambda hidden: _show(hidden[0]), text)
    return _MIXED_WORD.sub(lambda word: _unmix(word[0]), text) if _mixes_alphabets(text) else text


def read(segment: Segment) -> Iterator[Segment]:
    """Show the hidden words of a segment, if it has any."""
    if not hides_words(segment.text):
        yield segment
        return
    shown = segment.replace(_hidden_pieces(segment.text))
    yield from trim(shown.replace(_mixed_pieces(shown.text)))


def _hidden_pieces(text: str) -> Iterator[Piece]:
    for hidden in _HIDDEN.finditer(text):
        if (shown := _show(hidden[0])) != hidden[0]:
            yield Piece(*hidden.span(), shown)


def _show(hidden: str) -> str:
    """What a person sees in place of a hidden or combined character."""
    first = hidden[0]
    if first in "\u2010\u2011":
        return "-"
    if first in "\u2018\u2019\u02bc":
        return "'"
    if len(hidden) == 1 and first.isspace():
        return " "
    if hidden[-1] < "\u0300" or hidden[-1] > "\u036f" or unicodedata.combining(first):
        return ""
    return _compose(hidden)


def _compose(hidden: str) -> str:
    """Join a letter with the marks that make another letter of it; stress marks and ornaments go."""
    letter = unicodedata.normalize("NFC", hidden[0])[0] if not hidden[0].isascii() else hidden[0]
    for mark in hidden[1:4]:
        composed = unicodedata.normalize("NFC", letter + mark)
        if len(composed) == 1 and not ("\u0400" <= letter <= "\u045f" and mark in "\u0300\u0301"):
            letter = composed
    return letter


def _mixed_pieces(text: str) -> Iterator[Piece]:
    if not _mixes_alphabets(text):
        return
    for word in _MIXED_WORD.finditer(text):
        for index, (old, new) in enumerate(zip(word[0], _unmix(word[0]), strict=True), word.start()):
            if old != new:
                yield Piece(index, index + 1, new)


def _unmix(word: str) -> str:
    """Write a word of two alphabets in the one it is meant in; unchanged when that isn't clear."""
    foreign = [letter for letter in word if _IS_LATIN.match(letter)]
    native = [letter for letter in word if not _IS_LATIN.match(letter)]
    to_cyrillic = all(letter in _TO_CYRILLIC for letter in foreign)
    to_latin = all(letter in _TO_LATIN for letter in native)
    if to_cyrillic and to_latin:
        to_cyrillic = len(native) >= len(foreign)
    if to_cyrillic:
        return "".join(_TO_CYRILLIC.get(letter, letter) for letter in word)
    return "".join(_TO_LATIN.get(letter, letter) for letter in word) if to_latin else word
