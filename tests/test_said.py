import pytest

from policylint.rewriting.said import find_said
from policylint.sentences import make_passage


def said(text):
    """What a rewrite may take from a sentence."""
    found = {}
    for kind, start, stop in find_said(make_passage(text, 0, len(text), [])):
        found.setdefault(kind, text[start:stop])
    return found


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Pay €20 by Friday.", "€20"),
        ("A$233.10 is due on 3 May.", "A$233.10"),
        ("Pay US$30 now.", "US$30"),
        ("The €20 deposit is lost.", None),
        ("Pay €20 or the fee of €5 comes on top.", None),
        ("Pay up to €20.", None),
        ("It costs €5 a month.", None),
        ("Оплатите 500 руб. до 3 мая.", "500 руб"),
        ("Залог 500 руб. не возвращается.", None),
        ("Начислим штраф 500 руб.", None),
        ("Tasuge 20 € reedeks.", "20 €"),
        ("Tagatisraha 20 € jääb meile.", None),
        ("Lisandub viivis 20 €.", None),
    ],
)
def test_the_sum_that_is_due(text, amount):
    assert said(text).get("amount") == amount


def test_a_currency_is_written_whole():
    assert said("Pay CA$20 today.")["money"] == "CA$20"
    assert said("Pay $20 today.")["money"] == "$20"
