"""What frames, phrases, exceptions, scopes and absent rules mean."""

from pathlib import Path
from typing import Any

import pytest

from policylint.catalogue import load_catalogue
from policylint.engine import Engine
from policylint.rules import Selection
from tests.house import check, excerpts, make_engine


def frame(*members: str, **keys: Any) -> dict[str, Any]:
    return {"frame": {"all": list(members), **keys}}


def patterns(*sources: Any, language: str = "en") -> dict[str, Any]:
    return {"patterns": {language: list(sources)}}


def test_phrase_finds_any_form_over_a_gap(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns("<get|come> back to you ..2 <soon>"))
    assert excerpts(engine, "We came back to you really quite soon.") == ["came back to you really quite soon"]
    assert excerpts(engine, "We came back to you in a month or so, soon.") == []


def test_slot_with_phrases_is_spelled_out_in_a_phrase(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns("@delete your @request"))
    assert excerpts(engine, "It deletes your ticket.") == ["deletes your ticket"]
    assert excerpts(engine, "They throw it away your ticket.") == ["throw it away your ticket"]


def test_hyphens_and_typographic_quotes_hide_nothing(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns("don't <e-mail> us"))
    assert excerpts(engine, "Please don’t email us.") == ["don’t email us"]
    assert excerpts(engine, "Please don't e-mail us.") == ["don't e-mail us"]


def test_frame_meets_in_any_order(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns(frame("@request", "@delete")))
    assert excerpts(engine, "We delete each such request.") == ["delete each such request"]
    assert excerpts(engine, "A request like that is deleted.") == ["request like that is deleted"]
    assert excerpts(engine, "A request came. Nothing is deleted.") == []


def test_of_equally_narrow_places_a_frame_takes_the_first(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns(frame("pay now | final notice")))
    assert excerpts(engine, "A final notice: pay now.") == ["final notice"]


def test_frame_in_a_pair_of_sentences(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns(frame("@request", "@delete", **{"in": "pair"})))
    assert excerpts(engine, "Your request came. We deleted it.") == ["request came. We deleted"]
    assert excerpts(engine, "Your request came. Fine. We deleted it.") == []


def test_negation_decides_by_polarity(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns(frame("~@answer", "@request")))
    assert excerpts(engine, "Your request will not be answered.") == ["request will not be answered"]
    assert excerpts(engine, "Your request will be answered.") == []
    assert excerpts(engine, "Your request is not lost, we answer.") == []


def test_affirmed_member_is_not_met_by_its_negation(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns(frame("@delete", "@request")))
    assert excerpts(engine, "We never delete a request.") == []


@pytest.mark.parametrize(
    ("language", "pattern", "text"),
    [
        ("ru", frame("~<ответить>", "<заявка>"), "На эту заявку мы не ответим."),
        ("et", frame("~<vastama>", "<kiri>"), "Teie kirjale me kahjuks ei vasta."),
    ],
)
def test_negation_in_other_languages(tmp_path: Path, language: str, pattern: dict[str, Any], text: str) -> None:
    assert len(excerpts(make_engine(tmp_path, **patterns(pattern, language=language)), text)) == 1


def test_order_and_width_are_kept(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns(frame("@delete", "@request", order=True, within=4)))
    assert excerpts(engine, "We delete the request.") == ["delete the request"]
    assert excerpts(engine, "The request we delete.") == []
    assert excerpts(engine, "We delete on every second Sunday the request.") == []


def test_none_forbids_in_the_same_sentence(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns(frame("@delete", "@request", none=["spam"])))
    assert excerpts(engine, "We delete a spam request.") == []
    assert excerpts(engine, "We hate spam. We delete a request.") == ["delete a request"]


def test_fact_is_compared_with_an_option(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, options={"min_days": 7}, **patterns(frame("due", "{duration:in<min_days}")))
    assert excerpts(engine, "Payment is due in 2 days.") == ["due in 2 days"]
    assert excerpts(engine, "Payment is due in two weeks.") == []
    assert excerpts(engine, "Payment is due in {{ days }} days.") == []


def test_options_can_be_overridden(tmp_path: Path) -> None:
    from dataclasses import replace

    from policylint.engine import Engine

    engine = make_engine(tmp_path, options={"min_days": 7}, **patterns(frame("due", "{duration:in<min_days}")))
    strict = replace(engine.selection, options={"mumbling": {"min_days": 1}})
    assert excerpts(Engine(engine.catalogue, strict), "Payment is due in 2 days.") == []


def test_exception_cancels_only_the_match_it_overlaps(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns("we <delete>"), exceptions={"en": ["we delete spam"]})
    assert excerpts(engine, "First we delete spam.") == []
    assert excerpts(engine, "First we delete spam, then we deleted you.") == ["we deleted"]


def test_unless_looks_at_the_scope_it_names(tmp_path: Path) -> None:
    paragraph = {"phrase": "we <delete>", "unless": {"paragraph": ["@answer"]}}
    engine = make_engine(tmp_path, **patterns(paragraph))
    assert excerpts(engine, "We delete it. We answer you.") == []
    assert excerpts(engine, "We delete it.\n\nWe answer you.") == ["We delete"]


def test_unless_in_the_document_is_for_all_patterns(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, unless={"document": ["@answer"]}, **patterns("we <delete>"))
    assert excerpts(engine, "We delete it.\n\nWe answer you.") == []


def test_given_asks_for_something_in_its_scope(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns({"phrase": "we <delete>", "given": {"document": ["{money}"]}}))
    assert excerpts(engine, "We delete it.") == []
    assert excerpts(engine, "We delete it.\n\nIt costs 5 EUR.") == ["We delete"]


def test_estonian_compounds_are_found_by_their_ending(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns(frame("@fee"), language="et"))
    assert excerpts(engine, "Lisandub taasühendamistasu.") == ["taasühendamistasu"]
    assert excerpts(engine, "Lisandub midagi.") == []


def test_words_split_by_tags_and_entities_are_found(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns("we <delete>"))
    text = "<p>Here we&nbsp;de<b>lete</b> you.</p>"
    assert engine.can_match(text, "page")
    assert excerpts(engine, text, format="html") == ["we&nbsp;de<b>lete"]


def test_placeholder_is_never_linted(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns("delete"))
    assert excerpts(engine, "Hello {{ delete }}.") == []


def test_one_finding_for_each_sentence(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns("we <delete>", frame("@delete", "@request")))
    assert excerpts(engine, "Then we delete each request.") == ["we delete each request"]


def test_pattern_has_a_level_of_its_own(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns({"phrase": "we <delete>", "level": "note"}))
    assert [finding.level for finding in check(engine, "Here we delete.")] == ["note"]


def test_absent_rule_speaks_once_on_line_one(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, required={"en": [frame("@answer", "{duration}")]})
    long = "Hello there, dear reader of this message that we wrote for you.\n\nWe are here today."
    (finding,) = check(engine, long)
    assert finding.start == (1, 1)
    assert check(engine, long + "\n\nWe answer within 3 hours.") == []
    assert check(engine, "Too short to owe anything.") == []


def test_rule_judges_only_its_kinds(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns("we <delete>"))
    assert excerpts(engine, "Here we delete.", kind="terms") == []


def test_link_in_markup_is_a_fact(tmp_path: Path) -> None:
    engine = make_engine(tmp_path, **patterns({"phrase": "we <delete>", "unless": {"paragraph": ["{link}"]}}))
    assert excerpts(engine, "<p>We delete it, <a href='/why'>here is why</a>.</p>", format="html") == []
    assert excerpts(engine, "<p>We delete it, here is why.</p>", format="html") == ["We delete"]


def test_marks_behind_shouted_words_are_shouted_with_them() -> None:
    catalogue = load_catalogue()
    engine = Engine(catalogue, Selection(frozenset({"shouting"})))
    found = [finding.excerpt for finding in check(engine, "ATTENTION! YOU OWE US MONEY!!! Why?!", kind="reply")]
    assert found == ["ATTENTION! YOU OWE US MONEY!!!", "?!"]
