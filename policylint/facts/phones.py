"""Phone numbers, premium-rate ones above all."""

import re

from policylint.facts.lexicon import lexicon
from policylint.facts.scan import Hole

# Digits with single separators; what makes them a phone number is decided below.
_CANDIDATE = re.compile(r"(?<![\w.,/#№-])(?:\+ ?)?\(?[0-9](?:[ ()./-]{0,2}[0-9xх*]){2,17}(?![0-9])")
_SHAPES = re.compile(
    r"\+|(?:8|\+?7)[ -]?\(?[89]\d\d\)?[ -]?[\dxх*]{2,3}[ -]?[\dxх*]"
    r"|1[ -]\(?[89]\d\d\)?[ -]\d{3}|\(\d{3}\) ?\d{3}-\d{4}$"
    r"|\d{3}-\d{3}-\d{4}$|0[89]\d\d[ -]?[\dx]{2,}[ -]?[\dx]|0180[ -]?\d|0900[ -]?[\dx]|0\d{1,4}[ -/]\d{2,}[ -]?\d{2,}"
    r"|09\d{2}[ -]\d{2,}|8[ -]\(?\d{3,4}\)?[ -]\d"
)
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 32
_SHORTEST, _LONGEST = 6, 15


def find_phones(folded: str) -> list[Hole]:
    """Return phone numbers in order; `unit` is their digits."""
    found = []
    for match in _CANDIDATE.finditer(folded):
        digits = re.sub(r"[^0-9+xх*]", "", match.group())
        words = _WORD.findall(folded[max(0, match.start() - _REACH) : match.start()])
        if _is_phone(match.group(), digits.lstrip("+"), words):
            found.append(Hole(match.start(), match.end(), "phone", unit=digits))
    return found


def _is_phone(written: str, digits: str, words: list[str]) -> bool:
    cues, other_cues = lexicon().phone_cues, lexicon().not_phone_cues
    near = words[-4:]
    cue = max((i for i, word in enumerate(near) if word in cues), default=-1)
    other = max((i for i, word in enumerate(near) if word in other_cues), default=-1)
    if cue > other and cue >= 0:
        is_short = len(digits) < _SHORTEST
        return len(digits) <= _LONGEST and (not is_short or (cue == len(near) - 1 and written.isdigit()))
    return other < 0 and _SHORTEST < len(digits) <= _LONGEST and bool(_SHAPES.match(written))
