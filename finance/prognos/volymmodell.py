"""Values of volume x price: parts, prices and months of a coupled line.

Amounts: öre, kostnad + (a price of an intäkt is minus); prices are float öre per unit, for a level per unit and month.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from finance.kontoplan import Kontogrupp
from finance.prognos.volymer import Helarsvolym, Volymar
from finance.prognos.volympriser import Egetpris
from finance.store import Volymkoppling, Volymslag


@dataclass(frozen=True, slots=True)
class Volymdel:
    """One mått of a line. `pris`: what one costs in each month (used for those ahead). `eget`: the price a person gave."""

    koppling: Volymkoppling
    volym: Helarsvolym
    foregaende: Volymar
    budget: Volymar
    eget: Egetpris | None
    pris: tuple[float, ...] = ()

    @property
    def namn(self) -> str:
        """Of its mått."""
        return self.koppling.matt.namn


@dataclass(frozen=True, slots=True)
class Prisgrund:
    """Where a computed price comes from: `kostnad` (float öre) / `volym` over `manader` (1-12) of `ar`."""

    kostnad: float
    volym: float
    manader: tuple[int, ...]
    ar: int

    @property
    def pris(self) -> float:
        """Öre per unit."""
        return self.kostnad / self.volym


@dataclass(frozen=True, slots=True)
class Volympris:
    """One line, or a kontogrupp of it, with its volumes. `kostnad`, `kostnad_foregaende`: 12 months of utfall (float öre).

    `manader`: whole öre, the closed months' utfall and then volume x price. `delar` share unit and slag.
    """

    nod: str
    kontogrupp: Kontogrupp | None
    delar: tuple[Volymdel, ...]
    last_closed: int
    kostnad: tuple[float, ...]
    kostnad_foregaende: tuple[float, ...] | None
    grund: Prisgrund | None
    manader: tuple[int, ...]
    forklaring: tuple[str, ...] = ()

    @property
    def enhet(self) -> str:
        """The word for one."""
        return self.delar[0].koppling.enhet

    @property
    def slag(self) -> Volymslag:
        """Flow or level."""
        return self.delar[0].koppling.slag

    def volym(self, fran: int = 1, till: int = 12) -> float:
        """All its parts over the months `fran` to `till`, utfall and prognos; a level is summed too (units x months)."""
        return sum(one.volym.sum(fran, till) for one in self.delar)

    def manadspris(self) -> tuple[float | None, ...]:
        """Cost / volume in each closed month whose volume is known; None in the others."""
        known = [m < self.last_closed and all(one.volym.kanda[m] for one in self.delar) for m in range(12)]
        return _per_month(self.kostnad, [self.volym(m + 1, m + 1) if known[m] else None for m in range(12)])

    def manadspris_foregaende(self) -> tuple[float | None, ...]:
        """The same last year."""
        if self.kostnad_foregaende is None:
            return (None,) * 12
        return _per_month(self.kostnad_foregaende, sum_known([one.foregaende for one in self.delar]))


@dataclass(frozen=True, slots=True)
class Hinder:
    """Why a coupling gives no prognos: a Swedish sentence that says what to do. `kontogrupp`: "" = the whole nod."""

    nod: str
    kontogrupp: str
    text: str


@dataclass(frozen=True, slots=True)
class Volymlage:
    """What the couplings of a nämnd give."""

    mal: tuple[Volympris, ...]
    hinder: tuple[Hinder, ...]


def sum_known(years: Sequence[Volymar]) -> list[float | None]:
    """Per month the sum of several volumes; None where one of them is not known."""
    months = [[year.varden[m] for year in years] for m in range(12)]
    return [None if any(value is None for value in month) else sum(value or 0.0 for value in month) for month in months]


def _per_month(kostnad: Sequence[float], volym: Sequence[float | None]) -> tuple[float | None, ...]:
    return tuple(ore / antal if antal else None for ore, antal in zip(kostnad, volym, strict=True))
