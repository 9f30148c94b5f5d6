"""A message may be in one file (a mail) or in two (subject and body): what one of them says is not missing in the other."""

import os
from email.message import EmailMessage
from pathlib import Path

import pytest

from policylint.api import Settings, check_bytes, check_paths
from policylint.message_parts import MessageParts, is_subject

_SUBJECTS = {
    "en": "Payment of 24.50 EUR is due by 14 March 2027\n",
    "ru": "Оплатите 24,50 € до 14 марта 2027 года\n",
    "et": "Tasuge 24,50 € hiljemalt 14. märtsil 2027\n",
}
_BODIES = {
    "en": "<p>Dear customer, we have not received the payment for your internet connection. Please pay it by bank transfer.</p>",
    "ru": "<p>Здравствуйте! Счёт за подключение к интернету ещё не оплачен. Пожалуйста, оплатите его банковским переводом.</p>",
    "et": "<p>Lugupeetud klient, me ei ole saanud makset teie internetiühenduse eest. Palun tasuge arve pangaülekandega.</p>",
}
_ASKED = {"missing-due-date", "missing-amount"}


def missing(folder: Path) -> set[tuple[str, str]]:
    """The rules about dates and sums that are missed, each with the file that misses them."""
    report = check_paths([str(folder)], Settings(cache=False, select=tuple(sorted(_ASKED))))
    assert report.errors == ()
    return {(os.path.basename(finding.path), finding.rule) for finding in report.findings}


# --- names


@pytest.mark.parametrize(
    "name",
    ["subject.txt", "reminder_subject.txt", "Reminder.Subject.html.j2", "reminderSubject.tpl", "reminder-subject.en.md",
     "reminder_subject_ru", "напоминание_тема.txt", "meeldetuletus-teema.txt", "mails/welcome/subj.erb"],
)  # fmt: skip
def test_a_subject_is_known_by_its_name(name: str) -> None:
    assert is_subject(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".txt",
        "reminder.txt",
        "subject/body.txt",
        "subjects.txt",
        "subject_to_change.md",
        "subject_body.html",
        "teemant.txt",
    ],
)
def test_other_files_are_no_subjects(name: str) -> None:
    assert not is_subject(name)


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("reminder_subject.txt", "reminder_body.html"),
        ("reminder_subject.txt", "reminder.html"),
        ("reminder_subject.txt", "reminder.md"),
        ("reminder_subject.txt", "reminder_message.txt"),
        ("activation_email_subject.txt", "activation_email.html"),
        ("password_reset_subject.txt", "password_reset_email.html"),
        ("reminder.subject.txt.j2", "reminder.body.html.j2"),
        ("reminder_subject.j2", "reminder.html"),
        ("reminderSubject.txt", "ReminderBody.html"),
        ("reminder-subject.ru.txt", "reminder-body.ru.html"),
        ("reminder_2_subject.txt", "reminder_2.html"),
        ("subject.txt", "body.html"),
        ("subject.et.txt", "content.et.html"),
        ("напоминание_тема.txt", "напоминание_текст.txt"),
        ("meeldetuletus_teema.txt", "meeldetuletus_sisu.html"),
    ],
)
def test_a_body_has_the_subject_that_is_named_alike(tmp_path: Path, subject: str, body: str) -> None:
    for name in (subject, body, "other_subject.txt", "other_body.html"):
        (tmp_path / name).write_text("")
    parts = MessageParts()
    assert parts.find(str(tmp_path / body)) == [str(tmp_path / subject)]
    assert parts.find(str(tmp_path / subject)) == []


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("reminder_subject.txt", "invoice_body.html"),
        ("reminder_1_subject.txt", "reminder_2_body.html"),
        ("reminder_subject.en.txt", "reminder_body.ru.html"),
        ("reminder_subject.txt", "final_reminder_body.html"),
        ("subject.txt", "reminder.html"),
    ],
)
def test_a_body_has_no_subject_of_another_message(tmp_path: Path, subject: str, body: str) -> None:
    for name in (subject, body):
        (tmp_path / name).write_text("")
    assert MessageParts().find(str(tmp_path / body)) == []


def test_what_is_no_file_is_no_part(tmp_path: Path) -> None:
    (tmp_path / "a_subject").mkdir()
    os.mkfifo(tmp_path / "b_subject.txt")
    parts = MessageParts()
    assert parts.find(str(tmp_path / "a.txt")) == parts.find(str(tmp_path / "b.txt")) == []
    assert parts.find(str(tmp_path / "gone" / "a.txt")) == []


# --- what is said in the other file


@pytest.mark.parametrize("language", ["en", "ru", "et"])
def test_what_the_subject_says_is_not_missing_in_the_body(tmp_path: Path, language: str) -> None:
    body = tmp_path / "reminder_body.html"
    body.write_text(_BODIES[language])
    assert missing(tmp_path) == {("reminder_body.html", rule) for rule in _ASKED}
    (tmp_path / "reminder_subject.txt").write_text(_SUBJECTS[language])
    assert missing(tmp_path) == set()
    report = check_bytes(body.read_bytes(), str(body), Settings(cache=False, select=tuple(_ASKED)))
    assert report.findings == ()


def test_what_is_in_no_file_of_the_message_is_missing_in_the_body_alone(tmp_path: Path) -> None:
    (tmp_path / "reminder_body.html").write_text(_BODIES["en"])
    (tmp_path / "reminder_subject.txt").write_text(
        "A friendly reminder that we would like to be paid for your internet\n"
    )
    assert missing(tmp_path) == {("reminder_body.html", rule) for rule in _ASKED}


def test_a_subject_that_cant_be_read_is_told_of_once(tmp_path: Path) -> None:
    (tmp_path / "reminder_body.html").write_text(_BODIES["en"])
    (tmp_path / "reminder_subject.txt").write_bytes(b"\xff\xfe\x00")
    report = check_paths([str(tmp_path)], Settings(cache=False, select=tuple(_ASKED)))
    assert [os.path.basename(error.path) for error in report.errors] == ["reminder_subject.txt"]
    assert {finding.rule for finding in report.findings} == _ASKED


def test_a_changed_subject_is_seen_by_what_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "reminder_body.html").write_text(_BODIES["en"])
    subject = tmp_path / "reminder_subject.txt"
    settings = Settings(select=tuple(sorted(_ASKED)))
    subject.write_text(_SUBJECTS["en"])
    assert check_paths([str(tmp_path)], settings).findings == ()
    subject.write_text("A reminder\n")
    assert len(check_paths([str(tmp_path)], settings).findings) == len(_ASKED)


# --- mails


def write(text: str) -> EmailMessage:
    message = EmailMessage()
    message.set_content(text, cte="base64")
    return message


def check(source: str, path: str = "mail.eml") -> list[tuple[str, str, tuple[int, int]]]:
    report = check_bytes(source.encode(), path, Settings(cache=False))
    assert report.errors == ()
    return [(finding.rule, finding.kind, finding.start) for finding in report.findings]


def test_a_fault_inside_base64_is_found_at_its_line_and_column() -> None:
    text = "Здравствуйте!\n\nМы получили ваш запрос № 17. Им занимается Анна Белова, отдел поддержки.\nОтветим в ближайшее время.\n"
    message = write(text)
    message["Auto-Submitted"] = "auto-replied"
    source = message.as_string()
    before = len(text[: text.index("Ответим")].encode()) * 8 // 6  # digits, of which a line has 76
    first = source[: source.index("\n\n")].count("\n") + 3
    assert check(source) == [("vague-response-time", "autoreply", (first + before // 76, before % 76 + 1))]


def test_a_mail_is_a_whole_message_in_which_something_may_be_missing() -> None:
    message = write("Dear customer,\n\nthank you. We answer your letter by Friday, 6 pm, at the latest.\n")
    assert check(message.as_string()) == []
    message["Auto-Submitted"] = "auto-replied"
    found = check(message.as_string())
    assert {"missing-reference", "missing-owner"} <= {rule for rule, _, _ in found}
    assert all(place == (1, 1) for _, _, place in found)


def test_a_footnote_mark_inside_base64_is_seen() -> None:
    message = write("Dear customer, our shop is open on all days of the week.*\n\nWe answer letters within two days.\n")
    assert [rule for rule, _, _ in check(message.as_string())] == ["footnote-condition"]
