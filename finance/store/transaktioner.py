"""The ledger rows themselves: written in bulk, and read only when somebody follows a figure to its source."""

from collections.abc import Collection
from datetime import datetime

import pandas as pd
import sqlalchemy as sa

from finance.kolumner import TRANSAKTION, Col, Slag
from finance.store import tables
from finance.store.aktuellt import counted_rows, read_galler
from finance.store.bulk import insert_columns
from finance.store.frames import read_frame, to_frame
from finance.store.store import Store


def read_transaktioner(  # noqa: PLR0913 - one narrow question has many sides
    store: Store,
    namnd: str,
    slag: Slag,
    *,
    as_of: datetime | None = None,
    fran: int | None = None,
    till: int | None = None,
    verksamheter: Collection[str] | None = None,
    ansvar: Collection[str] | None = None,
    konton: Collection[str] | None = None,
    belopp: Collection[int] | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """Current rows with columns TRANSAKTION, INLASNING, LOPNR and FIL, by period and place in the file. None: any code.

    `belopp`: rows of exactly these öre.
    """
    table, files = tables.transaktion, tables.inlasning
    columns = (*TRANSAKTION, Col.INLASNING, Col.LOPNR, Col.FIL)
    with store.read() as conn:
        counted = counted_rows(read_galler(conn, namnd, as_of, slag=(slag,)), table, slag.value, fran=fran, till=till)
        if counted is None:
            return to_frame([], columns)
        source, condition = counted
        query = (
            sa.select(*(table.c[col] for col in columns[:-1]), files.c.fil)
            .select_from(source.join(files, files.c.id == table.c.inlasning_id))
            .where(condition)
            .order_by(table.c.period, table.c.inlasning_id, table.c.lopnr)
            .limit(limit)
        )
        for col, codes in ((Col.VERKSAMHET, verksamheter), (Col.ANSVAR, ansvar), (Col.KONTO, konton)):
            if codes is not None:
                query = query.where(table.c[col].in_(sorted(codes)))
        if belopp is not None:
            query = query.where(table.c.ore.in_(sorted(belopp)))
        return read_frame(conn, query, columns)


def find_ackumulerade(store: Store, namnd: str, slag: Slag, *, fran: int, till: int) -> dict[tuple[int, int], str]:
    """(inläsning, period) -> file, of the current ones that were booked as the difference to earlier months, or marked so.

    A row that takes away what the earlier months held stands on no row of the file (RAD 0).
    """
    table, files = tables.transaktion, tables.inlasning
    with store.read() as conn:
        counted = counted_rows(read_galler(conn, namnd, slag=(slag,)), table, slag.value, fran=fran, till=till)
        if counted is None:
            return {}
        source, condition = counted
        query = (
            sa.select(table.c.inlasning_id, table.c.period, files.c.fil)
            .select_from(source.join(files, files.c.id == table.c.inlasning_id))
            .where(condition, table.c.ackumulerat | (table.c.rad == 0))
            .distinct()
        )
        return {(row.inlasning_id, row.period): row.fil for row in conn.execute(query)}


def write_transaktioner(conn: sa.Connection, inlasning_id: int, rader: pd.DataFrame) -> None:
    """Insert canonical rows (columns TRANSAKTION) in the write that is going on."""
    columns = {col.value: rader[col].tolist() for col in TRANSAKTION}
    place = {Col.INLASNING.value: [inlasning_id] * len(rader), Col.LOPNR.value: range(1, len(rader) + 1)}
    insert_columns(conn, tables.transaktion, {**place, **columns})
