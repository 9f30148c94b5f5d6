"""Components in one file (Vue, Svelte): the texts of their markup, of their scripts, and of their messages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policylint.documents import Piece, Segment, find_line_starts, find_position
from policylint.errors import ReadError
from policylint.readers import prose
from policylint.readers.catalogues import json_strings, yaml_strings
from policylint.readers.markup import html
from policylint.readers.markup.elements import find_attributes
from policylint.readers.programs import javascript
from policylint.readers.tags import templates
from policylint.readers.tags.expressions import divide, output, remove

_BLOCK = re.compile(
    r"^[ \t]*+<(template|script|style|i18n)(?=[\s>])((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.MULTILINE
)
_CODE = re.compile(r"[{}]|\"(?:[^\"\\\n]++|\\.)*+\"|'(?:[^'\\\n]++|\\.)*+'|`(?:[^`\\]++|\\.)*+`", re.DOTALL)
_WORDLESS = re.compile(r"[#/]|@(?!html\b)")
_PUG = frozenset({"pug", "jade"})


@dataclass(frozen=True, slots=True)
class _Block:
    """A block at the top of a component: `start` and `stop` are of its inside, `begin` and `end` of all of it."""

    name: str
    attributes: dict[str, str]
    begin: int
    start: int
    stop: int
    end: int


def read(segment: Segment) -> Iterator[Segment]:
    """Divide a component into the texts that it shows; without a `<template>`, all around its blocks is markup."""
    # The same text with one kind of line end, and offsets unchanged.
    blocks = list(_find_blocks(segment.text.replace("\r\n", " \n").replace("\r", "\n")))
    for block in blocks:
        if block.name == "template" and block.attributes.get("lang") not in _PUG:
            for ready in templates.read(segment.cut(block.start, block.stop)):
                yield from html.read(ready)
        elif block.name == "script":
            yield from javascript.read(segment.cut(block.start, block.stop))
        elif block.name == "i18n":
            yield from _read_messages(segment, block)
    if all(block.name != "template" for block in blocks):
        pieces = [remove(block.begin, block.end) for block in blocks]
        bare = segment.replace(pieces)
        yield from html.read(bare.replace(_find_expressions(bare.text)))


def _find_blocks(text: str) -> Iterator[_Block]:
    at = 0
    while opener := _BLOCK.search(text, at):
        name, start = opener[1], opener.end()
        # The end of a template stands at the beginning of a line, as what is nested in it doesn't.
        stop = text.find(f"\n</{name}", start - 1) if name == "template" else text.find(f"</{name}", start)
        if stop < 0:
            stop = text.find(f"</{name}", start)
        stop = len(text) if stop < 0 else stop + (text[stop] == "\n")
        closer = text.find(">", stop)
        at = len(text) if closer < 0 else closer + 1
        attributes = {found.name: found.value for found in find_attributes(text, *opener.span(2))}
        yield _Block(name, attributes, opener.start(), start, stop, at)


def _read_messages(segment: Segment, block: _Block) -> Iterator[Segment]:
    """Read the messages of a component as the catalogue they are."""
    strings = segment.cut(block.start, block.stop)
    language = block.attributes.get("locale", "")
    reader = yaml_strings if block.attributes.get("lang") in ("yaml", "yml") else json_strings
    try:
        found = list(reader.read(strings))
    except ReadError as error:
        line = find_position(find_line_starts(segment.text), block.start)[0] - 1 + (error.line or 1)
        raise ReadError(error.message, line=line) from error
    for made in found:
        yield from prose.read(replace(made, language=made.language or language))


def _find_expressions(text: str) -> Iterator[Piece]:
    """Yield what stands for each `{expression}` and `{#block}` of Svelte's markup."""
    start = text.find("{")
    at = 0
    depth = 0
    while start >= 0 and (sign := _CODE.search(text, at if depth else start)):
        at = sign.end()
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if not depth:
            yield from _stand_in(text, start, at)
            start = text.find("{", at)


def _stand_in(text: str, start: int, stop: int) -> Iterator[Piece]:
    inner = (start + 1, stop - 1)
    if _WORDLESS.match(text, *inner):
        yield remove(start, stop)
    elif text.startswith(":", start + 1):
        yield divide(start, stop)
    else:
        yield from output(
            text, start, stop, (start + 6 if text.startswith("@html", start + 1) else start + 1, stop - 1)
        )
