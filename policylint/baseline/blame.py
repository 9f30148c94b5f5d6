"""Who wrote a text, by git: asked only when a baseline is written, and nothing else names an owner."""

import os
from collections import Counter

from policylint.errors import ConfigError
from policylint.findings import Finding
from policylint.repository import Repository


class Authors:
    """Finds authors by their addresses; git is asked once a file."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}  # by location
        self._repositories: dict[str, Repository | None] = {}  # by folder

    def find(self, finding: Finding, source: str, *, is_packed: bool) -> str:
        """Give who wrote most of a finding's lines, of the whole file when it stands on none; empty when unknown.

        A packed file has no lines: there it is who committed it last.
        """
        location = os.path.realpath(finding.path)
        if location not in self._lines:
            self._lines[location] = self._ask(location, is_packed=is_packed)
        lines = self._lines[location]
        if finding.excerpt and not is_packed:
            first = source.count("\n", 0, finding.span.start)
            lines = lines[first : source.count("\n", 0, max(finding.span.start, finding.span.stop - 1)) + 1]
        authors = Counter(filter(None, lines))
        return authors.most_common(1)[0][0] if authors else ""

    def _ask(self, location: str, *, is_packed: bool) -> list[str]:
        folder = os.path.dirname(location)
        if folder not in self._repositories:
            self._repositories[folder] = _open(folder)
        repository = self._repositories[folder]
        if repository is None:
            return []
        path = os.path.relpath(location, repository.root)
        try:
            return [repository.find_last_author(path)] if is_packed else repository.find_authors(path)
        except ConfigError:  # git can't be run: it is as if it weren't there
            return []


def _open(folder: str) -> Repository | None:
    try:
        return Repository(folder)
    except ConfigError:
        return None
