"""What an anonymous list of placements costs: per day, per month and for the rest of the year, and one more of them.

First and last day are both counted, as the template asks for them ("första dygnet", "sista dygnet"); without an end a placement
runs through December. Cost per day = dygnspris less momskompensation (a share of the price), whole öre; refund per day is an
intäkt and told apart. Amounts: öre, kostnad +. Formulas: docs/metoder.md#placeringslista.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from statistics import median

from finance.belopp import round_half_away
from finance.inlasning.planer.placeringsregler import check_placering, first_day, last_day
from finance.inlasning.planrader import Placeringsrad


@dataclass(frozen=True, slots=True)
class Prisandring:
    """Prices per day change by `procent` from month `fran` (ÅÅÅÅMM) on. `typ`: of one type, "" = of types without their own."""

    fran: int
    procent: Decimal
    typ: str = ""


@dataclass(frozen=True, slots=True)
class Placeringskostnad:
    """One placement in one year. `kostnad`, `ersattning`: twelve months, öre, both plus; 0 for one that is not counted."""

    rad: Placeringsrad
    kostnad: tuple[int, ...]
    ersattning: tuple[int, ...]
    pagar: bool  # on the day that was asked about
    per_dygn_ore: int  # cost per day on that day
    ersattning_per_dygn_ore: int

    def rest_ore(self, manad: int) -> int:
        """Cost less refund of the months after `manad` (0-12)."""
        return sum(self.kostnad[manad:]) - sum(self.ersattning[manad:])


def compute_kostnad(rad: Placeringsrad, dag: date, andringar: Sequence[Prisandring] = ()) -> Placeringskostnad:
    """What a placement costs in each month of `dag`'s year. One that is not counted (`raknas`) has its price but no months."""
    days = count_dygn(rad, dag.year) if rad.raknas else (0,) * 12
    prices = [price_per_dygn(rad, dag.year * 100 + manad, andringar) for manad in range(1, 13)]
    refund = rad.ersattning_ore or 0
    return Placeringskostnad(
        rad=rad,
        kostnad=tuple(antal * pris for antal, pris in zip(days, prices, strict=True)),
        ersattning=tuple(antal * refund for antal in days),
        pagar=first_day(rad) <= dag <= last_day(rad),
        per_dygn_ore=prices[dag.month - 1],
        ersattning_per_dygn_ore=refund,
    )


def price_per_dygn(rad: Placeringsrad, manad: int, andringar: Sequence[Prisandring] = ()) -> int:
    """Öre per day in a month (ÅÅÅÅMM): the price, changed by what holds by then, less momskompensation; rounded once."""
    price = Decimal(rad.dygnspris_ore)
    own = [one for one in andringar if one.typ == rad.typ] or [one for one in andringar if not one.typ]
    for one in own:
        price *= 1 + one.procent / 100 if one.fran <= manad else 1
    return int(round_half_away(price * (100 - (rad.momskompensation_procent or Decimal(0))) / 100))


def count_dygn(rad: Placeringsrad, ar: int) -> tuple[int, ...]:
    """Days in each month of a year, the first and the last day counted."""
    start, slut = first_day(rad), last_day(rad)
    found = []
    for manad in range(1, 13):
        first, last = date(ar, manad, 1), date(ar, manad, monthrange(ar, manad)[1])
        found.append(max(0, (min(last, slut) - max(first, start)).days + 1))
    return tuple(found)


def end_of_month(ar: int, manad: int) -> date:
    """The last day of a month."""
    return date(ar, manad, monthrange(ar, manad)[1])


def move_end(rad: Placeringsrad, manader: int, *, ar: int) -> Placeringsrad | None:
    """The placement ending some months later (earlier if negative), from its planned end or, without one, the end of `ar`.

    An end on the last day of a month stays on the last day. None where it would end before it begins.
    """
    slut = min(last_day(rad), date(ar, 12, 31))
    year, month = divmod(slut.year * 12 + slut.month - 1 + manader, 12)
    length = monthrange(year, month + 1)[1]
    whole = slut.day == monthrange(slut.year, slut.month)[1]
    moved = date(year, month + 1, length if whole else min(slut.day, length))
    return replace(rad, slut=moved.isoformat()) if moved >= first_day(rad) else None


def value_of_moving(rad: Placeringsrad, manader: int, dag: date, andringar: Sequence[Prisandring] = ()) -> int | None:
    """What this year's net cost (less refund) changes by when the placement ends some months later or earlier, öre.

    None where that cannot be: it is not counted, is over on `dag`, would end by `dag`, or runs past the year already.
    """
    if not rad.raknas or last_day(rad) <= dag or (manader > 0 and last_day(rad) >= date(dag.year, 12, 31)):
        return None
    moved = move_end(rad, manader, ar=dag.year)
    if moved is None or last_day(moved) < dag:
        return None
    before, after = (compute_kostnad(one, dag, andringar).rest_ore(0) for one in (rad, moved))
    return after - before


def median_price(rader: Iterable[Placeringsrad], typ: str, dag: date) -> int | None:
    """The median dygnspris of the ongoing placements of a type that count, öre; None where there are none."""
    prices = [r.dygnspris_ore for r in rader if r.typ == typ and r.raknas and first_day(r) <= dag <= last_day(r)]
    return int(round_half_away(Decimal(median(map(Decimal, prices))))) if prices else None


def en_till(rad: Placeringsrad, ar: int, andringar: Sequence[Prisandring] = ()) -> Placeringskostnad:
    """What one more placement costs in a year. Raises InvalidValue where it cannot be (`check_placering`)."""
    check_placering(rad)
    return compute_kostnad(rad, date(ar, 12, 31), andringar)
