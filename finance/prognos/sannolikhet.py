"""Whether the probability of keeping the budget tells the truth: what was said of earlier years against how they ended.

Shares are 0..1. Functions over pairs (said, held), and the pairs of a nämnd. Formulas: docs/metoder.md#stammer-sannolikheten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from finance.kub import accumulate
from finance.lage import Lage
from finance.prognos.intervall import probability_below
from finance.prognos.metod import STANDARDMETOD
from finance.prognos.traffsakerhet import compute_traffsakerhet

FACK = 5
"""Bins of said probability, equally wide."""
MINST_UTSAGOR = 20
"""Fewer than this tell nothing of a probability."""


@dataclass(frozen=True, slots=True)
class Utsaga:
    """The probability of keeping the budget that was said of a line and year, and whether it was kept."""

    sagt: float
    holl: bool


@dataclass(frozen=True, slots=True)
class Fack:
    """The utsagor with `fran` <= said < `till` (the last bin holds 1 too): mean said and share that held, None where none."""

    fran: float
    till: float
    antal: int
    sagt: float | None
    holl: float | None


def brier(utsagor: Sequence[Utsaga]) -> float:
    """Mean squared distance between what was said and what came (1 or 0): 0 is all-knowing, lower is better (Brier, 1950).

    Raises ValueError for none.
    """
    if not utsagor:
        raise ValueError("no utsagor")
    return fmean((one.sagt - one.holl) ** 2 for one in utsagor)


def brier_of_base_rate(utsagor: Sequence[Utsaga]) -> float:
    """The same for one who always says the share that held: p (1 - p). Raises ValueError for none."""
    if not utsagor:
        raise ValueError("no utsagor")
    share = fmean(one.holl for one in utsagor)
    return share * (1 - share)


def bins(utsagor: Sequence[Utsaga], antal: int = FACK) -> tuple[Fack, ...]:
    """The utsagor by what was said, from never to always."""
    placed: list[list[Utsaga]] = [[] for _ in range(antal)]
    for one in utsagor:
        placed[min(int(one.sagt * antal), antal - 1)].append(one)
    return tuple(_bin(place / antal, (place + 1) / antal, found) for place, found in enumerate(placed))


def _bin(fran: float, till: float, found: Sequence[Utsaga]) -> Fack:
    if not found:
        return Fack(fran, till, 0, None, None)
    return Fack(fran, till, len(found), fmean(one.sagt for one in found), fmean(one.holl for one in found))


@dataclass(frozen=True, slots=True)
class Sannolikhetsprov:
    """The probabilities that would have been said after month `manad` of earlier years `ar`, on lines without parts."""

    manad: int
    ar: tuple[int, ...]
    utsagor: tuple[Utsaga, ...]

    @property
    def racker(self) -> bool:
        """Whether there are enough to say anything."""
        return len(self.utsagor) >= MINST_UTSAGOR

    @property
    def fack(self) -> tuple[Fack, ...]:
        """Five bins."""
        return bins(self.utsagor)


def compute_sannolikhetsprov(lage: Lage, *, manad: int | None = None) -> Sannolikhetsprov:
    """Of the years in the record (`compute_traffsakerhet`): the default's probability, and whether the budget was kept.

    A year is left out where the line has no budget. The budget is the year's as it stands now.
    """
    return _compute(lage, manad)


@lru_cache(maxsize=16)
def _compute(lage: Lage, manad: int | None) -> Sannolikhetsprov:
    record = compute_traffsakerhet(lage, manad=manad)
    kub = lage.kub
    lines = {gren.kod: kub.rows(gren.blad) for gren in lage.struktur.grenar(kub.noder)}
    utsagor = []
    for rad in record.rader:
        traff = rad.metoder.get(STANDARDMETOD)
        if rad.har_delar or traff is None:
            continue
        budget = accumulate(kub.budget[lines[rad.nod]].sum(axis=(0, 1)), 12)
        for one in traff.ar:
            limit = int(budget[kub.ar.index(one.ar)])
            if limit:
                centre, half = (one.low_ore + one.high_ore) / 2, (one.high_ore - one.low_ore) / 2
                sagt = probability_below(limit, centre=centre, half_width=half)
                utsagor.append(Utsaga(sagt, one.utfall_ore <= limit))
    return Sannolikhetsprov(record.manad, record.ar, tuple(utsagor))
