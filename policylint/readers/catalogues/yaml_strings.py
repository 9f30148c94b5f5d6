"""YAML: the string values of all its documents, in whatever style they are written.

PyYAML tells where each scalar stands and what it says; its characters are found again in the stretch it was read from.
"""

import re
from collections.abc import Iterator
from io import StringIO

import yaml
from yaml.reader import Reader
from yaml.resolver import Resolver

from policylint.documents import Piece, Segment, find_line_starts, find_position
from policylint.errors import ReadError
from policylint.readers.catalogues.key_paths import Branch, Key, KeyedStrings
from policylint.readers.catalogues.yaml_scalars import (
    find_indentation,
    read_block,
    read_double,
    read_plain,
    read_single,
    skip_properties,
)
from policylint.readers.tags.templates import find_tags

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = Resolver()
_STRING = "tag:yaml.org,2002:str"
_DEEPEST = 1_000  # as libyaml has it
_MASK = "\ue000"
_LINE_OF_TAGS = re.compile(rf"(?<![^\r\n])[ \t]*+{_MASK}[ \t{_MASK}]*+(?=[\r\n]|\Z)")


def read(segment: Segment) -> Iterator[Segment]:
    """Yield the string values, each with the path of keys to it and the language that its keys state.

    Raises ReadError for what PyYAML refuses even when the template tags are taken for words.
    """
    text = segment.text
    # libyaml doesn't count a mark in front of all.
    view = f"\n{text[1:]}" if text.startswith("\ufeff") else text
    try:
        strings = _collect(segment, view)
    except ReadError:
        masked = _mask_tags(view)
        if masked == view:
            raise
        strings = _collect(segment, masked)
    yield from strings.finish()


def _mask_tags(text: str) -> str:
    """Put letters for template tags, and line breaks for lines of nothing else; offsets stay."""
    masked = StringIO(newline="")
    done = 0
    for tag in find_tags(text):
        if text[tag.start] == "'":
            continue  # two apostrophes, which YAML has a use of its own for
        masked.write(text[done : tag.start])
        masked.write(_MASK * (tag.stop - tag.start))
        done = tag.stop
    masked.write(text[done:])
    # Whatever stands around it, an empty line changes nothing.
    return _LINE_OF_TAGS.sub(lambda line: "\n" * len(line[0]), masked.getvalue())


def _collect(segment: Segment, view: str) -> KeyedStrings:
    """Collect the strings of a segment, which PyYAML sees as `view`."""
    if bad := Reader.NON_PRINTABLE.search(view):
        raise _refuse(segment, bad.start(), f"character U+{ord(bad[0]):04X}, which YAML doesn't allow")
    walker = _Walker(segment, view)
    try:
        for event in yaml.parse(view, Loader=_LOADER):
            walker.take(event)
    except yaml.MarkedYAMLError as problem:
        is_unclosed = "end of stream" in str(problem.problem)
        mark = (problem.context_mark if is_unclosed else None) or problem.problem_mark or problem.context_mark
        words = ", ".join(filter(None, (problem.context, problem.problem)))
        raise _refuse(segment, mark.index if mark else 0, words) from None
    except yaml.YAMLError as problem:
        raise ReadError(f"broken YAML: {problem}") from None
    return walker.strings


def _refuse(segment: Segment, at: int, words: str) -> ReadError:
    return ReadError(f"broken YAML: {words}", line=find_position(find_line_starts(segment.text), at)[0])


class _Collection:
    """A collection that is being read: its branch, unless it is part of a key, and where in it we are."""

    __slots__ = ("branch", "index", "is_mapping", "key")

    def __init__(self, branch: Branch | None, *, is_mapping: bool) -> None:
        self.branch = branch
        self.is_mapping = is_mapping
        self.key: str | None = None
        self.index = 0

    @property
    def awaits_key(self) -> bool:
        return self.is_mapping and self.key is None

    @property
    def place(self) -> Key:
        return self.index if self.key is None else self.key

    def move_on(self, key: str) -> None:
        """Go behind the node that was read, which was `key` when it was one."""
        self.key = key if self.awaits_key else None
        self.index += 1


class _Walker:
    """Follows the events of a parser through the tree."""

    def __init__(self, segment: Segment, view: str) -> None:
        self.strings = KeyedStrings(segment)
        self._segment = segment
        self._view = view
        self._is_masked = view[1:] != segment.text[1:]
        self._open: list[_Collection] = []

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self._open) >= _DEEPEST:
                raise _refuse(self._segment, _span(event)[0], f"more than {_DEEPEST} levels")
            self._open.append(_Collection(self._find_branch(), is_mapping=isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._move_on("?")
        elif isinstance(event, yaml.AliasEvent):
            self._move_on(f"*{event.anchor}")

    def _find_branch(self) -> Branch | None:
        """The branch of a collection that begins here."""
        if not self._open:
            return Branch()
        above = self._open[-1]
        if above.branch is None or above.awaits_key:
            return None
        return above.branch if above.key == "<<" else above.branch.open(above.place)

    def _move_on(self, key: str) -> None:
        if self._open:
            self._open[-1].move_on(key)

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        if not self._open:
            self._add(event, Branch(), "")
            return
        above = self._open[-1]
        if above.branch is not None and not above.awaits_key:
            self._add(event, above.branch, above.place)
        above.move_on(self._segment.text[slice(*_span(event))] if self._is_masked else event.value)

    def _add(self, event: yaml.ScalarEvent, branch: Branch, key: Key) -> None:
        if not event.value.strip(" \n") or not _is_text(event):
            return
        start, stop = _span(event)
        if self._view[start] in "&!":
            start = skip_properties(self._view, start)
        made = self._segment.compose(self._read(event, start, stop))
        if made.text != event.value and not self._is_masked:
            made = self._segment.compose([Piece(start, stop, event.value)])
        self.strings.add(branch, key, made)

    def _read(self, event: yaml.ScalarEvent, start: int, stop: int) -> Iterator[Piece]:
        """Read a scalar from its own characters, also where PyYAML saw others in their place."""
        text, view = self._segment.text, self._view
        if event.style == "'":
            return read_single(text, start + 1, stop - 1)
        if event.style == '"':
            return read_double(text, start + 1, stop - 1)
        if not event.style:
            return read_plain(text, start, stop)
        indentation = find_indentation(view, start, stop, event.value)
        if self._is_masked:
            # Tags behind its last line are none of its text.
            stop = start + len(view[start:stop].rstrip())
        return read_block(text, start, stop, indentation)


def _span(event: yaml.Event) -> tuple[int, int]:
    start, stop = event.start_mark, event.end_mark
    assert start is not None
    assert stop is not None
    return start.index, stop.index


def _is_text(event: yaml.ScalarEvent) -> bool:
    """Whether a scalar is a string: by its tag, else by what YAML takes it for."""
    if event.tag in (None, "!"):
        tag = _RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
        return bool(tag == _STRING)
    # Tags such as `!Sub` mark strings, those such as `!ruby/regexp` mark objects.
    return event.tag == _STRING or (event.tag[0] == "!" and "/" not in event.tag and ":" not in event.tag)
