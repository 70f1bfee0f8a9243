"""What is current, derived by replay (DESIGN 5). Nothing that says "current" is stored.

For each (slag, period): take the inläsningar registered by then and not undone then, in the order they were read in; the last
one that replaces the whole, and everything after it, count. One that replaces its own verksamheter takes away those, and only
those, from every inläsning before it. So undo of any inläsning, in any order, is right by construction.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from finance.kolumner import Col
from finance.store import tables
from finance.store.tid import to_text

FOREVER = "9999"

Nyckel = tuple[str, int]
"""(slag, period); period 0 for slag without months."""
Aktuellt = Mapping[Nyckel, tuple[int, ...]]
"""The ids of the current inläsningar of each key, oldest first."""
Kod = tuple[str, str]
"""What an amount is replaced by: (verksamhet, ""), or ("", ansvar) where a row has no verksamhet."""


class Satt(StrEnum):
    """What an inläsning does to what was there."""

    ERSATTER = "ersätter"
    BREDVID = "bredvid"
    ERSATTER_SINA = "ersätter sina verksamheter"


class Handelse(StrEnum):
    """What happens to an inläsning. Stored as written for people."""

    AKTIVERAD = "aktiverad"
    ERSATT = "ersatt"
    DELVIS_ERSATT = "delvis ersatt"
    ANGRAD = "ångrad"
    ATERSTALLD = "återställd"


@dataclass(frozen=True, slots=True)
class Del:
    """One (slag, period) that an inläsning speaks for.

    `koder`: what it holds there; looked at only where some inläsning replaces its own verksamheter.
    """

    inlasning_id: int
    nyckel: Nyckel
    satt: Satt
    koder: frozenset[Kod] = frozenset()


@dataclass(frozen=True, slots=True)
class Galler:
    """What counts. `ids`: the inläsningar of which something counts. `ersatta`: what does not count of one that is there."""

    ids: Aktuellt
    ersatta: Mapping[tuple[int, Nyckel], frozenset[Kod]]
    sina: frozenset[tuple[int, Nyckel]] = frozenset()  # those in `ids` that have replaced their own verksamheter

    def lost(self, inlasning_id: int, nyckel: Nyckel) -> frozenset[Kod]:
        """What does not count of an inläsning of `ids`."""
        return self.ersatta.get((inlasning_id, nyckel), frozenset())


def kod_of(verksamhet: str, ansvar: str) -> Kod:
    """What a row is replaced by."""
    return verksamhet, "" if verksamhet else ansvar


def replay(delar: Iterable[Del], live: Collection[int]) -> Galler:
    """What counts of each key, given which inläsningar are live. `delar` in any order."""
    piles: dict[Nyckel, list[Del]] = {}
    for part in sorted(delar, key=lambda part: part.inlasning_id):
        if part.inlasning_id in live:
            before = [] if part.satt is Satt.ERSATTER else piles.get(part.nyckel, [])
            piles[part.nyckel] = [*before, part]
    ids: dict[Nyckel, tuple[int, ...]] = {}
    ersatta: dict[tuple[int, Nyckel], frozenset[Kod]] = {}
    for nyckel, pile in piles.items():
        kept = list(_counting(pile))
        ids[nyckel] = tuple(part.inlasning_id for part, _ in reversed(kept))
        ersatta |= {(part.inlasning_id, nyckel): lost for part, lost in kept if lost}
    counted = {
        (part.inlasning_id, nyckel) for nyckel, pile in piles.items() for part in pile if part.satt is Satt.ERSATTER_SINA
    }
    return Galler(ids, ersatta, frozenset(one for one in counted if one[0] in ids[one[1]]))


def _counting(pile: Sequence[Del]) -> Iterator[tuple[Del, frozenset[Kod]]]:
    """Newest first: each of a pile of which something counts, and what does not count of it."""
    taken: frozenset[Kod] = frozenset()
    for part in reversed(pile):
        lost = part.koder & taken
        if not part.koder or lost != part.koder:
            yield part, lost
        if part.satt is Satt.ERSATTER_SINA:
            taken |= part.koder


def until(as_of: datetime | str | None) -> str:
    """The latest time that counts, as stored text."""
    if as_of is None:
        return FOREVER
    return as_of if isinstance(as_of, str) else to_text(as_of)


def read_live(conn: sa.Connection, namnd: str, as_of: datetime | str | None = None) -> frozenset[int]:
    """The inläsningar of a nämnd that were registered by `as_of` and not undone then."""
    table, events, limit = tables.inlasning, tables.inlasning_handelse, until(as_of)
    found = conn.scalars(sa.select(table.c.id).where(table.c.namnd == namnd, table.c.registrerad <= limit))
    undone: dict[int, bool] = {}
    rows = conn.execute(
        sa.select(events.c.inlasning_id, events.c.handelse)
        .join(table, table.c.id == events.c.inlasning_id)
        .where(table.c.namnd == namnd, events.c.slag == "", events.c.registrerad <= limit)
        .order_by(events.c.id)
    )
    for inlasning_id, handelse in rows:
        undone[inlasning_id] = handelse == Handelse.ANGRAD
    return frozenset(found) - {inlasning_id for inlasning_id, is_undone in undone.items() if is_undone}


def read_delar(conn: sa.Connection, namnd: str, slag: Collection[str] | None = None) -> Sequence[Del]:
    """Every del of a nämnd's inläsningar, live or not; of some slag only, if given."""
    table, parts = tables.inlasning, tables.inlasning_del
    query = (
        sa.select(parts.c.inlasning_id, parts.c.slag, parts.c.period, parts.c.satt)
        .join(table, table.c.id == parts.c.inlasning_id)
        .where(table.c.namnd == namnd)
    )
    if slag is not None:
        query = query.where(parts.c.slag.in_(slag))
    delar = [Del(row.inlasning_id, (row.slag, row.period), Satt(row.satt)) for row in conn.execute(query)]
    mixed = {part.nyckel for part in delar if part.satt is Satt.ERSATTER_SINA}
    if not mixed:
        return delar
    held = read_koder(conn, {part.inlasning_id for part in delar if part.nyckel in mixed}, mixed)
    return [replace(part, koder=held.get((part.inlasning_id, part.nyckel), frozenset())) for part in delar]


def read_koder(
    conn: sa.Connection, ids: Collection[int], nycklar: Collection[Nyckel]
) -> dict[tuple[int, Nyckel], frozenset[Kod]]:
    """What each of some inläsningar holds in each of some (slag, period)."""
    table = tables.saldo
    query = (
        sa.select(table.c.inlasning_id, table.c.slag, table.c.period, table.c.verksamhet, table.c.ansvar)
        .where(table.c.inlasning_id.in_(sorted(ids)), table.c.period.in_(sorted({period for _, period in nycklar})))
        .distinct()
    )
    found: dict[tuple[int, Nyckel], set[Kod]] = {}
    for row in conn.execute(query):
        if (row.slag, row.period) in nycklar:
            found.setdefault((row.inlasning_id, (row.slag, row.period)), set()).add(kod_of(row.verksamhet, row.ansvar))
    return {key: frozenset(koder) for key, koder in found.items()}


def read_galler(
    conn: sa.Connection, namnd: str, as_of: datetime | str | None = None, *, slag: Collection[str] | None = None
) -> Galler:
    """What counted at `as_of` (now if None)."""
    return replay(read_delar(conn, namnd, slag), read_live(conn, namnd, as_of))


def read_current(
    conn: sa.Connection, namnd: str, as_of: datetime | str | None = None, *, slag: Collection[str] | None = None
) -> Aktuellt:
    """The inläsningar of which something counted at `as_of` (now if None)."""
    return read_galler(conn, namnd, as_of, slag=slag).ids


def counted_rows(
    galler: Galler, table: sa.Table, slag: str, *, fran: int | None, till: int | None
) -> tuple[sa.FromClause, sa.ColumnElement[bool]] | None:
    """Where to select the rows of saldo or transaktion that count for `slag`, and the condition; None when there are none.

    Both ends of the periods are included.
    """
    pairs = [
        (inlasning_id, period)
        for (a_slag, period), ids in galler.ids.items()
        if a_slag == slag and (fran is None or period >= fran) and (till is None or period <= till)
        for inlasning_id in ids
    ]
    if not pairs:
        return None
    current = _pairs("galler", pairs)
    source = current.join(table, _same_month(current, table))
    sina = [pair for pair in pairs if (pair[0], (slag, pair[1])) in galler.sina]
    if not sina:
        return source, table.c.slag == slag
    taken = _taken(_pairs("sina", sina), slag)
    match = (
        (taken.c.period == table.c.period)
        & (taken.c.verksamhet == table.c.verksamhet)
        & (taken.c.ansvar == _ansvar(table))
        & (taken.c.av > table.c.inlasning_id)
    )
    return source.outerjoin(taken, match), (table.c.slag == slag) & taken.c.av.is_(None)


def _pairs(name: str, pairs: Collection[tuple[int, int]]) -> sa.CTE:
    columns = (sa.column(Col.INLASNING, sa.Integer), sa.column(Col.PERIOD, sa.Integer))
    return sa.values(*columns, name=name, literal_binds=True).data(sorted(pairs)).cte(name)


def _same_month(pairs: sa.CTE, table: sa.Table) -> sa.ColumnElement[bool]:
    return (table.c.inlasning_id == pairs.c.inlasning_id) & (table.c.period == pairs.c.period)


def _ansvar(table: sa.Table) -> sa.ColumnElement[str]:
    """The second part of a Kod."""
    return sa.case((table.c.verksamhet == "", table.c.ansvar), else_="")


def _taken(sina: sa.CTE, slag: str) -> sa.CTE:
    """Month and kod -> the last inläsning (`av`) that has replaced it."""
    table = tables.saldo
    keys = (table.c.period, table.c.verksamhet, _ansvar(table).label("ansvar"))
    return (
        sa.select(*keys, sa.func.max(table.c.inlasning_id).label("av"))
        .select_from(sina.join(table, _same_month(sina, table)))
        .where(table.c.slag == slag)
        .group_by(*keys)
        .cte("ersatta")
    )
