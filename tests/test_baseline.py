"""A baseline in force: what is held back, what is told, what has moved."""

import subprocess
from dataclasses import replace

import pytest

from policylint.api import check_bytes, check_paths
from policylint.baseline.file import BaselineFile, render
from policylint.cli import main
from policylint.entries import Entry
from policylint.fingerprints import identify
from policylint.settings import Settings
from tests.test_cli import built_in, cache, command, folder, loaded, run_json, write  # noqa: F401 - fixtures
from tests.test_fingerprints import make_finding

FAULT = "A grumblefish is here.\n"
PRINT = identify([make_finding("grumble", "grumblefish")])[0].fingerprint
ENTRY = Entry("grumble", "a.txt", PRINT, "@mails", "2026-12-30", (("2026-11-30", "@mails"),), "grumblefish")


@pytest.fixture(autouse=True)
def day(folder, monkeypatch):  # noqa: F811
    def set_day(value):
        monkeypatch.setenv("POLICYLINT_TODAY", value)

    set_day("2026-12-01")
    return set_day


@pytest.fixture
def texts(folder):  # noqa: F811
    write(folder, "a.txt", FAULT)
    return folder


def know(place, *entries):
    write(place, "policylint-baseline.yaml", render(BaselineFile(entries or (ENTRY,))))


def found(capsys, *arguments):
    code, report = run_json(capsys, *arguments)
    assert report["errors"] == []
    return code, [(finding["path"], finding["level"], finding["until"]) for finding in report["findings"]]


NEW = ("a.txt", "warning", "")
OVERDUE = ("a.txt", "error", "2026-12-30")


def test_a_fault_that_is_known_is_not_reported(texts, capsys):
    assert found(capsys) == (1, [NEW])
    know(texts)
    assert found(capsys) == (0, [])


def test_it_is_listed_as_held_back_with_its_reason(texts, capsys):
    know(texts)
    _, report = run_json(capsys)
    [held] = report["suppressed"]
    assert (held["source"], held["reason"]) == ("baseline", "until 2026-12-30, owner @mails")
    assert (held["owner"], held["until"]) == ("@mails", "2026-12-30")


def test_when_its_day_is_over_it_is_an_error_that_names_its_owner(texts, capsys, day):
    know(texts)
    day("2026-12-30")
    assert found(capsys) == (0, [])
    day("2026-12-31")
    _, report = run_json(capsys)
    [finding] = report["findings"]
    assert (finding["level"], finding["owner"], finding["until"]) == ("error", "@mails", "2026-12-30")
    assert finding["message"] == (
        "No “grumblefish”. This was to be put right by 2026-12-30. @mails: solve it, or pass it on."
    )


@pytest.mark.parametrize(
    ("language", "words", "message"),
    [
        (
            "ru",
            "ворчорыба",
            "Это нужно было исправить до 2026-12-30 включительно. Ответственного нет:",
        ),
        ("et", "nurinakala", "See pidi korras olema hiljemalt 2026-12-30. Vastutajat pole:"),
    ],
)
def test_it_speaks_the_language_of_the_text(folder, capsys, day, language, words, message):  # noqa: F811
    write(folder, "a.txt", f"{words}!")
    fingerprint = identify([make_finding("grumble", words)])[0].fingerprint
    know(folder, replace(ENTRY, fingerprint=fingerprint, owner="", since=(("2026-11-30", ""),)))
    day("2027-01-01")
    _, report = run_json(capsys, "--language", language)
    assert message in report["findings"][0]["message"]


def test_overdue_faults_fail_whatever_the_level_but_not_when_only_new_ones_are_to(texts, capsys, day):
    know(texts)
    day("2027-01-01")
    assert found(capsys, "--fail-level", "error") == (1, [OVERDUE])
    assert found(capsys, "--fail-on-new") == (0, [OVERDUE])
    write(texts, "a.txt", "A trout.\n\nA grumblefish. A grumblefish!\n")
    assert found(capsys, "--fail-on-new") == (1, [OVERDUE, NEW])


def test_no_baseline_reports_all(texts, capsys):
    know(texts)
    assert found(capsys, "--no-baseline") == (1, [NEW])


def test_a_baseline_may_be_named_and_is_no_text_itself(texts, capsys):
    (texts / "ci").mkdir()
    know(texts / "ci", replace(ENTRY, path="../a.txt"))
    (texts / "ci" / "policylint-baseline.yaml").rename(texts / "ci" / "known.yaml")
    assert found(capsys) == (1, [("a.txt", "warning", ""), ("ci/known.yaml", "warning", "")])
    assert found(capsys, "--baseline", "ci/known.yaml") == (0, [])


def test_the_baseline_itself_is_never_checked_even_when_a_hook_names_it(texts, capsys):
    know(texts)
    code, report = run_json(capsys, "policylint-baseline.yaml")
    assert (code, report["files"]) == (0, [])
    assert {"path": "policylint-baseline.yaml", "reason": "baseline"} in report["skipped"]


def test_the_nearest_baseline_speaks_for_a_file(texts, capsys):
    know(texts, ENTRY, replace(ENTRY, path="inner/a.txt"))
    write(texts, "inner/a.txt", FAULT)
    assert found(capsys) == (0, [])
    know(texts / "inner", replace(ENTRY, fingerprint="0" * 16))
    assert found(capsys) == (1, [("inner/a.txt", "warning", "")])


def test_a_fault_that_moved_in_its_file_is_known_and_a_second_one_is_new(texts, capsys):
    know(texts)
    write(texts, "a.txt", "A trout.\n\nA grumblefish. A grumblefish!\n")
    code, report = run_json(capsys)
    assert (code, [finding["start"]["column"] for finding in report["findings"]]) == (1, [18])


def test_a_file_that_was_renamed_takes_its_entries_along(texts, capsys):
    know(texts)
    (texts / "a.txt").rename(texts / "b.txt")
    assert found(capsys) == (0, [])
    write(texts, "c.txt", FAULT)  # one entry lets one fault be
    assert found(capsys) == (1, [("c.txt", "warning", "")])
    write(texts, "a.txt", FAULT)
    assert found(capsys) == (1, [("b.txt", "warning", ""), ("c.txt", "warning", "")])


def test_an_entry_of_a_file_that_is_there_is_for_that_file_alone(texts, capsys):
    know(texts)
    write(texts, "a.txt", "A trout.\n")
    write(texts, "b.txt", FAULT)
    assert found(capsys) == (1, [("b.txt", "warning", "")])


def test_the_cache_keeps_no_day(texts, capsys, day):
    know(texts)
    assert found(capsys) == (0, [])
    day("2027-01-01")
    assert found(capsys) == (1, [OVERDUE])
    (texts / "policylint-baseline.yaml").unlink()
    assert found(capsys) == (1, [NEW])


def test_standard_input_is_held_against_the_baseline(texts):
    know(texts)
    report = check_bytes(FAULT.encode(), "a.txt")
    assert (report.findings, report.failing, len(report.suppressed)) == ((), 0, 1)


def test_fixing_fails_on_what_is_left_and_new_only(texts, capsys):
    for rule in (texts / "own").rglob("*.yaml"):
        rule.write_text(rule.read_text().replace("safety: safe", "safety: display"))
    assert main(["fix", "a.txt"]) == 1
    know(texts)
    assert main(["fix", "a.txt"]) == 0


# --- how things stand


def standing(*paths, **wishes):
    [told] = check_paths(paths or ["."], Settings(**wishes)).baseline
    return told


def test_a_report_tells_how_things_stand(texts):
    gone = replace(ENTRY, path="gone.txt", fingerprint="1" * 16, owner="@old", since=(("2026-11-01", "@old"),))
    know(texts, ENTRY, gone)
    told = standing()
    assert (told.path, told.today, told.entries) == ("policylint-baseline.yaml", "2026-12-01", (ENTRY,))
    assert [(each.day, each.path, each.owner, each.since) for each in told.gone] == [
        ("2026-12-01", "gone.txt", "@old", "2026-11-01")
    ]


def test_of_files_that_were_not_checked_nothing_is_told(texts):
    write(texts, "b.txt", "A trout.\n")
    know(texts, ENTRY, replace(ENTRY, path="gone.txt", fingerprint="1" * 16))
    told = standing("b.txt")
    assert (len(told.entries), told.gone, told.unjudged) == (2, (), 2)


@pytest.mark.parametrize("wishes", [{"select": ("insult",)}, {"ignore": ("grumble",)}, {"kind": "terms"}])
def test_what_was_not_looked_for_is_not_solved(texts, wishes):
    know(texts)
    told = standing(**wishes)
    assert (told.entries, told.gone, told.unjudged) == ((ENTRY,), (), 1)


def test_what_a_comment_allows_is_told_apart_from_what_is_solved(texts):
    write(texts, "a.md", "<!-- policylint: allow grumble -- a quotation -->\nA grumblefish.\n")
    know(texts, replace(ENTRY, path="a.md"))
    assert [each.how for each in standing().gone] == ["allowed"]


def test_a_file_that_could_not_be_read_solves_nothing(texts):
    write(texts, "a.txt", b"\x00\x01")
    know(texts)
    assert standing("a.txt").unjudged == 1


def test_an_owner_changed_by_hand_has_passed_it_on(texts):
    know(texts, replace(ENTRY, owner="@legal"))
    assert standing().entries[0].since == (("2026-11-30", "@mails"), ("2026-12-01", "@legal"))


# --- bad baselines


def complain(capsys, *arguments):
    code = main(["check", "-q", *arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_broken_baseline_is_one_error_and_what_is_whole_in_it_counts(texts, capsys):
    know(texts)
    place = texts / "policylint-baseline.yaml"
    place.write_text(place.read_text() + "- rule: [\n")
    for _ in range(2):  # the second time from the cache
        code, said, problem = complain(capsys)
        assert (code, said) == (2, "")
        assert problem.startswith("policylint: policylint-baseline.yaml:18: broken YAML")
        assert problem.count("\n") == 1


def test_a_baseline_of_which_nothing_is_left_holds_nothing_back(texts, capsys):
    write(texts, "policylint-baseline.yaml", b"entries: \xff")
    code, said, problem = complain(capsys)
    assert (code, said) == (2, "a.txt:1:3: warning grumble: No “grumblefish”.\n")
    assert problem == "policylint: policylint-baseline.yaml:1: the baseline is not UTF-8\n"


def test_a_named_baseline_that_is_not_there_is_an_error(texts, capsys):
    code, said, problem = complain(capsys, "--baseline", "nowhere.yaml")
    assert (code, said[:5]) == (2, "a.txt")
    assert problem == "policylint: nowhere.yaml: can't read the baseline: no such file or directory\n"


def test_a_day_that_there_is_not_is_an_error(texts, capsys, day):
    know(texts)
    day("2026-02-30")
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert said == "policylint: POLICYLINT_TODAY is '2026-02-30', expected a date such as 2026-12-30\n"


def test_a_baseline_known_from_the_cache_needs_no_yaml(texts, command):  # noqa: F811
    know(texts)
    words = command("check", "-q", after=loaded("yaml", "jsonschema", "pathspec.pattern"))
    for _ in range(2):
        told = subprocess.run(words, capture_output=True, check=False)
    assert (told.returncode, told.stdout, told.stderr) == (0, b"", b"[]\n")


def test_a_clean_run_without_a_baseline_loads_nothing_for_one(folder, command):  # noqa: F811
    write(folder, "a.txt", "A trout.\n")
    names = ("policylint.baseline.known", "policylint.owners", "policylint.codeowners", "policylint.today", "yaml")
    words = command("check", "-q", after=loaded(*names))
    for _ in range(2):
        told = subprocess.run(words, capture_output=True, check=False)
    assert (told.returncode, told.stderr) == (0, b"[]\n")


def test_codeowners_are_read_only_where_there_is_a_finding(folder, command):  # noqa: F811
    write(folder, "CODEOWNERS", "* @all\n")
    write(folder, "a.txt", "A trout.\n")
    words = command("check", "-q", after=loaded("policylint.owners", "policylint.codeowners"))
    told = subprocess.run(words, capture_output=True, check=False)
    assert (told.returncode, told.stderr) == (0, b"[]\n")
