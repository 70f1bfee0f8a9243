"""Whether a month is closed (DESIGN 6.2). The latest word counts; what an inläsning said counts only while it is live."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from finance.period import Period
from finance.store import tables
from finance.store.aktuellt import read_live, until
from finance.store.logg import write_logg
from finance.store.namnder import get_namnd
from finance.store.store import Store


class Status(StrEnum):
    """The state of a month. Stored as written for people."""

    PRELIMINAR = "preliminär"
    STANGD = "stängd"


def set_periodstatus(store: Store, namnd: str, period: int, status: Status, *, vem: str) -> None:
    """Close or open a month by hand. Raises UnknownNamnd, and InvalidValue for a period that is none."""
    with store.write():
        month = Period.from_key(period)
        get_namnd(store, namnd)
        before = read_periodstatus(store, namnd).get(period)
        write_status(store, namnd, {period: status}, vem=vem)
        fore = {"period": str(month), "status": before}
        write_logg(store, namnd, "periodstatus", vem=vem, fore=fore, efter={"period": str(month), "status": status})


def write_status(store: Store, namnd: str, status: Mapping[int, Status], *, vem: str, inlasning_id: int | None = None) -> None:
    """Add words on some months in the write that is going on."""
    rows = [
        {
            "namnd": namnd,
            "inlasning_id": inlasning_id,
            "period": period,
            "status": one.value,
            "vem": vem,
            "registrerad": store.time,
        }
        for period, one in status.items()
    ]
    if rows:
        with store.write() as conn:
            conn.execute(tables.periodstatus.insert(), rows)


def read_periodstatus(store: Store, namnd: str, *, as_of: datetime | None = None) -> Mapping[int, Status]:
    """The state of every month that somebody, or an inläsning, said something about."""
    table = tables.periodstatus
    query = (
        sa.select(table.c.period, table.c.status, table.c.inlasning_id)
        .where(table.c.namnd == namnd, table.c.registrerad <= until(as_of))
        .order_by(table.c.id)
    )
    with store.read() as conn:
        live = read_live(conn, namnd, as_of)
        rows = conn.execute(query).all()
    return {row.period: Status(row.status) for row in rows if row.inlasning_id is None or row.inlasning_id in live}
