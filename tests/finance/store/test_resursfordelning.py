"""The mått of a unit and what its hours are worth: versions, refusals, as_of, removal."""

import dataclasses
from decimal import Decimal
from typing import TypeVar

import pytest

from finance.errors import HelarError, InvalidValue, UnknownNamnd
from finance.store import (
    ALLA,
    Arsarbetargrund,
    Mattnyckel,
    Namnd,
    Resurskoppling,
    Resursvarde,
    Store,
    Timslag,
    Vardeslag,
    read_logg,
    read_resurskopplingar,
    read_resursvarden,
    remove_resurskoppling,
    remove_resursvarde,
    resurskoppling_history,
    resursvarde_history,
    save_namnd,
    save_resurskoppling,
    save_resursvarde,
)

T = TypeVar("T", Resurskoppling, Resursvarde)
NORR = Resurskoppling(
    "11",
    Mattnyckel("Beviljade timmar", "Hemtjänst", "dag", "11"),
    Mattnyckel("Utförda timmar", "Hemtjänst", "", "11"),
    Mattnyckel("Årsarbetare"),
    Timslag.UTFORDA,
    Arsarbetargrund.KOSTNAD,
)
PRIS = Resursvarde(ALLA, Vardeslag.ERSATTNING, Decimal(412_50), 202201, kalla="SN § 45")


@pytest.fixture
def sn(store: Store) -> Store:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    return store


def bare(one: T) -> T:
    return dataclasses.replace(one, vem="", registrerad=None)


def test_what_is_written_comes_back_with_who_and_is_logged(sn: Store) -> None:
    assert save_resurskoppling(sn, "SN", NORR, vem="anna")
    assert save_resursvarde(sn, "SN", PRIS, vem="eva")
    assert [bare(one) for one in read_resurskopplingar(sn, "SN")] == [NORR]
    assert [bare(one) for one in read_resursvarden(sn, "SN")] == [PRIS]
    assert (read_resurskopplingar(sn, "SN")[0].vem, read_resursvarden(sn, "SN")[0].vem) == ("anna", "eva")
    assert {row.handling for row in read_logg(sn, "SN")} >= {"resursfördelning kopplad", "resursvärde sparat"}


def test_a_change_is_a_new_version_and_the_same_again_is_nothing(sn: Store) -> None:
    save_resurskoppling(sn, "SN", NORR, vem="anna")
    then = read_resurskopplingar(sn, "SN")[0].registrerad
    assert not save_resurskoppling(sn, "SN", NORR, vem="eva")
    changed = dataclasses.replace(NORR, ersatts_for=Timslag.BEVILJADE)
    assert save_resurskoppling(sn, "SN", changed, vem="eva")
    assert [bare(one) for one in read_resurskopplingar(sn, "SN")] == [changed]
    assert [bare(one) for one in read_resurskopplingar(sn, "SN", as_of=then)] == [NORR]
    assert [(one.vem, gone) for one, gone in resurskoppling_history(sn, "SN", "11")] == [("eva", False), ("anna", False)]


def test_a_value_of_another_month_stands_beside_and_of_the_same_month_takes_its_place(sn: Store) -> None:
    save_resursvarde(sn, "SN", PRIS, vem="anna")
    then = read_resursvarden(sn, "SN")[0].registrerad
    assert not save_resursvarde(sn, "SN", PRIS, vem="anna")
    april = dataclasses.replace(PRIS, galler_fran=202204, galler_till=202206, varde=Decimal(420_00))
    save_resursvarde(sn, "SN", april, vem="anna")
    new = dataclasses.replace(PRIS, varde=Decimal(415_00))
    save_resursvarde(sn, "SN", new, vem="anna")
    assert [bare(one) for one in read_resursvarden(sn, "SN")] == [new, april]
    assert [bare(one) for one in read_resursvarden(sn, "SN", as_of=then)] == [PRIS]
    assert [one.varde for one, _ in resursvarde_history(sn, "SN", ALLA, Vardeslag.ERSATTNING)] == [41500, 42000, 41250]


def test_what_is_removed_is_gone_but_kept_and_can_come_back(sn: Store) -> None:
    save_resurskoppling(sn, "SN", NORR, vem="anna")
    save_resursvarde(sn, "SN", PRIS, vem="anna")
    then = read_resursvarden(sn, "SN")[0].registrerad
    remove_resurskoppling(sn, "SN", "11", vem="eva")
    remove_resursvarde(sn, "SN", PRIS, vem="eva")
    assert (read_resurskopplingar(sn, "SN"), read_resursvarden(sn, "SN")) == ((), ())
    assert len(read_resurskopplingar(sn, "SN", as_of=then)) == len(read_resursvarden(sn, "SN", as_of=then)) == 1
    with pytest.raises(HelarError, match="Ladda om sidan"):
        remove_resurskoppling(sn, "SN", "11", vem="eva")
    with pytest.raises(HelarError, match="Ladda om sidan"):
        remove_resursvarde(sn, "SN", PRIS, vem="eva")
    assert save_resursvarde(sn, "SN", PRIS, vem="anna")
    assert [gone for _, gone in resursvarde_history(sn, "SN", ALLA, Vardeslag.ERSATTNING)] == [False, True, False]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"nod": ""}, "Välj både en enhet"),
        ({"beviljade": Mattnyckel("")}, "Välj både en enhet"),
        ({"utforda": None}, "utförda timmar"),
        ({"arsarbetare": NORR.utforda}, "valt två gånger"),
    ],
)
def test_a_coupling_that_cannot_be_computed_is_refused(sn: Store, change: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        save_resurskoppling(sn, "SN", dataclasses.replace(NORR, **change), vem="anna")  # type: ignore[arg-type]
    assert read_resurskopplingar(sn, "SN") == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"varde": Decimal(0)}, "större än noll"),
        ({"varde": Decimal(-1)}, "större än noll"),
        ({"varde": Decimal("0.5")}, "kronor och ören"),
        ({"galler_fran": 202213}, "kalendermånad"),
        ({"galler_till": 202112}, "slutar gälla innan"),
    ],
)
def test_a_value_that_means_nothing_is_refused(sn: Store, change: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        save_resursvarde(sn, "SN", dataclasses.replace(PRIS, **change), vem="anna")  # type: ignore[arg-type]
    assert read_resursvarden(sn, "SN") == ()


def test_hours_per_arsarbetare_may_have_decimals_and_a_source_is_masked(sn: Store) -> None:
    value = Resursvarde("11", Vardeslag.TIMMAR, Decimal("1200.5"), 202201, kalla="gäller 19121212-1212")
    save_resursvarde(sn, "SN", value, vem="anna")
    found = read_resursvarden(sn, "SN")[0]
    assert found.varde == Decimal("1200.5")
    assert "1212" not in found.kalla


def test_an_unknown_namnd_is_refused(store: Store) -> None:
    with pytest.raises(UnknownNamnd):
        save_resurskoppling(store, "XX", NORR, vem="anna")
    with pytest.raises(UnknownNamnd):
        save_resursvarde(store, "XX", PRIS, vem="anna")
