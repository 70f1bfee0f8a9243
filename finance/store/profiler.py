"""Profiler: how a nämnd's sources are read (finance.inlasning.val.profil). A changed profile is a new row."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from finance.errors import HelarError
from finance.inlasning.modell import Profil
from finance.inlasning.val.profil import from_json, to_json
from finance.store import tables
from finance.store.aktuellt import until
from finance.store.logg import write_logg
from finance.store.namnder import get_namnd
from finance.store.store import Store
from finance.store.tid import from_text


@dataclass(frozen=True, slots=True)
class Profilpost:
    """One stored profile. `id` is of the version."""

    id: int
    namnd: str
    profil: Profil
    vem: str
    registrerad: datetime


def list_profiler(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Profilpost, ...]:
    """The latest version of each profile that is not removed, the newest first. Raises UnknownNamnd."""
    table = tables.profil
    query = sa.select(table).where(table.c.namnd == namnd, table.c.registrerad <= until(as_of)).order_by(table.c.id)
    with store.read() as conn:
        get_namnd(store, namnd)
        latest = {row.avtryck: row for row in conn.execute(query)}
    found = sorted((row for row in latest.values() if not row.borttagen), key=lambda row: -row.id)
    return tuple(Profilpost(row.id, namnd, from_json(row.innehall), row.vem, from_text(row.registrerad)) for row in found)


def save_profil(store: Store, namnd: str, profil: Profil, *, vem: str) -> bool:
    """Add a version of the profile with this avtryck; False, and nothing done, when it says what stands there.

    Raises UnknownNamnd.
    """
    with store.write() as conn:
        before = next((p.profil for p in list_profiler(store, namnd) if p.profil.avtryck == profil.avtryck), None)
        if before is not None and (before.blad, before.namn) == (profil.blad, profil.namn):
            return False
        conn.execute(tables.profil.insert().values(**_row(store, namnd, profil, vem), borttagen=False))
        write_logg(store, namnd, "profil", vem=vem, fore={"fil": before.fil} if before else None, efter={"fil": profil.fil})
    return True


def remove_profil(store: Store, namnd: str, profil_id: int, *, vem: str) -> None:
    """Forget a profile: a new version that says so. Raises UnknownNamnd, and HelarError when it is not there."""
    with store.write() as conn:
        found = next((post for post in list_profiler(store, namnd) if post.id == profil_id), None)
        if found is None:
            raise HelarError(f"Profil {profil_id} finns inte för nämnden {namnd}. Kommandot profil visar vilka som finns.")
        conn.execute(tables.profil.insert().values(**_row(store, namnd, found.profil, vem), borttagen=True))
        write_logg(store, namnd, "profil borttagen", vem=vem, fore={"fil": found.profil.fil})


def _row(store: Store, namnd: str, profil: Profil, vem: str) -> dict[str, object]:
    about = {"namnd": namnd, "avtryck": profil.avtryck, "fil": profil.fil, "innehall": to_json(profil)}
    return {**about, "vem": vem, "registrerad": store.time}
