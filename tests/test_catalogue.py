"""House rules for rules, and the mistakes that the compiler must name."""

from pathlib import Path

import pytest

from policylint.catalogue import load_catalogue
from policylint.catalogue.syntax import PatternError, parse_member, parse_phrase
from policylint.languages import LANGUAGES
from policylint.rules import Rule
from tests.house import make_rule

CATALOGUE = load_catalogue()
RULES = list(CATALOGUE.rules.values())
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_builtin_rules_compile_without_errors() -> None:
    assert [str(problem) for problem in CATALOGUE.errors] == []


def test_every_slot_is_used() -> None:
    assert CATALOGUE.unused_slots == ()


@each_rule
def test_rule_speaks_all_languages(rule: Rule) -> None:
    for texts in (rule.title, rule.message, rule.why, rule.examples):
        assert set(texts) == set(LANGUAGES)
    assert rule.rewrite is not None
    assert set(rule.rewrite.templates) == set(LANGUAGES)


@each_rule
def test_rule_has_three_examples_of_each_side(rule: Rule) -> None:
    for language, sides in rule.examples.items():
        for side, examples in sides.items():
            assert len(examples) >= 3, f"{rule.id}: {language} {side}"


@each_rule
def test_rule_cites_a_reference(rule: Rule) -> None:
    assert rule.references


@each_rule
def test_yields_only_to_what_exists(rule: Rule) -> None:
    categories = {other.category for other in RULES}
    known = categories | set(CATALOGUE.rules)
    assert set(rule.yields_to) <= known


RULE = """\
id: {id}
since: "0.1"
level: warning
remedy: wording
kinds: [page]
title: {{en: T}}
message: {{en: M}}
why: {{en: W}}
patterns:
  en:
    - {pattern}
examples:
  en: {{bad: [we mumble], good: [fine]}}
"""


def write_rule(folder: Path, *, name: str = "mumbling", identity: str = "mumbling", pattern: str = "we mumble") -> str:
    category = folder / "house"
    category.mkdir(exist_ok=True)
    (category / f"{name}.yaml").write_text(RULE.format(id=identity, pattern=pattern), encoding="utf-8")
    return str(folder)


def test_customers_rule_joins_the_builtin_ones(tmp_path: Path) -> None:
    catalogue = load_catalogue((write_rule(tmp_path),), built_in=False)
    assert "mumbling" in catalogue.rules
    assert catalogue.rules["mumbling"].category == "house"
    assert catalogue.errors == ()


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("'@nowhere at all'", "no slot 'nowhere'"),
        ("'we <mumble and whisper>'", "must be one word"),
        ("'we ..3'", "ends with a gap"),
        ("'..2 we mumble'", "begins with a gap"),
        ("'we {fortnight}'", "is no fact"),
        ("{frame: {any: [we]}}", "a frame has the keys"),
        ("{frame: {all: [we], in: book}}", "'in' is one of"),
        ("{frame: {all: ['{money}']}}", "made of words"),
        ("{regex: '(unclosed'}", "no regular expression"),
        ("{phrase: we, levle: note}", "unknown key 'levle'"),
        ("{phrase: we, unless: {page: [we]}}", "map sentence"),
    ],
)
def test_bad_pattern_is_named_with_its_line(tmp_path: Path, pattern: str, message: str) -> None:
    catalogue = load_catalogue((write_rule(tmp_path, pattern=pattern),), built_in=False)
    assert "mumbling" not in catalogue.rules
    (problem,) = catalogue.errors
    assert message in problem.message
    assert problem.line == 11
    assert problem.path.endswith("mumbling.yaml")


def test_duplicate_id_names_both_files(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    text = RULE.format(id="threat", pattern="we mumble")
    (tmp_path / "house" / "threat.yaml").write_text(text, encoding="utf-8")
    (problem,) = load_catalogue((str(tmp_path),)).errors
    assert "exists already" in problem.message


def test_id_must_be_the_files_name(tmp_path: Path) -> None:
    (problem,) = load_catalogue((write_rule(tmp_path, identity="muttering"),), built_in=False).errors
    assert "not the file's name" in problem.message
    assert problem.line == 1


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("id: [", "broken YAML", 2),
        ("id: a\nid: b\n", "stands twice", 2),
        ("id: broken\nlevle: note\n", "did you mean 'level'", 2),
        ("id: broken\n", "is missing", 1),
        ("- a list\n", "is a mapping", 1),
    ],
)
def test_broken_rule_file_is_named_and_the_rest_goes_on(tmp_path: Path, text: str, message: str, line: int) -> None:
    write_rule(tmp_path)
    (tmp_path / "house" / "broken.yaml").write_text(text, encoding="utf-8")
    catalogue = load_catalogue((str(tmp_path),), built_in=False)
    (problem,) = catalogue.errors
    assert message in problem.message
    assert problem.line == line
    assert "mumbling" in catalogue.rules


def test_missing_folder_of_rules_is_an_error(tmp_path: Path) -> None:
    (problem,) = load_catalogue((str(tmp_path / "gone"),), built_in=False).errors
    assert "no such folder" in problem.message


def test_members_have_polarity() -> None:
    assert [reference.polarity for reference in parse_member("@a | ~@b | ?@c")] == ["+", "-", "?"]


def test_unbalanced_brackets_are_refused() -> None:
    with pytest.raises(PatternError, match="opens or closes nothing"):
        parse_phrase("we <mumble")


REWRITE = """\
rewrite:
  safety: {safety}
  replaces: {replaces}
  en: We speak up.
  ru: Говорим ясно.
"""


@pytest.mark.parametrize(
    ("safety", "replaces", "message"),
    [
        ("safe", "{en: sentence}", "'replaces' says nothing for 'ru'"),
        ("safe", "{en: sentence, ru: clauze}", "did you mean 'clause'"),
        ("{en: safe, ru: save}", "sentence", "did you mean 'safe'"),
        ("{en: safe, fr: safe, ru: safe}", "sentence", "'fr' is none of"),
        ("certain", "sentence", "'certain' is none of"),
    ],
)
def test_what_a_rewrite_says_by_language_is_checked(tmp_path: Path, safety: str, replaces: str, message: str) -> None:
    path = Path(write_rule(tmp_path)) / "house" / "mumbling.yaml"
    path.write_text(path.read_text("utf-8") + REWRITE.format(safety=safety, replaces=replaces), encoding="utf-8")
    (problem,) = load_catalogue((str(tmp_path),), built_in=False).errors
    assert message in problem.message
    assert problem.line > 12


def test_a_rewrite_may_differ_by_language(tmp_path: Path) -> None:
    path = Path(write_rule(tmp_path)) / "house" / "mumbling.yaml"
    written = REWRITE.format(safety="{en: safe, ru: display}", replaces="{en: sentence, ru: clause}")
    path.write_text(path.read_text("utf-8") + written, encoding="utf-8")
    rewrite = load_catalogue((str(tmp_path),), built_in=False).rules["mumbling"].rewrite
    assert rewrite is not None
    assert (rewrite.safety, rewrite.replaces) == (
        {"en": "safe", "ru": "display"},
        {"en": "sentence", "ru": "clause"},
    )


def test_who_checks_text_after_text_loads_the_rules_once(tmp_path):
    folder = make_rule(tmp_path, patterns={"en": ["mumble"]})
    catalogue = load_catalogue((folder,), built_in=False)
    assert load_catalogue((folder,), built_in=False) is catalogue
    make_rule(tmp_path, patterns={"en": ["mumble", "murmur"]})
    assert load_catalogue((folder,), built_in=False) is not catalogue
