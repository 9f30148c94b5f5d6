"""What was found, told to the reader: where it stands, why it hurts, and what to say instead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

from policylint.documents import DECODED, Document, Segment
from policylint.findings import Finding, Fix
from policylint.languages.address import Voice, hear_voice
from policylint.languages.detection import detect_language
from policylint.located import NO_SEGMENT, Located
from policylint.matchers.words import Said
from policylint.rewriting.casing import find_names
from policylint.rewriting.extents import find_extent
from policylint.rewriting.proposals import fill, propose, write_out
from policylint.rewriting.rewrites import render
from policylint.rewriting.said import find_said
from policylint.rewriting.variables import find_variables
from policylint.ruleset import Ruleset
from policylint.sentences import Passage
from policylint.settings import LANGUAGES
from policylint.spans import Match, Span


class Judge(Protocol):
    """What telling may ask of the judge of a document."""

    ruleset: Ruleset
    document: Document

    def options(self, rule: str) -> Mapping[str, Any]:
        """A rule's options in force."""

    def passages(self, index: int) -> list[tuple[Passage, Said]]:
        """The sentences of a segment with the groups of words said in them."""

    def sentence_of(self, located: Located) -> int:
        """The number of the sentence of its segment in which a match begins."""


@dataclass(frozen=True, slots=True)
class _Reach:
    """The sentences of a segment that one rewrite answers, and where in them the fault begins and ends."""

    first: int
    last: int
    match: Match
    by_words: bool


class Teller:
    """Makes findings of all that was found in one document."""

    def __init__(self, judge: Judge, found: Iterable[Located]) -> None:
        self._judge = judge
        self._document = judge.document
        self._voices: dict[str, Voice] = {}
        self._found: dict[tuple[str, int], list[Located]] = {}
        for located in found:
            self._found.setdefault((located.rule, located.segment), []).append(located)

    def tell(self, located: Located) -> Finding:
        """A match as a finding, at its place in the source; what is absent stands at the very beginning."""
        rule, document, match = self._judge.ruleset.rule(located.rule), self._document, located.match
        segment = None if located.segment == NO_SEGMENT else document.segments[located.segment]
        span = segment.span(match) if segment else Span(0, 0)
        language = _language(segment, document, located.language)
        values = self._values(located, segment, match)
        return Finding(
            rule=rule.id,
            level=located.level,
            remedy=rule.remedy,
            message=render(rule.message.get(language) or rule.message["en"], values).strip(),
            path=document.path,
            kind=document.kind,
            language=language,
            span=span,
            start=document.position(span.start),
            stop=document.position(span.stop),
            excerpt=_excerpt(document, segment, match, span),
            fix=self._fix(located, segment, language, values),
            context=_place(segment, span) if segment else "",
        )

    def _fix(self, located: Located, segment: Segment | None, language: str, values: Mapping[str, Any]) -> Fix | None:
        """The fix of a match: one for the same fault in neighbouring sentences, if it can answer all of them."""
        rule, document = self._judge.ruleset.rule(located.rule), self._document
        fix = None
        replaces = rule.rewrite.replaces.get(language, "") if segment and rule.rewrite else ""
        for reach in self._reaches(located, replaces) if replaces else [None]:
            known = {**values, **self._known(located, segment, reach, replaces)} if segment and reach else values
            wanted = fill(rule, document, language, self._voice(language), known, lambda: self._variables)
            fix = propose(wanted, segment, reach.match if reach else located.match)
            if fix and fix.safety == "safe" and reach and reach.by_words:
                fix = replace(fix, safety="unsafe")
            if fix is None or not fix.note:
                break
        if fix and document.is_packed:
            return replace(fix, safety="display", note="the text is inside a file that only its own program can change")
        return fix

    # --- how far a fault goes

    def _reaches(self, located: Located, replaces: str) -> Iterator[_Reach]:
        """The sentences of a match with neighbours that have the same fault, then its own alone."""
        own = self._reach(located)
        if replaces in {"sentence", "after"}:
            together = self._with_neighbours(own, located)
            if together != own:
                yield together
        yield own

    def _reach(self, located: Located) -> _Reach:
        rows, first = self._judge.passages(located.segment), self._judge.sentence_of(located)
        last = max((n for n, (row, _) in enumerate(rows) if row.start < located.match.stop), default=first)
        return _Reach(first, max(first, last), located.match, located.by_words)

    def _with_neighbours(self, reach: _Reach, located: Located) -> _Reach:
        for other in sorted(map(self._reach, self._found[located.rule, located.segment]), key=lambda each: each.first):
            if other.first <= reach.last + 1 and other.last >= reach.first - 1:
                reach = _joined(reach, other)
        return reach

    # --- what a message or rewrite may name

    def _values(self, located: Located, segment: Segment | None, match: Match) -> dict[str, Any]:
        return {
            **self._judge.options(located.rule),
            "match": " ".join(segment.text[match.start : match.stop].split()) if segment else "",
            "company": self._judge.ruleset.selection.company,
            "document": {"kind": self._document.kind},
            "said": {},
            "names": lambda: self._names,
        }

    def _known(self, located: Located, segment: Segment, reach: _Reach, replaces: str) -> dict[str, Any]:
        """What a rewrite may name besides: the words found, as written, and facts of the sentences it stands in for."""
        match, sentence = located.match, find_extent("sentence", segment, reach.match).place
        return {
            "is_inside": find_extent(replaces, segment, match).is_inside,
            "match": self._write_out(segment, match.start, match.stop),
            "sentence": self._write_out(segment, sentence.start, sentence.stop),
            "said": self._said_by(located, segment, reach),
        }

    def _write_out(self, segment: Segment, start: int, stop: int) -> str:
        return " ".join(write_out(segment, start, stop, self._document).split())

    def _said_by(self, located: Located, segment: Segment, reach: _Reach) -> dict[str, str]:
        """The first fact of each kind in a match's own sentences, else in its neighbours, as written."""
        own, rows = self._reach(located), self._judge.passages(located.segment)
        numbers = sorted(range(reach.first, reach.last + 1), key=lambda each: not own.first <= each <= own.last)
        said: dict[str, str] = {}
        for number in numbers:
            for kind, start, stop in find_said(rows[number][0]):
                said.setdefault(kind, write_out(segment, start, stop, self._document))
        return said

    @cached_property
    def _names(self) -> dict[str, str]:
        """What the document writes with a capital letter inside of sentences."""
        return find_names("\n".join(segment.text for segment in self._document.segments))

    @cached_property
    def _variables(self) -> dict[str, str]:
        """What the document writes for the values that it carries."""
        return find_variables(self._document)

    def _voice(self, language: str) -> Voice:
        """How the document speaks to its reader in a language."""
        if language not in self._voices:
            said = "\n".join(segment.text for segment in self._document.segments)
            self._voices[language] = hear_voice(said, language)
        return self._voices[language]


def _joined(one: _Reach, other: _Reach) -> _Reach:
    match = Match(min(one.match.start, other.match.start), max(one.match.stop, other.match.stop))
    by_words = one.by_words or other.by_words
    return _Reach(min(one.first, other.first), max(one.last, other.last), match, by_words)


def _language(segment: Segment | None, document: Document, found: str) -> str:
    """The language to speak of a match in: as markup or container state it, else the document's.

    What was found by a pattern of another language, which may be alike in both, is told by the words around it.
    """
    if segment is None:
        return document.language
    stated = segment.language[:2].lower()
    if stated in LANGUAGES:
        return stated
    return document.language if found == document.language else detect_language(segment.text, default=document.language)


def _excerpt(document: Document, segment: Segment | None, match: Match, span: Span) -> str:
    """The stretch of the source; where most of it is written in code (base64, escapes), the words it stands for."""
    if segment is None:
        return ""
    runs = segment.source_map.runs(match.start, match.stop)
    written = sum(stop - start for _, _, kind, start, stop in runs if kind == DECODED)
    is_code = 2 * written > span.stop - span.start
    return segment.text[match.start : match.stop] if is_code else document.source[span.start : span.stop]


def _place(segment: Segment, span: Span) -> str:
    """Where a container holds a stretch of the source."""
    return next((style.place for style in segment.styles if style.span.overlaps(span)), "") or segment.context
