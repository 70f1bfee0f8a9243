"""Struktur, bedömningar and budgetjusteringar."""

from finance.inlasning import read_file
from finance.inlasning.modell import Form, Kontext, Lasval
from finance.kolumner import Col, Slag
from finance.struktur import Nod, Urval
from tests.finance.inlasning.arbetsbocker import Cells, places, xlsx

NODER = (Nod("SN", "Socialnämnden"), Nod("100", "Äldreomsorg", "SN"), Nod("200", "IFO", "SN"))


def test_a_struktur_with_selections() -> None:
    text = "Kod;Namn;Överordnad;Verksamhet;Konto\nSN;Socialnämnden;;;\n0100;Äldreomsorg;SN;510-519, 0530;\n200;IFO;SN;;45..46\n"
    lasning = read_file(text.encode(), "struktur.csv", kontext=Kontext(noder=NODER))
    assert lasning.anmarkningar == ()
    assert lasning.noder == (
        Nod("SN", "Socialnämnden"),
        Nod("0100", "Äldreomsorg", "SN", (Urval(Col.VERKSAMHET, (("510", "519"), ("0530", "0530"))),)),
        Nod("200", "IFO", "SN", (Urval(Col.KONTO, (("45", "46"),)),)),
    )
    assert lasning.slag == (Slag.STRUKTUR,)


def test_faults_of_a_struktur_have_their_rows() -> None:
    text = "Kod;Namn;Överordnad;Verksamhet\n1;Ett;;\n2;Två;9;\n2;Två igen;1;5-\n;Namnlös;1;\n3;Tre;3;\n"
    fel = read_file(text.encode(), "struktur.csv").fel
    assert {(a.kod, a.rad) for a in fel} == {("struktur", 3), ("struktur", 4), ("urval", 4), ("kod_saknas", 5), ("struktur", 6)}


def test_bedomningar_as_avvikelse_with_the_total_left_out() -> None:
    rows: Cells = [
        ["Bedömning maj 2022, Mnkr"],
        ["Kod", "Namn", "Prognos avvikelse helår", "Kommentar"],
        ["100", "Äldreomsorg", "\u22128,0", "fler timmar, 121212-1212"],
        ["", "ifo", 1.5, ""],
        ["SN", "Socialnämnden", -6.5],
    ]
    lasning = read_file(xlsx({"Prognos": rows}), "b.xlsx", kontext=Kontext(noder=NODER))
    assert lasning.fel == ()
    assert [(b.nod, b.typ, b.avvikelse_ore, b.kostnad_ore, b.ar, b.period, b.rad) for b in lasning.bedomningar] == [
        ("100", "niva", -800_000_000, None, 2022, 202205, 3),
        ("200", "niva", 150_000_000, None, 2022, 202205, 4),
    ]
    assert lasning.bedomningar[0].skal == "fler timmar, [personnummer]"
    assert lasning.maskade == 1


def test_bedomningar_as_cost_with_typ_and_months() -> None:
    rows: Cells = [
        ["Nod", "Kontogrupp", "Typ", "Prognos helår 2022 (tkr)", "Från", "Till"],
        ["IFO", "personal", "nivå", "-8 000", None, None],
        ["Äldreomsorg", "", "tillägg", -1500, "2022-06", "2022-12"],
        ["Summa", None, None, -9500],
    ]
    lasning = read_file(xlsx({"P": rows}), "b.xlsx", kontext=Kontext(noder=NODER))
    assert lasning.fel == ()
    assert [(b.nod, b.kontogrupp, b.typ, b.avvikelse_ore, b.kostnad_ore, b.fran, b.till) for b in lasning.bedomningar] == [
        ("200", "Personal", "niva", None, 800_000_000, None, None),
        ("100", "", "tillagg", None, 150_000_000, 202206, 202212),
    ]
    assert lasning.blad[0].summarader == 1


def test_budgetjusteringar() -> None:
    rows: Cells = [
        ["Verksamhet", "Belopp", "Typ", "Beslut", "Gäller från", "Text"],
        ["100", 100000.55, "Omfördelning", "KS 12", "2022-03", "x"],
        ["IFO", -100000.55, "Omfördelning", "KS 12", "2022-03", "x"],
        ["200", 250000, "Tilläggsanslag", "KF 3", 202204, "y"],
        ["200", 10, None, "KF 4", "maj 2022", "z"],
    ]
    lasning = read_file(xlsx({"Budgetjusteringar": rows}), "b.xlsx", kontext=Kontext(noder=NODER))
    assert lasning.fel == ()
    assert [(j.verksamhet, j.typ, j.beslut, j.fran, j.till, j.ore) for j in lasning.justeringar] == [
        ("100", "omfordelning", "KS 12", 202203, 202212, 10_000_055),
        ("200", "omfordelning", "KS 12", 202203, 202212, -10_000_055),
        ("200", "tillagg", "KF 3", 202204, 202212, 25_000_000),
        ("200", "ram", "KF 4", 202205, 202212, 1_000),
    ]
    assert lasning.blad[0].form is Form.BUDGETJUSTERING


def test_faults_of_budgetjusteringar() -> None:
    rows: Cells = [
        ["Verksamhet", "Belopp (tkr)", "Typ", "Beslut", "Gäller från"],
        ["100", 100, "Omfördelning", "KS 12", "2022-03"],
        ["200", -90, "Omfördelning", "KS 12", "2022-03"],
        ["200", "x", "ram", "KF 3", "2022-03"],
        ["200", 1, "rom", "KF 3", "mars"],
        ["", 1, "ram", "KF 3", "2022-03"],
    ]
    lasning = read_file(xlsx({"J": rows}), "b.xlsx", Lasval(slag=Slag.BUDGETJUSTERING), Kontext(noder=NODER))
    assert places(lasning.fel, "omfordelning") == [("J", 2, "Belopp (tkr)")]
    assert places(lasning.fel, "belopp_text") == [("J", 4, "Belopp (tkr)")]
    assert places(lasning.fel, "period_text") == [("J", 5, "Gäller från")]
    assert places(lasning.fel, "kod_saknas") == [("J", 6, "Verksamhet")]


def test_a_new_struktur_with_new_codes_and_the_old_names_is_still_a_struktur() -> None:
    text = "Kod;Namn;Överordnad\nNY;Socialnämnden;\nN1;Äldreomsorg;NY\nN2;IFO;NY\n"
    lasning = read_file(text.encode(), "struktur.csv", kontext=Kontext(noder=NODER))
    assert lasning.fel == ()
    assert [nod.kod for nod in lasning.noder] == ["NY", "N1", "N2"]
