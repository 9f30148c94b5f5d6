"""The kinds of XML that keep texts for programs: which elements are texts, in which language and by which key."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from policylint.documents import Piece, Segment
from policylint.readers.catalogues.key_paths import Branch, Key
from policylint.readers.catalogues.xml_elements import Element
from policylint.readers.catalogues.xml_inline import StandIn, show_bilingual_tag, show_template_tag
from policylint.readers.formats import has_markup
from policylint.readers.programs.strings import has_words

# In these states a translation is none yet, or a copy of the source.
_UNREADY = frozenset("new needs-translation needs-l10n needs-adaptation initial".split())
_UNFINISHED = frozenset("unfinished obsolete vanished".split())
_ESCAPE = re.compile(r"(?:\\u[\da-fA-F]{4})++|\\([^u])|\"|[\t\r\n][ \t\r\n]*+| [ \t\r\n]++|<(?=[a-zA-Z/])|>", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t"}
_REFERENCE = re.compile(r"\s*+[@?][\w:+*./]++\s*+")


@dataclass(frozen=True, slots=True)
class Text:
    """A place that holds a text, which its key tells on its branch."""

    start: int
    stop: int
    branch: Branch
    key: Key
    role: str = ""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How texts are kept: where, what stands for tags in them, what is decoded besides, and which are for people."""

    find: Callable[[str, Iterable[Element]], Iterable[Text]]
    show: StandIn = show_template_tag
    finish: Callable[[Segment], Segment] | None = None
    is_text: Callable[[str], bool] = bool


def _hold(element: Element, key: Key, *above: Key) -> Text:
    """The text that is all an element holds, by a key behind others, in the language that is translated to."""
    branch = Branch()
    for each in above:
        branch = branch.open(each)
    branch.language = element.languages[1] or branch.language
    return Text(element.inner, element.stop, branch, key)


def _find_in_resources(_: str, elements: Iterable[Element]) -> Iterator[Text]:
    """Find the texts of an Android app."""
    for element in elements:
        above = element.above
        if above is None or "false" in (element.says("translatable"), above.says("translatable")):
            continue
        if element.name == "string" and above.name == "resources":
            yield _hold(element, element.label, "string")
        elif element.name == "item" and above.name == "plurals":
            yield _hold(element, element.says("quantity"), "plurals", above.label)
        elif element.name == "item" and above.name == "string-array":
            yield _hold(element, element.number, "string-array", above.label)


def _finish_resource(segment: Segment) -> Segment:
    """Decode Android's own escapes, and take out white space and quotation marks that are none of the text."""
    line_end = "<br>" if has_markup(segment.text) else "\n"
    pieces: list[Piece] = []
    is_quoted = is_in_tag = False
    for found in _ESCAPE.finditer(segment.text):
        shown: str | None = None
        if found[0] in ("<", ">"):
            is_in_tag = found[0] == "<"
        elif found[0] == '"':
            shown = None if is_in_tag else ""
            is_quoted ^= not is_in_tag
        elif found[0].isspace():
            shown = None if is_quoted or is_in_tag else " "
        elif found[0].startswith("\\u"):
            shown = _decode_utf16(found[0])
        else:
            shown = line_end if found[1] == "n" and not is_in_tag else _SIGNS.get(found[1], found[1])
        if shown is not None:
            pieces.append(Piece(*found.span(), shown))
    return segment.replace(pieces)


def _decode_utf16(escapes: str) -> str:
    return bytes.fromhex(escapes.replace("\\u", "")).decode("utf-16-be", "replace")


def _is_no_reference(text: str) -> bool:
    return _REFERENCE.fullmatch(text) is None


def _find_in_xliff(_: str, elements: Iterable[Element]) -> Iterator[Text]:
    """Find the translations, and the sources of what has none yet."""
    found: Element | None = None
    for element in elements:
        if element.is_in("trans-unit", "segment"):
            if element.name == "source" or (element.name == "target" and _is_translated(element)):
                found = element
        elif element.name in ("trans-unit", "segment"):
            unit = element if element.name == "trans-unit" else element.above
            if found and unit and unit.says("translate") != "no":
                yield _hold_unit(found, unit, element)
            found = None


def _is_translated(target: Element) -> bool:
    state = target.says("state") or (target.above.says("state") if target.above else "")
    return target.inner < target.stop and state not in _UNREADY


def _hold_unit(found: Element, unit: Element, part: Element) -> Text:
    above: list[Key] = [unit.name]
    key: Key = unit.label or unit.number
    if part.number > 1 and part is not unit:
        above, key = [*above, key], part.number
    text = _hold(found, key, *above)
    text.branch.language = found.languages[found.name == "target"] or None
    return text


def _find_in_qt(text: str, elements: Iterable[Element]) -> Iterator[Text]:
    """Find the finished translations of Qt Linguist."""
    keys: tuple[int, ...]
    for element in elements:
        above = element.above
        if element.name == "name" and above and above.name == "context":
            above.label = html.unescape(text[element.inner : element.stop])
        if element.name == "translation":
            translation, keys = element, ()
        elif element.name == "numerusform" and above:
            translation, keys = above, (element.number,)
        else:
            continue
        message = translation.above
        if message is None or translation.says("type") in _UNFINISHED:
            continue
        if element is not translation or not element.has_child("numerusform"):
            context = message.above.label if message.above else ""
            path: list[Key] = [context, message.name, message.label or message.number, *keys]
            yield _hold(element, path.pop(), *path)


def _find_in_resx(_: str, elements: Iterable[Element]) -> Iterator[Text]:
    """Find the strings of .NET, among which are other values with a type."""
    for element in elements:
        data = element.above
        if element.name != "value" or data is None or data.name != "data" or data.says("type", "mimetype"):
            continue
        if not data.label.startswith(">>"):
            yield _hold(element, data.label, "data")


def _find_in_plist(text: str, elements: Iterable[Element]) -> Iterator[Text]:
    """Find the strings of a property list, by the keys in front of them."""
    for element in elements:
        if element.name == "key" and element.above:
            element.above.next_label = html.unescape(text[element.inner : element.stop])
        elif element.name == "string" and element.inner < element.stop:
            yield Text(element.inner, element.stop, *element.find_place())


_RESX = Dialect(_find_in_resx)
_DIALECTS = {
    "resources": Dialect(_find_in_resources, finish=_finish_resource, is_text=_is_no_reference),
    "xliff": Dialect(_find_in_xliff, show_bilingual_tag),
    "TS": Dialect(_find_in_qt),
    "plist": Dialect(_find_in_plist, is_text=has_words),
}


def find_dialect(root: str, text: str) -> Dialect | None:
    """The dialect of a text with an outermost element of this name."""
    return _RESX if root == "root" and "<resheader" in text else _DIALECTS.get(root)
