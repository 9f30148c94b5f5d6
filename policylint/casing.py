"""Shouted words in ordinary letters: names, acronyms and placeholders stay what they are."""

import re
from collections.abc import Collection, Mapping

# What is written with capital letters wherever it stands; what is an everyday word in small letters, too, is not here.
_KEPT = {
    "en": """
        I VAT ID EU UK USA UAE EEA EUR GBP USD PIN PUK SIM IBAN SWIFT BIC ISBN GPS URL FAQ ATM CEO GDPR DIY ETA RSVP
        ASAP LED USB OK TV PO Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June
        July August September October November December Christmas Easter English Estonia Estonian Russian Europe
        European London Britain British Ireland Irish Visa PayPal Google iPhone Android WhatsApp Facebook
        """,
    "ru": """
        НДС СМС ИНН КПП БИК ОГРН ОГРНИП СНИЛС ЕГРН ЕГРЮЛ РФ ЕС СНГ США ООО АО ПАО ЗАО ОАО ИП ТСЖ ЖКХ ЖКУ СНТ УК ГК
        ЦБ ФНС ФССП МФЦ МВД ЕРИЦ ГВС ХВС ТКО ПИН ЛК ЖК АТС ЦОД ОСАГО КАСКО Россия России Россию Россией Москва
        Москвы Москве Москву Эстония Эстонии Госуслуги Госуслуг Госуслугах ID VAT EU USB IP PIN SIM IBAN
        """,
    "et": """
        ID KM EL OÜ AS MTÜ FIE KÜ PIN PUK SIM IBAN BIC GPS URL KKK TV EUR USA PPA MTA EMTA TTJA RIA ISBN LED USB OK
        Eesti Tallinn Tallinna Tallinnas Tartu Tartus Euroopa Soome Läti Leedu
        """,
}
# A stand-in for a value in any dialect of templates, a tag, an address or a link.
_ATOM = (
    r"\{\{.*?\}\}|\{%.*?%\}|<[^<>]*>|%\([^()\s]*\)[a-z]|[$%#]?\{[^{}]*\}|%[A-Z_]{2,}%|\$[A-Za-z_]\w*|[A-Z]{1,2}\$|\[\[?[\w.]+\]\]?|%[sd]\b"
    r"|https?://\S+|www\.\S+|\S+@\S+"
)
_TOKEN = re.compile(
    rf"(?P<atom>{_ATOM})|(?P<end>(?:(?<![^\d.,]\d)(?<![^\d.,]\d\d)[.!?…]|[!?…])[.!?…]*[\"'»”“’)\]]*\s+)|(?P<word>[^\W_]+(?:['’-][^\W_]+)*)"
)
_ROMAN = re.compile(r"[IVX]{2,}")
_VOWEL = re.compile(r"[AEIOUYÕÄÖÜАЕЁИОУЫЭЮЯ]")
_LONGEST_ACRONYM = 6
_INSIDE = re.compile(r"[,;]? ")  # between two words of one sentence
_WORD = re.compile(r"[^\W_]+")


def sentence_case(text: str, language: str = "en", names: Mapping[str, str] | None = None) -> str:
    """A shouted text in the case of a sentence, with one mark at its end; `names` gives what capitals stand for."""
    text = re.sub(r"!\?|\?!+", "?", re.sub(r"!!+", "!", text))
    if not _outside(text).isupper():
        return text
    known = {**{name.upper(): name for name in _KEPT[language].split()}, **(names or {})}
    parts, is_first, done = [], True, 0
    for token in _TOKEN.finditer(text):
        parts.append(text[done : token.start()])
        done = token.end()
        word = token["word"]
        parts.append(_settle(word, known, is_first=is_first) if word else token[0])
        is_first = bool(token["end"])
    return "".join([*parts, text[done:]])


def find_names(text: str) -> dict[str, str]:
    """Find what a text writes with a capital letter inside of sentences and never without: `{"ANNA": "Anna"}`."""
    words = list(_WORD.finditer(text))
    small = {word[0].lower() for word in words if word[0].islower()}
    names: dict[str, str] = {}
    for before, word, after in zip(words, words[1:], [*words[2:], None], strict=False):
        is_inside = _INSIDE.fullmatch(text, before.end(), word.start())
        if word[0].lower() in small or not word[0][0].isalpha() or word[0].islower() or not is_inside:
            continue
        is_loud = len(word[0]) == 1 or _is_loud(before) or _is_loud(after) or not before[0].isalpha()
        if not (word[0].isupper() and is_loud):
            names.setdefault(word[0].upper(), word[0])
    return names


def _is_loud(word: re.Match[str] | None) -> bool:
    return word is not None and word[0].isupper() and word[0].isalpha()


def starts_with_name(text: str, names: Collection[str]) -> bool:
    """Whether a text begins with what keeps its capital letter inside of a sentence, too."""
    word = _WORD.match(text)
    if word is None:
        return False
    return word[0] == "I" or (word[0].isupper() and len(word[0]) > 1) or word[0].upper() in names


def _outside(text: str) -> str:
    """What a text says outside of placeholders, tags and addresses."""
    return re.sub(_ATOM, "", text)


def _settle(word: str, known: Mapping[str, str], *, is_first: bool) -> str:
    """One shouted word in its own letters; of a compound, each part that has some."""
    if word in known or _is_acronym(word):
        return known.get(word, word)
    head, hyphen, tail = word.partition("-")
    if hyphen and (head in known or _is_acronym(head)):
        return f"{known.get(head, head)}-{tail.lower()}"
    head, mark, tail = (*re.split("(['’])", word, maxsplit=1), "", "")[:3]
    if mark and head in known:
        return f"{known[head]}{mark}{tail.lower()}"
    return word[0] + word[1:].lower() if is_first else word.lower()


def _is_acronym(word: str) -> bool:
    """Whether a word in capitals can't be spoken, counts, or has figures."""
    if any(letter.isdigit() for letter in word) or _ROMAN.fullmatch(word):
        return True
    return 1 < len(word) <= _LONGEST_ACRONYM and word.isalpha() and not _VOWEL.search(word)
