"""Findings -> edits -> a new source, proved by reading it again; what can't be proved is left, and told why."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from policylint.findings import LEVELS, Edit, Finding, Fix
from policylint.fixing.allowing import write_allowances
from policylint.fixing.contacts import find_lost_contacts
from policylint.fixing.fixes import ALLOW, QUIT, SKIP, Answer, Ask, Checked, Draft, Fixed, Left, Reader
from policylint.fixing.proofs import Proof, find_placeholders, move
from policylint.fixing.writing import write

_IDEA = "the rewrite is an idea, to be put into your own words"
_NEIGHBOURHOOD = 500  # characters
_STEPS = 3  # sentences that one fault may go on in
_PROMISE = "the rewrite promises something: --unsafe applies it"


class Fixer:
    """Fixes one source after the other.

    Without `ask`, all fixes that are safe are applied, and those that promise something when `unsafe` is asked for;
    with it, a person decides on each.
    """

    def __init__(self, reader: Reader, *, unsafe: bool = False, ask: Ask | None = None) -> None:
        self._reader = reader
        self._unsafe = unsafe
        self._ask = ask

    def fix(self, source: str) -> Fixed:
        """Fix a source as far as that can be proved."""
        document = self._reader.read(source)
        work = _Work(Checked(document, self._reader.judge(document)))
        if self._ask:
            self._ask_all(work, self._ask)
        else:
            self._fix_all(work)
        after = work.checked
        left = tuple(Left(finding, work.reasons.get(finding) or self._refuse(finding)) for finding in after.findings)
        lost = tuple(sorted(find_placeholders(document) - find_placeholders(after.document)))
        lost += find_lost_contacts(document, after.document) if work.applied else ()
        return Fixed(source, after.document.source, tuple(work.applied), left, lost)

    # --- all that is wanted

    def _fix_all(self, work: "_Work") -> None:
        """Apply what is wanted until nothing more can be: each time there are fewer findings, so there is an end."""
        while True:
            open_ones = [each for each in work.checked.findings if each not in work.reasons and not self._refuse(each)]
            chosen = list(_without_overlaps(open_ones))
            if not chosen:
                return
            before = work.checked
            self._apply(work, chosen)
            if work.checked is not before:
                work.reasons = {}  # what was refused may hold now

    def _apply(self, work: "_Work", chosen: Sequence[Finding]) -> None:
        """Apply fixes, which are in order of place, together; else each half of them, the later one first."""
        chosen = [finding for finding in chosen if finding in work.checked.findings or _is_found(finding, work.checked)]
        if not chosen:
            return
        if len(chosen) == 1:
            self._apply_one(work, chosen[0])
            return
        drafts = [Draft(finding, next(write(finding, work.checked.document))) for finding in chosen]
        together = Proof(work.checked, drafts).check(self._reader)
        if isinstance(together, Checked):
            work.take(together, drafts)
            return
        middle = len(chosen) // 2
        self._apply(work, chosen[middle:])
        self._apply(work, chosen[:middle])

    def _apply_one(self, work: "_Work", finding: Finding, *, is_own: bool = False) -> None:
        """Apply one fix, in whichever way the place asks for; else note why not."""
        reason = ""
        for written in write(finding, work.checked.document):
            steps = self._prove(work.checked, Draft(finding, written, is_own), _STEPS)
            if not isinstance(steps, str):
                for number, (result, draft) in enumerate(steps):
                    work.take(result, [draft], is_applied=number == 0 or draft.finding.rule != finding.rule)
                return
            reason = reason or steps
        work.reasons[finding] = reason or "the file has no letters for the rewrite"

    def _prove(self, checked: Checked, draft: Draft, most: int) -> list[tuple[Checked, Draft]] | str:
        """Prove one fix; where it holds only with that of the next sentence, or of what is then missing, with that."""
        proof = Proof(checked, [draft])
        result = proof.check(self._reader)
        if isinstance(result, Checked):
            return [(result, draft)]
        between = proof.half_done
        if between is None or most == 1 or draft.is_own:
            return result
        if proof.missing:
            return self._prove_missing(between, draft, proof.missing) or result
        rule, places = draft.finding.rule, {_place(each, draft.written) for each in checked.findings}
        for finding in between.findings:
            if finding.rule == rule and _place(finding) not in places and not self._refuse(finding):
                following = self._prove(between, Draft(finding, next(write(finding, between.document))), most - 1)
                if not isinstance(following, str):
                    return [(between, draft), *following]
        return result

    def _prove_missing(self, between: Checked, draft: Draft, rules: Collection[str]) -> list[tuple[Checked, Draft]]:
        """Say elsewhere what went with the words of a fix, unless a person decides; empty when that can't be proved."""
        steps = [(between, draft)]
        for rule in sorted(rules):
            checked = steps[-1][0]
            finding = next((each for each in checked.findings if each.rule == rule), None)
            if finding is None:
                continue
            if self._ask or self._refuse(finding):
                return []
            following = self._prove(checked, Draft(finding, next(write(finding, checked.document))), 1)
            if isinstance(following, str):
                return []
            steps += following
        return steps

    def _refuse(self, finding: Finding) -> str:
        """Why a finding is not to be fixed; empty when it is."""
        fix = finding.fix
        if fix is None:
            return "there is no rewrite for it"
        if fix.note:
            return fix.note
        if fix.safety == "display":
            return _IDEA
        return _PROMISE if fix.safety == "unsafe" and not self._unsafe and not self._ask else ""

    # --- one by one

    def _ask_all(self, work: "_Work", ask: Ask) -> None:
        """Ask for each finding; an answer that can't be put in place is told as the reason for which it is left."""
        while finding := next((each for each in work.checked.findings if each not in work.reasons), None):
            answer = ask(finding, work.checked.document)
            if answer.action == QUIT:
                work.reasons |= {each: "not asked" for each in work.checked.findings if each not in work.reasons}
            elif answer.action == SKIP:
                work.reasons[finding] = "skipped"
            elif answer.action == ALLOW:
                self._allow(work, finding, answer)
            elif finding.fix is None or work.checked.document.is_packed:
                work.reasons[finding] = "there is no place to put a rewrite"
            elif answer.text:
                self._apply_own(work, finding, finding.fix, answer.text)
            else:
                self._apply_one(work, finding)

    def _apply_own(self, work: "_Work", finding: Finding, fix: Fix, words: str) -> None:
        """Put a person's own words in place of a finding's rewrite."""
        first, *others = fix.edits
        own = replace(finding, fix=replace(fix, edits=(Edit(first.span, words), *others), unknown=()))
        self._apply_one(work, own, is_own=True)
        if reason := work.reasons.pop(own, ""):
            work.reasons[finding] = reason

    def _allow(self, work: "_Work", finding: Finding, answer: Answer) -> None:
        for edit in write_allowances(work.checked.document, finding, answer.text):
            draft = Draft(finding, (edit,), is_own=True)
            result = Proof(work.checked, [draft], is_comment=True).check(self._reader)
            if isinstance(result, Checked):
                work.take(result, [draft], is_applied=False)
                return
        work.reasons[finding] = "no comment can stand here that would allow it"


@dataclass(slots=True)
class _Work:
    """How far a source has come: what it is now, what was applied, and why findings in it are to be left."""

    checked: Checked
    applied: list[Finding] = field(default_factory=list)
    reasons: dict[Finding, str] = field(default_factory=dict)

    def take(self, result: Checked, drafts: Sequence[Draft], *, is_applied: bool = True) -> None:
        """Go on from a proved result: what was decided about other findings moves with them."""
        edits = [edit for draft in drafts for edit in draft.written]
        moved = {(each.rule, _place(each, edits)): reason for each, reason in self.reasons.items()}
        self.checked = result
        self.reasons = {each: moved[key] for each in result.findings if (key := (each.rule, _place(each))) in moved}
        self.applied += [draft.finding for draft in drafts] if is_applied else []


def _place(finding: Finding, edits: Sequence[Edit] = ()) -> int:
    """Where a finding begins, or will after edits; what is absent is nowhere."""
    return move(finding.span.start, edits) if finding.excerpt else -1


def _is_found(finding: Finding, checked: Checked) -> bool:
    """Whether a finding is still there: what stands behind it may have changed since."""
    return any(each.rule == finding.rule and each.span.start == finding.span.start for each in checked.findings)


def _without_overlaps(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Findings whose edits keep clear of each other, in order of place: of those that meet, the gravest.

    Of neighbours that would say the same, one is for now: then the other knows that it is said.
    """
    taken: list[tuple[int, int, str]] = []
    kept = []
    for finding in sorted(findings, key=lambda each: (-LEVELS.index(each.level), each.span)):
        edits = finding.fix.edits if finding.fix else ()
        start, stop = min(edit.span.start for edit in edits), max(edit.span.stop for edit in edits)
        said = " ".join(edits[0].text.split())
        reach = {text: _NEIGHBOURHOOD if text and text == said else 0 for _, _, text in taken}
        if all(stop + reach[text] < begin or end + reach[text] < start for begin, end, text in taken):
            taken.append((start, stop, said))
            kept.append(finding)
    yield from sorted(kept, key=lambda each: each.fix.edits[0].span if each.fix else each.span)
