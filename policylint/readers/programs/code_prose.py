"""Which string literals of a program are texts for people."""

import re

from policylint.readers.formats import has_markup
from policylint.readers.programs.strings import has_words

_SHORT = 200  # characters; in a longer text a sign of code may be an example
_QUERY = re.compile(
    r"\s*+(?:SELECT\b[^;]{1,500}?\bFROM\b|(?:INSERT|REPLACE)\s++INTO\b|UPDATE\s++\S++\s++SET\b|DELETE\s++FROM\b"
    r"|(?:CREATE|ALTER|DROP)\s++(?:TABLE|INDEX|UNIQUE|DATABASE|VIEW|TRIGGER|TEMP\w*)\b|select \*"
    r"|(?:[A-Z]+ )?(?:WHERE|ORDER BY) |use (?:strict|client|server|asm)\Z)"
)
# Names of classes, as style sheets have them.
_CLASSES = re.compile(
    r"\s*+(?:[a-z\d]++(?:[-:/_.]\[?[a-z\d.%#]++\]?)++\s++|[a-z\d]++\s++(?=\S*[-:]))++[a-z\d:/\[\]._-]++\s*+", re.ASCII
)
# Signs of regular expressions, of expressions, of styles and of statements.
_CODE = re.compile(
    r"\(\?[:P=!<]|\\[dswDSW](?![A-Za-z])|\[\^|(?<![^\W_])\.\*|(?<![-=])[=!]==?(?!=)|\s=> |&&|\|\||\w\(\)\s*+[;{:]"
    r"|\b(?:function|def|class) \w*+\s?\("
    r"|(?:\A|[\s;{])(?:color|background|font|margin|padding|border|display|position|width|height|max-width|text-align)"
    r"(?:-\w++)*+:\s?+[^\s;][^;}]*+[;}]"
    r"|\A\s*+(?:return|static|const|var|let|int|void|char|throw)\b[^.!?]*+;\s*+\Z"
    r"|[=()\[\]][^=()\[\].!?]{0,80}+(?:[;{]|;\s*+\})\s*+\Z"
)
_LINE = re.compile(r"\S[^\r\n]*+")
_CODE_LINE = re.compile(r"[;{][ \t]*+$|^[ \t]*+\}", re.MULTILINE)


def is_prose(text: str) -> bool:
    """Whether a string literal is a text for people: two words or more, and no code."""
    if not has_words(text) or _QUERY.match(text) or _CLASSES.fullmatch(text):
        return False
    if has_markup(text):
        return True
    if len(text) <= _SHORT:
        return _CODE.search(text) is None
    return 2 * len(_CODE_LINE.findall(text)) < len(_LINE.findall(text))
