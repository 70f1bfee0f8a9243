"""Workbooks for the tests of reading, written with openpyxl as a person's Excel would store them."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from finance.inlasning.modell import Anmarkning, Lasning
from finance.kolumner import Col

Cells = list[list[Any]]


def xlsx(sheets: Mapping[str, Cells]) -> bytes:
    """A workbook with the given sheets, row by row."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for namn, rows in sheets.items():
        sheet = book.create_sheet(namn)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def per_month(lasning: Lasning, slag: str = "utfall") -> dict[int, int]:
    """Öre per period of one slag."""
    rows = lasning.rader[lasning.rader[Col.SLAG] == slag]
    return {int(str(period)): int(ore) for period, ore in rows.groupby(Col.PERIOD)[Col.ORE].sum().items()}


def per_verksamhet(lasning: Lasning, slag: str = "utfall") -> dict[str, int]:
    """Öre per verksamhet of one slag."""
    rows = lasning.rader[lasning.rader[Col.SLAG] == slag]
    return {str(kod): int(ore) for kod, ore in rows.groupby(Col.VERKSAMHET)[Col.ORE].sum().items()}


def places(found: Sequence[Anmarkning], kod: str) -> list[tuple[str | None, int | None, str | None]]:
    """Where the findings of one kind are: (sheet, row, column)."""
    return [(a.blad, a.rad, a.kolumn) for a in found if a.kod == kod]
