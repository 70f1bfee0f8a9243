"""What is locked: versions that never change, a seal that tells when somebody changed one, and what was known when."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from finance.belopp import Enhet, Vy
from finance.errors import HelarError
from finance.store import (
    Namnd,
    Skadad,
    Store,
    list_omgangar,
    list_rapporter,
    lock_omgang,
    lock_rapport,
    read_logg,
    read_omgang,
    read_omgang_before,
    read_rapport,
    save_namnd,
)

APRIL, MAJ = 202204, 202205


@pytest.fixture(autouse=True)
def _namnd(store: Store) -> None:
    save_namnd(store, Namnd("SN", "Socialnämnden", Enhet.TKR, Vy.NETTOKOSTNAD), vem="A")


def test_what_is_locked_is_read_back_with_who_and_when(store: Store) -> None:
    last = lock_omgang(store, "SN", MAJ, {"b": 1, "a": "åäö"}, vem="A. Ek")
    assert read_omgang(store, "SN", MAJ) == last
    assert (last.version, last.vem, last.anledning, last.hel) == (1, "A. Ek", "", True)
    assert last.varden == {"a": "åäö", "b": 1}
    assert last.innehall == '{"a":"åäö","b":1}'
    assert read_logg(store, "SN")[0].handling == "omgång låst"


def test_locking_again_needs_a_change_and_a_reason_and_the_first_stands(store: Store) -> None:
    first = lock_omgang(store, "SN", MAJ, {"a": 1}, vem="A")
    with pytest.raises(HelarError, match="Inget har ändrats"):
        lock_omgang(store, "SN", MAJ, {"a": 1}, vem="A", anledning="igen")
    with pytest.raises(HelarError, match="Skriv varför"):
        lock_omgang(store, "SN", MAJ, {"a": 2}, vem="A")
    second = lock_omgang(store, "SN", MAJ, {"a": 2}, vem="B", anledning="rättad fil, 19121212-1212 ringde")
    assert second.version == 2
    assert "19121212" not in second.anledning  # personnummer are masked
    assert list_omgangar(store, "SN") == (second, first)
    assert read_omgang(store, "SN", MAJ, as_of=first.registrerad) == first


def test_the_round_before_is_the_latest_of_the_same_year(store: Store) -> None:
    lock_omgang(store, "SN", 202112, {"a": 0}, vem="A")
    assert read_omgang_before(store, "SN", APRIL) is None
    march = lock_omgang(store, "SN", 202203, {"a": 1}, vem="A")
    april = lock_omgang(store, "SN", APRIL, {"a": 2}, vem="A")
    assert read_omgang_before(store, "SN", MAJ) == april
    assert read_omgang_before(store, "SN", APRIL) == march
    assert read_omgang_before(store, "SN", MAJ, as_of=march.registrerad) == march
    assert read_omgang_before(store, "SN", MAJ, as_of=datetime(2000, 1, 1, tzinfo=UTC)) is None


def test_reports_of_another_slag_have_versions_of_their_own(store: Store) -> None:
    one = lock_rapport(store, "SN", APRIL, {"a": 1}, slag="manadsuppfoljning", titel="Månadsuppföljning", vem="A")
    two = lock_rapport(store, "SN", APRIL, {"a": 1}, slag="tertialrapport", titel="Tertialrapport", vem="A")
    assert (one.version, two.version) == (1, 1)
    assert set(list_rapporter(store, "SN", period=APRIL)) == {one, two}
    assert read_rapport(store, "SN", one.id) == one
    with pytest.raises(HelarError, match="finns inte"):
        read_rapport(store, "SN", 99)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("innehall", '{"a":2}'),
        ("vem", "B"),
        ("period", 202201),
        ("version", 7),
        ("anledning", "x"),
        ("registrerad", "2001-01-01T00:00:00.000000+00:00"),
        ("sha256", "0" * 64),
    ],
)
def test_a_row_that_was_changed_behind_the_program_is_refused(store: Store, column: str, value: object) -> None:
    last = lock_omgang(store, "SN", MAJ, {"a": 1}, vem="A")
    with store.write() as conn:
        conn.execute(sa.text(f"UPDATE prognosomgang SET {column} = :value WHERE id = :id"), {"value": value, "id": last.id})  # noqa: S608
    (found,) = list_omgangar(store, "SN")
    assert not found.hel
    with pytest.raises(Skadad, match="säkerhetskopia"):
        _ = found.varden


def test_a_damaged_lock_is_no_reason_to_refuse_a_new_one(store: Store) -> None:
    lock_omgang(store, "SN", MAJ, {"a": 1}, vem="A")
    with store.write() as conn:
        conn.execute(sa.text("UPDATE prognosomgang SET sha256 = 'x'"))
    again = lock_omgang(store, "SN", MAJ, {"a": 1}, vem="A", anledning="den första är skadad")
    assert (again.version, again.hel) == (2, True)


def test_an_unknown_namnd_locks_nothing(store: Store) -> None:
    with pytest.raises(HelarError):
        lock_omgang(store, "XX", MAJ, {"a": 1}, vem="A")
