# Helår. `make run` starts it with the example database, `make test` proves it, `make check` is the quick part of the proof.
# Needs Python 3.11 or newer, make and git; everything else is installed into .venv from the lock files.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
EXEMPEL := sqlite:///data/exempel.db
PYTEST := $(BIN)/python -m pytest -n 2 -rsR

.DELETE_ON_ERROR:
.PHONY: help run exempel env dev check test static tools bench jamforelse lock clean

help:
	@echo "make run     starta Helår med exempelkommunerna på http://127.0.0.1:$(PORT)"
	@echo "make test    alla kontroller och tester, även i en riktig webbläsare"
	@echo "make check   den snabba delen, utan webbläsare"
	@echo "make bench   mät tid och prognosernas träffsäkerhet (HELAR_PROGNOSDATA=MAPP mäter på egna serier)"
	@echo "make jamforelse  installera statsforecast i en egen miljö, så att make bench jämför med AutoETS"
	@echo "make lock    räkna om låsfilerna efter en ändring i requirements*.txt"
	@echo "make clean   ta bort miljön och exempeldatabasen"

run: .venv/.korning data/exempel.db
	HELAR_DB=$(EXEMPEL) $(BIN)/python -m streamlit run dashboard.py --server.headless true --server.port $(PORT)

exempel: data/exempel.db
env: .venv/.korning
dev: .venv/.utveckling

data/exempel.db: | .venv/.korning
	@mkdir -p data
	$(BIN)/python -m finance exempel --db $(EXEMPEL)

.venv/.korning: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Helår behöver Python 3.11 eller senare. Ange den med make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

.venv/.utveckling: requirements-dev.lock | .venv/.korning
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

static: .venv/.utveckling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: static
	$(PYTEST) -m "not browser and not slow"

test: static tools
	$(PYTEST)

tools:
	@sh .ci/verktyg

bench: .venv/.utveckling
	$(BIN)/python -m bench.prognos --anpassade 60
	$(BIN)/python -m bench.inlasning
	$(BIN)/python -m bench.sie
	$(BIN)/python -m bench.sidor

jamforelse: requirements-jamforelse.txt
	$(PYTHON) -m venv .venv-jamforelse
	.venv-jamforelse/bin/python -m pip install --quiet -r requirements-jamforelse.txt

lock: .venv/.utveckling
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header --quiet requirements.txt -o requirements.lock
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header --quiet requirements-dev.txt -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv .venv-jamforelse data/exempel.db data/exempel.db-wal data/exempel.db-shm
