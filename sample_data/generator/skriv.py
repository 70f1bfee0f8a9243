"""Tables as .xlsx, written so that the same rows give the same file (fixed document dates)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

Cell = str | int | float | date | None
SKAPAD = datetime(2022, 6, 1, 8, 0)  # noqa: DTZ001 - a document date without a zone, fixed on purpose


@dataclass(frozen=True)
class Tabell:
    """One sheet: title rows above the header, the rows, and which columns hold kronor (two decimals) or are wide."""

    blad: str
    rubriker: Sequence[str]
    rader: Sequence[Sequence[Cell]]
    titlar: Sequence[str] = ()
    belopp: frozenset[int] = frozenset()
    talformat: str = "#,##0.00"
    bredder: dict[int, int] = field(default_factory=dict)


def write_xlsx(path: Path, tabell: Tabell) -> None:
    """One sheet in one workbook. Title rows, a blank row, the header in bold, then the rows."""
    with xlsxwriter.Workbook(path, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": path.stem, "created": SKAPAD})
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": tabell.talformat})
        sheet = book.add_worksheet(tabell.blad)
        for place, titel in enumerate(tabell.titlar):
            sheet.write_string(place, 0, titel, bold)
        top = len(tabell.titlar) + 1 if tabell.titlar else 0
        for column, rubrik in enumerate(tabell.rubriker):
            sheet.write_string(top, column, rubrik, bold)
            sheet.set_column(column, column, tabell.bredder.get(column, 12))
        for place, row in enumerate(tabell.rader, start=top + 1):
            for column, value in enumerate(row):
                _write(sheet, (place, column), value, money if column in tabell.belopp else None)
        sheet.freeze_panes(top + 1, 0)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, at: tuple[int, int], value: Cell, style: xlsxwriter.format.Format | None
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(*at, value)
    elif isinstance(value, date):
        sheet.write_datetime(*at, value)
    else:
        sheet.write_number(*at, value, style)
