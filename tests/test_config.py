import json
import re
from pathlib import Path

import pytest

from policylint.config import Configuration, find_configuration, find_first_glob, is_excluded, load_configuration
from policylint.errors import ConfigError
from policylint.settings import Settings


@pytest.fixture
def load(tmp_path, monkeypatch):
    monkeypatch.setenv("POLICYLINT_CACHE", str(tmp_path / "cache"))

    def load_text(text):
        path = tmp_path / "policylint.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_configuration(str(path))

    return load_text


def complaints(configuration):
    return [(error.line, error.message) for error in configuration.errors]


def test_every_key_is_understood(load, tmp_path):
    (tmp_path / "own").mkdir()
    configuration = load(
        """
kinds: {reminder: ["*/reminder/**"]}
languages: {ru: ["ru/**"]}
select: [tone]
ignore: [shouting]
exclude: [old]
fail_level: error
options: {vague-response-time: {max_hours: 8}}
country: EE
rules: [own]
company: {name: Kevad, hours_to_answer: 8}
"""
    )
    assert configuration.errors == ()
    assert configuration.settings == Settings(
        kinds={"reminder": ("*/reminder/**",)},
        languages={"ru": ("ru/**",)},
        select=("tone",),
        ignore=("shouting",),
        exclude=("old",),
        fail_level="error",
        options={"vague-response-time": {"max_hours": 8}},
        country="EE",
        rules=(str(tmp_path / "own"),),
        company={"name": "Kevad", "hours_to_answer": 8},
    )


def test_an_empty_configuration_asks_for_nothing(load):
    assert load("").settings == load("# nothing yet\n").settings == Settings()


def test_json_is_yaml(load):
    assert load(json.dumps({"kinds": {"bill": ["*"]}})).settings.kinds == {"bill": ("*",)}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\nselekt: [tone]", 2, "unknown key 'selekt' (did you mean 'select'?)"),
        ("kinds:\n  remainder: [a]", 2, "unknown key 'remainder' in 'kinds' (did you mean 'reminder'?)"),
        ("company:\n  nmae: x", 2, "unknown key 'nmae' in 'company' (did you mean 'name'?)"),
        ("\n\nselect: tone", 3, "'select' is \"tone\", expected a list: only these rules or categories"),
        ("ignore:\n  - tone\n  - 7", 3, "'ignore[1]' is 7, expected a text: a name"),
        (
            "fail_level: eror",
            1,
            "'fail_level' is \"eror\", expected one of error, warning, note (did you mean 'error'?)",
        ),
        ("country: Estonia", 1, "'country' is \"Estonia\", expected the country whose customers"),
        ("company: {hours_to_answer: 0}", 1, "'company.hours_to_answer' is 0, expected the hours within"),
        ("- tone", 1, 'the configuration is ["tone"], expected a mapping'),
        ("select: [tone]\nselect: [ack]", 2, "key 'select' stands twice"),
        ("a: [b\nc: d", 2, "broken YAML"),
        ("select: [\x00]", 0, "broken YAML"),
        ("rules:\n- nowhere", 2, "no such folder with rules: 'nowhere'"),
        (b"country: EE\nname: \xff", 2, "the configuration is not UTF-8"),
        ("select: 2024-01-01", 1, "'select' is \"2024-01-01\", expected a list"),
        ("select: 2024-02-30", 1, "'select' is \"2024-02-30\", expected a list"),
        ("baseline_days: {wording: soon}", 1, "'baseline_days.wording' is \"soon\", expected a whole number"),
        ("baseline_days: {words: 3}", 1, "unknown key 'words' in 'baseline_days'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(load, text, line, message):
    try:
        found = complaints(load(text))
    except ConfigError as error:
        found = [(error.line, error.message)]
    assert len(found) == 1
    assert found[0][0] == line
    assert found[0][1].startswith(message)


def test_every_mistake_is_told_and_the_rest_is_honoured(load):
    configuration = load("select: [tone, 7, 8, ack]\nkinds: {bil: [a], bill: [b]}\nfail_level: bad\nx: 1\ncountry: EE")
    assert [line for line, _ in complaints(configuration)] == [1, 1, 2, 3, 4]
    assert configuration.settings == Settings(select=("tone", "ack"), kinds={"bill": ("b",)}, country="EE")


def test_a_second_look_is_told_the_same_from_the_cache(load):
    text = "selekt: 1\ncountry: EE\noptions: {insult: {words: 3}}"
    first, second = load(text), load(text)
    assert (first.settings, first.lines) == (second.settings, second.lines)
    assert complaints(load(text)) == [(1, "unknown key 'selekt' (did you mean 'select'?)")]


def test_the_nearest_configuration_is_found(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "policylint.yaml").touch()
    assert find_configuration(str(inner)) == str(tmp_path / "policylint.yaml")
    (tmp_path / "a" / "policylint.yaml").touch()
    assert find_configuration(str(inner)) == str(tmp_path / "a" / "policylint.yaml")


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("*.txt", "a.txt", True),
        ("*.txt", "x/a.txt", False),
        ("**/*.txt", "a.txt", True),
        ("**/*.txt", "x/y/a.txt", True),
        ("*/reminder/**", "ru/reminder/x/a", True),
        ("*/reminder/**", "a/ru/reminder/x", False),
        ("ru/**", "ru/a", True),
        ("ru/**", "et/ru/a", False),
        ("ru/", "ru/x/y", True),
        ("./ru/*", "ru/a", True),
        ("a?.md", "ab.md", True),
        ("a?.md", "a/.md", False),
        ("[!a]*", "b", True),
        ("[!a]*", "a", False),
        ("[z-a]", "[z-a]", True),
        ("a(b)+.txt", "a(b)+.txt", True),
    ],
)
def test_globs_cross_folders_only_with_two_stars(glob, path, matches):
    assert (find_first_glob(path, {"bill": (glob,)}) == "bill") == matches


def test_the_first_kind_whose_glob_matches_wins():
    assert find_first_glob("a/b.txt", {"bill": ("x",), "terms": ("a/*",), "offer": ("**",)}) == "terms"


def test_excluding_a_folder_excludes_what_is_in_it():
    assert is_excluded("old/mails/a.txt", ["old"])
    assert is_excluded("x/old/a.txt", ["**/old"])
    assert not is_excluded("older/a.txt", ["old"])


def test_what_a_caller_says_stands_over_what_is_configured():
    configured = Settings(
        select=("tone",), ignore=("insult",), fail_level="error", options={"a": {"x": 1}}, country="EE"
    )
    said = Settings(select=("ack",), ignore=("threat",), options={"b": {"y": 2}}, cache=False)
    assert said.over(configured) == Settings(
        select=("ack",),
        ignore=("insult", "threat"),
        fail_level="error",
        options={"a": {"x": 1}, "b": {"y": 2}},
        country="EE",
        cache=False,
    )


def test_an_error_knows_its_place_in_the_file():
    configuration = Configuration("policylint.yaml", lines={"select/1": 7})
    assert str(configuration.error("unknown rule", "select/1")) == "policylint.yaml:7: unknown rule"


def test_whatever_rewrites_say_about_a_company_can_be_configured():
    root = Path(__file__).parents[1]
    schema = json.loads((root / "policylint" / "schema.json").read_text(encoding="utf-8"))
    rules = "".join(path.read_text(encoding="utf-8") for path in (root / "rules").rglob("*.yaml"))
    said = set(re.findall(r"\bcompany\.(\w+)", rules))
    assert said <= set(schema["properties"]["company"]["properties"])
