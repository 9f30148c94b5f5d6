import re

import pytest

from policylint.languages.ordinary import is_ordinary
from policylint.rewriting.casing import find_names, may_hold_names, sentence_case, starts_with_name


@pytest.mark.parametrize(
    ("language", "shouted", "said"),
    [
        ("en", "PAY YOUR VAT NOW OR ELSE!!", "Pay your VAT now or else!"),
        ("en", "WE CLOSED ON MONDAY. I'M SURE!?", "We closed on Monday. I'm sure?"),
        ("en", "WRITE TO info@mail.example OR CALL", "Write to info@mail.example or call"),
        ("en", "DEAR {{ name }}, PAY %(sum)s OR {AMOUNT} BY [due_date]", "Dear {{ name }}, pay %(sum)s or {AMOUNT} by [due_date]"),
        ("en", "YOUR <%= Name %> AND $ORDER", "Your <%= Name %> and $ORDER"),
        ("en", "CALL VIA SMS AT 5PM, SAYS ANNA", "Call via SMS at 5PM, says Anna"),
        ("en", "DON’T PARK HERE", "Don’t park here"),
        ("ru", "СМС О НДС ПРИДЁТ ЗАВТРА. ЖДИТЕ!!", "СМС о НДС придёт завтра. Ждите!"),
        ("ru", "ПО ДОГОВОРУ С ООО НАДО ПЛАТИТЬ", "По договору с ООО надо платить"),
        ("ru", "SMS-КОД НЕ ПРИДЁТ", "SMS-код не придёт"),
        ("et", "ID-KAART ON VAJALIK! SMS-I SAADAME TALLINNAST", "ID-kaart on vajalik! SMS-i saadame tallinnast"),
        ("et", "OÜ TEEB TÖÖD 2. KORRUSEL", "OÜ teeb tööd 2. korrusel"),
        ("en", "TOTAL DUE: S$48.60. PAY ON THE 5. OF MAY", "Total due: S$48.60. Pay on the 5. of May"),
        ("en", "Not shouted, but loud!!", "Not shouted, but loud!"),
        ("en", "WHO I WAS IS A MATTER WITH US", "Who I was is a matter with us"),
        ("en", "YOU MAY USE 5 KWH UNTIL MAY 3", "You may use 5 kWh until May 3"),
        ("en", "<b>THE POOL IS CLOSED</b>", "<b>The pool is closed</b>"),
        ("ru", "ДОСЛОВНО, КАК УКАЗАНО В СЧЁТЕ", "Дословно, как указано в счёте"),
        ("ru", "МЫ И Я О СУММЕ К ОПЛАТЕ У ВАС", "Мы и я о сумме к оплате у вас"),
        ("et", "ÄRGE SAATKE MEILE PILTE", "Ärge saatke meile pilte"),
    ],
)  # fmt: skip
def test_shouted_words_become_a_sentence(language, shouted, said):
    assert sentence_case(shouted, language, {"ANNA": "Anna"}) == said


def test_names_are_what_a_text_never_writes_small():
    text = (
        "Dear Anna, PayPal and the VAT are here. Write to Peter. You may write; it is May. PAY YOUR DEBTS NOW. On the 1 of"
        " July, PARENTS ARE ASKED TO pay. <b>CARDS SENT BY POST</b> get lost. Вход В ЗАЛ закрыт. Plan B is off."
    )
    assert find_names(text) == {"ANNA": "Anna", "PAYPAL": "PayPal", "VAT": "VAT", "PETER": "Peter", "JULY": "July"}


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "please DO NOT PARK HERE, we mean it.", "do not park here"),
        ("ru", "прошу НЕ КУРИТЬ В ЗАЛЕ, спасибо.", "не курить в зале"),
        ("et", "palun ÄRGE SAATKE MEILE PILTE manusena.", "ärge saatke meile pilte"),
        ("en", "Our MUST is VAT. THE VAT MUST BE PAID.", "the VAT must be paid"),
        ("en", "Write to Anna Kask. ANNA KASK PARKS HERE", "Anna Kask parks here"),
        ("en", "At the Parking Office. THE PARKING OFFICE IS CLOSED", "the Parking Office is closed"),
        ("ru", "Пишите Анне Кедр. АННЕ КЕДР НЕ ЗВОНИТЬ", "Анне Кедр не звонить"),
        ("et", "Kirjutage Vool Energiale. SEE ON VOOL ENERGIALE TEADA", "see on Vool Energiale teada"),
    ],
)
def test_what_is_shouted_inside_of_a_sentence_is_no_name_by_that(language, text, said):
    shouted = max(re.findall(r"[A-ZÕÄÖÜА-ЯЁ]+(?: [A-ZÕÄÖÜА-ЯЁ]+)+", text), key=len)
    assert sentence_case(shouted, language, find_names(text), is_inside=True) == said
    assert not may_hold_names(shouted, language, find_names(text), is_inside=True)


@pytest.mark.parametrize(
    ("language", "shouted", "known", "is_doubtful"),
    [
        ("en", "THE SALE IN COUNTY OFFALY", "", True),
        ("en", "THE SALE IN COUNTY OFFALY", "We come to County Offaly.", False),
        ("en", "THE HARBOUR IS CLOSED", "We at Harbour love you.", True),  # the company, or any harbour
        ("en", "THE VAT IS DUE IN OCTOBER", "", False),
        ("ru", "ПИШИТЕ СВЕТЛАНЕ В ЧАТ", "", True),
        ("ru", "ПИШИТЕ СВЕТЛАНЕ В ЧАТ", "Ответ Светлане дан.", False),
        ("ru", "ПЛАТИТЕ ТОЛЬКО ЧЕРЕЗ САЙТ", "", False),
        ("et", "KIRJUTAGE OMNIVALE KOHE", "", True),
        ("et", "KIRJUTAGE OMNIVALE KOHE", "Teatage Omnivale.", False),
        ("et", "KIRJUTAGE MEILE KOHE", "", False),
    ],
)
def test_a_word_that_may_be_a_name_is_doubtful_unless_the_text_tells(language, shouted, known, is_doubtful):
    assert may_hold_names(shouted, language, find_names(known)) is is_doubtful


@pytest.mark.parametrize(
    ("language", "ordinary", "names"),
    [
        ("en", "bills unsubscribed don't may lovely", "Offaly Henderson street"),
        ("ru", "поликлинике оплатите счёт", "Мария Газпром Москве улице"),
        ("et", "põrandat lastelaagrisse tellimusest", "Omniva Saaremaa tänaval"),
    ],
)
def test_everyday_words_are_told_from_names(language, ordinary, names):
    assert [word for word in ordinary.split() if not is_ordinary(word, language)] == []
    assert [word for word in names.split() if is_ordinary(word, language)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("I pay", True), ("VAT is due", True), ("Harbour pays", True), ("We pay", False), ("{{ x }} pays", False)],
)
def test_what_keeps_its_capital_letter_inside_of_a_sentence(text, expected):
    assert starts_with_name(text, {"HARBOUR"}) is expected
