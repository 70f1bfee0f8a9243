"""Rounds and reports that are locked in a real database, and what comes after."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from finance.belopp import Enhet, Vy
from finance.errors import HelarError
from finance.kolumner import Slag
from finance.lage import Lage, read_lage
from finance.omgang import freeze_round, lock_round, read_andring, read_fore
from finance.period import Period
from finance.prognos.andrat import Andringsorsak
from finance.prognos.omgang import omgang_of
from finance.prognos.omgangstraff import compute_omgangstraff, omgangstraff_sentence
from finance.rapport.frysning import freeze_rapport, rapport_from_json
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.modell import Rapport
from finance.rapport.skillnader import compare_rapporter
from finance.rapport.tertialrapport import tertialrapport
from finance.store import Skadad, Store, list_omgangar, lock_rapport, read_kommentarer, read_rapport
from finance.uppfoljning import compute_uppfoljning
from tests.finance.store.underlag import commit

MARS, APRIL, MAJ = Period(2022, 3), Period(2022, 4), Period(2022, 5)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A nämnd with a budget of 100 kr a month and 110 kr booked in January to April."""
    opened = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    commit(opened, [(202200 + manad, "11", 100_00) for manad in range(1, 13)], slag=Slag.BUDGET)
    for manad in range(1, 5):
        commit(opened, [(202200 + manad, "11", 110_00)])
    yield opened
    opened.close()


def month(store: Store, manad: int, kr: int) -> None:
    commit(store, [(202200 + manad, "11", kr * 100)])


def lage(store: Store, period: Period) -> Lage:
    return read_lage(store, "SN", period)


def rapport(store: Store, period: Period) -> Rapport:
    found = lage(store, period)
    kommentarer = read_kommentarer(store, "SN", period.key)
    return manadsuppfoljning(found, compute_uppfoljning(found), kommentarer, enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD)


def test_a_corrected_file_does_not_change_a_locked_report_and_the_difference_is_shown(store: Store) -> None:
    before = rapport(store, APRIL)
    what = {"slag": before.slag, "titel": before.titel}
    last = lock_rapport(store, "SN", APRIL.key, freeze_rapport(before), vem="A", **what)
    month(store, 4, 150)
    opened = rapport_from_json(read_rapport(store, "SN", last.id).varden)
    assert opened == before
    found = {(one.rad, one.kolumn): (one.last, one.nu) for one in compare_rapporter(opened, rapport(store, APRIL))}
    assert found["Totalt", "Nettokostnad jan–apr"] == ("440", "480")
    assert found["Totalt", "Budgetavvikelse jan–apr"] == ("−40", "−80")
    assert not any(kolumn.startswith("Budget jan") for _, kolumn in found)


def test_a_report_that_was_changed_in_the_database_is_refused(store: Store) -> None:
    before = rapport(store, APRIL)
    last = lock_rapport(store, "SN", APRIL.key, freeze_rapport(before), vem="A", slag=before.slag, titel=before.titel)
    with store.write() as conn:
        conn.execute(sa.text("UPDATE rapport SET innehall = replace(innehall, '44000', '43000')"))
    with pytest.raises(Skadad):
        _ = read_rapport(store, "SN", last.id).varden


def test_the_sample_reports_open_as_they_were(exempel: Store) -> None:
    for namnd, period, compose in (("LIN-SN", MAJ, manadsuppfoljning), ("KAT-SN", APRIL, tertialrapport)):
        found = read_lage(exempel, namnd, period)
        table, texts = compute_uppfoljning(found), read_kommentarer(exempel, namnd, period.key)
        report = compose(found, table, texts, enhet=Enhet.TKR, vy=Vy.NETTORESULTAT)
        assert rapport_from_json(freeze_rapport(report)) == report
        assert compare_rapporter(report, report) == ()


def test_a_locked_round_is_what_the_next_is_compared_with(store: Store) -> None:
    last = lock_round(store, lage(store, APRIL), vem="A")
    month(store, 5, 130)
    month(store, 4, 115)
    found = read_andring(store, lage(store, MAJ))
    assert found is not None
    andring, fore = found
    assert fore.last == last
    assert andring.mot == APRIL
    assert andring.total.orsaker[Andringsorsak.RATTAT] == -5_00
    assert omgang_of(last).total.utfall_ore == 440_00


def test_without_a_lock_the_month_before_is_as_it_was_known_then(store: Store) -> None:
    month(store, 5, 130)
    month(store, 4, 115)  # corrected after May was read in
    fore = read_fore(store, lage(store, MAJ))
    assert fore is not None
    assert fore.last is None
    assert fore.omgang.total.utfall_ore == 440_00


def test_months_that_came_in_one_file_are_compared_by_what_is_known_now(store: Store) -> None:
    commit(store, [(202205, "11", 130_00), (202206, "11", 120_00)])
    fore = read_fore(store, lage(store, Period(2022, 6)))
    assert fore is not None
    assert (fore.omgang.period, fore.omgang.stangd, fore.omgang.total.utfall_ore) == (MAJ, 5, 570_00)


def test_the_first_month_of_the_year_has_nothing_before_it(store: Store) -> None:
    assert read_andring(store, lage(store, Period(2022, 1))) is None


def test_locking_the_same_round_twice_is_refused_until_something_has_changed(store: Store) -> None:
    first = lock_round(store, lage(store, APRIL), vem="A")
    with pytest.raises(HelarError, match="Inget har ändrats"):
        lock_round(store, lage(store, APRIL), vem="A", anledning="igen")
    month(store, 4, 115)
    second = lock_round(store, lage(store, APRIL), vem="A", anledning="rättad april")
    assert second.version == 2
    assert omgang_of(first).total.utfall_ore == 440_00
    assert omgang_of(second).total.utfall_ore == 445_00


def test_what_a_later_day_locks_is_not_known_an_earlier_day(store: Store) -> None:
    month(store, 5, 130)
    before = read_lage(store, "SN", MAJ).inlasningar[0].registrerad
    lock_round(store, lage(store, APRIL), vem="A")
    assert lage(store, MAJ).omgang is not None
    assert read_lage(store, "SN", MAJ, as_of=before).omgang is None


def test_every_line_of_a_round_sums_and_keeps_its_interval(exempel: Store) -> None:
    found = read_lage(exempel, "LIN-SN", MAJ)
    omgang, table = freeze_round(found), compute_uppfoljning(found)
    for rad, shown in zip(omgang.rader, table.rader, strict=True):
        assert (rad.nod, rad.prognos_ore) == (shown.nod, shown.prognos_ore)
        assert (rad.low_ore, rad.high_ore) == (shown.low_ore, shown.high_ore)
        assert sum(rad.manader) == rad.prognos_ore
    for rad in omgang.rader:
        parts = [omgang.by_nod[kod] for kod in omgang.delar.get(rad.nod, ())]
        assert not parts or sum(part.prognos_ore for part in parts) == rad.prognos_ore


def test_the_record_holds_what_was_reported_against_what_the_year_became(store: Store) -> None:
    lock_round(store, lage(store, MARS), vem="A")
    lock_round(store, lage(store, APRIL), vem="A")
    month(store, 4, 150)
    lock_round(store, lage(store, APRIL), vem="A", anledning="rättad")
    for manad in range(5, 13):
        month(store, manad, 120)
    commit(store, [(202301, "11", 1_00)])
    (april, mars) = compute_omgangstraff(lage(store, Period(2023, 1)), list_omgangar(store, "SN"), "11")
    assert (april.version, april.period, mars.period) == (2, APRIL, MARS)
    assert april.utfall_ore == mars.utfall_ore == (3 * 110 + 150 + 8 * 120) * 100
    assert april.klart
    assert mars.fel_ore == mars.prognos_ore - mars.utfall_ore < 0


def test_until_the_year_is_over_the_record_says_what_is_expected_now(store: Store) -> None:
    lock_round(store, lage(store, APRIL), vem="A")
    (one,) = compute_omgangstraff(lage(store, APRIL), list_omgangar(store, "SN"), "11")
    assert not one.klart
    assert one.fel_ore == 0
    assert "Prognosen är densamma nu" in omgangstraff_sentence((one,), Enhet.KR)
    assert "Lås omgången" in omgangstraff_sentence((), Enhet.KR)
