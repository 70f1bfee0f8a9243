"""Locked reports: what the nämnd saw, as the report model in JSON. What is in one: `finance.rapport.frysning`."""

from collections.abc import Mapping
from datetime import datetime

from finance.store import lasta
from finance.store.lasta import Last
from finance.store.store import Store

TABLE = lasta.table("rapport")


def lock_rapport(
    store: Store, namnd: str, period: int, value: Mapping[str, object], *, slag: str, titel: str, vem: str, anledning: str = ""
) -> Last:
    """Lock a report of a month (ÅÅÅÅMM); again with a reason. Raises UnknownNamnd and HelarError."""
    what = {"slag": slag, "titel": titel, "anledning": anledning}
    return lasta.lock(store, TABLE, namnd, period, value, vem=vem, handling="rapport låst", **what)


def read_rapport(store: Store, namnd: str, rapport_id: int) -> Last:
    """One locked report. Raises HelarError when there is none with that number."""
    return lasta.read_one(store, TABLE, namnd, rapport_id)


def list_rapporter(store: Store, namnd: str, *, as_of: datetime | None = None, period: int | None = None) -> tuple[Last, ...]:
    """Every locked report of a nämnd (of one month), newest first, with its content."""
    return lasta.list_lasta(store, TABLE, namnd, as_of=as_of, period=period)
