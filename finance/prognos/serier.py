"""The series that a prognos is made from: months of some noder and kontogrupper as methods see them. Float öre, kostnad +.

One-off amounts are left out of them and laid back on the prognos; noder that started anew have a series of their own
(`finance.prognos.rensning`).
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from finance.kub import BOKSLUT, Ore
from finance.lage import Lage
from finance.prognos import Metod, Prognos, forecast_values
from finance.prognos.rensning import Rensning, Serie, by_start, find_rensning, join, mark_texts, say


def forecast_series(
    lage: Lage,
    rows: list[int],
    grupper: list[int],
    metod: Metod,
    last_closed: int,
    *,
    rensning: Rensning | None = None,
    fitted: bool = False,
) -> Prognos:
    """The method on the summed series of some noder and kontogrupper; float öre, without bokslut.

    `rensning`: other marks than those in force. `fitted`: the fitted models' totals too.
    """
    year = lage.kub.year(lage.period.ar)
    if year is None:
        return forecast_values(np.empty((0, 12)), np.empty(0), None, method=metod)
    marks = rensning or find_rensning(lage)
    parts = [
        replace(_serie(lage, marks, own, grupper, last_closed), start=start).forecast(metod, fitted=fitted)
        for start, own in by_start(marks.starts(lage.period.ar * 100 + last_closed), rows)
    ]
    return say(join(parts), mark_texts(marks, rows, grupper, year, last_closed))


def _serie(lage: Lage, marks: Rensning, rows: list[int], grupper: list[int], last_closed: int) -> Serie:
    kub, year = lage.kub, lage.kub.ar.index(lage.period.ar)
    monthly = _monthly(kub.utfall, kub.ack, rows, grupper)
    left_out = _monthly(*marks.arrays, rows, grupper) if marks.arrays is not None else None
    if left_out is not None:
        monthly = monthly - left_out
    budget = _monthly(kub.budget, kub.ack_budget, rows, grupper)[year]
    current = monthly[year, :last_closed].copy()
    current[~np.array(lage.known(lage.period.ar)[:last_closed], dtype=bool)] = np.nan
    return Serie(
        lage.period.ar,
        _earlier_years(lage, monthly, year),
        current,
        budget if kub.har_budget[year] and budget.any() else None,
        None if left_out is None else left_out[year, :last_closed],
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
    """Earlier years, oldest first; NaN for months without utfall."""
    known = np.array([lage.known(ar) for ar in lage.kub.ar[:year]], dtype=bool).reshape(year, 12)
    earlier: NDArray[np.float64] = np.where(known, monthly[:year], np.nan)
    return earlier


def read_monthly(lage: Lage, rows: list[int], grupper: list[int]) -> NDArray[np.float64]:
    """(years, 12) of the summed cells as methods see them: accumulated amounts spread, one-offs left out. Float öre."""
    marks = find_rensning(lage)
    monthly = _monthly(lage.kub.utfall, lage.kub.ack, rows, grupper)
    return monthly if marks.arrays is None else monthly - _monthly(*marks.arrays, rows, grupper)
