"""How a reader wants to see a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from policylint.rules import Rule

GROUPS = ("owner", "rule", "kind", "path")


@dataclass(frozen=True, slots=True)
class Options:
    """Wishes that any reporter may honour; `width` is in columns, `quiet` leaves out all but the findings.

    `root` is the folder that paths in machines' reports are relative to. `rules` tells about the rules, by id, for
    formats that describe them. `by` is one of GROUPS. Without `folds`, a passage that stands on many pages is told
    as often.
    """

    color: bool = False
    width: int = 100
    quiet: bool = False
    root: str = ""
    rules: Mapping[str, Rule] = field(default_factory=dict)
    by: str = ""
    folds: bool = True
