"""The elements of an XML text, each with the place of its inside.

expat says whether a text is well-formed and keeps what entities may cost within bounds; where everything stands is
found by a scan that relies on that.
"""

import re
from collections.abc import Iterator
from pyexpat import ExpatError, ParserCreate

from policylint.documents import find_line_starts, find_position
from policylint.errors import ReadError
from policylint.readers.catalogues.key_paths import Branch, Key
from policylint.readers.markup.elements import Attribute, find_attributes
from policylint.readers.tags.templates import find_tags

START, END, CDATA, INSTRUCTION = "start", "end", "cdata", "instruction"
_QUOTED = r"\"[^\"]*+\"|'[^']*+'"
_COMMENT = r"<!(?P<comment>--)(?:[^-]++|-(?!->))*+-->"
_INSTRUCTION = r"<(?P<instruction>\?)(?:[^?]++|\?(?!>))*+\?>"
_UNNAMED = re.compile(r"\?P<\w+>")
_SUBSET = rf"\[(?:{_UNNAMED.sub('?:', _COMMENT + '|' + _INSTRUCTION)}|{_QUOTED}|[^\]\"'<]++|<)*+\]"
TOKEN = re.compile(
    rf"<(?P<end>/)[^>]*+>|<(?P<start>[^\s/>!?]++)(?:[^>\"']++|{_QUOTED})*+>"
    rf"|{_COMMENT}|<!(?P<cdata>\[CDATA\[)(?:[^\]]++|\](?!\]>))*+\]\]>|{_INSTRUCTION}"
    rf"|<!(?P<declaration>DOCTYPE)(?:[^\[>\"']++|{_QUOTED}|{_SUBSET})*+>"
)
_WORD = re.compile(r"\w")
_LABELS = ("resname", "name", "id", "key", "t-name")
_LANGUAGES = ("xml:lang", "lang", "language", "locale")
_FROM = ("source-language", "srclang", "sourcelanguage")
_TO = ("target-language", "trglang", "language", "tools:locale")
# What only HTML calls its elements: around such ones there is HTML.
_MARKUP = frozenset(
    "a b blockquote br center div em font h1 h2 h3 h4 h5 h6 html i img li ol p span strong table tbody td tr u"
    " ul".split()
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_DEEPEST = 1_000  # lxml goes down 256 levels
_Attributes = dict[str, Attribute]
_NO_ATTRIBUTES: _Attributes = {}


class Element:
    """An element that was or is being read: from its start tag at `start`, with its inside from `inner` to `stop`.

    `has_words` and `has_markup` tell of what stands directly in it; `label` is what it is called besides its name, and
    `next_label` what calls the child that follows. `languages` are those that a bilingual file is from and to.
    """

    __slots__ = (
        "_counts", "_first_child", "above", "attributes", "branch", "has_markup", "has_words", "inner", "label",
        "languages", "name", "next_label", "number", "start", "stop",
    )  # fmt: skip

    def __init__(self, above: "Element | None", name: str, place: tuple[int, int], attributes: _Attributes) -> None:
        self.above = above
        self.name = name
        self.attributes = attributes
        self.start, self.inner = place
        self.stop = self.inner
        self.has_words = self.has_markup = False
        self.next_label = ""
        self.label: str = above.next_label if above else ""
        self.number = above.count(name) if above else 1
        self.languages: tuple[str, str] = above.languages if above else ("", "")
        self._counts: dict[str, int] | None = None
        self._first_child = ""
        self.branch: Branch | None = None
        if attributes:
            self.label = self.says(*_LABELS) or self.label
            self.languages = self.says(*_FROM) or self.languages[0], self.says(*_TO) or self.languages[1]

    def count(self, name: str) -> int:
        """Count one more child of a name."""
        if not self._first_child:
            self._first_child = name
            return 1
        # Most elements have one child or none.
        if self._counts is None:
            self._counts = {self._first_child: 1}
        self._counts[name] = self._counts.get(name, 0) + 1
        return self._counts[name]

    def has_child(self, name: str) -> bool:
        """Whether it has had a child of this name."""
        return name == self._first_child or (self._counts is not None and name in self._counts)

    def says(self, *names: str) -> str:
        """The value of the first of these attributes that there is; nothing when there is none."""
        return next((self.attributes[name].value for name in names if name in self.attributes), "")

    def is_in(self, *names: str) -> bool:
        """Whether the element above has one of these names."""
        return self.above is not None and self.above.name in names

    def find_place(self) -> tuple[Branch, Key]:
        """The branch of the tree of keys that it hangs on, and its key there."""
        above = self.above.find_branch() if self.above else Branch()
        if language := self._find_language():
            above = Branch(above.above, above.key)
            above.language = language
        if self.label or self.number == 1:
            return above, self.label or self.name
        return above.open(self.name), self.number

    def find_branch(self) -> Branch:
        """The branch of the tree of keys that it is; the root of the one is that of the other."""
        passed: list[Element] = []
        nearest: Element | None = self
        while nearest is not None and nearest.branch is None:
            passed.append(nearest)
            nearest = nearest.above
        for each in reversed(passed):
            each.grow()
        assert self.branch is not None
        return self.branch

    def grow(self) -> None:
        """Make the branch; the element above has one."""
        if self.above is None:
            self.branch = Branch()
            self.branch.language = self._find_language() or None
        elif self.name == "dict" and self.is_in("plist"):
            self.branch = self.above.branch
        else:
            above, key = self.find_place()
            self.branch = above.open(key)

    def _find_language(self) -> str:
        if not self.attributes:
            return ""
        return next((each for each in map(self.says, _LANGUAGES) if _LANGUAGE.fullmatch(each)), "")


def find_fault(text: str) -> tuple[int, str] | None:
    """Where and why a text is no well-formed XML; entities of unknown meaning are no fault."""
    # The text is decoded already, whatever encoding it declares.
    parser = ParserCreate("utf-8")
    parser.UseForeignDTD(True)  # noqa: FBT003 - not our signature
    data = text.encode("utf-8", "replace")
    try:
        parser.Parse(data, True)  # noqa: FBT003
    except ExpatError as problem:
        return len(data[: parser.ErrorByteIndex].decode("utf-8", "ignore")), str(problem).rpartition(": line")[0]
    return None


def refuse(text: str, at: int, words: str) -> ReadError:
    """The error that tells what is wrong at a place of a text."""
    return ReadError(f"broken XML: {words}", line=find_position(find_line_starts(text), at)[0])


def mask_tags(text: str) -> str:
    """Put spaces for template tags, so that offsets stay."""
    masked: list[str] = []
    done = 0
    for tag in find_tags(text):
        masked += (text[done : tag.start], " " * (tag.stop - tag.start))
        done = tag.stop
    return "".join([*masked, text[done:]])


def find_root(text: str) -> str:
    """Name the outermost element of a well-formed text."""
    return next((token["start"] for token in TOKEN.finditer(text) if token.lastgroup == START), "")


def find_elements(text: str) -> Iterator[Element]:
    """Yield the elements of a well-formed text, each at its end; raise ReadError where they are nested too deeply."""
    inside: Element | None = None
    done = depth = 0
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        if inside and not inside.has_words and done < token.start():
            inside.has_words = _has_words(text[done : token.start()])
        done = token.end()
        if kind == START:
            element = _open(text, token, inside)
            if text[done - 2] == "/":
                yield element
            else:
                inside = element
                depth += 1
                if depth > _DEEPEST:
                    raise refuse(text, token.start(), f"more than {_DEEPEST} levels")
        elif kind == END and inside:
            inside.stop = token.start()
            yield inside
            inside = inside.above
            depth -= 1
        elif kind == CDATA and inside:
            inside.has_words = inside.has_words or _has_words(text[token.end("cdata") : done - 3])


def _open(text: str, token: re.Match[str], above: Element | None) -> Element:
    name, stop = token["start"], token.end()
    start = token.end("start")
    has_attributes = stop - start > 4
    attributes = {each.name: each for each in find_attributes(text, start, stop)} if has_attributes else _NO_ATTRIBUTES
    if above and name in _MARKUP:
        above.has_markup = True
    return Element(above, name, token.span(), attributes)


def _has_words(stretch: str) -> bool:
    """Whether a stretch of text says anything but template tags."""
    if "{" in stretch or "%" in stretch:
        stretch = mask_tags(stretch)
    return _WORD.search(stretch) is not None
