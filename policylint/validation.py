"""The text of a `policylint.yaml` or a baseline -> data that its schema accepts, and every reason to complain.

Imported only when such a file is new or has changed: YAML and JSON Schema cost more time to import than a clean
file takes to check.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from policylint.catalogue.marked_yaml import MarkedYaml
from policylint.errors import ConfigError
from policylint.suggestions import suggest

_LONGEST_VALUE = 60
_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}


class ValidatedYaml:
    """The data of a file without the parts that can't be honoured, and what was wrong with those.

    `schema` is the name of a schema in this package, `title` what messages call the file as a whole.
    """

    def __init__(self, text: str, path: str, schema: str, title: str) -> None:
        self.data: dict[str, Any] = {}
        self.errors: list[ConfigError] = []
        self._path = path
        self._schema = schema
        self._title = title
        self._places: dict[int, tuple[str | int, ...]] = {}
        try:
            self._yaml = MarkedYaml(text, path, ConfigError)
        except ConfigError as error:
            self.errors.append(error)
            return
        data = {} if self._yaml.data is None else self._yaml.data
        self._validate(data)

    def line(self, path: Sequence[str | int]) -> int:
        """Give the line of a value, by its path in the file."""
        return self._yaml.line(tuple(path))

    def line_of(self, item: Mapping[str, Any]) -> int:
        """Give the line of a mapping in one of the top lists, whatever was taken out before it."""
        return self.line(self._places.get(id(item), ()))

    def _validate(self, data: Any) -> None:
        schema = json.loads(files("policylint").joinpath(self._schema).read_text(encoding="utf-8"))
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        problems = {_place(problem): problem for problem in validator.iter_errors(data)}
        for problem in problems.values():
            self.errors.extend(self._explain(problem))
        if isinstance(data, dict):
            lists = ((key, items) for key, items in data.items() if isinstance(items, list))
            self._places = {id(item): (key, index) for key, items in lists for index, item in enumerate(items)}
            # Last places first: taking an item out of a list must not move those still to be taken out.
            for _, problem in sorted(problems.items(), reverse=True):
                _take_out(data, problem)
            self.data = data
        self.errors.sort(key=lambda error: error.line)

    def _explain(self, problem: ValidationError) -> Iterable[ConfigError]:
        path = tuple(problem.absolute_path)
        if problem.validator == "additionalProperties":
            for key in _unknown_keys(problem):
                place = f" in '{_dotted(path)}'" if path else ""
                hint = suggest(key, _schema(problem)["properties"])
                yield self._error(f"unknown key '{key}'{place}{hint}", (*path, key))
            return
        name = f"'{_dotted(path)}'" if path else self._title
        yield self._error(f"{name} {_describe(problem)}", path)

    def _error(self, message: str, path: Sequence[str | int]) -> ConfigError:
        return ConfigError(message, path=self._path, line=self.line(path))


def _describe(problem: ValidationError) -> str:
    value = json.dumps(problem.instance, ensure_ascii=False, default=str)
    found = value if len(value) <= _LONGEST_VALUE else f"{value[: _LONGEST_VALUE - 3]}..."
    schema = _schema(problem)
    if problem.validator == "required":
        held: Any = problem.instance
        return f"has no '{next(key for key in schema['required'] if key not in held)}'"
    if problem.validator == "enum":
        return (
            f"is {found}, expected one of {', '.join(schema['enum'])}{suggest(str(problem.instance), schema['enum'])}"
        )
    if problem.validator == "type":
        types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        return f"is {found}, expected {' or '.join(_TYPES[name] for name in types)}: {schema['description']}"
    return f"is {found}, expected {schema.get('description', problem.message)}"


def _schema(problem: ValidationError) -> Mapping[str, Any]:
    """The part of the schema that a problem is about; in ours that is never just true or false."""
    assert isinstance(problem.schema, Mapping)
    return problem.schema


def _unknown_keys(problem: ValidationError) -> list[str]:
    assert isinstance(problem.instance, dict)
    return [key for key in problem.instance if key not in _schema(problem)["properties"]]


def _place(problem: ValidationError) -> tuple[str, ...]:
    """Order problems by where they are; list indexes count as numbers."""
    return tuple(f"{step:09}" if isinstance(step, int) else step for step in problem.absolute_path)


def _take_out(data: Any, problem: ValidationError) -> None:
    """Drop the part of the data that a problem is about, so that the rest can be honoured."""
    *parents, last = problem.absolute_path or (None,)
    for step in parents:
        data = data[step]
    if problem.validator == "additionalProperties":
        owner = data if last is None else data[last]
        for key in _unknown_keys(problem):
            del owner[key]
    elif last is None:  # the whole lacks what it can't do without
        data.clear()
    else:
        del data[last]


def _dotted(path: Iterable[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
