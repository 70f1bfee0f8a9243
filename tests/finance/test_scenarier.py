"""The year with a scenario: every line moved by its part, the interval with it, and what it becomes as bedömningar."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.bedomning import Bedomning, Bedomningstyp
from finance.errors import InvalidValue
from finance.kub import GRUPPER
from finance.lage import Lage, read_lage
from finance.laggning import compute_avvikelser, merge
from finance.period import Period
from finance.prognos.forhandsvisning import with_bedomningar
from finance.prognos.helarsprognos import compute_helarsprognos, probability_of_keeping
from finance.scenarier import (
    Scenarioutfall,
    compare_scenarier,
    compute_scenario,
    is_bedomd,
    list_bedomningar,
    scenario_skal,
)
from finance.store import Scenario, Spak, Spakslag, Store, save_bedomningar
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import lage_av

KR = 100
MAJ = Period(2022, 5)
NAR = datetime(2022, 6, 1, tzinfo=UTC)


def tal(**figures: object) -> tuple[tuple[str, Decimal], ...]:
    return tuple((name, Decimal(str(value))) for name, value in figures.items())


def vakans(nod: str, antal: object = 1, fran: int = 6, till: int = 12) -> Spak:
    """14 000 kr a month and tjänst."""
    return Spak(Spakslag.VAKANS, nod, fran=fran, till=till, tal=tal(antal=antal, lon=10_000, po=40))


def placering(nod: str, antal: object = 1, fran: int = 6, till: int = 12) -> Spak:
    return Spak(Spakslag.PLACERING, nod, om="HVB", fran=fran, till=till, tal=tal(antal=antal, dygnspris=1000, ersattning=100))


def lage(*bedomningar: Bedomning) -> Lage:
    utfall = [(202100 + m, kod, "5011", kr * KR) for kod, kr in (("11", 900), ("12", 500), ("2", 300)) for m in range(1, 13)]
    utfall += [(202200 + m, kod, "5011", kr * KR) for kod, kr in (("11", 990), ("12", 480), ("2", 310)) for m in range(1, 6)]
    budget = [(202200 + m, kod, "5011", 1000 * KR) for kod in ("11", "12", "2") for m in range(1, 13)]
    return lage_av(utfall, budget, period=MAJ, bedomningar=bedomningar)


def bedomning(
    nod: str, ore: int, typ: Bedomningstyp = Bedomningstyp.NIVA, kontogrupp: str = "", skal: str = "skäl"
) -> Bedomning:
    return Bedomning(nod, kontogrupp, typ, ore, None, 2022, MAJ, None, None, skal, "anna", NAR)


def tried(found: Lage, *spakar: Spak) -> Scenarioutfall:
    return compute_scenario(compute_helarsprognos(found), compute_uppfoljning(found), spakar)


def test_a_line_its_parents_and_the_total_move_and_the_others_do_not() -> None:
    utfall = tried(lage(), vakans("11", 2), placering("2", fran=12))
    moved = {"11": 7 * 28_000 * KR, "1": 7 * 28_000 * KR, "2": -31 * 900 * KR, "S": (196_000 - 27_900) * KR}
    assert {nod: utfall.effekt_ore(nod) for nod in utfall.andrade} == moved
    for nu, med in zip(utfall.nu.rader, utfall.med.rader, strict=True):
        ore = moved.get(nu.nod, 0)
        assert (med.low_ore, med.high_ore, med.prognos_ore) == (nu.low_ore - ore, nu.high_ore - ore, nu.prognos_ore - ore)
        assert med.sannolikhet == probability_of_keeping(nu.budget_helar_ore, nu.low_ore - ore, nu.high_ore - ore)
        assert (med.utfall_ore, med.systemprognos_ore) == (nu.utfall_ore, nu.systemprognos_ore)
    assert "scenariot" in utfall.med.rad("11").metod_text
    assert utfall.med.rad("12") is utfall.nu.rad("12")


def test_the_percent_follows_the_avvikelse() -> None:
    rad = tried(lage(), vakans("11")).med.rad("11")
    assert rad.prognosavvikelse_procent == pytest.approx(100 * rad.prognosavvikelse_ore / (12_000 * KR))


def test_per_kontogrupp_the_same_sum() -> None:
    utfall = tried(lage(), vakans("11"), placering("2"))
    days = 214  # June to December
    sums = -utfall.matris.sum(axis=(0, 2))
    assert {grupp.value: int(ore) for grupp, ore in zip(GRUPPER, sums, strict=False) if ore} == {
        "Intäkter": days * 100 * KR,
        "Köp av verksamhet": -days * 1000 * KR,
        "Personal": 98_000 * KR,
    }
    assert sums.sum() == utfall.effekt_ore("S")


def test_a_lever_that_does_nothing_is_told_and_moves_nothing() -> None:
    utfall = tried(lage(), vakans("11", fran=1, till=5))
    assert utfall.andrade == ()
    assert not utfall.raknade
    assert utfall.effekter[0].hinder


def test_saved_scenarios_side_by_side_are_not_laid_on_each_other() -> None:
    found = lage()
    prognos, nu = compute_helarsprognos(found), compute_uppfoljning(found)
    several = [
        Scenario("A", 2022, (vakans("11"),)),
        Scenario("B", 2022, (placering("2", fran=12), vakans("11", fran=1, till=2))),
    ]
    a, b = compare_scenarier(prognos, nu, several)
    assert (a.effekt_ore, b.effekt_ore) == (98_000 * KR, -27_900 * KR)
    assert a.hinder == ()
    assert len(b.hinder) == 1
    assert "stängda" in b.hinder[0]


def shown_and_saved(found: Lage, *spakar: Spak) -> None:
    """What the scenario shows is, line by line, what the prognos becomes."""
    utfall = tried(found, *spakar)
    after = with_bedomningar(utfall.prognos, merge(found.bedomningar, list_bedomningar(utfall, "S")))
    avvikelser = compute_avvikelser(after)
    assert {rad.nod: avvikelser[rad.nod] for rad in utfall.med.rader} == {
        rad.nod: rad.prognosavvikelse_ore for rad in utfall.med.rader
    }


def test_as_bedomning_a_tillagg_keeps_those_that_were_there() -> None:
    before = bedomning("11", -5_000 * KR, Bedomningstyp.TILLAGG, "Personal")
    utfall = tried(lage(before), vakans("11", 1, fran=7, till=9))
    rader = list_bedomningar(utfall, "Vänta med rekrytering")
    assert [(r.nod, r.kontogrupp, r.typ, r.avvikelse_ore, r.fran, r.till, r.skal) for r in rader] == [
        ("11", "Personal", "tillagg", -5_000 * KR, None, None, "skäl"),
        ("11", "Personal", "tillagg", 42_000 * KR, 202207, 202209, "Scenario: Vänta med rekrytering"),
    ]
    shown_and_saved(lage(before), vakans("11", 1, fran=7, till=9))


def test_as_bedomning_a_niva_is_moved_where_a_tillagg_would_not_count() -> None:
    levels = (bedomning("11", -40_000 * KR, skal="Fler timmar."), bedomning("1", -90_000 * KR), bedomning("2", 1_000 * KR))
    rader = list_bedomningar(tried(lage(*levels), vakans("11")), "Vakant")
    assert [(r.nod, r.typ, r.avvikelse_ore, r.skal) for r in rader] == [
        ("11", "niva", 58_000 * KR, "Fler timmar. Scenario: Vakant"),
        ("1", "niva", 8_000 * KR, "skäl. Scenario: Vakant"),
    ]
    shown_and_saved(lage(*levels), vakans("11"))


def test_a_niva_given_as_cost_is_moved_as_cost() -> None:
    level = replace(bedomning("11", 0), avvikelse_ore=None, kostnad_ore=12_500 * KR)
    rader = list_bedomningar(tried(lage(level), placering("11", fran=12)), "P")
    assert [(r.kostnad_ore, r.avvikelse_ore) for r in rader] == [((12_500 + 27_900) * KR, None)]
    shown_and_saved(lage(level), placering("11", fran=12))


def test_on_a_parents_own_rows_the_bedomning_is_on_the_parent() -> None:
    found = lage_av([(202201, "1", "5011", 1000), (202201, "11", "5011", 1000)], period=Period(2022, 1))
    utfall = tried(found, vakans("1-gemensamt", fran=12))
    assert utfall.effekt_ore("1") == 14_000 * KR
    assert [(r.nod, r.typ) for r in list_bedomningar(utfall, "V")] == [("1", "tillagg")]
    shown_and_saved(found, vakans("1-gemensamt", fran=12))


def test_a_scenario_becomes_a_bedomning_once() -> None:
    found = lage(bedomning("11", 100, Bedomningstyp.TILLAGG, skal="skäl. " + scenario_skal("Vakant")))
    assert is_bedomd(found, "Vakant")
    assert not is_bedomd(found, "Vak")
    with pytest.raises(InvalidValue, match="redan en bedömning"):
        list_bedomningar(tried(found, vakans("11")), "Vakant")


PLACES = st.sampled_from(["11", "12", "2", "1", "S"])
GROUPS = st.sampled_from(["", "Personal", "Köp av verksamhet"])
JUDGED = st.lists(
    st.tuples(PLACES, GROUPS, st.sampled_from([Bedomningstyp.NIVA, Bedomningstyp.TILLAGG]), st.integers(-99_999, 99_999)),
    max_size=5,
    unique_by=lambda one: one[:3],
)
SPAKAR = st.lists(
    st.builds(
        lambda make, nod, antal, fran: make(nod, antal, fran),
        st.sampled_from([vakans, placering]),
        st.sampled_from(["11", "12", "2"]),
        st.integers(-3, 3),
        st.integers(1, 12),
    ),
    unique_by=lambda spak: spak.mal,
    max_size=5,
)


@given(JUDGED, SPAKAR)
@settings(max_examples=40, deadline=None)
def test_what_is_shown_is_what_it_becomes_and_parts_sum(
    judged: list[tuple[str, str, Bedomningstyp, int]], spakar: list[Spak]
) -> None:
    found = lage(*(bedomning(nod, ore, typ, grupp) for nod, grupp, typ, ore in judged))
    utfall = tried(found, *spakar)
    for rad in utfall.med.rader:
        if parts := utfall.med.delar(rad.nod):
            assert sum(part.prognosavvikelse_ore for part in parts) == rad.prognosavvikelse_ore
    assert utfall.effekt_ore("S") == -sum(one.helar_ore for one in utfall.effekter)
    shown_and_saved(found, *spakar)


def test_with_the_real_store_and_the_published_nivaer(exempel_db: Path, tmp_path: Path) -> None:
    shutil.copyfile(exempel_db, tmp_path / "a.db")
    store = Store.open(f"sqlite:///{tmp_path / 'a.db'}")
    april = Period(2022, 4)
    before = read_lage(store, "KAT-SN", april)
    spakar = [
        Spak(Spakslag.VOLYM, "03", "Försörjningsstöd och bidrag", fran=5, tal=tal(procent=5)),
        Spak(Spakslag.PRIS, "03", "Försörjningsstöd och bidrag", fran=7, tal=tal(kronor=100)),
        placering("08", 2, 6),
    ]
    utfall = compute_scenario(compute_helarsprognos(before), compute_uppfoljning(before), spakar)
    assert utfall.effekt_ore("KAT-SN") < 0
    save_bedomningar(store, "KAT-SN", list_bedomningar(utfall, "Fler hushåll"), vem="anna")
    after = read_lage(store, "KAT-SN", april)
    became = {rad.nod: rad.prognosavvikelse_ore for rad in compute_uppfoljning(after).rader}
    assert became == {rad.nod: rad.prognosavvikelse_ore for rad in utfall.med.rader}
    assert is_bedomd(after, "Fler hushåll")
    store.close()
