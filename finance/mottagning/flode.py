"""From a file's bytes to a committed inläsning: look, decide, store. Nothing is stored before `commit`."""

from finance.errors import ChangedSincePreview, HelarError
from finance.inlasning import read_file
from finance.inlasning.modell import Lasning, Lasval
from finance.mottagning.granskning import Granskning
from finance.mottagning.kontext import find_namnd, read_kontext
from finance.mottagning.modell import Forslag, Overlapp
from finance.mottagning.profil import remember
from finance.store import NyInlasning, Store, commit_inlasning

TRIES = 5
STANDARDVAL = Lasval()


def prepare(
    store: Store,
    data: bytes,
    fil: str,
    *,
    namnd: str,
    val: Lasval = STANDARDVAL,
    overlapp: Overlapp = Overlapp.AUTO,
    preliminar: bool = False,
) -> Forslag:
    """Read a file and say what storing it would do. Never raises for what is wrong with the file."""
    lasning = read_file(data, fil, val, read_kontext(store, namnd))
    return consider(store, lasning, namnd=namnd, overlapp=overlapp, preliminar=preliminar)


def consider(
    store: Store,
    lasning: Lasning,
    *,
    namnd: str,
    overlapp: Overlapp = Overlapp.AUTO,
    preliminar: bool = False,
) -> Forslag:
    """As `prepare`, for a file that has been read: a changed answer about overlapp needs no second reading."""
    with store.read():
        return Granskning(store, lasning, find_namnd(store, namnd), overlapp, preliminar=preliminar).forslag()


def commit(store: Store, forslag: Forslag, *, vem: str) -> int:
    """Store what a forslag says and give the inläsning's id. HelarError when it cannot be stored.

    Where the nämnd has changed since the preview, the file is looked at again: if storing it would still do the same (somebody
    wrote a comment, say) it is stored, else ChangedSincePreview is raised.
    """
    if forslag.ny is None:
        raise HelarError(f"{forslag.fil} kan inte läsas in ({forslag.status.value}). Inget är sparat.")
    try:
        return _keep(store, forslag.ny, forslag.lasning, vem=vem)
    except ChangedSincePreview:
        again = consider(store, forslag.lasning, namnd=forslag.namnd, overlapp=forslag.overlapp, preliminar=forslag.preliminar)
        if again.ny is None or not _same_effect(forslag, again):
            raise
        return _keep(store, again.ny, again.lasning, vem=vem)


def _keep(store: Store, ny: NyInlasning, lasning: Lasning, *, vem: str) -> int:
    """The inläsning, and with it the choices that next month's file can be read with."""
    with store.write():
        inlasning_id = commit_inlasning(store, ny, vem=vem)
        remember(store, ny.namnd, lasning, vem=vem)
    return inlasning_id


def _same_effect(one: Forslag, other: Forslag) -> bool:
    if one.ny is None or other.ny is None:
        return False
    told = [(f.ersatter, f.anmarkningar, f.ny.satt, f.ny.bedomningar, f.ny.status) for f in (one, other) if f.ny]
    return told[0] == told[1] and one.jamforelse.equals(other.jamforelse) and one.rader.equals(other.rader)


def read_in(
    store: Store,
    data: bytes,
    fil: str,
    *,
    namnd: str,
    val: Lasval = STANDARDVAL,
    overlapp: Overlapp = Overlapp.AUTO,
    preliminar: bool = False,
    vem: str,
) -> tuple[Forslag, int | None]:
    """Look at a file and store it if that can be done without asking. Looks again when somebody else was first."""
    for _ in range(TRIES):
        forslag = prepare(store, data, fil, namnd=namnd, val=val, overlapp=overlapp, preliminar=preliminar)
        if forslag.ny is None:
            return forslag, None
        try:
            return forslag, commit(store, forslag, vem=vem)
        except ChangedSincePreview:
            continue
    raise ChangedSincePreview
