"""What findings pass before they are reported: they are given owners, and those that a baseline knows are held back.

A baseline is applied after the cache, so that a day comes without anything having changed. What runs without findings
or a baseline need nothing of is imported late.
"""

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from policylint.checkers import Checkers
from policylint.checking import Checker
from policylint.entries import NOBODY, Entry, Standing
from policylint.findings import Failure, Finding, Outcome, Suppressed
from policylint.settings import BASELINE_NAME, Settings
from policylint.walking import Target, find_upwards

_OVERDUE = {
    "en": "{message} This was to be put right by {until}. {owner}: solve it, or pass it on.",
    "ru": "{message} Это нужно было исправить до {until} включительно. {owner}: исправьте или передайте другому.",
    "et": "{message} See pidi korras olema hiljemalt {until}. {owner}: lahendage see või andke edasi.",
}
_NOBODY = {"en": "Nobody has it", "ru": "Ответственного нет", "et": "Vastutajat pole"}


class Gate:
    """The way of one run's outcomes; `failures` tell what is wrong in the baselines that were met."""

    def __init__(self, checkers: Checkers, wishes: Settings) -> None:
        self.failures: list[Failure] = []
        self._checkers = checkers
        self._wishes = wishes
        self._known: dict[str, Any] = {}  # by path of the baseline
        self._paths: dict[str, str] = {}  # of the baseline, by folder

    def pass_through(self, outcome: Outcome, target: Target) -> Outcome:
        """Give what is to be reported of a file."""
        checker = self._checkers.all[self._checkers.number_for(target.location)]
        known = self._find_known(target.location)
        if outcome.findings or outcome.suppressed:
            outcome = self._with_owners(outcome, target.location, checker)
        if known is None:
            return outcome
        if outcome.file and not outcome.failures and not self._sees_only_a_part():
            known.record(target.location, checker.looks_for, (each.finding.fingerprint for each in outcome.suppressed))
        return self._hold_back(outcome, target.location, known, checker) if outcome.findings else outcome

    def count_failing(self, findings: Iterable[Finding], location: str) -> int:
        """Count those of a file's findings that fail the run."""
        checker = self._checkers.all[self._checkers.number_for(location)]
        known = self._find_known(location)
        return self._count(self._split(findings, location, known)[0] if known else findings, checker)

    def standings(self, paths: Iterable[str]) -> tuple[Standing, ...]:
        """Tell how things stand with the baselines, once all files that `paths` stand for have passed."""
        places = [os.path.abspath(path) for path in paths]
        for place in filter(os.path.isdir, places):  # a folder may have a baseline and no text any more
            self._find_known(os.path.join(place, ""))
        told = []
        for path in sorted(self._known):
            known = self._known[path]
            is_whole = any(f"{known.folder}{os.sep}".startswith(place.rstrip(os.sep) + os.sep) for place in places)
            told.append(known.stand(is_whole=is_whole and not self._sees_only_a_part()))
        return tuple(told)

    @cached_property
    def _owners(self) -> Any:
        from policylint.owners import Owners

        return Owners()

    def _sees_only_a_part(self) -> bool:
        """Whether a fault that isn't among the findings may be there all the same."""
        wishes = self._wishes
        return bool(wishes.diff_base or wishes.staged or wishes.kind or wishes.language or wishes.format)

    def _with_owners(self, outcome: Outcome, location: str, checker: Checker) -> Outcome:
        owner = self._owners.find(location, checker.settings.owners, checker.folder)
        if not owner:
            return outcome
        findings = tuple(replace(finding, owner=owner) for finding in outcome.findings)
        suppressed = (replace(each, finding=replace(each.finding, owner=owner)) for each in outcome.suppressed)
        return replace(outcome, findings=findings, suppressed=tuple(suppressed))

    def _hold_back(self, outcome: Outcome, location: str, known: Any, checker: Checker) -> Outcome:
        told, held = self._split(outcome.findings, location, known)
        suppressed = sorted([*outcome.suppressed, *held], key=lambda each: each.finding.span)
        failing = self._count(told, checker)
        return replace(outcome, findings=tuple(told), suppressed=tuple(suppressed), failing=failing)

    def _split(self, findings: Iterable[Finding], location: str, known: Any) -> tuple[list[Finding], list[Suppressed]]:
        """Split findings into those to be told, and those whose day is still to come."""
        told, held = [], []
        for finding in findings:
            entry = known.find(location, finding.fingerprint)
            if entry is None:
                told.append(finding)
            elif entry.until < known.today:
                told.append(_overdue(finding, entry))
            else:
                known_finding = replace(finding, owner=entry.owner or finding.owner, until=entry.until)
                reason = f"until {entry.until}, owner {known_finding.owner or NOBODY}"
                held.append(Suppressed(known_finding, "baseline", reason))
        return told, held

    def _count(self, findings: Iterable[Finding], checker: Checker) -> int:
        """Count what fails: with `fail_on_new`, only what no baseline knows."""
        return checker.count_failing(
            finding for finding in findings if not (finding.until and self._wishes.fail_on_new)
        )

    def _find_known(self, location: str) -> Any:
        """What the baseline of a file knows, if it has one."""
        if not self._wishes.uses_baseline:
            return None
        path = self._wishes.baseline or self._find_path(os.path.dirname(location))
        if path and path not in self._known:
            from policylint.baseline.known import Known, load_baseline
            from policylint.today import today

            baseline = load_baseline(path, cached=self._wishes.cache)
            self.failures += [Failure(error.path, error.line, error.message) for error in baseline.errors]
            self._known[path] = Known(baseline, today())
        return self._known[path] if path else None

    def _find_path(self, folder: str) -> str:
        if folder not in self._paths:
            self._paths[folder] = find_upwards(folder, BASELINE_NAME)
        return self._paths[folder]


def _overdue(finding: Finding, entry: Entry) -> Finding:
    """A finding whose day is over: an error that names its owner, in the language of the text."""
    owner = entry.owner or finding.owner
    said = _OVERDUE.get(finding.language, _OVERDUE["en"])
    name = owner or _NOBODY.get(finding.language, _NOBODY["en"])
    message = said.format(message=finding.message, until=entry.until, owner=name)
    return replace(finding, level="error", message=message, owner=owner, until=entry.until)
