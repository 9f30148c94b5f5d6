"""Write the generated parts of the README anew: the rule table and a report on one demo text.

python tests/tools/docs.py            write
python tests/tools/docs.py --check    exit with 1 when something is stale
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
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


def main() -> int:
    before = README.read_text(encoding="utf-8")
    after = write_readme(before)
    if "--check" in sys.argv:
        return int(before != after)
    README.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
