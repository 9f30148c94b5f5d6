"""The selected rules of a catalogue, looked up the ways that judging asks for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from policylint.catalogue import Catalogue
from policylint.matchers.evidence import Column, Scales
from policylint.matchers.frames import HitFinder
from policylint.matchers.words import Said, WordGroups
from policylint.rules import Rule, Selection

_LETTER = re.compile(r"(?<![\\P])[^\W\d_]")  # of a regular expression: not the letter of an escape or of (?P


class Ruleset:
    """One catalogue under one selection; keep it for many documents."""

    def __init__(self, catalogue: Catalogue, selection: Selection) -> None:
        self.catalogue = catalogue
        self.selection = selection
        self.groups = WordGroups(catalogue.word_groups, catalogue.ending_groups, catalogue.hints)
        self._by_kind: dict[str, list[dict[str, Any]]] = {}
        self._learned: dict[str, frozenset[int]] = {}
        self._regexes: dict[tuple[str, bool], re.Pattern[str]] = {}
        self._sections: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for pattern in catalogue.patterns:
            self._sections.setdefault((pattern["rule"], pattern["section"]), []).append(pattern)

    @cached_property
    def finder(self) -> HitFinder:
        """Finds slots, phrases and facts; opening it takes a while, and clean texts don't."""
        return HitFinder(self.catalogue, self.groups)

    @cached_property
    def scales(self) -> Scales:
        """Weighs sentences by what was learned from the corpora."""
        return Scales([Column(*column) for column in self.catalogue.columns], self.catalogue.weights)

    def learned(self, kind: str) -> frozenset[int]:
        """Columns of the selected rules for a kind of document."""
        if kind not in self._learned:
            heads = self.catalogue.heads
            self._learned[kind] = frozenset(
                number
                for number, (_, rule, *_) in enumerate(self.catalogue.columns)
                if rule in self.selection.rules and kind in heads[rule][1]
            )
        return self._learned[kind]

    def rule(self, name: str) -> Rule:
        """A rule by its id."""
        return self.catalogue.rules[name]

    def patterns(self, kind: str) -> list[dict[str, Any]]:
        """Patterns of the selected present rules for a kind of document."""
        if kind not in self._by_kind:
            heads = self.catalogue.heads
            self._by_kind[kind] = [
                pattern
                for pattern in self.catalogue.patterns
                if pattern["section"] == "patterns"
                and not heads[pattern["rule"]][3]
                and pattern["rule"] in self.selection.rules
                and kind in (pattern["kinds"] or heads[pattern["rule"]][1])
            ]
        return self._by_kind[kind]

    def section(self, rule: str, name: str) -> list[dict[str, Any]]:
        """A rule's patterns of one section, in all languages."""
        return self._sections.get((rule, name), [])

    def absent_rules(self, kind: str) -> Iterator[str]:
        """Selected rules that ask for something in documents of a kind."""
        for name, (_, kinds, absent, _) in self.catalogue.heads.items():
            if absent and kind in kinds and name in self.selection.rules:
                yield name

    def checked_rules(self, kind: str) -> Iterator[tuple[str, str]]:
        """Selected rules whose fault isn't made of words, with the name of their check."""
        for name, (_, kinds, _, check) in self.catalogue.heads.items():
            if check and kind in kinds and name in self.selection.rules:
                yield name, check

    def candidates(self, patterns: Sequence[dict[str, Any]], said: Said, text: str) -> Iterator[dict[str, Any]]:
        """Patterns whose groups are all said; regular expressions with a hint in the folded text are tried on it."""
        folded = ""
        for pattern in patterns:
            if said.issuperset(pattern["needs"]):
                if "regex" in pattern:
                    folded = folded or text.lower()
                    if pattern["hints"] and not any(hint in folded for hint in pattern["hints"]):
                        continue
                    if not self.regex(pattern, folded=True).search(folded):
                        continue
                yield pattern

    def regex(self, pattern: Mapping[str, Any], *, folded: bool = False) -> re.Pattern[str]:
        """A pattern's regular expression, compiled once; `folded` is for text in lower case, and much faster."""
        source = pattern["regex"]
        if (source, folded) not in self._regexes:
            written = _LETTER.sub(lambda found: found.group().lower(), source) if folded else source
            self._regexes[source, folded] = re.compile(written, re.NOFLAG if folded else re.IGNORECASE)
        return self._regexes[source, folded]

    def options(self, rule: str) -> Mapping[str, Any]:
        """A rule's options: its defaults, overridden by the configuration."""
        return {**self.catalogue.options[rule], **self.selection.options.get(rule, {})}
