"""rules/presets/<name>.yaml -> options that a law fixes, by preset."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policylint.catalogue.marked_yaml import MarkedYaml
from policylint.errors import RuleError
from policylint.suggestions import suggest

_KEYS = ("title", "options", "references")


def read_presets(
    roots: Sequence[Path], options: Mapping[str, Mapping[str, Any]], errors: list[RuleError]
) -> dict[str, dict[str, Any]]:
    """Read all presets; `options` are the rules' own, and what doesn't fit them becomes a RuleError."""
    presets: dict[str, dict[str, Any]] = {}
    for path in (path for root in roots for path in sorted((root / "presets").glob("*.yaml"))):
        try:
            presets[path.stem] = _read(path, options)
        except RuleError as problem:
            errors.append(problem)
    return presets


def _read(path: Path, options: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    marked = MarkedYaml(path.read_text(encoding="utf-8"), str(path), RuleError)
    data = marked.data if isinstance(marked.data, dict) else {}

    def refuse(message: str, *place: str) -> RuleError:
        return RuleError(message, path=str(path), line=marked.line(place))

    for key in data:
        if key not in _KEYS:
            raise refuse(f"unknown key '{key}'{suggest(key, _KEYS)}", key)
    for key in _KEYS:
        if not data.get(key):
            raise refuse(f"a preset has {', '.join(_KEYS)}; '{key}' is missing")
    for rule, values in data["options"].items():
        if rule not in options:
            raise refuse(f"unknown rule '{rule}'{suggest(rule, options)}", "options", rule)
        for name in values:
            if name not in options[rule]:
                raise refuse(f"rule '{rule}' has no option '{name}'{suggest(name, options[rule])}", "options", rule)
    return data
