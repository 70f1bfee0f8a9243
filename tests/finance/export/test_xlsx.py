"""The workbook holds real kronor that show as the model shows them, and formulas that give the same."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from finance.belopp import Enhet, Vy
from finance.export.xlsx import write_xlsx
from finance.export.xlsx_blad import MONTHS
from finance.rapport.modell import Cell, Kolumn, Kolumntyp, Rapport, Tabell
from finance.rapport.som_text import show_cell, show_value
from tests.finance.rapport import exempel

SCALE = {Enhet.KR: "", Enhet.TKR: ",", Enhet.MNKR: ",,"}
REPORTS = {
    "lindesberg": exempel.lindesberg_rapport,
    "katrineholm": exempel.katrineholm_rapport,
    "lindesberg, other view": lambda: exempel.lindesberg_rapport(Enhet.TKR, Vy.NETTORESULTAT),
}


@pytest.fixture(params=REPORTS.values(), ids=list(REPORTS))
def rapport(request: pytest.FixtureRequest) -> Rapport:
    made: Rapport = request.param()
    return made


def opened(package: bytes, *, values: bool = True) -> Any:  # noqa: ANN401 - cells of a workbook are anything
    return openpyxl.load_workbook(io.BytesIO(package), data_only=values)


def find_table(book: Any, tabell: Tabell) -> tuple[Any, int]:  # noqa: ANN401
    """The sheet and the row (from 1) of the header of a table."""
    for sheet in book:
        for row in range(1, sheet.max_row + 1):
            title = sheet.cell(row, 1).value
            first = str(tabell.rader[0].celler[0])
            if title == tabell.titel and str(sheet.cell(row + 2, 1).value) == first and sheet.cell(row + 1, 2).value:
                return sheet, row + 1
    raise AssertionError(tabell.titel)


def tables_of(rapport: Rapport) -> Iterator[Tabell]:
    return (block for block in rapport.blocks() if isinstance(block, Tabell))


def back_to_model(kolumn: Kolumn, value: object, vy: Vy) -> Cell:
    """What a number in a cell is in the model, by the sentence in the module: kronor as shown, shares of one."""
    if not isinstance(value, int | float):
        return str(value)
    if kolumn.typ is Kolumntyp.BELOPP:
        return round(value * 100) * vy.sign
    if kolumn.typ is Kolumntyp.AVVIKELSE:
        return round(value * 100)
    if kolumn.typ in (Kolumntyp.PROCENT, Kolumntyp.AVVIKELSE_PROCENT):
        return value * 100
    return value


def test_every_cell_read_back_shows_what_the_model_shows(rapport: Rapport) -> None:
    book = opened(write_xlsx(rapport))
    for tabell in tables_of(rapport):
        sheet, header = find_table(book, tabell)
        vy = rapport.vy_of(tabell)
        assert [sheet.cell(header, column + 1).value for column in range(len(tabell.kolumner))] == [
            kolumn.rubrik for kolumn in tabell.kolumner
        ]
        for line, rad in enumerate(tabell.rader, 1):
            for column, (kolumn, cell) in enumerate(zip(tabell.kolumner, rad.celler, strict=True), 1):
                value = sheet.cell(header + line, column).value
                if cell is None and len(tabell.kolumner) > MONTHS:
                    assert value is None
                    continue
                read = back_to_model(kolumn, value, vy)
                assert show_value(kolumn.typ, read, rapport.enhet, vy, kolumn.decimaler) == show_cell(
                    kolumn, cell, rapport.enhet, vy
                )


def test_formulas_give_the_cached_values(rapport: Rapport) -> None:
    """A reader of SUM, difference and share, written apart from the writer."""
    package = write_xlsx(rapport)
    formulas, values = opened(package, values=False), opened(package)
    count = 0
    for sheet in formulas:
        cached = values[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("=") and cell.data_type == "f":
                    assert calculate(cell.value, cached) == pytest.approx(cached[cell.coordinate].value, abs=0.004, rel=1e-9)
                    count += 1
    assert count >= 20


def calculate(formula: str, sheet: Any) -> float:  # noqa: ANN401
    if match := re.fullmatch(r"=SUM\((\w+):(\w+)\)", formula):
        return float(sum(row[0].value for row in sheet[f"{match[1]}:{match[2]}"]))
    if match := re.fullmatch(r"=(\w+)-(\w+)", formula):
        return float(Decimal(str(sheet[match[1]].value)) - Decimal(str(sheet[match[2]].value)))
    match = re.fullmatch(r"=(\w+)/ABS\((\w+)\)", formula)
    assert match, formula
    return float(sheet[match[1]].value / abs(sheet[match[2]].value))


def test_the_main_table_is_computed_by_the_workbook() -> None:
    rapport = exempel.lindesberg_rapport()
    sheet, header = find_table(opened(write_xlsx(rapport), values=False), rapport.tabell("huvudtabell"))
    first, last, total = header + 1, header + 4, header + 5
    assert sheet.cell(first, 4).value == f"=C{first}-B{first}"
    assert sheet.cell(first, 7).value == f"=F{first}-E{first}"
    assert sheet.cell(first, 8).value == f"=G{first}/ABS(F{first})"
    assert sheet.cell(total, 2).value == f"=SUM(B{first}:B{last})"
    assert sheet.cell(total, 7).value == f"=SUM(G{first}:G{last})"


def test_a_total_is_in_kronor_and_shown_in_the_unit() -> None:
    rapport = exempel.lindesberg_rapport(vy=Vy.NETTORESULTAT)
    sheet, header = find_table(opened(write_xlsx(rapport)), rapport.tabell("huvudtabell"))
    assert sheet.cell(header + 5, 2).value == -246_600_000
    assert sheet.cell(header + 5, 4).value == -14_000_000
    assert sheet.cell(header + 5, 2).number_format == '#,##0.0,,;"−"#,##0.0,,;#,##0.0,,'
    assert sheet.cell(header + 5, 4).number_format == '"▲ +"#,##0.0,,;"▼ −"#,##0.0,,;#,##0.0,,'


def test_text_that_looks_like_a_formula_stays_text() -> None:
    rapport = exempel.lindesberg_rapport(text="=HYPERLINK(1)\n+46 70\n@namn")
    sheet = opened(write_xlsx(rapport), values=False)["Kommentarer"]
    risky = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert len(risky) == 2
    for cell in risky:
        assert cell.data_type == "s"
        assert cell.quotePrefix


def test_comments_stand_with_their_figures() -> None:
    rapport = exempel.lindesberg_rapport()
    sheet = opened(write_xlsx(rapport))["Kommentarer"]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert rows["Vård och omsorg"][:2] == (-11_300_000, -24_200_000)
    assert "Det fattas cirka 35 årsarbetare." in rows["Vård och omsorg"][2]
    assert rows["Gruppbostad"][:2] == (-2_400_000, -1_900_000)


def test_sheets_are_set_up_for_print_and_charts_are_described(rapport: Rapport) -> None:
    book = opened(write_xlsx(rapport))
    assert "Så säker är prognosen" in book.sheetnames
    charts = 0
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.print_area
        assert "Sida" in sheet.oddFooter.right.text
        charts += len(sheet._charts)
    assert charts == sum(len(avsnitt.diagram) for avsnitt in rapport.avsnitt)


def test_long_and_equal_names_give_sheets_of_their_own() -> None:
    rapport = exempel.lindesberg_rapport()
    name = "Verksamhet med ett [mycket] långt: namn/som inte ryms"
    renamed = tuple(replace(avsnitt, rubrik=name) for avsnitt in rapport.avsnitt)
    book = opened(write_xlsx(replace(rapport, avsnitt=renamed)))
    assert len(book.sheetnames) == len({title.lower() for title in book.sheetnames})
    assert all(len(title) <= 31 for title in book.sheetnames)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_xlsx(exempel.katrineholm_rapport()) == write_xlsx(exempel.katrineholm_rapport())


def test_the_package_follows_the_schema(rapport: Rapport, tmp_path: Path) -> None:
    path = tmp_path / "rapport.xlsx"
    path.write_bytes(write_xlsx(rapport))
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == []
