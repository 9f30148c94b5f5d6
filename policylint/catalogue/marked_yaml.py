"""YAML as plain data, with the line on which each value stands."""

from typing import Any

import yaml

from policylint.errors import PolicylintError

_MOST_VALUES = 500_000
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
Path = tuple[str | int, ...]


class MarkedYaml:
    """Plain data read from YAML; `line(path)` is the line, from 1, of the value at a path of keys and indexes."""

    def __init__(self, text: str, path: str, error: type[PolicylintError]) -> None:
        self._lines: dict[Path, int] = {}
        self.path = path
        self._error = error
        loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        loader = None
        try:
            loader = loader_class(text)
            node = loader.get_single_node()
            self.data: Any = self._build(node, (), loader) if node is not None else None
        except yaml.MarkedYAMLError as problem:
            mark = problem.problem_mark or problem.context_mark
            raise error(
                f"broken YAML: {problem.problem or problem}", path=path, line=mark.line + 1 if mark else 0
            ) from None
        except (yaml.YAMLError, RecursionError) as problem:
            raise error(f"broken YAML: {problem}", path=path) from None
        except ValueError as problem:  # a scalar that isn't what its tag says, such as `!!int x`
            raise error(f"broken YAML: {problem}", path=path) from None
        finally:
            if loader is not None:
                loader.dispose()

    def line(self, path: Path) -> int:
        """Line of a value, or of the nearest value around it that has one."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def _build(self, node: Any, path: Path, loader: Any) -> Any:
        self._lines[path] = node.start_mark.line + 1
        if len(self._lines) > _MOST_VALUES:
            raise self._error(f"more than {_MOST_VALUES} values, aliases counted", path=self.path, line=1)
        if isinstance(node, yaml.MappingNode):
            built: dict[str, Any] = {}
            for key_node, value_node in node.value:
                key = str(_construct(key_node, loader))
                if key in built:
                    raise self._error(f"key '{key}' stands twice", path=self.path, line=key_node.start_mark.line + 1)
                built[key] = self._build(value_node, (*path, key), loader)
                self._lines[(*path, key)] = key_node.start_mark.line + 1
            return built
        if isinstance(node, yaml.SequenceNode):
            return [self._build(child, (*path, index), loader) for index, child in enumerate(node.value)]
        return _construct(node, loader)


def _construct(node: Any, loader: Any) -> Any:
    """A scalar as plain data: dates stay as they are written, for 2026-02-30 is one to YAML and none to Python."""
    return node.value if node.tag == _TIMESTAMP else loader.construct_object(node, deep=True)
