"""Marks on transactions and noder: they follow their row into a corrected file, rest when it is gone, and follow `as_of`."""

import pandas as pd
import pytest

from finance.errors import HelarError, InvalidValue
from finance.kolumner import Col, Slag
from finance.store import (
    Engangsbelopp,
    Engangspost,
    Namnd,
    NyInlasning,
    Satt,
    Store,
    commit_inlasning,
    read_engangsposter,
    read_logg,
    read_nystarter,
    read_transaktioner,
    remove_engangspost,
    remove_nystart,
    restore_inlasning,
    save_engangsbelopp,
    save_engangspost,
    save_namnd,
    save_nystart,
    undo_inlasning,
)
from tests.finance.store.underlag import Rad, latest, rader

MARS = 202203
FILEN = [(MARS, "11", 5_000), (MARS, "11", 70_000), (MARS, "12", 900)]


@pytest.fixture
def sn(store: Store) -> Store:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    return store


def read_in(store: Store, rows: list[Rad], frame: pd.DataFrame | None = None, *, satt: Satt = Satt.ERSATTER) -> int:
    found = rader(rows, konto="6100", verifikat="V1") if frame is None else frame
    months = {(Slag.UTFALL, int(period)): satt for period in found[Col.PERIOD].unique()}
    return commit_inlasning(store, NyInlasning("SN", "f.xlsx", "sha", f"{found.to_csv()}", 1, months, found), vem="anna")


def place_of(store: Store, ore: int) -> tuple[int, int]:
    found = read_transaktioner(store, "SN", Slag.UTFALL, belopp=[ore])
    (place,) = zip(found[Col.INLASNING], found[Col.LOPNR], strict=True)
    return int(place[0]), int(place[1])


def mark(store: Store, ore: int = 70_000) -> int:
    return save_engangspost(store, "SN", place_of(store, ore), skal="vattenskada", vem="anna")


def the_mark(store: Store) -> Engangspost:
    (found,) = read_engangsposter(store, "SN")
    return found


def test_a_mark_says_which_row_why_and_by_whom(sn: Store) -> None:
    one = read_in(sn, FILEN)
    mark(sn)
    found = the_mark(sn)
    assert (found.plats, found.ore, found.period, found.konto, found.verifikat) == ((one, 2), 70_000, MARS, "6100", "V1")
    assert (found.skal, found.vem, found.i_takten) == ("vattenskada", "anna", False)
    assert read_logg(sn, "SN", 1)[0].handling == "engångspost sparad"


def test_a_corrected_file_keeps_the_mark_by_content(sn: Store) -> None:
    read_in(sn, FILEN)
    mark(sn)
    two = read_in(sn, [(MARS, "12", 950), (MARS, "11", 70_000), (MARS, "11", 5_100), (MARS, "12", 1)])
    assert the_mark(sn).plats == (two, 2)


def test_a_row_that_is_gone_lets_the_mark_rest_until_it_comes_back(sn: Store) -> None:
    read_in(sn, FILEN)
    mark(sn)
    two = read_in(sn, [(MARS, "11", 5_000), (MARS, "11", 69_999), (MARS, "12", 900)])
    assert the_mark(sn).plats is None
    undo_inlasning(sn, two, vem="bo")
    assert the_mark(sn).plats is not None


def test_an_undone_inlasning_lets_the_mark_rest(sn: Store) -> None:
    one = read_in(sn, FILEN)
    mark(sn)
    undo_inlasning(sn, one, vem="bo")
    assert the_mark(sn).plats is None
    restore_inlasning(sn, one, vem="bo")
    assert the_mark(sn).plats == (one, 2)


def test_two_marks_of_the_same_content_need_two_rows(sn: Store) -> None:
    one = read_in(sn, [(MARS, "11", 70_000), (MARS, "11", 70_000)])
    for lopnr in (1, 2):
        save_engangspost(sn, "SN", (one, lopnr), skal="dubbel faktura", vem="anna")
    two = read_in(sn, [(MARS, "11", 70_000), (MARS, "12", 3)])
    assert sorted(str(post.plats) for post in read_engangsposter(sn, "SN")) == [str((two, 1)), "None"]


def test_marking_a_row_again_is_a_new_reason_not_a_second_mark(sn: Store) -> None:
    read_in(sn, FILEN)
    mark(sn)
    read_in(sn, [(MARS, "11", 70_000), (MARS, "11", 1)])
    save_engangspost(sn, "SN", place_of(sn, 70_000), skal="sanering 19121212-1212", vem="bo")
    found = the_mark(sn)
    assert (found.vem, "1212-1212" in found.skal, "sanering" in found.skal) == ("bo", False, True)


def test_marks_follow_as_of(sn: Store) -> None:
    read_in(sn, FILEN)
    before = latest(sn)
    mark(sn)
    marked = latest(sn)
    read_in(sn, [(MARS, "11", 1)])
    remove_engangspost(sn, "SN", the_mark(sn).id, vem="bo")
    assert read_engangsposter(sn, "SN", as_of=before) == ()
    (then,) = read_engangsposter(sn, "SN", as_of=marked)
    assert then.plats is not None
    assert read_engangsposter(sn, "SN") == ()


def test_a_mark_is_removed_once(sn: Store) -> None:
    read_in(sn, FILEN)
    one = mark(sn)
    remove_engangspost(sn, "SN", one, vem="bo")
    with pytest.raises(HelarError, match="redan borttagen"):
        remove_engangspost(sn, "SN", one, vem="bo")


def test_an_amount_without_a_transaction_stands_on_its_place(sn: Store) -> None:
    belopp = Engangsbelopp("11", "Övrigt", MARS, 40_000)
    save_engangsbelopp(sn, "SN", belopp, skal="flytt", vem="anna")
    save_engangsbelopp(sn, "SN", Engangsbelopp("11", "Övrigt", MARS, 50_000), skal="flytt, rättad", vem="anna")
    assert [(post.ore, post.ar_transaktion) for post in read_engangsposter(sn, "SN")] == [(50_000, False)]


def test_a_proposal_that_was_said_no_to_is_remembered_without_a_reason(sn: Store) -> None:
    read_in(sn, FILEN)
    save_engangspost(sn, "SN", place_of(sn, 70_000), skal="", vem="anna", i_takten=True)
    assert the_mark(sn).i_takten
    mark(sn)
    assert not the_mark(sn).i_takten


def test_what_cannot_be_marked_is_refused_with_what_to_do(sn: Store) -> None:
    one = read_in(sn, FILEN)
    with pytest.raises(InvalidValue, match="Skriv varför"):
        save_engangspost(sn, "SN", (one, 2), skal=" ", vem="anna")
    with pytest.raises(HelarError, match="gäller inte längre"):
        save_engangspost(sn, "SN", (one, 99), skal="x", vem="anna")
    for rows, match in (
        (rader([(202213, "11", 5)]), "Bokslut"),
        (rader([(202204, "11", 6)], ack=True), "ackumulerad"),
    ):
        two = read_in(sn, [], rows)
        with pytest.raises(InvalidValue, match=match):
            save_engangspost(sn, "SN", (two, 1), skal="x", vem="anna")
    with pytest.raises(InvalidValue, match="inte vara noll"):
        save_engangsbelopp(sn, "SN", Engangsbelopp("11", "Övrigt", MARS, 0), skal="x", vem="anna")
    with pytest.raises(InvalidValue, match="Välj verksamhet"):
        save_engangsbelopp(sn, "SN", Engangsbelopp("", "Övrigt", MARS, 1), skal="x", vem="anna")


def test_a_new_start_is_written_changed_removed_and_follows_as_of(sn: Store) -> None:
    save_nystart(sn, "SN", "11", MARS, skal="ny enhet", vem="anna")
    first = latest(sn)
    save_nystart(sn, "SN", "11", MARS, skal="ny enhet från mars", vem="bo")
    assert [(one.nod, one.fran, one.skal, one.vem) for one in read_nystarter(sn, "SN")] == [
        ("11", MARS, "ny enhet från mars", "bo")
    ]
    assert read_nystarter(sn, "SN", as_of=first)[0].skal == "ny enhet"
    remove_nystart(sn, "SN", "11", MARS, vem="bo")
    assert read_nystarter(sn, "SN") == ()
    with pytest.raises(HelarError, match="redan borttagen"):
        remove_nystart(sn, "SN", "11", MARS, vem="bo")


def test_a_new_start_needs_a_nod_a_month_and_a_reason(sn: Store) -> None:
    for nod, fran, skal, match in (("", MARS, "x", "Välj"), ("11", 202213, "x", "01-12"), ("11", MARS, "", "varför")):
        with pytest.raises(InvalidValue, match=match):
            save_nystart(sn, "SN", nod, fran, skal=skal, vem="anna")
