"""The report tree and the names of codes, as read from files."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa

from finance.kolumner import Col, Slag
from finance.store import tables
from finance.store.aktuellt import read_current, read_live
from finance.store.namnder import get_namnd, urval_from_json, urval_to_json
from finance.store.store import Store
from finance.struktur import Nod, Struktur


def read_struktur(store: Store, namnd: str, *, as_of: datetime | None = None) -> Struktur | None:
    """The struktur of the latest live inläsning of one; None when there is none. Raises UnknownNamnd."""
    table = tables.nod
    with store.read() as conn:
        about = get_namnd(store, namnd)
        ids = read_current(conn, namnd, as_of, slag=(Slag.STRUKTUR,)).get((Slag.STRUKTUR, 0), ())
        if not ids:
            return None
        query = sa.select(table).where(table.c.inlasning_id == ids[-1]).order_by(table.c.ordning)
        noder = tuple(Nod(row.kod, row.namn, row.overordnad, urval_from_json(row.urval)) for row in conn.execute(query))
    return Struktur(namnd, about.namn, noder)


def write_struktur(store: Store, noder: Iterable[Nod], *, inlasning_id: int) -> None:
    """Store a file's noder, in the file's order, in the write that is going on."""
    rows = [
        {
            Col.INLASNING.value: inlasning_id,
            "ordning": place,
            "kod": nod.kod,
            "namn": nod.namn,
            "overordnad": nod.overordnad,
            "urval": urval_to_json(nod.urval),
        }
        for place, nod in enumerate(noder)
    ]
    if rows:
        with store.write() as conn:
            conn.execute(tables.nod.insert(), rows)


def read_namn(store: Store, namnd: str, dimension: Col, *, as_of: datetime | None = None) -> Mapping[str, str]:
    """Code -> name in one dimension; where files differ the latest live one is right."""
    table, files = tables.namn, tables.inlasning
    query = (
        sa.select(table.c.inlasning_id, table.c.kod, table.c.namn)
        .join(files, files.c.id == table.c.inlasning_id)
        .where(files.c.namnd == namnd, table.c.dimension == dimension.value)
        .order_by(table.c.inlasning_id)
    )
    with store.read() as conn:
        live = read_live(conn, namnd, as_of)
        return {row.kod: row.namn for row in conn.execute(query) if row.inlasning_id in live}


def write_namn(store: Store, namn: Mapping[tuple[Col, str], str], *, inlasning_id: int) -> None:
    """Store a file's names in the write that is going on."""
    rows = [
        {Col.INLASNING.value: inlasning_id, "dimension": dimension.value, "kod": kod, "namn": text}
        for (dimension, kod), text in namn.items()
        if text
    ]
    if rows:
        with store.write() as conn:
            conn.execute(tables.namn.insert(), rows)
