"""Estonian: forms come from committed paradigms (`data/et-paradigms.txt`), compounds and derivations by rule.

The paradigms hold simple words. A word that isn't among them is taken for a derivation (-mine, -ja, participles)
or for a compound, which inflects like its last part: `teenustasu` like `tasu`.
Clitics (-gi, -ki) are added here, to the forms that take them often; no form is ever stripped at lookup.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from policylint.languages.lemmas import UnknownLemma

_PARADIGMS = Path(__file__).with_name("data") / "et-paradigms.txt"
_SHORTEST_HEAD = 3
_SHORTEST_ADVERB = 5
_ADVERBS = ("lt", "sti", "mata")  # `asjatult`, `hästi`, `vastamata`: they never inflect
_VOICELESS = frozenset("bdfghkpsštzž")

# Endings as in the data file: those that often take a clitic, '+' the others ('+' participles).
_AGENT = (
    "ja jat jas jale jal jaga jad jate jaid + jasse jast jalt jaks jani jana jata jatesse jates jatest jatele jatel "
    "jatelt jateks jateni jatena jateta jatega jaisse jais jaist jaile jail jailt jaiks"
)
_MINE = (
    "ne se st ses sele sel sega sed ste si + sse sesse sest selt seks seni sena seta seid stesse stes stest stele stel "
    "stelt steks steni stena steta stega sisse sis sist sile sil silt siks"
)
_LIK = (
    "k ku kku kus kule kul kuga kud ke kke + kusse kust kult kuks kuni kuna kuta kkude kkusid kesse kes kest kele kel "
    "kelt keks keni kena keta kega"
)
_US = (
    "s se st ses sele sel sega sed ste si + sse sesse sest selt seks seni sena seta seid stesse stes stest stele stel "
    "stelt steks steni stena steta stega"
)
_PRESENT_PARTICIPLE = (
    "v va vat vale val vaga vad vate vaid vasse vas vast valt vaks vana vani vata vatesse vates vatest vatele vatel "
    "vatelt vateks vatena vateta vatega"
)
_PAST_PARTICIPLE = "ud u ut ule uga ute uid us ust ul ult uks una uta usse utes utest utele utel utelt utega utena"

# Lemma endings that always inflect alike: what the lemma ends in, the part that changes, the endings that replace it.
_DERIVATIONS = (
    ("mine", "ne", _MINE),
    ("nud", "ud", _PAST_PARTICIPLE),
    ("tud", "ud", _PAST_PARTICIPLE),
    ("dud", "ud", _PAST_PARTICIPLE),
)
# Endings that are productive enough for a word without a known head.
_LAST_RESORT = (
    ("lik", "k", _LIK),
    ("line", "ne", _MINE),
    ("dus", "s", _US),
    ("tus", "s", _US),
    ("tav", "v", _PRESENT_PARTICIPLE),
)

STOPWORDS = frozenset(
    """aga alati alles ama asja ei ega eest ehk ehkki enam enda ennast enne et end ette ga hiljem igal iga ikka ilma ise
    ja jah jaoks jooksul juba juures just ka kaasa kas keegi kelle kellel kes kogu kohta kui kuid kuidas kuigi kuna kuni
    kus kõik kõige kõigi kõiki küll läbi ma me meie meid meil meile meilt mida midagi mille millal millega milles mina
    minu mind mis miski mitte mu mul mulle muu muud muul ning nad need neid neil neile nende nendel nii niipea nüüd
    ole oled oleks olema oleme olen olete oli olid olla olnud on oma omal ongi pea peab peaks peal peale peavad pole
    poolt praegu pärast päris sa saa saab saaks saame saate saavad see seda selle sellel selles sellest seejärel seega
    seetõttu sel selleks siin siis sind sina sinu su sulle ta taga teda teie teid teil teile teilt tema tuleb tõttu
    vaid vastu vaja veel vist vms või võib võite võivad väga välja ära üks ühe ühte üle ülal"""
    .split()
)  # fmt: skip
NEGATORS = frozenset("ei ega mitte ära ärge ärgu ärgem ilma pole polnud poleks polevat poldud iialgi eales".split())
ABBREVIATIONS = frozenset(
    """nt näit k.a k.a jne jm jms jmt jpt jt vms vm vt vrd st s.t s.o so s.h sh e.m.a e.k.a m.a.j o.s a.s lk tel telef
    tlf tn mnt pst pk nr hr pr prl dr prof mag lp ld tk kl klo kpv a a-k aa aastal saj sek min mln mld milj mlrd eur kr
    krt s u umb ca aj apr aug dets jaan juuli jun jun veebr mär mai okt nov sept p lg lõ ptk par art täh tähtp koost
    toim abil as oü tü fie reg reg-nr reg.nr kk km ka mob faks p.s ps i.k"""
    .split()
)  # fmt: skip


def expand(lemma: str) -> frozenset[str]:
    """Give every form of a folded lemma, the frequent ones with their clitics too."""
    for start in _head_starts(lemma):
        forms = _inflect(lemma[start:])
        if forms:
            return frozenset(lemma[:start] + form for form in forms)
    for suffix, changing, endings in _LAST_RESORT:
        if lemma.endswith(suffix) and len(lemma) > len(suffix) + 2:
            return frozenset(_attach(lemma.removesuffix(changing), endings))
    if lemma.endswith(_ADVERBS) and len(lemma) > _SHORTEST_ADVERB:
        return frozenset({lemma})
    raise UnknownLemma(lemma)


def _head_starts(lemma: str) -> Iterator[int]:
    """Give the places where the last part of a compound may begin, the whole word first."""
    yield 0
    first = 1 if "-" in lemma else 2
    for start in range(first, len(lemma) - _SHORTEST_HEAD + 1):
        if lemma[start] != "-":
            yield start


def _inflect(lemma: str) -> frozenset[str]:
    """Inflect a simple word; empty when neither the table nor a derivation knows it."""
    if lemma in _index():
        stem, endings = _index()[lemma]
        return frozenset(_attach(stem, endings))
    for suffix, changing, endings in _DERIVATIONS:
        if lemma.endswith(suffix) and len(lemma) > len(suffix) + 1:
            return frozenset(_attach(lemma.removesuffix(changing), endings))
    if lemma.endswith("ja") and any(verb in _index() for verb in (f"{lemma[:-2]}ma", f"{lemma[:-3]}ema")):
        return frozenset(_attach(lemma.removesuffix("ja"), _AGENT))
    return frozenset()


def _attach(stem: str, endings: str) -> Iterator[str]:
    """Give the forms of a stem from a line of endings: 'frequent + other + participles'."""
    parts = [part.split() for part in endings.split("+")]
    for number, part in enumerate(parts):
        for ending in part:
            form = stem + ending.strip("~")
            yield form
            if number != 1:
                yield form + ("ki" if form[-1] in _VOICELESS else "gi")
            if number == 2:
                yield from _decline_participle(form)


def _decline_participle(participle: str) -> Iterator[str]:
    """Give the declined forms of `lõpetanud`, `lõpetatud`, `lõpetav` or `lõpetatav`, without clitics."""
    for changing, endings in (("ud", _PAST_PARTICIPLE), ("v", _PRESENT_PARTICIPLE)):
        if participle.endswith(changing):
            stem = participle.removesuffix(changing)
            yield from (stem + ending for ending in endings.split())


@cache
def _index() -> dict[str, tuple[str, str]]:
    """Read the paradigms: lemma -> its stem and the line of its endings."""
    index: dict[str, tuple[str, str]] = {}
    endings = first = ""
    for line in _PARADIGMS.read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            endings = line.removeprefix("= ")
            first = endings.split(" ", 1)[0].strip("~")
        elif not line.startswith("#"):
            for word in line.split():
                stem = word.strip("~")
                index[stem + first] = (stem, endings)
    return index
