"""Paths that a caller names -> the files to check, in order; what is left out has its reason."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from policylint.findings import Failure, Skipped
from policylint.gitignore import GitIgnore
from policylint.repository import find_root
from policylint.settings import BASELINE_NAME, CONFIG_NAME, SCRIPT_NAME

NO_FILES = "no files to check in this folder"
_IGNORED = "ignored by git"
# No texts for customers, even when named.
_OURS = {CONFIG_NAME: "configuration", BASELINE_NAME: "baseline", SCRIPT_NAME: "recipe for CI"}
_NEVER = frozenset({"node_modules", "__pycache__", "bower_components", "site-packages"})
_BINARY = frozenset(
    """
    7z a avi avif bin bmp bz2 class db dll dylib eot exe flac gif gz ico icns iso jar jpeg jpg m4a mo mov mp3 mp4 mpeg
    o obj ogg otf parquet pickle pkl png psd pyc pyd rar so sqlite sqlite3 svgz swf tar tgz tif tiff ttf wasm wav webm
    webp whl woff woff2 xz zip zst
    """.split()
)


@dataclass(frozen=True, slots=True)
class Target:
    """A file to check: `path` is what the user sees, `location` where it is; `named` if the caller named it.

    `data` stands in for what the file holds, as git has it staged.
    """

    path: str
    location: str
    size: int
    named: bool
    data: bytes | None = None


@dataclass(slots=True)
class Harvest:
    """What a walk brought home."""

    targets: list[Target] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def show_path(location: str) -> str:
    """Name a place as users see it: relative to the working folder when it is below, with forward slashes."""
    relative = os.path.relpath(location) if location.startswith(os.getcwd()) else location
    return (location if relative.startswith("..") else relative).replace(os.sep, "/")


def find_upwards(folder: str, name: str) -> str:
    """Find the nearest file of a name in an absolute folder or above it; empty when there is none."""
    while True:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent


def name_target(path: str, size: int) -> Target:
    """Make the target that a caller's own word stands for."""
    location = os.path.abspath(path)
    return Target(show_path(location), location, size, named=True)


def find_targets(paths: Iterable[str], is_left_out: Callable[[str], str], *, forced: bool = False) -> Harvest:
    """Find the files that paths stand for, each once.

    `is_left_out` gives the reason for which a place met on the way is left alone, or nothing; it isn't
    asked about paths that the caller names, unless `forced`: a hook names every file of a commit.
    """
    harvest = Harvest()
    found: dict[str, Target] = {}
    for path in paths:
        location = os.path.abspath(path)
        try:
            state = os.stat(location)
        except (OSError, ValueError) as problem:
            reason = "no such file or folder" if isinstance(problem, FileNotFoundError) else _reason(problem)
            harvest.failures.append(Failure(path, 0, reason))
            continue
        if stat.S_ISDIR(state.st_mode):
            inside = list(_walk(location, is_left_out, harvest))
            if not inside:
                harvest.failures.append(Failure(path, 0, NO_FILES))
            for target in inside:
                found.setdefault(target.location, target)
        elif reason := _OURS.get(os.path.basename(location)) or (
            why_left_out(location, _find_top(location), is_left_out) if forced else ""
        ):
            harvest.skipped.append(Skipped(show_path(location), reason))
        else:
            found[location] = Target(show_path(location), location, state.st_size, named=not forced)
    harvest.targets = sorted(found.values(), key=lambda target: target.path)
    return harvest


def _walk(folder: str, is_left_out: Callable[[str], str], harvest: Harvest) -> Iterator[Target]:
    def fail(problem: OSError) -> None:
        harvest.failures.append(Failure(show_path(problem.filename), 0, _reason(problem)))

    ignored = GitIgnore(folder)
    for root, folders, names in os.walk(folder, onerror=fail):
        ignored.enter(root, names)
        kept = []
        for name in sorted(folders):
            place = os.path.join(root, name)
            reason = _unwanted_folder(name) or is_left_out(place)
            if not reason and ignored.matches(place, is_folder=True):
                reason = _IGNORED
            if reason:
                harvest.skipped.append(Skipped(show_path(place), reason))
            else:
                kept.append(name)
        folders[:] = kept
        for name in sorted(names):
            place = os.path.join(root, name)
            reason = _unwanted_file(name) or is_left_out(place)
            if not reason and ignored.matches(place, is_folder=False):
                reason = _IGNORED
            try:
                state = os.stat(place)
            except OSError as problem:
                harvest.failures.append(Failure(show_path(place), 0, _reason(problem)))
                continue
            if not reason and not stat.S_ISREG(state.st_mode):
                reason = "not a regular file"
            if reason:
                harvest.skipped.append(Skipped(show_path(place), reason))
            else:
                yield Target(show_path(place), place, state.st_size, named=False)


def _find_top(location: str) -> str:
    """The folder through which a walk would come to a file: the repository's top or the working folder."""
    root, working = find_root(os.path.dirname(location)), os.getcwd()
    return min(root, working, key=len) if location.startswith(working + os.sep) else root


def why_left_out(place: str, folder: str, is_left_out: Callable[[str], str]) -> str:
    """Tell why a walk through a folder would not come to a file in it; nothing when it would."""
    step = folder
    steps = os.path.relpath(place, folder).split(os.sep)
    for number, name in enumerate(steps, start=1):
        step = os.path.join(step, name)
        reason = (_unwanted_file if number == len(steps) else _unwanted_folder)(name) or is_left_out(step)
        if reason:
            return reason
    return ""


def _unwanted_folder(name: str) -> str:
    return "hidden folder" if name.startswith(".") else "installed packages" if name in _NEVER else ""


def _unwanted_file(name: str) -> str:
    if name in _OURS:
        return _OURS[name]
    if name.startswith((".", "~$")):  # Word keeps `~$letter.docx` beside a letter that is open
        return "hidden file"
    return "binary file" if name.rpartition(".")[2].lower() in _BINARY else ""


def _reason(problem: Exception) -> str:
    text = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return text[:1].lower() + text[1:]
