import pytest

from policylint.sentences import find_sentences


@pytest.mark.parametrize(
    "divided",
    [
        "Is it free? |**Yes.** |Pay invoice No. 5 in approx. 3 days.",
        "**How do I pay?** |Yes, _you may._ |Fine.",
        "We reply in 2 hrs. |Call room no. 5, ext. 12 or Sec. 5.",
        "Приходите в каб. 14 или комн. 3, эт. 2. |Звоните по тел. 123, д. 5.",
        "Тариф 990 р. |Что дальше? |Или 990 руб. в месяц, с 9 до 18 ч. |Звоните.",
        "**Как платить?** |Да, по вх. № 5.",
        "Arve nr. 5 (lk. 3) on nt. Annal. |Tasu 5 eur. |Maksa kohe.",
        "Tasu arve nr 5. |Vaata lk 3. |Aitäh, hr. Tamm.",
    ],
)
def test_where_sentences_end(divided):
    text = divided.replace("|", "")
    assert " |".join(text[start:stop] for start, stop in find_sentences(text)) == divided
