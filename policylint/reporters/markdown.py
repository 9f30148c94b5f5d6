"""The report for a comment on a pull request, in Markdown: counts, then the findings of each file to be unfolded."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from policylint.findings import LEVELS, Failure, Finding, Report
from policylint.folding import Folded, fold
from policylint.reporters.characters import shorten
from policylint.reporters.columns import UTF16
from policylint.reporters.markdown_text import write_block, write_code, write_html, write_prose
from policylint.reporters.options import Options
from policylint.reporters.paths import readable
from policylint.reporters.phrases import REMEDIES, count, tell, tell_places
from policylint.reporters.places import Places
from policylint.reporters.rewordings import Reworded, Rewordings
from policylint.reporters.severity import count_levels, rank

MOST_UNITS = 65_536  # of a comment on GitHub; counted in UTF-16, which is never less than characters
_FOOT = 400  # room for what is said of findings that there was no room for
_LONGEST_TEXT = 600
_MOST_LINES = 12
_MOST_FAILURES = 10


def render(report: Report, options: Options) -> str:
    """Render a report as one comment; the worst findings come in first when there isn't room for all."""
    return _compose(report, options, MOST_UNITS, lambda text: len(text.encode("utf-16-le")) // 2)


def render_summary(report: Report, options: Options, room: int) -> str:
    """Render a report for the summary of a step, in at most `room` bytes; nothing when they don't suffice at all."""
    summary = _compose(report, options, room, lambda text: len(text.encode()))
    return summary if len(summary.encode()) <= room else ""


def _compose(report: Report, options: Options, room: int, measure: Callable[[str], int]) -> str:
    writer = _Writer(report, options)
    told = fold(report.findings, dict(report.sources)) if options.folds else [*map(Folded, report.findings)]
    head = "\n\n".join(_head(report, writer))
    blocks = _fill(told, writer, room - measure(head) - _FOOT, measure)
    parts, path = [head], None
    for index in sorted(blocks):
        finding = told[index].finding
        if finding.path != path:
            parts.append(writer.head(finding.path))
            path = finding.path
        parts.append(blocks[index])
    if dropped := [each.finding for index, each in enumerate(told) if index not in blocks]:
        parts.append(f"**{count(len(dropped), 'more finding')}** had no room here: {count_levels(dropped)}.")
    return "\n\n".join(parts) + "\n"


def _fill(told: Sequence[Folded], writer: "_Writer", room: int, measure: Callable[[str], int]) -> dict[int, str]:
    """Write findings, the worst first, as long as there is room for them and the heads of their files."""
    blocks: dict[int, str] = {}
    paths: set[str] = set()
    for index in sorted(range(len(told)), key=lambda index: rank(told[index].finding)):
        finding = told[index].finding
        block = writer.write(told[index])
        room -= measure(block) + 2
        if finding.path not in paths:
            paths.add(finding.path)
            room -= measure(writer.head(finding.path)) + 2
        if room < 0:
            break
        blocks[index] = block
    return blocks


def _head(report: Report, writer: "_Writer") -> Iterator[str]:
    """How much was found of what, and what couldn't be read."""
    files = count(len(report.files), "file")
    if report.findings:
        touched = len({finding.path for finding in report.findings})
        yield f"## policylint: {count(len(report.findings), 'finding')} in {touched:,} of {files}"
        yield _table(report.findings)
    else:
        yield f"## policylint: no findings in {files}"
    if report.suppressed:
        sources = Counter(each.source for each in report.suppressed)
        by_source = ", ".join(f"{number:,} by {source}" for source, number in sorted(sources.items()))
        yield f"{count(len(report.suppressed), 'finding')} let pass: {by_source}."
    if report.errors:
        yield f"**{count(len(report.errors), 'problem')} with what was to be read:**"
        lines = [writer.complain(failure) for failure in report.errors[:_MOST_FAILURES]]
        if (more := len(report.errors) - _MOST_FAILURES) > 0:
            lines.append(f"- and {more:,} more")
        yield "\n".join(lines)


def _table(findings: tuple[Finding, ...]) -> str:
    counts = Counter((finding.level, finding.remedy) for finding in findings)
    lines = [f"| | {' | '.join(REMEDIES.values())} | all |", f"| --- |{' ---: |' * (len(REMEDIES) + 1)}"]
    for level in reversed(LEVELS):
        numbers = [counts[level, remedy] for remedy in REMEDIES]
        if total := sum(numbers):
            cells = " | ".join(f"{number:,}" if number else "" for number in numbers)
            lines.append(f"| {level} | {cells} | {total:,} |")
    return "\n".join(lines)


class _Writer:
    """Writes the blocks of a report."""

    def __init__(self, report: Report, options: Options) -> None:
        self._places = Places(report, options, UTF16)
        self._rewordings = Rewordings(report)
        self._rules = options.rules
        counts = Counter(finding.path for finding in report.findings)
        self._counts = {path: count(number, "finding") for path, number in counts.items()}

    def head(self, path: str) -> str:
        """Write the head of a file's findings."""
        return f"### {write_code(readable(self._places.path(path)))}: {self._counts[path]}"

    def complain(self, failure: Failure) -> str:
        """Write what couldn't be read."""
        line = f", line {failure.line}" if failure.line else ""
        message = write_prose(shorten(failure.message, _LONGEST_TEXT))
        return f"- {write_code(readable(self._places.path(failure.path)))}{line}: {message}"

    def write(self, folded: Folded) -> str:
        """Write a finding: one line, which unfolds to its words, the reason and a better way to say it."""
        finding = folded.finding
        line = self._places.find(finding).start[0]
        where = f" line {line}:" if finding.excerpt and not self._places.is_packed(finding.path) else ""
        message = write_html(shorten(tell(finding), _LONGEST_TEXT))
        summary = f"<b>{finding.level}</b>{where} {message} (<code>{write_html(finding.rule)}</code>)"
        return "\n\n".join(
            [f"<details>\n<summary>{summary}</summary>", *self._unfold(finding), *self._others(folded), "</details>"],
        )

    def _unfold(self, finding: Finding) -> Iterator[str]:
        if finding.excerpt:
            yield write_block(_lines(shorten(finding.excerpt, _LONGEST_TEXT)), "text")
        rule = self._rules.get(finding.rule)
        if rule and (why := rule.why.get(finding.language) or rule.why.get("en")):
            yield f"**Why:** {write_prose(shorten(why, _LONGEST_TEXT))}"
        if reworded := self._rewordings.find(finding):
            if reworded.decide:
                yield f"**To decide:** {write_prose(shorten(reworded.decide, _LONGEST_TEXT))}"
            yield f"**{reworded.how.capitalize()}:**"
            yield write_block(_change(reworded), "diff")
        if finding.owner:
            yield f"**Owner:** {write_code(finding.owner)}"
        if finding.until:
            yield f"**Overdue:** it was due by {write_prose(finding.until)}."

    def _others(self, folded: Folded) -> Iterator[str]:
        if folded.others:
            yield write_prose(tell_places([replace(other, path=self._shown(other)) for other in folded.others]))

    def _shown(self, finding: Finding) -> str:
        return readable(self._places.path(finding.path))


def _change(reworded: Reworded) -> list[str]:
    return [
        *(f"- {line}" for line in _lines(reworded.before)),
        *(f"+ {line}" for line in _lines(reworded.after)),
    ]


def _lines(text: str) -> list[str]:
    """The lines of a text that say something, some of them."""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines if len(lines) <= _MOST_LINES else [*lines[:_MOST_LINES], "…"]
