"""What is generated from the catalogue is as it would be generated now."""

import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).parent / "tools" / "docs.py"


def test_readme_and_rule_pages_are_not_stale() -> None:
    run = subprocess.run([sys.executable, TOOL, "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr + "run 'make docs'"
