# Thin: everything here also runs as `python -m portfolio_project ...`, so Windows needs no make.

# The first of some interpreters that is new enough.
first = $(shell for python in $(1); do $$python -c "import sys; sys.exit(sys.version_info < (3, 11))" \
	2>/dev/null && echo $$python && break; done)
KNOWN = python python3 python3.14 python3.13 python3.12 python3.11
PYTHON = $(or $(call first,.venv/bin/python .venv/Scripts/python $(KNOWN)),\
	$(error Python 3.11 or newer is needed: install it, or name it with PYTHON=))

.DEFAULT_GOAL := help
.PHONY: help setup data train evaluate all lint types test check

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-12s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make .venv with the tested versions (uv where there is one, else venv and pip)
	@if ! command -v uv >/dev/null; then $(or $(call first,$(KNOWN)),python3.11) -m venv .venv && \
		.venv/bin/python -m pip install -c constraints.txt -e ".[dev]"; \
	elif test "$$(uv workspace dir 2>/dev/null || pwd -P)" = "$$(pwd -P)"; then uv sync --extra dev; \
	else uv venv --allow-existing .venv && uv pip install --python .venv -c constraints.txt -e ".[dev]"; \
	fi  # the last where a folder above is a workspace, which has another environment and other versions

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
