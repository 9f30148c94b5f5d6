"""The report for people: each fault at its place, how to say it better, and who can put it right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from policylint.findings import LEVELS, Finding, Fix, Report
from policylint.folding import Folded, fold
from policylint.reporters.edits import apply_edits
from policylint.reporters.lines import clean, line_around, show_line
from policylint.reporters.options import Options
from policylint.reporters.phrases import REMEDIES, SAFETIES, count, tell_places
from policylint.reporters.severity import count_levels
from policylint.spans import Span

_COLORS = {"error": "31", "warning": "33", "note": "36", "-": "31", "+": "32", "bold": "1", "dim": "2"}
_MOST_LINES = 3
_LONGEST_SENTENCE = 600


def render(report: Report, options: Options) -> str:
    """Render findings with their lines, in groups when asked for, and a summary."""
    sources = dict(report.sources)
    folds = options.folds and not options.quiet and options.by != "path"
    told = fold(report.findings, sources) if folds else [Folded(finding) for finding in report.findings]
    parts = []
    for name, group in _group(told, options.by).items():
        if name and not options.quiet:
            parts.append(_group_head(name, group, options))
        parts += [_Block(each, sources.get(each.finding.path, ""), options).render() for each in group]
    if options.quiet:
        return "".join(parts)
    return "\n".join([*parts, _summary(report, options)])


def _group(told: Sequence[Folded], by: str) -> dict[str, list[Folded]]:
    """Findings by what they share, the group with the most first; one group without a name when none is asked for."""
    groups: dict[str, list[Folded]] = {}
    for each in told:
        groups.setdefault((getattr(each.finding, by) or f"no {by}") if by else "", []).append(each)
    return dict(sorted(groups.items(), key=lambda group: (-len(_unfold(group[1])), group[0])))


def _unfold(told: Iterable[Folded]) -> list[Finding]:
    return [finding for each in told for finding in (each.finding, *each.others)]


def _group_head(name: str, group: Sequence[Folded], options: Options) -> str:
    findings = _unfold(group)
    head = _paint("bold", clean(name), options)
    return f"{head}: {count(len(findings), 'finding')}, {count_levels(findings)}\n"


class _Block:
    """One finding on paper."""

    def __init__(self, folded: Folded, source: str, options: Options) -> None:
        self._finding = finding = folded.finding
        self._others = folded.others
        self._source = source
        self._options = options
        self._margin = max(4, len(str(finding.stop[0])))
        self._room = max(20, options.width - self._margin - 5)

    def render(self) -> str:
        lines = [self._head()]
        if not self._options.quiet:
            if self._source and self._finding.excerpt:
                lines.extend(self._excerpt())
            if self._source and self._finding.fix:
                lines.extend(self._rewrite(self._finding.fix))
            if self._finding.owner and not self._finding.until:  # what is overdue names its owner in its message
                lines.append(f"{' ' * self._margin} = owner {clean(self._finding.owner)}")
            if self._others:
                lines.append(f"{' ' * self._margin} = {clean(tell_places(self._others))}")
        return "\n".join(lines) + "\n"

    def _head(self) -> str:
        finding = self._finding
        place = self._paint("bold", f"{clean(finding.path)}:{finding.start[0]}:{finding.start[1]}:")
        level = self._paint(finding.level, finding.level)
        context = self._paint("dim", f" ({clean(finding.context)})") if finding.context else ""
        return f"{place} {level} {self._paint('bold', finding.rule)}: {clean(finding.message)}{context}"

    def _excerpt(self) -> Iterator[str]:
        """The lines that the finding stands on, the words underlined."""
        span, excerpt = self._finding.span, self._finding.excerpt
        source = self._source
        if excerpt != source[span.start : span.stop]:  # written in code there: the words are what people know it by
            source, span = excerpt, Span(0, len(excerpt))
        start, number = span.start, self._finding.start[0]
        for _ in range(_MOST_LINES):
            shown = show_line(source, start, span.stop, self._room)
            yield f"{self._paint('dim', f'{number:>{self._margin}} |')} {shown.text}"
            under = " " * shown.left + self._paint(self._finding.level, "^" * shown.width)
            yield f"{self._paint('dim', ' ' * self._margin + ' |')} {under}"
            start, number = _next_line(source, start), number + 1
            if start >= span.stop:
                return
        yield f"{self._paint('dim', ' ' * self._margin + ' |')} …"

    def _rewrite(self, fix: Fix) -> Iterator[str]:
        """What is to be decided first, and the line before and after the fix; the words alone of several lines."""
        if fix.decide:
            yield f"{' ' * self._margin} = to decide: {clean(fix.decide)}"
        yield f"{' ' * self._margin} = {SAFETIES[fix.safety]}"
        edits = sorted(fix.edits, key=lambda edit: edit.span)
        first, last = edits[0].span.start, edits[-1].span.stop
        line_start, line_end = line_around(self._source, first)
        if last <= line_end and "\n" not in "".join(edit.text for edit in edits):
            before = self._source[line_start:line_end]
            after = apply_edits(self._source, edits, line_start, line_end)
            stop = first - line_start + sum(len(edit.text) for edit in edits)
            # Not cut to the width of the terminal: what is offered is there to be read whole, and copied.
            yield self._change("-", show_line(before, first - line_start, last - line_start, _LONGEST_SENTENCE).text)
            yield self._change("+", show_line(after, first - line_start, stop, _LONGEST_SENTENCE).text)
            return
        old = self._source[first : min(last, first + _LONGEST_SENTENCE)]
        if old.strip():
            yield self._change("-", clean(" ".join(old.split())))
        for line in apply_edits(self._source, edits, first, last).splitlines():
            if line.strip():
                yield self._change("+", clean(line.strip()))

    def _change(self, sign: str, text: str) -> str:
        return " " * self._margin + " " + self._paint(sign, f"{sign} {text}")

    def _paint(self, color: str, text: str) -> str:
        return _paint(color, text, self._options)


def _next_line(source: str, offset: int) -> int:
    """The first character, past any indent, of the line below an offset."""
    _, end = line_around(source, offset)
    end += 2 if source.startswith("\r\n", end) else 1
    while end < len(source) and source[end] in " \t":
        end += 1
    return end


def _summary(report: Report, options: Options) -> str:
    files = count(len(report.files), "file")
    known = sum(1 for each in report.suppressed if each.source == "baseline")
    held = f"{count(known, 'known finding')} in the baseline, not due yet.\n" if known else ""
    if not report.findings:
        return f"{_paint('bold', 'No findings', options)} in {files}.\n{held}" if report.files else ""
    levels = Counter(finding.level for finding in report.findings)
    by_level = ", ".join(
        _paint(level, count(levels[level], level), options) for level in reversed(LEVELS) if levels[level]
    )
    remedies = Counter(finding.remedy for finding in report.findings)
    by_remedy = ", ".join(f"{remedies[name]} {how}" for name, how in REMEDIES.items() if remedies[name])
    touched = len({finding.path for finding in report.findings})
    total = _paint("bold", count(len(report.findings), "finding"), options)
    return f"{total} in {touched} of {files}: {by_level}.\nTo be put right: {by_remedy}.\n{held}"


def _paint(color: str, text: str, options: Options) -> str:
    return f"\x1b[{_COLORS[color]}m{text}\x1b[0m" if options.color and text else text
