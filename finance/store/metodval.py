"""Which method a nämnd has chosen for a nod, and why. Not chosen: the default method.

A choice on a nod with parts holds for each of its parts that has no choice of its own (`finance.lage` spreads it).
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text
from finance.store.versioner import read_latest, read_versions, table, write_version

metodval = table(
    "metodval",
    sa.Column("nod", sa.Text, nullable=False),
    sa.Column("metod", sa.Text, nullable=False),
    sa.Column("skal", sa.Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Metodval:
    """One choice. `metod` is the value of a `finance.prognos.Metod`; "" in a history = back to the default."""

    nod: str
    metod: str
    skal: str
    vem: str
    registrerad: datetime


def read_metodval(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Metodval, ...]:
    """The choices in force, one per nod."""
    return tuple(_metodval(row) for row in read_latest(store, metodval, namnd, ("nod",), as_of=as_of))


def metodval_history(store: Store, namnd: str, nod: str) -> tuple[Metodval, ...]:
    """Every choice made for a nod, newest first."""
    return tuple(_metodval(row) for row in reversed(read_versions(store, metodval, namnd, {"nod": nod})))


def save_metodval(store: Store, namnd: str, nod: str, metod: str, *, skal: str, vem: str) -> None:
    """Choose a method for a nod. Raises InvalidValue without a reason, UnknownNamnd."""
    reason = masked(skal)
    if not nod or not metod:
        raise InvalidValue("Välj en verksamhet och en metod.")
    if not reason:
        raise InvalidValue("Skriv varför den här metoden passar bättre. Skälet visas vid prognosen.")
    values = {"nod": nod, "metod": metod, "skal": reason}
    write_version(store, metodval, namnd, values, vem=vem, handling="metod vald")


def remove_metodval(store: Store, namnd: str, nod: str, *, vem: str) -> None:
    """Back to the default method. Raises HelarError when none was chosen."""
    with store.write():
        if nod not in {one.nod for one in read_metodval(store, namnd)}:
            raise HelarError("Ingen metod är vald för verksamheten: standardmetoden används redan.")
        values = {"nod": nod, "metod": "", "skal": ""}
        write_version(store, metodval, namnd, values, vem=vem, handling="metodval borttaget", removed=True)


def _metodval(row: sa.Row[tuple[object, ...]]) -> Metodval:
    return Metodval(row.nod, row.metod, row.skal, row.vem, from_text(row.registrerad))
