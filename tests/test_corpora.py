"""The labelled corpora against the rules: counts are checked in, and every rule earns its place in every language."""

import collections
import importlib.util
from pathlib import Path

import pytest

from policylint.catalogue import load_catalogue
from policylint.rules import KINDS

_PATH = Path(__file__).parent / "tools" / "eval.py"
_SPEC = importlib.util.spec_from_file_location("policylint_eval", _PATH)
assert _SPEC
assert _SPEC.loader
scoring = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(scoring)

CATALOGUE = load_catalogue()
ROWS = list(scoring.read_corpora())
DOCUMENTS = list(scoring.read_documents())
JUDGED = list(scoring.judge_all(CATALOGUE, ROWS))
TABLE, _ = scoring.score(JUDGED)
PAIRS = sorted(TABLE)


def test_counts_are_as_checked_in() -> None:
    """A change to a rule shows in the diff of corpora/scores.tsv; `make scores` writes it anew."""
    tables = {"texts": TABLE, "documents": scoring.score_documents(CATALOGUE, DOCUMENTS)[0]}
    assert scoring.render_scores(tables) == scoring.SCORES.read_text(encoding="utf-8")


def test_texts_are_well_formed() -> None:
    assert max(collections.Counter(row["id"] for row in ROWS).values()) == 1
    for row in ROWS:
        assert {"id", "lang", "rule", "expect", "kind", "text", "round"} <= set(row)
        assert row["kind"] in KINDS


def test_every_rule_has_texts_in_every_language() -> None:
    assert {rule for _, rule in PAIRS} >= set(CATALOGUE.rules)
    assert collections.Counter(rule for _, rule in PAIRS).most_common()[-1][1] == 3


EXAMPLES = {
    example.text
    for rule in CATALOGUE.rules.values()
    for sides in rule.examples.values()
    for examples in sides.values()
    for example in examples
}
UNSEEN, _ = scoring.score((row, found) for row, found in JUDGED if row["text"] not in EXAMPLES)


@pytest.mark.parametrize(("language", "rule"), PAIRS)
def test_rule_finds_five_wordings_and_leaves_five_near_misses_alone(language: str, rule: str) -> None:
    """Texts that are an example of a rule file don't count."""
    found, false, _, quiet, _ = UNSEEN[language, rule]
    assert found >= 5
    assert quiet - false >= 5
