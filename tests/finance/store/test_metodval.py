"""The chosen methods: a reason is asked for, every version is kept, and an earlier day shows what held then."""

import pytest

from finance.errors import HelarError, InvalidValue, UnknownNamnd
from finance.store import Namnd, Store, metodval_history, read_logg, read_metodval, remove_metodval, save_metodval, save_namnd


@pytest.fixture
def sn(store: Store) -> Store:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    return store


def chosen(store: Store, **when: object) -> list[tuple[str, str]]:
    return [(one.nod, one.metod) for one in read_metodval(store, "SN", **when)]  # type: ignore[arg-type]


def test_the_latest_choice_per_nod_counts_and_the_earlier_are_kept(sn: Store) -> None:
    save_metodval(sn, "SN", "11", "linjar_takt", skal="avtalet är nytt", vem="anna")
    save_metodval(sn, "SN", "2", "budget_rest", skal="budgeten är färsk", vem="anna")
    save_metodval(sn, "SN", "11", "ets", skal="lång historik", vem="bo")
    assert chosen(sn) == [("11", "ets"), ("2", "budget_rest")]
    assert [(one.metod, one.vem, one.skal) for one in metodval_history(sn, "SN", "11")] == [
        ("ets", "bo", "lång historik"),
        ("linjar_takt", "anna", "avtalet är nytt"),
    ]


def test_back_to_the_default_is_a_version_too_and_an_earlier_day_shows_the_choice(sn: Store) -> None:
    save_metodval(sn, "SN", "11", "linjar_takt", skal="avtalet är nytt", vem="anna")
    when = read_metodval(sn, "SN")[0].registrerad
    remove_metodval(sn, "SN", "11", vem="bo")
    assert chosen(sn) == []
    assert chosen(sn, as_of=when) == [("11", "linjar_takt")]
    assert [one.metod for one in metodval_history(sn, "SN", "11")] == ["", "linjar_takt"]
    with pytest.raises(HelarError, match="standardmetoden används redan"):
        remove_metodval(sn, "SN", "11", vem="bo")


def test_a_choice_needs_a_reason_and_a_namnd_and_is_logged_without_personnummer(sn: Store) -> None:
    with pytest.raises(InvalidValue, match="Skriv varför"):
        save_metodval(sn, "SN", "11", "linjar_takt", skal="  ", vem="anna")
    with pytest.raises(InvalidValue, match="Välj"):
        save_metodval(sn, "SN", "11", "", skal="nytt avtal", vem="anna")
    with pytest.raises(UnknownNamnd):
        save_metodval(sn, "XX", "11", "linjar_takt", skal="nytt avtal", vem="anna")
    save_metodval(sn, "SN", "11", "linjar_takt", skal="gäller 19121212-1212", vem="anna")
    assert "1212-1212" not in read_metodval(sn, "SN")[0].skal
    assert [rad.handling for rad in read_logg(sn, "SN") if "metod" in rad.handling] == ["metod vald"]
