"""Durations in three languages: text -> (words, low, high, unit, relation); hours of calendar time."""

import pytest

from policylint.facts import Fact, find_facts

Case = tuple[str, str, float, float, str, str]

ENGLISH: list[Case] = [
    ("We reply within 24 hours of receipt.", "within 24 hours", 24, 24, "hour", "within"),
    ("We reply within two working days.", "within two working days", 48, 48, "working-day", "within"),
    ("An answer comes within 5 business days.", "within 5 business days", 168, 168, "working-day", "within"),
    ("Refunds take up to 10 (ten) banking days.", "up to 10 (ten) banking days", 336, 336, "working-day", "within"),
    ("Payment is due in 2 days.", "in 2 days", 48, 48, "day", "in"),
    ("It stops in an hour.", "in an hour", 1, 1, "hour", "in"),
    ("It stops in half an hour.", "in half an hour", 0.5, 0.5, "hour", "in"),
    ("Your line is cut in 8 hours!", "in 8 hours", 8, 8, "hour", "in"),
    ("2 days before the due date", "2 days before", 48, 48, "day", "before"),
    ("at least 14 days before it ends", "at least 14 days before", 336, 336, "day", "before"),
    ("no later than 3 days before the end", "no later than 3 days before", 72, 72, "day", "before"),
    ("a day before the due date", "a day before", 24, 24, "day", "before"),
    ("the day before it is due", "the day before", 24, 24, "day", "before"),
    ("thirty days prior to the end", "thirty days prior to", 720, 720, "day", "before"),
    ("with 14 days' notice", "14 days' notice", 336, 336, "day", "before"),
    ("with 30 days’ prior written notice", "30 days’ prior written notice", 720, 720, "day", "before"),
    ("a week in advance", "a week in advance", 168, 168, "week", "before"),
    ("3 days after the due date", "3 days after", 72, 72, "day", "after"),
    ("after 14 days the ticket closes", "after 14 days", 336, 336, "day", "after"),
    ("an invoice 3 days overdue", "3 days overdue", 72, 72, "day", "after"),
    ("more than 30 days", "more than 30 days", 720, 720, "day", "over"),
    ("no earlier than 14 days", "no earlier than 14 days", 336, 336, "day", "over"),
    ("2-3 days", "2-3 days", 48, 72, "day", ""),
    ("30–60 days", "30–60 days", 720, 1440, "day", ""),
    ("between 5 and 10 days", "between 5 and 10 days", 120, 240, "day", ""),
    ("two to three weeks", "two to three weeks", 336, 504, "week", ""),
    ("within 24 to 48 hours", "within 24 to 48 hours", 24, 48, "hour", "within"),
    ("24 hours to 2 days", "24 hours to 2 days", 24, 48, "hour", ""),
    ("a fourteen-day period", "fourteen-day", 336, 336, "day", ""),
    ("a 14-day period", "14-day", 336, 336, "day", ""),
    ("within 48h", "within 48h", 48, 48, "hour", "within"),
    ("about 3 hrs", "3 hrs", 3, 3, "hour", ""),
    ("for 6 mo", "6 mo", 4320, 4320, "month", ""),
    ("a couple of days", "couple of days", 48, 48, "day", ""),
    ("within a fortnight", "within a fortnight", 336, 336, "week", "within"),
    ("an hour and a half", "an hour and a half", 1.5, 1.5, "hour", ""),
    ("1 hour 30 minutes", "1 hour 30 minutes", 1.5, 1.5, "hour", ""),
    ("twenty-one days ago", "twenty-one days ago", 504, 504, "day", "ago"),
    ("over the last 30 days", "over the last 30 days", 720, 720, "day", "ago"),
    ("every 3 days", "every 3 days", 72, 72, "day", "every"),
    ("we send 200 letters per day", "per day", 24, 24, "day", "every"),
    ("once a week", "a week", 168, 168, "week", "every"),
    ("1,000 days", "1,000 days", 24000, 24000, "day", ""),
    ("2.5 hours", "2.5 hours", 2.5, 2.5, "hour", ""),
    ("Two days left.", "Two days left", 48, 48, "day", "in"),
    ("it ends today", "today", 0, 0, "day", "in"),
    ("cut off today at 24:00", "today", 0, 24, "day", "in"),
    ("It is due tomorrow.", "tomorrow", 24, 24, "day", "in"),
    ("the day after tomorrow", "the day after tomorrow", 48, 48, "day", "in"),
    ("on the next business day", "on the next business day", 24, 24, "working-day", "in"),
    ("an answer the same day", "the same day", 0, 24, "day", "within"),
    ("this Friday", "this Friday", 24, 144, "day", "in"),
    ("next week", "next week", 24, 336, "week", "in"),
    ("within one hundred and twenty days", "within one hundred and twenty days", 2880, 2880, "day", "within"),
    ("you have 3 days to pay", "you have 3 days", 72, 72, "day", "within"),
    ("Pay by 5pm today", "today", 0, 17, "day", "in"),
    ("in one business day", "in one business day", 24, 24, "working-day", "in"),
    ("in less than 2 hours", "in less than 2 hours", 2, 2, "hour", "within"),
]

RUSSIAN: list[Case] = [
    ("Ответим в течение 24 часов.", "в течение 24 часов", 24, 24, "hour", "within"),
    ("в течение двух рабочих дней", "в течение двух рабочих дней", 48, 48, "working-day", "within"),
    ("в течение 5 (пяти) рабочих дней", "в течение 5 (пяти) рабочих дней", 168, 168, "working-day", "within"),
    ("в течение 30 (тридцати) календарных дней", "в течение 30 (тридцати) календарных дней", 720, 720, "day", "within"),
    ("через 2 дня", "через 2 дня", 48, 48, "day", "in"),
    ("Услуга отключится через час.", "через час", 1, 1, "hour", "in"),
    ("через сутки", "через сутки", 24, 24, "day", "in"),
    ("через полчаса", "через полчаса", 0.5, 0.5, "hour", "in"),
    ("за 2 дня до окончания", "за 2 дня до", 48, 48, "day", "before"),
    ("за день до отключения", "за день до", 24, 24, "day", "before"),
    ("за сутки до срока", "за сутки до", 24, 24, "day", "before"),
    ("Мы предупредим вас за 2 дня.", "за 2 дня", 48, 48, "day", "before"),
    ("не позднее чем за 3 дня до даты", "не позднее чем за 3 дня до", 72, 72, "day", "before"),
    ("не менее чем за 14 дней до", "не менее чем за 14 дней до", 336, 336, "day", "before"),
    ("за две недели (14 дней) до конца", "за две недели (14 дней) до", 336, 336, "week", "before"),
    ("Доставим за 2 дня", "за 2 дня", 48, 48, "day", "within"),
    ("спустя 3 дня", "спустя 3 дня", 72, 72, "day", "after"),
    ("по истечении тридцати дней", "по истечении тридцати дней", 720, 720, "day", "after"),
    ("10 дней просрочки", "10 дней просрочки", 240, 240, "day", "after"),
    ("не позднее чем через 14 дней", "не позднее чем через 14 дней", 336, 336, "day", "within"),
    ("позднее чем через 14 дней", "позднее чем через 14 дней", 336, 336, "day", "over"),
    ("не ранее чем через 30 дней", "не ранее чем через 30 дней", 720, 720, "day", "over"),
    ("более 30 дней", "более 30 дней", 720, 720, "day", "over"),
    ("свыше трёх месяцев", "свыше трёх месяцев", 2160, 2160, "month", "over"),
    ("до 5 дней", "до 5 дней", 120, 120, "day", "within"),
    ("от 3 до 5 дней", "от 3 до 5 дней", 72, 120, "day", ""),
    ("30–60 дней", "30–60 дней", 720, 1440, "day", ""),
    ("2—3 раб. дн.", "2—3 раб. дн", 48, 72, "working-day", ""),
    ("5 р.д.", "5 р.д", 168, 168, "working-day", ""),
    ("3 к.д.", "3 к.д", 72, 72, "day", ""),
    ("в течение 24ч", "в течение 24ч", 24, 24, "hour", "within"),
    ("за 24 ч. до отключения", "за 24 ч. до", 24, 24, "hour", "before"),
    ("30 мин.", "30 мин", 0.5, 0.5, "minute", ""),
    ("6 мес.", "6 мес", 4320, 4320, "month", ""),
    ("30-дневный срок", "30-дневный", 720, 720, "day", ""),
    ("двухнедельный срок", "двухнедельный", 336, 336, "week", ""),
    ("в трёхдневный срок", "трёхдневный", 72, 72, "day", ""),
    ("в течение суток", "в течение суток", 24, 24, "day", "within"),
    ("в течение рабочего дня", "в течение рабочего дня", 24, 24, "working-day", "within"),
    ("двое суток", "двое суток", 48, 48, "day", ""),
    ("пара дней", "пара дней", 48, 48, "day", ""),
    ("в течение 10-ти дней", "в течение 10-ти дней", 240, 240, "day", "within"),
    ("в течение 3-х дней", "в течение 3-х дней", 72, 72, "day", "within"),
    ("двадцать один день", "двадцать один день", 504, 504, "day", ""),
    ("полтора часа", "полтора часа", 1.5, 1.5, "hour", ""),
    ("1 час 30 минут", "1 час 30 минут", 1.5, 1.5, "hour", ""),
    ("каждые 3 дня", "каждые 3 дня", 72, 72, "day", "every"),
    ("раз в месяц", "раз в месяц", 720, 720, "month", "every"),
    ("200 заявок в день.", "в день", 24, 24, "day", "every"),
    ("3 дня назад", "3 дня назад", 72, 72, "day", "ago"),
    ("за последние 30 дней", "за последние 30 дней", 720, 720, "day", "ago"),
    ("Осталось 2 дня.", "Осталось 2 дня", 48, 48, "day", "in"),
    ("Отключим сегодня.", "сегодня", 0, 0, "day", "in"),
    ("сегодня до 22:00", "сегодня", 0, 22, "day", "in"),
    ("Оплатить надо завтра", "завтра", 24, 24, "day", "in"),
    ("послезавтра", "послезавтра", 48, 48, "day", "in"),
    ("на следующий рабочий день", "на следующий рабочий день", 24, 24, "working-day", "in"),
    ("1 000 дней", "1 000 дней", 24000, 24000, "day", ""),
    ("декада", "", 0, 0, "", ""),
    ("в течение одной декады", "в течение одной декады", 240, 240, "day", "within"),
]

ESTONIAN: list[Case] = [
    ("Vastame 24 tunni jooksul.", "24 tunni jooksul", 24, 24, "hour", "within"),
    ("kahe tööpäeva jooksul", "kahe tööpäeva jooksul", 48, 48, "working-day", "within"),
    ("5 (viie) tööpäeva jooksul", "5 (viie) tööpäeva jooksul", 168, 168, "working-day", "within"),
    ("neljateistkümne (14) päeva jooksul", "neljateistkümne (14) päeva jooksul", 336, 336, "day", "within"),
    ("hiljemalt 3 päeva jooksul", "hiljemalt 3 päeva jooksul", 72, 72, "day", "within"),
    ("tunni aja jooksul", "tunni aja jooksul", 1, 1, "hour", "within"),
    ("ööpäeva jooksul", "ööpäeva jooksul", 24, 24, "day", "within"),
    ("poole tunni jooksul", "poole tunni jooksul", 0.5, 0.5, "hour", "within"),
    ("2 päeva pärast", "2 päeva pärast", 48, 48, "day", "in"),
    ("2 päeva pärast lülitame teenuse välja", "2 päeva pärast", 48, 48, "day", "in"),
    ("2 päeva pärast tähtaega", "2 päeva pärast", 48, 48, "day", "after"),
    ("30 päeva pärast lepingu lõppu", "30 päeva pärast", 720, 720, "day", "after"),
    ("tunni pärast", "tunni pärast", 1, 1, "hour", "in"),
    ("nädala pärast", "nädala pärast", 168, 168, "week", "in"),
    ("2 päeva enne tähtaega", "2 päeva enne", 48, 48, "day", "before"),
    ("päev enne tähtaega", "päev enne", 24, 24, "day", "before"),
    ("vähemalt 14 päeva enne", "vähemalt 14 päeva enne", 336, 336, "day", "before"),
    ("hiljemalt 3 päeva enne lõppu", "hiljemalt 3 päeva enne", 72, 72, "day", "before"),
    ("teatame 7 päeva ette", "7 päeva ette", 168, 168, "day", "before"),
    ("nädal varem", "nädal varem", 168, 168, "week", "before"),
    ("üle 30 päeva", "üle 30 päeva", 720, 720, "day", "over"),
    ("rohkem kui kolm kuud", "rohkem kui kolm kuud", 2160, 2160, "month", "over"),
    ("kuni 10 päeva", "kuni 10 päeva", 240, 240, "day", "within"),
    ("5 kuni 7 päeva", "5 kuni 7 päeva", 120, 168, "day", ""),
    ("5-7 tööpäeva", "5-7 tööpäeva", 168, 240, "working-day", ""),
    ("kolm kuni viis päeva", "kolm kuni viis päeva", 72, 120, "day", ""),
    ("14-päevane tähtaeg", "14-päevane", 336, 336, "day", ""),
    ("seitsmepäevane", "seitsmepäevane", 168, 168, "day", ""),
    ("kahenädalane", "kahenädalane", 336, 336, "week", ""),
    ("kolmekuulise tähtajaga", "kolmekuulise", 2160, 2160, "month", ""),
    ("24-tunnise", "24-tunnise", 24, 24, "hour", ""),
    ("24 t jooksul", "24 t jooksul", 24, 24, "hour", "within"),
    ("5 p jooksul", "5 p jooksul", 120, 120, "day", "within"),
    ("5 pv jooksul", "5 pv jooksul", 120, 120, "day", "within"),
    ("24h jooksul", "24h jooksul", 24, 24, "hour", "within"),
    ("2 näd", "2 näd", 336, 336, "week", ""),
    ("30 min", "30 min", 0.5, 0.5, "minute", ""),
    ("paar päeva", "paar päeva", 48, 48, "day", ""),
    ("kuus kuud", "kuus kuud", 4320, 4320, "month", ""),
    ("kakskümmend üks päeva", "kakskümmend üks päeva", 504, 504, "day", ""),
    ("kolmekümne päeva möödumisel", "kolmekümne päeva möödumisel", 720, 720, "day", "after"),
    ("30 päeva möödudes", "30 päeva möödudes", 720, 720, "day", "after"),
    ("5 päevaga", "5 päevaga", 120, 120, "day", "within"),
    ("iga 3 päeva järel", "iga 3 päeva järel", 72, 72, "day", "every"),
    ("viimase 30 päeva jooksul", "viimase 30 päeva jooksul", 720, 720, "day", "ago"),
    ("3 päeva tagasi", "3 päeva tagasi", 72, 72, "day", "ago"),
    ("poolteist tundi", "poolteist tundi", 1.5, 1.5, "hour", ""),
    ("1 tund ja 30 minutit", "1 tund ja 30 minutit", 1.5, 1.5, "hour", ""),
    ("Teenus suletakse täna", "täna", 0, 0, "day", "in"),
    ("homseks", "homseks", 24, 24, "day", "in"),
    ("ülehomme", "ülehomme", 48, 48, "day", "in"),
    ("järgmisel tööpäeval", "järgmisel tööpäeval", 24, 24, "working-day", "in"),
    ("järgmisel nädalal", "järgmisel nädalal", 24, 336, "week", "in"),
    ("alates 60 päevast", "alates 60 päevast", 1440, 1440, "day", "over"),
    ("1 000 päeva", "1 000 päeva", 24000, 24000, "day", ""),
    ("poole aasta jooksul", "poole aasta jooksul", 4380, 4380, "year", "within"),
]

NOTHING = [
    "One day we will call you",
    "within a few hours",
    "soon",
    "24/7 support", "24 hours a day, 7 days a week", "Directive 2019/771", "in 2025", "the year 2026",
    "Section 14 (3) days",
    "on the first day", "a nice day", "these days", "day by day", "version 2 days", "v2 days", "version 1.2.3",
    "port 8080",
    "круглосуточно, 24 часа в сутки", "2026 год", "в 2026 году", "статья 14", "рабочие дни", "в день оплаты",
    "добрый день",
    "на первый день", "п. 5 дней", "день рождения", "с 9 до 18 часов", "в 9 часов", "ул. Часовая, 5", "5 п.",
    "24 tundi ööpäevas, 7 päeva nädalas", "2026. aasta", "head päeva", "tööpäeviti", "registrikood 12345678",
    "lg 3 päeva",
    "tähtpäev", "praegu", "18 years old", "5 t", "10 p", "24x7 days", "1.2.3 days", "AB12 days", "5 €", "5%",
    "room 5", "",
]  # fmt: skip


def durations(text: str) -> list[Fact]:
    return [fact for fact in find_facts(text) if fact.kind == "duration"]


@pytest.mark.parametrize(("text", "words", "low", "high", "unit", "relation"), [*ENGLISH, *RUSSIAN, *ESTONIAN])
def test_duration(text: str, words: str, low: float, high: float, unit: str, relation: str) -> None:
    found = [(text[f.start : f.stop], f.low, f.high, f.unit, f.relation) for f in durations(text)]
    inner = [fact for fact in found if fact[0] != "14 дней"]
    assert (inner or [("", 0, 0, "", "")])[0] == (words, low, high, unit, relation)
    assert len(inner) <= 1


@pytest.mark.parametrize("text", NOTHING)
def test_no_duration(text: str) -> None:
    assert durations(text) == []


@pytest.mark.parametrize(
    "text", ["14, 7 and 3 days before it ends", "за 14, 7 и 3 дня до срока", "14, 7 ja 3 päeva enne tähtaega"]
)
def test_lists_share_unit_and_relation(text: str) -> None:
    assert [(fact.low, fact.relation) for fact in durations(text)] == [(336, "before"), (168, "before"), (72, "before")]


def test_a_list_shares_its_relation() -> None:
    assert [(f.low, f.relation) for f in durations("за 3 дня и за 1 день до")] == [(72, "before"), (24, "before")]


def test_no_duration_reaches_over_a_blank_line() -> None:
    assert durations("Within\n\n24 hours")[0].relation == ""
    assert durations("within\n24 hours")[0].relation == "within"


@pytest.mark.parametrize(("days", "hours"), [(1, 24), (4, 96), (5, 168), (6, 216), (7, 240), (10, 336), (20, 672)])
def test_working_days_take_in_weekends(days: int, hours: int) -> None:
    assert durations(f"{days} working days")[0].high == hours
