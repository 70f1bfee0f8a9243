"""The 80 % interval of a full-year total, and the probability of keeping a budget.

`low` and `high` lie 10 % from either end: the interval is total +- half width. Known months are certain; the months left carry
chance (grows with the root of their number) and the risk of a step that lasts the rest of the year (grows with their number).
The formula and how it was measured: docs/metoder.md#intervall.
"""

from math import erf, sqrt
from typing import Protocol

Z80 = 1.2816  # a normal variable is within +- this many sd with probability 80 %
SLUMP = (1.2, 1.0)  # per sd of chance: with one earlier year, with more
STEG = (0.54, 0.40, 0.36, 0.30)  # per root of sd times size of a month, by earlier years: 1, 2, 3, 4 or more
MINSTA_SLUMP = 0.05  # of a month's size: nothing is so calm that it cannot step
FORSIKTIGHET = 6.0  # months that the level is taken to rest on before this year's
SLUMP_UTAN_HISTORIK = 1.6
STEG_UTAN_HISTORIK = 0.55


class HasInterval(Protocol):
    """A total with its 80 % interval."""

    @property
    def total(self) -> float: ...

    @property
    def low(self) -> float: ...

    @property
    def high(self) -> float: ...


def compute_half_width(*, slump: float, storlek: float, k: int, left: int, years: int) -> float:
    """Half width of the default method's interval, in the unit of `slump` and `storlek`.

    slump: sd of one month around the model; storlek: size of one month; k months closed, `left` months unknown; `years` >= 1
    earlier years (0: no history at all, wider). A calm series takes smaller steps than an unruly one: the step goes with the
    geometric mean of slump and storlek.
    """
    a = SLUMP[min(years, len(SLUMP)) - 1] if years else SLUMP_UTAN_HISTORIK
    b = STEG[min(years, len(STEG)) - 1] if years else STEG_UTAN_HISTORIK
    chance = (a * slump) ** 2 * left * (1 + left / (k + FORSIKTIGHET))
    step = b * sqrt(max(slump, MINSTA_SLUMP * storlek) * storlek) * left
    return sqrt(chance + step**2)


def gap_factor(kanda: int) -> float:
    """How much wider it is where the one earlier year has gaps; `kanda`: its months with figures, 1-12.

    Filled months lie on the year's mean and add nothing to its variance, which is 12 / `kanda` times too small; the step, the
    larger part, goes with the fourth root of a variance (docs/metoder.md#intervall).
    """
    return sqrt(sqrt(12 / kanda))


def widen(half_width: float, distance: float) -> float:
    """Half width for another method whose total lies `distance` from the default's: its error has that part too."""
    return sqrt(half_width**2 + (Z80 * distance) ** 2)


def probability_within(prognos: HasInterval, budget_total: float) -> float:
    """Probability 0..1 that the full year ends at or below `budget_total` (kostnad +; same unit as the prognos)."""
    return probability_below(budget_total, centre=prognos.total, half_width=(prognos.high - prognos.low) / 2)


def probability_below(limit: float, *, centre: float, half_width: float) -> float:
    """Probability 0..1 of at most `limit`: normal around the centre with sd = half width / 1.2816; 0 or 1 without width."""
    if half_width <= 0:
        return float(centre <= limit)
    return 0.5 * (1 + erf((limit - centre) * Z80 / (half_width * sqrt(2))))
