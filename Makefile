# make run, make test, make bench: little else to learn.

PORT ?= 8000
PYTHON ?= python3
VENV := .venv/bin/python
INSTALL := @$(PYTHON) .ci/environment.py

run staff bench: export LOCAL = 1
run: export SITE_URL ?= http://127.0.0.1:$(PORT)

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s%s\n", $$1, $$2 }' Makefile

run: ## Install and start the portal on this machine (PORT=8000)
	$(INSTALL) requirements.txt
	@exec $(VENV) manage.py serve --port="$(PORT)"

staff: ## Make a staff account; asks for a name and a password
	$(INSTALL) requirements.txt
	@exec $(VENV) manage.py create_staff

test: ## Run everything that is checked (STEPS="ruff sqlite" for a part)
	$(INSTALL) requirements-test.txt
	@exec $(VENV) tests/run.py $(STEPS)

pictures: ## Write pictures of the ten main pages to look at (OUT=.state/pictures)
	$(INSTALL) requirements-test.txt
	@exec $(VENV) -m tests.browser.pictures $(OUT)

bench: ## Measure the portal with many records (RECORDS=1000 for fewer)
	$(INSTALL) requirements-test.txt
	@exec $(VENV) -m tests.benchmarks

lock: ## Write the lock files again, after a change of pyproject.toml
	$(INSTALL) requirements-test.txt
	@.ci/lock

.PHONY: help run staff test pictures bench lock
