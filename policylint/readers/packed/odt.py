"""OpenDocument texts: what stands in the paragraphs that people see, with the looks of its spans."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from policylint.errors import ReadError
from policylint.readers import Loaded
from policylint.readers.packed.archives import Archive, Attributes, Handlers, Start
from policylint.readers.packed.odf_styles import Stylesheet
from policylint.readers.packed.unpacking import UNSAID, Look, Paragraph, join

_MANIFEST, _STYLES, _CONTENT = "META-INF/manifest.xml", "styles.xml", "content.xml"
# What is deleted, comments, signs over ruby text, and what is no text of the document itself.
_UNSEEN = frozenset(
    "tracked-changes annotation ruby-text forms script desc binary-data object covered-table-cell"
    " table-of-content-source illustration-index-source table-index-source object-index-source user-index-source"
    " alphabetical-index-source bibliography-source".split()
)
# Between these and the paragraphs in them there is no text.
_SHAPES = ("frame", "custom-shape", "rect", "line", "ellipse", "circle", "polygon", "path", "connector", "caption", "g")
_PLACES = {
    "table-cell": "cell", "list-item": "item", "footer": "footer", "footer-left": "footer", "footer-first": "footer",
}  # fmt: skip
_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1000


def unpack(data: bytes, format: str) -> Loaded:
    """Take an OpenDocument text apart; raises ReadError for what is none, or is broken or encrypted."""
    archive = Archive(data, "an OpenDocument text")
    if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
        raise ReadError("not an OpenDocument text: it is protected by a password")
    styles = Stylesheet()
    stories = [_Story(name, styles) for name in (_STYLES, _CONTENT)]
    for story in stories:
        if story.name in archive.names or story.name == _CONTENT:
            archive.parse(story.name, story.handlers())
    frame, body = stories
    return join([*frame.paragraphs, *body.paragraphs, *body.notes, *frame.footers], format)


@dataclass(slots=True)
class _Open:
    """A paragraph that is open, with the spans that are: each has a look of its own."""

    paragraph: Paragraph
    number: int
    looks: list[Look]
    runs: int = 0
    is_new_run: bool = True
    is_spaced: bool = True
    links: list[tuple[int, str]] = field(default_factory=list)


class _Story:
    """One part of the file: its paragraphs, and those of its notes and footers."""

    def __init__(self, name: str, styles: Stylesheet) -> None:
        self.name = name
        self.paragraphs: list[Paragraph] = []
        self.notes: list[Paragraph] = []
        self.footers: list[Paragraph] = []
        self._styles = styles
        self._open: list[_Open | None] = []
        self._fields: list[tuple[int, str]] = []
        self._marks: list[str] = []
        self._inside: Counter[str] = Counter()
        self._count = 0

    def handlers(self) -> Handlers:
        """What is to be heard of while the part is walked through."""
        starts: dict[str, Start] = {
            **self._styles.starts(), "p": self._begin_paragraph, "h": self._begin_heading, "span": self._begin_span,
            "s": self._add_spaces, "tab": lambda _: self._add("\t"), "line-break": lambda _: self._add("\n"),
            "a": self._begin_link, "database-display": self._begin_field, "placeholder": self._begin_field,
            "note": self._begin_note, "note-citation": self._begin_citation, "section": _is_hidden,
            "hidden-text": _is_hidden, "header": _is_hidden, "header-left": _is_hidden, "header-first": _is_hidden,
        }  # fmt: skip
        ends: dict[str, Callable[[], None]] = {
            "p": self._close, "h": self._close, "span": self._end_span, "a": self._end_link, "note": self._end_note,
            "database-display": self._end_field, "placeholder": self._end_field, "note-citation": self._end_citation,
        }  # fmt: skip
        for name in _SHAPES:
            starts[name], ends[name] = self._begin_shape, self._close
        for name, place in _PLACES.items():
            starts[name], ends[name] = self._enter(place), self._leave(place)
        return Handlers(starts, ends, self._take, _UNSEEN)

    # --- places

    def _enter(self, place: str) -> Start:
        def enter(attributes: Attributes) -> bool:
            if _is_hidden(attributes):
                return True
            self._inside[place] += 1
            return False

        return enter

    def _leave(self, place: str) -> Callable[[], None]:
        def leave() -> None:
            self._inside[place] -= 1

        return leave

    def _begin_shape(self, _: Attributes) -> None:
        self._open.append(None)

    # --- paragraphs

    def _begin_heading(self, attributes: Attributes) -> None:
        self._begin_paragraph(attributes, "heading")

    def _begin_paragraph(self, attributes: Attributes, role: str = "") -> None:
        self._count += 1
        style = attributes.get("style-name", "")
        mark = self._marks[-1] if self._marks else ""
        if not role:
            role = "heading" if self._styles.is_heading(style) else "item" if self._inside["item"] else "p"
        paragraph = Paragraph("note" if mark else "cell" if self._inside["cell"] else role, mark)
        look = self._styles.look("paragraph", style, UNSAID)
        self._open.append(_Open(paragraph, self._count, [look]))
        if self._marks and mark and (not self.notes or self.notes[-1].context != mark):
            self._add(f"[{mark}] ")
            paragraph.lead = paragraph.length
        paragraphs = self.notes if self._marks else self.footers if self._inside["footer"] else self.paragraphs
        paragraphs.append(paragraph)

    def _close(self) -> None:
        if self._open:
            self._open.pop()

    def _opened(self) -> _Open | None:
        return self._open[-1] if self._open else None

    # --- text

    def _begin_span(self, attributes: Attributes) -> None:
        if opened := self._opened():
            opened.looks.append(self._styles.look("text", attributes.get("style-name", ""), opened.looks[-1]))
            opened.is_new_run = True

    def _end_span(self) -> None:
        opened = self._opened()
        if opened and len(opened.looks) > 1:
            opened.looks.pop()
            opened.is_new_run = True

    def _add_spaces(self, attributes: Attributes) -> None:
        written = attributes.get("c", "1")
        self._add(" " * min(int(written), _MOST_SPACES) if written.isdecimal() and len(written) < 9 else " ")

    def _take(self, text: str) -> None:
        """Add text as it stands in the part, where white space is worth one space."""
        if opened := self._opened():
            text = _SPACES.sub(" ", text)
            if opened.is_spaced and text.startswith(" "):
                text = text[1:]
            self._add(text)
            opened.is_spaced = text.endswith(" ") if text else opened.is_spaced

    def _add(self, text: str) -> None:
        if opened := self._opened():
            opened.runs += opened.is_new_run
            opened.is_new_run = opened.is_spaced = False
            opened.paragraph.add(text, opened.looks[-1], f"{self.name}, paragraph {opened.number}, run {opened.runs}")

    # --- links, fields and notes

    def _begin_link(self, attributes: Attributes) -> None:
        if opened := self._opened():
            opened.links.append((opened.paragraph.length, attributes.get("href", "")))

    def _end_link(self) -> None:
        opened = self._opened()
        if opened and opened.links:
            opened.paragraph.link(*opened.links.pop())

    def _begin_field(self, attributes: Attributes) -> None:
        opened = self._opened()
        self._fields.append((opened.paragraph.length if opened else 0, attributes.get("column-name", "")))

    def _end_field(self) -> None:
        """What a field shows of the data is a stand-in for them."""
        start, name = self._fields.pop()
        if opened := self._opened():
            opened.paragraph.stand_in(start, name or opened.paragraph.said_since(start))

    def _begin_note(self, _: Attributes) -> None:
        self._marks.append("")

    def _end_note(self) -> None:
        self._marks.pop()

    def _begin_citation(self, attributes: Attributes) -> None:
        self._begin_field(attributes)
        self._take("[")

    def _end_citation(self) -> None:
        """The mark of a note is over: its paragraphs will know it."""
        self._take("]")
        start, _ = self._fields.pop()
        opened = self._opened()
        if opened and self._marks:
            self._marks[-1] = opened.paragraph.said_since(start).strip(" []")


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get("is-hidden") == "true" or attributes.get("display") in ("none", "false")
