"""What is current, derived by replay (DESIGN 5). Nothing that says "current" is stored.

For each (slag, period): take the inläsningar registered by then and not undone then, in the order they were read in; the last
one that replaces, and everything after it, count. So undo of any inläsning, in any order, is right by construction.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from finance.store import tables
from finance.store.tid import to_text

FOREVER = "9999"

Nyckel = tuple[str, int]
"""(slag, period); period 0 for slag without months."""
Aktuellt = Mapping[Nyckel, tuple[int, ...]]
"""The ids of the current inläsningar of each key, oldest first."""


class Satt(StrEnum):
    """What an inläsning does to what was there."""

    ERSATTER = "ersätter"
    BREDVID = "bredvid"


class Handelse(StrEnum):
    """What happens to an inläsning. Stored as written for people."""

    AKTIVERAD = "aktiverad"
    ERSATT = "ersatt"
    ANGRAD = "ångrad"
    ATERSTALLD = "återställd"


@dataclass(frozen=True, slots=True)
class Del:
    """One (slag, period) that an inläsning speaks for."""

    inlasning_id: int
    nyckel: Nyckel
    satt: Satt


def replay(delar: Iterable[Del], live: Collection[int]) -> dict[Nyckel, tuple[int, ...]]:
    """The current inläsningar of each key, given which are live. `delar` in any order."""
    current: dict[Nyckel, tuple[int, ...]] = {}
    for part in sorted(delar, key=lambda part: part.inlasning_id):
        if part.inlasning_id in live:
            before = () if part.satt is Satt.ERSATTER else current.get(part.nyckel, ())
            current[part.nyckel] = (*before, part.inlasning_id)
    return current


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
    return [Del(row.inlasning_id, (row.slag, row.period), Satt(row.satt)) for row in conn.execute(query)]


def read_current(
    conn: sa.Connection, namnd: str, as_of: datetime | str | None = None, *, slag: Collection[str] | None = None
) -> dict[Nyckel, tuple[int, ...]]:
    """What was current at `as_of` (now if None)."""
    return replay(read_delar(conn, namnd, slag), read_live(conn, namnd, as_of))


def current_rows(aktuellt: Aktuellt, slag: str, *, fran: int | None, till: int | None) -> sa.CTE | None:
    """A table of (inlasning_id, period) that count for `slag`, both ends of the periods included; None when there are none."""
    pairs = [
        (inlasning_id, period)
        for (a_slag, period), ids in aktuellt.items()
        if a_slag == slag and (fran is None or period >= fran) and (till is None or period <= till)
        for inlasning_id in ids
    ]
    if not pairs:
        return None
    columns = (sa.column("inlasning_id", sa.Integer), sa.column("period", sa.Integer))
    return sa.values(*columns, name="galler", literal_binds=True).data(sorted(pairs)).cte("galler")
