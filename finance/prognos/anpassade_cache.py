"""Fitted models remembered by content: the same months give the same answer without a new fit.

One memory per process, of the latest used; what workers in other processes have fitted is put into it with `remember`.
"""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import TypeAlias

import numpy as np

from finance.prognos.anpassade import Anpassning, fit_series
from finance.prognos.profil import Tal

RYMMER = 20_000
"""Answers kept: 300 noder with their parents and two models, for a few dozen months and versions. About 1 kB each."""
VANTAR = Anpassning((), skal="räknas i bakgrunden")
"""The answer to what has not been fitted where nothing may be fitted."""

Nyckel: TypeAlias = bytes
"""sha256 of the model, the months (float64) and how many to forecast."""


@dataclass(frozen=True, slots=True, eq=False)
class Uppdrag:
    """A fit that somebody needs: the arguments of `fit_series`, and their key."""

    nyckel: Nyckel
    modell: str
    months: Tal
    ahead: int

    def fit(self) -> Anpassning:
        """Without the memory, as a worker does it."""
        return fit_series(self.modell, self.months, self.ahead)


_LAS = Lock()
_MINNE: OrderedDict[Nyckel, Anpassning] = OrderedDict()
_NOTERAR: ContextVar["_Notering | None"] = ContextVar("fits_not_made", default=None)


@dataclass(frozen=True, slots=True)
class _Notering:
    uppdrag: dict[Nyckel, Uppdrag]
    alla: bool


def make_uppdrag(modell: str, months: Tal, ahead: int) -> Uppdrag:
    """A fit with its key."""
    values = np.ascontiguousarray(months, dtype=np.float64)
    return Uppdrag(sha256(f"{modell}|{ahead}|".encode("ascii") + values.tobytes()).digest(), modell, values, ahead)


def recall(nyckel: Nyckel) -> Anpassning | None:
    """The remembered answer; None where there is none."""
    with _LAS:
        found = _MINNE.get(nyckel)
        if found is not None:
            _MINNE.move_to_end(nyckel)
        return found


def remember(nyckel: Nyckel, svar: Anpassning) -> None:
    """Keep an answer; the one that was used longest ago gives way."""
    with _LAS:
        _MINNE[nyckel] = svar
        _MINNE.move_to_end(nyckel)
        while len(_MINNE) > RYMMER:
            _MINNE.popitem(last=False)


def forget_all() -> None:
    """Empty the memory."""
    with _LAS:
        _MINNE.clear()


@contextmanager
def without_fitting(*, all_of_them: bool = False) -> Iterator[dict[Nyckel, Uppdrag]]:
    """Inside it no model is fitted: what is not remembered answers `VANTAR`, and is noted in the dict that is given.

    `all_of_them`: what is remembered is noted too, and answers the same.
    """
    noted: dict[Nyckel, Uppdrag] = {}
    token = _NOTERAR.set(_Notering(noted, all_of_them))
    try:
        yield noted
    finally:
        _NOTERAR.reset(token)


def fit_remembered(modell: str, months: Tal, ahead: int) -> Anpassning:
    """`fit_series`, from memory where it is there."""
    uppdrag, noting = make_uppdrag(modell, months, ahead), _NOTERAR.get()
    found = None if noting is not None and noting.alla else recall(uppdrag.nyckel)
    if found is not None:
        return found
    if noting is not None:
        noting.uppdrag[uppdrag.nyckel] = uppdrag
        return VANTAR
    found = uppdrag.fit()
    remember(uppdrag.nyckel, found)
    return found
