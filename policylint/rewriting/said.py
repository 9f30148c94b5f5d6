"""What a rewrite may take from the sentence that it stands in for: its facts, and the sum that is due."""

import re
from collections.abc import Iterator

from policylint.facts import Fact
from policylint.sentences import Passage

# What a sum in the same sentence may be, if it isn't what is due.
_SOMETHING_ELSE = re.compile(
    r"deposits?\b|fees?\b|fined?\b|fines\b|penalt|surcharge|discount|bonus|vouchers?\b|minimum|cashback|prepay|limit|interest\b"
    r"|cost|reconnect|refund|compensat|saved?\b|saving"
    r"|залог|депозит|штраф|пен[яиюей]+\b|комисси|скидк|бонус|неустойк|пошлин|аванс|предоплат|лимит|купон|кэшбэк|процент"
    r"|подключени|возобновлени|компенсац|возврат|расход"
    r"|tagatis|deposiit|trahv|viivis|lisatasu|lisakulu|soodustus|boonus|ettemaks|kupong|limii|taasühenda|taaslii|intress"
    r"|leppetrahv|hüvit|tagasi|sissenõud"
)
_CURRENCY_LETTERS = re.compile(r"[A-Z]{1,3}\Z")


def find_said(passage: Passage) -> Iterator[tuple[str, int, int]]:
    """Find the facts of a sentence with their places in its text, prepositions with them.

    An `amount` is the one sum of the sentence, and nothing there says that it is a deposit, a fee or the like.
    """
    sums = []
    for fact, first, last in passage.facts:
        start, stop = passage.starts[first], passage.stops[last - 1]
        if fact.kind == "money":
            start = _with_currency(passage.text, start)
            sums.append((fact, start, stop))
        yield fact.kind, start, stop
    if len(sums) == 1 and _is_due(passage, sums[0][0]):
        yield "amount", *sums[0][1:]


def _with_currency(text: str, start: int) -> int:
    """Where 'A$233' begins of which a fact is '$233'."""
    letters = _CURRENCY_LETTERS.search(text, max(0, start - 3), start) if text[start] == "$" else None
    return letters.start() if letters else start


def _is_due(passage: Passage, fact: Fact) -> bool:
    is_stated = fact.placeholder or (fact.low is not None and fact.low == fact.high)
    return is_stated and not fact.relation and not any(_SOMETHING_ELSE.match(word) for word in passage.words)
