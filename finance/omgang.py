"""From the prognos of today to a round that can be locked, and the round it is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from finance.kolumner import Slag
from finance.kub import Ore
from finance.lage import Lage, read_lage
from finance.prognos.andrat import Prognosandring, compute_andring
from finance.prognos.bedomt import Orsak
from finance.prognos.helarsprognos import Helarsprognos, compute_helarsprognos
from finance.prognos.omgang import Omgang, Omgangsrad, omgang_of, to_json
from finance.prognos.orsaksmanader import cause_months
from finance.store import Last, Store, Tillstand, lock_omgang
from finance.uppfoljning import METOD_SUMMA, Rad, Uppfoljning, compute_uppfoljning

MOMENT = timedelta(microseconds=1)


def freeze_round(lage: Lage, uppfoljning: Uppfoljning | None = None) -> Omgang:
    """The round of the Lage's period as it stands. `uppfoljning`: its table per nod, if it is computed already."""
    table, prognos = uppfoljning or compute_uppfoljning(lage), compute_helarsprognos(lage)
    causes = cause_months(prognos)
    by_kod = {gren.kod: gren.blad for gren in lage.struktur.grenar(lage.kub.noder)}
    return Omgang(
        namnd=lage.namnd.kod,
        period=lage.period,
        stangd=prognos.last_closed,
        preliminar=lage.preliminar,
        rader=tuple(_rad(prognos, causes, rad, lage.kub.rows(by_kod[rad.nod])) for rad in table.rader),
    )


def _rad(prognos: Helarsprognos, causes: Mapping[Orsak, Ore], rad: Rad, rows: Sequence[int]) -> Omgangsrad:
    def months(array: Ore) -> tuple[int, ...]:
        return tuple(int(ore) for ore in array[list(rows)].sum(axis=0))

    used = {prognos.egna[row].method.value for row in rows}
    by_cause = {orsak.value: months(array) for orsak, array in causes.items() if array[list(rows)].any()}
    judged = {Orsak.NIVA.value, Orsak.TILLAGG.value} & by_cause.keys() or prognos.niva & set(rows)
    return Omgangsrad(
        nod=rad.nod,
        namn=rad.namn,
        niva=rad.niva,
        foralder=rad.foralder,
        har_delar=rad.har_delar,
        utfall_ore=rad.utfall_ore,
        budget_ore=rad.budget_ore,
        budget_helar_ore=rad.budget_helar_ore,
        systemprognos_ore=int(prognos.system[list(rows)].sum()),
        prognos_ore=rad.prognos_ore,
        low_ore=rad.low_ore,
        high_ore=rad.high_ore,
        metod=rad.metod,
        metod_text=rad.metod_text,
        systemmetod=used.pop() if len(used) == 1 else METOD_SUMMA,
        sannolikhet=None if rad.sannolikhet is None else round(rad.sannolikhet, 6),
        bedomd=bool(judged),
        helniva=bool(rows) and set(rows) <= prognos.niva,
        manader=months(prognos.manader),
        systemmanader=months(prognos.systemmanader),
        orsaksmanader=by_cause,
    )


def lock_round(store: Store, lage: Lage, *, vem: str, anledning: str = "") -> Last:
    """Lock the round of the Lage's period. Raises HelarError when nothing has changed, or when a new version has no reason."""
    value = to_json(freeze_round(lage))
    return lock_omgang(store, lage.namnd.kod, lage.period.key, value, vem=vem, anledning=anledning)


@dataclass(frozen=True, slots=True)
class ForraOmgang:
    """What the prognos is compared with. `last`: the lock, None where no round is locked and the month before was computed."""

    omgang: Omgang
    last: Last | None


def read_fore(store: Store, lage: Lage) -> ForraOmgang | None:
    """The round before: the latest locked one of the year, else the month before as it was known then.

    None for the first month of a year with utfall. Raises Skadad for a lock that is not what was locked.
    """
    namnd, period = lage.namnd.kod, lage.period
    if lage.omgang is not None:
        return ForraOmgang(omgang_of(lage.omgang), lage.omgang)
    if period.manad == 1 or not any(lage.known(period.ar)[: period.manad - 1]):
        return None
    before = read_lage(store, namnd, period.previous, as_of=_known_then(lage))
    if not _was_set_up(before, lage):
        before = read_lage(store, namnd, period.previous, as_of=lage.as_of)
    return ForraOmgang(freeze_round(before), None)


def _known_then(lage: Lage) -> datetime | None:
    """Just before the first inläsning of the Lage's month."""
    times = [
        info.registrerad
        for info in lage.inlasningar
        if info.tillstand is not Tillstand.ANGRAD and Slag.UTFALL in info.slag and lage.period.key in info.perioder
    ]
    return min(times) - MOMENT if times else lage.as_of


def _was_set_up(before: Lage, lage: Lage) -> bool:
    """Whether the month before could be followed up then: its utfall, a budget and the tree of today were there."""
    year, this_year = before.kub.year(lage.period.ar), lage.kub.year(lage.period.ar)
    if year is None or this_year is None or not before.known(lage.period.ar)[before.manad - 1]:
        return False
    same_tree = bool(set(before.struktur.by_kod) & set(lage.struktur.by_kod)) or not lage.struktur.by_kod
    return same_tree and bool(before.kub.har_budget[year] or not lage.kub.har_budget[this_year])


def read_andring(store: Store, lage: Lage, uppfoljning: Uppfoljning | None = None) -> tuple[Prognosandring, ForraOmgang] | None:
    """What changed since the round before; None where there is none. `uppfoljning`: as for `freeze_round`."""
    fore = read_fore(store, lage)
    return None if fore is None else (compute_andring(freeze_round(lage, uppfoljning), fore.omgang), fore)
