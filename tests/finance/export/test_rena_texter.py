"""Control characters: what is pasted from slides and PDF has them, and no Office file may."""

import io
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from finance.belopp import Enhet, Vy
from finance.export.pptx import write_pptx
from finance.export.rena_texter import with_clean_texts
from finance.export.xlsx import write_xlsx
from finance.inlasning.fil.csvfil import decode
from finance.period import Period
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.modell import Rapport
from finance.store import Kommentar, Namnd, Store, read_kommentarer, save_kommentar, save_namnd
from finance.struktur import Nod
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import lage_av
from tests.finance.rapport import exempel
from tests.finance.rapport.test_levande import NU

PASTED = "Första raden\x0bandra raden\x01 och \x1bslut\ufffe."
KEPT = "Första raden\nandra raden och slut."


@pytest.fixture(scope="module")
def rapport() -> Rapport:
    noder = (Nod("S", "Nämnden"), Nod("1", "Hem\x01tjänst", "S"), Nod("2", "Boende", "S"))
    utfall = [(202201, nod, "5010", 10_000_000) for nod in ("1", "2")]
    budget = [(202200 + manad, nod, "5010", 9_000_000) for nod in ("1", "2") for manad in range(1, 13)]
    lage = lage_av(utfall, budget, period=Period(2022, 1), noder=noder)
    texter = {("S", ""): Kommentar(PASTED, "EK", NU)}
    return manadsuppfoljning(lage, compute_uppfoljning(lage), texter, enhet=Enhet.TKR, vy=Vy.NETTOKOSTNAD)


def test_slides_and_workbook_can_be_opened(rapport: Rapport) -> None:
    slides = Presentation(io.BytesIO(write_pptx(rapport))).slides
    words = " ".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    assert "Hemtjänst" in words
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(rapport)))
    assert KEPT in [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]


def test_a_report_without_them_is_the_same_report() -> None:
    found = exempel.lindesberg_rapport()
    assert with_clean_texts(found) is found


def test_what_a_person_pastes_is_stored_without_them(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="EK")
    save_kommentar(store, "SN", 202201, "S", PASTED, vem="EK")
    assert read_kommentarer(store, "SN", 202201)["S", ""].text == KEPT
    store.close()


def test_a_csv_file_is_read_without_them_whatever_its_encoding() -> None:
    assert decode("Hem\x01tjänst;å".encode()) == decode("Hem\x01tjänst;å".encode("cp1252")) == "Hem tjänst;å"
    assert "\x00" in decode(b"a\x00b")  # which refuses the file
