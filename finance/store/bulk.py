"""Many rows at once: the driver's executemany on SQLite, COPY on PostgreSQL."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

CHUNK = 20_000


def insert_rows(conn: sa.Connection, table: sa.Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert `rows` (values in the order of `columns`, plain Python types) in the transaction that is going on."""
    names = ", ".join(columns)
    if conn.dialect.name == "sqlite":
        places = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table.name} ({names}) VALUES ({places})"  # noqa: S608 - our own names, no values
        remaining = iter(rows)
        while chunk := list(itertools.islice(remaining, CHUNK)):
            conn.exec_driver_sql(statement, chunk)
        return
    driver: Any = conn.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
