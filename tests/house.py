"""Small catalogues of one rule, made for tests of the engine."""

import json
from pathlib import Path
from typing import Any

from policylint.catalogue import load_catalogue
from policylint.documents import Document, find_line_starts
from policylint.engine import Engine
from policylint.findings import Finding
from policylint.readers import read_source
from policylint.rules import Selection

SLOTS = {
    "en": {
        "answer": {"lemmas": ["answer", "reply"], "phrases": ["<get> back to"]},
        "request": {"lemmas": ["request", "e-mail", "ticket"]},
        "delete": {"lemmas": ["delete"], "phrases": ["<throw> ..2 away"]},
        "only": {"forms": ["only", "solely"]},
    },
    "et": {"fee": {"suffixes": ["tasu"]}},
}


def make_rule(folder: Path, **keys: Any) -> str:
    """Write a rule 'mumbling' of category 'house' and its slots; JSON is YAML."""
    rule = {
        "id": "mumbling",
        "since": "0.1",
        "level": "warning",
        "remedy": "wording",
        "kinds": ["page"],
        "title": {"en": "T"},
        "message": {"en": "{{ match }}"},
        "why": {"en": "W"},
        "examples": {"en": {"bad": ["x"], "good": ["y"]}},
        **keys,
    }
    (folder / "house").mkdir(exist_ok=True)
    (folder / "slots").mkdir(exist_ok=True)
    (folder / "house" / "mumbling.yaml").write_text(json.dumps(rule), encoding="utf-8")
    for language, slots in SLOTS.items():
        (folder / "slots" / f"{language}.yaml").write_text(json.dumps(slots), encoding="utf-8")
    return str(folder)


def make_engine(folder: Path, **keys: Any) -> Engine:
    """An engine that knows the rule 'mumbling' only."""
    catalogue = load_catalogue((make_rule(folder, **keys),), built_in=False)
    assert [str(problem) for problem in catalogue.errors] == []
    return Engine(catalogue, Selection(frozenset({"mumbling"})))


def read(text: str, *, kind: str = "page", language: str = "en", format: str = "txt") -> Document:
    """A document read from a text."""
    segments, _ = read_source(text, format)
    return Document(
        path="text",
        source=text,
        format=format,
        kind=kind,
        language=language,
        segments=segments,
        line_starts=find_line_starts(text),
    )


def check(engine: Engine, text: str, **reading: str) -> list[Finding]:
    """Findings in a text."""
    return engine.check(read(text, **reading))


def excerpts(engine: Engine, text: str, **reading: str) -> list[str]:
    """The words found in a text."""
    return [finding.excerpt for finding in check(engine, text, **reading)]
