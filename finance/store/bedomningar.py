"""Bedömningar as stored (DESIGN 6.1): from files and typed by hand. Never changed: a correction and a removal are new rows.

What counts for (nod, kontogrupp, typ) is what was made for the latest month, and of that what was written last; a file's rows
for one such key count together, and so do rows saved together. A save that was undone never counts from then on.
Amounts: öre; avvikelse plus = överskott; kostnad canonical (kostnad +).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.inlasning.modell import Bedomningsrad
from finance.kolumner import Col
from finance.store import tables
from finance.store.aktuellt import read_live, until
from finance.store.logg import write_logg
from finance.store.namnder import get_namnd
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text, to_text
from finance.store.versioner import read_latest, table, write_version

angrad = table("bedomning_angrad", sa.Column("sparad", sa.Text, nullable=False))
"""Saves (by their time) that were undone."""
ALIKE = ("nod", "kontogrupp", "typ", "avvikelse_ore", "kostnad_ore", "ar", "fran", "till", "skal")


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
    source = tables.bedomning
    query = (
        sa.select(source)
        .where(source.c.namnd == namnd, source.c.ar == ar, source.c.registrerad <= until(as_of))
        .order_by(source.c.period, source.c.id)
    )
    if period is not None:
        query = query.where(source.c.period <= period)
    with store.read() as conn:
        live, undone = read_live(conn, namnd, as_of), _undone(store, namnd, as_of)
        rows = [row for row in conn.execute(query) if _counts(row, live, undone)]
    return tuple(_post(row) for row in sorted(_newest(rows), key=lambda row: row.id) if not row.borttagen)


def _undone(store: Store, namnd: str, as_of: datetime | None = None) -> frozenset[str]:
    return frozenset(row.sparad for row in read_latest(store, angrad, namnd, ("sparad",), as_of=as_of))


def _counts(row: sa.Row[tuple[object, ...]], live: Collection[int], undone: Collection[str]) -> bool:
    return row.registrerad not in undone if row.inlasning_id is None else row.inlasning_id in live


def _newest(rows: Iterable[sa.Row[tuple[object, ...]]]) -> list[sa.Row[tuple[object, ...]]]:
    """Of rows in order of (period, id): the last batch of each key. A batch is a file's rows, or rows saved together."""
    newest: dict[object, tuple[object, list[sa.Row[tuple[object, ...]]]]] = {}
    for row in rows:
        key = (row.nod, row.kontogrupp, row.typ)
        batch = (row.period, row.inlasning_id) if row.inlasning_id is not None else (row.period, "hand", row.registrerad)
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
    return save_bedomningar(store, namnd, [rad], vem=vem)[0]


def save_bedomningar(store: Store, namnd: str, rader: Sequence[Bedomningsrad], *, vem: str) -> tuple[int, ...]:
    """Store typed bedömningar together, all or none; each takes the place of the same nod, kontogrupp and typ.

    Raises UnknownNamnd, and InvalidValue when two nivåer are for the same place.
    """
    _check_nivaer(rader)
    return _save(store, namnd, rader, vem=vem, handling="bedömning sparad", removed=False)


def _check_nivaer(rader: Sequence[Bedomningsrad]) -> None:
    levels = [(rad.nod, rad.kontogrupp) for rad in rader if rad.typ == "niva"]
    if len(set(levels)) < len(levels):
        raise InvalidValue("Två nivåer gäller samma rad. Inget är sparat: behåll en av dem.")


def remove_bedomning(store: Store, namnd: str, bedomning_id: int, *, vem: str, period: int | None = None) -> int:
    """Let a bedömning end: from now on there is none for its nod, kontogrupp and typ, from month `period` (its own if None).

    Raises HelarError if it is not there.
    """
    source = tables.bedomning
    with store.write() as conn:
        row = conn.execute(sa.select(source).where(source.c.id == bedomning_id, source.c.namnd == namnd)).first()
        if row is None:
            raise HelarError(f"Bedömning {bedomning_id} finns inte för {namnd}. Läs om sidan och försök igen.")
        post = _post(row)
        rad = to_rad(post, period=max(post.period, period or 0))
        return _save(store, namnd, [rad], vem=vem, handling="bedömning borttagen", removed=True)[0]


def to_rad(post: Bedomningspost, *, period: int) -> Bedomningsrad:
    """The same bedömning, to be written for month `period` (ÅÅÅÅMM): confirmed, or taken away."""
    return Bedomningsrad(**{name: getattr(post, name) for name in ALIKE}, period=period, blad="", rad=0)


def _save(
    store: Store, namnd: str, rader: Sequence[Bedomningsrad], *, vem: str, handling: str, removed: bool
) -> tuple[int, ...]:
    ids = []
    with store.write() as conn:
        get_namnd(store, namnd)
        for values in _values(store, namnd, rader, vem=vem, inlasning_id=None, removed=removed):
            key = conn.execute(tables.bedomning.insert().values(values)).inserted_primary_key
            ids.append(int(key[0]) if key else 0)
            write_logg(store, namnd, handling, vem=vem, efter=values)
    return tuple(ids)


@dataclass(frozen=True, slots=True)
class Sparning:
    """Bedömningar that a person saved together, at `nar`."""

    nar: datetime
    vem: str
    noder: tuple[str, ...]


def last_sparning(store: Store, namnd: str, ar: int) -> Sparning | None:
    """What was typed last for a year and not undone; removals too. None when nothing was typed."""
    source = tables.bedomning
    query = (
        sa.select(source.c.nod, source.c.vem, source.c.registrerad)
        .where(source.c.namnd == namnd, source.c.ar == ar, source.c.inlasning_id.is_(None))
        .order_by(source.c.id)
    )
    with store.read() as conn:
        undone = _undone(store, namnd)
        rows = [row for row in conn.execute(query) if row.registrerad not in undone]
    if not rows:
        return None
    same = [row for row in rows if row.registrerad == rows[-1].registrerad]
    return Sparning(from_text(same[0].registrerad), same[0].vem, tuple(dict.fromkeys(row.nod for row in same)))


def undo_sparning(store: Store, namnd: str, ar: int, nar: datetime, *, vem: str) -> Sparning:
    """Undo the last save: what it replaced or removed counts again. Raises HelarError when it is not the last one any more."""
    with store.write():
        last = last_sparning(store, namnd, ar)
        if last is None or last.nar != nar:
            raise HelarError("Någon har sparat eller ångrat något sedan dess. Inget är ändrat: ladda om sidan och se efter.")
        write_version(store, angrad, namnd, {"sparad": to_text(nar)}, vem=vem, handling="bedömningar ångrade")
    return last


@dataclass(frozen=True, slots=True)
class Bedomningsversion:
    """One version in the history of a nod's bedömningar. `handling`: what it did, and whether it was undone, in words."""

    post: Bedomningspost
    handling: str


def bedomning_history(
    store: Store, namnd: str, ar: int, nod: str, *, as_of: datetime | None = None
) -> tuple[Bedomningsversion, ...]:
    """Every bedömning of a nod for a year, removals and what was undone too, newest first."""
    source = tables.bedomning
    query = (
        sa.select(source)
        .where(source.c.namnd == namnd, source.c.ar == ar, source.c.nod == nod, source.c.registrerad <= until(as_of))
        .order_by(source.c.id.desc())
    )
    with store.read() as conn:
        live, undone = read_live(conn, namnd, as_of), _undone(store, namnd, as_of)
        return tuple(
            Bedomningsversion(_post(row), _handling(row, counts=_counts(row, live, undone))) for row in conn.execute(query)
        )


def _handling(row: sa.Row[tuple[object, ...]], *, counts: bool) -> str:
    done = "borttagen" if row.borttagen else "inläst ur fil" if row.inlasning_id is not None else "sparad"
    return done if counts else f"{done}, sedan ångrad"


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
    source = tables.bedomning
    query = sa.select(source.c.id, source.c.ar, source.c.period).where(source.c.inlasning_id == inlasning_id)
    with store.read() as conn:
        rows = conn.execute(query).all()
        rounds = {(row.ar, row.period) for row in rows}
        current = {post.id for ar, period in rounds for post in read_bedomningar(store, namnd, ar, period=period)}
    return all(row.id in current for row in rows)
