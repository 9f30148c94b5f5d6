"""The page: what is counted, the texts, and what stands behind them, put into the template."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from jinja2 import Environment, StrictUndefined

from policylint.accounts import list_passings, list_solved
from policylint.findings import CheckedFile, Failure, Finding, Report, Skipped
from policylint.folding import Folded, fold
from policylint.reporters.characters import well_formed
from policylint.reporters.html.galley import Galley, Setter
from policylint.reporters.html.passages import show, show_name
from policylint.reporters.html.tables import count_by, count_levels, count_owners, count_places
from policylint.reporters.html.words import Words, load_part
from policylint.reporters.options import Options
from policylint.reporters.paths import relative_path
from policylint.resources import VERSION
from policylint.rules import REMEDIES, Rule
from policylint.settings import LANGUAGES
from policylint.today import add_days

_DAYS_TOLD = 30  # for so long, what was solved and passed on is told
_Placed = TypeVar("_Placed", CheckedFile, Finding, Skipped, Failure)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that findings can be filtered by, and how many have it."""

    value: str
    count: int


def render(report: Report, options: Options) -> str:
    """Render a report as one page, in the language of most of its texts."""
    report = _relocate(report, options.root)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"show": show, "name": show_name}
    words = Words(_choose_language(report))
    style, script = load_part("page.css"), load_part("page.js")
    since = add_days(report.baseline[0].today, -_DAYS_TOLD) if report.baseline else ""
    galleys = _set(report, folds=options.folds)
    page = environment.from_string(load_part("page.html.jinja")).render(
        words=words,
        version=VERSION,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        report=report,
        levels=count_levels(report.findings),
        remedies=_choices(report.findings, "remedy", REMEDIES),
        choices=_filters(galleys),
        tables=[count_places(report.findings), count_by("by_rule", report.findings, lambda finding: finding.rule)],
        since=since,
        owners=count_owners(report.findings, report.baseline, since),
        solved=[each for standing in report.baseline for each in list_solved(standing, since)],
        passings=[each for standing in report.baseline for each in list_passings(standing, since)],
        galleys=galleys,
        texts=len({finding.path for finding in report.findings}),
        anchors=_anchors(galleys),
        skipped=_by_reason(report),
        titles=Titles(options.rules, report.findings),
        rules=options.rules,
        whys=_whys(report.findings, options.rules),
    )
    return well_formed(page) + "\n"


def _relocate(report: Report, root: str) -> Report:
    """A report whose paths begin at the root, as everybody who gets the page knows them."""

    def move(each: _Placed) -> _Placed:
        return replace(each, path=relative_path(each.path, root))

    return replace(
        report,
        files=tuple(map(move, report.files)),
        findings=tuple(map(move, report.findings)),
        skipped=tuple(map(move, report.skipped)),
        errors=tuple(move(failure) if failure.path else failure for failure in report.errors),
        sources=tuple((relative_path(path, root), source) for path, source in report.sources),
        suppressed=tuple(replace(each, finding=move(each.finding)) for each in report.suppressed),
    )


class Titles:
    """What rules are called, by id and language."""

    def __init__(self, rules: Mapping[str, Rule], findings: Iterable[Finding]) -> None:
        self._rules = rules
        self._known = {(each.rule, each.language): each.fix.title for each in findings if each.fix}

    def __call__(self, rule: str, language: str) -> str:
        """Give a rule's title, or its id where nothing else is known."""
        if rule in self._rules:
            title = self._rules[rule].title
            return title.get(language) or title.get("en") or rule
        return self._known.get((rule, language)) or rule


def _choose_language(report: Report) -> str:
    """The language of most texts: of those with findings, when there are any."""
    touched = {finding.path for finding in report.findings}
    counts = Counter(file.language for file in report.files if not touched or file.path in touched)
    return max(LANGUAGES, key=lambda language: counts[language])


def _hash(text: str) -> str:
    """What a content security policy knows an inline part by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _choices(findings: Iterable[Finding], name: str, order: Iterable[str] = ()) -> list[Choice]:
    counts = Counter(str(getattr(finding, name)) for finding in findings)
    names = [value for value in order if counts[value]] or sorted(counts, key=lambda value: (-counts[value], value))
    return [Choice(value, counts[value]) for value in names]


def _filters(galleys: Iterable[Galley]) -> dict[str, list[Choice]]:
    """What the notes of the page can be filtered by."""
    told = [note.finding for galley in galleys for passage in galley.passages for note in passage.notes]
    orders = {"remedy": REMEDIES, "rule": (), "language": (), "owner": ()}
    return {name: _choices(told, name, order) for name, order in orders.items()}


def _set(report: Report, *, folds: bool) -> list[Galley]:
    files = {file.path: file for file in report.files}
    sources = dict(report.sources)
    folded = fold(report.findings, sources) if folds else [Folded(finding) for finding in report.findings]
    setter = Setter(sources, len({each.finding.path for each in folded}))
    galleys = []
    for number, (path, group) in enumerate(groupby(folded, lambda each: each.finding.path), 1):
        findings = list(group)
        finding = findings[0].finding
        file = files.get(path) or CheckedFile(path, finding.kind, finding.language)
        galleys.append(setter.set(number, file, findings))
    return galleys


def _anchors(galleys: Iterable[Galley]) -> dict[str, str]:
    """Where the page tells of a file, and of a folder: at its first file."""
    anchors: dict[str, str] = {}
    for galley in galleys:
        parts = galley.file.path.replace("\\", "/").split("/")
        for depth in range(1, len(parts)):
            anchors.setdefault("/".join(parts[:depth]) + "/", f"f{galley.number}")
        anchors[galley.file.path] = f"f{galley.number}"
    return anchors


def _by_reason(report: Report) -> dict[str, list[str]]:
    """What was left out, by the reason for it."""
    reasons: dict[str, list[str]] = {}
    for skipped in report.skipped:
        reasons.setdefault(skipped.reason, []).append(skipped.path)
    return reasons


def _whys(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> dict[str, list[str]]:
    """The rules that have something to say on why, each with the languages it is to be said in."""
    said = {(finding.rule, finding.language) for finding in findings}
    whys: dict[str, list[str]] = {}
    for name in sorted({rule for rule, _ in said}):
        known = rules[name].why if name in rules else {}
        languages = [language for language in LANGUAGES if (name, language) in said and known.get(language)]
        if languages:
            whys[name] = languages
    return whys
