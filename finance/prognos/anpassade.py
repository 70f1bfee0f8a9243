"""Fitted models of a series of months: exponential smoothing, ETS(A,N,A), and Theta (docs/metoder.md).

From statsmodels, imported only when a model is fitted: 10-100 ms a fit, so each is remembered by content
(`finance.prognos.anpassade_cache`). Amounts in any one unit, kostnad +.
"""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import numpy as np

from finance.prognos.profil import Tal

MINSTA_AR = 2
"""Whole years before the year: less cannot tell a season from chance by fitting."""
RIMLIGT = 5.0  # a forecast month this many times as large as any month of the series is the model's fault
AVRUNDNING = 12  # decimals of a forecast in mean months: the last bits differ between processors


@dataclass(frozen=True, slots=True)
class Anpassning:
    """What a model says of the months ahead; none of them and a Swedish reason where it could not be fitted.

    `parametrar`: alfa (level), gamma (season) for ets; alfa, lutning (per month, as part of the mean month) for theta.
    """

    manader: tuple[float, ...]
    parametrar: Mapping[str, float] = field(default_factory=dict)
    skal: str = ""


def fit_series(modell: str, months: Tal, ahead: int) -> Anpassning:
    """Fit `modell` ("ets" or "theta") to whole months without gaps, from a January, and forecast `ahead` >= 1 months.

    Deterministic. Warnings of the fit are not passed on; a result that is not finite or not reasonable is no result.
    """
    if len(months) < 12 * MINSTA_AR:
        return Anpassning((), skal="två hela tidigare år behövs")
    storlek = float(np.abs(months).mean())
    if storlek == 0.0 or float(np.ptp(months)) <= 1e-9 * storlek:
        return Anpassning((float(months[-1]),) * ahead)
    try:
        forecast, parameters = _quietly(_FITS[modell], months / storlek, ahead)
    except (ValueError, ArithmeticError, np.linalg.LinAlgError):
        return Anpassning((), skal="modellen gick inte att anpassa")
    if not np.isfinite(forecast).all() or np.abs(forecast).max() > RIMLIGT * np.abs(months).max() / storlek:
        return Anpassning((), skal="modellen gav inget rimligt svar")
    ahead_months = np.round(forecast, AVRUNDNING) * storlek
    return Anpassning(tuple(ahead_months.tolist()), {name: float(value) for name, value in parameters.items()})


def _ets(months: Tal, ahead: int) -> tuple[Tal, dict[str, float]]:
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    fitted = ExponentialSmoothing(months, seasonal="add", seasonal_periods=12).fit()
    found = fitted.params
    return np.asarray(fitted.forecast(ahead)), {"alfa": found["smoothing_level"], "gamma": found["smoothing_seasonal"]}


def _theta(months: Tal, ahead: int) -> tuple[Tal, dict[str, float]]:
    from statsmodels.tsa.forecasting.theta import ThetaModel

    fitted = ThetaModel(months, period=12).fit()
    return np.asarray(fitted.forecast(ahead)), {"alfa": fitted.params["alpha"], "lutning": fitted.params["b0"]}


_Fit = Callable[[Tal, int], tuple[Tal, dict[str, Any]]]
_FITS: dict[str, _Fit] = {"ets": _ets, "theta": _theta}
_QUIET = Lock()


def _quietly(fit: _Fit, months: Tal, ahead: int) -> tuple[Tal, dict[str, Any]]:
    """One at a time in a process: what `warnings` does with a warning is set for the whole process."""
    with _QUIET, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return fit(months, ahead)
