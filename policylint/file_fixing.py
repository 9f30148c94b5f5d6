"""One file, fixed in memory: bytes -> source -> fixed source -> bytes that read as it."""

from policylint.checking import Checker, read_bytes
from policylint.errors import PolicylintError, WriteError
from policylint.findings import Failure
from policylint.fixes import Ask, FixedFile
from policylint.fixing import Fixer
from policylint.readers.decoding import encode
from policylint.walking import Target


def fix_file(checker: Checker, target: Target, *, unsafe: bool, ask: Ask | None = None) -> FixedFile:
    """Fix what a file holds; whatever is wrong with it is part of the outcome."""
    try:
        return _fix(checker, read_bytes(target), target, unsafe=unsafe, ask=ask)
    except PolicylintError as error:
        return _tell(error, target)


def fix_bytes(checker: Checker, data: bytes, target: Target, *, unsafe: bool) -> FixedFile:
    """Fix the bytes of a file; whatever is wrong with them is part of the outcome."""
    try:
        return _fix(checker, data, target, unsafe=unsafe, ask=None)
    except PolicylintError as error:
        return _tell(error, target, data)


def _fix(checker: Checker, data: bytes, target: Target, *, unsafe: bool, ask: Ask | None) -> FixedFile:
    loaded, check = checker.open(data, target)
    fixed = Fixer(check, unsafe=unsafe, ask=ask).fix(loaded.source)
    after = data
    if fixed.source != loaded.source:
        if encode(loaded.source, loaded.encoding, data) != data:
            raise WriteError(f"can't be written back as {loaded.encoding} byte by byte: nothing was changed")
        after = encode(fixed.source, loaded.encoding, data)
    failures = tuple(Failure(target.path, line, reason) for line, reason in loaded.unread)
    return FixedFile(target.path, target.location, data, after, fixed, failures=failures)


def _tell(error: PolicylintError, target: Target, data: bytes = b"") -> FixedFile:
    if error.message.startswith("binary") and not target.named:
        return FixedFile(target.path, skipped=error.message)
    failure = Failure(error.path or target.path, error.line, error.message)
    return FixedFile(target.path, before=data, after=data, failures=(failure,))
