"""Comments to a report: one text per (period, nod, sektion), with every earlier version kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from finance.store import tables
from finance.store.aktuellt import until
from finance.store.logg import write_logg
from finance.store.namnder import get_namnd
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text


@dataclass(frozen=True, slots=True)
class Kommentar:
    """One version. `text` is markdown; "" means that the comment was taken away."""

    text: str
    vem: str
    nar: datetime


def save_kommentar(store: Store, namnd: str, period: int, nod: str, text: str, *, sektion: str = "", vem: str) -> None:
    """Add a version. Nothing happens when the text is what stands there. Raises UnknownNamnd."""
    with store.write() as conn:
        get_namnd(store, namnd)
        before = read_kommentarer(store, namnd, period).get((nod, sektion))
        new = masked(text)
        if new == (before.text if before else ""):
            return
        values = {"namnd": namnd, "period": period, "nod": nod, "sektion": sektion, "text": new}
        conn.execute(tables.kommentar.insert().values(**values, vem=vem, registrerad=store.time))
        fore = {"text": before.text} if before else None
        write_logg(store, namnd, "kommentar", vem=vem, fore=fore, efter=values)


def read_kommentarer(
    store: Store, namnd: str, period: int, *, as_of: datetime | None = None
) -> Mapping[tuple[str, str], Kommentar]:
    """(nod, sektion) -> the latest version; those taken away are left out."""
    latest = {(row.nod, row.sektion): _kommentar(row) for row in _rows(store, namnd, period, as_of)}
    return {key: kommentar for key, kommentar in latest.items() if kommentar.text}


def read_staende(
    store: Store, namnd: str, period: int, *, sektion: str, as_of: datetime | None = None
) -> Mapping[str, tuple[int, Kommentar]]:
    """(period, comment) by nod: the latest earlier period's text of a section, for text that returns next time."""
    table = tables.kommentar
    query = (
        sa.select(table)
        .where(
            table.c.namnd == namnd,
            table.c.sektion == sektion,
            table.c.period < period,
            table.c.registrerad <= until(as_of),
        )
        .order_by(table.c.period, table.c.id)
    )
    with store.read() as conn:
        rows = list(conn.execute(query))
    latest = {(row.nod, row.period): row for row in rows}
    return {nod: (when, _kommentar(row)) for (nod, when), row in latest.items() if row.text}


def kommentar_history(store: Store, namnd: str, period: int, nod: str, *, sektion: str = "") -> tuple[Kommentar, ...]:
    """Every version of one comment, newest first."""
    rows = _rows(store, namnd, period, None)
    return tuple(_kommentar(row) for row in reversed(rows) if (row.nod, row.sektion) == (nod, sektion))


def _rows(store: Store, namnd: str, period: int, as_of: datetime | None) -> list[sa.Row[tuple[object, ...]]]:
    table = tables.kommentar
    query = (
        sa.select(table)
        .where(table.c.namnd == namnd, table.c.period == period, table.c.registrerad <= until(as_of))
        .order_by(table.c.id)
    )
    with store.read() as conn:
        return list(conn.execute(query))


def _kommentar(row: sa.Row[tuple[object, ...]]) -> Kommentar:
    return Kommentar(row.text, row.vem, from_text(row.registrerad))
