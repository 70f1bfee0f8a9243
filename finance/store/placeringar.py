"""Placeringar as stored, without names and free text (DESIGN 6.8). A new file takes the place of the one before."""

from datetime import datetime

from finance.inlasning.planrader import Placeringsrad
from finance.store.planer import read_planrader
from finance.store.store import Store


def read_placeringar(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Placeringsrad, ...]:
    """What counts, in the file's order. Öre per day, plus."""
    return read_planrader(store, namnd, Placeringsrad, as_of=as_of)
