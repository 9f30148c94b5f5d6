"""Where the data that ships with policylint stands."""

from pathlib import Path


def rules_folder() -> Path:
    """Find the folder of the built-in rules.

    A wheel carries it inside the package; a checkout (and an editable installation of one) has it
    at the top of the repository.
    """
    package = Path(__file__).resolve().parent
    packaged = package / "rules_data"
    return packaged if packaged.is_dir() else package.parent / "rules"
