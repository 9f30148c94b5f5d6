"""Each file in `cases` reads as the `.expected` file beside it says: text over the kinds of its characters.

A line of text and the line of kinds under it have the same length: l literal, d decoded, p placeholder, b break.
Line ends in a text are shown as `⏎`, no-break spaces as `␣`. Set ACCEPT=1 to write what the readers give now.
"""

import os
from pathlib import Path

import pytest

from policylint.documents import Segment
from policylint.readers import load, read_source

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix != ".expected")


def show(segment: Segment) -> str:
    """Render a segment: its head, its text, the kinds of its characters, its links."""
    head = " ".join(filter(None, (f"[{segment.role}]", segment.language, segment.context)))
    kinds = "".join(segment.source_map.kind(index) for index in range(len(segment.text)))
    text = segment.text.replace("\r", "␍").replace("\n", "⏎").replace("\u00a0", "␣")
    links = [f"  link {segment.text[link.start : link.stop]!r} -> {link.target}" for link in segment.links]
    return "\n".join([head, text, kinds, *links])


def show_styles(segment: Segment, source: str) -> str:
    """Render what the stretches of a segment look like, each below the other."""
    looks = ((source[style.span.start : style.span.stop], style) for style in segment.styles)
    return "".join(f"\n  {text!r} {style.size:g} pt {style.color}, {style.place}" for text, style in looks)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_case_reads_as_expected(path: Path) -> None:
    loaded = load(path.read_bytes(), path.name)
    segments, facts = read_source(loaded.source, loaded.format, loaded.segments)
    shown = [f"{show(segment)}{show_styles(segment, loaded.source)}" for segment in segments]
    made = "\n\n".join([*(f"{name}: {value}" for name, value in facts.items()), *shown]) + "\n"
    expected = path.with_name(path.name + ".expected")
    if os.environ.get("ACCEPT"):
        expected.write_bytes(made.encode())
    assert made == expected.read_bytes().decode()
