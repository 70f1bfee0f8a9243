"""The track record: what each method would have said in earlier years, against what those years became.

Per line of the report (docs/metoder.md#traffsakerhet). Like the prognos that is shown, a line's total is the sum of its noder's
and its interval comes from its own series. Without bedömningar: it is the method's record, not a person's.
Amounts: whole öre, kostnad +. Fel = prognos - utfall: minus is too low a cost. Shares: 0.031 is 3.1 %, `_procent` is 3.1.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean
from types import MappingProxyType

import numpy as np

from finance.lage import Lage
from finance.prognos.aterprov import Historik, Rader, total_by
from finance.prognos.intervall import widen
from finance.prognos.metoder import ANPASSADE, RESERVORDNING, SLUTNA, STANDARDMETOD, Metod, Prognos
from finance.struktur import Gren

MEST_AR = 5
"""The latest years that are tested."""
LITET_NETTO = 0.1
"""A year whose net is less than this part of its gross amounts: percent of it mean nothing."""
MINST_AR = 2
"""Fewer tested years than this are no record."""


class Utfallsmatt:
    """How far a prognos with its 80 % interval lay from what the year became; of whatever has these amounts (öre)."""

    __slots__ = ()
    prognos_ore: int
    low_ore: int
    high_ore: int
    utfall_ore: int
    brutto_ore: int

    @property
    def fel_ore(self) -> int:
        """Prognos - utfall."""
        return self.prognos_ore - self.utfall_ore

    @property
    def fel_procent(self) -> float | None:
        """Of the year's utfall without sign; None where the net is small beside the gross."""
        if abs(self.utfall_ore) < LITET_NETTO * self.brutto_ore or self.utfall_ore == 0:
            return None
        return 100 * self.fel_ore / abs(self.utfall_ore)

    @property
    def inom(self) -> bool:
        """Whether the year ended inside the interval."""
        return self.low_ore <= self.utfall_ore <= self.high_ore


@dataclass(frozen=True, slots=True)
class Arstraff(Utfallsmatt):
    """One method on one line in one year: what it would have said, with its 80 % interval, and what the year became."""

    ar: int
    prognos_ore: int
    low_ore: int
    high_ore: int
    utfall_ore: int
    brutto_ore: int


@dataclass(frozen=True, slots=True)
class Traff:
    """One method on one line, after month `manad` (0-12) of each year: at least one year, oldest first."""

    metod: Metod
    manad: int
    ar: tuple[Arstraff, ...]

    @property
    def antal(self) -> int:
        """Tested years."""
        return len(self.ar)

    @property
    def medelfel_ore(self) -> int:
        """Mean error without sign."""
        return round(fmean(abs(one.fel_ore) for one in self.ar))

    @property
    def bias_ore(self) -> int:
        """Mean error with sign."""
        return round(fmean(one.fel_ore for one in self.ar))

    @property
    def fel_per_manad_ore(self) -> int | None:
        """Mean error without sign per month that was left; None when none was."""
        return round(self.medelfel_ore / (12 - self.manad)) if self.manad < 12 else None

    @property
    def medelfel_procent(self) -> float | None:
        """Mean error without sign; None when percent mean nothing in some year."""
        return self._procent(abs)

    @property
    def bias_procent(self) -> float | None:
        """Mean error with sign; None as for `medelfel_procent`."""
        return self._procent(lambda procent: procent)

    @property
    def inom(self) -> int:
        """Years that ended inside the 80 % interval."""
        return sum(one.inom for one in self.ar)

    @property
    def tackning(self) -> float:
        """The same as a share 0..1."""
        return self.inom / self.antal

    @property
    def intakt(self) -> bool:
        """Whether the line brings in more than it costs."""
        return sum(one.utfall_ore for one in self.ar) < 0

    def _procent(self, of: Callable[[float], float]) -> float | None:
        found = [one.fel_procent for one in self.ar]
        known = [procent for procent in found if procent is not None]
        return fmean(of(procent) for procent in known) if len(known) == len(found) else None


@dataclass(frozen=True, slots=True)
class Radtraff:
    """A line with its record per method; empty where nothing could be tested."""

    nod: str
    namn: str
    niva: int
    foralder: str | None
    har_delar: bool
    metoder: Mapping[Metod, Traff]


@dataclass(frozen=True, slots=True)
class Traffsakerhet:
    """The record after month `manad` of every line in report order, the total last. `ar`: the years tested."""

    manad: int
    ar: tuple[int, ...]
    rader: tuple[Radtraff, ...]

    @property
    def total(self) -> Radtraff:
        """The nämnd's own line."""
        return self.rader[-1]

    def rad(self, nod: str) -> Radtraff:
        """The line of a nod. Raises KeyError."""
        for rad in self.rader:
            if rad.nod == nod:
                return rad
        raise KeyError(nod)

    def worst_first(self, metod: Metod) -> tuple[Radtraff, ...]:
        """The lines below the total with a record: by percent, then those without percent by öre."""
        tested = [rad for rad in self.rader[:-1] if metod in rad.metoder]
        return tuple(sorted(tested, key=lambda rad: _badness(rad.metoder[metod]), reverse=True))

    def inom(self, metod: Metod) -> tuple[int, int]:
        """(years inside the interval, years) over all lines without parts."""
        found = [rad.metoder[metod] for rad in self.rader if not rad.har_delar and metod in rad.metoder]
        return sum(traff.inom for traff in found), sum(traff.antal for traff in found)


def _badness(traff: Traff) -> tuple[bool, float, int]:
    procent = traff.medelfel_procent
    return (procent is not None, procent or 0.0, traff.medelfel_ore)


def compute_traffsakerhet(
    lage: Lage, *, manad: int | None = None, mest_ar: int = MEST_AR, fitted: bool = False
) -> Traffsakerhet:
    """The record of every line and method after month `manad` (the last closed month if None), latest `mest_ar` years.

    `fitted`: of the fitted models too (slow where they are not remembered: `finance.prognos.anpassade_namnd`).
    Remembered as `compute_helarsprognos` is, and shared: nothing in it can be changed.
    Raises ValueError for a month outside 0-12.
    """
    closed = lage.senast_stangd.manad if lage.senast_stangd else 0
    return _remembered(lage, closed if manad is None else manad, mest_ar, fitted)


@lru_cache(maxsize=16)
def _remembered(lage: Lage, k: int, most: int, fitted: bool) -> Traffsakerhet:  # noqa: FBT001 (a key, never written out)
    return measure(lage, k, most, fitted=fitted)


def measure(lage: Lage, k: int, most: int, *, fitted: bool = False) -> Traffsakerhet:
    """`compute_traffsakerhet`, computed again."""
    if not 0 <= k <= 12:
        raise ValueError(f"manad must be 0-12: {k}")
    historik, grenar = Historik(lage), lage.struktur.grenar(lage.kub.noder)
    metoder = (*SLUTNA, *ANPASSADE) if fitted else SLUTNA
    found: list[dict[Metod, list[Arstraff]]] = [{metod: [] for metod in metoder} for _ in grenar]
    years = historik.tested_years(k, most) if lage.kub.noder else []
    for year in years:
        for place, tested in enumerate(_test_year(historik, year, k, grenar, fitted=fitted)):
            for metod, one in tested.items():
                found[place][metod].append(one)
    rader = [_radtraff(gren, by_metod, k) for gren, by_metod in zip(grenar, found, strict=True)]
    return Traffsakerhet(k, tuple(lage.kub.ar[year] for year in years), tuple(rader))


def _radtraff(gren: Gren, found: Mapping[Metod, Sequence[Arstraff]], k: int) -> Radtraff:
    metoder = MappingProxyType({metod: Traff(metod, k, tuple(years)) for metod, years in found.items() if years})
    return Radtraff(gren.kod, gren.namn, gren.niva, gren.foralder, gren.has_children, metoder)


def _test_year(historik: Historik, year: int, k: int, grenar: Sequence[Gren], *, fitted: bool) -> list[dict[Metod, Arstraff]]:
    """What every method would have said of every line after month k of the year at place `year`."""
    kub, kanda = historik.kub, historik.after(year, k)
    own = [kanda.forecast(np.array([row]), fitted=fitted) for row in range(len(kub.noder))]
    totals = {
        metod: np.array([round(total_by(prognos, metod, RESERVORDNING)) for prognos in own], dtype=np.int64)
        + historik.bokslut_known(year, k)
        for metod in ((*SLUTNA, *ANPASSADE) if fitted else SLUTNA)
    }
    lines = [np.array(kub.rows(gren.blad), dtype=np.int64) for gren in grenar]
    whole = [own[rader[0]] if len(rader) == 1 else kanda.forecast(rader, fitted=fitted) for rader in lines]
    return [_test_line(historik, year, rader, series, totals) for rader, series in zip(lines, whole, strict=True)]


def _test_line(
    historik: Historik, year: int, rader: Rader, series: Prognos, totals: Mapping[Metod, Rader]
) -> dict[Metod, Arstraff]:
    """Empty for a line without earlier amounts, without any in the year itself, or that has started anew since."""
    brutto = int(historik.brutto[rader, year].sum())
    if not brutto or historik.started_anew(rader, year):
        return {}
    if STANDARDMETOD not in series.methods:
        return {}
    utfall = int(historik.helar[rader, year].sum())
    half, standard = (series.high - series.low) / 2, series.methods[STANDARDMETOD]
    found = {}
    for metod, total in series.methods.items():
        centre = int(totals[metod][rader].sum())
        margin = round(widen(half, total - standard) if half else 0.0)
        found[metod] = Arstraff(historik.kub.ar[year], centre, centre - margin, centre + margin, utfall, brutto)
    return found
