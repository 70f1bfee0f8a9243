"""SIE files that are good: vouchers, period sums in both conventions, encodings, dimensions, years."""

import datetime as dt

import pytest

from finance.inlasning import read_file
from finance.inlasning.cell.personuppgifter import MASK
from finance.inlasning.modell import Anmarkning, Bladval, Form, Kontext, Lasval, Niva, Tecken
from finance.kolumner import TRANSAKTION, Col, Slag
from finance.struktur import Nod
from tests.finance.inlasning.arbetsbocker import per_month, per_verksamhet, xlsx

HUVUD = """#FLAGGA 0
#PROGRAM "Ekonomi" 7.1
#FORMAT PC8
#GEN 20220610 "Registrerare Ett"
#SIETYP 4
#FNAMN "Lindö kommun"
#ORGNR 212000-0001
#RAR 0 20220101 20221231
#RAR -1 20210101 20211231
#KONTO 5011 "Månadslön"
#KONTO 3011 "Taxor och avgifter"
#KONTO 1930 "Plusgiro"
#DIM 1 "Resultatenhet"
#DIM 6 "Projekt"
#DIM 20 "Verksamhet"
#OBJEKT 1 "0410" "Ledning Åby"
#OBJEKT 20 "0510" "Hemtjänst"
#OBJEKT 20 "520" "Särskilt boende"
"""
VERIFIKAT = """#VER A 1 20220131 "Lön \\"jan\\"" 20220201 "Registrerare Ett"
{
#TRANS 5011 {1 "0410" 20 "0510"} 1000.50 "" "" 0 "Registrerare Två"
#TRANS 1930 {} -1000.50
}

#VER A 2 20220228 "Avgift 191212121212"
{
   #TRANS\t5011 {"1" "0410" "20" "520" 6 "P1"} 500 20220201
   #TRANS 3011 {20 "0510"} -100.25 "" "Hyra \\\\ el"
   #TRANS 1930 {} -399.75
}
"""
# by hand: 0510: 1 000,50 - 100,25 = 900,25; 520: 500,00; January 1 000,50; February 500,00 - 100,25 = 399,75


def kinds(found: tuple[Anmarkning, ...]) -> dict[str, Niva]:
    """Kod -> niva of every finding."""
    return {a.kod: a.niva for a in found}


@pytest.mark.parametrize("encoding", ["cp437", "utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_vouchers_are_the_utfall_in_every_encoding(encoding: str, newline: str) -> None:
    lasning = read_file((HUVUD + VERIFIKAT).replace("\n", newline).encode(encoding), "bokforing.se")
    assert lasning.fel == ()
    assert [str(col) for col in TRANSAKTION] == list(lasning.rader.columns)
    assert per_month(lasning) == {202201: 100_050, 202202: 39_975}
    assert per_verksamhet(lasning) == {"0510": 90_025, "520": 50_000}
    assert lasning.namn[(Col.ANSVAR, "0410")] == "Ledning Åby"
    assert lasning.namn[(Col.VERKSAMHET, "0510")] == "Hemtjänst"
    assert lasning.namn[(Col.KONTO, "5011")] == "Månadslön"
    (blad,) = lasning.blad
    assert (blad.form, blad.slag, blad.blad, blad.rubrikrad, blad.rader) == (Form.SIE, Slag.UTFALL, "", None, 3)
    assert (blad.tecken, blad.enhet) == (Tecken.KOSTNAD_POSITIV, "kr")
    assert blad.balans_ore == -140_025  # 1930: -1 000,50 and -399,75
    assert "Lindö kommun" in blad.skal
    assert {k.bokstav: k.roll for k in blad.kolumner} == {"1": "ansvar", "6": "projekt", "20": "verksamhet"}


def test_each_row_keeps_its_codes_its_line_and_a_masked_text() -> None:
    rader = read_file((HUVUD + VERIFIKAT).encode("cp437"), "bokforing.se").rader
    codes = [str(c) for c in (Col.ANSVAR, Col.VERKSAMHET, Col.KONTO, Col.PROJEKT, Col.VERIFIKAT, Col.DATUM, Col.TEXT, Col.RAD)]
    assert rader[codes].to_numpy().tolist() == [
        ["0410", "0510", "5011", "", "A 1", "2022-01-31", 'Lön "jan"', 21],
        ["0410", "520", "5011", "P1", "A 2", "2022-02-01", f"Avgift {MASK}", 27],
        ["", "0510", "3011", "", "A 2", "2022-02-28", "Hyra \\ el", 28],
    ]


def test_no_signature_and_no_personnummer_is_kept_anywhere() -> None:
    lasning = read_file((HUVUD + VERIFIKAT).encode("utf-8"), "bokforing.se")
    everything = repr(lasning) + lasning.rader.to_csv()
    assert "Registrerare" not in everything
    assert "1212121212" not in everything
    assert lasning.maskade == 1


def test_texts_of_placements_are_dropped() -> None:
    text = '#VER A 1 20220131 "Vård av Kim"\n{\n#TRANS 4611 {20 "1"} 5.25 "" "Kim"\n#TRANS 1930 {} -5.25\n}\n'
    assert list(read_file((HUVUD + text).encode(), "x.si").rader[Col.TEXT]) == [""]


def test_a_file_is_known_by_its_content_and_not_by_its_name() -> None:
    for fil in ("bokforing.se", "BOKFORING.SI", "export.txt", "export.csv", "x"):
        assert per_month(read_file((HUVUD + VERIFIKAT).encode(), fil)) == {202201: 100_050, 202202: 39_975}
    without_flag = "; export\n\n" + "\n".join((HUVUD + VERIFIKAT).split("\n")[4:])
    assert per_month(read_file(without_flag.encode(), "x")) == {202201: 100_050, 202202: 39_975}


def test_other_files_are_not_taken_for_sie() -> None:
    csv = "Verksamhet;Period;Text;Belopp\n1;2022-01;#VER;5,55\n#VER;2022-01;x;1,11\n"
    assert [blad.form for blad in read_file(csv.encode(), "x.csv").blad] == [Form.LANG]
    assert read_file(xlsx({"S": [["#FLAGGA 0"]]}), "x.xlsx").blad[0].form is None
    assert set(kinds(read_file(b"hej\n", "x.se").fel)) == {"ej_sie"}


def test_a_row_added_later_counts_once_and_a_row_taken_away_not_at_all() -> None:
    text = """#VER A 1 20220131 "x"
{
#TRANS 5011 {20 "1"} 100.00
#BTRANS 5011 {20 "1"} 900.00 "" "" 0 "Sign"
#RTRANS 5011 {20 "1"} 30.00 "" "" 0 "Sign"
#TRANS 5011 {20 "1"} 30.00 "" "" 0 "Sign"
#RTRANS 5011 {20 "1"} 30.00
#TRANS 5011 {20 "1"} 30.00
#TRANS 1930 {} -160.00
}
"""
    lasning = read_file((HUVUD + text).encode(), "x.se")
    assert per_month(lasning) == {202201: 16_000}
    assert kinds(lasning.anmarkningar)["rtrans"] is Niva.UPPLYSNING
    assert "verifikat_obalans" not in kinds(lasning.anmarkningar)


def test_a_row_added_without_its_own_trans_is_counted_and_told() -> None:
    text = '#VER A 1 20220131 ""\n{\n#TRANS 5011 {20 "1"} 30.00\n#RTRANS 5011 {20 "1"} 30.00\n}\n'
    lasning = read_file((HUVUD + text).encode(), "x.se")
    assert per_month(lasning) == {202201: 6_000}
    assert [a.rad for a in lasning.anmarkningar if a.kod == "rtrans_ensam"] == [22]


def test_result_accounts_are_checked_against_res() -> None:
    good = HUVUD + "#RES 0 5011 1500.50\n#RES 0 3011 -100.25\n#RES -1 5011 77.00\n" + VERIFIKAT
    assert kinds(read_file(good.encode(), "x.se").anmarkningar)["res_stammer"] is Niva.UPPLYSNING
    bad = good.replace("#RES 0 5011 1500.50", "#RES 0 5011 1600.50\n#RES 0 6011 3.00")
    (found,) = [a for a in read_file(bad.encode(), "x.se").anmarkningar if a.kod == "res_avviker"]
    assert found.niva is Niva.VARNING
    assert "konto 5011: 1\u00a0500,50\u00a0kr mot 1\u00a0600,50\u00a0kr; konto 6011" in found.text
    assert "Skillnad \u2212103,00\u00a0kr" in found.text  # -100,00 and -3,00


SALDON_HEL = """#RES 0 5011 100.00
#RES 0 3011 -40.00
#PSALDO 0 202201 5011 {} 60.00
#PSALDO 0 202201 5011 {20 "1"} 45.00
#PSALDO 0 202201 5011 {20 "2"} 10.00
#PSALDO 0 202202 5011 {} 40.00
#PSALDO 0 202202 5011 {20 "1"} 40.00
#PSALDO 0 202202 3011 {} -40.00
#PSALDO 0 202202 3011 {20 "1"} -40.00
#PSALDO 0 202202 1930 {} 999.00
"""


def test_period_sums_with_a_row_for_the_whole_konto() -> None:
    lasning = read_file((HUVUD + SALDON_HEL).encode("cp437"), "saldon.se")
    assert lasning.fel == ()
    assert per_month(lasning) == {202201: 6_000, 202202: 0}
    assert per_verksamhet(lasning) == {"1": 4_500, "2": 1_000, "": 500}  # 60 - 45 - 10 = 5 stands on no verksamhet
    assert "hela kontot" in lasning.blad[0].skal
    assert lasning.blad[0].summarader == 3
    found = kinds(lasning.anmarkningar)
    assert (found["saldokonvention"], found["res_stammer"], found["utan_kod"]) == (
        Niva.UPPLYSNING,
        Niva.UPPLYSNING,
        Niva.VARNING,
    )


def test_period_sums_that_add() -> None:
    added = SALDON_HEL.replace("#RES 0 5011 100.00", "#RES 0 5011 195.00").replace("#RES 0 3011 -40.00", "#RES 0 3011 -80.00")
    lasning = read_file((HUVUD + added).encode("cp437"), "saldon.se")
    assert per_verksamhet(lasning) == {"1": 4_500 + 4_000 - 4_000, "2": 1_000, "": 6_000 + 4_000 - 4_000}
    assert "läggs ihop" in lasning.blad[0].skal


def test_period_sums_once_per_dimension_count_once() -> None:
    text = """#RES 0 5011 60.00
#PSALDO 0 202201 5011 {1 "A"} 60.00
#PSALDO 0 202201 5011 {20 "1"} 45.00
#PSALDO 0 202201 5011 {20 "2"} 15.00
"""
    for whole in ("", "#PSALDO 0 202201 5011 {} 60.00\n"):
        lasning = read_file((HUVUD + text + whole).encode(), "saldon.se")
        assert per_verksamhet(lasning) == {"1": 4_500, "2": 1_500}


def test_period_sums_by_full_coding_string_add() -> None:
    text = """#RES 0 5011 60.00
#PSALDO 0 202201 5011 {1 "A" 20 "1"} 30.00
#PSALDO 0 202201 5011 {1 "A" 20 "1" 6 "P"} 20.00
#PSALDO 0 202201 5011 {1 "B"} 10.00
"""
    assert per_verksamhet(read_file((HUVUD + text).encode(), "saldon.se")) == {"1": 5_000, "": 1_000}


def test_without_res_whole_konto_rows_are_taken_by_the_standard_and_told() -> None:
    text = "\n".join(line for line in SALDON_HEL.split("\n") if not line.startswith("#RES"))
    lasning = read_file((HUVUD + text).encode(), "saldon.se")
    assert per_verksamhet(lasning) == {"1": 4_500, "2": 1_000, "": 500}
    assert kinds(lasning.anmarkningar)["saldokonvention"] is Niva.VARNING


def test_vouchers_go_before_period_sums_of_the_same_file() -> None:
    lasning = read_file((HUVUD + SALDON_HEL + VERIFIKAT).encode(), "x.se")
    assert per_month(lasning) == {202201: 100_050, 202202: 39_975}
    assert kinds(lasning.anmarkningar)["psaldo_ej_last"] is Niva.UPPLYSNING


def test_period_budget_is_budget() -> None:
    budget = '#PBUDGET 0 202203 5011 {20 "0510"} 1200.00 0\n#PBUDGET 0 202203 3011 {20 "0510"} -200.00\n'
    lasning = read_file((HUVUD + budget + VERIFIKAT).encode(), "x.se")
    assert per_month(lasning, "budget") == {202203: 100_000}
    assert per_month(lasning) == {202201: 100_050, 202202: 39_975}
    assert lasning.slag == (Slag.UTFALL, Slag.BUDGET)
    only = read_file((HUVUD + budget + VERIFIKAT).encode(), "x.se", Lasval(slag=Slag.BUDGET))
    assert (per_month(only, "budget"), per_month(only)) == ({202203: 100_000}, {})
    assert per_month(read_file((HUVUD + budget + VERIFIKAT).encode(), "x.se", Lasval(slag=Slag.UTFALL)), "budget") == {}


@pytest.mark.parametrize(
    ("dims", "objekt", "expected"),
    [
        ('#DIM 1 "Kostnadsställe/resultatenhet"\n#DIM 7 "Vht"', '1 "a" 7 "b"', {"ansvar": "a", "verksamhet": "b"}),
        ('#DIM 1 "Verksamhet"\n#DIM 2 "Ansvar"', '1 "a" 2 "b"', {"verksamhet": "a", "ansvar": "b"}),
        ('#DIM 30 "Verksamheter"\n#DIM 31 "Motpart"\n#DIM 32 "Aktivitet"', '30 "v" 31 "m" 32 "a"',
         {"verksamhet": "v", "motpart": "m", "aktivitet": "a"}),
        ("", '1 "a" 6 "p" 7 "lon"', {"ansvar": "a", "projekt": "p"}),
        ('#DIM 20 "Verksamhet"\n#UNDERDIM 21 "Insats" 20', '21 "v1"', {"verksamhet": "v1"}),
        ('#DIM 20 "Verksamhet"\n#UNDERDIM 21 "Insats" 20', '20 "v" 21 "v1"', {"verksamhet": "v"}),
    ],
)  # fmt: skip
def test_dimensions_are_told_by_name_then_by_the_standard(dims: str, objekt: str, expected: dict[str, str]) -> None:
    text = f'#SIETYP 4\n#RAR 0 20220101 20221231\n{dims}\n#VER A 1 20220131 ""\n{{\n#TRANS 5011 {{{objekt}}} 5.25\n}}\n'
    row = read_file(text.encode(), "x.se").rader.iloc[0]
    dimensions = ("ansvar", "verksamhet", "aktivitet", "projekt", "objekt", "motpart")
    assert {d: row[d] for d in dimensions if row[d]} == expected


def test_a_dimension_of_known_codes_is_verksamhet_and_a_choice_goes_before_all() -> None:
    text = '#SIETYP 4\n#VER A 1 20220131 ""\n{\n#TRANS 5011 {1 "100" 40 "x"} 5.25\n#TRANS 6011 {1 "200" 40 "y"} 1\n}\n'
    noder = (Nod("SN", "Nämnden"), Nod("100", "Hemtjänst", "SN"), Nod("200", "Boende", "SN"))
    assert per_verksamhet(read_file(text.encode(), "x.se", kontext=Kontext(noder=noder))) == {"100": 525, "200": 100}
    chosen = Lasval(blad={"": Bladval(kolumner={"40": "verksamhet"})})
    assert per_verksamhet(read_file(text.encode(), "x.se", chosen)) == {"x": 525, "y": 100}


def test_a_broken_rakenskapsar_is_read_by_calendar_month_and_checked_by_its_own_year() -> None:
    text = """#SIETYP 4
#RAR 0 20210701 20220630
#RAR -1 20200701 20210630
#DIM 20 "Verksamhet"
#RES 0 5011 12.00
#VER A 1 20210731 ""
{
#TRANS 5011 {20 "1"} 5.00
}
#VER A 2 20220131 ""
{
#TRANS 5011 {20 "1"} 7.00
}
"""
    lasning = read_file(text.encode(), "x.se")
    assert per_month(lasning) == {202107: 500, 202201: 700}
    found = kinds(lasning.anmarkningar)
    assert (found["brutet_rakenskapsar"], found["res_stammer"]) == (Niva.VARNING, Niva.UPPLYSNING)


def test_rows_of_the_year_before_are_kept_and_a_chosen_year_refuses_them() -> None:
    text = HUVUD + VERIFIKAT + '#VER B 1 20211231 "sen"\n{\n#TRANS 5011 {20 "0510"} 9.99\n#TRANS 1930 {} -9.99\n}\n'
    assert per_month(read_file(text.encode(), "x.se")) == {202112: 999, 202201: 100_050, 202202: 39_975}
    assert [(a.kod, a.rad) for a in read_file(text.encode(), "x.se", Lasval(ar=2022)).fel] == [("fel_ar", 33)]


def test_a_transaction_date_outside_the_years_gives_way_to_the_vouchers() -> None:
    text = HUVUD + '#VER A 1 20220131 ""\n{\n#TRANS 5011 {20 "1"} 5.25 20191224\n}\n'
    lasning = read_file(text.encode(), "x.se")
    assert per_month(lasning) == {202201: 525}
    assert kinds(lasning.anmarkningar)["transdatum_utanfor"] is Niva.VARNING


def test_a_chosen_sign_turns_the_file() -> None:
    lasning = read_file((HUVUD + VERIFIKAT).encode(), "x.se", Lasval(tecken=Tecken.KOSTNAD_NEGATIV))
    assert per_verksamhet(lasning) == {"0510": -90_025, "520": -50_000}


def test_costs_written_negative_are_pointed_out() -> None:
    text = HUVUD + '#VER A 1 20220131 ""\n{\n#TRANS 5011 {20 "1"} -50\n#TRANS 3011 {20 "1"} 20\n#TRANS 1930 {} 30\n}\n'
    assert kinds(read_file(text.encode(), "x.se").anmarkningar)["tecken"] is Niva.VARNING


def test_amounts_with_more_decimals_are_rounded_half_away_row_by_row() -> None:
    text = HUVUD + '#VER A 1 20220131 ""\n{\n#TRANS 5011 {20 "1"} 0.005\n#TRANS 5011 {20 "1"} -1.0049\n}\n'
    lasning = read_file(text.encode(), "x.se")
    assert list(lasning.rader[Col.ORE]) == [1, -100]
    assert kinds(lasning.anmarkningar)["avrundat"] is Niva.VARNING


def test_vouchers_that_do_not_balance_are_told_one_by_one_or_as_an_extract() -> None:
    good = "".join(f'#VER A {i} 20220131 ""\n{{\n#TRANS 5011 {{20 "1"}} 1\n#TRANS 1930 {{}} -1\n}}\n' for i in range(2, 12))
    odd = '#VER A 1 20220131 ""\n{\n#TRANS 5011 {20 "1"} 5\n#TRANS 1930 {} -4\n}\n'
    found = [a for a in read_file((HUVUD + good + odd).encode(), "x.se").anmarkningar if a.kod == "verifikat_obalans"]
    assert [(a.niva, a.rad) for a in found] == [(Niva.VARNING, 69)]  # 18 lines of head, 10 vouchers of 5 lines
    (extract,) = [a for a in read_file((HUVUD + odd).encode(), "x.se").anmarkningar if a.kod == "verifikat_obalans"]
    assert "utdrag" in extract.text


def test_utfall_of_months_to_come_is_asked_about_and_a_declared_year_is_not() -> None:
    rows = "".join(f'#VER B {i} 202201{i:02d} ""\n{{\n#TRANS 5011 {{20 "1"}} 1\n}}\n' for i in range(1, 29))
    late = HUVUD + rows + '#VER A 1 20211231 ""\n{\n#TRANS 5011 {20 "1"} 1\n}\n'
    kontext = Kontext(idag=dt.date(2021, 12, 31))
    assert [f.kod for f in read_file(late.encode(), "x.se", kontext=kontext).fragor] == ["framtida_period"]
    assert read_file(late.encode(), "x.se", Lasval(godkant=frozenset({"framtida_period"})), kontext).fragor == ()
    undeclared = "\n".join(line for line in late.split("\n") if not line.startswith("#RAR"))
    assert [f.kod for f in read_file(undeclared.encode(), "x.se").fragor] == ["annat_ar"]
