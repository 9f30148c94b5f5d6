import json

from policylint.findings import CheckedFile, Edit, Failure, Finding, Fix, Report, Skipped, Suppressed
from policylint.reporters import Options, get_reporter
from policylint.resources import VERSION
from policylint.spans import Span

SOURCE = "Hello.\nYou fool, pay.\n"


def test_the_contract_is_kept_to_the_letter():
    fix = Fix("Insult", (Edit(Span(7, 17), "Please "),), "safe", ("name",), "", "Decide who pays.")
    finding = Finding(
        "insult", "error", "wording", "Be kind.", "a.txt", "page", "en", Span(7, 15), (2, 1), (2, 9), "You fool", fix,
        "mails.welcome", "0123456789abcdef", "@mails", "2026-01-31",
    )  # fmt: skip
    report = Report(
        files=(CheckedFile("a.txt", "page", "en", "txt", "utf-8", 1.0),),
        findings=(finding,),
        skipped=(Skipped("b.png", "binary file"),),
        errors=(Failure("c.txt", 3, "broken"),),
        sources=(("a.txt", SOURCE),),
        suppressed=(Suppressed(finding, "comment", "a quotation"),),
    )
    assert json.loads(get_reporter("json").render(report, Options())) == {
        "version": VERSION,
        "files": [{"path": "a.txt", "kind": "page", "language": "en"}],
        "findings": [
            {
                "rule": "insult",
                "level": "error",
                "remedy": "wording",
                "message": "Be kind.",
                "path": "a.txt",
                "kind": "page",
                "language": "en",
                "start": {"line": 2, "column": 1, "offset": 7},
                "end": {"line": 2, "column": 9, "offset": 15},
                "excerpt": "You fool",
                "context": "mails.welcome",
                "fingerprint": "0123456789abcdef",
                "owner": "@mails",
                "until": "2026-01-31",
                "fix": {
                    "title": "Insult",
                    "safety": "safe",
                    "edits": [
                        {
                            "start": {"line": 2, "column": 1, "offset": 7},
                            "end": {"line": 2, "column": 11, "offset": 17},
                            "text": "Please ",
                        }
                    ],
                    "fill_in": ["name"],
                    "note": "",
                    "decide": "Decide who pays.",
                },
            }
        ],
        "suppressed": [
            {
                "rule": "insult",
                "path": "a.txt",
                "line": 2,
                "excerpt": "You fool",
                "fingerprint": "0123456789abcdef",
                "owner": "@mails",
                "until": "2026-01-31",
                "source": "comment",
                "reason": "a quotation",
            }
        ],
        "skipped": [{"path": "b.png", "reason": "binary file"}],
        "errors": [{"path": "c.txt", "line": 3, "message": "broken"}],
    }


def test_a_finding_without_a_rewrite_has_a_null_fix():
    finding = Finding("insult", "error", "wording", "", "a.txt", "page", "en", Span(7, 15), (2, 1), (2, 9), "You fool")
    report = Report(findings=(finding,), sources=(("a.txt", SOURCE),))
    assert json.loads(get_reporter("json").render(report, Options()))["findings"][0]["fix"] is None
