"""Mått as stored (DESIGN 6.7): a long table of values. Files stand beside each other; the newest value of each counts.

A value is newer by its inläsning, or by when a person typed it. An empty cell ("ej framtagen") never takes the place of a
figure or of a "?".
"""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from finance.inlasning.planrader import Mattrad, Vardestatus
from finance.store import tables
from finance.store.mattposter import read_mattposter
from finance.store.planer import read_planrader, rows_of
from finance.store.store import Store


def read_matt(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Mattrad, ...]:
    """One value per (nod, grupp, mått, kategori, typ, time): the newest, at the place where the mått first stood."""
    with store.read():
        rader = read_planrader(store, namnd, Mattrad, as_of=as_of)
        typed = read_mattposter(store, namnd, as_of=as_of)
        times = _times(store, {rad.inlasning_id for rad in rader}) if typed else {}
    dated = [(times.get(rad.inlasning_id, ""), rad) for rad in rader]
    newest: dict[tuple[str, ...], Mattrad] = {}
    for _, rad in sorted([*dated, *typed], key=lambda one: one[0]):
        if rad.nyckel not in newest or rad.status is not Vardestatus.EJ_FRAMTAGEN:
            newest[rad.nyckel] = rad
    return tuple(newest.values())


def _times(store: Store, ids: Iterable[int | None]) -> dict[int | None, str]:
    table = tables.inlasning
    query = sa.select(table.c.id, table.c.registrerad).where(table.c.id.in_([one for one in ids if one is not None]))
    with store.read() as conn:
        return {row.id: row.registrerad for row in conn.execute(query)}


def are_matt_in_force(store: Store, namnd: str, inlasning_id: int) -> bool:
    """Whether every value of an inläsning is what counts now; True where it has none."""
    own = rows_of(store, inlasning_id, Mattrad)
    if not own:
        return True
    current = {rad.nyckel: (rad.varde, rad.status) for rad in read_matt(store, namnd)}
    return all(rad.status is Vardestatus.EJ_FRAMTAGEN or current.get(rad.nyckel) == (rad.varde, rad.status) for rad in own)
