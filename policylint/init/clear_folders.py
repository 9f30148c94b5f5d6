"""Folders of which it is clear what their texts are for, or in which language they are."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from policylint.kinds import path_kind
from policylint.languages.detection import path_language

_FEW = 3  # texts that a folder must have
_MOST = 0.8  # of its texts say the same
_DISSENT = 0.1  # of them at most say something else, rather than nothing
_UNTOLD = "page"  # the kind of what doesn't tell


@dataclass(frozen=True, slots=True)
class KnownText:
    """A text as it was read: its path with forward slashes, relative to the folder that is looked at."""

    path: str
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class ClearFolder:
    """A folder, or all folders of a name (`**/et`), in which `count` of `total` texts read alike."""

    folder: str
    value: str
    count: int
    total: int

    @property
    def glob(self) -> str:
        """The glob for all that is in it."""
        sign = "".join(
            f"[{each}]" if each in "*?[" and not self.folder.startswith("**/") else each for each in self.folder
        )
        return f"{sign}/**"


Judge = Callable[[Sequence[KnownText]], tuple[str, int] | None]


def find_kinds(texts: Iterable[KnownText]) -> list[ClearFolder]:
    """Find the folders whose texts are of one kind, the highest ones; no text's own name says otherwise there."""
    return list(_find(list(texts), _judge_kind))


def find_languages(texts: Iterable[KnownText]) -> list[ClearFolder]:
    """Find the folders whose texts are in one language, where their paths don't tell it.

    English isn't told of a folder where all is English: that is what a text is taken for when nothing tells.
    """
    return list(_find(list(texts), _judge_language))


def _judge_kind(texts: Sequence[KnownText]) -> tuple[str, int] | None:
    counts = Counter(text.kind for text in texts)
    untold = counts.pop(_UNTOLD, 0)
    if not counts:
        return None
    kind, count = counts.most_common(1)[0]
    others = len(texts) - untold - count
    named = {path_kind(text.path.rpartition("/")[2]) for text in texts}
    return (kind, count) if named <= {"", kind} and _is_clear(count, others, len(texts)) else None


def _judge_language(texts: Sequence[KnownText]) -> tuple[str, int] | None:
    language, count = Counter(text.language for text in texts).most_common(1)[0]
    stated = {path_language(text.path) for text in texts}
    needs_none = stated == {language} or (language == "en" and count == len(texts))
    is_clear = not needs_none and stated <= {None, language} and _is_clear(count, len(texts) - count, len(texts))
    return (language, count) if is_clear else None


def _is_clear(count: int, others: int, total: int) -> bool:
    return total >= _FEW and count >= _MOST * total and others <= _DISSENT * total


def _find(texts: list[KnownText], judge: Judge) -> Iterator[ClearFolder]:
    """Find the highest clear folders, then names that stand in many places, for texts that are in none of those."""
    covered: set[KnownText] = set()
    for folder, inside in _descend("", texts, judge):
        covered.update(inside)
        yield folder
    by_name: dict[str, list[KnownText]] = {}
    for text in texts:
        for name in set(text.path.split("/")[:-1]):
            by_name.setdefault(name, []).append(text)
    for name, inside in sorted(by_name.items()):
        told = judge(inside)
        if told and _is_plain(name) and not covered.issuperset(inside):
            covered.update(inside)
            yield ClearFolder(f"**/{name}", *told, len(inside))


def _descend(folder: str, texts: list[KnownText], judge: Judge) -> Iterator[tuple[ClearFolder, list[KnownText]]]:
    below: dict[str, list[KnownText]] = {}
    for text in texts:
        name, slash, _ = text.path.removeprefix(folder).partition("/")
        if slash:
            below.setdefault(f"{folder}{name}/", []).append(text)
    for name, inside in sorted(below.items()):
        told = judge(inside)
        if told and _is_sayable(name):
            yield ClearFolder(name[:-1], *told, len(inside)), inside
        else:
            yield from _descend(name, inside, judge)


def _is_plain(name: str) -> bool:
    return _is_sayable(name) and not set(name) & set("*?[")


def _is_sayable(name: str) -> bool:
    """Whether a name can stand in a text file."""
    return name.isprintable()
