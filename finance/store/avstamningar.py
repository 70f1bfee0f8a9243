"""What was compared with the economy system's own totals, when and by whom. Only added to."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from finance.errors import HelarError
from finance.kolumner import Slag
from finance.store import tables
from finance.store.aktuellt import until
from finance.store.logg import write_logg
from finance.store.namnder import get_namnd
from finance.store.store import Store
from finance.store.tid import from_text


@dataclass(frozen=True, slots=True)
class NyAvstamning:
    """A comparison to keep. `rader`: JSON values, one per line; `skillnad_ore`: Helår minus the system, öre, canonical sign.

    `fran`, `till`: ÅÅÅÅMM, both included. `inlasning_id`: the one that the month rests on, None where there is none.
    """

    namnd: str
    slag: Slag
    fran: int
    till: int
    per: str
    fil: str
    rader: Sequence[Mapping[str, Any]]
    stammer: bool
    skillnad_ore: int
    inlasning_id: int | None = None


@dataclass(frozen=True, slots=True)
class Avstamningspost:
    """One that is stored."""

    id: int
    avstamning: NyAvstamning
    vem: str
    registrerad: datetime


def save_avstamning(store: Store, ny: NyAvstamning, *, vem: str) -> int:
    """Keep it and give its id. Raises UnknownNamnd."""
    with store.write() as conn:
        get_namnd(store, ny.namnd)
        values = {
            "namnd": ny.namnd,
            "inlasning_id": ny.inlasning_id,
            "slag": ny.slag.value,
            "fran": ny.fran,
            "till": ny.till,
            "per": ny.per,
            "fil": ny.fil,
            "rader": json.dumps(list(ny.rader), ensure_ascii=False),
            "stammer": ny.stammer,
            "skillnad_ore": ny.skillnad_ore,
        }
        key = conn.execute(tables.avstamning.insert().values(**values, vem=vem, registrerad=store.time)).inserted_primary_key
        told = {name: values[name] for name in ("slag", "fran", "till", "per", "fil", "stammer", "skillnad_ore")}
        write_logg(store, ny.namnd, "avstämd", vem=vem, efter=told)
    if key is None:
        raise HelarError("Databasen gav inget nummer på avstämningen. Inget är sparat: försök igen.")
    return int(key[0])


def list_avstamningar(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Avstamningspost, ...]:
    """Every avstämning known at `as_of`, newest first."""
    table = tables.avstamning
    query = sa.select(table).where(table.c.namnd == namnd, table.c.registrerad <= until(as_of)).order_by(table.c.id.desc())
    with store.read() as conn:
        return tuple(_post(row) for row in conn.execute(query))


def _post(row: sa.Row[*tuple[Any, ...]]) -> Avstamningspost:
    ny = NyAvstamning(
        namnd=row.namnd,
        slag=Slag(row.slag),
        fran=row.fran,
        till=row.till,
        per=row.per,
        fil=row.fil,
        rader=tuple(json.loads(row.rader)),
        stammer=bool(row.stammer),
        skillnad_ore=row.skillnad_ore,
        inlasning_id=row.inlasning_id,
    )
    return Avstamningspost(row.id, ny, row.vem, from_text(row.registrerad))
