"""Each file in `cases` reads as the `.expected` file beside it says: text over the kinds of its characters.

A line of text and the line of kinds under it have the same length: l literal, d decoded, p placeholder, b break.
Line ends in a text are shown as `⏎`, no-break spaces as `␣`. Set ACCEPT=1 to write what the readers give now.
"""

import os
from pathlib import Path

import pytest

from policylint.documents import Segment
from policylint.readers import find_format, read_source

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix != ".expected")


def show(segment: Segment) -> str:
    """Render a segment: its head, its text, the kinds of its characters, its links."""
    head = " ".join(filter(None, (f"[{segment.role}]", segment.language, segment.context)))
    kinds = "".join(segment.source_map.kind(index) for index in range(len(segment.text)))
    text = segment.text.replace("\r", "␍").replace("\n", "⏎").replace("\u00a0", "␣")
    links = [f"  link {segment.text[link.start : link.stop]!r} -> {link.target}" for link in segment.links]
    return "\n".join([head, text, kinds, *links])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_case_reads_as_expected(path: Path) -> None:
    source = path.read_bytes().decode()
    segments, facts = read_source(source, find_format(path.name, source))
    made = "\n\n".join([*(f"{name}: {value}" for name, value in facts.items()), *map(show, segments)]) + "\n"
    expected = path.with_name(path.name + ".expected")
    if os.environ.get("ACCEPT"):
        expected.write_bytes(made.encode())
    assert made == expected.read_bytes().decode()
