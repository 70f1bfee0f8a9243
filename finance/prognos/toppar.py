"""Months of a konto that stand out, found in saldo: where to look for one-offs (docs/metoder.md#forslag-till-engangsposter).

Amounts: whole öre, kostnad +.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from finance.kolumner import Col, Slag
from finance.kub import BOKSLUT, SALDO, Ore, with_nod
from finance.lage import Lage
from finance.period import Period
from finance.prognos.profil import Tal
from finance.store import Store, apply_byten, read_saldo

VASENTLIG = 0.05  # of the nod's normal month: less than this does not matter to the prognos
AVVIKER = 5.0  # usual sd of the konto's months that a one-off lies away
MAD = 1.4826  # median absolute deviation to sd, for a normal variable
LIKNANDE = 0.5  # another amount this large beside it makes it something that comes again
PAR = 0.01  # how much a credit may differ from its debit
MINST_MANADER = 3  # other months needed to say what is normal
TIDIGARE_AR = 3


@dataclass(frozen=True, slots=True)
class Topp:
    """A month (1-12) of a konto that stands out: `ore` more than its `normal` month. `tidigare`: there are earlier years."""

    nod: str
    konto: str
    manad: int
    ore: int
    normal: int
    tidigare: bool


@dataclass(frozen=True, eq=False)
class Kontomanader:
    """What is booked per series (nod, konto): `ore` is (series, years, 12), the latest year last.

    `known`: (years, 12), months with utfall. `ack`: (series, 12), months of the latest year from an accumulated file.
    `verksamheter`: codes per nod.
    """

    serier: tuple[tuple[str, str], ...]
    ore: Ore
    known: NDArray[np.bool_]
    ack: NDArray[np.bool_]
    verksamheter: Mapping[str, frozenset[str]]


def read_kontomanader(lage: Lage, store: Store, closed: Period) -> Kontomanader:
    """The closed months of the year and the years before it, drift without bokslut, by the organisation of the period."""
    first = closed.ar - TIDIGARE_AR
    saldo = read_saldo(store, lage.namnd.kod, Slag.UTFALL, as_of=lage.as_of, fran=first * 100 + 1, till=closed.key, per=SALDO)
    drift = with_nod(apply_byten(saldo, lage.byten, period=lage.period.key), lage.struktur, lage.kontoplan)
    drift = drift[drift[Col.MANAD] <= BOKSLUT]
    keys = drift[[Col.NOD, Col.KONTO]].drop_duplicates().sort_values([Col.NOD, Col.KONTO])
    serier = tuple((str(nod), str(konto)) for nod, konto in keys.itertuples(index=False))
    place = drift.merge(keys.assign(plats=range(len(keys))), on=[Col.NOD, Col.KONTO], how="left")["plats"].to_numpy(
        dtype=np.int64
    )
    year, month = (drift[Col.AR] - first).to_numpy(dtype=np.int64), (drift[Col.MANAD] - 1).to_numpy(dtype=np.int64)
    ore = np.zeros((len(serier), TIDIGARE_AR + 1, 12), dtype=np.int64)
    np.add.at(ore, (place, year, month), drift[Col.ORE].to_numpy(dtype=np.int64))
    ack, now = np.zeros((len(serier), 12), dtype=bool), year == TIDIGARE_AR
    booked = now & drift[Col.ACKUMULERAT].to_numpy(dtype=bool)
    ack[place[booked], month[booked]] = True
    known = np.array([lage.known(ar) for ar in range(first, closed.ar + 1)], dtype=bool)
    known[-1, closed.manad :] = False
    codes = drift[now].groupby(Col.NOD)[Col.VERKSAMHET]
    return Kontomanader(serier, ore, known, ack, {str(nod): frozenset(kods) for nod, kods in codes})


def find_toppar(lage: Lage, months: Kontomanader) -> list[Topp]:
    """The konto months of the year that stand out when what is marked has been left out, the largest first.

    Those of a nod that cancel each other (a debit and its credit, on the same konto or another) are none.
    """
    if not months.serier:
        return []
    ore, sizes = _without_marked(lage, months), _normal_months(lage)
    material = VASENTLIG * np.array([sizes.get(nod, 0.0) for nod, _ in months.serier])
    tidigare = bool(months.known[:-1].any())
    found = []
    for manad in np.flatnonzero(months.known[-1]):
        above, normal = _above_normal(ore, months.known, int(manad), material)
        for place in np.flatnonzero(above * ~months.ack[:, manad]):
            if not _comes_again(ore[place] - normal[place], months.known, int(manad), float(above[place])):
                nod, konto = months.serier[place]
                found.append(Topp(nod, konto, int(manad) + 1, round(above[place]), round(normal[place]), tidigare))
    return sorted(_without_pairs(found), key=lambda one: (-abs(one.ore), one.nod, one.konto, one.manad))


def _normal_months(lage: Lage) -> dict[str, float]:
    """The median size of a nod's months this year."""
    year = lage.kub.ar.index(lage.period.ar)
    months = np.abs(lage.kub.utfall[:, :, year, :BOKSLUT].sum(axis=1))[:, np.array(lage.known(lage.period.ar), dtype=bool)]
    return {nod: float(np.median(row)) if row.size else 0.0 for nod, row in zip(lage.kub.noder, months, strict=True)}


def _without_marked(lage: Lage, months: Kontomanader) -> Ore:
    place, left = {serie: at for at, serie in enumerate(months.serier)}, months.ore.copy()
    for mark in lage.engangsposter:
        at = place.get((mark.nod, mark.post.konto))
        if not mark.hinder and mark.period.ar == lage.period.ar and at is not None:
            left[at, -1, mark.period.manad - 1] -= mark.post.ore
    return left


def _above_normal(ore: Ore, known: NDArray[np.bool_], manad: int, material: Tal) -> tuple[Tal, Tal]:
    """Per series: (what lies above the normal month, 0 where it does not stand out; the normal month)."""
    others = known.copy()
    others[:-2] = False
    others[-1, manad] = False
    values = ore[:, others].astype(float)
    if values.shape[1] < MINST_MANADER:
        return np.zeros(len(ore)), np.zeros(len(ore))
    normal = np.median(values, axis=1)
    usual = MAD * np.median(np.abs(values - normal[:, None]), axis=1)
    above = ore[:, -1, manad] - normal
    return np.where(np.abs(above) > np.maximum(material, AVVIKER * usual), above, 0.0), normal


def _comes_again(over: Tal, known: NDArray[np.bool_], manad: int, above: float) -> bool:
    """Whether another month this year, or the month or one beside it in an earlier year, lies half as far over the normal."""
    like_it = (over * np.sign(above) >= LIKNANDE * abs(above)) & known
    return bool(like_it[:-1, max(manad - 1, 0) : manad + 2].any() or np.delete(like_it[-1], manad).any())


def _without_pairs(toppar: Sequence[Topp]) -> list[Topp]:
    by_nod: dict[str, list[int]] = {}
    for one in toppar:
        by_nod.setdefault(one.nod, []).append(one.ore)
    return [one for one in toppar if not any(abs(ore + one.ore) <= PAR * abs(one.ore) for ore in by_nod[one.nod])]
