"""The `fix` command: what was applied, shown or asked for, and the summary after it."""

import difflib
import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from policylint.api import fix_bytes, fix_paths, save
from policylint.documents import Document
from policylint.errors import PolicylintError
from policylint.findings import LEVELS, Failure, Finding
from policylint.fixes import ALLOW, APPLY, QUIT, SKIP, Answer, FixedFile
from policylint.reporters.lines import clean
from policylint.settings import Settings

CLEAN, FOUND, WRONG = 0, 1, 2
_QUESTION = "[a]pply, [s]kip, [e]dit, a[l]low with a reason, [q]uit"


class FixRun:
    """One run of the command over files: shows, writes, counts."""

    def __init__(self, *, shows_diff: bool, fail_level: str) -> None:
        self._shows_diff = shows_diff
        self._fail_level = LEVELS.index(fail_level)
        self.files: list[FixedFile] = []
        self.failures: list[Failure] = []

    def take(self, file: FixedFile) -> None:
        """Show or write what came of one file."""
        self.failures += file.failures
        self.files.append(file)
        if not file.is_changed:
            return
        if self._shows_diff:
            click.echo("".join(render_diff(file)), nl=False)
            return
        try:
            save(file)
        except PolicylintError as error:
            self.failures.append(Failure(file.path, 0, error.message))

    def code(self) -> int:
        """The exit code: 2 when something went wrong, 1 when findings that fail are left."""
        if self.failures:
            return WRONG
        left = [each.finding for file in self.files if file.fixed for each in file.fixed.left]
        return FOUND if any(LEVELS.index(finding.level) >= self._fail_level for finding in left) else CLEAN

    def summary(self) -> Iterator[str]:
        """What was applied, what was left and why, and what is to be filled in."""
        done = [(file, finding) for file in self.files if file.fixed for finding in file.fixed.applied]
        left = [(file, each) for file in self.files if file.fixed for each in file.fixed.left]
        verb = "would be applied" if self._shows_diff else "applied"
        touched = sum(1 for file in self.files if file.is_changed)
        counts = f"{_count(len(done), 'fix', 'fixes')} {verb} in {_count(touched, 'file')}"
        yield f"{counts}, {_count(len(left), 'finding')} left."
        reasons: dict[str, list[str]] = {}
        for file, each in left:
            place = f"{file.path}:{each.finding.start[0]}:{each.finding.start[1]} {each.finding.rule}"
            reasons.setdefault(each.reason, []).append(place)
        for reason, places in sorted(reasons.items(), key=lambda item: -len(item[1])):
            yield f"Left, since {reason}:"
            yield from (f"  {place}" for place in places)
        if unknown := list(_fill_in(self.files)):
            yield "To be filled in:"
            yield from (f"  {line}" for line in unknown)


def run(
    paths: Sequence[str], settings: Settings, *, unsafe: bool, shows_diff: bool, asks: bool, stdin_name: str
) -> int:
    """Fix files, or standard input to standard output, and give the exit code."""
    fixing = FixRun(shows_diff=shows_diff, fail_level=settings.fail_level or "warning")
    if "-" in paths:
        if len(paths) > 1:
            raise click.UsageError("'-' can't be combined with other paths")
        if asks:
            raise click.UsageError("--interactive asks on standard input: it can't read a text there as well")
        file = fix_bytes(sys.stdin.buffer.read(), stdin_name or "<stdin>", settings, unsafe=unsafe)
        fixing.failures += file.failures
        fixing.files.append(file)
        if shows_diff:
            click.echo("".join(render_diff(file)), nl=False)
        else:
            sys.stdout.buffer.write(file.after)
            sys.stdout.buffer.flush()
    else:
        for file in fix_paths(paths, settings, unsafe=unsafe, ask=ask if asks else None):
            fixing.take(file)
    for failure in fixing.failures:
        click.echo(
            clean(f"policylint: {PolicylintError(failure.message, path=failure.path, line=failure.line)}"), err=True
        )
    for line in fixing.summary():
        click.echo(clean(line), err=True)
    return fixing.code()


def render_diff(file: FixedFile) -> Iterator[str]:
    """The change of a file as a unified diff."""
    if not file.is_changed or file.fixed is None:
        return
    before, after = (text.splitlines(keepends=True) for text in (file.fixed.original, file.fixed.source))
    for line in difflib.unified_diff(before, after, f"a/{file.path}", f"b/{file.path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def ask(finding: Finding, document: Document) -> Answer:
    """Show a finding with its sentence, reason and proposal, and ask what to do."""
    click.echo(f"\n{clean(document.path)}:{finding.start[0]}:{finding.start[1]} {finding.level} {finding.rule}")
    click.echo(f"  {clean(finding.message)}")
    if finding.excerpt:
        click.echo(click.style(f"  - {clean(' '.join(finding.excerpt.split()))}", fg="red"))
    proposal = finding.fix.edits[0].text if finding.fix else ""
    if finding.fix:
        click.echo(click.style(f"  + {clean(' '.join(proposal.split())) or '(taken out)'}", fg="green"))
    while True:
        key = click.prompt(f"  {_QUESTION}", default="s", show_default=False).strip().lower()[:1]
        if key == "a" and finding.fix:
            return Answer(APPLY)
        if key == "s":
            return Answer(SKIP)
        if key == "q":
            return Answer(QUIT)
        if key == "e" and finding.fix:
            return Answer(APPLY, click.prompt("  your words", default=proposal.strip() or None))
        if key == "l":
            return Answer(ALLOW, click.prompt("  the reason"))


def _fill_in(files: Iterable[FixedFile]) -> Iterator[str]:
    for file in files:
        if file.fixed and file.fixed.unknown:
            yield f"{file.path}: {', '.join(file.fixed.unknown)}"


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
