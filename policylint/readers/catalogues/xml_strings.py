"""XML: the texts in elements and in attributes that are shown to people, each with the path of keys to it.

Where a file keeps its texts in a way that is known, its dialect tells which they are. Else a text is what stands in
the outermost element that has words in it: elements between words are part of the running text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from policylint.documents import Segment
from policylint.readers.catalogues.key_paths import KeyedStrings
from policylint.readers.catalogues.xml_dialects import Dialect, Text, find_dialect
from policylint.readers.catalogues.xml_elements import (
    START,
    TOKEN,
    Element,
    find_elements,
    find_fault,
    find_root,
    mask_tags,
    refuse,
)
from policylint.readers.catalogues.xml_inline import read_inside
from policylint.readers.flow import decode_entities
from policylint.readers.formats import has_markup
from policylint.readers.markup.prose_attributes import PROSE_ATTRIBUTES
from policylint.readers.programs.strings import has_words

_TEMPLATE = re.compile(r"\{[{%#$]|\{/?(?:if|foreach)\b|<%|</?#|<\?(?!xml)|@(?:if|foreach)\b")
_ATTRIBUTE = "attribute"
_SHOWN = PROSE_ATTRIBUTES | frozenset(
    "string help confirm summary tooltip message text hint caption description contentdescription".split()
)
_NO_TEXT = frozenset({"script", "style", "code"})
# One word that isn't made of letters alone: a number, name, address.
_ONE_WORD = re.compile(r"\s*+(?![^\W\d_]{2,}+[.!?…:]?+\s*+(?:\Z|<))[^\s<&]*+\s*+")


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the texts of an XML file.

    Raises ReadError for what expat refuses, unless template tags are left out to make it XML. What is XML only after
    a template was filled in is passed on as it is.
    """
    if not segment.text.strip():
        yield segment
        return
    view = _make_view(segment.text)
    if view is None:
        yield segment
        return
    dialect = find_dialect(find_root(view), view) or _ANY
    strings = KeyedStrings(segment)
    for text in dialect.find(view, find_elements(view)):
        made = _read_text(segment, view, text, dialect)
        if made.text:
            strings.add(text.branch, text.key, made)
    yield from strings.finish()


def _make_view(text: str) -> str | None:
    """The text, or the text without its template tags, as expat accepts it; nothing if it doesn't."""
    fault = find_fault(text)
    if fault is None:
        return text
    if not _TEMPLATE.search(text):
        raise refuse(text, *fault)
    masked = mask_tags(text)
    return None if find_fault(masked) else masked


def _read_text(segment: Segment, view: str, text: Text, dialect: Dialect) -> Segment:
    """Read the text of a place; an empty one if it is none for people."""
    if text.role == _ATTRIBUTE:
        made = replace(segment.compose(decode_entities(segment.text, text.start, text.stop)), role=_ATTRIBUTE)
        return made if has_words(made.text) else segment.cut(0, 0)
    place = text.start, text.stop
    is_markup = any(has_markup(token[0]) for token in TOKEN.finditer(view, *place) if token.lastgroup == START)
    made = segment.compose(read_inside(segment.text, view, place, dialect.show, is_markup=is_markup))
    if not dialect.is_text(made.text):
        return segment.cut(0, 0)
    return dialect.finish(made) if dialect.finish else made


def _find_anywhere(text: str, elements: Iterable[Element]) -> Iterator[Text]:
    """Find the outermost elements that have words or HTML directly in them, and attributes that are shown."""
    found: list[Text] = []
    for element in elements:
        if (element.has_words or element.has_markup) and _may_hold(text, element):
            found.append(Text(element.inner, element.stop, *element.find_place()))
        for name, value in element.attributes.items():
            if name.rpartition(":")[2] in _SHOWN and " " in value.value:
                found.append(Text(value.start, value.stop, element.find_branch(), name, _ATTRIBUTE))
    found.sort(key=attrgetter("start"))
    done = 0
    for each in found:
        if each.start >= done:
            done = each.stop
            yield each
        elif each.role and each.key not in PROSE_ATTRIBUTES:
            yield each


def _may_hold(text: str, element: Element) -> bool:
    is_shown = element.name not in _NO_TEXT and element.label not in _NO_TEXT
    return is_shown and _ONE_WORD.fullmatch(text, element.inner, element.stop) is None


def _is_text(value: str) -> bool:
    return value != "" and _ONE_WORD.fullmatch(value) is None


_ANY = Dialect(_find_anywhere, is_text=_is_text)
