"""The texts of a program: literals that are joined make one, and keys and brackets tell where each is held.

A scanner of one language tells what it meets; what stands between two signs is looked at only where a literal is near.
What is said to programmers, and what is compared with, is no text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policylint.documents import BREAK, PLACEHOLDER, Piece, Segment
from policylint.readers import prose
from policylint.readers.expressions import name_placeholder
from policylint.readers.key_paths import Branch, Key, KeyedStrings, name_language, states_language
from policylint.readers.strings import is_prose

_DEEPEST = 500  # brackets in one another; what is deeper is held at the same place
_NEAR = 20  # brackets that are looked at for the one that is closed
_REACH = 100  # characters of an expression that are looked at for a name
_PAIRS = {")": "(", "]": "[", "}": "{"}
_LISTS = frozenset({"array", "list", "tuple", "dict"})
_BEFORE_OBJECT = re.compile(r"\s*+(?:(?:return|export|default|yield|new)\b\s*+)*+")
# Behind these an expression begins, in front of them it ends.
_LEADING = re.compile(r"\s*+(?:(?:return|echo|print|yield|await|else|elseif|case|puts|in|and|or|not|when|then|do)\b\s*+|[|&!?]++\s*+)*+")
_BREAK = re.compile(r"\|\||&&|\?\?|[<>](?!\w)|\b(?:if|else|or|and|unless|while|for|in|is|return|to)\b")
_NAME = re.compile(r"(?:\A|[\s({\[,;.>:@])[$@:]?([^\W\d][\w-]*+)\s*+\Z")
_NUMBER = re.compile(r"\s*+(\d{1,9}|[A-Z]\w*+(?:::\w++)?)\s*+")
_IS_SUBSCRIPT = re.compile(r"[\w)\]]\[")
_CALLEE = re.compile(r"[\w$.:>\\!?-]++\Z")
_LINE_BREAKS = frozenset({"PHP_EOL", "os.linesep", "os.EOL", "EOL", "Environment.NewLine", "System.lineSeparator()"})
# Called with what programmers read, what programs understand, or what is told by tests. A thrown text may reach a
# customer: only what is thrown at programmers is left out.
_FOR_PROGRAMS = re.compile(
    r"""(?:.*(?:\.|->|::))?(?:
    (?:console|log|logger|logging|Log|Logger|_?log(?:ger)?|LOG(?:GER)?|\$log(?:ger)?|slog|Timber|os_log|Debug|syslog)(?:\.|->|::)\w+
    |error_log|trigger_error|syslog|NSLog|debugPrint|print_r|var_dump|var_export|dd|assert\w*|invariant|precondition\w*|fatalError|panic|warn
    |describe|context|it|test|specify|expect|scenario|namedtuple|NamedTuple|Enum|TypeVar|literal_eval|exec|eval
    |re\.\w+|compile|preg_\w+|regexp?|RegExp|Regex|Pattern|MustCompile|querySelector\w*|\$\$?|jQuery|closest|matches|find
    |query|execute|executemany|prepare|rawQuery|sql|import|require\w*|include\w*|import_module|getenv|addEventListener|setAttribute
    |system|shell_exec|passthru|popen|Popen|check_output|check_call|getopt|strtotime|strftime|strptime|ini_set
    |\w*(?:Type|Attribute|Key|Index|Value|NotImplemented|Assertion|Runtime|Syntax|Name|Import|OS|IO|Lookup|Arithmetic|Range|Reference
      |Unicode\w*|ZeroDivision|Overflow|Memory|Recursion|System|EOF|Invariant|Parse|Configuration|Standard|Argument|NoMethod)Error
    |\w*(?:InvalidArgument|Logic|Runtime|BadMethodCall|BadFunctionCall|OutOfBounds|OutOfRange|UnexpectedValue|IllegalArgument|IllegalState
      |NullPointer|UnsupportedOperation|NotImplemented|ArgumentNull|InvalidOperation|ArgumentOutOfRange|NotSupported|ClassCast|Argument|Format
      |IndexOutOfBounds)Exception
    |(?:Deprecation|Future|Runtime|User|Resource)Warning|deprecate\w*|errors\.New|Errorf)\Z""",
    re.VERBOSE,
)
_ASSERTS = re.compile(r"\s*+assert\b(?!\()")
_LANGUAGES = ("en", "et", "ru")


@dataclass(slots=True, eq=False)
class _Frame:
    """What a bracket holds: the text under construction, and where in the tree of keys we are.

    `since` is where what stands behind the last sign begins; `last` is "literal" or "joint", empty at the beginning of
    an expression.
    """

    bracket: str
    since: int
    branch: Branch
    fallback: tuple[Branch, Key]
    index: int | None = None
    callee: str = ""
    is_silent: bool = False
    is_object: bool = False
    is_barrier: bool = False
    key: str | None = None
    chain: list[Piece] = field(default_factory=list)
    literals: int = 0
    lead: Piece | None = None
    last: str = ""
    questions: int = 0
    statement: int = 0
    is_fresh: bool = True
    stands_alone: bool = False
    is_compared: bool = False
    subscript: tuple[int, str] = (-1, "")

    def place(self) -> tuple[Branch, Key]:
        """Where a text is held."""
        if self.key is not None:
            return self.branch, self.key
        return self.fallback if self.index is None else (self.branch, self.index)


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
        self._frames = [_Frame("", 0, root, (root, ""))]
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
        end_all = self.line if self._is_indented else self.divide
        end_all(len(self._text), len(self._text))
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
        frame = self._frames[-1]
        follows = self._is_blank(frame.since, start)
        goes_on = frame.last == "joint" or (frame.last == "literal" and self._joins_neighbours)
        if not (follows and goes_on):
            self._flush(frame)
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
                if self._breaks(frame.since, start):
                    self._flush(frame)
            elif frame.chain:
                frame.chain.append(self._stand_in(frame.since, start))
            else:
                frame.lead = self._stand_in(frame.since, start)
        frame.stands_alone = frame.is_fresh = False
        frame.last, frame.since = "joint", stop

    def open(self, start: int, stop: int, *, is_barrier: bool = False, is_silent: bool = False) -> None:
        """Go into a bracket; a barrier is not closed by brackets around it, nor is anything read in a silent one."""
        if len(self._frames) > _DEEPEST:
            self._skipped += 1
            return
        outer = self._frames[-1]
        bracket = self._text[stop - 1]
        callee = _CALLEE.search(self._text, max(outer.since, start - _REACH), start) if bracket == "(" else None
        name = callee[0] if callee else ""
        outer.stands_alone = outer.is_fresh = False
        branch, key = place = outer.place()
        is_list = bracket == "[" or name in _LISTS
        is_object = is_list or (bracket == "{" and _BEFORE_OBJECT.fullmatch(self._text, outer.since, start) is not None)
        if is_object or (bracket == "{" and key != ""):
            branch = branch.open(key)
        is_subscript = bracket == "[" and _IS_SUBSCRIPT.match(self._text, max(start - 1, 0)) is not None
        is_silent = is_silent or is_subscript or outer.is_silent or _FOR_PROGRAMS.match(name) is not None
        frame = _Frame(bracket, stop, branch, place, 0 if is_list else None, name, is_silent, is_object, is_barrier)
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
        if bracket == "}" and outer.bracket in ("", "{"):
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
        if is_blank and frame.stands_alone and self._is_indented:
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

    def _breaks(self, start: int, stop: int) -> bool:
        return _BREAK.search(self._text, start, min(stop, start + _REACH)) is not None

    def _end(self, at: int) -> None:
        """End the text under construction; what is joined to its end is a part of it."""
        frame = self._frames[-1]
        if not frame.last and not frame.is_compared:
            return
        if frame.chain and frame.last == "joint" and not self._is_blank(frame.since, at):
            frame.chain.append(self._stand_in(frame.since, at))
        self._flush(frame)

    def _flush(self, frame: _Frame) -> None:
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

    def _stand_in(self, start: int, stop: int) -> Piece:
        """What stands for an expression that is joined to texts."""
        leading = _LEADING.match(self._text, start, stop)
        begin = leading.end() if leading else start
        while stop > begin and self._text[stop - 1].isspace():
            stop -= 1
        expression = self._text[begin : min(stop, begin + _REACH)]
        if expression in _LINE_BREAKS:
            return Piece(begin, stop, "\n", BREAK)
        return Piece(begin, stop, name_placeholder(expression), PLACEHOLDER)

    def _said_alone(self, frame: _Frame, at: int) -> str:
        """What the one literal says of which an expression consists; else nothing."""
        if not frame.chain or frame.literals != 1 or frame.last != "literal" or not self._is_blank(frame.since, at):
            return ""
        if len(frame.chain) > 1 or frame.chain[0].text is not None:
            return self._segment.compose(frame.chain).text
        return self._text[frame.chain[0].start : frame.chain[0].stop]

    def _take_name(self, frame: _Frame, at: int) -> str | None:
        """Take the key in front of a sign: a literal, a name, or what was in brackets behind a name."""
        if said := self._said_alone(frame, at):
            frame.chain, frame.last, frame.lead, frame.literals = [], "", None, 0
            return said
        gap = self._text[max(frame.since, at - _REACH) : at]
        self._end(at)
        stripped = gap.rstrip()
        if frame.subscript[0] == at - len(gap) + len(stripped):
            return frame.subscript[1]
        name = _NAME.search(stripped) or _NUMBER.fullmatch(stripped)
        return name[1] if name else None
