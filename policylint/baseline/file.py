"""The text of a baseline -> entries that can be honoured, and every reason to complain; and back.

Imported only when a baseline is new, has changed or is written.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from policylint.catalogue.marked_yaml import MarkedYaml
from policylint.entries import NOBODY, Entry, Solved
from policylint.errors import ConfigError
from policylint.today import is_day
from policylint.validation import ValidatedYaml

HEAD = """\
# Faults that were here before policylint, each with an owner and a day.
#
# Until its day is over, a fault isn't reported; after that it is an error that names its owner. To own one means to
# solve it or to pass it on: give it another owner and another day here, or say
#   policylint baseline update --pass-on RULE|PATH --to OWNER
# 'since' tells who has had it from which day. Write what you like into 'note', and comments above an entry.
# 'policylint baseline update' takes out what is solved, 'policylint baseline report' tells how things stand.
"""
_SCHEMA = "baseline/schema.json"
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)
_ITEM = re.compile(r"^( *)- .*(?:\n\1 .*|\n *#.*|\n *\r?$)*", re.MULTILINE)
_PLAIN = re.compile(r"[^\W\d_](?:[\w./()'@-]|[ ](?=[\w./()'@-]))*")
_SOLVED = frozenset({"day", "rule", "path", "owner", "since"})
_NOT_TEXT = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})  # to YAML
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class BaselineFile:
    """What stands in a baseline; `comments` are those above entries, by path and fingerprint.

    `problems` are messages with their lines.
    """

    entries: tuple[Entry, ...] = ()
    solved: tuple[Solved, ...] = ()
    problems: tuple[tuple[str, int], ...] = ()
    head: str = HEAD
    comments: Mapping[Key, str] = field(default_factory=dict)


def parse(text: str, path: str) -> BaselineFile:
    """Read a baseline; what can't be honoured is left out and told in `problems`."""
    if mark := _CONFLICT.search(text):
        line = text.count("\n", 0, mark.start()) + 1
        return BaselineFile(_salvage(text, path), problems=(("marks of a merge that nobody settled", line),))
    validated = ValidatedYaml(text, path, _SCHEMA, "the baseline")
    problems = [(error.message, error.line) for error in validated.errors]
    if not validated.data and problems:
        return BaselineFile(_salvage(text, path), problems=tuple(problems))
    entries: dict[Key, Entry] = {}
    comments: dict[Key, str] = {}
    lines = text.splitlines()
    for item, entry in _entries(validated):
        key, line = (entry.path, entry.fingerprint), validated.line_of(item)
        if key in entries:
            problems.append((f"fingerprint '{entry.fingerprint}' stands twice for '{entry.path}'", line))
        elif not all(is_day(day) for day, _ in entry.since):
            problems.append((f"'since' is {json.dumps(item['since'])}, expected dates such as 2026-12-30", line))
        else:
            entries[key] = entry
            comments[key] = _comment_above(lines, line)
    solved = (_solved(item) for item in validated.data.get("solved", ()) if item.keys() >= _SOLVED)
    head = "".join(f"{line}\n" for line in _head(lines))
    told = tuple(sorted(problems, key=lambda problem: problem[1]))
    return BaselineFile(tuple(entries.values()), tuple(solved), told, head or HEAD, comments)


def render(file: BaselineFile) -> str:
    """Write a baseline in order of path and rule, one line a value."""
    parts = [file.head, "\n" if file.head[-2:] != "\n\n" else "", "entries:" if file.entries else "entries: []", "\n"]
    for entry in sorted(file.entries, key=lambda each: (each.path, each.rule, each.fingerprint)):
        parts.append(file.comments.get((entry.path, entry.fingerprint), ""))
        values = {
            "rule": entry.rule,
            "path": entry.path,
            "excerpt": entry.excerpt,
            "owner": entry.owner or NOBODY,
        }
        said = [f"{key}: {scalar(value)}" for key, value in values.items() if value]
        said.insert(2, f'fingerprint: "{entry.fingerprint}"')  # quoted, for one may look like a number
        since = ", ".join(_scalar_after(day, owner or NOBODY) for day, owner in entry.since)
        said += [f"until: {entry.until}", f"since: [{since}]"]
        said += [f"note: {scalar(entry.note)}"] if entry.note else []
        parts += ["- ", "\n  ".join(said), "\n"]
    if file.solved:
        parts.append("solved:\n")
        parts += [f"- {{{_pairs(each)}}}\n" for each in sorted(file.solved, key=lambda each: (each.day, each.path))]
    return "".join(parts)


def scalar(text: str) -> str:
    """Write a text so that YAML reads it as this very text, but for halves of characters, anywhere in a line."""
    text = text.encode("utf-8", "backslashreplace").decode()
    if _PLAIN.fullmatch(text) and text.casefold() not in _NOT_TEXT:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else _escape(each) for each in quoted)


def _escape(character: str) -> str:
    return f"\\U{ord(character):08x}"


def _scalar_after(day: str, owner: str) -> str:
    """A day and an owner in one text; behind a digit even `@` and the like may stand."""
    text = f"{day} {owner}"
    return text if re.fullmatch(r"[0-9-]{10} [\w@./-]+(?: [\w@./-]+)*", text) else scalar(text)


def _pairs(solved: Solved) -> str:
    owner = scalar(solved.owner or NOBODY)
    said = f"day: {solved.day}, rule: {scalar(solved.rule)}, path: {scalar(solved.path)}, owner: {owner}"
    return f"{said}, since: {solved.since}" + (f", how: {solved.how}" if solved.how else "")


def _entries(validated: ValidatedYaml) -> Iterator[tuple[Mapping[str, Any], Entry]]:
    """The entries of which nothing that is needed was taken out, with the mappings that state them."""
    for item in validated.data.get("entries", ()):
        if not {"rule", "path", "fingerprint", "owner", "until"} <= item.keys() or not item.get("since"):
            continue
        since = tuple((day, _owner(owner)) for day, _, owner in (each.partition(" ") for each in item["since"]))
        yield item, Entry(**{**item, "owner": _owner(item["owner"]), "since": since})


def _solved(item: Mapping[str, Any]) -> Solved:
    return Solved(**{**item, "owner": _owner(item["owner"])})


def _owner(name: str) -> str:
    return "" if name == NOBODY else name


def _salvage(text: str, path: str) -> tuple[Entry, ...]:
    """The entries of a broken text that are whole each by itself; of two versions of one, the first."""
    items = []
    for found in _ITEM.finditer(_CONFLICT.sub("", text)):
        try:
            data = MarkedYaml(found[0], path, ConfigError).data
        except ConfigError:
            continue
        items += data if isinstance(data, list) else []
    validated = ValidatedYaml(json.dumps({"entries": items}), path, _SCHEMA, "the baseline")
    entries: dict[Key, Entry] = {}
    for _, entry in _entries(validated):
        if all(is_day(day) for day, _ in entry.since):
            entries.setdefault((entry.path, entry.fingerprint), entry)
    return tuple(entries.values())


def _head(lines: Iterable[str]) -> Iterator[str]:
    """The comments and empty lines before anything else."""
    for line in lines:
        if line.strip() and not line.startswith("#"):
            return
        yield line


def _comment_above(lines: list[str], line: int) -> str:
    """The comments directly above a line, which counts from 1."""
    first = line - 1
    while first > 0 and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return "".join(f"{each.strip()}\n" for each in lines[first : line - 1])
