"""Write what is generated from the catalogue anew: parts of the README, and a page for each rule in docs/rules.

python tests/tools/docs.py            write
python tests/tools/docs.py --check    exit with 1 when something is stale
"""

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

sys.path.insert(0, str(Path(__file__).parents[2]))

from policylint.readers.formats import BY_CONTENT, FORMATS

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = ROOT / "docs" / "rules"
PICTURE = ROOT / "docs" / "report.svg"
PICTURED = "corpora/demo/ru/autoreply-bad.txt"
# Like rich's own, without fonts from elsewhere.
_PICTURE = """<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: monospace; font-size: {char_height}px; line-height: {line_height}px; white-space: pre; }}
{styles}
</style>
<defs>{lines}</defs>{chrome}
<g transform="translate({terminal_x}, {terminal_y})">{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>"""
SHOWN = "corpora/demo/en/autoreply-bad.txt"


def run(*arguments: str) -> str:
    """What a policylint command prints."""
    command = [sys.executable, "-m", "policylint", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def replace_part(text: str, name: str, part: str) -> str:
    """Put a part between its two markers."""
    pattern = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    assert pattern.search(text), f"README.md has no part '{name}'"
    return pattern.sub(lambda found: found[1] + part + found[2], text)


def list_formats() -> str:
    """A table of the formats and their suffixes."""
    rows = [f"| {name} | {' '.join(f'`.{suffix}`' for suffix in known.suffixes)} |" for name, known in FORMATS.items()]
    by_content = " ".join(f"`.{suffix}`" for suffix in sorted(BY_CONTENT))
    return "\n".join(["| format | files |", "| --- | --- |", *rows, f"| by content | {by_content} |"])


def draw_report() -> str:
    """The report on a few lines, in colours, as a picture."""
    console = Console(record=True, width=108, file=io.StringIO(), force_terminal=True)
    environment = {**os.environ, "FORCE_COLOR": "1"}
    command = [
        sys.executable,
        "-m",
        "policylint",
        "check",
        "--no-cache",
        "--exit-zero",
        "--select",
        "support",
        PICTURED,
    ]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env=environment).stdout
    console.print(Text.from_ansi(f"$ policylint check {PICTURED}\n{printed}"))
    return console.export_svg(title="policylint", code_format=_PICTURE, unique_id="report") + "\n"


def write_readme(text: str) -> str:
    """The README with its generated parts written anew."""
    report = run("check", "--no-cache", "--exit-zero", SHOWN)
    text = replace_part(text, "report", f"\n```text\n$ policylint check {SHOWN}\n{report}```\n\n")
    text = replace_part(text, "formats", f"\n{list_formats()}\n\n")
    return replace_part(text, "rules", f"\n{run('rules', '--format', 'markdown')}\n")


def make_pages() -> dict[Path, str]:
    """The pages of docs/rules."""
    with tempfile.TemporaryDirectory() as folder:
        run("rules", "--format", "markdown", "--output", folder)
        return {PAGES / path.name: path.read_text(encoding="utf-8") for path in sorted(Path(folder).iterdir())}


def main() -> int:
    wanted = {README: write_readme(README.read_text(encoding="utf-8")), PICTURE: draw_report(), **make_pages()}
    present = {path: path.read_text(encoding="utf-8") for path in (README, *ROOT.glob("docs/*.svg"), *PAGES.glob("*"))}
    stale = sorted(path for path in {*wanted, *present} if wanted.get(path) != present.get(path))
    for path in stale:
        print(f"stale: {path.relative_to(ROOT)}")
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8") if path in wanted else path.unlink()
    return int(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
