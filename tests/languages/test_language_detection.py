"""The language of a text and of a path."""

import time

import pytest

from policylint.languages import detect_language, path_language

TEXTS = {
    "en": [
        "Please do not reply to this message.",
        "Your account will be closed in three days.",
        "Late fees apply.",
        "We close duplicate tickets without reading them.",
        "Thank you for contacting us! Your request #{{ ticket.id }} has been received.",
    ],
    "ru": [
        "Не отвечайте на это письмо.",
        "Повторные заявки удаляются.",
        "Договор расторгнут",
        "Ваш заказ {{ order.id }} отменён, see https://example.com/help/orders/cancelled",
        "Рахунок закрито, зверніться до офісу.",
        "За просрочку платежа по тарифу Premium начисляется пеня 0,5 % в день.",
    ],
    "et": [
        "Arve on tasumata.",
        "Ärge vastake sellele kirjale.",
        "Teie pöördumine suletakse.",
        "Leping lõpetatakse",
        "Tere, {{ customer.first_name }}! Teie arve {{ invoice.number }} on maksmata.",
        "Korduvad päringud kustutatakse ilma neile vastamata.",
        "Palun tulge lepingu lõpetamiseks isiklikult meie esindusse.",
    ],
}
SENTENCES = [(language, text) for language, texts in TEXTS.items() for text in texts]

PATHS = {
    "mail.ru.html": "ru",
    "templates/et/reminder.html": "et",
    "templates\\et\\reminder.html": "et",
    "reminder_et.properties": "et",
    "welcome-en.md": "en",
    "WELCOME-EN.md": "en",
    "config/locales/et.yml": "et",
    "messages.et.yml": "et",
    "locale/ru_RU/LC_MESSAGES/django.po": "ru",
    "res/values-et/strings.xml": "et",
    "et.lproj/Localizable.strings": "et",
    "en_US.json": "en",
    "lang=ru/page.html": "ru",
    "page.html?lang=et": "et",
    "help/english/billing.txt": "en",
    "mails/en/reminder_ru.txt": "ru",
    "reminder.txt": None,
    "en-ru.po": None,
    "best.txt": None,
    "return.md": None,
    "src/ruby/test_enroll.rb": None,
    "current/rules.txt": None,
}


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_one_sentence_is_enough(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "12345", "{{ }} 24/7 !", "\x00\ufeff"])
@pytest.mark.parametrize("default", ["en", "ru", "et"])
def test_without_words_the_default_counts(text: str, default: str) -> None:
    assert detect_language(text, default=default) == default


@pytest.mark.parametrize("language", TEXTS)
def test_a_long_text_is_told_fast(language: str) -> None:
    text = " ".join(TEXTS[language]) * 2_000
    started = time.perf_counter()
    assert detect_language(text) == language
    # 2 ms on a quiet machine; the limit only catches a quadratic slip.
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize(("path", "language"), PATHS.items())
def test_only_clear_paths_tell(path: str, language: str | None) -> None:
    assert path_language(path) == language
