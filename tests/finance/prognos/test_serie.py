import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from finance.prognos import SLUTNA, Metod, forecast_values, forecast_year

ROOT = Path(__file__).parents[3]
EARLIER = np.array(
    [[10.0, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120], [11.0, 22, 33, 44, 55, 66, 77, 88, 99, 110, 121, 132]]
)
CURRENT = np.array([12.0, 24.0, 36.0])
BUDGET = pd.Series([90.0] * 12, index=pd.period_range("2022-01", periods=12, freq="M"))


def months(first: str, values: np.ndarray) -> "pd.Series[float]":
    return pd.Series(values, index=pd.period_range(first, periods=len(values), freq="M"))


EMPTY = months("2020-01", np.empty(0))
HISTORY = months("2020-01", np.concatenate((EARLIER.ravel(), CURRENT)))


@pytest.mark.parametrize("method", SLUTNA)
def test_a_series_and_arrays_say_the_same(method: Metod) -> None:
    assert forecast_year(HISTORY, BUDGET, 2022, method=method) == forecast_values(
        EARLIER, CURRENT, np.full(12, 90.0), method=method
    )


def test_later_months_are_not_looked_at() -> None:
    later = pd.concat([HISTORY, months("2023-01", np.full(5, 1e6))])
    assert forecast_year(later, None, 2022) == forecast_year(HISTORY, None, 2022)


def test_order_does_not_matter() -> None:
    assert forecast_year(HISTORY.iloc[::-1], None, 2022) == forecast_year(HISTORY, None, 2022)


def test_an_absent_month_and_a_nan_are_the_same() -> None:
    may = HISTORY.index == pd.Period("2021-05", "M")
    absent, empty = HISTORY[~may], HISTORY.mask(may)
    assert forecast_year(absent, None, 2022) == forecast_year(empty, None, 2022)


def test_before_january_is_closed_only_earlier_years_count() -> None:
    prognos = forecast_year(HISTORY[:24], None, 2022)
    assert prognos == forecast_values(EARLIER, np.empty(0))
    assert prognos.explain["k"] == 0


def test_an_absent_last_year_is_missing_not_the_year_before_it() -> None:
    prognos = forecast_year(HISTORY[:12], None, 2022)
    assert Metod.FOREGAENDE_REST not in prognos.methods
    assert prognos.explain["ar"] == 1


def test_a_single_month_and_nothing_at_all_are_answered() -> None:
    assert forecast_year(months("2022-01", np.array([5.0])), None, 2022).total == 60
    assert forecast_year(EMPTY, None, 2022).methods == {}
    assert forecast_year(EMPTY, BUDGET, 2022).total == 1080


def test_the_budget_may_be_plain_or_of_another_year() -> None:
    plain = pd.Series([90.0] * 12)
    assert forecast_year(HISTORY, plain, 2022) == forecast_year(HISTORY, BUDGET, 2022)
    assert forecast_year(HISTORY, BUDGET, 2021) == forecast_year(HISTORY, None, 2021)


def test_fitted_models_are_not_imported() -> None:
    code = "import sys, finance.prognos; print(sorted({'scipy', 'statsmodels', 'streamlit'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
