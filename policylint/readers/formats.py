"""The formats: which readers a kind of file goes through, and how it is known."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from policylint.documents import Segment

Reader = Callable[[Segment], Iterator[Segment]]


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one format are read: `chain` names modules of this package, whose `read` makes segments of segments.

    Of a packed format, the first module's `unpack` makes text of bytes that are none. A catalogue of strings holds
    texts for many places, so that nothing is missing in it. In an opaque format words may be encoded or cut in
    pieces, so that only reading tells what is said.
    """

    chain: tuple[str, ...]
    suffixes: tuple[str, ...] = ()
    is_packed: bool = False
    holds_strings: bool = False
    is_opaque: bool = False

    def readers(self) -> list[Reader]:
        """The readers of the chain behind the one that unpacks, imported when they are needed."""
        return [import_module(f"policylint.readers.{name}").read for name in self.chain[self.is_packed :]]


def _strings(reader: str, *suffixes: str, is_opaque: bool = False) -> Format:
    """A catalogue of strings, each of them prose with or without markup."""
    return Format((reader, "prose", "normalise"), suffixes, holds_strings=True, is_opaque=is_opaque)


FORMATS: dict[str, Format] = {
    "txt": Format(("templates", "plain", "normalise"), ("txt", "text")),
    "md": Format(("templates", "markdown", "normalise"), ("md", "markdown")),
    "html": Format(("templates", "html", "normalise"), ("html", "htm", "xhtml", "mjml", "vue")),
    "js": Format(("javascript", "normalise"), ("js", "jsx", "ts", "tsx", "mjs", "cjs"), holds_strings=True),
    "code": Format(("code", "normalise"), ("py", "rb", "coffee"), holds_strings=True),
}

# What is in such files their content decides.
_BY_CONTENT = frozenset("tpl tmpl erb ejs mustache hbs handlebars liquid twig jinja jinja2 j2 blade php phtml".split())
_BY_SUFFIX = {suffix: name for name, known in FORMATS.items() for suffix in known.suffixes}
_BY_MAGIC = ((b"%PDF-", "pdf"),)
_MARKUP = re.compile(
    r"<(?:!doctype|/?(?:html|head|body|p|div|br|table|tbody|tr|td|a|span|b|i|em|strong|h[1-6]|ul|ol|li|img|font|center|title|style"
    r"|section|mjml|mj-\w+)[\s/>])",
    re.IGNORECASE,
)
_PHP_BLOCK = re.compile(r"<\?(?:[^?]++|\?(?!>))*+(?:\?>|\Z)")


def find_packed_format(path: str, data: bytes) -> str:
    """Name the packed format of a file by its first bytes, else by its suffix; nothing when its bytes are text."""
    for magic, name in _BY_MAGIC:
        if data.startswith(magic) and name in FORMATS:
            return name
    name = _BY_SUFFIX.get(path.rpartition(".")[2].lower(), "")
    return name if name and FORMATS[name].is_packed else ""


def find_format(path: str, source: str) -> str:
    """Name the format of a text file by its suffixes, else by its content."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    suffixes = name.split(".")[1:]
    for suffix in reversed(suffixes[-3:]):
        if suffix in _BY_SUFFIX:
            return _BY_SUFFIX[suffix]
        if suffix not in _BY_CONTENT:
            break
    return find_content_format(source, is_php=bool(suffixes) and suffixes[-1] == "php")


def find_content_format(source: str, *, is_php: bool = False) -> str:
    """Name the format of a text by what stands in it."""
    if is_php and not has_markup(_PHP_BLOCK.sub("", source)):
        return "code" if "<?php" in source else "txt"
    return "html" if has_markup(source) else "txt"


def has_markup(text: str) -> bool:
    """Whether a text has tags that HTML knows."""
    return "<" in text and _MARKUP.search(text) is not None
