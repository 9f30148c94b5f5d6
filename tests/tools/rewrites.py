"""Write build/rewrites.html: for each rule and language ten faults of the corpora, before and after their rewrite.

python tests/tools/rewrites.py [--lang et] [--rule resend-warning] [--count 10] [--text] [--texts FILE.jsonl]
"""

import argparse
import difflib
import html
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from policylint.catalogue import Catalogue, load_catalogue, select_rules
from policylint.engine import Engine
from policylint.findings import Finding
from policylint.proofs import apply_edits
from policylint.rules import Selection
from tests.tools.eval import make_document, read_corpora, read_rows

PAGE = Path("build/rewrites.html")
SEED = 7
_STYLE = (
    "body{font:16px/1.5 sans-serif;margin:2em auto;max-width:80em}table{border-collapse:collapse;width:100%}"
    "td{border-top:1px solid #ccc;padding:.5em;vertical-align:top;width:48%;white-space:pre-wrap}"
    "td:first-child{width:4%}del{background:#fdd}ins{background:#dfd;text-decoration:none}"
)


def collect(arguments: argparse.Namespace, catalogue: Catalogue) -> Iterator[tuple[str, str, list[Any]]]:
    """Rule, language and rows of the texts to be rewritten, the same each time."""
    wanted = select_rules(catalogue, arguments.rule or ())
    rows: dict[tuple[str, str], list[Any]] = {}
    for row in read_rows(arguments.texts) if arguments.texts else read_corpora():
        if row["expect"] is True and row["rule"] in wanted and row["lang"] in arguments.lang:
            rows.setdefault((row["rule"], row["lang"]), []).append(row)
    for (rule, language), found in sorted(rows.items()):
        yield rule, language, random.Random(SEED).sample(found, min(arguments.count * 3, len(found)))


def find_fixed(engine: Engine, row: Any) -> tuple[Finding, str] | None:
    """The finding of a text's own rule, and the text after its rewrite."""
    for finding in engine.check(make_document(row)):
        if finding.rule == row["rule"] and finding.fix:
            return finding, apply_edits(row["text"], finding.fix.edits)
    return None


def mark(before: str, after: str) -> tuple[str, str]:
    """Two texts with the words that changed marked."""
    old, new = before.split(" "), after.split(" ")
    left, right = [], []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = html.escape(" ".join(old[a:b])), html.escape(" ".join(new[c:d]))
        left.append(gone if tag == "equal" else f"<del>{gone}</del>" if gone else "")
        right.append(come if tag == "equal" else f"<ins>{come}</ins>" if come else "")
    return " ".join(left), " ".join(right)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", nargs="+", default=["en", "ru", "et"])
    parser.add_argument("--rule", nargs="+")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--text", action="store_true", help="print the pairs instead of writing the page")
    parser.add_argument("--texts", nargs="+", type=Path, help="other texts than those of the corpora")
    arguments = parser.parse_args()
    catalogue = load_catalogue()
    engine = Engine(catalogue, Selection(select_rules(catalogue)))
    parts = [f"<!doctype html><meta charset=utf-8><title>Rewrites</title><style>{_STYLE}</style>"]
    for rule, language, rows in collect(arguments, catalogue):
        pairs = [(row, *found) for row in rows if (found := find_fixed(engine, row))][: arguments.count]
        parts.append(f"<h2 lang={language}>{rule} ({language})</h2><table>")
        for row, finding, after in pairs:
            assert finding.fix
            if arguments.text:
                print(f"{row['id']} {finding.fix.safety}\n- {row['text']}\n+ {after}\n")
            left, right = mark(row["text"], after)
            parts.append(f"<tr><td>{finding.fix.safety}<td>{left}<td>{right}")
        parts.append("</table>")
    if not arguments.text:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text("\n".join(parts), encoding="utf-8")
        print(PAGE)


if __name__ == "__main__":
    main()
