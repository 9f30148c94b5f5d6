"""Findings -> the same findings with a fingerprint, by which a later run knows them again."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b

from policylint.findings import Finding

_SIZE = 8  # bytes: 16 hexadecimal digits


def identify(findings: Iterable[Finding]) -> list[Finding]:
    """Give the findings of one file their fingerprints, in order of place.

    A fingerprint is 16 hexadecimal digits, of the rule and the words (but for case and spacing), and unique within a
    file: of the same words found twice, the second one's differs. Lines, paths and messages don't count, so that it
    stays when text moves, a file is renamed or a message is improved.
    """
    seen: Counter[tuple[str, str]] = Counter()
    identified = []
    for finding in findings:
        words = " ".join(finding.excerpt.casefold().split())
        number = seen[finding.rule, words]
        seen[finding.rule, words] += 1
        said = f"{finding.rule}\n{words}\n{number}".encode("utf-8", "surrogatepass")
        identified.append(replace(finding, fingerprint=blake2b(said, digest_size=_SIZE).hexdigest()))
    return identified
