"""Bedömningar as stored (DESIGN 6.1): from files and typed by hand. Never changed: a correction and a removal are new rows.

What counts for (nod, kontogrupp, typ) is what was made for the latest month, and of that what was written last; a file's rows
for one such key count together. Amounts: öre; avvikelse plus = överskott; kostnad canonical (kostnad +).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from finance.errors import HelarError
from finance.inlasning.modell import Bedomningsrad
from finance.kolumner import Col
from finance.store import tables
from finance.store.aktuellt import read_live, until
from finance.store.logg import write_logg
from finance.store.namnder import get_namnd
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text


@dataclass(frozen=True, slots=True)
class Bedomningspost:
    """One stored bedömning. Exactly one of `avvikelse_ore` and `kostnad_ore` is set. `period`: the month it was made for."""

    id: int
    nod: str
    kontogrupp: str  # "" = ospecificerad
    typ: str  # "niva" | "tillagg" | "handelse"
    avvikelse_ore: int | None
    kostnad_ore: int | None
    ar: int
    period: int
    fran: int | None
    till: int | None
    skal: str
    vem: str
    registrerad: datetime
    inlasning_id: int | None  # None: typed by hand


def read_bedomningar(
    store: Store, namnd: str, ar: int, *, as_of: datetime | None = None, period: int | None = None
) -> tuple[Bedomningspost, ...]:
    """What counts for year `ar`, in the order written. With `period` (ÅÅÅÅMM): only what was made for that month or earlier."""
    table = tables.bedomning
    query = (
        sa.select(table)
        .where(table.c.namnd == namnd, table.c.ar == ar, table.c.registrerad <= until(as_of))
        .order_by(table.c.period, table.c.id)
    )
    if period is not None:
        query = query.where(table.c.period <= period)
    with store.read() as conn:
        live = read_live(conn, namnd, as_of)
        rows = [row for row in conn.execute(query) if row.inlasning_id is None or row.inlasning_id in live]
    return tuple(_post(row) for row in sorted(_newest(rows), key=lambda row: row.id) if not row.borttagen)


def _newest(rows: Iterable[sa.Row[tuple[object, ...]]]) -> list[sa.Row[tuple[object, ...]]]:
    """Of rows in order of (period, id): the last batch of each key. A batch is a file's rows, or one typed row."""
    newest: dict[object, tuple[object, list[sa.Row[tuple[object, ...]]]]] = {}
    for row in rows:
        key = (row.nod, row.kontogrupp, row.typ)
        batch = (row.period, row.inlasning_id) if row.inlasning_id is not None else (row.period, "hand", row.id)
        if key in newest and newest[key][0] == batch:
            newest[key][1].append(row)
        else:
            newest[key] = (batch, [row])
    return [row for _, batch_rows in newest.values() for row in batch_rows]


def _post(row: sa.Row[tuple[object, ...]]) -> Bedomningspost:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row by column
    for name in ("namnd", "borttagen"):
        values.pop(name)
    return Bedomningspost(**{**values, "registrerad": from_text(str(values["registrerad"]))})


def save_bedomning(store: Store, namnd: str, rad: Bedomningsrad, *, vem: str) -> int:
    """Store one typed bedömning (its `blad` and `rad` are not used); it takes the place of the same nod, kontogrupp and typ."""
    return _save_one(store, namnd, rad, vem=vem, removed=False)


def remove_bedomning(store: Store, namnd: str, bedomning_id: int, *, vem: str) -> int:
    """Let a bedömning end: from now on there is none for its nod, kontogrupp and typ. Raises HelarError if it is not there."""
    table = tables.bedomning
    with store.write() as conn:
        row = conn.execute(sa.select(table).where(table.c.id == bedomning_id, table.c.namnd == namnd)).first()
        if row is None:
            raise HelarError(f"Bedömning {bedomning_id} finns inte för {namnd}. Läs om sidan och försök igen.")
        post = _post(row)
        names = ("nod", "kontogrupp", "typ", "avvikelse_ore", "kostnad_ore", "ar", "period", "fran", "till", "skal")
        rad = Bedomningsrad(**{name: getattr(post, name) for name in names}, blad="", rad=0)
        return _save_one(store, namnd, rad, vem=vem, removed=True)


def _save_one(store: Store, namnd: str, rad: Bedomningsrad, *, vem: str, removed: bool) -> int:
    with store.write() as conn:
        get_namnd(store, namnd)
        (values,) = _values(store, namnd, [rad], vem=vem, inlasning_id=None, removed=removed)
        bedomning_id = conn.execute(tables.bedomning.insert().values(values)).inserted_primary_key
        handling = "bedömning borttagen" if removed else "bedömning sparad"
        write_logg(store, namnd, handling, vem=vem, efter=values)
    return int(bedomning_id[0]) if bedomning_id else 0


def write_bedomningar(store: Store, namnd: str, rader: Sequence[Bedomningsrad], *, vem: str, inlasning_id: int) -> None:
    """Store a file's bedömningar in the write that is going on."""
    if rader:
        with store.write() as conn:
            conn.execute(
                tables.bedomning.insert(),
                _values(store, namnd, rader, vem=vem, inlasning_id=inlasning_id, removed=False),
            )


def _values(
    store: Store, namnd: str, rader: Sequence[Bedomningsrad], *, vem: str, inlasning_id: int | None, removed: bool
) -> list[dict[str, object]]:
    return [
        {
            "namnd": namnd,
            Col.INLASNING.value: inlasning_id,
            "ar": rad.ar,
            "period": rad.period or rad.ar * 100 + 1,
            "nod": rad.nod,
            "kontogrupp": rad.kontogrupp,
            "typ": rad.typ,
            "avvikelse_ore": rad.avvikelse_ore,
            "kostnad_ore": rad.kostnad_ore,
            "fran": rad.fran,
            "till": rad.till,
            "skal": masked(rad.skal),
            "borttagen": removed,
            "vem": rad.vem or vem,
            "registrerad": store.time,
        }
        for rad in rader
    ]


def is_in_force(store: Store, namnd: str, inlasning_id: int) -> bool:
    """Whether every bedömning of an inläsning is what counts now for the month it was made for."""
    table = tables.bedomning
    with store.read() as conn:
        rows = conn.execute(sa.select(table.c.id, table.c.ar, table.c.period).where(table.c.inlasning_id == inlasning_id)).all()
        rounds = {(row.ar, row.period) for row in rows}
        current = {post.id for ar, period in rounds for post in read_bedomningar(store, namnd, ar, period=period)}
    return all(row.id in current for row in rows)
