"""rules/**/*.yaml -> Catalogue: every rule, with patterns compiled to word sets, cached between runs."""

import hashlib
import marshal
import os
import sys
from collections.abc import Iterable
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
    own, in a healthy installation) that couldn't be honoured; the rest works without them.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self.hash: str = data["hash"]
        self.masks: list[int] = data["masks"]
        self.words: dict[str, int] = data["words"]
        self.endings: dict[str, int] = data["endings"]
        self.slots: dict[str, dict[str, Any]] = data["slots"]
        self.phrases: list[dict[str, Any]] = data["phrases"]
        self.patterns: list[dict[str, Any]] = data["patterns"]
        self.scopes: dict[str, dict[str, Any]] = data["scopes"]
        self.unused_slots: tuple[str, ...] = tuple(data["unused_slots"])

    @cached_property
    def errors(self) -> tuple[RuleError, ...]:
        """Rule files and slots that couldn't be honoured."""
        return tuple(RuleError(message, path=path, line=line) for message, path, line in self._data["errors"])

    @cached_property
    def heads(self) -> dict[str, tuple[str, tuple[str, ...], bool, str]]:
        """Of each rule: category, kinds, whether it is absent, its check. Cheaper than `rules`."""
        return {
            name: (rule["category"], rule["kinds"], rule["absent"], rule["check"])
            for name, rule in self._data["rules"].items()
        }

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Rules by id, in order of category and id."""
        return {name: _rule_from(rule) for name, rule in self._data["rules"].items()}


def load_catalogue(folders: tuple[str, ...] = ()) -> Catalogue:
    """Load the built-in rules and those of a customer's `folders`, from the compiled cache when it is fresh."""
    roots = (rules_folder(), *(Path(folder) for folder in folders))
    key = _fingerprint(roots)
    cached = cache_folder() / "catalogue" / f"{key}.marshal"
    try:
        return Catalogue(marshal.loads(cached.read_bytes()))
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        pass
    from policylint.catalogue.assembly import assemble  # compiling needs pymorphy3 and yaml; running doesn't

    data = assemble(roots)
    data["hash"] = key
    _store(cached, marshal.dumps(data))
    return Catalogue(data)


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
