# On a fresh machine: Python 3.11 or newer, make, and the network for the first run. Nothing else.
#   make chat ARGS="--name Ana"      make test ARGS="-k autumn"

VENV := .venv
PYTHON := $(VENV)/bin/python
ARGS ?=
# Its clock can be set, so what is tried stays apart from what is real.
TRIAL := $(or $(AZALEA_DATA),data/trial)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: run chat test check format screens coverage bench-answers bench-guide bench-reading bench-send bench-burst bench-kills help python
.PHONY: FORCE

# Prints the first Python that is new enough and can make a virtual environment. Each is tried, for a name that is on
# the path may still be a launcher with nothing behind it.
define FIND_PYTHON
old=; \
for each in python3.13 python3.12 python3.11 python3; do \
    "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1 || continue; \
    if "$$each" -c 'import ensurepip, venv' </dev/null >/dev/null 2>&1; then echo "$$each"; exit 0; fi; \
    old="$$each"; \
done; \
if [ -n "$$old" ]; then \
    echo "$$old cannot make a virtual environment: install its venv package (on Debian and Ubuntu: python3-venv)." >&2; \
else \
    echo "azalea needs Python 3.11 or newer, and none was found: install it (on Debian and Ubuntu: python3)." >&2; \
fi; \
exit 1
endef

# An environment whose Python was taken away is set up again.
ifneq ($(shell $(PYTHON) -c "print('works')" </dev/null 2>/dev/null),works)
AGAIN := FORCE
endif

run: $(VENV)/ready  ## set up and try azalea in a browser, on a local Telegram (ARGS="--port 8082 --data DIR")
	@$(PYTHON) -m bot sandbox --data $(TRIAL) $(ARGS)

chat: $(VENV)/ready  ## set up and talk to azalea in this terminal (ARGS="--data DIR --name NAME")
	@$(PYTHON) -m bot chat $(ARGS)

test: $(VENV)/ready-dev  ## set up and run all tests (ARGS="-k autumn")
	@$(PYTHON) -m pytest --numprocesses auto $(ARGS)

check: $(VENV)/ready-dev  ## lint, format, types, direction of imports, the guide
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check
	@$(PYTHON) -m mypy
	@$(PYTHON) -c "from importlinter.cli import lint_imports_command as check; check()" --no-logo
	@$(PYTHON) -m bot guide check

format: $(VENV)/ready-dev  ## format the code, and mend what can be mended safely
	@$(PYTHON) -m ruff check --fix-only
	@$(PYTHON) -m ruff format

screens: $(VENV)/ready-dev  ## take pictures of the page, with Chromium (ARGS="--folder DIR")
	@$(PYTHON) -m tests.page.screens $(ARGS)

coverage: $(VENV)/ready-dev  ## write content/COVERAGE.md anew
	@$(PYTHON) -m bot guide coverage >content/COVERAGE.md

bench-guide: $(VENV)/ready-dev  ## find 950 questions beside other searches (ARGS="--questions FILE")
	@$(PYTHON) tests/bench/bench_guide.py $(ARGS)

bench-reading: $(VENV)/ready-dev  ## read 100,000 lines of chance (ARGS="--lines 5000 --seed 7")
	@$(PYTHON) tests/bench/bench_reading.py $(ARGS)

bench-answers: $(VENV)/ready-dev  ## answer beside an echo bot, over a local Telegram (ARGS="--people 50")
	@$(PYTHON) tests/bench/bench_answers.py $(ARGS)

bench-send: $(VENV)/ready-dev  ## send beside other clients of the Bot API (ARGS="--sends 500")
	@$(PYTHON) tests/bench/bench_send.py $(ARGS)

bench-burst: $(VENV)/ready-dev  ## 10,000 reminders due in one second, over Telegram (ARGS="--due 1000")
	@$(PYTHON) tests/bench/bench_burst.py $(ARGS)

bench-kills: $(VENV)/ready-dev  ## kill azalea 200 times in a busy minute (ARGS="5 --seed 7")
	@$(PYTHON) tests/bench/bench_kills.py $(ARGS)

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/  make \1\t\2/p' Makefile | expand -t 24

python:
	@$(FIND_PYTHON)

# Said on stderr and with nothing to read: stdin and stdout belong to the talk that follows.
# The stamp comes last, so that a set-up that failed or was stopped is done again.
$(VENV)/ready: WANTED := .
$(VENV)/ready-dev: WANTED := .[dev]
$(VENV)/ready $(VENV)/ready-dev: pyproject.toml $(AGAIN)
	@exec </dev/null >&2; set -e; \
	rm -f $@; \
	if ! $(PYTHON) -m pip --version >/dev/null 2>&1; then \
	    found=$$($(FIND_PYTHON)); \
	    echo "Setting up $(VENV) with $$("$$found" --version) ..."; \
	    "$$found" -m venv --clear $(VENV); \
	fi; \
	echo "Installing what azalea needs into $(VENV) (the first time this takes a minute or two) ..."; \
	$(PYTHON) -m pip install --disable-pip-version-check --no-input --editable '$(WANTED)'; \
	touch $@; \
	if [ $@ = $(VENV)/ready-dev ]; then touch $(VENV)/ready; fi; \
	echo "Ready."
