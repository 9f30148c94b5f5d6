"""Words that speak for a rule beside its patterns, as learned from the corpora."""

from pathlib import Path

import pytest

from policylint.catalogue import load_catalogue
from policylint.engine import Engine
from policylint.matchers.evidence import Column, Scales, find_features, find_windows
from policylint.rules import Selection
from policylint.sentences import make_passage
from tests.house import read
from tests.tools.evidence import find_digest

RULE = """
id: grumble
since: "1.0"
level: warning
remedy: wording
kinds: [reply, page]
title: {en: Grumble}
message: {en: "Don't grumble."}
why: {en: "It hurts."}
options: {min_days: 7}
patterns:
  en: [we are cross]
exceptions:
  en: [cross my heart]
examples:
  en:
    bad: [we are cross]
    good: [we are glad]
"""
WEIGHTS = (
    "# by hand\ngrumble -1.0 0.0 -2.0\n\nsulk\t0 6000\ncross\t0 1000\nwool\t0 -9000\nwool sweat~\t0 -9000\nand\t0 200\n"
)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "grumble.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "en.tsv").write_text(WEIGHTS, encoding="utf-8")
    catalogue = load_catalogue((str(tmp_path),), built_in=False)
    assert not catalogue.errors
    return Engine(catalogue, Selection(frozenset({"grumble"})))


def found(engine: Engine, text: str, kind: str = "page") -> list[str]:
    if not engine.can_match(text, kind):
        return []
    return [finding.excerpt for finding in engine.check(read(text, kind=kind))]


def test_words_alone_tell_the_sentence_that_holds_them(engine: Engine) -> None:
    assert found(engine, "Good day. We sulk in our office all day.") == ["We sulk in our office all day."]


def test_words_alone_keep_to_the_kinds_exceptions_and_thresholds_of_the_rule(engine: Engine) -> None:
    assert found(engine, "We sulk in our office all day.", kind="offer") == []
    assert found(engine, "We sulk, cross my heart, all day.") == []
    assert found(engine, "We sulk for 3 days in our office.") == ["We sulk for 3 days in our office."]
    assert found(engine, "We sulk for 30 days in our office.") == []


def test_a_frame_is_doubted_when_the_words_around_speak_against_it(engine: Engine) -> None:
    assert found(engine, "We are cross with you.") == ["We are cross"]
    assert found(engine, "We are cross, wool sweaters on and on.") == []


def test_what_weighs_little_by_itself_adds_up_to_nothing(engine: Engine) -> None:
    assert found(engine, "And and and and, and so on and on and on.") == []


def test_windows_cover_neighbouring_sentences() -> None:
    scales = Scales([Column("en", "x", 0.0, 0.0, 0.0)], lambda _beginning: {})
    passages = [make_passage(text, 0, len(text), ()) for text in ("One.", "Two.", "Three.", "Four.")]
    windows = [
        list(covered) for covered, _ in find_windows([scales.weigh(passage, frozenset()) for passage in passages])
    ]
    assert windows == [[0, 1, 2], [1, 2, 3]]
    assert list(find_windows([])) == []


def test_features_are_words_their_beginnings_and_pairs_negations_and_facts() -> None:
    text = "No answers in 9 days"
    features = find_features(make_passage(text, 0, len(text), ()))
    words = {"no", "answers", "answe~", "answ~", "in", "#", "days"}
    pairs = {"no answe~", "answe~ in", "in #", "# days"}
    negated = {"!answe~", "!in", "!#", "!days"}
    assert features == words | pairs | negated | {"@duration<13.9", "@duration<13.9:in"}


@pytest.mark.parametrize("language", ["en", "ru", "et"])
def test_weights_were_learned_from_the_corpora_as_they_are(language: str) -> None:
    """`make evidence` learns them anew."""
    path = Path(__file__).parents[1] / "rules" / "evidence" / f"{language}.tsv"
    with path.open(encoding="utf-8") as file:
        assert find_digest(language) in file.readline()
