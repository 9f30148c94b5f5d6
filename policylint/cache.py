"""Small values kept between runs in the user's cache folder, one file a key.

A cache is an aid, never a reason to fail: what can't be read, written or trusted counts as absent.
"""

import marshal
import os
from contextlib import suppress
from hashlib import blake2b
from typing import Any

from policylint.resources import cache_folder

_DIGEST = 16
_STALE_SECONDS = 30 * 24 * 3600


def make_key(*parts: bytes | str) -> str:
    """Digest parts into a key; where one part ends and the next begins counts."""
    digest = blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()


class Cache:
    """One shelf of the cache folder; values are what `marshal` can hold.

    `marshal` and not `json`, since it keeps tuples and loads several times faster; a digest before
    the value guards against files cut short.
    """

    def __init__(self, shelf: str) -> None:
        self._folder = os.path.join(cache_folder(), shelf)

    def load(self, key: str) -> Any:
        """Give the value kept under a key, or None."""
        try:
            with open(self._path(key), "rb") as file:
                data = file.read()
            if blake2b(data[_DIGEST:], digest_size=_DIGEST).digest() != data[:_DIGEST]:
                return None
            return marshal.loads(data[_DIGEST:])
        except (OSError, ValueError, EOFError, TypeError):
            return None

    def save(self, key: str, value: Any) -> None:
        """Keep a value under a key; of several writers the last one wins, and no reader sees half a file."""
        path = self._path(key)
        with suppress(OSError, ValueError):
            payload = marshal.dumps(value)
            data = blake2b(payload, digest_size=_DIGEST).digest() + payload
            draft = f"{path}.{os.getpid()}"
            try:
                file = open(draft, "wb")
            except FileNotFoundError:
                self._make_folder(os.path.dirname(path))
                file = open(draft, "wb")
            with file:
                file.write(data)
            os.replace(draft, path)

    def _path(self, key: str) -> str:
        return os.path.join(self._folder, key[:2], key[2:])

    def _make_folder(self, folder: str) -> None:
        is_new = not os.path.isdir(self._folder)
        os.makedirs(folder, exist_ok=True)
        if is_new:
            _drop_stale_shelves(os.path.dirname(self._folder), os.path.basename(self._folder).partition("-")[0])


def _drop_stale_shelves(folder: str, family: str) -> None:
    """Remove shelves of a family (`results-...`) into which nothing new was put for a month."""
    import shutil
    import time

    limit = time.time() - _STALE_SECONDS
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.startswith(f"{family}-") and entry.is_dir() and entry.stat().st_mtime < limit:
                shutil.rmtree(entry.path, ignore_errors=True)
