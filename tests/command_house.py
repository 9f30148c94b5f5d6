"""A `policylint` to be called by other programs, with rules of a test's own in place of the built-in ones."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_COMMAND = """\
#!{python}
import sys, pathlib
sys.path.insert(0, {root!r})
import policylint.catalogue
policylint.catalogue.rules_folder = lambda: pathlib.Path({rules!r})
from policylint.cli import main
sys.exit(main(sys.argv[1:]))
"""


def install_command(folder: Path, rules: Path) -> None:
    """Put a `policylint` into a folder for PATH."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "policylint"
    place.write_text(_COMMAND.format(python=sys.executable, root=str(ROOT), rules=str(rules)), encoding="utf-8")
    place.chmod(0o755)
