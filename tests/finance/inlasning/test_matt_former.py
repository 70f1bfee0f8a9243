"""The five kinds of files of mått as an ekonom lays them out: months over years, quarters, years, personal, kvalitet."""

from decimal import Decimal

import pytest

from finance.inlasning import read_file
from finance.inlasning.matt.etiketter import read_ackumulering, read_etikett
from finance.inlasning.modell import Lasval
from finance.inlasning.planrader import Ackumulering, Mattrad, Vardetyp
from tests.finance.inlasning.arbetsbocker import Cells, xlsx

MANADER = ["Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec"]


def rader(blad: dict[str, Cells]) -> list[Mattrad]:
    lasning = read_file(xlsx(blad), "fil.xlsx", Lasval())
    assert not [one.text for one in lasning.anmarkningar if one.niva == "fel"]
    return [rad for rad in lasning.planrader if isinstance(rad, Mattrad) and rad.varde is not None]


def of(
    found: list[Mattrad], *, typ: Vardetyp = Vardetyp.UTFALL, kategori: str = ""
) -> dict[tuple[str, str, str], Decimal | None]:
    return {(rad.matt, rad.fran, rad.till): rad.varde for rad in found if rad.typ is typ and rad.kategori == kategori}


@pytest.mark.parametrize(
    "header", ["Kommunen 2022", "Hela kommunen 2022", "Kommunen totalt 2022", "2022 Kommunen", "Kommunen som helhet 2022"]
)
def test_a_column_of_the_kommun(header: str) -> None:
    etikett = read_etikett(header)
    assert (etikett.typ, etikett.ar, etikett.rest, etikett.kategori, etikett.ack) == (Vardetyp.KOMMUNEN, 2022, "", "", False)


@pytest.mark.parametrize("header", ["Kommunens kostnad 2022", "Andel i kommunen", "Kommun"])
def test_other_words_of_a_kommun_are_not_it(header: str) -> None:
    assert read_etikett(header).typ is not Vardetyp.KOMMUNEN


def test_personal_with_the_kommun_beside() -> None:
    found = rader(
        {
            "Personal": [
                ["Personalnyckeltal"],
                ["Nyckeltal", "Mätperiod", "Utfall 2022", "Kvinnor 2022", "Kommunen 2022", "Utfall 2021", "Kommunen 2021"],
                ["Sjukfrånvaro totalt, %", "1/12-28/2", 9.1, 9.6, "8,4", 7.9, 7.5],
            ]
        }
    )
    days, before = ("2021-12-01", "2022-02-28"), ("2020-12-01", "2021-02-28")
    namn = "Sjukfrånvaro totalt, %"
    assert of(found) == {(namn, *days): Decimal("9.1"), (namn, *before): Decimal("7.9")}
    assert of(found, typ=Vardetyp.KOMMUNEN) == {(namn, *days): Decimal("8.4"), (namn, *before): Decimal("7.5")}
    assert of(found, kategori="kvinnor") == {(namn, *days): Decimal("9.6")}


def test_the_forvaltnings_own_column_is_the_whole() -> None:
    found = rader(
        {"Blad1": [["Sjukfrånvaro jan-apr 2022"], ["Nyckeltal", "Förvaltningen", "Kommunen totalt"], ["Korttid, %", 3.2, 3]]}
    )
    days = ("Korttid, %", "2022-01-01", "2022-04-30")
    assert (of(found), of(found, typ=Vardetyp.KOMMUNEN)) == ({days: Decimal("3.2")}, {days: Decimal(3)})


def test_a_year_and_a_month_in_columns_of_their_own() -> None:
    lines = [[ar, MANADER[nr - 1], "Aktualiseringar", kategori, 10 * nr + ar - 2020]
             for ar in (2021, 2022) for nr in (1, 2) for kategori in ("skola", "polis")]  # fmt: skip
    found = rader({"Data": [["År", "Månad", "Mått", "Kategori", "Värde"], *lines]})
    assert of(found, kategori="skola") == {
        ("Aktualiseringar", "2021-01-01", "2021-01-31"): Decimal(11),
        ("Aktualiseringar", "2021-02-01", "2021-02-28"): Decimal(21),
        ("Aktualiseringar", "2022-01-01", "2022-01-31"): Decimal(12),
        ("Aktualiseringar", "2022-02-01", "2022-02-28"): Decimal(22),
    }


def test_a_number_for_the_month_is_a_month_of_the_year_beside() -> None:
    found = rader({"Data": [["Månad", "År", "Mått", "Värde"], [3, 2021, "I kö", 5], [4, 2021, "I kö", 6]]})
    assert list(of(found)) == [("I kö", "2021-03-01", "2021-03-31"), ("I kö", "2021-04-01", "2021-04-30")]


def test_monthly_statistics_with_a_sheet_per_year_are_one_series() -> None:
    def sheet(ar: int, months: int) -> Cells:
        rows = [("Anmälningar", 40), ("Pågående utredningar", 70), ("varav över fyra månader", 7), ("Aktualiseringar", 50)]
        return [
            [f"Månadsstatistik {ar}"],
            ["Mått", *MANADER],
            *(
                [namn, *(start + nr for nr in range(months))]
                for namn, start in (*rows, ("varav polis", 20), ("varav skola", 30))
            ),
        ]

    found = rader({"2021": sheet(2021, 12), "2022": sheet(2022, 4)})
    whole = of(found)
    assert len(whole) == 3 * 16
    assert whole["Anmälningar", "2022-04-01", "2022-04-30"] == 43
    assert of(found, kategori="över fyra månader")["Pågående utredningar", "2021-12-01", "2021-12-31"] == 18
    assert len(of(found, kategori="polis")) == 16


def test_quarters_targets_and_budget() -> None:
    kvartal = rader({"Köer": [["Mått", "Kv 1 2021", "Kv 4 2021", "Kv 1 2022"], ["Ej verkställda beslut", 4, 3, 6]]})
    assert list(of(kvartal)) == [
        ("Ej verkställda beslut", *days)
        for days in (("2021-01-01", "2021-03-31"), ("2021-10-01", "2021-12-31"), ("2022-01-01", "2022-03-31"))
    ]
    kvalitet = rader({"Blad1": [["Nyckeltal", "Utfall 2021", "Målvärde 2022"], ["Brukarbedömning, %", 86, 90]]})
    assert of(kvalitet, typ=Vardetyp.MAL) == {("Brukarbedömning, %", "2022-01-01", "2022-12-31"): Decimal(90)}
    budget = rader(
        {"Blad1": [["Försörjningsstöd per månad, tkr"], ["", *MANADER], ["Utfall 2021", *[9] * 12], ["Budget 2022", *[8] * 12]]}
    )
    assert len(of(budget, typ=Vardetyp.BUDGET)) == 12


@pytest.mark.parametrize(
    ("matt", "how"),
    [
        ("Ej verkställda beslut äldre än tre månader", Ackumulering.SENASTE),
        ("Antal personer i kö till särskilt boende", Ackumulering.SENASTE),
        ("Väntetid till särskilt boende, dagar", Ackumulering.MEDEL),
        ("Tillbud", Ackumulering.SUMMA),
        ("Återkommande inom sex månader utan utredning", Ackumulering.SUMMA),
        ("Pågående utredningar", Ackumulering.SENASTE),
        ("Beslut", Ackumulering.SUMMA),
    ],
)
def test_what_months_become_by_the_name(matt: str, how: Ackumulering) -> None:
    assert read_ackumulering(matt, "antal") is how


@pytest.mark.parametrize("header", ["Kvalitetsfaktor", "Kvalitetsmått", "Lagrum", "Indikator"])
def test_what_the_first_column_may_be_called(header: str) -> None:
    found = rader({"Blad1": [[header, "Kv 1 2022", "Mål 2022"], ["Ej verkställda beslut", 4, 0]]})
    assert len(of(found)) == len(of(found, typ=Vardetyp.MAL)) == 1


@pytest.mark.parametrize("cells", [(1, 4), ("1", "4"), ("Kvartal 1", "kv 4"), ("Q1 2022", "Q4 2022")])
def test_a_number_under_kvartal_is_a_quarter_of_the_year_beside(cells: tuple[int | str, ...]) -> None:
    lines = [["Avslutade", 2022, cell, 10 + nr] for nr, cell in enumerate(cells)]
    found = rader({"Data": [["Mått", "År", "Kvartal", "Värde"], *lines]})
    assert of(found) == {
        ("Avslutade", "2022-01-01", "2022-03-31"): Decimal(10),
        ("Avslutade", "2022-10-01", "2022-12-31"): Decimal(11),
    }


def test_a_number_under_kvartal_without_a_year_column_is_a_quarter_too() -> None:
    found = rader({"Data": [["Statistik 2022"], ["Mått", "Kvartal", "Värde"], ["Avslutade", 2, 7]]})
    assert of(found) == {("Avslutade", "2022-04-01", "2022-06-30"): Decimal(7)}


@pytest.mark.parametrize("month", ["13", "0", "²", "juli-augusti-september"])
def test_a_month_that_is_none_is_told_by_its_row_and_never_raises(month: str) -> None:
    lasning = read_file(xlsx({"Data": [["Mått", "År", "Månad", "Värde"], ["Avslutade", 2022, month, 7]]}), "fil.xlsx", Lasval())
    assert [(one.kod, one.rad) for one in lasning.anmarkningar if one.niva == "fel"] == [("period_text", 2)]
