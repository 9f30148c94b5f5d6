"""What a line of Markdown may be: the beginning of a heading, an item, a fence - and what no line of text is."""

import re

QUOTE = re.compile(r"(?:[ \t]*+>[ \t]?+)++")
INDENT = re.compile(r"[ \t]*+")
FENCE = re.compile(r"(`{3,}+(?=[^`]*+$)|~{3,}+)")
HEADING = re.compile(r"#{1,6}+(?=[ \t]|$)[ \t]*+")
UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+$")
RULE = re.compile(r"(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$")
ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]|\([a-z0-9]{1,3}\))(?:[ \t]++|$)(?:\[[ xX]\][ \t]++)?+")
TITLE = r"(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\))"
DEFINITION = re.compile(
    r"\[(?!\^)([^\[\]\n]{1,200}+)\]:[ \t]*+(?:\n[ \t]*+)?(?:<([^<>\n]*+)>|(\S++))"
    rf"(?:(?:[ \t]++|[ \t]*+\n[ \t]*+){TITLE})?[ \t]*+(?=\n|\Z)"
)
DEFINED = re.compile(rf"^[ \t>]*+{DEFINITION.pattern}", re.MULTILINE)
NOTE = re.compile(r"\[(\^[^\s\[\]]{1,60}+)\]:[ \t]*+")
TERM = re.compile(r":[ \t]++")
DELIMITERS = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
CELL_END = re.compile(r"(?<!\\)\|")
HTML = re.compile(
    r"<(?:!--|!\[CDATA|\?|/?(?:address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset"
    r"|figcaption|figure"
    r"|footer|form|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|meta|nav|ol|option|p|pre|script|section|style"
    r"|summary|svg"
    r"|table|tbody|td|tfoot|th|thead|title|tr|ul)(?=[\s/>]|$))",
    re.IGNORECASE,
)
# The tag of a component, alone on its line (MDX, mails of Laravel).
COMPONENT = re.compile(r"</?(?:x-[\w:.-]++|[A-Z][\w.]*+)(?=[\s/>])(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>[ \t]*+$")
# What opens and closes a container, with the title that it may have (Pandoc, VuePress; MkDocs).
CONTAINER = re.compile(
    r":{3,}+[ \t]*+(?:\{[^{}]*+\}|[\w-]++)?+[ \t]*+\[?(.{0,200}?)\]?(?:\{[^{}]{0,200}\})?[ \t]{0,80}$"
)
ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]++[\w-]++(?:[ \t]++[\w-]++)*+[ \t]*+(?:\"([^\"]*+)\")?[ \t]*+$")
WORDLESS = re.compile(
    r"(?:\{:?[ \t]*+[.#:][^{}]*+\}|import[ \t][^\"']*+[\"'][^\"']++[\"'];?|export[ \t]++(?:const|let|default"
    r"|function)\b.*+)[ \t]*+$"
)
STARTERS = frozenset("`~#=-*_+<[|(0123456789:!?{$ie")
BLANK = re.compile(r"\n[^\S\n]*+(?=\n)")
HTML_ENDS = {"<!--": "-->", "<script": "</script", "<style": "</style", "<pre": "</pre", "<svg": "</svg"}
_ATTRIBUTES = re.compile(r"\{[#.:][^{}]{0,200}\}")


def end_heading(line: str) -> int:
    """Where the text of a heading's line ends: before the signs that close it, and before its attributes."""
    line = _drop_closers(line.rstrip(" \t"))
    opener = max(0, line.rfind("{"))
    return len(_drop_closers(line[:opener].rstrip(" \t")) if _ATTRIBUTES.fullmatch(line, opener) else line)


def _drop_closers(line: str) -> str:
    text = line.rstrip("#")
    return text.rstrip(" \t") if text.endswith((" ", "\t")) else line
