"""The report as JUnit's XML: a suite a file, a failed test a finding, a skipped one for what is let pass."""

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from policylint.findings import Failure, Finding, Report, Suppressed
from policylint.reporters.characters import shorten, xml_safe
from policylint.reporters.columns import UTF16
from policylint.reporters.documents import render_xml
from policylint.reporters.options import Options
from policylint.reporters.paths import readable
from policylint.reporters.phrases import tell, tell_owner
from policylint.reporters.places import Places
from policylint.reporters.rewordings import Rewordings

_LONGEST_EXCERPT = 600
_PASSED = "policylint"  # the test that a file without findings has passed

Event = Finding | Suppressed | Failure


def render(report: Report, options: Options) -> str:
    """Render a report; a file without findings is a suite with one test, which has passed."""
    cases = _Cases(report, options)
    events: dict[str, list[Event]] = {cases.places.path(file.path): [] for file in report.files}
    happened: list[Event] = [*report.findings, *report.suppressed, *report.errors]
    for event in happened:
        path = event.finding.path if isinstance(event, Suppressed) else event.path
        events.setdefault(cases.places.path(path), []).append(event)
    root = ET.Element("testsuites", name="policylint")
    for path, its_events in events.items():
        root.append(_suite(xml_safe(readable(path)), list(cases.make(path, its_events))))
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    return render_xml(root)


def _suite(name: str, cases: list[ET.Element]) -> ET.Element:
    outcomes = Counter(outcome.tag for case in cases for outcome in case)
    suite = ET.Element(
        "testsuite",
        name=name,
        tests=str(len(cases)),
        failures=str(outcomes["failure"]),
        errors=str(outcomes["error"]),
        skipped=str(outcomes["skipped"]),
    )
    suite.extend(cases)
    return suite


class _Cases:
    """Makes tests of what happened to a file."""

    def __init__(self, report: Report, options: Options) -> None:
        self.places = Places(report, options, UTF16)
        self._rewordings = Rewordings(report)

    def make(self, path: str, events: list[Event]) -> Iterator[ET.Element]:
        """Make the tests of one file: names are by rule, and by number where a rule has several."""
        name = xml_safe(readable(path))
        seen: Counter[str] = Counter()
        for event in events:
            outcome = self._outcome(event)
            rule = _rule(event)
            seen[rule] += 1
            case = ET.Element("testcase", name=rule if seen[rule] == 1 else f"{rule} {seen[rule]}", classname=name)
            case.append(outcome)
            yield case
        if not events:
            yield ET.Element("testcase", name=_PASSED, classname=name)

    def _outcome(self, event: Event) -> ET.Element:
        if isinstance(event, Suppressed):
            return ET.Element("skipped", message=xml_safe(f"{event.source}: {event.reason}"))
        if isinstance(event, Failure):
            return _element("error", "unread", event.message, f"line {event.line}" if event.line else "")
        return _element("failure", event.level, tell(event), self._tell_more(event))

    def _tell_more(self, finding: Finding) -> str:
        """Where a finding is, its words, and how to say it better."""
        line, column = self.places.find(finding).start
        parts = [f"{readable(self.places.path(finding.path))}:{line}:{column}", tell_owner(finding)]
        if finding.excerpt:
            parts.append(shorten(finding.excerpt, _LONGEST_EXCERPT))
        if reworded := self._rewordings.find(finding):
            parts.append(f"{reworded.how}:\n{reworded.after}")
        return "\n\n".join(filter(None, parts))


def _rule(event: Event) -> str:
    if isinstance(event, Failure):
        return "unread"
    return event.finding.rule if isinstance(event, Suppressed) else event.rule


def _element(tag: str, kind: str, message: str, text: str) -> ET.Element:
    element = ET.Element(tag, type=kind, message=xml_safe(message))
    element.text = xml_safe(text)
    return element
