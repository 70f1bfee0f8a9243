"""The seasonal profile: how the months of a year usually relate to the year's mean month.

Arrays hold amounts in any one unit, kostnad +; rows are years, oldest first; columns are January to December; NaN = missing.
The formulas and where they come from: docs/metoder.md#krympt-sasongsprofil.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Tal: TypeAlias = NDArray[np.float64]

ARSVIKTER = np.array([1.0, 0.6, 0.4, 0.3])  # newest year first; older years weigh as the last
KRYMPNING_ETT_AR = 0.25  # one year cannot tell season from chance
SPRIDNING_ETT_AR = 0.4  # share of one year's variation that is taken to be chance
NARA_NOLL = 0.3  # |mean| / mean |month| below this: ratios to the mean month mean nothing
OBETYDLIG = 0.05  # a year this small beside the largest says nothing of the season
MINSTA_MANADER = 6  # an incomplete year with fewer known months is left out


@dataclass(frozen=True, slots=True, eq=False)
class Profil:
    """The season. Month j is expected at `niva * form[j]`, or `niva + bas * (form[j] - 1)` where not `relativ`.

    `form`: 12 values with mean 1. `spridning`: sd of a month around the profile, relative to the mean month (not `relativ`: to
    the mean absolute month). `krympning`: the part 0..1 of the season that was taken away. `vikter`: per year, newest first.
    """

    form: Tal
    relativ: bool
    spridning: float
    krympning: float
    vikter: Tal


def fill_years(earlier: Tal) -> tuple[Tal, NDArray[np.bool_]]:
    """The years with enough known months, without gaps, and which rows of `earlier` they are.

    Gaps are filled from the months of the complete years, else with the year's own mean.
    """
    known = np.isfinite(earlier)
    count = known.sum(axis=1)
    keep = count >= min(MINSTA_MANADER, max(1, count.max(initial=0)))
    if count.min(initial=12) == 12:
        return earlier, keep
    complete = earlier[count == 12]
    pattern = complete.mean(axis=0) if len(complete) else np.ones(12)
    rows = [_fill_year(row, mask, pattern) for row, mask in zip(earlier[keep], known[keep], strict=True)]
    return np.array(rows).reshape(-1, 12), keep


def _fill_year(row: Tal, known: NDArray[np.bool_], pattern: Tal) -> Tal:
    base = pattern[known].sum()
    if abs(base) <= NARA_NOLL * np.abs(pattern[known]).sum():
        return np.where(known, row, row[known].mean())
    return np.where(known, row, pattern * (row[known].sum() / base))


def compute_profil(years: Tal) -> Profil:
    """The profile of at least one whole year (no NaN; see `fill_years`)."""
    storlek = np.abs(years).mean(axis=1)
    if storlek.max() == 0.0:
        return Profil(np.ones(12), True, 0.0, 1.0, _weights(len(years)))
    used = years[storlek > OBETYDLIG * storlek.max()]
    storlek = np.abs(used).mean(axis=1)
    medel = used.mean(axis=1)
    if np.all(np.abs(medel) > NARA_NOLL * storlek) and abs(np.sign(medel).sum()) == len(medel):
        profil = _shrink(used / medel[:, None], relativ=True)
        if profil.form.min() >= 0.0:
            return profil
    return _shrink(1.0 + (used - medel[:, None]) / storlek[:, None], relativ=False)


def _weights(years: int) -> Tal:
    weights = np.full(years, ARSVIKTER[-1])
    weights[: len(ARSVIKTER)] = ARSVIKTER[:years]
    weights /= weights.sum()
    return weights


def _shrink(index: Tal, *, relativ: bool) -> Profil:
    """The weighted mean of the years' month indices, drawn toward 1 by the part of its variance that does not repeat."""
    years = len(index)
    weights = _weights(years)
    form = weights[::-1] @ index
    if years >= 3:
        form = 0.5 * form + 0.5 * np.median(index, axis=0)
        form = form / form.mean() if relativ and form.mean() > 0.1 else form + (1.0 - form.mean())
    varians = float(((form - 1.0) ** 2).mean())
    if years == 1:
        return Profil(
            1 + (1 - KRYMPNING_ETT_AR) * (form - 1), relativ, SPRIDNING_ETT_AR * varians**0.5, KRYMPNING_ETT_AR, weights
        )
    slump = float(((index - form) ** 2).sum()) / (12 * (years - 1))
    krympning = min(1.0, slump * float(weights @ weights) / varians) if varians > 0 else 1.0
    return Profil(1.0 + (1.0 - krympning) * (form - 1.0), relativ, slump**0.5, krympning, weights)
