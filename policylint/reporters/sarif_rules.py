"""Rules as SARIF describes them, in English: what they find, why, with examples."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policylint.findings import Finding
from policylint.reporters.characters import shorten
from policylint.reporters.options import Options
from policylint.rules import Example, Rule

LONGEST = 1024  # of a text, as GitHub takes them
_LANGUAGE = "en"
_PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
# Nine findings in ten are right on texts that neither rules nor weights had seen: corpora/README.md.
_PRECISION = "high"


def describe_rules(options: Options, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Describe all rules that are known, and those of folders' own that only a finding tells of."""
    described = {rule.id: _describe(rule) for rule in options.rules.values()}
    for finding in findings:
        described.setdefault(finding.rule, _describe_unknown(finding))
    return list(described.values())


def _describe(rule: Rule) -> dict[str, Any]:
    title = _in(rule.title) or rule.id
    why = _in(rule.why) or title
    return {
        "id": rule.id,
        **_name(rule.id),
        "shortDescription": {"text": shorten(title, LONGEST)},
        "fullDescription": {"text": shorten(why, LONGEST)},
        "help": {"text": _help(rule, why), "markdown": _help_markdown(rule, why)},
        "defaultConfiguration": {"level": rule.level},
        "properties": {
            "tags": [tag for tag in (rule.category, rule.remedy) if tag],
            "precision": _PRECISION,
            "problem.severity": _PROBLEMS[rule.level],
        },
    }


def _describe_unknown(finding: Finding) -> dict[str, Any]:
    text = {"text": finding.rule}
    return {
        "id": finding.rule,
        **_name(finding.rule),
        "shortDescription": text,
        "fullDescription": text,
        "help": text,
        "defaultConfiguration": {"level": finding.level},
        "properties": {
            "tags": [finding.remedy],
            "precision": _PRECISION,
            "problem.severity": _PROBLEMS[finding.level],
        },
    }


def _name(rule: str) -> dict[str, str]:
    """A name to read, as SARIF wants it: in capitals, and different from the id."""
    name = "".join(part.capitalize() for part in rule.split("-"))
    return {} if name.lower() == rule.lower() else {"name": name}


def _help(rule: Rule, why: str) -> str:
    parts = [why]
    for heading, side in (("Bad", "bad"), ("Good", "good")):
        parts += [f"{heading}: {example.text.strip()}" for example in _examples(rule, side)]
    parts += [f"See {reference}" for reference in rule.references]
    return "\n\n".join(parts)


def _help_markdown(rule: Rule, why: str) -> str:
    parts = [why]
    for heading, side in (("Bad", "bad"), ("Better", "good")):
        examples = list(_examples(rule, side))
        parts += [f"**{heading}**"] if examples else []
        parts += [_fence(example.text) for example in examples]
    others = [f"- {language}: {title}" for language, title in rule.title.items() if language != _LANGUAGE]
    parts += ["**In other languages**", "\n".join(others)] if others else []
    parts += ["**References**", "\n".join(f"- {each}" for each in rule.references)] if rule.references else []
    return "\n\n".join(parts)


def _examples(rule: Rule, side: str) -> Iterator[Example]:
    yield from rule.examples.get(_LANGUAGE, {}).get(side, ())[:3]


def _fence(text: str) -> str:
    return f"~~~~text\n{text.strip()}\n~~~~"


def _in(texts: Mapping[str, str]) -> str:
    return texts.get(_LANGUAGE) or next(iter(texts.values()), "")
