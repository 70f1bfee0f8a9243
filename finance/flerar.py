"""A nämnd over the years: avvikelse and utfall per year and line, and which lines had an underskott in n of the last five.

Öre, canonical sign (kostnad +); avvikelse = budget - utfall, plus = överskott. The years are seen in the struktur of the
period. A year counts when every month of it has utfall; the period's own year is a prognos until then.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from finance.belopp import Enhet
from finance.format import avvikelse_word
from finance.kontoplan import Kontogrupp
from finance.lage import Lage
from finance.manader import Arsserie, compute_serier
from finance.struktur import Gren
from finance.uppfoljning import Rad, Uppfoljning, sum_rows

AR = 5
"""How many years the count of underskott looks back on."""
MANADSAR = 5
UNDERSKOTT = "underskott"


@dataclass(frozen=True, slots=True)
class Arsrad:
    """One whole year of a line; `budget_ore` and `avvikelse_ore` None for a year without budget."""

    ar: int
    utfall_ore: int
    budget_ore: int | None

    @property
    def avvikelse_ore(self) -> int | None:
        """Budget - utfall, plus = överskott."""
        return None if self.budget_ore is None else self.budget_ore - self.utfall_ore


@dataclass(frozen=True, slots=True)
class Nodar:
    """One line over the whole years, oldest first; years in which it had neither utfall nor budget are left out."""

    nod: str
    namn: str
    niva: int
    foralder: str | None
    ar: tuple[Arsrad, ...]

    def of(self, ar: int) -> Arsrad | None:
        """A year; None where it is not there."""
        return next((one for one in self.ar if one.ar == ar), None)

    def judged(self, ar: Sequence[int]) -> tuple[Arsrad, ...]:
        """Those of the years `ar` that can be judged: with a budget."""
        return tuple(one for one in self.ar if one.ar in ar and one.avvikelse_ore is not None)

    def count_underskott(self, ar: Sequence[int], enhet: Enhet) -> int:
        """In how many of the years `ar` there was an underskott, judged on the figure as shown in `enhet`."""
        return sum(avvikelse_word(one.avvikelse_ore or 0, enhet) == UNDERSKOTT for one in self.judged(ar))


@dataclass(frozen=True)
class Flerar:
    """`rader` in report order, the nämnd last. `hela`: whole years, oldest first; `prognosar` None when the year is over."""

    ar: int
    hela: tuple[int, ...]
    prognosar: int | None
    rader: tuple[Nodar, ...]

    @property
    def total(self) -> Nodar:
        return self.rader[-1]

    @property
    def senaste(self) -> tuple[int, ...]:
        """The last five whole years."""
        return self.hela[-AR:]

    def rad(self, nod: str) -> Nodar:
        """The line of a nod. Raises KeyError."""
        found = next((rad for rad in self.rader if rad.nod == nod), None)
        if found is None:
            raise KeyError(nod)
        return found


def compute_flerar(lage: Lage) -> Flerar:
    """Every line over every whole year that is stored, the period's own year if it is over."""
    period = lage.period
    over = period.manad >= 12 and all(lage.known(period.ar)) and not lage.preliminar
    last = period.ar if over else period.ar - 1
    hela = tuple(ar for ar in lage.kub.ar if ar <= last and all(lage.known(ar)))
    rader = tuple(_nodar(lage, gren, hela) for gren in lage.struktur.grenar(lage.kub.noder))
    return Flerar(period.ar, hela, None if over else period.ar, rader)


def _nodar(lage: Lage, gren: Gren, hela: Sequence[int]) -> Nodar:
    rows = lage.kub.rows(gren.blad)
    years = tuple(_arsrad(lage, rows, ar) for ar in hela if _exists(lage, rows, ar))
    return Nodar(gren.kod, gren.namn, gren.niva, gren.foralder, years)


def _exists(lage: Lage, rows: list[int], ar: int) -> bool:
    return any(sum_rows(lage, what, rows, ar, 12, None, gross=True) for what in ("utfall", "budget"))


def _arsrad(lage: Lage, rows: list[int], ar: int) -> Arsrad:
    place = lage.kub.year(ar)
    budgeted = place is not None and bool(lage.kub.har_budget[place])
    budget = sum_rows(lage, "budget", rows, ar, 12, None) if budgeted else None
    return Arsrad(ar, sum_rows(lage, "utfall", rows, ar, 12, None), budget)


def rank_underskott(found: Flerar, enhet: Enhet) -> tuple[Nodar, ...]:
    """The lines without parts that had an underskott in some of the last five years, most years first, then the largest sum."""
    parents = {rad.foralder for rad in found.rader}
    leaves = [rad for rad in found.rader if rad.niva > 0 and rad.nod not in parents]
    with_any = [rad for rad in leaves if rad.count_underskott(found.senaste, enhet)]
    return tuple(sorted(with_any, key=lambda rad: (-rad.count_underskott(found.senaste, enhet), _sum(rad, found.senaste))))


def _sum(rad: Nodar, ar: Sequence[int]) -> int:
    return sum(one.avvikelse_ore or 0 for one in rad.judged(ar))


def flerar_sentence(found: Flerar, rad: Nodar, prognos: Rad | None, enhet: Enhet) -> str:
    """How many of the last years ended with an underskott, and whether this year goes the same way."""
    judged = rad.judged(found.senaste)
    if not judged:
        return f"{rad.namn} har inget helt tidigare år med både utfall och budget."
    count = rad.count_underskott(found.senaste, enhet)
    years = f"{judged[0].ar}\u2013{judged[-1].ar}" if len(judged) > 1 else str(judged[0].ar)
    start = f"{rad.namn} hade {_times(count, len(judged))} ({years})"
    if prognos is None or found.prognosar is None:
        return f"{start}."
    if not prognos.har_budget:
        return f"{start}. För {found.prognosar} saknas budget att jämföra med."
    word = avvikelse_word(prognos.prognosavvikelse_ore, enhet)
    going = "går mot balans" if word == "i balans" else f"går mot ett {word}"
    return f"{start} och {going} {found.prognosar}."


def _times(count: int, of: int) -> str:
    """`underskott 3 av 5 år`."""
    if of == 1:
        return f"{'underskott' if count else 'inget underskott'} det enda jämförbara året"
    if not count:
        return f"inget underskott under de {of} åren"
    every = "båda åren" if of == 2 else f"alla {of} åren"
    return f"underskott {every if count == of else f'{count} av {of} år'}"


def compute_month_years(lage: Lage, nod: str, *, ar: int = MANADSAR) -> tuple[Arsserie, ...]:
    """The line's utfall by month for the last years, oldest first: year against year."""
    return compute_serier(lage, tuple(Kontogrupp), ar=ar, nod=nod)


def prognos_of(uppfoljning: Uppfoljning, found: Flerar, nod: str) -> Rad | None:
    """The year's prognos of a line with its interval; None when the year is over."""
    return None if found.prognosar is None else uppfoljning.rad(nod)
