import pytest

from policylint.languages.address import FAMILIAR, FORMAL, Voice, capitalise, find_address, hear_voice, is_capitalised


@pytest.mark.parametrize(
    ("text", "language", "address"),
    [
        ("Мы получили ваше письмо и ответим вам завтра.", "ru", FORMAL),
        ("Привет! Мы получили твоё письмо и ответим тебе завтра.", "ru", FAMILIAR),
        ("ТЕБЕ НАПИСАЛИ", "ru", FAMILIAR),
        ("Письмо получено.", "ru", ""),
        ("Выставка и тыква, высокий ответ.", "ru", ""),  # words that only begin like pronouns
        ("Ты спрашивал, а мы отвечаем: вас много, и всем вам мы пишем.", "ru", FORMAL),
        ("Saime teie kirja kätte ja vastame teile homme.", "et", FORMAL),
        ("Tere! Saime sinu kirja kätte ja vastame sulle homme.", "et", FAMILIAR),
        ("Kas sa tead, et su kiri on kohal?", "et", FAMILIAR),
        ("Kiri on kohal.", "et", ""),
        ("Me ei vasta kirjadele, mida ei saa ära võtta.", "et", ""),
        ("Arve võib ära maksta ja kaarti saada.", "et", ""),
        ("Arve saab tasuda ja saada kviitungi, mida keegi ei loe.", "et", ""),
        ("Üürnik kirjuta alla ei tohi ja peab asjad ära viima.", "et", ""),
        ("Vasta sellele kirjale ja oota vastust.", "et", FAMILIAR),
        ("Ära unusta maksta.", "et", FAMILIAR),
        ("Kui aega on, kirjuta ja saada pilt.", "et", FAMILIAR),
        ("Kõige väiksem summa on tasumata.", "et", ""),
        ("Счёт лежит на сайте в личном кабинете.", "ru", ""),
        ("Лишь тишь кругом.", "ru", ""),
        ("Жди ответ на сайте.", "ru", FAMILIAR),
        ("Ждите ответ на сайте.", "ru", FORMAL),
        ("Teema: teienduslikud saated", "et", ""),
        ("You wrote to us.", "en", ""),
    ],
)
def test_how_a_text_addresses_its_reader(text, language, address):
    assert find_address(text, language) == address


@pytest.mark.parametrize(
    ("text", "language", "is_respectful"),
    [
        ("Мы ответим Вам завтра, и Вы всё узнаете.", "ru", True),
        ("Мы ответим вам завтра, и вы всё узнаете.", "ru", False),
        ("Вы спрашивали. Ваш вопрос решён.", "ru", False),  # sentences begin so anyway
        ("Мы ПИШЕМ ВАМ и пишем Вам.", "ru", True),  # what is shouted doesn't count
        ("Мы пишем Вам, вам и вам.", "ru", False),
        ("Vastame Teile homme ja Teie saate kirja.", "et", True),
        ("Vastame teile homme.", "et", False),
        ("We answer You.", "en", False),
    ],
)
def test_whether_the_pronoun_is_written_with_a_capital(text, language, is_respectful):
    assert is_capitalised(text, language) is is_respectful


def test_a_voice_is_both():
    assert hear_voice("Мы ответим Вам.", "ru") == Voice(FORMAL, is_capitalised=True)
    assert hear_voice("We answer.", "en") == Voice("", is_capitalised=False)


def test_pronouns_are_capitalised_and_nothing_else():
    assert (
        capitalise("мы напишем вам о вашем вопросе на выставке", "ru") == "мы напишем Вам о Вашем вопросе на выставке"
    )
    assert capitalise("vastame teile teema kohta", "et") == "vastame Teile teema kohta"
