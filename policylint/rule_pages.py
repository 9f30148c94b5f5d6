"""Rules for people to look up: the table of all, the page of one."""

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from policylint.rewriting.rewrites import render
from policylint.rules import Example, Rewrite, Rule

_HEADINGS = ("rule", "category", "level", "remedy", "kinds", "finds")
_WIDTH = 100
_LABELS = {
    "en": ("Why", "Bad (what is found stands in [[ ]])", "Good", "Rewrite", "Options", "References"),
    "ru": ("Почему", "Плохо (найденное — в [[ ]])", "Хорошо", "Как лучше", "Настройки", "Источники"),
    "et": ("Miks", "Halb (leitu on [[ ]] vahel)", "Hea", "Kuidas parem", "Seaded", "Allikad"),
}
_SINCE = {"en": "since", "ru": "с версии", "et": "alates versioonist"}
# What becomes of a rewrite, by language and safety.
_APPLIED = {
    "en": {
        "safe": "`policylint fix` puts it in place: it changes wording alone.",
        "unsafe": "`policylint fix --unsafe` puts it in place: it promises something that your process must keep.",
        "display": "It is an idea, to be put into your own words; nothing puts it in place by itself.",
    },
    "ru": {
        "safe": "Подставляет `policylint fix`: меняются только слова.",
        "unsafe": "Подставляет `policylint fix --unsafe`: здесь обещают то, что процесс должен выполнить.",
        "display": "Это подсказка, её надо сказать своими словами; сама она не подставляется.",
    },
    "et": {
        "safe": "Asendab `policylint fix`: muutub ainult sõnastus.",
        "unsafe": "Asendab `policylint fix --unsafe`: siin lubatakse midagi, mida teie töökord peab täitma.",
        "display": "See on mõte, mis tuleb oma sõnadega öelda; iseenesest seda ei asendata.",
    },
}


def render_table(rules: Iterable[Rule], kinds: int) -> str:
    """Set out rules as columns; `kinds` is how many kinds there are, so that all of them can be called all."""
    rows = [_HEADINGS, *(_row(rule, kinds) for rule in rules)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = ("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines) + "\n"


def render_markdown(rules: Iterable[Rule], kinds: int) -> str:
    """Set out rules as a Markdown table, for the README."""
    lines = [f"| {' | '.join(_HEADINGS)} |", f"|{' --- |' * len(_HEADINGS)}"]
    for rule in rules:
        name, *cells = (cell.replace("|", "\\|") for cell in _row(rule, kinds))
        lines.append(f"| {' | '.join([f'`{name}`', *cells])} |")
    return "\n".join(lines) + "\n"


def render_pages(rules: Sequence[Rule], presets: Mapping[str, Mapping[str, Any]], kinds: int) -> dict[str, str]:
    """Give the Markdown page of each rule by its file's name, and README.md that lists them and the presets."""
    table = render_markdown(rules, kinds)
    for rule in rules:
        table = table.replace(f"| `{rule.id}` |", f"| [`{rule.id}`]({rule.id}.md) |")
    listed = f"# Rules\n\n{table}\n## Presets\n\nThresholds that a law fixes.\n\n{render_presets(presets)}"
    return {"README.md": listed, **{f"{rule.id}.md": render_markdown_page(rule, kinds) for rule in rules}}


def render_markdown_page(rule: Rule, kinds: int) -> str:
    """Tell all of one rule in Markdown, in every language that it speaks."""
    level, remedy, named = _row(rule, kinds)[2:5]
    parts = [f"# {rule.id}", f"{rule.title['en']}. {level} · {remedy} · {named} · since {rule.since}"]
    for language, title in rule.title.items():
        parts += [f"## {title}", *_markdown_parts(rule, language)]
    options = [f"`{name}: {value}`" for name, value in rule.options.items()]
    parts += [_bullets(_LABELS["en"][4], options), _bullets(_LABELS["en"][5], rule.references)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_parts(rule: Rule, language: str) -> Iterator[str]:
    _, bad, good, rewrite, _, _ = _LABELS[language]
    yield _in(rule.why, language)
    yield f"> {render(_in(rule.message, language), {**rule.options, 'match': '…'})}"
    sides = rule.examples.get(language, {})
    for heading, side in ((bad, "bad"), (good, "good")):
        yield f"**{heading}**"
        yield _fence("\n\n".join(_show(example).removeprefix("- ") for example in sides.get(side, ())))
    if rule.rewrite and language in rule.rewrite.templates:
        yield f"**{rewrite}.** {' '.join(_rewriting(rule.rewrite, language))}"


def _fence(text: str) -> str:
    """A block of text as it stands, whatever it holds."""
    return f"~~~~text\n{text.strip()}\n~~~~"


def _bullets(heading: str, items: Iterable[str]) -> str:
    lines = "\n".join(f"- {item}" for item in items)
    return f"## {heading}\n\n{lines}" if lines else ""


def render_presets(presets: Mapping[str, Mapping[str, Any]]) -> str:
    """Set out presets as a Markdown table."""
    lines = ["| preset | for | sets | by |", "| --- | --- | --- | --- |"]
    for name, preset in presets.items():
        sets = [
            f"`{rule}` {option}: {value}"
            for rule, values in preset["options"].items()
            for option, value in values.items()
        ]
        cells = (f"`{name}`", _in(preset["title"], "en"), ", ".join(sets), "; ".join(preset["references"]))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def render_json(rules: Iterable[Rule]) -> str:
    """Give rules as a JSON list; texts are by language."""
    listed = [
        {
            "id": rule.id,
            "category": rule.category,
            "since": rule.since,
            "level": rule.level,
            "remedy": rule.remedy,
            "kinds": list(rule.kinds),
            "absent": rule.absent,
            "title": dict(rule.title),
            "why": dict(rule.why),
            "options": dict(rule.options),
            "references": list(rule.references),
        }
        for rule in rules
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"


def render_page(rule: Rule, language: str) -> str:
    """Explain one rule in a language."""
    why, bad, good, rewrite, options, references = _LABELS[language]
    sides = rule.examples.get(language) or rule.examples["en"]
    since = f"{_SINCE[language]} {rule.since}"
    facts = f"{rule.category} · {rule.level} · {rule.remedy} · {', '.join(rule.kinds)} · {since}"
    parts = [f"{rule.id}: {_in(rule.title, language)}", facts, _section(why, [_in(rule.why, language)])]
    parts.append(_section(bad, [_show(example) for example in sides.get("bad", ())]))
    parts.append(_section(good, [_show(example) for example in sides.get("good", ())]))
    if rule.rewrite:
        parts.append(_section(rewrite, _rewriting(rule.rewrite, language)))
    parts.append(_section(options, [f"{name}: {value}" for name, value in rule.options.items()]))
    parts.append(_section(references, rule.references))
    return "\n\n".join(part for part in parts if part) + "\n"


def _rewriting(rewrite: Rewrite, language: str) -> Iterator[str]:
    """What becomes of a rewrite (the examples show some), and what is to be decided first."""
    yield _APPLIED[language][_in(rewrite.safety, language)]
    yield from filter(None, (rewrite.decide.get(language),))


def _row(rule: Rule, kinds: int) -> tuple[str, ...]:
    named = "all" if len(rule.kinds) == kinds else ", ".join(rule.kinds)
    return rule.id, rule.category, rule.level, rule.remedy, named, rule.title["en"]


def _section(heading: str, lines: Iterable[str]) -> str:
    body = "\n".join(_wrap(line) for text in lines for line in text.strip().splitlines())
    return f"{heading}:\n{body}" if body else ""


def _wrap(line: str) -> str:
    indent = "  " + " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(line.strip(), _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _show(example: Example) -> str:
    """An example with its fault between the marks that rule files use, and what becomes of it."""
    text = example.text
    for start, stop in sorted(example.spans, reverse=True):
        text = f"{text[:start]}[[{text[start:stop]}]]{text[stop:]}"
    shown = "- " + text.strip().replace("\n", "\n  ")
    return shown if example.fixed is None else f"{shown}\n  -> " + example.fixed.strip().replace("\n", "\n     ")


def _in(texts: Mapping[str, Any], language: str) -> str:
    return str(texts.get(language) or texts.get("en", ""))
