"""Smarty's tags, which have one brace: `{$name|escape}`, `{if $late}`, `{l s='A text'}`, `{"A text"|translate}`."""

import re

from policylint.documents import Piece
from policylint.readers.finding import Finder
from policylint.readers.tags.expressions import Tag, control, output

# A tag with one brace is looked for over this many characters and no further.
_REACH = 2000

_CONTROL = re.compile(
    r"\{(?:(?:if|elseif|else\s*if|foreach|section|for|while|include|include_php|assign|capture|block|extends|function|hook|insert"
    r"|config_load|cycle|counter|call|append|fetch|math|eval|setfilter"
    r"|html_\w+)(?=[\s(])"
    r"|(?:else|foreachelse|sectionelse|forelse|literal|strip|nocache|capture|break|continue|debug|php|[tl]|lang"
    r"|translate)\s*+\}"
    r"|/[A-Za-z_]\w*+\s*+\})"
)
_DELIMITER = re.compile(r"\{([lr])delim\}")
_CALL = re.compile(r"\{(?:[A-Za-z_]\w*+\s++[\w-]++\s*+=|\"[^\"\n{}]*+\"\||'[^'\n{}]*+'\|)")
_TAG = re.compile(r"\{(?:[^{}\"']++|\"(?:[^\"\\]++|\\.)*+\"|'(?:[^'\\]++|\\.)*+')*+\}", re.DOTALL)


def read_smarty(finder: Finder, start: int) -> Tag | None:
    """Read the tag of Smarty that begins at an offset, if any does."""
    text = finder.text
    if delimiter := _DELIMITER.match(text, start):
        return delimiter.end(), [Piece(*delimiter.span(), "{" if delimiter[1] == "l" else "}")]
    steers = _CONTROL.match(text, start)
    if not (steers or text.startswith("{$", start) or _CALL.match(text, start)):
        return None
    tag = _TAG.match(text, start, start + _REACH)
    if tag is None:
        return None
    inner = (start + (3 if text.startswith("{l ", start) else 1), tag.end() - 1)
    return tag.end(), (control if steers else output)(text, *tag.span(), inner)
