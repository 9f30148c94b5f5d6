"""Characters that a format can't hold, and texts that are too long for it."""

import re
import unicodedata

from policylint.reporters.lines import ELLIPSIS

_UNSEEN = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
# All that the production `Char` of XML 1.0 leaves out.
_ILLEGAL_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def well_formed(text: str) -> str:
    """Make a text that every encoding of Unicode can hold: halves of characters become U+FFFD."""
    return _SURROGATE.sub(_UNSEEN, text)


def xml_safe(text: str) -> str:
    """Make a text that XML 1.0 can hold: what it has no place for, control characters above all, becomes U+FFFD."""
    return _ILLEGAL_IN_XML.sub(_UNSEEN, text)


def shorten(text: str, limit: int) -> str:
    """Cut a text to `limit` code points, an ellipsis included; never between a letter and its marks."""
    if len(text) <= limit:
        return text
    end = limit - 1
    while end and unicodedata.combining(text[end]):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS
