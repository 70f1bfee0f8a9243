"""The one read view: everything that is known of a nämnd for a period, as of a time. All follow-up starts from a `Lage`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import numpy as np
import pandas as pd

from finance.bedomning import Bedomning, Bedomningstyp
from finance.kolumner import Col, Slag
from finance.kontoplan import Kontoplan
from finance.kub import BOKSLUT, SALDO, Kub, build_kub
from finance.period import Period, months_of_year
from finance.store import (
    Bedomningspost,
    InlasningInfo,
    Namnd,
    Status,
    Store,
    Verksamhetsbyte,
    apply_byten,
    get_namnd,
    list_inlasningar,
    read_bedomningar,
    read_kontoplan,
    read_namn,
    read_periodstatus,
    read_saldo,
    read_struktur,
    read_verksamhetsbyten,
)
from finance.struktur import Struktur, gemensamt_kod, struktur_from_verksamheter

HISTORY_YEARS = 10


@dataclass(frozen=True, eq=False)
class Lage:
    """What holds for (nämnd, period, as_of). Utfall after `period` is not in it; the budget of the whole year is."""

    namnd: Namnd
    period: Period
    as_of: datetime | None
    struktur: Struktur
    kontoplan: Kontoplan
    kub: Kub
    bedomningar: tuple[Bedomning, ...]
    status: Mapping[int, Status]
    inlasningar: tuple[InlasningInfo, ...]
    kontonamn: Mapping[str, str] = field(default_factory=dict)
    byten: tuple[Verksamhetsbyte, ...] = ()  # already applied to `kub`
    metodval: Mapping[str, str] = field(default_factory=dict)  # nod (as in the kub) -> the method chosen for it

    @property
    def manad(self) -> int:
        """The accumulated range ends with this month (1-12)."""
        return min(self.period.manad, 12)

    def known(self, ar: int) -> list[bool]:
        """For the months of a year, January first: whether there is utfall. An accumulated file covers the months before it."""
        return list(self._known.get(ar, (False,) * 12))

    @cached_property
    def _known(self) -> Mapping[int, tuple[bool, ...]]:
        booked = np.asarray(self.kub.ack[..., :BOKSLUT].any(axis=(0, 1)))
        known = {}
        for place, ar in enumerate(self.kub.ar):
            covered = int(np.flatnonzero(booked[place]).max(initial=-1))
            months = enumerate(self.kub.har_utfall[place, :BOKSLUT])
            known[ar] = tuple(bool(har) or month <= covered for month, har in months)
        return known

    @property
    def senast_stangd(self) -> Period | None:
        """The last closed month of the period's year, `period` at the latest; the prognos builds on it."""
        known = self.known(self.period.ar)
        closed = [
            p
            for p in months_of_year(self.period.ar, until=self.manad)
            if known[p.manad - 1] and self.status.get(p.key) is not Status.PRELIMINAR
        ]
        return closed[-1] if closed else None

    @property
    def preliminar(self) -> bool:
        """Whether some month in the accumulated range is not closed."""
        return any(self.status.get(p.key) is Status.PRELIMINAR for p in months_of_year(self.period.ar, until=self.manad))

    @property
    def saknade_manader(self) -> tuple[Period, ...]:
        """Months in the accumulated range without any utfall."""
        known = self.known(self.period.ar)
        return tuple(p for p in months_of_year(self.period.ar, until=self.manad) if not known[p.manad - 1])


def read_lage(
    store: Store, namnd: str, period: Period, *, as_of: datetime | None = None, kontoplan: Kontoplan | None = None
) -> Lage:
    """Read everything once, at one moment of the database; struktur and kontoplan as they hold in `period`.

    `kontoplan`: another plan than the nämnd's. Raises UnknownNamnd.
    """
    with store.read():
        plan = kontoplan or read_kontoplan(store, namnd, period=period, as_of=as_of)
        return _read(store, namnd, period, as_of, plan)


def _read(store: Store, namnd: str, period: Period, as_of: datetime | None, kontoplan: Kontoplan) -> Lage:
    found = get_namnd(store, namnd)
    first, last = (period.ar - HISTORY_YEARS) * 100 + 1, period.ar * 100 + 15
    until = last if period.manad >= BOKSLUT else period.key
    utfall = read_saldo(store, namnd, Slag.UTFALL, as_of=as_of, fran=first, till=until, per=SALDO)
    budget = read_saldo(store, namnd, Slag.BUDGET, as_of=as_of, fran=first, till=last, per=SALDO)
    byten = read_verksamhetsbyten(store, namnd, as_of=as_of)
    utfall, budget = (apply_byten(frame, byten, period=period.key) for frame in (utfall, budget))
    struktur = read_struktur(store, namnd, period=period, as_of=as_of) or _plain_struktur(store, found, utfall, budget, as_of)
    poster = read_bedomningar(store, namnd, period.ar, as_of=as_of, period=period.key)
    bedomningar = tuple(_bedomning(post) for post in poster)
    years = range(min(_first_year(utfall, period.ar), _first_year(budget, period.ar)), period.ar + 1)
    return Lage(
        namnd=found,
        period=period,
        as_of=as_of,
        struktur=struktur,
        kontoplan=kontoplan,
        kub=build_kub(
            utfall, budget, struktur=struktur, kontoplan=kontoplan, years=years, extra=_judged(bedomningar, struktur)
        ),
        bedomningar=bedomningar,
        status=read_periodstatus(store, namnd, as_of=as_of),
        inlasningar=list_inlasningar(store, namnd, as_of=as_of),
        kontonamn=read_namn(store, namnd, Col.KONTO, as_of=as_of),
        byten=byten,
    )


def available_periods(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Period, ...]:
    """Calendar months with utfall, oldest first."""
    keys = read_saldo(store, namnd, Slag.UTFALL, as_of=as_of, per=(Col.PERIOD,))[Col.PERIOD]
    return tuple(sorted({Period.from_key(int(key)) for key in keys if int(key) % 100 <= 12}))


def _plain_struktur(store: Store, namnd: Namnd, utfall: pd.DataFrame, budget: pd.DataFrame, as_of: datetime | None) -> Struktur:
    namn = read_namn(store, namnd.kod, Col.VERKSAMHET, as_of=as_of)
    kods = {str(kod) for frame in (utfall, budget) for kod in frame[Col.VERKSAMHET].unique()}
    return struktur_from_verksamheter(namnd.kod, namnd.namn, {kod: namn.get(kod, "") for kod in kods})


def _first_year(frame: pd.DataFrame, default: int) -> int:
    return default if frame.empty else min(int(frame[Col.PERIOD].min()) // 100, default)


def _bedomning(post: Bedomningspost) -> Bedomning:
    return Bedomning(
        nod=post.nod,
        kontogrupp=post.kontogrupp,
        typ=Bedomningstyp(post.typ),
        avvikelse_ore=post.avvikelse_ore,
        kostnad_ore=post.kostnad_ore,
        ar=post.ar,
        gjord=Period.from_key(post.period),
        fran=Period.from_key(post.fran) if post.fran else None,
        till=Period.from_key(post.till) if post.till else None,
        skal=post.skal,
        vem=post.vem,
        nar=post.registrerad,
    )


def _judged(bedomningar: tuple[Bedomning, ...], struktur: Struktur) -> set[str]:
    """Noder that show figures because of a bedömning alone; on a parent that is its Gemensamt line."""
    total = struktur.total_kod
    return {
        gemensamt_kod(total) if b.nod == total else struktur.own_kod(b.nod)
        for b in bedomningar
        if b.nod in struktur.by_kod or b.nod == total
    }
