"""The stored sample files are what the generator writes, and they look like what real systems export."""

import re
from pathlib import Path

import openpyxl
import pytest

from sample_data import EXEMPEL, Exempel
from sample_data.generator.filer import write_all

ROOT = Path(__file__).parents[2] / "sample_data"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("sample")
    write_all(target)
    return target


def _stored() -> list[Path]:
    return sorted(path.relative_to(ROOT) for path in ROOT.glob("*/*") if path.suffix in (".xlsx", ".csv"))


def _cells(path: Path) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path, read_only=True)
    rows: list[tuple[object, ...]] = [
        (sheet.title, *row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)
    ]
    book.close()
    return rows


@pytest.mark.parametrize("path", _stored(), ids=str)
def test_every_stored_cell_is_what_the_generator_writes(path: Path, generated: Path) -> None:
    if path.suffix == ".csv":
        assert (ROOT / path).read_text(encoding="utf-8") == (generated / path).read_text(encoding="utf-8")
    else:
        assert _cells(ROOT / path) == _cells(generated / path)


def test_no_file_is_missing_or_left_over(generated: Path) -> None:
    assert _stored() == sorted(path.relative_to(generated) for path in generated.glob("*/*"))


def test_two_runs_write_the_same_bytes(generated: Path, tmp_path: Path) -> None:
    write_all(tmp_path)
    for path in _stored():
        assert (tmp_path / path).read_bytes() == (generated / path).read_bytes(), path


@pytest.mark.parametrize("exempel", EXEMPEL, ids=lambda exempel: exempel.kod)
def test_exempel_names_every_file_of_its_folder_once_and_struktur_first(exempel: Exempel) -> None:
    fria = [exempel.mapp / val.filnamn for val in exempel.frival]
    in_folder = sorted(path for path in exempel.mapp.iterdir() if path.is_file())
    assert sorted((*exempel.filer, *fria, exempel.kommentarer)) == in_folder
    assert exempel.filnamn[0] == "struktur.xlsx"
    assert len(set(exempel.filnamn)) == len(exempel.filnamn)


def test_the_files_are_small_enough_for_a_repository() -> None:
    sizes = [(ROOT / path).stat().st_size for path in _stored()]
    assert max(sizes) < 1_000_000
    assert sum(sizes) < 6_000_000


def test_no_text_holds_anything_like_a_personnummer() -> None:
    like = re.compile(r"\d{6}[-+ ]?\d{4}")
    for path in _stored():
        if path.suffix == ".csv":
            assert not like.search((ROOT / path).read_text(encoding="utf-8"))
            continue
        found = [cell for row in _cells(ROOT / path) for cell in row if isinstance(cell, str) and like.search(cell)]
        assert found == [], path


def test_the_ledgers_hold_credits_corrections_and_late_vouchers() -> None:
    texts = [str(row[10]) for row in _cells(ROOT / "lindesberg/huvudbok_2021.xlsx")]
    for start in ("Kreditfaktura", "Rättelse, dubbelbokad ver ", "Rättelse, fel förvaltning ver ", "Omföring mellan enheter"):
        assert any(text.startswith(start) for text in texts), start
    assert any(", avser " in text for text in texts)


def test_a_correction_names_a_voucher_that_exists_with_the_opposite_amount() -> None:
    for rows in (_cells(ROOT / f"lindesberg/huvudbok_{ar}.xlsx") for ar in (2018, 2021)):
        amounts = {str(row[8]).split("-")[-1].lstrip("0"): row[11] for row in rows[1:]}
        rattelser = [row for row in rows if str(row[10]).startswith("Rättelse, dubbelbokad ver ")]
        assert rattelser
        for row in rattelser:
            assert amounts[str(row[10]).rsplit(" ", 1)[1]] == -float(str(row[11]))


def test_lindesberg_codes_are_text_with_their_leading_zeros() -> None:
    rows = _cells(ROOT / "lindesberg/huvudbok_2022.xlsx")
    codes = {row[3] for row in rows[4:]}
    assert {"0510", "0513", "0520", "5570"} <= codes
    assert all(isinstance(code, str) for code in codes)
