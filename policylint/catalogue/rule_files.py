"""rules/<category>/<id>.yaml -> Rule, with every mistake named by file and line."""

import difflib
import re
from pathlib import Path
from typing import Any

from policylint.catalogue.marked_yaml import MarkedYaml
from policylint.errors import RuleError
from policylint.findings import LEVELS
from policylint.languages import LANGUAGES
from policylint.rules import KINDS, REMEDIES, REPLACES, SAFETIES, Example, Rewrite, Rule

_REQUIRED_KEYS = ("id", "since", "level", "remedy", "kinds", "title", "message", "why", "examples")
_KEYS = frozenset(_REQUIRED_KEYS).union(
    "yields_to options references patterns required exceptions unless given rewrite check".split()
)
_REWRITE_KEYS = ("safety", "replaces", "familiar", "decide")
_EXAMPLE_KEYS = frozenset({"text", "fixed", "format", "kind"})
_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


class RuleFile:
    """One rule file: the rule, and its patterns still in their written form."""

    def __init__(self, path: Path, category: str) -> None:
        self.path = str(path)
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            raise RuleError(f"can't be read: {problem}", path=self.path) from None
        self._marked = MarkedYaml(text, self.path, RuleError)
        self.data: dict[str, Any] = self._checked(self._marked.data)
        self.rule = self._build(category)

    def line(self, *path: str | int) -> int:
        """Line of a value in the file."""
        return self._marked.line(path)

    def fail(self, message: str, *path: str | int) -> RuleError:
        """An error at a value of the file."""
        return RuleError(message, path=self.path, line=self.line(*path))

    def _checked(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise self.fail("a rule file is a mapping with the key 'id'")
        for key in data:
            if key not in _KEYS:
                raise self.fail(f"unknown key '{key}'{did_you_mean(key, _KEYS)}", key)
        for key in _REQUIRED_KEYS:
            if key not in data:
                raise self.fail(f"the key '{key}' is missing")
        if data["id"] != Path(self.path).stem:
            raise self.fail(f"id '{data['id']}' is not the file's name", "id")
        if not any(data.get(key) for key in ("patterns", "required", "check")):
            raise self.fail("a rule has patterns, required or a check")
        self._check_choice(data["level"], LEVELS, "level")
        self._check_choice(data["remedy"], REMEDIES, "remedy")
        return data

    def _check_choice(self, value: Any, choices: tuple[str, ...], *path: str | int) -> None:
        if value not in choices:
            raise self.fail(f"'{value}' is none of {', '.join(choices)}{did_you_mean(str(value), choices)}", *path)

    def _build(self, category: str) -> Rule:
        data = self.data
        return Rule(
            id=data["id"],
            category=category,
            since=str(data["since"]),
            level=data["level"],
            remedy=data["remedy"],
            kinds=self._kinds(),
            yields_to=tuple(data.get("yields_to") or ()),
            title=self._texts("title"),
            message=self._texts("message"),
            why=self._texts("why"),
            options=dict(data.get("options") or {}),
            references=tuple(map(str, data.get("references") or ())),
            check=str(data.get("check") or ""),
            absent=bool(data.get("required")),
            rewrite=self._rewrite(),
            examples=self._examples(),
            path=self.path,
        )

    def _kinds(self) -> tuple[str, ...]:
        if self.data["kinds"] == "all":
            return KINDS
        if not isinstance(self.data["kinds"], list):
            raise self.fail(f"'kinds' is 'all' or a list of {', '.join(KINDS)}", "kinds")
        for index, kind in enumerate(self.data["kinds"]):
            self._check_choice(kind, KINDS, "kinds", index)
        return tuple(self.data["kinds"])

    def _texts(self, key: str) -> dict[str, str]:
        texts = self.data[key]
        if not isinstance(texts, dict) or not texts:
            raise self.fail(f"'{key}' has a text for each language", key)
        for language in texts:
            self._check_choice(language, tuple(LANGUAGES), key, language)
        return {language: str(text).strip() for language, text in texts.items()}

    def _rewrite(self) -> Rewrite | None:
        written = self.data.get("rewrite")
        if not written:
            return None
        if not isinstance(written, dict):
            raise self.fail("'rewrite' has safety, replaces and a template for each language", "rewrite")
        for key in written:
            if key not in {*_REWRITE_KEYS, *LANGUAGES}:
                raise self.fail(f"unknown key '{key}'{did_you_mean(key, _REWRITE_KEYS)}", "rewrite", key)
        safety = self._by_language(written.get("safety"), SAFETIES, "safety")
        replaces = self._by_language(written.get("replaces", "sentence"), REPLACES, "replaces")
        plain, familiar, decide = (
            {language: str(texts[language]).strip("\n") for language in LANGUAGES if language in texts}
            for texts in (written, written.get("familiar") or {}, written.get("decide") or {})
        )
        return Rewrite(safety, replaces, plain, familiar, decide)

    def _by_language(self, value: Any, choices: tuple[str, ...], key: str) -> dict[str, str]:
        """One choice for all languages, or one for each that the rewrite has a template in."""
        if not isinstance(value, dict):
            self._check_choice(value, choices, "rewrite", key)
            return dict.fromkeys(LANGUAGES, value)
        for language, choice in value.items():
            self._check_choice(language, tuple(LANGUAGES), "rewrite", key, language)
            self._check_choice(choice, choices, "rewrite", key, language)
        for language in LANGUAGES:
            if language in self.data["rewrite"] and language not in value:
                raise self.fail(f"'{key}' says nothing for '{language}'", "rewrite", key)
        return dict(value)

    def _examples(self) -> dict[str, dict[str, tuple[Example, ...]]]:
        written = self.data["examples"]
        if not isinstance(written, dict) or not written:
            raise self.fail("a rule has examples, bad and good, for each language", "examples")
        built: dict[str, dict[str, tuple[Example, ...]]] = {}
        for language, sides in written.items():
            self._check_choice(language, tuple(LANGUAGES), "examples", language)
            built[language] = {}
            for side in ("bad", "good"):
                rows = (sides or {}).get(side)
                if not rows:
                    raise self.fail(f"no {side} example in '{language}'", "examples", language)
                built[language][side] = tuple(
                    self._example(row, "examples", language, side, index) for index, row in enumerate(rows)
                )
        return built

    def _example(self, row: Any, *path: str | int) -> Example:
        written = row if isinstance(row, dict) else {"text": str(row)}
        for key in written:
            if key not in _EXAMPLE_KEYS:
                raise self.fail(f"unknown key '{key}'{did_you_mean(key, _EXAMPLE_KEYS)}", *path)
        spans, text, done = [], "", 0
        source = str(written["text"])
        for mark in _MARK.finditer(source):
            text += source[done : mark.start()]
            spans.append((len(text), len(text) + len(mark[1])))
            text += mark[1]
            done = mark.end()
        text += source[done:]
        fixed = written.get("fixed")
        return Example(
            text=text,
            spans=tuple(spans),
            fixed=None if fixed is None else str(fixed),
            format=str(written.get("format", "txt")),
            kind=str(written.get("kind", "")),
            line=self.line(*path),
        )


def did_you_mean(word: str, choices: Any) -> str:
    """' (did you mean ...?)' when one of the choices is close, else nothing."""
    close = difflib.get_close_matches(word, list(choices), n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""
