"""Patterns in their written form -> plain data that matchers run on and `marshal` can store.

Everything that a word can do to a pattern is a *group*: a set of words (and of word endings), one of
which must be said. Each group has a number; each word knows the groups it belongs to; a pattern can match only where
all its groups are said. The same arithmetic serves the prefilter over files, segments and sentences.
"""

import marshal
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise, product
from typing import Any, Protocol

from policylint.catalogue.regex_hints import find_hints
from policylint.catalogue.syntax import (
    RELATIONS,
    Atom,
    Element,
    FactTest,
    Gap,
    PatternError,
    Reference,
    SlotName,
    SlotWords,
    Words,
    parse_member,
    parse_phrase,
)
from policylint.languages import LANGUAGES, UnknownLemma, expand
from policylint.rules import SCOPES
from policylint.sentences import BEGINNING, fold, tokenize

_MOST_VARIANTS = 80
_FRAME_KEYS = frozenset({"all", "none", "in", "order", "within"})
_PATTERN_KEYS = frozenset({"frame", "tokens", "regex", "phrase", "level", "unless", "given", "kinds", "home", "hints"})
_UNITS = ("clause", "sentence", "pair", "paragraph")
_CLASSES_AND_ESCAPES = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")
_JOINED_PREFIXES = ("re-", "pre-", "non-", "co-", "e-")
_COMMON_WORDS = frozenset().union(*(module.STOPWORDS for module in LANGUAGES.values()))
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """Words, endings of longer words, and numbers of phrases, one of which must be said."""

    words: frozenset[str] = NOTHING
    endings: frozenset[str] = NOTHING
    phrases: frozenset[int] = frozenset()

    def __or__(self, other: "Group") -> "Group":
        return Group(self.words | other.words, self.endings | other.endings, self.phrases | other.phrases)


@dataclass(slots=True)
class Slot:
    """A shared word list of one language, expanded."""

    words: frozenset[str] = NOTHING
    endings: frozenset[str] = NOTHING
    phrases: dict[tuple[Element, ...], None] = field(default_factory=dict)

    def add(self, other: "Slot") -> None:
        """Take over all entries of another slot."""
        self.words |= other.words
        self.endings |= other.endings
        self.phrases |= other.phrases


class SlotSource(Protocol):
    """Where a language's slots come from."""

    def get(self, name: str) -> Slot | None:
        """A slot by its name."""
        ...


class Compiler:
    """Collects groups, phrases and patterns of all rules into plain data."""

    def __init__(self, slots: Mapping[str, SlotSource]) -> None:
        self._slots = slots
        self._bits: dict[Group, int] = {}
        self._phrase_numbers: dict[str, int] = {}
        self._slot_data: dict[str, dict[str, Any]] = {}
        self._slot_groups: dict[str, Group] = {}
        self._known_groups: dict[tuple[Atom, str], Group | None] = {}
        self._set_numbers: dict[frozenset[str], int] = {}
        self.phrases: list[dict[str, Any]] = []
        self.patterns: list[dict[str, Any]] = []
        self.used_slots: set[str] = set()

    def add_pattern(self, source: Any, *, rule: str, language: str, section: str, line: int) -> None:
        """Compile one line of a rule's patterns, required or exceptions; PatternError when it can't be honoured."""
        written = source if isinstance(source, dict) else {"phrase": str(source)}
        unknown = set(written) - _PATTERN_KEYS
        if unknown:
            raise PatternError(
                f"unknown key '{min(unknown)}' in a pattern; keys are {', '.join(sorted(_PATTERN_KEYS))}"
            )
        types = [key for key in ("phrase", "frame", "tokens", "regex") if key in written]
        if len(types) != 1:
            raise PatternError("a pattern has exactly one of phrase, frame, tokens, regex")
        pattern: dict[str, Any] = {
            "number": len(self.patterns),
            "rule": rule,
            "language": language,
            "section": section,
            "line": line,
            "type": types[0],
            "level": written.get("level", ""),
            "kinds": tuple(written.get("kinds", ())),
            "home": tuple(written.get("home", ())),
        }
        body = written[types[0]]
        groups: list[Group] = []
        if types[0] == "phrase":
            pattern["phrases"], groups = self._compile_phrase(parse_phrase(str(body)), language)
        elif types[0] == "frame":
            pattern["frame"], groups = self._compile_frame(body, language)
        elif types[0] == "tokens":
            pattern["phrases"], groups = self._compile_tokens(body)
        else:
            pattern["regex"] = _checked_regex(str(body))
            pattern["hints"] = tuple(str(hint).lower() for hint in written.get("hints", ())) or find_hints(str(body))
        for scope in ("unless", "given"):
            pattern[scope] = self.compile_scopes(written.get(scope, {}), language)
        pattern["needs"], _ = self._needs(groups)
        self.patterns.append(pattern)

    def compile_scopes(self, source: Any, language: str) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        """Compile `unless` or `given`: scope -> members, any of which counts."""
        if not isinstance(source, dict) or set(source) - set(SCOPES):
            raise PatternError(f"'unless' and 'given' map {', '.join(SCOPES)} to lists of members")
        return tuple(
            (scope, tuple(self._compile_member(str(member), language)[0] for member in members))
            for scope, members in source.items()
        )

    def data(self) -> dict[str, Any]:
        """All that was compiled, as plain data, in the parts that a catalogue unpacks one by one."""
        words: dict[str, list[int]] = {}
        endings: dict[str, list[int]] = {}
        phrases: dict[int, list[int]] = {}
        for group, bit in self._bits.items():
            for word in group.words:
                words.setdefault(word, []).append(bit)
            for ending in group.endings:
                endings.setdefault(ending, []).append(bit)
            for number in group.phrases:
                phrases.setdefault(number, []).append(bit)
        by_key: dict[int, list[tuple[int, tuple[int, ...], tuple[int, ...]]]] = {}
        for number, phrase in enumerate(self.phrases):
            by_key.setdefault(phrase.pop("key"), []).append((number, phrase["needs"], tuple(phrases.get(number, ()))))
        tables: dict[str, dict[str, tuple[int, ...]]] = {}
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}  # forms of one lemma have the same bits: one object a set
        for word, bits in words.items():
            tables.setdefault(word[:BEGINNING], {})[word] = shared.setdefault(tuple(bits), tuple(bits))
        packed = [marshal.dumps(tuple(words)) for words in self._set_numbers]
        places = list(accumulate((len(words) for words in packed), initial=0))
        packed_tables = [marshal.dumps(table) for table in tables.values()]
        table_places = accumulate((len(table) for table in packed_tables), initial=0)
        return {
            "words": b"".join(packed_tables),
            "beginnings": dict(zip(tables, pairwise(table_places), strict=True)),
            "endings": {ending: tuple(found) for ending, found in endings.items()},
            "hints": by_key,
            "vocabulary": (self._slot_data, [marshal.dumps(phrase) for phrase in self.phrases], places),
            "sets": b"".join(packed),
            "patterns": self.patterns,
        }

    def _set_number(self, words: frozenset[str]) -> int:
        """Number of a set of words; sets are packed one by one and opened when a text may need them."""
        return self._set_numbers.setdefault(words, len(self._set_numbers))

    def _bit(self, group: Group) -> int:
        return self._bits.setdefault(group, len(self._bits))

    def _needs(self, groups: Iterable[Group]) -> tuple[tuple[int, ...], int]:
        """The numbers of all groups, and of the one that is rarest in prose."""
        needs, key, best = set(), -1, -1.0
        for group in groups:
            bit = self._bit(group)
            needs.add(bit)
            rarity = _rarity(group)
            if rarity > best:
                best, key = rarity, bit
        return tuple(sorted(needs)), key

    def _compile_phrase(self, elements: tuple[Element, ...], language: str) -> tuple[tuple[int, ...], list[Group]]:
        numbers = tuple(self._phrase(variant, language) for variant in self._variants(elements, language))
        return numbers, [Group(phrases=frozenset(numbers))]

    def _variants(self, elements: tuple[Element, ...], language: str) -> list[tuple[Element, ...]]:
        """Spell out slots that hold phrases: every way to put one entry for each."""
        choices: list[list[tuple[Element, ...]]] = []
        for element in elements:
            if isinstance(element.atom, SlotName):
                slot = self._slot(element.atom.name, language)
                ways: list[tuple[Element, ...]] = [(element,)] if slot.words or slot.endings else []
                choices.append(ways + ([] if element.optional else list(slot.phrases)))
            else:
                choices.append([(element,)])
        count = 1
        for ways in choices:
            count *= max(len(ways), 1)
        if count > _MOST_VARIANTS:
            raise PatternError(
                f"the slots of this phrase make {count} variants (at most {_MOST_VARIANTS}): use a frame"
            )
        return [tuple(step for way in combination for step in way) for combination in product(*choices)]

    def _phrase(self, elements: Sequence[Element], language: str) -> int:
        name = f"{language} {elements!r}"
        if name not in self._phrase_numbers:
            chunks: list[list[Any]] = [[]]
            gaps: list[int] = []
            for element in elements:
                if isinstance(element.atom, Gap):
                    gaps.append(element.atom.most)
                    chunks.append([])
                else:
                    chunks[-1].append(self._step(element, language))
            self._phrase_numbers[name] = self._store_phrase(chunks, gaps, self._groups(elements, language))
        return self._phrase_numbers[name]

    def _store_phrase(self, chunks: list[list[Any]], gaps: list[int], groups: list[Group]) -> int:
        """Keep a phrase: runs of steps, and how many tokens may stand between each and the next."""
        needs, key = self._needs(groups)
        self.phrases.append({"chunks": chunks, "gaps": gaps, "needs": needs, "key": key})
        return len(self.phrases) - 1

    def _step(self, element: Element, language: str) -> tuple[Any, ...]:
        """What a token must be: (optional, labels of facts, number of a set of words, endings)."""
        atom = element.atom
        if isinstance(atom, FactTest):
            if atom.comparison:
                raise PatternError(
                    f"a fact in a phrase can't be compared: make '{{{atom.kind}...}}' a member of a frame"
                )
            labels = tuple(f"{atom.kind}:{relation}" for relation in atom.relations or RELATIONS)
            return element.optional, labels, -1, NOTHING
        group = self._group(element, language) or Group()
        return element.optional, (), self._set_number(group.words), group.endings

    def _groups(self, elements: Iterable[Element], language: str) -> list[Group]:
        """All that must be said for a phrase; punctuation, gaps, facts and optional steps ask for nothing."""
        found = (self._group(element, language) for element in elements if not _is_wordless(element))
        return [group for group in found if group is not None]

    def _group(self, element: Element, language: str) -> Group | None:
        """The words of an element; of a slot its single words, since phrases are spelled out before."""
        key = (element.atom, language)
        if key not in self._known_groups:
            self._known_groups[key] = self._find_group(element.atom, language)
        return self._known_groups[key]

    def _find_group(self, atom: Atom, language: str) -> Group | None:
        if isinstance(atom, Words):
            if atom.literal:
                return Group(frozenset({atom.literal}))
            return Group(NOTHING.union(*(expand_lemma(lemma, language) for lemma in atom.lemmas)))
        if isinstance(atom, SlotName | SlotWords):
            slot = self._slot(atom.name, language)
            return Group(slot.words, slot.endings)
        return None

    def _slot(self, name: str, language: str) -> Slot:
        slot = self._slots[language].get(name) if language in self._slots else None
        if slot is None:
            raise PatternError(f"no slot '{name}' in rules/slots/{language}.yaml")
        self.used_slots.add(f"{language}:{name}")
        return slot

    def _compile_tokens(self, tokens: Any) -> tuple[tuple[int, ...], list[Group]]:
        if not isinstance(tokens, list) or not all(isinstance(token, dict) for token in tokens):
            raise PatternError("'tokens' is a list of spaCy token patterns")
        groups: list[Group] = []
        for token in tokens:
            said = token.get("LOWER", token.get("ORTH"))
            if token.get("OP") in {None, "+", "1"} and said is not None:
                words = said.get("IN", ()) if isinstance(said, dict) else (said,)
                if words:
                    groups.append(Group(frozenset(map(fold, words))))
        needs, key = self._needs(groups)
        self.phrases.append({"tokens": tokens, "needs": needs, "key": key})
        return (len(self.phrases) - 1,), groups

    def _compile_frame(self, frame: Any, language: str) -> tuple[dict[str, Any], list[Group]]:
        if not isinstance(frame, dict) or set(frame) - _FRAME_KEYS or not frame.get("all"):
            raise PatternError(f"a frame has the keys {', '.join(sorted(_FRAME_KEYS))}, 'all' among them")
        if frame.get("in", "sentence") not in _UNITS:
            raise PatternError(f"'in' is one of {', '.join(_UNITS)}, not '{frame['in']}'")
        members, groups, rarities = [], [], []
        for source in frame["all"]:
            member, group = self._compile_member(str(source), language)
            members.append(member)
            rarities.append(0.0 if group is None else _rarity(group))
            if group is not None:
                groups.append(group)
        if not groups:
            raise PatternError("a frame needs at least one member made of words")
        return {
            "all": tuple(members),
            "rarest_first": sorted(range(len(members)), key=lambda index: -rarities[index]),
            "none": tuple(self._compile_member(str(member), language)[0] for member in frame.get("none", ())),
            "in": frame.get("in", "sentence"),
            "order": bool(frame.get("order", False)),
            "within": int(frame.get("within", 0)),
        }, groups

    def _compile_member(self, source: str, language: str) -> tuple[tuple[Any, ...], Group | None]:
        """Compile a member to its alternatives, and the group that hints at any of them (None with a fact)."""
        alternatives, group, wordless = [], Group(), False
        for reference in parse_member(source):
            compiled, hint = self._compile_reference(reference, language)
            alternatives.append(compiled)
            if hint is None:
                wordless = True
            else:
                group |= hint
        return tuple(alternatives), None if wordless else group

    def _compile_reference(self, reference: Reference, language: str) -> tuple[tuple[Any, ...], Group | None]:
        target = reference.target
        if isinstance(target, SlotName):
            group = self._store_slot(target.name, language)
            return (reference.polarity, "slot", f"{language}:{target.name}"), group
        if isinstance(target, FactTest):
            body = (target.kind, target.relations, target.comparison, target.option)
            return (reference.polarity, "fact", body), None
        numbers, groups = self._compile_phrase(target, language)
        wordless = any(not self.phrases[number]["needs"] for number in numbers)
        return (reference.polarity, "phrase", numbers), None if wordless else groups[0]

    def _store_slot(self, name: str, language: str) -> Group:
        """Keep a slot, and tell by what it is said."""
        key = f"{language}:{name}"
        if key not in self._slot_groups:
            slot = self._slot(name, language)
            phrases = tuple(self._phrase(phrase, language) for phrase in slot.phrases)
            group = self._slot_groups[key] = Group(slot.words, slot.endings, frozenset(phrases))
            self._slot_data[key] = {
                "group": self._bit(group),
                "words": self._set_number(slot.words),
                "endings": slot.endings,
                "phrases": phrases,
            }
        return self._slot_groups[key]


def _is_wordless(element: Element) -> bool:
    """Whether a step may be there unnoticed by the fast split of texts."""
    literal = element.atom.literal if isinstance(element.atom, Words) else ""
    return element.optional or (bool(literal) and not _is_word(literal))


@cache
def expand_lemma(lemma: str, language: str) -> frozenset[str]:
    """All forms of a lemma, folded; a hyphenated prefix is joined as the tokenizer joins it."""
    lemma = fold(lemma)
    for prefix in _JOINED_PREFIXES:
        if lemma.startswith(prefix):
            joined = prefix[:-1]
            return frozenset(sys.intern(joined + form) for form in expand_lemma(lemma[len(prefix) :], language))
    if len(list(tokenize(lemma))) != 1:
        raise PatternError(f"'{lemma}' is more than one word: give it among 'phrases'")
    try:
        # One object a word, however many sets it is in, keeps the compiled file small and quick to load.
        return frozenset(sys.intern(fold(form)) for form in expand(lemma, language))
    except UnknownLemma as problem:
        raise PatternError(str(problem.args[0] if problem.args else problem)) from None


@cache
def _rarity(group: Group) -> float:
    """How much a group tells: many common words make it common."""
    if not group.words and not group.endings and not group.phrases:
        return 0.0
    common = len(group.words & _COMMON_WORDS)
    return 1000.0 / (1 + len(group.words) + 5 * len(group.endings) + len(group.phrases)) / (1 + 50 * common)


def _is_word(literal: str) -> bool:
    """Whether the fast split of texts keeps a literal whole: punctuation and `1,000` it does not."""
    return literal.isalnum() or literal[0].isalpha()


def _checked_regex(source: str) -> str:
    if set("^$") & set(_CLASSES_AND_ESCAPES.sub("", source)):
        raise PatternError(f"'{source}' has an anchor; a text is searched whole and in parts, so ^ and $ mean nothing")
    try:
        re.compile(source, re.IGNORECASE)
    except re.error as problem:
        raise PatternError(f"'{source}' is no regular expression: {problem}") from None
    return source
