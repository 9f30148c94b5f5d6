"""What is remembered of a document's segments is what is found anew, whatever has changed in it."""

import pytest

from policylint.memory import Memory
from tests.house import make_engine, read

LINES = ["Only a ticket.", "We answer a ticket.", "Fine weather.", "We delete a ticket.", "Call us <now>."]
TEXTS = [
    "\n\n".join(LINES[index % 5] for index in order)
    for order in ((0, 1, 2), (0, 2, 2), (2, 1, 0), (3, 2, 1), (1, 2, 3), (0, 4, 2), (0, 1), (1, 0), (0,), (0, 1, 2))
]
FRAME = {"all": ["@only", "@request"]}


@pytest.mark.parametrize(
    "pattern",
    [
        {"frame": FRAME},
        {"frame": FRAME, "unless": {"document": ["@answer"]}},
        {"frame": FRAME, "given": {"document": ["@delete"]}},
        {"frame": FRAME, "unless": {"nearby": ["weather"]}},
        {"frame": {"all": ["@only", "@answer"], "in": "pair"}},
    ],
)
def test_a_memory_changes_no_finding(tmp_path, pattern):
    engine, memory = make_engine(tmp_path, patterns={"en": [pattern]}), Memory()
    anew = [engine.check(read(text)) for text in TEXTS]
    assert [engine.check(read(text), memory) for text in TEXTS] == anew
    assert [engine.check(read(text), memory) for text in reversed(TEXTS)] == anew[::-1]
