"""Fria tabeller in a report: each as a `Tabell` with its figures as written."""

from collections.abc import Iterable
from decimal import Decimal

from finance.inlasning.fil.klistrad import Fricell, Frikolumn, Kolumnslag
from finance.lage import Lage
from finance.rapport.modell import Avsnitt, Cell, Kolumn, Kolumntyp, Rad, Radroll, Tabell
from finance.store import Fritabell


def fria_avsnitt(lage: Lage) -> tuple[Avsnitt, ...]:
    """A section per heading that the tables of the period were given (the table's own title where none was), in order."""
    by_heading: dict[str, list[Fritabell]] = {}
    for one in lage.fritabeller:
        by_heading.setdefault(one.sektion or one.titel, []).append(one)
    return tuple(
        Avsnitt(f"fritt-{tables[0].id}", heading, tuple(fri_tabell(one) for one in tables))
        for heading, tables in by_heading.items()
    )


def fri_tabell(one: Fritabell) -> Tabell:
    """The table as it stands in the report. Kronor and numbers are shown as written, whatever unit the report has."""
    kolumner = tuple(_column(place, kolumn, column_cells(one, place)) for place, kolumn in enumerate(one.kolumner))
    rader = [Rad(tuple(map(_cell, row))) for row in one.rader]
    if one.summa is not None:
        rader.append(Rad(tuple(map(_cell, one.summa)), roll=Radroll.SUMMA))
    return Tabell(f"fri-tabell-{one.id}", one.titel, kolumner, tuple(rader))


def column_cells(one: Fritabell, place: int) -> list[Fricell]:
    """The cells of a column, its printed sum last."""
    return [row[place] for row in (*one.rader, *((one.summa,) if one.summa is not None else ()))]


def most_decimals(cells: Iterable[Fricell]) -> int:
    """A column is shown with the most decimals that any of its cells has."""
    return max((_decimals(cell) for cell in cells if isinstance(cell, Decimal)), default=0)


def _column(place: int, kolumn: Frikolumn, cells: list[Fricell]) -> Kolumn:
    if kolumn.slag is Kolumnslag.TEXT:
        return Kolumn(f"kolumn{place}", kolumn.namn, Kolumntyp.TEXT)
    words = kolumn.namn.casefold().replace(",", " ").split()
    unit = ", kr" if kolumn.slag is Kolumnslag.KRONOR and not {"kr", "kronor", "tkr", "mnkr"} & set(words) else ""
    return Kolumn(f"kolumn{place}", kolumn.namn + unit, Kolumntyp.ANTAL, decimaler=most_decimals(cells))


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _cell(cell: Fricell) -> Cell:
    if isinstance(cell, Decimal):
        return float(cell) if _decimals(cell) else int(cell)
    return cell
