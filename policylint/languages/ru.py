"""Russian: forms come from pymorphy3's dictionary, which takes 0.1 s to open, by the first expansion."""

import re
from functools import cache
from importlib import import_module
from typing import Any

from policylint.languages.lemmas import UnknownLemma, fold, words

_OPEN_CLASSES = frozenset({"NOUN", "ADJF", "ADJS", "VERB", "INFN", "PRTF", "PRTS", "GRND"})
_CYRILLIC_WORD = re.compile(r"[а-я]+(?:-[а-я]+)*")
_LATIN_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")

STOPWORDS = words(
    """
    а без более больше будет будут будь бы был была были было быть в вам вами вас ваш ваша ваше вашего вашей
    вашему ваши вашим ваших вашу во вот все всегда всего всей всем всех всю вы где да даже для до его ее если
    есть еще ж же за затем здесь и из или им их к как какой ко когда которая которого которое которой которые
    который которых кто ли либо лишь лучше между меня мне много может можно мой мы на над надо нам нами нас наш
    наша наше нашего нашей наши наших не него нее ней нельзя несколько нет ни ним них но ну о об обо один однако
    он она они оно от ото очень по под пока после потом потому почему поэтому при про раз с сам свое своей свои
    своих себе себя сейчас со так также такой там твой те тебе тебя тем теперь то тогда того тоже только том тот
    тут ты у уже хотя чего чей чем через что чтобы эта эти этим этих это этого этой этом этот эту я
    """
)
NEGATORS = {"не": 2} | dict.fromkeys(
    words("ни нет нельзя без никогда никак никто ничего никакой никаких нисколько вовсе отнюдь"), 4
)
CARRIERS = words(
    """
    быть был была было были буду будем будет будут будучи мочь могу можем может можете могут мог могла могло могли
    смочь смогу сможем сможет сможете смогут смог смогли стать стану станем станет станут стали должен должна должно
    должны обязан обязана обязаны вправе намерен намерены готов готовы собираемся собирается планируем планирует
    хотим хочет считаем считает подлежит подлежат подлежащие предусмотрен предусмотрена предусмотрено предусмотрены
    предусматривает предусматривается предполагает предполагается допускается допускаются разрешается разрешено
    производится производятся производим осуществляется осуществляются осуществляем выполняется выполняются
    предоставляется предоставляются предоставляем оказывается оказываются принимается принимаются принимаем
    гарантируется гарантируем гарантирует даем дает дают несем несет несут берем берет обещаем ведется ведутся
    проводится проводятся проводим требуется требуются нужно надо следует стоит имеет имеем имеют имеете входит входят
    планируется обязуется обязуемся останется остается остаются оставим оставляем оставляет
    возьмемся возникает возникнет влечет повлечет означает значит является являются служит считается считаются
    """
)
NEGATIVE_ENDINGS: tuple[str, ...] = ()
ABBREVIATIONS = words(
    """
    т т.е т.д т.п т.к т.н т.о т.ч др пр см ср напр прим стр с гл п пп ст ч разд рис табл илл руб р коп тыс млн млрд
    трлн долл евр ед шт экз кв м ул д корп оф пом пер пл просп пр-т пр-кт наб б-р бул бульв ш мкр обл г гг гор пос
    дер р-н респ в вв н.э тел моб доб эл адр инд а/я г-н г-жа гр ф.и.о фам отч и.о нач отв акад проф доц каб комн эт
    секц вх исх абон инж к.т.н сек мин сут мес янв фев февр мар апр авг сен сент окт ноя нояб дек пн вт чт пт сб вс
    кг км мм л вкл искл макс миним соотв ориг англ рус эст p.s
    """
)


def expand(lemma: str) -> frozenset[str]:
    """Give every form of a folded lemma, participles and gerunds of a verb among them.

    Reflexive verbs and the other aspect are lemmas of their own. Latin words (`email`) are taken as they are.
    """
    if _LATIN_WORD.fullmatch(lemma):
        return frozenset({lemma})
    if not _CYRILLIC_WORD.fullmatch(lemma):
        raise UnknownLemma(lemma, "not a Russian word")
    morphology = analyzer()
    parses = morphology.parse(lemma)
    same = [parse for parse in parses if fold(parse.normal_form) == lemma]
    known = [parse for parse in same if parse.is_known]
    chosen = known or _guessed(same or parses[:1]) or [parse for parse in parses[:1] if parse.is_known]
    if not chosen:
        raise UnknownLemma(lemma)
    paradigms = {_paradigm(parse): parse for parse in chosen}
    forms = {fold(form.word) for parse in paradigms.values() for form in parse.lexeme}
    if "-" in lemma and not known:
        head, _, tail = lemma.rpartition("-")
        forms |= {f"{head}-{form}" for form in expand(tail)}
    return frozenset(forms)


def _guessed(parses: list[Any]) -> list[Any]:
    """Give the parses of a word outside the dictionary whose class inflects by pattern; verbs before the others."""
    guesses = [parse for parse in parses if not parse.is_known and parse.tag.POS in _OPEN_CLASSES]
    return [parse for parse in guesses if parse.tag.POS == "INFN"] or guesses


def _paradigm(parse: Any) -> tuple[Any, ...]:
    """Name the paradigm of a parse; the nominative and the accusative of a noun are two parses of one."""
    analyzer, *details = parse.methods_stack[0]
    return (parse.normal_form, details[1]) if str(analyzer).startswith("DictionaryAnalyzer") else tuple(parse)


@cache
def analyzer() -> Any:
    """Open the dictionary, once."""
    return import_module("pymorphy3").MorphAnalyzer(lang="ru")
