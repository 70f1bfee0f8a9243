"""A nämnd that has little: no budget, one month, nothing at all. No section is empty, nothing reads as missing code."""

import re
from dataclasses import replace

import pytest

from finance.belopp import Enhet, Vy
from finance.lage import Lage
from finance.period import Period
from finance.rapport.kallor import source_lines
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.matt.avsnitt_volymer import volym_columns
from finance.rapport.modell import Styckeroll
from finance.rapport.rapportdelar import DELAR, MANADSDELAR
from finance.rapport.tertialrapport import tertialrapport
from finance.store import Delval, Rapportval, Status
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import lage_av
from tests.finance.rapport.texter_i import read_texts

MNKR = 100_000_000
CODE = re.compile(r"\bNone\b|\bnan\b|\binf\b|\{|\}|[(]\s*[)]|  |\.\.|, ?\.|^\s*$")
EN_MANAD = [(202201, "11", "5010", MNKR), (202201, "2", "4510", MNKR // 3), (202201, "2", "4610", MNKR // 7)]
BUDGET = [(202200 + m, nod, "5010", MNKR) for m in range(1, 13) for nod in ("11", "2")]
ALLA = Rapportval(
    med=frozenset(part.id for part in DELAR if part.tillval),
    manad=Delval(med=frozenset(part.id for part in MANADSDELAR if part.tillval)),
)
LAGEN = {
    "ingen budget": lambda: lage_av(EN_MANAD, period=Period(2022, 1)),
    "en månad": lambda: lage_av(EN_MANAD, BUDGET, period=Period(2022, 1)),
    "ingenting": lambda: lage_av([], period=Period(2022, 3)),
    "bara budget": lambda: lage_av([], BUDGET, period=Period(2022, 1)),
    "månad som saknas": lambda: lage_av(EN_MANAD, BUDGET, period=Period(2022, 4)),
    "preliminär": lambda: lage_av(EN_MANAD, BUDGET, period=Period(2022, 1), status={202201: Status.PRELIMINAR}),
    "bokslut utan något": lambda: lage_av([], period=Period(2022, 13)),
    "bara intäkt": lambda: lage_av([(202201, "2", "3510", -MNKR)], period=Period(2022, 1)),
}


@pytest.fixture(params=list(LAGEN))
def lage(request: pytest.FixtureRequest) -> Lage:
    return replace(LAGEN[request.param](), rapportval=ALLA)


@pytest.mark.parametrize("make", [tertialrapport, manadsuppfoljning])
def test_no_text_reads_as_code_and_no_section_is_empty(lage: Lage, make: type) -> None:
    rapport = make(lage, compute_uppfoljning(lage), {}, enhet=Enhet.TKR, vy=Vy.NETTORESULTAT)
    assert [text for text in read_texts(rapport) if CODE.search(text)] == []
    for avsnitt in rapport.avsnitt:
        assert avsnitt.rubrik
        assert avsnitt.block, avsnitt.id
        assert all(tabell.rader for tabell in avsnitt.tabeller), avsnitt.id


def test_what_is_missing_is_said_first() -> None:
    lage = LAGEN["ingen budget"]()
    rapport = tertialrapport(lage, compute_uppfoljning(lage), {}, enhet=Enhet.TKR, vy=Vy.NETTORESULTAT)
    warned = [one.text for one in rapport.avsnitt[0].stycken if one.roll is Styckeroll.VARNING]
    assert rapport.avsnitt[0].id == "drift"
    assert any(text.startswith("Budget saknas för 2022") for text in warned)


@pytest.mark.parametrize(
    ("namn", "sagt"),
    [
        ("månad som saknas", "Bokfört till och med januari 2022."),
        ("preliminär", "Bokfört till och med januari 2022 (preliminärt)."),
        ("bara budget", "Inget utfall är bokfört för 2022."),
        ("ingenting", "Inget utfall är bokfört för 2022."),
    ],
)
def test_the_foot_says_the_last_month_that_is_booked(namn: str, sagt: str) -> None:
    assert source_lines(LAGEN[namn]())[0] == sagt


def test_in_december_the_same_time_last_year_is_not_told_twice() -> None:
    keys = {period: [one.nyckel for one in volym_columns(Period(2022, period))] for period in (4, 12, 13)}
    assert {"helar_foregaende", "takt_foregaende"} <= set(keys[4])
    assert keys[12] == keys[13] == ["namn", "nu", "prognos", "nu_foregaende", "forandring", "takt"]


def test_a_month_that_lacks_is_said_where_its_cost_is_compared() -> None:
    """50 a month against a budget of 40, March lacks: 3 x 50 against 3 x 40, never against four months of budget."""
    utfall = [(202200 + manad, "2", "4610", 50 * 100_000) for manad in (1, 2, 4)]
    budget = [(202200 + manad, "2", "4610", 40 * 100_000) for manad in range(1, 13)]
    lage = lage_av(utfall, budget, period=Period(2022, 4))
    rapport = tertialrapport(lage, compute_uppfoljning(lage), {}, enhet=Enhet.TKR, vy=Vy.NETTORESULTAT)
    assert rapport.diagram("manad-placeringar").slutsats == (
        "Placeringskostnad jan–apr 2022 utan mars: 150\u00a0tkr, 30\u00a0tkr mer än budget för samma månader."
    )
    rad = next(one for one in rapport.avsnitt if one.id == "kontogrupp-Ej fördelat")
    assert any("för månader utan utfall, som inte är fördelade" in one.text for one in rad.stycken)
    assert not any("tillägg" in one.text for one in rad.stycken)  # nobody has added anything


def test_a_namnd_with_nothing_read_in_is_not_expected_to_cost_nothing() -> None:
    lage = LAGEN["ingenting"]()
    rapport = manadsuppfoljning(lage, compute_uppfoljning(lage), {}, enhet=Enhet.TKR, vy=Vy.NETTOKOSTNAD)
    assert rapport.sammanfattning.startswith("Det finns varken utfall eller budget")
    assert "läs in" in rapport.sammanfattning


def test_a_year_that_lacks_a_month_is_not_compared_with_a_whole_one() -> None:
    """60 a month against 50 is dearer, whatever three months against four would say."""
    utfall = [(202100 + manad, "2", "4510", 50 * 100_000) for manad in range(1, 13)]
    for months in ((1, 2, 4), (1, 2, 3, 4)):
        now = [(202200 + manad, "2", "4510", 60 * 100_000) for manad in months]
        lage = lage_av([*utfall, *now], period=Period(2022, 4))
        rapport = tertialrapport(lage, compute_uppfoljning(lage), {}, enhet=Enhet.TKR, vy=Vy.NETTORESULTAT)
        said = [text for text in read_texts(rapport) if "bättre än" in text or "mindre än" in text]
        assert said == []
        compared = any(tabell.id == "kontogrupper-foregaende-ar" for tabell in rapport.avsnittet("kontogrupper").tabeller)
        assert compared == (len(months) == 4)
