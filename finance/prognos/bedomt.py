"""What people say on top of the system's helårsprognos (DESIGN 6.1): nivå, tillägg and händelse laid on the matrix.

Amounts: öre, canonical sign (kostnad +); avvikelse plus = överskott. Shapes as in `finance.prognos.helarsprognos`.
"""

import numpy as np

from finance.bedomning import Bedomning, Bedomningstyp
from finance.belopp import split_evenly
from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER, Ore, accumulate
from finance.lage import Lage
from finance.struktur import gemensamt_kod

EJ_FORDELAT_GRUPP = len(GRUPPER)
"""The last column of the matrix: what a bedömning did not split on kontogrupper."""


def apply_bedomningar(
    lage: Lage, system: Ore, manader: Ore, last_closed: int
) -> tuple[Ore, frozenset[int], frozenset[tuple[int, int]], frozenset[int]]:
    """Change `manader` in place and return (prognos, noder with a niva, with a niva on a kontogrupp, with a tillägg)."""
    prognos = system.copy()
    tillagg = _add_tillagg(lage, prognos, manader, last_closed)
    niva: set[int] = set()
    delniva: set[tuple[int, int]] = set()
    levels = [b for b in lage.bedomningar if b.typ is Bedomningstyp.NIVA]
    for bedomning in sorted(levels, key=lambda b: (b.kontogrupp == "", -_depth(lage, b.nod))):
        row = _own_row(lage, bedomning.nod)
        if row is None:
            continue
        if bedomning.kontogrupp:
            change = _set_cell(lage, prognos, row, bedomning)
            delniva.add((row, _column(bedomning.kontogrupp)))
        else:
            change = _set_nod(lage, prognos, row, bedomning)
            niva.add(row)
        _spread_change(manader[row], change, last_closed)
    return prognos, frozenset(niva), frozenset(delniva), tillagg


def _add_tillagg(lage: Lage, prognos: Ore, manader: Ore, last_closed: int) -> frozenset[int]:
    rows = set()
    for bedomning in lage.bedomningar:
        row = _own_row(lage, bedomning.nod)
        if bedomning.typ is Bedomningstyp.NIVA or row is None:
            continue
        months = bedomning.tillagg_per_manad(last_closed)
        prognos[row, _column(bedomning.kontogrupp)] += sum(months)
        manader[row] += np.array(months, dtype=np.int64)
        rows.add(row)
    return frozenset(rows)


def _set_cell(lage: Lage, prognos: Ore, row: int, bedomning: Bedomning) -> int:
    """A niva on (nod, kontogrupp): returns the change of cost."""
    column = _column(bedomning.kontogrupp)
    budget = _budget_helar(lage)[row, column] if column < len(GRUPPER) else 0
    change = int(budget) - bedomning.niva_avvikelse(int(budget)) - int(prognos[row, column])
    prognos[row, column] += change
    return change


def _set_nod(lage: Lage, prognos: Ore, row: int, bedomning: Bedomning) -> int:
    """A niva on a whole nod; on a parent the Gemensamt line takes what the parts do not already explain."""
    rows = _branch_rows(lage, bedomning.nod)
    budget = int(_budget_helar(lage)[rows].sum())
    change = budget - bedomning.niva_avvikelse(budget) - int(prognos[rows].sum())
    prognos[row, EJ_FORDELAT_GRUPP] += change
    return change


def _spread_change(months: Ore, change: int, last_closed: int) -> None:
    ahead = 12 - last_closed
    if not ahead:
        months[11] += change
        return
    months[last_closed:] += np.array(split_evenly(change, ahead), dtype=np.int64)


def _budget_helar(lage: Lage) -> Ore:
    year = lage.kub.year(lage.period.ar)
    return accumulate(lage.kub.budget[:, :, year, :], 12)


def _column(kontogrupp: str) -> int:
    """A kontogrupp's column. A tillägg without one is not split; an unknown name is not either."""
    known = {grupp.value.casefold(): place for place, grupp in enumerate(GRUPPER) if grupp is not Kontogrupp.OSPECIFICERAD}
    return known.get(kontogrupp.casefold(), EJ_FORDELAT_GRUPP)


def _own_row(lage: Lage, nod: str) -> int | None:
    struktur = lage.struktur
    own = gemensamt_kod(nod) if nod == struktur.total_kod else struktur.own_kod(nod)
    return lage.kub.place.get(own)


def _branch_rows(lage: Lage, nod: str) -> list[int]:
    gren = next((g for g in lage.struktur.grenar(lage.kub.noder) if g.kod == nod), None)
    return lage.kub.rows(gren.blad if gren else (nod,))


def _depth(lage: Lage, nod: str) -> int:
    return lage.struktur.depth(nod) if nod in lage.struktur.by_kod else -1
