"""The report in the XML of Checkstyle, which many tools read."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from policylint.findings import Report
from policylint.reporters.characters import xml_safe
from policylint.reporters.columns import UTF16
from policylint.reporters.documents import render_xml
from policylint.reporters.options import Options
from policylint.reporters.paths import readable
from policylint.reporters.phrases import tell
from policylint.reporters.places import Places

_VERSION = "8.0"  # of Checkstyle, whose format this is
_SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


def render(report: Report, options: Options) -> str:
    """Render the files that have findings or couldn't be read; columns are in UTF-16 units, as its readers count."""
    places = Places(report, options, UTF16)
    root = ET.Element("checkstyle", version=_VERSION)
    files: dict[str, ET.Element] = {}
    for finding in report.findings:
        line, column = places.find(finding).start
        attributes = {
            "line": str(line),
            "column": str(column),
            "severity": _SEVERITIES[finding.level],
            "message": tell(finding),
            "source": f"policylint.{finding.rule}",
        }
        _add(root, files, places.path(finding.path), attributes)
    for failure in report.errors:
        attributes = {
            "line": str(max(1, failure.line)),
            "severity": "error",
            "message": failure.message,
            "source": "policylint.unread",
        }
        _add(root, files, places.path(failure.path), attributes)
    return render_xml(root)


def _add(root: ET.Element, files: dict[str, ET.Element], path: str, attributes: Mapping[str, str]) -> None:
    if path not in files:
        files[path] = ET.SubElement(root, "file", name=xml_safe(readable(path)))
    ET.SubElement(files[path], "error", {name: xml_safe(value) for name, value in attributes.items()})
