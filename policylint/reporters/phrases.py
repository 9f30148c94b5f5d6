"""What reports say in words, so that all of them say the same."""

from collections.abc import Sequence

from policylint.findings import Finding

REMEDIES = {
    "wording": "by wording alone",
    "process": "with a change of process",
    "contract": "with a change of the contract",
}
SAFETIES = {
    "safe": "rewrite",
    "unsafe": "rewrite, to be checked: it promises something",
    "display": "idea for a rewrite, to be put into your own words",
}
_FEW = 3


def count(number: int, noun: str) -> str:
    """Say how many there are of something."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def tell(finding: Finding) -> str:
    """Say what is wrong, and where in a container it stands."""
    message = finding.message or finding.rule
    return f"{message} ({finding.context})" if finding.context else message


def tell_owner(finding: Finding) -> str:
    """Say whose finding it is and by when it was due; nothing when neither is known."""
    owner = f"owner {finding.owner}" if finding.owner else ""
    overdue = f"overdue: it was due by {finding.until}" if finding.until else ""
    return ", ".join(filter(None, (owner, overdue)))


def tell_places(others: Sequence[Finding]) -> str:
    """Say where the same passage stands as well, by a few of the places."""
    places = ", ".join(f"{finding.path}:{finding.start[0]}" for finding in others[:_FEW])
    return f"the same in {len(others):,} more places, such as {places} (--no-fold tells all)"
