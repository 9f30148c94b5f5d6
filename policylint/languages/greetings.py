"""How texts greet and take their leave: one list a language for whoever tells a beginning or an end by it."""

import re
from functools import cache

# Phrases, divided by `;`. A * stands for any ending.
GREETINGS = {
    "en": """
        dear; hello; hi; hiya; hey; howdy; greetings; good day; good morning; good afternoon; good evening; to whom
        it may concern
        """,
    "ru": """
        здравствуй*; добрый день; добрый вечер; доброе утро; доброй ночи; доброго дня; доброго утра; доброго вечера;
        доброго времени; добрейшего*; уважаем*; многоуважаем*; привет; приветствую; приветствуем; приветики; хай;
        хеллоу; салют
        """,
    "et": """
        tere; tervist; tervitus; tervitused; tervitame; hei; heihei; tsau; tšau; lugupeetud; lugupeetav; austatud;
        kallis; kallid; hüva päeva; hommikust
        """,
}
# What greets at the beginning of a text only, having other meanings elsewhere.
_OPENINGS = {
    "ru": "дорогой; дорогая; дорогие; доброго здоровья",
    "et": """
        lp; lgp; armas; armsad; hea klient; hea tellija; hea elanik; hea kasutaja; hea sõber; hea külastaja; hea
        ostja; hea lugeja; hea partner; hea kolleeg; head kliendid; head sõbrad; head elanikud; head kolleegid
        """,
}
# What opens a text as a greeting would, and takes leave when a line says nothing else.
_THANKS = {
    "en": "thank you; thanks; many thanks",
    "ru": "спасибо; благодарим; благодарю",
    "et": "aitäh; tänan; täname; suur tänu",
}
CLOSINGS = {
    "en": """
        regards; kind regards; kindest regards; best regards; warm regards; warmest regards; many regards; with
        regards; with kind regards; with best regards; yours; yours sincerely; yours faithfully; yours truly;
        sincerely; faithfully; cordially; respectfully; cheers; all the best; all good wishes; best wishes; warm
        wishes; with best wishes; with warm wishes; take care; see you soon; have a nice day; have a great day; with
        thanks; with gratitude
        """,
    "ru": """
        с уважением; с наилучшими пожеланиями; с лучшими пожеланиями; с добрыми пожеланиями; с благодарностью; с
        признательностью; с почтением; с теплом; с заботой; с приветом; всего доброго; всего хорошего; всего
        наилучшего; всех благ; искренне; хорошего дня; приятного дня; хорошего вечера; хороших выходных; удачного
        дня; до свидания; до встречи; до связи; до скорого; удачи
        """,
    "et": """
        lugupidamisega; parimate soovidega; parimatega; heade soovidega; parimat; parimat soovides; kõike head;
        kõike paremat; head soovides; tervitades; tervitustega; tervitusi; tervitusega; terviseid; austusega;
        tänuga; sõbralikult; südamlikult; ilusat päeva; kaunist päeva; head päeva; ilusat päeva jätku; jõudu;
        päikest; nägemist; kohtumiseni
        """,
}
_LONE_CLOSINGS = {"en": "best"}
_SIGNED = r"your|ваша?|ваши|teie|sinu"  # 'Your harbour team', but not 'Your parcel is on its way.'
_WORD_ENDS = r"(?![\w’'-])"
_LONGEST_NAME = 50
_LONGEST_CLOSING = 60


def find_greeting(text: str, start: int = 0, stop: int | None = None) -> int:
    """Find where a greeting at the beginning of `text[start:stop]` ends, its mark and the space behind it included.

    Gives `start` when the text greets nobody there, or doesn't say where that ends.
    """
    found = _salutation().match(text, start, len(text) if stop is None else stop)
    return found.end() if found else start


def is_greeting(text: str) -> bool:
    """Whether a text begins with a greeting, or with thanks, which stand in for one."""
    return bool(_beginning().match(text))


def is_salutation(text: str) -> bool:
    """Whether a text begins with a greeting proper."""
    return bool(_salutation_words().match(text))


def has_greeting(line: str) -> bool:
    """Whether a short line greets behind the name of whom it greets: 'Colleagues, good morning!'."""
    words = " ".join(re.findall(r"[^\W_]+", line.lower()))
    return len(line) <= _LONGEST_NAME and bool(re.search(rf" (?:{_either(GREETINGS)})\Z", words))


def is_closing(line: str) -> bool:
    """Whether a line is the one that takes leave."""
    return len(line) <= _LONGEST_CLOSING and bool(_closing().match(line))


@cache
def greeting_words() -> re.Pattern[str]:
    """What finds a greeting among folded words that have one space around each."""
    return re.compile(rf" (?:{_either(GREETINGS)}) ")


@cache
def _beginning() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_either(GREETINGS, _OPENINGS, _THANKS)}){_WORD_ENDS}", re.IGNORECASE)


@cache
def _salutation_words() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_either(GREETINGS, _OPENINGS)}){_WORD_ENDS}", re.IGNORECASE)


@cache
def _salutation() -> re.Pattern[str]:
    """A greeting with whom it greets; a full stop in there is an abbreviation's."""
    capitalised = r"(?-i:[A-ZÕÄÖÜŠŽА-ЯЁ])[^\s,!?:;]*"
    name = rf"(?:,[ \t]+{capitalised}(?:[ \t]+{capitalised}){{0,2}}(?=[,!:]))?"
    end = r"(?:[,!:][ \t]*\n?|\n|[ \t]+[–—-][ \t]+)[ \t]*(?=\S)"
    whom = rf"[^\n,!?:;]{{0,{_LONGEST_NAME}}}?"
    return re.compile(rf"(?:{_either(GREETINGS, _OPENINGS)}){_WORD_ENDS}{whom}{name}{end}", re.IGNORECASE)


@cache
def _closing() -> re.Pattern[str]:
    alone = rf"(?:{_either(_THANKS, _LONE_CLOSINGS)})[.,!]*\s*\Z"
    signed = rf"(?:{_SIGNED})(?: (?!(?:is|are|was|has|on|oli|ei|не)\b)[^\s.!?,:\d]+){{1,4}}\s*\Z"
    return re.compile(rf"\W*(?:(?:{_either(CLOSINGS)}){_WORD_ENDS}|{alone}|{signed})", re.IGNORECASE)


def _either(*tables: dict[str, str]) -> str:
    """An expression for any of the phrases of tables, the longest first."""
    phrases = {" ".join(phrase.split()) for table in tables for line in table.values() for phrase in line.split(";")}
    expressions = (re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases)
    return "|".join(sorted(expressions, key=lambda each: (-len(each), each)))
