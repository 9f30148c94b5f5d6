"""Where something was found in a document, before it becomes a finding."""

from dataclasses import dataclass

from policylint.spans import Match

NO_SEGMENT = -1  # of what is absent


@dataclass(frozen=True, slots=True)
class Located:
    """What was found: which rule, where in which segment (`NO_SEGMENT` when it is absent), at which level."""

    rule: str
    segment: int
    match: Match
    level: str
    language: str = ""  # of the pattern or the words; empty where a check or an absence tells
    by_words: bool = False  # no pattern says what exactly is wrong: its rewrite is for a person to look at
