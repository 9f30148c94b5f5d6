"""Write policylint/languages/data/*-ordinary.txt: the words that the corpora write in small letters.

Nothing asks for these lists to be fresh: a word that is not
there is only thought to be a name, and then a shouted sentence is not rewritten without asking.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from policylint.languages import en, et
from policylint.languages.lemmas import fold
from tests.tools.eval import read_corpora

_DATA = Path(__file__).parents[2] / "policylint" / "languages" / "data"
_WORD = re.compile(r"(?<![\w.@/_{%&<\\-])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w@/_}%<-]|\.\w)")
_LETTERS = {"en": re.compile("[a-z']+"), "et": re.compile("[a-zõäöüšž]+")}


def find_words(language: str) -> set[str]:
    """The words of a language's corpus that stand in small letters there, outside of addresses and variables."""
    found: set[str] = set()
    for row in read_corpora():
        if row["lang"] == language:
            found.update(fold(word[0]) for word in _WORD.finditer(row["text"]) if word[0].islower())
    return {word for word in found if _LETTERS[language].fullmatch(word)}


def main() -> None:
    for language, module in (("en", en), ("et", et)):
        known = sorted(find_words(language) | module.STOPWORDS)
        (_DATA / f"{language}-ordinary.txt").write_text("\n".join(known) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
