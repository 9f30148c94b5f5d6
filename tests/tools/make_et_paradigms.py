"""Make policylint/languages/data/et-paradigms.txt with Vabamorf's synthesiser. For developers; not shipped, not in CI.

    pip install simplemma
    pip install --no-deps estnltk         # 71 MB; only its `vabamorf` folder is used (GPL-2.0-only or Apache-2.0)
    python tests/tools/make_et_paradigms.py

Lemmas: every simple (not compound) word of simplemma's Estonian dictionary that Vabamorf knows, and the words of
et-lemmas.txt beside this file, which may be guessed. Left out is what `languages/et.py` makes by rule: compounds,
-mine nouns, -ja agents and participles. Some 30 seconds. Running it again gives the same file.
"""

import re
import sys
import types
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from os.path import commonprefix
from pathlib import Path
from textwrap import wrap
from typing import Any

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "policylint" / "languages" / "data" / "et-paradigms.txt"
HEADER = """\
# Estonian paradigms, made by tests/tools/make_et_paradigms.py; don't edit by hand.
# Synthesised with Vabamorf (Filosoft; GPL-2.0-only or Apache-2.0, used under the latter) from simplemma's lemmas (MIT).
# A line with '=' gives endings: the lemma's first, then forms that often take the clitic -gi/-ki, '+' the other forms,
# '+' participles. The lines below it give the stems that take them ('~' is an empty ending or stem).
"""

WORD = re.compile(r"[a-zõäöüšž]{2,}")
CASES = ("n", "g", "p", "ill", "in", "el", "all", "ad", "abl", "tr", "ter", "es", "ab", "kom")
NOMINAL_CORE = ("sg n", "sg g", "sg p", "adt", "sg in", "sg all", "sg ad", "sg kom", "pl n", "pl g", "pl p")
NOMINAL_REST = tuple(
    f"{number} {case}" for number in ("sg", "pl") for case in CASES if f"{number} {case}" not in NOMINAL_CORE
)
VERBAL_CORE = ("ma", "da", "o", "b", "vad", "s", "sid", "ks", "ta", "takse", "ti", "taks", "mata")
VERBAL_REST = (
    *("n", "d", "me", "te", "sin", "sime", "site", "ksin", "ksid", "ksime", "ksite", "neg o", "neg ks"),
    *("nuks", "nuksin", "nuksid", "nuksime", "nuksite", "tuks", "vat", "tavat", "nuvat", "tuvat"),
    *("ge", "gem", "gu", "tagu", "tama", "mas", "mast", "maks", "des"),
    *("neg", "neg nud", "neg da", "neg gem", "neg tud"),
)
PARTICIPLES = ("nud", "tud", "v", "tav")
NOMINAL_CLASSES = frozenset("SACUNOPHY")
# What Vabamorf does not know: most negative forms of 'olema', plural pronouns as lemmas, names and acronyms.
BY_HAND = {
    "olema": "pole polnud poleks polnuks poldud polda poldaks polevat",
    "ära": "ärge ärgu ärgem",
    "ise": "enda end ennast endasse endas endast endale endal endalt endaks endani endana endata endaga",
    "facebook": "facebooki facebookis facebookist facebookisse facebookile facebookil facebookilt facebookiga "
    "facebookita facebookiks facebookini",
    "whatsapp": "whatsappi whatsappis whatsappist whatsappisse whatsappile whatsappil whatsappiga",
    "sms": "smsi sms-i smsid sms-id smsiga sms-iga smsile sms-ile smsis sms-is smsist sms-ist smsil "
    "sms-il smse sms-e smside sms-ide smsidega sms-idega smsidele sms-idele",
    "tv": "tv-d tv-s tv-st tv-sse tv-le tv-l tv-lt tv-ga tv-ta tv-ks",
    "meie": "me meid meisse meis meist meile meil meilt meieks meieni meiena meieta meiega",
    "teie": "te teid teisse teis teist teile teil teilt teieks teieni teiena teieta teiega",
    "nemad": "nad nende neid neisse neis neist neile neil neilt nendesse nendes nendest nendele nendel nendelt nendeks "
    "nendeni nendena nendeta nendega",
}

Paradigm = tuple[list[str], list[str], list[str]]


def load_vabamorf() -> Any:
    """Load estnltk's Vabamorf without the rest of estnltk and its requirements."""
    spec = find_spec("estnltk")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("estnltk is missing: pip install --no-deps estnltk")
    package = types.ModuleType("estnltk")
    package.__path__ = list(spec.submodule_search_locations)
    sys.modules["estnltk"] = package
    from estnltk.vabamorf.morf import Vabamorf

    return Vabamorf.instance()


def thematic_lemmas() -> list[str]:
    """Read the lemmas that must be there, known to Vabamorf or not."""
    lines = (HERE / "et-lemmas.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def analyze(vabamorf: Any, lemma: str, *, guess: bool) -> list[dict[str, Any]]:
    """Give the analyses of a word that take it for a lemma."""
    analyses = vabamorf.analyze([lemma], disambiguate=False, guess=guess, propername=False)[0]["analysis"]
    return [analysis for analysis in analyses if analysis["lemma"] == lemma]


def word_classes(vabamorf: Any, lemma: str) -> set[str]:
    """Give the parts of speech under which Vabamorf lists a lemma as a simple word."""
    analyses = analyze(vabamorf, lemma, guess=False)
    return {analysis["partofspeech"] for analysis in analyses if len(analysis["root_tokens"]) == 1}


def unlisted_classes(vabamorf: Any, lemma: str, listed: set[str]) -> set[str]:
    """Give the parts of speech of a word that Vabamorf has to guess, or of a compound whose last part isn't listed."""
    compounds = analyze(vabamorf, lemma, guess=False)
    if any(analysis["root_tokens"][-1] + tail in listed for analysis in compounds for tail in ("", "ma")):
        return set()
    return {analysis["partofspeech"] for analysis in compounds or analyze(vabamorf, lemma, guess=True)}


def synthesize(vabamorf: Any, lemma: str, classes: Iterable[str], forms: Iterable[str], *, guess: bool) -> list[str]:
    """Give the words for some grammatical forms, in that order, each once."""
    words = [
        word
        for form in forms
        for word_class in sorted(classes)
        for word in vabamorf.synthesize(lemma, form, word_class, guess=guess)
    ]
    return [word for word in dict.fromkeys(words) if WORD.fullmatch(word)]


def inflect(vabamorf: Any, lemma: str, classes: set[str], *, guess: bool) -> Paradigm:
    """Inflect one lemma as all the parts of speech it can be."""
    nominal, verbal = classes & NOMINAL_CLASSES, classes & {"V"}
    core = synthesize(vabamorf, lemma, verbal, VERBAL_CORE, guess=guess)
    core += synthesize(vabamorf, lemma, nominal, NOMINAL_CORE, guess=guess)
    rest = synthesize(vabamorf, lemma, verbal, VERBAL_REST, guess=guess) + BY_HAND.get(lemma, "").split()
    rest += synthesize(vabamorf, lemma, nominal, NOMINAL_REST, guess=guess)
    participles = synthesize(vabamorf, lemma, verbal, PARTICIPLES, guess=guess)
    core = [lemma, *(word for word in dict.fromkeys(core) if word != lemma)]
    seen = {*core, *participles}
    return core, [word for word in dict.fromkeys(rest) if word not in seen], participles


def made_by_rule(lemma: str, classes: set[str], verbs: set[str]) -> bool:
    """Say whether `languages/et.py` gets this lemma right without the table."""
    if lemma.endswith("mine") and f"{lemma[:-3]}a" in verbs:
        return True
    if lemma.endswith("ja") and classes == {"S"} and {f"{lemma[:-2]}ma", f"{lemma[:-3]}ema"} & verbs:
        return True
    return classes <= {"A", "S"} and lemma.endswith(("nud", "tud", "dud"))


def paradigms(vabamorf: Any) -> Iterator[tuple[str, Paradigm]]:
    """Inflect all lemmas that need the table, in alphabetical order."""
    dictionary = DefaultDictionaryFactory().get_dictionary("et")
    thematic = set(thematic_lemmas())
    lemmas = {lemma for lemma in set(dictionary.values()) | thematic if WORD.fullmatch(lemma)}
    classes = {lemma: word_classes(vabamorf, lemma) for lemma in lemmas}
    verbs = {lemma for lemma in lemmas if "V" in classes[lemma]}
    for lemma in sorted(lemmas):
        if classes[lemma] and not made_by_rule(lemma, classes[lemma], verbs):
            yield lemma, inflect(vabamorf, lemma, classes[lemma], guess=False)
        elif lemma in BY_HAND:
            yield lemma, ([lemma], BY_HAND[lemma].split(), [])
        elif lemma in thematic:
            unlisted = unlisted_classes(vabamorf, lemma, {lemma for lemma in lemmas if classes[lemma]})
            if unlisted:
                yield lemma, inflect(vabamorf, lemma, unlisted, guess=True)


def write(entries: Iterable[tuple[str, Paradigm]]) -> None:
    """Write lemmas grouped by their endings."""
    groups: dict[str, list[str]] = {}
    for _, paradigm in entries:
        stem = commonprefix([word for part in paradigm for word in part])  # noqa: RUF071 -- words, not paths
        endings = " + ".join(" ".join(word[len(stem) :] or "~" for word in part) for part in paradigm)
        groups.setdefault(re.sub(r"[ +]+$", "", endings).replace("  ", " "), []).append(stem or "~")
    lines = [HEADER.rstrip()]
    for endings, stems in sorted(groups.items()):
        lines += [f"= {endings}", *wrap(" ".join(stems), 118, break_long_words=False)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(map(len, groups.values()))} lemmas, {len(groups)} paradigms, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    write(paradigms(load_vabamorf()))
