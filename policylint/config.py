"""`policylint.yaml` and a caller's own wishes -> Settings -> the Selection of rules that judge."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any

from policylint.cache import Cache, make_key
from policylint.errors import ConfigError
from policylint.rules import Rule, Selection
from policylint.suggestions import suggest

CONFIG_NAME = "policylint.yaml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a caller or a `policylint.yaml` asks for; what is left at its default is not asked for.

    `kinds` and `languages` map a kind or language to globs, `options` a rule to its options. `select`
    and `ignore` name rules or categories. `rules` are folders with rule files of one's own. `kind` and
    `language` hold for every text. `config` names the configuration to use for all files; without it,
    each file's is looked for upwards from its folder. `jobs` 0 means one process a core.
    """

    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_level: str = ""
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    country: str = ""
    rules: tuple[str, ...] = ()
    company: Mapping[str, Any] = field(default_factory=dict)
    kind: str = ""
    language: str = ""
    config: str = ""
    cache: bool = True
    jobs: int = 0

    def over(self, configured: "Settings") -> "Settings":
        """Lay these settings over configured ones: lists to leave things out add up, the rest stands in for it."""
        changes = {}
        for name in (field.name for field in fields(self)):
            said, known = getattr(self, name), getattr(configured, name)
            if name in {"ignore", "exclude", "rules"}:
                changes[name] = (*known, *said)
            elif name in {"options", "company", "kinds", "languages"}:
                changes[name] = {**known, **said}
            elif name in {"cache", "jobs"} or said not in ("", None):
                changes[name] = said
        return replace(configured, **changes)


@dataclass(frozen=True, slots=True)
class Configuration:
    """One `policylint.yaml` as it was read; `folder` is what its globs are relative to.

    `lines` are the lines of the names in it that only a catalogue can judge; `errors` tell which parts
    could not be honoured and are left out of `settings`.
    """

    path: str = ""
    folder: str = ""
    settings: Settings = field(default_factory=Settings)
    lines: Mapping[str, int] = field(default_factory=dict)
    errors: tuple[ConfigError, ...] = ()

    def error(self, message: str, place: str) -> ConfigError:
        """Make an error that stands at a place of this file, such as `select/0`."""
        return ConfigError(message, path=self.path, line=self.lines.get(place, 0))


def find_configuration(folder: str) -> str:
    """Find the nearest `policylint.yaml` in an absolute folder or above it; empty when there is none."""
    path = os.path.join(folder, CONFIG_NAME)
    if os.path.isfile(path):
        return path
    parent = os.path.dirname(folder)
    return "" if parent == folder else find_configuration(parent)


def load_configuration(path: str, *, cached: bool = True) -> Configuration:
    """Read a configuration; what can't be honoured is left out and told in `errors`.

    Raises `ConfigError` when the file can't be read at all.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
        text = data.decode("utf-8-sig")
    except OSError as problem:
        raise ConfigError(f"can't read the configuration: {problem.strerror}", path=path) from None
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise ConfigError("the configuration is not UTF-8", path=path, line=line) from None
    values, lines, problems = _validate(data, text, path, cached=cached)
    folder = os.path.dirname(os.path.abspath(path))
    configuration = Configuration(path, folder, Settings(), lines)
    errors = [ConfigError(message, path=path, line=line) for message, line in problems]
    folders = []
    for index, name in enumerate(values.get("rules", ())):
        own = os.path.join(folder, os.path.expanduser(name))
        if os.path.isdir(own):
            folders.append(own)
        else:
            errors.append(configuration.error(f"no such folder with rules: '{name}'", f"rules/{index}"))
    settings = Settings(**{**values, "rules": tuple(folders)})
    return replace(configuration, settings=settings, errors=tuple(errors))


def _validate(
    data: bytes, text: str, path: str, *, cached: bool
) -> tuple[dict[str, Any], dict[str, int], list[tuple[str, int]]]:
    """Validate a configuration, or remember that this very text was validated before."""
    from policylint import __version__

    with open(os.path.join(os.path.dirname(__file__), "schema.json"), "rb") as file:
        key = make_key(data, file.read(), __version__)
    shelf = Cache("settings")
    known = shelf.load(key) if cached else None
    if known is not None:
        return known  # type: ignore[no-any-return]  # the digest of the cache vouches for it
    from policylint.validation import ValidatedConfig

    validated = ValidatedConfig(text, path)
    values = {name: _freeze(value) for name, value in validated.data.items()}
    problems = [(error.message, error.line) for error in validated.errors]
    result = values, validated.name_lines(), problems
    if cached:
        shelf.save(key, result)
    return result


def _freeze(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _freeze(inner) for key, inner in value.items()}
    return tuple(_freeze(inner) for inner in value) if isinstance(value, list) else value


class Chooser:
    """Turns settings into a selection, judging every name in them against the rules there are."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._by_category: dict[str, set[str]] = {}
        for rule in rules.values():
            self._by_category.setdefault(rule.category, set()).add(rule.id)

    def choose(self, settings: Settings) -> Selection:
        """Select the rules that settings ask for; names nobody knows are passed over (see `complain`)."""
        chosen = set(self._rules) if settings.select is None else self._resolve(settings.select)
        options = {rule: values for rule, values in settings.options.items() if rule in self._rules}
        for rule, values in options.items():
            known = self._rules[rule].options
            options[rule] = {name: value for name, value in values.items() if _fits(known, name, value)}
        return Selection(
            rules=frozenset(chosen - self._resolve(settings.ignore)),
            options=options,
            company=settings.company,
            country=settings.country,
        )

    def complain(self, settings: Settings) -> Iterable[tuple[str, str]]:
        """Tell each unknown name or unfit option value of settings: what is wrong, and the place of it."""
        names = {*self._rules, *self._by_category}
        for key, listed in (("select", settings.select or ()), ("ignore", settings.ignore)):
            for index, name in enumerate(listed):
                if name not in names:
                    yield f"unknown rule or category '{name}'{suggest(name, names)}", f"{key}/{index}"
        for rule, values in settings.options.items():
            if rule not in self._rules:
                yield f"unknown rule '{rule}'{suggest(rule, self._rules)}", f"options/{rule}"
                continue
            known = self._rules[rule].options
            for option, value in values.items():
                place = f"options/{rule}/{option}"
                if option not in known:
                    yield f"rule '{rule}' has no option '{option}'{suggest(option, known)}", place
                elif not _fits(known, option, value):
                    yield f"option '{option}' of '{rule}' is {value!r}, expected {_name_type(known[option])}", place

    def _resolve(self, names: Iterable[str]) -> set[str]:
        chosen: set[str] = set()
        for name in names:
            chosen |= self._by_category.get(name, set())
            if name in self._rules:
                chosen.add(name)
        return chosen


def _fits(known: Mapping[str, Any], name: str, value: Any) -> bool:
    """Whether a rule has this option and the value is of the type of its default."""
    if name not in known:
        return False
    default = known[name]
    if default is None:
        return True
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, (int, float)):
        return isinstance(value, (int, float))
    if isinstance(default, (list, tuple)):
        return isinstance(value, (list, tuple))
    return isinstance(value, type(default))


def _name_type(default: Any) -> str:
    if isinstance(default, bool):
        return "true or false"
    if isinstance(default, (int, float)):
        return f"a number, such as {default}"
    return f"a list, such as {list(default)}" if isinstance(default, (list, tuple)) else f"a text, such as {default!r}"


def find_first_glob(path: str, groups: Mapping[str, Iterable[str]]) -> str:
    """Give the first name of `groups` of which a glob matches a path relative to the configuration's folder."""
    for name, globs in groups.items():
        if any(_compile_glob(glob).fullmatch(path) for glob in globs):
            return name
    return ""


def is_excluded(path: str, globs: Iterable[str]) -> bool:
    """Whether a glob matches the path or a folder above it."""
    steps = path.split("/")
    ancestors = ["/".join(steps[: count + 1]) for count in range(len(steps))]
    return any(_compile_glob(glob).fullmatch(ancestor) for glob in globs for ancestor in ancestors)


@cache
def _compile_glob(glob: str) -> re.Pattern[str]:
    """Compile a glob: `**` crosses folders, `*` and `?` don't, `[abc]` is one of these."""
    pattern = glob.removeprefix("./")
    if pattern.endswith("/"):
        pattern += "**"
    expression = ""
    for part in re.findall(r"\*\*/|\*+|\?|\[!?[^\]/]+\]|[^*?\[]+|\[", pattern):
        if part == "**/":
            expression += "(?:[^/]+/)*"
        elif part.startswith("*"):
            expression += ".*" if len(part) > 1 else "[^/]*"
        elif part == "?":
            expression += "[^/]"
        elif part.startswith("[") and len(part) > 1:
            negation = "^" if part[1] == "!" else ""
            members = part[1:-1].removeprefix("!").replace("\\", r"\\").replace("^", r"\^").replace("[", r"\[")
            expression += f"[{negation}{members}]"
        else:
            expression += re.escape(part)
    try:
        return re.compile(expression, re.DOTALL)
    except re.error:  # a range such as [z-a]: then the brackets stand for themselves
        return re.compile(re.escape(pattern))
