"""Each shape of file with utfall and budget, with sums computed by hand."""

import pytest

from finance.belopp import Enhet, Vy
from finance.inlasning import read_file
from finance.inlasning.modell import Bladval, Form, Kontext, Lasval, Tecken
from finance.kolumner import Col, Slag
from finance.struktur import Nod
from tests.finance.inlasning.arbetsbocker import Cells, per_month, per_verksamhet, places, xlsx

NODER = (Nod("SN", "Socialnämnden"), Nod("100", "Äldreomsorg", "SN"), Nod("200", "Individ och familj", "SN"))


def test_two_sheets_with_a_column_per_month_and_a_checked_sum_column() -> None:
    data = xlsx(
        {
            "Utfall": [
                ["Verksamhet", "Namn", "jan", "feb", "mar", "Summa"],
                ["0410", "Hemtjänst", 100000, 200000.25, None, 300000.25],
                ["420", "Boende", 50, "60,5", None, 110.5],
                ["Summa", None, 100050, 200060.75, None, 300110.75],
            ],
            "Budget": [["Verksamhet", "Namn", "jan", "feb", "mar"], ["0410", "Hemtjänst", 110000, 190000, 190000.5]],
        }
    )
    lasning = read_file(data, "nämnden 2022.xlsx")
    assert lasning.anmarkningar == ()
    assert lasning.fragor == ()
    assert per_month(lasning) == {202201: 10_005_000, 202202: 20_006_075}
    assert per_month(lasning, "budget") == {202201: 11_000_000, 202202: 19_000_000, 202203: 19_000_050}
    assert per_verksamhet(lasning) == {"0410": 30_000_025, "420": 11_050}
    assert lasning.namn == {(Col.VERKSAMHET, "0410"): "Hemtjänst", (Col.VERKSAMHET, "420"): "Boende"}
    assert lasning.slag == (Slag.UTFALL, Slag.BUDGET)
    assert [(b.form, b.slag, b.rubrikrad, b.rader, b.summarader) for b in lasning.blad] == [
        (Form.BRED, Slag.UTFALL, 1, 2, 1),
        (Form.BRED, Slag.BUDGET, 1, 1, 0),
    ]
    assert [k.roll for k in lasning.blad[0].kolumner] == [
        "verksamhet",
        "verksamhet:namn",
        "belopp:utfall:2022-01",
        "belopp:utfall:2022-02",
        "belopp:utfall:2022-03",
        "summa",
    ]


def test_two_blocks_of_columns_beside_each_other_and_names_that_the_struktur_knows() -> None:
    data = xlsx(
        {
            "Blad1": [
                ["Socialnämnden 2022"],
                [],
                ["Verksamhet", "Utfall jan", "Utfall feb", "Budget jan", "Budget feb"],
                [" äldreomsorg ", 500000, 510000.25, 490000, 490000],
                ["Ny verksamhet", -1000, 200000, 190000, 190000],
                ["Totalt", 499000, 710000.25, 680000, 680000],
                ["Källa: ekonomisystemet"],
            ]
        }
    )
    lasning = read_file(data, "x.xlsx", kontext=Kontext(noder=NODER))
    assert lasning.fel == ()
    assert per_verksamhet(lasning) == {"100": 101_000_025, "Ny verksamhet": 19_900_000}
    assert per_month(lasning, "budget") == {202201: 68_000_000, 202202: 68_000_000}
    assert lasning.namn[(Col.VERKSAMHET, "Ny verksamhet")] == "Ny verksamhet"
    assert lasning.blad[0].summarader == 1


def test_blocks_under_merged_group_words() -> None:
    data = xlsx(
        {"S": [["År 2022"], ["", "Utfall", None, "Budget", None], ["Vsh", "jan", "feb", "jan", "feb"], ["510", 1.25, 2, 3, 4]]}
    )
    lasning = read_file(data, "x.xlsx")
    assert per_month(lasning) == {202201: 125, 202202: 200}
    assert per_month(lasning, "budget") == {202201: 300, 202202: 400}


def test_accumulated_columns_and_an_annual_budget_whose_rest_is_spread() -> None:
    data = xlsx(
        {
            "Maj": [
                ["Månadsuppföljning maj 2022 (tkr)"],
                ["Verksamhet", "Utfall jan-maj 2022", "Budget jan-maj", "Avvikelse", "Budget helår", "Prognos helår"],
                ["Hemtjänst", 1234.5, 1300, 65.5, 3000, 2900],
                ["IFO", "2 000,0", "1 900", -100, 5000.001, 5000],
                ["Summa", 3234.5, 3200, -34.5, 8000.001, 7900],
            ]
        }
    )
    lasning = read_file(data, "x.xlsx")
    assert lasning.fel == ()
    assert per_month(lasning) == {202205: 323_450_000}
    # Rest of the year: (3000 - 1300) + (5000,001 - 1900) tkr, each row by sevenths with the remainder in December.
    assert per_verksamhet(lasning, "budget") == {"Hemtjänst": 300_000_000, "IFO": 500_000_100}
    budget = per_month(lasning, "budget")
    assert budget[202205] == 320_000_000
    assert budget[202206] == 170_000_000 // 7 + 310_000_100 // 7
    assert sum(budget.values()) == 800_000_100
    assert set(lasning.rader.loc[lasning.rader[Col.ACKUMULERAT], Col.PERIOD]) == {202205}
    assert not lasning.rader.loc[lasning.rader[Col.PERIOD] > 202205, Col.ACKUMULERAT].any()
    assert places(lasning.anmarkningar, "arsbudget_fordelad") == [("Maj", None, "Budget helår")]
    assert lasning.blad[0].ackumulerat


def test_an_annual_budget_alone_is_spread_by_twelfths() -> None:
    lasning = read_file(xlsx({"S": [["Budget 2023"], ["Verksamhet", "Belopp"], ["100", 1000000.10]]}), "x.xlsx")
    months = per_month(lasning, "budget")
    assert len(months) == 12
    assert months[202301] == 100_000_010 // 12
    assert sum(months.values()) == 100_000_010
    assert not lasning.rader[Col.ACKUMULERAT].any()


def test_two_files_for_one_month_named_by_the_file() -> None:
    rows: Cells = [["Benämning", "Belopp"], ["Hemtjänst", 100.55], ["Boende", 50.25]]
    assert per_month(read_file(xlsx({"Blad1": rows}), "Utfall_2022-05.xlsx")) == {202205: 15_080}
    assert per_month(read_file(xlsx({"Blad1": rows}), "Budget maj 2022.xlsx"), "budget") == {202205: 15_080}


def test_nettoresultat_is_turned_to_costs_positive() -> None:
    data = xlsx(
        {
            "Drift": [
                ["Tertialrapport T1 2022, tkr"],
                ["Enhet", "Utfall per 30/4", "Budget per 30/4", "Avvikelse per 30/4"],
                ["HVB", -2096, -2224, 128],
                ["Bidrag", 300, 200, 100],
                ["Totalt", -1796, -2024, 228],
            ]
        }
    )
    lasning = read_file(data, "x.xlsx", kontext=Kontext(vy=Vy.NETTORESULTAT, enhet=Enhet.TKR))
    assert lasning.fel == ()
    assert per_verksamhet(lasning) == {"HVB": 209_600_000, "Bidrag": -30_000_000}
    assert lasning.blad[0].tecken is Tecken.KOSTNAD_NEGATIV
    assert lasning.blad[0].enhet is Enhet.TKR
    forced = read_file(data, "x.xlsx", Lasval(tecken=Tecken.KOSTNAD_POSITIV))
    assert per_verksamhet(forced)["HVB"] == -209_600_000


def test_a_cover_sheet_is_passed_over_and_said() -> None:
    data = xlsx(
        {
            "Om rapporten": [["Rapport till nämnden"], ["Skapad av ekonomiavdelningen"]],
            "Utfall 2022": [["Vht", "jan"], ["1", 5.55]],
        }
    )
    lasning = read_file(data, "x.xlsx")
    assert [b.last for b in lasning.blad] == [False, True]
    assert places(lasning.anmarkningar, "blad_ej_last") == [("Om rapporten", None, None)]
    assert per_month(lasning) == {202201: 555}


def test_the_unit_is_asked_for_when_whole_small_amounts_leave_it_open() -> None:
    data = xlsx({"Utfall": [["Verksamhet", "jan", "feb"], ["1", 1234, 99999], ["2", 36, 12]]})
    lasning = read_file(data, "2022.xlsx")
    assert [(f.kod, f.falt, [v for v, _ in f.val], f.blad) for f in lasning.fragor] == [
        ("enhet", "enhet", ["kr", "tkr", "mnkr"], "Utfall")
    ]
    answered = read_file(data, "2022.xlsx", Lasval(enhet=Enhet.TKR))
    assert answered.fragor == ()
    assert per_month(answered) == {202201: 127_000_000, 202202: 10_001_100_000}
    assert read_file(xlsx({"Utfall": [["Verksamhet", "jan"], ["1", 100000]]}), "2022.xlsx").fragor == ()


@pytest.mark.parametrize("rubrik", ["Utfall jan (tkr)", "Utfall jan tkr"])
def test_the_unit_in_a_header(rubrik: str) -> None:
    lasning = read_file(xlsx({"S": [["Vht", rubrik], ["1", 12]]}), "2022.xlsx")
    assert per_month(lasning) == {202201: 1_200_000}


def test_the_year_is_asked_for_when_the_file_has_none() -> None:
    data = xlsx({"Utfall": [["Vht", "jan"], ["1", 5.55]]})
    assert [f.kod for f in read_file(data, "x.xlsx").fragor] == ["ar"]
    assert per_month(read_file(data, "x.xlsx", Lasval(ar=2021))) == {202101: 555}


def test_months_to_come_are_no_figures() -> None:
    data = xlsx({"Utfall 2022": [["Vht", "jan", "feb", "mar", "apr"], ["1", 5.55, 6.55, 0, None], ["2", 1.25, 0, 0, None]]})
    lasning = read_file(data, "x.xlsx")
    assert per_month(lasning) == {202201: 680, 202202: 655}
    assert len(places(lasning.anmarkningar, "nollmanader")) == 1


def test_a_sum_that_does_not_agree_is_said_and_not_counted() -> None:
    data = xlsx({"Utfall 2022": [["Vht", "jan", "Summa"], ["1", 5.55, 5.56], ["2", 1.25, 1.25], ["Summa", 7.8, None]]})
    lasning = read_file(data, "x.xlsx")
    assert per_month(lasning) == {202201: 680}
    assert places(lasning.anmarkningar, "summakolumn") == [("Utfall 2022", 2, "Summa")]
    assert places(lasning.anmarkningar, "summa_stammer_inte") == [("Utfall 2022", 4, None)]


def test_subtotals_on_two_levels_without_codes_are_not_counted() -> None:
    rows: Cells = [
        ["Kod", "Namn", "Utfall jan 2022"],
        ["11", "Hemtjänst", 10.55],
        ["12", "Boende", 20],
        ["", "Vård och omsorg", 30.55],
        ["21", "Skola", 5],
        ["22", "Förskola", 6],
        ["", "Delsumma utbildning", 11],
        ["", "Hela nämnden", 41.55],
    ]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert lasning.fel == ()
    assert per_verksamhet(lasning) == {"11": 1055, "12": 2000, "21": 500, "22": 600}
    assert lasning.blad[0].summarader == 3


def test_the_users_choices_go_before_what_was_recognised() -> None:
    data = xlsx({"S": [["Fri text"], ["Vad", "Kr maj", "Annat"], ["Hemtjänst", 10.25, 99.99]]})
    val = Lasval(
        blad={"S": Bladval(rubrikrad=2, slag=Slag.BUDGET, kolumner={"A": "verksamhet", "B": "", "C": "belopp:budget:2022-05"})}
    )
    lasning = read_file(data, "x.xlsx", val)
    assert lasning.fel == ()
    assert per_verksamhet(lasning, "budget") == {"Hemtjänst": 9999}
    assert per_month(lasning, "budget") == {202205: 9999}
    skipped = read_file(data, "x.xlsx", Lasval(blad={"S": Bladval(las=False)}))
    assert [a.kod for a in skipped.fel] == ["rubrikrad_saknas"]


def test_a_chosen_slag_reads_only_its_columns() -> None:
    data = xlsx({"S": [["Vht", "Utfall jan 2022", "Budget jan 2022"], ["1", 5.55, 6.66]]})
    lasning = read_file(data, "x.xlsx", Lasval(slag=Slag.BUDGET))
    assert lasning.slag == (Slag.BUDGET,)
    assert per_month(lasning, "budget") == {202201: 666}


def test_the_order_of_rows_columns_and_sheets_does_not_matter() -> None:
    rows: Cells = [
        ["Vht", "Utfall jan", "Utfall feb", "Budget jan"],
        ["1", 5.55, 6.66, 7.77],
        ["02", 1.11, 2.22, 3.33],
        ["3", 4.44, None, 9.99],
    ]
    turned = [[row[0], *reversed(row[1:])] for row in [rows[0], *reversed(rows[1:])]]
    one, two = (read_file(xlsx({"S 2022": content}), "x.xlsx") for content in (rows, turned))
    for slag in ("utfall", "budget"):
        assert per_month(one, slag) == per_month(two, slag)
        assert per_verksamhet(one, slag) == per_verksamhet(two, slag)


def test_a_column_without_months_takes_those_of_the_column_beside_it() -> None:
    rows: Cells = [
        ["Uppföljning maj 2022"],
        ["Område", "Nettokostnad (tkr)", "Budget jan-maj", "Budget helår"],
        ["Vård", 10.5, 11.5, 24],
    ]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert per_month(lasning) == {202205: 1_050_000}
    assert lasning.rader.loc[lasning.rader[Col.SLAG] == "utfall", Col.ACKUMULERAT].all()


def test_a_lone_month_in_a_title_is_that_month_and_said_unless_chosen_as_accumulated() -> None:
    rows: Cells = [["Uppföljning maj 2022"], ["Verksamhet", "Utfall", "Budget"], ["Vård", 10.55, 11.55]]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert not lasning.rader[Col.ACKUMULERAT].any()
    assert [kolumn for _, _, kolumn in places(lasning.anmarkningar, "en_manad")] == ["Utfall", "Budget"]
    chosen = read_file(xlsx({"S": rows}), "x.xlsx", Lasval(blad={"S": Bladval(ackumulerat=True)}))
    assert chosen.rader[Col.ACKUMULERAT].all()
    assert per_month(chosen) == {202205: 1055}


def test_a_sheet_that_sums_up_another_is_not_counted_twice() -> None:
    long: Cells = [["Vht", "Period", "Belopp"], ["1", "2022-01", 5.55], ["1", "2022-01", 1.11], ["2", "2022-02", 2.22]]
    wide: Cells = [["Vht", "jan 2022", "feb 2022"], ["1", 6.66, None], ["2", None, 2.22]]
    lasning = read_file(xlsx({"Data": long, "Sammanställning": wide}), "x.xlsx")
    assert per_month(lasning) == {202201: 666, 202202: 222}
    assert [b.last for b in lasning.blad] == [True, False]
    assert places(lasning.anmarkningar, "dubbelt_blad") == [("Sammanställning", None, None)]


def test_one_sheet_per_month_named_by_its_month() -> None:
    sheets: dict[str, Cells] = {namn: [["Vht", "Belopp"], ["1", belopp]] for namn, belopp in (("jan", 5.55), ("feb", 6.66))}
    assert per_month(read_file(xlsx(sheets), "Utfall 2022.xlsx")) == {202201: 555, 202202: 666}


def test_the_year_in_a_column() -> None:
    rows: Cells = [["År", "Verksamhet", "Budget"], [2023, "1", 12.12], [2023, "2", 24.24]]
    months = per_month(read_file(xlsx({"S": rows}), "x.xlsx"), "budget")
    assert (len(months), months[202301], sum(months.values())) == (12, 303, 3636)


def test_a_title_row_of_pairs_is_not_taken_for_the_header() -> None:
    rows: Cells = [["Ansvar:", "410", "Period:", "2022-05"], [], ["Verksamhet", "Belopp"], ["1", 5.55]]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert per_month(lasning) == {202205: 555}
    assert lasning.blad[0].rubrikrad == 3


def test_months_as_group_words_over_utfall_and_budget() -> None:
    rows: Cells = [
        ["År 2022", "", "Januari", "", "Februari", ""],
        ["Verksamhet", "Namn", "Utfall", "Budget", "Utfall", "Budget"],
        ["1", "A", 5.55, 6, 7, 8],
    ]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert per_month(lasning) == {202201: 555, 202202: 700}
    assert per_month(lasning, "budget") == {202201: 600, 202202: 800}


def test_two_columns_for_the_same_month_are_refused() -> None:
    rows: Cells = [["Vsh", "Utfall jan 2022", "Utfall januari 2022"], ["1", 5.55, 6.66]]
    assert places(read_file(xlsx({"S": rows}), "x.xlsx").fel, "samma_manad") == [("S", 1, "Utfall januari 2022")]


def test_units_in_a_row_of_their_own() -> None:
    rows: Cells = [["Verksamhet", "Utfall jan 2022", "Budget jan 2022"], ["", "tkr", "tkr"], ["1", 5.55, 6]]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert lasning.fel == ()
    assert per_month(lasning) == {202201: 555_000}
    assert lasning.rader[Col.RAD].tolist() == [3, 3]
    assert lasning.blad[0].rubrikrad == 1


def test_a_month_beside_its_accumulated_range_counts_once_without_noise() -> None:
    rows: Cells = [["Vsh", "Utfall maj 2022", "Utfall jan-maj 2022", "Årsbudget"], ["1", 5.55, 66.66, 120]]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert per_month(lasning) == {202205: 555}
    assert set(per_month(lasning, "budget").values()) == {1000}
    assert places(lasning.anmarkningar, "summakolumn") == []
