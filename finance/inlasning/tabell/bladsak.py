"""One sheet on its way: what every form reader is given, and what it gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.fil.blad import Blad, Felcell, Kolumn, Radplats
from finance.inlasning.fynd import Fynd
from finance.inlasning.modell import (
    Arsbudget,
    Bedomningsrad,
    Bladtolkning,
    Bladval,
    Form,
    Justeringsrad,
    Kolumntolkning,
    Kontext,
    Lasval,
    empty_rows,
)
from finance.inlasning.planrader import Planrad
from finance.inlasning.tabell.former import Plan
from finance.inlasning.tabell.roller import Roll
from finance.inlasning.tabell.rubrik import SUMMA
from finance.inlasning.tabell.sammanhang import Sammanhang
from finance.kolumner import Col
from finance.struktur import Nod

RUBRIKRAD = -1
"""The header's place among data rows: right above the first."""


@dataclass(frozen=True)
class Bladsak:
    """A sheet whose header row (`rubrikrad`, 0-based) and columns are understood. Data begin at `start`."""

    blad: Blad
    rubrikrad: int
    start: int
    data: Sequence[Kolumn]  # the columns from `start` on
    roller: Sequence[Roll]
    sammanhang: Sammanhang
    val: Lasval
    bladval: Bladval
    kontext: Kontext
    fynd: Fynd

    @property
    def antal(self) -> int:
        """Number of data rows."""
        return self.blad.rader - self.start

    @cached_property
    def felceller(self) -> Mapping[tuple[int, int], Felcell]:
        """Lost cells by (data row, column place)."""
        first = self.blad.forsta_kolumn
        return {(cell.rad - self.start, cell.kolumn - first): cell for cell in self.blad.felceller if cell.rad >= self.start}

    def column(self, roll: str) -> Kolumn | None:
        """The data of the column with a role."""
        found = self.find(roll)
        return None if found is None else self.data[found.place]

    def find(self, roll: str) -> Roll | None:
        """The column with a role."""
        return next((x for x in self.roller if x.roll == roll), None)

    def cell(self, roll: str, row: Radplats) -> str:
        """One text by role and data row; "" without such a column."""
        kolumn = self.column(roll)
        return "" if kolumn is None else kolumn.cell(row)

    def rad(self, row: Radplats) -> int:
        """The row number a user sees of a data row."""
        return self.blad.rad(self.rubrikrad if row == RUBRIKRAD else self.start + int(row))

    def rubrik(self, roll: Roll) -> str:
        """What a column is called: its header's words, or its letter."""
        return roll.rubrik.text or self.blad.bokstav(roll.place)

    def fel(self, kod: str, text: str, atgard: str, *, row: Radplats | None = None, kolumn: str | None = None) -> None:
        """A finding that refuses the file, at a data row."""
        self.fynd.fel(kod, text, atgard, blad=self.blad.namn, rad=None if row is None else self.rad(row), kolumn=kolumn)

    def varning(self, kod: str, text: str, atgard: str, *, row: Radplats | None = None, kolumn: str | None = None) -> None:
        """A finding to look at, at a data row."""
        self.fynd.varning(kod, text, atgard, blad=self.blad.namn, rad=None if row is None else self.rad(row), kolumn=kolumn)

    def upplysning(self, kod: str, text: str, *, kolumn: str | None = None) -> None:
        """Something that was done."""
        self.fynd.upplysning(kod, text, blad=self.blad.namn, kolumn=kolumn)

    def kolumntolkningar(self, plan: Plan | None) -> tuple[Kolumntolkning, ...]:
        """How each column was read, with an example; amount columns with the slag and months the plan gave them."""
        planned = (
            {k.roll.place: replace(k.roll, slag=k.slag, spann=k.roll.spann and k.spann) for k in plan.kolumner} if plan else {}
        )
        planned |= {k.roll.place: replace(k.roll, roll=SUMMA) for k in plan.kontroll} if plan else {}
        return tuple(
            Kolumntolkning(
                self.blad.bokstav(x.place), x.rubrik.text, planned.get(x.place, x).kod, _example(self.data[x.place]), x.sakerhet
            )
            for x in self.roller
            if x.place < len(self.blad.kolumner)
        )

    def tolkning(self, form: Form, plan: Plan | None = None) -> Bladtolkning:
        """The part of the interpretation that every form shares."""
        return Bladtolkning(self.blad.namn, None, form, self.blad.rad(self.rubrikrad), self.kolumntolkningar(plan))


def quote(text: str) -> str:
    """A cell's text in Swedish quotation marks, short and without personnummer."""
    return f"\u201d{mask_text(text)[0][:60]}\u201d"


def _example(kolumn: Kolumn) -> str:
    return mask_text(next((text for text in kolumn.texts if text), ""))[0][:60]


@dataclass(frozen=True)
class Bladresultat:
    """What one sheet gave."""

    tolkning: Bladtolkning
    rader: pd.DataFrame = field(default_factory=empty_rows)
    namn: Mapping[tuple[Col, str], str] = field(default_factory=dict)
    noder: tuple[Nod, ...] = ()
    galler_fran: int = 0  # of a struktur, ÅÅÅÅMM
    bedomningar: tuple[Bedomningsrad, ...] = ()
    justeringar: tuple[Justeringsrad, ...] = ()
    planrader: tuple[Planrad, ...] = ()
    arsbudgetar: tuple[Arsbudget, ...] = ()
    maskade: int = 0
