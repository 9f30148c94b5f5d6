"""What a file's format changes: which texts are messages, whose language a message is in, where it is held."""

import json

import pytest

from policylint.api import check_bytes, check_paths
from policylint.errors import ConfigError
from policylint.readers import FORMATS
from policylint.settings import Settings

FAULTS = {
    "en": "Please do not send your request again, it will only delay our answer.",
    "ru": "Не отправляйте заявку повторно, это только увеличит срок ответа.",
    "et": "Palun ärge saatke päringut uuesti, see ainult pikendab vastamise aega.",
}
RULE = "resend-warning"


def check(data, path, **wishes):
    text = data if isinstance(data, bytes) else data.encode()
    return check_bytes(text, path, Settings(cache=False, **wishes))


def found(report, rule=RULE):
    return [finding for finding in report.findings if finding.rule == rule]


@pytest.mark.parametrize("path", ["mails.yaml", "mails.json", "mails.toml"])
def test_each_string_of_a_catalogue_is_told_in_its_own_language(path):
    rows = {language: {"mails": {"again": text}} for language, text in FAULTS.items()}
    source = json.dumps(rows, ensure_ascii=False, indent=1)
    if path.endswith("toml"):
        source = "\n".join(f'[{language}.mails]\nagain = "{text}"' for language, text in FAULTS.items())
    findings = found(check(source, path))
    assert [finding.language for finding in findings] == ["en", "ru", "et"]
    assert [finding.context for finding in findings] == [f"{language}.mails.again" for language in FAULTS]
    assert len({finding.message for finding in findings}) == 3
    for finding in findings:
        assert source[finding.span.start : finding.span.stop] == finding.excerpt


def test_a_mail_in_two_languages_is_told_in_both():
    source = f"<p lang=et>{FAULTS['et']}</p>\n<p lang=ru>{FAULTS['ru']}</p>\n<p>{FAULTS['en']}</p>"
    assert [finding.language for finding in found(check(source, "mail.html"))] == ["et", "ru", "en"]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (
            "autoreply.yaml",
            "subject: We have your request\nbody: Thank you for all that you have written to us today.\n",
        ),
        ("autoreply.json", '{"body": "Thank you for all that you have written to us today, it is here."}'),
        (
            "autoreply.php",
            "<?php return ['body' => 'Thank you for all that you have written to us today, it is here.'];",
        ),
        ("partials/autoreply.html", "<p>Thank you for all that you have written to us today, it is here.</p>"),
        ("autoreply.html", "<p>{{ a }} {{ b }} {{ c }} {{ d }} {{ e }} {{ f }} {{ g }} {{ h }} {{ i }}</p>"),
    ],
)
def test_nothing_is_missing_in_what_is_no_whole_message(path, source):
    report = check(source, path, kind="autoreply")
    assert [finding.rule for finding in report.findings if finding.rule.startswith("missing-")] == []
    whole = check("Thank you for all that you have written to us today, it is here.", "a.txt", kind="autoreply")
    assert found(whole, "missing-response-time")


def test_the_configuration_names_formats(tmp_path):
    (tmp_path / "policylint.yaml").write_text("formats: {json: ['*.texts']}\n", encoding="utf-8")
    (tmp_path / "a.texts").write_text(json.dumps({"again": FAULTS["ru"]}), encoding="utf-8")
    report = check_paths([str(tmp_path)], Settings(cache=False))
    assert [file.format for file in report.files] == ["json"]
    assert found(report)[0].context == "again"


def test_an_unknown_format_is_told_with_its_line(tmp_path):
    (tmp_path / "policylint.yaml").write_text("kinds: {}\nformats:\n  jsno: ['*.texts']\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Hello.", encoding="utf-8")
    report = check_paths([str(tmp_path)], Settings(cache=False))
    assert [(error.line, error.message) for error in report.errors] == [
        (3, "unknown format 'jsno' (did you mean 'json'?)")
    ]
    with pytest.raises(ConfigError, match="unknown format 'jsno'"):
        check("x", "a.txt", format="jsno")


def test_the_caller_names_the_format_of_a_text():
    source = json.dumps({"again": FAULTS["ru"]})
    assert not found(check(source, "a.txt"))
    assert found(check(source, "a.txt", format="json"))


def test_what_is_written_in_escapes_is_shown_in_words():
    finding = found(check(json.dumps({"again": FAULTS["ru"]}), "a.json"))[0]
    assert "повторно" in finding.excerpt
    assert "\\u" not in finding.excerpt


def test_every_suffix_belongs_to_one_format():
    suffixes = [suffix for known in FORMATS.values() for suffix in known.suffixes]
    assert len(suffixes) == len(set(suffixes))
