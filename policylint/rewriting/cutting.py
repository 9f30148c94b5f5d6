"""A part of a sentence taken out, so that what is left is a sentence: its marks, joining words and capital letter."""

import re
from dataclasses import dataclass

from policylint.spans import Match

_CONJUNCTIONS = "and|or|but|nor|so|yet|и|или|но|а|да|либо|зато|однако|ja|ning|või|kuid|aga|ent|vaid"
_MARK = re.compile(r"[ \t]*(?P<mark>[,;:]|(?<=\s)[–—-](?=\s)|—)")
_ENDING_MARK = re.compile(r"(?:(?P<mark>[,;:])|(?<=\s)(?P<dash>[–—-])|(?P<long>—))\s*\Z")
_JOINED = re.compile(rf"\s*(?:{_CONJUNCTIONS})\s+(?=\S)", re.IGNORECASE)
_JOINING = re.compile(rf"(?:\A|(?<=[\s,;:—–-]))(?:{_CONJUNCTIONS})\s*\Z", re.IGNORECASE)
_ADDING = re.compile(r"\s*(?:and|or|и|или|да|либо|ja|ning|või)\s", re.IGNORECASE)
_RELATIVE = re.compile(r"\s*(?:who|whom|whose|which|котор\w+|kes|kelle|keda|mis|mille|mida)\s", re.IGNORECASE)
_END = re.compile(r"\s*[.!?…]*[\"'»”“’)\]]*\s*\Z")
_OPENERS = re.compile(r"[\s\"'«„“(\[*_•–—-]*")
_PAIRS = {"(": ")", "[": "]", "«": "»", "„": '“”"', "“": "”", '"': '"', "'": "'"}
_FEW_WORDS = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """What is taken out of a text, and the letter behind it that now begins a sentence, -1 if none does."""

    start: int
    stop: int
    capital: int = -1


def cut_out(text: str, place: Match, sentence: Match) -> Cut | None:
    """Take a part of a sentence out with what joined it to the rest; None when that would leave nothing."""
    start, stop = _widen_over_pairs(text, place, sentence)
    before, after = text[sentence.start : start], text[stop : sentence.stop]
    is_first = bool(_OPENERS.fullmatch(before))
    if _END.fullmatch(after):
        return None if is_first else _cut_last(text, start, stop, sentence)
    if is_first:
        return _cut_first(text, start, stop, sentence)
    return _cut_middle(text, start, stop, sentence)


def _widen_over_pairs(text: str, place: Match, sentence: Match) -> tuple[int, int]:
    """The part with brackets or quotes that hold nothing else."""
    start, stop = place.start, place.stop
    while start > sentence.start and stop < sentence.stop and text[stop] in _PAIRS.get(text[start - 1], ""):
        start, stop = start - 1, stop + 1
    return start, stop


def _cut_first(text: str, start: int, stop: int, sentence: Match) -> Cut:
    """What follows begins the sentence, with a capital letter if the sentence had one."""
    mark = _MARK.match(text, stop, sentence.stop)
    at = mark.end() if mark else stop
    if mark and (joined := _JOINED.match(text, at, sentence.stop)):
        at = joined.end()
    at = _skip_space(text, at, sentence.stop)
    return Cut(start, at, -1 if text[start].islower() else _find_capital(text, at, sentence))


def _cut_last(text: str, start: int, stop: int, sentence: Match) -> Cut:
    """What stands before ends the sentence: no mark and no joining word stays behind it."""
    end = sentence.start + len(text[sentence.start : _find_joining(text, start, sentence.start)].rstrip())
    end = _strip_mark(text, end, sentence.start)
    return Cut(end, _skip_space(text, stop, sentence.stop))


def _strip_mark(text: str, end: int, start: int) -> int:
    while mark := _ENDING_MARK.search(text[start:end] + " "):
        end = start + len(text[start : start + mark.start()].rstrip())
    return end


def _is_aside(part: str) -> bool:
    """Whether a part between two commas was said by the way: without it, its neighbours belong together."""
    return bool(_RELATIVE.match(part)) or len(part.split()) <= _FEW_WORDS


def _cut_middle(text: str, start: int, stop: int, sentence: Match) -> Cut:
    """Of the marks on both sides one stays, or none where they held something said by the way."""
    later = _MARK.match(text, stop, sentence.stop)
    if later or _JOINED.match(text, stop, sentence.stop):
        start = _find_joining(text, start, sentence.start)
    end = sentence.start + len(text[sentence.start : start].rstrip())
    earlier = _ENDING_MARK.search(text[sentence.start : end] + " ")
    if not (earlier and later):
        return Cut(end, stop) if later else Cut(start, _skip_space(text, stop, sentence.stop) if start > end else stop)
    first, second = earlier["mark"] or earlier["dash"] or earlier["long"], later["mark"]
    bare = _strip_mark(text, end, sentence.start)
    following = text[later.end() : sentence.stop]
    is_by_the_way = _is_aside(text[start:stop]) or _ADDING.match(following)
    if first == second and (first not in ",;:" or (first == "," and is_by_the_way)):
        return Cut(bare, later.end())
    if first == "," or second == ";":
        return Cut(bare, stop)
    return Cut(start, _skip_space(text, later.end(), sentence.stop))


def _find_joining(text: str, at: int, start: int) -> int:
    """Where a word that joins the words before a place to what is there begins, else the place."""
    end = start + len(text[start:at].rstrip())
    joining = _JOINING.search(text[start:end])
    return start + joining.start() if joining and joining.start() else at


def _skip_space(text: str, at: int, stop: int) -> int:
    while at < stop and text[at].isspace():
        at += 1
    return at


def _find_capital(text: str, at: int, sentence: Match) -> int:
    """The small letter that begins what is left; none of an address or of a name that is written with one."""
    opening = _OPENERS.match(text, at, sentence.stop)
    first = opening.end() if opening else at
    word = text[first : sentence.stop].split(maxsplit=1)[:1]
    if not word or not word[0][0].islower() or re.search(r"[@/\\_]|\w\.\w|.[A-ZА-Я]", word[0]):
        return -1
    return first
