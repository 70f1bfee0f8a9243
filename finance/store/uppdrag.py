"""Uppdrag as stored. A new file takes the place of the one before, unless it was added beside it."""

from datetime import datetime

from finance.inlasning.planrader import Uppdragsrad
from finance.store.planer import read_planrader
from finance.store.store import Store


def read_uppdrag(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Uppdragsrad, ...]:
    """What counts, in the file's order."""
    return read_planrader(store, namnd, Uppdragsrad, as_of=as_of)
