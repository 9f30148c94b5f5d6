"""What stands before a sentence and is no part of it: the mark of a list, a label, the header of a mail."""

import re

from policylint.spans import Match

_MARK = re.compile(
    r"(?:[-–—•*·▪]\s+"
    r"|\(?(?:\d{1,2}|[^\W\d_]|[ivx]{1,4})\)\s+"  # e) (2) iv)
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=[A-ZÕÄÖÜŠŽА-ЯЁ]))"  # 1.2. We
)
_STARTS = "if|when|as|because|since|for|to|we|you|если|когда|как|чтобы|так|мы|вы|kui|kuna|et|sest|me|te|meie|teie"
_LABEL = re.compile(
    r"[*_]{0,3}(?:"
    r"(?:NB|N\.B\.|P\.?\s?S\.?|З\.?Ы\.?)\s?[!:.]"
    rf"|(?!(?i:{_STARTS})\b)[A-ZÕÄÖÜŠŽА-ЯЁ][\w’'-]*(?:[ ][\w’'-]+){{0,2}}[ ]?:"
    r")[*_]{0,3}\s+(?=\S)"
)
_HEADER = re.compile(
    r"(?:from|to|cc|bcc|reply-to|sender|от(?: кого)?|кому|копия|отправитель|kellelt|kellele|saatja|saaja|koopia)\s*:\s*"
    r"(?=\S*@|[^\n]*<|[^\n.!?]*\Z)",
    re.IGNORECASE,
)


def skip_lead(text: str, sentence: Match, match: Match) -> int:
    """Find where a sentence begins behind the mark and the label that stand before it; before the match anyway."""
    start = sentence.start
    for pattern in (_MARK, _LABEL):
        lead = pattern.match(text, start, sentence.stop)
        if lead and lead.end() <= match.start:
            start = lead.end()
    return start


def is_header(text: str, sentence: Match) -> bool:
    """Whether a sentence is the line of a mail that says from whom and to whom it goes."""
    line = text.rfind("\n", 0, sentence.start) + 1
    return bool(_HEADER.match(text, line, sentence.stop))
