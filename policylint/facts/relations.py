"""How a value stands to now, to a deadline, or to a limit: the words before and after it."""

from policylint.facts.lexicon import Phrases, lexicon
from policylint.facts.scan import Scan

_FILLERS_ALLOWED = 4
_NOTICE_WINDOW = 7


def before(scan: Scan, index: int, table: Phrases) -> tuple[str, int] | None:
    """Return the relation of the longest phrase that ends before the token, and the token where it begins."""
    for phrase, relation in table.get(scan.word(index - 1), ()):
        if scan.matches(index - len(phrase), phrase):
            return relation, index - len(phrase)
    return None


def after(scan: Scan, index: int, table: Phrases) -> tuple[str, int] | None:
    """Return the relation of the longest phrase that begins at the token, and the token after it."""
    for phrase, relation in table.get(scan.word(index), ()):
        if scan.matches(index, phrase):
            return relation, index + len(phrase)
    return None


def all_before(scan: Scan, index: int) -> tuple[list[str], int]:
    """Return the relations before the token, the nearest first, and the token where they begin."""
    table, fillers = lexicon().before, lexicon().fillers
    relations: list[str] = []
    begin, skipped = index, 0
    while index > 0 and skipped <= _FILLERS_ALLOWED:
        found = before(scan, index, table)
        if found:
            relations.append(found[0])
            index = begin = found[1]
        elif scan.word(index - 1) in fillers:
            index, skipped = index - 1, skipped + 1
        else:
            break
    return relations, begin


def choose(earlier: list[str], later: str) -> str:
    """Return the one relation that counts: a limit outside, a deadline that follows, then what stands nearest."""
    if later == "ago" or "ago" in earlier:
        return "ago"
    if later == "before":
        return "before"
    limits = [relation for relation in earlier if relation in ("within", "over")]
    if limits:
        return limits[-1]
    if "every" in earlier:
        return "every"
    return later or (earlier[0] if earlier else "")


def is_notice(scan: Scan, index: int) -> bool:
    """Say whether somebody is told something shortly before the token: предупредим за 2 дня."""
    words = scan.words[max(0, index - _NOTICE_WINDOW) : index]
    return any(word.startswith(lexicon().notice_stems) for word in words)


def skip_aside(scan: Scan, index: int) -> int:
    """Return the token after a bracketed remark that begins at the token: 2 weeks (14 days) before."""
    if scan.word(index) != "(":
        return index
    for close in range(index + 1, index + 8):
        if scan.word(close) == ")":
            return close + 1
    return index
