"""What was found, told to the reader: where it stands, why it hurts, and what to say instead."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Protocol

from policylint.documents import DECODED, PLACEHOLDER, Document, Segment
from policylint.findings import Finding, Fix
from policylint.languages.address import Voice, hear_voice
from policylint.languages.detection import detect_language
from policylint.located import NO_SEGMENT, Located
from policylint.matchers.words import Said
from policylint.proposals import fill, propose
from policylint.rewrites import render
from policylint.ruleset import Ruleset
from policylint.sentences import Passage
from policylint.settings import LANGUAGES
from policylint.spans import Match, Span
from policylint.variables import find_variables


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


class Teller:
    """Makes findings of what was found in one document."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._document = judge.document
        self._voices: dict[str, Voice] = {}

    def tell(self, located: Located) -> Finding:
        """A match as a finding, at its place in the source; what is absent stands at the very beginning."""
        rule, document, match = self._judge.ruleset.rule(located.rule), self._document, located.match
        segment = None if located.segment == NO_SEGMENT else document.segments[located.segment]
        span = segment.span(match) if segment else Span(0, 0)
        language = _language(segment, document, located.language)
        values = self._values(located, segment)
        return Finding(
            rule=rule.id,
            level=located.level,
            remedy=rule.remedy,
            message=render(rule.message.get(language) or rule.message["en"], values),
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
        rule, document = self._judge.ruleset.rule(located.rule), self._document
        wanted = fill(rule, document, language, self._voice(language), values, lambda: self._variables)
        fix = propose(wanted, segment, located.match)
        if fix and document.is_packed:
            return replace(fix, safety="display", note="the text is inside a file that only its own program can change")
        if fix and fix.safety == "safe" and located.by_words:
            return replace(fix, safety="unsafe")
        return fix

    def _values(self, located: Located, segment: Segment | None) -> dict[str, Any]:
        """What a message or rewrite may name."""
        match = located.match
        return {
            **self._judge.options(located.rule),
            "match": " ".join(segment.text[match.start : match.stop].split()) if segment else "",
            "company": self._judge.ruleset.selection.company,
            "said": self._said_by(located, segment) if segment else {},
        }

    def _said_by(self, located: Located, segment: Segment) -> dict[str, str]:
        """The first fact of each kind in the sentence of a match, its preposition with it; variables as written."""
        said: dict[str, str] = {}
        passage, _ = self._judge.passages(located.segment)[self._judge.sentence_of(located)]
        for fact, first, last in passage.facts:
            start, stop = passage.starts[first], passage.stops[last - 1]
            span = segment.source_map.span(start, stop)
            is_variable = segment.source_map.has(PLACEHOLDER, start, stop)
            words = self._document.source[span.start : span.stop] if is_variable else segment.text[start:stop]
            said.setdefault(fact.kind, words)
        return said

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
