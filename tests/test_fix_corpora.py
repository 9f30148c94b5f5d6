"""The corpora, fixed: what could be fixed is, and a second fix changes nothing."""

from pathlib import Path

import pytest

from policylint.api import Settings, check_bytes, fix_bytes, fix_paths
from policylint.catalogue import load_catalogue, select_rules
from policylint.documents import Document
from policylint.engine import Engine
from policylint.findings import Finding
from policylint.fixing.fixer import Fixer
from policylint.fixing.fixes import Fixed
from policylint.rules import Selection
from tests.tools.eval import make_document, read_corpora

DEMO = Path(__file__).parents[1] / "corpora" / "demo"
ROWS = list(read_corpora())[::10]
CATALOGUE = load_catalogue()
ENGINE = Engine(CATALOGUE, Selection(select_rules(CATALOGUE)))
SETTINGS = Settings(cache=False)


class _Reader:
    """Reads and judges sources that stand in for a text of the corpora."""

    def __init__(self, row) -> None:
        self.row = row

    def read(self, source: str) -> Document:
        return make_document({**self.row, "text": source})

    def judge(self, document: Document) -> tuple[Finding, ...]:
        return tuple(sorted(ENGINE.check(document), key=lambda finding: finding.span))


def find_refused(fixed: Fixed) -> list[str]:
    """Why fixes that could be applied were not: only a proof may speak against one."""
    left = [each for each in fixed.left if each.finding.fix and each.finding.fix.safety != "display"]
    assert all(each.reason.startswith("the rewrite would ") for each in left), left
    return [f"{each.finding.rule}: {each.reason}" for each in left]


@pytest.mark.parametrize("language", ["en", "ru", "et"])
def test_every_tenth_text_is_fixed_once_and_for_all(language):
    applied, refused = 0, []
    for row in ROWS:
        if row["lang"] == language and row["expect"]:
            reader = _Reader(row)
            once = Fixer(reader, unsafe=True).fix(row["text"])
            refused += find_refused(once)
            applied += len(once.applied)
            if once.source != row["text"]:
                twice = Fixer(reader, unsafe=True).fix(once.source)
                assert twice.source == once.source, row["id"]
                assert [each.finding.rule for each in twice.left] == [each.finding.rule for each in once.left]
    assert len(refused) <= applied / 50, refused


@pytest.mark.parametrize("file", list(fix_paths([str(DEMO)], SETTINGS, unsafe=True)), ids=lambda file: file.path)
def test_a_text_of_the_demo_is_fixed_once_and_for_all(file):
    assert file.failures == ()
    if file.fixed is None:
        return
    find_refused(file.fixed)
    left = check_bytes(file.after, file.path, SETTINGS).findings
    assert [finding.rule for finding in left] == [each.finding.rule for each in file.fixed.left]
    assert not fix_bytes(file.after, file.path, SETTINGS, unsafe=True).is_changed
