import pytest

from policylint.languages.greetings import find_greeting, greeting_words, is_closing, is_greeting


@pytest.mark.parametrize(
    ("text", "greeting"),
    [
        ("Dear Anna,\nwe moved.", "Dear Anna,\n"),
        ("Dear Mr. Smith, we moved.", "Dear Mr. Smith, "),
        ("Hi, we moved.", "Hi, "),
        ("Hiya Tom! We moved.", "Hiya Tom! "),
        ("Hello there! We moved.", "Hello there! "),
        ("Good morning — we moved.", "Good morning — "),
        ("Hello Anna\nwe moved.", "Hello Anna\n"),
        ("Уважаемый Иван Иванович,\nмы переехали.", "Уважаемый Иван Иванович,\n"),
        ("Доброго времени суток, Анна, мы переехали.", "Доброго времени суток, Анна, "),
        ("Доброго дня! Мы переехали.", "Доброго дня! "),
        ("Приветствуем вас, мы переехали.", "Приветствуем вас, "),
        ("Хай, мы переехали.", "Хай, "),
        ("Tere, kolisime.", "Tere, "),
        ("Hei, Mari! Kolisime.", "Hei, Mari! "),
        ("Tsau! Kolisime.", "Tsau! "),
        ("Lp. hr. Tamm, kolisime.", "Lp. hr. Tamm, "),
        ("Kallis Mari,\nkolisime.", "Kallis Mari,\n"),
        ("Hea klient, kolisime.", "Hea klient, "),
        ("Hea on teada, et kolisime.", ""),
        ("Hi-fi sets, which moved.", ""),
        ("Dear customers pay on time.", ""),
        ("We moved.", ""),
    ],
)
def test_a_greeting_ends_where_the_text_goes_on(text, greeting):
    assert text[: find_greeting(text)] == greeting


def test_a_greeting_is_looked_for_at_a_place_and_within_bounds():
    text = "Fine. Dear Anna, we moved."
    assert find_greeting(text, 6) == 17
    assert find_greeting(text, 6, 12) == 6


@pytest.mark.parametrize(
    "text", ["Dear Anna", "Thank you for writing", "Спасибо за письмо", "Aitäh, et kirjutasite", "*Hi*"]
)
def test_thanks_open_a_text_as_greetings_do(text):
    assert is_greeting(text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Kind regards,", True),
        ("*Best wishes*", True),
        ("Yours faithfully", True),
        ("Best", True),
        ("Thanks!", True),
        ("Your harbour team", True),
        ("С наилучшими пожеланиями,", True),
        ("Всех благ", True),
        ("Ваша служба поддержки", True),
        ("Heade soovidega", True),
        ("Kõike paremat", True),
        ("Teie hooldusmeeskond", True),
        ("Your parcel is on its way.", False),
        ("Ваш заказ уже отправлен.", False),
        ("Teie pöördumine on registreeritud.", False),
        ("Best price of the year", False),
        ("Thanks for writing to us", False),
        ("Best regards to everybody who has been with us for these many long years", False),
    ],
)
def test_a_line_that_takes_leave_is_told_from_one_that_goes_on(line, expected):
    assert is_closing(line) is expected


def test_words_of_greetings_are_found_among_others():
    assert greeting_words().search(" subject re dear anna we moved ")
    assert not greeting_words().search(" the deer park is open ")
