# Everything runs in .venv, which is made by whatever first needs it and made anew when pyproject.toml changes.

PYTHON ?= python3
EVAL ?=
SECONDS ?= 60
SEED ?=
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help demo test lint format eval scores evidence bench fuzz rewrites docs build clean

help:  ## Say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("policylint needs Python 3.11 or newer, this is %d.%d: name another one with PYTHON=" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(READY)  ## Check the texts in corpora/demo
	$(BIN)/policylint check corpora/demo --exit-zero

test: $(READY)  ## Run all tests
	$(BIN)/python -m pytest -q

lint: $(READY)  ## Run all that CI holds against the code
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)  ## Put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: $(READY)  ## Score corpora/, or the labelled sets in the folder EVAL=
	$(BIN)/python tests/tools/eval.py $(EVAL)

scores: $(READY)  ## Write corpora/scores.tsv anew
	$(BIN)/python tests/tools/eval.py --write

evidence: $(READY)  ## Learn from corpora/ how much each word speaks for each rule
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,learn]'
	$(BIN)/python tests/tools/evidence.py

rewrites: $(READY)  ## Write build/rewrites.html: faults before and after their rewrite, of corpora/ or of the sets in EVAL=
	$(BIN)/python tests/tools/rewrites.py $(addprefix --texts ,$(wildcard $(EVAL:%=%/challenge.jsonl))) $(addprefix --files ,$(wildcard $(EVAL:%=%/real)))

bench: $(READY)  ## Measure speed and memory
	$(BIN)/python tests/tools/bench.py

fuzz: $(READY)  ## Feed broken files to every reader, for SECONDS=60, with SEED=
	$(BIN)/python tests/tools/fuzz.py --seconds $(SECONDS) $(if $(SEED),--seed $(SEED))

docs: $(READY)  ## Write the rule pages and the generated parts of the README anew
	$(BIN)/python tests/tools/docs.py

build: $(READY)  ## Build the wheel
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

clean:  ## Remove all that was made
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
