import math

import numpy as np
import pytest

from finance.prognos import SLUTNA, forecast_values, probability_within
from finance.prognos.intervall import compute_half_width, widen

AR = np.array(
    [[100.0, 90, 110, 95, 105, 120, 60, 85, 100, 105, 110, 150], [104.0, 95, 108, 99, 101, 131, 66, 80, 107, 100, 118, 148]]
)


def test_half_width_by_hand() -> None:
    # two years: a = 1, b = 0.4; 4 months left after 8: chance 10^2 * 4 * (1 + 4/14), step^2 0.4^2 * (10 * 100) * 4^2 = 2560
    expected = math.sqrt(100 * 4 * (18 / 14) + 2560)
    assert compute_half_width(slump=10, storlek=100, k=8, left=4, years=2) == pytest.approx(expected)


def test_less_history_means_a_wider_interval() -> None:
    widths = [compute_half_width(slump=10, storlek=100, k=5, left=7, years=years) for years in (0, 1, 2, 3, 4)]
    assert widths == sorted(widths, reverse=True)
    assert compute_half_width(slump=10, storlek=100, k=5, left=7, years=9) == widths[-1]


def test_a_series_without_chance_is_still_not_certain() -> None:
    # the chance counts as 5 of 100 in the step only: 0.4^2 * (5 * 100) * 4^2 = 1280
    assert compute_half_width(slump=0, storlek=100, k=8, left=4, years=2) == pytest.approx(math.sqrt(1280))


def test_the_interval_narrows_month_by_month_to_nothing() -> None:
    year = AR[1] * 1.03
    widths = [forecast_values(AR, year[:k]).explain["halv_bredd"] for k in range(13)]
    assert widths == sorted(widths, reverse=True)
    assert widths[12] == 0


def test_a_method_far_from_the_default_is_at_least_as_unsure() -> None:
    assert widen(3, 0) == 3
    assert widen(3, 4 / 1.2816) == pytest.approx(5)
    default = forecast_values(AR, AR[1, :3] * 2)
    for method in SLUTNA:
        assert forecast_values(AR, AR[1, :3] * 2, method=method).explain["halv_bredd"] >= default.explain["halv_bredd"]


def test_probability_is_one_half_at_the_total_and_a_tenth_outside_either_end() -> None:
    prognos = forecast_values(AR, AR[1, :5])
    assert probability_within(prognos, prognos.total) == pytest.approx(0.5)
    assert probability_within(prognos, prognos.high) == pytest.approx(0.9, abs=1e-4)
    assert probability_within(prognos, prognos.low) == pytest.approx(0.1, abs=1e-4)


def test_a_finished_year_is_within_or_not() -> None:
    done = forecast_values(AR, np.full(12, 10.0))
    assert probability_within(done, 120.0) == 1
    assert probability_within(done, 119.99) == 0


def test_a_nod_that_stood_still_last_year_is_not_sure_of_its_new_budget() -> None:
    prognos = forecast_values(np.vstack((AR, np.zeros(12))), np.empty(0), np.full(12, 100.0))
    assert 0 < prognos.total <= 1200
    assert prognos.high > 1200  # the budget is not unlikely


def width(*years: list[float]) -> float:
    """After three months on 100."""
    found = forecast_values(np.array(years), np.full(3, 100.0))
    assert found.total == pytest.approx(1200.0)
    return found.high - found.low


@pytest.mark.parametrize(("kanda", "vidare"), [(3, 4**0.25), (6, 2**0.25), (12, 1.0)])
def test_one_earlier_year_with_gaps_is_widened_by_the_months_that_are_known(kanda: int, vidare: float) -> None:
    """A calm year, whose gaps are filled with the same 100: only what is known of it differs."""
    gaps = [math.nan] * (12 - kanda) + [100.0] * kanda
    assert width(gaps) == pytest.approx(vidare * width([100.0] * 12))


def test_gaps_in_one_of_two_years_widen_nothing() -> None:
    whole, gaps = [100.0] * 12, [math.nan] * 6 + [100.0] * 6
    assert width(whole, gaps) == pytest.approx(width(whole, whole))
