# Two commands are enough: `make run` starts the program, `make test` tests it. Both do all of their own set-up.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Two targets at once would set up one .venv at once; `test` alone runs several, after the set-up.
ifndef SIDE_BY_SIDE
.NOTPARALLEL:
endif

VENV ?= .venv
PY := $(VENV)/bin/python
DEMO ?= build/demo
export VENV

.PHONY: help venv python-ready qt-ready test-ready run test test-qt test-no-qt test-file test-server conformance check bench screens letters letters-pdf demo bundle glossary lock clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

venv: ## prepare .venv from the lock, and nothing else
	@tools/make_venv.sh

# What a bare machine may lack, asked for in one go before .venv is made; Qt itself is asked once it is there.
python-ready:
	@tools/bootstrap.sh python
	@tools/make_venv.sh

qt-ready:
	@tools/bootstrap.sh python qt font
	@tools/make_venv.sh
	@tools/bootstrap.sh qt

test-ready:
	@tools/bootstrap.sh python qt font postgresql
	@tools/make_venv.sh
	@tools/bootstrap.sh qt

run: qt-ready ## start the program; without a display, a scripted demonstration into build/demo
	@if [[ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]]; then \
		exec $(PY) -m desktop; \
	else \
		mkdir -p $(DEMO); \
		QT_QPA_PLATFORM=offscreen exec $(PY) -m desktop --demo $(DEMO); \
	fi

test: test-ready ## every test: the rooms without Qt beside the client, then the shared vectors
	@$(MAKE) --no-print-directory --jobs=3 --output-sync=target SIDE_BY_SIDE=1 test-qt test-file test-server
	@$(MAKE) --no-print-directory conformance

# Everything but the client proves on each run that it needs no Qt: importing PySide6 fails in this process.
test-no-qt: test-ready
	$(PY) -m pytest -p no:pytest-qt -p tests.no_qt --ignore=tests/desktop $(ARGS)

# The same in two parts: while one waits for the server, the other computes.
test-file: test-ready
	$(PY) -m pytest -p no:pytest-qt -p tests.no_qt --ignore=tests/desktop -m "not postgresql" $(ARGS)

test-server: test-ready
	$(PY) -m pytest -p no:pytest-qt -p tests.no_qt --ignore=tests/desktop -m postgresql $(ARGS)

test-qt: test-ready
	$(PY) -m pytest tests/desktop $(ARGS)

conformance: python-ready
	$(PY) -m tests.conformance tests/data/vectors/deadlines.json tests/data/vectors/periods.json tests/data/vectors/fees.json tests/data/vectors/annual.json tests/data/vectors/extra.json tests/data/vectors/extra_fees.json

check: python-ready ## style, types, walls, documents and migrations
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(PY) -m tools.check_docs
	$(PY) -m tools.check_licences
	$(PY) -m models.migrate --check

bench: test-ready ## measure, beside the libraries named in bench/
	$(PY) -m bench $(ARGS)

letters: python-ready ## one of each document as .docx and .pdf (needs LibreOffice), and a contact sheet, in build/letters
	$(PY) -m tools.letters_out build/letters
	$(PY) -m tools.contact_sheet build/letters docs/letters/contact-sheet.png

letters-pdf: test-ready ## lay out every letter as pages (needs LibreOffice)
	$(PY) -m pytest tests/templates --libreoffice $(ARGS)

screens: qt-ready ## screenshots of every screen into build/screens
	@mkdir -p build/screens
	QT_QPA_PLATFORM=offscreen $(PY) -m desktop --screens build/screens

demo: python-ready ## a database with sample cases at every stage, in build/demo.db
	@mkdir -p build
	@rm -f build/demo.db build/demo.db-wal build/demo.db-shm
	$(PY) -m casework demo --database build/demo.db

bundle: python-ready ## the bundle of a 200-page case of the demo database (needs LibreOffice), in build/bundle
	$(PY) -m bench.bundle_case build/bundle

glossary: python-ready ## write docs/glossary.md from law/terms.py
	$(PY) -m law.glossary > docs/glossary.md.new
	@mv docs/glossary.md.new docs/glossary.md

lock: ## resolve requirements/*.in again into hash-pinned locks for Python 3.11 to 3.13
	@tools/lock.sh

clean: ## remove what the other targets made, but not .venv
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
