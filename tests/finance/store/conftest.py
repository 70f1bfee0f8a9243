"""A store on SQLite, and the same tests on PostgreSQL where the machine has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from finance.store import Store
from tests.pg import Klunga, find_binaries, run_klunga


@pytest.fixture(scope="session")
def klunga() -> Iterator[Klunga]:
    if (binaries := find_binaries()) is None:
        pytest.skip("PostgreSQL finns inte på den här maskinen (/usr/lib/postgresql): bara SQLite prövas.")
    with run_klunga(binaries) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'helar.db'}"
    running: Klunga = request.getfixturevalue("klunga")
    return running.new_database()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url)
    yield opened
    opened.close()
