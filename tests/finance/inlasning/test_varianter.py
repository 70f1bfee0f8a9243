"""A published table says the same whatever its file looks like: csv or workbook, title rows, columns in another order, kr."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from finance.belopp import Enhet
from finance.inlasning import read_file
from finance.inlasning.modell import Lasning, Lasval
from finance.inlasning.planrader import Ackumulering, Mattrad, Vardestatus
from finance.inlasning.tabell.rubrik import find_enhet, read_rubrik
from tests.finance.inlasning.arbetsbocker import Cells, xlsx

REFERENS = Path(__file__).parents[2] / "referens"
LISTOR = (
    "katrineholm_2022_t1/atgarder",
    "katrineholm_2022_t1/investeringsredovisning",
    "katrineholm_2022_t1/uppdrag_kommunplan",
)
FILER = (
    *LISTOR,
    "katrineholm_2022_t1/forsorjningsstod_per_manad_tkr",
    "katrineholm_2022_t1/placeringskostnad_per_manad_tkr",
    "katrineholm_2022_t1/personal_nyckeltal",
    "katrineholm_2022_t1/statistik_forsorjningsstod",
    "katrineholm_2022_t1/volymutveckling",
    "lindesberg_2022_05/familjehem_volym_och_pris",
    "lindesberg_2022_05/forsorjningsstod_per_31_5",
    "vetlanda/arsvarden",
)
Rows = Sequence[Sequence[str]]


def cells_of(fil: str) -> list[list[str]]:
    with (REFERENS / f"{fil}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.reader(source, delimiter=";"))


def as_number(text: str) -> str | float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text or None


def turned(rows: Rows) -> list[list[str]]:
    """The second half of the columns before the first."""
    half = len(rows[0]) // 2
    return [[*row[half:], *row[:half]] for row in rows]


def workbook(fil: str, rows: Rows, *above: str) -> Lasning:
    cells: Cells = [*([text] for text in above), list(rows[0]), *([as_number(cell) for cell in row] for row in rows[1:])]
    return read_file(xlsx({"Blad1": cells}), f"{Path(fil).name}.xlsx", Lasval(ar=2022))


def text_file(fil: str, rows: Rows, encoding: str) -> Lasning:
    text = "\r\n".join(";".join(row) for row in rows)
    return read_file(text.encode(encoding), f"{Path(fil).name}.csv", Lasval(ar=2022))


def said(lasning: Lasning) -> list[str]:
    """Every row without where it stands. Empty values are left out: an empty last column of a workbook is not there."""
    assert (lasning.fel, lasning.fragor) == ((), ())
    rows = [replace(one, rad=0, blad="") for one in lasning.planrader]
    empty = [isinstance(one, Mattrad) and one.status is Vardestatus.EJ_FRAMTAGEN for one in rows]
    return sorted(repr(one) for one, nothing in zip(rows, empty, strict=True) if not nothing)


@pytest.mark.parametrize("fil", FILER, ids=lambda fil: Path(fil).name)
def test_the_form_of_the_file_and_the_order_of_its_columns_change_nothing(fil: str) -> None:
    rows = cells_of(fil)
    wanted = said(text_file(fil, rows, "utf-8"))
    assert len(wanted) >= len(rows) - 2
    assert said(workbook(fil, rows)) == wanted
    assert said(workbook(fil, turned(rows))) == wanted
    assert said(text_file(fil, turned(rows), "cp1252")) == wanted


@pytest.mark.parametrize("fil", LISTOR, ids=lambda fil: Path(fil).name)
def test_title_rows_above_change_nothing(fil: str) -> None:
    rows = cells_of(fil)
    assert said(workbook(fil, rows, "Socialnämnden", "Tertialrapport T1 2022")) == said(workbook(fil, rows))


def test_the_same_investments_in_kronor_are_the_same_ore() -> None:
    fil = "katrineholm_2022_t1/investeringsredovisning"
    rows = cells_of(fil)
    kr = [[cell.replace("_tkr", "_kr") for cell in rows[0]]]
    kr += [[f"{int(cell)}000" if 1 < place < 6 else cell for place, cell in enumerate(row)] for row in rows[1:]]
    assert said(workbook(fil, kr)) == said(workbook(fil, rows))


def test_homes_are_counted_and_prices_are_never_added_up() -> None:
    lasning = text_file("x", cells_of("lindesberg_2022_05/familjehem_volym_och_pris"), "utf-8")
    found = [one for one in lasning.planrader if isinstance(one, Mattrad)]
    units = {(one.enhet, one.ackumulering) for one in found}
    assert units == {("antal", Ackumulering.SENASTE), ("kr", Ackumulering.MEDEL)}


def test_a_unit_is_read_from_the_heading_of_a_database() -> None:
    for text, enhet in (
        ("prognos_avvikelse_helar_tkr", Enhet.TKR),
        ("nettokostnad_mnkr", Enhet.MNKR),
        ("avvikelse_kr", Enhet.KR),
    ):
        assert find_enhet(text) is enhet
    assert read_rubrik("prognos_avvikelse_helar_tkr").enhet is Enhet.TKR
    assert find_enhet("tkrav") is None
