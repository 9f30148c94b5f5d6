"""What git ignores on a walk through a folder, by the `.gitignore` files of the folders on the way."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from policylint.repository import find_root

NAME = ".gitignore"


class GitIgnore:
    """The patterns that hold below a folder: of the files met there, and of those above it in its repository.

    A folder that is ignored as a whole, such as a built site, is nevertheless walked when a caller names it; what
    ignores it then doesn't count. No git program is needed; patterns kept outside of the working tree don't count.
    """

    def __init__(self, folder: str) -> None:
        self._top = find_root(folder)
        self._specs: dict[str, Any] = {}  # by folder
        above = list(_ancestors(folder, self._top))
        for place in reversed(above):
            self.enter(place, [NAME])
        if self._specs and any(self.matches(step, is_folder=True) for step in [folder, *above[:-1]]):
            self._specs.clear()
            self._top = folder

    def enter(self, folder: str, names: Sequence[str]) -> None:
        """Take up the patterns of a folder that holds these names."""
        path = os.path.join(folder, NAME)
        if NAME in names and folder not in self._specs and os.path.isfile(path):
            with suppress(OSError):
                self._specs[folder] = _load(path)

    def matches(self, place: str, *, is_folder: bool) -> bool:
        """Tell whether git ignores a place, given that it doesn't ignore the folders above."""
        if not self._specs:
            return False
        for folder in _ancestors(place, self._top):
            spec = self._specs.get(folder)
            if spec is not None:
                inside = os.path.relpath(place, folder).replace(os.sep, "/") + "/" * is_folder
                told = spec.check_file(inside).include
                if told is not None:
                    return bool(told)
        return False


def _ancestors(place: str, top: str) -> Iterator[str]:
    """The folders above a place, the nearest first, up to the top."""
    while place not in (top, os.path.dirname(place)):
        place = os.path.dirname(place)
        yield place


def _load(path: str) -> Any:
    from pathspec import GitIgnoreSpec  # 15 ms, for those only who have such a file

    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        lines = file.read().splitlines()
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:  # a pattern that means nothing, such as a lone backslash: git passes over it
        return GitIgnoreSpec.from_lines([line for line in lines if _is_sound(GitIgnoreSpec, line)])


def _is_sound(kind: Any, line: str) -> bool:
    try:
        kind.from_lines([line])
    except ValueError:
        return False
    return True
