"""The faults of the published reports, in paraphrase with their figures: each found, with the severity it deserves."""

import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from finance.belopp import Enhet, to_enhet
from finance.format import format_tal
from finance.inlasning import read_file
from finance.inlasning.planrader import Atgardsrad, Mattrad
from finance.lage import Lage, read_lage
from finance.matt import Mattfoljd, list_matt
from finance.period import Period
from finance.rapport.kontroll import Allvar, Fynd, Kod, Kontroll
from finance.rapport.kontroll.kontroll import Kontrollunderlag, check_report
from finance.rapport.kontroll.matt.kontroll import check_change, check_use
from finance.rapport.kontroll.tryckt import TrycktTabell, check_tryckt
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.matt.foljder import read_foljd, read_foljder
from finance.store import Kommentar, Store, read_kommentarer
from finance.uppfoljning import compute_uppfoljning
from tests.korpus.byggare import openpyxl_book

REFERENS = Path(__file__).parents[2] / "referens"
KAT, LIN = "katrineholm_2022_t1", "lindesberg_2022_05"
NU = datetime(2022, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def lin(exempel: Store) -> Lage:
    return read_lage(exempel, "LIN-SN", Period(2022, 5))


@pytest.fixture(scope="module")
def kat(exempel: Store) -> Lage:
    return read_lage(exempel, "KAT-SN", Period(2022, 4))


def check(lage: Lage, texter: dict[tuple[str, str], str], *, with_report: bool = False) -> Kontroll:
    kommentarer = {key: Kommentar(text, "prov", NU) for key, text in texter.items()}
    table = compute_uppfoljning(lage)
    enhet, vy = lage.namnd.enhet, lage.namnd.vy
    rapport = manadsuppfoljning(lage, table, kommentarer, enhet=enhet, vy=vy) if with_report else None
    return check_report(lage, table, Kontrollunderlag(kommentarer, rapport=rapport), enhet=enhet)


def grave(found: Kontroll) -> list[tuple[Kod, str, str]]:
    return [(fynd.kod, fynd.i_text, fynd.i_tabell) for fynd in found.fynd if fynd.allvar is not Allvar.UPPLYSNING]


def kod_of(lage: Lage, namn: str) -> str:
    return next(rad.nod for rad in compute_uppfoljning(lage).rader if rad.namn == namn)


def read_rows(path: str) -> list[list[str]]:
    with (REFERENS / path).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def decimal(text: str) -> Decimal | None:
    return Decimal(text.replace(",", ".").removesuffix("%")) if text else None


def printed(path: str, titel: str, *, with_sum: bool) -> TrycktTabell:
    head, *rows = read_rows(path)
    values = [(row[0], tuple(decimal(cell) for cell in row[1:])) for row in rows]
    return TrycktTabell(titel, tuple(head[1:]), tuple(values[:-1] if with_sum else values), values[-1][1] if with_sum else None)


def matt_of(path: str, period: Period) -> tuple[Mattfoljd, ...]:
    """A published table of mått as an Excel file with numbers, read as any file is."""
    head, *rows = read_rows(path)
    cells = [[row[0], *(None if not cell else float(cell.replace(",", ".")) for cell in row[1:])] for row in rows]
    lasning = read_file(openpyxl_book({"Mått": [head, *cells]}), Path(path).with_suffix(".xlsx").name)
    assert [fel.text for fel in lasning.fel] == []
    rader = [rad for rad in lasning.planrader if isinstance(rad, Mattrad)]
    return tuple(read_foljd(matt, period) for matt in list_matt(rader) if not matt.kategori)


def test_1_text_against_table(lin: Lage) -> None:
    administration, stod = "0510", kod_of(lin, "Funktionsstöd")
    found = check(
        lin,
        {
            (administration, ""): "Avvikelse 0,6 Mnkr. Vakanta tjänster under våren.",
            (stod, ""): "Avvikelsen för perioden är −4,5 Mnkr och prognosen −8,0 Mnkr.",
        },
    )
    assert grave(found) == [
        (Kod.VARDE, "0,6 Mnkr", "+0,9\u00a0Mnkr"),
        (Kod.VARDE, "−4,5 Mnkr", "−4,6\u00a0Mnkr"),
    ]


def test_2_commented_parts_leave_something(lin: Lage) -> None:
    parts = {
        "Individ- och familj": (
            "Ekonomiskt bistånd",
            "HVB vuxna",
            "Familjehem",
            "HVB barn",
            "Vakanta tjänster (flera enheter)",
        ),
        "Vård och omsorg": ("Bemanningsenhet", "Sjuksköterskor", "Särskilt boende/demens", "Hemtjänst"),
    }
    texts = {(kod_of(lin, namn), ""): "Kommentar." for names in parts.values() for namn in names}
    vard = kod_of(lin, "Vård och omsorg")
    administration = next(rad.nod for rad in compute_uppfoljning(lin).delar(vard) if rad.namn == "Administration")
    found = check(lin, {**texts, (administration, ""): "Kommentar."})
    told = {(f.stalle, f.matt): (f.allvar, f.i_text, f.i_tabell) for f in found.fynd if f.kod is Kod.OFORKLARAT}
    assert told == {
        ("Vård och omsorg, kommenterade delar", "avvikelse"): (Allvar.UPPLYSNING, "−12,3\u00a0Mnkr", "−11,3\u00a0Mnkr"),
        ("Individ- och familj, kommenterade delar", "avvikelse"): (Allvar.UPPLYSNING, "−0,6\u00a0Mnkr", "+1,0\u00a0Mnkr"),
        ("Individ- och familj, kommenterade delar", "prognos avvikelse helår"): (
            Allvar.UPPLYSNING,
            "−3,3\u00a0Mnkr",
            "−2,8\u00a0Mnkr",
        ),
    }


def test_3_rounding_is_an_upplysning(kat: Lage) -> None:
    found = [fynd for fynd in check(kat, {}, with_report=True).fynd if fynd.kod is Kod.AVRUNDNING]
    assert {fynd.allvar for fynd in found} == {Allvar.UPPLYSNING}
    assert any("−6\u00a0748" in fynd.i_text and "−6\u00a0747" in fynd.i_text for fynd in found)
    assert any("+127" in fynd.i_text and "+128" in fynd.i_text for fynd in found)


def test_4_a_budget_per_month_and_a_deviation_that_it_does_not_give(kat: Lage) -> None:
    text = "Försörjningsstödet har en budget på 3 514 tkr per månad. Avvikelsen mot budget är −2 027 tkr efter april."
    found = check(kat, {(kat.struktur.total_kod, "Försörjningsstöd och bidrag"): text})
    assert grave(found) == [(Kod.VARDE, "−2 027 tkr", "−1\u00a0326\u00a0tkr")]


def test_5_and_10_one_measure_two_values_and_percent_for_points(kat: Lage) -> None:
    hushall = matt_of(f"{KAT}/volymutveckling.csv", Period(2022, 4))
    text = "Antalet hushåll med försörjningsstöd har minskat med 78. Hushållen var 86 färre än samma tid förra året."
    assert [(f.kod, f.allvar, f.i_text, f.i_tabell) for f in check_change(text, hushall, "Volymer")] == [
        (Kod.TVA_VARDEN, Allvar.FEL, "78", "−86")
    ]
    franvaro = next(one for one in read_foljder(kat) if one.matt.namn == "Sjukfrånvaro totalt (%)")
    assert (franvaro.nu, franvaro.nu_foregaende) == (Decimal("8.1"), Decimal("5.2"))
    wrong = list(check_change("Sjukfrånvaron har ökat med cirka 3 %.", (franvaro,), "Personal"))
    assert [(f.kod, f.allvar, f.i_tabell) for f in wrong] == [(Kod.PROCENTENHET, Allvar.FEL, "+2,9 procentenheter")]
    assert list(check_change("Sjukfrånvaron har ökat med 2,9 procentenheter.", (franvaro,), "Personal")) == []
    assert list(check_change("Sjukfrånvaron har ökat med 56 %.", (franvaro,), "Personal")) == []


def test_6_volumes_that_run_ahead_of_their_prognos() -> None:
    matt = matt_of(f"{KAT}/volymutveckling.csv", Period(2022, 4))
    assert len(matt) == 13
    found = {fynd.matt: (fynd.allvar, fynd.i_text[:4], fynd.i_tabell[:4]) for fynd in check_use(matt, Period(2022, 4))}
    assert found == {
        "Vårddygn i stödboende/HVB, ensamkommande barn och unga": (Allvar.VARNING, "80\u00a0%", "53\u00a0%"),
        "Antal utnyttjande vårddygn på institution, vuxna": (Allvar.VARNING, "69\u00a0%", "25\u00a0%"),
    } | {namn: value for namn, value in found.items() if namn == "Spelmissbruksärenden" and value[0] is Allvar.UPPLYSNING}


def test_7_and_8_the_rest_of_the_year_and_prognoser_that_do_not_make_the_total(kat: Lage) -> None:
    total = kat.struktur.total_kod
    found = check(
        kat,
        {
            (total, "Försörjningsstöd och bidrag"): "Försörjningsstödet minskar. Prognosen är −5 000 tkr.",
            (total, "Köp av verksamhet"): "Prognosen är −10 567 tkr.",
            (total, "Personal"): "Prognosen är +3 167 tkr.",
            (total, "Konsulter/inhyrt"): "Prognosen är −2 261 tkr.",
        },
    )
    pace = [f for f in found.fynd if f.kod is Kod.RESTTAKT and f.stalle.startswith("Försörjningsstöd")]
    assert [(f.allvar, f.i_text) for f in pace] == [(Allvar.UPPLYSNING, "3\u00a0973\u00a0tkr per månad resten av året")]
    assert pace[0].i_tabell.startswith(("3\u00a0845", "3\u00a0846"))  # the printed 15 382 over four months is 3 845,5
    claimed = [f for f in found.fynd if f.kod is Kod.OFORKLARAT]
    assert [(f.allvar, f.i_text, f.i_tabell) for f in claimed] == [
        (Allvar.UPPLYSNING, "−14\u00a0661\u00a0tkr", "−10\u00a0960\u00a0tkr")
    ]


def test_8_empty_effects(kat: Lage) -> None:
    rad = Atgardsrad("", "Placeringar", "Utöka multiteamet", "", "", "", None, None, "", "", None, "Blad1", 2)
    found = check_report(kat, compute_uppfoljning(kat), Kontrollunderlag({}, atgarder=(rad,)), enhet=kat.namnd.enhet)
    assert [(f.allvar, f.matt) for f in found.fynd if f.kod is Kod.TOM_EFFEKT] == [
        (Allvar.VARNING, "ekonomisk effekt och effekt i verksamheten")
    ]


def test_9_a_column_that_does_not_follow_from_the_others() -> None:
    found = list(check_tryckt(printed(f"{LIN}/forsorjningsstod_per_31_5.csv", "Försörjningsstöd", with_sum=False)))
    assert [(f.kod, f.allvar, f.stalle[-4:], f.i_text, f.i_tabell[-3:]) for f in found] == [
        (Kod.SAMBAND, Allvar.FEL, "2020", "1,1", "1,4"),
        (Kod.SAMBAND, Allvar.FEL, "2019", "1,6", "2,1"),
        (Kod.SAMBAND, Allvar.FEL, "2018", "3,0", "3,7"),
    ]


def test_11_printed_sums_and_an_explanation_that_leaves_something(kat: Lage) -> None:
    found = list(check_tryckt(printed(f"{KAT}/foreningsbidrag.csv", "Föreningsbidrag", with_sum=True)))
    assert [(f.kod, f.allvar, f.i_text) for f in found] == [
        (Kod.SUMMA, Allvar.FEL, "300\u00a0000"),
        (Kod.SUMMA, Allvar.FEL, "3\u00a0480\u00a0500"),
        (Kod.SUMMA, Allvar.FEL, "2\u00a0347\u00a0094"),
        (Kod.SUMMA, Allvar.FEL, "345\u00a0165"),
    ]
    text = "Intäkterna är 2 367 tkr lägre än i fjol, vilket förklaras av 944 tkr återbetalning, 400 tkr moms och 400 tkr hyra."
    told = [f for f in check(kat, {(kat.struktur.total_kod, "Intäkter"): text}).fynd if f.matt == "delar"]
    assert [(f.allvar, f.i_tabell) for f in told] == [(Allvar.UPPLYSNING, "delarna ger 1\u00a0744\u00a0tkr")]


def test_kronor_called_millions(lin: Lage) -> None:
    tkr = format_tal(to_enhet(compute_uppfoljning(lin).rad("0510").avvikelse_ore, Enhet.TKR))
    found = check(lin, {("0510", ""): f"Administration gör ett överskott om {tkr} Mnkr hittills."})
    assert [(f.kod, f.allvar) for f in found.fynd if f.allvar is Allvar.FEL] == [(Kod.ENHET, Allvar.FEL)]


def test_the_stored_comments_of_the_samples_have_neither_fel_nor_varning(exempel: Store, kat: Lage, lin: Lage) -> None:
    for lage in (kat, lin):
        texts = {key: one.text for key, one in read_kommentarer(exempel, lage.namnd.kod, lage.period.key).items()}
        assert texts
        assert grave(check(lage, texts)) == []


def test_a_finding_says_where_and_how_to_mend(lin: Lage) -> None:
    (fynd, *_) = check(lin, {("0510", ""): "Avvikelse 0,6 Mnkr."}).fynd
    assert isinstance(fynd, Fynd)
    assert "Administration" in fynd.stalle
    assert "+0,9\u00a0Mnkr" in fynd.forslag
