"""Statsbidrag as stored. A new file takes the place of the one before, unless it was added beside it."""

from datetime import datetime

from finance.inlasning.planrader import Statsbidragsrad
from finance.store.planer import read_planrader
from finance.store.store import Store


def read_statsbidrag(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Statsbidragsrad, ...]:
    """What counts, in the file's order. Öre, all plus."""
    return read_planrader(store, namnd, Statsbidragsrad, as_of=as_of)
