"""Fria tabeller as rapportkontroll checks them: the columns that hold figures, with the decimals that they are shown with."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from finance.inlasning.fil.klistrad import Fricell, Kolumnslag, is_delsumma
from finance.rapport.avsnitt_fritt import column_cells, most_decimals
from finance.rapport.kontroll.tryckt import TrycktTabell
from finance.store import Fritabell


def tryckta(tabeller: Iterable[Fritabell]) -> tuple[TrycktTabell, ...]:
    """The tables that hold figures, as rapportkontroll checks them: each whole, then each sum within it on its own rows."""
    found = []
    for one in tabeller:
        if any(kolumn.slag is not Kolumnslag.TEXT for kolumn in one.kolumner):
            table = _tryckt(one)
            details = tuple(row for row, cells in zip(table.rader, one.rader, strict=True) if not is_delsumma(cells))
            found += [replace(table, rader=details), *_delsummor(table, one)]
    return tuple(found)


def _delsummor(table: TrycktTabell, one: Fritabell) -> Iterator[TrycktTabell]:
    """Each sum within a table over the rows since the sum before it, a column at a time."""
    start = 0
    for nr, cells in enumerate(one.rader):
        if not is_delsumma(cells):
            continue
        namn, printed = table.rader[nr]
        for place, kolumn in enumerate(table.kolumner):
            rows = tuple((name, (values[place],)) for name, values in table.rader[start:nr])
            yield TrycktTabell(f"{table.titel}, {namn}", (kolumn,), rows, (printed[place],))
        start = nr + 1


def _tryckt(one: Fritabell) -> TrycktTabell:
    places = [place for place, kolumn in enumerate(one.kolumner) if kolumn.slag is not Kolumnslag.TEXT]
    named = next((place for place, kolumn in enumerate(one.kolumner) if kolumn.slag is Kolumnslag.TEXT), None)
    shown = {place: most_decimals(column_cells(one, place)) for place in places}
    rader = tuple(
        (f"rad {number}" if named is None else str(row[named]), tuple(_number(row[place], shown[place]) for place in places))
        for number, row in enumerate(one.rader, 1)
    )
    summa = None if one.summa is None else tuple(_number(one.summa[place], shown[place]) for place in places)
    return TrycktTabell(one.titel, tuple(one.kolumner[place].namn for place in places), rader, summa)


def _number(cell: Fricell, decimals: int) -> Decimal | None:
    """The number with the decimals that it is shown with."""
    return cell.quantize(Decimal(1).scaleb(-decimals)) if isinstance(cell, Decimal) else None
