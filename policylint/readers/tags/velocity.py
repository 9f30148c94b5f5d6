"""Velocity: directives, comments and references, in texts that have a directive with a reference in it."""

import re
from collections.abc import Iterator

from policylint.documents import PLACEHOLDER, Piece
from policylint.readers.tags.expressions import divide, is_prose, name_placeholder, remove

_ARGUMENTS = r"\s*+\((?:[^()]++|\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\))*+\)"
_IS_VELOCITY = re.compile(r"#(?:if|elseif|set|foreach)\s?+\(\s*+!?\$|#parse\s?+\(\s*+[\"']")
_TAG = re.compile(
    r"(?P<comment>##[^\r\n]*+|#\*(?:[^*]++|\*(?!#))*+\*#)"
    rf"|#(?P<branch>elseif{_ARGUMENTS}|else\b|\{{else\}})"
    rf"|#(?P<control>(?:if|set|foreach|parse|include|macro|evaluate|define){_ARGUMENTS}|(?:end|stop|break)\b|\{{end\}})"
    r"|\$!?+(?P<name>\{[A-Za-z_][^{}\r\n]{0,200}+\}|[A-Za-z_][\w-]*+(?:\.\w++(?:\([^()\r\n]{0,100}+\))?+)*+)"
)
_SET = re.compile(r"#set\s?+\([^=\"']*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')\s*+\)")


def find_directives(text: str) -> Iterator[Piece]:
    """Yield what stands for each tag of a Velocity template, in order."""
    if "#" not in text or _IS_VELOCITY.search(text) is None:
        return
    for tag in _TAG.finditer(text):
        start, stop = tag.span()
        kept = _SET.match(text, start, stop)
        if tag["name"]:
            yield Piece(start, stop, name_placeholder(tag["name"]), PLACEHOLDER)
        elif kept and kept.lastindex and is_prose(kept[kept.lastindex]):
            yield divide(start, kept.start(kept.lastindex))
            yield divide(kept.end(kept.lastindex), stop)
        else:
            yield (divide if tag["branch"] else remove)(start, stop)
