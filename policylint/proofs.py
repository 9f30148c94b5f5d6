"""Proof of a fix: the new source reads as the old one with the rewrite in it, and nothing else has changed."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from policylint.documents import Document, Segment
from policylint.errors import PolicylintError
from policylint.findings import Edit, Finding
from policylint.fixes import Checked
from policylint.readers import get_format, normalise, prose, read_source

_UNSEEN = re.compile(r"[\s|\u00ad\u200b]+")


def apply_edits(source: str, edits: Iterable[Edit]) -> str:
    """Put edits, which don't overlap, into a source."""
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        source = source[: edit.span.start] + edit.text + source[edit.span.stop :]
    return source


class Proof:
    """What has to hold after the fixes of some findings; a comment that allows one must leave all text as it is."""

    def __init__(self, before: Checked, fixed: Sequence[Finding], *, is_comment: bool = False) -> None:
        self._before = before
        self._fixed = fixed
        self._is_comment = is_comment
        self._edits = [edit for finding in fixed if finding.fix for edit in finding.fix.edits]

    def check(self, check: Callable[[str], Checked]) -> Checked | str:
        """Read and judge the new source: give it, or what speaks against it."""
        source = apply_edits(self._before.document.source, self._edits)
        try:
            after = check(source)
        except PolicylintError as error:
            return f"the file could not be read any more: {error.message}"
        return self._compare_texts(after.document) or self._compare_findings(after) or after

    def _compare_texts(self, after: Document) -> str:
        expected, untouched = [], []
        for segment, edits in self._touched():
            expected.append(_splice(segment, edits, self._before.document) if edits else segment.text)
            if not edits:
                untouched.append(segment.text)
        got = [segment.text for segment in after.segments]
        if _squash("".join(expected)) != _squash("".join(got)):
            return "the rewrite would not read as it is written"
        rest = iter(got)
        if not all(text in rest for text in untouched):
            return "the rewrite would change the text around it"
        return ""

    def _touched(self) -> Iterator[tuple[Segment, list[Edit]]]:
        """Each segment with the edits that change its text; what meets none is put to the nearest before."""
        segments = self._before.document.segments
        waiting = [] if self._is_comment else list(self._edits)
        shares: dict[int, list[Edit]] = {}
        for edit in waiting:
            shares.setdefault(_find_segment(segments, edit), []).append(edit)
        for index, segment in enumerate(segments):
            yield segment, shares.get(index, [])

    def _compare_findings(self, after: Checked) -> str:
        """No rule may find more than before, less what was fixed."""
        allowed = Counter(finding.rule for finding in self._before.findings)
        allowed.subtract(finding.rule for finding in self._fixed)
        found = Counter(finding.rule for finding in after.findings)
        for rule, count in found.items():
            if count > allowed[rule]:
                is_own = any(finding.rule == rule for finding in self._fixed)
                return f"the rewrite would {'still' if is_own else 'newly'} raise {rule}"
        return ""


def _find_segment(segments: Sequence[Segment], edit: Edit) -> int:
    """The segment that an edit changes: it reads the stretch, or ends or begins where something is put."""
    start, stop = edit.span.start, edit.span.stop
    best = -1
    for index, segment in enumerate(segments):
        first, last = segment.source_map.start(0), segment.source_map.stop(len(segment.text) - 1)
        if start < last and first < stop:
            return index
        if start == stop and (start in (last, first) or first < start < last):
            return index
        if last <= start:
            best = index
    return max(best, 0)


def _splice(segment: Segment, edits: Iterable[Edit], document: Document) -> str:
    """The text of a segment with edits of its source made in it."""
    places, text = segment.source_map, segment.text
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        start, stop = edit.span.start, edit.span.stop
        inside = [at for at in range(len(segment.text)) if start <= places.start(at) and places.stop(at) <= stop]
        inside = [at for at in inside if places.start(at) < places.stop(at)]
        if inside and start < stop:
            a, b = inside[0], inside[-1] + 1
        else:
            a = b = next((at for at in range(len(segment.text)) if places.start(at) >= start), len(segment.text))
        text = text[:a] + _words(edit.text, document) + text[b:]
    return text


def _words(written: str, document: Document) -> str:
    """What a rewrite says, once its placeholders and markup are read."""
    known = get_format(document.format)
    if known.holds_strings or known.is_opaque:
        segments = [made for each in prose.read(Segment.whole(written)) for made in normalise.read(each)]
    else:
        segments = list(read_source(written, document.format)[0])
    return "".join(segment.text for segment in segments)


def _squash(text: str) -> str:
    return _UNSEEN.sub("", text)
