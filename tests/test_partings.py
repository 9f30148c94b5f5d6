import pytest

from policylint.languages.partings import find_opening, find_parting


def mark(text, place):
    """A text with | at a place in its lines."""
    lines = text.split("\n")
    if place is None:
        return text
    lines[place.line] = lines[place.line][: place.offset] + "|" + lines[place.line][place.offset :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "marked",
    [
        "Pay 5 euros by Friday.\n|Kind regards,\nPat",
        "Pay 5 euros by Friday.\n|Happy trails, Cairn & Co",
        "Pay 5 euros by Friday.\n|Up the Robins!\nAshby Rovers FC",
        "Pay 5 euros by Friday.\n|Slàinte\nStillwater Brewing",
        "Pay 5 euros by Friday.\n|With love from the yard,\nHoglets' Haven\n12 Mill Lane, Leeds\nTel. 555 0100\nwww.hoglets.example",
        "Pay 5 euros by Friday.\n|— The Kestrel team",
        "Pay 5 euros by Friday.\n|--\nMountain Guides Ltd.",
        "Pay 5 euros by Friday.\n|Thank you for your custom.\nArden Tree Services",
        "Pay 5 euros by Friday. |Have a great day! Wren Mobile",
        "It is here. |Have a lovely day!\nPaddle Shack",
        "Оплатите до пятницы.\n|УК «Двор»",
        "Оплатите до пятницы.\n|С уважением, Банк.",
        "Оплатите до пятницы.\n|Ваш зал",
        "Оплатите до пятницы.\n|Хорошей дороги!",
        "Оплатите до пятницы. |Берегите себя!\nКлиника «Лотос»",
        "Счёт № 5\nСумма: 900 ₽\n|ИП Громов",
        "Maksa reedeks.\n|Kohtumiseni\nHotell Kastan",
        "Maksa reedeks.\n|Head päeva",
        "Maksa reedeks 5 eurot. |Ilusat sügist!",
        "Maksa reedeks.\n|KÜ Pärna 7",
        "Maksa reedeks.\n|Vool AS\ninfo@vool.example",
        "Maksa reedeks.\n|Teie pank",
        "Maksa reedeks.\n|Perearstid, Kase 12",
        "Maksa reedeks.\n|Domeen.ee",
        "Оплатите до пятницы.\n|«Спицы», Набережная 1",
        "Pay by Friday.\n|Elm Vets, Leeds 12",
        # No leave is taken.
        "The owner of this list may be reached at\nOwnerAddress",
        "Please write to:\nAnna Kask",
        "You owe us 5 euros.\nYour account is past due",
        "Вы должны 5 рублей.\nВаш счёт не оплачен",
        "Olete võlgu 5 eurot.\nTeie arve on maksmata",
        "Hello Anna,\nwe have your letter. Just reply.",
        "Invoice 5\nAmount: 5 €\nPay by 3 May\nIBAN EE00 1111",
        "Total 5 €\nPay at pay.example/5",
        "Ticket: 5\nYour number: SB-99210\nAnswer by 17:00",
        "Здравствуйте!\nВаш вопрос принят.",
        "Tere!\nKiri on käes.\nLisage kõik, mis meelde tuleb.",
        "Hello Anna!\nPat",
    ],
)
def test_where_a_text_takes_leave(marked):
    text = marked.replace("|", "")
    place = find_parting(text.split("\n"))
    assert mark(text, place) == (marked if text != "Hello Anna!\nPat" else "Hello Anna!\n|Pat")


@pytest.mark.parametrize(
    "marked",
    [
        "Hello Anna,|\nwe have it.",
        "Subject: [Auto]\nDear reader,|\nwe have it.",
        "G'day,|\nThe pool is shut.",
        "Kia ora,|\nwe mend saddles.",
        "Hi Anna, |we have it. It is number 5, and somebody will look at it tomorrow morning.",
        "|The pool is shut.\nAsk us.",
        "|Town of Elm\nOfficer: G. Pell",
        "Тема: ваш вопрос\nДобрый день, Анна!|\nСейчас ночь.",
        "Заявитель, здравствуйте.|\nЕщё ночь.",
        "Доброго здравия!|\nВ мастерской тихий час.",
        "|На сервере работы.\nСтатус здесь.",
        "Teema: puhkus\nTere!|\nOleme avatud.",
        "Kulla lapsevanem,|\nkontor on avatud.",
        "|Olen puhkusel.\nKirju ei loe.",
    ],
)
def test_where_a_text_goes_on_after_its_greeting(marked):
    text = marked.replace("|", "")
    place = find_opening(text.split("\n"))
    assert mark(text, place) == marked
    assert place.is_greeted is ("|" in marked.replace("\n|", "")[1:])
