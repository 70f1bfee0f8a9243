"""Volume x price: what each remaining month costs, from a volume and a price per unit (docs/metoder.md, Volym × pris).

Amounts: öre, kostnad + (a price of an intäkt is minus); prices are float öre per unit, for a level per unit and month.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from finance.inlasning.planrader import Mattrad, Vardetyp
from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER
from finance.lage import Lage
from finance.prognos.metoder import Metod
from finance.prognos.radmetod import Radmetod
from finance.prognos.serier import read_monthly
from finance.prognos.volymer import (
    EGEN,
    MATTETS,
    SAKNAS,
    Volymar,
    Volymvarde,
    antaganden_of,
    forecast_volym,
    nyckel_of,
    read_year,
    spread_values,
)
from finance.prognos.volymmodell import Hinder, Prisgrund, Volymdel, Volymlage, Volympris, sum_known
from finance.prognos.volympriser import read_eget_pris
from finance.prognos.volymtext import explain
from finance.store import Mattnyckel, Volymkoppling, Volymtyp

TIDIGARE_AR = 5
"""Earlier years of a volume that its forecast looks at."""


@lru_cache(maxsize=16)
def compute_volympris(lage: Lage) -> Volymlage:
    """Volume and price of every coupled line; what cannot be computed is told as a hinder."""
    by_matt = _by_matt(lage.matt)
    groups: dict[tuple[str, str], list[Volymkoppling]] = {}
    for koppling in lage.volymkopplingar:
        groups.setdefault((koppling.nod, koppling.kontogrupp), []).append(koppling)
    found = [_target(lage, nod, grupp, kopplingar, by_matt) for (nod, grupp), kopplingar in groups.items()]
    mal = tuple(one for one in found if isinstance(one, Volympris))
    return Volymlage(mal, tuple(one for one in found if isinstance(one, Hinder)))


def list_radmetoder(lage: Lage) -> Iterable[Radmetod]:
    """Volume x price as a method, per line or kontogrupp."""
    for mal in compute_volympris(lage).mal:
        yield Radmetod(Metod.VOLYM_PRIS, mal.nod, mal.kontogrupp, mal.manader, mal.forklaring)


def _by_matt(rader: Iterable[Mattrad]) -> Mapping[Mattnyckel, Sequence[Mattrad]]:
    found: dict[Mattnyckel, list[Mattrad]] = {}
    for rad in rader:
        found.setdefault(nyckel_of(rad), []).append(rad)
    return found


def _target(
    lage: Lage, nod: str, grupp: str, kopplingar: list[Volymkoppling], by_matt: Mapping[Mattnyckel, Sequence[Mattrad]]
) -> Volympris | Hinder:
    if nod not in lage.kub.place or (grupp and grupp not in set(Kontogrupp)):
        return Hinder(
            nod, grupp, f"{nod} {grupp}".strip() + " finns inte i strukturen längre. Koppla måttet till en annan rad."
        )
    if len({(one.enhet, one.slag) for one in kopplingar}) > 1:
        units = " och ".join(dict.fromkeys(one.enhet for one in kopplingar))
        return Hinder(
            nod, grupp, f"Måtten räknas i olika enheter ({units}) och läggs inte ihop. Ta bort eller flytta ett av dem."
        )
    delar = [_read_del(lage, koppling, by_matt.get(koppling.matt, ())) for koppling in kopplingar]
    if empty := [one for one in delar if one.volym.kalla == SAKNAS]:
        text = f"{empty[0].namn} har inga värden för {lage.period.ar}. Läs in mått, eller skriv en egen volymprognos."
        return Hinder(nod, grupp, text)
    if missing := [one.eget.hinder for one in delar if one.eget is not None and one.eget.hinder]:
        return Hinder(nod, grupp, missing[0])
    return _price(lage, nod, Kontogrupp(grupp) if grupp else None, delar)


def _read_del(lage: Lage, koppling: Volymkoppling, rader: Sequence[Mattrad]) -> Volymdel:
    """The volumes of one coupling, this year and last, and the price a person gave. Utfall after the period is not seen."""
    ar, slag = lage.period.ar, koppling.slag

    def said(typ: Volymtyp) -> tuple[Volymvarde, ...]:
        own = [one.varden for one in lage.volymantaganden if (one.matt, one.typ, one.ar) == (koppling.matt, typ, ar)]
        return antaganden_of(own[0]) if own else ()

    utfall = [one for one in read_year(rader, Vardetyp.UTFALL, ar, slag) if one.manader[-1] <= lage.manad]
    tidigare = [_earlier(rader, ar - back, koppling) for back in range(TIDIGARE_AR, 0, -1)]
    prognoser = ((EGEN, said(Volymtyp.PROGNOS)), (MATTETS, read_year(rader, Vardetyp.PROGNOS, ar, slag)))
    return Volymdel(
        koppling=koppling,
        volym=forecast_volym(spread_values(utfall, slag), tidigare, prognoser, slag),
        foregaende=tidigare[-1],
        budget=spread_values(said(Volymtyp.BUDGET) or read_year(rader, Vardetyp.BUDGET, ar, slag), slag),
        eget=read_eget_pris(lage, koppling),
    )


def _earlier(rader: Sequence[Mattrad], ar: int, koppling: Volymkoppling) -> Volymar:
    typer = (Vardetyp.UTFALL, Vardetyp.FOREGAENDE_AR)
    return spread_values([one for typ in typer for one in read_year(rader, typ, ar, koppling.slag)], koppling.slag)


def _price(lage: Lage, nod: str, kontogrupp: Kontogrupp | None, delar: list[Volymdel]) -> Volympris | Hinder:
    closed = lage.senast_stangd.manad if lage.senast_stangd else 0
    kostnad, foregaende = _costs(lage, nod, kontogrupp)
    grund = _grund(lage, delar, kostnad, foregaende, closed)
    own = all(one.eget is not None for one in delar)
    priced = [
        replace(one, pris=prices) for one in delar if (prices := _prices(one, grund, kontogrupp, own=own, parts=len(delar)))
    ]
    if len(priced) < len(delar):
        enhet = delar[0].koppling.enhet
        text = f"Priset per {enhet} går inte att räkna: ingen stängd månad har både kostnad och volym. Ange ett eget pris."
        return Hinder(nod, kontogrupp.value if kontogrupp else "", text)
    ahead = [round(sum(one.volym.varden[m] * one.pris[m] for one in priced)) for m in range(closed, 12)]
    manader = (*(round(ore) for ore in kostnad[:closed]), *ahead)
    found = Volympris(nod, kontogrupp, tuple(priced), closed, kostnad, foregaende, grund, manader)
    return replace(found, forklaring=explain(found, unused=not own and any(one.eget for one in delar)))


def _costs(lage: Lage, nod: str, kontogrupp: Kontogrupp | None) -> tuple[tuple[float, ...], tuple[float, ...] | None]:
    """Months of this year and last, float öre, as methods see them."""
    grupper = list(range(len(GRUPPER))) if kontogrupp is None else [GRUPPER.index(kontogrupp)]
    monthly = read_monthly(lage, [lage.kub.place[nod]], grupper)
    now, before = lage.kub.year(lage.period.ar), lage.kub.year(lage.period.ar - 1)
    foregaende = None if before is None else tuple(monthly[before].tolist())
    return (0.0,) * 12 if now is None else tuple(monthly[now].tolist()), foregaende


def _prices(
    one: Volymdel, grund: Prisgrund | None, kontogrupp: Kontogrupp | None, *, own: bool, parts: int
) -> tuple[float, ...]:
    """12 prices of a part; () where there is none."""
    common = grund.pris if grund else None
    found: tuple[float | None, ...] = (common,) * 12
    if own and one.eget is not None:
        sign = -1 if kontogrupp is Kontogrupp.INTAKTER else 1
        found = one.eget.months(sign, common if parts == 1 else None)
    known = [price for price in found if price is not None]
    return tuple(known) if len(known) == 12 else ()


def _grund(
    lage: Lage, delar: Sequence[Volymdel], kostnad: Sequence[float], foregaende: Sequence[float] | None, closed: int
) -> Prisgrund | None:
    """This year's closed months with cost and volume; where there are none, last year's."""
    ar = lage.period.ar
    now = [
        sum(one.volym.varden[m] for one in delar) if m < closed and all(one.volym.kanda[m] for one in delar) else None
        for m in range(12)
    ]
    found = _ratio(kostnad, now, lage.known(ar), ar)
    if found is not None or foregaende is None:
        return found
    return _ratio(foregaende, sum_known([one.foregaende for one in delar]), lage.known(ar - 1), ar - 1)


def _ratio(kostnad: Sequence[float], volym: Sequence[float | None], known: Sequence[bool], ar: int) -> Prisgrund | None:
    used = [(m, value) for m, value in enumerate(volym) if value is not None and known[m]]
    total = sum(value for _, value in used)
    if total <= 0:
        return None
    return Prisgrund(sum(kostnad[m] for m, _ in used), total, tuple(m + 1 for m, _ in used), ar)
