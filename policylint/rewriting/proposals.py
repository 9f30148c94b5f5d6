"""A rule's rewrite as edits of the source: as small as makes sense, in the voice of the text, markup left alone."""

import html
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from policylint.documents import BREAK, LITERAL, PLACEHOLDER, Document, Segment
from policylint.findings import Edit, Fix
from policylint.languages.address import FAMILIAR, Voice, capitalise
from policylint.rewriting.casing import starts_with_name
from policylint.rewriting.cutting import cut_out
from policylint.rewriting.extents import Extent, find_extent
from policylint.rewriting.insertions import add_behind, insert
from policylint.rewriting.obstacles import balance, find_obstacle
from policylint.rewriting.removals import widen, widen_inline
from policylint.rewriting.rewrites import DOUBT, find_unknown, render, write_unknown
from policylint.rules import Rewrite, Rule
from policylint.spans import Match, Span

# What may stand between two pieces of one text: space, marks of quoted mail, and what joins strings or encoded lines.
_JOINT = re.compile(r"""[\s"'`+.&\\>=]*\Z""")
_OPENERS = ':—–«"“„('
_GREETING_ENDS = ",!"
_ATTACHED = ",;:.!?"  # stand right behind the word before them
_SPACES = re.compile(r"(?<=\S)  +(?=\S)")  # left by conditions of a template that don't hold
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
    names: Collection[str] = ()
    is_doubtful: bool = False

    @property
    def replaces(self) -> str:
        """What the rewrite stands in for."""
        return self.rewrite.replaces[self.language]

    @property
    def safety(self) -> str:
        """How far the rewrite is to be trusted; what is safe by its rule may still hold a doubt here."""
        stated = self.rewrite.safety[self.language]
        return "unsafe" if stated == "safe" and self.is_doubtful else stated

    def fix(self, edits: tuple[Edit, ...], safety: str, note: str = "") -> Fix:
        """Make the fix that these edits are; a note tells why it can't be applied here."""
        title = self.rule.title.get(self.language, self.rule.title["en"])
        decide = self.rewrite.decide.get(self.language, "")
        return Fix(title, edits, "display" if note else safety, self.unknown, note, decide)


def propose(wanted: Wanted | None, segment: Segment | None, match: Match) -> Fix | None:
    """Propose what is wanted in place of a match, or where it is missing; None when there is no place for it."""
    if wanted is None:
        return None
    document = wanted.document
    if segment is None:
        edits = tuple(insert(document, wanted.text, before_closing=wanted.replaces == "append"))
        return wanted.fix(edits, "display" if wanted.safety == "display" else "unsafe") if edits else None
    extent = find_extent(wanted.replaces, segment, match)
    place = extent.place
    if wanted.replaces == "after":
        return wanted.fix((add_behind(document, segment, extent.sentence.stop, wanted.text),), wanted.safety)
    if not _has_words(segment, place):
        return wanted.fix((Edit(segment.span(place), wanted.text),), "display", _ENCODED)
    if not wanted.text.strip() or _is_said(wanted, segment, place):
        return _removal(wanted, segment, extent)
    text = _fitted(wanted, segment.text, extent)
    obstacle = find_obstacle(segment, extent, text, is_followed=document.segments[-1] is not segment)
    if not extent.is_part:
        text, place = balance(text, segment.text, place)
    if text[0] in _ATTACHED:
        place = Match(len(segment.text[: place.start].rstrip()), place.stop)
    lost = _lost_placeholders(text, segment, place, document)
    return wanted.fix(
        tuple(_edits(document, segment, place, text)),
        wanted.safety,
        obstacle or (f"the rewrite would lose {' and '.join(lost)}" if lost else ""),
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
    rendered = render(template, {**values, "language": language})
    prose = rendered.replace(DOUBT, "")
    prose = prose if rewrite.replaces[language] == "match" else _SPACES.sub(" ", prose.strip())
    if voice.is_capitalised:
        prose = capitalise(prose, language)
    if document.format.startswith("html"):
        prose = _escape(prose, document)
    unknown = find_unknown(prose)
    known = variables() if unknown else {}
    text = write_unknown(prose, document.source, known)
    missing = tuple(name for name in unknown if name not in known)
    names = frozenset(str(value).split(maxsplit=1)[0].upper() for value in values["company"].values() if value)
    return Wanted(rule, rewrite, document, language, text, missing, names, DOUBT in rendered)


def write_out(segment: Segment, start: int, stop: int, document: Document) -> str:
    """What a segment says in a range, with its placeholders as the document writes them."""
    runs = segment.source_map.runs(start, stop)
    return "".join(document.source[c:d] if kind == PLACEHOLDER else segment.text[a:b] for a, b, kind, c, d in runs)


def _escape(prose: str, document: Document) -> str:
    """Prose as HTML, but for placeholders that the document has written like that."""
    if not re.search("[&<>]", prose):
        return prose
    written = sorted({each for segment in document.segments for each in _placeholders(segment, document)}, key=len)
    parts = re.split(f"({'|'.join(map(re.escape, reversed(written)))})", prose) if written else [prose]
    return "".join(part if number % 2 else html.escape(part, quote=False) for number, part in enumerate(parts))


def _placeholders(segment: Segment, document: Document, place: Match | None = None) -> Iterable[str]:
    """The placeholders in a range of a segment, as they are written, each once."""
    runs = segment.source_map.runs(place.start if place else 0, place.stop if place else len(segment.text))
    return dict.fromkeys(document.source[c:d] for _, _, kind, c, d in runs if kind == PLACEHOLDER and c < d)


def _is_said(wanted: Wanted, segment: Segment, place: Match) -> bool:
    """Whether a sentence would be said twice in a paragraph, and holds nothing else."""
    said = " ".join(html.unescape(wanted.text).split())
    around = " ".join(f"{segment.text[: place.start]} {segment.text[place.stop :]}".split())
    has_data = segment.source_map.has(PLACEHOLDER, place.start, place.stop)
    return wanted.replaces == "sentence" and said in around and not has_data


def _lost_placeholders(text: str, segment: Segment, place: Match, document: Document) -> list[str]:
    """The placeholders that a range holds and its rewrite doesn't."""
    return [each for each in _placeholders(segment, document, place) if each not in text]


def _has_words(segment: Segment, place: Match) -> bool:
    """Whether what a range says can be told apart in the source: of base64, each stretch holds parts of others."""
    runs = list(segment.source_map.runs(place.start, place.stop))
    return any(kind == LITERAL for _, _, kind, _, _ in runs) or all(one[4] <= other[3] for one, other in pairwise(runs))


def _fitted(wanted: Wanted, around: str, extent: Extent) -> str:
    """A rewrite as its place asks for: with its first letter as the old words had it, without a full stop inside."""
    place = extent.place
    before, old, after = around[: place.start], around[place.start : place.stop], around[place.stop :]
    text = wanted.text.lstrip() if before[-1:].isspace() else wanted.text
    text = text.rstrip() if after[:1].isspace() else text
    if _is_shouted(old):
        pass  # the rewrite has chosen its own letters
    elif extent.is_inside:
        if not starts_with_name(text, wanted.names) and not (old[:1].isupper() and _keeps_capital(before, extent)):
            text = text[:1].lower() + text[1:]
    elif old[:1].islower() and _goes_on(before) and not starts_with_name(text, wanted.names):
        text = text[:1].lower() + text[1:]
    elif extent.is_part and not old[:1].islower():
        text = text[:1].upper() + text[1:]
    ends_inside = extent.is_part and after.strip() and not old.rstrip().endswith(".")
    return text.rstrip(".") if ends_inside else text


def _is_shouted(old: str) -> bool:
    return old.isupper() and len(old) > 1


def _keeps_capital(before: str, extent: Extent) -> bool:
    """Whether a capital letter inside a sentence is more than a name's: it begins a line, a sentence, a quotation."""
    return not extent.is_part or "\n" in before[len(before.rstrip()) :] or before.rstrip()[-1:] in _OPENERS


def _goes_on(before: str) -> bool:
    """Whether words that begin small go on with a greeting's line."""
    return bool(before.strip()) and before.rstrip()[-1] in _GREETING_ENDS


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


def _removal(wanted: Wanted, segment: Segment, extent: Extent) -> Fix | None:
    """Take a part of a sentence out, or sentences with their space; what is all of its tag takes that with it."""
    text, safety = segment.text, wanted.safety
    whole = extent.sentence if extent.is_part else extent.whole
    start, stop = whole.start, whole.stop
    if extent.is_part and (cut := cut_out(text, extent.place, extent.sentence)):
        edits = _take_out(wanted.document, segment, Match(cut.start, cut.stop))
        if cut.capital >= 0 and segment.source_map.kind(cut.capital) == LITERAL:
            first = Match(cut.capital, cut.capital + 1)
            edits = (*edits, Edit(segment.span(first), text[cut.capital].upper()))
        return wanted.fix(edits, safety) if edits else None
    if text[:start].strip() or text[stop:].strip():
        while stop < len(text) and text[stop].isspace():
            stop += 1
        while stop == len(text) and start and text[start - 1].isspace():
            start -= 1
        edits = _take_out(wanted.document, segment, Match(start, stop))
        return wanted.fix(edits, safety) if edits else None
    span = widen(wanted.document.source, segment.source_map.span(start, stop))
    note = "" if wanted.document.is_whole and len(wanted.document.segments) > 1 else "nothing would be left of the text"
    return wanted.fix((Edit(span, ""),), safety, note)


def _take_out(document: Document, segment: Segment, place: Match) -> tuple[Edit, ...]:
    edits = tuple(_edits(document, segment, place, ""))
    if edits and place.stop < len(segment.text):
        edits = (*edits[:-1], _joined(edits[-1], segment.source_map.start(place.stop), document.source))
    return edits
