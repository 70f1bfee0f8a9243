"""Saved scenarios: versions by name and year, removed and put back, and an earlier day shows what was saved then."""

from decimal import Decimal

import pytest

from finance.errors import HelarError, InvalidValue, UnknownNamnd
from finance.store import (
    Namnd,
    Spak,
    Spakslag,
    Store,
    read_bedomningar,
    read_logg,
    read_scenarier,
    remove_scenario,
    restore_scenario,
    save_namnd,
    save_scenario,
    scenario_history,
)

VOLYM = Spak(Spakslag.VOLYM, "11", "Personal", fran=6, tal=(("procent", Decimal("-2.5")),))
VAKANS = Spak(
    Spakslag.VAKANS, "12", fran=7, till=9, tal=(("antal", Decimal(2)), ("lon", Decimal("38500.50")), ("po", Decimal(45)))
)


@pytest.fixture
def sn(store: Store) -> Store:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    return store


def saved(store: Store, ar: int = 2022, **when: object) -> dict[str, tuple[Spak, ...]]:
    return {one.namn: one.spakar for one in read_scenarier(store, "SN", ar, **when)}  # type: ignore[arg-type]


def test_what_is_saved_is_read_back_exactly_and_by_year(sn: Store) -> None:
    assert save_scenario(sn, "SN", "  Fler   timmar ", 2022, [VOLYM, VAKANS], vem="anna") == "Fler timmar"
    save_scenario(sn, "SN", "Fler timmar", 2023, [VAKANS], vem="anna")
    assert saved(sn) == {"Fler timmar": (VOLYM, VAKANS)}
    assert saved(sn, 2023) == {"Fler timmar": (VAKANS,)}
    assert read_scenarier(sn, "SN", 2022)[0].vem == "anna"


def test_a_scenario_is_no_bedomning(sn: Store) -> None:
    save_scenario(sn, "SN", "Fler timmar", 2022, [VOLYM], vem="anna")
    assert read_bedomningar(sn, "SN", 2022) == ()


def test_the_same_name_is_a_new_version_and_an_earlier_day_shows_the_earlier(sn: Store) -> None:
    save_scenario(sn, "SN", "Höst", 2022, [VOLYM], vem="anna")
    when = read_scenarier(sn, "SN", 2022)[0].registrerad
    save_scenario(sn, "SN", "Höst", 2022, [VAKANS], vem="bo")
    assert saved(sn) == {"Höst": (VAKANS,)}
    assert saved(sn, as_of=when) == {"Höst": (VOLYM,)}
    assert [(one.vem, one.spakar) for one in scenario_history(sn, "SN", 2022)] == [("bo", (VAKANS,)), ("anna", (VOLYM,))]
    assert [one.vem for one in scenario_history(sn, "SN", 2022, as_of=when)] == ["anna"]


def test_removed_and_put_back(sn: Store) -> None:
    save_scenario(sn, "SN", "Höst", 2022, [VOLYM], vem="anna")
    remove_scenario(sn, "SN", "Höst", 2022, vem="bo")
    assert saved(sn) == {}
    with pytest.raises(HelarError, match="redan borttaget"):
        remove_scenario(sn, "SN", "Höst", 2022, vem="bo")
    restore_scenario(sn, "SN", "Höst", 2022, vem="bo")
    assert saved(sn) == {"Höst": (VOLYM,)}
    with pytest.raises(HelarError, match="inte borttaget"):
        restore_scenario(sn, "SN", "Höst", 2022, vem="bo")
    assert [one.borttagen for one in scenario_history(sn, "SN", 2022)] == [False, True, False]
    done = [rad.handling for rad in read_logg(sn, "SN") if "scenario" in rad.handling]
    assert sorted(done) == ["scenario borttaget", "scenario sparat", "scenario återställt"]


@pytest.mark.parametrize(
    ("namn", "spakar", "text"),
    [
        ("  ", [VOLYM], "Ge scenariot ett namn"),
        ("a" * 61, [VOLYM], "för långt"),
        ("Höst", [], "tomt"),
        ("Höst", [VOLYM, VOLYM], "samma sak"),
    ],
)
def test_what_cannot_be_saved_says_what_to_do(sn: Store, namn: str, spakar: list[Spak], text: str) -> None:
    with pytest.raises(InvalidValue, match=text):
        save_scenario(sn, "SN", namn, 2022, spakar, vem="anna")
    assert saved(sn) == {}


def test_a_namnd_is_needed_and_a_personnummer_is_masked(sn: Store) -> None:
    with pytest.raises(UnknownNamnd):
        save_scenario(sn, "XX", "Höst", 2022, [VOLYM], vem="anna")
    assert "1212-1212" not in save_scenario(sn, "SN", "Utan 19121212-1212", 2022, [VOLYM], vem="anna")
