from pathlib import Path

import pytest

from policylint.kinds import content_kind, detect_kind, path_kind, rough_prose
from policylint.readers.decoding import decode

DEMO = Path(__file__).parents[1] / "corpora" / "demo"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("mails/auto-reply.html", "autoreply"),
        ("mails/AutoReply.ru.html", "autoreply"),
        ("автоответ.txt", "autoreply"),
        ("et/automaatvastus.md", "autoreply"),
        ("invoice_reminder.html", "reminder"),
        ("dunning/3.txt", "reminder"),
        ("напоминание-об-оплате.txt", "reminder"),
        ("meeldetuletus.et.txt", "reminder"),
        ("templates/invoice.html", "bill"),
        ("счёт.html", "bill"),
        ("arve.html", "bill"),
        ("site/terms.md", "terms"),
        ("tos.html", "terms"),
        ("oferta.html", "terms"),
        ("kasutustingimused.html", "terms"),
        ("how-to-cancel.md", "cancellation"),
        ("отказ-от-услуг.md", "cancellation"),
        ("lepingu_lõpetamine.md", "cancellation"),
        ("promo/summer.html", "offer"),
        ("акция.txt", "offer"),
        ("pakkumine.txt", "offer"),
        ("canned/late.txt", "reply"),
        ("шаблон-ответа.txt", "reply"),
        ("about.html", ""),
        ("billing/index.html", ""),
    ],
)
def test_names_of_files_and_folders_tell_the_kind(path, kind):
    assert path_kind(path) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hello, we have received your request. Ticket #512 has been created.", "autoreply"),
        ("Здравствуйте! Ваша заявка зарегистрирована, ей присвоен номер 71.", "autoreply"),
        ("Tere! Teie pöördumine on registreeritud, number 12.", "autoreply"),
        ("Dear customer, your invoice 14 is overdue. Please pay by Friday.", "reminder"),
        ("Уважаемый клиент, напоминаем: срок оплаты истекает завтра.", "reminder"),
        ("Lugupeetud klient, teie arve on tasumata. Maksetähtaeg oli eile.", "reminder"),
        ("Invoice number 14\nSubtotal 10\nVAT 2\nAmount due 12", "bill"),
        ("Счёт на оплату № 14\nИтого: 1200 р.\nНДС: 200 р.", "bill"),
        ("Arve number 14\nKokku 12 €\nKäibemaks 2 €", "bill"),
        ("Terms of Service\nBy using the site you agree to these terms.", "terms"),
        ("1.1. Настоящие условия действуют с 1 мая.\n1.2. Исполнитель вправе их изменить.", "terms"),
        ("Käesolevad tingimused kehtivad kõigile klientidele.", "terms"),
        ("How to cancel your subscription: open your account and choose End.", "cancellation"),
        ("Как отказаться от услуги", "cancellation"),
        ("Lepingu lõpetamine: saatke avaldus", "cancellation"),
        ("Special offer: 20 % discount, sign up now!", "offer"),
        ("Акция! Скидка 20 % новым клиентам.", "offer"),
        ("Eripakkumine: allahindlus 20 %, liitu kohe!", "offer"),
        ("The library has blue chairs.", ""),
    ],
)
def test_words_tell_the_kind(text, kind):
    assert content_kind(text) == kind


def test_front_matter_speaks_before_the_path_and_the_path_before_the_words():
    assert detect_kind("invoice.md", {"kind": "reminder"}, "Special offer: discount") == "reminder"
    assert detect_kind("invoice.md", {}, "Special offer: discount") == "bill"
    assert detect_kind("notes.md", {"kind": "nonsense"}, "Special offer: discount") == "offer"
    assert detect_kind("notes.md", {}, "Blue chairs.") == "page"


def test_markup_does_not_vote():
    source = "<style>.invoice, .total {}</style><!-- invoice number --><p class='invoice'>Blue&nbsp;chairs</p>"
    assert content_kind(rough_prose(source)) == ""


@pytest.mark.parametrize("opener", ["<", "<a ", "<style>", "<!--", "{#", "{%", "&"])
def test_unclosed_markup_takes_no_quadratic_time(opener):
    content_kind(rough_prose(opener * 500_000))


def test_most_texts_of_the_demo_are_told_by_their_words_alone():
    told = total = 0
    for path in sorted(DEMO.rglob("*.*")):
        prose = rough_prose(decode(path.read_bytes(), path.name)[0])
        total += 1
        told += (content_kind(prose) or "page") == path.name.split("-")[0].split(".")[0]
    assert told >= 0.85 * total
