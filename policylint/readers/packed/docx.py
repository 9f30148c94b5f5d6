"""Word files: what stands in the paragraphs of all parts that people see, with the looks of its runs."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from policylint.readers import Loaded
from policylint.readers.packed.archives import Archive, Attributes, Handlers
from policylint.readers.packed.unpacking import Paragraph, join
from policylint.readers.packed.word_story import Story
from policylint.readers.packed.word_styles import read_styles

_MAIN = "word/document.xml"


def unpack(data: bytes, format: str) -> Loaded:
    """Take a Word file apart; raises ReadError for what is none, or is broken or encrypted."""
    archive = Archive(data, "a Word file")
    main = _find_main(archive)
    relations = _read_relations(archive, main)
    styles = read_styles(archive, relations.first("styles"))
    body = Story(main, styles, relations.targets)
    archive.parse(main, body.handlers())

    def read(kind: str) -> Iterator[Paragraph]:
        for name in relations.parts(kind):
            if name in archive.names:
                story = Story(name, styles, _read_relations(archive, name).targets, body.marks)
                archive.parse(name, story.handlers())
                yield from story.paragraphs

    notes = chain.from_iterable(map(read, ("footnotes", "endnotes", "footer")))
    return join([*read("header"), *body.paragraphs, *notes], format)


@dataclass(slots=True)
class _Relations:
    """What a part refers to: targets by id, and the names of parts by the kind of their relation."""

    targets: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, list[str]] = field(default_factory=dict)

    def parts(self, kind: str) -> list[str]:
        return sorted(set(self.kinds.get(kind, ())), key=lambda name: (len(name), name))

    def first(self, kind: str) -> str:
        return next(iter(self.kinds.get(kind, ())), "")


def _read_relations(archive: Archive, part: str) -> _Relations:
    folder, name = posixpath.split(part)
    relations = _Relations()

    def add(attributes: Attributes) -> None:
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target))[1:]
            kind = attributes.get("Type", "").rpartition("/")[2]
            relations.kinds.setdefault(kind, []).append(target)
        relations.targets[attributes.get("Id", "")] = target

    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path in archive.names:
        archive.parse(path, Handlers({"Relationship": add}, {}, _ignore))
    return relations


def _ignore(_text: str) -> None:
    """White space between elements."""


def _find_main(archive: Archive) -> str:
    name = _read_relations(archive, "").first("officeDocument")
    return name if name in archive.names else _MAIN
