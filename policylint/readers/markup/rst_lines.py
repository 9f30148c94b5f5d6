"""What a line of reStructuredText may begin: an item, a field, a directive - and which directives hold text."""

import re

ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1++$")
BULLET = re.compile(r"[-*+•‣⁃](?:[ \t]++|$)")
ENUMERATOR = re.compile(r"\(?(?:\d{1,9}|[a-zA-Z]|[ivxlcdmIVXLCDM]{1,8}|#)[.)](?:[ \t]++|$)")
FIELD = re.compile(r":([^\s:`][^:`]{0,80}):(?:[ \t]++|$)")
EXPLICIT = re.compile(r"\.\.(?:[ \t]++|$)")
FOOTNOTE = re.compile(r"\[(#[\w.-]{0,60}|\*|\d{1,6}|[^\W\d][\w.+:-]{0,60})\](?:[ \t]++|$)")
DIRECTIVE = re.compile(r"([^\W_](?:[\w:+.-]{0,60}[^\W_])?)[ ]?::(?:[ \t]++|$)")
DEFINITION = re.compile(r"_|\|[^|\s][^|]{0,200}\|[ \t]")
TARGET = re.compile(
    r"^[ \t]*+\.\.[ \t]++_(?:`([^`\n]{1,200}+)`|((?:[^:\n\\]|\\.|:(?![ \t\n])){1,200}+)):[ \t]++(\S++)[ \t]*+$",
    re.MULTILINE,
)
GRID = re.compile(r"\+(?:[-=]++\+)++$")
BORDER = re.compile(r"=++(?:[ ]++=++)++$")
PROMPT = ">>> "

# Of these, the content is code, a place, or a formula.
CODE = frozenset(
    "code code-block sourcecode highlight literalinclude include raw math parsed-literal contents toctree image meta "
    "csv-table graphviz "
    "digraph graph mermaid productionlist prompt console doctest testcode testoutput testsetup testcleanup "
    "bibliography index "
    "default-role role unicode date replace sectnum section-numbering header footer target-notes "
    "restructuredtext-test-directive "
    "currentmodule module title tabularcolumns autoclass autofunction automodule uml plantuml tikz youtube "
    "video".split()
)
# Of these, the text begins behind the name; of the others that hold text, what stands there is a title or nothing.
ADMONITIONS = frozenset(
    "note warning tip important hint caution danger error attention seealso todo compound epigraph highlights "
    "pull-quote line-block".split()
)
TITLED = frozenset(
    "admonition topic sidebar rubric table list-table centered dropdown details tab tab-item card grid-item-card "
    "collapse title".split()
)
VERSIONED = frozenset({"versionadded", "versionchanged", "deprecated", "versionremoved"})
SHOWN_OPTIONS = frozenset({"alt", "title", "caption", "header", "subtitle"})
