# Everything a clone needs: Python 3.11 or newer and make. The rest is set up here, in .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
RUN    := $(VENV)/.run-ready
DEV    := $(VENV)/.dev-ready

.PHONY: chat demo test check format lint types layers bench soak ideas diagram docs lock clean

chat: $(RUN)            ## talk to the coach in this terminal
	@$(BIN)/coach chat

demo: $(RUN)            ## watch an invented candidate's whole conversation
	@$(BIN)/coach demo

test: $(DEV)            ## every test
	$(BIN)/pytest -n auto

check: format lint types layers   ## what CI checks besides the tests

format: $(DEV)
	$(BIN)/ruff format --check .
lint: $(DEV)
	$(BIN)/ruff check .
types: $(DEV)
	$(BIN)/mypy
layers: $(DEV)
	$(BIN)/lint-imports

bench: $(DEV)           ## speeds and memory, as ratios in one run
	$(BIN)/python -m tests.bench

soak: $(DEV)            ## 1,000 real kills, audited
	$(BIN)/python -m tests.soak --kills 1000

ideas: $(DEV)           ## train the classifiers on the sentences of content/*/ideas
	@$(BIN)/python -m tests.ideas --train

diagram: $(RUN)         ## draw the interview from its script
	$(BIN)/python -m bot.diagram docs/interview.md

docs: $(RUN)            ## write the pages of all faults from their files
	@$(BIN)/python -m bot.critiques.pages

lock: $(DEV)            ## pin every dependency with its hashes; no registry host is named
	$(BIN)/uv pip compile pyproject.toml --group install --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate -q -o requirements-dev.txt
	$(BIN)/uv pip compile pyproject.toml --group install -c requirements-dev.txt --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate -q -o requirements.txt

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Anchor needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	@$(PYTHON) -m venv $(VENV)

$(RUN): requirements.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Setting up Anchor in $(VENV) (once, about a minute) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(DEV): requirements-dev.txt $(RUN)
	@echo "Setting up what the tests need in $(VENV) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
