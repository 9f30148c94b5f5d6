"""What was found in segments before: in an earlier version of a document, or in another page of the same site.

What a segment gives hangs on itself, on its neighbours, on the kind of document, and on what rules ask of the whole
document: these questions are kept with their answers, and are asked again.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from policylint.documents import Segment
from policylint.located import Located
from policylint.matchers.words import Said
from policylint.sentences import Passage

Question = tuple[Any, ...]
Passages = list[tuple[Passage, Said]]


@dataclass(slots=True)
class Memory:
    """What is known of segments under one engine, by what they say."""

    said: dict[str, Said] = field(default_factory=dict)
    passages: dict[Hashable, Passages] = field(default_factory=dict)
    _found: dict[Hashable, list[tuple[dict[Question, bool], tuple[Located, ...]]]] = field(default_factory=dict)

    def recall(self, key: Hashable, answer: Callable[[Question], bool]) -> tuple[Located, ...] | None:
        """What was found where all was as it is now; None when nothing is known of that."""
        for questions, found in self._found.get(key, ()):
            if all(answer(question) is known for question, known in questions.items()):
                return found
        return None

    def forget(self, most: int) -> None:
        """Forget all when more than so many segments are known; what is met again is soon known again."""
        if len(self.passages) > most or len(self.said) > most:
            self.said.clear()
            self.passages.clear()
            self._found.clear()

    def keep(self, key: Hashable, questions: dict[Question, bool], found: Sequence[Located]) -> None:
        """Remember what was found, and what was asked of the document on the way."""
        self._found.setdefault(key, []).append((questions, tuple(found)))


def sign(segment: Segment, stand_ins: Sequence[tuple[int, int]]) -> Hashable:
    """What two segments have in common that say the same to every rule."""
    return segment.text, tuple(stand_ins), segment.links


def neighbourhood(signatures: Sequence[Hashable], index: int) -> Iterator[Hashable]:
    """A segment's signature, and those of its neighbours."""
    for at in (index - 1, index, index + 1):
        yield signatures[at] if 0 <= at < len(signatures) else None
