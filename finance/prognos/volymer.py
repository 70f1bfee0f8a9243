"""A volume month by month, from values of any length of time, and the rest of its year.

Volumes: floats in the unit of the mått; a flow is summed over months, a level is the number in each month. Docs:
docs/metoder.md, Volym × pris.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from finance.inlasning.planrader import UTAN_AR, Ackumulering, Frekvens, Mattrad, Vardestatus, Vardetyp
from finance.period import LAST_DAY
from finance.prognos.metoder import Metod, forecast_values
from finance.store import HELA_ARET, Mattnyckel, Volymslag

SENASTE, EGEN, MATTETS, PROFIL, TAKT, SAKNAS = "senaste", "egen", "måttets", "profil", "takt", "saknas"


@dataclass(frozen=True, slots=True)
class Volymvarde:
    """One value: about `manader` (1-12, in order). `senaste`: what a level was at their end, not its mean."""

    manader: tuple[int, ...]
    varde: float
    senaste: bool = False


@dataclass(frozen=True, slots=True)
class Volymar:
    """A year of a volume: 12 places, None where nothing is known. `spridda`: months that share a value of several."""

    varden: tuple[float | None, ...] = (None,) * 12
    spridda: tuple[bool, ...] = (False,) * 12

    @property
    def last(self) -> int:
        """The last month with a figure (1-12), 0 for none."""
        return max((place + 1 for place, value in enumerate(self.varden) if value is not None), default=0)

    def sum(self, fran: int = 1, till: int = 12) -> float | None:
        """Over the months `fran` to `till`; None where one of them is not known."""
        part = self.varden[fran - 1 : till]
        known = [value for value in part if value is not None]
        return sum(known) if len(known) == len(part) else None


def nyckel_of(rad: Mattrad) -> Mattnyckel:
    """Which mått a value is of."""
    return Mattnyckel(matt=rad.matt, grupp=rad.grupp, kategori=rad.kategori, nod=rad.nod)


def read_year(rader: Iterable[Mattrad], typ: Vardetyp, ar: int, slag: Volymslag) -> tuple[Volymvarde, ...]:
    """The values of one mått and kind that are about whole months of `ar`; "?" and empty cells are none."""
    found = []
    for rad in rader:
        manader = _manader(rad, ar, slag) if rad.typ is typ and rad.status is Vardestatus.VARDE else ()
        if manader and rad.varde is not None and not (rad.ackumulering is Ackumulering.UNIK and len(manader) > 1):
            senaste = slag is Volymslag.NIVA and rad.ackumulering is Ackumulering.SENASTE
            found.append(Volymvarde(manader, float(rad.varde), senaste=senaste))
    return tuple(found)


def _manader(rad: Mattrad, ar: int, slag: Volymslag) -> tuple[int, ...]:
    """The months a value is about; none where they are not whole months of that one year."""
    if rad.fran[:4] == UTAN_AR or rad.fran[:4] != f"{ar:04d}" or rad.till[:4] != rad.fran[:4]:
        return ()
    first, last = int(rad.fran[5:7]), int(rad.till[5:7])
    if rad.frekvens is Frekvens.DATUM:
        return (first,) if slag is Volymslag.NIVA else ()
    whole = rad.fran[8:] == "01" and int(rad.till[8:]) >= LAST_DAY[last - 1]
    return tuple(range(first, last + 1)) if whole else ()


def antaganden_of(varden: Mapping[int, object]) -> tuple[Volymvarde, ...]:
    """What a person said of a year: per month, or HELA_ARET."""
    return tuple(
        Volymvarde(tuple(range(1, 13)) if manad == HELA_ARET else (manad,), float(str(value)))
        for manad, value in varden.items()
    )


def spread_values(varden: Sequence[Volymvarde], slag: Volymslag) -> Volymar:
    """Months from values of any length: the shortest first; a longer one is shared evenly by the months it has left.

    What a longer value leaves is its own sum (for a level: its mean times its months) minus its known months. Where that is
    less than nothing the values contradict each other, and the months stay unknown.
    """
    months: list[float | None] = [None] * 12
    spread = [False] * 12
    for varde in sorted(varden, key=lambda one: len(one.manader)):
        left = [manad - 1 for manad in varde.manader if months[manad - 1] is None]
        each = _each(varde, months, len(left), slag) if left else None
        if each is None:
            continue
        for place in left:
            months[place], spread[place] = each, len(varde.manader) > 1
    return Volymar(tuple(months), tuple(spread))


def _each(varde: Volymvarde, months: Sequence[float | None], left: int, slag: Volymslag) -> float | None:
    """What each month without a figure gets of a value."""
    if varde.senaste:
        return varde.varde
    whole = varde.varde * (len(varde.manader) if slag is Volymslag.NIVA else 1)
    known = sum(months[manad - 1] or 0.0 for manad in varde.manader)
    each = (whole - known) / left
    return each if each >= 0 or left == len(varde.manader) else None


@dataclass(frozen=True, slots=True)
class Helarsvolym:
    """The whole year: 12 months, utfall where it is known. `kalla`: EGEN, MATTETS, PROFIL, TAKT or SAKNAS (all 0).

    `low`, `high`: the 80 % interval of the year where its own series forecasts the rest; a year that is said has none.
    """

    varden: tuple[float, ...]
    kanda: tuple[bool, ...]
    spridda: tuple[bool, ...]
    kalla: str
    helar: float | None = None  # the prognos of the year as it was said
    for_lag: float | None = None  # a prognos of the year that is below what has been already: not used
    low: float | None = None
    high: float | None = None

    def sum(self, fran: int = 1, till: int = 12) -> float:
        """Over the months `fran` to `till`."""
        return sum(self.varden[fran - 1 : till])


def forecast_volym(
    utfall: Volymar,
    tidigare: Sequence[Volymar],
    prognoser: Sequence[tuple[str, Sequence[Volymvarde]]],
    slag: Volymslag,
) -> Helarsvolym:
    """The year from its known months and the first of `prognoser` (EGEN, MATTETS) that says more, else by its own series.

    `tidigare`: earlier years, oldest first. Months that a prognos does not reach are forecast by the series too.
    """
    known = tuple(value is not None for value in utfall.varden)
    booked = [Volymvarde((m + 1,), value) for m, value in enumerate(utfall.varden) if value is not None]
    series, kalla, ends = _series(utfall, tidigare)
    for_lag = None
    for name, said in prognoser:
        whole = _whole_year(said)
        planned = spread_values([*booked, *said], slag)
        if whole is not None and planned.sum() is None and not any(len(one.manader) < 12 for one in said):
            for_lag = whole if for_lag is None else for_lag
            continue
        if any(value is not None and not known[m] for m, value in enumerate(planned.varden)):
            months = tuple(series[m] if value is None else value for m, value in enumerate(planned.varden))
            return Helarsvolym(months, known, utfall.spridda, name, whole, for_lag)
    return Helarsvolym(series, known, utfall.spridda, kalla, None, for_lag, *ends)


def _whole_year(said: Sequence[Volymvarde]) -> float | None:
    return next((one.varde for one in said if len(one.manader) == 12), None)


def _series(utfall: Volymar, tidigare: Sequence[Volymar]) -> tuple[tuple[float, ...], str, tuple[float | None, float | None]]:
    """12 months by the default method on the volume itself (pace without earlier years), never below zero; the year's ends."""
    current = np.array([np.nan if value is None else value for value in utfall.varden[: utfall.last]], dtype=float)
    earlier = [[np.nan if value is None else value for value in year.varden] for year in tidigare if year.last]
    found = forecast_values(np.array(earlier, dtype=float).reshape(-1, 12), current)
    months = tuple(max(0.0, value) for value in found.monthly)
    kallor = {Metod.KRYMPT_PROFIL: PROFIL, Metod.LINJAR_TAKT: TAKT}
    if not found.methods:
        return months, SAKNAS, (None, None)
    booked = sum(value for value in utfall.varden if value is not None)
    return months, kallor.get(found.method, TAKT), (max(booked, found.low), max(booked, found.high))
