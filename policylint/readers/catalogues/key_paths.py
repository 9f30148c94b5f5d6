"""Strings in a tree of keys, as YAML, TOML and their like have: where each is held, and in which language."""

import re
from collections.abc import Iterator
from dataclasses import replace

from policylint.documents import Segment
from policylint.readers.front_matter import state

# Languages by code, without those whose codes are words, or names that programs use, in many a file.
_CODES = (
    "ar az bg bs ca cs cy da de el en es et eu fa fi fr ga gl hr hu hy ja ka kk ko ky lt lv mk nb nl nn pl pt ro ru sk"
    " sl sq sr sv tg tr tt uk uz vi zh"
)
_LANGUAGE = re.compile(
    rf"(?:{_CODES.replace(' ', '|')})(?:[-_][A-Za-z]{{2,4}})?|[a-z]{{2,3}}[-_](?:[A-Z][a-z]{{3}}|[A-Z]{{2}})"
)
_AT_THE_TOP = frozenset("am be he hi id is it no th".split())
_NAMES = {"english": "en", "estonian": "et", "eesti": "et", "russian": "ru"}
_STATED = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z\d]{2,8}){0,2}")
_SAYS_LANGUAGE = frozenset({"lang", "language", "locale"})
_TITLES = frozenset({"subject", "title"})
_FACTS = _TITLES | {"kind"}
# Addresses of pages, names that programs use, paths and colours, versions and digests, signs.
_NO_TEXT = re.compile(
    r"[a-zA-Z][a-zA-Z\d+.-]*+://\S*+|[A-Za-z\d.-]*+_[A-Za-z\d_.-]*+|\.{0,2}/[A-Za-z\d_./#-]*+|#[a-fA-F\d]{3,8}"
    r"|(?:sha\d{1,3}-|[v^~=]?\d)[A-Za-z\d.+/=*-]*+|\W*+"
)
_LONGEST_KEY = 80
_LONGEST_PATH = 20  # keys; of a longer path the last ones are told

Key = str | int


class Branch:
    """A collection in the tree: what holds it, by which key, and the language that it is stated to be in."""

    __slots__ = ("above", "key", "language")

    def __init__(self, above: "Branch | None" = None, key: Key = "") -> None:
        self.above = above
        self.key = key
        # Empty when none is stated; None as long as nobody has asked those above.
        self.language: str | None = name_language(key, at_the_top=above is not None and above.above is None) or None

    def open(self, key: Key) -> "Branch":
        """Go down to the collection of a key or index."""
        return Branch(self, key)

    def path_to(self, key: Key) -> str:
        """The path to what a key or index of this collection holds, as people write it: `mails[2].body`."""
        keys: list[Key] = [key]
        branch = self
        while branch.above is not None and len(keys) < _LONGEST_PATH:
            keys.append(branch.key)
            branch = branch.above
        path = "" if branch.above is None else "…"
        for each in reversed(keys):
            path = (
                f"{path}[{each}]" if isinstance(each, int) else f"{path}.{_shorten(each)}" if path else _shorten(each)
            )
        return path

    def find_language(self) -> str:
        """The language of the nearest collection that states one, remembered on the way there."""
        passed = []
        nearest: Branch | None = self
        while nearest is not None and nearest.language is None:
            passed.append(nearest)
            nearest = nearest.above
        language = "" if nearest is None else nearest.language or ""
        for each in passed:
            each.language = language
        return language


def name_language(key: Key, *, at_the_top: bool = False) -> str:
    """Name the language that a key stands for, as written, or by its code where it is a name; else nothing."""
    if isinstance(key, int):
        return ""
    if _LANGUAGE.fullmatch(key) or (at_the_top and key in _AT_THE_TOP):
        return key
    return _NAMES.get(key.lower(), "")


def states_language(key: Key, value: str) -> bool:
    """Whether what a key holds is the language of what stands beside it."""
    return isinstance(key, str) and key.lower() in _SAYS_LANGUAGE and _STATED.fullmatch(value) is not None


def is_for_programs(value: str) -> bool:
    """Whether a string says nothing to people: an address of a page, a name in a program, a version, signs only."""
    return _NO_TEXT.fullmatch(value) is not None


def _shorten(key: str) -> str:
    return " ".join(key[: 2 * _LONGEST_KEY].split())[:_LONGEST_KEY]


class KeyedStrings:
    """Collects the strings of one file; which language each is in is known when all are there."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._held: list[tuple[Branch, Key, Segment]] = []
        self._facts: dict[str, str] = {}
        self._top = Branch()
        self._branches: dict[tuple[Branch, str], Branch] = {}

    def add_flat(self, path: str, made: Segment) -> None:
        """Add the string of a key that is its own path, as `mail.welcome.subject`, or a sentence."""
        above, _, key = ("", "", path) if ". " in path or path[-1:] == "." else path.rpartition(".")
        branch = self._top
        for part in above.split(".", _LONGEST_PATH) if above else ():
            place = branch, part
            if place not in self._branches:
                self._branches[place] = branch.open(part)
            branch = self._branches[place]
        self.add(branch, key, made)

    def add(self, branch: Branch, key: Key, made: Segment) -> None:
        """Add the string that a key or index of a collection holds, unless it is for programs only."""
        name = key.lower() if isinstance(key, str) else ""
        if states_language(key, made.text):
            branch.language = made.text
            return
        if name in _FACTS and branch.above is None:
            self._facts.setdefault(name, made.text)
        if not is_for_programs(made.text):
            self._held.append((branch, key, made))

    def finish(self) -> Iterator[Segment]:
        """Yield all strings in the order of their places, behind what the tree says of the whole file."""
        languages = {_find_language(branch, key) for branch, key, _ in self._held}
        if len(languages) == 1 and (language := languages.pop()):
            self._facts["lang"] = language
        yield from (state(self._segment, name, value) for name, value in self._facts.items())
        for branch, key, made in self._held:
            role = "title" if isinstance(key, str) and key.lower() in _TITLES else made.role
            language = _find_language(branch, key)
            yield replace(made, role=role, language=language, context=branch.path_to(key))


def _find_language(branch: Branch, key: Key) -> str:
    return name_language(key) or branch.find_language()
