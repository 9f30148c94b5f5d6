"""Writing a file so that nothing is lost: whole or not at all, and only over what was read."""

import os
import stat
import tempfile
from contextlib import suppress

from policylint.errors import WriteError


def save(location: str, old: bytes, new: bytes) -> None:
    """Put new bytes in place of the old ones of a file, which keeps its permissions; a symbolic link stays one.

    The bytes are written beside the file, synced, and renamed over it. Raises WriteError, with the file as it was, when
    it was changed meanwhile, can't be written, has other names (hard links), which would keep the old text, or the disk
    is full.
    """
    place = os.path.realpath(location)
    draft = ""
    try:
        state = os.stat(place)
        _refuse_unwritable(place, state, location)
        _compare(place, old, location)
        number, draft = tempfile.mkstemp(prefix=".policylint-", dir=os.path.dirname(place))
        with os.fdopen(number, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError, AttributeError):
            os.chown(draft, state.st_uid, state.st_gid)
        os.chmod(draft, stat.S_IMODE(state.st_mode))  # after the owner, whose change takes some of them away
        _compare(place, old, location)
        os.replace(draft, place)
        draft = ""
        _sync_folder(os.path.dirname(place))
    except OSError as problem:
        raise WriteError(f"can't be written: {(problem.strerror or str(problem)).lower()}", path=location) from problem
    finally:
        if draft:
            with suppress(OSError):
                os.unlink(draft)


def create(location: str, new: bytes) -> None:
    """Write a file that isn't there yet, whole or not at all; raises WriteError, also when it is there."""
    draft = f"{location}.{os.getpid()}"
    try:
        with open(draft, "xb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        if os.path.lexists(location):
            raise WriteError("is there already: nothing was written", path=location)
        os.replace(draft, location)
        draft = ""
        _sync_folder(os.path.dirname(location) or ".")
    except OSError as problem:
        raise WriteError(f"can't be written: {(problem.strerror or str(problem)).lower()}", path=location) from problem
    finally:
        if draft:
            with suppress(OSError):
                os.unlink(draft)


def _refuse_unwritable(place: str, state: os.stat_result, location: str) -> None:
    """Renaming asks nobody whether the file itself may be written: so we do."""
    if not stat.S_ISREG(state.st_mode):
        raise WriteError("can't be written: it is no regular file", path=location)
    if not (os.access(place, os.W_OK) and state.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)):
        raise WriteError("can't be written: it is read-only", path=location)
    if state.st_nlink > 1:
        names = f"the file has {state.st_nlink} names (hard links)"
        raise WriteError(f"can't be written: {names}, and the others would keep the old text", path=location)


def _compare(place: str, old: bytes, location: str) -> None:
    with open(place, "rb") as file:
        if file.read() != old:
            raise WriteError("was changed by somebody else meanwhile: nothing was written", path=location)


def _sync_folder(folder: str) -> None:
    """Make the new name of a file last; not every system lets a folder be synced."""
    with suppress(OSError, AttributeError):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
