"""Faults that aren't made of words: capitals and exclamation marks, footnote marks and their notes.

A rule names its check with `check:`. A check is a module-level pair: a probe of the raw source that may only
say 'nothing here', and a finder. To add one, write both and give them a line in `CHECKS`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

from policylint.documents import PLACEHOLDER, Document, Segment
from policylint.languages import LANGUAGES
from policylint.sentences import find_sentences, fold
from policylint.spans import Match

Found = Iterator[tuple[int, Match, str]]


class Judge(Protocol):
    """What a check may ask of the engine about the document it is judging."""

    def options(self, rule: str) -> Mapping[str, Any]:
        """The rule's options in force."""

    def says(self, rule: str, segment: int, start: int, stop: int) -> bool:
        """Whether a pattern of the rule matches in `text[start:stop]` of a segment."""

    def is_given(self, rule: str, segment: int, offset: int) -> bool:
        """Whether the rule's `given` and `unless` hold for the sentence at an offset of a segment."""


@dataclass(frozen=True, slots=True)
class Check:
    """`probe` is False only when `find` can find nothing in the source; a level of "" means the rule's own."""

    probe: Callable[[str], bool]
    find: Callable[[Judge, str, Document], Found]


# --- shouting

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARKS = re.compile(r"[!?](?<!\?)[!?]+|\?!+")
_LOUD = re.compile(r"[!?][!?]")
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞŠŽА-ЯЁ][A-ZÀ-ÖØ-ÞŠŽА-ЯЁ]+")
_DISCLAIMER = re.compile(r"WARRANT|LIAB|AS IS|ОТВЕТСТВЕН|ГАРАНТИ|УБЫТК|VASTUTU|GARANTII|KAHJU")
_VOWELS = frozenset("aeiouyõäöüаеиоуыэюяё")
_FEWEST_SHOUTED = 4
_LONGEST_ACRONYM = 3


def _may_shout(source: str) -> bool:
    if _LOUD.search(source):
        return True
    shouted = _UPPER.finditer(source)
    return sum(1 for _, _ in zip(range(_FEWEST_SHOUTED - 1), shouted, strict=False)) == _FEWEST_SHOUTED - 1


def _find_shouting(_judge: Judge, _rule: str, document: Document) -> Found:
    for index, segment in enumerate(document.segments):
        is_disclaimer = document.kind == "terms" and _DISCLAIMER.search(segment.text)
        runs = [] if is_disclaimer else list(_shouted_runs(segment))
        marks = (Match(found.start(), found.end()) for found in _MARKS.finditer(segment.text))
        for match in [*runs, *(mark for mark in marks if not any(run.overlaps(mark) for run in runs))]:
            yield index, match, ""


def _shouted_runs(segment: Segment) -> Iterator[Match]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(segment.text):
        shouted = word.group().isupper() and not segment.source_map.has(PLACEHOLDER, word.start(), word.end())
        broken = run and re.search(r"[.!?:;\n]{1}\s*\n|\n\s*\n", segment.text[run[-1].end() : word.start()])
        if not shouted or broken:
            yield from _as_shouting(run)
            run = []
        if shouted:
            run.append(word)
    yield from _as_shouting(run)


def _as_shouting(run: Sequence[re.Match[str]]) -> Iterator[Match]:
    if sum(1 for word in run if _counts(word.group())) >= _FEWEST_SHOUTED:
        loud = re.compile(r"\s?[!?]{2,}").match(run[-1].string, run[-1].end())
        yield Match(run[0].start(), loud.end() if loud else run[-1].end())


def _counts(word: str) -> bool:
    """Whether a word in capitals is a word, not an acronym."""
    folded = fold(word)
    if any(folded in module.STOPWORDS for module in LANGUAGES.values()):
        return True
    letters = set(folded)
    return len(folded) > _LONGEST_ACRONYM and bool(letters & _VOWELS) and bool(letters - _VOWELS)


# --- footnotes

_MARK = r"\*{1,3}|[¹²³⁴⁵⁶†‡]|\[\^?\w{1,3}\]|\(\*{1,2}\)"
_FOOTNOTE_MARK = re.compile(rf"(?<=[\w%€$£₽.,!?)»”\"'])[ \u00a0]?(?P<mark>{_MARK})(?![\w*])")
_NOTE = re.compile(rf"(?:^|\n)[ \t]*(?P<mark>{_MARK})[ \t]*(?=\S)")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|[ксдм]?м)\Z")  # whose square or cube is no mark
_RAISED_MARK = re.compile(r"(?<=[\w%€$£₽.,!?)»”\"'])[ \u00a0]?(?P<mark>\d{1,2})(?!\w)")
_RAISED_NOTE = re.compile(r"(?:^|\n)[ \t]*(?P<mark>\d{1,2})[ \t]*(?=\S)")
_RAISES = re.compile(r"<sup\b[^<>]*>\s*(?:<a\b[^<>]*>\s*)?\Z", re.IGNORECASE)
_LONGEST_RAISING = 200
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)[^*\n]+(?<=\S)\1(?!\w)")
_PROBE = re.compile(r"[*¹²³⁴⁵⁶†‡]|\[\^?\w|<sup", re.IGNORECASE)


def _find_footnotes(judge: Judge, rule: str, document: Document) -> Found:
    notes = _collect_notes(document)
    for index, segment in enumerate(document.segments):
        emphasised = [found.span() for found in _EMPHASIS.finditer(segment.text)]
        for found in (*_FOOTNOTE_MARK.finditer(segment.text), *_raised(_RAISED_MARK, document, segment)):
            start, stop = found.span("mark")
            if any(a <= start < b for a, b in emphasised) or _begins_note(notes, index, start):
                continue
            if found["mark"] in {"²", "³", "2", "3"} and _UNIT.search(segment.text, max(start - 3, 0), start):
                continue
            if not judge.is_given(rule, index, max(start - 1, 0)):
                continue
            places = notes.get(_plain(found["mark"]))
            if places is None:
                if found.re is not _RAISED_MARK and not found["mark"].startswith("["):  # m<sup>2</sup> needs no note
                    yield index, Match(start, stop), "error"
            elif any(judge.says(rule, number, a, b) for number, a, b in places):
                yield index, Match(start, stop), ""


def _raised(pattern: re.Pattern[str], document: Document, segment: Segment) -> Iterator[re.Match[str]]:
    """Numbers that the source sets as `<sup>`."""
    if "<sup" in document.source:
        for found in pattern.finditer(segment.text):
            start = segment.source_map.start(found.start("mark"))
            if _RAISES.search(document.source, max(start - _LONGEST_RAISING, 0), start):
                yield found


def _plain(mark: str) -> str:
    return mark.strip("()[]^")


def _begins_note(notes: dict[str, list[tuple[int, int, int]]], index: int, start: int) -> bool:
    return any(number == index and a == start for places in notes.values() for number, a, _ in places)


def _collect_notes(document: Document) -> dict[str, list[tuple[int, int, int]]]:
    """Mark -> where its notes stand: segment and range of its text."""
    notes: dict[str, list[tuple[int, int, int]]] = {}
    for index, segment in enumerate(document.segments):
        length = len(segment.text)
        if segment.role == "note":
            notes.setdefault(_plain(segment.context), []).append((index, 0, length))
            continue
        before = _bullet(document, segment)
        if before:
            notes.setdefault(before, []).append((index, 0, length))
        found = [*_NOTE.finditer(segment.text), *_raised(_RAISED_NOTE, document, segment)]
        found.sort(key=lambda each: each.start())
        ends = [each.start() for each in found[1:]] + [length]
        for each, following in zip(found, ends, strict=False):
            notes.setdefault(_plain(each["mark"]), []).append((index, each.start("mark"), following))
    return notes


def _bullet(document: Document, segment: Segment) -> str:
    """The asterisk that a reader took for the bullet of a list item."""
    if segment.role != "item" or not segment.text:
        return ""
    start = segment.source_map.start(0)
    line = document.line_starts[document.position(start)[0] - 1]
    lead = document.source[line:start].strip()
    return lead if re.fullmatch(r"\*{1,3}", lead) else ""


# --- unreadable clauses

_ITEM = re.compile(
    r"[;:,.]\s+(?=\(?(?:[a-zа-я]|[ivx]{1,4}|\d{1,2})[.)]\s)|;\s*\n|\n\s*(?:[-•*–]|\(?\w{1,3}[.)])\s", re.IGNORECASE
)
_FEWEST_LETTERS = 200


def _find_unreadable(judge: Judge, rule: str, document: Document) -> Found:
    most = int(judge.options(rule)["max_words"])
    for index, segment in enumerate(document.segments):
        if len(segment.text) < _FEWEST_LETTERS:
            continue
        for start, stop in find_sentences(segment.text):
            bounds = [start, *(cut.end() for cut in _ITEM.finditer(segment.text, start, stop)), stop]
            for first, last in pairwise(bounds):
                if sum(1 for _ in _WORD.finditer(segment.text, first, last)) > most:
                    yield index, Match(first, last), ""


CHECKS = {
    "shouting": Check(_may_shout, _find_shouting),
    "footnote": Check(lambda source: bool(_PROBE.search(source)), _find_footnotes),
    "unreadable-clause": Check(lambda source: len(source) >= _FEWEST_LETTERS, _find_unreadable),
}
