"""Marks read with a nämnd's figures: where they lie, what they do to the prognos then and now, and why they rest."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from finance.kolumner import Slag
from finance.kontoplan import Kontogrupp
from finance.lage import Lage, read_lage
from finance.markeringar import FINNS_INTE, INGEN_NOD, INGET_UTFALL, INTE_DRIFT
from finance.period import Period
from finance.prognos import Metod
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.store import (
    Engangsbelopp,
    Namnd,
    NyInlasning,
    Satt,
    Store,
    commit_inlasning,
    save_engangsbelopp,
    save_engangspost,
    save_namnd,
    save_nystart,
    save_verksamhetsbyte,
    undo_inlasning,
)
from finance.uppfoljning import compute_uppfoljning
from tests.finance.store.underlag import latest, rader

KR = 100
APRIL = Period(2022, 4)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Verksamhet 11: 100 kr a month on konto 6192 in 2022, and 360 kr on 6193 in mars."""
    opened = Store.open(f"sqlite:///{tmp_path / 'marken.db'}")
    save_namnd(opened, Namnd("SN", "Socialnämnden"), vem="anna")
    yield opened
    opened.close()


def read_in(store: Store, *, skada: int = 360, konto: str = "6193") -> int:
    plain = rader([(202200 + m, "11", 100 * KR) for m in range(1, 5)], konto="6192")
    frame = pd.concat([plain, rader([(202203, "11", skada * KR)], konto=konto, verifikat="V9")])
    months = {(Slag.UTFALL, 202200 + m): Satt.ERSATTER for m in range(1, 5)}
    return commit_inlasning(store, NyInlasning("SN", "f.xlsx", "s", f"{skada}{konto}", 1, months, frame), vem="anna")


def at(store: Store, period: Period = APRIL, **when: object) -> Lage:
    return read_lage(store, "SN", period, **when)  # type: ignore[arg-type]


def linear(lage: Lage) -> int:
    return int(compute_helarsprognos(lage, metod=Metod.LINJAR_TAKT).system.sum()) // KR


def test_a_marked_transaction_lies_on_its_nod_and_kontogrupp(store: Store) -> None:
    one = read_in(store)
    assert linear(at(store)) == 760 * 3
    save_engangspost(store, "SN", (one, 5), skal="skada", vem="anna")
    lage = at(store)
    (mark,) = lage.engangsposter
    assert (mark.nod, mark.kontogrupp, mark.period, mark.hinder) == ("11", Kontogrupp.LOKALER.value, Period(2022, 3), "")
    assert linear(lage) == 1200 + 360


def test_a_row_that_a_corrected_file_lacks_lets_the_mark_rest_until_the_file_is_undone(store: Store) -> None:
    one = read_in(store)
    save_engangspost(store, "SN", (one, 5), skal="skada", vem="anna")
    two = read_in(store, skada=361)
    lage = at(store)
    assert [mark.hinder for mark in lage.engangsposter] == [FINNS_INTE]
    assert linear(lage) == 761 * 3
    undo_inlasning(store, two, vem="bo")
    assert linear(at(store)) == 1200 + 360
    undo_inlasning(store, one, vem="bo")
    assert [mark.hinder for mark in at(store).engangsposter] == [FINNS_INTE]


def test_a_corrected_file_with_the_row_keeps_the_prognos(store: Store) -> None:
    one = read_in(store)
    save_engangspost(store, "SN", (one, 5), skal="skada", vem="anna")
    frame = rader([(202203, "11", 104 * KR)], konto="6192")
    frame = pd.concat([rader([(202203, "11", 360 * KR)], konto="6193", verifikat="V9"), frame])
    months = {(Slag.UTFALL, 202203): Satt.ERSATTER}
    commit_inlasning(store, NyInlasning("SN", "rättad.xlsx", "t", "t", 1, months, frame), vem="anna")
    assert linear(at(store)) == (100 + 100 + 104 + 100) * 3 + 360


def test_marks_are_seen_as_they_were_known(store: Store) -> None:
    one = read_in(store)
    before = latest(store)
    save_engangspost(store, "SN", (one, 5), skal="skada", vem="anna")
    save_nystart(store, "SN", "11", 202204, skal="ny enhet", vem="anna")
    assert linear(at(store, as_of=before)) == 760 * 3
    assert (at(store, as_of=before).engangsposter, at(store, as_of=before).nystarter) == ((), ())
    assert linear(at(store)) == 660 + 9 * 100  # all before April is only utfall


def test_a_report_for_an_earlier_month_does_not_see_a_later_mark(store: Store) -> None:
    one = read_in(store)
    save_engangspost(store, "SN", (one, 5), skal="skada", vem="anna")
    assert at(store, Period(2022, 2)).engangsposter == ()


def test_a_proposal_that_was_said_no_to_is_no_mark(store: Store) -> None:
    one = read_in(store)
    save_engangspost(store, "SN", (one, 5), skal="", vem="anna", i_takten=True)
    assert at(store).engangsposter == ()


def test_a_mark_follows_its_verksamhet_to_a_new_kod(store: Store) -> None:
    one = read_in(store)
    save_engangspost(store, "SN", (one, 5), skal="skada", vem="anna")
    save_verksamhetsbyte(store, "SN", "11", "99", 202204, vem="anna")
    assert [mark.nod for mark in at(store).engangsposter] == ["99"]


def test_why_a_mark_rests_is_said(store: Store) -> None:
    one = read_in(store, konto="1210")
    save_engangspost(store, "SN", (one, 5), skal="x", vem="anna")
    for nod, grupp, period in (("77", "Lokaler", 202203), ("11", "Godis", 202203), ("11", "Lokaler", 202104)):
        save_engangsbelopp(store, "SN", Engangsbelopp(nod, grupp, period, KR), skal="x", vem="anna")
    save_engangsbelopp(store, "SN", Engangsbelopp("11", "Lokaler", 202203, KR), skal="x", vem="anna")
    # a month before everything that is stored is in no series
    assert [mark.hinder for mark in at(store).engangsposter] == [INTE_DRIFT, INGEN_NOD, INGEN_NOD, "", ""]
    assert linear(at(store)) == (400 - 1) * 3 + 1


def test_an_amount_marked_in_a_month_without_utfall_rests(store: Store) -> None:
    read_in(store)
    save_engangsbelopp(store, "SN", Engangsbelopp("11", "Lokaler", 202205, KR), skal="x", vem="anna")
    assert [mark.hinder for mark in at(store, Period(2022, 5)).engangsposter] == [INGET_UTFALL]


def test_the_table_is_the_same_with_and_without_a_mark(store: Store) -> None:
    one = read_in(store)
    before = [(rad.utfall_ore, rad.budget_ore, rad.avvikelse_ore) for rad in compute_uppfoljning(at(store)).rader]
    save_engangspost(store, "SN", (one, 5), skal="skada", vem="anna")
    assert [(rad.utfall_ore, rad.budget_ore, rad.avvikelse_ore) for rad in compute_uppfoljning(at(store)).rader] == before
