"""What a text is for, told by what it says about itself, by its path and by its words."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from policylint.languages.greetings import greeting_words
from policylint.rules import KINDS

_HEAD = 9_000
_TOP = 400
_ENOUGH = 4
_CLAUSES = 3
_ANCHOR = 5  # characters of a word by which a cue is looked up; enough to tell words, few enough for any ending

_UNSEEN = re.compile(r"<(?:script|style|svg)\b|<!--|\{#|\{\*", re.IGNORECASE)
_UNSEEN_END = {"<!--": "-->", "{#": "#}", "{*": "*}"}
_MARKUP = re.compile(r"<[^<>]*>|\{%[^{}]*%\}|&(?:nbsp|\#160);")
_ENTITY = re.compile(r"&#?\w+;")
_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.? +[A-ZА-ЯÕÄÖÜ]")
_NAME_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-zа-яõäöü])(?=[A-ZА-ЯÕÄÖÜ])")

# Words of file and folder names, the telling ones first: 'invoice-reminder' is a reminder, 'bonus-terms' are terms.
# A * stands for any ending; two words of a name may also stand as one ('auto-reply').
_NAMES = {
    "autoreply": "autoreply autoreplies autoresponse autoresponses autoresponder autoanswer autoack acknowledgement"
    " acknowledgment ack autovastus avtootvet* автоответ* automaatvastus* vacation outofoffice ticketopened"
    " ticketcreated requestreceived newticket",
    "reminder": "reminder* remind dunning overdue pastdue lowbalance paymenterror paymentfailed failedpayment unpaid"
    " suspen* expir* arrears debt*"
    " napominan* напоминан* задолженност* просроч* dolg* meeldetuletus* võlateade* volateade* võlg* tasumata",
    "cancellation": "cancel* unsubscribe* unsubscription termination terminate closeaccount deleteaccount otkaz*"
    " отказ* расторжени* rastorzhen* lõpetami* lopetami* ülesütlemi* ulesutlemi* tühistami* loobumi* taganemi*",
    "terms": "terms tos eula conditions agreement* contract* oferta* оферт* dogovor* договор* соглашени* услови*"
    " правила pravila usloviya tingimus* kasutustingimus* üldtingimus* uldtingimus* teenustingimus* leping* reeglid"
    " privacy policy legal license",
    "offer": "voucher* coupon* offer* promo promos promotion* bonus* loyalty акци* akciya aktsiya промо скидк* бонус*"
    " pakkumi* kampaania* boonus* newsletter campaign* discount*",
    "bill": "invoice* bill bills receipt* receipts schet* счет счета квитанци* kviitung* arve arved tariff* тариф*"
    " refund* pricing pricelist hinnakiri quittance",
    "reply": "reply replies canned macro macros cannedresponse* responses шаблонответа шаблоныответов ответы vastused"
    " vastusemall*",
}


def detect_kind(path: str, meta: Mapping[str, str], text: str) -> str:
    """Tell the kind of a text: as its front matter states, else by its path, else by what it says, else `page`.

    `text` is prose, see `rough_prose`.
    """
    stated = meta.get("kind", "").strip().lower()
    return stated if stated in KINDS else path_kind(path) or content_kind(text, meta.get("subject", "")) or "page"


def path_kind(path: str) -> str:
    """Tell the kind by the words of the file's name, else of its folders, the nearest first; else nothing."""
    for name in reversed(path.replace("\\", "/").split("/")):
        words = [word.lower().replace("ё", "е") for word in _NAME_WORD.findall(_CAMEL.sub(" ", name))]
        words += [first + second for first, second in pairwise(words)]
        for kind, (whole, beginnings) in _names().items():
            if any(word in whole or word.startswith(beginnings) for word in words):
                return kind
    return ""


def content_kind(text: str, subject: str = "") -> str:
    """Tell the kind by subject, greeting and vocabulary; nothing when the words don't say enough."""
    words = _WORD.findall(f"{subject}\n{text}".lower().replace("ё", "е"))
    prose = f" {' '.join(words)} "
    top = prose[:_TOP]
    scores = dict.fromkeys(KINDS, 0)
    for kind, weight, cue in _cues_in(words):
        if cue in prose:
            scores[kind] += weight * 2 if cue in top else weight
    if len(_CLAUSE.findall(text)) >= _CLAUSES:
        scores["terms"] += 2 * _ENOUGH
    if greeting_words().search(top):
        scores["terms"] //= 2
        scores["page"] //= 2
    best = max(KINDS, key=lambda kind: scores[kind])
    return best if scores[best] >= _ENOUGH else ""


def _cues_in(words: list[str]) -> Iterator[tuple[str, int, str]]:
    """Cues of which a word stands in the text, so that few are left to look for."""
    cues = _cues()
    for anchor in cues.keys() & {word[:_ANCHOR] for word in words}:
        yield from cues[anchor]


def rough_prose(source: str) -> str:
    """Give the words of the first screens of a source, roughly: enough to tell kind and language, not places."""
    text = _MARKUP.sub(" ", _drop_unseen(source[: 6 * _HEAD]))[:_HEAD]
    if _ENTITY.search(text):
        from html import unescape  # 3 ms, and most texts have none

        text = unescape(text)
    return text


def _drop_unseen(source: str) -> str:
    """Leave out comments, scripts and styles."""
    parts, done = [], 0
    unclosed: set[str] = set()  # looked for once in vain, never again: a million openers take one look each
    for opener in _UNSEEN.finditer(source):
        end = _UNSEEN_END.get(opener[0]) or f"</{opener[0][1:].lower()}"
        if opener.start() < done or end in unclosed:
            continue
        stop = source.find(end, opener.end())
        if stop < 0:
            unclosed.add(end)
            continue
        parts.append(source[done : opener.start()])
        done = stop + len(end)
    return " ".join([*parts, source[done:]])


@cache
def _names() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    table = {}
    for kind, words in _NAMES.items():
        listed = words.split()
        beginnings = tuple(word[:-1] for word in listed if word.endswith("*"))
        table[kind] = frozenset(word for word in listed if not word.endswith("*")), beginnings
    return table


@cache
def _cues() -> dict[str, list[tuple[str, int, str]]]:
    """Cues by the beginning of their longest word: kind, weight and the phrase to look for."""
    table: dict[str, list[tuple[str, int, str]]] = {}
    kind = ""
    for line in Path(__file__).with_name("kind_cues.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            weight, _, phrase = line.partition(" ")
            cue = f" {phrase[:-1]}" if phrase.endswith("*") else f" {phrase} "
            anchor = max(cue.split(), key=len)[:_ANCHOR]
            table.setdefault(anchor, []).append((kind, int(weight), cue))
    return table
