"""Where a scan of program code is: the brackets that are open, and the text under construction in each."""

from dataclasses import dataclass, field

from policylint.documents import Piece
from policylint.readers.catalogues.key_paths import Branch, Key


@dataclass(slots=True, eq=False)
class Frame:
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
