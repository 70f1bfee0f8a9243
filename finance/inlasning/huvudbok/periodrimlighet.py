"""Periods that may well be mistakes: a few rows of another year among many, and utfall for months that have not been."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from finance.inlasning.fynd import Fynd
from finance.inlasning.modell import Fraga, Kontext, Lasval
from finance.kolumner import Slag

ANNAT_AR, FRAMTIDA = "annat_ar", "framtida_period"
FEW = 0.05
"""Of the rows: fewer than this in a year make one ask. A ledger of whole years has a third or a half in each."""


class Sak(Protocol):
    """What is read: a sheet or a SIE file."""

    @property
    def val(self) -> Lasval: ...
    @property
    def kontext(self) -> Kontext: ...
    @property
    def fynd(self) -> Fynd: ...


class Bokford(Protocol):
    """Amounts on months: `period` ÅÅÅÅMM per amount."""

    @property
    def slag(self) -> Slag | None: ...
    @property
    def period(self) -> npt.NDArray[np.int64]: ...


def check_rimlighet(sak: Sak, poster: Sequence[Bokford]) -> None:
    """Ask (a Fraga each) unless the user has said that the periods stand."""
    period = np.concatenate([np.zeros(0, np.int64), *(p.period for p in poster)])
    if ANNAT_AR not in sak.val.godkant and sak.val.ar is None:
        _check_ar(sak, period)
    if FRAMTIDA not in sak.val.godkant and sak.kontext.idag:
        utfall = np.concatenate([np.zeros(0, np.int64), *(p.period for p in poster if p.slag is not Slag.BUDGET)])
        _check_framtid(sak, utfall)


def _check_ar(sak: Sak, period: npt.NDArray[np.int64]) -> None:
    years, antal = np.unique(period[period > 0] // 100, return_counts=True)
    few = antal < max(1.0, FEW * antal.sum())
    if len(years) < 2 or not few.any():
        return
    said = " och ".join(f"{count} rader gäller {year}" for year, count in zip(years[few], antal[few], strict=True))
    most = int(years[np.argmax(antal)])
    _ask(sak, ANNAT_AR, f"{said}, fast de flesta gäller {most}. Stämmer perioderna?")


def _check_framtid(sak: Sak, period: npt.NDArray[np.int64]) -> None:
    idag = sak.kontext.idag
    now = idag.year * 100 + idag.month if idag else 0
    real = np.where(period % 100 > 12, period // 100 * 100 + 12, period)
    antal = int((real > now).sum())
    if antal:
        last = int(real.max())
        nar = f"{last // 100}-{last % 100:02d}"
        _ask(sak, FRAMTIDA, f"{antal} belopp gäller månader som inte har varit än (senast {nar}). Stämmer perioderna?")


def _ask(sak: Sak, kod: str, text: str) -> None:
    val = ((kod, "Ja, läs in raderna som de står"),)
    sak.fynd.fragor.append(Fraga(kod, f"{text} Rätta filen om de är fel.", val, "godkant"))
