"""What the screens read: saldo, summed over the current inläsningar. Öre, canonical sign (kostnad +)."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import sqlalchemy as sa

from finance.kolumner import SALDO_KEYS, Col, Slag
from finance.store import tables
from finance.store.aktuellt import counted_rows, read_galler
from finance.store.budgetjusteringar import read_budgetjusteringar, spread_saldo
from finance.store.bulk import insert_columns
from finance.store.frames import read_frame, to_frame
from finance.store.store import Store

SALDO_COLUMNS = (Col.SLAG, *SALDO_KEYS, Col.ACKUMULERAT)


def read_saldo(
    store: Store,
    namnd: str,
    slag: Slag,
    *,
    as_of: datetime | None = None,
    fran: int | None = None,
    till: int | None = None,
    per: Sequence[Col] = SALDO_KEYS,
) -> pd.DataFrame:
    """One row per `per` and ACKUMULERAT, with ORE; periods `fran` to `till` (ÅÅÅÅMM, both included).

    BUDGET is the reviderade: with the budgetjusteringar in force. BUDGETJUSTERING is those alone, spread on their months.
    """
    keys = [col.value for col in (*per, Col.ACKUMULERAT)]
    with store.read():
        frames = [read_inlast_saldo(store, namnd, slag, as_of=as_of, fran=fran, till=till, per=per)]
        if slag in (Slag.BUDGET, Slag.BUDGETJUSTERING):
            poster = read_budgetjusteringar(store, namnd, as_of=as_of)
            frames.append(spread_saldo(poster, fran=fran, till=till)[[*keys, Col.ORE.value]])
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    return pd.concat(filled).groupby(keys, sort=True)[Col.ORE].sum().reset_index()


def read_inlast_saldo(
    store: Store,
    namnd: str,
    slag: Slag,
    *,
    as_of: datetime | None = None,
    fran: int | None = None,
    till: int | None = None,
    per: Sequence[Col] = SALDO_KEYS,
) -> pd.DataFrame:
    """As `read_saldo`, but only what the files said: a budget without justeringar, and a key may come more than once."""
    table = tables.saldo
    columns = (*per, Col.ACKUMULERAT, Col.ORE)
    with store.read() as conn:
        counted = counted_rows(read_galler(conn, namnd, as_of, slag=(slag,)), table, slag.value, fran=fran, till=till)
        if counted is None:
            return to_frame([], columns)
        source, condition = counted
        keys = [table.c[col] for col in columns[:-1]]
        if set(SALDO_KEYS) <= set(per):  # SQL would sum almost nothing away, slowly
            return read_frame(conn, sa.select(*keys, table.c.ore).select_from(source).where(condition), columns)
        ore = sa.cast(sa.func.sum(table.c.ore), sa.BigInteger)
        return read_frame(conn, sa.select(*keys, ore).select_from(source).where(condition).group_by(*keys), columns)


def sum_rows(rader: pd.DataFrame) -> pd.DataFrame:
    """Canonical rows summed as saldo is kept: one row per SALDO_COLUMNS, with ORE."""
    return rader.groupby([col.value for col in SALDO_COLUMNS], sort=True, dropna=False)[Col.ORE].sum().reset_index()


def write_saldo(conn: sa.Connection, inlasning_id: int, rader: pd.DataFrame) -> None:
    """Sum canonical rows into saldo, in the write that is going on."""
    summed = sum_rows(rader)
    columns = {col.value: summed[col].tolist() for col in (*SALDO_COLUMNS, Col.ORE)}
    insert_columns(conn, tables.saldo, {Col.INLASNING.value: [inlasning_id] * len(summed), **columns})
