"""Every example of every rule file, one case each."""

import pytest

from policylint.catalogue import load_catalogue
from policylint.examples import Trial, run_examples

TRIALS = list(run_examples(load_catalogue()))


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_example_is_as_its_rule_file_says(trial: Trial) -> None:
    assert not trial.reason, f"{trial.path}:{trial.line}: {trial.reason}"
