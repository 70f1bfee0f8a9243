"""Changing the list of placements by hand: the list as it becomes is committed like a file, so history and undo are the same.

Nothing that a person writes freely is kept: what was done is told by type and day, and never a name (DESIGN 6.8).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from finance.errors import HelarError, InvalidValue
from finance.inlasning.modell import Bladtolkning, Form, Lasning
from finance.inlasning.planer.placeringsregler import check_placering, split_at
from finance.inlasning.planrader import Placeringsrad
from finance.kolumner import Slag
from finance.mottagning.flode import commit, consider
from finance.mottagning.modell import Forslagsstatus, Overlapp
from finance.store import InlasningInfo, Store, Tillstand, list_inlasningar, read_placeringar, undo_inlasning

BLAD = "Skrivet på skärmen"
FIL = "Placeringar på skärmen: "
"""What the name of an inläsning begins with when the list was changed by hand."""

Lista = tuple[Placeringsrad, ...]


def add_placering(store: Store, namnd: str, rad: Placeringsrad, *, vem: str) -> int:
    """One more placement; gives the inläsning that it became. Raises InvalidValue."""
    check_placering(rad)
    with store.write():
        return _save(store, namnd, (*read_placeringar(store, namnd), rad), f"{rad.typ} från {rad.start} lagd till", vem=vem)


def end_placering(store: Store, namnd: str, rad: Placeringsrad, slut: date | None, *, vem: str) -> int:
    """Another planned end ("sista dygnet"), None for none. Raises InvalidValue; HelarError if it is not in the list."""
    changed = replace(rad, slut=slut.isoformat() if slut else "")
    check_placering(changed)
    what = f"{rad.typ} från {rad.start} slutar {changed.slut}" if slut else f"{rad.typ} från {rad.start} utan planerat slut"
    return _change(store, namnd, rad, (changed,), what, vem=vem)


def change_price(store: Store, namnd: str, rad: Placeringsrad, dygnspris_ore: int, fran: date, *, vem: str) -> int:
    """Another price per day from a day on: the old part ends the day before. Raises as `end_placering`."""
    parts = split_at(rad, fran, dygnspris_ore)
    for part in parts:
        check_placering(part)
    return _change(store, namnd, rad, parts, f"{rad.typ} från {rad.start}, nytt dygnspris från {fran}", vem=vem)


def set_raknas(store: Store, namnd: str, rad: Placeringsrad, *, raknas: bool, vem: str) -> int:
    """Whether it is counted in the sums and the prognos."""
    what = f"{rad.typ} från {rad.start} {'räknas' if raknas else 'räknas inte'}"
    return _change(store, namnd, rad, (replace(rad, raknas=raknas),), what, vem=vem)


def remove_placering(store: Store, namnd: str, rad: Placeringsrad, *, vem: str) -> int:
    """Take away one that was never a placement. Raises InvalidValue for the last one in the list."""
    return _change(store, namnd, rad, (), f"{rad.typ} från {rad.start} borttagen", vem=vem)


def list_versions(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[InlasningInfo, ...]:
    """The inläsningar that were lists of placements, newest first: files and changes by hand."""
    return tuple(info for info in list_inlasningar(store, namnd, as_of=as_of) if Slag.PLACERING in info.slag)


def undo_change(store: Store, namnd: str, *, vem: str) -> None:
    """Undo the latest list that counts. Raises HelarError where there is none, or where its file held more than the list."""
    with store.write():
        live = [info for info in list_versions(store, namnd) if info.tillstand is not Tillstand.ANGRAD]
        if not live:
            raise HelarError("Det finns ingen ändring att ångra.")
        if live[0].slag != (Slag.PLACERING,):
            raise HelarError(f"{live[0].fil} innehåller mer än placeringar. Ångra inläsningen på sidan Inläsning i stället.")
        undo_inlasning(store, live[0].id, vem=vem)


def _change(store: Store, namnd: str, rad: Placeringsrad, parts: Sequence[Placeringsrad], what: str, *, vem: str) -> int:
    with store.write():
        now = read_placeringar(store, namnd)
        if rad not in now:
            raise HelarError("Listan har ändrats sedan du öppnade sidan. Inget är sparat: välj placeringen igen.")
        if not parts and len(now) == 1:
            raise InvalidValue("Det är den enda placeringen i listan. Ångra inläsningen i stället, eller ge den ett slut.")
        place = now.index(rad)
        return _save(store, namnd, (*now[:place], *parts, *now[place + 1 :]), what, vem=vem)


def _save(store: Store, namnd: str, lista: Lista, what: str, *, vem: str) -> int:
    rader = tuple(replace(rad, blad=BLAD, rad=place, inlasning_id=None) for place, rad in enumerate(lista, start=1))
    content = repr(rader).encode()
    lasning = Lasning(
        fil=FIL + what,
        sha256=hashlib.sha256(content).hexdigest(),
        storlek=len(content),
        blad=(Bladtolkning(BLAD, Slag.PLACERING, Form.LISTA, None, rader=len(rader)),),
        planrader=rader,
    )
    forslag = consider(store, lasning, namnd=namnd, overlapp=Overlapp.ERSATT)
    if forslag.status is Forslagsstatus.DUBBLETT:
        raise HelarError("Listan är redan sådan. Inget är ändrat.")
    return commit(store, forslag, vem=vem)
