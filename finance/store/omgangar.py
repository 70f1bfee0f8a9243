"""Locked prognosomgångar: the prognos of a month as the nämnd saw it. What is in one: `finance.prognos.omgang`."""

from collections.abc import Mapping
from datetime import datetime

from finance.store import lasta
from finance.store.lasta import Last
from finance.store.store import Store

TABLE = lasta.table("prognosomgang")


def lock_omgang(store: Store, namnd: str, period: int, value: Mapping[str, object], *, vem: str, anledning: str = "") -> Last:
    """Lock the round of a month (ÅÅÅÅMM); again with a reason. Raises UnknownNamnd and HelarError."""
    return lasta.lock(store, TABLE, namnd, period, value, vem=vem, handling="omgång låst", anledning=anledning)


def read_omgang(store: Store, namnd: str, period: int, *, as_of: datetime | None = None) -> Last | None:
    """The newest lock of a month; None when it is open."""
    return lasta.read_latest(store, TABLE, namnd, period, as_of=as_of)


def read_omgang_before(store: Store, namnd: str, period: int, *, as_of: datetime | None = None) -> Last | None:
    """The round before: the latest locked month before `period` in the same year."""
    return lasta.read_before(store, TABLE, namnd, period, as_of=as_of)


def list_omgangar(store: Store, namnd: str, *, as_of: datetime | None = None, period: int | None = None) -> tuple[Last, ...]:
    """Every lock of a nämnd (of one month), newest first, with its content."""
    return lasta.list_lasta(store, TABLE, namnd, as_of=as_of, period=period)
