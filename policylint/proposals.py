"""A rule's rewrite as edits of the source: as small as makes sense, in the voice of the text, markup left alone."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from policylint.documents import BREAK, LITERAL, PLACEHOLDER, Document, Segment
from policylint.findings import Edit, Fix
from policylint.insertions import insert
from policylint.languages.address import FAMILIAR, Voice, capitalise
from policylint.removals import widen, widen_inline
from policylint.rewrites import find_unknown, render, write_unknown
from policylint.rules import Rewrite, Rule
from policylint.sentences import find_sentences
from policylint.spans import Match, Span

_CLAUSE_MARK = re.compile(r"[,;:](?=\s)|(?<=\s)[—–](?=\s)|—")
# What may stand between two pieces of one text: space, marks of quoted mail, and what joins strings or encoded lines.
_JOINT = re.compile(r"""[\s"'`+.&\\>=]*\Z""")
_ENCODED = "it stands in code (base64) that can't be changed in one place"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be said instead: a rule's rewrite filled for a match in a document, in a language."""

    rule: Rule
    rewrite: Rewrite
    document: Document
    language: str
    text: str
    unknown: tuple[str, ...]

    def fix(self, edits: tuple[Edit, ...], safety: str, note: str = "") -> Fix:
        """Make the fix that these edits are; a note tells why it can't be applied here."""
        title = self.rule.title.get(self.language, self.rule.title["en"])
        decide = self.rewrite.decide.get(self.language, "")
        return Fix(title, edits, "display" if note else safety, self.unknown, note, decide)


def propose(wanted: Wanted | None, segment: Segment | None, match: Match) -> Fix | None:
    """Propose what is wanted in place of a match, or where it is missing; None when there is no place for it."""
    if wanted is None:
        return None
    rewrite, document = wanted.rewrite, wanted.document
    if segment is None:
        edits = tuple(insert(document, wanted.text, before_closing=rewrite.replaces == "append"))
        return wanted.fix(edits, "display" if rewrite.safety == "display" else "unsafe") if edits else None
    place = _range(rewrite, segment, match)
    if not _has_words(segment, place):
        return wanted.fix((Edit(segment.span(place), wanted.text),), "display", _ENCODED)
    if not wanted.text or _is_said(wanted, segment, place):
        return _removal(wanted, segment, place)
    text = wanted.text if rewrite.replaces == "sentence" else _fitted(wanted.text, segment.text, place)
    lost = _lost_placeholders(text, segment, place, document)
    return wanted.fix(
        tuple(_edits(document, segment, place, text)),
        rewrite.safety,
        f"the rewrite would lose {' and '.join(lost)}" if lost else "",
    )


def fill(
    rule: Rule,
    document: Document,
    language: str,
    voice: Voice,
    values: Mapping[str, Any],
    variables: Callable[[], Mapping[str, str]],
) -> Wanted | None:
    """Fill a rule's rewrite in the voice of the document; None when it has none in that language.

    `variables` is asked for what the document writes for values only when the rewrite needs some.
    """
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
    known = variables() if unknown else {}
    text = write_unknown(prose, document.source, known)
    return Wanted(rule, rewrite, document, language, text, tuple(name for name in unknown if name not in known))


def _is_said(wanted: Wanted, segment: Segment, place: Match) -> bool:
    """Whether a sentence would be said twice in a paragraph, and holds nothing else."""
    said = " ".join(html.unescape(wanted.text).split())
    around = " ".join(f"{segment.text[: place.start]} {segment.text[place.stop :]}".split())
    has_data = segment.source_map.has(PLACEHOLDER, place.start, place.stop)
    return wanted.rewrite.replaces == "sentence" and said in around and not has_data


def _lost_placeholders(text: str, segment: Segment, place: Match, document: Document) -> list[str]:
    """The placeholders that a range holds and its rewrite doesn't."""
    written = [
        document.source[start:stop]
        for _, _, kind, start, stop in segment.source_map.runs(place.start, place.stop)
        if kind == PLACEHOLDER
    ]
    return [each for each in dict.fromkeys(written) if each not in text]


def _has_words(segment: Segment, place: Match) -> bool:
    """Whether what a range says can be told apart in the source: of base64, each stretch holds parts of others."""
    runs = list(segment.source_map.runs(place.start, place.stop))
    return any(kind == LITERAL for _, _, kind, _, _ in runs) or all(one[4] <= other[3] for one, other in pairwise(runs))


def _range(rewrite: Rewrite, segment: Segment, match: Match) -> Match:
    if rewrite.replaces == "match":
        return match
    sentences = [Match(a, b) for a, b in find_sentences(segment.text)]
    met = [sentence for sentence in sentences if sentence.overlaps(match)] or [match]
    start, stop = met[0].start, met[-1].stop
    if rewrite.replaces == "clause":
        before = [mark.end() for mark in _CLAUSE_MARK.finditer(segment.text, start, match.start)]
        after = _CLAUSE_MARK.search(segment.text, match.stop, stop)
        start = before[-1] if before else start
        while segment.text[start].isspace():
            start += 1
        stop = after.start() if after else stop - (segment.text[stop - 1] in ".!?")
        while segment.text[stop - 1].isspace():
            stop -= 1
    return Match(start, stop)


def _fitted(text: str, around: str, place: Match) -> str:
    """A rewrite that stands inside a sentence: small first letter, no full stop of its own."""
    before, old = around[: place.start].rstrip(), around[place.start : place.stop]
    is_inside = bool(before) and before[-1] not in ".!?…\n"
    if is_inside and not (text[:2].isupper() or re.match(r"I\b", text)):
        text = text[:1].lower() + text[1:]
    elif not is_inside and old[:1].isupper():
        text = text[:1].upper() + text[1:]
    after = around[place.stop :].lstrip()
    return text.rstrip(".") if after else text


# --- edits


def _edits(document: Document, segment: Segment, place: Match, text: str) -> Iterator[Edit]:
    """Put the text where the first written characters stand and take the others away; tags stay around words."""
    spans: list[Span] = []
    for _, _, kind, start, stop in segment.source_map.runs(place.start, place.stop):
        if start == stop or kind == BREAK:
            continue
        if spans and start >= spans[-1].stop and _JOINT.match(document.source, spans[-1].stop, start):
            spans[-1] = Span(spans[-1].start, stop)
        elif not spans or start >= spans[-1].stop:
            spans.append(Span(start, stop))
    if spans and text:
        yield Edit(spans.pop(0), text)
    yield from (Edit(widen_inline(document.source, span, spans), "") for span in spans)


def _joined(edit: Edit, following: int, source: str) -> Edit:
    """An edit that takes with it what joined its last line to the next."""
    span = edit.span
    is_joint = span.stop < following and _JOINT.match(source, span.stop, following)
    return Edit(Span(span.start, following), edit.text) if is_joint else edit


def _removal(wanted: Wanted, segment: Segment, place: Match) -> Fix | None:
    """Take a sentence out with its space; one that is all of its item, paragraph or tag takes that with it."""
    text, document = segment.text, wanted.document
    start, stop = place.start, place.stop
    if text[:start].strip() or text[stop:].strip():
        while stop < len(text) and text[stop].isspace():
            stop += 1
        while stop == len(text) and start and text[start - 1].isspace():
            start -= 1
        edits = tuple(_edits(document, segment, Match(start, stop), ""))
        if edits and stop < len(text):
            edits = (*edits[:-1], _joined(edits[-1], segment.source_map.start(stop), document.source))
        return wanted.fix(edits, wanted.rewrite.safety) if edits else None
    span = widen(document.source, segment.source_map.span(start, stop))
    note = "" if document.is_whole and len(document.segments) > 1 else "nothing would be left of the text"
    return wanted.fix((Edit(span, ""),), wanted.rewrite.safety, note)
