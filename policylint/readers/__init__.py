"""Sources to segments: each format is a chain of readers, each reader makes segments of a segment."""

import re
from collections.abc import Callable, Iterator

from policylint.documents import Segment
from policylint.errors import ReadError
from policylint.readers import code, html, javascript, markdown, normalise, plain, templates

Reader = Callable[[Segment], Iterator[Segment]]

FORMATS: dict[str, tuple[Reader, ...]] = {
    "txt": (templates.read, plain.read, normalise.read),
    "md": (templates.read, markdown.read, normalise.read),
    "html": (templates.read, html.read, normalise.read),
    "js": (javascript.read, normalise.read),
    "code": (code.read, normalise.read),
}

# Formats by suffix; "" means that the content decides.
_SUFFIXES = {
    "txt": "txt", "text": "txt", "md": "md", "markdown": "md",
    "html": "html", "htm": "html", "xhtml": "html", "mjml": "html", "vue": "html",
    "js": "js", "jsx": "js", "ts": "js", "tsx": "js", "mjs": "js", "cjs": "js",
    "py": "code", "rb": "code", "coffee": "code",
    "tpl": "", "tmpl": "", "erb": "", "ejs": "", "mustache": "", "hbs": "", "handlebars": "", "liquid": "", "twig": "",
    "jinja": "", "jinja2": "", "j2": "", "blade": "", "ftl": "", "php": "", "phtml": "",
}  # fmt: skip
_MARKUP = re.compile(
    r"<(?:!doctype|/?(?:html|head|body|p|div|br|table|tbody|tr|td|a|span|b|i|em|strong|h[1-6]|ul|ol|li|img|font|center|title|style"
    r"|section|mjml|mj-\w+)[\s/>])",
    re.IGNORECASE,
)
_PHP_BLOCK = re.compile(r"<\?(?:[^?]++|\?(?!>))*+(?:\?>|\Z)")


def find_format(path: str, source: str) -> str:
    """Name the format of a file by its suffixes, else by its content."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    suffixes = name.split(".")[1:]
    for suffix in reversed(suffixes[-3:]):
        known = _SUFFIXES.get(suffix)
        if known:
            return known
        if known is None:
            break
    if suffixes and suffixes[-1] == "php" and not _MARKUP.search(_PHP_BLOCK.sub("", source)):
        return "code" if "<?php" in source else "txt"
    return "html" if _MARKUP.search(source) else "txt"


def read_source(source: str, format: str) -> tuple[tuple[Segment, ...], dict[str, str]]:
    """Read a source into its segments, and what it says about itself.

    A format may carry the dialect of its templates, as `html.jinja` does. Raises ReadError for an unknown one.
    """
    readers = FORMATS.get(format.split(".", 1)[0].lower())
    if readers is None:
        known = ", ".join(sorted(FORMATS))
        raise ReadError(f"unknown format {format!r}, expected one of {known}")
    segments = [Segment.whole(source)]
    for reader in readers:
        segments = [made for segment in segments for made in reader(segment)]
    facts: dict[str, str] = {}
    for segment in segments:
        for name, value in segment.meta:
            facts.setdefault(name, value)
    return tuple(segment for segment in segments if segment.role != "meta"), facts
