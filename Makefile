# Everything that can be run, by people and by CI. `make help` lists it.
PYTHON ?= python3
PORT ?= 8000
RUN := .venv/bin/python -m tools

.DEFAULT_GOAL := help
.PHONY: help serve build whole test test-all test-extra bank item page new-lab bench check outputs schema lock format clean lab lab-check env-site env-test env-jupyter

help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Study
serve: env-site ## Build everything and serve the site (PORT=8000); builds anew what you change
	@$(RUN) serve --port $(PORT)

build: env-site ## Build the whole site into site/
	@$(RUN) build

whole: env-site ## The same; fails if a part of Python in the tab can't be had
	@$(RUN) build --whole

lab: env-jupyter ## Do a lab in JupyterLab on this machine (LAB=tracking/first-experiment; OPEN=no opens no browser)
	@$(RUN) lab $(LAB) $(if $(filter no,$(OPEN)),--no-browser)

lab-check: env-jupyter ## Tell which tasks of your copy of a lab are done (LAB=tracking/first-experiment)
	@$(RUN) lab-check $(LAB)

##@ Write
item: env-site ## Begin an item (ITEM=tracking/a-slug TYPE=choice|predict|order|short|code)
	@$(RUN) new item $(ITEM) --type "$(TYPE)"

page: env-site ## Begin a page (NEW=tracking/a-slug)
	@$(RUN) new page $(NEW)

new-lab: env-site ## Begin a lab (LAB=tracking/a-slug)
	@$(RUN) new lab $(LAB)

check: env-site ## Tell what is wrong with items, pages, labs and data
	@$(RUN) check

outputs: env-site ## Run the pages' code and rewrite what it prints (PAGE=tracking/runs.md for one)
	@$(RUN) outputs $(PAGE)

bank: env-test ## Review the bank on a local page: items, keys, proofs, gates, statistics (PORT=8000)
	@$(RUN) bank --port $(PORT)

schema: env-site ## Write the JSON Schema of items for your editor
	@$(RUN) schema

##@ Test
test: env-test ## Run everything that CI runs; ends with one summary
	@$(RUN) test

test-all: env-test ## The same, trusting no kept result
	@$(RUN) test --all

test-extra: env-test ## Run what needs PyTorch, TensorFlow or Spark, in an environment of its own (about 2 GB; Java 17)
	@$(RUN) test --extra

bench: env-test ## Measure; writes build/bench.json
	@$(RUN) bench

##@ Keep
lock: env-test ## Compile the locked requirements from pyproject.toml and requirements/*.in
	@$(RUN) lock

format: env-test ## Format Python and TypeScript
	@$(RUN) format

clean: ## Delete what was built here (not the downloads in your cache folder)
	@rm -rf site build .cache .venv node_modules docs/labs

env-site:
	@$(PYTHON) tools/env.py site

env-test:
	@$(PYTHON) tools/env.py test

env-jupyter:
	@$(PYTHON) tools/env.py jupyter
