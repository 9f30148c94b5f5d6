"""The texts of a program: literals that are joined make one, and keys and brackets tell where each is held.

A scanner tells what it meets; what stands between signs is looked at only where a literal is near. What is said to
programmers, and what is compared with, is no text.
"""

import re
from collections.abc import Iterator

from policylint.documents import Piece, Segment
from policylint.readers import prose
from policylint.readers.catalogues.key_paths import Branch, KeyedStrings, name_language, states_language
from policylint.readers.programs.code_calls import find_callee, is_for_programs
from policylint.readers.programs.code_frames import Frame
from policylint.readers.programs.code_names import ends_expression, find_key, stand_for
from policylint.readers.programs.code_prose import is_prose

_DEEPEST = 500  # brackets in one another; what is deeper is held at the same place
_NEAR = 20  # brackets that are looked at for the one that is closed
_REACH = 100  # characters of an expression that are looked at for a name
_PAIRS = {")": "(", "]": "[", "}": "{"}
_LISTS = frozenset({"array", "list", "tuple", "dict"})
_BEFORE_OBJECT = re.compile(r"\s*+(?:(?:return|export|default|yield|new)\b\s*+)*+")
_IS_SUBSCRIPT = re.compile(r"[\w)\]]\[")
_NEXT_LITERAL = re.compile(r"[ \t]*+[fFrRuU]{0,2}[\"'](?![\"'])")
_ASSERTS = re.compile(r"\s*+assert\b(?!\()")
_LANGUAGES = ("en", "et", "ru")


class Texts:
    """Collects the texts of one program from what its scanner tells, in order.

    Where literals beside each other are one (`joins_neighbours`), no sign is needed between them. Where blocks are told
    by their indents (`is_indented`, Python), a line ends outside of brackets only, and a literal alone on one is a
    comment. What was read of the program in another way is put `aside`.
    """

    def __init__(self, segment: Segment, *, joins_neighbours: bool = False, is_indented: bool = False) -> None:
        self._segment = segment
        self._text = segment.text
        self._joins_neighbours = joins_neighbours
        self._is_indented = is_indented
        self._strings = KeyedStrings(segment)
        root = Branch().open("")
        self._frames = [Frame("", 0, root, (root, ""))]
        self.aside: list[Segment] = []
        self._skipped = 0

    @property
    def depth(self) -> int:
        """How many brackets are open."""
        return len(self._frames) - 1 + self._skipped

    def finish(self) -> Iterator[Segment]:
        """Yield all texts, read as what they look like, in the order of their places."""
        while len(self._frames) > 1:
            self._end(len(self._text))
            self._frames.pop()
        (self.line if self._is_indented else self.divide)(len(self._text), len(self._text))
        made = [*self.aside, *(ready for string in self._strings.finish() for ready in prose.read(string))]
        yield from sorted(made, key=lambda segment: segment.source_map.starts[0] if segment.text else -1)

    # --- what a scanner may meet

    def comment(self, start: int, stop: int) -> None:
        """Pass over a comment."""
        frame = self._frames[-1]
        if self._is_blank(frame.since, start):
            frame.since = stop

    def literal(self, start: int, stop: int, pieces: list[Piece]) -> None:
        """Take in a string literal that stands from `start` to `stop` and is made of these pieces."""
        if self._text.startswith(".join(", stop):  # it goes between texts that nobody knows
            return
        frame = self._frames[-1]
        follows = self._is_blank(frame.since, start)
        goes_on = frame.last == "joint" or (frame.last == "literal" and self._joins_neighbours)
        if frame.last and not (follows and goes_on):
            self._flush(frame)
            frame.is_compared = False
        if not follows and self._is_for_programs(frame.since, start):
            frame.is_compared = True
        if not frame.chain:
            frame.stands_alone = follows and frame.is_fresh
            frame.literals = 0
            frame.chain = [frame.lead] if frame.lead else []
        frame.chain += pieces
        frame.literals += 1
        frame.last, frame.since = "literal", stop

    def joint(self, start: int, stop: int) -> None:
        """Take in a sign that joins what stands on its sides."""
        frame = self._frames[-1]
        if not self._is_blank(frame.since, start):
            if frame.last == "literal":
                if ends_expression(self._text, frame.since, start):
                    self._flush(frame)
            elif frame.chain:
                frame.chain.append(stand_for(self._text, frame.since, start))
            else:
                frame.lead = stand_for(self._text, frame.since, start)
        frame.stands_alone = frame.is_fresh = False
        frame.last, frame.since = "joint", stop

    def open(self, start: int, stop: int, *, is_barrier: bool = False, is_silent: bool = False) -> None:
        """Go into a bracket; a barrier is not closed by brackets around it, nor is anything read in a silent one."""
        if len(self._frames) > _DEEPEST:
            self._skipped += 1
            return
        outer = self._frames[-1]
        bracket = self._text[stop - 1]
        name = find_callee(self._text, outer.since, start) if bracket == "(" else ""
        outer.stands_alone = outer.is_fresh = False
        branch, key = place = outer.place()
        is_list = bracket == "[" or name in _LISTS
        is_object = is_list or (bracket == "{" and _BEFORE_OBJECT.fullmatch(self._text, outer.since, start) is not None)
        if is_object or (bracket == "{" and key != ""):
            branch = branch.open(key)
        is_subscript = bracket == "[" and _IS_SUBSCRIPT.match(self._text, max(start - 1, 0)) is not None
        is_silent = is_silent or is_subscript or outer.is_silent or is_for_programs(name)
        frame = Frame(bracket, stop, branch, place, 0 if is_list else None, name, is_silent, is_object, is_barrier)
        self._frames.append(frame)

    def close(self, start: int, stop: int) -> None:
        """Leave a bracket, and those in it that were never closed."""
        if self._skipped:
            self._skipped -= 1
            return
        bracket = self._text[start]
        opener = _PAIRS[bracket]
        if not self._is_open(opener):
            self.divide(start, stop)
            return
        while True:
            frame = self._frames[-1]
            said = self._said_alone(frame, start) if bracket == "]" else ""
            self._end(start)
            self._frames.pop()
            if frame.bracket == opener:
                break
        outer = self._frames[-1]
        if said:
            outer.subscript = stop, said
        if bracket == "}" and outer.bracket in ("", "{") and not frame.is_barrier:
            outer.key = None

    def divide(self, start: int, stop: int) -> None:
        """End an expression, and with it what its key holds."""
        frame = self._frames[-1]
        name = self._said_alone(frame, start) if frame.callee == "define" else ""
        self._end(start)
        frame.since, frame.key, frame.questions, frame.is_fresh = stop, name or None, 0, True
        if self._text[start:stop] != ",":
            frame.statement = stop
        elif frame.index is not None:
            frame.index += 1

    def part(self, start: int, stop: int) -> None:
        """Take in a sign that divides an expression into parts, of which each may be a text."""
        self._end(start)
        self._frames[-1].since = stop
        self._frames[-1].is_fresh = False

    def line(self, start: int, stop: int) -> None:
        """End a statement with its line, unless a sign at the end of the line leads on to the next."""
        frame = self._frames[-1]
        if self._is_indented and frame.bracket:
            return
        is_blank = self._is_blank(frame.since, start)
        if is_blank and frame.last != "literal":
            frame.since = stop
            return
        is_alone = is_blank and frame.stands_alone and self._is_indented
        if is_alone and _NEXT_LITERAL.match(self._text, stop):
            frame.since = stop  # lines cut out of a text
            return
        if is_alone and frame.literals == 1:
            frame.chain = []
        self.divide(start, stop)

    def compare(self, start: int, stop: int) -> None:
        """Take in a sign behind which stands what something is compared with."""
        self.part(start, stop)
        self._frames[-1].is_compared = True

    def ask(self, start: int, stop: int) -> None:
        """Take in the question mark of a condition."""
        self.part(start, stop)
        self._frames[-1].questions += 1

    def key(self, start: int, stop: int) -> None:
        """Take in a sign that divides a key from what it holds, or the branches of a condition."""
        frame = self._frames[-1]
        if frame.questions:
            frame.questions -= 1
            self.part(start, stop)
            return
        frame.key = self._take_name(frame, start)
        if self._is_indented and not frame.bracket:
            # The colon of a block, or of a type behind a name.
            gap = self._text[frame.since : min(start, frame.since + _REACH)].strip()
            frame.key = gap if gap.isidentifier() and gap not in ("else", "try", "finally") else None
            frame.is_fresh = True
        frame.since = stop

    def arrow(self, start: int, stop: int) -> None:
        """Take in `=>`: behind a literal it gives a key, else perhaps a function that the key before it holds."""
        frame = self._frames[-1]
        had = frame.key
        name = self._take_name(frame, start)
        frame.key = name if had is None else had
        frame.is_fresh = False
        frame.since = stop

    def assign(self, start: int, stop: int) -> None:
        """Take in a sign that gives a name to what follows."""
        frame = self._frames[-1]
        is_typed = frame.key is not None and not re.search(r"[\r\n]", self._text[frame.since : start][-_REACH:])
        had = frame.key
        name = self._take_name(frame, start)
        if name and name_language(name) not in ("", *_LANGUAGES):
            name = None  # `el` and `de` are names of programs first
        frame.key = had if is_typed else name
        frame.is_fresh = False
        frame.since = stop

    # ---

    def take(self, at: int) -> list[Piece] | None:
        """Take out the literal that stands alone in the innermost bracket, which ends at an offset."""
        frame = self._frames[-1]
        is_alone = frame.stands_alone and frame.literals == 1 and frame.last == "literal"
        if self._skipped or not is_alone or not self._is_blank(frame.since, at):
            return None
        pieces, frame.chain, frame.last = frame.chain, [], ""
        return pieces

    def hold(self, key: str, pieces: list[Piece]) -> None:
        """Take in a text that is no part of an expression."""
        frame = self._frames[-1]
        made = self._segment.compose(pieces)
        if not frame.is_silent and is_prose(made.text):
            self._strings.add(frame.place()[0], key, made)

    def _is_open(self, opener: str) -> bool:
        for frame in self._frames[-1 : -_NEAR - 1 : -1]:
            if frame.bracket == opener or frame.is_barrier:
                return frame.bracket == opener
        return False

    def _is_blank(self, start: int, stop: int) -> bool:
        return start >= stop or self._text[start:stop].isspace()

    def _is_for_programs(self, start: int, stop: int) -> bool:
        """Whether what stands before a literal is a call for programmers, without brackets as Ruby has it."""
        while stop > start and self._text[stop - 1] in " \t":
            stop -= 1
        return is_for_programs(find_callee(self._text, start, stop))

    def _end(self, at: int) -> None:
        """End the text under construction; what is joined to its end is a part of it."""
        frame = self._frames[-1]
        if not frame.last and not frame.is_compared:
            return
        if frame.chain and frame.last == "joint" and not self._is_blank(frame.since, at):
            frame.chain.append(stand_for(self._text, frame.since, at))
        self._flush(frame)

    def _flush(self, frame: Frame) -> None:
        chain, is_compared = frame.chain, frame.is_compared
        is_list = frame.last == "literal" and self._text.startswith(".split", frame.since)
        frame.chain, frame.last, frame.lead, frame.literals, frame.is_compared = [], "", None, 0, False
        if not chain or is_compared or is_list or frame.is_silent or _ASSERTS.match(self._text, frame.statement):
            return
        made = self._segment.compose(chain)
        branch, key = frame.place()
        if isinstance(key, str) and key.startswith("__"):
            return
        if is_prose(made.text) or (frame.is_object and states_language(key, made.text)):
            self._strings.add(branch, key, made)

    def _said_alone(self, frame: Frame, at: int) -> str:
        """What the one literal says of which an expression consists; else nothing."""
        if not frame.chain or frame.literals != 1 or frame.last != "literal" or not self._is_blank(frame.since, at):
            return ""
        if len(frame.chain) > 1 or frame.chain[0].text is not None:
            return self._segment.compose(frame.chain).text
        return self._text[frame.chain[0].start : frame.chain[0].stop]

    def _take_name(self, frame: Frame, at: int) -> str | None:
        """Take the key in front of a sign: a literal, a name, or what was in brackets behind a name."""
        if said := self._said_alone(frame, at):
            frame.chain, frame.last, frame.lead, frame.literals = [], "", None, 0
            return said
        gap = self._text[max(frame.since, at - _REACH) : at]
        self._end(at)
        stripped = gap.rstrip()
        if frame.subscript[0] == at - len(gap) + len(stripped):
            return frame.subscript[1]
        return find_key(stripped)
