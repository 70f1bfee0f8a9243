"""A mått in a report: of January to the period and of the year, this year and last. Counts as written."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from finance.inlasning.planrader import Ackumulering, Mattrad, Vardestatus, Vardetyp
from finance.period import Period


@dataclass(frozen=True, slots=True)
class Mattvarden:
    """One mått: so far and the year's prognos, and the same of last year. None: not known."""

    namn: str
    nod: str
    enhet: str
    sum_of_months: bool
    nu: Decimal | None
    prognos: Decimal | None
    nu_foregaende: Decimal | None
    helar_foregaende: Decimal | None


def read_mattvarden(rader: Sequence[Mattrad], period: Period) -> tuple[Mattvarden, ...]:
    """Mått without kategori, in the order they stand, with the values that are of January to the period or of a whole year."""
    names = dict.fromkeys((rad.nod, rad.matt) for rad in rader if not rad.kategori)
    return tuple(
        _values(nod, matt, [rad for rad in rader if (rad.nod, rad.matt, rad.kategori) == (nod, matt, "")], period)
        for nod, matt in names
    )


def _values(nod: str, matt: str, rader: Sequence[Mattrad], period: Period) -> Mattvarden:
    def value(typ: Vardetyp, ar: int, manad: int) -> Decimal | None:
        last = f"{ar}-{manad:02d}-{monthrange(ar, manad)[1]:02d}"
        found = [
            rad.varde
            for rad in rader
            if rad.typ is typ and rad.status is Vardestatus.VARDE and rad.till == last and rad.fran in (f"{ar}-01-01", last)
        ]
        return found[-1] if found else None

    manad = min(period.manad, 12)
    return Mattvarden(
        namn=matt,
        nod=nod,
        enhet=rader[-1].enhet,
        sum_of_months=all(rad.ackumulering is Ackumulering.SUMMA for rad in rader),
        nu=value(Vardetyp.UTFALL, period.ar, manad),
        prognos=value(Vardetyp.PROGNOS, period.ar, 12),
        nu_foregaende=value(Vardetyp.UTFALL, period.ar - 1, manad),
        helar_foregaende=value(Vardetyp.UTFALL, period.ar - 1, 12),
    )
