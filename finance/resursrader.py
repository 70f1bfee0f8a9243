"""Values of the resursfördelning: months and years of a unit, its årsarbetare, and the sum of several units.

Hours are floats, amounts whole öre (kostnad +); a difference is tilldelat - utfall, plus = överskott.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resursmanad:
    """A month that counts. `timmar`: those that are paid for; `tilldelat_ore`: them x `ersattning_ore` per hour."""

    manad: int
    timmar: float
    ersattning_ore: int
    tilldelat_ore: int
    utfall_ore: int
    budget_ore: int


@dataclass(frozen=True, slots=True)
class Bemanning:
    """Årsarbetare as means of `manader`: `racker_till` that the hours pay for; `finns` None where nobody has said."""

    manader: tuple[int, ...]
    racker_till: float
    finns: float | None

    @property
    def skillnad(self) -> float | None:
        """Minus = missing, plus = over what the hours pay for."""
        return None if self.finns is None else self.finns - self.racker_till


@dataclass(frozen=True, slots=True)
class Helarsresurs:
    """The full year with the prognos of the hours and the line's own prognos of the cost; 80 % ends where there are any.

    `kalla`: what forecasts the hours, as in `finance.prognos.volymer`; `metod`: the cost's, for people.
    """

    timmar: float
    timmar_low: float | None
    timmar_high: float | None
    kalla: str
    tilldelat_ore: int
    kostnad_ore: int
    kostnad_low_ore: int | None
    kostnad_high_ore: int | None
    metod: str
    arsarbetare: float | None

    @property
    def skillnad_ore(self) -> int:
        """Plus = överskott."""
        return self.tilldelat_ore - self.kostnad_ore


@dataclass(frozen=True, slots=True)
class Resursrad:
    """One unit. `beviljade`, `utforda`: hours over the months where both are known.

    Sentences of what is missing: `saknas` of the months, `saknas_folk` of the årsarbetare, `saknas_helar` of the full year.
    """

    nod: str
    namn: str
    ersatts_for: str  # the word for the hours that are paid for
    manader: tuple[Resursmanad, ...]
    timmar_foregaende: tuple[float | None, ...]  # the same hours last year, by month
    beviljade: float | None
    utforda: float | None
    bemanning: Bemanning | None
    helar: Helarsresurs | None
    saknas: tuple[str, ...] = ()
    saknas_folk: tuple[str, ...] = ()
    saknas_helar: tuple[str, ...] = ()

    @property
    def timmar(self) -> float:
        """Over the months that count."""
        return sum(one.timmar for one in self.manader)

    @property
    def tilldelat_ore(self) -> int:
        """What the hours give."""
        return sum(one.tilldelat_ore for one in self.manader)

    @property
    def utfall_ore(self) -> int:
        """What it cost, net."""
        return sum(one.utfall_ore for one in self.manader)

    @property
    def budget_ore(self) -> int:
        """Of the same months."""
        return sum(one.budget_ore for one in self.manader)

    @property
    def skillnad_ore(self) -> int:
        """Plus = överskott."""
        return self.tilldelat_ore - self.utfall_ore

    @property
    def ersattning(self) -> float | None:
        """Öre per hour, weighted by the hours; None without hours."""
        return self.tilldelat_ore / self.timmar if self.timmar else None

    @property
    def kostnad(self) -> float | None:
        """What an hour did cost, öre."""
        return self.utfall_ore / self.timmar if self.timmar else None

    @property
    def utforandegrad(self) -> float | None:
        """Utförda as a share (0..1) of beviljade."""
        return self.utforda / self.beviljade if self.beviljade and self.utforda is not None else None


@dataclass(frozen=True, slots=True)
class Resurshinder:
    """Why a coupled unit is not computed: a Swedish sentence that says what to do."""

    nod: str
    namn: str
    text: str


@dataclass(frozen=True)
class Resursfordelning:
    """`rader` in report order; `summa` is their sum, None where there is none."""

    rader: tuple[Resursrad, ...]
    summa: Resursrad | None
    hinder: tuple[Resurshinder, ...]

    @property
    def manader(self) -> tuple[int, ...]:
        """Every month that counts for some unit."""
        return tuple(sorted({one.manad for rad in self.rader for one in rad.manader}))


def sum_rader(rader: Sequence[Resursrad], namn: str) -> Resursrad | None:
    """The sum of units; what some unit lacks the sum lacks too, except months, which are summed over those that have them."""
    if not rader:
        return None
    return Resursrad(
        nod="",
        namn=namn,
        ersatts_for=rader[0].ersatts_for if len({rad.ersatts_for for rad in rader}) == 1 else "timmar",
        manader=tuple(_sum_month(rader, manad) for manad in sorted({one.manad for rad in rader for one in rad.manader})),
        timmar_foregaende=tuple(_sum_or_none([rad.timmar_foregaende[m] for rad in rader]) for m in range(12)),
        beviljade=_sum_or_none([rad.beviljade for rad in rader]),
        utforda=_sum_or_none([rad.utforda for rad in rader]),
        bemanning=_sum_bemanning([rad.bemanning for rad in rader]),
        helar=_sum_helar([rad.helar for rad in rader]),
    )


def _sum_month(rader: Sequence[Resursrad], manad: int) -> Resursmanad:
    found = [one for rad in rader for one in rad.manader if one.manad == manad]
    timmar, tilldelat = sum(one.timmar for one in found), sum(one.tilldelat_ore for one in found)
    return Resursmanad(
        manad,
        timmar,
        round(tilldelat / timmar) if timmar else 0,
        tilldelat,
        sum(one.utfall_ore for one in found),
        sum(one.budget_ore for one in found),
    )


def _sum_or_none(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _sum_bemanning(parts: Sequence[Bemanning | None]) -> Bemanning | None:
    known = [one for one in parts if one is not None]
    if len(known) < len(parts):
        return None
    finns = _sum_or_none([one.finns for one in known])
    manader = tuple(sorted({manad for one in known for manad in one.manader}))
    return Bemanning(manader, sum(one.racker_till for one in known), finns)


def _sum_helar(parts: Sequence[Helarsresurs | None]) -> Helarsresurs | None:
    """Intervals and methods are of one unit each: the sum has none of its own."""
    known = [one for one in parts if one is not None]
    if len(known) < len(parts) or not known:
        return None
    return Helarsresurs(
        timmar=sum(one.timmar for one in known),
        timmar_low=None,
        timmar_high=None,
        kalla="",
        tilldelat_ore=sum(one.tilldelat_ore for one in known),
        kostnad_ore=sum(one.kostnad_ore for one in known),
        kostnad_low_ore=None,
        kostnad_high_ore=None,
        metod="",
        arsarbetare=_sum_or_none([one.arsarbetare for one in known]),
    )
