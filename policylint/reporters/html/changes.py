"""A rewrite as a reader compares it: the words as they are, and as they would be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policylint.findings import Edit, Finding
from policylint.reporters.html.passages import show

_SHORT = 40  # what is shorter is shown with words around it
_AROUND = 60
_LONGEST_KEPT = 160  # of what stays as it is between two edits
_LONGEST = 1200

_LINE_END = re.compile(r"[\r\n]")
_PARAGRAPHS = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words that stay or, if `is_changed`, go or come."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Change:
    """The words before and after a fix; nothing before when words are only added, nothing after when they go."""

    before: tuple[Run, ...]
    after: tuple[Run, ...]

    @property
    def is_partial(self) -> bool:
        """Whether some of the words stay."""
        return not all(run.is_changed for run in self.before)


def compare(source: str, finding: Finding) -> Change | None:
    """Set out what a finding's fix changes; None when there is no fix."""
    if not finding.fix or not finding.fix.edits:
        return None
    edits = sorted(finding.fix.edits, key=lambda edit: edit.span)
    if finding.excerpt != source[finding.span.start : finding.span.stop]:
        # Written in code there, which nobody reads: what is to be said instead is known in words.
        return Change((), tuple(_tidy([Run(edit.text, is_changed=True) for edit in edits])))
    first, last = edits[0].span.start, edits[-1].span.stop
    removed = "".join(source[edit.span.start : edit.span.stop] for edit in edits).strip()
    added = "".join(edit.text for edit in edits).strip()
    head = tail = ""
    if removed and len(removed) < _SHORT:
        head, tail = _words_before(source, first), _words_after(source, last)
    before = [Run(head, is_changed=False), *_runs(source, edits, is_after=False), Run(tail, is_changed=False)]
    after = [Run(head, is_changed=False), *_runs(source, edits, is_after=True), Run(tail, is_changed=False)]
    return Change(tuple(_tidy(before)) if removed else (), tuple(_tidy(after)) if added or head or tail else ())


def _runs(source: str, edits: Sequence[Edit], *, is_after: bool) -> Iterator[Run]:
    """What is said from the first edit to the last, before or after them."""
    done = edits[0].span.start
    for edit in edits:
        kept = source[done : edit.span.start]
        if len(kept) > _LONGEST_KEPT:
            kept = f"{kept[: _LONGEST_KEPT // 2]} … {kept[-_LONGEST_KEPT // 2 :]}"
        yield Run(kept, is_changed=False)
        yield Run(edit.text if is_after else source[edit.span.start : edit.span.stop], is_changed=True)
        done = edit.span.stop


def _tidy(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs that say anything, on one line a paragraph, none too long."""
    said = [run for run in runs if run.text]
    for index, run in enumerate(said):
        text = "\n".join(re.sub(r"\s+", " ", part) for part in _PARAGRAPHS.split(run.text))
        text = text.lstrip() if index == 0 else text
        text = text.rstrip() if index == len(said) - 1 else text
        yield Run(show(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"), run.is_changed)


def _words_before(source: str, offset: int) -> str:
    text = _LINE_END.split(source[max(0, offset - _AROUND) : offset])[-1]
    if len(text) < _AROUND:
        return text.lstrip()
    return f"…{text[text.find(' ') :]}" if " " in text else ""


def _words_after(source: str, offset: int) -> str:
    text = _LINE_END.split(source[offset : offset + _AROUND])[0]
    if len(text) < _AROUND:
        return text.rstrip()
    return f"{text[: text.rfind(' ') + 1]}…" if " " in text else ""
