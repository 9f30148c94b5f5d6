"""A CODEOWNERS file -> the owners of a path, by the rules of GitHub, and the sections of GitLab.

Its patterns look like those of `.gitignore` and are not: `docs/*` doesn't reach into folders, and a pattern without
owners takes them away.
"""

import re
from collections.abc import Callable

_SECTION = re.compile(r"\^?\[([^\]]+)\](?:\[[0-9]+\])?((?:\s.*)?)")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_WORD = re.compile(r"(?:\\.|[^\\\s])+")
_SIGNS = re.compile(r"\\.|\[!?[^\]/]+\]|\*+|\?|[^\\*?\[]+|.", re.DOTALL)

Matcher = Callable[[str], bool]


class Codeowners:
    """The owners that a file states, the last matching line of each section counting."""

    def __init__(self, text: str) -> None:
        self._sections: dict[str, list[tuple[str, str]]] = {}  # patterns with their owners, the last one first
        self._matchers: dict[str, Matcher] = {}
        name, defaults = "", ""
        for line in text.splitlines():
            said = _COMMENT.sub("", line).strip()
            if section := _SECTION.fullmatch(said):
                name, defaults = section[1].strip().casefold(), _owners(section[2].split())
            elif words := _WORD.findall(said):
                owners = _owners(words[1:]) if len(words) > 1 else defaults
                if owners or len(words) == 1:  # who can't be an owner makes a line that GitHub passes over, too
                    self._sections.setdefault(name, []).insert(0, (words[0], owners))

    def find(self, path: str) -> str:
        """Give the owners of a path below the file's repository, joined by spaces; empty when there are none."""
        owners = (self._find_in(lines, path) for lines in self._sections.values())
        return " ".join(dict.fromkeys(owner for each in owners for owner in each.split()))

    def _find_in(self, lines: list[tuple[str, str]], path: str) -> str:
        # `!pattern` takes paths out of a section of GitLab, whatever else it says; GitHub refuses such a line.
        if any(pattern.startswith("!") and self._matches(pattern[1:], path) for pattern, _ in lines):
            return ""
        return next((owners for pattern, owners in lines if self._matches(pattern, path)), "")

    def _matches(self, pattern: str, path: str) -> bool:
        if pattern not in self._matchers:
            self._matchers[pattern] = _compile(pattern)
        return self._matchers[pattern](path)


def _owners(words: list[str]) -> str:
    """The words that name somebody: `@user`, `@org/team`, `@@role`, an address."""
    return " ".join(word for word in words if "@" in word)


def _compile(pattern: str) -> Matcher:
    """Make what tells whether a path matches; most patterns are plain, and cheaper than a regular expression."""
    is_folder = pattern.endswith("/") and len(pattern) > 1
    inner = pattern.strip("/")
    is_anchored = pattern.startswith("/") or "/" in inner
    if not set(inner) & set("*?[\\"):
        wanted, end = f"/{inner}/" if inner else "/", "" if is_folder else "/"
        if is_anchored:
            return lambda path: f"/{path}{end}".startswith(wanted)
        return lambda path: wanted in f"/{path}{end}"
    steps = inner.split("/")
    expression = "" if is_anchored else "(?:.+/)?"
    for number, step in enumerate(steps, start=1):
        is_last = number == len(steps)
        if step == "**":
            expression += ".+" if is_last else "(?:.+/)?"
        else:
            expression += _translate(step) + ("" if is_last else "/")
    if is_folder:
        expression += "/.+"
    elif steps[-1] not in {"*", "**"}:  # `docs/*` means the files in docs, not what is in its folders
        expression += "(?:/.+)?"
    try:
        compiled = re.compile(expression, re.DOTALL)
    except re.error:  # a range such as [z-a] matches nothing
        return lambda _: False
    return lambda path: compiled.fullmatch(path) is not None


def _translate(step: str) -> str:
    """One step of a pattern as a regular expression."""
    parts = []
    for sign in _SIGNS.findall(step):
        if sign == "?":
            parts.append("[^/]")
        elif sign.startswith("*"):
            parts.append("[^/]*")
        elif sign.startswith("[") and len(sign) > 1:
            members = re.sub(r"([\\^\[&~|])", r"\\\1", sign[1:-1].removeprefix("!"))
            parts.append(f"[{'^' if sign[1] == '!' else ''}{members}]")
        else:
            parts.append(re.escape(sign[1:] if sign.startswith("\\") and len(sign) > 1 else sign))
    return "".join(parts)
