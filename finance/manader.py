"""A line month by month, and over the years: what the charts and the försörjningsstöd table show.

Amounts: öre, canonical sign (kostnad +).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from finance.kontoplan import Kontogrupp
from finance.kub import BOKSLUT, GRUPPER, Ore
from finance.lage import Lage
from finance.prognos import Metod
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.uppfoljning import describe_metod, find_gren, sum_rows

FLYKTING = re.compile(r"flykting", re.IGNORECASE)
EJ_FLYKTING = re.compile(r"\b(?:ej|icke|exkl\.?|exklusive|utan) flykting", re.IGNORECASE)


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


def compute_manader(lage: Lage, nod: str, *, metod: Metod | None = None) -> Manader:
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
        metod_text=describe_metod(prognos, rows, interval.metod)[1],
    )


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


def compute_forsorjningsstod(
    lage: Lage, *, ar: int = 5, noder: Collection[str] | None = None
) -> tuple[Forsorjningsstodsrad, ...]:
    """Newest year first; empty when no nod (of `noder`, if given) has konton of the group Försörjningsstöd och bidrag."""
    kub, stod, intakt = lage.kub, GRUPPER.index(Kontogrupp.FORSORJNINGSSTOD), GRUPPER.index(Kontogrupp.INTAKTER)
    rows = [kub.place[nod] for nod in _with_stod(lage) if noder is None or nod in noder]
    found = []
    for year in range(lage.period.ar, lage.period.ar - ar, -1):
        if kub.year(year) is None or not rows or not all(lage.known(year)[: lage.manad]):
            continue
        brutto = sum_rows(lage, "utfall", rows, year, lage.manad, stod)
        intakter = -sum_rows(lage, "utfall", rows, year, lage.manad, intakt)
        found.append(Forsorjningsstodsrad(year, brutto, intakter, brutto - intakter, intakter / brutto if brutto else None))
    return tuple(found)


def _with_stod(lage: Lage) -> list[str]:
    """The noder that have konton of the group Försörjningsstöd och bidrag in any year."""
    stod = GRUPPER.index(Kontogrupp.FORSORJNINGSSTOD)
    return [nod for row, nod in enumerate(lage.kub.noder) if lage.kub.utfall[row, stod].any()]


def find_flykting(lage: Lage) -> frozenset[str] | None:
    """The noder with försörjningsstöd whose name, or the nearest line above with the word, says flykting.

    None where the struktur does not tell the two apart: no nod is for flyktingar, or every one is.
    """
    said: dict[str, bool] = {}
    for gren in sorted(lage.struktur.grenar(lage.kub.noder), key=lambda gren: gren.niva):
        if FLYKTING.search(gren.namn):
            said |= dict.fromkeys(gren.blad, not EJ_FLYKTING.search(gren.namn))
    with_stod = _with_stod(lage)
    found = frozenset(nod for nod in with_stod if said.get(nod))
    return found if 0 < len(found) < len(with_stod) else None
