"""The deviation of a line as volume, price and mix, against budget or last year (docs/metoder.md, Volym, pris och mix).

Amounts: öre; costs canonical (kostnad +), effects as avvikelse (plus = överskott, minus = underskott). The three effects of a
split sum to its whole deviation, and the steps of a bridge to the line's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from finance.belopp import split_by_weights
from finance.kontoplan import Kontogrupp
from finance.kub import BOKSLUT, GRUPPER, Ore, accumulate
from finance.lage import Lage
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognos.volymmodell import Volympris
from finance.prognos.volympris import compute_volympris
from finance.store import Volymslag

MINSTA_VOLYM = 1e-6
"""Below this there was no volume: a price per unit of it means nothing."""


class Volymbas(StrEnum):
    """What is compared with."""

    BUDGET = "budget"
    FOREGAENDE = "foregaende_ar"


class Spann(StrEnum):
    """January to the period, or the full year."""

    HITTILLS = "hittills"
    HELAR = "helar"


@dataclass(frozen=True, slots=True)
class Splitdel:
    """One part then (`bas`) and now: volume (a level in units x months) and cost in öre."""

    namn: str
    bas_volym: float
    volym: float
    bas_ore: int
    ore: int

    @property
    def bas_pris(self) -> float | None:
        """Öre per unit then."""
        return self.bas_ore / self.bas_volym if self.bas_volym > MINSTA_VOLYM else None

    @property
    def pris(self) -> float | None:
        """Öre per unit now."""
        return self.ore / self.volym if self.volym > MINSTA_VOLYM else None


@dataclass(frozen=True, slots=True)
class Volymprissplit:
    """A deviation of parts that are counted in the same unit. `manader`: how many months it is about."""

    nod: str
    kontogrupper: tuple[Kontogrupp, ...]  # () = the whole nod
    bas: Volymbas
    spann: Spann
    enhet: str
    slag: Volymslag
    manader: int
    delar: tuple[Splitdel, ...]
    volym_ore: int
    pris_ore: int
    mix_ore: int

    @property
    def avvikelse_ore(self) -> int:
        """The whole deviation: the three effects together."""
        return self.volym_ore + self.pris_ore + self.mix_ore

    @property
    def bas_volym(self) -> float:
        """All parts then."""
        return sum(del_.bas_volym for del_ in self.delar)

    @property
    def volym(self) -> float:
        """All parts now."""
        return sum(del_.volym for del_ in self.delar)

    @property
    def bas_pris(self) -> float | None:
        """Mean price then, öre per unit."""
        return sum(del_.bas_ore for del_ in self.delar) / self.bas_volym if self.bas_volym > MINSTA_VOLYM else None

    @property
    def pris(self) -> float | None:
        """Mean price now, öre per unit."""
        return sum(del_.ore for del_ in self.delar) / self.volym if self.volym > MINSTA_VOLYM else None


@dataclass(frozen=True, slots=True)
class Volymbro:
    """From budget or last year to now, for one line: what its volumes explain, and what they do not.

    `utan`: (kontogrupp or None = the whole line, öre) without a volume to compare with. `ovrigt_ore`: kontogrupper that no
    volume is coupled to. `annat_ore`: what the shown prognos differs from volume x price (a bedömning, another method).
    """

    nod: str
    bas: Volymbas
    spann: Spann
    splittar: tuple[Volymprissplit, ...]
    utan: tuple[tuple[Kontogrupp | None, int], ...]
    ovrigt_ore: int
    annat_ore: int
    bedomd: bool  # a person has set the level of the line

    @property
    def avvikelse_ore(self) -> int:
        """The line's whole deviation."""
        known = sum(split.avvikelse_ore for split in self.splittar) + sum(ore for _, ore in self.utan)
        return known + self.ovrigt_ore + self.annat_ore


def compute_effects(delar: Sequence[Splitdel]) -> tuple[int, int, int] | None:
    """(volume, price, mix) in öre as avvikelse; None where there was no volume then.

    Volume: the change of the whole volume at the mean price then. Mix: how the shares moved, at each part's price then (a part
    that did not exist: its price now). Both are rounded; price is what is left, so the three are the whole to the öre.
    """
    before, now = sum(d.bas_volym for d in delar), sum(d.volym for d in delar)
    if before <= MINSTA_VOLYM:
        return None
    cost_before, cost_now = sum(d.bas_ore for d in delar), sum(d.ore for d in delar)
    volume = _whole((before - now) * cost_before / before)
    prices = [d.bas_pris if d.bas_pris is not None else d.pris or 0.0 for d in delar]
    moved = [d.bas_volym / before * now - d.volym for d in delar]
    mix = _whole(sum(part * price for part, price in zip(moved, prices, strict=True))) if len(delar) > 1 else 0
    return volume, cost_before - cost_now - volume - mix, mix


def _whole(ore: float) -> int:
    """Half away from zero."""
    return int(abs(ore) + 0.5) * (1 if ore >= 0 else -1)


def compute_bro(lage: Lage, nod: str, bas: Volymbas, spann: Spann) -> Volymbro | None:
    """The bridge of one line without parts; None where nothing is coupled, or there is nothing to compare with."""
    mal = [one for one in compute_volympris(lage).mal if one.nod == nod]
    year = lage.kub.year(lage.period.ar)
    months = lage.manad if spann is Spann.HITTILLS else 12
    before = _cells_before(lage, nod, bas, months) if mal else None
    if year is None or before is None:
        return None
    ahead = spann is Spann.HELAR
    now = _cells_full_year(lage, nod, mal) if ahead else _cells(lage.kub.utfall, lage, nod, year, months)
    split, utan = [], []
    for group in _groups(mal):
        delar = [del_ for one in group for del_ in _delar(one, before, now, bas, months)]
        effects = compute_effects(delar) if all(_has_base(one, bas, months) for one in group) else None
        if effects is None:
            utan += [(one.kontogrupp, _diff(before, now, _columns(one))) for one in group]
        else:
            split.append(_split(group, delar, effects, bas, spann, months))
    coupled = [g for one in mal for g in _columns(one)]
    shown = compute_helarsprognos(lage)
    row = lage.kub.place[nod]
    return Volymbro(
        nod=nod,
        bas=bas,
        spann=spann,
        splittar=tuple(split),
        utan=tuple(utan),
        ovrigt_ore=_diff(before, now, [g for g in range(len(GRUPPER)) if g not in coupled]),
        annat_ore=int(now.sum()) - int(shown.prognos[row].sum()) if ahead else 0,
        bedomd=row in shown.niva or any(place == row for place, _ in shown.delniva),
    )


def _cells(whole: Ore, lage: Lage, nod: str, year: int, months: int) -> Ore:
    """Per kontogrupp, January to a month."""
    return accumulate(whole[lage.kub.place[nod]][:, year, :], months)


def _cells_before(lage: Lage, nod: str, bas: Volymbas, months: int) -> Ore | None:
    year = lage.kub.year(lage.period.ar - (bas is Volymbas.FOREGAENDE))
    if year is None:
        return None
    if bas is Volymbas.BUDGET:
        return _cells(lage.kub.budget, lage, nod, year, months) if lage.kub.har_budget[year] else None
    return _cells(lage.kub.utfall, lage, nod, year, months) if all(lage.known(lage.period.ar - 1)[:months]) else None


def _cells_full_year(lage: Lage, nod: str, mal: Sequence[Volympris]) -> Ore:
    """Per kontogrupp: volume x price where it is coupled, the shown prognos elsewhere (what is not split is left out)."""
    row, year = lage.kub.place[nod], lage.kub.ar.index(lage.period.ar)
    cells = np.array(compute_helarsprognos(lage).prognos[row][: len(GRUPPER)], dtype=np.int64)
    for one in mal:
        closed = one.last_closed
        booked = lage.kub.utfall[row][:, year, :]
        known = booked[:, :closed].sum(axis=1) + (booked[:, BOKSLUT] if closed >= BOKSLUT else 0)
        columns = _columns(one)
        ahead = sum(one.manader[closed:])
        cells[columns] = known[columns]
        cells[columns[0]] += ahead
    return cells


def _columns(one: Volympris) -> list[int]:
    return list(range(len(GRUPPER))) if one.kontogrupp is None else [GRUPPER.index(one.kontogrupp)]


def _diff(before: Ore, now: Ore, columns: Sequence[int]) -> int:
    return int(before[list(columns)].sum() - now[list(columns)].sum())


def _groups(mal: Sequence[Volympris]) -> list[list[Volympris]]:
    """What is split together: the same unit, and no mått twice (the same days cost in two kontogrupper)."""
    by_unit: dict[tuple[str, Volymslag], list[Volympris]] = {}
    for one in mal:
        by_unit.setdefault((one.enhet, one.slag), []).append(one)
    found = []
    for group in by_unit.values():
        matt = [del_.koppling.matt for one in group for del_ in one.delar]
        found += [group] if len(set(matt)) == len(matt) else [[one] for one in group]
    return found


def _has_base(one: Volympris, bas: Volymbas, months: int) -> bool:
    years = [del_.budget if bas is Volymbas.BUDGET else del_.foregaende for del_ in one.delar]
    return all(year.sum(1, months) is not None for year in years)


def _delar(one: Volympris, before: Ore, now: Ore, bas: Volymbas, months: int) -> list[Splitdel]:
    """The parts of one line; its cost is shared by volume x the price that a person gave (by volume where none was)."""
    columns = _columns(one)
    bases = [(del_.budget if bas is Volymbas.BUDGET else del_.foregaende).sum(1, months) or 0.0 for del_ in one.delar]
    volumes = [del_.volym.sum(1, months) for del_ in one.delar]
    own = all(del_.eget is not None for del_ in one.delar)
    prices = [(del_.eget.at(months) if own and del_.eget else None) or 1.0 for del_ in one.delar]
    then, current = (
        split_by_weights(int(cells[columns].sum()), [v * p for v, p in zip(values, prices, strict=True)])
        for cells, values in ((before, bases), (now, volumes))
    )
    return [Splitdel(*parts) for parts in zip([d.namn for d in one.delar], bases, volumes, then, current, strict=True)]


def _split(
    group: Sequence[Volympris],
    delar: Sequence[Splitdel],
    effects: tuple[int, int, int],
    bas: Volymbas,
    spann: Spann,
    months: int,
) -> Volymprissplit:
    first, (volume, price, mix) = group[0], effects
    return Volymprissplit(
        nod=first.nod,
        kontogrupper=tuple(one.kontogrupp for one in group if one.kontogrupp is not None),
        bas=bas,
        spann=spann,
        enhet=first.enhet,
        slag=first.slag,
        manader=months,
        delar=tuple(delar),
        volym_ore=volume,
        pris_ore=price,
        mix_ore=mix,
    )
