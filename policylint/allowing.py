"""The comment that allows a finding, written as the file's format has comments."""

import re

from policylint.documents import Document
from policylint.findings import Edit, Finding
from policylint.spans import Span

_COMMENTS = {
    "txt": "# {}", "md": "<!-- {} -->", "html": "<!-- {} -->", "xml": "<!-- {} -->", "yaml": "# {}", "toml": "# {}",
    "po": "# {}", "properties": "# {}", "ini": "; {}", "strings": "/* {} */", "fluent": "# {}", "js": "// {}",
    "sql": "-- {}", "rst": ".. {}", "asciidoc": "// {}",
}  # fmt: skip
# A template's own comment reaches no customer: it goes before the format's.
_TEMPLATES = (
    (re.compile(r"\{[%#]"), "{{# {} #}}"),
    (re.compile(r"@(?:if|foreach|lang|component)\b|\{!!"), "{{{{-- {} --}}}}"),
    (re.compile(r"\{\{[#^/!>]"), "{{{{! {} }}}}"),
    (re.compile(r"<%"), "<%# {} %>"),
    (re.compile(r"<#\w|</#"), "<#-- {} -->"),
    (re.compile(r"\{\$\w|\{/(?:if|foreach)"), "{{* {} *}}"),
)
_BY_SUFFIX = {"py": "# {}", "rb": "# {}", "coffee": "# {}"}


def write_allowance(document: Document, finding: Finding, reason: str) -> Edit | None:
    """Write `policylint: allow` for a finding on a line of its own above it; None where a format has no comments."""
    said = f"policylint: allow {finding.rule} -- {' '.join(reason.split())}"
    if not finding.excerpt:
        said = said.replace(": allow ", ": allow-file ")
    form = _find_form(document)
    if form is None:
        return None
    line = document.line_starts[finding.start[0] - 1]
    indent = re.compile(r"[ \t]*").match(document.source, line)
    gap = "\r\n" if "\r\n" in document.source else "\n"
    return Edit(Span(line, line), f"{indent[0] if indent else ''}{form.format(said)}{gap}")


def _find_form(document: Document) -> str | None:
    name = document.format.split(".", 1)[0]
    if name in ("html", "txt", "md"):
        for pattern, form in _TEMPLATES:
            if pattern.search(document.source):
                return form
    if name == "code":
        return _BY_SUFFIX.get(document.path.rpartition(".")[2].lower(), "// {}")
    return _COMMENTS.get(name)
