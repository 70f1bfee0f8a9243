"""From which avvikelse a nämnd asks for a comment: an amount, a share of the budget, both or neither.

Kept as a setting (`installningar`), so every earlier version stays and `as_of` shows any earlier moment.
"""

import json
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from finance.errors import InvalidValue
from finance.store import tables
from finance.store.installningar import read_installning, save_installning
from finance.store.namnder import get_namnd
from finance.store.store import Store
from finance.store.tid import from_text

NYCKEL = "kommentarsgrans"
HOGST_PROCENT = 1000.0


@dataclass(frozen=True, slots=True)
class Kommentarsgrans:
    """A comment is asked for beyond it. `ore`: the size of an avvikelse; `procent`: of its budget, share x 100; None: not."""

    ore: int | None = None
    procent: float | None = None

    def __bool__(self) -> bool:
        return self.ore is not None or self.procent is not None


UTAN_GRANS = Kommentarsgrans()


@dataclass(frozen=True, slots=True)
class Gransversion:
    """A limit that was chosen: by whom and when."""

    grans: Kommentarsgrans
    vem: str
    registrerad: datetime


def read_kommentarsgrans(store: Store, namnd: str, *, as_of: datetime | None = None) -> Kommentarsgrans:
    """What holds; no limit until one is chosen."""
    return _from_json(read_installning(store, NYCKEL, namnd=namnd, as_of=as_of))


def save_kommentarsgrans(store: Store, namnd: str, grans: Kommentarsgrans, *, vem: str) -> None:
    """Choose a limit, or `UTAN_GRANS`. Raises InvalidValue for one below zero, UnknownNamnd."""
    if grans.ore is not None and grans.ore < 0:
        raise InvalidValue("Skriv gränsen i kronor som ett tal från 0 och uppåt, eller lämna fältet tomt.")
    if grans.procent is not None and not 0 <= grans.procent <= HOGST_PROCENT:
        raise InvalidValue("Skriv gränsen i procent som ett tal från 0 och uppåt, eller lämna fältet tomt.")
    get_namnd(store, namnd)
    save_installning(
        store, NYCKEL, json.dumps({"ore": grans.ore, "procent": grans.procent}, sort_keys=True), namnd=namnd, vem=vem
    )


def kommentarsgrans_history(store: Store, namnd: str) -> tuple[Gransversion, ...]:
    """Every limit that has been chosen, newest first."""
    table = tables.installning
    query = sa.select(table).where(table.c.namnd == namnd, table.c.nyckel == NYCKEL).order_by(table.c.id.desc())
    with store.read() as conn:
        return tuple(Gransversion(_from_json(row.varde), row.vem, from_text(row.registrerad)) for row in conn.execute(query))


def _from_json(text: str) -> Kommentarsgrans:
    found = json.loads(text) if text else {}
    return Kommentarsgrans(found.get("ore"), found.get("procent"))
