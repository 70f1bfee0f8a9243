"""The round before moved on: what a person said then, with the utfall since put in the place of what was expected of it.

Full year = (system + bedömd nivå of the round before) + (utfall of the months closed by now - what the round expected of them).
Tillägg, händelser and åtgärder of the round are left out: those that still hold are laid on top of every method.
Source and when it misleads: docs/metoder.md#forra-bedomningen-framskriven. Amounts: whole öre, kostnad +.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from finance.format import format_belopp
from finance.kub import Kub, Ore
from finance.lage import Lage
from finance.period import MANADER, Period
from finance.prognos.bedomt import Orsak
from finance.prognos.metod import STANDARDMETOD, Metod
from finance.prognos.omgang import omgang_of
from finance.prognos.radmetod import Radmetod


@dataclass(frozen=True, slots=True)
class _Fore:
    """What was expected of each nod with a bedömning, month by month, and when."""

    period: Period
    kalla: str
    manader: Mapping[str, tuple[int, ...]]


def forra_bedomningen(lage: Lage) -> Iterator[Radmetod]:
    """One for each nod that a person had judged in the round before. A damaged lock gives none."""
    fore = _from_lock(lage) if lage.omgang is not None else _from_month_before(lage)
    year, closed = lage.kub.year(lage.period.ar), lage.senast_stangd
    if fore is None or year is None:
        return
    for nod, months in fore.manader.items():
        row = lage.kub.place.get(nod)
        if row is not None:
            booked = lage.kub.utfall[row, :, year].sum(axis=0)
            text = _explain(fore, months, booked, closed.manad if closed else 0, lage)
            yield Radmetod(Metod.FORRA_BEDOMNINGEN, nod, None, months, text)


def _from_lock(lage: Lage) -> _Fore | None:
    last = lage.omgang
    if last is None or not last.hel:
        return None
    omgang = omgang_of(last)
    months = {
        rad.nod: tuple(system + niva for system, niva in zip(rad.systemmanader, rad.cause(Orsak.NIVA), strict=True))
        for rad in omgang.rader
        if rad.bedomd and omgang.blad_rad(rad.nod)
    }
    return _Fore(omgang.period, f"låst version {last.version}", months)


def _from_month_before(lage: Lage) -> _Fore | None:
    if not lage.bedomningar_fore:
        return None
    from finance.prognos.helarsprognos import compute_helarsprognos  # it asks for this method in its turn
    from finance.prognos.orsaksmanader import cause_months

    before = lage_before(lage)
    prognos = compute_helarsprognos(before)
    causes = cause_months(prognos)
    months = prognos.systemmanader + causes[Orsak.NIVA]
    judged = prognos.niva | {row for cause in (Orsak.NIVA, Orsak.TILLAGG) for row in np.flatnonzero(causes[cause].any(axis=1))}
    noder = lage.kub.noder
    found = {noder[row]: tuple(int(ore) for ore in months[row]) for row in sorted(judged)}
    return _Fore(before.period, "inte låst", found)


def lage_before(lage: Lage) -> Lage:
    """The month before, from what is known now: its utfall and its bedömningar. Not for January."""
    period = lage.period.previous
    valda = {nod: STANDARDMETOD if metod == Metod.FORRA_BEDOMNINGEN else metod for nod, metod in lage.metodval.items()}
    return replace(
        lage,
        period=period,
        kub=_until(lage.kub, period),
        bedomningar=lage.bedomningar_fore,
        metodval=valda,
        engangsposter=tuple(mark for mark in lage.engangsposter if mark.period <= period),
        omgang=None,
        bedomningar_fore=(),
    )


def _until(kub: Kub, period: Period) -> Kub:
    year = kub.year(period.ar)
    utfall, ack, known = kub.utfall.copy(), kub.ack.copy(), kub.har_utfall.copy()
    utfall[:, :, year, period.manad :] = 0
    ack[:, :, year, period.manad :] = 0
    known[year, period.manad :] = False
    return replace(kub, utfall=utfall, ack=ack, har_utfall=known)


def _explain(fore: _Fore, months: tuple[int, ...], booked: Ore, closed: int, lage: Lage) -> tuple[str, ...]:
    def show(ore: int) -> str:
        return format_belopp(ore, lage.namnd.enhet, unit=True)

    manad = MANADER[fore.period.manad - 1]
    said = f"Efter {manad} ({fore.kalla}) var prognosen {show(sum(months))} utan tillägg och händelser."
    if not closed:
        return (said,)
    expected, actual = sum(months[:closed]), int(np.sum(booked[:closed]))
    moved = (
        f"Utfallet till och med {MANADER[closed - 1]} blev {show(actual)} mot väntade {show(expected)}: "
        f"prognosen flyttas till {show(sum(months) + actual - expected)}."
    )
    return said, moved
