"""The rules that hold in a folder, to be listed, explained and tried."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policylint.catalogue import load_catalogue
from policylint.config import Configuration, find_configuration, load_configuration
from policylint.errors import ConfigError, PolicylintError
from policylint.examples import Trial, run_examples
from policylint.rules import Rule
from policylint.suggestions import suggest
from policylint.suppression_rules import RULES as SUPPRESSION_RULES


class Rulebook:
    """The built-in rules and those of a configuration: the named one, else the nearest."""

    def __init__(self, config: str = "") -> None:
        path = config or find_configuration(os.getcwd())
        configuration = load_configuration(path) if path else Configuration()
        self._catalogue = load_catalogue(configuration.settings.rules)
        self.presets: Mapping[str, Mapping[str, Any]] = self._catalogue.presets
        self.rules: Mapping[str, Rule] = {**self._catalogue.rules, **SUPPRESSION_RULES}
        self.errors: list[PolicylintError] = [*configuration.errors, *self._catalogue.errors]

    def find(self, name: str) -> Rule:
        """Give a rule by its id; ConfigError when there is none."""
        if name not in self.rules:
            raise ConfigError(f"unknown rule '{name}'{suggest(name, self.rules)}")
        return self.rules[name]

    def try_examples(self, names: Sequence[str]) -> Iterator[Trial]:
        """Try the examples of rules, all when none is named."""
        wanted = [self.find(name).id for name in names]
        return run_examples(self._catalogue, wanted)
