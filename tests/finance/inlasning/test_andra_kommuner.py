"""Files of other municipalities: other header words, periods and shapes. What a value is about is what a reader would say."""

from decimal import Decimal

import pytest

from finance.belopp import Enhet
from finance.inlasning import read_file
from finance.inlasning.cell.perioder import find_spann, parse_datum
from finance.inlasning.modell import Kontext, Lasning, Lasval, Niva
from finance.inlasning.planrader import Ackumulering, Atgardsrad, Investeringsrad, Mattrad, Statsbidragsrad, Uppdragsrad
from finance.kolumner import Slag
from tests.finance.inlasning.arbetsbocker import Cells, xlsx

APR_22, APR_21 = ("2022-01-01", "2022-04-30"), ("2021-01-01", "2021-04-30")
TKR = Lasval(enhet=Enhet.TKR)


def read(rows: Cells, fil: str = "f.xlsx", val: Lasval = Lasval(), kontext: Kontext = Kontext()) -> Lasning:  # noqa: B008 - frozen values
    return read_file(xlsx({"Blad1": rows}), fil, val, kontext)


def said(lasning: Lasning) -> dict[tuple[str, str, str, str, str], Decimal | None]:
    """(mått, kategori, type, first day, last day) -> value."""
    assert lasning.fel == ()
    found = [rad for rad in lasning.planrader if isinstance(rad, Mattrad)]
    return {(rad.matt, rad.kategori, rad.typ.value, rad.fran, rad.till): rad.varde for rad in found}


def one(header: str) -> tuple[str, str]:
    """First and last day of the value under a header."""
    (key,) = said(read([["Mått", header, "Prognos 2022"], ["Vårddygn", 10, None]])).keys() - {
        ("Vårddygn", "", "prognos", "2022-01-01", "2022-12-31")
    }
    return key[3], key[4]


@pytest.mark.parametrize(
    ("header", "days"),
    [
        ("Period 1-4 2022", APR_22),
        ("Perioderna 1–4 2022", APR_22),
        ("P01-P04 2022", APR_22),
        ("Utfall period 4 2022", ("2022-04-01", "2022-04-30")),
        ("Bokslut 2021", ("2021-01-01", "2021-12-31")),
        ("Utfall 220430", ("2022-04-01", "2022-04-30")),
    ],
)
def test_a_header_is_about_the_months_that_it_says(header: str, days: tuple[str, str]) -> None:
    assert one(header) == days


@pytest.mark.parametrize(
    "text", ["Utfall period 1-4 2022", "Period: 2022-01-01 - 2022-04-30", "Utfall 2022-01-01--2022-04-30", "20220101-20220430"]
)
def test_a_span_of_periods_or_days_is_not_its_first_month(text: str) -> None:
    spann, _ = find_spann(text)
    assert spann is not None
    assert (spann.ar, spann.fran, spann.till, spann.ack) == (2022, 1, 4, True)
    rows: Cells = [[text], ["Verksamhet", "Konto", "Belopp"], ["100", "5010", 1_234.56]]
    assert [int(ore) for ore in read(rows).rader["ore"]] == [123_456]
    assert {int(period) for period in read(rows).rader["period"]} == {202204}


def test_days_of_two_years_are_no_months_of_one() -> None:
    assert find_spann("2021-12-01--2022-02-28")[0] is None


@pytest.mark.parametrize("header", ["Utfall 2204", "Utfall 2104"])
def test_four_figures_that_are_no_year_are_refused_and_never_a_category(header: str) -> None:
    fel = read([["Mått", header, "Utfall 2021"], ["Vårddygn", 10, 20]]).fel
    assert {(a.kod, a.kolumn) for a in fel} == {("rubrik_tid", header)}


@pytest.mark.parametrize(
    ("text", "iso"), [("30 juni 2022", "2022-06-30"), ("den 6 maj 2022", "2022-05-06"), ("31 feb 2022", "")]
)
def test_a_date_in_words(text: str, iso: str) -> None:
    found = parse_datum(text)
    assert (found.isoformat() if found else "") == iso


def test_a_window_at_the_end_of_a_name_is_the_time_of_its_values_also_for_the_sexes_below() -> None:
    rows: Cells = [
        ["Nyckeltal", "2022", "2021"],
        ["Sjukfrånvaro 1/1-30/4, %", 8.1, 5.2],
        ["varav kvinnor", 8.5, 5.5],
        ["Månadsanställda 30/4", 127, 141],
        ["Boende 24/7", 3, 4],
    ]
    found = said(read(rows))
    assert found["Sjukfrånvaro, %", "", "utfall", *APR_22] == Decimal("8.1")
    assert found["Sjukfrånvaro, %", "kvinnor", "utfall", *APR_21] == Decimal("5.5")
    assert found["Månadsanställda", "", "utfall", "2021-04-30", "2021-04-30"] == 141
    assert found["Boende 24/7", "", "utfall", "2022-01-01", "2022-12-31"] == 3


def test_single_letters_in_a_column_of_sexes() -> None:
    rows: Cells = [
        ["Mått", "Period", "Kön", "Värde"],
        *(["Hushåll", "2022-01", kon, nr] for kon, nr in zip("KMT", (3, 4, 7), strict=True)),
    ]
    jan = ("2022-01-01", "2022-01-31")
    wanted = {("Hushåll", kon, "utfall", *jan): Decimal(nr) for kon, nr in (("kvinnor", 3), ("män", 4), ("", 7))}
    assert said(read(rows)) == wanted


def test_sexes_that_come_again_belong_to_the_year_they_stand_after() -> None:
    rows: Cells = [
        ["Nyckeltal", "Mätperiod", "2022", "Kvinnor", "Män", "2021", "Kvinnor", "Män"],
        ["Sjukfrånvaro, %", "1/1-30/4", 8.1, 8.5, 6, 5.2, 5.5, 4],
    ]
    name = "Sjukfrånvaro, %"
    wanted = {("", APR_22): "8.1", ("kvinnor", APR_22): "8.5", ("män", APR_22): "6"}
    wanted |= {("", APR_21): "5.2", ("kvinnor", APR_21): "5.5", ("män", APR_21): "4"}
    assert said(read(rows)) == {(name, kon, "utfall", *days): Decimal(value) for (kon, days), value in wanted.items()}


def test_years_by_month_under_a_heading_that_is_a_unit() -> None:
    rows: Cells = [
        ["Ekonomiskt bistånd"],
        ["tkr", "jan", "feb"],
        ["Budget 2022", 100, 100],
        ["Utfall 2022", 90, 110],
        ["Utfall 2021", 80, 70],
    ]
    lasning = read(rows)
    found = said(lasning)
    assert found["Ekonomiskt bistånd", "", "budget", "2022-02-01", "2022-02-28"] == 100
    assert found["Ekonomiskt bistånd", "", "utfall", "2021-02-01", "2021-02-28"] == 70
    assert {rad.enhet for rad in lasning.planrader if isinstance(rad, Mattrad)} == {"tkr"}


def test_names_under_what_they_are_of_are_read_where_a_person_says_that_it_is_matt() -> None:
    rows: Cells = [["Ej verkställda beslut", "Kv 4 2021", "Kv 1 2022"], ["Särskilt boende", 60, "<5"], ["Avlösning", 3, 4]]
    lasning = read(rows, val=Lasval(slag=Slag.MATT))
    assert said(lasning)["Avlösning", "", "utfall", "2022-01-01", "2022-03-31"] == 4
    assert {rad.grupp for rad in lasning.planrader if isinstance(rad, Mattrad)} == {"Ej verkställda beslut"}


def test_units_are_no_names_of_matt() -> None:
    rows: Cells = [["Beviljade timmar 2022"], ["Enhet", "jan", "feb"], ["Norr", 100, 110], ["Söder", 200, 210]]
    assert [a.kod for a in read(rows, val=Lasval(slag=Slag.MATT)).fel] == ["rubrikrad_saknas"]


def test_an_accumulated_column_does_not_make_unique_ones_a_sum() -> None:
    rows: Cells = [["Mått", "jan 2022", "feb 2022", "Ack"], ["Unika barn", 10, 20, 25], ["Hushåll", 10, 20, 30]]
    kinds = {(rad.matt, rad.fran, rad.till): rad.ackumulering for rad in read(rows).planrader if isinstance(rad, Mattrad)}
    span = ("2022-01-01", "2022-02-28")
    assert (kinds["Unika barn", *span], kinds["Hushåll", *span]) == (Ackumulering.UNIK, Ackumulering.SUMMA)


def test_a_share_of_one_beside_shares_of_a_hundred_is_pointed_out() -> None:
    rows: Cells = [["Mått", "2022", "2021"], ["Andel nöjda, %", 0.081, "8,4 %"], ["Övertid, %", 0.3, 0.1]]
    (note,) = [a for a in read(rows).anmarkningar if a.niva is Niva.VARNING]
    assert (note.kod, note.rad, note.kolumn) == ("andel_eller_procent", 2, "2022")


def atgarder(rows: Cells, fil: str = "f.xlsx", kontext: Kontext = Kontext()) -> list[Atgardsrad]:  # noqa: B008 - a frozen value
    lasning = read(rows, fil, TKR, kontext)
    assert lasning.fel == ()
    return [rad for rad in lasning.planrader if isinstance(rad, Atgardsrad)]


@pytest.mark.parametrize(
    "header", ["Medräknad i prognosen", "Med i prognos", "Ingår i prognosen", "I prognosen", "Räknas i prognosen"]
)
def test_whether_the_prognos_holds_an_atgard_is_no_prognos(header: str) -> None:
    (rad,) = atgarder([["Åtgärd", "Förväntad effekt (tkr)", header], ["Samplanera", 600, "Ja"]])
    assert (rad.medraknad, rad.effekt_helar_ore) == (True, 60_000_000)


def test_a_sum_row_is_checked_and_is_no_atgard_but_a_name_that_begins_so_is() -> None:
    rows: Cells = [
        ["Problem", "Åtgärd", "Effekt helår (tkr)"],
        ["A", "Total översyn av inköp", 100],
        ["B", "Bilar", 50],
        [None, "Summa", 160],
    ]
    lasning = read(rows)
    assert [rad.atgard for rad in lasning.planrader if isinstance(rad, Atgardsrad)] == ["Total översyn av inköp", "Bilar"]
    assert [(a.kod, a.rad) for a in lasning.anmarkningar if a.niva is Niva.VARNING] == [("summarad", 4)]


@pytest.mark.parametrize(
    ("rows", "fil", "hint", "slut"),
    [
        ([["Åtgärdsplan 2022"], ["Åtgärd", "Effekt helår"], ["Bilar", "1 200 000,00"]], "f.xlsx", None, "2022-12-31"),
        ([["Åtgärd", "Effekt 2022"], ["Bilar", "1 200 000,00"]], "f.xlsx", 202304, "2022-12-31"),
        ([["Åtgärd", "Effekt helår"], ["Bilar", "1 200 000,00"]], "atgarder 2022.xlsx", None, "2022-12-31"),
        ([["Åtgärd", "Effekt helår"], ["Bilar", "1 200 000,00"]], "f.xlsx", 202204, "2022-12-31"),
        ([["Åtgärd", "Effekt helår", "Start"], ["Bilar", "1 200 000,00", "2022-03-01"]], "f.xlsx", 202204, ""),
        ([["Åtgärd", "Effekt helår"], ["Bilar", "1 200 000,00"]], "f.xlsx", None, ""),
    ],
)
def test_an_atgard_without_days_is_of_the_year_of_its_list(rows: Cells, fil: str, hint: int | None, slut: str) -> None:
    (rad,) = [r for r in read(rows, fil, kontext=Kontext(period_hint=hint)).planrader if isinstance(r, Atgardsrad)]
    assert rad.slut == slut


def test_days_as_people_write_them() -> None:
    rows: Cells = [
        ["Åtgärdsplan 2022"],
        ["Åtgärd", "Effekt helår (tkr)", "Start", "Slut"],
        ["Bilar", 10, "1/3", "30 september 2022"],
    ]
    (rad,) = atgarder(rows)
    assert (rad.start, rad.slut) == ("2022-03-01", "2022-09-30")


def test_when_an_uppdrag_was_last_changed_is_not_when_it_is_due() -> None:
    rows: Cells = [
        ["Uppdrag", "Status", "Senast uppdaterad", "Ska vara klart senast"],
        ["Plan", "Pågår", "2022-05-06", "2022-12-31"],
    ]
    (rad,) = [r for r in read(rows).planrader if isinstance(r, Uppdragsrad)]
    assert (rad.datum, rad.svar_senast) == ("2022-05-06", "2022-12-31")


def investeringar(rows: Cells, val: Lasval = TKR) -> tuple[list[Investeringsrad], list[str]]:
    lasning = read(rows, val=val)
    assert lasning.fel == ()
    notes = [a.kod for a in lasning.anmarkningar if a.niva is Niva.VARNING]
    return [rad for rad in lasning.planrader if isinstance(rad, Investeringsrad)], notes


def test_a_ledgers_minus_beside_a_budget_in_plus_is_cost_and_is_said() -> None:
    rows: Cells = [["Proj.nr", "Budget 2022", "Utfall 2022-04", "Färdigställs"], ["1", 100, -40, "ja"], ["2", 50, -10, "nej"]]
    found, notes = investeringar(rows)
    assert [(rad.projekt, rad.budget_ore, rad.utfall_ore) for rad in found] == [
        ("1", 10_000_000, 4_000_000),
        ("2", 5_000_000, 1_000_000),
    ]
    assert notes == ["olika_tecken"]


def test_an_income_stays_one_where_what_is_left_says_so() -> None:
    rows: Cells = [["Projekt", "Budget 2022", "Utfall 2022-04", "Kvar", "Färdigställs"], ["1", 100, -40, 140, "ja"]]
    found, notes = investeringar(rows)
    assert ([rad.utfall_ore for rad in found], notes) == ([-4_000_000], [])


def test_of_a_projects_whole_time_and_a_year_of_it_it_is_the_year() -> None:
    rows: Cells = [
        [
            "Projekt",
            "Total budget",
            "Budget 2022",
            "Budget 2023",
            "Ack utfall",
            "Utfall 2021",
            "Utfall jan-apr 2022",
            "Färdigställs",
        ],
        ["1", 5_000, 1_000, 900, 3_000, 70, 200, "ja"],
    ]
    ((rad,), notes) = investeringar(rows)
    assert (rad.budget_ore, rad.utfall_ore, rad.ar, rad.period, notes) == (100_000_000, 20_000_000, 2022, 202204, [])


def test_an_avvikelse_beside_a_prognos_is_no_false_rest() -> None:
    rows: Cells = [
        ["Projekt", "Budget 2022", "Utfall jan-apr 2022", "Prognos 2022", "Avvikelse", "Klart"],
        ["1", 100, 20, 110, -10, "nej"],
    ]
    ((rad,), notes) = investeringar(rows)
    assert (rad.prognos_avvikelse_ore, notes) == (-1_000_000, [])


def bidrag(
    *rows: list[object], header: tuple[str, ...] = ("Statsbidrag", "Summa kr", "Period", "Återbetalas")
) -> list[Statsbidragsrad]:
    lasning = read([list(header), *rows])
    assert lasning.fel == ()
    return [rad for rad in lasning.planrader if isinstance(rad, Statsbidragsrad)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2022-07-01 - 2023-12-31", ("2022-07-01", "2023-12-31")),
        ("2021-2022", ("2021-01-01", "2022-12-31")),
        ("jul-dec 2022", ("2022-07-01", "2022-12-31")),
        ("2022", ("2022-01-01", "2022-12-31")),
    ],
)
def test_a_grant_may_be_for_more_than_a_year(text: str, days: tuple[str, str]) -> None:
    ((rad),) = bidrag(["A", "5 000,50", text, "nej"])
    assert ((rad.fran, rad.till), rad.summa_ore) == (days, 500_050)


def test_a_grant_in_the_words_of_another_kommun() -> None:
    header = ("Statsbidragets namn", "Erhållet belopp, tkr", "Avser", "Förbrukade medel", "Att återbetala")
    (rad,) = bidrag(["Äldre", 1_000, "2022", 400, 600], header=header)
    assert (rad.summa_ore, rad.anvant_ore, rad.aterbetalning_ore) == (100_000_000, 40_000_000, 60_000_000)
