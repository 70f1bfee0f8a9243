"""Headers in two and three rows, blocks under each other, a sheet per year or sex: every value on its own year and sex."""

import io
from collections.abc import Sequence
from decimal import Decimal

import openpyxl
import pytest

from finance.inlasning import read_file
from finance.inlasning.matt.etiketter import read_etikett
from finance.inlasning.matt.tider import read_tid
from finance.inlasning.modell import Lasning, Lasval
from finance.inlasning.planrader import Mattrad, Vardestatus, Vardetyp
from finance.kolumner import Slag
from tests.finance.inlasning.arbetsbocker import Cells, xlsx

Varden = dict[tuple[str, str, str, str], int | None]
"""(mått, kategori, first day, last day) -> value."""


def book(rows: Cells, merged: Sequence[str] = ()) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for ref in merged:
        sheet.merge_cells(ref)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(data: bytes, *, slag: Slag | None = None) -> Lasning:
    return read_file(data, "fil.xlsx", Lasval(slag=slag))


def varden(lasning: Lasning) -> Varden:
    assert [one.text for one in lasning.anmarkningar if one.niva == "fel"] == []
    found = [rad for rad in lasning.planrader if isinstance(rad, Mattrad) and rad.varde is not None]
    assert {rad.typ for rad in found} <= {Vardetyp.UTFALL}
    return {(rad.matt, rad.kategori, rad.fran, rad.till): int(rad.varde or 0) for rad in found}


def koder(lasning: Lasning) -> list[str]:
    return [one.kod for one in lasning.anmarkningar if one.niva == "fel"]


KVARTAL = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))


@pytest.mark.parametrize("merged", [(), ("B3:E3", "F3:I3"), ("A3:A4", "B3:E3", "F3:I3")])
def test_a_year_written_once_over_its_quarters(merged: Sequence[str]) -> None:
    rows: Cells = [
        ["Köer och beslut"],
        [],
        ["Mått", 2021, None, None, None, 2022, None, None, None],
        [None, "Kv1", "Kv2", "Kv3", "Kv4", "Kv1", "Kv2", "Kv3", "Kv4"],
        ["Ej verkställda beslut", 1, 2, 3, 4, 5, 6, None, None],
        ["Källa: IVO-rapporten 2022"],
    ]
    days = [(f"{ar}-{fran}", f"{ar}-{till}") for ar in (2021, 2022) for fran, till in KVARTAL]
    lasning = read(book(rows, merged))
    assert varden(lasning) == {("Ej verkställda beslut", "", *days[nr]): nr + 1 for nr in range(6)}
    skal = lasning.blad[0].skal
    assert "år 2021, 2022" in skal
    assert "2021 Kv1" in skal


@pytest.mark.parametrize("merged", [(), ("B2:D2", "E2:G2")])
@pytest.mark.parametrize("words", [("Totalt", "Kvinnor", "Män"), ("T", "K", "M")])
def test_a_year_over_total_and_sex(merged: Sequence[str], words: tuple[str, str, str]) -> None:
    rows: Cells = [
        ["Personal per 31/12"],
        ["Nyckeltal", 2021, None, None, 2022, None, None],
        [None, *words, *words],
        ["Antal anställda", 10, 8, 2, 13, 9, 4],
    ]
    days21, days22 = ("2021-12-31", "2021-12-31"), ("2022-12-31", "2022-12-31")
    assert varden(read(book(rows, merged))) == {
        ("Antal anställda", "", *days21): 10,
        ("Antal anställda", "kvinnor", *days21): 8,
        ("Antal anställda", "män", *days21): 2,
        ("Antal anställda", "", *days22): 13,
        ("Antal anställda", "kvinnor", *days22): 9,
        ("Antal anställda", "män", *days22): 4,
    }


def test_three_rows_of_header() -> None:
    rows: Cells = [
        ["Mått", 2021, None, None, None, 2022, None, None, None],
        [None, "Kv 1", None, "Kv 2", None, "Kv 1", None, "Kv 2", None],
        [None, "Kvinnor", "Män", "Kvinnor", "Män", "Kvinnor", "Män", "Kvinnor", "Män"],
        ["Aktualiseringar", 1, 2, 3, 4, 5, 6, 7, 8],
    ]
    wanted = [
        (kon, f"{ar}-{fran}", f"{ar}-{till}") for ar in (2021, 2022) for fran, till in KVARTAL[:2] for kon in ("kvinnor", "män")
    ]
    assert varden(read(book(rows))) == {("Aktualiseringar", *key): nr for nr, key in enumerate(wanted, 1)}


def test_utfall_and_mal_over_years() -> None:
    rows: Cells = [
        ["Kvalitetsfaktor", "Utfall", None, "Mål", None],
        [None, 2021, 2022, 2022, 2023],
        ["Nöjda brukare (%)", 86, 88, 90, 91],
    ]
    found = [rad for rad in read(book(rows)).planrader if isinstance(rad, Mattrad)]
    assert [(rad.typ, rad.fran[:4], rad.varde, rad.enhet) for rad in found] == [
        (Vardetyp.UTFALL, "2021", Decimal(86), "%"),
        (Vardetyp.UTFALL, "2022", Decimal(88), "%"),
        (Vardetyp.MAL, "2022", Decimal(90), "%"),
        (Vardetyp.MAL, "2023", Decimal(91), "%"),
    ]


def test_a_total_beside_months_is_its_own_years_months_so_far() -> None:
    rows: Cells = [
        ["Mått", 2021, None, None, 2022, None, None],
        [None, "Kv 1", "Kv 2", "Totalt", "Kv 1", "Kv 2", "Totalt"],
        ["Beslut", 10, 20, 30, 7, None, 7],
    ]
    found = varden(read(book(rows)))
    assert found["Beslut", "", "2021-01-01", "2021-06-30"] == 30
    assert found["Beslut", "", "2022-01-01", "2022-03-31"] == 7
    assert len(found) == 5 - 1  # the first quarter of 2022 is said twice, with the same figure


@pytest.mark.parametrize("again", [False, True])
def test_years_as_blocks_under_each_other(again: bool) -> None:
    header = ["Mått", "jan", "feb"]
    rows: Cells = [["Månadsstatistik"], [], [2021], header, ["Anmälningar", 1, 2], ["Utredningar", 3, 4], []]
    rows += [[2022], *([header] if again else []), ["Anmälningar", 5, 6], ["Utredningar", 7, None], ["Källa: systemet 2020"]]
    assert varden(read(book(rows))) == {
        ("Anmälningar", "", "2021-01-01", "2021-01-31"): 1,
        ("Anmälningar", "", "2021-02-01", "2021-02-28"): 2,
        ("Utredningar", "", "2021-01-01", "2021-01-31"): 3,
        ("Utredningar", "", "2021-02-01", "2021-02-28"): 4,
        ("Anmälningar", "", "2022-01-01", "2022-01-31"): 5,
        ("Anmälningar", "", "2022-02-01", "2022-02-28"): 6,
        ("Utredningar", "", "2022-01-01", "2022-01-31"): 7,
    }


def test_blocks_with_years_in_their_own_headers() -> None:
    rows: Cells = [
        ["Mått", "jan 2021", "feb 2021"],
        ["Anmälningar", 1, 2],
        [],
        ["Mått", "jan 2022", "feb 2022"],
        ["Anmälningar", 5, 6],
    ]
    found = varden(read(book(rows)))
    assert [(key[2], value) for key, value in found.items()] == [
        ("2021-01-01", 1),
        ("2021-02-01", 2),
        ("2022-01-01", 5),
        ("2022-02-01", 6),
    ]


def test_the_sexes_as_blocks_under_each_other() -> None:
    rows: Cells = [
        ["Mått", 2021, 2022],
        ["Kvinnor"],
        ["Hushåll", 1, 2],
        ["Barn", 3, 4],
        ["Män"],
        ["Hushåll", 5, 6],
        ["Barn", 7, 8],
    ]
    found = varden(read(book(rows)))
    assert {(key[0], key[1], key[2][:4]): value for key, value in found.items()} == {
        ("Hushåll", "kvinnor", "2021"): 1,
        ("Hushåll", "kvinnor", "2022"): 2,
        ("Barn", "kvinnor", "2021"): 3,
        ("Barn", "kvinnor", "2022"): 4,
        ("Hushåll", "män", "2021"): 5,
        ("Hushåll", "män", "2022"): 6,
        ("Barn", "män", "2021"): 7,
        ("Barn", "män", "2022"): 8,
    }


def test_a_part_without_figures_is_no_heading_of_the_rows_below() -> None:
    rows: Cells = [["Mått", 2021, 2022], ["Hushåll", 3, 4], ["varav kvinnor"], ["Män", 1, 2], ["Ärenden", 5, 6]]
    found = {(rad.grupp, rad.matt, rad.kategori) for rad in read(book(rows)).planrader if isinstance(rad, Mattrad)}
    assert found == {("", "Hushåll", ""), ("", "Hushåll", "män"), ("", "Ärenden", "")}


def test_columns_written_once_over_their_rows() -> None:
    rows: Cells = [
        ["År", "Mått", "Kön", "Kv 1", "Kv 2"],
        [2021, "Anmälningar", "Totalt", 1, 2],
        [None, None, "Kvinnor", 3, 4],
        [2022, "Anmälningar", "Totalt", 5, 6],
        [None, None, "Kvinnor", 7, 8],
    ]
    found = varden(read(book(rows)))
    wanted = [(kon, ar, kv) for ar in (2021, 2022) for kon in ("", "kvinnor") for kv in KVARTAL[:2]]
    assert found == {("Anmälningar", kon, f"{ar}-{kv[0]}", f"{ar}-{kv[1]}"): nr for nr, (kon, ar, kv) in enumerate(wanted, 1)}


def test_months_by_years_with_the_matt_in_the_title() -> None:
    rows: Cells = [["Orosanmälningar"], [], ["Månad", 2021, 2022], ["jan", 1, 3], ["feb", 2, 4], ["Totalt", 3, 7], ["Källa: x"]]
    found = varden(read(book(rows)))
    assert {(key[0], key[2]): value for key, value in found.items()} == {
        ("Orosanmälningar", "2021-01-01"): 1,
        ("Orosanmälningar", "2022-01-01"): 3,
        ("Orosanmälningar", "2021-02-01"): 2,
        ("Orosanmälningar", "2022-02-01"): 4,
    }


def test_a_year_and_its_months_at_the_head_of_rows() -> None:
    rows: Cells = [["År", "Månad", "Anmälningar", "Utredningar"], [2021, "nov", 1, 2], [None, "dec", 3, 4], [2022, "jan", 5, 6]]
    found = varden(read(book(rows)))
    assert {(key[0], key[2]): value for key, value in found.items()} == {
        ("Anmälningar", "2021-11-01"): 1,
        ("Utredningar", "2021-11-01"): 2,
        ("Anmälningar", "2021-12-01"): 3,
        ("Utredningar", "2021-12-01"): 4,
        ("Anmälningar", "2022-01-01"): 5,
        ("Utredningar", "2022-01-01"): 6,
    }


def test_a_sheet_per_matt_and_a_sheet_per_sex() -> None:
    per_matt: dict[str, Cells] = {
        namn: [["År", "jan", "feb"], [2021, nr, nr + 1]] for nr, namn in ((1, "Anmälningar"), (5, "Utredningar"))
    }
    assert [(key[0], value) for key, value in varden(read(xlsx(per_matt))).items()] == [
        ("Anmälningar", 1),
        ("Anmälningar", 2),
        ("Utredningar", 5),
        ("Utredningar", 6),
    ]
    per_kon: dict[str, Cells] = {kon: [["Mått", 2021], ["Hushåll", nr]] for nr, kon in ((1, "Kvinnor"), (5, "Män"))}
    assert [(key[1], value) for key, value in varden(read(xlsx(per_kon))).items()] == [("kvinnor", 1), ("män", 5)]


def test_notes_marks_and_cells_without_figures() -> None:
    rows: Cells = [
        ["Statistik 2022"],
        [],
        ["Mått", "jan 1)", "feb*", "mar", "apr"],
        ["Hushåll (antal) ¹", "<5", "*", "12*", "1 234 1)"],
        ["Beläggning (%)", "-", "..", "95 %", "96,5"],
        [],
        ["1) Preliminära uppgifter för 2021."],
    ]
    lasning = read(book(rows))
    assert lasning.fel == ()
    found = [
        (rad.matt, rad.fran[:7], rad.status, rad.varde, rad.anmarkning) for rad in lasning.planrader if isinstance(rad, Mattrad)
    ]
    okand, ej, varde = Vardestatus.OKAND, Vardestatus.EJ_FRAMTAGEN, Vardestatus.VARDE
    assert found == [
        ("Hushåll (antal)", "2022-01", okand, None, "<5"),
        ("Hushåll (antal)", "2022-02", okand, None, "*"),
        ("Hushåll (antal)", "2022-03", varde, Decimal(12), "*"),
        ("Hushåll (antal)", "2022-04", varde, Decimal(1234), "1)"),
        ("Beläggning (%)", "2022-01", ej, None, ""),
        ("Beläggning (%)", "2022-02", ej, None, ".."),
        ("Beläggning (%)", "2022-03", varde, Decimal(95), ""),
        ("Beläggning (%)", "2022-04", varde, Decimal("96.5"), ""),
    ]


JAN_MAR = ((1, 1), (3, 0))


@pytest.mark.parametrize(
    "text", ["Kvartal 1 2022", "Q1 2022", "kv1 2022", "2022 K1", "2022Q1", "Kv 1-22", "första kvartalet 2022", "jan-mar 2022"]
)
def test_a_quarter_in_all_its_spellings(text: str) -> None:
    etikett, tid = read_etikett(text), read_tid(text)
    assert tid is not None
    assert (tid.fran, tid.till, tid.ar) == (*JAN_MAR, 2022)
    assert etikett.tid is not None
    assert (etikett.tid.fran, etikett.tid.till, etikett.ar, etikett.rest) == (*JAN_MAR, 2022, "")


@pytest.mark.parametrize("text", ["1/12-28/2", "1/12 2021-28/2 2022", "dec-feb 2022", "dec 2021 - feb 2022"])
def test_a_stretch_over_new_year(text: str) -> None:
    tid = read_tid(text)
    assert tid is not None
    assert (tid.fran, tid.till[0], tid.ar) == ((12, 1), 2, 2022 if "2022" in text else None)


@pytest.mark.parametrize("text", ["Kvartal 1-2 2022", "2021-2022", "jan 2021-mar 2022", "Vecka 12", "Rullande 12 2022"])
def test_a_time_that_is_not_certain_is_refused(text: str) -> None:
    lasning = read(book([["Mått", text, "2023"], ["Hushåll", 1, 2]]))
    assert "rubrik_tid" in koder(lasning) or "kolumn_utan_ar" in koder(lasning)


def test_headers_and_sheets_that_contradict_each_other_are_refused() -> None:
    assert "rubrik_motsags" in koder(read(book([["Mått", 2021, 2022], [None, "Kv1 2021", "Kv1 2021"], ["Hushåll", 1, 2]])))
    some: Cells = [["Mått", 2021, None, None], [None, "jan", "feb", "mar"], ["Hushåll", 1, 2, 3]]
    assert "kolumn_utan_ar" in koder(read(book(some, ["B1:C1"])))
    copied: dict[str, Cells] = {
        ar: [["Statistik 2021"], ["Mått", "jan"], ["Hushåll", nr]] for nr, ar in ((1, "2021"), (2, "2022"))
    }
    assert "ar_motsags" in koder(read(xlsx(copied)))
    same: dict[str, Cells] = {namn: [["Mått", 2021], ["Hushåll", nr]] for nr, namn in ((1, "Norr"), (2, "Söder"))}
    assert koder(read(xlsx(same))) == ["dubbelt_matt"]
    assert koder(read(book([["Mått", "jan 2021"], [2022], ["Hushåll", 1]]))) == ["ar_motsags"]
