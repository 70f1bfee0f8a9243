"""A fri tabell in the report: the published föreningsbidrag cell by cell, and its four false sums found by rapportkontroll."""

import shutil
from pathlib import Path

import pytest

from finance.belopp import Enhet, Vy
from finance.inlasning.fil.klistrad import parse_tabell
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.avsnitt_fritt import fria_avsnitt
from finance.rapport.kontroll.fritt import tryckta
from finance.rapport.kontroll.kontroll import check_rapport
from finance.rapport.kontroll.modell import Allvar, Kod
from finance.rapport.kontroll.tryckt import check_tryckt
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.modell import Kolumntyp
from finance.rapport.som_text import show_rows
from finance.store import Fritabell, Store, save_fritabell
from finance.uppfoljning import compute_uppfoljning

REFERENS = Path(__file__).parents[2] / "referens" / "katrineholm_2022_t1" / "foreningsbidrag.csv"
APRIL = Period(2022, 4)
TITEL = "Föreningsbidrag"


@pytest.fixture
def lage(exempel_db: Path, tmp_path: Path) -> Lage:
    shutil.copyfile(exempel_db, tmp_path / "helar.db")
    store = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    found = parse_tabell(REFERENS.read_text(encoding="utf-8-sig"))
    save_fritabell(store, "KAT-SN", Fritabell(TITEL, found.kolumner, found.rader, APRIL.key, summa=found.summa), vem="a")
    lage = read_lage(store, "KAT-SN", APRIL)
    store.close()
    return lage


def plain(cell: str) -> str:
    return cell.replace("\u00a0", "").replace("\u2212", "-")


def test_the_published_table_stands_as_printed_in_every_unit_and_view(lage: Lage) -> None:
    printed = [line.split(";") for line in REFERENS.read_text(encoding="utf-8-sig").splitlines()[1:]]
    example, section = fria_avsnitt(lage)
    assert (example.rubrik, section.rubrik) == ("Föreningsbidrag 2022", TITEL)
    for enhet, vy in ((Enhet.TKR, Vy.NETTORESULTAT), (Enhet.MNKR, Vy.NETTOKOSTNAD)):
        shown = show_rows(section.tabeller[0], enhet, vy)
        assert [[row[0], *map(plain, row[1:])] for row in shown] == printed
    assert [kolumn.typ for kolumn in section.tabeller[0].kolumner] == [Kolumntyp.TEXT, *[Kolumntyp.ANTAL] * 5]


def test_rapportkontroll_finds_the_four_sums_that_are_wrong_and_not_the_fifth(lage: Lage) -> None:
    table = compute_uppfoljning(lage)
    rapport = manadsuppfoljning(lage, table, {}, enhet=Enhet.TKR, vy=Vy.NETTORESULTAT)
    found = [fynd for fynd in check_rapport(lage, table, {}, rapport).fynd if fynd.stalle.startswith(TITEL)]
    assert {(fynd.kod, fynd.allvar) for fynd in found} == {(Kod.SUMMA, Allvar.FEL)}
    assert {(fynd.matt, plain(fynd.i_text), plain(fynd.i_tabell)) for fynd in found} == {
        ("bidrag_2021", "300000", "raderna ger 270000"),
        ("sokt_2022", "3480500", "raderna ger 348500"),
        ("behallning", "2347094", "raderna ger 2451880"),
        ("resultat", "345165", "raderna ger 247997"),
    }


def test_tables_of_one_heading_share_a_section_and_another_month_has_none(exempel_db: Path, tmp_path: Path) -> None:
    shutil.copyfile(exempel_db, tmp_path / "helar.db")
    store = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    found = parse_tabell("Vad\tAntal\nx\t1,5\ny\t2")
    for titel, sektion in (("Ett", "Bidrag"), ("Två", ""), ("Tre", "Bidrag")):
        save_fritabell(store, "KAT-SN", Fritabell(titel, found.kolumner, found.rader, APRIL.key, sektion=sektion), vem="a")
    sections = fria_avsnitt(read_lage(store, "KAT-SN", APRIL))
    assert [(one.rubrik, [table.titel for table in one.tabeller]) for one in sections] == [
        ("Föreningsbidrag 2022", ["Föreningsbidrag 2022"]),
        ("Bidrag", ["Ett", "Tre"]),
        ("Två", ["Två"]),
    ]
    assert show_rows(sections[1].tabeller[0], Enhet.TKR, Vy.NETTOKOSTNAD) == (("x", "1,5"), ("y", "2,0"))
    assert fria_avsnitt(read_lage(store, "KAT-SN", Period(2022, 3))) == ()
    store.close()


def test_a_sum_is_judged_with_the_decimals_that_its_column_is_shown_with() -> None:
    """23,4 + 1,6 is 25,0: "26" is shown as 26,0 and is no rounding, and "25" is right."""
    for summa, kinds in (("26", [Kod.SUMMA]), ("25", []), ("25,1", [Kod.AVRUNDNING])):
        found = parse_tabell(f"Vad\tTimmar\nx\t23,4\ny\t1,6\nSumma\t{summa}")
        one = Fritabell("T", found.kolumner, found.rader, APRIL.key, summa=found.summa)
        assert [fynd.kod for tabell in tryckta([one]) for fynd in check_tryckt(tabell)] == kinds, summa


def test_sums_within_a_table_are_judged_on_their_own_rows_and_not_counted_twice() -> None:
    """100 + 200 = 300 and 50 + 1 = 51 are right, 52 is not; the whole is 351 whatever the sums within say."""
    for within, faults in (("51", []), ("52", [("T, Summa idrott, summaraden", "52", "raderna ger 51")])):
        text = f"F\tBidrag\nA\t100\nB\t200\nDelsumma kultur\t300\nC\t50\nTotal Vård AB\t1\nSumma idrott\t{within}\nTotalt\t351"
        found = parse_tabell(text)
        one = Fritabell("T", found.kolumner, found.rader, APRIL.key, summa=found.summa)
        said = [(fynd.stalle, fynd.i_text, fynd.i_tabell) for tabell in tryckta([one]) for fynd in check_tryckt(tabell)]
        assert said == faults


def test_the_manadsuppfoljning_shows_the_tables_that_are_checked(lage: Lage) -> None:
    rapport = manadsuppfoljning(lage, compute_uppfoljning(lage), {}, enhet=Enhet.TKR, vy=Vy.NETTORESULTAT)
    assert rapport.avsnitt[-1].rubrik == TITEL
