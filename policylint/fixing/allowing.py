"""The comment that allows a finding, written as the file's format has comments."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from policylint.documents import Document, find_line_end
from policylint.findings import Edit, Finding
from policylint.fixing.segment_places import find_segment
from policylint.spans import Match, Span

# Plain text has none: whatever stands in it is sent.
_COMMENTS = {
    "md": "<!-- {} -->", "html": "<!-- {} -->", "xml": "<!-- {} -->", "yaml": "# {}", "toml": "# {}",
    "po": "# {}", "properties": "# {}", "ini": "; {}", "strings": "/* {} */", "fluent": "# {}", "js": "// {}",
    "sql": "-- {}", "rst": ".. {}", "asciidoc": "// {}", "py": "# {}", "rb": "# {}", "php": "// {}", "code": "// {}",
    "component": "<!-- {} -->",
}  # fmt: skip
_JINJA, _LIQUID, _HANDLEBARS = "{{# {} #}}", "{{% comment %}} {} {{% endcomment %}}", "{{{{!-- {} --}}}}"
# A template's own comment reaches no customer: it goes before the format's. Names tell dialects better than words.
_BY_SUFFIX = {
    **dict.fromkeys(("j2", "jinja", "jinja2", "twig", "njk"), _JINJA),
    "liquid": _LIQUID,
    **dict.fromkeys(("hbs", "handlebars"), _HANDLEBARS),
    "mustache": "{{{{! {} }}}}",
    **dict.fromkeys(("erb", "ejs", "rhtml"), "<%# {} %>"),
    **dict.fromkeys(("ftl", "ftlh"), "<#-- {} -->"),
    "mdx": "{{/* {} */}}",
}
_TEMPLATES = (
    (re.compile(r"\{%-?\s*(?:assign|capture|unless|elsif|render|liquid)\b|\{\{[^{}]*\|\s*\w+:"), _LIQUID),
    (re.compile(r"\{[%#]"), _JINJA),
    (re.compile(r"@(?:if|foreach|lang|component)\b|\{!!"), "{{{{-- {} --}}}}"),
    (re.compile(r"\{\{[#^/!>]"), "{{{{! {} }}}}"),
    (re.compile(r"<%"), "<%# {} %>"),
    (re.compile(r"<#\w|</#"), "<#-- {} -->"),
    (re.compile(r"\{\$\w|\{/(?:if|foreach)"), "{{* {} *}}"),
)
_INDENT = re.compile(r"[ \t]*")


def write_allowances(document: Document, finding: Finding, reason: str) -> Iterator[Edit]:
    """Give the places where `policylint: allow` may stand for a finding, on a line of its own, the nearest first.

    None in plain text without tags of templates: all of it would be sent to customers.
    """
    said = f"policylint: allow {finding.rule} -- {' '.join(reason.split())}"
    if not finding.excerpt:
        said = said.replace(": allow ", ": allow-file ")
    form = _find_form(document)
    if form is None:
        return
    gap = find_line_end(document.source)
    for line in _find_lines(document, finding):
        start = document.line_starts[line - 1]
        indent = _INDENT.match(document.source, start)
        yield Edit(Span(start, start), f"{indent[0] if indent else ''}{form.format(said)}{gap}")


def _find_lines(document: Document, finding: Finding) -> Iterator[int]:
    """The line of a finding, and the one on which the text begins that it is in: there may be no room between."""
    yield finding.start[0]
    if finding.excerpt and document.segments:
        segment = document.segments[find_segment(document.segments, finding.span)]
        first = bisect_right(document.line_starts, segment.span(Match(0, len(segment.text))).start)
        yield from range(finding.start[0] - 1, max(0, first - 2), -1)


def _find_form(document: Document) -> str | None:
    name = document.format.split(".", 1)[0]
    for suffix in reversed(document.path.lower().split(".")[1:]):
        if suffix in _BY_SUFFIX:
            return _BY_SUFFIX[suffix]
    if name in ("html", "txt", "md"):
        for pattern, form in _TEMPLATES:
            if pattern.search(document.source):
                return form
    if name == "rb" or document.path.lower().endswith(".coffee"):
        return "# {}"
    return _COMMENTS.get(name)
