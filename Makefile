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
FACTS := $(wildcard loaders/data/*/*.csv loaders/*.yml loaders/*.py graph/*.py ontology/*.py ontology/*.ttl ontology/concepts/*.ttl queries/*.rq queries/checks/*.rq)

.PHONY: serve test check setup graph pages benchmark clean

serve: setup graph
	$(BIN)/servanda serve

test: setup
	sh .ci/browser
	sh .ci/virtuoso
	$(BIN)/python -m pytest --numprocesses $$($(BIN)/python .ci/processes) --dist loadfile

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright

setup: $(INSTALLED) $(BROWSER_FILES)

graph: $(GRAPH)

# The generated pages of the documentation; tests compare them with the tables.
pages: setup
	$(BIN)/python -m servanda.loaders.sources_page > SOURCES.md
	$(BIN)/python -m servanda.graph.coverage_page > docs/coverage.md
	for page in icrmw ilo-c097 ilo-c189; do \
	  $(BIN)/python -m servanda.graph.instrument_page $$page en > docs/instruments/$$page.md || exit 1; \
	  $(BIN)/python -m servanda.graph.instrument_page $$page id > docs/instruments/$$page.id.md || exit 1; \
	done

benchmark: setup graph
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.resolver
	$(BIN)/python -m benchmarks.uhri
	$(BIN)/python -m benchmarks.endpoint

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

$(BROWSER_FILES): package-lock.json | $(INSTALLED)
	sh .ci/npm
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	$(BIN)/python -m servanda.viz.browser_files node_modules
	$(BIN)/python -m servanda.viz.map_files node_modules
	$(BIN)/python -m servanda.api.browser_files node_modules
	touch $@

$(GRAPH): $(FACTS) | $(INSTALLED)
	$(BIN)/servanda build

clean:
	rm -rf $(VENV) node_modules viz/assets api/browser .servanda build *.egg-info
