"""One part of a Word file with prose in it: its paragraphs as people see them."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from policylint.readers.packed.archives import Attributes, Handlers, Start
from policylint.readers.packed.unpacking import UNSAID, Look, Paragraph, flatten, write_roman
from policylint.readers.packed.word_styles import LOOKS, Stylesheet, read_look

# What is deleted, what was before a change, a second version of a drawing for old programs, signs over ruby text.
_UNSEEN = frozenset({"del", "moveFrom", "Fallback", "rPrChange", "pPrChange", "rt", "sdtPr"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_INSTRUCTION = re.compile(r'\s*+(\w++)\s++(\\l\s++)?+(?:"([^"]*+)"|([^\s"]++))')
_NAMED_FIELDS = frozenset({"MERGEFIELD", "DOCVARIABLE", "DOCPROPERTY"})


@dataclass(slots=True)
class _Field:
    """A field that is open: first comes its instruction, then its result, from `start` of `paragraph` on."""

    instruction: str = ""
    paragraph: Paragraph | None = None
    start: int = 0


@dataclass(slots=True)
class _Open:
    """A paragraph that is open, with the run that is; a text box opens others inside it."""

    paragraph: Paragraph
    number: int
    style: str = ""
    runs: int = 0
    in_run: bool = False
    run_style: str = ""
    direct: Look = UNSAID
    goes_on: bool = False
    links: list[tuple[int, str]] = field(default_factory=list)


class Story:
    """Collects the paragraphs of one part, in the order in which they begin.

    `targets` tell where its links lead, by id. `marks` are those of notes, by kind and id; a story that refers to notes
    gives them theirs, the notes' own story looks them up.
    """

    def __init__(
        self,
        name: str,
        styles: Stylesheet,
        targets: Mapping[str, str],
        marks: dict[tuple[str, str], str] | None = None,
    ) -> None:
        self.paragraphs: list[Paragraph] = []
        self.marks = {} if marks is None else marks
        self._name, self._styles, self._targets = name, styles, targets
        self._open: list[_Open] = []
        self._last: _Open | None = None
        self._fields: list[_Field] = []
        self._text: list[str] | None = None
        self._keeps_space = self._in_properties = False
        self._note: str | None = ""  # the mark of the note that is open; None for one that nobody refers to
        self._cells = self._count = self._instructions = 0
        self._referred: Counter[str] = Counter()

    def handlers(self) -> Handlers:
        """What is to be heard of while the part is walked through."""
        starts: dict[str, Start] = {
            "p": self._begin_paragraph, "pPr": self._begin_properties, "pStyle": self._set_style,
            "numId": self._set_numbering, "outlineLvl": self._set_level, "del": self._go_on, "moveFrom": self._go_on,
            "r": self._begin_run, "rStyle": self._set_run_style, "t": self._begin_text, "sym": self._add_symbol,
            "tc": self._begin_cell, "hyperlink": self._begin_link,
            "fldSimple": self._begin_simple_field, "fldChar": self._change_field, "instrText": self._begin_text,
            "footnote": self._begin_note("footnote"), "endnote": self._begin_note("endnote"),
            "footnoteReference": self._refer("footnote"), "endnoteReference": self._refer("endnote"),
            "footnoteRef": self._add_mark, "endnoteRef": self._add_mark,
        }  # fmt: skip
        ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph, "pPr": self._end_properties, "r": self._end_run, "t": self._end_text,
            "tc": self._end_cell, "hyperlink": self._end_link, "fldSimple": self._end_field,
            "instrText": self._end_instruction, "footnote": self._end_note, "endnote": self._end_note,
        }  # fmt: skip
        starts |= {name: self._looker(name) for name in LOOKS}
        starts |= {name: self._adder(sign) for name, sign in _SIGNS.items()}
        return Handlers(starts, ends, self._take, _UNSEEN)

    # --- paragraphs

    def _begin_paragraph(self, _: Attributes) -> None:
        self._count += 1
        if self._last and self._last.goes_on:
            self._open.append(_Open(self._last.paragraph, self._count))
            return
        role = "note" if self._note else "cell" if self._cells else "p"
        paragraph = Paragraph(role, self._note or "")
        self._open.append(_Open(paragraph, self._count))
        if self._note is not None:
            self.paragraphs.append(paragraph)

    def _end_paragraph(self) -> None:
        if self._open:
            self._last = self._open.pop()

    def _begin_properties(self, _: Attributes) -> None:
        self._in_properties = True

    def _end_properties(self) -> None:
        self._in_properties = False

    def _set_style(self, attributes: Attributes) -> None:
        if self._open:
            self._open[-1].style = attributes.get("val", "")
            self._set_role(self._styles.role(self._open[-1].style))

    def _set_numbering(self, attributes: Attributes) -> None:
        if self._open and self._open[-1].paragraph.role != "heading":
            self._set_role("item" if attributes.get("val") != "0" else "p")

    def _set_level(self, attributes: Attributes) -> None:
        if attributes.get("val", "") in "012345678":
            self._set_role("heading")

    def _set_role(self, role: str) -> None:
        paragraph = self._open[-1].paragraph if self._open else None
        if paragraph and role and paragraph.role in ("p", "item", "heading"):
            paragraph.role = role

    def _go_on(self, _: Attributes) -> None:
        """The end of a paragraph is deleted: what follows goes on with it."""
        if self._in_properties and self._open:
            self._open[-1].goes_on = True

    def _begin_cell(self, _: Attributes) -> None:
        self._cells += 1
        self._last = None

    def _end_cell(self) -> None:
        self._cells -= 1
        self._last = None

    # --- runs

    def _begin_run(self, _: Attributes) -> None:
        if self._open:
            opened = self._open[-1]
            opened.runs, opened.in_run, opened.run_style, opened.direct = opened.runs + 1, True, "", UNSAID

    def _end_run(self) -> None:
        if self._open:
            self._open[-1].in_run = False

    def _set_run_style(self, attributes: Attributes) -> None:
        if self._open:
            self._open[-1].run_style = attributes.get("val", "")

    def _looker(self, name: str) -> Start:
        def take(attributes: Attributes) -> None:
            if self._open and self._open[-1].in_run:
                self._open[-1].direct = read_look(name, attributes).over(self._open[-1].direct)

        return take

    def _adder(self, sign: str) -> Start:
        return lambda _: self._add(sign)

    def _add_symbol(self, attributes: Attributes) -> None:
        """A sign of a font that has its own; they mostly point or tick."""
        self._add("•" if attributes.get("char") else "")

    def _begin_text(self, attributes: Attributes) -> None:
        self._text = []
        self._keeps_space = attributes.get("space") == "preserve"

    def _take(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end_text(self) -> None:
        text = flatten(self._taken())
        self._add(text if self._keeps_space else text.strip(" \t"))

    def _taken(self) -> str:
        text = "".join(self._text or ())
        self._text = None
        return text

    def _add(self, text: str) -> None:
        """Add text to the run that is open, unless nobody sees it."""
        if not self._open or not self._open[-1].in_run or self._instructions:
            return
        opened = self._open[-1]
        look = opened.direct.over(self._styles.look(opened.style, opened.run_style))
        opened.paragraph.add(text, look, f"{self._name}, paragraph {opened.number}, run {opened.runs}")

    # --- links and fields

    def _begin_link(self, attributes: Attributes) -> None:
        if self._open:
            target = self._targets.get(attributes.get("id", "")) or f"#{attributes.get('anchor', '')}"
            self._open[-1].links.append((self._open[-1].paragraph.length, target))

    def _end_link(self) -> None:
        if self._open and self._open[-1].links:
            self._open[-1].paragraph.link(*self._open[-1].links.pop())

    def _begin_simple_field(self, attributes: Attributes) -> None:
        self._fields.append(_Field(attributes.get("instr", "")))
        self._begin_result()

    def _change_field(self, attributes: Attributes) -> None:
        change = attributes.get("fldCharType")
        if change == "begin":
            self._fields.append(_Field())
            self._instructions += 1
        elif self._fields and self._fields[-1].paragraph is None and change in ("separate", "end"):
            self._instructions -= 1
            self._begin_result()
        if change == "end":
            self._end_field()

    def _end_instruction(self) -> None:
        text = self._taken()
        if self._fields and len(self._fields[-1].instruction) < 1000:
            self._fields[-1].instruction += text

    def _begin_result(self) -> None:
        paragraph = self._open[-1].paragraph if self._open else Paragraph()
        self._fields[-1].paragraph, self._fields[-1].start = paragraph, paragraph.length

    def _end_field(self) -> None:
        """A field is over: a link is one over its result, and what a field shows of the data is a stand-in for them."""
        if not self._fields:
            return
        ended = self._fields.pop()
        said = _INSTRUCTION.match(ended.instruction)
        if not said or not ended.paragraph or not self._open or self._open[-1].paragraph is not ended.paragraph:
            return
        argument = said[3] or said[4] or ""
        if said[1].upper() == "HYPERLINK":
            ended.paragraph.link(ended.start, "#" * bool(said[2]) + argument)
        elif said[1].upper() in _NAMED_FIELDS:
            ended.paragraph.stand_in(ended.start, argument)

    # --- notes

    def _refer(self, kind: str) -> Start:
        def take(attributes: Attributes) -> None:
            key = kind, attributes.get("id", "")
            if attributes.get("customMarkFollows", "0") not in ("0", "false"):
                self.marks[key] = ""
            elif key not in self.marks:
                self._referred[kind] += 1
                number = self._referred[kind]
                self.marks[key] = write_roman(number) if kind == "endnote" else str(number)
            if mark := self.marks[key]:
                self._add(f"[{mark}]")

        return take

    def _begin_note(self, kind: str) -> Start:
        def take(attributes: Attributes) -> None:
            self._note = self.marks.get((kind, attributes.get("id", "")))

        return take

    def _end_note(self) -> None:
        self._note = ""

    def _add_mark(self, _: Attributes) -> None:
        if self._open and self._note:
            self._add(f"[{self._note}]")
            self._open[-1].paragraph.lead = self._open[-1].paragraph.length
