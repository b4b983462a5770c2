# The environment is .venv. It is remade when the lock or the Python it was made with changes: its stamp is older than
# requirements.txt, or bears the name of another Python. A change of pyproject.toml only installs the project again.

PYTHON ?= python3
PYTHON_FROM := 3.11
PYTHON_BELOW := 3.14

VENV := .venv
RUN := $(VENV)/bin/python

# The interpreter itself, also where PYTHON is the python of an activated .venv, which the remaking would delete.
BASE := $(shell $(PYTHON) -c 'import sys; print(getattr(sys, "_base_executable", sys.executable))' 2>/dev/null)
LOCKED := $(VENV)/locked-$(shell $(PYTHON) -c 'import sys, zlib; \
	print("%d.%d.%d-%08x" % (sys.version_info[:3] + (zlib.crc32(sys.base_prefix.encode()),)))' 2>/dev/null)
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help review test lint lab docs bench deep property hostile crash reliability supply licences sbom release lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1 — /p' $(firstword $(MAKEFILE_LIST))

review: $(READY) ## the sample town's year, from its raw files to the published review
	@$(VENV)/bin/nianbao run shangcang 2023

test: lint ## lint, then every test; fetches Chromium, LibreOffice, cron and systemd where there is none and that can be done
	@CHROMIUM="$$(tools/browser.sh)" && SOFFICE="$$(tools/office.sh)" && CRONTAB="$$(tools/crontab.sh)" && SYSTEMD_ANALYZE="$$(tools/systemd.sh)" && \
		export CHROMIUM SOFFICE CRONTAB SYSTEMD_ANALYZE && $(RUN) -m pytest -n auto --dist worksteal

lint: $(READY) ## the layers of the package, and ruff
	@$(VENV)/bin/lint-imports --no-logo
	@$(VENV)/bin/ruff check

lab: review ## JupyterLab on the sample town's year, at its copy of explore.ipynb
	@$(VENV)/bin/nianbao lab shangcang 2023

docs: $(READY) ## the data dictionary, docs/tables, from expectations/
	@rm -f docs/tables/*.md
	@$(VENV)/bin/nianbao tables --lang zh --markdown docs/tables

bench: review ## what is measured, against the usual ways of doing it, into benchmarks/RESULTS.md (PART="rules batch" for some of it)
	@CHROMIUM="$$(tools/browser.sh)" && export CHROMIUM && $(RUN) -m benchmarks $(PART)

deep: property hostile crash ## many more cases than make test tries, in folders of their own

property hostile crash: $(READY) ## one of them
	@CHROMIUM="$$(tools/browser.sh)" && export CHROMIUM && NIANBAO_DEEP=1 $(RUN) -m pytest -n auto --dist worksteal tests/$@

reliability: $(READY) ## what was tried to break it and how that ended, into docs/reliability.md (PART="damaged crashes" for some of it)
	@CHROMIUM="$$(tools/browser.sh)" && export CHROMIUM && $(RUN) -m reliability $(PART)

supply: $(READY) ## what is known against the packages of the lock (Error 1: something; Error 3: no service could be asked, nothing is checked)
	@$(RUN) -m supply advisories

licences: $(READY) ## docs/licences.md, from the lock; ends with an error where one is unknown or not allowed
	@$(RUN) -m supply licences

sbom: $(READY) ## the bill of materials (CycloneDX), into dist/
	@$(RUN) -m supply bom

release: $(READY) ## wheel, source, bill of materials and their hashes, into dist/ (RELEASING.md)
	@$(RUN) -m supply release

lock: $(VENV)/bin/python ## requirements.txt, from pyproject.toml (UPGRADE=1: with the newest releases)
	@$(RUN) -m pip install -qq uv
	@$(RUN) -m uv pip compile --quiet $(if $(UPGRADE),--upgrade) --universal --python-version $(PYTHON_FROM) --fork-strategy fewest \
		--all-extras --generate-hashes --custom-compile-command 'make lock' --output-file requirements.txt pyproject.toml
	@echo 'requirements.txt is made anew; the next make remakes $(VENV) from it; then make licences.'

clean: ## remove what was generated (raw data and the environment stay)
	@rm -rf data/clean data/checked reviews site dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -path ./$(VENV) -prune -o '(' -name __pycache__ -o -name .ipynb_checkpoints ')' -type d -print0 | xargs -0 rm -rf

# PYTHONDONTWRITEBYTECODE, where it is set, would have the project's own modules compiled anew at every start.
$(READY): $(LOCKED) pyproject.toml
	@$(RUN) -m pip install -qq --no-deps --no-build-isolation -e .
	@$(RUN) -m compileall -q pipelines
	@touch $@

$(LOCKED): requirements.txt
	@tools/python.sh '$(PYTHON)' $(PYTHON_FROM) $(PYTHON_BELOW)
	@echo 'Making $(VENV) with $(BASE) (a minute or two) …'
	@rm -rf $(VENV)
	@'$(BASE)' -m venv $(VENV)
	@$(RUN) -m pip install -qq --require-hashes -r requirements.txt
	@touch $@

$(VENV)/bin/python:
	@tools/python.sh '$(PYTHON)' $(PYTHON_FROM) $(PYTHON_BELOW)
	@'$(BASE)' -m venv $(VENV)
