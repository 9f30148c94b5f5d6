"""Comments that allow a finding: `policylint: allow resend-warning -- reason`.

`allow` speaks for the lines its comment stands on and the one below, and in YAML and other files of keys and strings
for all of a string that begins there; `allow-file` speaks for the whole file.
A suppression without a reason, and one that suppresses nothing, are findings themselves.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from policylint.documents import Document
from policylint.findings import Finding, Suppressed
from policylint.spans import Match, Span
from policylint.suggestions import suggest
from policylint.suppression_rules import MARK, RULES

_DIRECTIVE = re.compile(r"policylint:[ \t]*+(?P<scope>allow-file|allow)\b[ \t]*+(?P<rest>[^\r\n]*)")
_REASON = re.compile(r"[ \t]+--[ \t]*+|--[ \t]++")
_NAME = re.compile(r"[^\s,]+")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
# Comments of markup and templates, the longer openers first; a comment may go on over several lines.
_CLOSERS = {
    "<!--": "-->",
    "{{!--": "--}}",
    "{{--": "--}}",
    "{{/*": "*/}}",
    "{{!": "}}",
    "<%--": "--%>",
    "<%#": "%>",
    "<#--": "-->",
    "<?php //": "?>",
    "<?php #": "?>",
    "<?php /*": "*/",
    "{% comment %}": "{% endcomment %}",
    "{#": "#}",
    "{*": "*}",
    "/*": "*/",
}
_OPENER = re.compile(f"({'|'.join(map(re.escape, _CLOSERS))})[\\s*]*\\Z")
_LONGEST = 2_000  # how far behind a directive its comment may end
_REACH = 200  # how far in front of a directive its comment may begin

# Comments that end with their line, by format: what may stand before the directive on it. In prose a # or a //
# counts only at the beginning of a line: elsewhere it is a number sign or a link.
_LINE_COMMENTS = {
    "html": re.compile(r"[ \t]*//[ \t]*"),
    "md": re.compile(r"""[ \t]*\[(?://|comment)\]:[ \t]+#[ \t]+[("'][ \t]*"""),
    "txt": re.compile(r"[ \t]*(?://|#+|;)?[ \t]*"),
    "sql": re.compile(r"(?:.*\s)?(?:--|#+)[ \t]*"),
}
# Formats whose strings go over lines that no comment can stand between, and what such a string begins behind.
_KEYED = frozenset({"yaml", "toml", "properties", "ini", "strings", "fluent"})
_BLOCK_OPENER = re.compile(r"""(?:[|>][-+\d]*|\"{3}|'{3}|=)[ \t]*(?:#[^\r\n]*)?\s*\Z""")
_CODE_COMMENT = re.compile(r"(?:.*\s)?(?://|#+|;)[ \t]*")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One directive: the rules it allows, why, and where; `lines` is empty when it is for the whole file."""

    rules: tuple[str, ...]
    reason: str
    span: Span
    lines: range | None

    def covers(self, finding: Finding) -> bool:
        """Whether it allows a finding, by rule and place."""
        if finding.rule not in self.rules:
            return False
        return self.lines is None or (finding.start[0] < self.lines.stop and self.lines.start <= finding.stop[0])


def find_suppressions(document: Document) -> Iterator[Suppression]:
    """Find the directives that stand in comments of a document."""
    source = document.source
    if MARK not in source:
        return
    fences = [fence.start() for fence in _FENCE.finditer(source)] if document.format.startswith("md") else []
    strings = _find_strings(document)
    for directive in _DIRECTIVE.finditer(source):
        if bisect_left(fences, directive.start()) % 2:  # inside a fenced example
            continue
        comment = _find_comment(document, directive.start())
        if comment is None:
            continue
        start, closer = comment
        rest = directive["rest"].partition(closer)[0] if closer else directive["rest"].rstrip("\"') \t")
        names, _, reason = (part.strip() for part in _split_reason(rest))
        stop = directive.start("rest") + len(rest.rstrip())
        # A comment over several lines speaks for the line below its end.
        end = source.find(closer, stop, stop + _LONGEST) if closer else stop
        first, last = document.position(start)[0], document.position(max(end, stop))[0]
        lines = None if directive["scope"] == "allow-file" else _reach(range(first, last + 2), strings)
        yield Suppression(tuple(_NAME.findall(names)), reason, Span(directive.start(), stop), lines)


def _find_strings(document: Document) -> list[tuple[int, int]]:
    """First and last line of each string of a file in which no comment could stand inside one."""
    if document.format.split(".", 1)[0] not in _KEYED:
        return []
    strings: list[tuple[int, int]] = []
    context = None
    for segment in document.segments:
        span = segment.span(Match(0, len(segment.text)))
        last = document.position(span.stop)[0]
        if segment.context == context:
            strings[-1] = strings[-1][0], last
        else:
            opener = _BLOCK_OPENER.search(document.source, max(0, span.start - _REACH), span.start)
            strings.append((document.position(opener.start() if opener else span.start)[0], last))
        context = segment.context
    return strings


def _reach(lines: range, strings: Sequence[tuple[int, int]]) -> range:
    """Go on to the end of the strings that begin on these lines."""
    at = bisect_left(strings, (lines.start, 0))
    ends = [last + 1 for _, last in takewhile(lambda string: string[0] < lines.stop, strings[at:])]
    return range(lines.start, max([lines.stop, *ends]))


def _split_reason(rest: str) -> tuple[str, str, str]:
    mark = _REASON.search(rest)
    return (rest[: mark.start()], mark[0], rest[mark.end() :]) if mark else (rest.removesuffix("--"), "", "")


def _find_comment(document: Document, at: int) -> tuple[int, str] | None:
    """Find the comment that a directive is the first word of: where it starts, and what closes it."""
    source = document.source
    first = max(0, at - _REACH)
    opener = _OPENER.search(source[first:at])
    if opener:
        return first + opener.start(), _CLOSERS[opener[1]]
    line = document.line_starts[document.position(at)[0] - 1]
    before = _LINE_COMMENTS.get(document.format.split(".", 1)[0], _CODE_COMMENT)
    return (line, "") if before.fullmatch(source[max(line, first) : at]) else None


class Suppressor:
    """Applies the directives of one document and complains about those that help nobody."""

    def __init__(self, document: Document, known: Collection[str], judging: Collection[str]) -> None:
        self._document = document
        self._known = known
        self._judging = judging
        self._suppressions = list(find_suppressions(document))

    def apply(self, findings: Sequence[Finding]) -> list[Finding]:
        """Give the findings that nothing allows, and the complaints, in order of place."""
        if not self._suppressions:
            return list(findings)
        kept = [finding for finding in findings if not any(each.covers(finding) for each in self._suppressions)]
        # What a directive itself says is for colleagues, not for customers.
        kept = [
            finding
            for finding in kept
            if not finding.excerpt or not any(each.span.overlaps(finding.span) for each in self._suppressions)
        ]
        kept.extend(self._complaints(findings))
        return sorted(kept, key=lambda finding: (finding.span, finding.rule))

    def suppressed(self, findings: Sequence[Finding]) -> list[Suppressed]:
        """Give the findings that a directive allows, each with the reason that the first of them states."""
        pairs = ((finding, [each for each in self._suppressions if each.covers(finding)]) for finding in findings)
        return [Suppressed(finding, "comment", allowing[0].reason) for finding, allowing in pairs if allowing]

    def _complaints(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        for suppression in self._suppressions:
            if not suppression.reason and "unexplained-suppression" in self._judging:
                yield self._finding("unexplained-suppression", suppression, "")
            if "unused-suppression" in self._judging:
                for detail in self._unused(suppression, findings):
                    yield self._finding("unused-suppression", suppression, detail)

    def _unused(self, suppression: Suppression, findings: Sequence[Finding]) -> Iterator[str]:
        """Names in a directive that allow nothing here; rules that aren't judging may well be needed elsewhere."""
        if not suppression.rules:
            yield ""
        for name in suppression.rules:
            if name not in self._known:
                yield f"{name}{suggest(name, self._known)}"
            elif name in self._judging and not any(
                finding.rule == name and suppression.covers(finding) for finding in findings
            ):
                yield name

    def _finding(self, name: str, suppression: Suppression, detail: str) -> Finding:
        document, rule = self._document, RULES[name]
        template = rule.message.get(document.language) or rule.message["en"]
        return Finding(
            rule=name,
            level=rule.level,
            remedy=rule.remedy,
            message=template.replace("{{ match }}", detail or MARK.rstrip(":")),
            path=document.path,
            kind=document.kind,
            language=document.language,
            span=suppression.span,
            start=document.position(suppression.span.start),
            stop=document.position(suppression.span.stop),
            excerpt=document.source[suppression.span.start : suppression.span.stop],
        )
