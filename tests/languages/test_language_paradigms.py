"""Forms that people write, and forms of other words ('!'), by lemma: `cases/<language>.txt`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policylint.languages import LANGUAGES, expand

FOLDER = Path(__file__).parent / "cases"


def read_cases(language: str) -> Iterator[tuple[str, str, str, bool]]:
    """Give (language, lemma, form, whether the lemma has it) of a case file."""
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            lemma, _, forms = line.partition(":")
            for form in forms.split():
                yield language, lemma, form.removeprefix("!"), not form.startswith("!")


CASES = [case for language in LANGUAGES for case in read_cases(language)]


@pytest.mark.parametrize(("language", "lemma", "form", "belongs"), CASES)
def test_form(language: str, lemma: str, form: str, *, belongs: bool) -> None:
    assert (form in expand(lemma, language)) is belongs
