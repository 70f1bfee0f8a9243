"""The table of the månadsuppföljning: utfall, budget, avvikelse and helårsprognos per line, accumulated January to the period.

Amounts: öre, canonical sign (kostnad +); avvikelse = budget - utfall (plus = överskott), the same in both views.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from finance.kontoplan import Kontogrupp
from finance.kub import BOKSLUT, GRUPPER, Ore, accumulate
from finance.lage import Lage
from finance.period import Period
from finance.prognos import STANDARDMETOD, Metod
from finance.prognos.helarsprognos import EJ_FORDELAT_GRUPP, Helarsprognos, compute_helarsprognos, probability_of_keeping
from finance.store import Namnd
from finance.struktur import EJ_FORDELAT_NAMN, Gren

NEAR_ZERO = 0.02
"""A budget below this share of its line's gross flow (or zero) is too near zero for percent (DESIGN 6.5)."""
METOD_NIVA = "bedomning_niva"
METOD_SUMMA = "summa"
METOD_TILLAGG = "tillagg"
TILLAGG = "+tillagg"


class Per(StrEnum):
    """What the lines of the table are."""

    NOD = "nod"
    KONTOGRUPP = "kontogrupp"
    NOD_KONTOGRUPP = "nod-kontogrupp"


@dataclass(frozen=True, slots=True)
class Rad:
    """One line. Full-year figures are of the period's year; `*_foregaende_ar_*` are None when that year is not stored."""

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
    sannolikhet: float
    utfall_foregaende_ar_samma_period_ore: int | None
    utfall_foregaende_ar_helar_ore: int | None
    avvikelse_foregaende_ar_helar_ore: int | None


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

    def blad(self) -> tuple[Rad, ...]:
        """The lines without parts."""
        return tuple(rad for rad in self.rader if not rad.har_delar)


@dataclass(frozen=True, slots=True)
class Manader:
    """A line month by month; twelve places each. `half_80`: half width of the 80 % interval of the accumulated prognos."""

    nod: str
    namn: str
    utfall: tuple[int | None, ...]
    prognos: tuple[int | None, ...]
    budget: tuple[int, ...]
    foregaende: tuple[int | None, ...]
    foregaende_budget: tuple[int, ...]
    half_80: tuple[int, ...]
    last: int  # place (0-11) of the last closed month, -1 for none
    metod_text: str


def compute_uppfoljning(lage: Lage, *, per: Per = Per.NOD, metod: Metod = STANDARDMETOD) -> Uppfoljning:
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
    utfall, budget = _sum(lage, "utfall", rows, ar, lage.manad, grupp), _sum(lage, "budget", rows, ar, lage.manad, grupp)
    budget_helar = _sum(lage, "budget", rows, ar, 12, grupp)
    columns = None if grupp is None else [grupp]
    helar = int(prognos.prognos[rows].sum() if grupp is None else prognos.prognos[rows, grupp].sum())
    interval, shift = prognos.intervall(rows, columns), prognos.shift(rows, columns)
    if grupp == EJ_FORDELAT_GRUPP:
        centre = int(prognos.system[rows, grupp].sum()) + shift
        low = high = centre
    else:
        centre, low, high = interval.total_ore, interval.low_ore + shift, interval.high_ore + shift
    avvikelse_helar = budget_helar - helar
    flow = _sum(lage, "budget", rows, ar, 12, grupp, gross=True)
    metod, text = _metod(prognos, rows, interval.metod, grupp)
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
        sannolikhet=probability_of_keeping(budget_helar, low, high),
        **_foregaende(lage, rows, grupp),
    )


def _gruppnamn(grupp: int) -> str:
    return EJ_FORDELAT_NAMN if grupp == EJ_FORDELAT_GRUPP else GRUPPER[grupp].value


def _sum(lage: Lage, what: str, rows: list[int], ar: int, manad: int, grupp: int | None, *, gross: bool = False) -> int:
    year = lage.kub.year(ar)
    if year is None or grupp == EJ_FORDELAT_GRUPP:
        return 0
    cells: Ore = accumulate(getattr(lage.kub, what)[rows][:, :, year, :], manad)
    cells = cells if grupp is None else cells[:, [grupp]]
    return int(np.abs(cells).sum() if gross else cells.sum())


def _procent(avvikelse: int, budget: int, flow: int) -> float | None:
    if budget == 0 or abs(budget) < NEAR_ZERO * flow:
        return None
    return 100 * avvikelse / abs(budget)


def _foregaende(lage: Lage, rows: list[int], grupp: int | None) -> dict[str, int | None]:
    """Last year's figures; None for a year, or months, without any utfall."""
    ar, year = lage.period.ar - 1, lage.kub.year(lage.period.ar - 1)
    known = lage.known(ar)
    samma = _sum(lage, "utfall", rows, ar, lage.manad, grupp) if year is not None and all(known[: lage.manad]) else None
    helar = _sum(lage, "utfall", rows, ar, 12, grupp) if year is not None and all(known) else None
    budget = _sum(lage, "budget", rows, ar, 12, grupp) if year is not None and lage.kub.har_budget[year] else None
    return {
        "utfall_foregaende_ar_samma_period_ore": samma,
        "utfall_foregaende_ar_helar_ore": helar,
        "avvikelse_foregaende_ar_helar_ore": None if helar is None or budget is None else budget - helar,
    }


def _metod(prognos: Helarsprognos, rows: list[int], system: str, grupp: int | None = None) -> tuple[str, str]:
    """(for machines, for people)."""
    namn = Metod(system).namn.lower()
    judged = {row for row in rows if row in prognos.niva}
    if grupp == EJ_FORDELAT_GRUPP:
        if judged:
            return METOD_NIVA, "bedömd nivå som inte är fördelad på kontogrupper"
        return METOD_TILLAGG, "tillägg som inte är fördelade på kontogrupper"
    if grupp is not None:
        judged = {row for row in rows if (row, grupp) in prognos.delniva}
    partly = judged or (grupp is None and any(row in rows for row, _ in prognos.delniva))
    if rows and len(judged) == len(rows):
        return METOD_NIVA, f"bedömd nivå; systemets intervall ({namn})"
    if partly:
        return METOD_SUMMA, f"summa av bedömningar och {namn}; systemets intervall"
    if any(row in prognos.tillagg for row in rows) and (grupp is None or prognos.shift(rows, [grupp])):
        return system + TILLAGG, f"{namn} med tillägg"
    return system, namn


def compute_manader(lage: Lage, nod: str, *, metod: Metod = STANDARDMETOD) -> Manader:
    """A line month by month, with bedömningar. Raises KeyError for an unknown nod."""
    gren = find_gren(lage, nod)
    prognos, kub, ar = compute_helarsprognos(lage, metod=metod), lage.kub, lage.period.ar
    rows, last = kub.rows(gren.blad), prognos.last_closed
    known = lage.known(ar)
    booked = _months(lage, "utfall", rows, ar)
    helar = prognos.manader[rows].sum(axis=0)
    interval = prognos.intervall(rows)
    return Manader(
        nod=gren.kod,
        namn=gren.namn,
        utfall=tuple(booked[m] if m < last and known[m] else None for m in range(12)),
        prognos=tuple(None if m < last and known[m] else int(helar[m]) for m in range(12)),
        budget=tuple(_months(lage, "budget", rows, ar)),
        foregaende=tuple(
            ore if har else None for ore, har in zip(_months(lage, "utfall", rows, ar - 1), lage.known(ar - 1), strict=True)
        ),
        foregaende_budget=tuple(_months(lage, "budget", rows, ar - 1)),
        half_80=interval.half,
        last=last - 1,
        metod_text=_metod(prognos, rows, interval.metod)[1],
    )


def find_gren(lage: Lage, nod: str) -> Gren:
    """The line with this kod. Raises KeyError."""
    for gren in lage.struktur.grenar(lage.kub.noder):
        if gren.kod == nod:
            return gren
    raise KeyError(nod)


def _months(lage: Lage, what: str, rows: list[int], ar: int, grupper: Sequence[int] | None = None) -> list[int]:
    """Twelve months; bokslut (periods 13-15) is booked on December so that the months sum to the year."""
    year = lage.kub.year(ar)
    if year is None:
        return [0] * 12
    cells: Ore = getattr(lage.kub, what)[rows][:, :, year, :]
    summed = (cells if grupper is None else cells[:, list(grupper)]).sum(axis=(0, 1))
    return [int(ore) for ore in summed[:11]] + [int(summed[11] + summed[BOKSLUT])]


@dataclass(frozen=True, slots=True)
class Arsserie:
    """Some kontogrupper of a line over a year, per month: None where there is no utfall (yet)."""

    ar: int
    utfall: tuple[int | None, ...]
    budget: tuple[int, ...]
    har_budget: bool


def compute_serier(
    lage: Lage, kontogrupper: Collection[Kontogrupp], *, ar: int = 3, nod: str | None = None
) -> tuple[Arsserie, ...]:
    """Monthly series of the last `ar` years, oldest first; years without anything are left out."""
    gren = find_gren(lage, nod or lage.struktur.total_kod)
    rows, grupper = lage.kub.rows(gren.blad), [GRUPPER.index(grupp) for grupp in kontogrupper]
    found = []
    for year in range(lage.period.ar - ar + 1, lage.period.ar + 1):
        known, place = lage.known(year), lage.kub.year(year)
        if place is None or not (any(known) or lage.kub.har_budget[place]):
            continue
        booked = _months(lage, "utfall", rows, year, grupper)
        shown = tuple(ore if har else None for ore, har in zip(booked, known, strict=True))
        budget = tuple(_months(lage, "budget", rows, year, grupper))
        found.append(Arsserie(year, shown, budget, har_budget=any(budget)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Forsorjningsstodsrad:
    """Försörjningsstöd January to the period of a year: gross (konto 45), the income of the same noder, net, share covered."""

    ar: int
    brutto_ore: int
    intakter_ore: int  # positive
    netto_ore: int
    andel: float | None  # intäkter / brutto


def compute_forsorjningsstod(lage: Lage, *, ar: int = 5) -> tuple[Forsorjningsstodsrad, ...]:
    """Newest year first; empty when no nod has konton of the group Försörjningsstöd och bidrag."""
    kub, stod, intakt = lage.kub, GRUPPER.index(Kontogrupp.FORSORJNINGSSTOD), GRUPPER.index(Kontogrupp.INTAKTER)
    rows = [row for row in range(len(kub.noder)) if kub.utfall[row, stod].any()]
    found = []
    for year in range(lage.period.ar, lage.period.ar - ar, -1):
        if kub.year(year) is None or not rows or not all(lage.known(year)[: lage.manad]):
            continue
        brutto = _sum(lage, "utfall", rows, year, lage.manad, stod)
        intakter = -_sum(lage, "utfall", rows, year, lage.manad, intakt)
        found.append(Forsorjningsstodsrad(year, brutto, intakter, brutto - intakter, intakter / brutto if brutto else None))
    return tuple(found)
