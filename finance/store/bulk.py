"""Many rows at once: the driver's executemany on SQLite, COPY on PostgreSQL."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

PLAIN = re.compile(r"[A-Za-z0-9 _.-]*", re.ASCII)


def insert_columns(conn: sa.Connection, table: sa.Table, columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert rows (no two alike) given as columns: name -> values, plain Python types; in the transaction that is going on."""
    if conn.dialect.name == "sqlite":
        _insert_sqlite(conn, table, columns)
        return
    driver: Any = conn.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in zip(*columns.values(), strict=True):
            copy.write_row(row)


def _insert_sqlite(conn: sa.Connection, table: sa.Table, columns: Mapping[str, Sequence[Any]]) -> None:
    """A column that holds one plain value is written into the statement: every value bound costs time, 200 000 times over."""
    constants = {name: _constant(values) for name, values in columns.items()}
    places = ", ".join(constant or "?" for constant in constants.values())
    statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - our names, PLAIN values
    bound = [values for name, values in columns.items() if constants[name] is None]
    driver: Any = conn.connection.driver_connection
    try:
        driver.executemany(statement, zip(*bound, strict=True)).close()
    except sqlite3.OperationalError as error:
        raise sa.exc.OperationalError(statement, None, error) from error


def _constant(values: Sequence[Any]) -> str | None:
    """The SQL of the value that every row has, when that is a number, a flag or plain text; else None."""
    first = values[0] if values else None
    if len(values) < 2 or first != values[-1] or values.count(first) < len(values):
        return None
    if isinstance(first, bool | int):
        return str(int(first))
    return f"'{first}'" if isinstance(first, str) and PLAIN.fullmatch(first) else None
