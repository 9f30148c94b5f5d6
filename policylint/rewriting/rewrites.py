"""Messages and rewrites: Jinja2 templates filled so that units agree with their number.

A value that nobody knows becomes a placeholder in the dialect of the file, or `[name]` in plain prose.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, Template, TemplateError, Undefined, pass_context
from jinja2.runtime import Context

from policylint.errors import RuleError
from policylint.rewriting.casing import may_hold_names, sentence_case

_UNKNOWN = re.compile("\x00(\\w+)\x00")
DOUBT = "\x01"  # stands in a rewrite in which something may be wrong that only a person sees
# Of each dialect: how it is recognised in a source, and how it writes a variable.
_DIALECTS = (
    (re.compile(r"\{\{\{?-?\s*[\w.]"), "{{{{ {} }}}}"),
    (re.compile(r"%\(\w+\)s"), "%({})s"),
    (re.compile(r"<%=?[=-]?\s*[@\w]"), "<%= {} %>"),
    (re.compile(r"<\?="), "<?= ${} ?>"),
    (re.compile(r"\{\$\w"), "{{${}}}"),
    (re.compile(r"\$\{\w"), "${{{}}}"),
    (re.compile(r"%\{\w"), "%{{{}}}"),
    (re.compile(r"\{[a-zA-Z_][\w.]*\}"), "{{{}}}"),
    (re.compile(r"%[A-Z][A-Z0-9_]+%"), "%{}%"),
)
# Singular nominative, genitive and partitive, plural genitive.
_ESTONIAN_UNITS = {
    "minut": ("minut", "minuti", "minutit"),
    "tund": ("tund", "tunni", "tundi"),
    "päev": ("päev", "päeva", "päeva"),
    "tööpäev": ("tööpäev", "tööpäeva", "tööpäeva"),
    "nädal": ("nädal", "nädala", "nädalat"),
    "kuu": ("kuu", "kuu", "kuud"),
    "aasta": ("aasta", "aasta", "aastat"),
}


class _Unknown(Undefined):
    """A value nobody has stated: it prints as a mark that becomes a placeholder."""

    def __str__(self) -> str:
        return f"\x00{self._undefined_name}\x00"


def render(template: str, values: Mapping[str, Any]) -> str:
    """Fill a message or rewrite; RuleError when the template is broken."""
    try:
        return _compiled(template).render(values)
    except TemplateError as problem:
        raise RuleError(f"broken template '{template}': {problem}") from None


@cache
def _compiled(template: str) -> Template:
    return _environment().from_string(template)


@cache
def _environment() -> Environment:
    environment = Environment(undefined=_Unknown, autoescape=False)  # noqa: S701 - prose, escaped by the caller
    environment.filters["unit"] = agree
    environment.filters["sentence_case"] = _in_sentence_case
    return environment


def agree(number: Any, unit: str, case: str = "") -> str:
    """'24 hours', '24 часа', '24 tundi': a number with its unit in the case that a sentence asks for.

    Russian cases are pymorphy's (nomn gent datv accs ablt loct), Estonian ones nom, gen and part.
    """
    if isinstance(number, Undefined) or not isinstance(number, int | float):
        number = str(number)
    count = int(number) if isinstance(number, float) and number == int(number) else number
    if unit in _ESTONIAN_UNITS:
        nominative, genitive, partitive = _ESTONIAN_UNITS[unit]
        word = genitive if case == "gen" else nominative if count == 1 else partitive
        return f"{count} {word}"
    if re.search("[а-я]", unit):
        return f"{count} {_russian(count, unit, case or 'nomn')}"
    return f"{count} {unit if count == 1 else unit + 's'}"


@cache
def _russian(count: Any, unit: str, case: str) -> str:
    from policylint.languages.ru import analyzer

    words = []
    for word in unit.split():
        parsed = next((p for p in analyzer().parse(word) if p.normal_form == word), analyzer().parse(word)[0])
        if case in {"nomn", "accs"}:
            words.append(parsed.make_agree_with_number(count if isinstance(count, int) else 5).word)
        else:
            number = "sing" if isinstance(count, int) and count % 10 == 1 and count % 100 != 11 else "plur"
            inflected = parsed.inflect({case, number})
            words.append(inflected.word if inflected else word)
    return " ".join(words)


@pass_context
def _in_sentence_case(context: Context, text: str) -> str:
    language, is_inside = context.get("language", "en"), context.get("is_inside", False)
    names = {**(context["names"]() if "names" in context else {}), **_find_company(context)}
    doubt = DOUBT * may_hold_names(text, language, names, is_inside=is_inside)
    return doubt + sentence_case(text, language, names, is_inside=is_inside)


def _find_company(context: Context) -> dict[str, str]:
    """The names that the configuration states."""
    stated = context.get("company", {}).values()
    return {value.upper(): value for value in stated if isinstance(value, str) and not value.islower()}


def find_unknown(text: str) -> tuple[str, ...]:
    """Name the values in a rendered text that nobody has stated, each once."""
    return tuple(dict.fromkeys(_UNKNOWN.findall(text)))


def write_unknown(text: str, source: str, known: Mapping[str, str]) -> str:
    """Write unknown values as `known` has them in the source, else as variables of the dialect that it uses."""
    if "\x00" not in text:
        return text
    used = next((written for pattern, written in _DIALECTS if pattern.search(source)), "[{}]")
    upper = used == "%{}%"
    return _UNKNOWN.sub(lambda found: known.get(found[1]) or used.format(found[1].upper() if upper else found[1]), text)
