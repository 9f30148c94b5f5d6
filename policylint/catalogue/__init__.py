"""rules/**/*.yaml -> Catalogue: every rule, with patterns compiled to word sets, cached between runs."""

import hashlib
import marshal
import mmap
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from policylint.errors import RuleError
from policylint.resources import VERSION, cache_folder, rules_folder
from policylint.rules import Example, Rewrite, Rule, Selection

__all__ = ["Catalogue", "load_catalogue"]


_MOST_KEPT = 12
_DAY = 24 * 3600
_LOADED: dict[str, "Catalogue"] = {}  # in this process, by key: who checks text after text loads it once
_MAPPED = frozenset({"sets", "weights", "words"})


class Catalogue:
    """Rules and their compiled patterns.

    `hash` changes whenever a rule, a slot, policylint or Python does. `errors` are rule files (a customer's
    own, in a healthy installation) that couldn't be honoured; the rest works without them. Each part is
    packed by itself and read when first asked for: a clean text needs little of it.
    """

    def __init__(self, key: str, read_part: Callable[[str], bytes]) -> None:
        self.hash = key
        self._read_part = read_part

    def _unpack(self, name: str) -> Any:
        return marshal.loads(self._read_part(name))

    @cached_property
    def heads(self) -> dict[str, tuple[str, tuple[str, ...], bool, str]]:
        """Of each rule: category, kinds, whether it is absent, its check. Cheaper than `rules`."""
        return self._unpack("heads")  # type: ignore[no-any-return]

    @cached_property
    def patterns(self) -> list[dict[str, Any]]:
        """Compiled patterns of all rules and sections."""
        return self._unpack("patterns")  # type: ignore[no-any-return]

    @cached_property
    def options(self) -> dict[str, dict[str, Any]]:
        """Of each rule: its options with their defaults. Cheaper than `rules`."""
        return self._unpack("options")  # type: ignore[no-any-return]

    @cached_property
    def presets(self) -> dict[str, dict[str, Any]]:
        """Of each preset: `title` by language, `options` by rule, `references`."""
        return self._unpack("presets")  # type: ignore[no-any-return]

    @cached_property
    def scopes(self) -> dict[str, dict[str, Any]]:
        """Of each rule: its own `unless` and `given`, by language."""
        return self._unpack("scopes")  # type: ignore[no-any-return]

    @cached_property
    def _beginnings(self) -> dict[str, tuple[int, int]]:
        """Where the table of the words that begin alike stands among all."""
        return self._unpack("beginnings")  # type: ignore[no-any-return]

    @cached_property
    def _words(self) -> bytes:
        return self._read_part("words")

    def word_groups(self, beginning: str) -> dict[str, tuple[int, ...]]:
        """Words that begin with these `BEGINNING` letters, with the numbers of the groups they belong to."""
        place = self._beginnings.get(beginning)
        return marshal.loads(self._words[place[0] : place[1]]) if place else {}

    @cached_property
    def columns(self) -> list[tuple[str, str, float, float, float]]:
        """What words were weighed for: language, rule, bias, fires, keeps."""
        return self._unpack("columns")  # type: ignore[no-any-return]

    @cached_property
    def _weight_places(self) -> dict[str, tuple[int, int]]:
        """Where the table of the features that begin alike stands among all."""
        return self._unpack("weight_places")  # type: ignore[no-any-return]

    @cached_property
    def _weights(self) -> bytes:
        return self._read_part("weights")

    def weights(self, beginning: str) -> dict[str, tuple[int, ...]]:
        """Features that begin with these letters: column, weight, column, weight ..."""
        place = self._weight_places.get(beginning)
        return marshal.loads(self._weights[place[0] : place[1]]) if place else {}

    @cached_property
    def ending_groups(self) -> dict[str, tuple[int, ...]]:
        """Endings of words with the numbers of the groups they belong to."""
        return self._unpack("endings")  # type: ignore[no-any-return]

    @cached_property
    def hints(self) -> dict[int, list[tuple[int, tuple[int, ...], tuple[int, ...]]]]:
        """By the group of its rarest word, -1 without one: a phrase's number, its groups, and those it belongs to."""
        return self._unpack("hints")  # type: ignore[no-any-return]

    @cached_property
    def _vocabulary(self) -> tuple[dict[str, dict[str, Any]], list[bytes], list[int]]:
        """Slots by language and name, packed phrases, and where each set of words that both name begins."""
        return self._unpack("vocabulary")  # type: ignore[no-any-return]

    @property
    def slots(self) -> dict[str, dict[str, Any]]:
        """Slots by language and name."""
        return self._vocabulary[0]

    @cache  # noqa: B019 - a catalogue lives as long as the process
    def phrase(self, number: int) -> dict[str, Any]:
        """A phrase by its number."""
        return marshal.loads(self._vocabulary[1][number])  # type: ignore[no-any-return]

    @cached_property
    def _sets(self) -> bytes:
        return self._read_part("sets")

    @cache  # noqa: B019 - a catalogue lives as long as the process
    def word_set(self, number: int) -> frozenset[str]:
        """A set of words by its number."""
        places = self._vocabulary[2]
        return frozenset(marshal.loads(self._sets[places[number] : places[number + 1]]))

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Rules by id, in order of category and id."""
        return {name: _rule_from(rule) for name, rule in self._unpack("rules").items()}

    @cached_property
    def unused_slots(self) -> tuple[str, ...]:
        """Slots that no rule names."""
        return tuple(self._unpack("unused_slots"))

    @cached_property
    def errors(self) -> tuple[RuleError, ...]:
        """Rule files and slots that couldn't be honoured."""
        return tuple(RuleError(message, path=path, line=line) for message, path, line in self._unpack("errors"))


def load_catalogue(folders: tuple[str, ...] = (), *, built_in: bool = True) -> Catalogue:
    """Load the built-in rules and those of a customer's `folders`, from the compiled cache when it is fresh."""
    roots = (*([rules_folder()] if built_in else []), *(Path(folder) for folder in folders))
    key = _fingerprint(roots)
    if key not in _LOADED:
        _LOADED[key] = _load(key, roots)
    return _LOADED[key]


def _load(key: str, roots: Sequence[Path]) -> Catalogue:
    folder = cache_folder() / "catalogue" / key
    if (folder / "heads").is_file():
        with suppress(OSError):
            os.utime(folder)
        return Catalogue(key, lambda name: _open_part(folder / name))
    from policylint.catalogue.assembly import assemble  # compiling needs pymorphy3 and yaml; running doesn't

    compiled = assemble(roots)
    parts = {name: part if isinstance(part, bytes) else marshal.dumps(part) for name, part in compiled.items()}
    _store(folder, parts)
    return Catalogue(key, parts.__getitem__)


def _open_part(path: Path) -> bytes:
    """A part of a compiled catalogue; the large ones are mapped, since a text needs little of them."""
    if path.name not in _MAPPED:
        return path.read_bytes()
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)  # type: ignore[return-value]


def _fingerprint(roots: Iterable[Path]) -> str:
    """A key that changes when any rule file, this program or Python changes."""
    digest = hashlib.blake2b(f"{VERSION} {sys.version_info[:3]}".encode(), digest_size=16)
    code = Path(__file__).parent.parent
    for folder in (*roots, code / "catalogue", code / "languages", code / "sentences.py"):
        digest.update(f"{folder}\n".encode(errors="surrogateescape"))
        for root, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                state = os.stat(os.path.join(root, name))
                digest.update(f"{root}/{name} {state.st_size} {state.st_mtime_ns}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _store(folder: Path, parts: Mapping[str, bytes]) -> None:
    """Write a compiled catalogue, one file a part; a cache that can't be written is no error."""
    draft = folder.with_name(f"{folder.name}.{os.getpid()}")
    try:
        draft.mkdir(parents=True, exist_ok=True)
        for name, part in parts.items():
            (draft / name).write_bytes(part)
        draft.replace(folder)
        # Parts are read when first asked for, so what another process may have open stays for a day.
        for old in sorted(folder.parent.iterdir(), key=lambda each: each.stat().st_mtime)[:-_MOST_KEPT]:
            if time.time() - old.stat().st_mtime > _DAY:
                shutil.rmtree(old, ignore_errors=True)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)


def _rule_from(data: dict[str, Any]) -> Rule:
    examples = {
        language: {side: tuple(Example(**row) for row in rows) for side, rows in sides.items()}
        for language, sides in data["examples"].items()
    }
    rewrite = Rewrite(**data["rewrite"]) if data["rewrite"] else None
    return Rule(**{**data, "examples": examples, "rewrite": rewrite})


def select_rules(catalogue: Catalogue, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """Ids of the rules that are wanted; both arguments take ids and categories, an empty `select` means all."""
    chosen, refused = set(select), set(ignore)
    return frozenset(
        name
        for name, (category, *_) in catalogue.heads.items()
        if (not chosen or name in chosen or category in chosen) and name not in refused and category not in refused
    )


def full_selection(catalogue: Catalogue) -> Selection:
    """Every rule with its own options."""
    return Selection(frozenset(catalogue.heads))
