"""Texts of strangers in Markdown and HTML as GitHub and GitLab show them: nothing in them may do anything."""

import re
from html import escape

from policylint.reporters.lines import clean

_APART = "&#8203;"  # a space of no width: what it parts is no mention and no reference
_SIGNS = re.compile(r"[\\`*_\[\]{}|~]")
# Of people, issues, merge requests, epics, milestones, snippets, labels and alerts; an address is no mention.
_REFERENCE = re.compile(r"((?<!\w)@|[#!&%$^~]|\bGH-)(?=[\w\[\"])")
_TICKS = re.compile(r"`+")


def write_prose(text: str) -> str:
    """Write a text of one line in the middle of a paragraph of Markdown."""
    return _SIGNS.sub(r"\\\g<0>", _part(clean(text), "\0")).replace("\0", _APART)


def write_html(text: str) -> str:
    """Write a text of one line in HTML that stands in Markdown."""
    return _part(clean(text), _APART).replace("|", "&#124;")


def write_code(text: str) -> str:
    """Write a text of one line as a code span, which stands in tables, too."""
    text = clean(text) or " "
    ticks = "`" * (_longest_run(text) + 1)
    space = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{ticks}{space}{text}{space}{ticks}".replace("|", r"\|")


def write_block(lines: list[str], language: str) -> str:
    """Write lines as a block of code, whatever runs of backticks they hold."""
    shown = [clean(line) for line in lines]
    ticks = "`" * max(3, _longest_run("\n".join(shown)) + 1)
    return "\n".join([ticks + language, *shown, ticks])


def _part(text: str, sign: str) -> str:
    """Escape what HTML knows, and part what would be a mention, a reference to an issue, or a formula."""
    parted = _REFERENCE.sub("\\1\0", text).replace("$", "\1")
    return escape(parted, quote=False).replace("\0", sign).replace("\1", "<span>$</span>")


def _longest_run(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
