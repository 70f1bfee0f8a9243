"""Investeringar as stored. A new file takes the place of the one before, unless it was added beside it."""

from datetime import datetime

from finance.inlasning.planrader import Investeringsrad
from finance.store.planer import read_planrader
from finance.store.store import Store


def read_investeringar(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Investeringsrad, ...]:
    """What counts, in the file's order. Öre, canonical sign (kostnad +); avvikelse and kvar plus = överskott."""
    return read_planrader(store, namnd, Investeringsrad, as_of=as_of)
