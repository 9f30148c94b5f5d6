"""Lines on pages -> paragraphs: what stands under one another belongs together, divided words are joined."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policylint.readers.packed.pdf_lines import HYPHEN, Line
from policylint.readers.packed.unpacking import Paragraph

_LOOK_BACK = 8  # blocks: columns and cells of a row, between whose lines a file may go to and fro
_USUAL_LEADING = 1.3  # from line to line, in sizes of the letters
_LONGEST_HEADING = 150
_BULLET = re.compile(r"[•·‣▪●○➢✓✔]|(?:\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3})+\.?|\(?[a-zа-я0-9]\)|[–—-]) ", re.IGNORECASE)
_SURE_BULLETS = "•·‣▪●○➢✓✔"
_SENTENCE_END = re.compile(r"[.!?:;…][\"'»”“’)\]]*$")
_HALVES = re.compile(r"(?:and|or|и|или|ja|või|ning|ega)\b")  # 'ostu- ja müügileping': the hyphen stands for a word


@dataclass(slots=True)
class Block:
    """Lines under one another, of one size."""

    lines: list[Line]

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.lines[0].size


def make_blocks(lines: Sequence[Line]) -> list[Block]:
    """Put the lines of a page together to paragraphs, in the order in which these begin."""
    leading = _find_leading(lines)
    blocks: list[Block] = []
    for line in lines:
        above = next(
            (block for block in blocks[: -_LOOK_BACK - 1 : -1] if _follows(block.lines[-1], line, leading)), None
        )
        if above:
            above.lines.append(line)
        else:
            blocks.append(Block([line]))
    return [part for block in blocks for part in _divide(block)]


def _find_leading(lines: Sequence[Line]) -> float:
    """The usual way from line to line, in sizes of the letters."""
    steps = [(above.base - below.base) / below.size for above, below in pairwise(lines)]
    # Of two lines alone nobody could tell whether they are far from one another.
    return median([_USUAL_LEADING, _USUAL_LEADING, *(step for step in steps if 0.8 < step < 3)])


def _follows(above: Line, below: Line, leading: float) -> bool:
    size = below.size
    step = (above.base - below.base) / size
    overlap = min(above.right, below.right) - max(above.left, below.left)
    return 0.5 < step < leading * 1.25 and overlap > 0 and 0.9 < above.size / size < 1.1


def _divide(block: Block) -> Iterator[Block]:
    """Divide a block where its lines were ended on purpose."""
    edge = max(line.right for line in block.lines)
    start = 0
    for index, (above, below) in enumerate(pairwise(block.lines), 1):
        if _is_divided(above, below, edge):
            yield Block(block.lines[start:index])
            start = index
    yield Block(block.lines[start:])


def _is_divided(above: Line, below: Line, edge: float) -> bool:
    """Whether a line begins anew: its first word had found room above, or it is set in, or has a bullet."""
    said = above.text.rstrip()
    if said.endswith(HYPHEN):
        return False
    if above.right + above.size / 2 + below.first_word < edge:
        return True
    text = below.text
    if text[0] in _SURE_BULLETS:
        return True
    is_over = _SENTENCE_END.search(said) is not None
    return is_over and (below.left - above.left > 0.8 * below.size or _BULLET.match(text) is not None)


def write_paragraphs(pages: Iterable[Sequence[Block]], body_size: float) -> tuple[list[Paragraph], list[int]]:
    """Write the blocks of all pages as paragraphs, and tell the line of the source at which each page begins."""
    paragraphs: list[Paragraph] = []
    firsts: list[int] = []
    for blocks in pages:
        firsts.append(len(paragraphs) + 1)
        for number, block in enumerate(blocks):
            if number == 0 and paragraphs and _goes_on(paragraphs[-1], block):
                _write(block, paragraphs[-1])
            else:
                paragraphs.append(_write(block, Paragraph()))
                if block.size > body_size * 1.15 and paragraphs[-1].length <= _LONGEST_HEADING:
                    paragraphs[-1].role = "heading"
    return paragraphs, firsts


def _goes_on(paragraph: Paragraph, block: Block) -> bool:
    """Whether a sentence goes on at the top of the next page."""
    last = paragraph.parts[-1].rstrip()
    return block.lines[0].text[:1].islower() and not _SENTENCE_END.search(last) and paragraph.role == "p"


def _write(block: Block, paragraph: Paragraph) -> Paragraph:
    for line in block.lines:
        _join(paragraph, line)
        last = len(line.parts) - 1
        for number, (text, look) in enumerate(line.parts):
            paragraph.add(text.rstrip() if number == last else text, look, line.place)
    if paragraph.parts[-1].endswith(HYPHEN):
        paragraph.end_with("-")
    return paragraph


def _join(paragraph: Paragraph, line: Line) -> None:
    """Write what stands between the last line and this one: nothing in a divided word, else a space."""
    if not paragraph.parts:
        return
    text = line.text
    end = paragraph.parts[-1][-1:]
    if end == "\u00ad":
        paragraph.end_with("")
    elif end != HYPHEN:
        paragraph.add(" ", line.parts[0][1], line.place)
    elif not text[:1].islower():
        paragraph.end_with("-")
    elif _HALVES.match(text):
        paragraph.end_with("- ")
    else:
        paragraph.end_with("")
