"""Template tags in square brackets: FreeMarker's other syntax, and the inlined expressions of Thymeleaf."""

import re

from policylint.readers.finding import Finder
from policylint.readers.tags.expressions import Tag, control, output, remove, skip

_DIRECTIVE = re.compile(
    r"\[/?#(?=(?:if|elseif|else|list|items|sep|assign|global|local|import|include|macro|nested|function|return|switch|case|default"
    r"|break|ftl|setting|escape|noescape|noparse|attempt|recover|compress|autoesc|outputformat|[lr]?t|nt)(?![\w-]))((?:[^\[\]\"']++|\[[^\[\]]*+\]"
    r"|\"[^\"]*+\"|'[^']*+')*+)\](?!_)"
)
_MACRO = re.compile(r"\[(?:/@[\w.]*+|@[\w.]++(?:\s++[\w.]++\s*+=[^\[\]]*+|\s*+/))\]")
_INTERPOLATION = re.compile(r"\[=\s*+(\(?[A-Za-z_][^\[\]\n]{0,100}+)\]")
_INLINED = re.compile(r"\[\[[$#*@]\{([^{}]*+)\}\]\]|\[\([$#*@]\{([^{}]*+)\}\)\]")


def read_bracket(finder: Finder, start: int) -> Tag | None:
    """Read `[#if x]`, `[#-- no text --]`, `[@macro a=b /]`, `[=name]`, `[[${name}]]` or `[(${name})]`."""
    text = finder.text
    if text.startswith("[#--", start):
        return skip(finder, start, "--]")
    if tag := _INLINED.match(text, start) or _INTERPOLATION.match(text, start):
        return tag.end(), output(text, *tag.span(), tag.span(tag.lastindex or 0))
    if tag := _MACRO.match(text, start):
        return tag.end(), [remove(*tag.span())]
    tag = _DIRECTIVE.match(text, start)
    if tag is None:
        return None
    return tag.end(), control(text, *tag.span(), (tag.start() + 2 + (text[start + 1] == "/"), tag.end() - 1))
