"""Lines and kontogrupper that share a name: a live figure is never another line's."""

from dataclasses import replace
from decimal import Decimal

import pytest

from finance.belopp import Enhet, Vy
from finance.lage import Lage
from finance.period import Period
from finance.rapport.kontroll.kontroll import Kontrollunderlag, check_report
from finance.rapport.levande import FALT, Siffror, Volym, siffror_of
from finance.rapport.levande_val import list_valbara
from finance.rapport.utkast import draft_comment
from finance.store import Kommentar
from finance.struktur import Nod
from finance.uppfoljning import Uppfoljning, compute_uppfoljning
from tests.finance.lage_av import lage_av
from tests.finance.rapport.test_levande import NU

TKR = 100_000
LANGT = "Ett namn som har fått heta allt som verksamheten gör " * 3 + "och lite till"
NODER = (
    Nod("S", "Socialnämnden"),
    Nod("1", "Stöd", "S"),
    Nod("2", "Personal", "S"),
    Nod("3", "Boende {LSS}", "S"),
    Nod("4", "Larm", "S"),
    Nod("5", "Larm", "S"),
    Nod("6", LANGT.strip(), "S"),
)
# tkr in January, budget 100 on each konto: Stöd's personal costs 130, its rent 110; Personal 90; the two Larm 101 and 102
UTFALL = {("1", "5010"): 130, ("1", "6010"): 110, ("2", "5010"): 90, ("3", "5010"): 120, ("4", "5010"): 101}
UTFALL |= {("5", "5010"): 102, ("6", "5010"): 103}


@pytest.fixture(scope="module")
def lage() -> Lage:
    utfall = [(202201, nod, konto, tkr * TKR) for (nod, konto), tkr in UTFALL.items()]
    budget = [(202200 + manad, nod, konto, 100 * TKR) for nod, konto in UTFALL for manad in range(1, 13)]
    return lage_av(utfall, budget, period=Period(2022, 1), noder=NODER)


@pytest.fixture(scope="module")
def table(lage: Lage) -> Uppfoljning:
    return compute_uppfoljning(lage)


@pytest.fixture(scope="module")
def live(lage: Lage, table: Uppfoljning) -> Siffror:
    return siffror_of(lage, table, Enhet.TKR, Vy.NETTOKOSTNAD)


def test_a_draft_tells_the_lines_own_kontogrupp_where_another_line_has_its_name(
    lage: Lage, table: Uppfoljning, live: Siffror
) -> None:
    text = live.complete(draft_comment(lage, table, "1", enhet=Enhet.TKR), "1")
    assert "främst på Personal (−30\u00a0tkr) och Lokaler (−10\u00a0tkr)" in text  # the line Personal has +10


def test_a_name_that_a_line_and_a_kontogrupp_share_is_not_guessed(lage: Lage, table: Uppfoljning, live: Siffror) -> None:
    assert live.value("Personal.avvikelse", "1") == ""
    assert live.value("kontogrupp:Personal.avvikelse", "1") == "−30\u00a0tkr"
    assert live.value("2.avvikelse", "1") == "+10\u00a0tkr"
    texts = {("1", ""): Kommentar("Se {Personal.avvikelse} och {Persnal.avvikelse}.", "prov", NU)}
    found = check_report(lage, table, Kontrollunderlag(texts, siffror=live), enhet=Enhet.TKR).fynd
    said = {fynd.i_text: fynd.forslag for fynd in found if fynd.matt == "levande siffra"}
    assert "Flera rader har namnet" in said["{Personal.avvikelse}"]
    assert said["{Persnal.avvikelse}"].startswith("Rätta stavningen")


def test_every_figure_to_choose_is_completed_as_it_was_shown(live: Siffror) -> None:
    for nod in ("S", *(nod.kod for nod in NODER)):
        for one in list_valbara(live, nod):
            assert live.complete(f"{{{one.falt}}}", nod) == one.varde, one.falt
    said = [(one.namn, one.varde) for one in list_valbara(live, "1") if ", avvikelse hittills" in one.namn]
    assert len({namn for namn, _ in said}) == len(said)
    assert {
        ("Personal (2), avvikelse hittills", "+10\u00a0tkr"),
        ("Personal (kontogrupp), avvikelse hittills", "−30\u00a0tkr"),
    } <= {*said}


def test_a_matt_with_braces_in_its_name_can_be_written(live: Siffror) -> None:
    matt = Volym("Ärenden {nya}", "antal", Decimal(12), Decimal(30), None)
    given = replace(live, volymer=(matt,))
    said = {one.namn: one.falt for one in list_valbara(given, "1") if one.falt.startswith("volym:")}
    assert given.complete(f"{{{said['Ärenden {nya}, prognos helår']}}}", "1") == "30"


def test_braces_in_a_name_are_no_live_figure(lage: Lage, table: Uppfoljning, live: Siffror) -> None:
    draft = draft_comment(lage, table, "S", enhet=Enhet.TKR)
    assert live.unknown(draft, "S") == []
    assert "Boende (LSS) (−20\u00a0tkr)" in live.complete(draft, "S")
    assert FALT.search(live.complete(draft, "S")) is None
