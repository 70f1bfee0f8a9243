"""A small nämnd, and filling in a workbook as a person does: by the words of its header."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from finance.mottagning import Forslag, read_in
from finance.store import Namnd, Store, save_namnd

NAMND = "N"
STRUKTUR = "Kod;Namn;Överordnad\nSN;Socialnämnden;\n0410;Barn och unga;SN\n0420;Vuxna;SN\n"
UTFALL = """Verksamhet;Konto;Period;Belopp
0410;5011;2022-01;100000,50
0410;5011;2022-02;110000,50
0420;5011;2022-01;200000
0420;3011;2022-02;-50000
"""
BUDGET_2021 = "Verksamhet;Konto;Budget 2021-01;Budget 2021-02\n0410;5011;90000;90000,25\n0420;5011;210000;210000\n"
BUDGET_2022 = """Ansvar;Verksamhet;Konto;Projekt;Budget 2022-01;Budget 2022-02;Budget 2022-12
11;0410;5011;;105000;105000,75;105000
12;0420;5011;P9;205000;205000;205000
12;0420;3011;;-40000;-40000;
"""


def read(store: Store, data: bytes | str, fil: str, *, namnd: str = NAMND, vem: str = "ekonomen") -> tuple[Forslag, int | None]:
    """`las-in` of one file."""
    return read_in(store, data.encode() if isinstance(data, str) else data, fil, namnd=namnd, vem=vem)


def small_store(url: str) -> Store:
    """Two verksamheter: struktur, utfall of two months, budget of this year and last."""
    store = Store.open(url)
    save_namnd(store, Namnd(NAMND, "Socialnämnden"), vem="prov")
    files = {"struktur": STRUKTUR, "utfall": UTFALL, "budget 2021": BUDGET_2021, "budget 2022": BUDGET_2022}
    for fil, text in files.items():
        forslag, inlasning_id = read(store, text, f"{fil}.csv")
        assert inlasning_id is not None, (fil, forslag.fel, forslag.fragor)
    return store


def opened(package: bytes) -> Any:  # noqa: ANN401 - cells of a workbook are anything
    return openpyxl.load_workbook(io.BytesIO(package))


def saved(book: Any) -> bytes:  # noqa: ANN401
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def header_row(sheet: Any, first: str) -> int:  # noqa: ANN401
    """The row (from 1) whose cells hold the header `first`."""
    return next(row for row in range(1, 30) if first in [cell.value for cell in sheet[row]])


def columns(sheet: Any, row: int) -> dict[str, int]:  # noqa: ANN401
    """Header's words -> column (from 1)."""
    return {str(cell.value): cell.column for cell in sheet[row] if cell.value}


def fill(package: bytes, rows: Sequence[Mapping[str, object]]) -> bytes:
    """The template with `rows` (header's words -> value) under the header of its first sheet."""
    book = opened(package)
    sheet = book.worksheets[0]
    header = header_row(sheet, next(iter(rows[0])))
    places = columns(sheet, header)
    for row, values in enumerate(rows, header + 1):
        for rubrik, value in values.items():
            sheet.cell(row, places[rubrik]).value = value
    return saved(book)
