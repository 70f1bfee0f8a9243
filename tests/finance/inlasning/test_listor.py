"""Investeringar, åtgärder, placeringar, uppdrag and statsbidrag, recognised by their columns. Amounts by hand."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest

from finance.belopp import Enhet
from finance.inlasning import read_file
from finance.inlasning.modell import Form, Kontext, Lasning, Lasval, Niva, Tecken
from finance.inlasning.planrader import Atgardsrad, Investeringsrad, Placeringsrad, Planrad, Statsbidragsrad, Uppdragsrad
from finance.kolumner import Slag
from finance.struktur import Nod
from tests.finance.inlasning.arbetsbocker import Cells, places, xlsx

REFERENS = Path(__file__).parents[2] / "referens" / "katrineholm_2022_t1"
KONTEXT = Kontext(noder=(Nod("1", "Socialnämnden", None), Nod("200", "Vuxenenheten", "1")))
RUBRIKER = ("Nod", "Avvikelse", "Åtgärd", "Ansvarig", "Start", "Slut", "Effekt per månad (tkr)", "Effekt helår (tkr)")
EFFEKT = ("Kortare väg hem", "Pågår", "Ja")
Rad = TypeVar("Rad", bound=Planrad)


def published(name: str) -> list[list[str]]:
    with (REFERENS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def as_xlsx(name: str) -> Lasning:
    rows: Cells = [[int(cell) if cell.lstrip("-").isdigit() else cell or None for cell in row] for row in published(name)]
    return read_file(xlsx({"Blad1": rows}), f"{name}.xlsx")


def of(lasning: Lasning, klass: type[Rad]) -> list[Rad]:
    assert all(isinstance(rad, klass) for rad in lasning.planrader)
    return [rad for rad in lasning.planrader if isinstance(rad, klass)]


def kods(lasning: Lasning, niva: Niva) -> list[str]:
    return [a.kod for a in lasning.anmarkningar if a.niva is niva]


def test_the_published_investeringsredovisning() -> None:
    """Printed in tkr with costs negative: -41 and -450 are 41 000 kr spent of 450 000, with 409 000 left."""
    lasning = as_xlsx("investeringsredovisning")
    assert (lasning.fel, lasning.fragor, lasning.slag) == ((), (), (Slag.INVESTERING,))
    found = of(lasning, Investeringsrad)
    wanted = [row for row in published("investeringsredovisning")[1:] if row[0]]
    assert [(r.projekt, r.benamning, r.fardigstalls) for r in found] == [(row[0], row[1], row[6]) for row in wanted]
    assert [r.utfall_ore for r in found] == [-int(row[2]) * 100_000 for row in wanted]
    assert [r.budget_ore for r in found] == [-int(row[3]) * 100_000 for row in wanted]
    assert [r.kvar_ore for r in found] == [int(row[4]) * 100_000 for row in wanted]
    assert [r.prognos_avvikelse_ore for r in found] == [0] * 6
    assert {(r.ar, r.period) for r in found} == {(2022, 202204)}
    sheet = lasning.blad[0]
    assert (sheet.form, sheet.enhet, sheet.tecken) == (Form.LISTA, Enhet.TKR, Tecken.KOSTNAD_NEGATIV)
    assert (sheet.rader, sheet.summarader) == (6, 1)
    assert kods(lasning, Niva.VARNING) == []


def test_faults_of_investeringar() -> None:
    rows: Cells = [
        ["Investeringar 2022, belopp i tkr"],
        ["Projekt", "Benämning", "Utfall jan-apr", "Budget helår", "Kvar", "Prognos helår"],
        ["1", "A", 100, 500, 300, 450],
        [None, None, 5, 5, 0, 5],
        ["2", "B", "många", 100, None, 100],
        ["Summa", None, 100, 700, None, None],
    ]
    lasning = read_file(xlsx({"Inv": rows}), "inv.xlsx")
    assert places(lasning.fel, "kod_saknas") == [("Inv", 4, "Projekt")]
    assert places(lasning.fel, "belopp_text") == [("Inv", 5, "Utfall jan-apr")]
    assert sorted(kods(lasning, Niva.VARNING)) == ["kvar_stammer_inte", "summarad", "summarad"]
    first = of(lasning, Investeringsrad)[0]
    assert (first.utfall_ore, first.budget_ore, first.prognos_avvikelse_ore) == (10_000_000, 50_000_000, 5_000_000)
    assert first.period == 202204


def test_a_year_or_a_unit_that_investeringar_do_not_say_is_asked_for() -> None:
    rows: Cells = [["Projekt", "Utfall", "Budget", "Färdigställs"], ["1", 10, 500, "ja"]]
    lasning = read_file(xlsx({"Inv": rows}), "inv.xlsx")
    assert sorted(fraga.kod for fraga in lasning.fragor) == ["ar", "enhet"]
    assert read_file(xlsx({"Inv": rows}), "inv.xlsx", Lasval(ar=2022, enhet=Enhet.TKR)).fragor == ()


def test_the_published_atgarder_are_one_row_each() -> None:
    lasning = as_xlsx("atgarder")
    assert (lasning.fel, lasning.fragor, lasning.slag) == ((), (), (Slag.ATGARD,))
    wanted = [(row[0], part) for row in published("atgarder")[1:] for part in row[1].split(" | ")]
    assert len(wanted) == 12
    assert [(r.avvikelse, r.atgard) for r in of(lasning, Atgardsrad)] == wanted
    assert lasning.blad[0].rader == 3


def test_a_rich_list_of_atgarder() -> None:
    rows: Cells = [
        [*RUBRIKER, "Verksamhetseffekt", "Status", "Medräknad"],
        [*("Vuxenenheten", "Placeringar", "Fler egna hem", "EC 19811218-9876", "2022-05", "2022-12-31"), "50,5", 404, *EFFEKT],
        ["200", "Personal", "Vakanser", "EC", "maj 2022", None, -10, -80, None, "Ny", "nej"],
        [None, None, "Se över avtal", None, None, None, None, None, None, None, None],
    ]
    lasning = read_file(xlsx({"Åtgärder": rows}), "a.xlsx", kontext=KONTEXT)
    assert lasning.fel == ()
    one, two, three = of(lasning, Atgardsrad)
    assert (one.nod, one.start, one.slut, one.medraknad) == ("200", "2022-05-01", "2022-12-31", True)
    assert (one.effekt_manad_ore, one.effekt_helar_ore) == (5_050_000, 40_400_000)
    assert (one.ansvarig, one.status, one.verksamhetseffekt) == ("EC [personnummer]", "Pågår", "Kortare väg hem")
    assert (two.start, two.slut, two.effekt_helar_ore, two.medraknad) == ("2022-05-01", "", -8_000_000, False)
    assert (three.nod, three.effekt_helar_ore, three.medraknad) == ("", None, None)
    assert lasning.maskade == 1


def test_effects_written_as_minus_are_savings_too() -> None:
    rows: Cells = [["Åtgärd", "Effekt helår (tkr)"], ["A", -100], ["B", -50]]
    lasning = read_file(xlsx({"Å": rows}), "a.xlsx")
    assert [rad.effekt_helar_ore for rad in of(lasning, Atgardsrad)] == [10_000_000, 5_000_000]
    assert "negativa i filen" in lasning.blad[0].skal


def test_faults_of_atgarder() -> None:
    rows: Cells = [
        ["Åtgärd", "Start", "Effekt helår (tkr)", "Medräknad"],
        ["A", "snart", 100, "kanske"],
        [None, None, 100, "ja"],
        ["B | C", None, 100, "ja"],
        ["D", None, "mycket", "ja"],
    ]
    lasning = read_file(xlsx({"Å": rows}), "a.xlsx")
    assert places(lasning.fel, "datum_text") == [("Å", 2, "Start")]
    assert places(lasning.fel, "ja_nej") == [("Å", 2, "Medräknad")]
    assert places(lasning.fel, "namn_saknas") == [("Å", 3, "Åtgärd")]
    assert places(lasning.fel, "effekt_delad") == [("Å", 4, "Åtgärd")]
    assert places(lasning.fel, "belopp_text") == [("Å", 5, "Effekt helår (tkr)")]


def test_a_bedomning_with_a_column_of_atgarder_is_a_bedomning() -> None:
    rows: Cells = [["Kod", "Prognos avvikelse helår 2022 (tkr)", "Åtgärd"], ["200", -800, "Fler egna familjehem"]]
    assert read_file(xlsx({"P": rows}), "p.xlsx", kontext=KONTEXT).slag == (Slag.BEDOMNING,)


def test_the_published_uppdrag() -> None:
    lasning = as_xlsx("uppdrag_kommunplan")
    assert (lasning.fel, lasning.fragor, lasning.slag) == ((), (), (Slag.UPPDRAG,))
    found = [[r.omrade, r.uppdrag, r.status, r.datum] for r in of(lasning, Uppdragsrad)]
    assert found == published("uppdrag_kommunplan")[1:]
    assert len(found) == 19


def test_uppdrag_with_source_comment_and_answer_due() -> None:
    rows: Cells = [
        ["Källa", "Uppdrag", "Status", "Kommentar", "Svar senast"],
        ["Kommunfullmäktige", "Minska sjukfrånvaron", "pågår", "Handlingsplan klar", "2022-09"],
        ["Kommunfullmäktige", None, "pågår", None, None],
    ]
    lasning = read_file(xlsx({"U": rows}), "u.xlsx")
    assert places(lasning.fel, "namn_saknas") == [("U", 3, "Uppdrag")]
    assert [(r.kalla, r.kommentar, r.svar_senast) for r in of(lasning, Uppdragsrad)] == [
        ("Kommunfullmäktige", "Handlingsplan klar", "2022-09-30")
    ]


def test_placeringar_keep_no_names_and_no_free_text() -> None:
    rows: Cells = [
        [
            "Namn",
            "Typ",
            "Enhet",
            "Startdatum",
            "Planerat slut",
            "Dygnspris",
            "Momskompensation",
            "Ersättning",
            "Räknas",
            "Fritext",
        ],
        ["Kim Berg", "HVB Björkgården", "200", "2022-01-10", "2022-06-30", "5 400,50", "18 %", 0, "ja", "pappa Ola ringer"],
        ["Bo Ek", "Olas hus", "Kim Berg", "2021-11", None, 900, "nej", None, None, None],
        ["Åsa Al", "Konsulentstött familjehem", None, "2022-03-01", "2023", 2100, 0.06, "1 000", "nej", None],
    ]
    lasning = read_file(xlsx({"Placeringar": rows}), "p.xlsx", kontext=KONTEXT)
    assert lasning.fel == ()
    one, two, three = of(lasning, Placeringsrad)
    assert (one.typ, one.nod, one.start, one.slut, one.raknas) == ("HVB", "200", "2022-01-10", "2022-06-30", True)
    assert (one.dygnspris_ore, one.momskompensation_procent, one.ersattning_ore) == (540_050, Decimal(18), 0)
    assert (two.typ, two.nod, two.start, two.slut, two.raknas) == ("övrigt", "", "2021-11-01", "", True)
    assert (two.dygnspris_ore, two.momskompensation_procent, two.ersattning_ore) == (90_000, Decimal(0), None)
    assert (three.typ, three.slut, three.raknas) == ("konsulentstött familjehem", "2023-12-31", False)
    assert (three.momskompensation_procent, three.ersattning_ore) == (Decimal(6), 100_000)
    said = repr(lasning)
    assert [word for word in ("Kim", "Berg", "Ola", "Björkgården", "Åsa", "pappa") if word in said] == []
    assert [a.kolumn for a in lasning.anmarkningar if a.kod == "kolumn_ej_last"] == ["Namn", "Fritext"]
    assert kods(lasning, Niva.VARNING) == ["okand_nod", "okand_typ"]


def test_faults_of_placeringar() -> None:
    rows: Cells = [
        ["Typ", "Start", "Slut", "Dygnspris", "Moms"],
        ["HVB", "2022-05-01", "2022-04-01", 5000, "ja"],
        ["HVB", None, None, 5000, None],
        ["HVB", "2022-05-01", None, None, None],
    ]
    lasning = read_file(xlsx({"P": rows}), "p.xlsx")
    assert places(lasning.fel, "slut_fore_start") == [("P", 2, "Slut")]
    assert places(lasning.fel, "moms_text") == [("P", 2, "Moms")]
    assert places(lasning.fel, "start_saknas") == [("P", 3, "Start")]
    assert places(lasning.fel, "dygnspris_saknas") == [("P", 4, "Dygnspris")]


def test_statsbidrag() -> None:
    rows: Cells = [
        ["Statsbidrag", "Summa (tkr)", "Period", "Använt (tkr)", "Villkor", "Återbetalning (tkr)"],
        ["Subventionerade familjehem", "1 200", "2022", 300, "Redovisas i februari", 0],
        ["Habilitering", -450, "jan-jun 2022", -450, None, 50],
        ["Äldreomsorgslyftet", 80, "2022", None, None, "ja"],
        ["Summa", 1730, None, None, None, None],
    ]
    lasning = read_file(xlsx({"Bidrag": rows}), "s.xlsx")
    assert (lasning.fel, lasning.slag) == ((), (Slag.STATSBIDRAG,))
    one, two, three = of(lasning, Statsbidragsrad)
    assert (one.summa_ore, one.anvant_ore, one.aterbetalning_ore, one.aterbetalas) == (120_000_000, 30_000_000, 0, False)
    assert (one.fran, one.till, one.villkor) == ("2022-01-01", "2022-12-31", "Redovisas i februari")
    assert (two.summa_ore, two.anvant_ore, two.aterbetalning_ore, two.aterbetalas) == (45_000_000, 45_000_000, 5_000_000, True)
    assert (two.fran, two.till) == ("2022-01-01", "2022-06-30")
    assert (three.anvant_ore, three.aterbetalning_ore, three.aterbetalas) == (None, None, True)


def test_faults_of_statsbidrag() -> None:
    rows: Cells = [
        ["Statsbidrag", "Summa (tkr)", "Period", "Villkor"],
        ["A", "oklart", "2022", None],
        ["B", None, "2022", None],
        ["C", 100, "snart", None],
    ]
    lasning = read_file(xlsx({"S": rows}), "s.xlsx")
    assert places(lasning.fel, "belopp_text") == [("S", 2, "Summa (tkr)")]
    assert places(lasning.fel, "namn_saknas") == [("S", 3, "Summa (tkr)")]
    assert places(lasning.fel, "period_text") == [("S", 4, "Period")]


@pytest.mark.parametrize(
    ("slag", "needs"),
    [
        (Slag.MATT, "Mått"),
        (Slag.INVESTERING, "Projekt"),
        (Slag.ATGARD, "Åtgärd"),
        (Slag.PLACERING, "Dygnspris"),
        (Slag.UPPDRAG, "Uppdrag"),
        (Slag.STATSBIDRAG, "Statsbidrag"),
    ],
)
def test_a_chosen_slag_says_which_columns_it_needs(slag: Slag, needs: str) -> None:
    lasning = read_file(b"x;y\n1;2\n", "x.csv", Lasval(slag=slag))
    assert [a.kod for a in lasning.fel] == ["rubrikrad_saknas"]
    assert needs in lasning.fel[0].text


def test_a_ledger_with_projekt_and_budget_is_a_ledger() -> None:
    rows: Cells = [
        ["Projekt", "Verksamhet", "Konto", "Utfall jan-apr 2022", "Budget jan-apr 2022"],
        ["1", "200", "4010", 500000, 600000],
    ]
    assert read_file(xlsx({"Blad1": rows}), "investeringar.xlsx").slag == (Slag.UTFALL, Slag.BUDGET)


@pytest.mark.parametrize(
    ("rows", "fil"),
    [
        ([["Verksamhet", "Utfall jan-apr 2022", "Budget jan-apr 2022", "Åtgärd"], ["200", 5e5, 6e5, "x"]], "uppf.xlsx"),
        ([["Verksamhet", "Benämning", "Period", "Belopp"], ["200", "Bidrag", "2022-01", -150000.5]], "statsbidrag.xlsx"),
        ([["Verksamhet", "Uppdrag", "Datum", "Belopp"], ["200", "x", "2022-01-03", 150000.5]], "logg.xlsx"),
    ],
)
def test_amounts_per_verksamhet_are_a_ledger_whatever_stands_beside_them(rows: Cells, fil: str) -> None:
    lasning = read_file(xlsx({"Blad1": rows}), fil)
    assert lasning.planrader == ()
    assert Slag.UTFALL in lasning.slag


def test_hidden_columns_are_not_read_and_hidden_rows_are_counted_and_both_are_said() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Projekt", "Utfall 2022 (tkr)", "Budget 2022 (tkr)", "Kvar (tkr)"], ["1", 10, 50, 9], ["2", 5, 20, 9]):
        sheet.append(row)
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    lasning = read_file(out.getvalue(), "investeringar.xlsx")
    assert [(r.projekt, r.utfall_ore, r.kvar_ore) for r in of(lasning, Investeringsrad)] == [
        ("1", 1_000_000, None),
        ("2", 500_000, None),
    ]
    assert [(a.kod, a.rad) for a in lasning.anmarkningar] == [("dolda_kolumner", None), ("dolda_rader", 3)]
    assert "Kvar (tkr)" in lasning.anmarkningar[0].text
    shown = read_file(out.getvalue(), "investeringar.xlsx", Lasval(dolda=True))
    assert [r.kvar_ore for r in of(shown, Investeringsrad)] == [900_000, 900_000]


def test_a_formula_that_is_not_worked_out_is_told_wherever_it_stands() -> None:
    rows: Cells = [["Åtgärd", "Status"], ["Färre vikarier", "klar"], ["=A2", "klar"]]
    assert places(read_file(xlsx({"Å": rows}), "a.xlsx").fel, "felcell") == [("Å", 3, "Åtgärd")]
