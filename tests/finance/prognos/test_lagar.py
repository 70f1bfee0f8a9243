"""Laws that hold for any amounts."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from finance.lage import read_lage
from finance.period import Period
from finance.prognos import SLUTNA, Metod, Prognos, forecast_values
from finance.prognos.aterprov import Historik
from finance.prognos.metoder import ANPASSADE
from finance.store import Store

BELOPP = st.one_of(
    st.integers(-(10**13), 10**13).map(float),
    st.floats(-1e15, 1e15),
    st.sampled_from([0.0, 0.0, 1.0, 100.0, -100.0, 5e-324, 1e-90, 1e90, -1e90]),
)
MANAD = st.one_of(BELOPP, BELOPP, BELOPP, st.just(math.nan))
AR = st.lists(MANAD, min_size=12, max_size=12)
METOD = st.sampled_from(SLUTNA)
BUDGET = st.none() | st.lists(BELOPP, min_size=12, max_size=12)
UNDERLAG = (st.lists(AR, max_size=10), st.lists(MANAD, max_size=12), BUDGET, METOD)


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


@given(
    st.lists(WHOLE_AR, max_size=4),
    st.lists(st.integers(-(10**9), 10**9).map(float), max_size=12),
    st.none() | WHOLE_AR,
    METOD,
    st.floats(0.001, 1000),
)
@example([[100.0] * 11 + [150.0]] * 3, [110.0] * 5, [120.0] * 12, Metod.KRYMPT_PROFIL, 0.01)
def test_scaling_the_money_scales_the_prognos(
    earlier: list[list[float]], current: list[float], budget: list[float] | None, method: Metod, factor: float
) -> None:
    # Only where no sum is close to nothing: there a bit of rounding may tell a method whether it can be computed.
    if any(abs(sum(year)) < 1e-6 * sum(map(abs, year)) for year in (*earlier, current)):
        return
    one, other = run(earlier, current, budget, method), run(earlier, current, budget, method, factor)
    size = max((abs(x) for x in (*one.monthly, one.low, one.high)), default=0.0)
    assert other.total == pytest.approx(one.total * factor, rel=1e-6, abs=1e-6 * size * factor)
    assert other.high - other.low == pytest.approx((one.high - one.low) * factor, rel=1e-6, abs=1e-6 * size * factor)


@pytest.mark.parametrize("method", ANPASSADE)
@settings(max_examples=12)
@given(st.lists(AR, max_size=10), st.lists(MANAD, max_size=12), BUDGET)
@example([[0.0] * 12] * 3, [0.0] * 5, None)
@example([[1.0, -1.0] * 6] * 3, [1.0, -1.0, 1.0], None)
@example([[0.0] * 11 + [1e90]] * 2, [1e-90], None)
@example([[5.0] * 12] * 2 + [[math.nan] * 6 + [5.0] * 6], [math.nan, 7.0], None)
@example([[float(month % 7) for month in range(year, year + 12)] for year in range(10)], [3.0], [4.0] * 12)
def test_fitted_models_answer_any_series_and_the_laws_hold(
    method: Metod, earlier: list[list[float]], current: list[float], budget: list[float] | None
) -> None:
    prognos = run(earlier, current, budget, method)
    assert sum(prognos.monthly) == prognos.total
    assert prognos.low <= prognos.total <= prognos.high
    assert all(math.isfinite(x) for x in (prognos.low, prognos.high, *prognos.monthly, *prognos.methods.values()))
    assert prognos.method is method or prognos.explain["anmarkning"]
    for month, booked in enumerate(current):
        assert math.isnan(booked) or prognos.monthly[month] == booked
    assert run(earlier, current, budget, method) == prognos


@pytest.mark.parametrize("method", ANPASSADE)
def test_scaling_the_money_scales_fitted_models_near_enough(method: Metod) -> None:
    rng = np.random.default_rng(8)
    earlier, current = 100 + 10 * rng.standard_normal((3, 12)), [104.0, 98.0, 111.0]
    one = run(earlier.tolist(), current, None, method)
    for factor in (0.01, 3.0, 12345.6):
        assert run(earlier.tolist(), current, None, method, factor).total == pytest.approx(one.total * factor, rel=1e-3)


@pytest.mark.parametrize("namnd", [("LIN-SN", Period(2022, 8)), ("KAT-SN", Period(2022, 4))])
def test_more_known_months_never_make_the_average_interval_wider_on_the_sample_data(
    exempel: Store, namnd: tuple[str, Period]
) -> None:
    lage = read_lage(exempel, *namnd)
    historik = Historik(lage)
    years = historik.tested_years(1, 5)
    assert years
    lines = [(row, year) for year in years for row in range(len(lage.kub.noder)) if historik.utfall[row, : year + 1].any()]
    widths = []
    for k in range(13):
        prognoser = [forecast_values(historik.utfall[row, :year], historik.utfall[row, year, :k]) for row, year in lines]
        size = [np.abs(historik.utfall[row, year]).sum() for row, year in lines]
        widths.append(sum((p.high - p.low) / max(s, 1.0) for p, s in zip(prognoser, size, strict=True)) / len(lines))
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 0
    assert widths[12] == 0
