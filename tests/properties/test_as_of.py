"""Any sequence of inläsning (whole and part months, replace, beside), undo and restore shows at T what was shown at T.

The model is written from DESIGN 5 with plain lists: a month is a pile of files, a file that replaces hides those under it.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.errors import HelarError
from finance.kolumner import Slag
from finance.store import (
    NyInlasning,
    Satt,
    Store,
    Tillstand,
    commit_inlasning,
    list_inlasningar,
    read_transaktioner,
    restore_inlasning,
    undo_inlasning,
)
from tests.finance.store.underlag import latest, rader, shown

MONTHS = (202201, 202202, 202203)
VERKSAMHETER = ("1", "2", "3")
Shown = dict[tuple[int, str], int]
NUMBERS = itertools.count()


@dataclass
class File:
    """One file as the model sees it: rows per month, how it stands there, whether it is undone."""

    rows: dict[int, list[tuple[str, int]]]
    satt: dict[int, Satt]
    undone: bool = False
    knew: dict[int, set[tuple[int, str]]] = field(default_factory=dict)  # month -> what counted when it was read in

    def holds(self, month: int) -> set[str]:
        return {verksamhet for verksamhet, _ in self.rows.get(month, ())}


class Model:
    """What DESIGN 5 says, naively: per month a list of (file, verksamhet) that count."""

    def __init__(self) -> None:
        self.files: list[File] = []

    def counting(self, month: int) -> set[tuple[int, str]]:
        found: set[tuple[int, str]] = set()
        for place, file in enumerate(self.files):
            if file.undone or month not in file.rows:
                continue
            if file.satt[month] is Satt.ERSATTER:
                found = set()
            elif file.satt[month] is Satt.ERSATTER_SINA:
                found = {(other, verksamhet) for other, verksamhet in found if verksamhet not in file.holds(month)}
            found |= {(place, verksamhet) for verksamhet in file.holds(month)}
        return found

    def shown(self) -> Shown:
        total: Shown = {}
        for month in MONTHS:
            for place, counted in self.counting(month):
                for verksamhet, ore in self.files[place].rows[month]:
                    if verksamhet == counted:
                        total[month, verksamhet] = total.get((month, verksamhet), 0) + ore
        return total

    def counts_twice(self, before: dict[int, set[tuple[int, str]]]) -> bool:
        """Whether a verksamhet of a file has come back beside a later one that holds it too and did not know of it."""
        for month in MONTHS:
            now = self.counting(month)
            for back, verksamhet in now - before[month]:
                for later, other in now:
                    if later > back and other == verksamhet and (back, verksamhet) not in self.files[later].knew[month]:
                        return True
        return False

    def state(self, place: int) -> Tillstand:
        file = self.files[place]
        held = {(month, verksamhet) for month in file.rows for verksamhet in file.holds(month)}
        counts = {(month, verksamhet) for month, verksamhet in held if (place, verksamhet) in self.counting(month)}
        if file.undone:
            return Tillstand.ANGRAD
        if counts == held:
            return Tillstand.AKTIV
        return Tillstand.DELVIS_ERSATT if counts else Tillstand.ERSATT


rows_of_a_month = st.lists(st.tuples(st.sampled_from(VERKSAMHETER), st.integers(-5_000, 5_000)), min_size=1, max_size=4)
reading = st.tuples(
    st.just("läs in"),
    st.dictionaries(st.sampled_from(MONTHS), st.tuples(rows_of_a_month, st.sampled_from(Satt)), min_size=1),
)
change = st.tuples(st.sampled_from(["ångra", "återställ"]), st.integers(0, 7))
steps = st.lists(st.one_of(reading, change), min_size=1, max_size=9)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("as_of") / "helar.db"
    opened = Store.open(f"sqlite:///{path}")
    yield opened
    opened.close()


def read_in(store: Store, namnd: str, model: Model, months: dict[int, tuple[list[tuple[str, int]], Satt]]) -> int:
    frame = rader([(month, verksamhet, ore) for month, (rows, _) in months.items() for verksamhet, ore in rows])
    satt = {(Slag.UTFALL, month): how for month, (_, how) in months.items()}
    number = commit_inlasning(store, NyInlasning(namnd, "f.xlsx", "", str(next(NUMBERS)), 1, satt, frame), vem="anna")
    model.files.append(File({m: rows for m, (rows, _) in months.items()}, {m: how for m, (_, how) in months.items()}))
    model.files[-1].knew = {month: model.counting(month) for month in months}
    return number


def change_one(store: Store, model: Model, place: int, number: int, *, undo: bool) -> None:
    """Do it in both, or see it refused in both."""
    file, before = model.files[place], {month: model.counting(month) for month in MONTHS}
    was = file.undone
    file.undone = undo
    allowed = was is not undo and not model.counts_twice(before)
    act = undo_inlasning if undo else restore_inlasning
    if allowed:
        act(store, number, vem="bo")
    else:
        file.undone = was
        with pytest.raises(HelarError):
            act(store, number, vem="bo")


@given(steps)
def test_any_history_shows_at_a_time_what_was_shown_then(store: Store, history: list[tuple[str, object]]) -> None:
    namnd, model, numbers = f"N{next(NUMBERS)}", Model(), list[int]()
    snapshots: list[tuple[datetime, Shown, dict[int, Tillstand]]] = []
    for step, what in history:
        if step == "läs in":
            assert isinstance(what, dict)
            numbers.append(read_in(store, namnd, model, what))
        elif numbers:
            assert isinstance(what, int)
            place = what % len(numbers)
            change_one(store, model, place, numbers[place], undo=step == "ångra")
        else:
            continue
        assert shown(store, namnd=namnd) == model.shown()
        states = {number: model.state(place) for place, number in enumerate(numbers)}
        snapshots.append((latest(store, namnd), model.shown(), states))
    for when, then, states in snapshots:
        assert shown(store, namnd=namnd, as_of=when) == then
        assert {info.id: info.tillstand for info in list_inlasningar(store, namnd, as_of=when)} == states
    if snapshots:
        rows = read_transaktioner(store, namnd, Slag.UTFALL)
        assert sum(snapshots[-1][1].values()) == rows["ore"].sum()
