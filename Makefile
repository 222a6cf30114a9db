# Every task of the project; `make` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS := var/peers
CODEGEN_PEERS := var/codegen-peers
CORE_33 := var/graphql-core-3.3
LARGE_SCHEMAS := var/large-schemas
PYTEST_WORKERS ?= 2
OTHER_PYTHONS ?= python3.12 python3.13

INSTALLED := $(VENV)/.installed
DISTRIBUTIONS := codegen . generated/kernelgraph_client

# Also where the environment forbids it, modules are compiled once and not at each start.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help install run demo test test-python test-graphql-core-3.3 nightly generate scaffold watch check golden lint type fmt bench bench-engine bench-http bench-livestat \
	bench-db bench-codegen constraints schema-diff coverage docs clean ci

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z0-9.-]+:.*## / { printf "  make %-22s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The environment is made anew only when what it is made of changes.
# uv, itself pinned and hashed in constraints.txt, installs the rest in seconds.
$(INSTALLED): constraints.txt pyproject.toml codegen/pyproject.toml generated/kernelgraph_client/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with PYTHON=..." >&2; exit 1; }
	@test -x $(BIN)/python || { echo "Creating the environment in $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@awk '/^uv==/ { found = 1 } found { print } found && !/\\$$/ { exit }' constraints.txt > $(VENV)/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	@echo "Installing what constraints.txt names"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r constraints.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation \
		$(addprefix -e ,$(DISTRIBUTIONS))
	@touch $@

install: $(INSTALLED) ## create the environment, if it is not up to date

run: generate demo ## serve the API with demo data on an embedded SQLite database
	@$(BIN)/kernelgraph serve --live-stat-source demo

demo: $(INSTALLED) ## fill the embedded database with demo data, if there is none
	@$(BIN)/kernelgraph demo --if-missing

test: $(INSTALLED) ## run all tests
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS)

# What is installed for it stands beside the environment of the other tasks.
test-python: ## run all tests on the Python that PYTHON names, such as python3.13
	@$(MAKE) VENV=var/$$($(PYTHON) -c 'import sys; print("python-%d.%d" % sys.version_info[:2])') test

test-graphql-core-3.3: $(CORE_33)/.installed ## run the tests of the engine on graphql-core 3.3
	PYTHONPATH=codegen $(CORE_33)/bin/python -m pytest -n $(PYTEST_WORKERS) tests/engine

# The comparisons are others each time; the fourth backend is graphql-core on PostgreSQL.
nightly: $(INSTALLED) $(CORE_33)/.installed ## run what takes long: 20,000 comparisons of engines, the fourth backend, large schemas, other Pythons
	ENGINE_COMPARISONS=20000 $(BIN)/python -m pytest tests/engine/differential
	ENGINE_COMPARISONS=20000 PYTHONPATH=codegen $(CORE_33)/bin/python -m pytest tests/engine/differential
	KERNELGRAPH_TEST_BACKENDS=all $(BIN)/python -m pytest -n $(PYTEST_WORKERS) tests/kernelgraph -k postgresql-graphql-core
	@mkdir -p $(LARGE_SCHEMAS)
	@$(BIN)/python -m tests.codegen.large_schema > $(LARGE_SCHEMAS)/made_up.graphql
	GRAPHWRIGHT_STRESS_SDL=$(LARGE_SCHEMAS) $(BIN)/python -m pytest tests/codegen/test_large_schemas.py
	@for python in $(OTHER_PYTHONS); do \
		if $$python -c '' 2> /dev/null; then $(MAKE) test-python PYTHON=$$python || exit 1; \
		else echo "$$python is not installed: its tests are left out" >&2; fi; \
	done

# The generator of the client wants graphql-core below 3.3, so the later one has an environment of its own.
$(CORE_33)/.installed: constraints-graphql-core-3.3.txt $(INSTALLED)
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(CORE_33)
	@$(BIN)/uv pip install --quiet --python $(CORE_33)/bin/python --require-hashes -r $<
	@touch $@

generate: $(INSTALLED) ## write the generated packages from schema/
	@$(BIN)/graphwright generate
	@$(BIN)/graphwright generate --config examples/bookshop

scaffold: generate ## write the resolver methods that are missing
	@$(BIN)/graphwright scaffold

watch: $(INSTALLED) ## generate after each save of the SDL
	@$(BIN)/graphwright watch

check: $(INSTALLED) ## fail if generated code differs from what the SDL gives, or a resolver is missing
	@$(BIN)/graphwright generate --check
	@$(BIN)/graphwright scaffold --check
	@$(BIN)/graphwright generate --check --config examples/bookshop
	@$(BIN)/graphwright scaffold --check --config examples/bookshop

golden: $(INSTALLED) ## rewrite the expected output of the generator's cases and of the reviews
	$(BIN)/python -m pytest tests/codegen tests/gallery tests/diff tests/coverage tests/docs --update-golden

lint: $(INSTALLED) ## check style, format, import contracts and the SDL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/graphwright lint --fail-on warning
	$(BIN)/graphwright lint --fail-on warning --config examples/bookshop

type: $(INSTALLED) ## check types with mypy and pyright
	$(BIN)/mypy
	$(BIN)/pyright --warnings

fmt: $(INSTALLED) ## format the code and mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

constraints: $(INSTALLED) ## resolve the constraints anew from what the distributions ask for
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-header --no-annotate --no-emit-package graphwright --no-emit-package kernelgraph-client \
		pyproject.toml --group dev codegen/pyproject.toml --all-extras \
		generated/kernelgraph_client/pyproject.toml --output-file constraints.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-header --no-annotate tests/engine/graphql-core-3.3.in --output-file constraints-graphql-core-3.3.txt

bench: bench-engine bench-http bench-livestat bench-db ## run all benchmarks

bench-engine: $(INSTALLED) $(PEERS)/.installed ## compare the engine with graphql-core, Ariadne and Strawberry
	$(BIN)/python -m tests.benchmarks.engine --peers $(PEERS)/bin/python $(if $(WRITE),--write docs/performance.md)

bench-http: $(INSTALLED) $(PEERS)/.installed ## compare whole requests over HTTP with Ariadne's and Strawberry's
	$(BIN)/python -m tests.benchmarks.http --peers $(PEERS)/bin/python $(if $(WRITE),--write docs/performance.md)

bench-livestat: $(INSTALLED) ## measure live statistics on a real Prometheus
	$(BIN)/python -m tests.benchmarks.livestat.bench_livestat

bench-db: $(INSTALLED) ## read pages of a million kernels on PostgreSQL
	$(BIN)/python -m tests.benchmarks.database

bench-codegen: $(INSTALLED) $(CODEGEN_PEERS)/.installed ## compare generation with ariadne-codegen, Strawberry and turms; SDL=DIRECTORY
	$(BIN)/python -m tests.benchmarks.codegen --peers $(CODEGEN_PEERS)/bin/python \
		$(if $(SDL),--sdl $(SDL)) $(if $(WRITE),--write docs/performance.md)

# Peers live in environments of their own, each in its current version.
$(PEERS)/.installed:
	@$(BIN)/uv venv --quiet --python $(BIN)/python $(PEERS)
	@$(BIN)/uv pip install --quiet --python $(PEERS)/bin/python ariadne orjson strawberry-graphql \
		aiosqlite greenlet httptools sqlalchemy uvicorn
	@touch $@

$(CODEGEN_PEERS)/.installed:
	@$(BIN)/uv venv --quiet --python $(BIN)/python $(CODEGEN_PEERS)
	@$(BIN)/uv pip install --quiet --python $(CODEGEN_PEERS)/bin/python \
		ariadne-codegen 'strawberry-graphql[cli]' turms
	@touch $@

schema-diff: $(INSTALLED) ## review what changes in the schema, against the main branch
	@$(BIN)/graphwright diff

docs: $(INSTALLED) ## write the reference of the schema to build/docs
	@$(BIN)/graphwright docs

coverage: $(INSTALLED) ## show what of the schema the client's operations use
	@$(BIN)/graphwright coverage

clean: ## remove the environment, caches and the embedded database
	rm -rf $(VENV) var build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .graphwright_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ci: check lint type test test-graphql-core-3.3 ## all that a change has to pass
