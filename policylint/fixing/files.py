"""One file, fixed in memory: bytes -> source -> fixed source -> bytes that read as it."""

from policylint.checking import Checker, read_bytes
from policylint.documents import Document
from policylint.errors import PolicylintError, ReadError, WriteError
from policylint.findings import Failure, Finding
from policylint.fixing.fixer import Fixer
from policylint.fixing.fixes import Ask, FixedFile
from policylint.memory import Memory
from policylint.readers.decoding import decode, encode, find_writing_encoding
from policylint.walking import Target


def fix_file(checker: Checker, target: Target, *, unsafe: bool, ask: Ask | None = None) -> FixedFile:
    """Fix what a file holds; whatever is wrong with it is part of the outcome."""
    try:
        data = read_bytes(target)
    except PolicylintError as error:
        return _tell(error, target)
    return fix_bytes(checker, data, target, unsafe=unsafe, ask=ask)


def fix_bytes(checker: Checker, data: bytes, target: Target, *, unsafe: bool, ask: Ask | None = None) -> FixedFile:
    """Fix the bytes of a file; whatever is wrong with them is part of the outcome."""
    outcome = checker.check_bytes(data, target)  # what has no findings is mostly known, or told at a glance
    if not outcome.findings:
        skipped = outcome.skipped.reason if outcome.skipped else ""
        return FixedFile(target.path, target.location, data, data, skipped=skipped, failures=outcome.failures)
    try:
        return _fix(checker, data, target, unsafe=unsafe, ask=ask)
    except PolicylintError as error:
        return _tell(error, target, data)


def _fix(checker: Checker, data: bytes, target: Target, *, unsafe: bool, ask: Ask | None) -> FixedFile:
    reader = _FileReader(checker, data, target)
    fixed = Fixer(reader, unsafe=unsafe, ask=ask).fix(reader.loaded.source)
    after = reader.encode(fixed.source) if fixed.source != reader.loaded.source else data
    failing = checker.count_failing(each.finding for each in fixed.left)
    failures = tuple(Failure(target.path, line, reason) for line, reason in reader.loaded.unread)
    return FixedFile(target.path, target.location, data, after, fixed, failing=failing, failures=failures)


class _FileReader:
    """Reads what a file would hold, as far as its encoding has the letters and its bytes would be read as it."""

    def __init__(self, checker: Checker, data: bytes, target: Target) -> None:
        self._checker = checker
        self._data = data
        self._path = target.path
        self._memory = Memory()
        self.loaded, self._read = checker.open(data, target)
        self._encoding = find_writing_encoding(data, self.loaded.encoding)

    def read(self, source: str) -> Document:
        """Read a source that could stand in the file."""
        if source != self.loaded.source:
            self.encode(source)
        return self._read(source)

    def judge(self, document: Document) -> tuple[Finding, ...]:
        """Tell what is found in a document."""
        return self._checker.judge(document, self._memory)

    def encode(self, source: str) -> bytes:
        """Give the bytes that read as a source; raises WriteError when there are none."""
        data = encode(source, self._encoding, self._data)
        if encode(self.loaded.source, self._encoding, self._data) != self._data or not self._is_read_as(source, data):
            raise WriteError(f"it would not be read back as {self._encoding}")
        return data

    def _is_read_as(self, source: str, data: bytes) -> bool:
        try:
            return decode(data, self._path, self.loaded.format)[0] == source and self._declares(data)
        except ReadError:
            return False

    def _declares(self, data: bytes) -> bool:
        """Whether a mail says of each part in which letters it is; one that never did so may go on like that."""
        if not self.loaded.format.startswith("eml"):
            return True
        from policylint.readers.mails.mime import declares_letters

        return declares_letters(data.decode("latin-1")) or not declares_letters(self._data.decode("latin-1"))


def _tell(error: PolicylintError, target: Target, data: bytes = b"") -> FixedFile:
    failure = Failure(error.path or target.path, error.line, error.message)
    return FixedFile(target.path, target.location, before=data, after=data, failures=(failure,))
