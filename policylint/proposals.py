"""A rule's rewrite as edits of the source: as small as makes sense, in the voice of the text, markup left alone."""

import html
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policylint.documents import LITERAL, PLACEHOLDER, Document, Segment
from policylint.findings import Edit, Fix
from policylint.languages.address import FAMILIAR, Voice, capitalise
from policylint.rewrites import find_unknown, render, write_unknown
from policylint.rules import Rewrite, Rule
from policylint.sentences import find_sentences
from policylint.spans import Match, Span
from policylint.variables import find_variables

_GREETING = re.compile(
    r"(?:dear|hello|hi|hey|good (?:day|morning|afternoon)|greetings|thank you|thanks|"
    r"здравствуй|добрый|уважаем|привет|спасибо|tere|lugupeetud|austatud|hea |tänan|täname|aitäh)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:kind|best|warm|many)? ?regards|yours|sincerely|cheers|all the best|best wishes|"
    r"с уважением|всего (?:доброго|хорошего)|искренне|ваш[аи]? |lugupidamisega|parimate|heade soovidega"
    r"|parimat|terviseid)",
    re.IGNORECASE,
)
_LONGEST_GREETING = 60
_CLAUSE_MARKS = ",;:—–"
_INDENT = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*")
_BULLET = re.compile(r"[ \t]*(?:>[ \t]?)*(?:[-*+•–—]|\d{1,3}[.)])[ \t]+\Z")
_TAG_BEFORE = re.compile(r"[ \t]*<(li|p|div|dd|small|span|b|strong|em|i)\b[^<>]*>\s*\Z", re.IGNORECASE)
_NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be said instead: a rule's rewrite filled for a match in a document, in a language."""

    rule: Rule
    rewrite: Rewrite
    document: Document
    language: str
    text: str
    unknown: tuple[str, ...]

    def fix(self, edits: tuple[Edit, ...], safety: str) -> Fix:
        """Make the fix that these edits are."""
        title = self.rule.title.get(self.language, self.rule.title["en"])
        return Fix(title, edits, safety, self.unknown)


def propose(wanted: Wanted | None, segment: Segment | None, match: Match) -> Fix | None:
    """Propose what is wanted in place of a match, or where it is missing; None when there is no place for it."""
    if wanted is None:
        return None
    rewrite, document = wanted.rewrite, wanted.document
    if segment is None:
        edits = tuple(_insertion(document, wanted.text, before_closing=rewrite.replaces == "append"))
        return wanted.fix(edits, "display" if rewrite.safety == "display" else "unsafe") if edits else None
    place = _range(rewrite, segment, match)
    if not wanted.text:
        return _removal(wanted, segment, place)
    text = wanted.text if rewrite.replaces == "sentence" else _fitted(wanted.text, segment.text, place)
    edits = tuple(_edits(document, segment, place, text))
    if not edits:
        return None
    is_lost = segment.source_map.has(PLACEHOLDER, place.start, place.stop) and not _keeps_placeholders(
        text, segment, place, document
    )
    return wanted.fix(edits, "display" if is_lost else rewrite.safety)


def fill(rule: Rule, document: Document, language: str, voice: Voice, values: Mapping[str, Any]) -> Wanted | None:
    """Fill a rule's rewrite in the voice of the document; None when it has none in that language."""
    rewrite = rule.rewrite
    if rewrite is None or language not in rewrite.templates:
        return None
    template = rewrite.templates[language]
    if language in rewrite.familiar and voice.address == FAMILIAR:
        template = rewrite.familiar[language]
    prose = render(template, values)
    if voice.is_capitalised:
        prose = capitalise(prose, language)
    if document.format.startswith("html"):
        prose = html.escape(prose, quote=False)
    unknown = find_unknown(prose)
    known = find_variables(document) if unknown else {}
    text = write_unknown(prose, document.source, known)
    return Wanted(rule, rewrite, document, language, text, tuple(name for name in unknown if name not in known))


def _keeps_placeholders(text: str, segment: Segment, place: Match, document: Document) -> bool:
    """Whether each placeholder that a range holds is written in its rewrite too."""
    return all(
        document.source[start:stop] in text
        for _, _, kind, start, stop in segment.source_map.runs(place.start, place.stop)
        if kind == PLACEHOLDER
    )


def _range(rewrite: Rewrite, segment: Segment, match: Match) -> Match:
    if rewrite.replaces == "match":
        return match
    sentences = [Match(a, b) for a, b in find_sentences(segment.text)]
    met = [sentence for sentence in sentences if sentence.overlaps(match)] or [match]
    start, stop = met[0].start, met[-1].stop
    if rewrite.replaces == "clause":
        before = max((segment.text.rfind(mark, start, match.start) for mark in _CLAUSE_MARKS), default=-1)
        after = [at for mark in _CLAUSE_MARKS if (at := segment.text.find(mark, match.stop, stop)) >= 0]
        start = before + 1 if before >= 0 else start
        while segment.text[start].isspace():
            start += 1
        stop = min(after, default=stop - (segment.text[stop - 1] in ".!?"))
    return Match(start, stop)


def _fitted(text: str, around: str, place: Match) -> str:
    """A rewrite that stands inside a sentence: small first letter, no full stop of its own."""
    before = around[: place.start].rstrip()
    if before and before[-1] not in ".!?…\n":
        text = text[:1].lower() + text[1:] if not text[:2].isupper() else text
    after = around[place.stop :].lstrip()
    return text.rstrip(".") if after else text


# --- edits


def _edits(document: Document, segment: Segment, place: Match, text: str) -> Iterator[Edit]:
    """Put the text where the first written characters stand and take the others away; tags stay."""
    runs = [run for run in segment.source_map.runs(place.start, place.stop) if run[3] < run[4] and run[2] != "b"]
    if not any(kind == LITERAL for _, _, kind, _, _ in runs):
        return
    spans: list[Span] = []
    for _, _, _, start, stop in runs:
        if spans and not _has_markup(document.source[spans[-1].stop : start]):
            spans[-1] = Span(spans[-1].start, stop)
        else:
            spans.append(Span(start, stop))
    yield Edit(spans[0], _wrapped(text, document, spans[0]))
    yield from (Edit(span, "") for span in spans[1:])


def _has_markup(between: str) -> bool:
    return any(mark in between for mark in "<>{}%[]*_`|")


def _wrapped(text: str, document: Document, span: Span) -> str:
    """A text in lines as wide as those it stands in for, when it stands in for several."""
    source = document.source
    old = source[span.start : span.stop]
    lines = old.splitlines()
    if len(lines) < 2 or "\n" in text:
        return text
    begin = source.rfind("\n", 0, span.start) + 1
    end = source.find("\n", span.stop)
    widths = [len(line) for line in source[begin : end if end >= 0 else len(source)].splitlines()]
    prefix = _INDENT.match(lines[1])
    indent = prefix[0] if prefix else ""
    width = max(_NARROWEST, *widths)
    gap = "\r\n" if "\r\n" in old else "\n"
    # The words before it on the first line take their room.
    wrapped = textwrap.wrap(
        "\0" * (span.start - begin) + text, width, subsequent_indent=indent, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    return gap.join(wrapped).lstrip("\0")


def _removal(wanted: Wanted, segment: Segment, place: Match) -> Fix | None:
    """Take a sentence out with its space; one that is all of its item, paragraph or tag takes that with it."""
    text, document = segment.text, wanted.document
    if text[: place.start].strip() or text[place.stop :].strip():
        stop = place.stop
        while stop < len(text) and text[stop] in " \t":
            stop += 1
        edits = tuple(_edits(document, segment, Match(place.start, stop), ""))
        return wanted.fix(edits, wanted.rewrite.safety) if edits else None
    span = _widen(document, segment.source_map.span(place.start, place.stop))
    safety = wanted.rewrite.safety if document.is_whole and len(document.segments) > 1 else "display"
    return wanted.fix((Edit(span, ""),), safety)


def _widen(document: Document, span: Span) -> Span:
    """Widen a span over the tags or the bullet that would be left empty, and the line end behind."""
    source, start, stop = document.source, span.start, span.stop
    while tag := _TAG_BEFORE.search(source, max(0, start - 300), start):
        end = re.compile(rf"\s*</{tag[1]}\s*>", re.IGNORECASE).match(source, stop)
        if end is None:
            break
        start, stop = tag.start(), end.end()
    line = max(source.rfind("\n", 0, start), source.rfind("\r", 0, start)) + 1
    if bullet := _BULLET.match(source, line, start):
        start = bullet.start()
    if not source[line:start].strip() and (end := re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)").match(source, stop)):
        start, stop = line, end.end()
    return Span(start, stop)


# --- what is missing


def _insertion(document: Document, text: str, *, before_closing: bool) -> Iterator[Edit]:
    """Say something new after the greeting or before the closing, else before the first paragraph."""
    segments = [segment for segment in document.segments if segment.role in {"p", "cell", "heading"} and segment.text]
    if not segments:
        return
    gap = "<br>\n" if document.format.startswith("html") else "\r\n\r\n" if "\r\n" in document.source else "\n\n"
    closing = next((each for each in reversed(segments[1:]) if _CLOSING.match(each.text)), None)
    if before_closing and closing:
        at = closing.source_map.start(0)
        yield Edit(Span(at, at), text + gap)
        return
    for segment in segments[:4]:
        if _GREETING.match(segment.text):
            first = next(iter(segment.text.splitlines()), "")
            end = len(first) if len(first) <= _LONGEST_GREETING else len(segment.text)
            at = segment.source_map.stop(end - 1)
            yield Edit(Span(at, at), gap + text)
            return
    at = segments[0].source_map.start(0)
    yield Edit(Span(at, at), text + gap)
