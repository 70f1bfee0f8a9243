"""Gallring: texts and ended placements go, every amount stays. Other tests hold that nothing else is ever changed."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from finance.errors import InvalidValue, UnknownNamnd
from finance.inlasning.planrader import Placeringsrad
from finance.kolumner import Col, Slag
from finance.kontoplan import UTAN_TEXT, Kontogrupp
from finance.store import (
    NyInlasning,
    Satt,
    Store,
    commit_inlasning,
    gallra,
    read_interna_motparter,
    read_logg,
    read_placeringar,
    read_saldo,
    read_transaktioner,
    read_utan_text,
    save_utan_text,
    undo_inlasning,
)
from tests.finance.store.underlag import commit, latest, ny, rader

PRIVAT = "Arvode till en enskild person"
ROWS = [(202012, "410", 100), (202101, "410", 200), (202202, "420", 300)]


def put(store: Store, rows: Sequence[tuple[int, str, int]] = ROWS, *, namnd: str = "SN", text: str = PRIVAT) -> int:
    made = ny(rows, namnd=namnd)
    frame = rader(rows, text=text, leverantor=f"Leverantör {text}", verifikat="V1")
    return commit_inlasning(store, NyInlasning(**{**vars(made), "rader": frame}), vem="anna")


def texts(store: Store, namnd: str = "SN") -> list[tuple[int, str, str]]:
    rows = read_transaktioner(store, namnd, Slag.UTFALL)
    return list(zip(rows[Col.PERIOD], rows[Col.TEXT], rows[Col.LEVERANTOR], strict=True))


def test_texts_before_the_year_go_and_amounts_codes_and_later_texts_stay(store: Store) -> None:
    put(store)
    sums = read_saldo(store, "SN", Slag.UTFALL)
    done = gallra(store, "SN", 2021, vem="bo")
    assert (done.texter, done.placeringar) == (1, 0)
    kept = (PRIVAT, f"Leverantör {PRIVAT}")
    assert texts(store) == [(202012, "", ""), (202101, *kept), (202202, *kept)]
    assert read_saldo(store, "SN", Slag.UTFALL).equals(sums)
    rows = read_transaktioner(store, "SN", Slag.UTFALL)
    assert (list(rows[Col.ORE]), set(rows[Col.VERIFIKAT])) == ([100, 200, 300], {"V1"})
    logged = read_logg(store, "SN", 1)[0]
    assert (logged.handling, logged.vem) == ("gallrat", "bo")
    assert logged.efter == '{"fore": 2021, "placeringar": 0, "texter": 1}'
    assert gallra(store, "SN", 2021, vem="bo").texter == 0


def test_what_was_replaced_and_undone_is_gallrat_too_and_another_namnd_is_not(store: Store) -> None:
    first, other = put(store), put(store, namnd="KN")
    second = put(store, [(202012, "410", 7)])
    undo_inlasning(store, second, vem="anna")
    put(store, [(202012, "410", 8)])
    assert gallra(store, "SN", 2021, vem="bo").texter == 3
    undo_inlasning(store, 4, vem="anna")
    assert texts(store)[0] == (202012, "", "")
    assert texts(store, "KN")[0][1] == PRIVAT
    assert first != other


def test_only_placements_when_only_they_are_asked_for(store: Store) -> None:
    put(store)
    assert gallra(store, "SN", 2022, texter=False, vem="bo").texter == 0
    assert texts(store)[0][1] == PRIVAT


def test_placements_that_ended_before_the_year_go(store: Store) -> None:
    ends = ("2020-12-31", "2021-01-01", "", "0000-06-30")
    placed = tuple(Placeringsrad("410", "HVB", "2020-01-01", slut, 100, None, None, True, "B", 2) for slut in ends)
    satt = {(Slag.PLACERING, 0): Satt.ERSATTER}
    commit_inlasning(store, NyInlasning("SN", "p.xlsx", "", "p", 1, satt, planrader=placed), vem="anna")
    assert gallra(store, "SN", 2021, placeringar=False, vem="bo").placeringar == 0
    assert gallra(store, "SN", 2021, vem="bo").placeringar == 1
    assert [one.slut for one in read_placeringar(store, "SN")] == list(ends[1:])


def test_the_text_is_nowhere_in_the_database_file_afterwards(tmp_path: Path) -> None:
    opened = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    put(opened, [(202012, "410", ore) for ore in range(500)])
    assert any(PRIVAT.encode() in path.read_bytes() for path in tmp_path.iterdir())
    gallra(opened, "SN", 2021, vem="bo")
    assert [path.name for path in tmp_path.iterdir() if PRIVAT.encode() in path.read_bytes()] == []
    opened.close()


def test_a_namnd_or_year_that_is_none_is_refused(store: Store) -> None:
    commit(store, ROWS)
    with pytest.raises(UnknownNamnd):
        gallra(store, "XX", 2021, vem="bo")
    with pytest.raises(InvalidValue):
        gallra(store, "SN", 21, vem="bo")


def test_which_kontogrupper_keep_no_text_is_a_choice_with_history(store: Store) -> None:
    commit(store, ROWS)
    assert read_utan_text(store, "SN") == UTAN_TEXT
    save_utan_text(store, "SN", {Kontogrupp.PERSONAL, Kontogrupp.KOP}, vem="bo")
    when = latest(store)
    save_utan_text(store, "SN", (), vem="bo")
    assert read_utan_text(store, "SN") == frozenset()
    assert read_utan_text(store, "SN", as_of=when) == {Kontogrupp.PERSONAL, Kontogrupp.KOP}
    assert read_interna_motparter(store, "SN").intervall == ()
