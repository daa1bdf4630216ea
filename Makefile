# Every command sets up what it needs first; a second run only compares a fingerprint.
# Paths are relative, so that the folder may have a space in its name.

PYTHON ?= python3
RUN := .venv/bin/python
PORT ?= 8000
export NO_MKDOCS_2_WARNING := 1

# The only date in the built site is that of the commit, so that two builds of it are the same.
COMMIT_TIME := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(COMMIT_TIME),)
export SOURCE_DATE_EPOCH ?= $(COMMIT_TIME)
endif

.DEFAULT_GOAL := help
.PHONY: help serve build offline check stubs edition confirm test search-report search-parts search-scale lock

help: ## list the commands
	@grep -E '^[a-z-]+: .*## ' Makefile | sed -E 's/^([a-z-]+): .*## (.*)/make \1\t\2/' | expand -t 20

serve: ## serve the site at http://127.0.0.1:8000 and build it anew at each change
	@$(PYTHON) tools/prepare.py site $(PORT)
	@$(RUN) -m mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT)

build: ## build the site into site/
	@$(PYTHON) tools/prepare.py site
	@$(RUN) -m mkdocs build

offline: build ## pack the site and its open data into dist/, to be read without a server
	@rm -rf dist
	@$(RUN) -m knowledge offline site dist

check: ## check the data and the pages, without building
	@$(PYTHON) tools/prepare.py site
	@$(RUN) -m knowledge check

stubs: ## write the page files and the ledger lines that new records need
	@$(PYTHON) tools/prepare.py site
	@$(RUN) -m knowledge stubs

edition: ## note what each record says, for the newest edition in data/editions.yml, before its tag is set
	@$(PYTHON) tools/prepare.py site
	@$(RUN) -m knowledge edition

confirm: ## confirm that only the spelling of records was mended since the last edition: make confirm ID=rec-3
	@test -n "$(ID)" || { echo "say which record: make confirm ID=rec-3"; exit 1; }
	@$(PYTHON) tools/prepare.py site
	@$(RUN) -m knowledge confirm $(ID)

test: ## run every test: style, types, data, pages, browser
	@$(PYTHON) tools/prepare.py test
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@.venv/bin/node .venv/npm/node_modules/@biomejs/biome/bin/biome ci --error-on-warnings
	@$(RUN) -m knowledge check
	@$(RUN) -m pytest --numprocesses 2 --dist loadfile

search-report: ## ask the search every query, in a real browser, and say how often the right place comes first
	@$(PYTHON) tools/prepare.py test
	@$(RUN) -m tests.helpers.search_report

search-parts: ## say what each part of the search brings, by leaving it out
	@$(PYTHON) tools/prepare.py test
	@$(RUN) -m tests.helpers.search_report parts

search-scale: ## measure the search of 10,000 made-up records, with either engine
	@$(PYTHON) tools/prepare.py test
	@$(RUN) -m tests.helpers.search_report scale

lock: ## pin the versions of pyproject.toml anew, with hashes
	@$(PYTHON) tools/prepare.py test
	@$(RUN) -m uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml --output-file requirements.txt
	@$(RUN) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra test --constraint requirements.txt pyproject.toml --output-file requirements-test.txt
