"""What a rule is, once its file has been read and compiled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("autoreply", "reply", "reminder", "bill", "terms", "cancellation", "offer", "page")
REMEDIES = ("wording", "process", "contract")
SAFETIES = ("safe", "unsafe", "display")
REPLACES = ("match", "clause", "sentence", "after", "insert", "append")
SCOPES = ("sentence", "nearby", "paragraph", "document")


@dataclass(frozen=True, slots=True)
class Example:
    """A text of a rule file; `spans` are the ranges of `text` that stood in `[[ ]]`."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    fixed: str | None = None
    format: str = "txt"
    kind: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rewrite:
    """By language a Jinja2 template, what it stands in for, and how far to trust it.

    `familiar` holds those for texts that say ты or sina; `decide` what the owner of a contract has to decide first.
    """

    safety: Mapping[str, str]
    replaces: Mapping[str, str]
    templates: Mapping[str, str]
    familiar: Mapping[str, str]
    decide: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One anti-pattern. Texts are by language; `category` is the folder its file stands in."""

    id: str
    category: str
    since: str
    level: str
    remedy: str
    kinds: tuple[str, ...]
    yields_to: tuple[str, ...]
    title: Mapping[str, str]
    message: Mapping[str, str]
    why: Mapping[str, str]
    options: Mapping[str, Any]
    references: tuple[str, ...]
    check: str
    absent: bool
    rewrite: Rewrite | None
    examples: Mapping[str, Mapping[str, tuple[Example, ...]]]
    path: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules judge, and with which values; `options` are by rule, `company` is for rewrites."""

    rules: frozenset[str]
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    company: Mapping[str, Any] = field(default_factory=dict)
    country: str = ""
