"""Files that are no workbook, or a dangerous one: a Swedish FEL each, never an exception, never a dead process."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from finance.inlasning import read_file
from finance.inlasning.fil.arbetsbok import read_arbetsbok
from finance.inlasning.fil.forkontroll import OtillatenFilError, check_sheets, open_zip
from finance.inlasning.modell import Lasning, Niva
from tests.finance.inlasning.arbetsbocker import xlsx

BOK = xlsx({"Utfall 2022": [["Vht", "jan"], ["1", 5.55]]})


def only_fel(lasning: Lasning) -> str:
    """The kod of the only finding, which refuses the file and says what to do."""
    (found,) = lasning.anmarkningar
    assert found.niva is Niva.FEL
    assert found.text.endswith(".")
    assert found.atgard.endswith(".")
    assert len(lasning.rader) == 0
    return found.kod


@pytest.mark.parametrize(
    ("data", "fil", "kod"),
    [
        (b"", "tom.xlsx", "tom_fil"),
        (b" \r\n", "tom.csv", "tom_fil"),
        (BOK[: len(BOK) // 2], "kapad.xlsx", "skadad"),
        (b"hej", "text.xlsx", "ej_arbetsbok"),
        (b"<html><table></table></html>", "export.xls", "ej_arbetsbok"),
        (b"%PDF-1.7 ...", "rapport.pdf", "ej_arbetsbok"),
        (b"bara en mening", "brev.csv", "rubrikrad_saknas"),
        (xlsx({"Blad1": []}), "utan.xlsx", "tom_fil"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "hemlig.xlsx", "losenord"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "trasig.xls", "ej_arbetsbok"),
        (b"PK\x03\x04" + b"\0" * 100, "trasig.xlsx", "skadad"),
        (xlsx({"Om": [["Hej"], ["Hopp"]]}), "brev.xlsx", "rubrikrad_saknas"),
    ],
)
def test_files_that_cannot_be_read(data: bytes, fil: str, kod: str) -> None:
    assert only_fel(read_file(data, fil)) == kod


def test_a_zip_that_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hej.txt", "hej")
    assert only_fel(read_file(out.getvalue(), "hej.xlsx")) == "ej_arbetsbok"


def test_a_cell_far_away_is_refused_and_kills_nothing() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["XFD1048576"] = "Verksamhet", 1
    out = io.BytesIO()
    book.save(out)
    assert only_fel(read_file(out.getvalue(), "fjärran.xlsx")) == "for_stort_blad"


def test_a_far_styled_cell_without_content_is_no_harm() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Vht", "Utfall jan 2022"])
    sheet.append(["1", 5.55])
    sheet["XFD1048576"].font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    assert read_file(out.getvalue(), "x.xlsx").rader["ore"].tolist() == [555]


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOK)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            padding = b" " * 30_000_000 if "sheet1" in name else b""
            target.writestr(name, source.read(name) + padding)
    assert only_fel(read_file(out.getvalue(), "bomb.xlsx")) == "zipbomb"


def test_a_zip_that_lies_about_a_size_is_damaged() -> None:
    data = bytearray(BOK)
    with zipfile.ZipFile(io.BytesIO(BOK)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    place = data.rfind(size)
    data[place : place + 4] = (100).to_bytes(4, "little")
    assert only_fel(read_file(bytes(data), "lögn.xlsx")) == "skadad"


def test_a_child_out_of_memory_or_time_is_a_sentence() -> None:
    with pytest.raises(OtillatenFilError, match="avbröts"):
        read_arbetsbok(BOK, "x.xlsx", memory=60_000_000)
    with pytest.raises(OtillatenFilError, match="sekunder"):
        read_arbetsbok(BOK, "x.xlsx", seconds=0.001)


def test_lost_cells_are_found_where_other_programs_write_them() -> None:
    xlsxwriter: Any = pytest.importorskip("xlsxwriter")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Ä & Ö")
    sheet.write_row(1, 2, ["Vht", "Belopp"])
    sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
    sheet.write_formula(3, 3, "=1+1", None, 2)
    book.close()
    with open_zip(out.getvalue()) as archive:
        (check,) = check_sheets(archive)
    assert (check.namn, check.forsta_kolumn, check.antal) == ("Ä & Ö", 2, 1)
    assert [(cell.rad, cell.kolumn, cell.varde) for cell in check.felceller] == [(2, 3, "#DIV/0!")]


def test_hidden_sheets_are_not_read_but_told() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx({"Utfall 2022": [["Vht", "jan"], ["1", 5.55]], "Kladd 2022": [["Vht", "jan"], ["1", 6.66]]}))
    )
    book["Kladd 2022"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    lasning = read_file(out.getvalue(), "x.xlsx")
    assert lasning.rader["ore"].tolist() == [555]
    assert [a.kod for a in lasning.anmarkningar] == ["dolt_blad"]


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "Verksamhet",
            "Belopp",
            "Period",
            "Summa",
            "jan",
            "Utfall jan-maj 2022",
            "Budget",
            "Kod",
            "Överordnad",
            "202205",
            "1 234,5",
            "410",
            "-",
        ]
    ),
)


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=7))
def test_no_table_makes_the_reader_fail(rows: list[list[str]]) -> None:
    quoted = "\n".join(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    lasning = read_file(quoted.encode("utf-8", "replace"), "utfall 2022.csv")
    assert lasning.storlek == len(quoted.encode("utf-8", "replace"))


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    read_file(data, "x.csv")
