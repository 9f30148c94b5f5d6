"""One module a language: how a lemma becomes its forms, and the words that readers and rules need.

Nothing is lemmatised when a text is checked. A rule names lemmas; `expand` turns each into all its forms when
the catalogue is compiled, and matching compares words with sets of words. Dictionaries are opened by the first
`expand` of their language, never by an import.
"""

from policylint.languages import en, et, ru
from policylint.languages.detection import detect_language, path_language
from policylint.languages.lemmas import Language, UnknownLemma, fold

__all__ = ["LANGUAGES", "Language", "UnknownLemma", "detect_language", "expand", "fold", "path_language"]

LANGUAGES: dict[str, Language] = {"en": en, "ru": ru, "et": et}


def expand(lemma: str, language: str) -> frozenset[str]:
    """Give every form of a lemma, folded, the lemma itself among them.

    Raises `UnknownLemma` when the lemma isn't one word or the language can't inflect it.
    """
    folded = fold(lemma)
    if not folded or any(character.isspace() for character in folded):
        raise UnknownLemma(lemma, "a lemma is one word")
    return LANGUAGES[language].expand(folded) | {folded}
