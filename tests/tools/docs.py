"""Write the rule table of the README anew, between its two marks; with --check only say whether it would change."""

import sys
from pathlib import Path

from policylint.rule_pages import render_markdown
from policylint.rulebook import Rulebook
from policylint.rules import KINDS

BEGIN, END = "<!-- rules: written by `make docs` -->", "<!-- /rules -->"
README = Path(__file__).resolve().parents[2] / "README.md"


def main() -> int:
    text = README.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"{README} has no marks {BEGIN} and {END}")
    table = render_markdown(Rulebook().rules.values(), len(KINDS))
    wanted = f"{before}{BEGIN}\n\n{table}\n{END}{after}"
    if "--check" in sys.argv:
        return int(wanted != text)
    README.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
