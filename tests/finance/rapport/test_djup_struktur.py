"""A tree of five levels: what is written on any line is in the månadsuppföljning, with the table that its figure stands in."""

import pytest

from finance.belopp import Enhet, Vy
from finance.lage import Lage
from finance.period import Period
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.modell import Rapport
from finance.rapport.som_text import show_rows
from finance.store import Kommentar
from finance.struktur import Nod
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import lage_av
from tests.finance.rapport.test_levande import NU

TKR = 100_000
NODER = (
    Nod("S", "Socialnämnden"),
    Nod("1", "Vård", "S"),
    Nod("11", "Hemtjänst", "1"),
    Nod("111", "Norr", "11"),
    Nod("1111", "Natt", "111"),
    Nod("1112", "Dag", "111"),
    Nod("112", "Söder", "11"),
    Nod("12", "Boende", "1"),
    Nod("2", "Stöd", "S"),
)
# tkr in January against a budget of 100 each: Natt -10, Dag -20, Söder +5, Boende -1, Stöd 0
UTFALL = {"1111": 110, "1112": 120, "112": 95, "12": 101, "2": 100}


@pytest.fixture(scope="module")
def lage() -> Lage:
    utfall = [(202201, nod, "5010", tkr * TKR) for nod, tkr in UTFALL.items()]
    budget = [(202200 + manad, nod, "5010", 100 * TKR) for nod in UTFALL for manad in range(1, 13)]
    return lage_av(utfall, budget, period=Period(2022, 1), noder=NODER)


def make(lage: Lage, **texter: str) -> Rapport:
    written = {(nod.removeprefix("n"), ""): Kommentar(text, "EK", NU) for nod, text in texter.items()}
    return manadsuppfoljning(lage, compute_uppfoljning(lage), written, enhet=Enhet.TKR, vy=Vy.NETTOKOSTNAD)


def tables(rapport: Rapport) -> list[str]:
    return [tabell.id for tabell in rapport.avsnittet("nod-1").tabeller]


def test_a_text_on_any_line_is_in_the_report(lage: Lage) -> None:
    rapport = make(lage, n11="H {avvikelse}", n111="N {avvikelse}", n1112="D {avvikelse}", n112="Sö {avvikelse}")
    shown = [one.text for one in rapport.avsnittet("nod-1").kommentarer]
    assert shown == ["H −25\u00a0tkr", "N −30\u00a0tkr", "D −20\u00a0tkr", "Sö +5\u00a0tkr"]


def test_the_line_that_is_written_about_stands_in_a_table(lage: Lage) -> None:
    rapport = make(lage, n1112="Dag.")
    assert tables(rapport) == ["delar-1", "delar-111"]
    tabell = rapport.tabell("delar-111")
    rows = {row[0]: row[3] for row in show_rows(tabell, Enhet.TKR, Vy.NETTOKOSTNAD)}
    assert rows == {"Natt": "−10", "Dag": "−20", "Norr": "−30"}


def test_without_a_text_further_down_the_report_is_not_longer(lage: Lage) -> None:
    assert tables(make(lage, n1="Vård.", n12="Boende.")) == ["delar-1"]


def test_every_line_below_a_nod_in_report_order(lage: Lage) -> None:
    table = compute_uppfoljning(lage)
    assert [rad.nod for rad in table.under("1")] == ["11", "111", "1111", "1112", "112", "12"]
    assert table.under("12") == ()
    assert [rad.nod for rad in table.under("S")] == [rad.nod for rad in table.rader[:-1]]


def test_two_lines_of_one_name_are_told_apart_in_the_answer() -> None:
    noder = (Nod("S", "Nämnden"), Nod("1", "Vård", "S"), Nod("11", "Larm", "1"), Nod("2", "Stöd", "S"), Nod("21", "Larm", "2"))
    budget = [(202200 + manad, nod, "5010", 100 * TKR) for nod in ("11", "21") for manad in range(1, 13)]
    lage = lage_av(
        [(202201, "11", "5010", 101 * TKR), (202201, "21", "5010", 150 * TKR)], budget, period=Period(2022, 1), noder=noder
    )
    assert make(lage).sammanfattning.endswith("Larm i Stöd är den största orsaken.")
