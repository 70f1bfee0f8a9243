"""Whatever a person writes later: an earlier report and a locked round stay as they were, and no personnummer is kept."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from finance.lage import read_lage
from finance.omgang import freeze_round, lock_round
from finance.period import Period
from finance.prognos import Metod
from finance.prognos.omgang import omgang_of
from finance.store import (
    Engangsbelopp,
    KandHandelse,
    Parameter,
    Store,
    read_logg,
    read_omgang,
    save_engangsbelopp,
    save_handelse,
    save_metodval,
    save_nystart,
    save_placeringsgap,
)
from finance.uppfoljning import Per, Rad, compute_uppfoljning

APRIL, NAMND = Period(2022, 4), "KAT-SN"
NUMMER = "19811228-9874"  # valid by its check digit, given to nobody
SKAL = f"gäller {NUMMER} enligt beslut"


def engangs(store: Store) -> None:
    one = Engangsbelopp("08", "Köp av verksamhet", 202203, 100_000_00)
    save_engangsbelopp(store, NAMND, one, skal=SKAL, vem="anna")


def handelse(store: Store) -> None:
    figures = {"belopp": Parameter(Decimal(100_000))}
    save_handelse(store, NAMND, KandHandelse(NAMND, "Personal", "fritt_belopp", 202206, 0, figures, SKAL, 202204), vem="anna")


WRITES: dict[str, Callable[[Store], object]] = {
    "metodval": lambda store: save_metodval(store, NAMND, "08", Metod.PLACERINGSLISTA.value, skal=SKAL, vem="anna"),
    "nystart": lambda store: save_nystart(store, NAMND, "07", 202201, skal=SKAL, vem="anna"),
    "engangs": engangs,
    "handelse": handelse,
    "placeringsgap": lambda store: save_placeringsgap(store, NAMND, med=False, vem="anna"),
}


@pytest.fixture
def store(exempel_db: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copyfile(exempel_db, tmp_path / "egen.db")
    opened = Store.open(f"sqlite:///{tmp_path / 'egen.db'}")
    yield opened
    opened.close()


def shown(store: Store, as_of: datetime | None = None) -> tuple[Rad, ...]:
    return compute_uppfoljning(read_lage(store, NAMND, APRIL, as_of=as_of), per=Per.NOD_KONTOGRUPP).rader


def test_the_report_of_each_time_is_what_was_shown_then(store: Store) -> None:
    known = [(max(rad.nar for rad in read_logg(store, NAMND)), shown(store))]
    for write in WRITES.values():
        write(store)
        known.append((max(rad.nar for rad in read_logg(store, NAMND)), shown(store)))
    assert len({rader for _, rader in known}) == 1 + len(WRITES)  # each of them was seen
    for nar, rader in known:
        assert shown(store, nar) == rader


def test_a_locked_round_stays_as_it_was(store: Store) -> None:
    lage = read_lage(store, NAMND, APRIL)
    before = freeze_round(lage, compute_uppfoljning(lage))
    lock_round(store, lage, vem="anna")
    for write in WRITES.values():
        write(store)
    last = read_omgang(store, NAMND, APRIL.key)
    assert last is not None
    assert omgang_of(last).rader == before.rader
    after = read_lage(store, NAMND, APRIL)
    assert freeze_round(after, compute_uppfoljning(after)).rader != before.rader


@pytest.mark.parametrize("written", [name for name in WRITES if name != "placeringsgap"])
def test_no_personnummer_is_kept_in_what_a_person_writes(store: Store, tmp_path: Path, written: str) -> None:
    WRITES[written](store)
    with closing(sqlite3.connect(tmp_path / "egen.db")) as base:
        dump = "\n".join(base.iterdump())
    assert "enligt beslut" in dump
    assert NUMMER not in dump
