"""The fitted models of every line of a nämnd, computed in the background by several processes.

`start_fitted` starts it, `fitted_status` tells how far it has come, `compute_anpassade` gives the totals that are ready.
The answers do not depend on how many workers there are: each fit is a function of its own months.

Settings: HELAR_ARBETARE (processes; as many as there are cores, at most 4) and HELAR_ARBETARE_SLAG (joblib's backend: loky =
processes of this machine, threading, or one that is registered with joblib).
"""

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock, Thread

from finance.kub import GRUPPER
from finance.lage import Lage
from finance.prognos.anpassade import Anpassning
from finance.prognos.anpassade_cache import Nyckel, Uppdrag, recall, remember, without_fitting
from finance.prognos.helarsprognos import booked_bokslut, compute_helarsprognos
from finance.prognos.metod import ANPASSADE, STANDARDMETOD, Metod
from finance.prognos.serier import forecast_series
from finance.prognos.traffsakerhet import MEST_AR, measure

MEST_ARBETARE = 4
FA = 24
"""Fewer fits than this are made where they are asked for: starting processes takes longer (two seconds)."""

_LOG = logging.getLogger(__name__)
_PAGAR: set[frozenset[Nyckel]] = set()
_LAS = Lock()
_EN_I_TAGET = Lock()


@dataclass(frozen=True, slots=True)
class Anpassningslage:
    """How far the fitted models of a nämnd have come: `klara` of `alla` fits, and whether they are being made now."""

    klara: int
    alla: int
    pagar: bool

    @property
    def fardig(self) -> bool:
        """Every fit is made; also true where there is none to make."""
        return self.klara == self.alla


def fitted_status(lage: Lage) -> Anpassningslage:
    """How far it has come; cheap enough to ask every second."""
    wanted = _needed(lage)
    klara = sum(recall(nyckel) is not None for nyckel in wanted)
    with _LAS:
        running = frozenset(wanted) in _PAGAR
    return Anpassningslage(klara, len(wanted), running and klara < len(wanted))


def start_fitted(lage: Lage) -> Anpassningslage:
    """Fit what is not remembered, in a thread of its own; nothing happens where all is done or under way."""
    wanted = _needed(lage)
    job = frozenset(wanted)
    with _LAS:
        if job in _PAGAR or all(recall(nyckel) is not None for nyckel in wanted):
            return Anpassningslage(sum(recall(nyckel) is not None for nyckel in wanted), len(wanted), job in _PAGAR)
        _PAGAR.add(job)
    Thread(target=_run, args=(job, tuple(wanted.values())), name="anpassade", daemon=True).start()
    return fitted_status(lage)


def start_fitted_soon(lage: Lage) -> None:
    """`start_fitted` from a thread, since listing the fits of a large nämnd takes a moment too."""
    Thread(target=start_fitted, args=(lage,), name="anpassade-start", daemon=True).start()


def fit_all(lage: Lage, *, arbetare: int | None = None) -> None:
    """Fit what is not remembered, and wait for it. `arbetare`: workers; None is what is set."""
    for nyckel, svar in _fit_missing(tuple(_needed(lage).values()), arbetare or _workers()):
        remember(nyckel, svar)


def compute_anpassade(lage: Lage) -> Mapping[str, Mapping[str, int]]:
    """Full-year total by each fitted model that is ready, per line (kod -> method -> öre); a parent is the sum of its parts.

    Nothing is fitted here. A line is left out of a model where one of its parts with amounts has no answer.
    """
    return _remembered(lage, fitted_status(lage).klara)


@lru_cache(maxsize=32)
def _remembered(lage: Lage, klara: int) -> Mapping[str, Mapping[str, int]]:  # noqa: ARG001 (in the key: more may be ready)
    return read_totals(lage)


def read_totals(lage: Lage) -> Mapping[str, Mapping[str, int]]:
    """`compute_anpassade`, computed again."""
    last_closed = compute_helarsprognos(lage).last_closed
    bokslut = booked_bokslut(lage, last_closed)
    with without_fitting():
        own = [_own_totals(lage, row, last_closed) for row in range(len(lage.kub.noder))]
    found = {}
    for gren in lage.struktur.grenar(lage.kub.noder):
        rows = [row for row in lage.kub.rows(gren.blad) if lage.kub.utfall[row].any() or lage.kub.budget[row].any()]
        common = [metod for metod in ANPASSADE if rows and all(metod in own[row] for row in rows)]
        found[gren.kod] = {metod.value: sum(round(own[row][metod]) + int(bokslut[row]) for row in rows) for metod in common}
    return found


def _own_totals(lage: Lage, row: int, last_closed: int) -> Mapping[Metod, float]:
    return forecast_series(lage, [row], list(range(len(GRUPPER))), STANDARDMETOD, last_closed, fitted=True).methods


@lru_cache(maxsize=16)
def _needed(lage: Lage) -> Mapping[Nyckel, Uppdrag]:
    """Every fit of the lines of a nämnd: their own series and the parents' for the intervals, then the record's."""
    last_closed = compute_helarsprognos(lage).last_closed
    groups = list(range(len(GRUPPER)))
    lines = {tuple(lage.kub.rows(gren.blad)) for gren in lage.struktur.grenar(lage.kub.noder)}
    lines |= {(row,) for row in range(len(lage.kub.noder))}
    with without_fitting(all_of_them=True) as needed:
        for rows in sorted(lines):
            forecast_series(lage, list(rows), groups, STANDARDMETOD, last_closed, fitted=True)
        measure(lage, last_closed, MEST_AR, fitted=True)
    return needed


def _run(job: frozenset[Nyckel], wanted: tuple[Uppdrag, ...]) -> None:
    try:
        with _EN_I_TAGET:
            for nyckel, svar in _fit_missing(wanted, _workers()):
                remember(nyckel, svar)
    finally:
        with _LAS:
            _PAGAR.discard(job)


def _fit_missing(wanted: tuple[Uppdrag, ...], workers: int) -> Iterator[tuple[Nyckel, Anpassning]]:
    """What is not remembered, as it comes; the one who asks remembers it."""
    missing = _missing(wanted)
    if workers > 1 and len(missing) >= FA:
        try:
            yield from zip((one.nyckel for one in missing), _in_parallel(missing, workers), strict=True)
        except (BrokenExecutor, OSError):
            _LOG.warning("worker processes stopped; the fits left are made in this process", exc_info=True)
    for one in _missing(wanted):
        yield one.nyckel, one.fit()


def _missing(wanted: tuple[Uppdrag, ...]) -> list[Uppdrag]:
    return [one for one in wanted if recall(one.nyckel) is None]


def _in_parallel(uppdrag: list[Uppdrag], workers: int) -> Iterable[Anpassning]:
    """In order, as they come."""
    from joblib import Parallel, delayed

    run = Parallel(n_jobs=workers, backend=os.environ.get("HELAR_ARBETARE_SLAG") or "loky", return_as="generator")
    answers: Iterable[Anpassning] = run(delayed(Uppdrag.fit)(one) for one in uppdrag)
    return answers


def _workers() -> int:
    """HELAR_ARBETARE; what is not a positive number is passed over."""
    given = os.environ.get("HELAR_ARBETARE", "")
    return int(given) if given.isdigit() and int(given) else min(os.cpu_count() or 1, MEST_ARBETARE)
