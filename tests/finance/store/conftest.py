"""A store on SQLite, and the same tests on PostgreSQL where the machine has it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from finance.store import Store
from finance.store.tables import metadata
from tests.pg import Klunga, find_binaries, run_klunga


@pytest.fixture(scope="session")
def klunga() -> Iterator[Klunga]:
    if (binaries := find_binaries()) is None:
        pytest.skip("PostgreSQL finns inte på den här maskinen (/usr/lib/postgresql): bara SQLite prövas.")
    with run_klunga(binaries) as running:
        yield running


@pytest.fixture(scope="session")
def made_url(klunga: Klunga) -> str:
    """A PostgreSQL database that has every table, emptied before each test."""
    url = klunga.new_database()
    Store.open(url).close()
    return url


def empty_tables(url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as conn:
        names = ", ".join(table.name for table in metadata.sorted_tables)
        conn.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    engine.dispose()


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that has every table, to copy."""
    path = tmp_path_factory.mktemp("mall") / "mall.db"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place where there is no database yet (SQLite), or an empty one (PostgreSQL)."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tom.db'}"
    running: Klunga = request.getfixturevalue("klunga")
    return running.new_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that is up to date and holds nothing."""
    if request.param == "sqlite":
        path = tmp_path / "helar.db"
        shutil.copyfile(request.getfixturevalue("made_file"), path)
        return f"sqlite:///{path}"
    made: str = request.getfixturevalue("made_url")
    empty_tables(made)
    return made


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url)
    yield opened
    opened.close()
