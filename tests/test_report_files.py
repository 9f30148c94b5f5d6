"""Reports for machines through the command line, from wherever it is called."""

import json
import os

import pytest

from policylint.cli import main
from tests.house import make_rule
from tests.readers.packed_files import make_docx

MACHINES = ("sarif", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "github", "json")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with one rule in place of the built-in ones, and the caller in a folder of it."""
    rules = tmp_path / "rules"
    rules.mkdir()
    make_rule(rules, patterns={"en": ["grumblefish"]})
    monkeypatch.setattr("policylint.catalogue.rules_folder", lambda: rules)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    top = tmp_path / "repo"
    (top / ".git").mkdir(parents=True)
    (top / "mails").mkdir()
    monkeypatch.chdir(top / "mails")
    return top


def check(*arguments):
    return main(["check", "--quiet", "--no-cache", *arguments])


def test_all_reports_of_one_run_name_files_from_the_top_of_the_repository(repository, tmp_path):
    (repository / "mails" / "a b.txt").write_bytes("\ufeff😀 A grumblefish.\r\n".encode())
    outputs = [f"--output-format={name}={tmp_path / 'out' / name}" for name in MACHINES]
    assert check(*outputs, ".") == 1
    told = {name: (tmp_path / "out" / name).read_text(encoding="utf-8") for name in MACHINES}
    [result] = json.loads(told["sarif"])["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "mails/a%20b.txt"
    assert place["region"]["startColumn"] == 6
    [diagnostic] = json.loads(told["rdjson"])["diagnostics"]
    assert diagnostic["location"]["range"]["start"]["column"] == 11
    assert json.loads(told["gitlab"])[0]["location"]["path"] == "mails/a b.txt"
    for name in ("junit", "checkstyle", "markdown", "github"):
        assert "mails/a b.txt" in told[name]


def test_a_name_that_is_no_utf_8_is_told_in_every_report(repository, tmp_path):
    with open(os.path.join(os.fsencode(repository), b"odd\n\xff #.txt"), "wb") as file:
        file.write(b"A grumblefish.\n")
    outputs = [f"--output-format={name}={tmp_path / name}" for name in MACHINES]
    assert check(*outputs, str(repository)) == 1
    uri = json.loads((tmp_path / "sarif").read_text())["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert uri["artifactLocation"]["uri"] == "odd%0A%FF%20%23.txt"
    assert json.loads((tmp_path / "gitlab").read_text(encoding="utf-8"))[0]["location"]["path"] == "odd\n\ufffd #.txt"


def test_a_packed_file_has_no_lines(repository, tmp_path):
    (repository / "mails" / "a.docx").write_bytes(make_docx("<w:p><w:r><w:t>A grumblefish.</w:t></w:r></w:p>" * 2))
    assert check(f"--output-format=sarif={tmp_path / 's'}", "a.docx") == 1
    results = json.loads((tmp_path / "s").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in results] == [1, 1]
    assert all(each["locations"][0]["logicalLocations"] for each in results)


def test_the_summary_of_a_step_comes_behind_what_is_there(repository, tmp_path, monkeypatch):
    (repository / "mails" / "a.txt").write_text("A grumblefish.\n")
    summary = tmp_path / "summary.md"
    summary.write_text("# Tests")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert check("--format", "github", "a.txt") == 1
    assert summary.read_text(encoding="utf-8").startswith("# Tests\n## policylint: 1 finding in 1 of 1 file\n")


def test_a_summary_is_never_larger_than_github_takes(repository, tmp_path, monkeypatch):
    (repository / "mails" / "a.txt").write_text("A grumblefish.\n\n" * 300)
    summary = tmp_path / "summary.md"
    summary.write_bytes(b"x" * ((1 << 20) - 20_000))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert check("--format", "github", "a.txt") == 1
    text = summary.read_text(encoding="utf-8")
    assert (1 << 20) - 2_000 < len(text.encode()) <= 1 << 20
    assert "more findings** had no room here" in text
    assert check("--format", "github", "a.txt") == 1  # no room at all
    assert len(summary.read_bytes()) <= 1 << 20


def test_other_formats_leave_the_summary_alone(repository, tmp_path, monkeypatch):
    (repository / "mails" / "a.txt").write_text("A grumblefish.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert check("a.txt") == 1
    assert not (tmp_path / "summary.md").exists()


def test_a_summary_that_can_not_be_written_is_told(repository, tmp_path, monkeypatch, capsys):
    (repository / "mails" / "a.txt").write_text("A grumblefish.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "nowhere" / "summary.md"))
    assert check("--format", "github", "a.txt") == 2
    told = capsys.readouterr()
    assert told.out.startswith("::warning file=mails/a.txt,")
    assert "the report can't be written" in told.err
