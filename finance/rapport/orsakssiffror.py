"""Figures on why a line deviates: volume and price, one-offs, the last month. For live figures and proposed comments.

Öre as avvikelse (plus = överskott). None where there is nothing to say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from finance.belopp import round_half_away
from finance.lage import Lage
from finance.manader import compute_manader
from finance.prognos.volymsplit import Spann, Volymbas, Volymbro, compute_bro
from finance.uppfoljning import Rad, find_gren

MINST_FORE = 2
"""Months before the last one that are needed to say what they were like."""


@dataclass(frozen=True, eq=False)
class Orsakssiffror:
    """What is behind one line's avvikelse so far; computed when it is asked for."""

    lage: Lage
    nod: str

    @cached_property
    def bro(self) -> Volymbro | None:
        """Volume and price so far, against budget, else last year; only of a line without parts with a coupled volume."""
        if self.nod not in self.lage.kub.place:
            return None
        found = (compute_bro(self.lage, self.nod, bas, Spann.HITTILLS) for bas in Volymbas)
        return next((bro for bro in found if bro is not None and bro.splittar), None)

    @property
    def volym_ore(self) -> int | None:
        """What the volumes make of it, mix included."""
        return None if self.bro is None else sum(split.volym_ore + split.mix_ore for split in self.bro.splittar)

    @property
    def pris_ore(self) -> int | None:
        """What the prices make of it."""
        return None if self.bro is None else sum(split.pris_ore for split in self.bro.splittar)

    @cached_property
    def engangs_ore(self) -> int | None:
        """What marked one-offs of the year have done to it."""
        blad, ar = set(find_gren(self.lage, self.nod).blad), self.lage.period.ar
        seen = (mark for mark in self.lage.engangsposter if mark.nod in blad and not mark.hinder)
        marks = [mark for mark in seen if mark.period.ar == ar]
        return -sum(mark.post.ore for mark in marks) if marks else None

    @cached_property
    def _stangda(self) -> list[tuple[int, int]]:
        """(utfall, budget) per closed month, January first; empty where a month lacks."""
        manader = compute_manader(self.lage, self.nod)
        months = list(zip(manader.utfall, manader.budget, strict=True))[: manader.last + 1]
        booked = [(ore, budget) for ore, budget in months if ore is not None]
        return booked if len(booked) == len(months) else []

    @property
    def _manader(self) -> list[int]:
        """Avvikelse per closed month."""
        return [budget - ore for ore, budget in self._stangda]

    @property
    def manadsbudget_ore(self) -> int:
        """Of the last closed month."""
        return self._stangda[-1][1] if self._stangda else 0

    @property
    def manaden_ore(self) -> int | None:
        """Of the last closed month."""
        return self._manader[-1] if len(self._manader) > MINST_FORE else None

    @property
    def manaderna_innan_ore(self) -> int | None:
        """Mean of the closed months before the last one."""
        before = self._manader[:-1]
        return int(round_half_away(Decimal(sum(before)) / len(before))) if len(before) >= MINST_FORE else None


VARDEN: Mapping[str, Callable[[Orsakssiffror], int | None]] = {
    "volymeffekt": lambda orsak: orsak.volym_ore,
    "priseffekt": lambda orsak: orsak.pris_ore,
    "engangsposter": lambda orsak: orsak.engangs_ore,
    "manaden": lambda orsak: orsak.manaden_ore,
    "manaderna_innan": lambda orsak: orsak.manaderna_innan_ore,
}
"""Live figures by name."""


@lru_cache(maxsize=64)
def orsaker_of(lage: Lage, nod: str) -> Orsakssiffror:
    """Of one line; remembered with its `Lage`, so that the figures of a text share what they are computed from."""
    return Orsakssiffror(lage, nod)


def ore_of(lage: Lage | None, rad: Rad, namn: str) -> int | None:
    """One of them for a line of the table; None for a kontogrupp of a line."""
    return None if lage is None or rad.kontogrupp else VARDEN[namn](orsaker_of(lage, rad.nod))
