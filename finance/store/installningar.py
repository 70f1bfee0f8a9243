"""Settings: key and value, with every earlier version kept. Nämnd "" is the whole database."""

from datetime import datetime

import sqlalchemy as sa

from finance.store import tables
from finance.store.aktuellt import until
from finance.store.logg import write_logg
from finance.store.store import Store


def read_installning(store: Store, nyckel: str, *, namnd: str = "", default: str = "", as_of: datetime | None = None) -> str:
    """The latest value, or `default`."""
    table = tables.installning
    query = (
        sa.select(table.c.varde)
        .where(table.c.namnd == namnd, table.c.nyckel == nyckel, table.c.registrerad <= until(as_of))
        .order_by(table.c.id.desc())
        .limit(1)
    )
    with store.read() as conn:
        value = conn.scalar(query)
    return default if value is None else value


def save_installning(store: Store, nyckel: str, varde: str, *, namnd: str = "", vem: str) -> None:
    """Add a version. Nothing happens when the value is what stands there."""
    with store.write() as conn:
        before = read_installning(store, nyckel, namnd=namnd)
        if before == varde:
            return
        values = {"namnd": namnd, "nyckel": nyckel, "varde": varde, "vem": vem, "registrerad": store.time}
        conn.execute(tables.installning.insert().values(values))
        write_logg(store, namnd, f"inställning {nyckel}", vem=vem, fore={"varde": before}, efter={"varde": varde})
