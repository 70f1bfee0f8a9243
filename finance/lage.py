"""The one read view: everything that is known of a nämnd for a period, as of a time. All follow-up starts from a `Lage`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import numpy as np
import pandas as pd

from finance.bedomning import Bedomning, Bedomningstyp
from finance.inlasning.planrader import Atgardsrad, Investeringsrad, Mattrad, Placeringsrad, Statsbidragsrad, Uppdragsrad
from finance.investeringskonton import sum_projekt
from finance.kolumner import Col, Slag
from finance.kontoplan import Kontoplan
from finance.kub import BOKSLUT, SALDO, Kub, build_kub
from finance.markeringar import Engangsmark, place_engangsposter
from finance.period import Period, months_of_year
from finance.store import (
    UTAN_GRANS,
    Bedomningspost,
    Fritabell,
    InlasningInfo,
    Justeringspost,
    KandHandelse,
    Kommentar,
    Kommentarsgrans,
    Last,
    Metodval,
    Namnd,
    Nystart,
    Prisantagande,
    Rapportval,
    Resurskoppling,
    Resursvarde,
    Status,
    Store,
    Verksamhetsbyte,
    Volymantagande,
    Volymkoppling,
    apply_byten,
    get_namnd,
    list_inlasningar,
    read_atgarder,
    read_bedomningar,
    read_budgetjusteringar,
    read_engangsposter,
    read_fritabeller,
    read_handelser,
    read_investeringar,
    read_kommentarsgrans,
    read_kontoplan,
    read_matt,
    read_metodval,
    read_namn,
    read_nystarter,
    read_omgang_before,
    read_periodstatus,
    read_placeringar,
    read_placeringsgap,
    read_prisantaganden,
    read_rapportval,
    read_resurskopplingar,
    read_resursvarden,
    read_saldo,
    read_staende,
    read_statsbidrag,
    read_struktur,
    read_uppdrag,
    read_verksamhetsbyten,
    read_volymantaganden,
    read_volymkopplingar,
)
from finance.struktur import Struktur, gemensamt_kod, struktur_from_verksamheter

HISTORY_YEARS = 10
STAENDE = "ansvarsomrade"
"""The section of a report whose text returns until somebody writes a new one."""


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
    valda_metoder: tuple[Metodval, ...] = ()  # the choices that `metodval` comes from, by line
    handelser: tuple[KandHandelse, ...] = ()
    atgarder: tuple[Atgardsrad, ...] = ()  # those that were not over when the period's year began
    investeringar: tuple[Investeringsrad, ...] = ()
    bokforda_projekt: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # projekt -> öre on konto 40, 13 places
    budgeterade_projekt: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    uppdrag: tuple[Uppdragsrad, ...] = ()
    statsbidrag: tuple[Statsbidragsrad, ...] = ()
    nystarter: tuple[Nystart, ...] = ()
    engangsposter: tuple[Engangsmark, ...] = ()  # of months up to `period`; those with `hinder` are not applied
    prisantaganden: tuple[Prisantagande, ...] = ()
    matt: tuple[Mattrad, ...] = ()
    volymkopplingar: tuple[Volymkoppling, ...] = ()
    volymantaganden: tuple[Volymantagande, ...] = ()
    placeringar: tuple[Placeringsrad, ...] = ()
    placeringsgap: bool = True  # whether what the ledger holds beyond the list of placements is carried on
    rapportval: Rapportval = field(default_factory=Rapportval)  # parts, heads and how mått are shown, for `period`
    staende: Mapping[str, tuple[int, Kommentar]] = field(default_factory=dict)  # nod -> text that returns, of (period, comment)
    omgang: Last | None = None  # the locked round before, of the same year
    budgetjusteringar: tuple[Justeringspost, ...] = ()  # already in the budget of `kub`
    fritabeller: tuple[Fritabell, ...] = ()  # of the period
    resurskopplingar: tuple[Resurskoppling, ...] = ()
    resursvarden: tuple[Resursvarde, ...] = ()
    kommentarsgrans: Kommentarsgrans = UTAN_GRANS
    bedomningar_fore: tuple[Bedomning, ...] = ()  # those of the month before, where no round is locked

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
    def har_budget(self) -> bool:
        """Whether there is any budget for the period's year: without one there is nothing to keep."""
        year = self.kub.year(self.period.ar)
        return year is not None and bool(self.kub.har_budget[year])

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
    handelser = read_handelser(store, namnd, period=period.key, as_of=as_of)
    atgarder = tuple(rad for rad in read_atgarder(store, namnd, as_of=as_of) if not rad.ended_before(period.ar))
    noder = {*(b.nod for b in bedomningar), *(h.nod for h in handelser), *(rad.nod for rad in atgarder if rad.medraknad)}
    years = range(min(_first_year(utfall, period.ar), _first_year(budget, period.ar)), period.ar + 1)
    kub = build_kub(utfall, budget, struktur=struktur, kontoplan=kontoplan, years=years, extra=_judged(noder, struktur))
    valda = read_metodval(store, namnd, as_of=as_of)
    omgang = read_omgang_before(store, namnd, period.key, as_of=as_of)
    return Lage(
        namnd=found,
        period=period,
        as_of=as_of,
        struktur=struktur,
        kontoplan=kontoplan,
        kub=kub,
        bedomningar=bedomningar,
        status=read_periodstatus(store, namnd, as_of=as_of),
        inlasningar=list_inlasningar(store, namnd, as_of=as_of),
        kontonamn=read_namn(store, namnd, Col.KONTO, as_of=as_of),
        byten=byten,
        metodval=spread_metodval(valda, struktur, kub.noder),
        valda_metoder=valda,
        handelser=handelser,
        atgarder=atgarder,
        investeringar=read_investeringar(store, namnd, as_of=as_of),
        bokforda_projekt=sum_projekt(utfall, kontoplan, period.ar),
        budgeterade_projekt=sum_projekt(budget, kontoplan, period.ar),
        uppdrag=read_uppdrag(store, namnd, as_of=as_of),
        statsbidrag=read_statsbidrag(store, namnd, as_of=as_of),
        nystarter=read_nystarter(store, namnd, as_of=as_of),
        engangsposter=place_engangsposter(
            read_engangsposter(store, namnd, as_of=as_of), byten, period=period, struktur=struktur, kontoplan=kontoplan, kub=kub
        ),
        prisantaganden=read_prisantaganden(store, namnd, as_of=as_of),
        matt=read_matt(store, namnd, as_of=as_of),
        volymkopplingar=read_volymkopplingar(store, namnd, as_of=as_of),
        volymantaganden=read_volymantaganden(store, namnd, as_of=as_of),
        rapportval=read_rapportval(store, namnd, period.key, as_of=as_of),
        staende=read_staende(store, namnd, period.key, sektion=STAENDE, as_of=as_of),
        placeringar=read_placeringar(store, namnd, as_of=as_of),
        placeringsgap=read_placeringsgap(store, namnd, as_of=as_of),
        omgang=omgang,
        budgetjusteringar=read_budgetjusteringar(store, namnd, as_of=as_of),
        fritabeller=read_fritabeller(store, namnd, period=period.key, as_of=as_of),
        resurskopplingar=read_resurskopplingar(store, namnd, as_of=as_of),
        resursvarden=read_resursvarden(store, namnd, as_of=as_of),
        kommentarsgrans=read_kommentarsgrans(store, namnd, as_of=as_of),
        bedomningar_fore=() if omgang or period.manad == 1 else _read_fore(store, namnd, period.previous, as_of),
    )


def _read_fore(store: Store, namnd: str, period: Period, as_of: datetime | None) -> tuple[Bedomning, ...]:
    return tuple(_bedomning(post) for post in read_bedomningar(store, namnd, period.ar, as_of=as_of, period=period.key))


def spread_metodval(valda: Collection[Metodval], struktur: Struktur, noder: Collection[str]) -> dict[str, str]:
    """The chosen method of each of `noder`: a choice on a line holds for its parts, the nearest choice above goes first."""
    by_nod = {one.nod: one.metod for one in valda}
    grenar = sorted(struktur.grenar(noder), key=lambda gren: gren.niva) if by_nod else ()
    return {blad: by_nod[gren.kod] for gren in grenar if gren.kod in by_nod for blad in gren.blad if blad in noder}


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


def _judged(noder: Collection[str], struktur: Struktur) -> set[str]:
    """The lines of `noder` that show figures because of what a person wrote alone; on a parent that is its Gemensamt line."""
    total = struktur.total_kod
    return {
        gemensamt_kod(total) if nod == total else struktur.own_kod(nod)
        for nod in noder
        if nod in struktur.by_kod or nod == total
    }
