"""Back-test of earlier years: what was known after month k of a year, and what the methods would have said.

Arrays are float öre, kostnad +, one row per nod of the kub. The year under test never sees its own later months or any later
year; its budget and its marks (one-offs, new starts) are those that are stored now. How it is used:
docs/metoder.md#traffsakerhet.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from finance.kub import BOKSLUT, Kub, Ore, accumulate
from finance.lage import Lage
from finance.prognos.metoder import STANDARDMETOD, Metod, Prognos
from finance.prognos.profil import Tal
from finance.prognos.rensning import Rensning, Serie, by_start, find_rensning, join

Rader = NDArray[np.int64]
"""Places of noder in the kub."""

_MONTHS = np.arange(12)
SPREAD: Tal = np.where(_MONTHS[None, :] <= _MONTHS[:, None], 1.0 / (_MONTHS[:, None] + 1.0), 0.0)
"""Row m: where an amount booked whole on month m belongs, evenly from January to m (DESIGN 6.3)."""


@dataclass(frozen=True, eq=False)
class Kanda:
    """What was known of all noder after month k of the year at place `year` in the kub.

    `earlier`: (noder, years before, 12), NaN = missing; `current`: (noder, k), NaN = missing; `budget`: (noder, 12) or None.
    Both without one-offs, which are in `engangs` (as current). `starts`: per nod the month it started anew from, as known then.
    """

    ar: int
    earlier: Tal
    current: Tal
    budget: Tal | None
    engangs: Tal | None
    starts: Rader

    def forecast(self, rader: Rader, *, fitted: bool = False) -> Prognos:
        """Every method on the summed series of some noder; the interval is the default method's."""
        parts = by_start(self.starts, rader.tolist())
        return join([self._serie(own, start).forecast(STANDARDMETOD, fitted=fitted) for start, own in parts])

    def _serie(self, rows: list[int], start: int) -> Serie:
        budget = None if self.budget is None else self.budget[rows].sum(axis=0)
        return Serie(
            self.ar,
            self.earlier[rows].sum(axis=0),
            self.current[rows].sum(axis=0),
            budget if budget is not None and budget.any() else None,
            None if self.engangs is None else self.engangs[rows].sum(axis=0),
            start,
        )


@dataclass(frozen=True, eq=False)
class Historik:
    """The earlier years of a Lage, for back-tests."""

    lage: Lage

    @property
    def kub(self) -> Kub:
        return self.lage.kub

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """(years, 12): months with utfall."""
        return np.array([self.lage.known(ar) for ar in self.kub.ar], dtype=bool).reshape(len(self.kub.ar), 12)

    @cached_property
    def utfall(self) -> Tal:
        """(noder, years, 12) without bokslut and one-offs; what was booked whole on one month lies on the months it is for."""
        level = _level(self.kub.utfall, self.kub.ack)
        return level if self.rensning.arrays is None else level - _level(*self.rensning.arrays)

    @property
    def rensning(self) -> Rensning:
        """The marks on the figures."""
        return find_rensning(self.lage)

    @cached_property
    def budget(self) -> Tal:
        """(noder, years, 12), as `utfall`."""
        return _level(self.kub.budget, self.kub.ack_budget)

    @cached_property
    def helar(self) -> Ore:
        """(noder, years): what the year became, bokslut included, whole öre."""
        return accumulate(self.kub.utfall.sum(axis=1), 12)

    @cached_property
    def brutto(self) -> Ore:
        """(noder, years): the same without signs per kontogrupp and month: how much money a net figure is made of."""
        gross: Ore = np.abs(self.kub.utfall).sum(axis=(1, 3))
        return gross

    def tested_years(self, k: int, most: int) -> list[int]:
        """Places of the years to test after month k, oldest first.

        Years with all twelve months known, month k among what was booked by then, and some whole year before.
        """
        whole = [int(year) for year in np.flatnonzero(self.known.all(axis=1)) if self.kub.ar[year] < self.lage.period.ar]
        found = [year for year in whole[1:] if self._known_then(year, k)[-1:].all()]
        return found[-most:] if most else []

    def after(self, year: int, k: int) -> Kanda:
        """What was known after month k of the year at place `year`."""
        earlier = np.where(self.known[:year], self.utfall[:, :year], np.nan)
        left_out = self.rensning.arrays
        engangs = None if left_out is None else _booked_then(*left_out, year, k)
        booked = _booked_then(self.kub.utfall, self.kub.ack, year, k)
        current = np.where(self._known_then(year, k), booked if engangs is None else booked - engangs, np.nan)
        budget = self.budget[:, year] if self.kub.har_budget[year] else None
        ar = self.kub.ar[year]
        return Kanda(ar, earlier, current, budget, engangs, self.rensning.starts(ar * 100 + k))

    def started_anew(self, rader: Rader, year: int) -> bool:
        """Whether all of some noder start anew in or after the year at place `year`: it tells nothing of them as they are."""
        starts = self.rensning.starts(self.lage.period.key)[rader]
        return bool((starts // 100 >= self.kub.ar[year]).all())

    def bokslut_known(self, year: int, k: int) -> Ore:
        """(noder,): periods 13-15 count once December is closed."""
        booked: Ore = self.kub.utfall[:, :, year, BOKSLUT].sum(axis=1)
        return booked if k >= BOKSLUT else np.zeros_like(booked)

    def _known_then(self, year: int, k: int) -> NDArray[np.bool_]:
        """The months up to k that had utfall by then: an accumulated file covers the months before its own."""
        known = self.kub.har_utfall[year, :k].copy()
        whole = np.flatnonzero(self.kub.ack[:, :, year, :k].any(axis=(0, 1)))
        if whole.size:
            known[: whole[-1] + 1] = True
        return known


def _booked_then(whole: Ore, ack: Ore, year: int, k: int) -> Tal:
    """(noder, k): what was booked by month k of a year, an accumulated amount spread on the months before its own."""
    booked = ack[:, :, year, :k].sum(axis=1).astype(float)
    months: Tal = whole[:, :, year, :k].sum(axis=1) - booked + booked @ SPREAD[:k, :k]
    return months


def _level(whole: Ore, ack: Ore) -> Tal:
    booked = ack.sum(axis=1)[:, :, :BOKSLUT].astype(float)
    level: Tal = whole.sum(axis=1)[:, :, :BOKSLUT] - booked + booked @ SPREAD
    return level


def total_by(prognos: Prognos, metod: Metod, reserves: tuple[Metod, ...]) -> float:
    """The total that `metod` gives: its own, else that of the first reserve that could be computed, else 0."""
    return next((prognos.methods[namn] for namn in (metod, *reserves) if namn in prognos.methods), 0.0)
