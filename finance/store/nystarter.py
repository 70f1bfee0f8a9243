"""Noder that start anew: from a month on, what was booked before says nothing of what comes (a reorganisation, a new contract).

A mark is never changed: a new reason and a removal are new rows. `fran` is ÅÅÅÅMM.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.period import Period
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text
from finance.store.versioner import read_latest, table, write_version

nystart = table(
    "nystart",
    sa.Column("nod", sa.Text, nullable=False),
    sa.Column("fran", sa.Integer, nullable=False),
    sa.Column("skal", sa.Text, nullable=False),
)
KEY = ("nod", "fran")


@dataclass(frozen=True, slots=True)
class Nystart:
    """The nod (a line of the report; a parent means all its parts) starts anew from month `fran`."""

    id: int
    nod: str
    fran: int
    skal: str
    vem: str
    registrerad: datetime


def read_nystarter(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Nystart, ...]:
    """Those that hold, in the order they were first written."""
    return tuple(
        Nystart(row.id, row.nod, row.fran, row.skal, row.vem, from_text(row.registrerad))
        for row in read_latest(store, nystart, namnd, KEY, as_of=as_of)
    )


def save_nystart(store: Store, namnd: str, nod: str, fran: int, *, skal: str, vem: str) -> int:
    """Let `nod` start anew from `fran`; returns the id. Raises InvalidValue, UnknownNamnd."""
    if not nod:
        raise InvalidValue("Välj den verksamhet som börjar om.")
    if Period.from_key(fran).is_bokslut:
        raise InvalidValue("En verksamhet börjar om från en kalendermånad, 01-12.")
    if not skal.strip():
        raise InvalidValue("Skriv varför verksamheten börjar om, så förstår andra varför historiken inte räknas.")
    values = {"nod": nod, "fran": fran, "skal": masked(skal)}
    return write_version(store, nystart, namnd, values, vem=vem, handling="börjar om: sparat")


def remove_nystart(store: Store, namnd: str, nod: str, fran: int, *, vem: str) -> int:
    """Let the mark end, as if it had not been. Raises HelarError when there is none."""
    with store.write():
        found = [one for one in read_nystarter(store, namnd) if (one.nod, one.fran) == (nod, fran)]
        if not found:
            raise HelarError("Markeringen är redan borttagen. Läs om sidan.")
        values = {"nod": nod, "fran": fran, "skal": found[0].skal}
        return write_version(store, nystart, namnd, values, vem=vem, handling="börjar om: borttaget", removed=True)
