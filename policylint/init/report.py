"""What `policylint init` tells: what there is, what was written, and what to do next."""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policylint.baseline.report import count
from policylint.entries import NOBODY
from policylint.findings import LEVELS, Finding
from policylint.init.plan import HOOKS, Plan
from policylint.init.survey import Survey
from policylint.settings import BASELINE_NAME, CONFIG_NAME

_LANGUAGES = {"en": "English", "ru": "Russian", "et": "Estonian"}
_MOST_NAMED = 6
_WIDTH = 10


def tell_survey(survey: Survey, place: str) -> Iterator[str]:
    """Tell what texts there are."""
    if not survey.texts:
        yield f"No texts in {place} yet."
        return
    yield f"{count(survey.texts, 'text')} in {place}"
    yield _row("formats", _list(survey.formats))
    yield _row("languages", _list({_LANGUAGES[name]: number for name, number in survey.languages.items()}))
    yield _row("kinds", _list(survey.kinds))


def tell_faults(findings: Sequence[Finding], owners: Iterable[str], *, is_known: bool) -> Iterator[str]:
    """Tell how many faults there are, by level and owner; with `is_known`, beside those of a baseline."""
    beside = " beside those in the baseline" if is_known else ""
    if not findings:
        yield f"No faults{beside}."
        return
    levels = Counter(finding.level for finding in findings)
    said = ", ".join(count(levels[level], level) for level in reversed(LEVELS) if levels[level])
    yield f"{count(len(findings), 'fault')}{beside}: {said}"
    counts = Counter(owner or NOBODY for owner in owners)
    yield _row("owners", _list(dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))))


def tell_plan(plan: Plan, *, is_done: bool) -> Iterator[str]:
    """Tell what became of each file, and what to do next."""
    width = max(map(len, plan.notes), default=0)
    for path, note in plan.notes.items():
        yield f"{path.ljust(width)}  {note if is_done else _as_wish(note)}"
    steps = list(_next_steps(plan)) if is_done else []
    if steps:
        yield from ("", "Next:")
        yield from (f"  {number}. {step}" for number, step in enumerate(steps, start=1))
    for path, piece in plan.by_hand.items():
        yield from ("", f"To be put into {path} by hand:", *(f"  {line}" for line in piece.splitlines()))
    if is_done and not plan.placements and not plan.by_hand:
        yield from ("", "Nothing was changed: all is in place.")


def _next_steps(plan: Plan) -> Iterator[str]:
    written = [placement.path for placement in plan.placements]
    names = {path.rpartition("/")[2] for path in written}
    if CONFIG_NAME in names:
        yield f"Read {CONFIG_NAME}: it was guessed. Fill in what rewrites may say of you (company)."
    if BASELINE_NAME in names:
        yield "See who has what: policylint baseline report. Try what wording alone can do: policylint fix --diff"
    if plan.unsourced:
        yield f"Say where you keep policylint, in {', '.join(plan.unsourced)}."
    if HOOKS in names:
        also = "" if plan.source else " has policylint installed and"
        yield f"Everybody who commits{also} calls once: pre-commit install"
    if written and plan.ground.is_repository:
        yield f"git add {' '.join(map(shlex.quote, written))}"


def _as_wish(note: str) -> str:
    """A note on something that wasn't done."""
    return f"would be {note}" if note.startswith(("written", "changed")) else note


def _row(name: str, said: str) -> str:
    return f"  {name.ljust(_WIDTH)}  {said}"


def _list(counts: Mapping[str, int]) -> str:
    """The largest counts, and the rest together."""
    named = [f"{name} {number:,}" for name, number in list(counts.items())[:_MOST_NAMED]]
    rest = sum(list(counts.values())[_MOST_NAMED:])
    return ", ".join([*named, *([f"others {rest:,}"] if rest else [])])
