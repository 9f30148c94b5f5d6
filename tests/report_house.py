"""One report with all that writers stumble over: emoji, combining marks, CRLF, a byte order mark, hostile names and words."""

from policylint.documents import find_line_starts, find_position
from policylint.entries import Standing
from policylint.findings import CheckedFile, Edit, Failure, Finding, Fix, Report, Suppressed
from policylint.reporters import Options
from policylint.rules import Example, Rewrite, Rule
from policylint.spans import Span

ROOT = "/repo"
MAIL, PAGE, TERMS, CLEAN = (
    f"{ROOT}/mails/a b#1.txt",
    f"{ROOT}/new\nli?ne\udcff%.html",
    f"{ROOT}/terms.docx",
    f"{ROOT}/ok.md",
)
BROKEN = f"{ROOT}/broken.txt"

MAIL_SOURCE = "😀 e\u0301 you fool, pay.\r\nSecond 😀 line: you fool ```!\r\n"
PAGE_SOURCE = "<h1>Hello 😀</h1>\n<p>Bye</p>\n"
TERMS_SOURCE = "What was unpacked.\nNo refunds, whatever the reason."
HOSTILE = "“@team #1 | <b>`x`</b> $5 %0A ]]> & \x07\n::error::x” – say it kindly"


def make_finding(path, source, start, words, rule="insult", **keys):
    """A finding of words that stand in a source, at a place from which on they are looked for."""
    first = source.index(words, start)
    lines = find_line_starts(source)
    values = {
        "level": "error",
        "remedy": "wording",
        "message": "Say it kindly.",
        "kind": "page",
        "language": "en",
        **keys,
    }
    return Finding(
        rule=rule,
        path=path,
        span=Span(first, first + len(words)),
        start=find_position(lines, first),
        stop=find_position(lines, first + len(words)),
        excerpt=words,
        **values,
    )


def make_rule(name, level="error"):
    return Rule(
        id=name, category="tone", since="0.1", level=level, remedy="wording", kinds=("page",), yields_to=(),
        title={"en": "Insult", "ru": "Оскорбление"}, message={"en": "M"}, why={"en": "It *hurts*."}, options={},
        references=("ISO 10002:2018",), check="", absent=False, rewrite=Rewrite({"en": "safe"}, {"en": "match"}, {}, {}, {}),
        examples={"en": {"bad": (Example("You fool."),), "good": (Example("Dear Ann."),)}}, path="",
    )  # fmt: skip


def make_report():
    start = MAIL_SOURCE.index("you fool, ")
    fix = Fix("Insult", (Edit(Span(start, start + 10), "please "), Edit(Span(start + 10, start + 10), "do ")), "safe")
    insertion = Fix("Missing", (Edit(Span(16, 16), "\n<p>We answer within 24 hours.</p>"),), "unsafe", decide="Who?")
    idea = Fix("Refund", (Edit(Span(19, 50), "We refund."),), "display")
    first = make_finding(MAIL, MAIL_SOURCE, 0, "you fool", fix=fix, fingerprint="a" * 16, owner="@team")
    return Report(
        files=(
            CheckedFile(MAIL, "page", "en", "txt", "utf-8-sig"),
            CheckedFile(PAGE, "page", "en", "html", "utf-8"),
            CheckedFile(CLEAN, "page", "en", "md", "utf-8"),
            CheckedFile(TERMS, "terms", "en", "docx", "utf-8", is_packed=True),
        ),
        findings=(
            first,
            make_finding(MAIL, MAIL_SOURCE, 30, "you fool ```!", level="note", message=HOSTILE, fingerprint="b" * 16),
            make_finding(
                PAGE, PAGE_SOURCE, 0, "", "missing-time", level="warning", fix=insertion, fingerprint="c" * 16,
                owner="@team", until="2026-01-31",
            ),
            make_finding(
                TERMS, TERMS_SOURCE, 0, "No refunds", "no-refund", fix=idea, context="page 3", fingerprint="d" * 16
            ),
        ),
        errors=(Failure(BROKEN, 3, "can't be read: \x00 <odd>\ud800"),),
        sources=((MAIL, MAIL_SOURCE), (PAGE, PAGE_SOURCE), (TERMS, TERMS_SOURCE)),
        failing=3,
        baseline=(Standing(f"{ROOT}/policylint-baseline.yaml", ROOT, "2026-02-01", ()),),
        suppressed=(
            Suppressed(make_finding(MAIL, MAIL_SOURCE, 20, "line", "jargon", fingerprint="e" * 16), "comment", "a quote"),
            Suppressed(make_finding(PAGE, PAGE_SOURCE, 0, "Bye", "jargon", fingerprint="f" * 16), "baseline", ""),
        ),
    )  # fmt: skip


def make_large_report(number):
    """A report of notes, then warnings, then errors, on two pages."""
    source = "😀 you fool " * number
    step = len(source) // number
    levels = ("note", "warning", "error")
    findings = [
        Finding(
            "insult", levels[3 * n // number], "wording", f"Say it kindly, {n}.", f"{ROOT}/{2 * n // number}.txt", "page", "en",
            Span(step * n + 2, step * n + 10), (1, step * n + 3), (1, step * n + 11), "you fool", fingerprint=f"{n:016x}",
        )
        for n in range(number)
    ]  # fmt: skip
    paths = (f"{ROOT}/0.txt", f"{ROOT}/1.txt")
    return Report(
        files=tuple(CheckedFile(path, "page", "en", "txt", "utf-8") for path in paths),
        findings=tuple(findings),
        sources=tuple((path, source) for path in paths),
        failing=number,
    )


OPTIONS = Options(
    root=ROOT, rules={"insult": make_rule("insult"), "missing-time": make_rule("missing-time", "warning")}
)
