"""Findings of a rapportkontroll that a person has accepted, each with the reason; per period, as versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text
from finance.store.versioner import read_latest, table, write_version

kontrollsvar = table(
    "kontrollsvar",
    sa.Column("period", sa.Integer, nullable=False, autoincrement=False),
    sa.Column("nyckel", sa.Text, nullable=False),
    sa.Column("skal", sa.Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Kontrollsvar:
    """Why a finding may stand. It holds while the finding has the same figures."""

    nyckel: str
    skal: str
    vem: str
    registrerad: datetime


def read_kontrollsvar(store: Store, namnd: str, period: int, *, as_of: datetime | None = None) -> Mapping[str, Kontrollsvar]:
    """Accepted findings of a period (ÅÅÅÅMM), by the finding's key."""
    rows = read_latest(store, kontrollsvar, namnd, ("period", "nyckel"), as_of=as_of)
    found = (Kontrollsvar(row.nyckel, row.skal, row.vem, from_text(row.registrerad)) for row in rows if row.period == period)
    return {one.nyckel: one for one in found}


def accept_fynd(store: Store, namnd: str, period: int, nyckel: str, *, skal: str, vem: str) -> None:
    """Let a finding stand. Raises InvalidValue without a reason, UnknownNamnd."""
    reason = masked(skal).strip()
    if not reason:
        raise InvalidValue("Skriv varför siffran får stå, så ser den som läser rapporten det.")
    values = {"period": period, "nyckel": masked(nyckel), "skal": reason}
    write_version(store, kontrollsvar, namnd, values, vem=vem, handling="fynd godtaget")


def reopen_fynd(store: Store, namnd: str, period: int, nyckel: str, *, vem: str) -> None:
    """Take an acceptance back. Raises HelarError when there is none."""
    with store.write():
        if nyckel not in read_kontrollsvar(store, namnd, period):
            raise HelarError("Fyndet är inte godtaget. Läs om sidan.")
        values = {"period": period, "nyckel": nyckel, "skal": ""}
        write_version(store, kontrollsvar, namnd, values, vem=vem, handling="fynd öppnat igen", removed=True)
