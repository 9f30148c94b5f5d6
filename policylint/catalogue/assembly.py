"""Read all rule and slot files and compile them into one catalogue; runs only when the cache is stale."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from policylint.catalogue.compiling import Compiler
from policylint.catalogue.evidence_files import read_evidence
from policylint.catalogue.preset_files import read_presets
from policylint.catalogue.rule_files import RuleFile
from policylint.catalogue.slot_files import SlotFiles
from policylint.catalogue.syntax import PatternError
from policylint.errors import RuleError
from policylint.languages import LANGUAGES

_NO_RULES = frozenset({"slots", "presets", "evidence"})  # folders beside those of the categories
_SECTIONS = ("patterns", "required", "exceptions")


def assemble(roots: Sequence[Path], *, languages: Collection[str] = (), wanted: Collection[str] = ()) -> dict[str, Any]:
    """Compile the rules of all folders into plain data; mistakes are collected under `errors`.

    `languages` and `wanted` (ids or categories) keep to a part of the patterns, for those who work on it.
    """
    errors: list[RuleError] = []
    slots = {language: SlotFiles(roots, language, errors) for language in languages or LANGUAGES}
    compiler = Compiler(slots)
    rules: dict[str, Any] = {}
    scopes: dict[str, Any] = {}
    for file in _rule_files(roots, errors):
        if file.rule.id in rules:
            errors.append(file.fail(f"rule '{file.rule.id}' exists already in {rules[file.rule.id]['path']}", "id"))
            continue
        if wanted and not {file.rule.id, file.rule.category} & set(wanted):
            continue
        try:
            scopes[file.rule.id] = _compile_rule(compiler, file, languages or LANGUAGES)
        except RuleError as problem:
            errors.append(problem)
            continue
        rules[file.rule.id] = asdict(file.rule)
    if not wanted:
        for language_slots in slots.values():
            for name in language_slots:
                language_slots.get(name)
    options = {name: rule["options"] for name, rule in rules.items()}
    known = {f"{language}:{name}" for language, named in slots.items() for name in named}
    compiler.patterns = [pattern for pattern in compiler.patterns if pattern["rule"] in rules]
    return {
        **compiler.data(),
        "rules": rules,
        "heads": {
            name: (rule["category"], rule["kinds"], rule["absent"], rule["check"]) for name, rule in rules.items()
        },
        "options": options,
        **read_evidence(roots, languages or LANGUAGES, rules, errors),
        "presets": {} if wanted else read_presets(roots, options, errors),
        "scopes": scopes,
        "unused_slots": sorted(known - compiler.used_slots),
        "errors": [(problem.message, problem.path, problem.line) for problem in errors],
    }


def _rule_files(roots: Sequence[Path], errors: list[RuleError]) -> Iterator[RuleFile]:
    for root in roots:
        if not root.is_dir():
            errors.append(RuleError("no such folder of rules", path=str(root)))
            continue
        for path in sorted(root.rglob("*.yaml")):
            category = path.parent.name
            if category in _NO_RULES:
                continue
            try:
                yield RuleFile(path, category)
            except RuleError as problem:
                errors.append(problem)


def _compile_rule(compiler: Compiler, file: RuleFile, languages: Collection[str]) -> dict[str, Any]:
    """Compile a rule's sections; returns its rule-wide `unless` and `given` by language."""
    scopes: dict[str, Any] = {}
    for section in _SECTIONS:
        for language, sources in (file.data.get(section) or {}).items():
            if language not in LANGUAGES:
                raise file.fail(f"'{language}' is none of {', '.join(LANGUAGES)}", section, language)
            if language not in languages:
                continue
            for index, source in enumerate(sources or ()):
                line = file.line(section, language, index)
                try:
                    compiler.add_pattern(source, rule=file.rule.id, language=language, section=section, line=line)
                except PatternError as problem:
                    raise file.fail(str(problem), section, language, index) from None
    for scope in ("unless", "given"):
        written = file.data.get(scope)
        if written:
            try:
                scopes[scope] = {
                    language: compiler.compile_scopes(written, language)
                    for language in languages
                    if (file.data.get("patterns") or {}).get(language)
                }
            except PatternError as problem:
                raise file.fail(str(problem), scope) from None
    return scopes
