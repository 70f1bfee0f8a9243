"""The connection to SQLite or PostgreSQL, set up so that writers wait for each other instead of failing.

SQLite: WAL, BEGIN IMMEDIATE for writes (a read that becomes a write cannot be upgraded and would fail at once), plain BEGIN
for reads. PostgreSQL: one advisory lock for writes, REPEATABLE READ for reads. Both: one writer at a time, readers never wait,
and a reader sees one moment.
"""

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from finance.errors import HelarError

SQLITE_HEADER = b"SQLite format 3\x00"
WRITE_LOCK = 4_711_202_611
BUSY_MS = 15_000


def create_engine(url: str, *, foreign_keys: bool = True) -> sa.Engine:
    """An engine for `url`. Creates the folder of a SQLite file. Raises HelarError for what cannot be used."""
    try:
        parsed = sa.make_url(url)
        if parsed.get_backend_name() != "sqlite":
            return sa.create_engine(parsed)
    except (sa.exc.ArgumentError, ImportError) as error:
        raise HelarError(
            "Databasadressen förstås inte. Skriv till exempel sqlite:///data/helar.db eller "
            "postgresql+psycopg://användare@värd/databas."
        ) from error
    check_sqlite_file(parsed.database)
    engine = sa.create_engine(parsed)
    _listen(engine, foreign_keys=foreign_keys)
    return engine


def check_sqlite_file(database: str | None) -> None:
    """Make the folder, and refuse what is there but is not a SQLite database."""
    if not database or database == ":memory:":
        raise HelarError("Databasen måste vara en fil. Skriv till exempel sqlite:///data/helar.db.")
    path = Path(database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            with path.open("rb") as file:
                head = file.read(len(SQLITE_HEADER))
            if head and head != SQLITE_HEADER:
                raise HelarError(f"Filen {path} är ingen Helår-databas. Ange en annan fil, eller flytta undan den.")
    except OSError as error:
        raise HelarError(f"Databasen {path} går inte att öppna. Kontrollera att mappen finns och får skrivas i.") from error


def _listen(engine: sa.Engine, *, foreign_keys: bool) -> None:
    pragmas = (
        f"busy_timeout={BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
        "cache_size=-32000",
        "temp_store=MEMORY",
    )

    @sa.event.listens_for(engine, "connect")
    def on_connect(dbapi: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3.Connection behind SQLAlchemy
        dbapi.isolation_level = None  # pysqlite must not send its own BEGIN
        for pragma in pragmas:
            dbapi.execute(f"PRAGMA {pragma}").close()

    @sa.event.listens_for(engine, "begin")
    def on_begin(conn: sa.Connection) -> None:
        conn.exec_driver_sql("BEGIN" if conn.get_execution_options().get("las") else "BEGIN IMMEDIATE")


def connect_read(engine: sa.Engine) -> sa.Connection:
    """A connection whose transaction sees one moment and takes no lock."""
    if engine.dialect.name == "sqlite":
        return engine.connect().execution_options(las=True)
    return engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def take_write_lock(conn: sa.Connection) -> None:
    """Wait until this transaction is the only writer. On SQLite BEGIN IMMEDIATE has done it."""
    if conn.dialect.name != "sqlite":
        conn.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITE_LOCK)))
