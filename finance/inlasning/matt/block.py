"""Tables of mått under each other on one sheet, each with a header of its own: cut apart, with the rows right above as titles.

A table without a title of its own (a header printed again on the next page) goes on under the first one's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from finance.inlasning.fil.blad import Blad
from finance.inlasning.matt.namn import is_fotnot
from finance.inlasning.matt.tabeller import Hittad, find_at, find_matt
from finance.inlasning.modell import Kontext
from finance.inlasning.tabell.planschema import plain
from finance.inlasning.tabell.sammanhang import Sammanhang

MOST_TABELLER = 200


@dataclass(frozen=True, slots=True)
class Tabell:
    """One table. `titlar`: rows right above its header, for another than the first."""

    hittad: Hittad
    titlar: tuple[str, ...] = ()


def find_tabeller(blad: Blad, kontext: Kontext, *, chosen: bool) -> list[Tabell]:
    """The tables of a sheet from the top; none for a sheet that is something else."""
    first = find_matt(blad, kontext, chosen=chosen)
    if first is None:
        return []
    starts, found = [0], [first]
    for row in _rows_like(blad, first)[:MOST_TABELLER]:
        before = found[-1].rubrikrad
        if row <= before:
            continue
        tops = (top for top in (row - 2, row - 1, row) if top > before)
        again = next(
            (hit for top in tops if (hit := find_at(blad, top, kontext, chosen=chosen)) and hit.rubrikrad >= row), None
        )
        if again is not None and _place(again) == _place(first):
            starts.append(_first_title(blad, found[-1], row))
            found.append(again)
    ends = [*starts[1:], blad.rader]
    return [_cut(hit, start, end) for hit, start, end in zip(found, starts, ends, strict=True)]


def _place(hittad: Hittad) -> int:
    return hittad.roller.get("matt", hittad.etikettkolumn if hittad.etikettkolumn is not None else -1)


def _rows_like(blad: Blad, first: Hittad) -> list[int]:
    """The rows below the first header that have its word in the column of names."""
    kolumn = blad.kolumner[_place(first)]
    label = plain(first.blad.kolumner[_place(first)].cell(first.rubrikrad))
    if not label:
        return [row for row in range(first.rubrikrad + 1, blad.rader) if blad.row(row) == blad.row(first.rubrikrad)]
    rows = np.flatnonzero(kolumn.per_row(lambda text: plain(text) == label))
    return [int(row) for row in rows if row > first.rubrikrad]


def _first_title(blad: Blad, before: Hittad, row: int) -> int:
    """Where the titles of the table whose header has its word at `row` begin: after the last row with values."""
    places = [k.place for k in before.kolumner]
    for above in range(row - 1, before.rubrikrad, -1):
        cells = [blad.kolumner[place].cell(above) for place in places]
        if (
            sum(map(bool, cells)) > 1
            and any(cell[:1].isdigit() for cell in cells)
            and blad.kolumner[_place(before)].cell(above)
        ):
            return above + 1
    return before.rubrikrad + 1


def _cut(hittad: Hittad, start: int, end: int) -> Tabell:
    """The table alone, its rows at their places in the sheet; what is noted below the table above is left out."""
    blad = hittad.blad
    if start == 0 and end == blad.rader:
        return Tabell(hittad)
    gone = list(range(start))
    titles: list[str] = []
    for row in range(start, hittad.rubrikrad) if start else ():
        cells = [cell for cell in blad.row(row) if cell]
        if len(cells) == 1 and len(cells[0]) <= 80 and not is_fotnot(cells[0]):
            titles.append(cells[0])
        else:
            gone.append(row)
    kolumner = tuple(kolumn.first_rows(end, empty=gone) for kolumn in blad.kolumner)
    felceller = tuple(cell for cell in blad.felceller if start <= cell.rad < end)
    return Tabell(replace(hittad, blad=replace(blad, kolumner=kolumner, rader=end, felceller=felceller)), tuple(titles))


def continue_sammanhang(own: Sammanhang, first: Sammanhang, titlar: Sequence[str]) -> Sammanhang:
    """What stands around a table further down: its own titles, then the sheet's."""
    said = own.ar_ur == "titelraden"
    return replace(
        own,
        titlar=(*titlar, *first.titlar),
        ar=own.ar if said else first.ar,
        ar_ur=own.ar_ur if said else first.ar_ur,
        spann=own.spann or first.spann,
        enhet=own.enhet or first.enhet,
    )
