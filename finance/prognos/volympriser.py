"""The price per unit that a person gave: a prisantagande or a price of their own, month by month of a year."""

import calendar
from dataclasses import dataclass

from finance.lage import Lage
from finance.period import Period, months_of_year
from finance.store import Prisantagande, Volymkoppling, Volymslag

ORE = 100


@dataclass(frozen=True, slots=True)
class Egetpris:
    """`per_manad`: 12 places, öre per unit without sign; None before the price holds. `hinder`: why it cannot be used."""

    per_manad: tuple[float | None, ...]
    text: str
    hinder: str = ""

    def months(self, sign: int, fallback: float | None) -> tuple[float | None, ...]:
        """Canonical prices; before the price holds `fallback`, or where there is none the first price that holds."""
        first = next((value for value in self.per_manad if value is not None), None)
        spare = fallback if fallback is not None else None if first is None else sign * first
        return tuple(spare if value is None else sign * value for value in self.per_manad)

    def at(self, manad: int) -> float | None:
        """The price of a month (1-12), else the nearest that holds; öre without sign."""
        later = [value for value in self.per_manad if value is not None]
        return self.per_manad[manad - 1] if self.per_manad[manad - 1] is not None else later[0] if later else None


def read_eget_pris(lage: Lage, koppling: Volymkoppling) -> Egetpris | None:
    """The price that was given for a coupling; None where there is none, or where it holds from a later year."""
    months = months_of_year(lage.period.ar)
    if koppling.pris_ore is not None and koppling.pris_fran is not None:
        prices = tuple(float(koppling.pris_ore) if p.key >= (koppling.pris_fran or 0) else None for p in months)
        return Egetpris(prices, "eget pris") if any(prices) else None
    return _antaget(lage, koppling, months) if koppling.prisantagande else None


def _antaget(lage: Lage, koppling: Volymkoppling, months: list[Period]) -> Egetpris:
    namn, nothing = koppling.prisantagande, (None,) * 12
    named = sorted((p for p in lage.prisantaganden if p.namn == namn), key=lambda pris: pris.galler_fran)
    if not any(pris.galler_fran <= months[-1].key for pris in named):
        return Egetpris(
            nothing, "", f"Prisantagandet {namn} finns inte för {lage.period.ar}. Lägg in det, eller välj ett annat pris."
        )
    if any(price_factor(pris.enhet, koppling.enhet, koppling.slag, months[0]) is None for pris in named):
        text = (
            f"Prisantagandet {namn} anges i {named[0].enhet} och går inte att räkna per {koppling.enhet}. Välj ett annat pris."
        )
        return Egetpris(nothing, "", text)
    return Egetpris(tuple(_price(named, koppling, period) for period in months), f"prisantagandet {namn}")


def _price(named: list[Prisantagande], koppling: Volymkoppling, period: Period) -> float | None:
    held = [pris for pris in named if pris.galler_fran <= period.key]
    factor = price_factor(held[-1].enhet, koppling.enhet, koppling.slag, period) if held else None
    return float(held[-1].varde) * ORE * factor if held and factor is not None else None


def price_factor(pris_enhet: str, enhet: str, slag: Volymslag, period: Period) -> float | None:
    """What a price in `pris_enhet` is multiplied by to be per `enhet` (a level: and month); None where they do not fit.

    Kronor per day fit a level too: times the days of the month.
    """
    if pris_enhet == "kr":
        return 1.0
    if slag is Volymslag.FLODE:
        fits = {"kr per dygn": ("dygn", "dag"), "kr per timme": ("timme",), "kr per månad": ("månad",)}
        return 1.0 if enhet.endswith(fits.get(pris_enhet, ())) else None
    days = float(calendar.monthrange(period.ar, period.manad)[1])
    factors = {"kr per månad": 1.0, "kr per dygn": days, "kr per år": 1 / 12}
    if pris_enhet == "kr per invånare och år" and enhet == "invånare":
        return 1 / 12
    return factors.get(pris_enhet)
