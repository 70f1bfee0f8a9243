"""The list of placements of a nämnd, beside the ledger of the lines that it is of.

The list belongs to the noder that its rows name. Familjehem and jourhem are arvoden where the nod has such a kontogrupp; all
other types are Köp av verksamhet. What the ledger holds beyond the list is carried on as a row of its own, never hidden in it
(docs/metoder.md#placeringslista). Amounts: öre, kostnad +. Refunds are intäkter: in another kontogrupp, so not in these rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

import numpy as np

from finance.belopp import round_half_away, to_ore
from finance.inlasning.planer.placeringar import TYPER
from finance.inlasning.planer.placeringsregler import last_day
from finance.inlasning.planrader import Placeringsrad
from finance.kontoplan import Kontogrupp
from finance.kub import BOKSLUT, GRUPPER, Ore, accumulate
from finance.lage import Lage
from finance.prognos.placeringar import Placeringskostnad, Prisandring, compute_kostnad, end_of_month, median_price
from finance.prognos.placeringsjamforelse import Manadsjamforelse, compare_months
from finance.prognos.rensning import find_rensning
from finance.store.prisantaganden import PROCENT

ARVODEN = frozenset({"familjehem", "jourhem"})
"""Types that the kommun pays arvode to itself; the other types are bought."""
GAP_MANADER = 3
INDEX = "Index placeringar"


@dataclass(frozen=True, slots=True)
class Listrad:
    """The list of one (nod, kontogrupp) beside its ledger. Twelve months each, öre; `utfall` None where it is not known.

    `gap_ore`: what is carried on per month after the last closed one; `skillnad_ore`: the mean difference (ledger less list)
    that it comes from, None where there is no month to compare.
    """

    nod: str
    kontogrupp: Kontogrupp
    placeringar: tuple[Placeringskostnad, ...]
    lista: tuple[int, ...]
    utfall: tuple[int | None, ...]
    budget: tuple[int, ...]
    jamforelse: tuple[Manadsjamforelse, ...]
    skillnad_ore: int | None
    gap_ore: int
    bokfort_ore: int  # in the closed months, accumulated amounts and bokslut too
    bokslut_ore: int
    last_closed: int

    @property
    def manader(self) -> tuple[int, ...]:
        """The list with the gap on the months after the last closed one."""
        return tuple(ore + (self.gap_ore if m >= self.last_closed else 0) for m, ore in enumerate(self.lista))

    @property
    def lista_rest_ore(self) -> int:
        """The list's months after the last closed one."""
        return sum(self.lista[self.last_closed :])

    @property
    def gap_rest_ore(self) -> int:
        """The gap of those months."""
        return self.gap_ore * (12 - self.last_closed)

    @property
    def helar_ore(self) -> int:
        """Booked, list and gap: the method's full year."""
        return self.bokfort_ore + self.lista_rest_ore + self.gap_rest_ore


@dataclass(frozen=True)
class Placeringslista:
    """The whole list of a nämnd on the last day of the period. `utan_rad`: counted placements of no line that has figures."""

    dag: date
    andringar: tuple[Prisandring, ...]
    placeringar: tuple[Placeringskostnad, ...]
    rader: tuple[Listrad, ...]
    utan_rad: tuple[Placeringskostnad, ...]

    @property
    def pagaende(self) -> tuple[Placeringskostnad, ...]:
        """Ongoing on the day, counted ones only."""
        return tuple(one for one in self.placeringar if one.pagar and one.rad.raknas)

    @property
    def per_dygn_ore(self) -> int:
        """Cost per day of the ongoing, before refunds."""
        return sum(one.per_dygn_ore for one in self.pagaende)

    @property
    def ersattning_per_dygn_ore(self) -> int:
        """Refund per day of the ongoing, plus."""
        return sum(one.ersattning_per_dygn_ore for one in self.pagaende)

    @property
    def lista(self) -> tuple[int, ...]:
        """Cost per month, all counted placements, before refunds."""
        return _add([one.kostnad for one in self.placeringar])

    @property
    def ersattning(self) -> tuple[int, ...]:
        """Refund per month, plus."""
        return _add([one.ersattning for one in self.placeringar])

    @property
    def rest_ore(self) -> int:
        """Cost less refund of the months after the period."""
        return sum(one.rest_ore(self.dag.month) for one in self.placeringar)

    @property
    def rest_om_alla_fortsatter_ore(self) -> int:
        """The same if every ongoing one goes on through December."""
        longer = [replace(one.rad, slut="") if one.pagar else one.rad for one in self.placeringar]
        return sum(compute_kostnad(rad, self.dag, self.andringar).rest_ore(self.dag.month) for rad in longer)

    def of(self, nod: str) -> "Placeringslista":
        """The part of one line (as in the kub)."""
        rader = tuple(rad for rad in self.rader if rad.nod == nod)
        return replace(self, rader=rader, placeringar=tuple(one for rad in rader for one in rad.placeringar), utan_rad=())


@dataclass(frozen=True, slots=True)
class Typrad:
    """The ongoing placements of one type: how many, their cost per day and their median dygnspris, öre.

    `rest_ore`: net for the months after the period, also of those that begin later. `slutar`: planned to end this year.
    """

    typ: str
    antal: int
    per_dygn_ore: int
    median_ore: int | None
    slutar: int
    rest_ore: int


def sum_types(lista: Placeringslista) -> tuple[Typrad, ...]:
    """The counted placements per type, the largest cost per day first; types with nothing ahead or ongoing are left out."""
    rows = []
    for typ in TYPER:
        mine = [one for one in lista.placeringar if one.rad.typ == typ and one.rad.raknas]
        going = [one for one in mine if one.pagar]
        rest = sum(one.rest_ore(lista.dag.month) for one in mine)
        if going or rest:
            ends = sum(1 for one in going if last_day(one.rad) < date(lista.dag.year, 12, 31))
            middle = median_price([one.rad for one in going], typ, lista.dag)
            rows.append(Typrad(typ, len(going), sum(one.per_dygn_ore for one in going), middle, ends, rest))
    return tuple(sorted(rows, key=lambda row: -row.per_dygn_ore))


@lru_cache(maxsize=16)
def compute_placeringslista(lage: Lage) -> Placeringslista:
    """The nämnd's list against the ledger of the period's year."""
    dag, andringar = end_of_month(lage.period.ar, lage.manad), read_andringar(lage)
    found = tuple(compute_kostnad(rad, dag, andringar) for rad in lage.placeringar)
    by_cell: dict[tuple[str, Kontogrupp], list[Placeringskostnad]] = {}
    loose = []
    for one in found:
        cell = _cell(lage, one.rad)
        if cell is not None:
            by_cell.setdefault(cell, []).append(one)
        elif one.rad.raknas:
            loose.append(one)
    order = {nod: place for place, nod in enumerate(lage.kub.noder)}
    cells = sorted(by_cell, key=lambda cell: (order[cell[0]], GRUPPER.index(cell[1])))
    rader = tuple(_listrad(lage, nod, grupp, tuple(by_cell[nod, grupp])) for nod, grupp in cells)
    return Placeringslista(dag, andringar, found, rader, tuple(loose))


def read_andringar(lage: Lage) -> tuple[Prisandring, ...]:
    """Prisantaganden in percent called "Index placeringar" or "Index <typ>", of months ahead: the list's prices are today's."""
    names = {INDEX.casefold(): "", **{f"index {typ}".casefold(): typ for typ in TYPER}}
    return tuple(
        Prisandring(one.galler_fran, one.varde, names[one.namn.casefold()])
        for one in lage.prisantaganden
        if one.namn.casefold() in names and one.enhet == PROCENT and one.galler_fran > lage.period.key
    )


def assumed_price(lage: Lage, typ: str) -> int | None:
    """The prisantagande "Dygnspris <typ>" that holds in the period, öre; None where there is none."""
    name = f"dygnspris {typ}".casefold()
    found = [p for p in lage.prisantaganden if p.namn.casefold() == name and p.galler_fran <= lage.period.key]
    return to_ore(max(found, key=lambda one: one.galler_fran).varde) if found else None


def _cell(lage: Lage, rad: Placeringsrad) -> tuple[str, Kontogrupp] | None:
    """Where a placement's cost is booked; None where its nod is not said, not known or has no such kontogrupp."""
    if rad.nod not in lage.struktur.by_kod:
        return None
    nod = lage.struktur.own_kod(rad.nod)
    row = lage.kub.place.get(nod)
    if row is None:
        return None
    wanted = (Kontogrupp.FAMILJEHEM, Kontogrupp.KOP) if rad.typ in ARVODEN else (Kontogrupp.KOP,)
    return next(((nod, grupp) for grupp in wanted if _has_figures(lage, row, grupp)), None)


def _has_figures(lage: Lage, row: int, grupp: Kontogrupp) -> bool:
    place = GRUPPER.index(grupp)
    return bool(lage.kub.utfall[row, place].any() or lage.kub.budget[row, place].any())


def _listrad(lage: Lage, nod: str, grupp: Kontogrupp, placeringar: tuple[Placeringskostnad, ...]) -> Listrad:
    kub, year = lage.kub, lage.kub.year(lage.period.ar)
    row, place = kub.place[nod], GRUPPER.index(grupp)
    last_closed = lage.senast_stangd.manad if lage.senast_stangd else 0
    lista = _add([one.kostnad for one in placeringar])
    empty: tuple[int | None, ...] = (None,) * 12
    utfall = empty if year is None else _booked(lage, kub.utfall[row, place, year], kub.ack[:, :, year])
    budget = (0,) * 12 if year is None else tuple(int(ore) for ore in kub.budget[row, place, year, :BOKSLUT])
    jamforelse = compare_months(placeringar, lista, utfall[: lage.manad], ar=lage.period.ar)
    skillnad = mean_gap(lista, _without_one_offs(lage, (row, place, year or 0), utfall)[:last_closed])
    gap = max(0, skillnad or 0) if lage.placeringsgap else 0
    bokfort = 0 if year is None else int(accumulate(kub.utfall[row, place, year], last_closed))
    bokslut = 0 if year is None or last_closed < BOKSLUT else int(kub.utfall[row, place, year, BOKSLUT])
    return Listrad(nod, grupp, placeringar, lista, utfall, budget, jamforelse, skillnad, gap, bokfort, bokslut, last_closed)


def _booked(lage: Lage, booked: Ore, ack: Ore) -> tuple[int | None, ...]:
    """The months that a month can be read from: known, and not a part of an amount booked whole on one month."""
    covered = np.flatnonzero(ack[..., :BOKSLUT].any(axis=(0, 1)))
    first = int(covered.max()) + 1 if covered.size else 0
    known = lage.known(lage.period.ar)
    return tuple(int(booked[m]) if known[m] and m < lage.manad and m >= first else None for m in range(12))


def _without_one_offs(lage: Lage, at: tuple[int, int, int], utfall: Sequence[int | None]) -> list[int | None]:
    """Months less what is marked as one-off: it is booked, but nothing that goes on."""
    arrays = find_rensning(lage).arrays
    left_out = [0] * 12 if arrays is None else arrays[0][at].tolist()
    return [None if ore is None else ore - left_out[m] for m, ore in enumerate(utfall)]


def mean_gap(lista: Sequence[int], utfall: Sequence[int | None]) -> int | None:
    """Ledger less list, the mean of the last three closed months that are known, öre; None where none is."""
    gaps = [ore - lista[m] for m, ore in enumerate(utfall) if ore is not None][-GAP_MANADER:]
    return int(round_half_away(Decimal(sum(gaps)) / len(gaps))) if gaps else None


def _add(rows: Iterable[Sequence[int]]) -> tuple[int, ...]:
    return tuple(map(sum, zip((0,) * 12, *rows, strict=True)))
