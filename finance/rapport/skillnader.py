"""What differs between a locked report and the same report today, as people see it: cells, months of charts, and texts.

Of charts only those by month are compared: what the others show stands in a table too.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from finance.format import MISSING, format_belopp
from finance.rapport.modell import Diagram, Diagramtyp, Kommentar, Rapport, Tabell
from finance.rapport.rapportdelar import DELAR
from finance.rapport.som_text import show_cell


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


Plats = tuple[str, ...]
Rutor = Mapping[Plats, _Ruta]


def compare_rapporter(last: Rapport, nu: Rapport) -> tuple[Skillnad, ...]:
    """In the order of the locked report. Both in the same enhet and vy; a difference below what is shown is none."""
    alone = _alone(last) & _alone(nu)
    return (
        *_differences(_cells(last, alone), _cells(nu, alone)),
        *_differences(_months(last), _months(nu)),
        *_differences(_comments(last), _comments(nu)),
    )


def _differences(old: Rutor, new: Rutor) -> Iterator[Skillnad]:
    for key in (*old, *(key for key in new if key not in old)):
        was, now = old.get(key), new.get(key)
        place = was or now
        shown = [MISSING if ruta is None else ruta.visas for ruta in (was, now)]
        if place is not None and shown[0] != shown[1]:
            yield Skillnad(place.tabell, place.rad, place.kolumn, *shown)


def _tables(rapport: Rapport) -> Iterator[Tabell]:
    return (block for block in rapport.blocks() if isinstance(block, Tabell))


def _alone(rapport: Rapport) -> set[tuple[str, str]]:
    """(table, nod) of the rows that are the only one of their nod: they are the same row whatever it is called."""
    count = Counter((tabell.id, rad.nod) for tabell in _tables(rapport) for rad in tabell.rader)
    return {key for key, number in count.items() if number == 1}


def _cells(rapport: Rapport, alone: set[tuple[str, str]]) -> dict[Plats, _Ruta]:
    """By table, row and column. Rows that share nod and name are told apart by their order."""
    found: dict[Plats, _Ruta] = {}
    for tabell in _tables(rapport):
        vy, seen = rapport.vy_of(tabell), Counter[tuple[str, str]]()
        for rad in tabell.rader:
            namn = str(rad.celler[0])
            row = (rad.nod, "" if rad.nod and (tabell.id, rad.nod) in alone else namn)
            seen[row] += 1
            for kolumn, cell in zip(tabell.kolumner[1:], rad.celler[1:], strict=True):
                shown = show_cell(kolumn, cell, rapport.enhet, vy)
                found[tabell.id, *row, str(seen[row]), kolumn.nyckel] = _Ruta(tabell.titel, namn, kolumn.rubrik, shown)
    return found


def _months(rapport: Rapport) -> dict[Plats, _Ruta]:
    """By chart, series and month."""
    return {
        (block.id, serie.namn, str(place)): _Ruta(
            block.titel, manad, serie.namn, format_belopp(serie.varden_ore[place], rapport.enhet, vy=rapport.vy_of(block))
        )
        for block in rapport.blocks()
        if isinstance(block, Diagram) and block.typ is Diagramtyp.MANAD
        for serie in block.serier
        for place, manad in enumerate(block.kategorier)
    }


def _comments(rapport: Rapport) -> dict[Plats, _Ruta]:
    rubriker = {one.id: one.rubrik for one in DELAR}
    return {
        (block.nod, block.sektion): _Ruta(
            "Kommentar", block.namn, rubriker.get(block.sektion, block.sektion) or "Text", block.text or MISSING
        )
        for block in rapport.blocks()
        if isinstance(block, Kommentar)
    }
