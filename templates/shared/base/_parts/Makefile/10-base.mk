# Thin: everything here also runs as `python -m portfolio_project ...`, so Windows needs no make.

PYTHON = $(shell test -x .venv/bin/python && echo .venv/bin/python || echo python)

.DEFAULT_GOAL := help
.PHONY: help setup data train evaluate all lint types test check

help: ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: ## make .venv with the tested versions (uv where there is one, else venv and pip)
	@if command -v uv >/dev/null; then uv sync --extra dev; else \
		python3 -m venv .venv && .venv/bin/python -m pip install -c constraints.txt -e ".[dev]"; fi

data: ## put the data in place and hold it against its contract
	$(PYTHON) -m portfolio_project data

train: ## fit the baselines and the model, on the training part alone
	$(PYTHON) -m portfolio_project train

evaluate: ## open the test part once and write every report
	$(PYTHON) -m portfolio_project evaluate

all: ## data, train and evaluate
	$(PYTHON) -m portfolio_project all

lint: ## style and likely mistakes
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: ## types of src
	$(PYTHON) -m mypy --strict src

test: ## the tests, in half a minute
	$(PYTHON) -m pytest

check: lint types test ## all of these, and the committed metrics against a fresh run
	$(PYTHON) -m pytest -m committed -rs
