"""What differs between a locked report and the same report today: cells and texts, as people see them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from finance.format import MISSING
from finance.rapport.modell import Kommentar, Rapport, Tabell, show_cell


@dataclass(frozen=True, slots=True)
class Skillnad:
    """A cell, or a comment, that is another today. `–` where it was not there."""

    tabell: str
    rad: str
    kolumn: str
    last: str
    nu: str


@dataclass(frozen=True, slots=True)
class _Ruta:
    """A place in a report, by names for people, and what is shown there."""

    tabell: str
    rad: str
    kolumn: str
    visas: str


Rutor = Mapping[tuple[str, str, str], _Ruta]


def compare_rapporter(last: Rapport, nu: Rapport) -> tuple[Skillnad, ...]:
    """In the order of the locked report. Both in the same enhet and vy; a difference below what is shown is none."""
    return (*_differences(_cells(last), _cells(nu)), *_differences(_comments(last), _comments(nu)))


def _differences(old: Rutor, new: Rutor) -> Iterator[Skillnad]:
    for key in (*old, *(key for key in new if key not in old)):
        was, now = old.get(key), new.get(key)
        place = was or now
        shown = [MISSING if ruta is None else ruta.visas for ruta in (was, now)]
        if place is not None and shown[0] != shown[1]:
            yield Skillnad(place.tabell, place.rad, place.kolumn, *shown)


def _cells(rapport: Rapport) -> dict[tuple[str, str, str], _Ruta]:
    """By table, row (its nod, else its name) and column."""
    found = {}
    for tabell in (block for block in rapport.blocks() if isinstance(block, Tabell)):
        vy = rapport.vy_of(tabell)
        for rad in tabell.rader:
            namn = str(rad.celler[0])
            for kolumn, cell in zip(tabell.kolumner[1:], rad.celler[1:], strict=True):
                shown = show_cell(kolumn, cell, rapport.enhet, vy)
                found[tabell.id, rad.nod or namn, kolumn.nyckel] = _Ruta(tabell.titel, namn, kolumn.rubrik, shown)
    return found


def _comments(rapport: Rapport) -> dict[tuple[str, str, str], _Ruta]:
    return {
        ("", block.nod, block.sektion): _Ruta("Kommentar", block.namn, block.sektion or "Text", block.text or MISSING)
        for block in rapport.blocks()
        if isinstance(block, Kommentar)
    }
