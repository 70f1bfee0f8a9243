"""The table of the månadsuppföljning: utfall, budget, avvikelse and helårsprognos per line, accumulated January to the period.

Amounts: öre, canonical sign (kostnad +); avvikelse = budget - utfall (plus = överskott), the same in both views.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from finance.kub import GRUPPER, Ore, accumulate
from finance.lage import Lage
from finance.period import Period
from finance.prognos import Metod
from finance.prognos.bedomt import EJ_FORDELAT_GRUPP, Orsak
from finance.prognos.helarsprognos import Helarsprognos, compute_helarsprognos, probability_of_keeping
from finance.store import Namnd
from finance.struktur import EJ_FORDELAT_NAMN, Gren

NEAR_ZERO = 0.02
"""A budget below this share of its line's gross flow (or zero) is too near zero for percent (DESIGN 6.5)."""
MOT_BUDGET = frozenset(
    {"budget_ore", "avvikelse_ore", "avvikelse_procent", "budget_helar_ore", "prognosavvikelse_ore", "prognosavvikelse_procent"}
)
"""The figures of a line that are a budget or against one."""
METOD_NIVA = "bedomning_niva"
METOD_SUMMA = "summa"
METOD_TILLAGG = "tillagg"


class Per(StrEnum):
    """What the lines of the table are."""

    NOD = "nod"
    KONTOGRUPP = "kontogrupp"
    NOD_KONTOGRUPP = "nod-kontogrupp"


@dataclass(frozen=True, slots=True)
class Rad:
    """One line. Full-year figures are of the period's year; `*_foregaende_ar_*` are None when that year is not stored.

    `har_budget`: whether the nämnd has any budget for the year to compare with; where it has none, the figures of `MOT_BUDGET`
    are against 0 and mean nothing (`for_people`). `sannolikhet`: None where the line itself has no budget to keep.
    """

    nod: str
    namn: str
    niva: int
    foralder: str | None
    kontogrupp: str | None
    har_delar: bool
    utfall_ore: int
    budget_ore: int
    avvikelse_ore: int
    systemprognos_ore: int
    prognos_ore: int
    low_ore: int
    high_ore: int
    metod: str
    metod_text: str
    budget_helar_ore: int
    prognosavvikelse_ore: int
    prognosavvikelse_procent: float | None
    avvikelse_procent: float | None
    sannolikhet: float | None
    utfall_foregaende_ar_samma_period_ore: int | None
    utfall_foregaende_ar_helar_ore: int | None
    avvikelse_foregaende_ar_helar_ore: int | None
    har_budget: bool = True

    def for_people(self, key: str) -> str | float | None:
        """A figure of the line as people see it: None for one against a budget where there is none."""
        value: str | float | None = getattr(self, key)
        return value if self.har_budget or key not in MOT_BUDGET else None


@dataclass(frozen=True)
class Uppfoljning:
    """The table: `rader` in report order, a parent before its parts, the nämnd's total (niva 0) last."""

    namnd: Namnd
    period: Period
    preliminar: bool
    senast_stangd: Period | None
    saknade_manader: tuple[Period, ...]
    per: Per
    rader: tuple[Rad, ...]

    @property
    def total(self) -> Rad:
        """The nämnd's own line."""
        return self.rader[-1]

    @property
    def har_budget(self) -> bool:
        """Whether there is any budget for the year to compare with."""
        return self.total.har_budget

    def rad(self, nod: str) -> Rad:
        """The line of a nod. Raises KeyError."""
        for rad in self.rader:
            if rad.nod == nod:
                return rad
        raise KeyError(nod)

    def niva(self, niva: int) -> tuple[Rad, ...]:
        """The lines of exactly one level."""
        return tuple(rad for rad in self.rader if rad.niva == niva)

    def delar(self, nod: str) -> tuple[Rad, ...]:
        """The lines right below a nod."""
        return tuple(rad for rad in self.rader if rad.foralder == nod)

    def under(self, nod: str) -> tuple[Rad, ...]:
        """Every line below a nod, at any depth, in report order."""
        above, found = {nod}, []
        for rad in self.rader:
            if rad.foralder in above:
                above.add(rad.nod)
                found.append(rad)
        return tuple(found)

    def blad(self) -> tuple[Rad, ...]:
        """The lines without parts."""
        return tuple(rad for rad in self.rader if not rad.har_delar)


def compute_uppfoljning(lage: Lage, *, per: Per = Per.NOD, metod: Metod | None = None) -> Uppfoljning:
    """All lines of the table."""
    prognos = compute_helarsprognos(lage, metod=metod)
    grenar = lage.struktur.grenar(lage.kub.noder)
    build: dict[Per, Callable[[Helarsprognos, tuple[Gren, ...]], Iterable[Rad]]] = {
        Per.NOD: lambda p, g: (_rad(p, gren) for gren in g),
        Per.KONTOGRUPP: lambda p, g: _grupprader(p, g[-1], niva=1, with_total=True),
        Per.NOD_KONTOGRUPP: _nod_grupprader,
    }
    return Uppfoljning(
        namnd=lage.namnd,
        period=lage.period,
        preliminar=lage.preliminar,
        senast_stangd=lage.senast_stangd,
        saknade_manader=lage.saknade_manader,
        per=per,
        rader=tuple(build[per](prognos, grenar)),
    )


def _nod_grupprader(prognos: Helarsprognos, grenar: tuple[Gren, ...]) -> Iterable[Rad]:
    for gren in grenar[:-1]:
        yield _rad(prognos, gren)
        if not gren.has_children:
            yield from _grupprader(prognos, gren, niva=gren.niva + 1, with_total=False)
    yield _rad(prognos, grenar[-1])


def _grupprader(prognos: Helarsprognos, gren: Gren, *, niva: int, with_total: bool) -> Iterable[Rad]:
    rows = prognos.kub.rows(gren.blad)
    for column in range(len(GRUPPER) + 1):
        if _has_figures(prognos, rows, column):
            yield _rad(prognos, gren, grupp=column, niva=niva)
    if with_total:
        yield _rad(prognos, gren)


def _has_figures(prognos: Helarsprognos, rows: list[int], column: int) -> bool:
    if prognos.prognos[rows, column].any():
        return True
    kub = prognos.kub
    return column != EJ_FORDELAT_GRUPP and bool(kub.utfall[rows, column].any() or kub.budget[rows, column].any())


def _rad(prognos: Helarsprognos, gren: Gren, *, grupp: int | None = None, niva: int | None = None) -> Rad:
    lage, rows = prognos.lage, prognos.kub.rows(gren.blad)
    ar = lage.period.ar
    utfall, budget = (
        sum_rows(lage, "utfall", rows, ar, lage.manad, grupp),
        sum_rows(lage, "budget", rows, ar, lage.manad, grupp),
    )
    budget_helar = sum_rows(lage, "budget", rows, ar, 12, grupp)
    columns = None if grupp is None else [grupp]
    helar = int(prognos.prognos[rows].sum() if grupp is None else prognos.prognos[rows, grupp].sum())
    interval, shift = prognos.intervall(rows, columns), prognos.shift(rows, columns)
    if grupp == EJ_FORDELAT_GRUPP:
        centre = int(prognos.system[rows, grupp].sum()) + shift
        low = high = centre
    else:
        centre, low, high = interval.total_ore, interval.low_ore + shift, interval.high_ore + shift
    avvikelse_helar = budget_helar - helar
    flow = sum_rows(lage, "budget", rows, ar, 12, grupp, gross=True)
    metod, text = describe_metod(prognos, rows, interval.metod, grupp)
    return Rad(
        nod=gren.kod,
        namn=gren.namn if grupp is None else _gruppnamn(grupp),
        niva=gren.niva if niva is None else niva,
        foralder=gren.foralder if grupp is None else gren.kod,
        kontogrupp=None if grupp is None else _gruppnamn(grupp),
        har_delar=gren.has_children and grupp is None,
        utfall_ore=utfall,
        budget_ore=budget,
        avvikelse_ore=budget - utfall,
        systemprognos_ore=centre if grupp != EJ_FORDELAT_GRUPP else centre - shift,
        prognos_ore=helar,
        low_ore=low,
        high_ore=high,
        metod=metod,
        metod_text=text,
        budget_helar_ore=budget_helar,
        prognosavvikelse_ore=avvikelse_helar,
        prognosavvikelse_procent=_procent(avvikelse_helar, budget_helar, flow),
        avvikelse_procent=_procent(budget - utfall, budget, flow * lage.manad // 12),
        sannolikhet=probability_of_keeping(budget_helar, low, high) if _has_own_budget(lage, rows, grupp) else None,
        har_budget=lage.har_budget,
        **_foregaende(lage, rows, grupp),
    )


def _gruppnamn(grupp: int) -> str:
    return EJ_FORDELAT_NAMN if grupp == EJ_FORDELAT_GRUPP else GRUPPER[grupp].value


def sum_rows(lage: Lage, what: str, rows: list[int], ar: int, manad: int, grupp: int | None, *, gross: bool = False) -> int:
    """Utfall or budget of some noder (and one kontogrupp), January to `manad`, in öre; `gross` sums without signs."""
    year = lage.kub.year(ar)
    if year is None or grupp == EJ_FORDELAT_GRUPP:
        return 0
    cells: Ore = accumulate(getattr(lage.kub, what)[rows][:, :, year, :], manad)
    cells = cells if grupp is None else cells[:, [grupp]]
    return int(np.abs(cells).sum() if gross else cells.sum())


def _has_own_budget(lage: Lage, rows: list[int], grupp: int | None) -> bool:
    """Whether some month of the year has budget on the line: income and cost that cancel are a budget too."""
    year = lage.kub.year(lage.period.ar)
    if year is None or grupp == EJ_FORDELAT_GRUPP:
        return False
    cells = lage.kub.budget[rows][:, :, year, :]
    return bool((cells if grupp is None else cells[:, grupp]).any())


def _procent(avvikelse: int, budget: int, flow: int) -> float | None:
    if budget == 0 or abs(budget) < NEAR_ZERO * flow:
        return None
    return 100 * avvikelse / abs(budget)


def _foregaende(lage: Lage, rows: list[int], grupp: int | None) -> dict[str, int | None]:
    """Last year's figures; None for a year, or months, without any utfall."""
    ar, year = lage.period.ar - 1, lage.kub.year(lage.period.ar - 1)
    known = lage.known(ar)
    samma = sum_rows(lage, "utfall", rows, ar, lage.manad, grupp) if year is not None and all(known[: lage.manad]) else None
    helar = sum_rows(lage, "utfall", rows, ar, 12, grupp) if year is not None and all(known) else None
    budget = sum_rows(lage, "budget", rows, ar, 12, grupp) if year is not None and lage.kub.har_budget[year] else None
    return {
        "utfall_foregaende_ar_samma_period_ore": samma,
        "utfall_foregaende_ar_helar_ore": helar,
        "avvikelse_foregaende_ar_helar_ore": None if helar is None or budget is None else budget - helar,
    }


def describe_metod(prognos: Helarsprognos, rows: list[int], system: str, grupp: int | None = None) -> tuple[str, str]:
    """How the prognos of some noder (and one kontogrupp) came about: (for machines, for people)."""
    chosen = prognos.valda(rows)
    used = [metod.namn.lower() + (" (vald)" if metod in chosen else "") for metod in prognos.metoder(rows)]
    namn = " och ".join(used) or Metod(system).namn.lower()
    judged = {row for row in rows if row in prognos.niva}
    if grupp == EJ_FORDELAT_GRUPP:
        if judged:
            return METOD_NIVA, "bedömd nivå som inte är fördelad på kontogrupper"
        return _describe_unsplit(prognos, rows, system, namn)
    if grupp is not None:
        judged = {row for row in rows if (row, grupp) in prognos.delniva}
    partly = judged or (grupp is None and any(row in rows for row, _ in prognos.delniva))
    moved = _moved_namn(prognos, rows, grupp)
    more = f" med {moved}" if moved else ""
    if rows and len(judged) == len(rows):
        return METOD_NIVA, f"bedömd nivå{more}; systemets intervall ({namn})"
    if partly:
        return METOD_SUMMA, f"summa av bedömningar och {namn}{more}; systemets intervall"
    return system + "".join(f"+{orsak}" for orsak in _moved(prognos, rows, grupp)), namn + more


def _describe_unsplit(prognos: Helarsprognos, rows: list[int], system: str, namn: str) -> tuple[str, str]:
    """The same of what no kontogrupp has: what people added without one, and months without utfall."""
    moved, filled = _moved_namn(prognos, rows, EJ_FORDELAT_GRUPP), bool(prognos.system[rows, EJ_FORDELAT_GRUPP].any())
    if filled and not moved:
        return system, f"{namn} för månader utan utfall, som inte är fördelade på kontogrupper"
    parts = f"{moved or 'tillägg'}{' och månader utan utfall' if filled else ''}"
    return METOD_TILLAGG, f"{parts} som inte är fördelade på kontogrupper"


def _moved(prognos: Helarsprognos, rows: list[int], grupp: int | None) -> list[Orsak]:
    """What moves the prognos of some noder (and one kontogrupp), a nivå apart."""
    columns = slice(None) if grupp is None else [grupp]
    return [orsak for orsak in Orsak if orsak is not Orsak.NIVA and prognos.orsaker[orsak][rows][:, columns].any()]


def _moved_namn(prognos: Helarsprognos, rows: list[int], grupp: int | None) -> str:
    return " och ".join(", ".join(orsak.namn for orsak in _moved(prognos, rows, grupp)).rsplit(", ", 1))


def find_gren(lage: Lage, nod: str) -> Gren:
    """The line with this kod. Raises KeyError."""
    for gren in lage.struktur.grenar(lage.kub.noder):
        if gren.kod == nod:
            return gren
    raise KeyError(nod)
