"""Messages and rewrites: Jinja2 templates filled so that units agree with their number.

A value that nobody knows becomes a placeholder in the dialect of the file, or `[name]` in plain prose.
"""

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, Template, TemplateError, Undefined

from policylint.documents import LITERAL, PLACEHOLDER, Document, Segment
from policylint.errors import RuleError
from policylint.findings import Edit, Fix
from policylint.rules import Rewrite, Rule
from policylint.sentences import find_sentences
from policylint.spans import Match, Span

_UNKNOWN = re.compile("\x00(\\w+)\x00")
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
_GREETING = re.compile(
    r"(?:dear|hello|hi|hey|good (?:day|morning|afternoon)|greetings|thank you|thanks|"
    r"здравствуй|добрый|уважаем|привет|спасибо|tere|lugupeetud|austatud|hea |tänan|täname|aitäh)",
    re.IGNORECASE,
)
_LONGEST_GREETING = 60
_CLAUSE_MARKS = ",;:—–"
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
        return _compiled(template).render(values).strip()
    except TemplateError as problem:
        raise RuleError(f"broken template '{template}': {problem}") from None


@cache
def _compiled(template: str) -> Template:
    return _environment().from_string(template)


@cache
def _environment() -> Environment:
    environment = Environment(undefined=_Unknown, autoescape=False)  # noqa: S701 - prose, escaped by the caller
    environment.filters["unit"] = agree
    environment.filters["sentence_case"] = sentence_case
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


def sentence_case(text: str) -> str:
    """A shouted text in the case of a sentence, with one mark at its end."""
    text = re.sub(r"!\?|\?!+", "?", re.sub(r"!!+", "!", text))
    if not text.isupper():
        return text
    return text[:1] + text[1:].lower()


def propose(
    rule: Rule, document: Document, segment: Segment | None, match: Match, values: Mapping[str, Any], language: str
) -> Fix | None:
    """The rule's rewrite as edits of the source; None when the rule has none in that language."""
    rewrite = rule.rewrite
    if rewrite is None or language not in rewrite.templates:
        return None
    title = rule.title.get(language, rule.title["en"])
    prose = render(rewrite.templates[language], values)
    if document.format == "html":
        prose = html.escape(prose, quote=False)
    text = _in_dialect(prose, document.source)
    if segment is None or rewrite.replaces == "insert":
        edits = tuple(_insertion(document, text))
        return Fix(title, edits, "display" if rewrite.safety == "display" else "unsafe") if edits else None
    place = _range(rewrite, segment, match)
    if not text:
        place = _with_space(segment.text, place)
    elif rewrite.replaces != "sentence":
        text = _fitted(text, segment.text, place)
    edits = tuple(_edits(document, segment, place, text))
    if not edits:
        return None
    lost = segment.source_map.has(PLACEHOLDER, place.start, place.stop) and text != ""
    return Fix(title, edits, "display" if lost else rewrite.safety)


def _in_dialect(text: str, source: str) -> str:
    """Write unknown values as variables of the file's own dialect."""
    if "\x00" not in text:
        return text
    used = next((written for pattern, written in _DIALECTS if pattern.search(source)), "[{}]")
    upper = used == "%{}%"
    return _UNKNOWN.sub(lambda found: used.format(found[1].upper() if upper else found[1]), text)


def _range(rewrite: Rewrite, segment: Segment, match: Match) -> Match:
    if rewrite.replaces == "match":
        return match
    sentences = [Match(a, b) for a, b in find_sentences(segment.text)]
    met = [sentence for sentence in sentences if sentence.overlaps(match)] or [match]
    start, stop = met[0].start, met[-1].stop
    if rewrite.replaces == "clause":
        before = max((segment.text.rfind(mark, start, match.start) for mark in _CLAUSE_MARKS), default=-1)
        after = [at for mark in _CLAUSE_MARKS if (at := segment.text.find(mark, match.stop, stop)) >= 0]
        start = before + 1 if before >= 0 else start
        while segment.text[start].isspace():
            start += 1
        stop = min(after, default=stop - (segment.text[stop - 1] in ".!?"))
    return Match(start, stop)


def _with_space(text: str, place: Match) -> Match:
    """A range to be removed, with the white space that would be left over."""
    stop = place.stop
    while stop < len(text) and text[stop] in " \t":
        stop += 1
    return Match(place.start, stop)


def _fitted(text: str, around: str, place: Match) -> str:
    """A rewrite that stands inside a sentence: small first letter, no full stop of its own."""
    before = around[: place.start].rstrip()
    if before and before[-1] not in ".!?…\n":
        text = text[:1].lower() + text[1:] if not text[:2].isupper() else text
    after = around[place.stop :].lstrip()
    return text.rstrip(".") if after else text


def _edits(document: Document, segment: Segment, place: Match, text: str) -> Iterator[Edit]:
    """Put the text where the first written characters stand and take the others away; tags stay."""
    runs = [run for run in segment.source_map.runs(place.start, place.stop) if run[3] < run[4] and run[2] != "b"]
    if not any(kind == LITERAL for _, _, kind, _, _ in runs):
        return
    spans: list[Span] = []
    for _, _, _, start, stop in runs:
        if spans and not _has_markup(document.source[spans[-1].stop : start]):
            spans[-1] = Span(spans[-1].start, stop)
        else:
            spans.append(Span(start, stop))
    yield Edit(spans[0], text)
    yield from (Edit(span, "") for span in spans[1:])


def _has_markup(between: str) -> bool:
    return any(mark in between for mark in "<>{}%[]*_`|")


def _insertion(document: Document, text: str) -> Iterator[Edit]:
    """Say something new after the greeting, else before the first paragraph."""
    segments = [segment for segment in document.segments if segment.role in {"p", "cell", "heading"} and segment.text]
    if not segments:
        return
    gap = "<br>\n" if document.format == "html" else "\r\n\r\n" if "\r\n" in document.source else "\n\n"
    for segment in segments[:4]:
        if _GREETING.match(segment.text):
            first = next(iter(segment.text.splitlines()), "")
            end = len(first) if len(first) <= _LONGEST_GREETING else len(segment.text)
            at = segment.source_map.stop(end - 1)
            yield Edit(Span(at, at), gap + text)
            return
    at = segments[0].source_map.start(0)
    yield Edit(Span(at, at), text + gap)
