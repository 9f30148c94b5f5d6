"""The short form of a pattern, parsed into elements; CONTRIBUTING.md describes it for people."""

import re
from dataclasses import dataclass

from policylint.sentences import fold, tokenize

FACT_KINDS = frozenset("duration interval date money percent time phone link email number".split())
RELATIONS = ("", "in", "within", "before", "after", "until", "every", "over", "ago")
_FACT = re.compile(r"(?P<kind>\w+)(?::(?P<relations>[\w|]+))?(?:(?P<comparison><=|>=|<|>)(?P<option>\w+))?")
_SPLIT = re.compile(r"<[^<>]*>|\[[^\[\]]*\]|\{[^{}]*\}|[^\s<>\[\]{}]+")


class PatternError(ValueError):
    """A pattern that can't be parsed; the message tells what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Words:
    """One token: a literal word, or any form of some lemmas."""

    literal: str = ""
    lemmas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotName:
    """A shared word list."""

    name: str


@dataclass(frozen=True, slots=True)
class SlotWords:
    """The single words of a shared word list."""

    name: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` tokens of any kind."""

    most: int


@dataclass(frozen=True, slots=True)
class FactTest:
    """A fact of a kind, perhaps in some relation, perhaps compared with an option of the rule."""

    kind: str
    relations: tuple[str, ...] = ()
    comparison: str = ""
    option: str = ""


Atom = Words | SlotName | SlotWords | Gap | FactTest


@dataclass(frozen=True, slots=True)
class Element:
    """A step of a phrase."""

    atom: Atom
    optional: bool = False


def parse_fact(body: str) -> FactTest:
    """Parse the inside of `{...}`."""
    found = _FACT.fullmatch(body.strip())
    if not found or found["kind"] not in FACT_KINDS:
        raise PatternError(f"'{{{body}}}' is no fact; facts are {', '.join(sorted(FACT_KINDS))}")
    relations = tuple(found["relations"].split("|")) if found["relations"] else ()
    if set(relations) - set(RELATIONS):
        raise PatternError(f"'{{{body}}}' has no such relation; relations are {', '.join(RELATIONS[1:])}")
    return FactTest(found["kind"], relations, found["comparison"] or "", found["option"] or "")


def parse_phrase(source: str) -> tuple[Element, ...]:
    """Parse one pattern line of the short form."""
    elements: list[Element] = []
    rest = _SPLIT.sub("", source).strip()
    if rest:
        raise PatternError(f"'{rest}' in '{source}' opens or closes nothing")
    for part in _SPLIT.findall(source):
        elements.extend(_parse_part(part, source))
    while elements and isinstance(elements[-1].atom, Gap):
        raise PatternError(f"'{source}' ends with a gap")
    if not elements or isinstance(elements[0].atom, Gap):
        raise PatternError(f"'{source}' begins with a gap or is empty")
    return tuple(elements)


def _parse_part(part: str, source: str) -> list[Element]:
    if part[0] == "[" and part[-1] == "]" and len(part) > 2:
        inner = [step for piece in _SPLIT.findall(part[1:-1]) for step in _parse_part(piece, source)]
        if len(inner) != 1:
            raise PatternError(f"'{part}' in '{source}' must hold one word, <lemmas> or @slot")
        return [Element(inner[0].atom, optional=True)]
    if part[0] == "<" and part[-1] == ">" and len(part) > 2:
        return [Element(Words(lemmas=_parse_lemmas(part[1:-1], source)))]
    if part[0] == "{" and part[-1] == "}":
        return [Element(parse_fact(part[1:-1]))]
    if part[0] == "@" and len(part) > 1:
        return [Element(SlotName(part[1:]))]
    if re.fullmatch(r"\.\.\d+", part):
        return [Element(Gap(int(part[2:])))]
    return [Element(Words(literal=word)) for word, _, _ in tokenize(part)]


def _parse_lemmas(body: str, source: str) -> tuple[str, ...]:
    lemmas = tuple(lemma.strip() for lemma in body.split("|"))
    for lemma in lemmas:
        if not lemma or len(list(tokenize(lemma))) != 1:
            raise PatternError(f"'{lemma}' in '{source}' must be one word; a phrase of several has its own line")
    return tuple(fold(lemma) for lemma in lemmas)


@dataclass(frozen=True, slots=True)
class Reference:
    """One alternative of a frame's member; `polarity` is + (said), - (negated) or ? (either)."""

    polarity: str
    target: SlotName | FactTest | tuple[Element, ...]


def parse_member(source: str) -> tuple[Reference, ...]:
    """Parse a member of a frame: alternatives divided by ` | `."""
    return tuple(_parse_reference(part.strip()) for part in source.split(" | "))


def _parse_reference(part: str) -> Reference:
    polarity = "+"
    if part[:1] in {"~", "?"} and len(part) > 1:
        polarity = "-" if part[0] == "~" else "?"
        part = part[1:]
    elements = parse_phrase(part)
    if len(elements) == 1 and not elements[0].optional and isinstance(elements[0].atom, SlotName | FactTest):
        return Reference(polarity, elements[0].atom)
    return Reference(polarity, elements)
