# Every command of this project. Bare `make` prints them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo serve test lint format types imports unit docs bench clean system-packages

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: .make/demo ## set up and watch the whole job on the sandbox (ARGS="--once --json" passes arguments)
	@$(BIN)/mamcrawler demo $(ARGS)

serve: .make/demo ## set up and start the server with your own settings
	@$(BIN)/mamcrawler serve $(ARGS)

test: system-packages .make/dev lint types imports unit ## set up and run every check and every test

lint: .make/dev ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .make/dev ## put the code into its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .make/dev ## static types, strict
	$(BIN)/mypy

imports: .make/dev ## rooms import only downwards
	$(BIN)/lint-imports

unit: .make/dev ## the tests alone (ARGS="tests/library -k titles" narrows them)
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 2 $(ARGS)
	$(BIN)/coverage combine -q
	$(BIN)/coverage report --fail-under=$(if $(ARGS),0,90)

docs: .make/dev ## write the reference pages from the program
	$(BIN)/python tests/docs/reference_pages.py

bench: .make/dev ## measure the budgets and write docs/reference/performance.md
	$(BIN)/python -m bench $(ARGS)

clean: ## remove what was set up here
	rm -rf $(VENV) .make .coverage* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

system-packages:
	@bash tests/system-packages.sh

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("MAMcrawler needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; set PYTHON=/path/to/a/newer/one" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

.make/demo: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[sandbox]'
	@mkdir -p .make && touch $@

.make/dev: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[sandbox,dev]'
	@mkdir -p .make && touch .make/demo $@
