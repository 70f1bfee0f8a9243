"""The helårsprognos as a matrix of avvikelse, line x kontogrupp, with both margins (DESIGN 6.1).

What is not split on kontogrupper stands as "Ej fördelat". Every margin is the sum of its cells, and the corner is the nämnd's
prognos avvikelse. Amounts: öre; avvikelse plus = överskott.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from finance.kub import GRUPPER, Ore, accumulate
from finance.prognos.bedomt import EJ_FORDELAT_GRUPP, Orsak
from finance.prognos.helarsprognos import Helarsprognos
from finance.struktur import EJ_FORDELAT_NAMN


@dataclass(frozen=True, slots=True)
class Matrisrad:
    """One line: `celler` by the matrix's columns, and their sum."""

    nod: str
    namn: str
    niva: int
    har_delar: bool
    celler: tuple[int, ...]
    summa: int


@dataclass(frozen=True)
class Matris:
    """`kolumner`: kontogrupper with figures, "Ej fördelat" last when there is any. `rader`: report order, the total last."""

    kolumner: tuple[str, ...]
    rader: tuple[Matrisrad, ...]


@dataclass(frozen=True, slots=True)
class Grupprad:
    """One kontogrupp of a line, full year: the system's avvikelse, what people moved it by, and what the prognos became.

    `grupp` is "" for the sum. `tillagg_ore`: tillägg, händelser and åtgärder. `niva_ore`: what nivåer moved it by.
    """

    grupp: str
    namn: str
    budget_ore: int
    system_ore: int
    tillagg_ore: int
    niva_ore: int
    prognos_ore: int


def compute_matris(prognos: Helarsprognos) -> Matris:
    """Prognos avvikelse helår for every line of the report and every kontogrupp that has figures."""
    avvikelse = _budget(prognos) - prognos.prognos
    used = [g for g in range(len(GRUPPER) + 1) if _used(prognos, list(range(len(prognos.kub.noder))), g)]
    rader = []
    for gren in prognos.lage.struktur.grenar(prognos.kub.noder):
        cells = avvikelse[prognos.kub.rows(gren.blad)].sum(axis=0)
        shown = tuple(int(cells[g]) for g in used)
        rader.append(Matrisrad(gren.kod, gren.namn, gren.niva, gren.has_children, shown, int(cells.sum())))
    return Matris(tuple(_namn(g) for g in used), tuple(rader))


def compute_grupprader(prognos: Helarsprognos, nod: str) -> tuple[Grupprad, ...]:
    """The kontogrupper of one line that have figures, "Ej fördelat", and the sum last. Nothing for an unknown line."""
    gren = next((g for g in prognos.lage.struktur.grenar(prognos.kub.noder) if g.kod == nod), None)
    if gren is None:
        return ()
    rows = prognos.kub.rows(gren.blad)
    used = [g for g in range(len(GRUPPER) + 1) if _used(prognos, rows, g)]
    return (
        *(_grupprad(prognos, rows, [g], "" if g == EJ_FORDELAT_GRUPP else GRUPPER[g].value, _namn(g)) for g in used),
        _grupprad(prognos, rows, list(range(len(GRUPPER) + 1)), "", "Summa"),
    )


def _grupprad(prognos: Helarsprognos, rows: Sequence[int], columns: Sequence[int], grupp: str, namn: str) -> Grupprad:
    cells = np.ix_(list(rows), list(columns))
    budget = int(_budget(prognos)[cells].sum())
    niva = int(prognos.orsaker[Orsak.NIVA][cells].sum())
    system, helar = int(prognos.system[cells].sum()), int(prognos.prognos[cells].sum())
    return Grupprad(grupp, namn, budget, budget - system, system + niva - helar, -niva, budget - helar)


def _budget(prognos: Helarsprognos) -> Ore:
    """Full-year budget, (noder, kontogrupper + 1)."""
    kub, year = prognos.kub, prognos.kub.year(prognos.lage.period.ar)
    budget = np.zeros((len(kub.noder), len(GRUPPER) + 1), dtype=np.int64)
    if year is not None:
        budget[:, : len(GRUPPER)] = accumulate(kub.budget[:, :, year, :], 12)
    return budget


def _used(prognos: Helarsprognos, rows: list[int], column: int) -> bool:
    if prognos.prognos[rows, column].any() or prognos.system[rows, column].any():
        return True
    return bool(_budget(prognos)[rows, column].any())


def _namn(column: int) -> str:
    return EJ_FORDELAT_NAMN if column == EJ_FORDELAT_GRUPP else GRUPPER[column].value
