"""How a text begins and takes leave: the place behind its greeting, and the one before its closing and signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policylint.languages.greetings import CLOSINGS, find_greeting, has_greeting, is_closing, is_greeting, is_salutation

# How a last sentence says goodbye that would be a sentence like others further up.
_FAREWELLS = {
    "en": """
        thank you for; thanks for; thanks again; many thanks; with many thanks; we look forward; looking forward; we
        hope to see; hope to see; see you; we wish; have a; enjoy; happy; good luck; lots of love; love from;
        from all of us; it was a pleasure; bye; ta; thanks; thank you
        """,
    "ru": """
        спасибо; благодарим; желаем; ждём вас; до встречи; до новых встреч; хорошего;
        хорошей; приятного; приятной; удачного; удачной; здоровья; берегите себя; всегда ваш
        """,
    "et": """
        aitäh; täname; suur tänu; kohtumiseni; kohtume; soovime; head; ilusat; kaunist; mõnusat; meeldivat; edu; õnne;
        terv; tervitades; ootame teid; näeme; jõudu
        """,
}
_MOST_WORDS = {"signature": 6, "farewell": 12, "shout": 8, "mark": 6, "opening": 5}
_LONGEST = 70  # characters of a line that takes leave or signs
_LONGEST_GREETING = 60
_TAIL = 7  # lines
_GREETED = 4  # the first lines that may greet
_HEADER = re.compile(
    r"(?:subject|from|to|cc|date|re|тема|от|кому|копия|дата|teema|saatja|kellelt|kellele|saaja|kuupäev)\s*:",
    re.IGNORECASE,
)
_LABEL = r"(?:tel|telefon|phone|ph|mob|fax|e-?mail|e-post|web|тел|телефон|факс|почта|эл\. почта|сайт)\b[.:]*\s*"
_CONTACT = re.compile(
    rf"(?:(?:{_LABEL})?(?:\+?\d[\d\s().-]{{4,}}|\S+@\S+|(?:https?://)?(?:[\w-]+\.)+[^\W\d]{{2,}}(?:/\S*)?)[\s|,;·•/–—-]*)+",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-–—_*=~\s]{2,}")
_NUMBER = re.compile(r"(?<!\w)\d|[€$£₽%<>@]")
_ABBREVIATED = re.compile(r"(?:\b(?:ltd|inc|co|corp|llc|bros|jr|sr)|(?<!\w)\w)\.\Z", re.IGNORECASE)
_ORGANISATION = re.compile(r"\W*(?:KÜ|KU|OÜ|AS|MTÜ|FIE|ТСЖ|ООО|ОАО|АО|УК|ИП|СНТ|ТСН|ГК|СК|МУП)\s\W*[^\W\d]")
_PLACED = re.compile(r"\W*[^\W\d][^.!?:;]*, [^\W\d]\w* \d{1,3}\w?")  # 'Perearstid, Kase 12'
_DOMAIN = re.compile(r"[^\W\d_][\w-]*\.\w{2,}")
_SIGNS = re.compile(r"[\s*_~`#>\"'«„“(\[/|–—-]*")
_INSIDE = re.compile(r"(?<=[^\W\d]{4})\.\s|[!?…]\s|[:;]|(?<=\d)\.\s")
_SENTENCES = re.compile(r"(?:(?<=\w\w\w\w\.)|(?<=[!?…])|(?<=[»”)\]\d]\.)|(?<=\w/\w\.))\s+(?=[^\W\d_]|[«\"„“(–—-])")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|will|can|must|be|не|нет|был\w*|будет|можно|нужно|on|oli|ei|saab|tuleb|võib|peab)\b",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"(?:\S+\s+){4,}[^\W\d_]*[a-zа-яёõäöüšž]\Z")
_ADDRESS = re.compile(r"[^.!?:€$£₽%]*\d[^!?:€$£₽%]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in lines of a text; `is_greeted` if a greeting stands before it."""

    line: int
    offset: int
    is_greeted: bool = False


def find_opening(lines: Sequence[str]) -> Place:
    """Find where a text goes on after the header lines of a mail and its greeting, at the end of a line or in it."""
    first = next((number for number, line in enumerate(lines) if not _HEADER.match(line.strip())), 0)
    for number in range(first, min(first + _GREETED, len(lines))):
        line = lines[number]
        is_first = number == first and number + 1 < len(lines)
        if is_greeting(line) or has_greeting(line) or (is_first and _looks_greeting(line)):
            end = find_greeting(line)
            is_short = len(line) <= _LONGEST_GREETING and not _SENTENCES.search(line.strip())
            return Place(number, end if end and not is_short else len(line), is_greeted=True)
    return Place(first, 0)


def find_parting(lines: Sequence[str]) -> Place | None:
    """Find where a text begins to take its leave or is signed, at the beginning of a line or in it."""
    stated = [number for number, line in enumerate(lines) if number and is_closing(line.strip())]
    if stated:
        return _with_farewell(lines, stated[-1])
    first = max(1, len(lines) - _TAIL)
    kinds = "".join(_tell(line) for line in lines[first:])
    tail = re.search(r"k{1,2}[sacr]{0,5}\Z|r?s{1,2}[cr]{0,3}\Z", kinds)
    if tail and tail[0][0] in "rs" and _goes_on(lines[first + tail.start() - 1].strip()):
        tail = None
    start = first + tail.start() if tail else len(lines)
    offset = _find_farewell(lines[start - 1], may_sign=tail is None) if start else 0
    if offset:
        return Place(start - 1, offset)
    return Place(start, 0) if tail else None


def _goes_on(line: str) -> bool:
    """Whether a line is nothing without the next one."""
    return line.endswith(":") or bool(_OPEN_END.match(line))


def _with_farewell(lines: Sequence[str], closing: int) -> Place:
    """The closing with the farewell before it: 'See you soon! / Regards'."""
    if closing > 1 and _tell(lines[closing - 1]) == "k":
        closing -= 1
    offset = _find_farewell(lines[closing - 1], may_sign=False)
    return Place(closing - 1, offset) if offset else Place(closing, 0)


def _find_farewell(line: str, *, may_sign: bool) -> int:
    """Where the last sentences of a line take leave, 0 when they don't or nothing else is said in it."""
    starts = [match.end() for match in _SENTENCES.finditer(line)]
    found = 0
    for start in reversed(starts):
        stop = found or len(line)
        kind = _tell(line[start:stop])
        if kind != "k" and not (may_sign and not found and kind == "s"):
            break
        found = start
    return found


def _tell(line: str) -> str:
    """Tell what one of the last lines is.

    It takes leave (k), signs (s), says where to find or reach somebody (a, c), is a rule (r), or part of the body (b).
    """
    said = line.strip()
    count = len(said.split())
    if not said or _RULE.fullmatch(said):
        return "r"
    if _DOMAIN.fullmatch(said) and said[0].isupper():
        return "s"
    if _CONTACT.fullmatch(said):
        return "c"
    if _takes_leave(said, count):
        return "k"
    if _signs(said, count):
        return "s"
    return "a" if len(said) <= _LONGEST and _ADDRESS.fullmatch(said) else "b"


def _takes_leave(said: str, count: int) -> bool:
    if len(said) > _LONGEST or _HEADER.match(said) or (is_salutation(said) and not _farewell().match(said)):
        return False
    if is_closing(said) or (said.endswith(",") and count <= _MOST_WORDS["mark"] and not _NUMBER.search(said)):
        return True
    if _NUMBER.search(said) or _INSIDE.search(said.rstrip(".!… ")):
        return False
    if _farewell().match(said):
        return count <= _MOST_WORDS["farewell"] and not said.endswith("?")
    return said.endswith("!") and count <= _MOST_WORDS["shout"]


def _signs(said: str, count: int) -> bool:
    bare = said[_SIGNS.match(said).end() :]  # type: ignore[union-attr]  # it matches nothing, too
    if not bare or count > _MOST_WORDS["signature"] or len(said) > _LONGEST or not bare[0].isupper():
        return False
    is_numbered = _NUMBER.search(said) and not _ORGANISATION.match(said) and not _PLACED.fullmatch(said)
    if is_numbered or _VERB.search(said) or _INSIDE.search(said) or _HEADER.match(said) or is_salutation(said):
        return False
    return bare[-1] not in "?!:;,…" and (bare[-1] != "." or bool(_ABBREVIATED.search(bare)))


def _looks_greeting(line: str) -> bool:
    """Whether a first line greets in words that nobody listed: 'Kia ora,'."""
    said = line.strip()
    is_short = len(said.split()) <= _MOST_WORDS["opening"]
    return is_short and said[-1:] in {",", "!"} and not _NUMBER.search(said) and said.count("!") <= 1


@cache
def _farewell() -> re.Pattern[str]:
    phrases = {
        " ".join(each.split())
        for table in (_FAREWELLS, CLOSINGS)
        for line in table.values()
        for each in line.split(";")
    }
    longest = sorted(map(re.escape, phrases), key=len, reverse=True)
    return re.compile(rf"\W*(?:{'|'.join(longest)})(?![\w’'-])", re.IGNORECASE)
