"""Ledgers, one row per transaction: other people's names and order, csv, signs, and every fault with its place."""

import datetime as dt

import pytest

from finance.inlasning import read_file
from finance.inlasning.cell.personuppgifter import MASK
from finance.inlasning.modell import Form, Kontext, Lasval, Niva, Tecken
from finance.kolumner import TRANSAKTION, Col, Slag
from finance.struktur import Nod, Urval
from tests.finance.inlasning.arbetsbocker import Cells, per_month, per_verksamhet, places, xlsx

FRAMMANDE: Cells = [
    ["Transaktionslista socialförvaltningen"],
    ["Utskriven 2022-06-10 08:12"],
    [],
    ["Belopp", "Kst", "Kst (T)", "Vht", "Vht (T)", "Kontonr", "Bokf.datum", "Vernr", "Verifikationstext", "Lev", "Per"],
    [
        "1 000,50",
        "0410",
        "Ledning",
        "0510",
        "Hemtjänst",
        4631,
        dt.date(2022, 5, 3),
        "A1",
        "Vård av 19121212-1212",
        "Omsorg AB",
        202205,
    ],
    ["-500,00", "0410", "Ledning", "0510", "Hemtjänst", 3011, dt.date(2022, 5, 4), "A2", "Avgift 121212-1212", "", 202205],
    ["2 000,25", "0410", "Ledning", "520", "Boende", "5011", dt.date(2022, 4, 29), "A3", "Lön", "", "202204"],
    ["250,00", "0410", "Ledning", "520", "Boende", "4031", dt.date(2022, 4, 29), "A4", "Hiss", "", "202204"],
    ["99,00", "", "", "", "", 1510, dt.date(2022, 5, 4), "A5", "Kundfordran", "", 202205],
    ["2 849,75", "Summa"],
    ["Rapporten slutar här"],
]


def test_a_ledger_made_by_somebody_else() -> None:
    lasning = read_file(xlsx({"Export": FRAMMANDE}), "lista.xlsx")
    assert lasning.fel == ()
    assert lasning.fragor == ()
    assert [str(col) for col in TRANSAKTION] == list(lasning.rader.columns)
    assert per_month(lasning) == {202204: 225_025, 202205: 50_050}
    assert per_verksamhet(lasning) == {"0510": 50_050, "520": 225_025}
    first = lasning.rader.iloc[0]
    assert (first[Col.ANSVAR], first[Col.KONTO], first[Col.VERIFIKAT], first[Col.DATUM]) == ("0410", "4631", "A1", "2022-05-03")
    assert (first[Col.BLAD], first[Col.RAD], first[Col.SLAG]) == ("Export", 5, "utfall")
    assert lasning.namn[(Col.VERKSAMHET, "520")] == "Boende"
    (blad,) = lasning.blad
    assert (blad.form, blad.rubrikrad, blad.summarader, blad.tecken) == (Form.LANG, 4, 1, Tecken.KOSTNAD_POSITIV)


def test_texts_are_masked_and_dropped_where_the_kontogrupp_says_so() -> None:
    lasning = read_file(xlsx({"Export": FRAMMANDE}), "lista.xlsx")
    assert list(lasning.rader[Col.TEXT]) == ["", f"Avgift {MASK}", "Lön", "Hiss"]
    assert list(lasning.rader[Col.LEVERANTOR]) == ["", "", "", ""]
    assert lasning.maskade == 2
    assert "121212" not in repr(lasning.blad)


def test_balance_accounts_do_not_count_and_anlaggningsinkop_are_told() -> None:
    found = {a.kod: a for a in read_file(xlsx({"Export": FRAMMANDE}), "lista.xlsx").anmarkningar}
    assert found["balanskonton"].niva is Niva.UPPLYSNING
    assert "1 rader" in found["balanskonton"].text
    assert "99,00" in found["balanskonton"].text
    assert "250,00" in found["investeringskonton"].text


def test_a_ledger_with_costs_negative_is_turned() -> None:
    rows: Cells = [
        ["Verksamhet", "Konto", "Period", "Belopp"],
        ["1", "5011", "2022-01", -900.25],
        ["1", "3011", "2022-01", 100.75],
    ]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert per_verksamhet(lasning) == {"1": 79_950}
    assert "klass 4-7" in lasning.blad[0].skal


def test_debit_and_credit_in_two_columns() -> None:
    rows: Cells = [
        ["Vht", "Konto", "Datum", "Debet", "Kredit"],
        ["1", "5011", dt.date(2022, 5, 3), 100.5, None],
        ["1", "3011", "2022-05-03", None, 50.25],
    ]
    assert per_verksamhet(read_file(xlsx({"S": rows}), "x.xlsx")) == {"1": 5_025}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_csv_in_every_encoding_and_delimiter(encoding: str, mark: str) -> None:
    lines = [
        ["Ansvar", "Verksamhet", "Period", "Förklaring", "Belopp"],
        ["0410", "5100", "2022-05", '"två\nrader; här, och\tdär"', "1234.56"],
        ["0410", "05", "2022-05", "åäö", "-1.06"],
        ["0410", "05", "2022-05", "åäö", "fel"],
    ]
    data = "\r\n".join(mark.join(line) for line in lines).encode(encoding)
    lasning = read_file(data, "utfall.csv")
    assert per_verksamhet(lasning) == {"5100": 123_456, "05": -106}
    assert places(lasning.fel, "belopp_text") == [(None, 5, "Belopp")]  # the quoted line break makes the last row line 5


def test_utfall_and_budget_told_by_a_column_of_the_row() -> None:
    rows: Cells = [
        ["Typ", "År", "Månad", "Verksamhet", "Belopp"],
        ["Utfall", 2022, 1, "510", 100.55],
        ["Budget", 2022, "februari", "510", 101.55],
    ]
    lasning = read_file(xlsx({"D": rows}), "x.xlsx")
    assert (per_month(lasning), per_month(lasning, "budget")) == ({202201: 10_055}, {202202: 10_155})


def test_long_with_a_column_each_for_utfall_and_budget() -> None:
    rows: Cells = [["Period", "Verksamhet", "Utfall", "Budget"], ["2022-01", "1", 5.55, 6.66], ["2022-02", "1", None, 7.77]]
    lasning = read_file(xlsx({"D": rows}), "x.xlsx")
    assert per_month(lasning) == {202201: 555}
    assert per_month(lasning, "budget") == {202201: 666, 202202: 777}


def test_bokslut_periods_are_kept() -> None:
    rows: Cells = [["Period", "Verksamhet", "Belopp"], ["202212", "1", 5.55], ["202213", "1", 1.11]]
    assert per_month(read_file(xlsx({"D": rows}), "x.xlsx")) == {202212: 555, 202213: 111}


def test_a_column_of_known_codes_is_verksamhet_whatever_its_header() -> None:
    noder = (Nod("SN", "Nämnden"), Nod("100", "Hemtjänst", "SN"), Nod("200", "Boende", "SN"))
    rows: Cells = [["Per", "Avdelning", "Kr"], ["202201", "100", 1000.25], ["202202", "Boende", 5.25]]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx", kontext=Kontext(noder=noder))
    assert per_verksamhet(lasning) == {"100": 100_025, "200": 525}
    assert places(lasning.anmarkningar, "verksamhet_ur_varden") == [("S", None, "Avdelning")]


def test_of_two_columns_that_could_be_verksamhet_the_one_with_codes_wins_and_the_other_names_them() -> None:
    rows: Cells = [
        ["Verksamhet", "Vht", "Period", "Belopp"],
        ["Hemtjänst", "0510", "2022-01", 5.55],
        ["Boende", "520", "2022-01", 6.66],
    ]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert per_verksamhet(lasning) == {"0510": 555, "520": 666}
    assert lasning.namn[(Col.VERKSAMHET, "0510")] == "Hemtjänst"
    assert places(lasning.anmarkningar, "samma_roll") == [("S", None, "Vht")]


def test_codes_are_the_same_code_however_they_are_written() -> None:
    rows: Cells = [
        ["Vht", "Period", "Belopp"],
        ["410", "2022-01", 1.11],
        [410, "2022-01", 1.11],
        ["410.0", "2022-01", 1.11],
        [" 410\u00a0\u200b", "2022-01", 1.11],
    ]
    lasning = read_file(xlsx({"S": [*rows, ["0410", "2022-01", 1.11]]}), "x.xlsx")
    assert per_verksamhet(lasning) == {"410": 444, "0410": 111}


FEL: Cells = [
    ["Verksamhet", "Konto", "Period", "Belopp"],
    ["410", 5011, 202205, 1.25],
    ["410", 5011, 202200, 2.55],
    ["410", 5011, "apa", 3.25],
    ["410", 5011, 202205, "fyra"],
    ["410", 5011, 202205, "=A1"],
    ["410", 5011, None, 7.12],
    [None, None, 202205, 8.11],
    ["410", 5011, "2202-05", 9.11],
    ["410", 5011, 202205, "#REF!"],
    ["410", 5011, 202205, "fem"],
]


def test_every_faulty_row_is_told_with_sheet_row_column_and_value() -> None:
    lasning = read_file(xlsx({"Blad A": FEL}), "x.xlsx")
    found = {(a.kod, a.rad, a.kolumn) for a in lasning.fel}
    assert found == {
        ("period_00", 3, "Period"),
        ("period_text", 4, "Period"),
        ("belopp_text", 5, "Belopp"),
        ("formel_utan_varde", 6, "Belopp"),
        ("period_saknas", 7, "Period"),
        ("kod_saknas", 8, "Verksamhet"),
        ("fel_ar", 9, "Period"),
        ("felcell", 10, "Belopp"),
        ("belopp_text", 11, "Belopp"),
    }
    assert all(a.blad == "Blad A" and a.atgard for a in lasning.fel)
    texts = " ".join(a.text for a in lasning.fel)
    assert all(quoted in texts for quoted in ("fyra", "fem", "apa", "202200", "2202-05", "#REF!"))


@pytest.mark.parametrize(("bort", "kolumn"), [("Verksamhet", "Verksamhet"), ("Belopp", "Belopp"), ("Period", "Period")])
def test_a_missing_column_is_told_by_name(bort: str, kolumn: str) -> None:
    place = FEL[0].index(bort)
    rows: Cells = [[cell for nr, cell in enumerate(row) if nr != place] for row in FEL[:2]]
    lasning = read_file(xlsx({"Blad A": rows}), "x.xlsx")
    assert places(lasning.fel, "kolumn_saknas") == [("Blad A", 1, kolumn)]
    assert len(lasning.rader) == 0


def test_a_wrong_year_is_refused_and_named() -> None:
    rows: Cells = [["Verksamhet", "Period", "Belopp"], *[["1", f"2021-{manad:02d}", 1.11] for manad in range(1, 4)]]
    (fel,) = read_file(xlsx({"S": rows}), "x.xlsx", Lasval(ar=2022)).fel
    assert (fel.kod, fel.blad, fel.rad, fel.kolumn) == ("fel_ar", "S", 2, "Period")
    assert "2021" in fel.text
    assert "2022" in fel.text
    wide = read_file(xlsx({"Utfall": [["Vht", "jan 2021"], ["1", 1.11]]}), "x.xlsx", Lasval(ar=2022))
    assert [a.kod for a in wide.fel] == ["fel_ar"]


def test_very_many_faults_are_all_found() -> None:
    rows: Cells = [["Verksamhet", "Period", "Belopp"], *[["1", "2022-01", f"x{nr}"] for nr in range(300)]]
    fel = read_file(xlsx({"S": rows}), "x.xlsx").fel
    assert [a.rad for a in fel] == list(range(2, 302))


def test_decimals_beyond_ore_are_rounded_row_by_row_with_one_varning() -> None:
    rows: Cells = [
        ["Verksamhet", "Period", "Belopp"],
        ["1", "2022-01", 1.005],
        ["1", "2022-01", "2,675"],
        ["1", "2022-01", 1.11],
    ]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert list(lasning.rader[Col.ORE]) == [101, 268, 111]
    (varning,) = [a for a in lasning.anmarkningar if a.niva is Niva.VARNING]
    assert (varning.kod, varning.rad) == ("avrundat", 2)
    assert varning.text.startswith("2 belopp")


def test_a_formula_without_value_in_a_sum_row_is_a_varning_only() -> None:
    rows: Cells = [["Verksamhet", "Period", "Belopp"], ["1", "2022-01", 1.11], ["Summa", None, "=SUM(C2:C2)"]]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert lasning.fel == ()
    assert places(lasning.anmarkningar, "formel_utan_varde") == [("S", 3, "Belopp")]


def test_a_table_that_does_not_start_in_a1_keeps_its_places() -> None:
    rows: Cells = [
        [],
        [None, None, "Verksamhet", "Period", "Belopp"],
        [None, None, "1", "2022-01", 1.11],
        [None, None, "1", "2022-01", "x"],
    ]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert places(lasning.fel, "belopp_text") == [("S", 4, "Belopp")]
    assert [k.bokstav for k in lasning.blad[0].kolumner] == ["C", "D", "E"]
    assert lasning.rader[Col.RAD].tolist() == [3]


def test_the_order_of_rows_does_not_matter() -> None:
    head, *rows = [["Vht", "Period", "Belopp"], *[[str(nr % 3), f"2022-{nr % 4 + 1:02d}", nr + 0.11] for nr in range(20)]]
    one, two = read_file(xlsx({"S": [head, *rows]}), "x.xlsx"), read_file(xlsx({"S": [head, *reversed(rows)]}), "x.xlsx")
    assert per_month(one) == per_month(two)
    assert per_verksamhet(one) == per_verksamhet(two)
    assert one.slag == (Slag.UTFALL,)


def test_code_and_name_in_one_cell() -> None:
    rows: Cells = [["Verksamhet", "Period", "Belopp"], ["0510 Hemtjänst", "2022-01", 5.55], ["520 - Boende", "2022-01", 6.66]]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert per_verksamhet(lasning) == {"0510": 555, "520": 666}
    assert lasning.namn == {(Col.VERKSAMHET, "0510"): "Hemtjänst", (Col.VERKSAMHET, "520"): "Boende"}


def test_subtotals_with_the_label_among_the_texts() -> None:
    rows: Cells = [
        ["Ansvar", "Period", "Text", "Belopp"],
        ["410", "2022-01", "Summa faktura 12", 5.55],
        ["410", "2022-01", "Hyra", 6.66],
        ["410", None, "Summa ansvar 410", 12.21],
        ["420", "2022-01", "Hyra", 1.11],
        ["420", None, "Summa ansvar 420", 1.12],
    ]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert per_month(lasning) == {202201: 1332}
    assert lasning.blad[0].summarader == 2
    assert places(lasning.anmarkningar, "summa_stammer_inte") == [("S", 6, None)]


def test_a_running_balance_is_no_amount() -> None:
    rows: Cells = [
        ["Vht", "Konto", "Datum", "Debet", "Kredit", "Saldo"],
        ["1", "5011", "2022-05-03", 100.5, None, 100.5],
        ["1", "5011", "2022-05-04", None, 50.25, 50.25],
    ]
    assert per_verksamhet(read_file(xlsx({"S": rows}), "x.xlsx")) == {"1": 5_025}


def test_rows_without_verksamhet_are_counted_and_said() -> None:
    rows: Cells = [["Vht", "Konto", "Period", "Belopp"], ["1", "5011", "2022-01", 5.55], [None, "5011", "2022-01", 1.11]]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx")
    assert per_verksamhet(lasning) == {"1": 555, "": 111}
    assert places(lasning.anmarkningar, "utan_verksamhet") == [("S", 3, "Vht")]


def test_income_with_the_same_sign_as_costs_is_pointed_out() -> None:
    rows: Cells = [["Vht", "Konto", "Period", "Belopp"], ["1", "5011", "2022-01", 5.55], ["1", "3011", "2022-01", 1.11]]
    assert [a.niva for a in read_file(xlsx({"S": rows}), "x.xlsx").anmarkningar if a.kod == "tecken"] == [Niva.VARNING]


def test_an_error_in_the_code_is_told_and_never_taken_for_a_sum_row() -> None:
    rows: Cells = [["Verksamhet", "Belopp"], ["#N/A", 5.55], ["1", 5.55]]
    lasning = read_file(xlsx({"S": rows}), "utfall maj 2022.xlsx")
    assert [(a.kod, a.rad, a.kolumn) for a in lasning.fel] == [("felcell", 2, "Verksamhet")]


def test_a_finding_never_quotes_a_personnummer() -> None:
    rows: Cells = [["Verksamhet", "Period", "Belopp"], ["1", "2022-01", "19121212-1212"]]
    (fel,) = read_file(xlsx({"S": rows}), "x.xlsx").fel
    assert "1212" not in fel.text


def test_a_verksamhet_column_with_unknown_codes_keeps_its_place_beside_known_ansvar_and_names() -> None:
    noder = (Nod("SN", "Nämnden"), Nod("410", "Hemtjänst", "SN"), Nod("420", "Boende", "SN"))
    rows: Cells = [
        ["Ansvar", "Verksamhet", "Namn", "Period", "Belopp"],
        ["410", "5100", "Hemtjänst", "2022-01", 5.55],
        ["420", "5200", "Boende", "2022-01", 6.66],
    ]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx", kontext=Kontext(noder=noder))
    assert per_verksamhet(lasning) == {"5100": 555, "5200": 666}
    assert lasning.rader[Col.ANSVAR].tolist() == ["410", "420"]
    assert lasning.namn[(Col.VERKSAMHET, "5100")] == "Hemtjänst"


def test_a_struktur_that_selects_by_ansvar_leaves_the_ansvar_column_alone() -> None:
    noder = (Nod("SN", "Nämnden"), Nod("410", "Hemtjänst", "SN", (Urval.parse(Col.ANSVAR, "410-419"),)))
    rows: Cells = [["Ansvar", "Period", "Belopp"], ["410", "2022-01", 5.55]]
    lasning = read_file(xlsx({"S": rows}), "x.xlsx", kontext=Kontext(noder=noder))
    assert lasning.rader[Col.ANSVAR].tolist() == ["410"]
    assert per_verksamhet(lasning) == {"": 555}
