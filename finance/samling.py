"""Samling: one table with a row per nämnd for the kommunstyrelse (DESIGN 6.3).

Öre, canonical sign (kostnad +); avvikelse = budget - utfall, plus = överskott. Amounts of the total are the sums of the rows.
Its interval is not the sum of the rows' intervals: docs/metoder.md#samling.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from finance.period import Period
from finance.prognos.helarsprognos import probability_of_keeping
from finance.store import Namnd
from finance.uppfoljning import MOT_BUDGET, Rad, Uppfoljning

METOD_SUMMA = "summa av nämndernas prognoser"


@dataclass(frozen=True, slots=True)
class Samlingsrad:
    """A nämnd, or the total. `utfall_ore`, `budget_ore` and `avvikelse_ore` are None where months lack utfall.

    `har_budget`: whether there is a budget for the year, of the total whether every nämnd has one. Where there is none,
    no figure against it means anything (`for_people`) and `sannolikhet` is None.
    """

    namnd: str  # kod; "" for the total
    namn: str
    utfall_ore: int | None
    budget_ore: int | None
    prognos_ore: int
    low_ore: int
    high_ore: int
    metod: str
    metod_text: str
    budget_helar_ore: int
    sannolikhet: float | None
    senast_stangd: Period | None
    preliminar: bool
    saknade_manader: tuple[Period, ...]
    har_budget: bool = True

    def for_people(self, key: str) -> str | float | None:
        """A figure as people see it: None for one against a budget where there is none."""
        value: str | float | None = getattr(self, key)
        return value if self.har_budget or key not in MOT_BUDGET else None

    @property
    def avvikelse_ore(self) -> int | None:
        """Budget - utfall so far, plus = överskott."""
        return None if self.utfall_ore is None or self.budget_ore is None else self.budget_ore - self.utfall_ore

    @property
    def prognosavvikelse_ore(self) -> int:
        """Budget - prognos of the full year, plus = överskott."""
        return self.budget_helar_ore - self.prognos_ore


@dataclass(frozen=True)
class Samling:
    """`rader` one per nämnd in the order chosen; `total` None for none. `summa_low_ore`, `summa_high_ore`: the outer bound."""

    period: Period
    rader: tuple[Samlingsrad, ...]
    total: Samlingsrad | None
    summa_low_ore: int
    summa_high_ore: int

    @property
    def utan_utfall(self) -> tuple[Samlingsrad, ...]:
        """The nämnder that lack utfall for some month: outside the total's utfall, budget and avvikelse so far."""
        return tuple(rad for rad in self.rader if rad.saknade_manader)

    @property
    def utan_budget(self) -> tuple[Samlingsrad, ...]:
        """The nämnder that have no budget for the year: with one of them the total has none to be compared with."""
        return tuple(rad for rad in self.rader if not rad.har_budget)


def compute_samling(tabeller: Sequence[Uppfoljning], period: Period) -> Samling:
    """The table of some nämnder, each followed up for the same period."""
    names = _names([tabell.namnd for tabell in tabeller])
    rader = tuple(_rad(tabell, namn) for tabell, namn in zip(tabeller, names, strict=True))
    total = _total(rader) if rader else None
    return Samling(period, rader, total, sum(rad.low_ore for rad in rader), sum(rad.high_ore for rad in rader))


def _names(namnder: Sequence[Namnd]) -> list[str]:
    """The kommun, or else the kod, tells two nämnder of the same name apart."""
    names = [namnd.namn for namnd in namnder]
    return [one.namn if names.count(one.namn) == 1 else f"{one.namn}, {one.kommun or one.kod}" for one in namnder]


def _rad(tabell: Uppfoljning, namn: str) -> Samlingsrad:
    total: Rad = tabell.total
    lacks = bool(tabell.saknade_manader)
    return Samlingsrad(
        namnd=tabell.namnd.kod,
        namn=namn,
        utfall_ore=None if lacks else total.utfall_ore,
        budget_ore=None if lacks else total.budget_ore,
        prognos_ore=total.prognos_ore,
        low_ore=total.low_ore,
        high_ore=total.high_ore,
        metod=total.metod,
        metod_text=total.metod_text,
        budget_helar_ore=total.budget_helar_ore,
        sannolikhet=total.sannolikhet,
        senast_stangd=tabell.senast_stangd,
        preliminar=tabell.preliminar,
        saknade_manader=tabell.saknade_manader,
        har_budget=tabell.har_budget,
    )


def _total(rader: Sequence[Samlingsrad]) -> Samlingsrad:
    """Sums; the interval lies around the sum of the middles, half as wide as the root of the sum of the squares."""
    centre = sum(rad.low_ore + rad.high_ore for rad in rader) / 2
    half = sqrt(sum(((rad.high_ore - rad.low_ore) / 2) ** 2 for rad in rader))
    low, high = round(centre - half), round(centre + half)
    known = [rad for rad in rader if rad.utfall_ore is not None]
    budget = sum(rad.budget_helar_ore for rad in rader)
    utan_budget = any(not rad.har_budget for rad in rader)
    return Samlingsrad(
        namnd="",
        namn="Samlingen",
        utfall_ore=sum(rad.utfall_ore or 0 for rad in known) if known else None,
        budget_ore=sum(rad.budget_ore or 0 for rad in known) if known else None,
        prognos_ore=sum(rad.prognos_ore for rad in rader),
        low_ore=low,
        high_ore=high,
        metod="summa",
        metod_text=METOD_SUMMA,
        budget_helar_ore=budget,
        sannolikhet=None if utan_budget else probability_of_keeping(budget, low, high),
        senast_stangd=min((rad.senast_stangd for rad in rader if rad.senast_stangd), default=None),
        preliminar=any(rad.preliminar for rad in rader),
        saknade_manader=tuple(sorted({period for rad in rader for period in rad.saknade_manader})),
        har_budget=not utan_budget,
    )
