"""Edit < Fix < Finding < Report."""

from dataclasses import dataclass, field

from policylint.entries import Standing
from policylint.spans import Span

LEVELS = ("note", "warning", "error")


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of a range of the source."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that answer one finding, and how far to trust them.

    `safety` is `safe` (wording only), `unsafe` (promises something new) or `display` (never applied). `unknown` names
    the values in it that a person has to fill in, `note` tells why it can't be applied where it stands, `decide` what
    the owner of a contract has to decide first.
    """

    title: str
    edits: tuple[Edit, ...]
    safety: str
    unknown: tuple[str, ...] = ()
    note: str = ""
    decide: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place. Lines and columns count from 1, offsets from 0, all in code points.

    `context` tells where a container holds the text: a key path, a page, a paragraph of a part. By its `fingerprint`
    a finding is known again in a later run. `owner` is who answers for the text, when known; `until` the ISO date of
    the last day on which a baseline lets it be: of a finding that is reported, that day is over.
    """

    rule: str
    level: str
    remedy: str
    message: str
    path: str
    kind: str
    language: str
    span: Span
    start: tuple[int, int]
    stop: tuple[int, int]
    excerpt: str
    fix: Fix | None = None
    context: str = ""
    fingerprint: str = ""
    owner: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that isn't reported: a `comment` in the text allows it, or the `baseline` knows it; and why."""

    finding: Finding
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was read and judged, and as what; of a packed one, the source is what was unpacked from it."""

    path: str
    kind: str
    language: str
    format: str = ""
    encoding: str = ""
    seconds: float = field(default=0.0, compare=False)
    is_packed: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, rule or fix that was left out, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that couldn't be read, or a configuration that couldn't be honoured; `line` 0 means the whole file."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: judged, skipped or failed, or judged but for the parts that `failures` tell.

    `source` is kept only when there are findings, reported or suppressed, to show in it; `failing` counts
    those that reach the fail level of the configuration that the file is under.
    """

    file: CheckedFile | None = None
    findings: tuple[Finding, ...] = ()
    source: str = ""
    failing: int = 0
    skipped: Skipped | None = None
    failures: tuple[Failure, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that one run found, in order of path and place.

    `sources` are the texts, by path, of the files with findings; `failing` is as in `Outcome`. `baseline` tells how
    things stand with each baseline that was met; there is mostly one.
    """

    files: tuple[CheckedFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    errors: tuple[Failure, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    failing: int = 0
    suppressed: tuple[Suppressed, ...] = ()
    baseline: tuple[Standing, ...] = ()
