"""Entries put into YAML files of other people as text, so that nothing else of theirs changes.

What comes out is read again: it must say what was there and the entry, and nothing else.
"""

from typing import Any

import yaml

from policylint.errors import ConfigError

_ADVICE = "policylint can't tell where its entry goes"


def insert_hook(text: str, entry: str) -> str:
    """Put an entry behind the others of `repos:` in a `.pre-commit-config.yaml`.

    `entry` is one item of a list, not indented. Raises ConfigError when there is no such list, or none in block style.
    """
    repositories = _find(_compose(text), "repos")
    if not isinstance(repositories, yaml.SequenceNode) or repositories.flow_style or not repositories.value:
        raise ConfigError(f"{_ADVICE}: it has no list 'repos' with an item a line")
    margin = repositories.start_mark.column
    lines = text.splitlines(keepends=True)
    at = _line_behind(repositories)
    while at < len(lines) and _is_comment_within(lines[at], margin):
        at += 1
    ending = "\r\n" if "\r\n" in text else "\n"
    added = [f"{' ' * margin}{line}{ending}" for line in entry.splitlines()]
    before = lines[:at]
    if before and not before[-1].endswith("\n"):
        before[-1] += ending
    changed = "".join([*before, *added, *lines[at:]])
    return _prove(text, changed, "repos", _shape(repositories)[1])


def append_job(text: str, job: str, name: str) -> str:
    """Put a top-level job of a name at the end of a `.gitlab-ci.yml`; raises ConfigError when that can't be done."""
    root = _compose(text)
    if root is not None and (not isinstance(root, yaml.MappingNode) or root.flow_style or _find(root, name)):
        raise ConfigError(_ADVICE)
    ending = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else ending if text.endswith("\n") else ending * 2
    changed = text + gap + "".join(f"{line}{ending}" for line in job.splitlines())
    return _prove(text, changed, name, None)


def find_stage(text: str) -> str:
    """Name the stage for a job, when `test`, where GitLab puts it, is none of the stages; else nothing."""
    stages = _find(_compose(text), "stages")
    names = [node.value for node in stages.value] if isinstance(stages, yaml.SequenceNode) else []
    return names[0] if names and "test" not in names else ""


def _compose(text: str) -> Any:
    """The nodes of a YAML text: tags that only its own reader knows, such as GitLab's `!reference`, don't matter."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        raise ConfigError(
            f"it is no YAML that can be read: {getattr(problem, 'problem', problem)}", line=mark.line + 1 if mark else 0
        ) from None


def _find(node: Any, key: str) -> Any:
    """The value of a key, if the node has one."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _line_behind(node: Any) -> int:
    """The number of the line behind the last word of a node; the node itself ends where the next one begins."""
    while node.value and not isinstance(node, yaml.ScalarNode) and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    return int(node.end_mark.line + (node.end_mark.column > 0))


def _is_comment_within(line: str, margin: int) -> bool:
    """Whether a line is a comment that belongs to an item of a list with this margin."""
    words = line.lstrip(" ")
    return words.startswith("#") and len(line) - len(words) > margin


def _prove(old: str, new: str, key: str, items: list[Any] | None) -> str:
    """Give the new text when it says what the old one did, and an item more in a list, or a key more."""
    try:
        value = _find(_compose(new), key)
        is_alike = _others(old, key) == _others(new, key)
    except ConfigError:
        raise ConfigError(_ADVICE) from None
    if value is None or not is_alike or (items is not None and _shape(value)[1][:-1] != items):
        raise ConfigError(_ADVICE)
    return new


def _others(text: str, key: str) -> list[Any]:
    """What a text says under other keys."""
    root = _compose(text)
    return [(_shape(name), _shape(value)) for name, value in (root.value if root else ()) if name.value != key]


def _shape(node: Any) -> tuple[str, Any]:
    """What a node says, wherever it stands."""
    if isinstance(node, yaml.ScalarNode):
        return node.tag, node.value
    if isinstance(node, yaml.MappingNode):
        return node.tag, [(_shape(key), _shape(value)) for key, value in node.value]
    return node.tag, [_shape(item) for item in node.value]
