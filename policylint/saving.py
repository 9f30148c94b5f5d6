"""Writing a file so that nothing is lost: whole or not at all, and only over what was read."""

import os
import tempfile
from contextlib import suppress

from policylint.errors import WriteError


def save(location: str, old: bytes, new: bytes) -> None:
    """Put new bytes in place of the old ones of a file, which keeps its permissions; a symbolic link stays one.

    The bytes are written beside the file, synced, and renamed over it. Raises WriteError, with the file as it was, when
    it was changed meanwhile, can't be written, or the disk is full.
    """
    place = os.path.realpath(location)
    draft = ""
    try:
        with open(place, "rb") as file:
            if file.read() != old:
                raise WriteError("was changed by somebody else meanwhile: nothing was written", path=location)
        if not os.access(place, os.W_OK):
            raise WriteError("can't be written: it is read-only", path=location)
        state = os.stat(place)
        number, draft = tempfile.mkstemp(prefix=".policylint-", dir=os.path.dirname(place))
        with os.fdopen(number, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, state.st_mode & 0o7777)
        with suppress(OSError, AttributeError):
            os.chown(draft, state.st_uid, state.st_gid)
        os.replace(draft, place)
        draft = ""
        _sync_folder(os.path.dirname(place))
    except OSError as problem:
        raise WriteError(f"can't be written: {(problem.strerror or str(problem)).lower()}", path=location) from problem
    finally:
        if draft:
            with suppress(OSError):
                os.unlink(draft)


def _sync_folder(folder: str) -> None:
    """Make the new name of a file last; not every system lets a folder be synced."""
    with suppress(OSError, AttributeError):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
