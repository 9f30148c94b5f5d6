"""Shouted words in ordinary letters: names, acronyms and placeholders stay what they are."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from policylint.languages.ordinary import is_ordinary

# What is written so wherever it stands; what is an everyday word in small letters, too, is not here.
_KEPT = {
    "en": """
        I VAT ID EU UK USA UAE EEA EUR GBP USD PIN PUK SIM IBAN SWIFT BIC ISBN GPS URL FAQ ATM CEO GDPR DIY ETA RSVP
        ASAP LED USB OK TV PO Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June
        July August September October November December Christmas Easter English Estonia Estonian Russian Europe
        European Mr Mrs Ms Dr London Britain British Ireland Irish Visa PayPal Google iPhone Android WhatsApp Facebook
        kWh MWh kW GB MB TB
        """,
    "ru": """
        НДС СМС ИНН КПП БИК ОГРН ОГРНИП СНИЛС ЕГРН ЕГРЮЛ РФ ЕС СНГ США ООО АО ПАО ЗАО ОАО ИП ТСЖ ЖКХ ЖКУ СНТ УК ГК
        ЦБ ФНС ФССП МФЦ МВД ЕРИЦ ГВС ХВС ТКО ПИН ЛК ЖК АТС ЦОД ОСАГО КАСКО Россия России Россию Россией Москва
        Москвы Москве Москву Эстония Эстонии Госуслуги Госуслуг Госуслугах ID VAT EU USB IP PIN SIM IBAN
        кВт кВтч ГБ МБ км кг см мм руб тыс
        """,
    "et": """
        ID KM EL OÜ AS MTÜ FIE KÜ PIN PUK SIM IBAN BIC GPS URL KKK TV EUR USA PPA MTA EMTA TTJA RIA ISBN LED USB OK
        Eesti Tallinn Tallinna Tallinnas Tartu Tartus Euroopa Soome Läti Leedu kWh MWh kW GB MB TB
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
_LONGEST_NAME = 4  # words
_TAG = re.compile(r"<(?![%?])")
_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"(?:(?:[,;]?[ \t]+)|['’-])\Z")  # between two words of one sentence
# Words of one letter that are written small, and months that are other words as well.
_SMALL_LETTERS = {"en": frozenset("A"), "ru": frozenset("АВИКОСУЯ"), "et": frozenset()}
_MONTHS = frozenset({"MAY", "MARCH"})
_BEFORE_MONTH = re.compile(
    r"(?:\d(?:ST|ND|RD|TH)?|\b(?:OF|IN|BY|UNTIL|SINCE|BEFORE|AFTER|FROM|EARLY|LATE|MID))[ ,.-]*\Z"
)
_AFTER_MONTH = re.compile(r"\s+\d")


@dataclass(frozen=True, slots=True)
class _Settled:
    """A shouted word in its own letters; of a doubtful one nothing tells whether it is a name."""

    text: str
    is_doubtful: bool = False


def sentence_case(
    text: str, language: str = "en", names: Mapping[str, str] | None = None, *, is_inside: bool = False
) -> str:
    """Write a shouted text in the case of a sentence, with one mark at its end.

    `names` gives what capitals stand for (`find_names`); `is_inside` tells that words of the same sentence go before.
    """
    text = _with_one_mark(text)
    settled = list(_settle_all(text, language, names or {}, is_inside=is_inside))
    parts: list[str] = []
    done = 0
    for start, stop, word in settled:
        parts += text[done:start], word.text
        done = stop
    return "".join([*parts, text[done:]])


def may_hold_names(text: str, language: str, names: Mapping[str, str], *, is_inside: bool = False) -> bool:
    """Tell whether a shouted text has words that might be names, and nothing tells."""
    settled = _settle_all(_with_one_mark(text), language, names, is_inside=is_inside)
    return any(word.is_doubtful for _, _, word in settled)


def find_names(text: str) -> dict[str, str]:
    """Find what a text writes with capital letters outside of shouted words, and single words never without.

    `{"ANNA": "Anna", "VAT": "VAT", "COUNTY COUNCIL": "County Council"}`
    """
    words = list(_WORD.finditer(text))
    small = {word[0].lower() for word in words if word[0].islower()}
    joined = [False, *(bool(_JOINED.match(text, a.end(), b.start())) for a, b in pairwise(words))]
    shouted = _find_shouted(words)
    names: dict[str, str] = {}
    run: list[str] = []
    for index, word in enumerate(words):
        written = word[0]
        is_name = written[0].isupper() and len(written) > 1 and index not in shouted
        is_inside = joined[index] and words[index - 1][0].isalpha()
        if is_name and (is_inside or written.isupper()) and written.lower() not in small:
            names.setdefault(written.upper(), written)
        is_next = index > 0 and text[words[index - 1].end() : word.start()].isspace()
        run = [*(run if is_next else []), written] if is_name and is_inside else []
        if 1 < len(run) <= _LONGEST_NAME:
            phrase = " ".join(run)
            names.setdefault(phrase.upper(), phrase)
    return names


def _find_shouted(words: list[re.Match[str]]) -> set[int]:
    """The words in capitals that have another such word beside them."""
    loud = [word[0].isupper() and word[0].isalpha() for word in words]
    return {
        index
        for index, is_loud in enumerate(loud)
        if is_loud and (any(loud[max(0, index - 1) : index]) or any(loud[index + 1 : index + 2]))
    }


def starts_with_name(text: str, names: Collection[str]) -> bool:
    """Whether a text begins with what keeps its capital letter inside of a sentence, too."""
    word = _WORD.match(text)
    if word is None:
        return False
    return word[0] == "I" or (word[0].isupper() and len(word[0]) > 1) or word[0].upper() in names


def _with_one_mark(text: str) -> str:
    return re.sub(r"!\?|\?!+", "?", re.sub(r"!!+", "!", text))


def _outside(text: str) -> str:
    """What a text says outside of placeholders, tags and addresses."""
    return re.sub(_ATOM, "", text)


# --- words


def _settle_all(
    text: str, language: str, names: Mapping[str, str], *, is_inside: bool
) -> Iterator[tuple[int, int, _Settled]]:
    """Each word of a shouted text with its place; nothing of a text that isn't shouted."""
    if not _outside(text).isupper():
        return
    known = {name.upper(): name for name in _KEPT[language].split()}
    phrases = _find_phrases(text, names)
    is_first = not is_inside
    for token in _TOKEN.finditer(text):
        word, place = token["word"], token.span()
        if word and place[0] in phrases:
            yield *place, _Settled(phrases[place[0]])
        elif word in _MONTHS and (_BEFORE_MONTH.search(text, 0, place[0]) or _AFTER_MONTH.match(text, place[1])):
            yield *place, _Settled(word.capitalize())
        elif word:
            settled = _settle(word, known, names, language)
            if is_first and settled.text.islower():
                settled = _Settled(settled.text[0].upper() + settled.text[1:])
            yield *place, settled
        is_first = bool(token["end"]) or (is_first and bool(_TAG.match(token[0])))


def _find_phrases(text: str, names: Mapping[str, str]) -> dict[int, str]:
    """The words of names of several words, by the place where each begins."""
    return {
        found.start() + word.start(): word[0]
        for name, written in names.items()
        if " " in name
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        for word in re.finditer(r"\S+", written)
    }


def _settle(word: str, known: Mapping[str, str], names: Mapping[str, str], language: str) -> _Settled:
    """One shouted word in its own letters; of a compound, each part that has some."""
    if len(word) == 1:
        return _Settled(word.lower() if word in _SMALL_LETTERS[language] else word)
    if word in known or _is_acronym(word):
        return _Settled(known.get(word, word))
    if word in names:
        is_word = is_ordinary(word, language)
        return _Settled(word.lower() if is_word else names[word], is_word and not names[word].isupper())
    head, hyphen, tail = word.partition("-")
    if hyphen and (head in known or _is_acronym(head)):
        return _Settled(f"{known.get(head, head)}-{tail.lower()}")
    head, mark, tail = (*re.split("(['’])", word, maxsplit=1), "", "")[:3]
    if mark and (head in known or head in names):
        return _Settled(f"{known.get(head) or names[head]}{mark}{tail.lower()}")
    return _Settled(word.lower(), not all(is_ordinary(part, language) for part in word.split("-")))


def _is_acronym(word: str) -> bool:
    """Whether a word in capitals can't be spoken, counts, or has figures."""
    if any(letter.isdigit() for letter in word) or _ROMAN.fullmatch(word):
        return True
    return 1 < len(word) <= _LONGEST_ACRONYM and word.isalpha() and not _VOWEL.search(word)
