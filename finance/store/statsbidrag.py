"""Statsbidrag as they hold: those of the latest file, and what people changed and added (`finance.store.planposter`)."""

from datetime import datetime

from finance.inlasning.planrader import Statsbidragsrad
from finance.store.planposter import read_planposter
from finance.store.store import Store


def read_statsbidrag(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Statsbidragsrad, ...]:
    """What counts, in the file's order, then what people added. Öre, all plus."""
    return tuple(post.rad for post in read_planposter(store, namnd, Statsbidragsrad, as_of=as_of))
