"""The checker for each file: the one of the nearest configuration."""

import os

from policylint.checking import Checker
from policylint.config import Configuration, find_configuration, is_excluded, load_configuration
from policylint.errors import ConfigError
from policylint.findings import Failure
from policylint.settings import Settings
from policylint.walking import show_path


class Checkers:
    """Finds configurations upwards from files and makes one checker for each.

    A `planned` configuration counts as if it stood at its path already, in place of what may be there.
    """

    def __init__(self, settings: Settings, planned: Configuration | None = None) -> None:
        self.all: list[Checker] = []
        self.failures: list[Failure] = []
        self._settings = settings
        self._planned = planned
        self._numbers: dict[str, int] = {}  # by path of the configuration
        self._configurations: dict[str, Configuration] = {planned.path: planned} if planned else {}
        self._paths: dict[str, str] = {}  # of the configuration, by folder

    def number_for(self, location: str) -> int:
        """Give the place in `all` of the checker for a file."""
        path = self._find(os.path.dirname(location))
        if path not in self._numbers:
            checker = Checker(self._load(path), self._settings)
            self.failures.extend(checker.failures)
            self._numbers[path] = len(self.all)
            self.all.append(checker)
        return self._numbers[path]

    def for_text(self) -> Checker:
        """Give the checker for a text that is in no folder."""
        checker = Checker(self._load(self._settings.config), self._settings)
        self.failures.extend(checker.failures)
        return checker

    def left_out(self, location: str) -> str:
        """Tell why a place met in a folder is to be left alone; nothing when it isn't."""
        configuration = self._load(self._find(os.path.dirname(location)))
        if location in configuration.settings.rules:
            return "rule files"
        if self._settings.baseline and location == os.path.abspath(self._settings.baseline):
            return "baseline"
        folder = configuration.folder or os.getcwd()
        globs = (*configuration.settings.exclude, *self._settings.exclude)
        if globs and location.startswith(folder + os.sep):
            inside = location[len(folder) + 1 :].replace(os.sep, "/")
            return "excluded by configuration" if is_excluded(inside, globs) else ""
        return ""

    def _find(self, folder: str) -> str:
        if self._settings.config:
            return self._settings.config
        if folder not in self._paths:
            nearest = find_configuration(folder)
            self._paths[folder] = self._planned.path if self._planned and self._governs(folder, nearest) else nearest
        return self._paths[folder]

    def _governs(self, folder: str, nearest: str) -> bool:
        """Whether a folder is under the planned configuration, and not under a nearer one."""
        assert self._planned
        top = self._planned.folder.rstrip(os.sep) + os.sep
        return f"{folder}{os.sep}".startswith(top) and not os.path.dirname(nearest).startswith(top)

    def _load(self, path: str) -> Configuration:
        if path not in self._configurations:
            try:
                shown = show_path(os.path.abspath(path)) if path else ""
                cached = self._settings.cache
                self._configurations[path] = load_configuration(shown, cached=cached) if path else Configuration()
            except ConfigError as error:
                # One configuration found on the way must not stop the rest; one asked for by name must.
                if self._settings.config:
                    raise
                self._configurations[path] = Configuration(path, os.path.dirname(path), errors=(error,))
        return self._configurations[path]
