# make site and make test need nothing but Python 3.11 or later, make, and a network that reaches PyPI.
# Each target sets up what it needs: .venv for the site, and for the tests also Chromium.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE_READY := $(VENV)/.site-ready
TEST_READY := $(VENV)/.test-ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST := $(BIN)/python -m pytest --numprocesses=auto --dist=worksteal
export NO_MKDOCS_2_WARNING = 1

.PHONY: site serve test test-fast test-dates check lint bench drawing lock clean

site: $(SITE_READY)
	$(BIN)/waymark build

serve: $(SITE_READY)
	$(BIN)/waymark serve

check: $(SITE_READY)
	$(BIN)/waymark check

test: $(TEST_READY)
	$(PYTEST)

# While working: all but the browser, random trees, the scripts in Node, and what builds a site very many times. It replaces no run of everything.
test-fast: $(TEST_READY)
	$(PYTEST) tests/contract tests/schema tests/golden tests/content tests/unit tests/site tests/core \
		--deselect=tests/contract/test_os_errors.py

# The tests that touch dates, on days far ahead and in other time zones: content that is merely old must not stop anything.
test-dates: $(TEST_READY)
	$(BIN)/python .ci/test_dates.py

lint: $(TEST_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet --persona=pedantic .github
	$(BIN)/python .ci/check_scripts.py

# The rooms of the package and their imports, as a picture for the developers' pages.
drawing: $(SITE_READY)
	$(BIN)/python .ci/draw_rooms.py

bench: $(TEST_READY)
	$(BIN)/python -m waymark_guide bench

# The ranges stand in pyproject.toml and .lock/links.in; these files pin every package with its hash, for every system and Python version.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--extra build --output-file .lock/site.txt pyproject.toml
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--extra build --extra dev --output-file .lock/test.txt pyproject.toml
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--output-file .lock/links.txt .lock/links.in

clean:
	rm -rf $(VENV) site

$(BIN)/python:
	@command -v "$(PYTHON)" >/dev/null \
		|| { echo "There is no program $(PYTHON). Waymark needs Python 3.11 or later: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Waymark needs Python 3.11 or later. Give another one: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
			&& apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); } \
		|| { echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }

$(SITE_READY): $(BIN)/python pyproject.toml .lock/site.txt
	@echo "Installing what the site needs into $(VENV). It takes about a minute."
	@$(PIP) install --require-hashes --requirement .lock/site.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q generator
	@touch $@

$(TEST_READY): $(SITE_READY) .lock/test.txt
	@echo "Installing what the tests need into $(VENV). It takes about a minute."
	@$(PIP) install --require-hashes --requirement .lock/test.txt
	@$(BIN)/python .ci/chromium.py
	@touch $@
