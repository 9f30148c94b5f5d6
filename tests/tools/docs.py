"""Write what is generated from the catalogue anew: parts of the README, and a page for each rule in docs/rules.

python tests/tools/docs.py            write
python tests/tools/docs.py --check    exit with 1 when something is stale
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = ROOT / "docs" / "rules"
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


def write_readme(text: str) -> str:
    """The README with its generated parts written anew."""
    report = run("check", "--no-cache", "--exit-zero", SHOWN)
    text = replace_part(text, "report", f"\n```text\n$ policylint check {SHOWN}\n{report}```\n\n")
    return replace_part(text, "rules", f"\n{run('rules', '--format', 'markdown')}\n")


def make_pages() -> dict[Path, str]:
    """The pages of docs/rules."""
    with tempfile.TemporaryDirectory() as folder:
        run("rules", "--format", "markdown", "--output", folder)
        return {PAGES / path.name: path.read_text(encoding="utf-8") for path in sorted(Path(folder).iterdir())}


def main() -> int:
    wanted = {README: write_readme(README.read_text(encoding="utf-8")), **make_pages()}
    present = {path: path.read_text(encoding="utf-8") for path in (README, *PAGES.glob("*"))}
    stale = sorted(path for path in {*wanted, *present} if wanted.get(path) != present.get(path))
    for path in stale:
        print(f"stale: {path.relative_to(ROOT)}")
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8") if path in wanted else path.unlink()
    return int(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
