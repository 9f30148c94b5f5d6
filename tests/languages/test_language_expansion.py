"""What holds for the expansion of every language."""

import subprocess
import sys
from pathlib import Path

import pytest

from policylint.languages import LANGUAGES, UnknownLemma, expand, fold

THEMES = Path(__file__).parents[1] / "tools" / "et-lemmas.txt"


def test_a_language_is_a_module_in_the_table() -> None:
    assert list(LANGUAGES) == ["en", "ru", "et"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_lists_are_folded(language: str) -> None:
    module = LANGUAGES[language]
    for words in (module.STOPWORDS, module.NEGATORS, module.ABBREVIATIONS):
        assert words
        assert all(word == fold(word) for word in words)
    assert not any(word.endswith(".") for word in module.ABBREVIATIONS)
    assert 100 <= len(module.STOPWORDS) <= 220


@pytest.mark.parametrize(("lemma", "language"), [("Заявка", "ru"), ("СЧЁТ", "ru"), ("Leping", "et"), ("Invoice", "en")])
def test_forms_are_folded_and_hold_the_lemma(lemma: str, language: str) -> None:
    forms = expand(lemma, language)
    assert fold(lemma) in forms
    assert all(form == fold(form) for form in forms)


@pytest.mark.parametrize(
    ("lemma", "language"),
    [
        *[("", "en"), ("call back", "en"), ("100%", "en"), ("счёт", "en")],
        *[("№", "ru"), ("в течение", "ru"), ("24ч", "ru")],
        *[("lepign", "et"), ("üles ütlema", "et"), ("xyzzy", "et"), ("договор", "et")],
    ],
)
def test_what_cannot_be_expanded_says_so(lemma: str, language: str) -> None:
    with pytest.raises(UnknownLemma, match="give 'forms:'"):
        expand(lemma, language)


def test_importing_opens_no_dictionary() -> None:
    code = "import sys, policylint.languages; assert not {'pymorphy3', 'yaml', 'spacy'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_thematic_estonian_lemma_expands() -> None:
    lines = THEMES.read_text(encoding="utf-8").splitlines()
    lemmas = [word for line in lines if not line.startswith("#") for word in line.split()]
    assert len(lemmas) > 700
    for lemma in lemmas:
        expand(lemma, "et")
