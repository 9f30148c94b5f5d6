"""Proof of a fix: the new source reads as the old one with the rewrite in it, and nothing else has changed.

What stands outside of the edits is the same by construction. Inside, a rewrite could still end a string, begin a
comment, open a tag or swallow its neighbour: so the new source is read, and compared segment by segment.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from policylint.documents import PLACEHOLDER, Document, Segment
from policylint.errors import PolicylintError, WriteError
from policylint.findings import Edit, Finding
from policylint.fixing.fixes import Checked, Draft, Reader
from policylint.fixing.segment_places import find_segment, find_segments
from policylint.readers import get_format, normalise, prose, read_source

_UNSEEN = re.compile("[|\u00ad\u200b]+")
_SPACE = re.compile(r"\s+")
_ENDS_APART = re.compile(r"\s|<[^<>]*>")
_NOWHERE = -1


def apply_edits(source: str, edits: Iterable[Edit]) -> str:
    """Put edits, which don't overlap, into a source."""
    parts: list[str] = []
    end = len(source)
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        assert edit.span.stop <= end
        parts += source[edit.span.stop : end], edit.text
        end = edit.span.start
    return "".join([*parts, source[:end]][::-1])


def move(offset: int, edits: Iterable[Edit]) -> int:
    """Where an offset of a source is after edits, none of which holds it."""
    return offset + sum(
        len(edit.text) - (edit.span.stop - edit.span.start) for edit in edits if edit.span.stop <= offset
    )


def find_placeholders(document: Document) -> Counter[str]:
    """Count the placeholders of a document, as they are written; one that several segments share counts once."""
    places = {
        (begin, end)
        for segment in document.segments
        if PLACEHOLDER in segment.source_map.kinds
        for _, _, kind, begin, end in segment.source_map.runs(0, len(segment.text))
        if kind == PLACEHOLDER
    }
    return Counter(document.source[begin:end] for begin, end in places if begin < end)


class Proof:
    """What has to hold after some drafts are put in place; a comment that allows a finding says nothing.

    `half_done` is what a check came to that failed only because the same fault is still told in the same text, or
    because the rules in `missing` now miss what the old words said.
    """

    def __init__(self, before: Checked, drafts: Sequence[Draft], *, is_comment: bool = False) -> None:
        self._before = before
        self._drafts = drafts
        self.half_done: Checked | None = None
        self.missing: frozenset[str] = frozenset()
        self._segments = before.document.segments
        self._shares: dict[int, list[Edit]] = {}
        for draft in () if is_comment else drafts:
            for edit in draft.said:
                self._share(edit)

    def _share(self, edit: Edit) -> None:
        """Give an edit to each segment that has its stretch for its text; an insertion to one only."""
        met = list(find_segments(self._segments, edit.span)) if edit.span.start < edit.span.stop else []
        for index in met or [find_segment(self._segments, edit.span)]:
            self._shares.setdefault(index, []).append(edit)

    def check(self, reader: Reader) -> Checked | str:
        """Read and judge the new source: give it, or what speaks against it."""
        edits = [edit for draft in self._drafts for edit in draft.written]
        try:
            document = reader.read(apply_edits(self._before.document.source, edits))
        except WriteError as error:
            return error.message
        except PolicylintError as error:
            return f"the file could not be read any more: {error.message}"
        groups = self._align(document)
        if isinstance(groups, str):
            return groups
        if reason := self._compare_data(document):
            return reason
        after = Checked(document, reader.judge(document))
        return self._compare_findings(after, groups) or after

    # --- texts

    def _align(self, after: Document) -> list[int] | str:
        """Tell for each new segment which old one it was, or is made of."""
        groups: list[int] = []
        for index, old in enumerate(self._segments):
            if index not in self._shares:
                if not self._is_same(old, after.segments[len(groups) : len(groups) + 1]):
                    return "the rewrite would change the text around it"
                groups.append(index)
                continue
            expected = self._splice(index)
            made = _take(after.segments[len(groups) :], len(_squash(expected)))
            if reason := _compare(expected, " ".join(segment.text for segment in made)):
                return reason
            if self._is_keyed and any((old.context, old.language) != (new.context, new.language) for new in made):
                return "the rewrite would change what is a text and what is a key"
            groups += [index] * len(made)
        return groups if len(groups) == len(after.segments) else "the rewrite would not read as it is written"

    def _is_same(self, old: Segment, made: Sequence[Segment]) -> bool:
        return all(
            (old.text, old.language, old.links) == (new.text, new.language, new.links)
            and (old.context == new.context or not self._is_keyed)
            for new in made
        ) and bool(made)

    @property
    def _is_keyed(self) -> bool:
        return get_format(self._before.document.format).holds_strings

    def _splice(self, index: int) -> str:
        """The text of a segment with edits of its source made in it."""
        segment = self._segments[index]
        text = segment.text
        for edit in sorted(self._shares[index], key=lambda edit: edit.span, reverse=True):
            a, b = _find_range(segment, edit)
            is_behind = bool(segment.text) and segment.source_map.stop(len(segment.text) - 1) < edit.span.start
            text = f"{text[:a]}{' ' * is_behind}{self._words(edit.text)}{text[b:]}"
        return text

    def _words(self, said: str) -> str:
        """What a rewrite says once its placeholders and markup are read, with the spaces around it."""
        if not said:
            return ""
        known = get_format(self._before.document.format)
        if known.holds_strings or known.is_opaque:
            segments = [made for each in prose.read(Segment.whole(said)) for made in normalise.read(each)]
        else:
            name = self._before.document.format if known.chain[1] == "markup.html" else "txt"
            segments = list(read_source(said, name)[0])
        words = " ".join(segment.text for segment in segments)
        before = " " if _ENDS_APART.match(said) else ""
        after = " " if _ENDS_APART.search(said, max(said.rfind("<"), len(said) - 1)) else ""
        return f"{before}{words}{after}"

    # --- placeholders and links

    def _compare_data(self, after: Document) -> str:
        """Only who takes a sentence out whole, or chose the words, may lose what it carried."""
        if all(draft.is_own for draft in self._drafts):
            return ""
        lost = find_placeholders(self._before.document) - find_placeholders(after)
        links = Counter(link.target for segment in self._segments for link in segment.links)
        links -= Counter(link.target for segment in after.segments for link in segment.links)
        if not (lost or links):
            return ""
        for draft in self._drafts:
            if draft.is_removal or draft.is_own:
                lost -= _placeholders_in(self._before.document, draft.said)
                links -= _links_in(self._before.document, draft.said)
        if lost:
            return f"the rewrite would lose {' and '.join(sorted(lost))}"
        return f"the rewrite would lose the link to {' and '.join(sorted(links))}" if links else ""

    # --- findings

    def _compare_findings(self, after: Checked, groups: Sequence[int]) -> str:
        """At no place may a rule find more than before, less what was fixed."""
        places = range(len(self._segments))
        known = _count(self._before.document, self._before.findings, places)
        known.subtract(_count(self._before.document, [draft.finding for draft in self._drafts], places))
        found = _count(after.document, after.findings, groups)
        more = [(rule, group) for (rule, group), count in found.items() if count > max(known[rule, group], 0)]
        if not more:
            return ""
        own = {draft.finding.rule for draft in self._drafts}
        if all(rule in own and group in self._shares for rule, group in more):
            self.half_done = after
        raised = {rule for rule, _ in more}
        if not any(each.excerpt for each in after.findings if each.rule in raised):
            self.half_done, self.missing = after, frozenset(raised)
        rule = more[0][0]
        return f"the rewrite would {'still' if rule in own else 'newly'} raise {rule}"


def _count(document: Document, findings: Iterable[Finding], groups: Sequence[int]) -> Counter[tuple[str, int]]:
    """Count findings by rule and group of segments; what is absent, or about a comment, is nowhere."""
    counts: Counter[tuple[str, int]] = Counter()
    for finding in findings:
        met = next(find_segments(document.segments, finding.span), None) if finding.excerpt else None
        counts[finding.rule, _NOWHERE if met is None else groups[met]] += 1
    return counts


def _take(segments: Sequence[Segment], length: int) -> list[Segment]:
    """The first segments that have so many characters together."""
    taken: list[Segment] = []
    for segment in segments:
        if length <= 0:
            break
        taken.append(segment)
        length -= len(_squash(segment.text))
    return taken


def _compare(expected: str, got: str) -> str:
    if _squash(expected) != _squash(got):
        return "the rewrite would not read as it is written"
    if _UNSEEN.sub("", expected).split() != _UNSEEN.sub("", got).split():
        return "the rewrite would run words together"
    return ""


def _squash(text: str) -> str:
    return _SPACE.sub("", _UNSEEN.sub("", text))


def _find_range(segment: Segment, edit: Edit) -> tuple[int, int]:
    """The characters of a segment's text that come from the stretch of an edit."""
    places = segment.source_map
    inside: list[int] = []
    gap = len(segment.text)
    for a, b, _, start, stop in places.runs(0, len(segment.text)):
        if start < stop and start < edit.span.stop and edit.span.start < stop:
            is_literal = b - a == stop - start
            begin = a + max(0, edit.span.start - start) if is_literal else a
            end = b - max(0, stop - edit.span.stop) if is_literal else b
            inside += begin, end
        if stop >= edit.span.start and gap == len(segment.text):
            is_within = start < edit.span.start < stop and b - a == stop - start
            gap = a + edit.span.start - start if is_within else (a if edit.span.start <= start else b)
    return (inside[0], inside[-1]) if inside else (gap, gap)


def _placeholders_in(document: Document, edits: Iterable[Edit]) -> Counter[str]:
    places = {
        (begin, end)
        for segment in document.segments
        for _, _, kind, begin, end in segment.source_map.runs(0, len(segment.text))
        if kind == PLACEHOLDER and any(edit.span.start <= begin and end <= edit.span.stop for edit in edits)
    }
    return Counter(document.source[begin:end] for begin, end in places)


def _links_in(document: Document, edits: Sequence[Edit]) -> Counter[str]:
    return Counter(
        link.target
        for segment in document.segments
        for link in segment.links
        if any(segment.source_map.span(link.start, link.stop).overlaps(edit.span) for edit in edits)
    )
