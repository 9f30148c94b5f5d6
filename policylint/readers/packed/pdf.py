"""PDF files: the text of their pages in reading order, with page, box, size and color; what has no text is told."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from policylint.errors import ReadError
from policylint.readers import Loaded
from policylint.readers.packed.pdf_layout import Block, make_blocks, write_paragraphs
from policylint.readers.packed.pdf_lines import Line, read_lines
from policylint.readers.packed.pdf_streams import check_streams
from policylint.readers.packed.unpacking import join

_MOST_PAGES = 2_000
_MOST_CHARACTERS = 3_000_000
_DEPTH = 3  # of forms in one another in which a picture is looked for
_MANY_PATHS = 100
# What is said of one page, and of several.
_Reason = tuple[str, str]
_NO_TEXT = "has no text layer", "have no text layer"
_BROKEN = "is broken", "are broken"


def unpack(data: bytes, format: str) -> Loaded:
    """Read the pages of a PDF.

    Raises ReadError for what is none, is broken, encrypted or nothing but pictures, and without pypdfium2.
    """
    check_streams(data)
    pdf = _open(data)
    try:
        pages, gaps = _read_pages(pdf)
        count = len(pdf)
    finally:
        pdf.close()
    if not any(pages) and _NO_TEXT in gaps.values():
        whole = "its one page has no" if count == 1 else f"none of its {count:,} pages has a"
        raise ReadError(f"{whole} text layer: it was not read")
    blocks = [make_blocks(lines) for lines in pages]
    body_size = _find_body_size(chain.from_iterable(blocks))
    paragraphs, firsts = write_paragraphs(blocks, body_size)
    return join(paragraphs, format, _tell(gaps, firsts))


def _open(data: bytes) -> Any:
    try:
        import pypdfium2
    except ImportError:
        raise ReadError("PDF files are read with pypdfium2: pip install 'policylint[pdf]'") from None
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        if problem.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ReadError("not a PDF that can be read: it is protected by a password") from problem
        raise ReadError("not a PDF that can be read: it is broken, or none") from problem


def _read_pages(pdf: Any) -> tuple[list[list[Line]], dict[int, _Reason]]:
    """The lines of each page, and why pages were not read, by index."""
    from pypdfium2 import PdfiumError

    pages: list[list[Line]] = []
    gaps: dict[int, _Reason] = {}
    room = _MOST_CHARACTERS
    limit = f"{_MOST_PAGES:,} pages"
    for index in range(min(len(pdf), _MOST_PAGES)):
        try:
            lines, has_pictures, length = _read_page(pdf, index, room)
        except PdfiumError:
            lines, has_pictures, length = [], False, 0
            gaps[index] = _BROKEN
        room -= length
        if room < 0:
            limit = f"{_MOST_CHARACTERS:,} characters"
            break
        if has_pictures:
            gaps[index] = _NO_TEXT
        pages.append(lines)
    over = f"is over the limit of {limit}", f"are over the limit of {limit}"
    return pages, gaps | dict.fromkeys(range(len(pages), len(pdf)), over)


def _read_page(pdf: Any, index: int, room: int) -> tuple[list[Line], bool, int]:
    """The lines of a page, whether it has pictures in place of them, and the number of its characters.

    There are no lines when there is no room for so many characters.
    """
    page = pdf[index]
    try:
        text = page.get_textpage()
        length: int = text.count_chars()
        lines = list(read_lines(text, index + 1)) if length <= room else []
        text.close()
        return lines, not length and _has_pictures(page), length
    finally:
        page.close()


def _has_pictures(page: Any) -> bool:
    """Whether a page has an image, or so many lines and curves that they may draw letters."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH

    paths = 0
    for found in page.get_objects([FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH], max_depth=_DEPTH):
        paths += found.type == FPDF_PAGEOBJ_PATH
        if found.type == FPDF_PAGEOBJ_IMAGE or paths > _MANY_PATHS:
            return True
    return False


def _find_body_size(blocks: Iterable[Block]) -> float:
    """The size that most of the text is in."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        sizes[block.size] += sum(line.length for line in block.lines)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _tell(gaps: dict[int, _Reason], firsts: list[int]) -> Iterator[tuple[int, str]]:
    """Tell what was not read, neighbouring pages at once, each with the line at which it would have begun."""
    runs: list[list[int]] = []
    for index in sorted(gaps):
        if runs and runs[-1][-1] == index - 1 and gaps[index] == gaps[index - 1]:
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        line = firsts[min(run[0], len(firsts) - 1)] if firsts else 0
        one, several = gaps[run[0]]
        if len(run) == 1:
            yield line, f"page {run[0] + 1:,} {one}: it was not read"
        else:
            yield line, f"pages {run[0] + 1:,} to {run[-1] + 1:,} {several}: they were not read"
