"""Reads the case files: a lemma, the forms it must have, and the forms ('!') of other words it must not have."""

from collections.abc import Iterator
from pathlib import Path

CASES = Path(__file__).parent / "cases"


def read_cases(language: str) -> Iterator[tuple[str, str, bool]]:
    """Give (lemma, form, whether the lemma has it) of a case file."""
    for line in (CASES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            lemma, _, forms = line.partition(":")
            for form in forms.split():
                yield lemma, form.removeprefix("!"), not form.startswith("!")
