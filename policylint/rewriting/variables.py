"""Variables that a template has already, for values that a rewrite asks for."""

from policylint.documents import PLACEHOLDER, Document
from policylint.facts.placeholders import kinds_of, split_name

# What a variable must carry for a value, and a word its name must have.
_CARRIERS = {
    "ticket_number": (
        "number",
        "ticket request case reference ref issue enquiry query zayavka obrashchenie pöördumine",
    ),
    "due_date": ("date", "due deadline until expires expiry paidtill srok tähtaeg tahtaeg duedate paiduntil"),
    "amount": ("money", "amount total sum balance debt due owed summa dolg volg võlg amountdue totaldue itogo kokku"),
    "payment_url": ("link", "payment pay checkout invoice oplata oplaty maksa makse tasu"),
    "reply_date": ("date", "reply answer response vastus otvet"),
}


def find_variables(document: Document) -> dict[str, str]:
    """Find what a document writes for the values that it carries: `{"ticket_number": "{{ ticket.id }}"}`."""
    found: dict[str, str] = {}
    for segment in document.segments:
        for start, stop, kind, begin, end in segment.source_map.runs(0, len(segment.text)):
            if kind == PLACEHOLDER and begin < end:
                name = split_name(segment.text[start:stop])
                for value, (wanted, words) in _CARRIERS.items():
                    if wanted in kinds_of(name) and not name.isdisjoint(words.split()):
                        found.setdefault(value, document.source[begin:end])
    return found
