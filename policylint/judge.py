"""One document under the selected rules: where patterns match, which rule speaks, what is missing."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, reduce
from operator import or_
from typing import Any

from policylint.documents import PLACEHOLDER, Document, Segment
from policylint.findings import LEVELS, Finding
from policylint.located import NO_SEGMENT, Located
from policylint.matchers.checks import CHECKS
from policylint.matchers.frames import Place, is_over, match_frame
from policylint.matchers.words import Said, split_words
from policylint.memory import Memory, neighbourhood, sign
from policylint.ruleset import Ruleset
from policylint.sentences import Passage, find_sentences, join, make_passage
from policylint.spans import Match
from policylint.weighing import Evidence

_FEWEST_WORDS = 8
_FEWEST_SAID = 4  # words that are no variables: what is all variables may say anything
_PARTIAL_NAME = re.compile(r"(?:^|[/_.-])(?:partials?|layouts?|headers?|footers?|snippets?|includes?)(?=[/_.-])|/_")
_HOME = {"ru": "ru", "et": "ee"}  # the country of a language's customers where the configuration names none


class Judge:
    """One document under one engine: segments cut into passages, and what was found in them."""

    def __init__(self, ruleset: Ruleset, document: Document, memory: Memory | None = None) -> None:
        self.ruleset = ruleset
        self.document = document
        self._memory = memory or Memory()
        self._remembers = memory is not None
        self._asked: dict[tuple[Any, ...], bool] = {}
        self._passages: dict[int, list[tuple[Passage, Said]]] = {}
        self._options: dict[str, Mapping[str, Any]] = {}
        self._said: dict[tuple[Any, ...], bool] = {}

    @cached_property
    def said(self) -> list[Said]:
        """The groups of words said in each segment."""
        return [self._said_in(segment.text) for segment in self.document.segments]

    def _said_in(self, text: str) -> Said:
        if text not in self._memory.said:
            self._memory.said[text] = self.ruleset.groups.said_by(split_words(text))
        return self._memory.said[text]

    @cached_property
    def _signatures(self) -> list[Hashable]:
        """What tells each segment from others that rules could tell from it."""
        return [sign(segment, _stand_ins(segment)) for segment in self.document.segments]

    def passages(self, index: int) -> list[tuple[Passage, Said]]:
        """The sentences of a segment with the groups of words said in them."""
        if index not in self._passages:
            known = self._memory.passages
            signature = self._signatures[index] if self._remembers else index
            if signature not in known:
                known[signature] = self._make_passages(self.document.segments[index])
            self._passages[index] = known[signature]
        return self._passages[index]

    def _make_passages(self, segment: Segment) -> list[tuple[Passage, Said]]:
        stand_ins = _stand_ins(segment)
        links = tuple((link.start, link.stop, link.target) for link in segment.links)
        made = [make_passage(segment.text, a, b, stand_ins, links) for a, b in find_sentences(segment.text)]
        return [(passage, self.ruleset.groups.said_by(passage.vocabulary)) for passage in made]

    def options(self, rule: str) -> Mapping[str, Any]:
        """A rule's options in force."""
        if rule not in self._options:
            self._options[rule] = self.ruleset.options(rule)
        return self._options[rule]

    # --- present rules

    def findings(self) -> Iterator[Finding]:
        """All findings, in no order."""
        found = [*self.located(), *self._absent()]
        if found:
            from policylint.telling import Teller  # with Jinja2, which most texts are spared

            yield from map(Teller(self, found).tell, found)

    def located(self) -> list[Located]:
        """All matches of present rules, one for each rule and sentence, the more specific rules speaking."""
        total: Said = reduce(or_, self.said, frozenset())
        everything = "\n".join(segment.text for segment in self.document.segments)
        wanted = list(self.ruleset.candidates(self.ruleset.patterns(self.document.kind), total, everything))
        found: list[Located] = []
        evidence = Evidence(self) if self.ruleset.learned(self.document.kind) else None
        for index in range(len(self.document.segments)):
            found.extend(
                self._recalled(index, wanted, evidence) if self._remembers else self._settled(index, wanted, evidence)
            )
        for rule, check in self.ruleset.checked_rules(self.document.kind):
            if not any(map(CHECKS[check].probe, (self.document.source, everything))):  # a source may be encoded
                continue
            for index, match, level in CHECKS[check].find(self, rule, self.document):
                found.append(Located(rule, index, match, level or self.ruleset.rule(rule).level))
        return self._one_voice(found)

    def _recalled(self, index: int, wanted: Sequence[dict[str, Any]], evidence: Evidence | None) -> Iterable[Located]:
        """All matches in a segment, as they were found before when nothing has changed that they hang on."""
        key = (self.document.kind, *neighbourhood(self._signatures, index))
        known = self._memory.recall(key, self._answer)
        if known is None:
            self._asked = {}
            known = tuple(self._settled(index, wanted, evidence))
            self._memory.keep(key, self._asked, known)
        return [replace(located, segment=index) for located in known]

    def _settled(self, index: int, wanted: Sequence[dict[str, Any]], evidence: Evidence | None) -> Iterable[Located]:
        """All matches in a segment that the words around bear out."""
        text = self.document.segments[index].text
        here = list(self.ruleset.candidates(wanted, self.said[index], text))
        located = list(self._located_in(index, here)) if here else []
        return evidence.settle(index, located) if evidence else located

    def _located_in(self, index: int, patterns: Sequence[dict[str, Any]]) -> Iterator[Located]:
        passages = self.passages(index)
        done: set[tuple[str, int]] = set()
        for unit in ("sentence", "pair", "paragraph"):
            fitting = [pattern for pattern in patterns if _unit(pattern) == unit]
            if not fitting:
                continue
            for covered, passage, said in _windows(passages, unit):
                for pattern in fitting:
                    if not said.issuperset(pattern["needs"]):
                        continue
                    if unit != "sentence" and any((pattern["rule"], number) in done for number in covered):
                        continue
                    hits = list(self._match(pattern, index, passage, said))
                    if hits:
                        done.update((pattern["rule"], number) for number in covered)
                        yield from hits

    def _match(self, pattern: Mapping[str, Any], index: int, passage: Passage, said: Said) -> Iterator[Located]:
        if not self._is_home(pattern):
            return
        rule = pattern["rule"]
        level = pattern["level"] or self.ruleset.rule(rule).level
        for start, stop in self._ranges(pattern, passage, said):
            match = Match(start, stop)
            if _is_stand_in(self.document.segments[index], match):
                continue
            if self.is_excepted(rule, passage, said, match) or not self._is_in_scope(pattern, index, passage, said):
                continue
            yield Located(rule, index, match, level, pattern["language"])

    def _ranges(self, pattern: Mapping[str, Any], passage: Passage, said: Said) -> Iterator[tuple[int, int]]:
        """Where a pattern matches in a passage, as offsets in the segment's text."""
        if "regex" in pattern:
            for found in self.ruleset.regex(pattern).finditer(passage.text, passage.start, passage.stop):
                yield found.start(), found.end()
            return
        if "frame" in pattern:
            place = Place(passage, said, pattern["language"], self.options(pattern["rule"]))
            hit = match_frame(pattern["frame"], place, self.ruleset.finder)
            if hit:
                yield passage.starts[hit[0]], passage.stops[hit[1] - 1]
            return
        for start, stop in self.ruleset.finder.phrases(pattern["phrases"], passage, said):
            yield passage.starts[start], passage.stops[stop - 1]

    def _is_home(self, pattern: Mapping[str, Any]) -> bool:
        """Whether a pattern that counts in some countries only counts for the customers it speaks to."""
        country = self.ruleset.selection.country or _HOME.get(pattern["language"], "")
        return not pattern["home"] or country.lower() in pattern["home"]

    def is_excepted(self, rule: str, passage: Passage, said: Said, match: Match) -> bool:
        """Whether a match in a passage overlaps one of the rule's exceptions."""
        for pattern in self.ruleset.section(rule, "exceptions"):
            if said.issuperset(pattern["needs"]) and self._is_home(pattern):
                for start, stop in self._ranges(pattern, passage, said):
                    if match.overlaps(Match(start, stop)):
                        return True
        return False

    def _is_in_scope(self, pattern: Mapping[str, Any], index: int, passage: Passage, said: Said) -> bool:
        rule_wide = self.ruleset.catalogue.scopes.get(pattern["rule"], {})
        language = pattern["language"]
        for scope, members in (*pattern["unless"], *rule_wide.get("unless", {}).get(language, ())):
            if self._is_said(scope, members, pattern, index, passage, said):
                return False
        return all(
            self._is_said(scope, members, pattern, index, passage, said)
            for scope, members in (*pattern["given"], *rule_wide.get("given", {}).get(language, ()))
        )

    def _is_said(
        self, scope: str, members: Sequence[Any], pattern: Mapping[str, Any], index: int, passage: Passage, said: Said
    ) -> bool:
        options, finder = self.options(pattern["rule"]), self.ruleset.finder
        if scope == "document":
            return any(self._is_said_anywhere(member, pattern) for member in members)
        return any(
            finder.hits(member, Place(around, there, pattern["language"], options))
            for around, there in self._around(scope, index, passage, said)
            for member in members
            if finder.may_be_said(member, there)
        )

    def _is_said_anywhere(self, member: Sequence[Any], pattern: Mapping[str, Any]) -> bool:
        """Whether a member is said in the document; asked again, it is remembered."""
        key = (pattern["rule"], pattern["language"], member)
        self._asked[key] = self._answer(key)
        return self._asked[key]

    def _answer(self, key: tuple[Any, ...]) -> bool:
        rule, language, member = key
        if key not in self._said:
            finder, options = self.ruleset.finder, self.options(rule)
            self._said[key] = any(
                finder.hits(member, Place(passage, there, language, options))
                for number, said in enumerate(self.said)
                if finder.may_be_said(member, said)
                for passage, there in self.passages(number)
                if finder.may_be_said(member, there)
            )
        return self._said[key]

    def _around(self, scope: str, index: int, passage: Passage, said: Said) -> Iterator[tuple[Passage, Said]]:
        if scope == "sentence":
            yield passage, said
        elif scope == "paragraph":
            yield from self.passages(index)
        else:
            yield from self._nearby(index, passage)

    def _nearby(self, index: int, passage: Passage) -> Iterator[tuple[Passage, Said]]:
        """The sentences of a passage and one more on each side, across segments."""
        rows = self.passages(index)
        inside = [n for n, (row, _) in enumerate(rows) if passage.start <= row.start < passage.stop]
        first, last = (inside[0], inside[-1]) if inside else (0, 0)
        yield from rows[max(first - 1, 0) : last + 2]
        if first == 0 and index > 0:
            yield from self.passages(index - 1)[-1:]
        if last + 1 >= len(rows) and index + 1 < len(self.document.segments):
            yield from self.passages(index + 1)[:1]

    # --- what checks may ask

    def says(self, rule: str, segment: int, start: int, stop: int) -> bool:
        """Whether a pattern of the rule matches in `text[start:stop]` of a segment."""
        return any(
            True
            for passage, said in self.passages(segment)
            if passage.start < stop and start < passage.stop
            for pattern in self.ruleset.section(rule, "patterns")
            if said.issuperset(pattern["needs"])
            for _ in self._ranges(pattern, passage, said)
        )

    def is_given(self, rule: str, segment: int, offset: int) -> bool:
        """Whether the rule's `given` and `unless` hold, in any language, for the sentence at an offset."""
        rows = self.passages(segment)
        passage, said = next((row for row in rows if offset < row[0].stop), rows[-1])
        languages = {pattern["language"]: pattern for pattern in self.ruleset.section(rule, "patterns")}
        return any(self._is_in_scope(pattern, segment, passage, said) for pattern in languages.values())

    def allows(self, rule: str, language: str, segment: int, sentence: int) -> bool:
        """Whether the scopes and thresholds that hold for a whole rule let it speak of a sentence."""
        passage, said = self.passages(segment)[sentence]
        bare = {"rule": rule, "language": language, "unless": (), "given": ()}
        return self._is_in_scope(bare, segment, passage, said) and is_over(passage, self.options(rule))

    # --- one fault, one finding

    def _one_voice(self, found: Sequence[Located]) -> list[Located]:
        by_sentence: dict[tuple[int, int], list[Located]] = {}
        for located in found:
            by_sentence.setdefault((located.segment, self.sentence_of(located)), []).append(located)
        kept: list[Located] = []
        for group in by_sentence.values():
            speaking = {located.rule for located in group}
            categories = {self.ruleset.catalogue.heads[rule][0] for rule in speaking}
            for rule in sorted(speaking):
                betters = set(self.ruleset.rule(rule).yields_to)
                if betters & (speaking - {rule}) or betters & categories:
                    continue
                kept.append(_merged([located for located in group if located.rule == rule]))
        return kept

    def sentence_of(self, located: Located) -> int:
        """The number of the sentence of its segment in which a match begins."""
        rows = self.passages(located.segment)
        return next((n for n, (row, _) in enumerate(rows) if located.match.start < row.stop), 0)

    # --- absent rules

    def _absent(self) -> Iterator[Located]:
        """What a text of this kind owes its reader and doesn't say."""
        names = list(self.ruleset.absent_rules(self.document.kind))
        if not names or not self._is_whole():
            return
        judges = [self, *(Judge(self.ruleset, part) for part in self.document.parts)]
        for name in names:
            required = self.ruleset.section(name, "required")
            if not any(judge.is_found(pattern) for judge in judges for pattern in required):
                yield Located(name, NO_SEGMENT, Match(0, 0), self.ruleset.rule(name).level)

    def is_found(self, pattern: Mapping[str, Any]) -> bool:
        """Whether a pattern matches anywhere in the document."""
        unit = _unit(pattern)
        for index, said in enumerate(self.said):
            if not said.issuperset(pattern["needs"]):
                continue
            for _, passage, there in _windows(self.passages(index), unit):
                if there.issuperset(pattern["needs"]) and any(
                    self._is_in_scope(pattern, index, passage, there) for _ in self._ranges(pattern, passage, there)
                ):
                    return True
        return False

    def _is_whole(self) -> bool:
        """Whether a document is a message of its own, not a partial, a layout, a list of strings or all variables."""
        if not self.document.is_whole:
            return False
        if _PARTIAL_NAME.search("/" + self.document.path.lower()):
            return False
        words = sum(len(segment.text.split()) for segment in self.document.segments)
        variables = sum(len(_stand_ins(segment)) for segment in self.document.segments)
        return words >= _FEWEST_WORDS and words - variables >= _FEWEST_SAID


def _unit(pattern: Mapping[str, Any]) -> str:
    unit = str(pattern["frame"]["in"]) if "frame" in pattern else "sentence"
    return "sentence" if unit == "clause" else unit


def _windows(passages: Sequence[tuple[Passage, Said]], unit: str) -> Iterator[tuple[range, Passage, Said]]:
    """The passages of a unit: single sentences, neighbouring pairs, or all joined; with the sentences covered."""
    width = {"sentence": 1, "pair": min(2, len(passages)), "paragraph": len(passages)}[unit]
    for first in range(len(passages) - width + 1 if width else 0):
        passage, said = passages[first]
        for following, more in passages[first + 1 : first + width]:
            passage, said = join(passage, following), said | more
        yield range(first, first + width), passage, said


def _stand_ins(segment: Segment) -> list[tuple[int, int]]:
    if PLACEHOLDER not in segment.source_map.kinds:
        return []
    runs = segment.source_map.runs(0, len(segment.text))
    return [(start, stop) for start, stop, kind, _, _ in runs if kind == PLACEHOLDER]


def _is_stand_in(segment: Segment, match: Match) -> bool:
    """Whether a match lies wholly inside a placeholder's stand-in."""
    runs = segment.source_map.runs(match.start, match.stop)
    return all(kind == PLACEHOLDER for _, _, kind, _, _ in runs)


def _merged(same: Sequence[Located]) -> Located:
    """One finding for all matches of a rule in a sentence: the gravest level, the widest of those."""
    best = max(same, key=lambda each: (LEVELS.index(each.level), each.match.stop - each.match.start, -each.match.start))
    start = min(each.match.start for each in same if each.match.overlaps(best.match))
    stop = max(each.match.stop for each in same if each.match.overlaps(best.match))
    return replace(best, match=Match(start, stop))
