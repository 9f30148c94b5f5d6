"""Tell the language of a text, and the language that a path names."""

import re

from policylint.languages import en, et

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]+")

# Function words that only one of the languages has, and the share of running words that they make up.
_EN_WORDS = en.STOPWORDS - et.STOPWORDS
_ET_WORDS = et.STOPWORDS - en.STOPWORDS
_EN_SHARE, _ET_SHARE = 0.40, 0.25
# Spellings that tell two languages apart where there are too few function words, weighed like one word each.
_EN_SPELLING = re.compile(r"[cwxyq]|th|sh|tion")
_ET_SPELLING = re.compile(r"[õäöü]|aa|ii|uu|mine$|[td]akse$|mata$|(?:us|is)(?:e|es|t|ed|te)$|[aeiu](?:le|lt|ga|sse)$")
_FEW_HITS = 4
# Latin words in a Cyrillic text are mostly mark-up, addresses and names; the other way round is rare.
_CYRILLIC_WEIGHT = 2.0


def detect_language(text: str, *, default: str = "en") -> str:
    """Tell which of English, Russian and Estonian a text is in; `default` where it has no words to tell by.

    Looks at the first 20,000 characters. Another language gets the nearest of the three.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    latin = [word for word in words if len(word) > 1 and not _CYRILLIC.match(word)]
    cyrillic = sum(1 for word in words if _CYRILLIC.match(word))
    english = sum(1 for word in latin if word in _EN_WORDS)
    estonian = sum(1 for word in latin if word in _ET_WORDS)
    scores = {"ru": cyrillic * _CYRILLIC_WEIGHT, "en": english / _EN_SHARE, "et": estonian / _ET_SHARE}
    if english + estonian < _FEW_HITS:
        scores["en"] += sum(1 for word in latin if _EN_SPELLING.search(word))
        scores["et"] += sum(1 for word in latin if _ET_SPELLING.search(word))
    best = max(scores.values())
    if best == 0 or scores.get(default) == best:
        return default
    return max(scores, key=scores.__getitem__)


_NAMES = {
    "en": "en", "eng": "en", "english": "en",
    "ru": "ru", "rus": "ru", "russian": "ru",
    "et": "et", "est": "et", "estonian": "et", "eesti": "et",
}  # fmt: skip
_CODE = r"(en|ru|et)(?:[_-](?:us|gb|ie|au|ca|ru|ee|latn|cyrl))?"
_FOLDER = re.compile(rf"{_CODE}(?:\.lproj|[_-]?[.@]utf-?8)?")
_VALUES_FOLDER = re.compile(r"values-(en|ru|et)(?:-r[a-z]{2})?")
_PARAMETER = re.compile(r"(?:^|[?&;,_-])(?:lang|language|locale|hl)[=_-](en|ru|et)(?![a-z])")
_STEM = re.compile(rf"{_CODE}(?=[._-]|$)")
_SUFFIX = re.compile(rf"(?<=[._-]){_CODE}(?=\.|$)")


def path_language(path: str) -> str | None:
    """Tell the language that a path names (`mail.ru.html`, `et/welcome.txt`, `en_US.yml`), the file name first.

    None where it names none, or where one part of it names two (`en-ru.po`).
    """
    *folders, name = re.split(r"[/\\]", path.lower())
    found = _in_file_name(name)
    if found:
        return found.pop() if len(found) == 1 else None
    for folder in reversed(folders):
        match = _FOLDER.fullmatch(folder) or _VALUES_FOLDER.fullmatch(folder) or _PARAMETER.search(folder)
        language = match[1] if match else _NAMES.get(folder)
        if language:
            return language
    return None


def _in_file_name(name: str) -> set[str]:
    """Give the languages that a file name names as a whole part of it."""
    matches = [*_SUFFIX.finditer(name), *_PARAMETER.finditer(name)]
    start = _STEM.match(name)
    if start:
        matches.append(start)
    words = {_NAMES[part] for part in re.split(r"[._-]", name)[:-1] if len(part) > 2 and part in _NAMES}
    return {match[1] for match in matches} | words
