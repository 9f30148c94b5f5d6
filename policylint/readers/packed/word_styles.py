"""The styles of a Word file: what a run looks like that says nothing of its own."""

from dataclasses import dataclass, field

from policylint.readers.packed.archives import Archive, Attributes, Handlers, Start
from policylint.readers.packed.unpacking import UNSAID, Look

_LONGEST_CHAIN = 20  # styles based on one another
_DEFAULT_SIZE = 10.0  # Word's own, where not even the defaults of the file give one
_OFF = frozenset({"0", "false", "off"})
# Parts of a table, and what was before a change.
_UNSEEN = frozenset({"tblStylePr", "rPrChange", "pPrChange"})
LOOKS = ("sz", "color", "vanish", "vertAlign")


def is_on(attributes: Attributes) -> bool:
    """Whether a switch is on: it is when nothing is said."""
    return attributes.get("val", "1").lower() not in _OFF


def read_look(name: str, attributes: Attributes) -> Look:
    """What one property of a run says of its look."""
    value = attributes.get("val", "")
    if name == "vanish":
        return Look(is_hidden=is_on(attributes))
    if name == "vertAlign":
        return Look(is_raised=value == "superscript")
    if name == "color":
        return Look(color=f"#{value.lower()}" if len(value) == 6 and value.isalnum() else "")
    return Look(size=int(value) / 2) if value.isdecimal() and len(value) < 5 else UNSAID


@dataclass(slots=True)
class _Style:
    """A style as it is written."""

    based_on: str = ""
    role: str = ""
    look: Look = UNSAID


@dataclass(slots=True)
class Stylesheet:
    """The styles of a file, by id."""

    styles: dict[str, _Style] = field(default_factory=dict)
    default: str = ""
    defaults: Look = UNSAID
    _looks: dict[tuple[str, str], Look] = field(default_factory=dict)

    def look(self, paragraph_style: str, run_style: str) -> Look:
        """What a run of a style looks like in a paragraph of a style; either may be empty."""
        key = paragraph_style, run_style
        if key not in self._looks:
            look = UNSAID
            for style in (*self._chain(run_style), *self._chain(paragraph_style or self.default)):
                look = look.over(style.look)
            self._looks[key] = look.over(self.defaults)
        return self._looks[key]

    def role(self, paragraph_style: str) -> str:
        """What a paragraph of a style is: a heading, an item, or nothing special."""
        return next((style.role for style in self._chain(paragraph_style or self.default) if style.role), "")

    def _chain(self, name: str) -> list[_Style]:
        chain: list[_Style] = []
        while name in self.styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self.styles[name])
            name = chain[-1].based_on
        return chain


def read_styles(archive: Archive, name: str) -> Stylesheet:
    """Read the part that holds the styles; a file without one has none."""
    reader = _Reader()
    if name in archive.names:
        archive.parse(name, reader.handlers())
    return reader.sheet


class _Reader:
    """Collects styles; what stands before the first of them holds by default."""

    def __init__(self) -> None:
        self.sheet = Stylesheet(defaults=Look(size=_DEFAULT_SIZE))
        self._style: _Style | None = None

    def handlers(self) -> Handlers:
        starts: dict[str, Start] = {
            "style": self._begin,
            "basedOn": self._set_base,
            "name": self._set_name,
            "numId": self._set_numbering,
        }
        starts |= {name: self._looker(name) for name in LOOKS}
        return Handlers(starts, {}, lambda _: None, _UNSEEN)

    def _begin(self, attributes: Attributes) -> None:
        name = attributes.get("styleId", "")
        self._style = self.sheet.styles.setdefault(name, _Style())
        if attributes.get("type") == "paragraph" and is_on({"val": attributes.get("default", "0")}):
            self.sheet.default = name

    def _looker(self, name: str) -> Start:
        def take(attributes: Attributes) -> None:
            look = read_look(name, attributes)
            if self._style:
                self._style.look = look.over(self._style.look)
            else:
                self.sheet.defaults = look.over(self.sheet.defaults)

        return take

    def _set_base(self, attributes: Attributes) -> None:
        if self._style:
            self._style.based_on = attributes.get("val", "")

    def _set_name(self, attributes: Attributes) -> None:
        if self._style and attributes.get("val", "").lower().startswith(("heading", "title", "subtitle")):
            self._style.role = "heading"

    def _set_numbering(self, attributes: Attributes) -> None:
        if self._style and not self._style.role and attributes.get("val") != "0":
            self._style.role = "item"
