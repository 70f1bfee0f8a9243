"""The values of one mått as a chart may draw them: numbers or nothing, hidden as the nämnd chose, none after the period."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from finance.inlasning.planrader import Ackumulering, Vardetyp
from finance.matt import DOLT, Matt, Tal, hide_row, list_helheter, month_days, span_days
from finance.matttal import Samband, hide_cells
from finance.period import Period

PARTS = (1, 3, 4)
"""Months, quarters, tertials: parts that may be shown beside their sum."""


@dataclass(frozen=True)
class Kalla:
    """A mått, the count below which its values are hidden (0: none), and the wholes and parts that it hangs together with."""

    matt: Matt
    below: int
    helheter: tuple[tuple[Matt, tuple[Matt, ...]], ...] = ()

    @classmethod
    def of(cls, matt: Matt, below: int, syskon: Iterable[Matt]) -> "Kalla":
        """With the wholes and parts found among the mått of the same group."""
        if not below:
            return cls(matt, below)
        counts = [one for one in syskon if one.is_antal and _key(one)[:3] == _key(matt)[:3]]
        return cls(matt, below, tuple((whole, tuple(parts)) for whole, parts in list_helheter(counts)))

    def breaks(self, period: Period) -> list[str]:
        """The first days of new, broken series up to the end of `period`, oldest first."""
        last = month_days(period.ar, min(period.manad, 12))[1]
        return [day for day in self.matt.brott if day <= last]

    def months(self, ar: int, period: Period) -> tuple[Decimal | None, ...]:
        """The twelve months of a year."""
        last = (period.ar, min(period.manad, 12))
        return tuple(self._number(_month(ar, manad)) if (ar, manad) <= last else None for manad in range(1, 13))

    def budget_months(self, ar: int) -> tuple[Decimal | None, ...]:
        """The budget of the twelve months; a plan points at nobody, so none of it is hidden."""
        values = self.matt.months(ar, Vardetyp.BUDGET)
        return tuple(value if isinstance(value, Decimal) else None for value in values)

    def quarter(self, ar: int, kvartal: int, period: Period) -> Decimal | None:
        """A quarter as written; only those that are over at the end of `period`."""
        if (ar, 3 * kvartal) > (period.ar, min(period.manad, 12)):
            return None
        days = span_days(ar, 3 * kvartal - 2, 3 * kvartal)
        return self._number(lambda matt: matt.value(Vardetyp.UTFALL, *days))

    def whole_year(self, ar: int, period: Period) -> Decimal | None:
        """A year that is over at the end of `period`."""
        if ar > period.ar or (ar == period.ar and period.manad < 12):
            return None
        return self._sum(ar, 12, lambda matt: matt.so_far(ar, 12))

    def so_far(self, ar: int, period: Period) -> Decimal | None:
        """January to the month of `period` in a year; None in December, when it is the whole year."""
        manad = period.manad
        if manad >= 12:
            return None

        def slot(matt: Matt) -> Tal:
            own = matt.so_far(ar, manad)
            named = own is None and ar == period.ar - 1
            return matt.so_far(period.ar, manad, Vardetyp.FOREGAENDE_AR) if named else own

        return self._sum(ar, manad, slot)

    def prognos(self, ar: int) -> Decimal | None:
        """The prognos of the whole year."""
        return self._number(lambda matt: matt.so_far(ar, 12, Vardetyp.PROGNOS))

    def _sum(self, ar: int, manad: int, slot: Callable[[Matt], Tal]) -> Decimal | None:
        value = self._number(slot)
        return None if value is not None and self._gives_away(ar, manad, value) else value

    def _gives_away(self, ar: int, manad: int, whole: Decimal) -> bool:
        """Whether one hidden part of it could be computed from the others."""
        if not self.below or self.matt.ackumulering is not Ackumulering.SUMMA:
            return False
        for length in PARTS:
            starts = range(1, manad - length + 2, length)
            parts = [self.matt.value(Vardetyp.UTFALL, month_days(ar, m)[0], month_days(ar, m + length - 1)[1]) for m in starts]
            if hide_row(parts, whole, self.below)[1] == DOLT:
                return True
        return False

    def _number(self, slot: Callable[[Matt], Tal]) -> Decimal | None:
        """A value that is neither hidden nor gives a hidden one away beside the others of the same time."""
        if not self.below:
            value = slot(self.matt)
            return value if isinstance(value, Decimal) else None
        matten = {_key(self.matt): self.matt}
        matten |= {_key(one): one for whole, parts in self.helheter for one in (whole, *parts)}
        cells: dict[Hashable, Tal] = {key: slot(one) for key, one in matten.items()}
        known = [Samband(_key(whole), tuple(_key(part) for part in parts)) for whole, parts in self.helheter]
        value = hide_cells(cells, known, self.below)[_key(self.matt)]
        return value if isinstance(value, Decimal) else None


def _key(matt: Matt) -> tuple[str, ...]:
    return matt.nod, matt.grupp, matt.namn, matt.kategori


def _month(ar: int, manad: int) -> Callable[[Matt], Tal]:
    days = month_days(ar, manad)
    return lambda matt: matt.value(Vardetyp.UTFALL, *days)
