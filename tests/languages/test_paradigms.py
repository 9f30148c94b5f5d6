"""Forms that people write, and forms of other words, by lemma."""

import pytest
from paradigms import read_cases

from policylint.languages import LANGUAGES, expand

CASES = [(language, *case) for language in LANGUAGES for case in read_cases(language)]


@pytest.mark.parametrize(("language", "lemma", "form", "belongs"), CASES)
def test_form(language: str, lemma: str, form: str, *, belongs: bool) -> None:
    assert (form in expand(lemma, language)) is belongs
