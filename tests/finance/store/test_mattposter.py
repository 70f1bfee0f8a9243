"""Typed values of mått: newest counts, history stays, taking away gives the file back, as_of; and what reports choose."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from finance.belopp import Enhet, Vy
from finance.errors import HelarError, InvalidValue
from finance.inlasning.planrader import Mattrad, Vardetyp
from finance.mattinskrivning import Mattval as Inskrivning
from finance.mattinskrivning import Tidsdelning, make_rader
from finance.mottagning import read_in
from finance.period import Period
from finance.store import (
    Mattval,
    Namnd,
    Rapporthuvud,
    Store,
    mattpost_history,
    read_matt,
    read_rapportval,
    read_staende,
    remove_mattvarden,
    save_kommentar,
    save_mattval,
    save_mattvarden,
    save_namnd,
    save_rapportdelar,
    save_rapporthuvud,
)

FIL = "Mått;jan 2022;feb 2022\nHushåll;10;20\n"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2022, 5, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(f"sqlite:///{tmp_path / 'helar.db'}", clock=Clock())
    save_namnd(opened, Namnd("SN", "Socialnämnden", Enhet.TKR, Vy.NETTOKOSTNAD), vem="EK")
    return opened


def load(store: Store, text: str = FIL) -> None:
    forslag, inlasning = read_in(store, text.encode(), "hushall.csv", namnd="SN", vem="EK")
    assert inlasning is not None, (forslag.fel, forslag.fragor)


def typed(number: str, month: int = 1) -> tuple[Mattrad, ...]:
    return make_rader(
        Inskrivning("Hushåll"),
        {"": {month: number}},
        typ=Vardetyp.UTFALL,
        delning=Tidsdelning.MANADER,
        period=Period(2022, 4),
        ar=2022,
    )


def values(store: Store, as_of: datetime | None = None) -> list[Decimal | None]:
    return [rad.varde for rad in read_matt(store, "SN", as_of=as_of)]


def test_a_typed_value_goes_before_the_file_until_it_is_taken_away(store: Store) -> None:
    load(store)
    assert values(store) == [10, 20]
    assert save_mattvarden(store, "SN", typed("11,5"), vem="EK") == 1
    assert values(store) == [Decimal("11.5"), 20]
    assert save_mattvarden(store, "SN", typed("11,5"), vem="EK") == 0
    assert remove_mattvarden(store, "SN", typed("11,5"), vem="EK") == 1
    assert values(store) == [10, 20]
    with pytest.raises(HelarError):
        remove_mattvarden(store, "SN", typed("11,5"), vem="EK")
    history = mattpost_history(store, "SN", nod="", grupp="", matt="Hushåll", kategori="")
    assert [(rad.varde, gone) for rad, _, _, gone in history] == [(Decimal("11.5"), True), (Decimal("11.5"), False)]


def test_a_later_file_goes_before_a_typed_value(store: Store) -> None:
    save_mattvarden(store, "SN", typed("7"), vem="EK")
    load(store)
    assert values(store) == [10, 20]


def test_as_of_shows_what_was_known(store: Store) -> None:
    save_mattvarden(store, "SN", typed("7"), vem="EK")
    ((_, _, before, _),) = mattpost_history(store, "SN", nod="", grupp="", matt="Hushåll", kategori="")
    save_mattvarden(store, "SN", typed("8"), vem="EK")
    assert values(store) == [8]
    assert values(store, as_of=before) == [7]


def test_texts_are_masked_and_impossible_values_refused(store: Store) -> None:
    (rad,) = typed("7")
    save_mattvarden(store, "SN", [replace(rad, anmarkning="ring 19811218-9876")], vem="EK")
    assert [rad.anmarkning for rad in read_matt(store, "SN")] == ["ring [personnummer]"]
    with pytest.raises(InvalidValue):
        save_mattvarden(store, "SN", [replace(rad, varde=None)], vem="EK")
    with pytest.raises(InvalidValue):
        save_mattvarden(store, "SN", [replace(rad, fran="2022-02-01", till="2022-01-31")], vem="EK")


def test_a_head_is_of_its_period_and_kind_and_receiver_are_proposed_for_others(store: Store) -> None:
    head = Rapporthuvud("Extra månadsuppföljning", "SN 2022/45", "Socialnämnden", "Godkänna rapporten", ("Uppdrag",))
    save_rapporthuvud(store, "SN", "tertialrapport", 202204, head, vem="EK")
    assert read_rapportval(store, "SN", 202204).huvud("tertialrapport") == head
    other = read_rapportval(store, "SN", 202208).huvud("tertialrapport")
    assert other == Rapporthuvud("Extra månadsuppföljning", mottagare="Socialnämnden")
    assert not read_rapportval(store, "SN", 202204).huvud("manadsuppfoljning")


def test_parts_and_how_matt_are_shown_are_kept(store: Store) -> None:
    save_rapportdelar(store, "SN", ("personal", "drift"), frozenset({"statistik"}), vem="EK")
    save_mattval(store, "SN", Mattval(per_kon=True, dolj_under=5, delar={"Köer": "volymer"}), vem="EK")
    found = read_rapportval(store, "SN", 202204)
    assert (found.ordning, found.utan) == (("personal", "drift"), frozenset({"statistik"}))
    assert found.matt == Mattval(per_kon=True, dolj_under=5, delar={"Köer": "volymer"})
    with pytest.raises(InvalidValue):
        save_mattval(store, "SN", Mattval(dolj_under=99), vem="EK")


def test_the_latest_earlier_text_returns_and_never_a_later_one(store: Store) -> None:
    for period, text in ((202104, "gammal"), (202108, "nyare"), (202208, "senare")):
        save_kommentar(store, "SN", period, "SN", text, sektion="ansvarsomrade", vem="EK")
    period, found = read_staende(store, "SN", 202204, sektion="ansvarsomrade")["SN"]
    assert (period, found.text) == (202108, "nyare")
    assert read_staende(store, "SN", 202104, sektion="ansvarsomrade") == {}
