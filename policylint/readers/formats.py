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


def _program(reader: str, *suffixes: str) -> Format:
    """Program code, in whose string literals words may be encoded, or cut in pieces that are joined."""
    return Format((reader, "normalise"), suffixes, holds_strings=True, is_opaque=True)


def _packed(reader: str, *suffixes: str) -> Format:
    """A file of which paragraphs are unpacked, which may hold template tags, typed bullets and the like."""
    return Format((reader, "tags.templates", "plain", "normalise"), suffixes, is_packed=True)


FORMATS: dict[str, Format] = {
    "txt": Format(("tags.templates", "plain", "normalise"), ("txt", "text")),
    "md": Format(("tags.templates", "markup.markdown", "normalise"), ("md", "markdown", "mdx", "mdwn", "mkd")),
    "mdmail": Format(("tags.templates", "markup.mail_markdown", "normalise")),
    "rst": Format(("tags.templates", "markup.rst", "normalise"), ("rst", "rest")),
    "asciidoc": Format(("tags.templates", "markup.asciidoc", "normalise"), ("adoc", "asciidoc", "asc")),
    "html": Format(("tags.templates", "markup.html", "normalise"), ("html", "htm", "xhtml", "mjml")),
    "component": Format(("markup.components", "normalise"), ("vue", "svelte"), holds_strings=True),
    "eml": Format(("mails.mail", "normalise"), ("eml", "mht", "mhtml"), is_opaque=True),
    "js": _program("programs.javascript", "js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts"),
    "php": _program("programs.php"),
    "py": _program("programs.python", "py", "pyi"),
    "rb": _program("programs.ruby", "rb", "coffee"),
    "code": _program("programs.code", "java", "kt", "kts", "scala", "groovy", "cs", "go", "swift", "dart"),
    "yaml": _strings("catalogues.yaml_strings", "yaml", "yml"),
    "json": _strings(
        "catalogues.json_strings", "json", "jsonl", "json5", "jsonc", "arb", "webmanifest", is_opaque=True
    ),
    "toml": _strings("catalogues.toml_strings", "toml"),
    "xml": _strings(
        "catalogues.xml_strings",
        *"xml xlf xliff resx resw plist stringsdict rss atom xsl xslt tmx".split(),
        is_opaque=True,
    ),
    "po": _strings("catalogues.gettext", "po", "pot", is_opaque=True),
    "properties": _strings("catalogues.properties", "properties", is_opaque=True),
    "ini": _strings("catalogues.ini", "ini", "lang"),
    "strings": _strings("catalogues.apple_strings", "strings", is_opaque=True),
    "fluent": _strings("catalogues.fluent"),
    "sql": _strings("catalogues.sql_strings", "sql", is_opaque=True),
    "docx": _packed("packed.docx", "docx", "docm", "dotx", "dotm"),
    "odt": _packed("packed.odt", "odt", "ott"),
    "pdf": _packed("packed.pdf", "pdf"),
}

# What is in such files their content decides.
BY_CONTENT = frozenset(
    "tpl tmpl erb rhtml ejs eex heex leex mustache hbs handlebars liquid twig njk jinja jinja2 j2 blade php phtml ftl "
    "ftlh latte mako vm vtl jsp jspx aspx ascx cshtml gohtml".split()
)
_BY_SUFFIX = {suffix: name for name, known in FORMATS.items() for suffix in known.suffixes}
# Qt Linguist has the suffix of TypeScript.
_IS_XML = re.compile(r"\s*+(?:<\?xml\s|<!DOCTYPE TS>|<TS\s)")
# FreeMarker has the suffix of Fluent, of which a text begins with comments and `key = text`.
_IS_FLUENT = re.compile(r"\s*+(?:#[^\r\n]*+\s++)*+-?[A-Za-z][\w-]*+ *+=")
_IS_FREEMARKER = re.compile(r"</?[#@]|\[#|\$\{(?! *\$)")
_ZIP = b"PK\x03\x04"
_IN_ZIP = ((b"word/document", "docx"), (b"application/vnd.oasis.opendocument.text", "odt"))
_MARKUP = re.compile(
    r"<(?:!doctype|/?(?:html|head|body|p|div|br|table|tbody|tr|td|a|span|b|i|em|strong|h[1-6]|ul|ol|li|img|font|center|title|style"
    r"|section|mjml|mj-\w+)[\s/>])",
    re.IGNORECASE,
)
# Header fields down to the one that tells a mail.
_MAIL = re.compile(
    r"(?:[!-9;-~]++:[^\r\n]*+(?:\r\n|[\r\n])(?:[ \t][^\r\n]*+(?:\r\n|[\r\n]))*+)*?MIME-Version:", re.IGNORECASE
)
# Mails that Laravel makes of Markdown.
_IS_MAIL_MARKDOWN = re.compile(r"@component\(\s*+['\"]mail::|<x-mail::")
_PHP_BLOCK = re.compile(r"<\?(?:[^?]++|\?(?!>))*+(?:\?>|\Z)")


def find_packed_format(path: str, data: bytes) -> str:
    """Name the packed format of a file by its bytes, else by its suffix; nothing for text, and what nobody knows."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    for mark, name in _IN_ZIP if data.startswith(_ZIP) else ():
        if mark in data:
            return name
    name = _BY_SUFFIX.get(path.rpartition(".")[2].lower(), "")
    return name if name and FORMATS[name].is_packed else ""


def find_format(path: str, source: str) -> str:
    """Name the format of a text file by its suffixes, else by its content."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    suffixes = name.split(".")[1:]
    last = suffixes[-1] if suffixes else ""
    if last == "ftl" and _IS_FLUENT.match(source) and not _IS_FREEMARKER.search(source):
        return "fluent"
    for suffix in reversed(suffixes[-3:]):
        if suffix in _BY_SUFFIX and not (last == "php" and FORMATS[_BY_SUFFIX[suffix]].holds_strings):
            return "xml" if suffix in ("ts", "strings") and _IS_XML.match(source) else _BY_SUFFIX[suffix]
        if suffix not in BY_CONTENT:
            break
    return find_content_format(source, is_php=last == "php")


def find_content_format(source: str, *, is_php: bool = False) -> str:
    """Name the format of a text by what stands in it."""
    if _MAIL.match(source):
        return "eml"
    if _IS_MAIL_MARKDOWN.search(source):
        return "mdmail"
    if is_php and "<?" in source:
        rest = len(drop_php(source).strip())
        if 2 * rest < len(source):
            return "php"
    if _IS_XML.match(source) and "<html" not in source:
        return "xml"
    return "html" if has_markup(source) else "txt"


def drop_php(source: str) -> str:
    """What a PHP file says outside of its code."""
    return _PHP_BLOCK.sub(" ", source)


def has_markup(text: str) -> bool:
    """Whether a text has tags that HTML knows."""
    return "<" in text and _MARKUP.search(text) is not None
