"""Who answers for a file: the configuration's `owners:`, else the CODEOWNERS file of its repository."""

import os
from collections.abc import Mapping
from typing import Any

from policylint.config import find_first_glob
from policylint.repository import find_root

_PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")


class Owners:
    """Finds owners; the files that state them are read once, and only when somebody is asked for."""

    def __init__(self) -> None:
        self._files: dict[str, Any] = {}  # by folder, the top of a repository
        self._roots: dict[str, str] = {}  # by folder

    def find(self, location: str, globs: Mapping[str, tuple[str, ...]], folder: str) -> str:
        """Give who owns an absolute path; `globs`, by owner, are relative to `folder`. Empty when nobody is known."""
        stated = find_first_glob(_inside(location, folder), globs) if globs else ""
        return stated or self._find_in_codeowners(location, folder)

    def _find_in_codeowners(self, location: str, folder: str) -> str:
        root = self._find_root(os.path.dirname(location), folder)
        if root not in self._files:
            self._files[root] = _read(root)
        known = self._files[root]
        return known.find(_inside(location, root)) if known else ""

    def _find_root(self, place: str, folder: str) -> str:
        """The top of the repository with a folder; without git, the folder of the configuration."""
        if place not in self._roots:
            root = find_root(place)
            self._roots[place] = root if os.path.exists(os.path.join(root, ".git")) else folder
        return self._roots[place]


def _read(root: str) -> Any:
    """The first of the files there is; one that can't be read states nobody."""
    for place in _PLACES:
        try:
            with open(os.path.join(root, place), encoding="utf-8-sig", errors="surrogateescape") as file:
                from policylint.codeowners import Codeowners  # most repositories have none

                return Codeowners(file.read())
        except OSError:
            continue
    return None


def _inside(location: str, folder: str) -> str:
    return location.replace(os.sep, "/").removeprefix(folder.replace(os.sep, "/").rstrip("/") + "/")
