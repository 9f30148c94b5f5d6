"""English: forms come from suffix rules, and from a table (`data/en-words.tsv`) where the rules are wrong.

Any lemma is expanded as a noun and as a verb. A form that is no word ('informations') costs nothing; a form that is
another frequent word ('feed' from 'fee') would cost false alarms, so such lemmas are in the table.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from policylint.languages.lemmas import UnknownLemma, words

_WORDS = Path(__file__).with_name("data") / "en-words.tsv"
_WORD = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*'?")
_VOWELS = frozenset("aeiou")
_PREFIXES = ("re", "un", "over", "under", "out", "mis", "fore", "with", "pre", "inter")
_SHORTEST_TAIL = 3
_SYLLABLE = re.compile(r"(?:(?<!q)[aeiouy]|(?<=q)u[aeiouy])+")
_CLOSED = re.compile(r"(?:^|[^aeiou]|qu)[aeiou][bdfgklmnprstvz]$")

# Spellings that differ by rule: organise/organize and their kin, colour/color and theirs.
_ISE = re.compile(r"(?<=[a-z]{3}[iy])[sz](?=(?:e|er|able|ation|ational)$)")
_ALWAYS_S = words(
    """
    advertise advertiser advise adviser advisable compromise concise enterprise exercise expertise franchise
    otherwise likewise precise premise promise revise supervise surprise
    """
)
_OUR = re.compile(
    r"^((?:dis|un|mis)?(?:arm|behavi|cand|col|endeav|fav|fl?av|harb|hon|hum|lab|neighb|rig|rum|sav|vig)o)u?r"
)

STOPWORDS = words(
    """
    a about after all also am an and any are as at be because been before being both but by can could did do
    does for from had has have he her here him his how i if in into is it its just may me more most must my no
    nor not now of off on once only or other our out over own same shall she should so some such than that the
    their them then there these they this those through to too under until up upon us very was we were what when
    where which while who whom why will with within without would you your yours
    """
)
NEGATORS = dict.fromkeys(words("not no never none nobody nothing nor neither nowhere cannot without hardly n't"), 7)
CARRIERS: frozenset[str] = frozenset()
NEGATIVE_ENDINGS: tuple[str, ...] = ()
ABBREVIATIONS = words(
    """
    e.g eg i.e ie etc cf vs viz approx incl excl esp resp est min max mr mrs ms messrs dr prof st sr jr capt lt
    sgt no nos nr sec sect para ch chap fig figs p pp pg vol ref tel ext dept inc ltd co corp plc llc bros gmbh
    assn govt intl ave blvd rd sq apt bldg jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu
    thur thurs fri a.m p.m u.s u.k e.u hr hrs mins secs wk yr yrs mo mth p.a p.s ps n.b nb c.o.b a.k.a al
    """
)


def expand(lemma: str) -> frozenset[str]:
    """Give every form of a folded lemma, in British and American spelling, possessives with a straight apostrophe."""
    if not _WORD.fullmatch(lemma):
        raise UnknownLemma(lemma, "not an English word")
    return frozenset(form for spelling in _spellings(lemma) for form in _inflect(spelling))


def _spellings(lemma: str) -> set[str]:
    """Give the ways to spell a word, the given one among them."""
    spellings = {lemma, *(form for kind, forms in _table().get(lemma, ()) if kind == "spelling" for form in forms)}
    spellings |= {_OUR.sub(rf"\1{letters}", word) for word in spellings for letters in ("ur", "r")}
    if lemma not in _ALWAYS_S:
        spellings |= {_ISE.sub(letter, word) for word in spellings for letter in "sz"}
    return spellings


def _inflect(word: str) -> set[str]:
    """Inflect one spelling as everything that it can be."""
    entries = _table().get(word, ())
    kinds = {kind for kind, _ in entries}
    forms = {word, *(form for kind, given in entries if kind != "spelling" for form in given)}
    if kinds & {"adjective", "both"}:
        forms |= {stem + ending for stem in _stems(word) for ending in ("er", "est")}
    if kinds & {"only", "adjective"} and not kinds & {"verb", "noun"}:
        return forms
    forms |= set(_noun_forms(word))
    if "thing" not in kinds:
        forms |= set(_verb_forms(word, regular="verb" not in kinds))
    if "-" in word:
        head, _, tail = word.rpartition("-")
        forms |= {f"{head}-{form}" for spelling in _spellings(tail) for form in _inflect(spelling)}
    return forms


def _noun_forms(word: str) -> Iterator[str]:
    """Give the plurals and possessives."""
    given = (form for kind, forms in _table().get(word, ()) if kind == "noun" for form in forms)
    plurals = {*_s_forms(word), *_tail_forms(word, "noun"), *given}
    yield f"{word}'s"
    for plural in plurals:
        yield plural
        yield f"{plural}'" if plural.endswith("s") else f"{plural}'s"


def _verb_forms(word: str, *, regular: bool) -> Iterator[str]:
    """Give the verb forms; -ed only of a regular verb."""
    yield from _s_forms(word)
    yield from _tail_forms(word, "verb")
    if word.endswith("ie"):
        yield f"{word[:-2]}ying"
    elif word.endswith(("y", "ee", "oe", "ye")):
        yield f"{word}ing"
    else:
        yield from (f"{stem}ing" for stem in _stems(word))
    if regular:
        yield from (f"{stem}ed" for stem in _stems(word))


def _s_forms(word: str) -> tuple[str, ...]:
    """Give the plural, which is the verb's third person too."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return (f"{word[:-1]}ies",)
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return (f"{word}es",)
    return (f"{word}s", f"{word}es") if word.endswith("o") else (f"{word}s",)


def _stems(word: str) -> tuple[str, ...]:
    """Give what -ed, -ing, -er and -est are put on; two stems where the stress decides and isn't known."""
    if len(word) >= _SHORTEST_TAIL and word.endswith("e"):
        return (word[:-1],)
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return (f"{word[:-1]}i",)
    if not _CLOSED.search(word):
        return (word,)
    doubled = word + word[-1]
    return (doubled,) if len(_SYLLABLE.findall(word)) == 1 else (word, doubled)


def _tail_forms(word: str, kind: str) -> Iterator[str]:
    """Give the irregular forms of a word made from another one: `overpay` as `pay`, `salesman` as `man`."""
    for start in range(2, len(word) - _SHORTEST_TAIL + 1):
        if kind == "verb" and word[:start] not in _PREFIXES:
            continue
        for entry_kind, forms in _table().get(word[start:], ()):
            if entry_kind == kind:
                yield from (word[:start] + form for form in forms or [word[start:]])


@cache
def _table() -> dict[str, list[tuple[str, list[str]]]]:
    """Read the table: word -> its kinds, each with the forms given."""
    table: dict[str, list[tuple[str, list[str]]]] = {}
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, word, *given = line.split("\t")
        forms = given[0].split() if given else []
        for key in [word, *forms] if kind == "spelling" else [word]:
            table.setdefault(key, []).append((kind, [word, *forms] if kind == "spelling" else forms))
    return table
