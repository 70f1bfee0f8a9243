"""The report tree and the names of codes, as read from files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from finance.kolumner import Col, Slag
from finance.period import Period
from finance.store import tables
from finance.store.aktuellt import read_current, read_live
from finance.store.namnder import get_namnd, urval_from_json, urval_to_json
from finance.store.store import Store
from finance.struktur import Nod, Struktur


@dataclass(frozen=True, slots=True)
class Strukturversion:
    """A struktur and the month from which it holds (ÅÅÅÅMM, 0 = from the beginning). `inlasning_id` is where it came from."""

    galler_fran: int
    inlasning_id: int
    struktur: Struktur


def read_struktur(store: Store, namnd: str, *, period: Period | None = None, as_of: datetime | None = None) -> Struktur | None:
    """The struktur that holds in `period` (the latest if None); None when there is none. Raises UnknownNamnd."""
    found = find_struktur(store, namnd, period=period, as_of=as_of)
    return found.struktur if found else None


def find_struktur(
    store: Store, namnd: str, *, period: Period | None = None, as_of: datetime | None = None
) -> Strukturversion | None:
    """As `read_struktur`, with its validity: the one with the latest `galler_fran` that is not after `period`."""
    with store.read():
        found = [
            (galler_fran, inlasning_id)
            for galler_fran, inlasning_id in _current(store, namnd, as_of).items()
            if period is None or galler_fran <= period.key
        ]
        return _read_version(store, namnd, *max(found)) if found else None


def list_strukturer(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Strukturversion, ...]:
    """The strukturer that hold after each other, the first first. Earlier versions of each are found with `as_of`."""
    with store.read():
        current = _current(store, namnd, as_of)
        return tuple(_read_version(store, namnd, galler_fran, current[galler_fran]) for galler_fran in sorted(current))


def _current(store: Store, namnd: str, as_of: datetime | None) -> dict[int, int]:
    """galler_fran -> the inläsning that counts: the validity is the period of its del, so the replay decides here too."""
    with store.read() as conn:
        get_namnd(store, namnd)
        current = read_current(conn, namnd, as_of, slag=(Slag.STRUKTUR,))
    return {galler_fran: ids[-1] for (_, galler_fran), ids in current.items()}


def _read_version(store: Store, namnd: str, galler_fran: int, inlasning_id: int) -> Strukturversion:
    table = tables.nod
    query = sa.select(table).where(table.c.inlasning_id == inlasning_id).order_by(table.c.ordning)
    with store.read() as conn:
        about = get_namnd(store, namnd)
        noder = tuple(Nod(row.kod, row.namn, row.overordnad, urval_from_json(row.urval)) for row in conn.execute(query))
    return Strukturversion(galler_fran, inlasning_id, Struktur(namnd, about.namn, noder))


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
