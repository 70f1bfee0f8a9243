"""What people know and say on top of the system's helårsprognos (DESIGN 6.1), laid on the matrix nod x kontogrupp.

First händelser, tillägg and counted åtgärder, then nivå, then åtgärder that count beyond a nivå. A nivå replaces what is
written for its own nod, or its own cell. Each cause has an array of its own; system + the causes = prognos, exactly.
Amounts: öre, canonical sign (kostnad +); avvikelse plus = överskott. Shapes as in `finance.prognos.helarsprognos`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from finance.bedomning import Bedomning, Bedomningstyp
from finance.belopp import split_evenly
from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER, Ore, accumulate
from finance.lage import Lage
from finance.struktur import gemensamt_kod

EJ_FORDELAT_GRUPP = len(GRUPPER)
"""The last column of the matrix: what a bedömning did not split on kontogrupper."""
ERSATT_AV_NIVA = "En bedömd nivå gäller här i stället: räkna in det här i nivån, eller ta bort den."


class Orsak(StrEnum):
    """Why the prognos is not the system's. In the order they are laid on."""

    HANDELSE = "handelse"
    TILLAGG = "tillagg"
    ATGARD = "atgard"
    NIVA = "niva"

    @property
    def namn(self) -> str:
        """For people."""
        return {"handelse": "kända händelser", "tillagg": "tillägg", "atgard": "åtgärder", "niva": "bedömd nivå"}[self.value]


@dataclass(frozen=True, slots=True)
class Paverkan:
    """What one händelse, tillägg or åtgärd changes the cost by, January to December; months up to the last closed one are 0.

    `nod`: as in the struktur; on a parent it acts on its Gemensamt line. `kontogrupp`: "" = not split. `hinder`: why it does
    not count, a Swedish sentence ("" = it counts); `varning`: what to think of. `utover`: counts beside a nivå too. `id`: the
    händelse's, else None.
    """

    orsak: Orsak
    nod: str
    kontogrupp: str
    namn: str
    manader: tuple[int, ...]
    forklaring: str = ""
    hinder: str = ""
    varning: str = ""
    utover: bool = False
    id: int | None = None

    @property
    def helar_ore(self) -> int:
        """Change of the full year's cost, if it counts."""
        return sum(self.manader)

    @property
    def raknas(self) -> bool:
        """Whether it is in the prognos."""
        return not self.hinder


@dataclass(frozen=True, eq=False)
class Bedomt:
    """The prognos with everything on it. `orsaker`: every Orsak, each shaped (noder, kontogrupper + 1)."""

    prognos: Ore
    manader: Ore
    orsaker: Mapping[Orsak, Ore]
    paverkan: tuple[Paverkan, ...]
    niva: frozenset[int]  # places of noder whose total a person has set
    delniva: frozenset[tuple[int, int]]  # places (nod, kontogrupp) that a person has set


def apply_bedomningar(lage: Lage, system: Ore, manader: Ore, last_closed: int, paverkan: Iterable[Paverkan] = ()) -> Bedomt:
    """The system's matrix and months (noder, 12) with tillägg, `paverkan` and nivåer on them.

    When December is closed the year is its utfall: a nivå says nothing of a year that is over.
    """
    months, orsaker = manader.copy(), {orsak: np.zeros_like(system) for orsak in Orsak}
    levels = [b for b in nivaer(lage) if _own_row(lage, b.nod) is not None]
    levels = levels if last_closed < 12 else []
    levels.sort(key=lambda b: (b.kontogrupp == "", -_depth(lage, b.nod)))
    found = tuple(_judged(lage, one, levels) for one in (*_tillagg(lage, last_closed), *paverkan))
    for one in (one for one in found if not one.utover):
        _lay(lage, one, orsaker, months)
    for level in levels:
        _set_niva(lage, level, _sum(system, orsaker), orsaker[Orsak.NIVA], months, last_closed)
    for one in (one for one in found if one.utover):
        _lay(lage, one, orsaker, months)
    return Bedomt(
        prognos=_sum(system, orsaker),
        manader=months,
        orsaker=MappingProxyType(orsaker),
        paverkan=found,
        niva=frozenset(_place(lage, b.nod) for b in levels if not b.kontogrupp),
        delniva=frozenset((_place(lage, b.nod), _column(b.kontogrupp)) for b in levels if b.kontogrupp),
    )


def nivaer(lage: Lage) -> tuple[Bedomning, ...]:
    """The nivåer that can count: one given as an avvikelse says nothing where there is no budget to deviate from."""
    found = (b for b in lage.bedomningar if b.typ is Bedomningstyp.NIVA)
    return tuple(b for b in found if lage.har_budget or b.avvikelse_ore is None)


def _sum(system: Ore, orsaker: Mapping[Orsak, Ore]) -> Ore:
    total: Ore = np.sum([system, *orsaker.values()], axis=0)
    return total


def _tillagg(lage: Lage, last_closed: int) -> list[Paverkan]:
    return [
        Paverkan(
            orsak=Orsak.HANDELSE if b.typ is Bedomningstyp.HANDELSE else Orsak.TILLAGG,
            nod=b.nod,
            kontogrupp=b.kontogrupp,
            namn=b.skal or b.typ.namn,
            manader=tuple(b.tillagg_per_manad(last_closed)),
        )
        for b in lage.bedomningar
        if b.typ is not Bedomningstyp.NIVA
    ]


def _judged(lage: Lage, one: Paverkan, levels: list[Bedomning]) -> Paverkan:
    """`one` with the reason why it does not count, if it does not."""
    if not one.hinder and _own_row(lage, one.nod) is None:
        namn = f"Verksamheten {one.nod}" if one.nod else "Verksamheten"
        return replace(one, hinder=f"{namn} finns inte i strukturen som gäller nu. Välj en som finns.")
    return replace(one, hinder=ERSATT_AV_NIVA) if not one.hinder and replaced_by_niva(lage, one, levels) else one


def replaced_by_niva(lage: Lage, one: Paverkan, levels: Iterable[Bedomning] | None = None) -> bool:
    """Whether a nivå stands where `one` acts, so that it does not count. `levels`: those of the Lage if None."""
    found = nivaer(lage) if levels is None else levels
    return not one.utover and any(_replaces(lage, level, one) for level in found)


def _replaces(lage: Lage, level: Bedomning, one: Paverkan) -> bool:
    """A nivå replaces what is written for the same nod (for a kontogrupp: the same one).

    An åtgärd is not split on kontogrupper, and a nivå above it is a word on it too.
    """
    if one.orsak is Orsak.ATGARD:
        return level.nod == one.nod or (not level.kontogrupp and level.nod in _ancestors(lage, one.nod))
    return level.nod == one.nod and (not level.kontogrupp or _column(level.kontogrupp) == _column(one.kontogrupp))


def _ancestors(lage: Lage, nod: str) -> set[str]:
    found, struktur = {lage.struktur.total_kod}, lage.struktur
    above = struktur.by_kod[nod].overordnad if nod in struktur.by_kod else None
    while above is not None and above in struktur.by_kod:
        found.add(above)
        above = struktur.by_kod[above].overordnad
    return found


def _lay(lage: Lage, one: Paverkan, orsaker: Mapping[Orsak, Ore], months: Ore) -> None:
    if one.hinder:
        return
    row = _place(lage, one.nod)
    orsaker[one.orsak][row, _column(one.kontogrupp)] += one.helar_ore
    months[row] += np.array(one.manader, dtype=np.int64)


def _set_niva(lage: Lage, level: Bedomning, before: Ore, changes: Ore, months: Ore, last_closed: int) -> None:
    """On (nod, kontogrupp) or a whole nod; on a parent the Gemensamt line takes what the parts do not already explain."""
    row, column = _place(lage, level.nod), _column(level.kontogrupp)
    budget = _budget_helar(lage)
    if level.kontogrupp:
        there = int(budget[row, column]) if column < len(GRUPPER) else 0
        change = there - level.niva_avvikelse(there) - int(before[row, column])
    else:
        rows = branch_rows(lage, level.nod)
        there = int(budget[rows].sum())
        change = there - level.niva_avvikelse(there) - int(before[rows].sum())
    changes[row, column] += change
    months[row, last_closed:] += np.array(split_evenly(change, 12 - last_closed), dtype=np.int64)


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


def _place(lage: Lage, nod: str) -> int:
    row = _own_row(lage, nod)
    if row is None:
        raise KeyError(nod)
    return row


def branch_rows(lage: Lage, nod: str) -> list[int]:
    """The rows of the kub that a nod sums."""
    if nod not in lage.struktur.children and nod != lage.struktur.total_kod:
        return lage.kub.rows((nod,))
    gren = next((g for g in lage.struktur.grenar(lage.kub.noder) if g.kod == nod), None)
    return lage.kub.rows(gren.blad if gren else (nod,))


def _depth(lage: Lage, nod: str) -> int:
    return lage.struktur.depth(nod) if nod in lage.struktur.by_kod else -1
