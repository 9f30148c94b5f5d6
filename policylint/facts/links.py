"""Links, bare domains and e-mail addresses."""

import re

from policylint.facts.scan import Hole, in_order

_DOMAINS = (
    "com org net info biz eu ee ru su lv lt fi se de uk us io app shop online site store tech dev cloud pro by ua kz pl"
    " fr es nl ch at cz help support link page xn gov edu int ai co tv рф рус gg ly"
)
_EMAIL = re.compile(r"(?<![\w.+%@-])(?:mailto:)?([\w.+%-]++)@((?:[\w-]++\.)+[^\W\d_]{2,})(?![\w@])")
_URL = re.compile(r"(?<!\w)(?:https?://|ftp://|www\.)[^\s<>\"«»“”„|]++")
_DOMAIN = re.compile(
    rf"(?<![\w.@/-])(?:[^\W_](?:[\w-]*+)\.)+?(?:{'|'.join(_DOMAINS.split())})(?![\w@-]|\.\w)(?:/[^\s<>\"«»“”„|]*+)?"
)
_TRAILING = ".,;:!?)]}'»*"


def find_links(folded: str) -> list[Hole]:
    """Return links and addresses in order; `unit` is the address."""
    found = (
        [Hole(m.start(), m.end(), "email", unit=f"{m[1]}@{m[2]}") for m in _EMAIL.finditer(folded)]
        if "@" in folded
        else []
    )
    taken = {hole.start for hole in found}
    if "://" in folded or "www." in folded:
        for match in _URL.finditer(folded):
            address = match.group().rstrip(_TRAILING)
            if match.start() not in taken and len(address) > 7:
                found.append(Hole(match.start(), match.start() + len(address), "link", unit=address))
    for match in _DOMAIN.finditer(folded):
        address = match.group().rstrip(_TRAILING)
        found.append(Hole(match.start(), match.start() + len(address), "link", unit=address))
    return in_order(found)
