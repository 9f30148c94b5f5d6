"""How a text addresses its reader: formally or familiarly, and with a capital letter or without."""

import re
from dataclasses import dataclass

FORMAL, FAMILIAR = "formal", "familiar"

# Pronouns by language; „teist“ means 'another' as well.
_FAMILIAR = {
    "ru": re.compile(r"\b(?:ты|тебе|тебя|тобой|тво(?:й|я|ё|е|и|его|ей|ему|им|ём|ем|их|ими|ю))\b", re.IGNORECASE),
    "et": re.compile(r"\b(?:sina|sa|sinu|su|sind|sinule|sulle|sinul|sul|sinult|sult|sinuga|sinust)\b", re.IGNORECASE),
}
_FORMAL = {
    "ru": re.compile(r"\b(?:вы|вас|вам|вами|ваш(?:а|е|и|у|его|ей|ему|им|ем|их|ими)?)\b", re.IGNORECASE),
    "et": re.compile(r"\b(?:teie|te|teid|teile|teil|teilt|teiega)\b", re.IGNORECASE),
}
# Verbs that tell where no pronoun is said; of Estonian endings only the plural's are telling by themselves.
_FAMILIAR_VERBS = {
    "ru": re.compile(
        r"\b(?!лишь\b|тишь\b|мышь\b|брешь\b|плешь\b|ишь\b|вишь\b|слышь\b)\w+(?:ешь|ишь|ёшь)(?:ся)?\b|\b(?:на)?пиши\b|\b(?:по)?звони\b|\b(?:за|о)?плати\b|\bнажми\b|\bпроверь\b|\bответь\b"
        r"|\bзайди\b|\bскачай\b|\bжди\b|\bпрочитай\b|\bне забудь\b",
        re.IGNORECASE,
    ),
    "et": re.compile(
        r"\b(?:saad|pead|oled|võid|tahad|soovid|leiad|maksad|kirjutad|lahkud)\b"
        # Imperatives, which are what `ei` and `ära` are said with, too, and of which `saada` is 'to get' as well.
        r"|(?:\A|[.!?…:;,\n–—]|\b(?:ja|või|ning|siis|palun|kindlasti|lihtsalt|aga|kuid))[\s\"'«„“(*]*"
        r"(?:kirjuta|vasta|helista|maksa|vaata|(?<!ja )(?<!või )(?<!ning )saada|oota|tule|loe|kliki|vajuta"
        r"|logi)\b(?!\s+(?:ei|saa|või)\b)"
        r"|\bära\s+(?:palun\s+|siis\s+|enam\s+)?(?:unusta|muretse|kirjuta|vasta|helista|maksa|vaata|saada|oota|loe|kliki|vajuta|logi|jäta|tee|mine|"
        r"anna|ava|kustuta|kasuta|viivita|lahku|lase|too|pane|karda)\b",
        re.IGNORECASE,
    ),
}
_FORMAL_VERBS = {
    # Not 'на сайте', 'в кабинете', 'kõige', 'väike'.
    "ru": re.compile(
        r"\b(?!(?:(?:веб-?)?сайте|кабинете|интернете|ответе|пакете|билете|сч[её]те|расч[её]те|отч[её]те|уч[её]те|зач[её]те|полёте"
        r"|лимите|кредите|депозите|визите|приоритете|бюджете|совете|факультете|комитете|университете|планете|газете|анкете|свете"
        r"|лете|защите|плите|лифте|проекте|объекте|буклете|паркете|предмете|секрете|туалете)\b)"
        r"\w+(?:ете|ите|ёте|йте|ьте)(?:сь)?\b",
        re.IGNORECASE,
    ),
    "et": re.compile(
        r"\b(?!(?:kõige|väike|päike|rike|lühike|natuke|õhuke|pisike|vaheke|tilluke)\b)\w{2,}(?:age|ige|uge|ege|ake|ske|ke)\b|\b(?:saate|peate|olete|võite|tahate|soovite|leiate|maksate|lahkute)\b",
        re.IGNORECASE,
    ),
}
_SENTENCE_BEGINS = re.compile(r"(?:\A|[.!?…:\n])[\s\"'«„“(]*+\Z")


@dataclass(frozen=True, slots=True)
class Voice:
    """How a text speaks to its reader: `address` is formal, familiar or unknown (empty)."""

    address: str
    is_capitalised: bool


def hear_voice(text: str, language: str) -> Voice:
    """Tell how a text speaks to its reader in a language."""
    return Voice(find_address(text, language), is_capitalised(text, language))


def find_address(text: str, language: str) -> str:
    """Tell whether a text says ты or вы, sina or teie; nothing when it says neither."""
    if language not in _FORMAL:
        return ""
    familiar, formal = (len(forms[language].findall(text)) for forms in (_FAMILIAR, _FORMAL))
    if familiar == formal:
        familiar, formal = (len(forms[language].findall(text)) for forms in (_FAMILIAR_VERBS, _FORMAL_VERBS))
    return FAMILIAR if familiar > formal else FORMAL if formal else ""


def is_capitalised(text: str, language: str) -> bool:
    """Whether a text writes the formal pronoun with a capital letter inside its sentences, out of respect."""
    if language not in _FORMAL:
        return False
    inside = [
        found[0]
        for found in _FORMAL[language].finditer(text)
        if not found[0].isupper() and not _SENTENCE_BEGINS.search(text, max(0, found.start() - 8), found.start())
    ]
    return sum(word[0].isupper() for word in inside) * 2 > len(inside)


def capitalise(text: str, language: str) -> str:
    """Write the formal pronouns of a text with a capital letter."""
    return _FORMAL[language].sub(lambda found: found[0][0].upper() + found[0][1:], text)
