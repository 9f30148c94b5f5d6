"""One configuration in force: bytes -> decoded, read, judged, suppressed -> Outcome, remembered for next time."""

import os
import re
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, field, fields, replace
from functools import cache, cached_property
from typing import Any

from policylint.cache import Cache, make_key
from policylint.catalogue import load_catalogue
from policylint.config import Chooser, Configuration, find_first_glob
from policylint.documents import Document, find_line_starts
from policylint.errors import ConfigError, PolicylintError, ReadError
from policylint.findings import LEVELS, CheckedFile, Edit, Failure, Finding, Fix, Outcome, Skipped, Suppressed
from policylint.fingerprints import identify
from policylint.kinds import detect_kind, rough_prose
from policylint.languages.detection import detect_language, path_language
from policylint.message_parts import MessageParts, is_subject
from policylint.settings import LANGUAGES, Settings
from policylint.spans import Span
from policylint.suppression_rules import MARK
from policylint.walking import Target, show_path

FAIL_LEVEL = "warning"

_PAGE_LANGUAGE = re.compile(r"""<html\b[^<>]{0,300}?\slang\s*=\s*["']?([a-zA-Z]{2})\b""", re.IGNORECASE)
_PEEK = 3_000
_FIRST_SEGMENTS = 60  # of a file whose source doesn't tell by its words what it is for
_MOST_REMEMBERED = 5_000  # segments: some 20 MB
_LONGEST_READ = 100_000_000  # bytes; the decoder refuses less than that, but a device has no end


@dataclass(slots=True)
class Text:
    """A text on its way: what is stated about it, and what was found out so far."""

    path: str
    hint: str  # the path below the folder that speaks for it, by which kind and language may be told
    kind: str = ""
    language: str = ""
    format: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)


class Checker:
    """Checks texts by one configuration and a caller's settings over it.

    Raises `ConfigError` when the caller asks for a rule that doesn't exist; what is wrong in the
    configuration or in a customer's rules is told in `failures`.
    """

    def __init__(self, configuration: Configuration, wishes: Settings) -> None:
        self._configuration = configuration
        self._wishes = wishes
        self.settings = wishes.over(configuration.settings)
        self._catalogue = load_catalogue(self.settings.rules)
        chooser = Chooser(self._catalogue)
        for message, _ in chooser.complain(wishes):
            raise ConfigError(message)
        self._errors: list[PolicylintError] = [*configuration.errors, *self._catalogue.errors]
        for message, place in chooser.complain(configuration.settings):
            self._errors.append(configuration.error(message, place))
        self._known = chooser.rules
        self._selection = chooser.choose(self.settings)
        self._fail_level = LEVELS.index(self.settings.fail_level or FAIL_LEVEL)
        self._cache = Cache(f"results-{make_key(self._catalogue.hash, _program_stamp())[:16]}")
        self._choices = _spell(self._selection)
        self._parts = MessageParts()

    def __reduce__(self) -> tuple[type["Checker"], tuple[Configuration, Settings]]:
        """Travel to another process as what it was made from."""
        return Checker, (self._configuration, self._wishes)

    @property
    def failures(self) -> list[Failure]:
        """What is wrong in the configuration or in a customer's rules."""
        return [Failure(show_path(error.path), error.line, error.message) for error in self._errors]

    @property
    def folder(self) -> str:
        """What the globs of the settings are relative to."""
        return self._configuration.folder or os.getcwd()

    def looks_for(self, rule: str) -> bool:
        """Whether a rule is among those that judge."""
        return rule in self._selection.rules

    def check_file(self, target: Target) -> Outcome:
        """Check one file; whatever is wrong with it is part of the outcome."""
        try:
            data = read_bytes(target)
        except ReadError as error:
            return Outcome(failures=(Failure(error.path, error.line, error.message),))
        return self.check_bytes(data, target)

    def open(self, data: bytes, target: Target) -> tuple[Any, Callable[[str], Document]]:
        """Load a file (see `readers.Loaded`), and give what reads any source in its place whole.

        Raises ReadError for what can't be read, here and then.
        """
        text = self._introduce(target)
        parts = tuple(self._read_part(inside, path) for path, inside in self._companions(target).items())
        loaded = _load(data, text)

        def read(source: str) -> Document:
            changed = loaded if source == loaded.source else replace(loaded, source=source)
            return self._read_loaded(changed, replace(text), parts, rough_prose(source))

        return loaded, read

    def judge(self, document: Document, memory: Any = None) -> tuple[Finding, ...]:
        """Tell what is found in a document that was read whole, and isn't allowed in it."""
        return self._sift(document, memory)[0]

    def _sift(self, document: Document, memory: Any = None) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
        """Tell what is found in a document, and what was found but is allowed in it."""
        findings = self._engine.check(document, memory)
        if MARK not in document.source:
            return tuple(identify(findings)), ()
        from policylint.suppressions import Suppressor

        suppressor = Suppressor(document, self._known, self._selection.rules)
        kept, suppressed = suppressor.apply(findings), suppressor.suppressed(findings)
        known = identify([*kept, *(each.finding for each in suppressed)])
        allowed = (replace(each, finding=finding) for each, finding in zip(suppressed, known[len(kept) :], strict=True))
        return tuple(known[: len(kept)]), tuple(allowed)

    def count_failing(self, findings: Iterable[Finding]) -> int:
        """Count the findings that reach the fail level."""
        return sum(1 for finding in findings if LEVELS.index(finding.level) >= self._fail_level)

    def check_bytes(self, data: bytes, target: Target) -> Outcome:
        """Check the bytes of a file; whatever is wrong with them is part of the outcome."""
        try:
            return self._check_bytes(data, target)
        except RecursionError:
            return Outcome(failures=(Failure(target.path, 0, "nested too deeply to be read"),))
        except PolicylintError as error:
            # The decoder says so of what has no text in it; in a folder that is nobody's mistake.
            if error.message.startswith("binary") and not target.named:
                return Outcome(skipped=Skipped(target.path, error.message))
            return Outcome(failures=(Failure(error.path or target.path, error.line, error.message),))

    def check_text(self, source: str, format: str) -> Outcome:
        """Check a text that is in no file."""
        text = Text("<text>", "", self.settings.kind, self.settings.language)
        return self._outcome(*self._check_loaded(_as_loaded(source, format), text), seconds=0)

    def _check_bytes(self, data: bytes, target: Target) -> Outcome:
        """Check bytes, or remember what came of the very same bytes at the same place."""
        started = time.perf_counter()
        text = self._introduce(target)
        companions = self._companions(target)
        key = make_key(data, self._choices, text.path, text.kind, text.language, text.format, *companions.values())
        known = self._cache.load(key) if self.settings.cache else None
        if known is not None:
            head, rows, allowed, unread = known
            findings = tuple(_thaw(row) for row in rows)
            suppressed = tuple(Suppressed(_thaw(row), *others) for row, *others in allowed)
            source = _load(data, text).source if findings or suppressed else ""
            document = Document(text.path, source, *head)
        else:
            loaded = _load(data, text)
            parts = tuple(self._read_part(inside, path) for path, inside in companions.items())
            document, findings, suppressed = self._check_loaded(loaded, text, parts)
            unread = loaded.unread
            if self.settings.cache:
                head = document.format, document.encoding, document.kind, document.language
                rows = tuple(astuple(finding) for finding in findings)
                self._cache.save(key, (head, rows, tuple(astuple(each) for each in suppressed), unread))
        return self._outcome(document, findings, suppressed, unread, seconds=time.perf_counter() - started)

    def _outcome(
        self,
        document: Document,
        findings: tuple[Finding, ...],
        suppressed: tuple[Suppressed, ...],
        unread: Iterable[tuple[int, str]] = (),
        *,
        seconds: float,
    ) -> Outcome:
        source = document.source if findings or suppressed else ""
        file = CheckedFile(
            document.path,
            document.kind,
            document.language,
            document.format,
            document.encoding,
            seconds,
            is_packed=bool(source) and _is_packed(document.format),
        )
        return Outcome(
            file,
            findings,
            source=source,
            failing=self.count_failing(findings),
            failures=tuple(Failure(document.path, line, reason) for line, reason in unread),
            suppressed=suppressed,
        )

    def _companions(self, target: Target) -> dict[str, bytes]:
        """What other files of the same message hold, by path."""
        held = {}
        for path in self._parts.find(target.location):
            with suppress(OSError), open(path, "rb") as file:
                held[path] = file.read(_LONGEST_READ)
        return held

    def _read_part(self, data: bytes, path: str) -> Document:
        """Read another file of a message; what is wrong with it is told where it is checked itself."""
        from policylint.readers import load, read_source

        try:
            loaded = load(data, path)
            segments, _ = read_source(loaded.source, loaded.format, loaded.segments)
        except PolicylintError:
            return Document(path, "")
        return Document(path, loaded.source, segments=segments)

    def _check_loaded(
        self, loaded: Any, text: Text, parts: tuple[Document, ...] = ()
    ) -> tuple[Document, tuple[Finding, ...], tuple[Suppressed, ...]]:
        """Check a text; it is read only when something may be found in it."""
        from policylint.readers import get_format

        source, known = loaded.source, get_format(loaded.format)
        is_stated = source.lstrip()[:3] == "---"  # front matter may state a kind of its own
        is_telling = not (is_stated or known.is_opaque or known.is_packed)
        prose = rough_prose(source)
        if is_telling and MARK not in source:
            kind, language = _settle(text, prose, _peek_language(source))
            if not self._engine.can_match(source, kind):
                return Document(text.path, source, loaded.format, loaded.encoding, kind, language), (), ()
        document = self._read_loaded(loaded, text, parts, prose)
        told = self._sift(document, self._memory)
        self._memory.forget(_MOST_REMEMBERED)
        return document, *told

    def _read_loaded(self, loaded: Any, text: Text, parts: tuple[Document, ...], prose: str) -> Document:
        """Read a text whole, and settle what it is; `prose` is what it roughly says."""
        from policylint.readers import get_format, read_source
        from policylint.readers.front_matter import WHOLE

        source, known = loaded.source, get_format(loaded.format)
        segments, text.meta = read_source(source, loaded.format, loaded.segments)
        if known.is_opaque:
            prose = "\n".join(segment.text for segment in segments[:_FIRST_SEGMENTS])
        kind, language = _settle(text, prose, _peek_language(source))
        return Document(
            path=text.path,
            source=source,
            format=loaded.format,
            encoding=loaded.encoding,
            kind=kind,
            language=language,
            segments=segments,
            line_starts=find_line_starts(source),
            is_whole=not ((known.holds_strings and WHOLE not in text.meta) or loaded.unread or is_subject(text.path)),
            is_packed=known.is_packed,
            parts=parts,
        )

    @cached_property
    def _memory(self) -> Any:
        """What is known of segments that stand in many files, such as the footer of a site."""
        from policylint.memory import Memory

        return Memory()

    @cached_property
    def _engine(self) -> Any:
        # Imported late: files that are known from the cache need no engine.
        from policylint.engine import Engine

        return Engine(self._catalogue, self._selection)

    def _introduce(self, target: Target) -> Text:
        """Tell what settings and globs state about a file."""
        place = target.location.replace(os.sep, "/")
        inside = place.removeprefix(self.folder.replace(os.sep, "/").rstrip("/") + "/")
        # Folders far above the texts ('/home/bill') say nothing about them.
        hint = inside if inside != place else "/".join(place.split("/")[-2:])
        kind = self.settings.kind or find_first_glob(inside, self.settings.kinds)
        language = self.settings.language or find_first_glob(inside, self.settings.languages)
        wanted = self.settings.format or find_first_glob(inside, self.settings.formats)
        return Text(target.path, hint, kind, language, wanted)


def read_bytes(target: Target) -> bytes:
    """Read a file; raises ReadError when that can't be done."""
    if target.data is not None:
        return target.data
    try:
        with open(target.location, "rb") as file:
            return file.read(_LONGEST_READ)
    except OSError as problem:
        raise ReadError(f"can't be read: {(problem.strerror or str(problem)).lower()}", path=target.path) from None


# Imported late: what is known from the cache and has no findings needs no reader.
def _load(data: bytes, text: Text) -> Any:
    from policylint.readers import load

    return load(data, text.path, text.format)


def _is_packed(format: str) -> bool:
    """Whether the sources of a format are unpacked; asked late, of what had to be read anyway."""
    from policylint.readers import get_format

    return get_format(format).is_packed


def _as_loaded(source: str, format: str) -> Any:
    from policylint.readers import Loaded, get_format

    if get_format(format).is_packed:
        raise ReadError(f"format '{format}' is no format of texts: it is read from the bytes of a file")
    return Loaded(source, "", format)


def _settle(text: Text, prose: str, page_language: str) -> tuple[str, str]:
    """Settle kind and language: as configured, else as the text states, else by path, else by its words."""
    kind = text.kind or detect_kind(text.hint, text.meta, prose)
    stated = text.meta.get("lang", "")[:2].lower() or page_language
    named = stated if stated in LANGUAGES else path_language(text.hint)
    return kind, text.language or named or detect_language(prose)


def _peek_language(source: str) -> str:
    """The language that a page states in its first tag, known without reading the page."""
    found = _PAGE_LANGUAGE.search(source, 0, _PEEK)
    return found[1].lower() if found else ""


def _spell(selection: Any) -> str:
    """Spell out a selection so that equal ones are spelled alike."""
    options = sorted((rule, sorted(values.items())) for rule, values in selection.options.items())
    return repr((sorted(selection.rules), options, sorted(selection.company.items()), selection.country))


def _thaw(row: Any) -> Finding:
    """Make a finding again of the tuples it was kept as."""
    values = dict(zip((each.name for each in fields(Finding)), row, strict=True))
    values["span"] = Span(*values["span"])
    if values["fix"] is not None:
        title, edits, *others = values["fix"]
        values["fix"] = Fix(title, tuple(Edit(Span(*place), text) for place, text in edits), *others)
    return Finding(**values)


@cache
def _program_stamp() -> str:
    """A stamp of this program's own files: what an older version of them found must not be remembered."""
    newest = count = 0
    folders = [os.path.dirname(__file__)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    folders.append(entry.path)
                elif entry.name.endswith((".py", ".txt")):
                    count += 1
                    newest = max(newest, entry.stat().st_mtime_ns)
    return f"{newest} {count}"
