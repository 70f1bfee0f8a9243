"""A struktur holds from its month: last year's report keeps last year's tree."""

import pytest

from finance.errors import InvalidValue
from finance.kolumner import Col
from finance.mottagning import save_struktur
from finance.period import Period
from finance.store import Store, find_struktur, list_inlasningar, list_strukturer, read_struktur, undo_inlasning
from finance.struktur import Nod, Urval
from tests.finance.store.underlag import latest

DEC, JAN = Period(2022, 12), Period(2023, 1)
OLD, NEW = (Nod("1", "Stöd"),), (Nod("1", "Stöd"), Nod("2", "Omsorg", None, (Urval.parse(Col.ANSVAR, "10-19"),)))


def names(store: Store, period: Period | None = None) -> list[str] | None:
    found = read_struktur(store, "SN", period=period)
    return None if found is None else [nod.kod for nod in found.noder]


def test_the_one_with_the_latest_month_that_is_not_after_the_period(store: Store) -> None:
    save_struktur(store, "SN", OLD, vem="anna")
    save_struktur(store, "SN", NEW, galler_fran=202301, vem="anna")
    assert [names(store, period) for period in (Period(1999, 1), DEC, JAN, Period(2024, 6), None)] == [
        ["1"],
        ["1"],
        ["1", "2"],
        ["1", "2"],
        ["1", "2"],
    ]
    assert read_struktur(store, "SN", period=JAN).noder == NEW  # type: ignore[union-attr]


def test_before_the_first_month_there_is_none(store: Store) -> None:
    save_struktur(store, "SN", NEW, galler_fran=202301, vem="anna")
    assert (names(store, DEC), names(store)) == (None, ["1", "2"])


def test_the_same_month_again_replaces_and_undoing_brings_back(store: Store) -> None:
    save_struktur(store, "SN", OLD, vem="anna")
    before = latest(store)
    second = save_struktur(store, "SN", NEW, vem="bo")
    assert names(store) == ["1", "2"]
    assert [nod.kod for nod in read_struktur(store, "SN", as_of=before).noder] == ["1"]  # type: ignore[union-attr]
    undo_inlasning(store, second, vem="bo")
    assert names(store) == ["1"]


def test_versions_are_listed_in_order_of_validity(store: Store) -> None:
    late = save_struktur(store, "SN", NEW, galler_fran=202301, vem="anna")
    early = save_struktur(store, "SN", OLD, vem="anna")
    assert [(one.galler_fran, one.inlasning_id) for one in list_strukturer(store, "SN")] == [(0, early), (202301, late)]
    found = find_struktur(store, "SN", period=JAN)
    assert found is not None
    assert (found.galler_fran, found.inlasning_id) == (202301, late)
    assert {info.id: info.perioder for info in list_inlasningar(store, "SN")} == {late: (202301,), early: ()}


@pytest.mark.parametrize(
    ("noder", "galler_fran"),
    [((), 0), ((Nod("1", "A"), Nod("1", "B")), 0), ((Nod("1", "A", "9"),), 0), (OLD, 202213), (OLD, 202200)],
)
def test_what_cannot_be_used_is_refused(store: Store, noder: tuple[Nod, ...], galler_fran: int) -> None:
    with pytest.raises(InvalidValue):
        save_struktur(store, "SN", noder, galler_fran=galler_fran, vem="anna")
