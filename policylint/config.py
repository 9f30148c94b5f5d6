"""`policylint.yaml` and a caller's own wishes -> Settings -> the Selection of rules that judge."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from policylint.cache import Cache, make_key
from policylint.catalogue import Catalogue
from policylint.errors import ConfigError
from policylint.readers.formats import FORMATS
from policylint.resources import VERSION
from policylint.rules import Selection
from policylint.settings import CONFIG_NAME, Settings
from policylint.suggestions import suggest
from policylint.suppression_rules import RULES as SUPPRESSION_RULES
from policylint.walking import find_upwards


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
    return find_upwards(folder, CONFIG_NAME)


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
    with open(os.path.join(os.path.dirname(__file__), "schema.json"), "rb") as file:
        key = make_key(data, file.read(), VERSION)
    shelf = Cache("settings")
    known = shelf.load(key) if cached else None
    if known is not None:
        return known  # type: ignore[no-any-return]  # the digest of the cache vouches for it
    from policylint.validation import ValidatedYaml

    validated = ValidatedYaml(text, path, "schema.json", "the configuration")
    values = {name: _freeze(value) for name, value in validated.data.items()}
    problems = [(error.message, error.line) for error in validated.errors]
    result = values, {"/".join(map(str, place)): validated.line(place) for place in _names(values)}, problems
    if cached:
        shelf.save(key, result)
    return result


def _names(values: Mapping[str, Any]) -> Iterable[tuple[str | int, ...]]:
    """The places of the names that only a catalogue or a disk can judge: `select/0`, `options/insult/words` ..."""
    for key in ("select", "ignore", "rules"):
        yield from ((key, index) for index in range(len(values.get(key, ()))))
    for rule, options in values.get("options", {}).items():
        yield "options", rule
        yield from (("options", rule, option) for option in options)
    if "preset" in values:
        yield ("preset",)
    yield from (("formats", name) for name in values.get("formats", {}))


def _freeze(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _freeze(inner) for key, inner in value.items()}
    return tuple(_freeze(inner) for inner in value) if isinstance(value, list) else value


class Chooser:
    """Turns settings into a selection, judging every name in them against the rules there are."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.rules = frozenset((*catalogue.heads, *SUPPRESSION_RULES))
        self._by_category = {"suppression": set(SUPPRESSION_RULES)}
        for name, (category, *_) in catalogue.heads.items():
            self._by_category.setdefault(category, set()).add(name)

    def choose(self, settings: Settings) -> Selection:
        """Select the rules that settings ask for; names nobody knows are passed over (see `complain`)."""
        chosen = set(self.rules) if settings.select is None else self._resolve(settings.select)
        options = dict(self._preset(settings))
        for rule, values in settings.options.items():
            fitting = {name: value for name, value in values.items() if _fits(self._options(rule), name, value)}
            options[rule] = {**options.get(rule, {}), **fitting}
        return Selection(
            rules=frozenset(chosen - self._resolve(settings.ignore)),
            options=options,
            company=settings.company,
            country=settings.country,
        )

    def complain(self, settings: Settings) -> Iterable[tuple[str, str]]:
        """Tell each unknown name or unfit option value of settings: what is wrong, and the place of it."""
        names = {*self.rules, *self._by_category}
        for key, listed in (("select", settings.select or ()), ("ignore", settings.ignore)):
            for index, name in enumerate(listed):
                if name not in names:
                    yield f"unknown rule or category '{name}'{suggest(name, names)}", f"{key}/{index}"
        if settings.preset and settings.preset not in self._catalogue.presets:
            yield f"unknown preset '{settings.preset}'{suggest(settings.preset, self._catalogue.presets)}", "preset"
        for name in settings.formats:
            if name not in FORMATS:
                yield f"unknown format '{name}'{suggest(name, FORMATS)}", f"formats/{name}"
        for rule, values in settings.options.items():
            if rule not in self.rules:
                yield f"unknown rule '{rule}'{suggest(rule, self.rules)}", f"options/{rule}"
                continue
            known = self._options(rule)
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
            if name in self.rules:
                chosen.add(name)
        return chosen

    def _preset(self, settings: Settings) -> Mapping[str, Mapping[str, Any]]:
        known = settings.preset and self._catalogue.presets.get(settings.preset)
        return known["options"] if known else {}

    def _options(self, rule: str) -> Mapping[str, Any]:
        return self._catalogue.rules[rule].options if rule in self._catalogue.heads else {}


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
