"""What stands inside an element, as text: tags in it vanish, stand for something, or are left to the reader of HTML."""

import re
from collections.abc import Callable, Iterator

from policylint.documents import BREAK, PLACEHOLDER, Piece
from policylint.readers.catalogues.xml_elements import CDATA, END, INSTRUCTION, START, TOKEN
from policylint.readers.flow import decode_entities
from policylint.readers.markup.elements import find_attributes
from policylint.readers.tags.expressions import divide, name_placeholder, remove

# What a line end is in XML, and an entity that neither XML nor HTML knows.
_LEFT = re.compile(r"\r\n?|&([^\W\d][\w.:-]*+);")
_OUTPUTS = ("t-out", "t-esc", "t-raw", "t-field")
# Two of these side by side may be parts of a word; two others are two paragraphs.
_FLOWING = frozenset({"g", "mrk", "pc", "sub", "emphasis", "hi", "t"})
_CODE = re.compile(r"\b(?:START|CLOSE)_|\bx-(?!text)|<")


class Tag:
    """A start tag within a text, and what its attributes say."""

    def __init__(self, text: str, token: re.Match[str]) -> None:
        self.name = token["start"]
        self.start, self.stop = token.span()
        self.values = {each.name: each.value for each in find_attributes(text, token.end("start"), self.stop)}

    def name_value(self, *names: str) -> Piece:
        """What stands for the tag when it prints what the first of these attributes names."""
        expression = next((self.values[name] for name in names if name in self.values), "")
        return Piece(self.start, self.stop, name_placeholder(expression), PLACEHOLDER)


# What stands for a start tag, and whether it does for the whole element; nothing for a tag like any other.
StandIn = Callable[[Tag], tuple[Piece, bool] | None]


def show_template_tag(tag: Tag) -> tuple[Piece, bool] | None:
    """What stands for a tag of QWeb or XSLT that prints a value or begins another branch."""
    if tag.name == "xsl:value-of":
        return tag.name_value("select"), True
    if any(name in tag.values for name in _OUTPUTS):
        return tag.name_value(*_OUTPUTS), True
    if tag.name in ("xsl:when", "xsl:otherwise") or "t-else" in tag.values or "t-elif" in tag.values:
        return divide(tag.start, tag.stop), False
    return None


def show_bilingual_tag(tag: Tag) -> tuple[Piece, bool] | None:
    """What stands for an inline tag of XLIFF: code of another format is no text."""
    if tag.name in ("bpt", "ept", "it"):
        return remove(tag.start, tag.stop), True
    if tag.name not in ("x", "ph"):
        return None
    said = " ".join(tag.values.values())
    if "LINE_BREAK" in said or tag.values.get("ctype") == "lb":
        return Piece(tag.start, tag.stop, "\n", BREAK), True
    if _CODE.search(said):
        return remove(tag.start, tag.stop), True
    return tag.name_value("equiv-text", "equiv", "disp", "id"), True


def read_inside(text: str, view: str, place: tuple[int, int], show: StandIn, *, is_markup: bool) -> Iterator[Piece]:
    """Yield what stands in a place as pieces; `view` has the tags of the text, and markup is left as it is written."""
    done, stop = place
    hidden = 0
    last_end = ""
    for token in TOKEN.finditer(view, done, stop):
        kind = token.lastgroup
        if done < token.start() and not hidden:
            yield from [Piece(done, token.start())] if is_markup else _decode(text, done, token.start())
        is_open = view[token.end() - 2] != "/"
        if hidden:
            hidden += (kind == START and is_open) - (kind == END)
        elif kind == START:
            stands = show(Tag(view, token))
            if stands:
                yield stands[0]
                hidden = int(stands[1] and is_open)
            elif is_markup:
                yield Piece(*token.span())
            elif last_end == token["start"] not in _FLOWING and view[done : token.start()].strip() == "":
                yield Piece(token.start(), token.end(), "\n\n", BREAK)
        else:
            yield from _show_other(text, token, is_markup=is_markup)
        last_end = view[token.start() + 2 : token.end() - 1] if kind == END else ""
        done = token.end()
    if done < stop:
        yield from [Piece(done, stop)] if is_markup else _decode(text, done, stop)


def _show_other(text: str, token: re.Match[str], *, is_markup: bool) -> Iterator[Piece]:
    """Yield what is left of an end tag, a CDATA section, or an instruction; those of PHP are template tags."""
    start, stop = token.span()
    kind = token.lastgroup
    if kind == CDATA and not is_markup:
        yield from _decode(text, token.end("cdata"), stop - 3, is_literal=True)
    elif (kind in (END, CDATA) and is_markup) or (kind == INSTRUCTION and text.startswith("<?php", start)):
        yield Piece(start, stop)


def _decode(text: str, start: int, stop: int, *, is_literal: bool = False) -> Iterator[Piece]:
    """Yield a stretch with its entities and line ends decoded."""
    for piece in [Piece(start, stop)] if is_literal else decode_entities(text, start, stop):
        if piece.text is not None:
            yield piece
            continue
        done = piece.start
        for left in _LEFT.finditer(text, piece.start, piece.stop):
            if is_literal and left[1]:
                continue
            if done < left.start():
                yield Piece(done, left.start())
            yield Piece(*left.span(), name_placeholder(left[1]), PLACEHOLDER) if left[1] else Piece(*left.span(), "\n")
            done = left.end()
        if done < piece.stop:
            yield Piece(done, piece.stop)
