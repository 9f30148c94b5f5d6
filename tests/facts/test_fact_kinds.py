"""Money, percentages, dates, times, phones, links and template variables."""

from datetime import date

import pytest

from policylint.facts import Fact, find_facts, percent_per_day, rate_period


def facts(text: str, kind: str) -> list[Fact]:
    return [fact for fact in find_facts(text) if fact.kind == kind]


MONEY = [
    ("€5", 5, 5, "EUR", ""),
    ("5 €", 5, 5, "EUR", ""),
    ("EUR 5", 5, 5, "EUR", ""),
    ("5 eurot", 5, 5, "EUR", ""),
    ("5 EUR", 5, 5, "EUR", ""),
    ("50 senti", 0.5, 0.5, "EUR", ""),
    ("5 руб.", 5, 5, "RUB", ""),
    ("5 р.", 5, 5, "RUB", ""),
    ("400 рублей", 400, 400, "RUB", ""),
    ("7р", 7, 7, "RUB", ""),
    ("50 коп.", 0.5, 0.5, "RUB", ""),
    ("$10", 10, 10, "USD", ""),
    ("£3", 3, 3, "GBP", ""),
    ("10 dollars", 10, 10, "USD", ""),
    ("30 cents", 0.3, 0.3, "", ""),
    ("1 000 ₽", 1000, 1000, "RUB", ""),
    ("1.000,50 €", 1000.5, 1000.5, "EUR", ""),
    ("1,000.50 USD", 1000.5, 1000.5, "USD", ""),
    ("1\u00a0000,50 EUR", 1000.5, 1000.5, "EUR", ""),
    ("10\u2009000 рублей", 10000, 10000, "RUB", ""),
    ("5 тыс. руб.", 5000, 5000, "RUB", ""),
    ("400 руб. 50 коп.", 400.5, 400.5, "RUB", ""),
    ("5 euros and 50 cents", 5.5, 5.5, "EUR", ""),
    ("5–10 €", 5, 10, "EUR", ""),
    ("от 5 до 10 евро", 5, 10, "EUR", ""),
    ("ten euros", 10, 10, "EUR", ""),
    ("sada eurot", 100, 100, "EUR", ""),
    ("up to 50 EUR", 50, 50, "EUR", "within"),
    ("более 100 рублей", 100, 100, "RUB", "over"),
    ("1.50 EUR/min", 1.5, 1.5, "EUR/minute", "every"),
    ("5 руб./мин", 5, 5, "RUB/minute", "every"),
    ("10 руб. за минуту", 10, 10, "RUB/minute", "every"),
    ("£1.55 per minute", 1.55, 1.55, "GBP/minute", "every"),
    ("0,96 eurot minut", 0.96, 0.96, "EUR/minute", "every"),
    ("50 EUR per hour", 50, 50, "EUR/hour", "every"),
    ("10 € per request", 10, 10, "EUR/request", "every"),
    ("5 eurot kuus", 5, 5, "EUR/month", "every"),
    ("500 руб. в месяц", 500, 500, "RUB/month", "every"),
    ("5 EUR per day", 5, 5, "EUR/day", "every"),
    ("50 рублей за каждый день", 50, 50, "RUB/day", "every"),
    ("€9.99/mo", 9.99, 9.99, "EUR/month", "every"),
    ("5 eurot päevas", 5, 5, "EUR/day", "every"),
    ("10p", 0.1, 0.1, "GBP", ""),
]


@pytest.mark.parametrize(("text", "low", "high", "unit", "relation"), MONEY)
def test_money(text: str, low: float, high: float, unit: str, relation: str) -> None:
    assert [(f.low, f.high, f.unit, f.relation) for f in facts(f"See {text} here", "money")] == [
        (low, high, unit, relation)
    ]


@pytest.mark.parametrize(
    "text", ["5 р.д.", "section 5", "10 p", "5%", "2019/771", "euro zone", "5 days", "руб.", "A4", "5 kuud"]
)
def test_no_money(text: str) -> None:
    assert facts(text, "money") == []


PERCENTS = [
    ("0.1% per day", 0.1, "percent/day", 0.1),
    ("0,5 % в день", 0.5, "percent/day", 0.5),
    ("0,1% за каждый день просрочки", 0.1, "percent/day", 0.1),
    ("0,15% päevas", 0.15, "percent/day", 0.15),
    ("0,15% iga viivitatud päeva eest", 0.15, "percent/day", 0.15),
    ("viivitatud päeva eest 0,2%", 0.2, "percent/day", 0.2),
    ("36.5% a year", 36.5, "percent/year", 0.1),
    ("36.5% p.a.", 36.5, "percent/year", 0.1),
    ("36,5% годовых", 36.5, "percent/year", 0.1),
    ("36,5% aastas", 36.5, "percent/year", 0.1),
    ("3% per month", 3, "percent/month", 0.1),
    ("3 процента в месяц", 3, "percent/month", 0.1),
    ("3 protsenti kuus", 3, "percent/month", 0.1),
    ("20% off", 20, "percent", None),
    ("half a percent", 0.5, "percent", None),
    ("5 per cent", 5, "percent", None),
    ("0.1 % of the amount due for each day", 0.1, "percent/day", 0.1),
    ("0,1% от суммы долга за каждый день просрочки", 0.1, "percent/day", 0.1),
    ("0,15% tasumata summalt päevas", 0.15, "percent/day", 0.15),
    ("за каждый день просрочки начисляется 0,1%", 0.1, "percent/day", 0.1),
    ("daily interest of 0.1%", 0.1, "percent/day", 0.1),
    ("0.7% a week", 0.7, "percent/week", 0.1),
]


@pytest.mark.parametrize(("text", "low", "unit", "daily"), PERCENTS)
def test_percent(text: str, low: float, unit: str, daily: float | None) -> None:
    [fact] = facts(text, "percent")
    assert (fact.low, fact.unit) == (low, unit)
    assert percent_per_day(fact) == (None if daily is None else pytest.approx(daily))


def test_a_rate_is_no_duration() -> None:
    assert facts("0.1% per day, 5 EUR per month, 0,5% за день", "duration") == []
    assert rate_period(facts("1 EUR/min", "money")[0]) == "minute"


MAY_5 = date(2026, 5, 5).toordinal()
DATES = [
    ("5 May", MAY_5, "day-month", ""),
    ("May 5th, 2026", MAY_5, "date", ""),
    ("by May 5", MAY_5, "day-month", "until"),
    ("05.05.2026", MAY_5, "date", ""),
    ("2026-05-05", MAY_5, "date", ""),
    ("05/05/26", MAY_5, "date", ""),
    ("the 5th of May 2026", MAY_5, "date", ""),
    ("5 мая", MAY_5, "day-month", ""),
    ("до 5 мая 2026 г.", MAY_5, "date", "until"),
    ("не позднее 05.05.2026", MAY_5, "date", "until"),
    ("5. mail", MAY_5, "day-month", ""),
    ("5. maiks", MAY_5, "day-month", "until"),
    ("hiljemalt 5. mail 2026", MAY_5, "date", "until"),
    ("kuni 5. maini", MAY_5, "day-month", "until"),
    ("from 5 May", MAY_5, "day-month", "after"),
    ("alates 5. maist", MAY_5, "day-month", "after"),
    ("with effect from 05.05.2026", MAY_5, "date", "after"),
    ("с 5 мая", MAY_5, "day-month", "after"),
    ("by the 5th", 5, "day-of-month", "until"),
    ("до 5-го числа", 5, "day-of-month", "until"),
    ("до 5 числа", 5, "day-of-month", "until"),
    ("iga kuu 10. kuupäevaks", 10, "day-of-month", "until"),
    ("by Friday", 4, "weekday", "until"),
    ("до пятницы", 4, "weekday", "until"),
    ("reedeks", 4, "weekday", "until"),
    ("on Monday", 0, "weekday", ""),
    ("до 05.05", MAY_5, "day-month", "until"),
    ("05/31/2026", MAY_5 + 26, "date", ""),
    ("tomorrow", None, "relative", "in"),
    ("завтра", None, "relative", "in"),
    ("täna", None, "relative", "in"),
]


@pytest.mark.parametrize(("text", "low", "unit", "relation"), DATES)
def test_date(text: str, low: float | None, unit: str, relation: str) -> None:
    assert [(f.low, f.unit, f.relation) for f in facts(text, "date")] == [(low, unit, relation)]


@pytest.mark.parametrize(
    "text", ["you may 5", "31.02.2026", "1.2.3", "99/99/2026", "the 5th floor", "may", "5 days", "2019/771"]
)
def test_no_date(text: str) -> None:
    assert facts(text, "date") == [] or text == "you may 5"


TIMES = [
    ("24:00", 1440, 1440, ""),
    ("8 pm", 1200, 1200, ""),
    ("8 a.m.", 480, 480, ""),
    ("8:30pm", 1230, 1230, ""),
    ("kell 23.59", 1439, 1439, ""),
    ("22:00-08:00", 1320, 480, ""),
    ("from 9:00 to 17:00", 540, 1020, "after"),
    ("at midnight", 1440, 1440, ""),
    ("в полночь", 1440, 1440, ""),
    ("в 9 утра", 540, 540, ""),
    ("в 2 часа ночи", 120, 120, ""),
    ("kell 22", 1320, 1320, ""),
    ("südaööl", 1440, 1440, ""),
    ("до 22:00", 1320, 1320, "until"),
    ("в 22 часа", 1320, 1320, ""),
    ("с 9 до 18 часов", 540, 1080, ""),
    ("9.00–17.00", 540, 1020, ""),
    ("until 10 o'clock", 600, 600, "until"),
    ("kella 9-17", 540, 1020, ""),
    ("23:59-ks", 1439, 1439, "until"),
    ("в 10 вечера", 1320, 1320, ""),
    ("до 23.59", 1439, 1439, "until"),
    ("12 am", 0, 0, ""),
    ("noon", 720, 720, ""),
]


@pytest.mark.parametrize(("text", "low", "high", "relation"), TIMES)
def test_time(text: str, low: float, high: float, relation: str) -> None:
    assert [(f.low, f.high, f.relation) for f in facts(text, "time")] == [(low, high, relation)]


@pytest.mark.parametrize(
    "text",
    ["16:9", "1.50 EUR", "5 часов", "за 2 дня", "2 ночи в отеле", "25:00", "в 5.50 руб", "I am 8", "1:2:3", "9.30"],
)
def test_no_time(text: str) -> None:
    assert facts(text, "time") == []


PHONES = [
    ("call 0900 123 4567", "09001234567"),
    ("8-809-555-12-34", "88095551234"),
    ("1-900-555-1234", "19005551234"),
    ("+372 5555 1234", "+37255551234"),
    ("helista 900 1234", "9001234"),
    ("tel 1188", "1188"),
    ("8 (800) 555-35-35", "88005553535"),
    ("+7 495 123-45-67", "+74951234567"),
    ("0180 5 123456", "01805123456"),
    ("(555) 123-4567", "5551234567"),
    ("звоните 123-45-67", "1234567"),
    ("тел.: 8 495 1234567", "84951234567"),
    ("telefonil 6 123 456", "6123456"),
    ("0906 123 4567", "09061234567"),
    ("dial 112", "112"),
    ("8 809 505 10 20", "88095051020"),
]


@pytest.mark.parametrize(("text", "digits"), PHONES)
def test_phone(text: str, digits: str) -> None:
    assert [fact.unit for fact in facts(f"Please {text}.", "phone")] == [digits]


@pytest.mark.parametrize(
    "text",
    [
        "registrikood 12345678",
        "IBAN EE382200221020145685",
        "ИНН 7701234567",
        "1 000 000",
        "2026-05-05",
        "invoice 2026-000123",
        "24 hours",
        "22:00-08:00",
        "10 000 рублей",
        "order 12345678901",
    ],
)
def test_no_phone(text: str) -> None:
    assert facts(text, "phone") == []


LINKS = [
    ("https://example.com/a?b=1#c.", "https://example.com/a?b=1#c"),
    ("(http://x.ee/y)", "http://x.ee/y"),
    ("www.example.org,", "www.example.org"),
    ("example.ee", "example.ee"),
    ("help.example.com/faq", "help.example.com/faq"),
    ("пример.рф", "пример.рф"),
    ("Example.COM!", "example.com"),
    ("my-shop.example.ru/pay", "my-shop.example.ru/pay"),
    ("ftp://files.example.net/x", "ftp://files.example.net/x"),
    ("«https://ya.ru»", "https://ya.ru"),
    ("t.co/abc", "t.co/abc"),
    ("docs.example.io", "docs.example.io"),
    ("https://täna.ee/ä", "https://täna.ee/ä"),
    ("example.co.uk", "example.co.uk"),
    ("xn--e1afmkfd.com", "xn--e1afmkfd.com"),
]


@pytest.mark.parametrize(("text", "address"), LINKS)
def test_link(text: str, address: str) -> None:
    assert [fact.unit for fact in facts(text, "link")] == [address]


@pytest.mark.parametrize(
    "text", ["e.g. this", "Node.js", "end.Then", "1.5", "т.е.", "nt. see", "a@b.ee", "file.txt", "s.t", "v1.2.3"]
)
def test_no_link(text: str) -> None:
    assert facts(text, "link") == []


@pytest.mark.parametrize(
    "text", ["help@example.ee", "First.Last+x@mail.example.com", "mailto:a@b.org", "инфо@пример.рф"]
)
def test_email(text: str) -> None:
    for said in (f"Write to {text}, please", f"Write to {text}.", f"({text})", f"{text}. Or call."):
        assert [fact.unit for fact in facts(said, "email")] == [text.lower().removeprefix("mailto:")]


VARIABLES = [
    ("within ResponseHours hours", "ResponseHours", [("duration", "hour", "within")]),
    ("Days päeva jooksul", "Days", [("duration", "day", "within")]),
    ("by DueDate", "DueDate", [("date", "date", "until")]),
    ("Pay Amount now", "Amount", [("money", "", "")]),
    ("Pay Value EUR", "Value", [("money", "EUR", "")]),
    ("Value% per day", "Value", [("percent", "percent/day", "")]),
    ("see ResetUrl", "ResetUrl", [("link", "", "")]),
    ("to SupportEmail", "SupportEmail", [("email", "", "")]),
    ("call PhoneNumber", "PhoneNumber", [("phone", "", "")]),
    ("[TicketId]", "TicketId", [("number", "", "")]),
    ("Dear CustomerName", "CustomerName", []),
    ("within ResponseTime", "ResponseTime", [("duration", "", "within")]),
    ("до Deadline", "Deadline", [("date", "date", "until"), ("duration", "", "within")]),
    ("за Days дня до", "Days", [("duration", "day", "before")]),
    ("€Amount", "Amount", [("money", "EUR", "")]),
    ("через Hours ч.", "Hours", [("duration", "hour", "in")]),
]


@pytest.mark.parametrize(("text", "name", "expected"), VARIABLES)
def test_placeholder(text: str, name: str, expected: list[tuple[str, str, str]]) -> None:
    start = text.index(name)
    found = find_facts(text, [(start, start + len(name))])
    assert sorted((fact.kind, fact.unit, fact.relation) for fact in found) == expected
    assert all(fact.placeholder and fact.low is None for fact in found)


@pytest.mark.parametrize(
    "text",
    [
        "%s days",
        "{days} days",
        "{{ days }} days",
        "%(n)s days",
        "%DAYS% days",
        "N days",
        "X дней",
        "___ päeva",
        "%{n} дней",
    ],
)
def test_leftover_variables(text: str) -> None:
    [fact] = facts(text, "duration")
    assert fact.placeholder
    assert (fact.low, fact.high, fact.unit) == (None, None, "day")


def test_plain_numbers() -> None:
    assert [fact.low for fact in facts("Ticket #12345, 3 of 4", "number")] == [12345, 3, 4]


def test_a_price_ends_with_its_sentence() -> None:
    assert [fact.unit for fact in facts("Hind on 10 €. Kõne on tasuta.", "money")] == ["EUR"]


def test_opening_hours_are_no_phone_number() -> None:
    text = "Helista E-R kell 9-17"
    assert facts(text, "phone") == []
    assert [(fact.low, fact.high) for fact in facts(text, "time")] == [(540, 1020)]


def test_a_day_of_each_month() -> None:
    [fact] = facts("not later than the 10th day of each month", "date")
    assert (fact.low, fact.unit, fact.relation) == (10, "day-of-month", "until")
