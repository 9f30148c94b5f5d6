"""Measure policylint as whole processes, as ratios in one run; builds its own corpus, the same each time.

    python tests/tools/bench.py [--runs 5]

Absolute figures depend on the machine; compare the ratios, and the columns of one run.
"""

import argparse
import base64
import json
import os
import quopri
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from policylint.readers import read_source

SEED = 20261122
# Neutral prose: subjects, verbs and objects that no rule is about, in three languages.
CLEAN = {
    "en": (
        "The museum|Our gardener|A small team|The northern library|This recipe|The evening train",
        "describes|paints|restores|carries|photographs|arranges",
        "old maps of the harbour|three kinds of apples|the wooden bridge|letters from sailors|a quiet courtyard",
        "in early spring|with great care|near the river|for the children|every other year|by hand",
    ),
    "ru": (
        "Музей|Наш садовник|Небольшая группа|Северная библиотека|Этот рецепт|Вечерний поезд",
        "описывает|рисует|бережёт|везёт|снимает|украшает",
        "старые карты гавани|три сорта яблок|деревянный мост|рассказы моряков|тихий двор",
        "ранней весной|с большой заботой|у реки|вместе с детьми|год от года|вручную",
    ),
    "et": (
        "Muuseum|Meie aednik|Väike rühm|Põhjapoolne raamatukogu|See retsept|Õhtune rong",
        "kirjeldab|maalib|hoiab|kannab|pildistab|kaunistab",
        "sadama vanu kaarte|kolme õunasorti|puidust silda|meremeeste lugusid|vaikset siseõue",
        "varakevadel|suure hoolega|jõe ääres|koos lastega|ülepeeviti|käsitsi",
    ),
}
# Every third sentence of a dense text carries a fault.
FAULTS = {
    "en": (
        "Please do not send your request again, it will only delay our answer.",
        "Messages sent to the wrong address are deleted.",
        "We will reply as soon as possible.",
        "Your line will be cut off in {n} hours.",
        "You can cancel the contract only in person at our office.",
        "Do not reply to this message.",
    ),
    "ru": (
        "Не отправляйте заявку повторно, это только увеличит срок ответа.",
        "Письма, отправленные не по адресу, удаляются.",
        "Мы ответим вам в ближайшее время.",
        "Через {n} часов услуга будет отключена.",
        "Расторгнуть договор можно только лично в офисе.",
        "Не отвечайте на это письмо.",
    ),
    "et": (
        "Palun ärge saatke päringut uuesti, see ainult pikendab vastamise aega.",
        "Valele aadressile saadetud kirjad kustutatakse.",
        "Vastame teile esimesel võimalusel.",
        "Teie ühendus katkestatakse {n} tunni pärast.",
        "Lepingu saab lõpetada ainult isiklikult meie esinduses.",
        "Ärge vastake sellele kirjale.",
    ),
}


def write_corpus(folder: Path) -> None:
    """Clean and dense texts, small and large, in three languages."""
    chance = random.Random(SEED)
    for language in CLEAN:
        for density in ("clean", "dense"):
            small = folder / "small" / density
            small.mkdir(parents=True, exist_ok=True)
            (small / f"{language}.txt").write_text(make_text(language, 5_000, chance, density), encoding="utf-8")
            large = folder / density / language
            large.mkdir(parents=True, exist_ok=True)
            for number in range(10 if density == "clean" else 1):
                text = make_text(language, 100_000, chance, density)
                (large / f"{number}.txt").write_text(text, encoding="utf-8")


def make_text(language: str, size: int, chance: random.Random, density: str) -> str:
    """Prose of about `size` bytes; numbers make sentences differ from each other."""
    parts, length, count = [], 0, 0
    while length < size:
        count += 1
        if density == "dense" and count % 3 == 0:
            sentence = chance.choice(FAULTS[language]).format(n=chance.randint(2, 12))
        else:
            sentence = make_sentence(language, chance)
        sentence += "\n\n" if count % 6 == 0 else " "
        parts.append(sentence)
        length += len(sentence.encode())
    return "".join(parts)


def make_sentence(language: str, chance: random.Random) -> str:
    """A sentence that no rule is about; a number makes it differ from others."""
    words = [chance.choice(column.split("|")) for column in CLEAN[language]]
    return f"{' '.join(words)}, {chance.randint(1, 9999)} {chance.choice('abcdefgh')}."


def measure(command: list[str], runs: int, prepare: Callable[[], None] | None = None) -> tuple[float, float]:
    """Median wall seconds and peak memory in MB of a command run several times."""
    walls, peak = [], 0.0
    for _ in range(runs):
        if prepare:
            prepare()
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        walls.append(time.perf_counter() - start)
        peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(walls), peak


def megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def imports_spacy(path: Path) -> bool:
    """Whether checking a file makes the process import spaCy."""
    code = (
        "import sys; from policylint.cli import main\n"
        f"try: main(['check', '--no-cache', {str(path)!r}], standalone_mode=False)\n"
        "except SystemExit: pass\n"
        "finally: print('spacy' in sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return run.stderr.strip().endswith("True")


def _mail(text: str, encoding: str) -> str:
    body = (
        base64.encodebytes(text.encode()).decode()
        if encoding == "base64"
        else quopri.encodestring(text.encode()).decode()
    )
    head = f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n"
    return head + body


# How a container holds paragraphs: of all of them, or of each with its number.
WHOLE: dict[str, Callable[[list[str]], str]] = {
    "txt": "\n\n".join,
    "md": "\n\n".join,
    "rst": "\n\n".join,
    "asciidoc": "\n\n".join,
    "html": lambda texts: "\n".join(f"<p>{text}</p>" for text in texts),
    "json": lambda texts: json.dumps(dict(enumerate(texts)), ensure_ascii=False, indent=1),
    "json, in ASCII": lambda texts: json.dumps(dict(enumerate(texts)), indent=1),
    "eml, base64": lambda texts: _mail("\n\n".join(texts), "base64"),
    "eml, quoted-printable": lambda texts: _mail("\n\n".join(texts), "quoted-printable"),
    "sql": lambda texts: "\n".join(f"INSERT INTO mails (body) VALUES ('{text}');" for text in texts),
    "xml": lambda texts: (
        "<resources>" + "".join(f"<string name='a'>{text}</string>" for text in texts) + "</resources>"
    ),
    "php": lambda texts: "<?php return [" + "".join(f"'a{at}' => '{text}',\n" for at, text in enumerate(texts)) + "];",
}
EACH = {
    "yaml": 'a{at}: "{text}"', "toml": 'a{at} = "{text}"', "po": 'msgid "a{at}"\nmsgstr "{text}"\n',
    "properties": "a{at}={text}", "ini": "a{at} = {text}", "strings": '"a{at}" = "{text}";', "fluent": "a{at} = {text}",
    "js": 'const a{at} = "{text}";', "py": 'A{at} = "{text}"', "rb": 'A{at} = "{text}"', "code": 'String a{at} = "{text}";',
}  # fmt: skip


def measure_readers() -> None:
    """Read the same Russian and English prose out of each container, in this process, as shares of plain text's speed."""
    chance = random.Random(SEED)
    prose = make_text("ru", 150_000, chance, "clean") + make_text("en", 150_000, chance, "clean")
    texts = [" ".join(paragraph.split()) for paragraph in prose.split("\n\n") if paragraph.strip()]
    sources = {name: make(texts) for name, make in WHOLE.items()}
    for name, line in EACH.items():
        sources[name] = "\n".join(line.format(at=at, text=text) for at, text in enumerate(texts))
    plain = 0.0
    for name, source in sources.items():
        runs = []
        for _ in range(3):
            start = time.perf_counter()
            segments, _ = read_source(source, name.partition(",")[0])
            runs.append(time.perf_counter() - start)
        rate = len(source.encode()) / 1e6 / statistics.median(runs)
        plain = plain or rate
        print(
            f"reading {name:38} {len(segments):5} texts {rate:8.2f} MB/s {rate / plain:6.2f} of plain text's",
            flush=True,
        )


class Bench:
    """Rows of one run, printed as they are measured."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder = folder
        self.runs = runs
        self.cache = folder / "cache"
        os.environ["POLICYLINT_CACHE"] = str(self.cache)
        self.policylint = [sys.executable, "-m", "policylint", "check", "--exit-zero", "--format", "json"]
        found = shutil.which("proselint", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
        self.proselint = [found, "check"] if found else []

    def row(self, name: str, command: list[str], *, size: float = 0.0, runs: int = 0, **options: object) -> float:
        """Measure a command and print a row; returns its seconds."""
        prepare = options.get("prepare")
        seconds, peak = measure(command, runs or self.runs, prepare if callable(prepare) else None)
        rate = f"{size / seconds:8.2f} MB/s" if size else " " * 13
        print(f"{name:46} {seconds:8.3f} s {rate} {peak:6.0f} MB", flush=True)
        return seconds

    def forget_results(self) -> None:
        shutil.rmtree(self.cache / "results", ignore_errors=True)

    def single_files(self) -> None:
        start = self.row("python -c pass", [sys.executable, "-c", "pass"])
        one = [*self.policylint, "--no-cache"]
        clean = self.folder / "small" / "clean" / "en.txt"
        for language in CLEAN:
            path = self.folder / "small" / "clean" / f"{language}.txt"
            self.row(f"clean 5 KB, {language}, no cache", [*one, str(path)])
        print(f"  spaCy imported for the clean file: {imports_spacy(clean)}")
        for language in CLEAN:
            path = self.folder / "small" / "dense" / f"{language}.txt"
            self.row(f"dense 5 KB, {language}, no cache", [*one, str(path)])
        dense = str(self.folder / "small" / "dense" / "en.txt")
        subprocess.run([*self.policylint, dense], stdout=subprocess.DEVNULL, check=False)
        again = self.row("dense 5 KB, en, unchanged (cache)", [*self.policylint, dense])
        print(f"  cached / python -c pass: {again / start:.1f}")
        if self.proselint:
            ours = self.row("clean 5 KB, en", [*one, str(clean)])
            theirs = self.row("clean 5 KB, en, proselint", [*self.proselint, str(clean)])
            print(f"  policylint / proselint: {ours / theirs:.2f}")

    def throughput(self) -> None:
        for density in ("clean", "dense"):
            folder = self.folder / density
            size = megabytes(folder)
            one = self.row(
                f"{density}, one process",
                [*self.policylint, "--no-cache", "--jobs", "1", str(folder)],
                size=size,
                runs=3,
            )
            two = self.row(
                f"{density}, two processes",
                [*self.policylint, "--no-cache", "--jobs", "2", str(folder)],
                size=size,
                runs=3,
            )
            print(f"  one / two: {one / two:.2f}")
            subprocess.run([*self.policylint, str(folder)], stdout=subprocess.DEVNULL, check=False)
            cached = self.row(f"{density}, unchanged (cache)", [*self.policylint, str(folder)], size=size, runs=3)
            print(f"  checked / unchanged: {one / cached:.1f}")
            if self.proselint:
                english = folder / "en"
                part = megabytes(english)
                ours = self.row(
                    f"{density}, English part",
                    [*self.policylint, "--no-cache", "--jobs", "1", str(english)],
                    size=part,
                    runs=3,
                )
                theirs = self.row(
                    f"{density}, English part, proselint", [*self.proselint, str(english)], size=part, runs=1
                )
                print(f"  proselint / policylint: {theirs / ours:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder)
        bench = Bench(folder, arguments.runs)
        subprocess.run([*bench.policylint, str(folder / "small")], stdout=subprocess.DEVNULL, check=False)
        bench.single_files()
        bench.throughput()
        measure_readers()
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"peak memory of any process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
