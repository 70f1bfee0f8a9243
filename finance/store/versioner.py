"""What people write that is never updated in place: rows of which the latest per key counts, and a removal is a row too.

A table for it has namnd, its own columns, borttagen, vem and registrerad (`table`). Each noun has a module with its own value
and functions on top of these.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from finance.store.aktuellt import until
from finance.store.logg import write_logg
from finance.store.namnder import get_namnd
from finance.store.store import Store
from finance.store.tables import metadata


def table(name: str, *columns: sa.Column[Any]) -> sa.Table:
    """A table of versions, indexed on namnd."""
    return sa.Table(
        name,
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("namnd", sa.Text, nullable=False),
        *columns,
        sa.Column("borttagen", sa.Boolean, nullable=False),
        sa.Column("vem", sa.Text, nullable=False),
        sa.Column("registrerad", sa.Text, nullable=False),
        sa.Index(f"ix_{name}_namnd", "namnd"),
    )


def read_latest(
    store: Store, source: sa.Table, namnd: str, key: Sequence[str], *, as_of: datetime | None = None
) -> tuple[sa.Row[Any], ...]:
    """The latest row per `key` that is not a removal, as known at `as_of` (now if None), by when the key was first written."""
    query = sa.select(source).where(source.c.namnd == namnd, source.c.registrerad <= until(as_of)).order_by(source.c.id)
    with store.read() as conn:
        latest = {tuple(getattr(row, name) for name in key): row for row in conn.execute(query)}
    return tuple(row for row in latest.values() if not row.borttagen)


def read_versions(store: Store, source: sa.Table, namnd: str, where: Mapping[str, object]) -> tuple[sa.Row[Any], ...]:
    """Every version of one thing, removals too, oldest first."""
    same = [source.c[name] == value for name, value in where.items()]
    with store.read() as conn:
        return tuple(conn.execute(sa.select(source).where(source.c.namnd == namnd, *same).order_by(source.c.id)))


def write_version(
    store: Store, source: sa.Table, namnd: str, values: Mapping[str, object], *, vem: str, handling: str, removed: bool = False
) -> int:
    """Store one version and log it as `handling`; returns its id. Texts in `values` are masked already. Raises UnknownNamnd."""
    with store.write() as conn:
        get_namnd(store, namnd)
        row = {"namnd": namnd, **values, "borttagen": removed, "vem": vem, "registrerad": store.time}
        key = conn.execute(source.insert().values(row)).inserted_primary_key
        write_logg(store, namnd, handling, vem=vem, efter=dict(values))
    return int(key[0]) if key else 0
