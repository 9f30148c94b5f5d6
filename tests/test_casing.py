import pytest

from policylint.casing import find_names, sentence_case, starts_with_name


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
        ("en", "TOTAL DUE: S$48.60. PAY ON THE 5. OF MAY", "Total due: S$48.60. Pay on the 5. of may"),
        ("en", "Not shouted, but loud!!", "Not shouted, but loud!"),
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
    ("text", "expected"),
    [("I pay", True), ("VAT is due", True), ("Harbour pays", True), ("We pay", False), ("{{ x }} pays", False)],
)
def test_what_keeps_its_capital_letter_inside_of_a_sentence(text, expected):
    assert starts_with_name(text, {"HARBOUR"}) is expected
