"""Suspected one-offs: what was planted is found, what comes again or is taken back is not, and the effect is the real one."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from finance.kolumner import Col, Slag
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.prognos.engangs import Forslag, compute_forslag
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
)
from tests.finance.prognos.test_metoder_md import section, values
from tests.finance.store.underlag import rader

KR = 100
AUG = Period(2022, 8)
Rader = list[tuple[int, str, str, int]]
"""(period, verksamhet, konto, öre)."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'engangs.db'}")
    save_namnd(opened, Namnd("SN", "Socialnämnden"), vem="anna")
    yield opened
    opened.close()


def noisy(
    nod: str, konto: str, *, month: int = 400_000, rows: int = 12, seed: int = 1, years: tuple[int, ...] = (2021, 2022)
) -> Rader:
    """Invoices of uneven size, some months with credits: `rows` a month that sum to about `month` kronor."""
    rng = np.random.default_rng([seed, int(konto)])
    found = []
    for ar in years:
        for manad in range(1, 13 if ar < 2022 else 9):
            parts = rng.gamma(2.0, month / rows / 2, rows)
            found += [(ar * 100 + manad, nod, konto, round(part) * KR) for part in parts]
            found.append((ar * 100 + manad, nod, konto, -round(month * 0.02) * KR))
    return found


def read(store: Store, rows: Rader) -> Lage:
    by_konto: dict[str, list[tuple[int, str, int]]] = {}
    for period, nod, konto, ore in rows:
        by_konto.setdefault(konto, []).append((period, nod, ore))
    frame = pd.concat([rader(part, konto=konto) for konto, part in by_konto.items()])
    frame[Col.RAD] = range(2, len(frame) + 2)
    months = {(Slag.UTFALL, int(period)): Satt.ERSATTER for period in frame[Col.PERIOD].unique()}
    commit_inlasning(store, NyInlasning("SN", "f.xlsx", "s", str(len(rows)), 1, months, frame), vem="anna")
    return read_lage(store, "SN", AUG)


def found(store: Store, lage: Lage) -> list[tuple[str, str, int, int]]:
    return [(one.nod, one.konto, one.period.manad, one.ore // KR) for one in compute_forslag(lage, store)]


NOISE = noisy("11", "6100") + noisy("11", "4600", month=2_000_000, rows=30) + noisy("12", "6100", seed=2)
PLANTED = [(202203, "11", "6100", 900_000 * KR), (202205, "12", "6100", -700_000 * KR)]


def test_planted_one_offs_are_found_in_noise_and_nothing_else(store: Store) -> None:
    lage = read(store, NOISE + PLANTED)
    assert sorted(found(store, lage)) == [("11", "6100", 3, 900_000), ("12", "6100", 5, -700_000)]


def test_noise_alone_gives_no_proposal(store: Store) -> None:
    assert found(store, read(store, NOISE)) == []


def test_what_comes_each_year_is_no_one_off(store: Store) -> None:
    bonus = [(ar * 100 + manad, "11", "6100", 900_000 * KR) for ar, manad in ((2021, 6), (2022, 6))]
    moved = [(202103, "12", "6100", 800_000 * KR), (202204, "12", "6100", 780_000 * KR)]
    assert found(store, read(store, NOISE + bonus + moved)) == []


def test_what_comes_twice_a_year_is_no_one_off(store: Store) -> None:
    assert found(store, read(store, NOISE + [(p, "11", "6100", 900_000 * KR) for p in (202202, 202207)])) == []


def test_a_debit_and_its_credit_are_no_one_offs(store: Store) -> None:
    same = [(202203, "11", "6100", 900_000 * KR), (202205, "11", "6100", -900_000 * KR)]
    other_konto = [(202202, "12", "6100", 900_000 * KR), (202204, "12", "7300", -900_000 * KR)]
    assert found(store, read(store, NOISE + same + other_konto)) == []


def test_a_konto_that_is_booked_once_a_month_gives_the_part_above_the_usual(store: Store) -> None:
    rent = [(ar * 100 + m, "11", "6000", 100_000 * KR) for ar in (2021, 2022) for m in range(1, 13) if ar < 2022 or m < 9]
    rent = [row for row in rent if row[0] != 202204] + [(202204, "11", "6000", 350_000 * KR)]
    (one,) = compute_forslag(read(store, rent), store)
    assert (one.ore, one.plats, one.period) == (250_000 * KR, None, Period(2022, 4))
    assert one.skal == (
        "Konto 6000 har 250\u00a0tkr mer än vanligt i april. En vanlig månad är det 100\u00a0tkr, "
        "och april tidigare år hade inget liknande."
    )


def test_the_example_of_the_text(store: Store) -> None:
    rent = [(ar * 100 + m, "11", "6000", 100 * KR) for ar in (2021, 2022) for m in range(1, 13) if ar < 2022 or m < 4]
    (one,) = compute_forslag(read(store, [*rent, (202204, "11", "6000", 350 * KR)]), store)
    assert [one.ore / KR] == values(section("Förslag till engångsposter"), "350 − 100 = # i april")


def accept(store: Store, one: Forslag, *, i_takten: bool = False) -> Lage:
    if one.plats is not None:
        save_engangspost(store, "SN", one.plats, skal="skada", vem="anna", i_takten=i_takten)
    else:
        belopp = Engangsbelopp(one.nod, one.kontogrupp, one.period.key, one.ore, one.konto)
        save_engangsbelopp(store, "SN", belopp, skal="skada", vem="anna", i_takten=i_takten)
    return read_lage(store, "SN", AUG)


def test_the_effect_is_what_the_prognos_becomes(store: Store) -> None:
    lage = read(store, NOISE + PLANTED)
    proposals = compute_forslag(lage, store)
    assert [abs(one.effekt_ore) for one in proposals] == sorted((abs(one.effekt_ore) for one in proposals), reverse=True)
    before = compute_helarsprognos(lage)
    for one in proposals:
        after = compute_helarsprognos(accept(store, one))
        row = lage.kub.place[one.nod]
        assert int(after.system[row].sum() - before.system[row].sum()) == one.effekt_ore != 0
        before = after


@pytest.mark.parametrize("i_takten", [True, False])
def test_what_is_judged_is_not_proposed_again(store: Store, i_takten: bool) -> None:
    rent = [(ar * 100 + m, "2", "6000", 100_000 * KR) for ar in (2021, 2022) for m in range(1, 13) if ar < 2022 or m < 9]
    lage = read(store, NOISE + PLANTED + rent + [(202204, "2", "6000", 1 * KR), (202206, "2", "6001", 600_000 * KR)])
    for one in compute_forslag(lage, store):
        lage = accept(store, one, i_takten=i_takten)
    assert compute_forslag(lage, store) == ()


def test_at_most_ten_are_proposed_and_none_without_a_closed_month(store: Store) -> None:
    many = [row for konto in range(6100, 6115) for row in noisy("11", str(konto), month=50_000, rows=5)]
    planted = [(202203, "11", str(konto), (900_000 + konto * 7_000) * KR) for konto in range(6100, 6115)]
    lage = read(store, many + planted)
    assert len(compute_forslag(lage, store)) == 10
    assert compute_forslag(read_lage(store, "SN", Period(2023, 1)), store) == ()
