"""A year that is over: its reports tell the outcome and speak of no prognos."""

import re

import pytest

from finance.belopp import Enhet, Vy
from finance.format import NB
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.modell import Rapport
from finance.rapport.som_text import show_rows
from finance.rapport.tertialrapport import tertialrapport
from finance.store import Status, Store
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import lage_av
from tests.finance.rapport.texter_i import read_texts

TKR = 100_000
AHEAD = re.compile(r"prognos|väntas|går mot|hittills|sannolikhet|80\s%", re.IGNORECASE)
MATT = ("volymer", "statistik", "personal", "koer", "kvalitet")
"""Sections of mått, which have prognoser of their own."""


def a_year(*, budget: bool = True, status: dict[int, Status] | None = None, manad: int = 12) -> Lage:
    """Hemtjänst 112 tkr a month on a budget of 100, Stöd 50 on 60; utfall to `manad`."""
    utfall = [(202100 + m, nod, "5010", ore) for m in range(1, manad + 1) for nod, ore in (("11", 112 * TKR), ("2", 50 * TKR))]
    plan = [(202100 + m, nod, "5010", ore) for m in range(1, 13) for nod, ore in (("11", 100 * TKR), ("2", 60 * TKR))]
    return lage_av(utfall, plan if budget else [], period=Period(2021, manad), status=status)


def both(lage: Lage) -> list[Rapport]:
    table = compute_uppfoljning(lage)
    return [make(lage, table, {}, enhet=Enhet.TKR, vy=Vy.NETTOKOSTNAD) for make in (tertialrapport, manadsuppfoljning)]


@pytest.mark.parametrize("budget", [True, False])
def test_nothing_is_said_of_a_prognos_when_the_year_is_over(budget: bool) -> None:
    for rapport in both(a_year(budget=budget)):
        assert [text for text in read_texts(rapport) if AHEAD.search(text)] == []


@pytest.mark.parametrize(("namnd", "make"), [("KAT-SN", tertialrapport), ("LIN-SN", manadsuppfoljning)])
def test_nor_in_the_samples(exempel: Store, namnd: str, make: type) -> None:
    lage = read_lage(exempel, namnd, Period(2021, 12))
    rapport = make(lage, compute_uppfoljning(lage), {}, enhet=lage.namnd.enhet, vy=lage.namnd.vy)
    assert [text for text in read_texts(rapport, utom=MATT) if AHEAD.search(text)] == []


def test_the_outcome_stands_with_its_own_headings() -> None:
    """By hand: 12 x 112 = 1 344 against 1 200, 12 x 50 = 600 against 720; -144 + 120 = -24, which is 1,25 % of 1 920."""
    tertial, manad = both(a_year())
    table = tertial.tabell("huvudtabell")
    assert [kolumn.rubrik for kolumn in table.kolumner] == ["Enhet", "Utfall 2021", "Budget 2021", "Avvikelse 2021"]
    assert show_rows(table, Enhet.TKR, Vy.NETTOKOSTNAD) == (
        ("Omsorg", f"1{NB}344", f"1{NB}200", "−144"),
        ("Stöd", "600", "720", "+120"),
        ("Summa", f"1{NB}944", f"1{NB}920", "−24"),
    )
    assert table.slutsats == f"Avvikelsen för 2021 är −24{NB}tkr."
    assert tertial.titel == "Årsrapport 2021"
    assert tertial.diagram("prognosavvikelse").titel == "Avvikelse 2021 per verksamhet"
    shares = [row[-1] for row in show_rows(manad.tabell("huvudtabell"), Enhet.TKR, Vy.NETTOKOSTNAD)]
    assert shares == [f"−12,0{NB}%", f"+16,7{NB}%", f"−1,3{NB}%"]
    assert manad.avsnittet("nod-1").slutsats == f"Omsorg slutar året med ett underskott på 144{NB}tkr."
    assert manad.avsnittet("nod-1").rubrikrad == f"Avvikelse −144{NB}tkr"
    assert [one.namn for one in manad.avsnittet("nod-1").nyckeltal] == ["Avvikelse 2021"]
    assert [serie.namn for serie in manad.diagram("manader-1").serier] == ["Utfall", "Budget"]


def test_an_open_december_still_has_its_prognos() -> None:
    for rapport in both(a_year(status={202112: Status.PRELIMINAR})):
        assert "prognosavvikelse_ore" in [kolumn.nyckel for kolumn in rapport.tabell("huvudtabell").kolumner]
        assert rapport.tabell("sakerhet").rader


def test_a_delarsrapport_has_its_title_and_its_prognos() -> None:
    tertial, _ = both(a_year(manad=8))
    assert tertial.titel == "Delårsrapport tertial 2 2021"
    assert [kolumn.rubrik for kolumn in tertial.tabell("huvudtabell").kolumner][1:] == [
        "Utfall per 31/8",
        "Budget per 31/8",
        "Avvikelse per 31/8",
        "Prognos avvikelse helår",
    ]
