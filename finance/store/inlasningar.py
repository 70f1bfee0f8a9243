"""The list of inläsningar, and taking one back (DESIGN 5). What is current follows from it: `finance.store.aktuellt`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from finance.errors import HelarError, UnknownInlasning
from finance.kolumner import Slag
from finance.period import Period
from finance.store import tables
from finance.store.aktuellt import (
    Galler,
    Handelse,
    Kod,
    Nyckel,
    kod_of,
    read_delar,
    read_galler,
    read_koder,
    read_live,
    until,
)
from finance.store.bedomningar import is_in_force
from finance.store.inlasningshandelser import write_handelse, write_shift
from finance.store.logg import write_logg
from finance.store.matt import are_matt_in_force
from finance.store.store import Store
from finance.store.tid import from_text


class Tillstand(StrEnum):
    """The state of an inläsning at a time. The value is what people see."""

    AKTIV = "aktiv"
    DELVIS_ERSATT = "delvis ersatt"
    ERSATT = "ersatt"
    ANGRAD = "ångrad"


@dataclass(frozen=True, slots=True)
class Handelserad:
    """One thing that happened. `slag` "" and `period` 0: to the whole inläsning. `orsak_id`: the inläsning that caused it."""

    handelse: Handelse
    nar: datetime
    vem: str
    slag: str
    period: int
    orsak_id: int | None


@dataclass(frozen=True, slots=True)
class InlasningInfo:
    """One inläsning as people see it. `perioder`: ÅÅÅÅMM, without the 0 of slag that have no months."""

    id: int
    namnd: str
    fil: str
    slag: tuple[Slag, ...]
    perioder: tuple[int, ...]
    rader: int
    sum_ore: int
    summor: Mapping[Slag, int]
    vem: str
    registrerad: datetime
    tillstand: Tillstand
    tolkning: str  # JSON
    handelser: tuple[Handelserad, ...]


def list_inlasningar(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[InlasningInfo, ...]:
    """Every inläsning registered by `as_of`, newest first, as it stood then."""
    table, limit = tables.inlasning, until(as_of)
    query = sa.select(table).where(table.c.namnd == namnd, table.c.registrerad <= limit).order_by(table.c.id.desc())
    with store.read() as conn:
        galler, live = read_galler(conn, namnd, as_of), read_live(conn, namnd, as_of)
        sums, events = _read_sums(conn, namnd), _read_handelser(conn, namnd, limit)
        rows = conn.execute(query).all()
    return tuple(
        InlasningInfo(
            id=row.id,
            namnd=namnd,
            fil=row.fil,
            slag=tuple(slag for slag in Slag if any(key[0] == slag for key in sums[row.id])),
            perioder=tuple(sorted({period for _, period in sums[row.id]} - {0})),
            rader=row.rader,
            sum_ore=row.sum_ore,
            summor=_per_slag(sums[row.id]),
            vem=row.vem,
            registrerad=from_text(row.registrerad),
            tillstand=_state(row.id, sums[row.id], galler, live),
            tolkning=row.tolkning,
            handelser=tuple(events.get(row.id, ())),
        )
        for row in rows
    )


def _read_sums(conn: sa.Connection, namnd: str) -> dict[int, dict[Nyckel, int]]:
    table, parts = tables.inlasning, tables.inlasning_del
    query = (
        sa.select(parts.c.inlasning_id, parts.c.slag, parts.c.period, parts.c.sum_ore)
        .join(table, table.c.id == parts.c.inlasning_id)
        .where(table.c.namnd == namnd)
    )
    sums: dict[int, dict[Nyckel, int]] = {}
    for row in conn.execute(query):
        sums.setdefault(row.inlasning_id, {})[(row.slag, row.period)] = row.sum_ore
    return sums


def _read_handelser(conn: sa.Connection, namnd: str, limit: str) -> dict[int, list[Handelserad]]:
    table, events = tables.inlasning, tables.inlasning_handelse
    query = (
        sa.select(events)
        .join(table, table.c.id == events.c.inlasning_id)
        .where(table.c.namnd == namnd, events.c.registrerad <= limit)
        .order_by(events.c.id)
    )
    found: dict[int, list[Handelserad]] = {}
    for row in conn.execute(query):
        event = Handelserad(Handelse(row.handelse), from_text(row.registrerad), row.vem, row.slag, row.period, row.orsak_id)
        found.setdefault(row.inlasning_id, []).append(event)
    return found


def _per_slag(sums: Mapping[Nyckel, int]) -> dict[Slag, int]:
    return {slag: sum(ore for key, ore in sums.items() if key[0] == slag) for slag in Slag if any(k[0] == slag for k in sums)}


def _state(inlasning_id: int, keys: Collection[Nyckel], galler: Galler, live: Collection[int]) -> Tillstand:
    if inlasning_id not in live:
        return Tillstand.ANGRAD
    counted = [inlasning_id in galler.ids.get(key, ()) for key in keys]
    if all(counted) and not any(galler.lost(inlasning_id, key) for key in keys):
        return Tillstand.AKTIV
    return Tillstand.DELVIS_ERSATT if any(counted) else Tillstand.ERSATT


def read_aktuella(store: Store, namnd: str, *, as_of: datetime | None = None) -> Mapping[Nyckel, Mapping[int, int]]:
    """(slag, period) -> the inläsningar of which something counts, oldest first, each with the öre that count there."""
    with store.read() as conn:
        galler, sums = read_galler(conn, namnd, as_of), _read_sums(conn, namnd)
        lost = _read_lost(conn, galler)
    return {
        key: {inlasning_id: sums[inlasning_id][key] - lost.get((inlasning_id, key), 0) for inlasning_id in ids}
        for key, ids in galler.ids.items()
    }


def _read_lost(conn: sa.Connection, galler: Galler) -> dict[tuple[int, Nyckel], int]:
    """The öre that do not count of those that are replaced in part."""
    if not galler.ersatta:
        return {}
    table = tables.saldo
    query = sa.select(table).where(table.c.inlasning_id.in_(sorted({number for number, _ in galler.ersatta})))
    found = dict.fromkeys(galler.ersatta, 0)
    for row in conn.execute(query):
        key = (row.inlasning_id, (row.slag, row.period))
        if kod_of(row.verksamhet, row.ansvar) in galler.ersatta.get(key, ()):
            found[key] += row.ore
    return found


def undo_inlasning(store: Store, inlasning_id: int, *, vem: str) -> None:
    """Take an inläsning back; what it had replaced counts again.

    Raises HelarError if it is undone, or if amounts would count twice.
    """
    _change(store, inlasning_id, Handelse.ANGRAD, vem=vem)


def restore_inlasning(store: Store, inlasning_id: int, *, vem: str) -> None:
    """Undo an undo. Raises HelarError if it is not undone, or if amounts would count twice."""
    _change(store, inlasning_id, Handelse.ATERSTALLD, vem=vem)


def _change(store: Store, inlasning_id: int, handelse: Handelse, *, vem: str) -> None:
    with store.write() as conn:
        namnd = namnd_of(store, inlasning_id)
        is_live = inlasning_id in read_live(conn, namnd)
        if is_live is not (handelse is Handelse.ANGRAD):
            state = "gäller redan" if is_live else "är redan ångrad"
            raise HelarError(f"Inläsning {inlasning_id} {state}. Inget är ändrat.")
        before = read_galler(conn, namnd)
        write_handelse(store, inlasning_id, handelse, vem=vem)
        after = read_galler(conn, namnd)
        _check_not_twice(conn, namnd, before, after)
        write_shift(store, before, after, orsak=inlasning_id, vem=vem)
        write_logg(store, namnd, f"inläsning {handelse}", vem=vem, efter={"id": inlasning_id})


def namnd_of(store: Store, inlasning_id: int) -> str:
    """The nämnd of an inläsning. Raises UnknownInlasning."""
    with store.read() as conn:
        found = conn.scalar(sa.select(tables.inlasning.c.namnd).where(tables.inlasning.c.id == inlasning_id))
    if found is None:
        raise UnknownInlasning(inlasning_id)
    return str(found)


def _check_not_twice(conn: sa.Connection, namnd: str, before: Galler, after: Galler) -> None:
    """Refuse a change that puts the same verksamhet side by side in a month without anybody having asked for it.

    It happens when something was read in beside what stood there while the inläsning that comes back did not count.
    """
    for key, ids in after.ids.items():
        back = [number for number in ids if _comes_back(number, key, before, after)]
        held = read_koder(conn, ids, {key}) if back else {}
        for returned in back:
            koder = _counting(returned, key, held, after) - _counting(returned, key, held, before)
            for other in ids:
                shared = koder & _counting(other, key, held, after) if other > returned else frozenset()
                if shared and not _knew(conn, namnd, key, other, returned, shared):
                    raise HelarError(
                        f"Inläsning {returned} skulle räknas en gång till i {_key_text(key)}: inläsning {other} lästes in där "
                        f"när den inte gällde. Ångra inläsning {other} först. Inget är ändrat."
                    )


def _comes_back(inlasning_id: int, key: Nyckel, before: Galler, after: Galler) -> bool:
    if inlasning_id not in before.ids.get(key, ()):
        return True
    return bool(before.lost(inlasning_id, key) - after.lost(inlasning_id, key))


def _counting(
    inlasning_id: int, key: Nyckel, held: Mapping[tuple[int, Nyckel], frozenset[Kod]], galler: Galler
) -> frozenset[Kod]:
    """What counts of an inläsning."""
    if inlasning_id not in galler.ids.get(key, ()):
        return frozenset()
    return held.get((inlasning_id, key), frozenset()) - galler.lost(inlasning_id, key)


def _knew(conn: sa.Connection, namnd: str, key: Nyckel, later: int, earlier: int, koder: frozenset[Kod]) -> bool:
    """Whether all of `koder` of `earlier` counted beside `later` when that was read in."""
    when = conn.scalar(sa.select(tables.inlasning.c.registrerad).where(tables.inlasning.c.id == later))
    then = read_galler(conn, namnd, when, slag=(key[0],))
    return earlier in then.ids.get(key, ()) and not koder & then.lost(earlier, key)


def _key_text(key: Nyckel) -> str:
    slag, period = key
    return f"{slag} {Period.from_key(period).namn}" if period else slag


def find_current_duplicate(store: Store, namnd: str, innehall_sha256: str) -> int | None:
    """The inläsning with this content, when all of it is what counts now; else None."""
    table = tables.inlasning
    query = (
        sa.select(table.c.id)
        .where(table.c.namnd == namnd, table.c.innehall_sha256 == innehall_sha256)
        .order_by(table.c.id.desc())
    )
    with store.read() as conn:
        ids = conn.scalars(query).all()
        if not ids:
            return None
        galler, live, delar = read_galler(conn, namnd), read_live(conn, namnd), read_delar(conn, namnd)
        for inlasning_id in ids:
            keys = [part.nyckel for part in delar if part.inlasning_id == inlasning_id]
            if (
                _state(inlasning_id, keys, galler, live) is Tillstand.AKTIV
                and is_in_force(store, namnd, inlasning_id)
                and are_matt_in_force(store, namnd, inlasning_id)
            ):
                return int(inlasning_id)
    return None
