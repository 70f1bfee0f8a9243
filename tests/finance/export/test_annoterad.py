"""The annotated copy: every finding listed and marked where it is, nothing executable, nobody's personnummer."""

import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from finance.export.annoterad import write_annotated
from finance.inlasning import read_file
from tests.finance.inlasning.arbetsbocker import xlsx
from tests.korpus.byggare import change_part

RUBRIK = ["Verksamhet", "Konto", "Period", "Text", "Belopp"]


def annotated(data: bytes, fil: str) -> tuple[openpyxl.Workbook, Worksheet]:
    lasning = read_file(data, fil)
    assert lasning.fel
    book = openpyxl.load_workbook(io.BytesIO(write_annotated(data, fil, lasning.anmarkningar)))
    first = book.worksheets[0]
    assert first.title == "Anmärkningar"
    return book, first


def test_eighty_faults_are_eighty_rows_and_eighty_marked_cells() -> None:
    data = xlsx({"Blad1": [["Titel"], RUBRIK, *[["510", "5011", 202201, "t", "okänt"] for _ in range(80)]]})
    book, lista = annotated(data, "x.xlsx")
    rows = [[cell.value for cell in row] for row in lista.iter_rows(min_row=5)]
    assert [(row[0], row[1], row[2], row[3]) for row in rows] == [("fel", "Blad1", nr, "Belopp") for nr in range(3, 83)]
    marked = [cell.coordinate for row in book["Blad1"].iter_rows() for cell in row if cell.comment]
    assert marked == [f"E{nr}" for nr in range(3, 83)]
    assert book["Blad1"]["E3"].comment.text == "”okänt” är inget belopp.\nSkriv beloppet med siffror, till exempel 1 234,50."
    assert book["Blad1"]["E3"].fill.fgColor.rgb == "FFF4B6B0"
    assert lista["C5"].hyperlink.location == "'Blad1'!E3"


def test_a_corrected_copy_reads_as_the_file_it_was_made_from() -> None:
    data = xlsx({"Blad1": [RUBRIK, ["0510", "5011", 202201, "t", "okänt"], ["520", "5011", 202201, "t", 10.55]]})
    book, _ = annotated(data, "x.xlsx")
    book["Blad1"]["E2"] = 5.25
    out = io.BytesIO()
    book.save(out)
    lasning = read_file(out.getvalue(), "x.xlsx")
    assert lasning.fel == ()
    assert lasning.rader[["verksamhet", "ore"]].to_numpy().tolist() == [["0510", 525], ["520", 1055]]


@pytest.mark.parametrize("end", ["xlsx", "csv"])
def test_texts_are_masked_and_never_formulas(end: str) -> None:
    texts = ["=1+1", "+46 8", "-rabatt", "@SUM(A1)", "avser 19121212-1212", "<b>fet</b>"]
    rows: list[list[object]] = [list(RUBRIK), *[["510", "5011", 202201, text, "fel"] for text in texts]]
    data = xlsx({"Blad1": rows}) if end == "xlsx" else "\n".join(";".join(map(str, row)) for row in rows).encode()
    book, _ = annotated(data, f"=cmd|x.{end}")
    found = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in found if cell.data_type == "f"]
    shown = {str(cell.value) for cell in found}
    assert {"+46 8", "-rabatt", "@SUM(A1)", "<b>fet</b>", "avser [personnummer]"} <= shown
    assert not any("1212-1212" in text for text in shown)


def test_a_csv_is_marked_on_the_right_row_also_after_a_quoted_line_break() -> None:
    data = 'Verksamhet;Konto;Period;Text;Belopp\n510;5011;202201;"två\nrader";1,55\n520;5011;202201;en;fel\n'.encode()
    book, lista = annotated(data, "x.csv")
    assert lista["C5"].value == 4  # the line of the file
    assert book.worksheets[1]["E3"].value == "fel"
    assert book.worksheets[1]["E3"].comment is not None
    assert lista["C5"].hyperlink.location.endswith("!E3")


def test_macros_are_dropped_and_a_damaged_file_gives_the_list() -> None:
    data = xlsx({"Blad1": [RUBRIK, ["510", "5011", 202201, "t", "fel"]]})
    lasning = read_file(data, "x.xlsx")
    copy = write_annotated(change_part(data, "xl/vbaProject.bin", lambda _: b"macro"), "x.xlsm", lasning.anmarkningar)
    assert b"vbaProject" not in copy
    _, lista = annotated(data[:-900], "kapad.xlsx")
    assert lista["A5"].value == "fel"
