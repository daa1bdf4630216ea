# Every command sets up what it needs first; a second run only compares a fingerprint.
# Paths are relative, so that the folder may have a space in its name.

PYTHON ?= python3
RUN := .venv/bin/python
PORT ?= 8000
ENGINE ?= mkdocs
export NO_MKDOCS_2_WARNING := 1

# Modules and settings of another Python must not get into this one.
unexport PYTHONPATH PYTHONHOME PYTHONSAFEPATH PYTHONSTARTUP

# The only date in the built site is that of the commit, so that two builds of it are the same.
# A repository further up is another project's.
COMMIT_TIME := $(if $(wildcard .git),$(shell git log -1 --format=%ct 2>/dev/null),$(shell grep -sx '[0-9]*' .commit-time))
ifneq ($(COMMIT_TIME),)
export SOURCE_DATE_EPOCH ?= $(COMMIT_TIME)
endif

# Is read by any Python, the oldest too.
PYTHON_CHECK := import sys; sys.version_info >= (3, 11) or sys.exit("cannot set up: Python 3.11 or later is needed \
and this is %d.%d; install a later one and name it: make PYTHON=python3.12" % sys.version_info[:2])

define set_up
@command -v $(PYTHON) >/dev/null || { echo "cannot set up: there is no $(PYTHON) here; install Python 3.11 or later, \
or name one: make PYTHON=python3.12" >&2; exit 1; }
@$(PYTHON) -c '$(PYTHON_CHECK)'
@$(PYTHON) tools/prepare.py $(1)
endef

.DEFAULT_GOAL := help
.PHONY: help serve build offline release check stubs new stale edition confirm quick lint test site-test mutants search-report search-parts search-scale scale licences links upkeep compare lock

help: ## list the commands
	@grep -E '^[a-z-]+: .*## ' Makefile | sed -E 's/^([a-z-]+): .*## (.*)/make \1\t\2/' | expand -t 20

serve: ## serve the site at http://127.0.0.1:8000 and rebuild it when a file changes
	$(call set_up,site $(PORT))
	@$(RUN) -m mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT)

build: ## build the site, with the trainer’s kit, into site/; another engine: make build ENGINE=properdocs or zensical
	$(call set_up,$(if $(filter mkdocs,$(ENGINE)),build,engines))
	@KIT=true $(RUN) -m knowledge build $(ENGINE)

offline: build ## pack the site and its open data into dist/ as ZIP files, to read offline
	@rm -rf dist
	@$(RUN) -m knowledge offline site dist

release: ## pack the site in site/, as built by `make build`, for a release: make release TAG=edition-2026-11-22
	@test -n "$(TAG)" || { echo "name the edition: make release TAG=edition-2026-11-22" >&2; exit 1; }
	$(call set_up,tools)
	@rm -rf dist
	@$(RUN) -m knowledge release $(TAG) site dist

check: ## check the data and the pages, without building
	$(call set_up,site)
	@$(RUN) -m knowledge check

stubs: ## write the page files, menu lines and ledger lines that new records and headings need
	$(call set_up,site)
	@$(RUN) -m knowledge stubs
	@$(RUN) -m mkdocs build
	@$(RUN) -m knowledge sections site

stale: ## list the entries that no one has checked for 180 days, and the documents that we have not read
	$(call set_up,site)
	@$(RUN) -m knowledge stale

edition: ## record what each entry says now, before you tag the newest edition in data/editions.yml
	$(call set_up,site)
	@$(RUN) -m knowledge edition

confirm: ## confirm that you only corrected the spelling of a record since the last edition: make confirm ID=rec-3
	@test -n "$(ID)" || { echo "name the record: make confirm ID=rec-3"; exit 1; }
	$(call set_up,site)
	@$(RUN) -m knowledge confirm $(ID)

new: ## add a template for a new record: make new KIND=finding
	$(call set_up,site)
	@$(RUN) -m knowledge new $(KIND)

quick: ## run the tests that need no build and no browser, in seconds
	$(call set_up,tools)
	@$(RUN) -m pytest tests/unit --numprocesses auto --quiet

lint: ## check the style and the types of the code
	$(call set_up,tools)
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@.venv/bin/node .venv/npm/node_modules/@biomejs/biome/bin/biome ci --error-on-warnings

test: lint ## run every test: style, types, data, pages, browser
	$(call set_up,test)
	@$(RUN) -m knowledge check
	@$(RUN) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

site-test: ## test the site in site/ as `make build` left it: pages, links, sizes, browser
	$(call set_up,test)
	@BUILT_SITE=site $(RUN) -m pytest tests/site tests/browser --numprocesses auto --dist loadfile --no-loadscope-reorder

mutants: ## plant faults in words and meaning, one at a time, and list those that no test notices
	$(call set_up,test)
	@$(RUN) -m tests.mutants $(FAULTS)

search-report: ## run every test query in a real browser, and report how often the right result comes first
	$(call set_up,test)
	@$(RUN) -m tests.helpers.search_report

search-parts: ## measure the effect of each part of the search, by leaving it out
	$(call set_up,test)
	@$(RUN) -m tests.helpers.search_report parts

search-scale: ## measure the search of 10,000 made-up records, with either engine
	$(call set_up,test)
	@$(RUN) -m tests.helpers.search_report scale

scale: ## measure 1, 10 and 100 times the data next to a stock Material site; takes hours: make scale SIZES="1 10 CHECK100"
	$(call set_up,test)
	@$(RUN) -m tests.scale $(SIZES)

licences: ## list the packages that we use with their licences, and name those that do not fit with ours
	$(call set_up,tools)
	@$(RUN) -m knowledge licences

links: ## ask for every page outside the site that it links to, and list the dead links
	$(call set_up,site)
	@$(RUN) -m knowledge links

upkeep: ## write upkeep.md: stale entries, dead links and known vulnerabilities, for those who maintain the site
	$(call set_up,tools)
	@$(RUN) tools/upkeep.py upkeep.md

compare: ## say what a new build changes of what an old one published: make compare OLD=old/site NEW=site
	@test -n "$(OLD)" && test -n "$(NEW)" || { echo "name two builds: make compare OLD=old/site NEW=site" >&2; exit 1; }
	$(call set_up,site)
	@$(RUN) -m knowledge compare $(OLD) $(NEW)

lock: ## pin the latest versions of the packages in pyproject.toml, with hashes
	$(call set_up,tools)
	@$(RUN) -m uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml --output-file requirements.txt
	@$(RUN) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra build --constraint requirements.txt pyproject.toml --output-file requirements-build.txt
	@$(RUN) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra build --extra engines --constraint requirements-build.txt pyproject.toml --output-file requirements-engines.txt
	@$(RUN) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra build --extra engines --extra test --constraint requirements-engines.txt pyproject.toml --output-file requirements-test.txt
