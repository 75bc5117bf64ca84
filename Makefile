# Two commands are enough: "make run" and "make test". Both set up what is missing first.

.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench soak clean

BIN := .venv/bin
PYTEST ?=

help:  ## Show these lines
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

setup:  ## Install what is missing (run and test do this themselves)
	@resources/setup/prepare

run: setup  ## Open the program; without a display, run the main job on a virtual one
	@BIN=$(BIN) resources/setup/run

test: lint  ## Check the code and run all tests (PYTEST="-k name" for more options)
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup $(PYTEST)

lint: setup  ## Check style, types and the direction of imports
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet || { echo "Run: $(BIN)/ruff format"; exit 1; }
	@PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright --warnings
	@$(BIN)/lint-imports --no-cache >build/imports.log || { cat build/imports.log; exit 1; }

bench: setup  ## Measure latency, memory and start-up; prints JSON
	@$(BIN)/python -m tests.bench

soak: setup  ## Run the long campaigns: kills, damaged files; prints JSON
	@$(BIN)/python -m tests.soak

clean:  ## Remove all that the other commands made
	rm -rf build dist .venv .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find app tests resources -name __pycache__ -type d -prune -exec rm -rf {} +
