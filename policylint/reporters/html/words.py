"""The words of an HTML report's own, in the language of the texts."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_FOLDER = files("policylint.reporters.html")
_THIN = {"en": ","}  # what parts thousands; a no-break space elsewhere


class Words:
    """Words and numbers in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = load_words()

    def __call__(self, name: str, **values: object) -> str:
        """Give a word or phrase, with values, if there are any, set in."""
        said = str(self._words[name][self.language])
        return said.format(**values) if values else said

    def knows(self, name: str) -> bool:
        """Whether there is a word of this name."""
        return name in self._words

    def count(self, name: str, number: int, **values: object) -> str:
        """Give a number with what is counted; a phrase says by `{n}` where the number stands."""
        form = self.form(name, number)
        if "{n}" in form:
            return form.format(n=self.number(number), **values)
        return f"{self.number(number)}\xa0{form}"

    def form(self, name: str, number: int) -> str:
        """Give the form that a word has beside a number."""
        forms = self._words[name][self.language]
        return str(forms[_plural(self.language, number)])

    def number(self, number: int) -> str:
        """Write a number as the language does."""
        return f"{number:,}".replace(",", _THIN.get(self.language, "\xa0"))


def _plural(language: str, number: int) -> int:
    """Which of the forms stands beside a number."""
    if language != "ru":
        return int(number != 1)
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else 2


@cache
def load_words() -> Mapping[str, Mapping[str, Any]]:
    """Read the table of words: name -> language -> word, or list of forms."""
    return dict(yaml.safe_load((_FOLDER / "words.yaml").read_text(encoding="utf-8")))


@cache
def load_part(name: str) -> str:
    """Read another file of the page: its template, style or script."""
    return (_FOLDER / name).read_text(encoding="utf-8")
