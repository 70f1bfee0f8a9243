"""Gallring (DESIGN 6.8): the one exception to "never changed". Texts and ended placements go; every amount stays."""

import contextlib
from dataclasses import dataclass

import sqlalchemy as sa

from finance.errors import InvalidValue
from finance.store import tables
from finance.store.logg import write_logg
from finance.store.namnder import get_namnd
from finance.store.plantabeller import placering
from finance.store.skalgallring import blank_reasons
from finance.store.store import Store


@dataclass(frozen=True, slots=True)
class Gallring:
    """How many rows lost their text, leverantör or reason, and how many ended placements were removed."""

    fore: int  # ÅÅÅÅ: the first year that is kept
    texter: int
    placeringar: int


def gallra(store: Store, namnd: str, fore: int, *, texter: bool = True, placeringar: bool = True, vem: str) -> Gallring:
    """Blank text and leverantör of every transaktion before year `fore`, and remove the placements that ended before it.

    With the texts go the reasons that people wrote about those years (`finance.store.skalgallring`).

    Also in inläsningar that were replaced or undone: what is gallrat is nowhere. Amounts, codes and dates stay. Logged.
    Raises UnknownNamnd, and InvalidValue for a year that is none.
    """
    if not 1900 <= fore <= 2200:
        raise InvalidValue(f"{fore} är inget år. Skriv det första året som ska behållas, till exempel 2020.")
    with store.write() as conn:
        get_namnd(store, namnd)
        _overwrite_deleted(conn)
        done = Gallring(
            fore,
            _blank_texts(conn, namnd, fore) + blank_reasons(conn, namnd, fore) if texter else 0,
            _remove_placeringar(conn, namnd, fore) if placeringar else 0,
        )
        what = {"fore": fore, "texter": done.texter, "placeringar": done.placeringar}
        write_logg(store, namnd, "gallrat", vem=vem, efter=what)
    _empty_journal(store)
    return done


def _blank_texts(conn: sa.Connection, namnd: str, fore: int) -> int:
    table, files = tables.transaktion, tables.inlasning
    mine = sa.select(files.c.id).where(files.c.namnd == namnd)
    told = (table.c.text != "") | (table.c.leverantor != "")
    change = table.update().where(table.c.inlasning_id.in_(mine), table.c.period < fore * 100, told)
    return conn.execute(change.values(text="", leverantor="")).rowcount


def _remove_placeringar(conn: sa.Connection, namnd: str, fore: int) -> int:
    """Those with an end that is known (an end without a year has the year 0000) and lies before the year."""
    table, files = placering, tables.inlasning
    mine = table.c.inlasning_id.in_(sa.select(files.c.id).where(files.c.namnd == namnd))
    ended = (table.c.slut >= "1900") & (table.c.slut < f"{fore}-01-01")
    return conn.execute(table.delete().where(mine, ended)).rowcount


def _overwrite_deleted(conn: sa.Connection) -> None:
    """SQLite leaves what was deleted in the file unless it is told to write over it."""
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql("PRAGMA secure_delete = ON")


def _empty_journal(store: Store) -> None:
    """The journal beside a SQLite file still holds the pages as they were. Left to the next time when somebody reads."""
    with contextlib.suppress(sa.exc.DBAPIError):
        store.checkpoint()
