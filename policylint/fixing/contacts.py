"""Addresses, phone numbers and links in plain words: a person should know which of them went with a sentence."""

import re
from collections import Counter
from collections.abc import Iterator

from policylint.documents import PLACEHOLDER, Document, Segment
from policylint.facts import find_facts

_ADDRESS = re.compile(r"[\w.+%-]+@(?:[\w-]+\.)+[^\W\d_]{2,}")
_KINDS = frozenset({"link", "phone"})


def find_lost_contacts(before: Document, after: Document) -> tuple[str, ...]:
    """Find the contacts that a document states and its later version doesn't, each once, in order of place."""
    kept = Counter(segment.text for segment in after.segments)
    said = "\n".join(segment.text for segment in after.segments)
    changed = []
    for segment in before.segments:
        kept[segment.text] -= 1
        if kept[segment.text] < 0:
            changed.append(segment)
    contacts = (contact for segment in changed for contact in _find_contacts(segment))
    return tuple(dict.fromkeys(contact for contact in contacts if contact not in said))


def _find_contacts(segment: Segment) -> Iterator[str]:
    addresses = [found.span() for found in _ADDRESS.finditer(segment.text)]
    facts = [(fact.start, fact.stop) for fact in find_facts(segment.text) if fact.kind in _KINDS]
    for start, stop in sorted([*addresses, *facts]):
        if not segment.source_map.has(PLACEHOLDER, start, stop):
            yield segment.text[start:stop]
