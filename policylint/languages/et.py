"""Estonian: forms come from committed paradigms (`data/et-paradigms.txt`), compounds and derivations by rule.

The paradigms hold simple words. A word that isn't among them is taken for a derivation (-mine, -ja, participles)
or for a compound, which inflects like its last part: `teenustasu` like `tasu`.
Clitics (-gi, -ki) are added here, to the forms that take them often; no form is ever stripped at lookup.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from policylint.languages.lemmas import UnknownLemma, words

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
_MATU = "u ut us ule ul uga ud ute uid + usse ust ult uks una uni uta utesse utes utest utele utel utelt uteks utega"
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
    ("matu", "u", _MATU),
)
# Endings that are productive enough for a word without a known head.
_LAST_RESORT = (
    ("lik", "k", _LIK),
    ("line", "ne", _MINE),
    ("dus", "s", _US),
    ("sus", "s", _US),
    ("tus", "s", _US),
    ("tav", "v", _PRESENT_PARTICIPLE),
)

STOPWORDS = words(
    """
    aga alati alles eest ega ehk ehkki ei enam end enda ennast enne et ette hiljem iga igal ikka ilma ise ja jah
    jaoks jooksul juba just juures ka kaasa kas keegi kelle kellel kes kogu kohta korda kui kuid kuidas kuigi
    kuna kuni kus kõige kõigi kõik kõiki küll läbi ma me meid meie meil meile meilt mida midagi millal mille
    millega milles mina mind minu mis miski mitte mu mul mulle muu muud muul nad need neid neil neile nende
    nendel nii niipea ning nüüd ole oled oleks olema oleme olen olete oli olid olla olnud oma omal on ongi pea
    peab peaks peal peale peavad pole poolt praegu pärast päris sa saa saab saada saaks saame saate saavad seda
    see seega seejärel seetõttu sel selle selleks sellel selles sellest siin siis sina sind sinu su sulle ta
    taga teda teid teie teil teile teilt tema tuleb tõttu vaid vaja vastu veel viis vist vms väga välja või võib
    võite võivad ära ühe ühte üks ülal üle
    """
)
NEGATORS = dict.fromkeys(words("ei ega mitte pole polnud poleks polevat poldud"), 4) | dict.fromkeys(
    words("ära ärge ärgu ärgem iialgi eales ilma"), 4
)
CARRIERS = words(
    """
    ole olnud oleks olda saa saanud saaks saada või võinud võiks tohi tohtinud tohiks tohita pea pidanud peaks tule
    tulnud tuleks tulda taha tahtnud kavatse kavatsenud suuda suutnud suudeta jõua jõudnud jõuta hakka hakanud hakata
    jää jäänud jäta jätnud jäeta kuulu kuulunud pruugi tarvitse lähe läinud lasta lase anna andnud anta tee teinud
    tehta toimu toimunud võta võtnud võeta kohustu kohustatud luba lubanud lubata nõua nõuta osuta osutata paku pakuta
    ka enam kunagi veel siis meie teie me te nad ta see seda sellele sellest nende neid neile
    """
)
NEGATIVE_ENDINGS: tuple[str, ...] = ("mata",)
ABBREVIATIONS = words(
    """
    nt näit k.a jne jm jms jmt jpt jt vms vm vt vrd st s.t s.o s.h sh e.m.a e.k.a m.a.j o.s a.s lk tel telef tlf
    tn mnt pst pk nr hr pr prl dr prof mag lp ld tk kl klo kpv a a-k aa saj sek min mln mld milj mlrd eur krt s
    u umb ca apr aug dets jaan jun veebr mär okt nov sept p lg lõ ptk tähtp koost toim reg reg-nr reg.nr kk km
    mob p.s ps i.k
    """
)


def expand(lemma: str) -> frozenset[str]:
    """Give every form of a folded lemma, the frequent ones with their clitics too."""
    for start in _head_starts(lemma):
        forms = _inflect(lemma[start:])
        if forms:
            return frozenset(lemma[:start] + form for form in forms)
    for suffix, changing, endings in _LAST_RESORT:
        if lemma.endswith(suffix) and len(lemma) > len(suffix) + 2:
            return frozenset(_attach(lemma.removesuffix(changing), endings))
    if lemma.endswith("eerima"):
        return frozenset(_attach(lemma.removesuffix("ma"), _index()["ignoreerima"][1]))
    if lemma.endswith(_ADVERBS) and len(lemma) > _SHORTEST_ADVERB:
        return frozenset({lemma})
    owners = _owners(lemma)
    raise UnknownLemma(lemma, f"it is a form of {' and '.join(owners)}" if owners else "not in the dictionary")


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
    if lemma.endswith("v") and f"{lemma[:-1]}ma" in _index():
        return frozenset(_attach(lemma.removesuffix("v"), _PRESENT_PARTICIPLE))
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


def is_form(word: str) -> bool:
    """Tell whether a word is a form of a simple word of the paradigms, or of what is derived from one."""
    return any(word[at:] in _stems().get(word[:at], ()) for at in range(len(word), 0, -1))


@cache
def _stems() -> dict[str, frozenset[str]]:
    """What may follow each stem."""
    lines = {endings: frozenset(form[1:] for form in _attach("-", endings)) for _, endings in _index().values()}
    stems: dict[str, frozenset[str]] = {}
    for stem, endings in _index().values():
        stems[stem] = stems.get(stem, frozenset()) | lines[endings]
    return stems


def _owners(form: str) -> list[str]:
    """Give the lemmas that have a form, for the message that refuses it as a lemma."""
    return [
        lemma
        for lemma, (stem, endings) in _index().items()
        if form.startswith(stem) and (form.removeprefix(stem) or "~") in endings.split()
    ]


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
