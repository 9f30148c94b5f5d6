"""The `fix` command: what was applied, shown or asked for, and the summary after it."""

import codecs
import difflib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from policylint.api import fix_bytes, fix_paths, save
from policylint.documents import Document
from policylint.errors import PolicylintError
from policylint.findings import Failure, Finding
from policylint.fixing.allowing import write_allowances
from policylint.fixing.fixes import ALLOW, APPLY, QUIT, SKIP, Answer, FixedFile
from policylint.reporters.lines import clean
from policylint.settings import Settings

CLEAN, FOUND, WRONG = 0, 1, 2
_QUESTION = "[a]pply, [s]kip, [e]dit, a[l]low with a reason, [q]uit, [?]"
_HELP = """  a  put the rewrite in place, when reading the result proves that nothing else changes
  s  leave it as it is
  e  put words of your own in its place
  l  leave it, and say why in a comment that no customer sees
  q  ask no more; what was decided so far is written"""
_REFUSALS = {
    "a": "  There is no rewrite to put in place.",
    "e": "  There is no place for other words.",
    "l": "  No comment can stand here: whatever is written is sent to customers.",
}
_MOST_PLACES = 10
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")


class FixRun:
    """One run of the command over files: shows, writes, counts."""

    def __init__(self, *, shows_diff: bool) -> None:
        self._shows_diff = shows_diff
        self.files: list[FixedFile] = []
        self.failures: list[Failure] = []

    def take(self, file: FixedFile, *, is_stream: bool = False) -> None:
        """Show or write what came of one file."""
        self.failures += file.failures
        self.files.append(file)
        if self._shows_diff:
            _write(b"".join(render_diff(file)))
        elif is_stream:
            _write(file.after)
        elif file.is_changed:
            try:
                save(file)
            except PolicylintError as error:
                self.failures.append(Failure(file.path, 0, error.message))
                self.files[-1] = FixedFile(file.path, file.location, file.before, file.before)

    def code(self) -> int:
        """The exit code: 2 when something went wrong, 1 when findings that fail are left."""
        if self.failures:
            return WRONG
        return FOUND if any(file.failing for file in self.files) else CLEAN

    def summary(self) -> Iterator[str]:
        """What was applied, what was left and why, what went with a sentence, and what is to be filled in."""
        done = [(file, finding) for file in self.files if file.fixed for finding in file.fixed.applied]
        left = [(file, each) for file in self.files if file.fixed for each in file.fixed.left]
        verb = "would be applied" if self._shows_diff else "applied"
        touched = sum(1 for file in self.files if file.is_changed)
        counts = f"{_count(len(done), 'fix', 'fixes')} {verb} in {_count(touched, 'file')}"
        passing = "" if not left or any(file.failing for file in self.files) else ", none of which fails"
        yield f"{counts}, {_count(len(left), 'finding')} left{passing}."
        reasons: dict[str, list[str]] = {}
        for file, each in left:
            place = f"{file.path}:{each.finding.start[0]}:{each.finding.start[1]} {each.finding.rule}"
            reasons.setdefault(each.reason, []).append(place)
        for reason, places in sorted(reasons.items(), key=lambda item: -len(item[1])):
            yield f"Left, since {reason}:"
            yield from (f"  {place}" for place in places[:_MOST_PLACES])
            if len(places) > _MOST_PLACES:
                yield f"  and {len(places) - _MOST_PLACES:,} more; `policylint check` shows all"
        fixed = [(file.path, file.fixed) for file in self.files if file.fixed]
        yield from _list("Taken out with their sentence:", ((path, each.lost) for path, each in fixed))
        yield from _list("To be filled in:", ((path, each.unknown) for path, each in fixed))


def run(
    paths: Sequence[str], settings: Settings, *, unsafe: bool, shows_diff: bool, asks: bool, stdin_name: str
) -> int:
    """Fix files, or standard input to standard output, and give the exit code."""
    fixing = FixRun(shows_diff=shows_diff)
    if "-" in paths:
        if len(paths) > 1:
            raise click.UsageError("'-' can't be combined with other paths")
        if asks:
            raise click.UsageError("--interactive asks on standard input: it can't read a text there as well")
        data = sys.stdin.buffer.read()
        fixing.take(fix_bytes(data, stdin_name or "<stdin>", settings, unsafe=unsafe), is_stream=True)
    else:
        if stdin_name:
            raise click.UsageError("--stdin-filename is for standard input: add '-'")
        person = Person()
        for file in fix_paths(paths, settings, unsafe=unsafe, ask=person.ask if asks else None):
            fixing.take(file)
            if person.has_quit:
                break
    for failure in fixing.failures:
        error = PolicylintError(failure.message, path=failure.path, line=failure.line)
        click.echo(clean(f"policylint: {error}"), err=True)
    for line in fixing.summary():
        click.echo(clean(line), err=True)
    return fixing.code()


def render_diff(file: FixedFile) -> Iterator[bytes]:
    """The change of a file as a unified diff, in the bytes of the file: `patch` can apply it."""
    if not file.is_changed or file.fixed is None:
        return
    before, after = file.before, file.after
    if before.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # in which no line ends with a byte
        before, after = file.fixed.original.encode(), file.fixed.source.encode()
    path = f"{file.path.lstrip('/')}\t" if " " in file.path else file.path.lstrip("/")
    old, new = _LINE.findall(before), _LINE.findall(after)
    name = path.encode("utf-8", "surrogateescape")
    for line in difflib.diff_bytes(difflib.unified_diff, old, new, b"a/" + name, b"b/" + name):
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


class Person:
    """Somebody at a terminal who decides on each finding."""

    def __init__(self) -> None:
        self.has_quit = False

    def ask(self, finding: Finding, document: Document) -> Answer:
        """Show a finding with its sentence, reason and proposal, and ask what to do."""
        _show(finding, document)
        while True:
            try:
                key = click.prompt(f"  {_QUESTION}", default="s", show_default=False).strip().lower()[:1]
                answer = _take(key, finding, document)
            except click.Abort:  # no more is said: what was decided so far is kept
                click.echo()
                answer = Answer(QUIT)
            if answer:
                self.has_quit = answer.action == QUIT
                return answer
            click.echo(_REFUSALS.get(key, _HELP))


def _take(key: str, finding: Finding, document: Document) -> Answer | None:
    """Take a key for an answer; None when it can't be one here."""
    if key == "a" and finding.fix:
        return Answer(APPLY)
    if key == "e" and finding.fix:
        return Answer(APPLY, click.prompt("  your words", default=finding.fix.edits[0].text.strip() or None))
    if key == "l" and any(True for _ in write_allowances(document, finding, "why")):
        return Answer(ALLOW, click.prompt("  the reason"))
    return {"s": Answer(SKIP), "q": Answer(QUIT)}.get(key)


def _show(finding: Finding, document: Document) -> None:
    click.echo(f"\n{clean(document.path)}:{finding.start[0]}:{finding.start[1]} {finding.level} {finding.rule}")
    click.echo(f"  {clean(finding.message)}")
    if finding.fix is None:
        click.echo(click.style(f"  - {clean(' '.join(finding.excerpt.split()))}", fg="red"))
        return
    spans = [edit.span for edit in finding.fix.edits]
    old = document.source[min(spans).start : max(span.stop for span in spans)]
    if old.strip():
        click.echo(click.style(f"  - {clean(' '.join(old.split()))}", fg="red"))
    new = " ".join(finding.fix.edits[0].text.split())
    click.echo(click.style(f"  + {clean(new) or '(taken out)'}", fg="green"))
    if finding.fix.note:
        click.echo(f"  {clean(finding.fix.note)}")


def _write(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _list(title: str, names: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
    lines = [f"  {path}: {', '.join(said)}" for path, said in names if said]
    yield from [title, *lines] if lines else []


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
