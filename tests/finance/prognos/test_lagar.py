"""Laws that hold for any amounts."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.prognos import SLUTNA, Metod, Prognos, forecast_values

BELOPP = st.one_of(
    st.integers(-(10**13), 10**13).map(float),
    st.floats(-1e15, 1e15),
    st.sampled_from([0.0, 0.0, 1.0, 100.0, -100.0, 5e-324]),
)
MANAD = st.one_of(BELOPP, BELOPP, BELOPP, st.just(math.nan))
AR = st.lists(MANAD, min_size=12, max_size=12)
METOD = st.sampled_from(SLUTNA)
BUDGET = st.none() | st.lists(BELOPP, min_size=12, max_size=12)
UNDERLAG = (st.lists(AR, max_size=5), st.lists(MANAD, max_size=12), BUDGET, METOD)


def run(
    earlier: Sequence[Sequence[float]],
    current: Sequence[float],
    budget: Sequence[float] | None,
    method: Metod,
    factor: float = 1.0,
) -> Prognos:
    return forecast_values(
        np.array(earlier, dtype=float).reshape(-1, 12) * factor,
        np.array(current, dtype=float) * factor,
        None if budget is None else np.array(budget, dtype=float) * factor,
        method=method,
    )


@given(*UNDERLAG)
def test_months_sum_to_the_total_inside_its_interval(
    earlier: list[list[float]], current: list[float], budget: list[float] | None, method: Metod
) -> None:
    prognos = run(earlier, current, budget, method)
    assert len(prognos.monthly) == 12
    assert sum(prognos.monthly) == prognos.total
    assert prognos.low <= prognos.total <= prognos.high
    assert all(math.isfinite(x) for x in (prognos.low, prognos.high, *prognos.monthly, *prognos.methods.values()))
    if prognos.methods:
        assert prognos.methods[prognos.method] == prognos.total


@given(*UNDERLAG)
def test_known_months_are_utfall_untouched(
    earlier: list[list[float]], current: list[float], budget: list[float] | None, method: Metod
) -> None:
    prognos = run(earlier, current, budget, method)
    for month, booked in enumerate(current):
        if not math.isnan(booked):
            assert prognos.monthly[month] == booked


@given(*UNDERLAG)
def test_the_same_input_gives_the_same_prognos_and_is_not_changed(
    earlier: list[list[float]], current: list[float], budget: list[float] | None, method: Metod
) -> None:
    arrays = np.array(earlier, dtype=float).reshape(-1, 12), np.array(current, dtype=float)
    copies = [array.copy() for array in arrays]
    plan = None if budget is None else np.array(budget)
    assert forecast_values(*arrays, plan, method=method) == forecast_values(*arrays, plan, method=method)
    for array, copy in zip(arrays, copies, strict=True):
        np.testing.assert_array_equal(array, copy)


@given(*UNDERLAG)
def test_turning_every_sign_turns_the_prognos(
    earlier: list[list[float]], current: list[float], budget: list[float] | None, method: Metod
) -> None:
    plus, minus = run(earlier, current, budget, method), run(earlier, current, budget, method, -1.0)
    close = 1e-9 * max((abs(x) for x in (plus.low, plus.high, *plus.monthly)), default=0.0)
    assert minus.total == pytest.approx(-plus.total, abs=close)
    assert (minus.low, minus.high) == pytest.approx((-plus.high, -plus.low), abs=close)
    assert minus.method is plus.method


WHOLE_AR = st.lists(st.integers(-(10**9), 10**9).map(float), min_size=12, max_size=12)


@given(
    st.lists(WHOLE_AR, max_size=4),
    st.lists(st.integers(-(10**9), 10**9).map(float), max_size=12),
    st.none() | WHOLE_AR,
    METOD,
    st.sampled_from([2.0**-20, 0.5, 8.0, 1024.0]),
)
def test_another_unit_gives_the_same_prognos_in_that_unit(
    earlier: list[list[float]], current: list[float], budget: list[float] | None, method: Metod, factor: float
) -> None:
    one, other = run(earlier, current, budget, method), run(earlier, current, budget, method, factor)
    assert other.total == one.total * factor
    assert other.high - other.low == pytest.approx((one.high - one.low) * factor)
    assert other.monthly == tuple(month * factor for month in one.monthly)


@given(st.lists(AR, max_size=3), st.lists(BELOPP, min_size=12, max_size=12), BUDGET, METOD)
def test_a_finished_year_is_certain(
    earlier: list[list[float]], current: list[float], budget: list[float] | None, method: Metod
) -> None:
    prognos = run(earlier, current, budget, method)
    assert prognos.low == prognos.total == prognos.high == sum(current)
