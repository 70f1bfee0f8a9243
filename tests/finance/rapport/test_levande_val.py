"""The live figures to choose from: each can be written and is completed to what the choice says; nothing without a figure."""

import pytest

from finance.belopp import Enhet, Vy
from finance.lage import read_lage
from finance.period import Period
from finance.rapport.levande import Siffror, siffror_of
from finance.rapport.levande_val import list_valbara
from finance.store import Store
from finance.uppfoljning import compute_uppfoljning


@pytest.fixture(scope="module")
def lindesberg(exempel: Store) -> Siffror:
    lage = read_lage(exempel, "LIN-SN", Period(2022, 5))
    return siffror_of(lage, compute_uppfoljning(lage), Enhet.MNKR, Vy.NETTOKOSTNAD)


@pytest.fixture(scope="module")
def katrineholm(exempel: Store) -> Siffror:
    lage = read_lage(exempel, "KAT-SN", Period(2022, 4))
    return siffror_of(lage, compute_uppfoljning(lage), Enhet.TKR, Vy.NETTORESULTAT)


def test_every_choice_is_completed_to_the_figure_it_says(lindesberg: Siffror, katrineholm: Siffror) -> None:
    for siffror in (lindesberg, katrineholm):
        nod = siffror.uppfoljning.total.nod
        found = list_valbara(siffror, nod)
        assert len({one.falt for one in found}) == len(found) > 30
        for one in found:
            assert siffror.complete(f"{{{one.falt}}}", nod) == one.varde, one.falt
            assert one.varde


def test_the_choices_say_the_published_figures(lindesberg: Siffror, katrineholm: Siffror) -> None:
    said = {one.namn: one.varde for one in list_valbara(lindesberg, lindesberg.uppfoljning.total.nod)}
    assert said["Avvikelse hittills"] == "−14,0\u00a0Mnkr"
    assert said["Vård och omsorg, avvikelse hittills"] == "−11,3\u00a0Mnkr"
    assert said["Hemtjänst, prognos avvikelse helår"] == "−15,0\u00a0Mnkr"
    said = {one.namn: one.varde for one in list_valbara(katrineholm, katrineholm.uppfoljning.total.nod)}
    assert said["Personal, avvikelse hittills"] == "+2\u00a0258\u00a0tkr"
    assert said["Kvinnofridsärenden, hittills"] == "59"
    assert said["Kvinnofridsärenden, samma tid förra året"] == "37"


def test_lines_that_share_a_name_are_written_by_kod(lindesberg: Siffror) -> None:
    rader = [rad for rad in lindesberg.uppfoljning.rader if rad.namn == "Administration"]
    assert len(rader) > 1
    chosen = {one.falt: one for one in list_valbara(lindesberg, lindesberg.uppfoljning.total.nod)}
    assert {f"{rad.nod}.avvikelse" for rad in rader} <= set(chosen)
    assert "Administration.avvikelse" not in chosen


def test_the_lines_own_figures_come_first_and_then_its_parts(lindesberg: Siffror) -> None:
    vard = next(rad for rad in lindesberg.uppfoljning.rader if rad.namn == "Vård och omsorg")
    found = [one.falt for one in list_valbara(lindesberg, vard.nod)]
    assert found[:2] == ["avvikelse", "prognos"]
    parts = {rad.nod: rad.namn for rad in lindesberg.uppfoljning.rader if rad.foralder == vard.nod}
    first = next(falt for falt in found if "." in falt)
    assert first.rpartition(".")[0] in {*parts, *parts.values()}


def test_a_text_on_a_kontogrupp_has_that_groups_figures(katrineholm: Siffror) -> None:
    found = {one.falt: one.varde for one in list_valbara(katrineholm, katrineholm.uppfoljning.total.nod, "Personal")}
    assert found["avvikelse"] == "+2\u00a0258\u00a0tkr"
