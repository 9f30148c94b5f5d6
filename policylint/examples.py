"""Run the examples of rule files: they are the rules' tests."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policylint.catalogue import Catalogue, full_selection
from policylint.documents import Document, find_line_starts
from policylint.engine import Engine
from policylint.findings import Finding
from policylint.readers import read_source
from policylint.rules import Example, Rule


@dataclass(frozen=True, slots=True)
class Trial:
    """One example and what came of it; `reason` is empty when it is as the rule file says."""

    rule: str
    language: str
    side: str
    index: int
    path: str
    line: int
    reason: str

    @property
    def name(self) -> str:
        """What pytest and people call it: `vague-response-time:en:bad:0`."""
        return f"{self.rule}:{self.language}:{self.side}:{self.index}"


def run_examples(catalogue: Catalogue, names: Iterable[str] = ()) -> Iterator[Trial]:
    """Try every example of the named rules (all when none is named)."""
    engine = Engine(catalogue, full_selection(catalogue))
    wanted = set(names) or set(catalogue.rules)
    for rule in catalogue.rules.values():
        if rule.id not in wanted:
            continue
        for language, sides in rule.examples.items():
            for side, examples in sides.items():
                for index, example in enumerate(examples):
                    reason = judge_example(engine, rule, example, language, is_bad=side == "bad")
                    yield Trial(rule.id, language, side, index, rule.path, example.line, reason)


def judge_example(engine: Engine, rule: Rule, example: Example, language: str, *, is_bad: bool) -> str:
    """Why an example isn't as its rule file says; empty when it is."""
    found = _findings(engine, rule, example, language)
    if not is_bad:
        return f"finds '{found[0].excerpt}' in a good text" if found else ""
    if len(found) != max(len(example.spans), 1):
        return f"{len(found)} findings instead of {max(len(example.spans), 1)}"
    for finding, (start, stop) in zip(found, example.spans, strict=False):
        if (finding.span.start, finding.span.stop) != (start, stop):
            return f"finds '{finding.excerpt}' instead of '{example.text[start:stop]}'"
    if example.fixed is None:
        return ""
    fixed = apply_fix(example.text, found[0])
    if fixed != example.fixed:
        return f"the rewrite gives '{fixed}' instead of '{example.fixed}'"
    left = _findings(engine, rule, replace(example, text=fixed), language)
    return f"still finds '{left[0].excerpt}' after the rewrite" if left else ""


def apply_fix(source: str, finding: Finding) -> str:
    """The source with a finding's edits put in place, last one first."""
    edits = finding.fix.edits if finding.fix else ()
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        source = source[: edit.span.start] + edit.text + source[edit.span.stop :]
    return source


def _findings(engine: Engine, rule: Rule, example: Example, language: str) -> list[Finding]:
    segments, _ = read_source(example.text, example.format)
    document = Document(
        path="example",
        source=example.text,
        format=example.format,
        kind=example.kind or rule.kinds[0],
        language=language,
        segments=segments,
        line_starts=find_line_starts(example.text),
    )
    return [finding for finding in engine.check(document) if finding.rule == rule.id]
