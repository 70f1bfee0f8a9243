"""Mått are read from the published tables as workbooks: every figure of the csv is found, and told from what is no figure."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from finance.inlasning import read_file
from finance.inlasning.modell import Kontext, Lasning, Lasval, Niva
from finance.inlasning.planrader import Ackumulering, Frekvens, Mattrad, Vardestatus, Vardetyp
from finance.kolumner import Slag
from finance.struktur import Nod
from tests.finance.inlasning.arbetsbocker import Cells, places, xlsx

REFERENS = Path(__file__).parents[2] / "referens"
JAN_APR_22, JAN_APR_21 = ("2022-01-01", "2022-04-30"), ("2021-01-01", "2021-04-30")
HELA_22, HELA_21 = ("2022-01-01", "2022-12-31"), ("2021-01-01", "2021-12-31")
SISTA = ("01-31", "02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-30", "12-31")
MANADER = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def cells_of(name: str) -> list[list[str]]:
    with (REFERENS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def as_number(text: str) -> str | float | None:
    """As a person's Excel would hold the cell."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text or None


def figure(text: str) -> Decimal | None:
    try:
        return Decimal(text.removesuffix("%").replace(",", "."))
    except ArithmeticError:
        return None


def read(name: str, *, as_csv: bool = False, **val: Any) -> Lasning:
    rows = cells_of(name)
    if as_csv:
        return read_file((REFERENS / f"{name}.csv").read_bytes(), f"{Path(name).name}.csv", Lasval(**val))
    numbers: Cells = [list(rows[0]), *([as_number(cell) for cell in row] for row in rows[1:])]
    return read_file(xlsx({"Blad1": numbers}), f"{Path(name).name}.xlsx", Lasval(**val))


def month(ar: int, nr: int) -> tuple[str, str]:
    last = f"{ar}-02-29" if nr == 2 and ar % 4 == 0 else f"{ar}-{SISTA[nr - 1]}"
    return f"{ar}-{nr:02d}-01", last


# What each column of figures is about: type of value, first and last day, category.
VOLYM = {
    "utfall_jan_apr_2022": ("utfall", *JAN_APR_22, ""),
    "prognos_2022": ("prognos", *HELA_22, ""),
    "utfall_jan_apr_2021": ("utfall", *JAN_APR_21, ""),
    "utfall_2021": ("utfall", *HELA_21, ""),
}
FONSTER = {
    "1/1-30/4": ("{}-01-01", "{}-04-30", 0),
    "1/1-31/3": ("{}-01-01", "{}-03-31", 0),
    "30/4": ("{}-04-30", "{}-04-30", 0),
    "1/12-31/3": ("{}-12-01", "{}-03-31", 1),
    "1/5-30/4": ("{}-05-01", "{}-04-30", 1),
    "1/12-28/2": ("{}-12-01", "{}-02-28", 1),
}


Wanted = dict[tuple[int, str], tuple[str, str, str, str]]


def check_every_figure(lasning: Lasning, name: str, wanted: Wanted, *, kategori: bool = False) -> None:
    """`wanted`: (row as seen, header) -> type, first day, last day, category of the column (compared with `kategori`).

    Every cell is a value of its own, "?" and empty cells have none, and there is no other value.
    """
    assert lasning.fel == ()
    assert lasning.fragor == ()
    assert lasning.slag == (Slag.MATT,)
    rows = cells_of(name)
    found = {(m.rad, m.typ.value, m.fran, m.till, m.kategori if kategori else ""): m for m in matt(lasning)}
    assert len(found) == len(matt(lasning))
    for (nr, header), what in wanted.items():
        text = rows[nr - 1][rows[0].index(header)]
        rad = found.pop((nr, *what))
        assert rad.varde == figure(text), (nr, header)
        status = Vardestatus.OKAND if text == "?" else Vardestatus.EJ_FRAMTAGEN if text == "" else Vardestatus.VARDE
        assert rad.status is status, (nr, header)
    assert found == {}


def matt(lasning: Lasning) -> list[Mattrad]:
    return [rad for rad in lasning.planrader if isinstance(rad, Mattrad)]


@pytest.mark.parametrize("as_csv", [False, True])
def test_volymutveckling(as_csv: bool) -> None:
    name = "katrineholm_2022_t1/volymutveckling"
    lasning = read(name, as_csv=as_csv)
    check_every_figure(lasning, name, {(nr, header): what for nr in range(2, 15) for header, what in VOLYM.items()})
    dygn = next(rad for rad in matt(lasning) if rad.rad == 4)
    assert (dygn.matt, dygn.enhet, dygn.ackumulering) == (
        "Vårddygn i familjehem, ensamkommande barn och unga",
        "dygn",
        Ackumulering.SUMMA,
    )
    assert dygn.frekvens is Frekvens.TERTIAL


@pytest.mark.parametrize("as_csv", [False, True])
def test_personal_nyckeltal_with_windows_and_sex(as_csv: bool) -> None:
    name = "katrineholm_2022_t1/personal_nyckeltal"
    lasning = read(name, as_csv=as_csv)
    wanted = {}
    for nr, row in enumerate(cells_of(name)[1:], 2):
        for ar in (2022, 2021):
            fran, till, before = FONSTER[row[2]]
            for header, kategori in ((f"utfall_{ar}", ""), (f"kvinnor_{ar}", "kvinnor"), (f"man_{ar}", "män")):
                wanted[nr, header] = ("utfall", fran.format(ar - before), till.format(ar), kategori)
    check_every_figure(lasning, name, wanted, kategori=True)
    heltid = next(rad for rad in matt(lasning) if rad.rad == 6)
    assert (heltid.grupp, heltid.enhet, heltid.frekvens) == ("Personalkostnader & personalstyrka", "antal", Frekvens.DATUM)
    assert {rad.enhet for rad in matt(lasning) if rad.rad == 2} == {"tkr"}
    assert {rad.enhet for rad in matt(lasning) if rad.rad == 15} == {"%"}
    empty = [rad for rad in matt(lasning) if rad.rad == 2 and rad.kategori]
    assert [rad.status for rad in empty] == [Vardestatus.EJ_FRAMTAGEN] * 4


@pytest.mark.parametrize("as_csv", [False, True])
@pytest.mark.parametrize("val", [{}, {"ar": 2022}])
def test_statistik_forsorjningsstod(as_csv: bool, val: dict[str, int]) -> None:
    """The file does not say its year: without a choice the values are kept without one, and that is said."""
    name = "katrineholm_2022_t1/statistik_forsorjningsstod"
    lasning = read(name, as_csv=as_csv, **val)
    ar = val.get("ar", 0)
    wanted = {
        (nr, header): ("utfall", f"{ar:04d}-{m:02d}-01", f"{ar:04d}-{SISTA[m - 1]}", "")
        for nr in range(2, 44)
        for m, header in enumerate(("jan", "feb", "mar", "apr"), 1)
    }
    wanted[16, "ackumulerat"] = ("utfall", f"{ar:04d}-01-01", f"{ar:04d}-04-30", "")
    by_row = {rad.rad: rad for rad in matt(lasning)}
    check_every_figure(lasning, name, wanted)
    assert [a.kod for a in lasning.anmarkningar if a.niva is Niva.VARNING] == ([] if ar else ["utan_ar"])
    assert (by_row[10].matt, by_row[10].kategori) == ("Varav antal med utbet. under månaden", "18-24 år, kvinnor")
    assert (by_row[9].kategori, by_row[7].kategori, by_row[8].kategori) == ("18-24 år, män", "kvinnor", "18-24 år")
    assert (by_row[42].matt, by_row[42].kategori) == ("Antal unika ärendepersoner", "kvinnor")
    assert by_row[38].ackumulering is Ackumulering.UNIK
    assert by_row[23].grupp == "Orsak"
    assert (by_row[23].matt, by_row[23].kategori) == ("Sjukskriven läkarintyg otillr sjukpenning", "18-24 år")


@pytest.mark.parametrize("as_csv", [False, True])
def test_forsorjningsstod_per_manad_has_years_as_rows(as_csv: bool) -> None:
    name = "katrineholm_2022_t1/forsorjningsstod_per_manad_tkr"
    lasning = read(name, as_csv=as_csv)
    wanted = {
        (nr, header): ("utfall", *month(ar, m), "")
        for nr, ar in ((2, 2020), (3, 2021), (4, 2022))
        for m, header in enumerate(MANADER, 1)
        if (ar, m) <= (2022, 4)
    }
    check_every_figure(lasning, name, wanted)
    assert {(rad.matt, rad.enhet, rad.frekvens) for rad in matt(lasning)} == {
        ("forsorjningsstod per manad", "tkr", Frekvens.MANAD)
    }


@pytest.mark.parametrize("as_csv", [False, True])
def test_placeringskostnad_has_budget_and_utfall_as_rows(as_csv: bool) -> None:
    name = "katrineholm_2022_t1/placeringskostnad_per_manad_tkr"
    lasning = read(name, as_csv=as_csv)
    rows = ((2, "budget", 2021, 12), (3, "utfall", 2021, 12), (4, "budget", 2022, 12), (5, "utfall", 2022, 4))
    wanted = {
        (nr, header): (typ, *month(ar, m), "") for nr, typ, ar, last in rows for m, header in enumerate(MANADER[:last], 1)
    }
    check_every_figure(lasning, name, wanted)


@pytest.mark.parametrize("as_csv", [False, True])
def test_forsorjningsstod_per_31_5_has_years_as_rows_and_matt_as_columns(as_csv: bool) -> None:
    name = "lindesberg_2022_05/forsorjningsstod_per_31_5"
    lasning = read(name, as_csv=as_csv)
    assert lasning.fel == ()
    rows = cells_of(name)
    found = {(rad.rad, rad.matt.replace(" ", "_")): rad for rad in matt(lasning)}
    for nr, row in enumerate(rows[1:], 2):
        for header, text in zip(rows[0][1:], row[1:], strict=True):
            rad = found.pop((nr, header))
            assert rad.varde == figure(text)
            assert rad.enhet == ("%" if text.endswith("%") else "Mnkr")
            assert (rad.fran, rad.till) == (f"{row[0]}-01-01", f"{row[0]}-05-31")
            assert rad.grupp == "forsorjningsstod"
    assert found == {}


@pytest.mark.parametrize("as_csv", [False, True])
def test_arsvarden_of_vetlanda(as_csv: bool) -> None:
    name = "vetlanda/arsvarden"
    lasning = read(name, as_csv=as_csv)
    wanted = {(nr, str(ar)): ("utfall", f"{ar}-01-01", f"{ar}-12-31", "") for nr in range(2, 8) for ar in range(2014, 2019)}
    check_every_figure(lasning, name, wanted)
    skolan = next(rad for rad in matt(lasning) if rad.rad == 5)
    assert (skolan.matt, skolan.kategori) == ("Orosanmälningar barn och unga, antal", "från skolan, antal")


def test_long_form_with_every_column() -> None:
    rows: Cells = [
        ["Volymer socialnämnden"],
        ["Mått", "Kod", "Period", "Värde", "Enhet", "Kategori", "Typ", "Ackumulering", "Källa", "Kommentar", "Brott i serien"],
        ["Hushåll", "IFO", "2022-03", "1 234,50", "antal", "kvinnor", "utfall", "unika", "Procapita", "preliminärt", None],
        ["Hushåll", "IFO", "2022-03", 900, "antal", "kvinnor", "mål", "unika", None, None, "ja"],
        ["Hushåll", None, "T1 2022", "?", "antal", None, "prognos", None, None, None, None],
        ["Nöjdhet", None, "2022", "<5", "%", None, "föregående år", "medel", None, "ring 19811218-9876", "nej"],
        ["Nöjdhet", None, "kvartal 2 2022", "..", "%", None, None, "medel", None, None, None],
    ]
    kontext = Kontext(noder=(Nod("100", "IFO", None),))
    lasning = read_file(xlsx({"Mått": rows}), "matt.xlsx", kontext=kontext)
    assert lasning.fel == ()
    assert [(m.matt, m.nod, m.fran, m.till, m.varde, m.kategori, m.typ) for m in matt(lasning)] == [
        ("Hushåll", "100", "2022-03-01", "2022-03-31", Decimal("1234.50"), "kvinnor", Vardetyp.UTFALL),
        ("Hushåll", "100", "2022-03-01", "2022-03-31", Decimal(900), "kvinnor", Vardetyp.MAL),
        ("Hushåll", "", "2022-01-01", "2022-04-30", None, "", Vardetyp.PROGNOS),
        ("Nöjdhet", "", "2022-01-01", "2022-12-31", None, "", Vardetyp.FOREGAENDE_AR),
        ("Nöjdhet", "", "2022-04-01", "2022-06-30", None, "", Vardetyp.UTFALL),
    ]
    assert [m.frekvens for m in matt(lasning)] == ["manad", "manad", "tertial", "ar", "kvartal"]
    assert [m.status for m in matt(lasning)] == ["varde", "varde", "okand", "okand", "ej_framtagen"]
    assert [m.ackumulering for m in matt(lasning)] == ["unik", "unik", "senaste", "medel", "medel"]
    assert [m.brott for m in matt(lasning)] == [False, True, False, False, False]
    assert [m.anmarkning for m in matt(lasning)] == ["preliminärt", "", "", "<5; ring [personnummer]", ".."]
    assert matt(lasning)[0].kalla == "Procapita"
    assert lasning.maskade == 1


def test_what_is_no_value_is_told_with_its_place() -> None:
    rows: Cells = [
        ["Mått", "Utfall jan-apr 2022", "Utfall 2021"],
        ["Hushåll", "ungefär 30", 500],
        [None, 3, 4],
        ["Hushåll", 31, 501],
    ]
    lasning = read_file(xlsx({"Volymer": rows}), "v.xlsx")
    assert places(lasning.fel, "matt_text") == [("Volymer", 2, "Utfall jan-apr 2022")]
    assert places(lasning.fel, "namn_saknas") == [("Volymer", 3, "Mått")]
    assert places(lasning.fel, "dubbelt_matt") == [("Volymer", 4, "Utfall 2021")]
    assert "ungefär 30" in lasning.fel[0].text


def test_headings_without_values_name_the_group_of_the_rows_below() -> None:
    rows: Cells = [
        ["Nyckeltal", "Utfall 2021", "Riket 2021"],
        ["Barn och unga", None, None],
        ["Antal anmälningar", 10, 12],
        ["Vuxna", None, None],
        ["Antal anmälningar", 20, 22],
    ]
    lasning = read_file(xlsx({"Blad1": rows}), "nyckeltal.xlsx")
    assert lasning.fel == ()
    assert [(m.grupp, m.kategori, m.varde) for m in matt(lasning)] == [
        ("Barn och unga", "", Decimal(10)),
        ("Barn och unga", "Riket", Decimal(12)),
        ("Vuxna", "", Decimal(20)),
        ("Vuxna", "Riket", Decimal(22)),
    ]


def test_months_without_a_year_take_the_year_of_the_stored_utfall_only_where_it_fits() -> None:
    rows: Cells = [["Mått", "jan", "feb", "mar"], ["Hushåll", 1, 2, None]]
    near = read_file(xlsx({"Blad1": rows}), "m.xlsx", kontext=Kontext(period_hint=202202))
    far = read_file(xlsx({"Blad1": rows}), "m.xlsx", kontext=Kontext(period_hint=202112))
    assert [m.fran for m in matt(near)] == ["2022-01-01", "2022-02-01"]
    assert [m.fran for m in matt(far)] == ["0000-01-01", "0000-02-01"]
    assert [a.kod for a in near.anmarkningar] == ["ar_antaget"]
    assert [a.kod for a in far.anmarkningar] == ["utan_ar"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Verksamhet", "jan 2022", "feb 2022"], ["100", 5000.5, 6000.25]],
        [["Konto", "Verksamhet", "Period", "Belopp"], ["4010", "100", "2022-01", 5000.5]],
        [["År", "Verksamhet", "Period", "Belopp"], ["2022", "100", "1", 5000.5]],
        [["Kod", "Namn", "Utfall jan-apr 2022", "Budget jan-apr 2022"], ["100", "IFO", 500000, 600000]],
    ],
)
def test_a_ledger_is_still_a_ledger(rows: Cells) -> None:
    lasning = read_file(xlsx({"Blad1": rows}), "fil.xlsx")
    assert Slag.MATT not in lasning.slag
    assert len(lasning.rader)


@pytest.mark.parametrize(
    "rows",
    [
        [["År", "Period", "Belopp"], ["2022", "1", 5000.5], ["2022", "2", 5000.5]],
        [["Konto", "jan 2022", "feb 2022"], ["4010", 5000.5, 6000.25]],
        [["Text", "Period", "Belopp"], ["Hyra", "2022-01", 5000.5]],
    ],
)
def test_a_ledger_without_verksamhet_is_refused_and_not_taken_as_matt(rows: Cells) -> None:
    lasning = read_file(xlsx({"Blad1": rows}), "fil.xlsx")
    assert lasning.planrader == ()
    assert lasning.fel


def test_a_table_too_long_to_be_matt_is_refused_at_once() -> None:
    text = "Mått;jan 2022;feb 2022\n" + "".join(f"Hushåll {nr};1;2\n" for nr in range(20_001))
    lasning = read_file(text.encode(), "m.csv")
    assert [a.kod for a in lasning.fel] == ["for_manga_rader"]
    assert lasning.planrader == ()


def test_rows_may_be_months_and_columns_matt() -> None:
    rows: Cells = [
        ["Volymer barn och unga"],
        ["Månad", "Antal hushåll", "Vårddygn"],
        ["2022-01", 10, 300],
        ["feb 2022", "?", 280],
    ]
    lasning = read_file(xlsx({"Blad1": rows}), "m.xlsx")
    assert [(m.grupp, m.matt, m.fran, m.varde) for m in matt(lasning)] == [
        ("Volymer barn och unga", "Antal hushåll", "2022-01-01", Decimal(10)),
        ("Volymer barn och unga", "Vårddygn", "2022-01-01", Decimal(300)),
        ("Volymer barn och unga", "Antal hushåll", "2022-02-01", None),
        ("Volymer barn och unga", "Vårddygn", "2022-02-01", Decimal(280)),
    ]


def test_totalt_beside_sex_is_the_whole_and_beside_months_the_accumulated() -> None:
    sex: Cells = [["Mått", "Period", "Kvinnor", "Män", "Totalt"], ["Hushåll", "2022-04", 10, 20, 30]]
    months: Cells = [["Mått", "jan 2022", "feb 2022", "mar 2022", "Totalt"], ["Dygn", 10, 20, None, 30]]
    assert [(m.kategori, m.fran, m.till) for m in matt(read_file(xlsx({"B": sex}), "m.xlsx"))] == [
        ("kvinnor", "2022-04-01", "2022-04-30"),
        ("män", "2022-04-01", "2022-04-30"),
        ("", "2022-04-01", "2022-04-30"),
    ]
    assert [(m.varde, m.fran, m.till) for m in matt(read_file(xlsx({"B": months}), "m.xlsx"))][-1] == (
        Decimal(30),
        "2022-01-01",
        "2022-02-28",
    )


def test_foregaende_ar_without_a_year_stands_beside_the_latest_utfall() -> None:
    rows: Cells = [["Nyckeltal", "Utfall jan-apr 2022", "Föregående år"], ["Hushåll", 10, 11]]
    found = matt(read_file(xlsx({"B": rows}), "m.xlsx"))
    assert [(m.typ, m.fran, m.till) for m in found] == [
        (Vardetyp.UTFALL, *JAN_APR_22),
        (Vardetyp.FOREGAENDE_AR, *JAN_APR_22),
    ]


def test_a_header_printed_again_footnotes_and_derived_columns_are_no_values() -> None:
    header = ["Mått", "Kommun", "Utfall 2021", "Utfall 2022", "Förändring"]
    rows: Cells = [
        header,
        ["Kostnad, kr/inv", "Katrineholm", 1, 2, 1],
        header,
        ["Kostnad, kr/inv", "Riket", 3, 4, 1],
        ["1) preliminärt"],
        ["Beläggning (%)", None, "95 %", "96,5 %", None],
    ]
    lasning = read_file(xlsx({"B": rows}), "m.xlsx")
    assert lasning.fel == ()
    assert [(m.grupp, m.matt, m.kategori, m.varde, m.enhet) for m in matt(lasning)] == [
        ("", "Kostnad, kr/inv", "Katrineholm", Decimal(1), "kr/inv"),
        ("", "Kostnad, kr/inv", "Katrineholm", Decimal(2), "kr/inv"),
        ("", "Kostnad, kr/inv", "Riket", Decimal(3), "kr/inv"),
        ("", "Kostnad, kr/inv", "Riket", Decimal(4), "kr/inv"),
        ("", "Beläggning (%)", "", Decimal(95), "%"),
        ("", "Beläggning (%)", "", Decimal("96.5"), "%"),
    ]
    assert [a.kolumn for a in lasning.anmarkningar] == ["Förändring"]


def test_a_cell_that_excel_shows_as_percent_is_percent() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Mått", "Utfall 2021", "Utfall 2022"])
    sheet.append(["Frisktal", 0.01, 0.954])
    sheet.append(["Beläggning (%)", 95, 96.5])
    sheet.append(["Andel heltid", 1, 0.07])
    for place, shown in (("B2", "0%"), ("C2", "0.0%"), ("B4", "0.00%"), ("C4", '0" %"')):
        sheet[place].number_format = shown
    data = io.BytesIO()
    book.save(data)
    lasning = read_file(data.getvalue(), "m.xlsx")
    assert lasning.fel == ()
    assert [(m.matt, m.varde, m.enhet) for m in matt(lasning)] == [
        ("Frisktal", Decimal(1), "%"),
        ("Frisktal", Decimal("95.4"), "%"),
        ("Beläggning (%)", Decimal(95), "%"),
        ("Beläggning (%)", Decimal("96.5"), "%"),
        ("Andel heltid", Decimal(100), "%"),
        ("Andel heltid", Decimal("0.07"), "%"),
    ]
