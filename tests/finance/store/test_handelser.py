"""Known events and prisantaganden in the store: versions, months, masking, history."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from finance.errors import HelarError, InvalidValue, UnknownNamnd
from finance.store import (
    KandHandelse,
    Namnd,
    Parameter,
    Store,
    handelse_history,
    prisantagande_history,
    read_handelser,
    read_logg,
    read_prisantaganden,
    remove_handelse,
    remove_prisantagande,
    restore_handelse,
    save_handelse,
    save_namnd,
    save_prisantagande,
)

VAKANS = KandHandelse(
    nod="11",
    kontogrupp="Personal",
    slag="vakans",
    fran=202206,
    till=0,
    parametrar={"antal": Parameter(Decimal("1.5")), "lon": Parameter(pris="Månadslön"), "po": Parameter(Decimal("45.42"))},
    skal="Tjänsten väntar på rekrytering",
    period=202205,
)


@pytest.fixture
def sn(store: Store) -> Store:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    return store


def price(store: Store, varde: str, galler_fran: int = 202201, **values: str) -> str:
    kept = {"namn": "Riksnorm", "enhet": "kr per månad", "kalla": "Socialstyrelsen 2022", **values}
    return save_prisantagande(store, "SN", varde=Decimal(varde), galler_fran=galler_fran, vem="anna", **kept)


def now(store: Store) -> datetime:
    """The moment of the last write."""
    return max(rad.nar for rad in read_logg(store, "SN"))


def test_an_event_comes_back_as_written(sn: Store) -> None:
    lineage = save_handelse(sn, "SN", VAKANS, vem="anna")
    (found,) = read_handelser(sn, "SN")
    assert found == replace(VAKANS, id=lineage, vem="anna")
    assert found.parametrar["antal"].tal == Decimal("1.5")
    assert save_handelse(sn, "SN", VAKANS, vem="bo") == lineage + 1


def test_each_namnd_has_its_own_events(sn: Store) -> None:
    save_namnd(sn, Namnd("BN", "Barnnämnden"), vem="anna")
    save_handelse(sn, "BN", VAKANS, vem="anna")
    assert read_handelser(sn, "SN") == ()
    with pytest.raises(UnknownNamnd):
        save_handelse(sn, "XX", VAKANS, vem="anna")


def test_a_change_is_a_new_version_and_as_of_shows_the_old(sn: Store) -> None:
    lineage = save_handelse(sn, "SN", VAKANS, vem="anna")
    before = now(sn)
    save_handelse(sn, "SN", replace(VAKANS, id=lineage, fran=202209), vem="bo")
    assert [one.fran for one in read_handelser(sn, "SN")] == [202209]
    assert [one.fran for one in read_handelser(sn, "SN", as_of=before)] == [202206]
    assert [(one.fran, one.vem) for one in handelse_history(sn, "SN", lineage)] == [(202209, "bo"), (202206, "anna")]


def test_an_earlier_month_does_not_see_what_was_written_for_a_later(sn: Store) -> None:
    lineage = save_handelse(sn, "SN", VAKANS, vem="anna")
    save_handelse(sn, "SN", replace(VAKANS, id=lineage, fran=202210, period=202207), vem="anna")
    seen = {month: [one.fran for one in read_handelser(sn, "SN", period=month)] for month in (202204, 202205, 202206, 202207)}
    assert seen == {202204: [], 202205: [202206], 202206: [202206], 202207: [202210]}
    remove_handelse(sn, "SN", lineage, period=202208, vem="anna")
    assert [one.fran for one in read_handelser(sn, "SN", period=202207)] == [202210]
    assert read_handelser(sn, "SN", period=202208) == ()


def test_a_removal_can_be_taken_back(sn: Store) -> None:
    lineage = save_handelse(sn, "SN", VAKANS, vem="anna")
    remove_handelse(sn, "SN", lineage, period=202205, vem="anna")
    with pytest.raises(HelarError, match="redan borttagen"):
        remove_handelse(sn, "SN", lineage, period=202205, vem="anna")
    with pytest.raises(HelarError, match="borttagen"):
        save_handelse(sn, "SN", replace(VAKANS, id=lineage), vem="anna")
    restore_handelse(sn, "SN", lineage, period=202205, vem="bo")
    assert [one.id for one in read_handelser(sn, "SN")] == [lineage]
    assert [one.borttagen for one in handelse_history(sn, "SN", lineage)] == [False, True, False]
    with pytest.raises(HelarError, match="inte borttagen"):
        restore_handelse(sn, "SN", lineage, period=202205, vem="bo")


def test_personnummer_in_a_reason_are_masked(sn: Store) -> None:
    save_handelse(sn, "SN", replace(VAKANS, skal="Efter 19811228-9874 som slutar"), vem="anna")
    price(sn, "4000", kalla="Ring 811228-9874")
    texts = [read_handelser(sn, "SN")[0].skal, read_prisantaganden(sn, "SN")[0].kalla]
    assert not any("9874" in text for text in texts)
    assert not any("9874" in str(rad.efter) for rad in read_logg(sn, "SN"))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"nod": ""}, "verksamhet"),
        ({"skal": "  "}, "Skriv vad som händer"),
        ({"fran": 202213}, "månad"),
        ({"till": 202205}, "slutar innan den börjar"),
    ],
)
def test_an_event_without_what_it_needs_is_refused(sn: Store, values: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        save_handelse(sn, "SN", replace(VAKANS, **values), vem="anna")  # type: ignore[arg-type]
    assert read_handelser(sn, "SN") == ()


def test_a_price_has_a_value_per_month_and_a_new_one_takes_its_place(sn: Store) -> None:
    price(sn, "4080.50")
    price(sn, "4230", 202301)
    before = now(sn)
    price(sn, "4250", 202301, namn=" riksnorm ")
    assert [(one.namn, one.varde, one.galler_fran) for one in read_prisantaganden(sn, "SN")] == [
        ("Riksnorm", Decimal("4080.50"), 202201),
        ("Riksnorm", Decimal(4250), 202301),
    ]
    assert [one.varde for one in read_prisantaganden(sn, "SN", as_of=before)] == [Decimal("4080.50"), Decimal(4230)]
    remove_prisantagande(sn, "SN", "Riksnorm", 202301, vem="bo")
    assert [one.galler_fran for one in read_prisantaganden(sn, "SN")] == [202201]
    assert [one.borttagen for one in prisantagande_history(sn, "SN", "Riksnorm")] == [True, False, False, False]
    with pytest.raises(HelarError, match="finns inte längre"):
        remove_prisantagande(sn, "SN", "Riksnorm", 202301, vem="bo")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"namn": " "}, "pris på"),
        ({"enhet": "kr per styck"}, "ingen enhet"),
        ({"kalla": ""}, "varifrån"),
        ({"varde": "NaN"}, "ett tal"),
        ({"galler_fran": 202200}, "månad"),
    ],
)
def test_a_price_without_what_it_needs_is_refused(sn: Store, values: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        price(sn, **{"varde": "10", **values})  # type: ignore[arg-type]


def test_a_name_keeps_its_unit(sn: Store) -> None:
    price(sn, "4000")
    with pytest.raises(InvalidValue, match="kr per månad"):
        price(sn, "130", enhet="kr per dygn")
