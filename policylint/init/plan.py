"""The plan of `policylint init`: which files it writes, changes and leaves, and what is left to people."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from policylint.errors import ConfigError
from policylint.init.placements import Placement, read_present
from policylint.init.recipes import Source, render_github, render_gitlab, render_hook, render_script
from policylint.init.recipes.insertion import append_job, find_stage, insert_hook
from policylint.init.survey import Ground
from policylint.settings import SCRIPT_NAME
from policylint.walking import show_path

HOOKS = ".pre-commit-config.yaml"
WORKFLOWS = ".github/workflows"
GITLAB = ".gitlab-ci.yml"
_HOOKS_HEAD = "# What runs before each commit, once `pre-commit install` was called: https://pre-commit.com\nrepos:\n"
_IS_NAMED = re.compile(r"^[^#\n]*\bpolicylint\b", re.MULTILINE)

Consent = Callable[[Placement], bool]


@dataclass(slots=True)
class Plan:
    """What becomes of each file: `placements` are to be written, `notes` tell of every file, by its path.

    `consent` decides whether a file that is there is changed. `by_hand` are pieces of text that people have to put into
    files, which are in no place before. `unsourced` are the files that don't say yet where policylint comes from.
    """

    ground: Ground
    source: Source | None
    consent: Consent
    placements: list[Placement] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    by_hand: dict[str, str] = field(default_factory=dict)
    unsourced: list[str] = field(default_factory=list)

    def offer(self, location: str, text: str, what: str) -> bool:
        """Plan a file of ours; tells whether it will stand as it is offered."""
        placement = Placement(location, read_present(location), text.encode())
        if placement.old is None:
            self._accept(placement, f"written: {what}")
        elif placement.old == placement.new:
            self.notes[placement.path] = "is as it should be"
        elif self.consent(placement):
            self._accept(placement, f"written anew: {what}")
        else:
            self.notes[placement.path] = "kept, though it would be written otherwise now (--dry-run shows how)"
            return False
        return True

    def add_hook(self) -> None:
        """Plan the entry for pre-commit."""
        location, entry = self._at_top(HOOKS), render_hook(self.ground.inside, self.source)
        if not self.ground.is_repository:
            self.notes[show_path(location)] = "not written: this is no git repository"
        elif read_present(location) is None:
            self.offer(location, _HOOKS_HEAD + entry, "the hook")
        else:
            self._insert(location, entry, lambda text: insert_hook(text, entry), "the hook is added")

    def add_ci(self, host: str) -> None:
        """Plan a recipe for the CI of a host: `github`, `gitlab` or `shell`."""
        {"github": self._add_github, "gitlab": self._add_gitlab, "shell": self._add_script}[host]()

    def _add_github(self) -> None:
        location = self._at_top(f"{WORKFLOWS}/policylint.yml")
        other = "" if os.path.lexists(location) else self._find_workflow()
        if other:
            self.notes[show_path(other)] = "kept: it has policylint already"
        else:
            self._offer_recipe(location, render_github(self.ground.inside, self.source, self.ground.branch))

    def _add_gitlab(self) -> None:
        location = self._at_top(GITLAB)
        present = read_present(location)
        if present is None:
            self._offer_recipe(location, render_gitlab(self.ground.inside, self.source))
            return

        def append(text: str) -> str:
            return append_job(text, self._render_job(text), "policylint")

        job = self._render_job(present.decode("utf-8", "replace"))
        if self._insert(location, job, append, "the job is added") and not self.source:
            self.unsourced.append(show_path(location))

    def _add_script(self) -> None:
        script = render_script(self.ground.inside, self.source, is_repository=self.ground.is_repository)
        self._offer_recipe(self._at_top(SCRIPT_NAME), script)

    def _render_job(self, text: str) -> str:
        try:
            stage = find_stage(text)
        except ConfigError:
            stage = ""
        return render_gitlab(self.ground.inside, self.source, stage)

    def _offer_recipe(self, location: str, text: str) -> None:
        is_new = not os.path.lexists(location)
        if self.offer(location, text, "the recipe for CI") and is_new and not self.source:
            self.unsourced.append(show_path(location))

    def _insert(self, location: str, piece: str, insert: Callable[[str], str], what: str) -> bool:
        """Plan a change of somebody else's file; what can't be done is left to people."""
        path, old = show_path(location), read_present(location) or b""
        try:
            text = old.decode("utf-8")
            if _IS_NAMED.search(text):
                self.notes[path] = "kept: it has policylint already"
                return False
            placement = Placement(location, old, insert(text).encode())
        except (ConfigError, UnicodeDecodeError) as problem:
            why = problem.message if isinstance(problem, ConfigError) else "it is not UTF-8"
            self.notes[path] = f"left: {why}"
            self.by_hand[path] = piece
            return False
        if self.consent(placement):
            self._accept(placement, f"changed: {what}")
            return True
        self.notes[path] = "left: nobody has agreed to a change (at a terminal you are asked; --yes agrees)"
        self.by_hand[path] = piece
        return False

    def _accept(self, placement: Placement, note: str) -> None:
        self.placements.append(placement)
        self.notes[placement.path] = note

    def _at_top(self, name: str) -> str:
        return os.path.join(self.ground.root, *name.split("/"))

    def _find_workflow(self) -> str:
        """A workflow that runs policylint."""
        folder = self._at_top(WORKFLOWS)
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith((".yml", ".yaml")) and os.path.isfile(path):
                text = (read_present(path) or b"").decode("utf-8", "replace")
                if _IS_NAMED.search(text):
                    return path
        return ""
