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
    Aktuellt,
    Handelse,
    Nyckel,
    read_current,
    read_delar,
    read_live,
    until,
)
from finance.store.bedomningar import is_in_force
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
        current, live = read_current(conn, namnd, as_of), read_live(conn, namnd, as_of)
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
            tillstand=_state(row.id, sums[row.id], current, live),
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


def _state(inlasning_id: int, keys: Collection[Nyckel], current: Aktuellt, live: Collection[int]) -> Tillstand:
    if inlasning_id not in live:
        return Tillstand.ANGRAD
    counted = [inlasning_id in current.get(key, ()) for key in keys]
    if all(counted):
        return Tillstand.AKTIV
    return Tillstand.DELVIS_ERSATT if any(counted) else Tillstand.ERSATT


def read_aktuella(store: Store, namnd: str, *, as_of: datetime | None = None) -> Mapping[Nyckel, Mapping[int, int]]:
    """(slag, period) -> the current inläsningar, oldest first, each with its öre there."""
    with store.read() as conn:
        current, sums = read_current(conn, namnd, as_of), _read_sums(conn, namnd)
    return {key: {inlasning_id: sums[inlasning_id][key] for inlasning_id in ids} for key, ids in current.items()}


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
        before = read_current(conn, namnd)
        write_handelse(store, inlasning_id, handelse, vem=vem)
        after = read_current(conn, namnd)
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


def _check_not_twice(conn: sa.Connection, namnd: str, before: Aktuellt, after: Aktuellt) -> None:
    """Refuse a change that puts the same verksamhet side by side in a month without anybody having asked for it.

    It happens when something was read in beside what stood there while the inläsning that comes back did not count.
    """
    for key, ids in after.items():
        back = set(ids) - set(before.get(key, ()))
        for returned in back:
            for other in ids:
                if other > returned and not _knew(conn, namnd, key, other, returned) and _share(conn, key, other, returned):
                    raise HelarError(
                        f"Inläsning {returned} skulle räknas en gång till i {_key_text(key)}: inläsning {other} lästes in där "
                        f"när den inte gällde. Ångra inläsning {other} först. Inget är ändrat."
                    )


def _knew(conn: sa.Connection, namnd: str, key: Nyckel, later: int, earlier: int) -> bool:
    """Whether `earlier` was current beside `later` when that was read in."""
    when = conn.scalar(sa.select(tables.inlasning.c.registrerad).where(tables.inlasning.c.id == later))
    return earlier in read_current(conn, namnd, when, slag=(key[0],)).get(key, ())


def _share(conn: sa.Connection, key: Nyckel, one: int, other: int) -> bool:
    table = tables.saldo
    held = []
    for inlasning_id in (one, other):
        query = sa.select(table.c.verksamhet, table.c.ansvar).where(
            table.c.inlasning_id == inlasning_id, table.c.slag == key[0], table.c.period == key[1]
        )
        held.append({(row.verksamhet, "" if row.verksamhet else row.ansvar) for row in conn.execute(query)})
    return not held[0].isdisjoint(held[1])


def _key_text(key: Nyckel) -> str:
    slag, period = key
    return f"{slag} {Period.from_key(period).namn}" if period else slag


def write_handelse(
    store: Store,
    inlasning_id: int,
    handelse: Handelse,
    *,
    vem: str,
    nyckel: Nyckel = ("", 0),
    orsak: int | None = None,
) -> None:
    """Note what happened to an inläsning, or to one (slag, period) of it, in the write that is going on."""
    values = {"inlasning_id": inlasning_id, "handelse": handelse.value, "slag": nyckel[0], "period": nyckel[1]}
    with store.write() as conn:
        conn.execute(tables.inlasning_handelse.insert().values(**values, orsak_id=orsak, vem=vem, registrerad=store.time))


def write_shift(store: Store, before: Aktuellt, after: Aktuellt, *, orsak: int, vem: str) -> None:
    """Note for people what stopped counting and what came back because of inläsning `orsak`."""
    for key in sorted(before.keys() | after.keys()):
        was, now = set(before.get(key, ())) - {orsak}, set(after.get(key, ())) - {orsak}
        for inlasning_id in sorted(was - now):
            write_handelse(store, inlasning_id, Handelse.ERSATT, vem=vem, nyckel=key, orsak=orsak)
        for inlasning_id in sorted(now - was):
            write_handelse(store, inlasning_id, Handelse.ATERSTALLD, vem=vem, nyckel=key, orsak=orsak)


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
        current, live, delar = read_current(conn, namnd), read_live(conn, namnd), read_delar(conn, namnd)
        for inlasning_id in ids:
            keys = [part.nyckel for part in delar if part.inlasning_id == inlasning_id]
            if (
                _state(inlasning_id, keys, current, live) is Tillstand.AKTIV
                and is_in_force(store, namnd, inlasning_id)
                and are_matt_in_force(store, namnd, inlasning_id)
            ):
                return int(inlasning_id)
    return None
