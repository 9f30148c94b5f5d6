"""What a negator takes back, and what it doesn't."""

import pytest

from policylint.sentences import make_passage

SAID, NEGATED = False, True
CASES = [
    ("en", "We will not answer such mails", "answer", NEGATED),
    ("en", "We don't forward it", "forward", NEGATED),
    ("en", "Not only answered but solved", "answered", SAID),
    ("en", "If you don't pay, we cut you off", "cut", SAID),
    ("ru", "Такие письма не рассматриваются", "рассматриваются", NEGATED),
    ("ru", "Заявки не будут нами переданы", "переданы", NEGATED),
    ("ru", "Не звоните нам, пишите", "пишите", SAID),
    ("ru", "Не позднее пятницы наш специалист ответит вам", "ответит", SAID),
    ("ru", "Не только ответим, но и решим", "ответим", SAID),
    ("et", "Kirjadele me ei vasta", "vasta", NEGATED),
    ("et", "Raha ei saa me teile kuidagi tagastada", "tagastada", NEGATED),
    ("et", "Kiri jääb vastamata", "vastamata", NEGATED),
    ("et", "Ükski kiri ei jää meil vastamata", "vastamata", SAID),
    ("et", "Ei ole kiire, vastame homme", "vastame", SAID),
]


@pytest.mark.parametrize(("language", "text", "word", "negated"), CASES)
def test_polarity_of_a_word(language: str, text: str, word: str, negated: bool) -> None:  # noqa: FBT001
    passage = make_passage(text, 0, len(text), ())
    assert passage.is_negated(passage.words.index(word), language) is negated
