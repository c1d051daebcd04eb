# `make serve` sets everything up and serves; `make test` sets everything up and runs all tests.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT
export SERVANDA_HOME ?= .servanda

INSTALLED := $(VENV)/.installed
BROWSER_FILES := viz/assets/vis-network.min.js
GRAPH := $(SERVANDA_HOME)/manifest.json
FACTS := $(wildcard loaders/data/*/*.csv loaders/*.yml loaders/*.py graph/*.py ontology/*.py ontology/*.ttl ontology/concepts/*.ttl)

.PHONY: serve test check setup graph benchmark clean

serve: setup graph
	$(BIN)/servanda serve

test: setup
	sh .ci/browser
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright

setup: $(INSTALLED) $(BROWSER_FILES)

graph: $(GRAPH)

benchmark: setup graph
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.resolver

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

$(BROWSER_FILES): package-lock.json | $(INSTALLED)
	sh .ci/npm
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	$(BIN)/python -m servanda.viz.browser_files node_modules
	$(BIN)/python -m servanda.api.browser_files node_modules
	touch $@

$(GRAPH): $(FACTS) | $(INSTALLED)
	$(BIN)/servanda build

clean:
	rm -rf $(VENV) node_modules viz/assets api/browser .servanda build *.egg-info
