"""Köp per motpart: from whom a nämnd, or a line, buys verksamhet, and on to the transactions. Read when a person asks.

Öre, canonical sign (kostnad +); January to the period, drift only, beside the same months last year.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from finance.kolumner import Col, Slag
from finance.kontoplan import Kontogrupp
from finance.kub import SALDO
from finance.lage import Lage
from finance.store import (
    Motpartsslag,
    Store,
    read_motpartsslag,
    read_saldo,
    slag_of_motpart,
)
from finance.underlag import period_range, read_behind, select_line
from finance.uppfoljning import find_gren

KOPGRUPPER = (Kontogrupp.KOP, Kontogrupp.FAMILJEHEM, Kontogrupp.KONSULTER)
"""What counts as bought: platser and insatser, familjehem, inhyrd personal."""
UTAN_LEVERANTOR = "Ingen leverantör sparad"


@dataclass(frozen=True, slots=True)
class Motpartspost:
    """One motpart code ("" = none given), or one supplier; `foregaende_ore` None where last year's months are not stored."""

    namn: str
    utfall_ore: int
    foregaende_ore: int | None


@dataclass(frozen=True, slots=True)
class Slagrad:
    """One kind of motpart; its `poster` (codes, largest first) sum to it."""

    slag: Motpartsslag
    utfall_ore: int
    foregaende_ore: int | None
    poster: tuple[Motpartspost, ...]


@dataclass(frozen=True)
class Kop:
    """`rader` in the order of Motpartsslag, those with any amount; they sum to `utfall_ore`."""

    nod: str
    namn: str
    rader: tuple[Slagrad, ...]
    utfall_ore: int
    foregaende_ore: int | None


def compute_kop(lage: Lage, store: Store, nod: str, *, grupper: Collection[Kontogrupp] = KOPGRUPPER) -> Kop:
    """A line's köp per kind of motpart. Raises KeyError for an unknown nod."""
    now, before = _per_motpart(lage, store, nod, grupper)
    known = all(lage.known(lage.period.ar - 1)[: lage.manad])
    codes = sorted({*now, *before})
    kinds = slag_of_motpart(pd.Series(codes, dtype="str"), read_motpartsslag(store, lage.namnd.kod, as_of=lage.as_of))
    by_kind: dict[Motpartsslag, list[Motpartspost]] = {}
    for code, kind in zip(codes, kinds, strict=True):
        post = Motpartspost(code, now.get(code, 0), before.get(code, 0) if known else None)
        by_kind.setdefault(kind, []).append(post)
    rader = (_slagrad(kind, by_kind[kind]) for kind in Motpartsslag if kind in by_kind)
    shown = tuple(rad for rad in rader if rad.utfall_ore or rad.foregaende_ore)
    return Kop(nod, find_gren(lage, nod).namn, shown, sum(now.values()), sum(before.values()) if known else None)


def _slagrad(kind: Motpartsslag, poster: Sequence[Motpartspost]) -> Slagrad:
    before = [post.foregaende_ore for post in poster]
    return Slagrad(
        kind,
        sum(post.utfall_ore for post in poster),
        None if None in before else sum(ore or 0 for ore in before),
        tuple(sorted(poster, key=lambda post: (-abs(post.utfall_ore), post.namn))),
    )


def _mapped(lage: Lage, frame: pd.DataFrame, nod: str, grupper: Collection[Kontogrupp]) -> pd.DataFrame:
    """The rows of a line and some kontogrupper; the konton first, which leaves few rows to find the line of."""
    konton = [konto for konto in frame[Col.KONTO].unique() if lage.kontoplan.kontogrupp(str(konto)) in grupper]
    return select_line(lage, frame[frame[Col.KONTO].isin(konton)], nod)


def _per_motpart(lage: Lage, store: Store, nod: str, grupper: Collection[Kontogrupp]) -> tuple[dict[str, int], dict[str, int]]:
    """This year's and last year's sums per motpart code, January to the period's month: one read, one sum."""
    spans = [period_range(lage, ar) for ar in (lage.period.ar, lage.period.ar - 1)]
    per = (*SALDO, Col.MOTPART)
    saldo = read_saldo(store, lage.namnd.kod, Slag.UTFALL, as_of=lage.as_of, fran=spans[1][0], till=spans[0][1], per=per)
    mine = _mapped(lage, saldo[saldo[Col.PERIOD] % 100 <= spans[0][1] % 100], nod, grupper)
    summed = mine.groupby([Col.AR.value, Col.MOTPART.value])[Col.ORE].sum().reset_index()
    now: dict[str, int] = {}
    before: dict[str, int] = {}
    for ar, code, ore in zip(summed[Col.AR], summed[Col.MOTPART], summed[Col.ORE], strict=True):
        (now if ar == lage.period.ar else before)[str(code)] = int(ore)
    return now, before


def read_kop_transaktioner(
    lage: Lage, store: Store, nod: str, slag: Motpartsslag, *, grupper: Collection[Kontogrupp] = KOPGRUPPER
) -> pd.DataFrame:
    """What is behind one kind of motpart, as `read_transaktioner` gives it, newest period first; it sums to the kind's row."""
    fran, till = period_range(lage, lage.period.ar)
    rows = read_saldo(store, lage.namnd.kod, Slag.UTFALL, as_of=lage.as_of, fran=fran, till=till, per=SALDO)
    found = read_behind(lage, store, nod, _mapped(lage, rows, nod, grupper))
    kept = found[found[Col.KONTOGRUPP].isin(list(grupper))]
    codes = pd.Series(kept[Col.MOTPART].unique(), dtype="str")
    told = read_motpartsslag(store, lage.namnd.kod, as_of=lage.as_of)
    wanted = {code for code, kind in zip(codes, slag_of_motpart(codes, told), strict=True) if kind is slag}
    return kept[kept[Col.MOTPART].isin(wanted)].reset_index(drop=True)


def sum_leverantorer(transaktioner: pd.DataFrame) -> tuple[Motpartspost, ...]:
    """Sums per supplier, largest first. Kontogrupper that keep no text have none stored (DESIGN 6.8): they stand together."""
    summed = transaktioner.groupby(Col.LEVERANTOR)[Col.ORE].sum()
    poster = [Motpartspost(str(namn) or UTAN_LEVERANTOR, int(ore), None) for namn, ore in summed.items()]
    return tuple(sorted(poster, key=lambda post: (-abs(post.utfall_ore), post.namn)))
