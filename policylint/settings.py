"""What a caller, or a `policylint.yaml`, can ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

CONFIG_NAME = "policylint.yaml"
BASELINE_NAME = "policylint-baseline.yaml"
SCRIPT_NAME = "policylint-ci.sh"
LANGUAGES = ("en", "ru", "et")
FAIL_LEVELS = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a caller or a `policylint.yaml` asks for; what is left at its default is not asked for.

    `kinds`, `languages`, `formats` and `owners` map a name of each to globs, `options` a rule to its options.
    `select` and `ignore` name rules or categories, `preset` a set of options that a law fixes; `options` come
    over it. `baseline_days` are the days that an owner has in a new baseline, by remedy. `rules` are folders with
    rule files of one's own. `kind`, `language` and `format` hold for every text. `config` names the configuration
    to use for all files; without it, each file's is looked for upwards from its folder; it is the same with
    `baseline`, unless `uses_baseline` is off. With `diff_base`, a git revision, only what stands on lines changed
    since counts, with `staged` what git has staged. Findings that a baseline knows don't fail with `fail_on_new`.
    With `force_exclude`, files that a caller names are left alone as those met in folders are.
    `jobs` 0 means one process a core.
    """

    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_level: str = ""
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    preset: str = ""
    baseline_days: Mapping[str, int] = field(default_factory=dict)
    country: str = ""
    rules: tuple[str, ...] = ()
    company: Mapping[str, Any] = field(default_factory=dict)
    kind: str = ""
    language: str = ""
    format: str = ""
    config: str = ""
    baseline: str = ""
    uses_baseline: bool = True
    diff_base: str = ""
    staged: bool = False
    force_exclude: bool = False
    fail_on_new: bool = False
    cache: bool = True
    jobs: int = 0

    def over(self, configured: "Settings") -> "Settings":
        """Lay these settings over configured ones: lists to leave things out add up, the rest stands in for it."""
        changes: dict[str, Any] = {}
        for name in (each.name for each in fields(self)):
            said, known = getattr(self, name), getattr(configured, name)
            if name in {"ignore", "exclude", "rules"}:
                changes[name] = (*known, *said)
            elif name in {"options", "company", "kinds", "languages", "formats", "owners", "baseline_days"}:
                changes[name] = {**known, **said}
            elif isinstance(said, (bool, int)) or said not in ("", None):
                changes[name] = said
        return replace(configured, **changes)
