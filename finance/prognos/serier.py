"""The series that a prognos is made from: months of some noder and kontogrupper as methods see them. Float öre, kostnad +."""

import numpy as np
from numpy.typing import NDArray

from finance.kub import BOKSLUT, Ore
from finance.lage import Lage
from finance.prognos import Metod, Prognos, forecast_values


def forecast_series(lage: Lage, rows: list[int], grupper: list[int], metod: Metod, last_closed: int) -> Prognos:
    """The method on the summed series of some noder and kontogrupper; float öre, without bokslut."""
    kub, year = lage.kub, lage.kub.year(lage.period.ar)
    if year is None:
        return forecast_values(np.empty((0, 12)), np.empty(0), None, method=metod)
    monthly = _monthly(kub.utfall, kub.ack, rows, grupper)
    budget = _monthly(kub.budget, kub.ack_budget, rows, grupper)[year]
    current = monthly[year, :last_closed].copy()
    current[~np.array(lage.known(lage.period.ar)[:last_closed], dtype=bool)] = np.nan
    return forecast_values(
        _earlier_years(lage, monthly, year), current, budget if kub.har_budget[year] and budget.any() else None, method=metod
    )


def _monthly(whole: Ore, ack: Ore, rows: list[int], grupper: list[int]) -> NDArray[np.float64]:
    """(years, 12) of the summed cells, what was booked whole on one month spread over the months it is for."""
    cells = np.ix_(rows, grupper)
    booked = ack[cells].sum(axis=(0, 1))[:, :BOKSLUT].astype(float)
    level = whole[cells].sum(axis=(0, 1))[:, :BOKSLUT].astype(float) - booked
    monthly: NDArray[np.float64] = level + np.array([_spread(row) for row in booked])
    return monthly


def _spread(ack: NDArray[np.float64]) -> NDArray[np.float64]:
    """An amount booked whole on one month, spread evenly over January to that month: level without profile (DESIGN 6.3)."""
    spread = np.zeros(12)
    for month in np.flatnonzero(ack):
        spread[: month + 1] += ack[month] / (month + 1)
    return spread


def _earlier_years(lage: Lage, monthly: NDArray[np.float64], year: int) -> NDArray[np.float64]:
    """Earlier years, oldest first, from the first one in which there was anything; NaN for months without utfall."""
    known = np.array([lage.known(ar) for ar in lage.kub.ar[:year]], dtype=bool).reshape(year, 12)
    earlier = np.where(known, monthly[:year], np.nan)
    started = np.flatnonzero(np.nan_to_num(earlier).any(axis=1))
    return earlier[started[0] :] if started.size else earlier[:0]
