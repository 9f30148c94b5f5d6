"""What there is in a folder and its repository, before anything is stated about it."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from policylint.api import check_paths
from policylint.config import Configuration
from policylint.errors import ConfigError
from policylint.init.bystanders import find_bystanders
from policylint.init.clear_folders import ClearFolder, KnownText, find_kinds, find_languages
from policylint.readers.formats import FORMATS
from policylint.repository import Repository, find_root
from policylint.settings import BASELINE_NAME, CONFIG_NAME, Settings
from policylint.walking import find_targets

_SERVER = re.compile(r"(?:[a-z+]+://)?(?:[^/@]*@)?([^/:]+)[:/]")  # of https://server/path and git@server:path
_OWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")


@dataclass(frozen=True, slots=True)
class Ground:
    """A folder and the repository around it: `root` is its top, or the folder itself where there is no git.

    `configuration` and `baseline` are those that hold for the folder or belong there; `host` is `github`, `gitlab`
    or nothing.
    """

    folder: str
    root: str
    is_repository: bool
    configuration: str
    baseline: str
    host: str
    branch: str
    codeowners: str

    @property
    def inside(self) -> str:
        """The folder as seen from the top, with forward slashes."""
        return os.path.relpath(self.folder, self.root).replace(os.sep, "/")


@dataclass(frozen=True, slots=True)
class Survey:
    """The texts of a folder, and what can be stated about them; counts are by name, the largest first."""

    texts: int
    formats: Mapping[str, int]
    languages: Mapping[str, int]
    kinds: Mapping[str, int]
    clear_kinds: tuple[ClearFolder, ...]
    clear_languages: tuple[ClearFolder, ...]
    bystanders: tuple[str, ...]

    @property
    def settings(self) -> Settings:
        """What can be stated, as settings."""
        return Settings(
            kinds=_by_value(self.clear_kinds), languages=_by_value(self.clear_languages), exclude=self.bystanders
        )


def find_ground(folder: str) -> Ground:
    """Look around an absolute folder."""
    root = find_root(folder)
    is_repository = os.path.exists(os.path.join(root, ".git"))
    remote, branch = "", "main"
    if is_repository:
        with suppress(ConfigError):  # no git program: then the recipe is for any host
            remote, branch = Repository(root).find_remote(), Repository(root).find_main_branch()
    configuration = _find_within(folder, root, CONFIG_NAME) or os.path.join(folder, CONFIG_NAME)
    home = os.path.dirname(configuration)
    return Ground(
        folder=folder,
        root=root,
        is_repository=is_repository,
        configuration=configuration,
        baseline=_find_within(folder, root, BASELINE_NAME) or os.path.join(home, BASELINE_NAME),
        host=_find_host(root, remote),
        branch=branch,
        codeowners=next((name for name in _OWNERS if os.path.isfile(os.path.join(root, name))), ""),
    )


def look_at(folder: str, rules: tuple[str, ...], progress: Callable[[int, int], None] | None = None) -> Survey:
    """Read all texts in a folder as if nothing were stated about them; folders with `rules` are left alone."""
    place = os.path.join(folder, CONFIG_NAME)
    walk = find_targets([folder], lambda location: "rule files" if location in rules else "")
    names = (os.path.relpath(target.location, folder).replace(os.sep, "/") for target in walk.targets)
    bystanders = tuple(find_bystanders(names))
    settings = Settings(exclude=bystanders, rules=rules)
    planned = Configuration(place, folder, settings)
    report = check_paths([folder], Settings(uses_baseline=False), progress=progress, planned=planned)
    messages = [
        KnownText(os.path.relpath(file.path, folder).replace(os.sep, "/"), file.kind, file.language)
        for file in report.files
        if not FORMATS[file.format].holds_strings  # the strings of a catalogue are for many places
    ]
    return Survey(
        texts=len(report.files),
        formats=_count(file.format for file in report.files),
        languages=_count(file.language for file in report.files),
        kinds=_count(file.kind for file in report.files),
        clear_kinds=tuple(find_kinds(messages)),
        clear_languages=tuple(find_languages(messages)),
        bystanders=bystanders,
    )


def _count(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _by_value(folders: tuple[ClearFolder, ...]) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = {}
    for folder in folders:
        values[folder.value] = (*values.get(folder.value, ()), folder.glob)
    return values


def _find_within(folder: str, root: str, name: str) -> str:
    """The nearest file of a name in a folder or above it, in the same repository."""
    while True:
        path = os.path.join(folder, name)
        if os.path.lexists(path):
            return path
        if folder == root:
            return ""
        folder = os.path.dirname(folder)


def _find_host(root: str, remote: str) -> str:
    """The host by what is there already, else by the address of the remote."""
    there = {"github": (".github/workflows",), "gitlab": (".gitlab-ci.yml", ".gitlab")}
    for host, names in there.items():
        if any(os.path.exists(os.path.join(root, name)) for name in names):
            return host
    server = _SERVER.match(remote.lower())
    return next((host for host in there if server and host in server[1]), "")
