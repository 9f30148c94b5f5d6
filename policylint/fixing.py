"""Findings -> edits -> a new source, proved by reading it again; what can't be proved is left, and told why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from policylint.allowing import write_allowance
from policylint.findings import LEVELS, Edit, Finding, Fix
from policylint.fixes import ALLOW, QUIT, SKIP, Answer, Ask, Checked, Fixed, Left
from policylint.proofs import Proof
from policylint.readers.escapes import ESCAPES

_PASSES = 12  # a fix may lay another one bare; this many times


class Fixer:
    """Fixes one source after the other; `check` reads and judges a text, raising ReadError when it is broken.

    Without `ask`, all fixes that are safe are applied, and those that promise something when `unsafe` is asked for;
    with it, a person decides on each.
    """

    def __init__(self, check: Callable[[str], Checked], *, unsafe: bool = False, ask: Ask | None = None) -> None:
        self._check = check
        self._unsafe = unsafe
        self._ask = ask
        self._reasons: dict[tuple[str, str, int], str] = {}
        self._applied: list[Finding] = []

    def fix(self, source: str) -> Fixed:
        """Fix a source as far as that can be proved."""
        self._reasons, self._applied = {}, []
        checked = self._check(source)
        if self._ask:
            checked = self._ask_all(checked, self._ask)
        else:
            for _ in range(_PASSES):
                following = self._fix_once(checked)
                if following is None:
                    break
                checked = following
        left = tuple(Left(finding, self._why_left(finding, checked)) for finding in checked.findings)
        return Fixed(source, checked.document.source, tuple(self._applied), left)

    # --- all that is wanted

    def _fix_once(self, checked: Checked) -> Checked | None:
        """Apply what is wanted and doesn't overlap; None when nothing could be."""
        chosen = list(_without_overlaps([each for each in checked.findings if not self._why_left(each, checked)]))
        if not chosen:
            return None
        together = self._prove(checked, chosen)
        if isinstance(together, Checked):
            self._applied += chosen
            return together
        # The last one first, so that those before it stay where they are.
        done: Checked | None = None
        for finding in reversed(chosen):
            alone = self._fix_alone(done or checked, finding)
            if isinstance(alone, Checked):
                self._applied.append(finding)
                done = alone
            else:
                self._reasons[_key(finding)] = alone
        return done

    def _fix_alone(self, checked: Checked, finding: Finding) -> Checked | str:
        """Apply one fix, in whichever escapes the place asks for; else tell why not."""
        reason = ""
        for variant in _escaped(finding):
            result = self._prove(checked, [variant])
            if isinstance(result, Checked):
                return result
            reason = reason or result
        return reason

    def _prove(self, checked: Checked, fixed: Sequence[Finding]) -> Checked | str:
        return Proof(checked, fixed).check(self._check)

    def _why_left(self, finding: Finding, checked: Checked) -> str:
        """Why a finding is not to be fixed; empty when it is."""
        if known := self._reasons.get(_key(finding)):
            return known
        fix = finding.fix
        if fix is None:
            return "there is no rewrite for it"
        if checked.document.is_packed:
            return "the text is inside a file that only its own program can change"
        if fix.safety == "display":
            return "the rewrite is an idea, to be put into your own words"
        if fix.safety == "unsafe" and not self._unsafe and not self._ask:
            return "the rewrite promises something: --unsafe applies it"
        return ""

    # --- one by one

    def _ask_all(self, checked: Checked, ask: Ask) -> Checked:
        """Ask for each finding; an answer that can't be put in place is told as the reason for which it is left."""
        while True:
            finding = next((each for each in checked.findings if _key(each) not in self._reasons), None)
            if finding is None:
                return checked
            answer = ask(finding, checked.document)
            if answer.action == QUIT:
                return checked
            result = self._answer(checked, finding, answer)
            if isinstance(result, Checked):
                checked = result
            else:
                self._reasons[_key(finding)] = result

    def _answer(self, checked: Checked, finding: Finding, answer: Answer) -> Checked | str:
        if answer.action == SKIP:
            return "skipped"
        if answer.action == ALLOW:
            edit = write_allowance(checked.document, finding, answer.text)
            if edit is None:
                return "no comment can stand here that would allow it"
            allowed = replace(finding, fix=Fix("", (edit,), "safe"))
            return Proof(checked, [allowed], is_comment=True).check(self._check)
        if finding.fix is None or checked.document.is_packed:
            return "there is no place to put a rewrite"
        if answer.text:
            first, *others = finding.fix.edits
            edits = (Edit(first.span, answer.text), *others)
            finding = replace(finding, fix=replace(finding.fix, edits=edits, unknown=()))
        result = self._fix_alone(checked, finding)
        if isinstance(result, Checked):
            self._applied.append(finding)
        return result


def _key(finding: Finding) -> tuple[str, str, int]:
    """What tells a finding from others after lines have moved."""
    return finding.rule, finding.excerpt, finding.start[1]


def _without_overlaps(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Findings whose edits keep clear of each other, in order of place: of those that meet, the gravest."""
    taken: list[tuple[int, int]] = []
    kept = []
    for finding in sorted(findings, key=lambda each: (-LEVELS.index(each.level), each.span)):
        edits = finding.fix.edits if finding.fix else ()
        start, stop = min(edit.span.start for edit in edits), max(edit.span.stop for edit in edits)
        if all(stop < begin or end < start for begin, end in taken):
            taken.append((start, stop))
            kept.append(finding)
    yield from sorted(kept, key=lambda each: each.fix.edits[0].span if each.fix else each.span)


def _escaped(finding: Finding) -> Iterator[Finding]:
    """A finding with its rewrite as it is, then as the containers it may stand in would write it."""
    assert finding.fix
    seen = set()
    for escape in ESCAPES:
        edits = tuple(Edit(edit.span, escape(edit.text)) for edit in finding.fix.edits)
        if edits not in seen:
            seen.add(edits)
            yield replace(finding, fix=replace(finding.fix, edits=edits))
