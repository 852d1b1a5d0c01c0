# Relative paths only, so that a project folder with a space in its name works.
PYTHON ?= python3
PY := .venv/bin/python
READY := .venv/.installed
SHARED := ../shared

.PHONY: install site test check lock clean eval-gold eval-dates eval-recognizers eval-quotes eval-facts eval-answer eval-sentences eval-timelinejs eval-page eval-serve benchmark bench bench-exports bench-page bench-deploy picture

# The locked packages and the program itself into .venv.
install: $(READY)

# The example: content/ into site/.
site: $(READY)
	@$(PY) -m generator build

# Style, types, tests (the layers and "site/ is what content/ builds" among them).
test: $(READY)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -m pytest -q

# What CI runs.
check: test

# requirements.lock anew, from pyproject.toml, with hashes, for every Python and system that is supported.
lock:
	@test -x .cache/lock/bin/uv || ($(PYTHON) -m venv .cache/lock && .cache/lock/bin/python -m pip install --quiet uv)
	@.cache/lock/bin/python -m uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --quiet $(LOCKFLAGS) --output-file requirements.lock

# The marks of the example articles beside the project, where that folder is present.
eval-gold: $(READY)
	@if [ -f "$(SHARED)/eval/score_gold.py" ] && [ -d "$(SHARED)/gold" ]; then \
		$(PY) eval/gold.py "$(SHARED)" $(EVALFLAGS); \
	else echo "eval-gold: no $(SHARED)/gold and $(SHARED)/eval here; nothing was measured"; fi

# People, roles, figures, quotations and facts against their floors; with SETS, eval-quotes on those as well.
eval-facts: $(READY)
	@if [ -f "$(SHARED)/eval/score_gold.py" ] && [ -d "$(SHARED)/gold" ]; then \
		$(PY) -m eval.facts "$(SHARED)"; \
	else echo "eval-facts: no $(SHARED)/gold and $(SHARED)/eval here; nothing was measured"; fi
	@$(if $(SETS),$(MAKE) --no-print-directory eval-quotes)

# The marks of the temporal tagging: SETS are folders that ../shared/eval/prepare.py made of TimeML sets.
eval-dates: $(READY)
	@if [ -f "$(SHARED)/eval/score_timex.py" ]; then \
		$(PY) -m eval.dates "$(SHARED)" $(SETS) $(EVALFLAGS); \
	else echo "eval-dates: no $(SHARED)/eval here; nothing was measured"; fi

# The marks of the quotations: SETS are folders that ../shared/eval/prepare.py made of PolNeAR; EVALFLAGS=--calibrate
# measures the confidence of each rule instead, and writes it into the language file.
eval-quotes: $(READY)
	@if [ -f "$(SHARED)/eval/score_quotes.py" ]; then \
		$(PY) -m eval.quotes "$(SHARED)" $(SETS) $(EVALFLAGS); \
	else echo "eval-quotes: no $(SHARED)/eval here; nothing was measured"; fi

# The table of docs/dates.md: SPECS is the folder Specs/DateTime/English of microsoft/Recognizers-Text.
eval-recognizers: $(READY)
	@$(PY) -m eval.recognizers "$(SPECS)"

# The speed of every finder, and of every rule of dates: ARTICLES are files to read instead of the example.
benchmark: $(READY)
	@$(PY) benchmarks/analysis.py $(ARTICLES)
	@$(PY) benchmarks/dates.py

# The marks and the cost of every way to choose the short answer, into docs/answer.md. SET is a folder with gold.jsonl and
# articles/; the scorer's own package is no dependency of the project and stands in an environment of its own.
eval-answer: $(READY)
	@if [ -f "$(SHARED)/eval/score_summ.py" ] && [ -f "$(SET)/gold.jsonl" ]; then \
		test -f .cache/rouge/.installed || ($(PYTHON) -m venv .cache/rouge && .cache/rouge/bin/python -m pip install --quiet \
			rouge-score && touch .cache/rouge/.installed); \
		$(PY) -m benchmarks.answer "$(SHARED)" "$(SET)" .cache/rouge/bin/python; \
	else echo "eval-answer: no $(SHARED)/eval, or SET is no folder with gold.jsonl; nothing was measured"; fi

# Where sentences end: RULES is tests/lang/test_english.py of a clone of pySBD.
eval-sentences: $(READY)
	@$(PY) -m eval.sentences "$(SHARED)" $(RULES)

# Whether the real TimelineJS3, in a real browser, loads what the example writes for it (wants npm and chromium).
eval-timelinejs: $(READY)
	@test -d .cache/timelinejs/node_modules || npm install --prefix .cache/timelinejs --ignore-scripts --no-save --silent \
		@knight-lab/timelinejs@3.9.11
	@$(PY) -m eval.timelinejs .cache/timelinejs/node_modules/@knight-lab/timelinejs site/*/timelinejs.json

# Every page of a site of easy, real and hard articles in a real browser and by checkers of others, with peers beside it, into
# docs/page.md (wants npm, node and chromium; Java for the Nu HTML checker).
PAGE := .cache/page
eval-page: $(READY)
	@test -f $(PAGE)/.installed || (npm install --prefix $(PAGE) --ignore-scripts --no-save --no-audit --no-fund --silent \
		axe-core@4.14.1 vnu-jar@26.9.27 html-validate@10.9.0 lighthouse@13.5.0 @knight-lab/timelinejs@3.9.11 && \
		$(PYTHON) -m venv $(PAGE)/pelican && $(PAGE)/pelican/bin/python -m pip install --quiet "pelican[markdown]==4.12.0" && \
		$(PYTHON) -m venv $(PAGE)/mkdocs && $(PAGE)/mkdocs/bin/python -m pip install --quiet mkdocs==1.6.1 && \
		touch $(PAGE)/.installed)
	@$(PY) -m eval.page $(PAGE)/node_modules $(PAGE) docs/page.md

# What builds take, with other generators beside them, into benchmarks/build.md (wants hugo for one of those).
BENCH := .cache/bench
bench: $(READY)
	@test -f $(BENCH)/.installed || ($(PYTHON) -m venv $(BENCH)/pelican && \
		$(BENCH)/pelican/bin/python -m pip install --quiet "pelican[markdown]==4.12.0" && \
		$(PYTHON) -m venv $(BENCH)/mkdocs && $(BENCH)/mkdocs/bin/python -m pip install --quiet mkdocs==1.6.1 && \
		touch $(BENCH)/.installed)
	@$(PY) -m benchmarks.build $(BENCH) benchmarks/build.md $(BENCHFLAGS)

# The preview with a real browser as its client, into docs/preview.md (wants chromium; takes some ten minutes).
eval-serve: $(READY)
	@$(PY) -m eval.serve docs/preview.md

# The picture of the README anew, from the built example (wants chromium).
picture: site
	@$(PY) -m tools.picture site/naama-issachar/index.html docs/page.webp

# What a page takes, and how large it is: ROOT is the folder of a project.
bench-page: $(READY)
	@$(PY) -m benchmarks.page $(ROOT)

# What each export takes.
bench-exports: $(READY)
	@$(PY) benchmarks/exports.py

# What publishing a site of 1,000 pages takes, one of them changed.
bench-deploy: $(READY)
	@$(PY) -m benchmarks.deploy

clean:
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage build dist *.egg-info

# Two commands, each pinned: the locked wheels with their hashes, then the project itself without asking an index.
# The lock is complete, so nothing is left to resolve (--no-deps): an older pip takes the newest release for a
# requirement with extras, "coverage[toml]", and then refuses it for having no hash.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("error: Python 3.11 or newer is needed, this is %d.%d: make PYTHON=python3.12" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@echo "installing into .venv (once)"
	@$(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
