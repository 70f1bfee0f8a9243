"""Åtgärder as stored. A new file takes the place of the one before, unless it was added beside it."""

from datetime import datetime

from finance.inlasning.planrader import Atgardsrad
from finance.store.planer import read_planrader
from finance.store.store import Store


def read_atgarder(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Atgardsrad, ...]:
    """What counts, in the file's order. Effekt in öre, plus = lower cost."""
    return read_planrader(store, namnd, Atgardsrad, as_of=as_of)
