# The commands of the project. `make help` lists them.

PYTHON ?= python3
BIN := .venv/bin
DEMO_DIR := .demo
QUALITY_DIR := .demo/quality

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo serve test test-faults test-quality check format bench bench-ingest bench-extract bench-match bench-match-quality clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: .venv/.installed ## make .venv with the skillsearch command in it

demo: .venv/.installed ## index the bundled samples and ask one question of each kind
	@$(BIN)/skillsearch demo --data-dir $(DEMO_DIR)

serve: .venv/.installed ## answer over HTTP at http://127.0.0.1:8000 from the default data folder
	@$(BIN)/skillsearch serve

test: .venv/.installed-dev ## run the test suite
	$(BIN)/python -m pytest

test-faults: .venv/.installed-dev ## kill, lock, fill and poison what bulk loads stand on (minutes)
	$(BIN)/python -m pytest -m faults --timeout=1200 tests/faults

test-quality: .venv/.installed-dev ## rank a sample of real resumes for real postings (minutes; SKILLSEARCH_DATASETS)
	$(BIN)/python -m pytest -m quality --timeout=1200 tests/real

check: .venv/.installed-dev ## lint, types, and the arrows between packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.installed-dev ## put the code into its standard form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.installed-dev ## measure speed and size side by side with the alternatives
	$(BIN)/python -m benchmarks

bench-ingest: .venv/.installed-dev ## measure resumes to candidates, by stage, in-process and through Redis
	$(BIN)/python -m benchmarks ingest

bench-extract: .venv/.installed-dev ## measure skills out of real postings against the alternatives
	$(BIN)/python -m benchmarks extract

bench-match: .venv/.installed-dev ## measure a posting against 100,000 candidates made around real ones (tens of minutes)
	$(BIN)/python -m benchmarks match

bench-match-quality: .venv/.installed-dev ## rank real resumes for real postings beside BM25 and MiniLM (an hour; SKILLSEARCH_DATASETS)
	$(BIN)/skillsearch index taxonomy $(SKILLSEARCH_DATASETS)/esco/*1.1.1*.zip --data-dir $(QUALITY_DIR)
	$(BIN)/skillsearch index taxonomy $(SKILLSEARCH_DATASETS)/ssf/2026 --data-dir $(QUALITY_DIR)
	$(BIN)/skillsearch index resumes $(SKILLSEARCH_DATASETS)/resumes/livecareer --data-dir $(QUALITY_DIR)
	$(BIN)/python -m training.evaluation.matching --held --data $(SKILLSEARCH_DATASETS) --index $(QUALITY_DIR) --out $(QUALITY_DIR)/run

clean: ## remove what the commands above made
	rm -rf .venv $(DEMO_DIR) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info

.venv/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "skillsearch needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up .venv (once)"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	@touch $@

.venv/.installed-dev: .venv/.installed
	@echo "Adding what tests, checks and training take (once; a few minutes on a slow line)"
	$(BIN)/python -m pip install --quiet -c constraints.txt torch
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	@touch $@
