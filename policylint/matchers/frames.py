"""Frames: things that must meet in one passage in any order, and things that must not."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from policylint.catalogue import Catalogue
from policylint.facts import Fact, percent_per_day
from policylint.matchers.tokens import PhraseMatcher
from policylint.matchers.words import Said, WordGroups
from policylint.sentences import Passage

Hit = tuple[int, int]
_MOST_HITS = 12
_MOST_ASSIGNMENTS = 2000
_HOURS = {"hours": 1.0, "days": 24.0, "weeks": 168.0, "months": 720.0, "years": 8760.0, "minutes": 1 / 60}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a frame is tried: a passage, the groups said in it, a pattern's language, its rule's options."""

    passage: Passage
    said: Said
    language: str
    options: Mapping[str, Any]


class HitFinder:
    """Finds where the members of frames are said, once for each passage and slot."""

    def __init__(self, catalogue: Catalogue, groups: WordGroups) -> None:
        self._slots = catalogue.slots
        self._phrase = catalogue.phrase
        self._groups = groups
        self._word_set = catalogue.word_set
        self._matcher = PhraseMatcher(catalogue.phrase, catalogue.word_set)

    def _possible(self, passage: Passage, said: Said) -> frozenset[int]:
        """Phrases all of whose words are said in a passage."""
        known = passage.memory.get("possible")
        if known is None:
            known = passage.memory["possible"] = self._groups.possible_phrases(passage.vocabulary, said)
        return known

    def hits(self, alternatives: Sequence[Any], place: Place) -> list[Hit]:
        """Ranges of tokens at which any alternative of a member is said with its polarity."""
        found: list[Hit] = []
        passage = place.passage
        for polarity, kind, body in alternatives:
            if kind == "fact":
                found.extend(self._facts(body, passage, place.options))
                continue
            ranges = (
                self._slot(body, passage, place.said) if kind == "slot" else self.phrases(body, passage, place.said)
            )
            for start, stop in ranges:
                if polarity == "?" or passage.is_negated(start, place.language) == (polarity == "-"):
                    found.append((start, stop))
        return found

    def may_be_said(self, alternatives: Sequence[Any], said: Said) -> bool:
        """Whether a passage, segment or document in which these groups are said may say any alternative."""
        return any(
            kind == "fact"
            or (kind == "slot" and self._slots[body]["group"] in said)
            or (kind == "phrase" and any(said.issuperset(self._phrase(number)["needs"]) for number in body))
            for _, kind, body in alternatives
        )

    def _slot(self, key: str, passage: Passage, said: Said) -> Sequence[tuple[int, int]]:
        slot = self._slots[key]
        if slot["group"] not in said:
            return ()
        known = passage.memory.get(key)
        if known is None:
            words, endings = self._word_set(slot["words"]), slot["endings"]
            known = [
                (index, index + 1)
                for index, word in enumerate(passage.words)
                if (word in words or (endings and any(word[-size:] in endings for size in range(3, len(word)))))
                and not passage.placeholders[index]
            ]
            known.extend(self.phrases(slot["phrases"], passage, said))
            passage.memory[key] = known
        return known

    def phrases(self, numbers: Collection[int], passage: Passage, said: Said) -> Iterator[tuple[int, int]]:
        """Ranges of tokens at which any of these phrases stands."""
        possible = self._possible(passage, said)
        for number in possible.intersection(numbers) if possible else ():
            yield from self._matcher.find(number, passage)

    def _facts(self, body: tuple[Any, ...], passage: Passage, options: Mapping[str, Any]) -> Iterator[Hit]:
        kind, relations, comparison, option = body
        for fact, first, last in passage.facts:
            if fact.kind != kind or (relations and fact.relation not in relations):
                continue
            if not comparison or _holds(fact, comparison, option, options):
                yield first, last


def _holds(fact: Fact, comparison: str, option: str, options: Mapping[str, Any]) -> bool:
    """Whether a fact stands in the comparison with an option, in the unit that the option's name ends in."""
    limit = float(options.get(option, 0))
    value = fact.low if comparison[0] == "<" else fact.high
    if option.endswith("percent_per_day"):
        value = percent_per_day(fact)
    elif fact.kind in {"duration", "interval"}:
        limit *= _HOURS.get(option.rsplit("_", 1)[-1], 1.0)
    elif fact.kind == "time":
        limit *= 60
    if value is None:
        return False
    return {"<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit}[comparison]


_LIMITS = {"min": "<", "max": ">"}
_LIMITED = {"days": "duration", "hours": "duration", "months": "duration", "day": "percent"}


def is_over(passage: Passage, options: Mapping[str, Any]) -> bool:
    """Whether no fact of a passage speaks against a rule's thresholds: one that it names is over, or none is named."""
    for option in options:
        sense, _, rest = option.partition("_")
        kind = _LIMITED.get(rest.rsplit("_", 1)[-1], "")
        values = [fact for fact, _, _ in passage.facts if fact.kind == kind and fact.low is not None]
        if sense in _LIMITS and values and not any(_holds(fact, _LIMITS[sense], option, options) for fact in values):
            return False
    return True


def match_frame(frame: Mapping[str, Any], place: Place, finder: HitFinder) -> tuple[int, int] | None:
    """The narrowest range of tokens in which all members meet, or None."""
    members: list[list[Hit]] = [[] for _ in frame["all"]]
    for index in frame["rarest_first"]:
        # In order of place, so that of equally narrow ranges it is the first that counts, however phrases are numbered.
        members[index] = sorted(finder.hits(frame["all"][index], place))[:_MOST_HITS]
        if not members[index]:
            return None
    best: tuple[int, int, tuple[Hit, ...]] | None = None
    for chosen in islice(_assignments(members, place.passage, frame, ()), _MOST_ASSIGNMENTS):
        start, stop = min(hit[0] for hit in chosen), max(hit[1] for hit in chosen)
        if best is None or stop - start < best[1] - best[0]:
            best = (start, stop, chosen)
    if best is None or _is_forbidden(frame, best[2], place, finder):
        return None
    return best[0], best[1]


def _assignments(
    members: list[list[Hit]], passage: Passage, frame: Mapping[str, Any], chosen: tuple[Hit, ...]
) -> Iterator[tuple[Hit, ...]]:
    """Every way to give each member a hit of its own that keeps to the frame's unit, order and width."""
    if len(chosen) == len(members):
        yield chosen
        return
    for hit in members[len(chosen)]:
        if all(hit[0] >= other[1] or other[0] >= hit[1] for other in chosen) and _fits(hit, chosen, passage, frame):
            yield from _assignments(members, passage, frame, (*chosen, hit))


def _fits(hit: Hit, chosen: tuple[Hit, ...], passage: Passage, frame: Mapping[str, Any]) -> bool:
    if not chosen:
        return True
    if frame["order"] and hit[0] < chosen[-1][1]:
        return False
    if frame["in"] == "clause" and passage.clauses[hit[0]] != passage.clauses[chosen[0][0]]:
        return False
    if frame["within"]:
        start = min(hit[0], *(other[0] for other in chosen))
        stop = max(hit[1], *(other[1] for other in chosen))
        return bool(stop - start <= frame["within"])
    return True


def _is_forbidden(frame: Mapping[str, Any], chosen: tuple[Hit, ...], place: Place, finder: HitFinder) -> bool:
    """Whether something the frame excludes is said in the same unit, other than by the words of the match."""
    clauses = place.passage.clauses
    clause = clauses[chosen[0][0]] if frame["in"] == "clause" else None
    for alternatives in frame["none"]:
        for start, stop in finder.hits(alternatives, place):
            if clause is not None and clauses[start] != clause:
                continue
            if all(start >= hit[1] or hit[0] >= stop for hit in chosen):
                return True
    return False
