# Everything that a reader of the README runs. `make help` lists it.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null && echo $$p && break; done)
BIN = .venv/bin

.PHONY: help setup reports test browser lab check format lock clean distclean docs pictures bench
.DEFAULT_GOAL := help

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.ready ## make the environment in .venv (first time: about a minute)

.venv/.ready: requirements.lock pyproject.toml
ifeq ($(strip $(PYTHON)),)
	@echo "Close Reading needs CPython 3.11, 3.12, 3.13 or 3.14, and none was found:" >&2
	@echo "python3 is $$(python3 --version 2>&1 || true)." >&2
	@echo "Install one of them and run make again, or name it: make PYTHON=/path/to/python3.12 …" >&2
	@exit 1
endif
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 14) else f"Close Reading needs CPython 3.11 to 3.14; $(PYTHON) is {v[0]}.{v[1]}. Run make PYTHON=python3.12 …, for example.")'
	@echo "Installing about $$(grep -c '^[a-z0-9]' requirements.lock) packages (1.3 GB) in .venv: a minute or a few, once."
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	$(BIN)/jupyter kernelspec install --sys-prefix --log-level=ERROR lib/closereading/data/jupyter/kernels/closereading
	@touch $@

reports: setup ## run every notebook on every article of seeds/ and write reports/index.html
	$(BIN)/closereading run

test: setup ## run the tests
	$(BIN)/python -m pytest -n auto --dist loadfile

browser: ## install the Chromium that the browser tests and `--to pdf` use (Debian, Ubuntu)
	@for name in chromium chromium-browser google-chrome; do command -v $$name && exit; done; \
		command -v apt-get >/dev/null || { echo "Install Chromium or Chrome, and set CLOSEREADING_BROWSER to its path if it isn't found." >&2; exit 1; }; \
		run=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$run apt-get update -qq && $$run apt-get install -y -qq --no-install-recommends chromium

lab: setup ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks $(if $(filter 0,$(shell id -u)),--allow-root)

check: setup ## lint, format, types, spelling, links, notebooks as they lie there
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m codespell_lib
	$(BIN)/python -m pytest tests/test_notebook_anatomy.py tests/test_docs.py -k "anatomy or link"

format: setup ## put code and notebooks into the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup ## build what the pages state: tables, accuracy, the specimen
	$(BIN)/python tools/build_tables_page.py
	$(BIN)/python tools/build_accuracy_table.py
	$(BIN)/python tools/build_specimen.py

pictures: setup ## take the pictures of the README (needs a Chromium)
	$(BIN)/python tools/build_pictures.py

bench: setup ## measure: each step against the parse, batches against papermill's command line
	$(BIN)/python bench/extract.py
	$(BIN)/python bench/batch.py

lock: ## resolve requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
		--python-version 3.11 --extra dev --custom-compile-command "make lock" \
		pyproject.toml --output-file requirements.lock

clean: ## remove reports and caches
	rm -rf reports build .pytest_cache .hypothesis .mypy_cache .ruff_cache
	find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +

distclean: clean ## remove the environment, too
	rm -rf .venv
