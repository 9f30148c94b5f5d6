"""rules/evidence/<language>.tsv -> weights of words, learned from the corpora.

After a comment each line is a column: rule, bias, fires, keeps. After an empty line each is a feature, and behind a tab
column and weight by turns.
"""

import marshal
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from policylint.errors import RuleError
from policylint.sentences import BEGINNING


def read_evidence(
    roots: Sequence[Path], languages: Collection[str], rules: Collection[str], errors: list[RuleError]
) -> dict[str, Any]:
    """Read the weights of these languages and rules into the parts of a catalogue."""
    columns: list[tuple[str, str, float, float, float]] = []
    tables: dict[str, dict[str, tuple[int, ...]]] = {}
    for root in roots:
        for language in languages:
            path = root / "evidence" / f"{language}.tsv"
            if path.is_file():
                try:
                    for feature, weights in _read(path, language, rules, columns):
                        table = tables.setdefault(feature[:BEGINNING], {})
                        table[feature] = table.get(feature, ()) + weights
                except (ValueError, IndexError) as problem:
                    errors.append(RuleError(f"broken weights: {problem}", path=str(path)))
    packed = [marshal.dumps(table) for table in tables.values()]
    places = accumulate((len(table) for table in packed), initial=0)
    return {
        "columns": columns,
        "weights": b"".join(packed),
        "weight_places": dict(zip(tables, pairwise(places), strict=True)),
    }


def _read(
    path: Path, language: str, rules: Collection[str], columns: list[tuple[str, str, float, float, float]]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield features with column and weight by turns; columns of the file are added to those known."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    numbers: dict[int, int] = {}
    for number, line in enumerate(head.splitlines()[1:]):
        rule, bias, fires, keeps = line.split()
        if rule in rules:
            numbers[number] = len(columns)
            columns.append((language, rule, float(bias), float(fires), float(keeps)))
    for line in body.splitlines():
        feature, _, listed = line.partition("\t")
        pairs = list(map(int, listed.split()))
        weights = tuple(
            value
            for column, weight in zip(pairs[::2], pairs[1::2], strict=True)
            if column in numbers
            for value in (numbers[column], weight)
        )
        if weights:
            yield feature, weights
