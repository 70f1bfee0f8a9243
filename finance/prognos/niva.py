"""The level now: a mean of the de-seasonalised months of last year and this, the latest weighing most.

Amounts in any one unit, kostnad +. The formula: docs/metoder.md#krympt-sasongsprofil.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from finance.prognos.profil import Profil, Tal

MINNE = 0.85  # what a month weighs beside the month after it
BUDGETVIKT = 0.5  # part of the difference between the budget and last year that is believed beforehand
DAMPNING = 1.5  # a month further out than this many usual sd weighs less, in proportion
VARV = 3  # rounds of weighing and levelling (Huber's estimate, near enough)
MINSTA_SPRIDNING = 0.05  # relative to the mean month
MINSTA_NAMNARE = 0.2  # weighted mean of the profile; below it the known months cannot tell the level by it


@dataclass(frozen=True, slots=True, eq=False)
class Niva:
    """The level of one month in mean season, and what it was made of.

    `manader`: 12 expected months. `fore`: level before this year's months. `andel_i_ar`: weight 0..1 of this year's
    months; `vikt_fore`: what came before this year, in months as heavy as this year's mean month.
    `storlek`: weighted mean absolute month. `avvikelse`: weighted root mean square of the months' distance from the model.
    `nyhet`: what the budget moved the mean month by.
    """

    niva: float
    fore: float
    manader: Tal
    andel_i_ar: float
    vikt_fore: float
    storlek: float
    avvikelse: float
    nyhet: float


def compute_niva(profil: Profil, last: Tal, current: Tal, budget: Tal | None) -> Niva:
    """From last year's 12 months, this year's months so far (NaN = missing in both) and this year's budget."""
    months = np.concatenate((last, current))
    known = np.isfinite(months)
    weights = np.where(known, MINNE ** np.arange(len(months) - 1.0, -1.0, -1.0), 0.0)
    months = np.where(known, months, 0.0)
    weight = float(weights.sum())
    storlek = float(weights @ np.abs(months) / weight)
    gain, lift = _terms(profil, weights, len(current), storlek)
    news = _news(months[:12] - lift[:12], gain[:12], known[:12], budget)
    months[:12] += news
    storlek = max(storlek, float(weights @ np.abs(months) / weight))
    calm, niva = weights, _level(months - lift, gain, weights)
    band = DAMPNING * max(profil.spridning, MINSTA_SPRIDNING) * storlek
    for _ in range(VARV if storlek else 0):
        distance = np.abs(months - (niva * gain + lift))
        calm = weights * band / np.maximum(distance, band)
        niva = _level(months - lift, gain, calm)
    this_year, total = float(calm[12:].sum()), float(calm.sum())
    rest = np.where(known, months - (niva * gain + lift), 0.0)
    return Niva(
        niva=niva,
        fore=_level((months - lift)[:12], gain[:12], calm[:12]),
        manader=niva * gain[:12] + lift[:12],
        andel_i_ar=this_year / total,
        vikt_fore=(total - this_year) * (int(known[12:].sum()) / this_year if this_year else 1.0),
        storlek=storlek,
        avvikelse=float(np.sqrt(weights @ rest**2 / weight)),
        nyhet=float(weights[:12] @ news / weight),
    )


def _level(values: Tal, gain: Tal, weights: Tal) -> float:
    divisor = float(weights @ gain)
    return float(weights @ values) / divisor if divisor > 0 else 0.0


def _news(level_months: Tal, gain: Tal, known: NDArray[np.bool_], budget: Tal | None) -> Tal:
    """What last year's months are moved by where the budget is larger or smaller than last year was; 0 without news."""
    divisor = float(gain[known].sum())
    if budget is None or divisor <= 0:
        return np.zeros(12)
    change = float(budget.mean()) - float(level_months[known].sum()) / divisor
    return np.where(known, BUDGETVIKT * change * gain, 0.0)


def _terms(profil: Profil, weights: Tal, k: int, storlek: float) -> tuple[Tal, Tal]:
    """Per month of last year and this: the factor on the level, and what is added to it."""
    form = np.concatenate((profil.form, profil.form[:k]))
    if not profil.relativ:
        return np.ones(len(form)), storlek * (form - 1.0)
    if weights @ form > MINSTA_NAMNARE * weights.sum():
        return form, np.zeros(len(form))
    return np.ones(len(form)), np.zeros(len(form))  # the known months are those that usually hold nothing: no season to see
