"""Where findings stand, as machines' reports tell it: paths below the root, columns in a format's unit."""

from dataclasses import dataclass

from policylint.findings import Finding, Report
from policylint.reporters.columns import Ruler, Unit
from policylint.reporters.options import Options
from policylint.reporters.paths import relative_path
from policylint.spans import Span


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file: lines and columns from 1, the last column left out; `span` is of the source."""

    start: tuple[int, int]
    stop: tuple[int, int]
    span: Span


_NOWHERE = Region((1, 1), (1, 1), Span(0, 0))


class Places:
    """Tells paths and regions of a report."""

    def __init__(self, report: Report, options: Options, unit: Unit) -> None:
        self._unit = unit
        self._sources = dict(report.sources)
        self._files = {file.path: file for file in report.files}
        self._rulers: dict[str, Ruler] = {}
        self._root = options.root
        self._paths: dict[str, str] = {}

    def path(self, path: str) -> str:
        """Name a file as the report does."""
        if path not in self._paths:
            self._paths[path] = relative_path(path, self._root)
        return self._paths[path]

    def source(self, path: str) -> str:
        """Give the text of a file, or nothing when it has no findings."""
        return self._sources.get(path, "")

    def encoding(self, path: str) -> str:
        """Name the encoding of a file, or nothing when it isn't known."""
        return self._files[path].encoding if path in self._files else ""

    def is_packed(self, path: str) -> bool:
        """Tell whether the source of a file is what was unpacked from it, so that its lines are nobody else's."""
        return path in self._files and self._files[path].is_packed

    def find(self, finding: Finding) -> Region:
        """Find where a finding stands.

        What is absent is told of the first line; in a packed file all is, since programs want a line.
        """
        if self.is_packed(finding.path):
            return _NOWHERE
        source = self.source(finding.path)
        if not source:
            return Region(finding.start, finding.stop, finding.span)
        if not finding.excerpt:
            return self.measure(finding.path, Span(0, self._ruler(finding.path).end_of_line(0)))
        return self.measure(finding.path, finding.span)

    def measure(self, path: str, span: Span) -> Region:
        """Find the region of a stretch of a file's source."""
        ruler = self._ruler(path)
        return Region(ruler.place(span.start), ruler.place(span.stop), span)

    def _ruler(self, path: str) -> Ruler:
        if path not in self._rulers:
            has_mark = self.encoding(path) == "utf-8-sig"
            self._rulers[path] = Ruler(self.source(path), self._unit, has_mark=has_mark)
        return self._rulers[path]
