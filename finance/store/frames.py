"""Frames from query results, with the types of `finance.kolumner` also when there are no rows."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import sqlalchemy as sa

from finance.kolumner import Col

TYPES = {
    **dict.fromkeys((Col.ORE, Col.PERIOD, Col.RAD, Col.INLASNING, Col.LOPNR), "int64"),
    Col.ACKUMULERAT: "bool",
}


def read_frame(conn: sa.Connection, query: sa.Select[*tuple[Any, ...]], columns: Sequence[Col]) -> pd.DataFrame:
    """The answer of `query`, whose columns are `columns` in order. The driver's own tuples: there may be very many rows."""
    return to_frame(conn.execute(query).cursor.fetchall(), columns)


def to_frame(rows: Sequence[tuple[Any, ...]], columns: Sequence[Col]) -> pd.DataFrame:
    """`rows` as a frame: int64 for amounts and periods, bool for flags, text for all else."""
    names = [col.value for col in columns]
    frame = pd.DataFrame(list(rows), columns=names)
    return frame.astype({col.value: TYPES.get(col, "str") for col in columns})
