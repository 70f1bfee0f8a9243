"""What changed since last time, and history that follows a verksamhet to its new kod. Books and answers are made by hand."""

import io
import itertools
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.errors import HelarError, InvalidValue
from finance.inlasning.modell import Justeringsrad
from finance.kolumner import Col, Slag
from finance.lage import read_lage
from finance.mottagning import prepare
from finance.period import Period
from finance.sedan_forra import (
    Andring,
    Kodbyte,
    Namnbyte,
    SedanForra,
    compare_inlasning,
    compare_since,
    describe,
    find_latest,
)
from finance.store import (
    NyInlasning,
    Satt,
    Store,
    commit_inlasning,
    read_logg,
    read_saldo,
    read_verksamhetsbyten,
    remove_verksamhetsbyte,
    save_budgetjustering,
    save_interna_motparter,
    save_verksamhetsbyte,
    undo_inlasning,
)
from finance.underlag import compute_motparter, read_nod_transaktioner
from finance.uppfoljning import compute_uppfoljning
from tests.finance.store.underlag import Rad, commit, latest, ny, rader

NUMBERS = itertools.count()
JAN, FEB, MAR, APR = range(202201, 202205)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every table, to copy."""
    path = tmp_path_factory.mktemp("mall") / "mall.db"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def store(tmp_path: Path, empty: Path) -> Iterator[Store]:
    shutil.copyfile(empty, tmp_path / "helar.db")
    opened = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    yield opened
    opened.close()


def put(store: Store, rows: Sequence[Rad], *, slag: Slag = Slag.UTFALL, **namn: str) -> SedanForra:
    """Read in rows with names (v410="Skola"), and what that changed."""
    made = ny(rows, slag=slag)
    names = {(Col.VERKSAMHET, kod.removeprefix("v")): text for kod, text in namn.items()}
    number = commit_inlasning(store, NyInlasning(**{**vars(made), "namn": names}), vem="anna")
    found = find_latest(store, "SN")
    assert found.id == number
    return compare_inlasning(store, found)


def test_the_first_file_is_new_months_and_nothing_else(store: Store) -> None:
    found = put(store, [(JAN, "410", 100), (FEB, "410", 200)], v410="Skola")
    assert found.nya_manader == (JAN, FEB)
    assert found.tom
    assert describe(found) == ("Nya månader: januari 2022, februari 2022.",)


def test_late_postings_are_told_per_month_and_verksamhet_and_the_new_month_is_not_late(store: Store) -> None:
    put(store, [(JAN, "410", 100), (JAN, "420", 50), (FEB, "410", 200), (FEB, "420", 60)], v410="Skola")
    found = put(
        store,
        [(JAN, "410", 130), (JAN, "420", 50), (FEB, "410", 200), (FEB, "420", 60), (MAR, "410", 300), (MAR, "420", 1)],
    )
    assert found.sena == (Andring(JAN, "410", "Skola", 100, 130),)
    assert found.sena[0].skillnad_ore == 30
    assert found.nya_manader == (MAR,)
    assert (found.nya, found.forsvunna, found.budget) == ((), (), ())


def test_what_a_file_would_change_is_what_it_changes(store: Store) -> None:
    commit(store, [(JAN, "410", 10_000_00), (FEB, "410", 20_000_00)])
    book = openpyxl.Workbook()
    for row in (("Verksamhet", "Period", "Belopp"), ("410", 202202, 20_500.25), ("410", 202203, 1), ("430", 202203, 7)):
        book.worksheets[0].append(row)
    saved = io.BytesIO()
    book.save(saved)
    forslag = prepare(store, saved.getvalue(), "mars.xlsx", namnd="SN")
    assert forslag.ny is not None
    assert forslag.jamforelse.to_numpy().tolist() == [
        ["utfall", FEB, "410", 20_000_00, 20_500_25],
        ["utfall", MAR, "410", 0, 1_00],
        ["utfall", MAR, "430", 0, 7_00],
    ]
    commit_inlasning(store, forslag.ny, vem="anna")
    found = compare_inlasning(store, find_latest(store, "SN"))
    assert found.sena == (Andring(FEB, "410", "", 20_000_00, 20_500_25),)
    assert (found.nya_manader, found.forsvunna, found.budget) == ((MAR,), (), ())


def test_a_changed_budget_is_told_per_year_with_its_adjustments(store: Store) -> None:
    commit(store, [(JAN, "410", 100), (FEB, "410", 100)], slag=Slag.BUDGET)
    when = latest(store)
    rad = Justeringsrad("410", "", "", "ram", "KS 1", JAN, 202212, 1_200, "", "", 0)
    save_budgetjustering(store, "SN", rad, vem="anna")
    found = compare_since(store, "SN", before=when)
    assert found.budget == (Andring(2022, "410", "", 200, 1_400),)
    assert compare_since(store, "SN", before=latest(store)).tom


def test_investering_is_no_change_in_drift(store: Store) -> None:
    commit(store, [(JAN, "410", 100)])
    when = latest(store)
    made = ny([(JAN, "410", 999)], satt=Satt.BREDVID)
    frame = rader([(JAN, "410", 999)], konto="4010")
    commit_inlasning(store, NyInlasning(**{**vars(made), "rader": frame}), vem="anna")
    assert compare_since(store, "SN", before=when).tom


def test_a_verksamhet_that_was_there_every_month_and_then_is_not_has_vanished(store: Store) -> None:
    steady = [(month, "410", 100) for month in (JAN, FEB, MAR)]
    seldom = [(FEB, "420", 40)]
    put(store, [*steady, *seldom], v410="Skola", v420="Bibliotek")
    found = put(store, [(APR, "430", 500)], v430="Fritid")
    assert [(one.verksamhet, one.namn, one.ore) for one in found.forsvunna] == [("410", "Skola", 300)]
    assert [(one.verksamhet, one.namn, one.ore) for one in found.nya] == [("430", "Fritid", 500)]
    assert found.kodbyten == ()


def test_a_corrected_file_without_a_verksamhet_lets_it_vanish(store: Store) -> None:
    put(store, [(JAN, "410", 100), (JAN, "420", 7)])
    found = put(store, [(JAN, "410", 100)])
    assert [one.verksamhet for one in found.forsvunna] == ["420"]
    assert found.sena == (Andring(JAN, "420", "", 7, 0),)


def test_the_same_name_under_another_kod_is_told_and_a_byte_is_proposed(store: Store) -> None:
    put(store, [(month, "410", 100) for month in (JAN, FEB, MAR)], v410="Öppen  förskola")
    found = put(store, [(APR, "415", 100)], v415="öppen förskola")
    assert found.kodbyten == (Kodbyte("öppen förskola", "410", "415", vilar=True),)
    assert "verksamhetsbyte" in describe(found)[-1]


def test_the_same_kod_under_another_name_is_told_but_not_case_and_blanks(store: Store) -> None:
    put(store, [(JAN, "410", 100), (JAN, "420", 1)], v410="Skola", v420="Fritid")
    found = put(store, [(FEB, "410", 100), (FEB, "420", 1)], v410="Grundskola", v420="fritid ")
    assert found.namnbyten == (Namnbyte("410", "Skola", "Grundskola"),)


def test_an_undone_inlasning_is_not_the_latest(store: Store) -> None:
    first = commit(store, [(JAN, "410", 100)])
    second = commit(store, [(JAN, "410", 200)])
    undo_inlasning(store, second, vem="anna")
    assert find_latest(store, "SN").id == first
    undo_inlasning(store, first, vem="anna")
    with pytest.raises(HelarError, match="ingen inläsning"):
        find_latest(store, "SN")


# History that follows a verksamhet to its new kod


def line(store: Store, nod: str, period: Period) -> int:
    return compute_uppfoljning(read_lage(store, "SN", period)).rad(nod).utfall_ore


def test_earlier_months_follow_to_the_new_kod_and_a_report_before_it_keeps_the_old(store: Store) -> None:
    commit(store, [(JAN, "410", 100), (FEB, "410", 200), (MAR, "415", 300), (MAR, "420", 5)])
    save_verksamhetsbyte(store, "SN", "410", "415", MAR, vem="anna")
    march = compute_uppfoljning(read_lage(store, "SN", Period(2022, 3)))
    assert {rad.nod: rad.utfall_ore for rad in march.rader if rad.niva == 1} == {"415": 600, "420": 5}
    assert march.total.utfall_ore == 605
    assert line(store, "410", Period(2022, 2)) == 300
    stored = read_saldo(store, "SN", Slag.UTFALL, per=(Col.VERKSAMHET,))
    assert sorted(stored[Col.VERKSAMHET]) == ["410", "415", "420"]


def test_what_is_booked_on_the_old_kod_after_the_byte_stays_there(store: Store) -> None:
    commit(store, [(FEB, "410", 200), (MAR, "410", 7), (MAR, "415", 300)])
    save_verksamhetsbyte(store, "SN", "410", "415", MAR, vem="anna")
    assert (line(store, "415", Period(2022, 3)), line(store, "410", Period(2022, 3))) == (500, 7)


def test_two_byten_after_each_other_lead_to_the_last_kod(store: Store) -> None:
    commit(store, [(JAN, "1", 1), (FEB, "2", 10), (MAR, "3", 100)])
    save_verksamhetsbyte(store, "SN", "2", "3", MAR, vem="anna")
    save_verksamhetsbyte(store, "SN", "1", "2", FEB, vem="anna")
    assert line(store, "3", Period(2022, 3)) == 111
    assert (line(store, "2", Period(2022, 2))) == 11


def test_two_verksamheter_can_change_kod_with_each_other(store: Store) -> None:
    commit(store, [(JAN, "1", 1), (JAN, "2", 10), (MAR, "1", 100)])
    save_verksamhetsbyte(store, "SN", "1", "2", MAR, vem="anna")
    save_verksamhetsbyte(store, "SN", "2", "1", MAR, vem="anna")
    assert (line(store, "1", Period(2022, 3)), line(store, "2", Period(2022, 3))) == (110, 1)


def test_the_transactions_of_a_line_follow_too(store: Store) -> None:
    commit(store, [(JAN, "410", 100), (MAR, "415", 300), (MAR, "420", 5)])
    save_verksamhetsbyte(store, "SN", "410", "415", MAR, vem="anna")
    rows = read_nod_transaktioner(read_lage(store, "SN", Period(2022, 3)), store, "415")
    assert sorted(rows[Col.ORE]) == [100, 300]


def test_a_byte_is_as_it_was_known_and_can_be_taken_away_and_is_logged(store: Store) -> None:
    commit(store, [(JAN, "410", 100), (MAR, "415", 300)])
    before = latest(store)
    save_verksamhetsbyte(store, "SN", "410", "499", MAR, vem="anna")
    save_verksamhetsbyte(store, "SN", "410", "415", MAR, vem="bo")
    assert [(b.fran_kod, b.till_kod, b.galler_fran, b.vem) for b in read_verksamhetsbyten(store, "SN")] == [
        ("410", "415", MAR, "bo")
    ]
    then = compute_uppfoljning(read_lage(store, "SN", Period(2022, 3), as_of=before))
    assert then.rad("410").utfall_ore == 100
    remove_verksamhetsbyte(store, "SN", "410", MAR, vem="anna")
    assert read_verksamhetsbyten(store, "SN") == ()
    assert [rad.handling for rad in read_logg(store, "SN", 3)] == [
        "verksamhetsbyte borttaget", "verksamhetsbyte sparat", "verksamhetsbyte sparat",
    ]  # fmt: skip
    with pytest.raises(HelarError, match="inget byte från 410"):
        remove_verksamhetsbyte(store, "SN", "410", MAR, vem="anna")


@pytest.mark.parametrize(("fran", "till", "month"), [("1", "1", MAR), ("", "1", MAR), ("1", "", MAR), ("1", "2", 202213)])
def test_a_byte_that_is_none_is_refused(store: Store, fran: str, till: str, month: int) -> None:
    commit(store, [(JAN, "410", 100)])
    with pytest.raises(InvalidValue):
        save_verksamhetsbyte(store, "SN", fran, till, month, vem="anna")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path_factory.mktemp('byten') / 'helar.db'}")
    yield opened
    opened.close()


kods = st.sampled_from("1234")
months = st.sampled_from([JAN, FEB, MAR, APR])


@settings(max_examples=25)
@given(
    st.lists(st.tuples(months, kods, st.integers(-99, 99)), min_size=1, max_size=10),
    st.lists(st.tuples(kods, kods, months).filter(lambda byte: byte[0] != byte[1]), max_size=4),
)
def test_any_byten_keep_every_months_sum_and_follow_the_plain_loop(
    shared: Store, rows: list[Rad], byten: list[tuple[str, str, int]]
) -> None:
    namnd = f"N{next(NUMBERS)}"
    commit_inlasning(shared, ny(rows, namnd=namnd), vem="anna")
    for fran, till, month in byten:
        save_verksamhetsbyte(shared, namnd, fran, till, month, vem="anna")
    lage = read_lage(shared, namnd, Period(2022, 4))
    last = {(month, fran): till for fran, till, month in byten}
    expected: dict[str, int] = {}
    for period, kod, ore in rows:
        shown = kod
        for month in sorted({month for month, _ in last}):
            if period < month:
                shown = last.get((month, shown), shown)
        expected[shown] = expected.get(shown, 0) + ore
    table = compute_uppfoljning(lage)
    assert table.total.utfall_ore == sum(ore for _, _, ore in rows)
    got = {rad.nod: rad.utfall_ore for rad in table.rader if rad.niva == 1}
    assert {kod: ore for kod, ore in got.items() if ore} == {kod: ore for kod, ore in expected.items() if ore}


# Interna poster


def test_motparter_of_the_own_kommun_are_marked_and_still_sum_to_the_total(store: Store) -> None:
    made = ny([(JAN, "410", 1)])
    frames = [rader([(JAN, "410", ore)], motpart=motpart) for motpart, ore in (("150", 10), ("810", 200), ("", 3_000))]
    commit_inlasning(store, NyInlasning(**{**vars(made), "rader": pd.concat(frames)}), vem="anna")
    lage = read_lage(store, "SN", Period(2022, 1))
    assert {one.motpart: one.intern for one in compute_motparter(lage, store)} == {"150": False, "810": False, "": False}
    save_interna_motparter(store, "SN", "100-199; 300", vem="anna")
    found = compute_motparter(lage, store)
    assert {one.motpart: (one.intern, one.utfall_ore) for one in found} == {
        "150": (True, 10), "810": (False, 200), "": (False, 3_000),
    }  # fmt: skip
    before = latest(store)
    save_interna_motparter(store, "SN", "", vem="anna")
    assert not any(one.intern for one in compute_motparter(lage, store))
    then = read_lage(store, "SN", Period(2022, 1), as_of=before)
    assert [one.motpart for one in compute_motparter(then, store) if one.intern] == ["150"]


def test_motparter_that_are_no_codes_are_refused(store: Store) -> None:
    commit(store, [(JAN, "410", 100)])
    with pytest.raises(InvalidValue):
        save_interna_motparter(store, "SN", "100-", vem="anna")
