"""Files to be put in their places together: all of them, or none."""

import difflib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from policylint.errors import WriteError
from policylint.saving import create, save
from policylint.walking import show_path


@dataclass(frozen=True, slots=True)
class Placement:
    """A file as it is, `old` being None when it isn't there, and as it is to be."""

    location: str
    old: bytes | None
    new: bytes

    @property
    def path(self) -> str:
        """The file as users see it."""
        return show_path(self.location)


def read_present(location: str) -> bytes | None:
    """Read what is at a place; None when nothing is, WriteError when that is no file that can be changed."""
    try:
        with open(location, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise WriteError(f"can't be read: {reason}", path=show_path(location)) from None


def render_diff(placement: Placement) -> str:
    """Show what would change, as a unified diff."""
    old, new = ((data or b"").decode("utf-8", "replace").splitlines() for data in (placement.old, placement.new))
    before = "/dev/null" if placement.old is None else placement.path
    lines = difflib.unified_diff(old, new, before, placement.path, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def put_in_place(placements: Iterable[Placement]) -> None:
    """Write all files; raises WriteError, with all of them as they were, when one can't be written."""
    done: list[Placement] = []
    folders: list[str] = []
    try:
        for each in placements:
            _make_folders(each.location, folders)
            if each.old is None:
                create(each.location, each.new)
            else:
                save(each.location, each.old, each.new)
            done.append(each)
    except WriteError as error:
        _undo(done, folders)
        raise WriteError(f"{error.message} (nothing was written)", path=show_path(error.path)) from None


def _make_folders(location: str, made: list[str]) -> None:
    """Make the folders that a file needs, and note which."""
    missing: list[str] = []
    place = os.path.dirname(location)
    while not os.path.isdir(place):
        missing.insert(0, place)
        place = os.path.dirname(place)
    try:
        for folder in missing:
            os.mkdir(folder)
            made.append(folder)
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise WriteError(f"can't be written: {reason}", path=location) from None


def _undo(done: Iterable[Placement], folders: list[str]) -> None:
    for each in done:
        with suppress(OSError, WriteError):
            if each.old is None:
                os.unlink(each.location)
            else:
                save(each.location, each.new, each.old)
    for folder in reversed(folders):
        with suppress(OSError):
            os.rmdir(folder)
