"""Mått as stored (DESIGN 6.7): a long table of values. Files stand beside each other; the newest value of each counts.

A value is newer by its inläsning. An empty cell ("ej framtagen") never takes the place of a figure or of a "?".
"""

from datetime import datetime

from finance.inlasning.planrader import Mattrad, Vardestatus
from finance.store.planer import read_planrader, rows_of
from finance.store.store import Store


def read_matt(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Mattrad, ...]:
    """One value per (nod, grupp, mått, kategori, typ, time): the newest, at the place where the mått first stood."""
    newest: dict[tuple[str, ...], Mattrad] = {}
    for rad in read_planrader(store, namnd, Mattrad, as_of=as_of):
        if rad.nyckel not in newest or rad.status is not Vardestatus.EJ_FRAMTAGEN:
            newest[rad.nyckel] = rad
    return tuple(newest.values())


def are_matt_in_force(store: Store, namnd: str, inlasning_id: int) -> bool:
    """Whether every value of an inläsning is what counts now; True where it has none."""
    own = rows_of(store, inlasning_id, Mattrad)
    if not own:
        return True
    current = {rad.nyckel: (rad.varde, rad.status) for rad in read_matt(store, namnd)}
    return all(rad.status is Vardestatus.EJ_FRAMTAGEN or current.get(rad.nyckel) == (rad.varde, rad.status) for rad in own)
