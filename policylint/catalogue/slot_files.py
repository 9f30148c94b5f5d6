"""rules/slots/<language>.yaml -> slots, each expanded when it is first asked for."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from policylint.catalogue.compiling import Slot, expand_lemma
from policylint.catalogue.marked_yaml import MarkedYaml
from policylint.catalogue.syntax import Element, PatternError, SlotName, SlotWords, Words, parse_phrase
from policylint.errors import RuleError
from policylint.sentences import fold, tokenize

_KEYS = frozenset({"lemmas", "forms", "suffixes", "phrases", "include"})


class SlotFiles:
    """The slots of one language, those of later folders in place of earlier ones of the same name.

    Each entry that can't be honoured becomes a RuleError with its line in `errors`.
    """

    def __init__(self, roots: Sequence[Path], language: str, errors: list[RuleError]) -> None:
        self.language = language
        self._errors = errors
        self._slots: dict[str, Slot] = {}
        self._files: dict[str, MarkedYaml] = {}
        self._written: dict[str, Any] = {}
        for path in (root / "slots" / f"{language}.yaml" for root in roots):
            if path.is_file():
                try:
                    self._read(MarkedYaml(path.read_text(encoding="utf-8"), str(path), RuleError))
                except RuleError as problem:
                    errors.append(problem)

    def _read(self, marked: MarkedYaml) -> None:
        for name, body in (marked.data or {}).items():
            self._files[name] = marked
            if isinstance(body, dict) and not set(body) - _KEYS:
                self._written[name] = body
            else:
                wrong = min(set(body) - _KEYS) if isinstance(body, dict) else body
                self._refuse(f"slot '{name}': unknown key '{wrong}'", name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def get(self, name: str) -> Slot | None:
        """A slot by its name, expanded."""
        if name not in self._slots and name in self._written:
            self._slots[name] = slot = self._expand(name)
            for index, other in enumerate(self._written[name].get("include") or ()):
                if other not in self._written or other == name:
                    self._refuse(f"slot '{name}' can't include '{other}'", name, "include", index)
            for other in self._included(name, {name}):
                slot.add(self._slots.get(other) or self._expand(other))
        return self._slots.get(name)

    def _included(self, name: str, seen: set[str]) -> Iterator[str]:
        """The slots that a slot includes, and those that they include."""
        for other in self._written[name].get("include") or ():
            if other in self._written and other not in seen:
                seen.add(other)
                yield other
                yield from self._included(other, seen)

    def _expand(self, name: str) -> Slot:
        words: set[str] = set()
        endings: set[str] = set()
        phrases: dict[tuple[Element, ...], None] = {}
        for key in ("forms", "lemmas", "suffixes", "phrases"):
            for index, entry in enumerate(self._written[name].get(key) or ()):
                try:
                    self._expand_entry(key, str(entry), words, endings, phrases)
                except PatternError as problem:
                    self._refuse(f"slot '{name}': {problem}", name, key, index)
        return Slot(frozenset(words), frozenset(endings), phrases)

    def _expand_entry(
        self, key: str, entry: str, words: set[str], endings: set[str], phrases: dict[tuple[Element, ...], None]
    ) -> None:
        tokens = [word for word, _, _ in tokenize(entry)]
        if key == "phrases":
            phrases[tuple(map(_by_words, parse_phrase(entry)))] = None
        elif key == "forms" and len(tokens) == 1:
            words.add(tokens[0])
        elif key == "suffixes":
            endings.update(form for form in expand_lemma(entry, self.language) if len(form) >= 3)
            words.update(expand_lemma(entry, self.language))
        elif key == "lemmas" and len(tokens) == 1:
            words.update(expand_lemma(entry, self.language))
        else:
            *first, last = tokens
            ending = Words(lemmas=(last,)) if key == "lemmas" else Words(literal=last)
            phrases[(*(Element(Words(literal=fold(word))) for word in first), Element(ending))] = None

    def _refuse(self, message: str, name: str, *path: str | int) -> None:
        marked = self._files[name]
        self._errors.append(RuleError(message, path=marked.path, line=marked.line((name, *path))))


def _by_words(element: Element) -> Element:
    """A slot in a slot's phrase stands for its single words: phrases of phrases would never end."""
    atom = element.atom
    return Element(SlotWords(atom.name), element.optional) if isinstance(atom, SlotName) else element
