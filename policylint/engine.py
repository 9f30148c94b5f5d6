"""Catalogue x Document -> Findings."""

import re

from policylint.catalogue import Catalogue
from policylint.documents import Document
from policylint.findings import Finding
from policylint.judge import Judge
from policylint.matchers.checks import CHECKS
from policylint.matchers.words import split_words
from policylint.memory import Memory
from policylint.readers.normalise import hides_words
from policylint.rules import Selection
from policylint.ruleset import Ruleset

# Letters may hide behind entities, escapes, double quotes, tags and emphasis inside a word: then only reading tells
# what is said. Each way begins with a sign, for which a search is quick, and looks back from it.
_HIDING = re.compile(
    r"&#|&[A-Za-z]+[;\w]|<(?<=\w.)[/!\w%?#@]|\\(?:[A-Za-z]\w|[ \t]*[\r\n])|\\(?<=\w.) |'(?<=\w.)'\w"
    r"|\{(?<=\w.)(?!\s*[\w-]+:)|\[(?<=\w.)|\][(\[][^()\[\]\s]{0,200}+[)\]]\w"
    r"|\*(?<=\w.)(?:\*?\w|\|)|_(?<=[^\W_].)_[^\W_]|~(?<=\w.)~\w|#(?<=\w.)[A-Za-z#{(]"
)
_HARMLESS = re.compile(r"&(?:nbsp|amp|lt|gt|quot|mdash|ndash|hellip|laquo|raquo|copy|[lr][sd]quo|bull|euro|reg|trade);")


class Engine:
    """Judges documents by one catalogue and selection; keep it for many documents."""

    def __init__(self, catalogue: Catalogue, selection: Selection) -> None:
        self.catalogue = catalogue
        self.selection = selection
        self.ruleset = Ruleset(catalogue, selection)

    def can_match(self, source: str, kind: str) -> bool:
        """Whether anything in a source may be found; False is certain, True is a maybe."""
        if any(True for _ in self.ruleset.absent_rules(kind)):
            return True
        if any(CHECKS[check].probe(source) for _, check in self.ruleset.checked_rules(kind)):
            return True
        if hides_words(source) or _hides_behind_markup(source):
            return True
        words = split_words(source)
        learned = self.ruleset.learned(kind)
        if learned and not learned.isdisjoint(self.ruleset.scales.anchored_by(words)):
            return True
        return any(
            True
            for _ in self.ruleset.candidates(self.ruleset.patterns(kind), self.ruleset.groups.said_by(words), source)
        )

    def check(self, document: Document, memory: Memory | None = None) -> list[Finding]:
        """Judge one document: findings in order of place, without suppressions.

        A memory is for one document that is judged again and again while it changes, or for many that share passages.
        """
        judge = Judge(self.ruleset, document, memory)
        return sorted(judge.findings(), key=lambda finding: (finding.span, finding.rule))


def _hides_behind_markup(source: str) -> bool:
    if "&" in source:
        source = _HARMLESS.sub(" ", source)
    return _HIDING.search(source) is not None
