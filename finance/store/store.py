"""The door to the database: open, read, write, and the version that caches are keyed on."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

import sqlalchemy as sa

from finance.errors import HelarError
from finance.store import engine as motor
from finance.store import migrate, tables
from finance.store.tid import FIRST, later, utc_now

TROUBLE = (sa.exc.OperationalError, sa.exc.DatabaseError)
"""What the database does not manage (locked, full, gone, damaged); their other kinds are faults of the program."""


@dataclass
class _Transaction:
    conn: sa.Connection
    writes: bool
    time: str = ""
    failed: bool = False


class Store:
    """One database. Safe to share between threads; each thread has its own transaction."""

    def __init__(self, url: str, engine: sa.Engine, clock: Callable[[], datetime]) -> None:
        self.url = url
        self._engine = engine
        self._clock = clock
        self._local = threading.local()

    @classmethod
    def open(cls, url: str, *, clock: Callable[[], datetime] = utc_now) -> Self:
        """Open, create or migrate the database at `url`. Raises HelarError when that cannot be done."""
        engine = motor.create_engine(url)
        try:
            migrate.bring_up_to_date(url, engine)
        except sa.exc.DBAPIError as error:
            engine.dispose()
            raise _as_helar_error(error) from error
        except HelarError:
            engine.dispose()
            raise
        return cls(url, engine, clock)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextlib.contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """One moment of the database. Inside another read or a write it is that one's connection."""
        if (current := self._current) is not None:
            yield current.conn
            return
        with self._begin(motor.connect_read(self._engine), writes=False) as transaction:
            yield transaction.conn

    @contextlib.contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction, alone; committed whole at the end, or not at all.

        Inside another write it is a part of that one, and when it fails all of it fails.
        """
        if (current := self._current) is not None:
            if not current.writes:
                raise RuntimeError("a write cannot begin inside a read")
            try:
                yield current.conn
            except BaseException:
                current.failed = True
                raise
            return
        with self._begin(self._engine.connect(), writes=True) as transaction:
            motor.take_write_lock(transaction.conn)
            transaction.time = self._tick(transaction.conn)
            yield transaction.conn
            if transaction.failed:
                raise RuntimeError("a part of the write failed: nothing is stored")

    def checkpoint(self) -> None:
        """Bring the journal beside a SQLite file into it and empty the journal. Nothing on PostgreSQL."""
        if self._engine.dialect.name != "sqlite":
            return
        raw = self._engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        finally:
            raw.close()

    @property
    def time(self) -> str:
        """The time of the write that is going on, as stored; later than every time given before."""
        current = self._current
        if current is None or not current.writes:
            raise RuntimeError("only a write has a time")
        return current.time

    def version(self, namnd: str) -> int:
        """A number that changes with every write that concerns the nämnd; 0 before the first."""
        with self.read() as conn:
            return conn.scalar(sa.select(tables.namnd.c.version).where(tables.namnd.c.kod == namnd)) or 0

    @property
    def _current(self) -> _Transaction | None:
        return getattr(self._local, "transaction", None)

    @contextlib.contextmanager
    def _begin(self, conn: sa.Connection, *, writes: bool) -> Iterator[_Transaction]:
        try:
            with conn, conn.begin():
                self._local.transaction = _Transaction(conn, writes)
                try:
                    yield self._local.transaction
                finally:
                    self._local.transaction = None
        except sa.exc.DatabaseError as error:
            if type(error) not in TROUBLE:
                raise
            raise _as_helar_error(error) from error

    def today(self) -> date:
        """The day by the store's clock, in local time."""
        return self._clock().astimezone().date()

    def _tick(self, conn: sa.Connection) -> str:
        klocka = tables.klocka
        previous = conn.scalar(sa.select(klocka.c.senast))
        time = later(self._clock(), previous or FIRST)
        conn.execute(klocka.update().values(senast=time) if previous else klocka.insert().values(id=1, senast=time))
        return time


def bump_version(conn: sa.Connection, namnd: str) -> None:
    """Every write that concerns a nämnd calls this."""
    conn.execute(tables.namnd.update().where(tables.namnd.c.kod == namnd).values(version=tables.namnd.c.version + 1))


def _as_helar_error(error: sa.exc.DBAPIError) -> HelarError:
    detail = str(error.orig)
    if "malformed" in detail or "not a database" in detail:
        return HelarError("Databasen är skadad. Återställ en säkerhetskopia.")
    if "locked" in detail:
        return HelarError("Databasen är upptagen av en annan skrivning. Inget är sparat: försök igen om en stund.")
    if "full" in detail:
        return HelarError("Disken är full. Inget är sparat: frigör utrymme och försök igen.")
    if "readonly" in detail or "read-only" in detail:
        return HelarError("Databasen får bara läsas. Kontrollera rättigheterna på filen och mappen.")
    return HelarError(f"Databasen kan inte användas. Inget är sparat. ({detail.strip().splitlines()[0]})")
