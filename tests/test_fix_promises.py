"""Every example of every rule, fixed: no other rule speaks where none spoke before, and a second fix changes nothing."""

import collections
from collections.abc import Iterator

import pytest

from policylint.catalogue import full_selection, load_catalogue
from policylint.documents import Document, find_line_starts
from policylint.engine import Engine
from policylint.examples import apply_fix
from policylint.findings import Finding
from policylint.fixing.fixer import Fixer
from policylint.readers import read_source
from policylint.rules import Example, Rule
from tests.tools.eval import read_documents

CATALOGUE = load_catalogue()
ENGINE = Engine(CATALOGUE, full_selection(CATALOGUE))
ABSENT = {rule.id for rule in CATALOGUE.rules.values() if rule.id.startswith("missing-")}
# Of each kind and language a text that says all that it owes.
DECENT = {
    (row["kind"], row["lang"]): row["text"]
    for row in reversed(list(read_documents()))
    if not row["expect"] and row["format"] == "txt"
}

# Examples whose rewrite may still not be applied, with the reason; one that no longer needs to be here is an error.
LEFT: dict[str, str] = {}


class _Reader:
    """Reads and judges sources that stand in for an example's text."""

    def __init__(self, rule: Rule, example: Example, language: str) -> None:
        self.format = example.format
        self.kind = example.kind or rule.kinds[0]
        self.language = language

    def read(self, source: str) -> Document:
        segments, _ = read_source(source, self.format)
        return Document(
            "example", source, format=self.format, kind=self.kind, language=self.language, segments=segments,
            line_starts=find_line_starts(source),
        )  # fmt: skip

    def judge(self, document: Document) -> tuple[Finding, ...]:
        return tuple(sorted(ENGINE.check(document), key=lambda finding: finding.span))

    def count(self, source: str) -> collections.Counter[str]:
        return collections.Counter(finding.rule for finding in self.judge(self.read(source)))

    def complete(self, source: str) -> str:
        """A text that says besides what one of its kind owes its reader."""
        rest = DECENT.get((self.kind, self.language), "")
        if self.format.startswith("html"):
            return source + "".join(f"\n<p>{paragraph}</p>" for paragraph in rest.split("\n\n"))
        return f"{source}\n\n{rest}"


def find_cases() -> Iterator[tuple[str, Rule, str, Example]]:
    for rule in CATALOGUE.rules.values():
        for language, sides in rule.examples.items():
            if rule.rewrite and language in rule.rewrite.templates:
                for index, example in enumerate(sides["bad"]):
                    yield f"{rule.id}:{language}:bad:{index}", rule, language, example


CASES = list(find_cases())


@pytest.mark.parametrize(("name", "rule", "language", "example"), CASES, ids=[case[0] for case in CASES])
def test_a_fixed_example_raises_nothing_new_and_stays_as_it_is(
    name: str, rule: Rule, language: str, example: Example
) -> None:
    reader = _Reader(rule, example, language)
    reason = judge_fix(reader, rule, example.text)
    if reason in ABSENT:  # the sentence alone said what a whole text says elsewhere as well
        reason = judge_fix(reader, rule, reader.complete(example.text))
    assert reason == LEFT.get(name, "")


def judge_fix(reader: _Reader, rule: Rule, text: str) -> str:
    """What speaks against the fix of a rule in a text; empty when it holds."""
    fixes = [each for each in reader.judge(reader.read(text)) if each.rule == rule.id and each.fix]
    if not fixes or not fixes[0].fix or fixes[0].fix.safety == "display":
        return ""
    more = reader.count(apply_fix(text, fixes[0])) - reader.count(text)
    if more:
        return min(more)
    once = Fixer(reader, unsafe=True).fix(text)
    if once.source == text:
        return f"not applied: {[left.reason for left in once.left]}"
    if more := reader.count(once.source) - reader.count(text):
        return min(more)
    return "" if Fixer(reader, unsafe=True).fix(once.source).source == once.source else "a second fix changes more"


def test_there_is_a_decent_text_of_every_kind() -> None:
    assert {(kind, language) for _, rule, language, example in CASES for kind in [example.kind or rule.kinds[0]]} <= {
        *DECENT
    }
