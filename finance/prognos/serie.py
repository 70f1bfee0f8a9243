"""A prognos from a pandas series of months: the face that pages and measurements call."""

import numpy as np
import pandas as pd

from finance.prognos.metoder import STANDARDMETOD, Metod, Prognos, forecast_values
from finance.prognos.profil import Tal


def forecast_year(
    history: "pd.Series[float]",
    budget: "pd.Series[float] | None",
    year: int,
    *,
    method: Metod | str = STANDARDMETOD,
    fitted: bool = False,
) -> Prognos:
    """Full-year prognos of `year`, in the unit of `history` (kostnad +).

    history: monthly PeriodIndex, from January of an earlier year to the last closed month of `year` (later months are not
    looked at); an absent or NaN month is missing. budget: the 12 months of `year` (by PeriodIndex, else in order), or None.
    fitted: asks for the totals of the fitted models too (10-100 ms each the first time; a `method` that is fitted needs no
    asking).
    """
    first, grid = _grid(history)
    offset = year - first
    earlier = grid[: max(offset, 0)][-10:]
    missing_years = offset - len(grid)
    if len(earlier) and missing_years > 0:
        earlier = np.vstack((earlier, np.full((min(missing_years, 10), 12), np.nan)))
    current = grid[offset] if 0 <= offset < len(grid) else np.empty(0)
    known = np.flatnonzero(np.isfinite(current))
    closed = current[: known[-1] + 1 if len(known) else 0]
    return forecast_values(earlier, closed, _budget(budget, year), method=method, fitted=fitted)


def _grid(series: "pd.Series[float]") -> tuple[int, Tal]:
    """The first year, and years x 12 months with NaN where nothing is known; several values of one month are summed."""
    values = series.to_numpy(dtype=float, na_value=np.nan)
    finite = np.isfinite(values)
    if not finite.any():
        return 0, np.empty((0, 12))
    index = pd.PeriodIndex(series.index)[finite]
    years, months = index.year.to_numpy(), index.month.to_numpy()
    first = int(years.min())
    grid = np.zeros((int(years.max()) - first + 1, 12))
    seen = np.zeros(grid.shape, dtype=bool)
    np.add.at(grid, (years - first, months - 1), values[finite])
    seen[years - first, months - 1] = True
    return first, np.where(seen, grid, np.nan)


def _budget(budget: "pd.Series[float] | None", year: int) -> Tal | None:
    """12 months; a month that is missing beside others is 0. None where nothing is known."""
    if budget is None or not len(budget):
        return None
    if not isinstance(budget.index, pd.PeriodIndex):
        return _whole(np.asarray(budget, dtype=np.float64))
    first, grid = _grid(budget)
    return _whole(grid[year - first]) if 0 <= year - first < len(grid) else None


def _whole(months: Tal) -> Tal | None:
    return np.where(np.isfinite(months), months, 0.0) if np.isfinite(months).any() else None
