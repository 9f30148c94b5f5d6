"""Thresholds that a law fixes, chosen by name."""

from pathlib import Path

from policylint.api import check_paths
from policylint.catalogue import load_catalogue
from policylint.settings import Settings


def test_preset_sets_options_and_options_come_over_it(tmp_path: Path) -> None:
    text = "Your debt is 90 euros. The power will be cut off in 15 days."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")

    def rules_found(configuration: str) -> set[str]:
        (tmp_path / "policylint.yaml").write_text(configuration, encoding="utf-8")
        report = check_paths([str(tmp_path / "a.txt")], Settings(kind="reminder", language="en"))
        assert not report.errors
        return {finding.rule for finding in report.findings}

    assert "short-suspension-notice" not in rules_found("fail_level: error\n")
    assert "short-suspension-notice" in rules_found("preset: ru-utilities\n")
    over = "preset: ru-utilities\noptions:\n  short-suspension-notice: {min_days: 12}\n"
    assert "short-suspension-notice" not in rules_found(over)


def test_unknown_preset_is_an_error_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hello", encoding="utf-8")
    (tmp_path / "policylint.yaml").write_text("fail_level: error\npreset: ru-utilites\n", encoding="utf-8")
    report = check_paths([str(tmp_path / "a.txt")])
    assert [(error.line, "did you mean 'ru-utilities'" in error.message) for error in report.errors] == [(2, True)]


def test_preset_for_an_unknown_rule_is_an_error_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "presets").mkdir()
    preset = "title: {en: Mine}\noptions:\n  threat: {min_days: 3}\nreferences: [a law]\n"
    (tmp_path / "presets" / "mine.yaml").write_text(preset, encoding="utf-8")
    catalogue = load_catalogue((str(tmp_path),), built_in=False)
    assert [(error.line, "unknown rule 'threat'" in error.message) for error in catalogue.errors] == [(3, True)]
