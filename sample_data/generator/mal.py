"""Targets: what a nod's kontogrupp must sum to, exactly, over a span of months. Everything else is split from them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from finance.belopp import split_by_weights
from finance.kontoplan import Kontogrupp
from sample_data.generator.sasong import BRUS, SASONG
from sample_data.generator.slump import Slump

KR = 100
TKR = 100_000
MNKR = 100_000_000


@dataclass(frozen=True, slots=True)
class Mal:
    """`ore` (kostnad +, intäkt -) for one nod and kontogrupp in months `fran`..`till` of `ar`; on one konto where given."""

    nod: str
    ar: int
    fran: int
    till: int
    kontogrupp: Kontogrupp
    ore: int
    konto: str = ""


@dataclass(frozen=True, slots=True)
class Manadsmal:
    """A target for one month."""

    nod: str
    ar: int
    manad: int
    kontogrupp: Kontogrupp
    ore: int
    konto: str = ""


@dataclass(frozen=True)
class Niva:
    """The yearly level of a nod (any unit), by which months are weighted so that one year leads into the next."""

    per_ar: Mapping[int, float]

    def at(self, ar: int, manad: int) -> float:
        """The level of a month: straight lines between the middles of the years, held flat outside them."""
        place = ar + (manad - 0.5) / 12
        points = [(year + 0.5, value) for year, value in sorted(self.per_ar.items())]
        if place <= points[0][0]:
            return points[0][1]
        for (x0, y0), (x1, y1) in pairwise(points):
            if place <= x1:
                return y0 + (y1 - y0) * (place - x0) / (x1 - x0)
        return points[-1][1]


FLAT = Niva({2000: 1.0})


def split_grupper(ore: int, andelar: Mapping[Kontogrupp, float]) -> dict[Kontogrupp, int]:
    """`ore` over kontogrupper by shares of the net (intäkter negative, sum 1); the largest takes what rounding leaves."""
    largest = max(andelar, key=lambda grupp: andelar[grupp])
    parts = {grupp: round(ore * share) for grupp, share in andelar.items()}
    parts[largest] += ore - sum(parts.values())
    return parts


def subtract(budget: Mapping[Kontogrupp, int], avvikelse: int, orsak: Mapping[Kontogrupp, float]) -> dict[Kontogrupp, int]:
    """Utfall per kontogrupp = budget - avvikelse, where `orsak` says in which kontogrupper the avvikelse arose."""
    parts = split_grupper(avvikelse, orsak)
    return {grupp: ore - parts.get(grupp, 0) for grupp, ore in budget.items()}


def spread_utfall(mal: Iterable[Mal], nivaer: Mapping[str, Niva], slump: Slump) -> Iterator[Manadsmal]:
    """Each target over its months by level, season and noise; sums to the target exactly."""
    for m in mal:
        niva = nivaer.get(m.nod, FLAT)
        season, sd = SASONG[m.kontogrupp], BRUS[m.kontogrupp]
        weights = [niva.at(m.ar, manad) * season[manad - 1] * slump.brus(sd) for manad in range(m.fran, m.till + 1)]
        yield from _monthly(m, split_by_weights(m.ore, weights))


def spread_budget(mal: Iterable[Mal]) -> Iterator[Manadsmal]:
    """Each target over its months by season, in whole kronor (the last month carries any öre); sums to the target exactly."""
    for m in mal:
        season = SASONG[m.kontogrupp] if m.kontogrupp is Kontogrupp.PERSONAL else (1.0,) * 12
        kronor = split_by_weights(m.ore // KR, season[m.fran - 1 : m.till])
        parts = [kr * KR for kr in kronor]
        parts[-1] += m.ore - sum(parts)
        yield from _monthly(m, parts)


def _monthly(m: Mal, parts: Sequence[int]) -> Iterator[Manadsmal]:
    for manad, ore in enumerate(parts, start=m.fran):
        yield Manadsmal(m.nod, m.ar, manad, m.kontogrupp, ore, m.konto)
