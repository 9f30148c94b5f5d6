"""Score policylint on labelled texts: the corpora of this repository, or a folder of sets with their own scorer.

python tests/tools/eval.py                        corpora/<language>/round-*.jsonl
python tests/tools/eval.py --lang et --rule threat --round 2 --misses      compiles no more than it needs
python tests/tools/eval.py --texts FRESH.jsonl    texts that are no part of the corpora yet
python tests/tools/eval.py --kinds [FOLDER]       kinds told by words alone: documents of the corpora, or files of a set
python tests/tools/eval.py FOLDER                 FOLDER/score.py on the sets that lie there
"""

import argparse
import collections
import json
import marshal
import os
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from policylint.catalogue import Catalogue, load_catalogue, select_rules
from policylint.catalogue.assembly import assemble
from policylint.documents import Document, find_line_starts
from policylint.engine import Engine
from policylint.findings import Finding
from policylint.kinds import detect_kind, rough_prose
from policylint.readers import read_source
from policylint.readers.decoding import decode
from policylint.resources import rules_folder
from policylint.rules import KINDS, Selection

CORPORA = Path(__file__).parents[2] / "corpora"
SCORES = CORPORA / "scores.tsv"
SETS = {"challenge": "challenge.jsonl", "real": "real", "unfair": "unfair_tos/validation.jsonl"}


def read_corpora() -> Iterator[dict[str, Any]]:
    """All labelled texts of the corpora."""
    return read_rows(sorted(CORPORA.glob("*/round-*.jsonl")))


def read_documents() -> Iterator[dict[str, Any]]:
    """All whole documents of the corpora."""
    return read_rows(sorted(CORPORA.glob("*/documents.jsonl")))


def read_rows(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The rows of JSON Lines files."""
    for path in paths:
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def read_texts(arguments: argparse.Namespace, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Labelled texts, filtered as the command line asks."""
    wanted = select_rules(catalogue, arguments.rule or ())
    for row in read_rows(arguments.texts) if arguments.texts else read_corpora():
        asked = ((arguments.lang, row["lang"]), (wanted, row["rule"]), (arguments.round, row["round"]))
        if all(not values or value in values for values, value in asked):
            yield row


def load_part(languages: Collection[str], rules: Collection[str]) -> Catalogue:
    """The catalogue, or, compiled anew, the part of it that is asked for."""
    if not languages and not rules:
        return load_catalogue()
    return make_catalogue(assemble([rules_folder()], languages=languages, wanted=rules))


def make_catalogue(parts: Mapping[str, Any]) -> Catalogue:
    """A catalogue of parts as they were compiled, kept nowhere."""
    return Catalogue("", lambda name: parts[name] if isinstance(parts[name], bytes) else marshal.dumps(parts[name]))


def judge(engine: Engine, row: Mapping[str, Any]) -> list[Finding]:
    """All that is found in one text."""
    return engine.check(make_document(row))


def make_document(row: Mapping[str, Any]) -> Document:
    """A text of the corpora, read."""
    segments, _ = read_source(row["text"], row.get("format", "txt"))
    return Document(
        row["id"], row["text"], kind=row["kind"], language=row["lang"], segments=segments,
        line_starts=find_line_starts(row["text"]),
    )  # fmt: skip


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:5.2f}" if whole else "  -  "


Table = dict[tuple[str, str], list[int]]  # language and rule -> tp, fp, fn, texts to be left alone, strays


Judged = tuple[dict[str, Any], list[Finding]]


def judge_all(catalogue: Catalogue, rows: Iterable[dict[str, Any]]) -> Iterator[Judged]:
    """Each text of a known rule with all that is found in it."""
    engine = Engine(catalogue, Selection(select_rules(catalogue)))
    for row in rows:
        if row["rule"] in catalogue.heads:
            yield row, judge(engine, row)


def score(judged: Iterable[Judged]) -> tuple[Table, list[str]]:
    """Count by language and rule, and tell the texts judged wrongly."""
    table: Table = collections.defaultdict(lambda: [0, 0, 0, 0, 0])
    wrong: list[str] = []
    for row, found in judged:
        hit = any(finding.rule == row["rule"] for finding in found)
        cells = table[row["lang"], row["rule"]]
        if row["expect"]:
            cells[0 if hit else 2] += 1
        else:
            cells[1] += hit
            strays = find_strays(found, row)
            cells[3] += 1
            cells[4] += bool(strays)
            if strays:
                wrong.append(f"stray {','.join(strays)} in {row['id']}: {row['text']}")
        if hit != row["expect"]:
            wrong.append(f"{'MISS' if row['expect'] else 'FALSE'} {row['id']}: {row['text']}")
    return table, sorted(wrong)


def find_strays(found: Iterable[Finding], row: dict[str, Any]) -> list[str]:
    """Other rules of level error or warning that speak on a text that should be left alone."""
    also = {row["rule"], *row.get("also", [])}
    return sorted(
        {
            finding.rule
            for finding in found
            if finding.level != "note" and not finding.rule.startswith("missing-") and finding.rule not in also
        }
    )


def score_documents(catalogue: Catalogue, rows: Iterable[dict[str, Any]]) -> tuple[Table, list[str]]:
    """Count faults of whole documents by language and rule: found where they stand, or told where none is."""
    engine = Engine(catalogue, Selection(select_rules(catalogue)))
    table: Table = collections.defaultdict(lambda: [0, 0, 0, 0, 0])
    wrong: list[str] = []
    for row in rows:
        found = judge(engine, row)
        for label in row["expect"]:
            if label["rule"] in catalogue.heads:
                hit = any(is_labelled(finding, [label]) for finding in found)
                table[row["lang"], label["rule"]][0 if hit else 2] += 1
                if not hit:
                    wrong.append(f"MISS {row['id']}:{label['line']} {label['rule']}")
        for finding in found:
            if finding.level != "note" and not is_labelled(finding, row["expect"]):
                table[row["lang"], finding.rule][1] += 1
                wrong.append(f"FALSE {row['id']}:{finding.start[0]} {finding.rule}: {finding.excerpt}")
    return table, wrong


def is_labelled(finding: Finding, labels: Iterable[dict[str, Any]]) -> bool:
    """Whether a label names the rule at the lines of a finding, or just above; what is missing has no place."""
    return any(
        label["rule"] == finding.rule
        and (finding.rule.startswith("missing-") or finding.start[0] - 1 <= label["line"] <= finding.stop[0])
        for label in labels
    )


def render_scores(tables: Mapping[str, Table]) -> str:
    """The tables as they are checked in: their diff is the review of a change to a rule."""
    lines = ["set\tlanguage\trule\tfound\tfalse\tmissed\tleft alone\tstrays"]
    lines += [
        "\t".join((name, *key, *map(str, cells)))
        for name, table in tables.items()
        for key, cells in sorted(table.items())
    ]
    return "\n".join(lines) + "\n"


def print_table(table: Table) -> None:
    """Print a row a rule and language, then one a language."""
    print(f"{'':32} recall  prec. stray    tp  fp  fn")
    rows = [(f"{lang} {rule}", cells) for (lang, rule), cells in sorted(table.items())]
    for lang in sorted({lang for lang, _ in table}):
        total = [sum(column) for column in zip(*(cells for key, cells in table.items() if key[0] == lang), strict=True)]
        rows.append((f"{lang} (all)", total))
    for name, (tp, fp, fn, quiet, stray) in rows:
        print(f"{name:32} {ratio(tp, tp + fn)}  {ratio(tp, tp + fp)}  {ratio(stray, quiet)}  {tp:4} {fp:3} {fn:3}")


def run_scorer(folder: Path) -> int:
    """Run the folder's own score.py over each set that lies there."""
    status = 0
    environment = {**os.environ, "POLICYLINT": os.environ.get("POLICYLINT", f"{sys.executable} -m policylint")}
    for name, path in SETS.items():
        if (folder / path).exists():
            print(f"== {name}", flush=True)
            command = [sys.executable, str(folder / "score.py"), name, str(folder / path)]
            status |= subprocess.run(command, env=environment, check=False).returncode
    return status


def read_kinds(folder: Path | None) -> Iterator[tuple[str, str]]:
    """The true kind of whole texts, and the kind that their words tell: of the corpora, or of the files of a set."""
    if folder is None:
        for document in read_documents():
            yield document["kind"], detect_kind("", {}, rough_prose(document["text"]))
        return
    for file in read_rows([folder / "files.jsonl"]):
        if file["kind"] in KINDS:
            path = folder / "files" / file["file"]
            source, _ = decode(path.read_bytes(), str(path))
            yield file["kind"], detect_kind("", {}, rough_prose(source))


def print_kinds(pairs: Iterable[tuple[str, str]]) -> None:
    """Print the confusion of kinds: a row a true kind, a column a detected one."""
    counted = collections.Counter(pairs)
    print(f"{'':14}" + "".join(f"{kind[:6]:>7}" for kind in KINDS))
    for true in KINDS:
        print(f"{true:14}" + "".join(f"{counted[true, told] or '.':>7}" for told in KINDS))
    right = sum(counted[kind, kind] for kind in KINDS)
    print(f"kinds told rightly: {right} of {counted.total()} ({ratio(right, counted.total()).strip()})")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--texts", type=Path, nargs="+", help="score these files in place of the corpora")
    parser.add_argument("--lang", action="append")
    parser.add_argument("--rule", action="append", help="a rule or a category; others stay silent")
    parser.add_argument("--round", action="append", type=int)
    parser.add_argument("--misses", action="store_true", help="print the texts judged wrongly")
    parser.add_argument("--documents", action="store_true", help="score whole documents, by the lines of their labels")
    parser.add_argument("--kinds", action="store_true", help="print how kinds are told apart by words alone")
    parser.add_argument("--write", action="store_true", help="write corpora/scores.tsv anew")
    arguments = parser.parse_args()
    if arguments.kinds:
        print_kinds(read_kinds(arguments.folder))
        return 0
    if arguments.folder:
        return run_scorer(arguments.folder)
    catalogue = load_part(arguments.lang or (), arguments.rule or ())
    for problem in catalogue.errors:
        print(problem, file=sys.stderr)
    if arguments.documents:
        rows = read_rows(arguments.texts) if arguments.texts else read_documents()
        asked = (row for row in rows if not arguments.lang or row["lang"] in arguments.lang)
        table, wrong = score_documents(catalogue, asked)
    else:
        table, wrong = score(judge_all(catalogue, read_texts(arguments, catalogue)))
    print_table(table)
    if arguments.misses:
        print("\n".join(wrong))
    if arguments.write:
        tables = {"texts": table, "documents": score_documents(catalogue, read_documents())[0]}
        SCORES.write_text(render_scores(tables), encoding="utf-8")
    return 1 if catalogue.errors else 0


if __name__ == "__main__":
    sys.exit(main())
