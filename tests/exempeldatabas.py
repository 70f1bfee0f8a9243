"""The example database, built once for a whole test run, whatever the number of workers."""

import os
import time
from pathlib import Path

import pytest

from finance.exempel import load_exempel
from finance.store import Store

LONGEST_WAIT = 300


def shared_exempel(factory: pytest.TempPathFactory) -> Path:
    """The file; copy it, do not write to it. The first worker that asks builds it, the others wait."""
    base = factory.getbasetemp()
    folder = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    database, claim = folder / "exempel.db", folder / "exempel.lock"
    if _claim(claim):
        making = folder / "exempel.making.db"
        store = Store.open(f"sqlite:///{making}")
        load_exempel(store)
        store.close()
        making.rename(database)
    return _wait_for(database)


def _claim(path: Path) -> bool:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def _wait_for(database: Path) -> Path:
    give_up = time.monotonic() + LONGEST_WAIT
    while not database.exists():
        assert time.monotonic() < give_up, "the example database was not built"
        time.sleep(0.1)
    return database
