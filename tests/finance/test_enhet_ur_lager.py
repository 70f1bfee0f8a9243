"""A file that does not say its unit: what is stored for the same verksamheter settles it, or it is asked about."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest

from finance.kolumner import Slag
from finance.mottagning import Forslag, Forslagsstatus, prepare
from finance.store import Store, commit_inlasning
from tests.finance.store.underlag import ny

JAN, FEB, MAR = 202201, 202202, 202203
MANAD = 50_000_00
"""What each of 1 and 2 costs a month in the store: 50 000 kr."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    yield opened
    opened.close()


@pytest.fixture
def known(store: Store) -> Store:
    commit_inlasning(store, ny([(month, kod, MANAD) for month in (JAN, FEB) for kod in "12"]), vem="anna")
    return store


def look(store: Store, header: Sequence[object], *rows: Sequence[object]) -> Forslag:
    made = openpyxl.Workbook(write_only=True)
    page = made.create_sheet("Blad1")
    for row in (header, *rows):
        page.append(list(row))
    saved = io.BytesIO()
    made.save(saved)
    return prepare(store, saved.getvalue(), "h 2022.xlsx", namnd="SN")


LONG = ("Verksamhet", "Period", "Belopp")


def kods(forslag: Forslag) -> list[str]:
    found = [*(note.kod for note in forslag.varningar), *(fraga.kod for fraga in forslag.fragor)]
    return [kod for kod in found if kod.startswith("enhet")]


@pytest.mark.parametrize(
    ("belopp", "kronor"),
    [(50, 1000), (17, 1000), (149, 1000), (50_000, 1), (17_000, 1), (99_999, 1)],
)
def test_within_a_factor_three_of_what_is_stored(known: Store, belopp: int, kronor: int) -> None:
    forslag = look(known, LONG, ("1", MAR, belopp), ("2", MAR, belopp))
    assert forslag.summor["utfall"].summa_ore == 2 * belopp * kronor * 100
    assert (forslag.status, kods(forslag)) == (Forslagsstatus.KLAR, ["enhet_ur_lagret"])


@pytest.mark.parametrize("belopp", [16, 151, 1000, 16_000, 1])
def test_further_away_it_is_asked(known: Store, belopp: int) -> None:
    forslag = look(known, LONG, ("1", MAR, belopp), ("2", MAR, belopp))
    assert (forslag.status, kods(forslag)) == (Forslagsstatus.FRAGA, ["enhet"])


def test_with_nothing_stored_it_is_asked(store: Store) -> None:
    assert kods(look(store, LONG, ("1", MAR, 50))) == ["enhet"]


def test_other_verksamheter_settle_nothing(known: Store) -> None:
    assert kods(look(known, LONG, ("7", MAR, 50), ("8", MAR, 50))) == ["enhet"]
    assert kods(look(known, LONG, ("1", MAR, 50), ("8", MAR, 51))) == ["enhet"]  # less than half is known


def test_months_are_compared_with_months(known: Store) -> None:
    several = look(known, LONG, *((kod, month, 40) for kod in "12" for month in (JAN, FEB, MAR)))
    assert several.summor["utfall"].summa_ore == 6 * 40_000_00
    wide = look(known, ("Verksamhet", "jan", "feb", "mar", "apr"), ("1", 40, 60, 50, None), ("2", 50, 50, 50, None))
    assert wide.summor["utfall"].summa_ore == 300_000_00
    ack = look(known, ("Verksamhet", "Utfall jan-mar 2022"), ("1", 150), ("2", 150))
    assert kods(ack) == ["enhet_ur_lagret"]


def test_a_budget_settles_where_there_is_no_utfall(store: Store) -> None:
    commit_inlasning(store, ny([(JAN, "1", MANAD)], slag=Slag.BUDGET), vem="anna")
    assert look(store, LONG, ("1", MAR, 50)).summor["utfall"].summa_ore == 50_000_00


def test_a_stated_unit_is_not_doubted(known: Store) -> None:
    forslag = look(known, ("Verksamhet", "Period", "Belopp (Mnkr)"), ("1", MAR, 50))
    assert (forslag.summor["utfall"].summa_ore, kods(forslag)) == (50 * 100_000_000, [])
