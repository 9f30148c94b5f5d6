"""Paths as machines' reports give them: relative to the repository, and as URIs."""

import os
import re
from types import ModuleType
from urllib.parse import quote

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_NO_FILE = re.compile(r"<[a-z]+>")  # standard input, or a text that is in no file


def relative_path(path: str, root: str, system: ModuleType = os.path) -> str:
    """Give a path relative to the absolute folder `root`, with forward slashes and without './'.

    What is outside of it stays absolute. `system` is the module that knows the paths of an operating system.
    """
    if _NO_FILE.fullmatch(path):
        return path
    if root:
        location = system.abspath(path)
        inside = _inside(location, root, system) or _inside(system.realpath(location), system.realpath(root), system)
        path = inside or location
    return str(system.normpath(path)).replace(system.sep, "/")


def to_uri(path: str) -> str:
    """Write a path as a URI: relative ones as a reference, absolute ones, of Windows too, with the scheme 'file'."""
    if _DRIVE.match(path):
        return f"file:///{path[:2]}{_quote(path[2:].replace(chr(92), '/'))}"
    if path.startswith(("//", r"\\")):  # a share of another machine
        return f"file:{_quote(path.replace(chr(92), '/'))}"
    return f"{'file://' if path.startswith('/') else ''}{_quote(path)}"


def readable(path: str) -> str:
    """Make a path well-formed text: bytes of it that are no UTF-8 become U+FFFD."""
    return _bytes(path).decode("utf-8", "replace")


def _inside(location: str, root: str, system: ModuleType) -> str:
    """The path below a folder; empty when it isn't below."""
    try:
        inside = str(system.relpath(location, root))
    except ValueError:  # another drive
        return ""
    return "" if inside == system.pardir or inside.startswith(system.pardir + system.sep) else inside


def _quote(path: str) -> str:
    return quote(_bytes(path), safe="/")


def _bytes(path: str) -> bytes:
    """The bytes of a path as the file system has them; Windows allows halves of characters."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
