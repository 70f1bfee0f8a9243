"""Bedömningar saved together: all or none, undone as one, with a history that keeps everything."""

import dataclasses

import pytest

from finance.errors import HelarError, InvalidValue
from finance.inlasning.modell import Bedomningsrad
from finance.store import (
    Namnd,
    Store,
    bedomning_history,
    last_sparning,
    read_bedomningar,
    read_logg,
    remove_bedomning,
    save_bedomning,
    save_bedomningar,
    save_namnd,
    undo_sparning,
)
from tests.finance.store.underlag import latest

NIVA = Bedomningsrad("1", "", "niva", -500, None, 2022, 202204, None, None, "färre platser", "", 0)
MAJ = dataclasses.replace(NIVA, period=202205)


@pytest.fixture
def sn(store: Store) -> Store:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    return store


def in_force(store: Store, period: int | None = None) -> list[tuple[str, int | None, int]]:
    """(nod, avvikelse, the month it was made for)."""
    return [(post.nod, post.avvikelse_ore, post.period) for post in read_bedomningar(store, "SN", 2022, period=period)]


def undo(store: Store) -> None:
    last = last_sparning(store, "SN", 2022)
    assert last is not None
    undo_sparning(store, "SN", 2022, last.nar, vem="bo")


def test_several_are_saved_at_one_moment_and_logged_one_by_one(sn: Store) -> None:
    other = dataclasses.replace(NIVA, nod="2", avvikelse_ore=300)
    ids = save_bedomningar(sn, "SN", [NIVA, other], vem="chef")
    assert len(set(ids)) == 2
    assert in_force(sn) == [("1", -500, 202204), ("2", 300, 202204)]
    posts = read_bedomningar(sn, "SN", 2022)
    assert posts[0].registrerad == posts[1].registrerad
    assert [rad.handling for rad in read_logg(sn, "SN", limit=2)] == ["bedömning sparad"] * 2


def test_two_nivaer_for_one_place_are_refused_and_nothing_is_stored(sn: Store) -> None:
    with pytest.raises(InvalidValue, match="Två nivåer"):
        save_bedomningar(sn, "SN", [dataclasses.replace(NIVA, nod="2"), NIVA, NIVA], vem="chef")
    assert in_force(sn) == []
    assert last_sparning(sn, "SN", 2022) is None


def test_tillagg_saved_together_for_one_place_count_together_until_the_next_save(sn: Store) -> None:
    tillagg = [dataclasses.replace(NIVA, typ="tillagg", avvikelse_ore=ore) for ore in (-1, -2)]
    save_bedomningar(sn, "SN", tillagg, vem="chef")
    assert in_force(sn) == [("1", -1, 202204), ("1", -2, 202204)]
    save_bedomningar(sn, "SN", [dataclasses.replace(tillagg[0], avvikelse_ore=-9)], vem="chef")
    assert in_force(sn) == [("1", -9, 202204)]


def test_undo_brings_back_what_was_made_for_an_earlier_month_as_old_as_it_is(sn: Store) -> None:
    save_bedomning(sn, "SN", NIVA, vem="chef")
    save_bedomningar(sn, "SN", [MAJ, dataclasses.replace(MAJ, nod="2")], vem="chef")
    t1 = latest(sn)
    assert in_force(sn) == [("1", -500, 202205), ("2", -500, 202205)]
    undo(sn)
    assert in_force(sn) == [("1", -500, 202204)], "still april: nobody has confirmed it for maj"
    assert len(read_bedomningar(sn, "SN", 2022, as_of=t1)) == 2, "a report of that moment is as it was"
    undo(sn)
    assert in_force(sn) == []
    assert last_sparning(sn, "SN", 2022) is None


def test_a_removal_is_undone_too(sn: Store) -> None:
    first = save_bedomning(sn, "SN", NIVA, vem="chef")
    remove_bedomning(sn, "SN", first, vem="chef", period=202205)
    assert in_force(sn) == []
    assert in_force(sn, 202204) == [("1", -500, 202204)], "taken away in maj, it still stands in april's report"
    undo(sn)
    assert in_force(sn) == [("1", -500, 202204)]


def test_only_the_last_save_can_be_undone_and_only_once(sn: Store) -> None:
    save_bedomning(sn, "SN", NIVA, vem="chef")
    first = last_sparning(sn, "SN", 2022)
    assert first is not None
    assert (first.vem, first.noder) == ("chef", ("1",))
    save_bedomning(sn, "SN", MAJ, vem="chef")
    with pytest.raises(HelarError, match="Någon har sparat"):
        undo_sparning(sn, "SN", 2022, first.nar, vem="bo")
    undo(sn)
    undo_sparning(sn, "SN", 2022, first.nar, vem="bo")
    with pytest.raises(HelarError, match="Någon har sparat"):
        undo_sparning(sn, "SN", 2022, first.nar, vem="bo")


def test_the_history_keeps_everything_newest_first_and_says_what_happened(sn: Store) -> None:
    save_bedomning(sn, "SN", NIVA, vem="chef")
    t1 = latest(sn)
    second = save_bedomning(sn, "SN", dataclasses.replace(MAJ, avvikelse_ore=-700), vem="ekonom")
    undo(sn)
    remove_bedomning(sn, "SN", second, vem="chef")
    save_bedomning(sn, "SN", dataclasses.replace(NIVA, nod="2"), vem="chef")
    found = bedomning_history(sn, "SN", 2022, "1")
    assert [(one.post.avvikelse_ore, one.post.vem, one.handling) for one in found] == [
        (-700, "chef", "borttagen"),
        (-700, "ekonom", "sparad, sedan ångrad"),
        (-500, "chef", "sparad"),
    ]
    assert [one.handling for one in bedomning_history(sn, "SN", 2022, "1", as_of=t1)] == ["sparad"]
