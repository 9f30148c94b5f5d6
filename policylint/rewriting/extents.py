"""How far a rewrite reaches around a match: the words alone, their clause, or their sentences less the greeting."""

import re
from dataclasses import dataclass

from policylint.documents import PLACEHOLDER, Segment
from policylint.languages.greetings import find_greeting
from policylint.rewriting.leads import skip_lead
from policylint.sentences import find_sentences
from policylint.spans import Match

_CLAUSE_MARK = re.compile(r"[,;:](?=\s)|(?<=\s)[—–](?=\s)|—")
_WHOLE = frozenset({"sentence", "after"})
# Where a text has tags that nobody read.
_TAG = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|td|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_VOCATIVE_ENDS = re.compile(r",\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Extent:
    """What a rewrite stands in for (`place`), in a sentence or several; `whole` goes when nothing is said instead."""

    place: Match
    whole: Match
    sentence: Match
    is_part: bool
    is_inside: bool  # behind words of the same sentence


def find_extent(replaces: str, segment: Segment, match: Match) -> Extent:
    """Find how far a rewrite that `replaces` the match, its clause or its sentences reaches in a segment."""
    sentences = [Match(a, b) for a, b in find_sentences(segment.text)]
    met = [sentence for sentence in sentences if sentence.overlaps(match)] or [match]
    if replaces in _WHOLE:
        met = _without_question(segment.text, met)
    sentence = Match(met[0].start, met[-1].stop)
    if replaces in _WHOLE:
        whole = Match(_skip_greeting(segment.text, sentence, match), sentence.stop)
        place = Match(skip_lead(segment.text, whole, match), whole.stop)
        place = Match(_skip_greeting(segment.text, place, match), whole.stop)
        place = Match(_skip_vocative(segment, place, match), whole.stop)
    elif replaces == "clause":
        bare = Match(skip_lead(segment.text, sentence, match), sentence.stop)
        whole = place = _find_clause(segment.text, bare, match)
    else:
        whole = place = match
    before = _BLOCK.split(segment.text[sentence.start : place.start])[-1]
    is_inside = bool(_LETTER.search(_TAG.sub("", before)))
    return Extent(place, whole, sentence, is_part=replaces not in _WHOLE, is_inside=is_inside)


def _without_question(text: str, met: list[Match]) -> list[Match]:
    """The sentences that answer, where a question stands before them."""
    while len(met) > 1 and text[met[0].start : met[0].stop].rstrip("\"'»”“)*_").endswith("?"):
        met = met[1:]
    return met


def _skip_greeting(text: str, sentence: Match, match: Match) -> int:
    """Where a sentence goes on that greets its reader first."""
    start = find_greeting(text, sentence.start, sentence.stop)
    return start if start <= match.start else sentence.start


def _skip_vocative(segment: Segment, whole: Match, match: Match) -> int:
    """Where a sentence goes on that calls its reader by a placeholder first."""
    if segment.source_map.kind(whole.start) != PLACEHOLDER:
        return whole.start
    end = next(iter(segment.source_map.runs(whole.start, whole.stop)))[1]
    mark = _VOCATIVE_ENDS.match(segment.text, end, whole.stop)
    return mark.end() if mark and mark.end() <= match.start else whole.start


def _find_clause(text: str, sentence: Match, match: Match) -> Match:
    """The words between the marks around a match."""
    start, stop = sentence.start, sentence.stop
    before = [mark.end() for mark in _CLAUSE_MARK.finditer(text, start, match.start)]
    after = _CLAUSE_MARK.search(text, match.stop, stop)
    start = before[-1] if before else start
    while text[start].isspace():
        start += 1
    stop = after.start() if after else stop - (text[stop - 1] in ".!?")
    while text[stop - 1].isspace():
        stop -= 1
    return Match(start, stop)
