"""Numbers in figures, in words and as template variables, alone and in ranges."""

import re
from dataclasses import dataclass, replace

from policylint.facts.lexicon import BLANKS, lexicon
from policylint.facts.scan import Scan

_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,' ][0-9]{3})+\Z")
_CASE_ENDINGS = frozenset("х ти ми и ех ух ю ью мя ne me e ks ni st ga l le a ks s".split())
_ORDINAL_ENDINGS = frozenset("th st nd rd го й е я ое ый ого ом му м ая ой".split())
_LONGEST = 18
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens `begin` to `stop` that make a number; `low` is None for a template variable.

    `form`: digits | words | article | hole. `is_cited` numbers belong to a clause, version or address.
    """

    begin: int
    stop: int
    low: float | None
    high: float | None
    form: str
    is_ordinal: bool = False
    is_year: bool = False
    is_cited: bool = False


def find_quantities(scan: Scan) -> list[Quantity]:
    """Return every number of the text in order, without overlaps."""
    found: list[Quantity] = []
    position = 0
    for index in scan.anchors:
        if index >= position and (quantity := read_quantity(scan, index)):
            found.append(quantity)
            position = quantity.stop
    return found


def read_quantity(scan: Scan, index: int) -> Quantity | None:
    """Return the number or range that begins at the token."""
    first = _read_one(scan, index)
    if first is None:
        return None
    first = _with_repetition(scan, first)
    ranged = _read_range(scan, first)
    cited = _is_cited(scan, index)
    return replace(ranged or first, is_cited=cited) if cited else ranged or first


def _read_one(scan: Scan, index: int) -> Quantity | None:
    word = scan.word(index)
    if "0" <= word[:1] <= "9":
        return _read_digits(scan, index)
    if index in scan.holes:
        hole = scan.holes[index]
        return Quantity(index, index + 1, None, None, "hole") if hole.kind == "placeholder" else None
    if word in lexicon().numbers:
        return _read_words(scan, index)
    if word in lexicon().ordinals:
        value = lexicon().ordinals[word]
        return Quantity(index, index + 1, value, value, "words", is_ordinal=True)
    if (word[:1] == "_" and len(word) > 1) or word in BLANKS:
        return Quantity(index, index + 1, None, None, "hole")
    return _read_article(scan, index)


def _read_article(scan: Scan, index: int) -> Quantity | None:
    """Read "a day", "half an hour": the article stands before an anchor that is a unit."""
    begin = index - 1
    while scan.word(begin) in lexicon().modifiers and scan.word(begin) not in ("a", "an"):
        begin -= 1
    if scan.word(begin) not in ("a", "an") or scan.word(index) not in lexicon().units:
        return None
    return Quantity(begin, begin + 1, 1, 1, "article")


def _read_digits(scan: Scan, index: int) -> Quantity | None:
    if scan.is_glued(index) and not _may_touch(scan, index - 1):
        return None
    text, stop = scan.words[index], index + 1
    while len(text) <= _LONGEST and _continues_by_space(scan, stop, text):
        text += " " + scan.word(stop)
        stop += 1
    while len(text) <= _LONGEST and _continues(scan, stop):
        text += scan.word(stop) + scan.word(stop + 1)
        stop += 2
    value = _parse(text)
    if value is None or _is_fraction_or_code(scan, index, stop):
        return None
    value, stop = _with_multiplier(scan, stop, value)
    is_year = len(text) == 4 and text.isdigit() and 1900 <= value <= 2100
    ending, after = _ending(scan, stop)
    is_ordinal = (ending in _ORDINAL_ENDINGS and ending not in _CASE_ENDINGS) or (ending == "st" and text[-1] == "1")
    return Quantity(index, after, value, value, "digits", is_ordinal=is_ordinal, is_year=is_year)


def _may_touch(scan: Scan, index: int) -> bool:
    word = scan.words[index]
    if word in (".", ",") and scan.is_glued(index) and scan.words[index - 1][-1].isdigit():
        return False  # the tail of 1.2.3
    return word in "\n([«„“\"'~-:,<>≤≥+*|=/;!?•>§#" or word in lexicon().currencies or word == "."


def _continues(scan: Scan, stop: int) -> bool:
    return (
        scan.word(stop) in (".", ",", "'")
        and scan.word(stop + 1).isdigit()
        and scan.is_glued(stop)
        and scan.is_glued(stop + 1)
    )


def _continues_by_space(scan: Scan, stop: int, text: str) -> bool:
    """Say whether a group of three figures follows one space: 1 000."""
    word = scan.word(stop)
    head = text.partition(" ")[0]
    if not (len(word) == 3 and word.isdigit() and len(head) <= 3 and head[0] != "0"):
        return False
    return scan.starts[stop] - scan.stops[stop - 1] == 1


def _parse(text: str) -> float | None:
    """Return the value of figures with separators, or None for versions and the like (1.2.3)."""
    if len(text) > _LONGEST:
        return None
    if text.isdigit():
        return float(text)
    if text[0] != "0" and _THOUSANDS.match(text) and len(set(re.sub("[0-9]", "", text))) == 1:
        return float(re.sub(r"\D", "", text))
    whole, _, rest = text.rpartition("," if text.rfind(",") > text.rfind(".") else ".")
    if not rest.isdigit() or not (whole.isdigit() or _THOUSANDS.match(whole)):
        return None
    return float(f"{re.sub('[^0-9]', '', whole)}.{rest}")


def _is_fraction_or_code(scan: Scan, index: int, stop: int) -> bool:
    """Say whether figures are part of 24/7, 2019/771, 24x7 or AB-12."""
    if scan.word(stop) == "/" and scan.word(stop + 1).isdigit():
        return True
    if scan.word(index - 1) == "/" and scan.is_glued(index) and scan.word(index - 2).isdigit():
        return True
    return (
        scan.word(index - 1) == "-"
        and scan.is_glued(index)
        and scan.is_glued(index - 1)
        and scan.word(index - 2) in ("№", "iso")
    )


def _with_multiplier(scan: Scan, stop: int, value: float) -> tuple[float, int]:
    word = scan.word(stop)
    if word in _FRACTIONS:
        return value + _FRACTIONS[word], stop + 1
    factor = lexicon().multipliers.get(word)
    if factor is None or (word == "k" and not scan.is_glued(stop)):
        return value, stop
    return value * factor, stop + 2 if scan.word(stop + 1) == "." and len(word) <= 3 else stop + 1


def _ending(scan: Scan, stop: int) -> tuple[str, int]:
    """Return a case or ordinal ending written after figures, and the token after it: 5-ти, 5th, 14-ne."""
    hyphen = scan.word(stop) == "-" and scan.is_glued(stop) and scan.is_glued(stop + 1)
    at = stop + 1 if hyphen else stop
    word = scan.word(at)
    if not scan.is_glued(at) or word not in _CASE_ENDINGS | _ORDINAL_ENDINGS:
        return "", stop
    if not hyphen and word not in ("th", "st", "nd", "rd", "х", "ти", "го", "й"):
        return "", stop
    return word, at + 1


def _read_words(scan: Scan, index: int) -> Quantity | None:
    numbers = lexicon().numbers
    value, stop = numbers[scan.words[index]], index + 1
    while True:
        at = stop + 1 if scan.word(stop) in ("-", "and") and value >= 20 else stop
        following = numbers.get(scan.word(at))
        if following is None:
            break
        if following == 100 and value < 10:
            value *= 100
        elif (
            20 <= value < 1000
            and value % 10 == 0
            and 1 <= following < 10
            and (scan.word(stop) != "and" or value >= 100)
        ) or (value >= 100 and value % 100 == 0 and 10 <= following < 100):
            value += following
        else:
            break
        stop = at + 1
    value, stop = _with_multiplier(scan, stop, value)
    return Quantity(index, stop, value, value, "words")


def _with_repetition(scan: Scan, first: Quantity) -> Quantity:
    """Take in the same number said twice: ten (10), 30 (тридцати)."""
    if scan.word(first.stop) != "(":
        return first
    second = _read_one(scan, first.stop + 1)
    if second is None or scan.word(second.stop) != ")" or scan.word(second.begin) in ("n", "x"):
        return first
    if second.low != first.low and not (first.low is None or second.low is None):
        return first
    return replace(first, stop=second.stop + 1)


def _read_range(scan: Scan, first: Quantity) -> Quantity | None:
    """Take in the upper end of a range: 2-3, от 3 до 5, between 5 and 10, 5 kuni 7."""
    words, opener = lexicon(), scan.word(first.begin - 1)
    stop = first.stop
    while scan.word(stop) in ("-", ".", "…"):
        stop += 1
    separator = scan.words[first.stop : stop]
    if separator in (["-"], ["…"], [".", "."], [".", ".", "."]):
        at = stop
    elif scan.word(first.stop) in words.range_words or words.betweens.get(opener) == scan.word(first.stop):
        at = first.stop + 1
    else:
        return None
    if scan.word(at) in words.range_openers or first.form == "article":
        return None
    last = _read_one(scan, at)
    if last is None or last.form == "article":
        return None
    last = _with_repetition(scan, last)
    if first.low is not None and last.high is not None and first.low >= last.high:
        return None
    begin = first.begin - 1 if opener in words.range_openers or opener in words.betweens else first.begin
    unknown = first.low is None or last.high is None
    return replace(
        last, begin=begin, low=None if unknown else first.low, high=None if unknown else last.high,
        form="hole" if unknown else last.form, is_year=first.is_year and last.is_year,
    )  # fmt: skip


def _is_cited(scan: Scan, index: int) -> bool:
    before = index - 1
    if scan.word(before) in (".", "-", ":"):
        before -= 1
    return before >= 0 and scan.words[before] in lexicon().citations
