"""The helårsprognos of a nämnd: one matrix nod x kontogrupp, with an interval of its own at every level.

The system's prognos is made per nod (the lines' own rows) and shared out on its kontogrupper; parents are sums, so parts sum
to the whole in both margins. A parent's interval is not the sum of its parts' (their errors are correlated, yet partly cancel):
the method is run on the parent's own series and its half width is laid around the sum. Bedömningar come on top (DESIGN 6.1).
Amounts: öre, canonical sign (kostnad +); avvikelse plus = överskott.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from finance.belopp import split_by_weights
from finance.kub import BOKSLUT, GRUPPER, Kub, Ore
from finance.lage import Lage
from finance.prognos import STANDARDMETOD, Metod, Prognos
from finance.prognos.atgarder import compute_atgarder
from finance.prognos.bedomt import Orsak, Paverkan, apply_bedomningar
from finance.prognos.handelser import compute_handelser
from finance.prognos.intervall import probability_below, widen
from finance.prognos.metoder import ANPASSADE, RADMETODER
from finance.prognos.radmetoder import compute_radmetoder
from finance.prognos.serier import forecast_series


@dataclass(frozen=True, slots=True)
class Intervall:
    """The system's prognos of a line with its 80 % interval, before bedömningar. `half`: accumulated half width per month."""

    total_ore: int
    low_ore: int
    high_ore: int
    half: tuple[int, ...]
    metod: str


@dataclass(frozen=True, eq=False)
class Helarsprognos:
    """Shapes: `system` and `prognos` are (noder, kontogrupper + 1), full year; `manader` is (noder, 12) after bedömningar."""

    lage: Lage
    metod: Metod | None  # the one asked for, for every nod; None: the nod's own choice, or the default
    last_closed: int  # 0-12
    system: Ore
    prognos: Ore
    manader: Ore
    systemmanader: Ore  # (noder, 12), before bedömningar
    egna: tuple[Prognos, ...]  # the system's prognos of each nod, float öre, without bokslut
    avstand: tuple[float, ...]  # per nod: how far its method lies from the default on its series, where it was chosen
    niva: frozenset[int]  # places of noder whose total a person has set
    delniva: frozenset[tuple[int, int]]  # places (nod, kontogrupp) that a person has set
    orsaker: Mapping[Orsak, Ore]  # every cause, each shaped as `system`: system + their sum = prognos
    paverkan: tuple[Paverkan, ...]  # each tillägg, händelse and åtgärd, with its effect or why it does not count

    @cached_property
    def kub(self) -> Kub:
        return self.lage.kub

    def intervall(self, rows: Sequence[int], grupper: Sequence[int] | None = None) -> Intervall:
        """The system's interval around the sum of some noder (and some kontogrupper only)."""
        columns = list(range(len(GRUPPER))) if grupper is None else [g for g in grupper if g < len(GRUPPER)]
        raw = self._raw(list(rows), columns)
        centre = int(self.system[np.ix_(list(rows), columns)].sum())
        if grupper is None:
            centre = int(self.system[list(rows)].sum())
        low, high = centre - round(raw.total - raw.low), centre + round(raw.high - raw.total)
        return Intervall(centre, low, high, half_widths(raw, self.last_closed), raw.method)

    def metoder(self, rows: Sequence[int]) -> tuple[Metod, ...]:
        """The methods that the system's prognos of some noder is made by, where one is chosen or knows more."""
        used = {self.egna[row].method for row in rows}
        told = any(self.kub.noder[row] in self.lage.metodval for row in rows) and self.metod is None
        return tuple(metod for metod in Metod if metod in used) if told or used & set(RADMETODER) else ()

    def valda(self, rows: Sequence[int]) -> frozenset[Metod]:
        """The methods that a person has chosen for some of these noder; none where another was asked for."""
        chosen = [self.kub.noder[row] for row in rows if self.kub.noder[row] in self.lage.metodval]
        return frozenset(chosen_metod(self.lage, nod) for nod in chosen) if self.metod is None else frozenset()

    def _raw(self, rows: list[int], columns: list[int]) -> Prognos:
        if len(rows) == 1 and len(columns) == len(GRUPPER):
            return self.egna[rows[0]]
        metod = self.metod or self._serie(rows)
        raw = forecast_series(self.lage, rows, columns, metod, self.last_closed)
        if len(rows) == 1 or (metod is not STANDARDMETOD and metod not in RADMETODER):
            return raw
        return shift_total(raw, sum(self.avstand[row] for row in rows))

    def _serie(self, rows: list[int]) -> Metod:
        """What the sum of some noder is made by when no method is asked for: the one chosen for them all, else the default."""
        chosen = {chosen_metod(self.lage, self.kub.noder[row]) for row in rows}
        common = next(iter(chosen)) if len(chosen) == 1 else STANDARDMETOD
        return STANDARDMETOD if common in RADMETODER else common

    def shift(self, rows: Sequence[int], grupper: Sequence[int] | None = None) -> int:
        """How much tillägg, händelser and åtgärder move these noder's interval (öre of cost); a niva does not move it."""
        return sum(self.moved_by(orsak, rows, grupper) for orsak in Orsak if orsak is not Orsak.NIVA)

    def moved_by(self, orsak: Orsak, rows: Sequence[int], grupper: Sequence[int] | None = None) -> int:
        """What one cause changes the full year's cost of some noder (and some kontogrupper only) by, öre."""
        change = self.orsaker[orsak][list(rows)]
        return int(change.sum() if grupper is None else change[:, list(grupper)].sum())


def probability_of_keeping(budget_ore: int, low_ore: int, high_ore: int) -> float:
    """The probability that the full year costs at most the budget: `probability_below` around the middle of the interval."""
    return probability_below(budget_ore, centre=(low_ore + high_ore) / 2, half_width=(high_ore - low_ore) / 2)


def half_widths(prognos: Prognos, last_closed: int) -> tuple[int, ...]:
    """Half width of the 80 % interval of the accumulated prognos per month: 0 through the last closed one, whole in December.

    Between, it grows with the mean of the share of months ahead and its root: errors are partly a lasting step, partly noise
    (docs/metoder.md#intervall).
    """
    ahead, full = 12 - last_closed, (prognos.high - prognos.low) / 2
    shares = [max(0, manad - last_closed) / ahead if ahead else 0.0 for manad in range(1, 13)]
    return tuple(round(full * (share + math.sqrt(share)) / 2) for share in shares)


@lru_cache(maxsize=16)
def compute_helarsprognos(lage: Lage, *, metod: Metod | None = None) -> Helarsprognos:
    """System's prognos for every nod and kontogrupp, then bedömningar on top.

    `metod`: for every nod, where it can be computed; None is what was chosen for the nod, else the default.
    Remembered for the latest few `Lage` objects (a Lage is a value that never changes, known by its identity): the table, every
    line's months and the reports all ask for it. The arrays are read-only.
    """
    last_closed = lage.senast_stangd.manad if lage.senast_stangd else 0
    egna = [own_prognos(lage, row, metod or chosen_metod(lage, nod), last_closed) for row, nod in enumerate(lage.kub.noder)]
    parts = [_nod_prognos(lage, row, egen, last_closed) for row, egen in enumerate(egna)]
    system = np.array([cells for cells, _ in parts], dtype=np.int64).reshape(len(parts), len(GRUPPER) + 1)
    manader = np.array([months for _, months in parts], dtype=np.int64).reshape(len(parts), 12)
    known = (*compute_handelser(lage, last_closed), *compute_atgarder(lage, last_closed))
    bedomt = apply_bedomningar(lage, system, manader, last_closed, known)
    for array in (system, manader, bedomt.prognos, bedomt.manader, *bedomt.orsaker.values()):
        array.setflags(write=False)
    series, distances = tuple(egen.prognos for egen in egna), tuple(egen.avstand for egen in egna)
    return Helarsprognos(
        lage=lage,
        metod=metod,
        last_closed=last_closed,
        system=system,
        prognos=bedomt.prognos,
        manader=bedomt.manader,
        systemmanader=manader,
        egna=series,
        avstand=distances,
        niva=bedomt.niva,
        delniva=bedomt.delniva,
        orsaker=bedomt.orsaker,
        paverkan=bedomt.paverkan,
    )


def chosen_metod(lage: Lage, nod: str) -> Metod:
    """The method chosen for a nod of the kub; one that this program does not know is the default."""
    chosen = lage.metodval.get(nod, "")
    return Metod(chosen) if chosen in {metod.value for metod in Metod} else STANDARDMETOD


@dataclass(frozen=True, slots=True)
class Egen:
    """The system's prognos of a nod. `serie`: its series' method; `rest`: whole öre ahead of kontogrupper known apart.

    `avstand`: how far its total lies from the default method's, float öre.
    """

    prognos: Prognos
    serie: Metod
    rest: Mapping[int, int]
    avstand: float


def own_prognos(lage: Lage, row: int, metod: Metod, last_closed: int) -> Egen:
    """The prognos of the nod at `row` in the kub by a method, or by the default on what the method does not know."""
    serie = STANDARDMETOD if metod in RADMETODER else metod
    base = forecast_series(lage, [row], list(range(len(GRUPPER))), serie, last_closed)
    rader = compute_radmetoder(lage).get((lage.kub.noder[row], metod), ()) if metod in RADMETODER else ()
    if not rader or last_closed >= BOKSLUT:
        return Egen(base, serie, {}, base.total - base.methods.get(STANDARDMETOD, base.total))
    months, rest = np.array(base.monthly), {}
    for rad in rader:
        group = None if rad.kontogrupp is None else GRUPPER.index(rad.kontogrupp)
        before = base if group is None else forecast_series(lage, [row], [group], serie, last_closed)
        months[last_closed:] += np.array(rad.manader[last_closed:], dtype=float) - np.array(before.monthly[last_closed:])
        if group is not None:
            rest[group] = sum(rad.manader[last_closed:])
    distance = float(months.sum()) - base.total
    moved = shift_total(base, distance, spread=False)
    return Egen(replace(moved, monthly=tuple(months.tolist()), method=metod), serie, rest, distance)


def shift_total(prognos: Prognos, distance: float, *, spread: bool = True) -> Prognos:
    """The prognos moved by a method that knows more: its interval is widened by how far (docs/metoder.md#intervall)."""
    if not distance:
        return prognos
    half = widen((prognos.high - prognos.low) / 2, distance)
    total = prognos.total if spread else prognos.total + distance
    return replace(prognos, total=total, low=total - half, high=total + half)


def booked_bokslut(lage: Lage, last_closed: int) -> Ore:
    """Per nod, what is booked on periods 13-15 of the year: part of the full year once December is closed."""
    year = lage.kub.year(lage.period.ar)
    if year is None or last_closed < BOKSLUT:
        return np.zeros(len(lage.kub.noder), dtype=np.int64)
    booked: Ore = lage.kub.utfall[:, :, year, BOKSLUT].sum(axis=1)
    return booked


def _nod_prognos(lage: Lage, row: int, egen: Egen, last_closed: int) -> tuple[list[int], list[int]]:
    """(full year per kontogrupp + 1, per month) of one nod, whole öre; both sum to the same total."""
    kub, year = lage.kub, lage.kub.year(lage.period.ar)
    if year is None:
        return [0] * (len(GRUPPER) + 1), [0] * 12
    booked = kub.utfall[row, :, year, :]
    bokslut = booked[:, BOKSLUT] if last_closed >= BOKSLUT else np.zeros(len(GRUPPER), dtype=np.int64)
    known = booked[:, :last_closed].sum(axis=1) + bokslut
    columns = [g for g in range(len(GRUPPER)) if kub.utfall[row, g].any() or kub.budget[row, g].any()]
    columns = sorted({*columns, *egen.rest})
    months = _whole_ore(lage, row, egen.prognos, last_closed)
    rest = sum(months[last_closed:])
    shares = _share_rest(lage, row, columns, egen, last_closed, rest)
    cells = [int(known[g]) + shares.get(g, 0) for g in range(len(GRUPPER))]
    filled = sum(months) + int(bokslut.sum()) - sum(cells)  # months that miss figures: not split on kontogrupper
    months[11] += int(bokslut.sum())
    return [*cells, filled], months


def _whole_ore(lage: Lage, row: int, egen: Prognos, last_closed: int) -> list[int]:
    """Twelve months: utfall untouched where it is known, the method's figure where not. They sum to the method's own total."""
    booked = lage.kub.utfall[row, :, lage.kub.ar.index(lage.period.ar), :BOKSLUT].sum(axis=0)
    known = _closed_known(lage, last_closed)
    months = [int(booked[m]) if known[m] else round(egen.monthly[m]) for m in range(12)]
    if last_closed < BOKSLUT:  # öre of rounding; and what a file accumulated to an open month holds of the closed ones
        months[last_closed] += round(egen.total) - sum(months)
    return months


def _closed_known(lage: Lage, last_closed: int) -> list[bool]:
    return [m < last_closed and known for m, known in enumerate(lage.known(lage.period.ar))]


def _share_rest(lage: Lage, row: int, columns: list[int], egen: Egen, last_closed: int, rest: int) -> dict[int, int]:
    """The rest of the year split on kontogrupper: each by its method, the difference to the nod's own by how unsure each is."""
    if not columns or last_closed >= BOKSLUT:
        return {}
    if len(columns) == 1:
        return {columns[0]: rest}
    serie = STANDARDMETOD if egen.serie in ANPASSADE else egen.serie  # a fit for every kontogrupp would be slow, and no surer
    own = {g: forecast_series(lage, [row], [g], serie, last_closed) for g in columns if g not in egen.rest}
    ahead = {g: _ahead(lage, row, g, p, last_closed) for g, p in own.items()} | dict(egen.rest)
    unsure = [max(own[g].high - own[g].low, 0.0) if g in own else 0.0 for g in columns]
    gap = split_by_weights(rest - sum(ahead.values()), unsure)
    return {g: ahead[g] + part for g, part in zip(columns, gap, strict=True)}


def _ahead(lage: Lage, row: int, grupp: int, egen: Prognos, last_closed: int) -> int:
    """A kontogrupp's full year less its closed months, booked or filled in."""
    booked = lage.kub.utfall[row, grupp, lage.kub.ar.index(lage.period.ar)]
    known = _closed_known(lage, last_closed)
    return round(egen.total - sum(float(booked[m]) if known[m] else egen.monthly[m] for m in range(last_closed)))
