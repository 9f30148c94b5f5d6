"""rules/**/*.yaml -> Catalogue: every rule, with patterns compiled to word sets, cached between runs."""

import hashlib
import marshal
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from policylint.errors import RuleError
from policylint.resources import VERSION, cache_folder, rules_folder
from policylint.rules import Example, Rewrite, Rule, Selection

__all__ = ["Catalogue", "load_catalogue"]


class Catalogue:
    """Rules and their compiled patterns.

    `hash` changes whenever a rule, a slot, policylint or Python does. `errors` are rule files (a customer's
    own, in a healthy installation) that couldn't be honoured; the rest works without them. Each part is
    packed by itself and unpacked when first asked for: a clean text needs little of it.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self.hash: str = self._unpack("hash")

    def _unpack(self, name: str) -> Any:
        return marshal.loads(self._parts[name])

    @cached_property
    def heads(self) -> dict[str, tuple[str, tuple[str, ...], bool, str]]:
        """Of each rule: category, kinds, whether it is absent, its check. Cheaper than `rules`."""
        return self._unpack("heads")  # type: ignore[no-any-return]

    @cached_property
    def patterns(self) -> list[dict[str, Any]]:
        """Compiled patterns of all rules and sections."""
        return self._unpack("patterns")  # type: ignore[no-any-return]

    @cached_property
    def scopes(self) -> dict[str, dict[str, Any]]:
        """Of each rule: its own `unless` and `given`, by language."""
        return self._unpack("scopes")  # type: ignore[no-any-return]

    def word_bits(self, script: str) -> dict[str, tuple[int, ...]]:
        """Words of a script ("latin" or "cyrillic") with the bits of the groups they belong to."""
        return self._unpack(script)  # type: ignore[no-any-return]

    @cached_property
    def ending_bits(self) -> dict[str, tuple[int, ...]]:
        """Endings of words with the bits of the groups they belong to."""
        return self._unpack("endings")  # type: ignore[no-any-return]

    @cached_property
    def vocabulary(self) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
        """Slots by language and name, and phrases by number: what matchers need; they share their word sets."""
        return self._unpack("vocabulary")  # type: ignore[no-any-return]

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
    cached = cache_folder() / "catalogue" / f"{key}.marshal"
    try:
        return Catalogue(marshal.loads(cached.read_bytes()))
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        pass
    from policylint.catalogue.assembly import assemble  # compiling needs pymorphy3 and yaml; running doesn't

    parts = {name: marshal.dumps(part) for name, part in {**assemble(roots), "hash": key}.items()}
    _store(cached, marshal.dumps(parts))
    return Catalogue(parts)


def _fingerprint(roots: Iterable[Path]) -> str:
    """A key that changes when any rule file, this program or Python changes."""
    digest = hashlib.blake2b(f"{VERSION} {sys.version_info[:3]}".encode(), digest_size=16)
    code = Path(__file__).parent.parent
    for folder in (*roots, code / "catalogue", code / "languages"):
        for root, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                state = os.stat(os.path.join(root, name))
                digest.update(f"{root}/{name} {state.st_size} {state.st_mtime_ns}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _store(path: Path, data: bytes) -> None:
    """Write a cache file; a cache that can't be written is no error."""
    temporary = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        return
    for old in sorted(path.parent.glob("*.marshal"), key=lambda file: file.stat().st_mtime)[:-8]:
        old.unlink(missing_ok=True)


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
