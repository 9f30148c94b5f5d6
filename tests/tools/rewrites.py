"""Write build/rewrites.html: for each rule and language ten faults of the corpora, before and after their rewrite.

python tests/tools/rewrites.py [--lang et] [--rule resend-warning] [--count 10] [--seed 7] [--text]
python tests/tools/rewrites.py --texts FILE.jsonl     labelled texts or documents in place of the corpora
python tests/tools/rewrites.py --files FOLDER         what is found in files; kinds as FOLDER/files.jsonl states them
"""

import argparse
import collections
import difflib
import html
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from policylint.api import Settings, check_paths
from policylint.catalogue import load_catalogue, select_rules
from policylint.engine import Engine
from policylint.findings import Finding, Fix
from policylint.fixing.proofs import apply_edits
from policylint.rules import KINDS, Selection
from policylint.settings import LANGUAGES
from tests.tools.eval import is_labelled, make_document, read_corpora, read_rows

PAGE = Path("build/rewrites.html")
SEED = 7
_AROUND = 120  # characters of a long text shown on each side of its edits
_STYLE = (
    "body{font:16px/1.5 sans-serif;margin:2em auto;max-width:80em}table{border-collapse:collapse;width:100%}"
    "td{border-top:1px solid #ccc;padding:.5em;vertical-align:top;width:48%;white-space:pre-wrap}"
    "td:first-child{width:4%}del{background:#fdd}ins{background:#dfd;text-decoration:none}"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A fault before and after its rewrite, and how far the rewrite is to be trusted."""

    name: str
    before: str
    after: str
    trust: str


Pairs = Iterable[tuple[str, str, list[Pair]]]  # rule, language, and what is to be read of them


# --- labelled texts


def pair_texts(rows: Iterable[dict[str, Any]], arguments: argparse.Namespace) -> Pairs:
    """Pairs of labelled texts, the same for the same seed."""
    catalogue = load_catalogue()
    engine = Engine(catalogue, Selection(select_rules(catalogue)))
    wanted = select_rules(catalogue, arguments.rule or ())
    sorted_rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in find_faults(rows):
        if row["rule"] in wanted and row["lang"] in arguments.lang:
            sorted_rows.setdefault((row["rule"], row["lang"]), []).append(row)
    for (rule, language), found in sorted(sorted_rows.items()):
        drawn = random.Random(arguments.seed).sample(found, min(arguments.count * 3, len(found)))
        pairs = [pair for row in drawn if (pair := pair_text(engine, row))]
        yield rule, language, pairs[: arguments.count]


def find_faults(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Texts that are faults; of a whole document, one for each fault that is labelled in it."""
    for row in rows:
        if isinstance(row["expect"], list):
            yield from ({**row, "rule": label["rule"], "label": label} for label in row["expect"])
        elif row["expect"]:
            yield row


def pair_text(engine: Engine, row: dict[str, Any]) -> Pair | None:
    """What the rewrite of a text's own rule does to it."""
    for finding in engine.check(make_document(row)):
        is_own = is_labelled(finding, [row["label"]]) if "label" in row else finding.rule == row["rule"]
        if is_own and finding.fix:
            is_short = "label" not in row
            return make_pair(row["id"], row["text"], finding.fix, around=len(row["text"]) if is_short else _AROUND)
    return None


# --- files


def pair_files(folder: Path, arguments: argparse.Namespace) -> Pairs:
    """Pairs of what is found in the files of a folder."""
    wanted = select_rules(load_catalogue(), arguments.rule or ())
    found: dict[tuple[str, str], list[tuple[Finding, str]]] = collections.defaultdict(list)
    for (kind, language), paths in sorted(group_files(folder, is_kind_told=arguments.kind_from_tool).items()):
        report = check_paths(paths, Settings(kind=kind, language=language))
        sources = dict(report.sources)
        for finding in report.findings:
            if finding.fix and finding.rule in wanted and finding.language in arguments.lang:
                found[finding.rule, finding.language].append((finding, sources[finding.path]))
    for (rule, language), findings in sorted(found.items()):
        drawn = random.Random(arguments.seed).sample(findings, min(arguments.count, len(findings)))
        pairs = [make_pair(f"{each.path}:{each.start[0]}", source, each.fix) for each, source in drawn if each.fix]
        yield rule, language, pairs


def group_files(folder: Path, *, is_kind_told: bool) -> dict[tuple[str, str], list[str]]:
    """Files by kind and language as `files.jsonl` states them, empty where nothing is stated."""
    listed = folder / "files.jsonl"
    if not listed.exists():
        return {("", ""): [str(folder)]}
    groups: dict[tuple[str, str], list[str]] = collections.defaultdict(list)
    for row in read_rows([listed]):
        kind = row["kind"] if row["kind"] in KINDS and not is_kind_told else ""
        language = row["lang"] if row["lang"] in LANGUAGES else ""
        groups[kind, language].append(str(folder / "files" / row["file"]))
    return groups


# --- pairs


def make_pair(name: str, source: str, fix: Fix, *, around: int = _AROUND) -> Pair:
    """A source before and after a fix, as much of it as stands around the edits."""
    start = max(0, min(edit.span.start for edit in fix.edits) - around)
    rest = max(0, len(source) - max(edit.span.stop for edit in fix.edits) - around)
    after = apply_edits(source, fix.edits)
    trust = f"{fix.safety} ({fix.note})" if fix.note else fix.safety
    return Pair(name, source[start : len(source) - rest], after[start : len(after) - rest], trust)


def mark(before: str, after: str) -> tuple[str, str]:
    """Two texts with the words that changed marked."""
    old, new = before.split(" "), after.split(" ")
    left, right = [], []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = html.escape(" ".join(old[a:b])), html.escape(" ".join(new[c:d]))
        left.append(gone if tag == "equal" else f"<del>{gone}</del>" if gone else "")
        right.append(come if tag == "equal" else f"<ins>{come}</ins>" if come else "")
    return " ".join(left), " ".join(right)


def print_pairs(found: Pairs) -> None:
    """Print the pairs to be read on the spot."""
    for rule, language, pairs in found:
        print(f"== {rule} ({language})\n")
        for pair in pairs:
            print(f"{pair.name} {pair.trust}\n- {pair.before}\n+ {pair.after}\n")


def write_page(found: Pairs) -> None:
    """Write the pairs as a page with what changed marked."""
    parts = [f"<!doctype html><meta charset=utf-8><title>Rewrites</title><style>{_STYLE}</style>"]
    for rule, language, pairs in found:
        parts.append(f"<h2 lang={language}>{rule} ({language})</h2><table>")
        for pair in pairs:
            left, right = mark(pair.before, pair.after)
            parts.append(f"<tr><td>{pair.trust}<td>{left}<td>{right}")
        parts.append("</table>")
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    print(PAGE)


def collect(arguments: argparse.Namespace) -> Iterator[tuple[str, str, list[Pair]]]:
    """The pairs that the command line asks for."""
    if arguments.texts or not arguments.files:
        yield from pair_texts(read_rows(arguments.texts) if arguments.texts else read_corpora(), arguments)
    if arguments.files:
        yield from pair_files(arguments.files, arguments)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", nargs="+", default=["en", "ru", "et"])
    parser.add_argument("--rule", nargs="+", help="a rule or a category")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=SEED, help="another seed draws other texts")
    parser.add_argument("--text", action="store_true", help="print the pairs instead of writing the page")
    parser.add_argument("--texts", nargs="+", type=Path, help="other labelled texts than those of the corpora")
    parser.add_argument("--files", type=Path, help="a folder of files to be checked")
    parser.add_argument("--kind-from-tool", action="store_true", help="tell the kinds of files, whatever is stated")
    arguments = parser.parse_args()
    (print_pairs if arguments.text else write_page)(collect(arguments))


if __name__ == "__main__":
    main()
