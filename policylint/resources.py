"""What version this is, where its data stands, and where it may keep what it learned."""

import os
import sys
from pathlib import Path

VERSION = "0.1.0"


def rules_folder() -> Path:
    """Find the folder of the built-in rules.

    A wheel carries it inside the package; a checkout (and an editable installation of one) has it
    at the top of the repository.
    """
    package = Path(__file__).resolve().parent
    packaged = package / "rules_data"
    return packaged if packaged.is_dir() else package.parent / "rules"


def cache_folder() -> Path:
    """Name the cache folder: `POLICYLINT_CACHE`, else `policylint` where the platform keeps a user's caches."""
    stated = os.environ.get("POLICYLINT_CACHE")
    if stated:
        return Path(stated)
    base = os.environ.get("XDG_CACHE_HOME")
    if not base and sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
    if not base:
        base = os.path.expanduser("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")
    return Path(base, "policylint")
