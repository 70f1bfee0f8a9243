"""Writing and reading rows of `plantabeller`: what mått, investeringar, åtgärder and the other lists share."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

import sqlalchemy as sa

from finance.inlasning.planrader import (
    Ackumulering,
    Atgardsrad,
    Frekvens,
    Investeringsrad,
    Mattrad,
    Placeringsrad,
    Planrad,
    Statsbidragsrad,
    Uppdragsrad,
    Vardestatus,
    Vardetyp,
)
from finance.kolumner import Col, Slag
from finance.store import plantabeller
from finance.store.aktuellt import Satt, read_current, read_delar, read_live
from finance.store.store import Store
from finance.store.texter import masked

Rad = TypeVar("Rad", Mattrad, Investeringsrad, Atgardsrad, Placeringsrad, Uppdragsrad, Statsbidragsrad)
TABELLER: Mapping[type, tuple[Slag, sa.Table]] = {
    Mattrad: (Slag.MATT, plantabeller.mattvarde),
    Investeringsrad: (Slag.INVESTERING, plantabeller.investering),
    Atgardsrad: (Slag.ATGARD, plantabeller.atgard),
    Placeringsrad: (Slag.PLACERING, plantabeller.placering),
    Uppdragsrad: (Slag.UPPDRAG, plantabeller.uppdrag),
    Statsbidragsrad: (Slag.STATSBIDRAG, plantabeller.statsbidrag),
}
_VARDEN: Mapping[str, type[StrEnum] | type[Decimal]] = {
    "frekvens": Frekvens,
    "varde": Decimal,
    "ackumulering": Ackumulering,
    "momskompensation_procent": Decimal,
}


def slag_of(rad: Planrad) -> Slag:
    """The slag that a row is."""
    return TABELLER[type(rad)][0]


def write_planrader(store: Store, rader: Iterable[Planrad], *, inlasning_id: int) -> None:
    """Store a file's rows in the write that is going on, in the file's order."""
    per_class: dict[type, list[dict[str, object]]] = {}
    for rad in rader:
        rows = per_class.setdefault(type(rad), [])
        rows.append({**_values(rad), Col.INLASNING.value: inlasning_id, "ordning": len(rows)})
    with store.write() as conn:
        for klass, rows in per_class.items():
            conn.execute(TABELLER[klass][1].insert(), rows)


def _values(rad: Planrad) -> dict[str, object]:
    return {field.name: _plain(getattr(rad, field.name)) for field in dataclasses.fields(rad)}


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    return masked(value) if isinstance(value, str) else value


def read_planrader(store: Store, namnd: str, klass: type[Rad], *, as_of: datetime | None = None) -> tuple[Rad, ...]:
    """The rows of every current inläsning of the slag, in the order read in, as they were known at `as_of` (now if None).

    A list of investeringar takes the place of those of its own year only: the year before still has its list.
    """
    slag, table = TABELLER[klass]
    per_year = slag is Slag.INVESTERING
    with store.read() as conn:
        ids, beside = _live(conn, namnd, slag, as_of) if per_year else (_current(conn, namnd, slag, as_of), frozenset[int]())
        query = sa.select(table).where(table.c.inlasning_id.in_(ids)).order_by(table.c.inlasning_id, table.c.ordning)
        rows = conn.execute(query).mappings().all() if ids else ()
    return tuple(_made(klass, row) for row in (_newest_per_year(rows, beside) if per_year else rows))


def _current(conn: sa.Connection, namnd: str, slag: Slag, as_of: datetime | None) -> tuple[int, ...]:
    return read_current(conn, namnd, as_of, slag=(slag.value,)).get((slag.value, 0), ())


def _live(conn: sa.Connection, namnd: str, slag: Slag, as_of: datetime | None) -> tuple[tuple[int, ...], frozenset[int]]:
    """The inläsningar of a slag that are not undone, oldest first, and those of them that stand beside what was there."""
    live = read_live(conn, namnd, as_of)
    satt = {part.inlasning_id: part.satt for part in read_delar(conn, namnd, (slag.value,)) if part.inlasning_id in live}
    return tuple(sorted(satt)), frozenset(one for one, how in satt.items() if how is Satt.BREDVID)


def _newest_per_year(rows: Sequence[sa.RowMapping], beside: frozenset[int]) -> Sequence[sa.RowMapping]:
    """The rows without those of a year that a later list has taken the place of."""
    taken: dict[int, int] = {}
    for row in rows:
        if row["inlasning_id"] not in beside:
            taken[row["ar"]] = row["inlasning_id"]
    return [row for row in rows if row["inlasning_id"] >= taken.get(row["ar"], 0)]


def _made(klass: type[Rad], row: sa.RowMapping) -> Rad:
    values: dict[str, Any] = {str(name): value for name, value in row.items() if name != "ordning"}
    for name, kind in _VARDEN.items():
        if values.get(name) is not None:
            values[name] = kind(values[name])
    if klass is Mattrad:
        values |= {"typ": Vardetyp(values["typ"]), "status": Vardestatus(values["status"])}
    return klass(**values)


def rows_of(store: Store, inlasning_id: int, klass: type[Rad]) -> Sequence[Rad]:
    """The rows of one inläsning, current or not."""
    table = TABELLER[klass][1]
    with store.read() as conn:
        rows = conn.execute(sa.select(table).where(table.c.inlasning_id == inlasning_id).order_by(table.c.ordning))
        return [_made(klass, row) for row in rows.mappings()]
