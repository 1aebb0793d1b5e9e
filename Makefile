# make demo    installs into .venv and renders the examples to build/demo
# make test    all tests
# make lint    ruff and mypy
# make bench   how long things take
# make pictures  the README's pictures, anew
# make rujukan   the generated pages of the reference, anew
# make docs    the site of guide and reference, to build/docs/panduan
# make windows-kit  all that Windows needs, to build/windows; with EMBED=python-3.12.…-embed-amd64.zip also Python itself
# make app     sopgen as a folder that needs no Python, for this system, to build/app
# make lock    both lock files, after a change of pyproject.toml
# make clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEMO := build/demo

# Each start of Python would compile all that it loads.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench rujukan pictures docs windows-kit app lock clean

help:
	@sed -n '/^#/!q; s/^# //p' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "sopgen needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Only files whose hashes are in the lock are installed; what builds the package is among them.
$(VENV)/.installed: $(BIN)/python pyproject.toml requirements.lock
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/sopgen render examples -o $(DEMO)
	@ls -l $(DEMO)

test: export PATH := $(CURDIR)/tests/tools/node_modules/.bin:$(PATH)
test: $(VENV)/.installed-dev
	@tools/check-tools.sh
	$(BIN)/python -m pytest -n 4  # two for each of two cores: many tests wait for browsers, LibreOffice and processes

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: export PATH := $(CURDIR)/$(BIN):$(CURDIR)/tests/tools/node_modules/.bin:$(PATH)
bench: $(VENV)/.installed-dev
	@for script in benchmarks/*.py; do echo "$$script"; $(BIN)/python "$$script" || exit 1; done

rujukan: $(VENV)/.installed
	$(BIN)/python tools/make_reference.py

pictures: $(VENV)/.installed
	$(BIN)/python tools/make_pictures.py

docs: $(VENV)/.installed-dev
	rm -rf build/docs
	mkdir -p build/docs/templates
	$(BIN)/zensical build --strict
	cp -R examples build/docs
	cp -R templates/ci build/docs/templates
	echo '<meta http-equiv="refresh" content="0; url=panduan/index.html">' >build/docs/index.html

# Resolved for Windows: pip judges markers by the system it runs on, and would leave colorama out.
KIT := build/windows
windows-kit: $(VENV)/.installed-dev
	rm -rf $(KIT)
	mkdir -p $(KIT)
	$(BIN)/uv pip compile --quiet --python-platform x86_64-pc-windows-msvc --python-version 3.12 --generate-hashes \
	  --no-header --extra pdf -c requirements.lock pyproject.toml -o $(KIT)/requirements.txt
	$(PIP) download --require-hashes --no-deps --only-binary=:all: --platform win_amd64 --python-version 3.12 \
	  -r $(KIT)/requirements.txt -d $(KIT)/wheels
	$(PIP) wheel --no-deps --no-build-isolation -w $(KIT)/wheels .
	for wheel in $(KIT)/wheels/*.whl; do $(BIN)/python -m zipfile -e "$$wheel" $(KIT)/paket || exit 1; done
	cp packaging/*.cmd $(KIT)
	cp -r examples $(KIT)
ifdef EMBED
	$(BIN)/python -m zipfile -e "$(EMBED)" $(KIT)/python
	printf '\r\n..\\paket\r\n' >>$(KIT)/python/python312._pth
endif

app: $(VENV)/.installed-dev
	$(BIN)/python -m PyInstaller packaging/sopgen.spec --noconfirm --log-level WARN \
	  --distpath build/app --workpath build/pyinstaller
	$(BIN)/python packaging/try_app.py build/app/sopgen/sopgen

# For every system at once; versions stay as they are unless pyproject.toml asks for others (LOCK=--upgrade: the newest).
lock: COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
  --custom-compile-command 'make lock' $(LOCK) pyproject.toml
lock: $(VENV)/.installed-dev
	$(COMPILE) --extra build --extra pdf --extra dev -o requirements-dev.lock
	$(COMPILE) --extra build --extra pdf -c requirements-dev.lock -o requirements.lock

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/tools/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
