"""What no nod selects is listed, sums to its line, and can be placed without touching anything else."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from finance.ej_fordelat import list_ej_fordelat, place_ej_fordelat
from finance.errors import HelarError, InvalidValue
from finance.kolumner import Col, Slag
from finance.lage import read_lage
from finance.mottagning import save_struktur
from finance.period import Period
from finance.store import NyInlasning, Satt, Store, commit_inlasning, read_struktur, undo_inlasning
from finance.struktur import EJ_FORDELAT, Nod, Urval
from finance.uppfoljning import compute_uppfoljning
from tests.finance.store.underlag import rader

MAJ = Period(2022, 5)
TREE = (
    Nod("S", "Nämnden"),
    Nod("1", "Stöd", "S"),
    Nod("2", "Omsorg", "S", (Urval.parse(Col.ANSVAR, "20-29"),)),
    Nod("3", "Rubrik", "S"),
    Nod("4", "Smal", "S", (Urval.parse(Col.ANSVAR, "40"), Urval.parse(Col.VERKSAMHET, "40"))),
)
ROWS = [
    # slag, month, ansvar, verksamhet, konto and öre
    (Slag.UTFALL, 202201, "10", "1", "5010", 100),
    (Slag.UTFALL, 202202, "10", "7", "5010", 40),
    (Slag.UTFALL, 202205, "10", "7", "5010", 2),
    (Slag.UTFALL, 202206, "10", "7", "5010", 1000),  # after the period
    (Slag.UTFALL, 202112, "10", "7", "5010", 5000),  # the year before
    (Slag.UTFALL, 202203, "11", "8", "3010", -900),
    (Slag.UTFALL, 202203, "21", "9", "5010", 77),
    (Slag.UTFALL, 202203, "11", "9", "1510", 4000),  # balans never counts
    (Slag.BUDGET, 202201, "10", "7", "5010", 30),
    (Slag.BUDGET, 202212, "10", "7", "5010", 600),
    (Slag.BUDGET, 202209, "12", "6", "5010", 50),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    frames = [rader([(p, v, ore)], slag=slag, ansvar=a, konto=k) for slag, p, a, v, k, ore in ROWS]
    frame = pd.concat(frames, ignore_index=True)
    months = {(slag, period): Satt.BREDVID for slag, period, *_ in ROWS}
    namn = {(Col.VERKSAMHET, "8"): "Åtta"}
    commit_inlasning(opened, NyInlasning("SN", "f", "sha", "x", 1, months, frame, namn=namn), vem="anna")
    yield opened
    opened.close()


@pytest.fixture
def sn(store: Store) -> Store:
    save_struktur(store, "SN", TREE, vem="anna")
    return store


def listed(store: Store) -> list[tuple[object, ...]]:
    return [
        (r.ansvar, r.verksamhet, r.konto, r.utfall_ore, r.budget_ore, r.budget_helar_ore)
        for r in list_ej_fordelat(store, "SN", MAJ)
    ]


def test_the_combinations_with_sums_the_largest_first(sn: Store) -> None:
    assert listed(sn) == [("11", "8", "3010", -900, 0, 0), ("10", "7", "5010", 42, 30, 630), ("12", "6", "5010", 0, 0, 50)]
    assert list_ej_fordelat(sn, "SN", MAJ)[0].namn == {Col.VERKSAMHET: "Åtta"}


def test_the_list_sums_to_the_line_of_the_uppfoljning(sn: Store) -> None:
    (line,) = [rad for rad in compute_uppfoljning(read_lage(sn, "SN", MAJ)).rader if rad.nod == EJ_FORDELAT]
    rows = list_ej_fordelat(sn, "SN", MAJ)
    sums = [sum(getattr(rad, name) for rad in rows) for name in ("utfall_ore", "budget_ore", "budget_helar_ore")]
    assert sums == [line.utfall_ore, line.budget_ore, line.budget_helar_ore]


def place(store: Store, val: dict[str, str], nod: str) -> int:
    return place_ej_fordelat(store, "SN", val, nod, period=MAJ, vem="bo")


def lines(store: Store) -> dict[str, int]:
    return {rad.nod: rad.utfall_ore for rad in compute_uppfoljning(read_lage(store, "SN", MAJ)).rader}


def test_a_placed_verksamhet_moves_to_its_nod_and_nothing_else_moves(sn: Store) -> None:
    before = lines(sn)
    number = place(sn, {"verksamhet": "7"}, "1")
    assert lines(sn) == {**before, "1": 142, EJ_FORDELAT: -900}
    found = read_struktur(sn, "SN")
    assert found is not None
    assert str(found.by_kod["1"].urval[0]) == "1, 7"
    assert [nod.kod for nod in found.noder] == [nod.kod for nod in TREE]
    undo_inlasning(sn, number, vem="bo")
    assert lines(sn) == before


def test_codes_of_the_dimension_that_the_nod_selects_by(sn: Store) -> None:
    before = lines(sn)
    place(sn, {"ansvar": "11-12"}, "2")
    assert listed(sn) == [("10", "7", "5010", 42, 30, 630)]
    assert lines(sn) == {**before, "2": 77 - 900, EJ_FORDELAT: 42}


def test_a_heading_without_rows_takes_any_dimension(sn: Store) -> None:
    place(sn, {"ansvar": "12"}, "3")
    assert [row[0] for row in listed(sn)] == ["11", "10"]


@pytest.mark.parametrize(
    ("val", "nod", "said"),
    [
        ({"ansvar": "10"}, "2", "ta rader från 1"),  # 1 has a row with ansvar 10
        ({"verksamhet": "9"}, "1", "ta rader från 2"),  # 2 has it by its ansvar
        ({"ansvar": "10"}, "1", "kan inte också välja"),  # it selects verksamhet 1
        ({"verksamhet": "7"}, "2", "kan inte också välja"),
        ({"verksamhet": "7"}, "4", "kan inte också välja"),
        ({"verksamhet": "7"}, "99", "finns inte"),
        ({"verksamhet": " "}, "1", "Inga koder"),
        ({}, "1", "Inga koder"),
        ({"motpart": "7"}, "1", "kan inte väljas"),
    ],
)
def test_what_would_take_in_or_lose_other_rows_is_refused(sn: Store, val: dict[str, str], nod: str, said: str) -> None:
    version = sn.version("SN")
    with pytest.raises(InvalidValue, match=said):
        place(sn, val, nod)
    assert sn.version("SN") == version


def test_without_a_struktur_there_is_nowhere_to_place(store: Store) -> None:
    with pytest.raises(HelarError, match="ingen struktur"):
        place(store, {"verksamhet": "7"}, "1")


def test_the_tree_of_another_year_is_left_alone(sn: Store) -> None:
    save_struktur(sn, "SN", TREE, galler_fran=202301, vem="anna")
    place(sn, {"verksamhet": "7"}, "1")
    trees = [read_struktur(sn, "SN", period=period) for period in (MAJ, Period(2023, 1))]
    assert [len(tree.by_kod["1"].urval) for tree in trees if tree] == [1, 0]
