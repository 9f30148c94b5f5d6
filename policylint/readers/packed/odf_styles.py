"""The styles of an OpenDocument file: what a span looks like in its paragraph."""

import re
from dataclasses import dataclass, replace

from policylint.readers.packed.archives import Attributes, Start
from policylint.readers.packed.unpacking import UNSAID, Look

_LONGEST_CHAIN = 20  # styles based on one another
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)(pt|in|cm|mm|px|pc|%)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0}
_COLOR = re.compile(r"#[0-9a-f]{6}")
_DEFAULT = ""  # the name of the style that holds for a family by default


@dataclass(slots=True)
class _Style:
    """A style as it is written; a size may be a share of the size below."""

    parent: str = _DEFAULT
    look: Look = UNSAID
    share: float = 1.0
    is_heading: bool = False


class Stylesheet:
    """Collects styles by family and name as they are met; a later one of a name takes the place of an earlier."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._looks: dict[tuple[str, str, Look], Look] = {}
        self._style: _Style | None = None

    def starts(self) -> dict[str, Start]:
        """What is to be heard of to know the styles of a part."""
        return {"style": self._begin, "default-style": self._begin, "text-properties": self._read}

    def look(self, family: str, name: str, below: Look) -> Look:
        """What text looks like under a style, in what looks like `below`."""
        key = family, name, below
        if key not in self._looks:
            look = below
            for style in reversed(self._chain(family, name)):
                size = look.size * style.share if look.size else None
                look = style.look.over(replace(look, size=size))
            self._looks[key] = look
        return self._looks[key]

    def is_heading(self, name: str) -> bool:
        """Whether paragraphs of a style are headings."""
        return any(style.is_heading for style in self._chain("paragraph", name))

    def _chain(self, family: str, name: str) -> list[_Style]:
        chain: list[_Style] = []
        while (family, name) in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[family, name])
            if name == _DEFAULT:
                break
            name = chain[-1].parent
        return chain

    def _begin(self, attributes: Attributes) -> None:
        self._looks.clear()
        name = attributes.get("name", _DEFAULT)
        is_heading = name.lower().startswith(("heading", "title", "subtitle"))
        self._style = _Style(attributes.get("parent-style-name", _DEFAULT), is_heading=is_heading)
        self._styles[attributes.get("family", ""), name] = self._style

    def _read(self, attributes: Attributes) -> None:
        if self._style is None:
            return
        size, self._style.share = _read_size(attributes.get("font-size", ""))
        color = attributes.get("color", "").lower()
        is_said = bool(color) or attributes.get("use-window-font-color") == "true"
        display = attributes.get("display")
        position = attributes.get("text-position")
        self._style.look = Look(
            size,
            (color if _COLOR.fullmatch(color) else "") if is_said else None,
            None if display is None else display == "none",
            None if position is None else position.startswith("super"),
        )


def _read_size(written: str) -> tuple[float | None, float]:
    """A size in points, or the share of the size below."""
    length = _LENGTH.fullmatch(written)
    if not length:
        return None, 1.0
    number, unit = float(length[1]), length[2]
    return (None, number / 100) if unit == "%" else (round(number * _POINTS[unit], 2), 1.0)
