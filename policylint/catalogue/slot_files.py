"""rules/slots/<language>.yaml -> expanded slots."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policylint.catalogue.compiling import Slot, expand_lemma
from policylint.catalogue.marked_yaml import MarkedYaml
from policylint.catalogue.syntax import Element, PatternError, SlotName, Words, parse_phrase
from policylint.errors import RuleError
from policylint.sentences import fold, tokenize

_KEYS = frozenset({"lemmas", "forms", "suffixes", "phrases", "include"})


def read_slots(path: Path, language: str, errors: list[RuleError]) -> dict[str, Slot]:
    """Read and expand one language's slots; every entry that can't be honoured becomes a RuleError with its line."""
    try:
        marked = MarkedYaml(path.read_text(encoding="utf-8"), str(path), RuleError)
    except RuleError as problem:
        errors.append(problem)
        return {}
    data = marked.data or {}
    slots: dict[str, Slot] = {}
    for name, body in data.items():
        if not isinstance(body, dict) or set(body) - _KEYS:
            wrong = min(set(body) - _KEYS) if isinstance(body, dict) else body
            errors.append(RuleError(f"slot '{name}': unknown key '{wrong}'", path=str(path), line=marked.line((name,))))
            continue
        slots[name] = _expand(name, body, language, marked, str(path), errors)
    for name in slots:
        _include(name, slots, {other: tuple((data[other] or {}).get("include") or ()) for other in slots}, ())
    errors.extend(_wrong_includes(data, slots, marked, str(path)))
    return slots


def _expand(
    name: str, body: dict[str, Any], language: str, marked: MarkedYaml, path: str, errors: list[RuleError]
) -> Slot:
    slot = Slot()
    words: set[str] = set()
    endings: set[str] = set()
    for key in ("forms", "lemmas", "suffixes", "phrases"):
        for index, entry in enumerate(body.get(key) or ()):
            try:
                _expand_entry(key, str(entry), language, words, endings, slot.phrases)
            except PatternError as problem:
                line = marked.line((name, key, index))
                errors.append(RuleError(f"slot '{name}': {problem}", path=path, line=line))
    slot.words, slot.endings = frozenset(words), frozenset(endings)
    return slot


def _expand_entry(
    key: str,
    entry: str,
    language: str,
    words: set[str],
    endings: set[str],
    phrases: list[tuple[Element, ...]],
) -> None:
    tokens = [word for word, _, _ in tokenize(entry)]
    if key == "phrases":
        elements = parse_phrase(entry)
        if any(isinstance(element.atom, SlotName) for element in elements):
            raise PatternError(f"'{entry}': a slot's phrase can't name slots; use 'include'")
        phrases.append(elements)
    elif key == "forms" and len(tokens) == 1:
        words.add(tokens[0])
    elif key == "suffixes":
        endings.update(form for form in expand_lemma(entry, language) if len(form) >= 3)
        words.update(expand_lemma(entry, language))
    elif key == "lemmas" and len(tokens) == 1:
        words.update(expand_lemma(entry, language))
    else:
        *first, last = tokens
        ending = Words(lemmas=(last,)) if key == "lemmas" else Words(literal=last)
        phrases.append((*(Element(Words(literal=fold(word))) for word in first), Element(ending)))


def _include(name: str, slots: dict[str, Slot], included: dict[str, tuple[str, ...]], seen: tuple[str, ...]) -> None:
    """Add the entries of included slots, and of those that they include."""
    for other in included[name]:
        if other in slots and other not in (*seen, name):
            _include(other, slots, included, (*seen, name))
            slots[name].words |= slots[other].words
            slots[name].endings |= slots[other].endings
            slots[name].phrases.extend(phrase for phrase in slots[other].phrases if phrase not in slots[name].phrases)


def _wrong_includes(data: dict[str, Any], slots: dict[str, Slot], marked: MarkedYaml, path: str) -> Iterator[RuleError]:
    for name in slots:
        for index, other in enumerate(data[name].get("include") or ()):
            if other not in slots or other == name:
                line = marked.line((name, "include", index))
                yield RuleError(f"slot '{name}' can't include '{other}'", path=path, line=line)
