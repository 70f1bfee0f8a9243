"""Gallring of what people have written as reasons, and of who is responsible for an åtgärd: they name people (DESIGN 6.8).

What is about a year that is gallrat goes, in every version and in the log, so that no earlier day shows it either. What still
counts keeps its reason: a händelse without an end goes only in the versions that later ones have taken the place of. Comments,
free tables and what is locked are the nämnd's own documents and stay.
"""

import json
from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from finance.store import tables
from finance.store.engangsposter import engangspost
from finance.store.handelser import handelse_kand
from finance.store.nystarter import nystart
from finance.store.planposter import planpost
from finance.store.plantabeller import atgard

ATGARD = "atgard"
TOMT = ("skal", "ansvarig")
"""Keys whose values are blanked in the log."""


def blank_reasons(conn: sa.Connection, namnd: str, fore: int) -> int:
    """Blank the reasons and the responsible of what is about a year before `fore` (ÅÅÅÅ); how many rows lost one."""
    times: set[str] = set()
    done = sum(_blank(conn, table, namnd, when, times) for table, when in _about(fore))
    done += _blank_responsible(conn, namnd, fore) + _blank_typed(conn, namnd, fore, times)
    _blank_log(conn, namnd, times)
    return done


def _about(fore: int) -> Iterator[tuple[sa.Table, sa.ColumnElement[bool]]]:
    """Each table with a `skal`, and which of its rows are about the time before."""
    first = fore * 100
    yield tables.bedomning, tables.bedomning.c.ar < fore
    yield engangspost, engangspost.c.period < first
    yield nystart, nystart.c.fran < first
    newer = handelse_kand.alias("newer")
    same = (newer.c.namnd == handelse_kand.c.namnd) & (newer.c.handelse == handelse_kand.c.handelse)
    replaced = sa.exists().where(same, newer.c.id > handelse_kand.c.id)
    gone = sa.or_(handelse_kand.c.borttagen, replaced) & (handelse_kand.c.period < first)
    yield handelse_kand, sa.or_(handelse_kand.c.till.between(1, first), gone)


def _blank(conn: sa.Connection, table: sa.Table, namnd: str, when: sa.ColumnElement[bool], times: set[str]) -> int:
    mine = (table.c.namnd == namnd, when, table.c.skal != "")
    found = conn.execute(sa.select(table.c.id, table.c.registrerad).where(*mine)).all()
    times |= {row.registrerad for row in found}
    if found:
        conn.execute(
            table.update().where(table.c.id == sa.bindparam("row")).values(skal=""), [{"row": row.id} for row in found]
        )
    return len(found)


def _ended(slut: str, fore: int) -> bool:
    """Whether an end that is known lies before the year."""
    return "1900" <= slut < f"{fore}-01-01"


def _blank_responsible(conn: sa.Connection, namnd: str, fore: int) -> int:
    files = sa.select(tables.inlasning.c.id).where(tables.inlasning.c.namnd == namnd)
    ended = (atgard.c.slut >= "1900") & (atgard.c.slut < f"{fore}-01-01")
    change = atgard.update().where(atgard.c.inlasning_id.in_(files), ended, atgard.c.ansvarig != "")
    return conn.execute(change.values(ansvarig="")).rowcount


def _blank_typed(conn: sa.Connection, namnd: str, fore: int, times: set[str]) -> int:
    """The same of åtgärder that people have written; their values are JSON."""
    query = sa.select(planpost).where(planpost.c.namnd == namnd, planpost.c.slag == ATGARD)
    done = 0
    for row in conn.execute(query).all():
        values = json.loads(row.varden)
        if values.get("ansvarig") and _ended(values.get("slut") or "", fore):
            told = json.dumps({**values, "ansvarig": ""}, ensure_ascii=False)
            conn.execute(planpost.update().where(planpost.c.id == row.id).values(varden=told))
            times.add(row.registrerad)
            done += 1
    return done


def _blank_log(conn: sa.Connection, namnd: str, times: Iterable[str]) -> None:
    """The same texts where the log repeats them: what was written at the same moments."""
    wanted, log = set(times), tables.logg
    for row in conn.execute(sa.select(log).where(log.c.namnd == namnd)).all():
        if row.registrerad not in wanted:
            continue
        fore, efter = _without(row.fore), _without(row.efter)
        if (fore, efter) != (row.fore, row.efter):
            conn.execute(log.update().where(log.c.id == row.id).values(fore=fore, efter=efter))


def _without(text: str) -> str:
    """JSON of the log with such values blanked, also in values that are JSON themselves."""
    if not text:
        return text
    return json.dumps(_emptied(json.loads(text)), ensure_ascii=False, sort_keys=True)


def _emptied(value: object, key: str = "") -> object:
    if isinstance(value, dict):
        return {name: _emptied(inner, name) for name, inner in value.items()}
    if key == "varden" and isinstance(value, str):
        return _without(value)
    return "" if key in TOMT and isinstance(value, str) else value
